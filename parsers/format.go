// Package parsers turns inputs into events.
//
// A format is one row: a package-level variable `var xFormat = Format{…}` (or a slice of them) in a file of
// its own. `go generate ./parsers` collects the rows into formats_gen.go, so adding a format touches one file.
// Envelopes (Docker, CRI, journald, syslog, …) are peeled before a format sees a record, archives and
// compression before that.
package parsers

import (
	"io"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

//go:generate go run ../internal/collect -type Format -func All -out formats_gen.go

// Format is everything the project knows about one kind of input. Exactly one of Line and Document is set.
type Format struct {
	Name    string           // stable id: "nginx-error", "haproxy-http", "har", "chromium-console"
	Title   string           // what it is, one line
	Where   string           // where such a file is found
	Side    handshake.Side   // who speaks, as far as the format alone tells
	Hop     handshake.Hop    // where the speaker stands, as far as the format alone tells
	Product string           // "nginx", "haproxy", … or "" if many programs write it
	Moment  handshake.Moment // what its timestamp marks
	Zone    bool             // its timestamps carry a zone, or are UTC by definition
	Shows   []string         // names of the rule fields it can fill, without the side: "status", "request.upgrade"
	Samples []string         // real records; each must be detected and understood (tested)

	// Detect scores one record (a line, without its line end): 0 is "not mine", 100 is "nobody else writes
	// this". It must be cheap and must not allocate. For a Document it sees the first bytes of the input.
	Detect func(rec []byte) int

	// Line starts a parser for one input made of records.
	Line func(s *Source) LineParser

	// Document reads a whole input that is not made of lines (HAR). It returns an error only when nothing
	// more can be read; what was complete has been emitted before, and s.Warn tells the rest.
	Document func(r io.Reader, s *Source) error
}

// LineParser understands the records of one format. Record gets one record: a line without its line end,
// and, where Continues said so, the lines that belong to it, joined by '\n'. rec is valid until Record returns.
type LineParser struct {
	// Record parses one record, emits what matters and says what it was. It must not allocate for a record
	// that is not kept.
	Record func(rec []byte, pos handshake.Position) Verdict
	// Continues reports whether line belongs to the record that began with first. nil: every line is a record.
	Continues func(first, line []byte) bool
}

// Verdict is what a parser made of a record.
type Verdict uint8

// The verdicts.
const (
	NotUnderstood Verdict = iota // not of this format
	Understood                   // of this format, and nothing to keep
	Kept                         // of this format, and an event was emitted
)

// Gate decides on raw bytes whether a record may matter at all. The real one is correlate.Gate. Its functions
// must be cheap, must not allocate, and may err only towards true.
type Gate struct {
	// Text reports whether a message can matter: it holds a literal of the rules or of the gate.
	Text func(msg []byte) bool
	// Line reports whether a line of free text can matter: as Text does, or because it has one of LineTexts.
	Line func(msg []byte) bool
	// Names reports whether a message itself shows that it is about a WebSocket handshake ("websocket", "ws://",
	// a sentence that only a WebSocket library writes). It makes the difference between handshake.Named and less.
	Names func(msg []byte) bool
	// Access reports whether an access record can matter, from its status and request target (path and
	// query, or absolute URL). rec is the whole record, for literals such as "websocket".
	Access func(status int, target, rec []byte) bool
}

// Source is one input on its way through a parser. It is made by Scan and valid for one input.
type Source struct {
	Name     string // as given by the user; a member of an archive is "archive.zip!member"
	Format   *Format
	Producer string // who wrote it, when the input says so ("Chrome DevTools", "Firefox 153.0")
	Redact   *redact.Redactor
	Gate     Gate
	Limits   handshake.Limits
	Zone     *time.Location // for timestamps without a zone; never nil
	Year     int            // for timestamps without a year: the year of the input's last change
	Read     Tally          // what a Document made of its records, which nobody else can count
	dialed   recall         // the socket that the program began to open last, as its log says
	emit     func(*handshake.Event)
	warn     func(string)
}

// Tally counts the records of a Document.
type Tally struct {
	Records    int64
	Understood int64
	Skipped    int64 // left out because of a limit
}

// NewEvent returns an event with what Source knows filled in: input, format, side, hop, product, moment and
// the marks for "not shown".
func (s *Source) NewEvent(pos handshake.Position) *handshake.Event {
	f := s.Format
	return &handshake.Event{
		Input: s.Name, Pos: pos, Format: f.Name, Side: f.Side, Hop: f.Hop, Product: f.Product, Moment: f.Moment,
		ZoneKnown: f.Zone, Duration: handshake.NoDuration, Lifetime: handshake.NoDuration, Bytes: -1,
	}
}

// Emit hands an event on. The event must not be changed afterwards.
func (s *Source) Emit(e *handshake.Event) { s.emit(e) }

// Warn records something that the user must know about this input ("breaks off at byte 1234"). The text must
// not quote the input.
func (s *Source) Warn(text string) { s.warn(text) }
