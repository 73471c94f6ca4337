package parsers

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Options say how inputs are read.
type Options struct {
	Redact  *redact.Redactor
	Gate    Gate
	Limits  handshake.Limits
	Formats []Format       // formats to choose from; nil means All()
	Force   string         // name of the format to use, "" to detect it
	Zone    *time.Location // for timestamps without a zone; nil means UTC
	Year    int            // for timestamps without a year; 0 means unknown
}

// Coverage says what became of one input.
type Coverage struct {
	Name          string
	Format        string   // name of the main format; "" if the input was refused
	Reason        string   // why that format ("58 of 60 records"), or why it was refused
	Envelopes     []string // peeled, outermost first
	Producer      string
	Bytes         int64 // unpacked
	Records       int64
	Understood    int64 // of a known format, kept or not
	NotUnderstood int64
	Unclear       []handshake.Position // first few records that were not understood
	Events        int64
	Skipped       int64 // records cut or left out by a limit
	Warnings      []string
}

const (
	headBytes   = 64 << 10 // what detection looks at
	maxUnclear  = 5
	maxStreams  = 256 // inner streams of one input that are kept apart
	maxWarnings = 20
)

// scan is one input on its way from bytes to events.
type scan struct {
	o       Options
	formats []Format
	only    *Format // the format that was asked for, or nil
	rest    *Format // takes what no other format wants; nil if one was asked for
	cov     *Coverage
	emit    func(*handshake.Event)
	layers  []*envelope
	letters [maxLayers]letter
	key     []byte
	plain   *stream            // lines without envelope
	streams map[string]*stream // lines with one, by the name of their stream
	read    map[*Format]*int64 // records that each format understood
	left    int64              // records that only rest took
}

// Scan reads one input to its end and emits its events. It returns what became of the input, and an error only
// when the input could not be read on; what was read before has been emitted. An input that is no text, or empty,
// is refused: Format is "" and Reason says why.
func Scan(name string, r io.Reader, o Options, emit func(*handshake.Event)) (Coverage, error) {
	sc := &scan{
		o: o, formats: o.Formats, cov: &Coverage{Name: name}, emit: emit,
		streams: map[string]*stream{}, read: map[*Format]*int64{},
	}
	if sc.formats == nil {
		sc.formats = All()
	}
	if sc.o.Zone == nil {
		sc.o.Zone = time.UTC
	}
	sc.rest = sc.format(restName)
	sc.plain = sc.newStream("")
	counted := &countingReader{r: r}
	err := sc.run(counted)
	sc.cov.Bytes = counted.n
	return *sc.cov, err
}

func (sc *scan) run(counted io.Reader) error {
	head, r, err := openText(counted)
	if err != nil && len(head) == 0 {
		return err
	}
	if why := refuse(head); why != "" {
		sc.cov.Reason = why
		return nil
	}
	if sc.o.Force != "" {
		return sc.forced(head, r)
	}
	d := sc.detect(head)
	if d.document != nil {
		return sc.document(d.document, r)
	}
	sc.layers = d.layers
	sc.plain.serves = d.serves
	for _, f := range d.ranked {
		sc.plain.recent = append(sc.plain.recent, sc.plain.reading(f))
	}
	err = sc.frames(head, r)
	sc.conclude(d.tie)
	return err
}

// forced reads everything as the format that was asked for. Envelopes are peeled all the same.
func (sc *scan) forced(head []byte, r io.Reader) error {
	f := sc.format(sc.o.Force)
	if f == nil {
		return fmt.Errorf("unknown format %q: see the list of formats", sc.o.Force)
	}
	sc.cov.Format, sc.cov.Reason = f.Name, "asked for"
	if f.Document != nil {
		return sc.document(f, r)
	}
	sc.layers = sc.detectLayers(sc.sample(head))
	sc.only, sc.rest = f, nil
	sc.plain = sc.newStream("")
	err := sc.frames(head, r)
	sc.count()
	return err
}

