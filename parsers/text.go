package parsers

import (
	"bytes"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// textRow is a log of messages: a head, and then what a program has to say.
type textRow struct {
	Format
	Score int
	Heads []string              // patterns, see head; the first that fits counts
	Bare  []string              // how records begin that the program writes without a head; after "…", what must stand in them
	Also  func(rec []byte) bool // knows other records without a head
	Fold  foldFunc              // what belongs to the record before; nil: foldStack
	Hints []hint                // texts that tell which of several programs writes here
	More  func(s *Source, e *handshake.Event, rec []byte, sp *spot)

	Unfinished func(rec []byte) bool // knows a record that was wrapped by what it lacks, see isWrapped
}

// hint is a text that only one program writes. One with a hop tells that it is a proxy, and which.
type hint struct {
	text, product string
	hop           handshake.Hop
}

// restName is the format that takes what no other wants.
const restName = "text"

// textFormats returns the formats of the rows.
func textFormats(rows []textRow) []Format {
	all := make([]Format, len(rows))
	for i := range rows {
		all[i] = rows[i].format()
	}
	return all
}

// compiledRow is a row made ready.
type compiledRow struct {
	*textRow
	heads []head
	bare  []bareText
}

// bareText is how a record without head is known.
type bareText struct{ begin, part []byte }

func (t *bareText) match(rec []byte) bool {
	return bytes.HasPrefix(rec, t.begin) && (len(t.part) == 0 || bytes.Contains(rec, t.part))
}

func (row *textRow) format() Format {
	c := &compiledRow{textRow: row}
	for _, pattern := range row.Heads {
		c.heads = append(c.heads, compileHead(pattern))
	}
	for _, text := range row.Bare {
		begin, part, _ := strings.Cut(text, "…")
		c.bare = append(c.bare, bareText{[]byte(begin), []byte(part)})
	}
	f := row.Format
	if f.Shows == nil {
		f.Shows = []string{"text", "level", "status", "request.path", "request.method"}
	}
	if f.Moment == handshake.MomentUnknown {
		f.Moment = handshake.AtEvent
	}
	f.Detect = c.detect
	f.Line = c.lines
	return f
}

func (c *compiledRow) detect(rec []byte) int {
	var sp spot
	if c.match(rec, &sp) {
		return c.Score
	}
	return 0
}

// match finds the head of a record, or a beginning that needs none.
func (c *compiledRow) match(rec []byte, sp *spot) bool {
	if c.headed(rec, sp) {
		return true
	}
	if len(c.bare) == 0 && c.Also == nil {
		return false
	}
	if !timeHead.match(rec, sp) {
		*sp = spot{}
	}
	return c.knows(rec[sp.message:])
}

// headed finds the head of a record. Heads that begin with the same kind of timestamp stand together: it is looked
// at once.
func (c *compiledRow) headed(rec []byte, sp *spot) bool {
	kind, n := opText, 0
	for i := range c.heads {
		first := &c.heads[i].ops[0]
		if first.kind != kind || kind < opTime {
			kind, n = first.kind, first.length(rec)
		}
		if n >= 0 && c.heads[i].matchRest(rec, n, sp) {
			return true
		}
	}
	return false
}

// timeHead is what may stand before a record that a program writes without a head.
var timeHead = compileHead("$iso ")

// knows reports whether rec is one that the program writes without a head.
func (c *compiledRow) knows(rec []byte) bool {
	for i := range c.bare {
		if c.bare[i].match(rec) {
			return true
		}
	}
	return c.Also != nil && c.Also(rec)
}

// textParser reads one input.
type textParser struct {
	s       *Source
	row     *compiledRow
	hint    *hint // what some record told
	spot    spot  // of the record
	wrapped bool  // some line of the record went on with one that broke off
	joined  []byte
	records int
	passed  int // records that the gate did not keep out at once
	started int // events about starts and stops
}

const (
	hintedRecords = 64  // records at the beginning in which hints are looked for
	maxLifecycle  = 200 // events about starts and stops of one program that are kept
)

func (c *compiledRow) lines(s *Source) LineParser {
	p := &textParser{s: s, row: c}
	return LineParser{Record: p.record, Continues: p.continues}
}

func (p *textParser) continues(first, line []byte) bool {
	fold := p.row.Fold
	if fold == nil {
		fold = foldStack
	}
	if fold(p.row, first, line) {
		return true
	}
	if p.row.isWrapped(first, line) {
		p.wrapped = true
		return true
	}
	return false
}

// whole returns the record on one line if it was wrapped.
func (p *textParser) whole(rec []byte) []byte {
	if !p.wrapped {
		return rec
	}
	p.wrapped = false
	p.joined = unwrap(p.joined[:0], rec)
	return p.joined
}

func (p *textParser) record(rec []byte, pos handshake.Position) Verdict {
	rec = p.whole(rec)
	sp := &p.spot
	if !p.row.match(rec, sp) && p.row.Name != restName {
		return NotUnderstood
	}
	if p.records++; p.records <= hintedRecords {
		p.look(rec)
	}
	msg := rec[sp.message:]
	if !p.mayMatter(msg) {
		return Understood
	}
	target, after := targetIn(msg)
	verdict := Understood
	if target != nil && p.row.Score < settled {
		verdict = doubtful // it may be an access line that another format knows
	}
	switch {
	case target != nil && p.passes(msg, target, after), p.row.Name == restName && hasSocketVerb(msg):
	case p.s.Gate.Text(msg) && p.concerns(msg, target):
	case target == nil && p.started < maxLifecycle && isLifecycle(msg):
		p.started++
	default:
		return verdict
	}
	p.s.Emit(p.event(rec, pos, sp))
	return max(verdict, Kept)
}

// mayMatter asks the gate whether a line of free text can matter. Where most can, as in an error log that ends each line
// with the request, asking is of no use.
func (p *textParser) mayMatter(msg []byte) bool {
	if p.passed > hintedRecords && p.passed*2 > p.records {
		p.passed++
		return true
	}
	if !p.s.Gate.Line(msg) && !(p.row.Name == restName && hasSocketVerb(msg)) {
		return false
	}
	p.passed++
	return true
}

// targetIn finds the target of a GET in a message, and returns it with the index after it; nil if there is none.
func targetIn(msg []byte) (target []byte, after int) {
	const verb = "GET "
	i := bytes.Index(msg, []byte(verb))
	if i < 0 {
		return nil, 0
	}
	i = skipByte(msg, i+len(verb), '"')
	if i >= len(msg) || msg[i] != '/' && !bytes.HasPrefix(msg[i:], []byte("http")) {
		return nil, 0
	}
	after = i
	for after < len(msg) && msg[after] > ' ' && msg[after] != '"' && msg[after] != '\'' {
		after++
	}
	return msg[i:after], after
}

// hasSocketVerb reports whether a message has a word that ASGI servers write in place of the method. An access line
// that was cut is of no known format.
func hasSocketVerb(msg []byte) bool {
	for _, v := range webSocketVerbs {
		if i := bytes.Index(msg, v); i >= 0 && i+len(v)+1 < len(msg) && msg[i+len(v)+1] == '/' {
			return true
		}
	}
	return false
}

// passes asks the gate of access logs about the request that a message tells of.
func (p *textParser) passes(msg, target []byte, after int) bool {
	status := statusAfter(msg[after:])
	if at := after - len(target) - len("GET "); status == 0 && at >= 4 {
		status = wholeNumber(msg[at-4 : at-1])
	}
	return p.s.Gate.Access(status, target, msg)
}

// concerns reports whether a message that can matter may be about a handshake: it names WebSockets, or no request.
// Most lines of an error log are about pictures that are not there.
func (p *textParser) concerns(msg, target []byte) bool {
	if target != nil || bytes.Contains(msg, []byte(`request: "`)) {
		return p.s.Gate.Names(msg)
	}
	return true
}

// statusAfter returns the status that stands behind a request target, with the protocol between them or not, or 0.
func statusAfter(b []byte) int {
	b = bytes.TrimLeft(b, "\"' -")
	if proto, ok := bytes.CutPrefix(b, []byte("HTTP/")); ok {
		b = bytes.TrimLeft(proto, "0123456789.\" ")
	}
	return wholeNumber(b)
}

func (p *textParser) look(rec []byte) {
	for i := range p.row.Hints {
		if h := &p.row.Hints[i]; bytes.Contains(rec, []byte(h.text)) {
			p.hint = h
			return
		}
	}
}

func (p *textParser) event(rec []byte, pos handshake.Position, sp *spot) *handshake.Event {
	s := p.s
	e := s.NewEvent(pos)
	e.Raw = s.Redact.Text(shortenTrace(rec, s.Limits.TextBytes), s.Limits.TextBytes)
	p.look(rec)
	if p.hint != nil {
		e.Product = p.hint.product
		if p.hint.hop != "" {
			e.Side, e.Hop = handshake.Proxy, p.hint.hop
		}
	}
	if sp.when != 0 {
		var zoned bool
		e.Time, zoned, _ = readHeadTime(rec[sp.time:], sp.when, s.Year, s.Zone)
		e.ZoneKnown = e.ZoneKnown || zoned
	}
	e.Level = levelAt(rec[sp.level:sp.levelEnd])
	if p.row.More != nil {
		p.row.More(s, e, rec, sp)
	}
	if e.Certainty == handshake.NotWebSocket && !isLifecycle(rec[sp.message:]) && s.Gate.Names(rec) {
		e.Certainty = handshake.Named
	}
	s.readMessage(e, shortenTrace(bytes.TrimLeft(rec[sp.message:], " \n"), s.Limits.TextBytes))
	return e
}

// shortenTrace leaves the frames of a stack trace out of a message that is too long to be kept whole, for what matters
// stands before and after them.
func shortenTrace(msg []byte, max int) []byte {
	if len(msg) <= max || bytes.IndexByte(msg, '\n') < 0 {
		return msg
	}
	var out []byte
	for line := range bytes.Lines(msg) {
		if len(out) > 0 && isStackFrame(line) {
			continue
		}
		out = append(out, line...)
	}
	return bytes.TrimRight(out, "\n")
}

// isStackFrame reports whether a line of a stack trace only tells where.
func isStackFrame(line []byte) bool {
	if line[0] == ' ' || line[0] == '\t' || line[0] == '#' || line[0] == '/' {
		return true
	}
	return bytes.HasPrefix(line, []byte("at ")) || isGoFrame(bytes.TrimRight(line, "\r\n"))
}