func (sc *scan) document(f *Format, r io.Reader) error {
	s := sc.source(f)
	s.emit = func(e *handshake.Event) { sc.cov.Events++; sc.emit(e) }
	sc.cov.Format = f.Name
	if sc.cov.Reason == "" {
		sc.cov.Reason = "its beginning"
	}
	err := f.Document(r, s)
	sc.cov.Records, sc.cov.Understood, sc.cov.Skipped = s.Read.Records, s.Read.Understood, s.Read.Skipped
	sc.cov.Producer = s.Producer
	return err
}

// frames cuts the input into records, which are lines unless it is JSON that spans lines, and hands them on.
func (sc *scan) frames(head []byte, r io.Reader) error {
	if frame := frameOf(head); frame != perLine {
		return sc.jsonValues(r, frame)
	}
	lines := newLineReader(r, sc.o.Limits.RecordBytes)
	lines.bare = hasBareSGR(head)
	for lines.next() {
		if len(sc.layers) > 0 {
			sc.unwrap(lines.line(), lines.position(), lines.long)
		} else {
			sc.plain.take(lines, lines.position(), lines.long)
		}
	}
	sc.flush(lines)
	if errors.Is(lines.err, io.EOF) {
		return nil
	}
	return lines.err
}

// flush ends the records that were still open at the end of the input, in the order in which they stand there. plain
// holds the one without envelope.
func (sc *scan) flush(plain holder) {
	if len(sc.layers) == 0 && len(sc.streams) == 0 {
		sc.plain.flush(plain)
		return
	}
	open := append(make([]*stream, 0, len(sc.streams)+1), sc.plain)
	for _, t := range sc.streams {
		open = append(open, t)
	}
	slices.SortFunc(open, func(a, b *stream) int { return cmp.Compare(a.pos.Offset, b.pos.Offset) })
	for _, t := range open {
		t.finish()
	}
}

// conclude names the main format: the one that understood most records, and rest only if no other took a fair
// share of them.
func (sc *scan) conclude(tie string) {
	main, most := sc.rest, int64(0)
	for i := range sc.formats {
		if f := &sc.formats[i]; *sc.counter(f) > most {
			main, most = f, *sc.counter(f)
		}
	}
	if main == nil || sc.rest != nil && most*5 < sc.left {
		main = sc.rest
	}
	if main == sc.rest && main != nil {
		*sc.counter(main), sc.left = sc.left, 0
		sc.cov.Unclear = nil
	}
	sc.count()
	if main != nil {
		sc.cov.Format, sc.cov.Reason = main.Name, sc.reason(main)+tie
	}
}

// counter counts the records that f understood.
func (sc *scan) counter(f *Format) *int64 {
	n := sc.read[f]
	if n == nil {
		n = new(int64)
		sc.read[f] = n
	}
	return n
}

func (sc *scan) count() {
	for _, n := range sc.read {
		sc.cov.Understood += *n
	}
	sc.cov.NotUnderstood = sc.left
	for _, env := range sc.layers {
		sc.cov.Envelopes = append(sc.cov.Envelopes, env.Name)
	}
}

// reason tells how much of the input the main format understood, and what else there was.
func (sc *scan) reason(main *Format) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d of %d records", *sc.counter(main), sc.cov.Records)
	if main == sc.rest {
		b.WriteString(" are of no known format")
	}
	for i := range sc.formats {
		if f := &sc.formats[i]; f != main && *sc.counter(f) > 0 {
			fmt.Fprintf(&b, ", %d %s", *sc.counter(f), f.Name)
		}
	}
	return b.String()
}

func (sc *scan) format(name string) *Format {
	for i := range sc.formats {
		if sc.formats[i].Name == name {
			return &sc.formats[i]
		}
	}
	return nil
}

// source returns what a parser of format f gets to know. The caller sets emit.
func (sc *scan) source(f *Format) *Source {
	return &Source{
		Name: sc.cov.Name, Format: f, Redact: sc.o.Redact, Gate: sc.o.Gate, Limits: sc.o.Limits,
		Zone: sc.o.Zone, Year: sc.o.Year, warn: sc.warn,
	}
}

func (sc *scan) warn(text string) {
	if len(sc.cov.Warnings) < maxWarnings && !slices.Contains(sc.cov.Warnings, text) {
		sc.cov.Warnings = append(sc.cov.Warnings, text)
	}
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
