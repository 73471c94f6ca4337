package parsers

import (
	"bytes"
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// doubtful is the verdict of a parser that understood a record which another format may know more of.
const doubtful Verdict = Kept + 1

// maxRecent is how many formats a stream switches between without detection.
const maxRecent = 6

// holder puts the lines of a record together: in place where it can (lineReader), in a buffer of its own where the
// lines stand apart (pile).
type holder interface {
	line() []byte
	record() []byte
	begin()
	extend() bool
}

// stream is what one speaker wrote: the whole input, or what one container or unit wrote of it. A stream may change
// its format, or mix several.
type stream struct {
	sc     *scan
	name   string
	recent []*reading // formats met, the last one first
	other  *reading   // the scan's rest
	misses int        // records in a row that no format knew
	serves bool       // a server or a proxy speaks here
	folded int        // lines taken for continuations though they might begin a record

	pos   handshake.Position // of the open record
	open  bool
	cut   bool
	gap   bool               // a blank line came after the open record
	held  []*handshake.Event // emitted by the parser that is tried
	hash  redact.Mark        // of name; 0 if it was not needed yet
	stamp []byte             // the envelope's timestamp of the open record
	pile  pile               // the open record, unless a lineReader holds it
	part  []byte             // beginning of a line that the envelope split
}

// reading is one format at work on one stream.
type reading struct {
	format  *Format
	parser  LineParser
	records *int64 // of the scan, understood by format
	doubts  int    // records in a row that it was not sure of, and no other format claimed
	strong  bool   // it was sure of a record
	judged  int    // records by which it was decided whether it is strong
}

func (sc *scan) newStream(name string) *stream {
	t := &stream{sc: sc, name: name, pile: pile{max: sc.o.Limits.RecordBytes}}
	if sc.rest != nil {
		t.other = t.reading(sc.rest)
	}
	if sc.only != nil {
		t.recent = append(t.recent, t.reading(sc.only))
	}
	return t
}

// take gets the line that h holds.
func (t *stream) take(h holder, pos handshake.Position, long bool) {
	line := h.line()
	if t.open {
		if (!t.gap || isChained(line)) && t.continues(h.record(), line) {
			t.cut = !h.extend() || long || t.cut
			t.gap = false
			return
		}
		if isBlank(line) {
			t.gap = true
			return
		}
		t.flush(h)
	}
	if isBlank(line) {
		return
	}
	h.begin()
	t.open, t.pos, t.cut, t.gap = true, pos, long, false
}

// continues reports whether line belongs to the open record.
func (t *stream) continues(rec, line []byte) bool {
	last := t.last()
	if len(t.recent) == 0 && isDue(t.misses) {
		last = t.owner(rec)
	}
	if last.continues(rec, line) {
		return !t.interrupts(line)
	}
	if !isFolded(line) {
		return false
	}
	// The record may be the first of another format than the last one's.
	owner := t.owner(rec)
	return owner != last && owner.continues(rec, line)
}

func (rd *reading) continues(rec, line []byte) bool {
	return rd != nil && rd.parser.Continues != nil && rd.parser.Continues(rec, line)
}

// last returns the format of the record before, or rest.
func (t *stream) last() *reading {
	if len(t.recent) > 0 {
		return t.recent[0]
	}
	return t.other
}

// owner returns the format whose record rec is, and makes it the last one.
func (t *stream) owner(rec []byte) *reading {
	if t.sc.only != nil {
		return t.last()
	}
	first := firstLine(rec)
	var best *reading
	most := 0
	for _, rd := range t.recent {
		if score := rd.format.Detect(first); score > most {
			best, most = rd, score
		}
	}
	if best == nil {
		f, _ := t.sc.guess(first, t.serves)
		if f == nil {
			return t.other
		}
		best = t.reading(f)
	}
	t.toFront(best)
	return best
}

// interrupts reports whether line begins a record of another format, although the last one would take it for the
// continuation of its own. What clients print (transcripts, traces) holds lines of every kind.
func (t *stream) interrupts(line []byte) bool {
	if !mayBegin(line) || t.sc.only != nil || len(t.recent) == 0 || t.recent[0].format.Side == handshake.Client {
		return false
	}
	for _, rd := range t.recent[1:] {
		if rd.format.Detect(line) >= sure {
			return true
		}
	}
	t.folded++
	if !isDue(t.folded) {
		return false
	}
	f, score := t.sc.guess(line, t.serves)
	return score >= sure && f != t.recent[0].format
}

// flush ends the open record.
func (t *stream) flush(h holder) {
	if !t.open {
		return
	}
	t.open = false
	t.sc.cov.Records++
	if t.cut {
		t.sc.cov.Skipped++
	}
	if rd := t.parse(h.record()); rd != nil {
		*rd.records++
		t.misses = 0
		t.switchTo(rd, h.record())
		t.doubt(rd)
	} else {
		t.leave(h.record())
	}
	t.deliver()
}

// switchTo makes rd, which understood rec, the last format.
func (t *stream) switchTo(rd *reading, rec []byte) {
	if !rd.strong {
		t.judge(rd, rec)
	}
	if len(t.recent) == 0 || t.recent[0] != rd {
		t.toFront(rd)
	}
}

// judge finds out whether rd is sure of the record.
func (t *stream) judge(rd *reading, rec []byte) {
	if rd.judged++; isDue(rd.judged) && rd.format.Detect(firstLine(rec)) >= sure {
		rd.strong = true
		t.serves = t.serves || rd.format.Side > handshake.Client
	}
}

// parse has the record read by the format of the record before, by those before that, or by the one that detection
// finds, and returns the one that understood it.
func (t *stream) parse(rec []byte) *reading {
	for _, rd := range t.recent {
		if rd = t.try(rd, rec); rd != nil {
			return rd
		}
	}
	t.misses++
	if !isDue(t.misses) || t.sc.only != nil {
		return nil
	}
	f, _ := t.sc.guess(firstLine(rec), t.serves)
	if f == nil {
		return nil
	}
	return t.try(t.reading(f), rec)
}

// try has the record read by rd. It returns rd, or a format that makes a better claim to a record which rd would
// keep but is not sure of, or nil if it was not understood.
func (t *stream) try(rd *reading, rec []byte) *reading {
	t.held = t.held[:0]
	verdict := rd.parser.Record(rec, t.pos)
	switch {
	case verdict == NotUnderstood:
		t.held = t.held[:0]
		return nil
	case verdict == Understood, !isDue(rd.doubts), t.sc.only != nil:
		return rd
	}
	if better := t.better(rd, rec); better != nil {
		rd.doubts = 0
		return better
	}
	if verdict == doubtful {
		rd.doubts++
	}
	return rd
}

// better has the record read by a format that makes a better claim to it than rd, if there is one.
func (t *stream) better(rd *reading, rec []byte) *reading {
	first := firstLine(rec)
	own := rd.format.Detect(first)
	if own >= settled {
		return nil
	}
	f, score := t.sc.guess(first, t.serves)
	if f == nil || score <= own {
		return nil
	}
	kept := slices.Clone(t.held)
	t.held = t.held[:0]
	better := t.reading(f)
	if better.parser.Record(rec, t.pos) == NotUnderstood {
		t.held = kept
		return nil
	}
	return better
}

// doubt takes the side away from what a common form only supposes to be a server's, in a stream where a client
// speaks.
func (t *stream) doubt(rd *reading) {
	if len(t.held) == 0 || rd.strong || t.serves || !slices.ContainsFunc(t.recent, (*reading).isClient) {
		return
	}
	for _, e := range t.held {
		if e.Side == handshake.Server && e.Product == "" {
			e.Side, e.Hop = handshake.UnknownSide, handshake.HopUnknown
		}
	}
}

func (rd *reading) isClient() bool { return rd.strong && rd.format.Side == handshake.Client }

// leave gives a record that nothing understood to rest. A comment that tells nothing needs no format.
func (t *stream) leave(rec []byte) {
	verdict := NotUnderstood
	if t.other != nil {
		verdict = t.other.parser.Record(rec, t.pos)
	}
	if verdict != Kept && hasPrefix(rec, "# ") && len(t.recent) > 0 {
		*t.recent[0].records++
		return
	}
	t.sc.left++
	if len(t.sc.cov.Unclear) < maxUnclear {
		t.sc.cov.Unclear = append(t.sc.cov.Unclear, t.pos)
	}
}

// deliver hands on what the parser emitted, with what only the envelope knows.
func (t *stream) deliver() {
	for _, e := range t.held {
		t.sc.cov.Events++
		t.sc.emit(t.addressed(e))
	}
	t.held = t.held[:0]
}

// reading returns f at work on t: the one there is, or a new one.
func (t *stream) reading(f *Format) *reading {
	for _, rd := range t.recent {
		if rd.format == f {
			return rd
		}
	}
	s := t.sc.source(f)
	s.emit = func(e *handshake.Event) { t.held = append(t.held, e) }
	return &reading{format: f, parser: f.Line(s), records: t.sc.counter(f)}
}

// toFront makes rd the last format of t. One that is never sure of a record, for it only knows a common form, stays
// behind those that are.
func (t *stream) toFront(rd *reading) {
	if i := slices.Index(t.recent, rd); i >= 0 {
		t.recent = slices.Delete(t.recent, i, i+1)
	} else if len(t.recent) == maxRecent {
		t.recent = t.recent[:maxRecent-1]
	}
	at := 0
	for !rd.strong && at < len(t.recent) && t.recent[at].strong {
		at++
	}
	t.recent = slices.Insert(t.recent, at, rd)
}

// pile is a holder that copies.
type pile struct {
	text []byte // the line
	buf  []byte // the record
	max  int
}

func (p *pile) line() []byte   { return p.text }
func (p *pile) record() []byte { return p.buf }
func (p *pile) begin()         { p.buf = append(p.buf[:0], p.text...) }

func (p *pile) extend() bool {
	if len(p.buf)+1+len(p.text) > p.max {
		return false
	}
	p.buf = append(append(p.buf, '\n'), p.text...)
	return true
}

func firstLine(rec []byte) []byte {
	if i := bytes.IndexByte(rec, '\n'); i >= 0 {
		return rec[:i]
	}
	return rec
}

func isBlank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

// isDue spaces out an attempt that failed n times in a row: the first few, then at every power of two.
func isDue(n int) bool { return n <= 8 || n&(n-1) == 0 || n%256 == 0 }

// mayBegin reports whether line looks at all like the first of a record: a timestamp, an address, a bracket.
func mayBegin(line []byte) bool {
	if len(line) < 8 {
		return false
	}
	c := line[0]
	return isDigit(c) || c == '[' || c == '{' || c == '<' || c == '(' || c >= 'A' && c <= 'Z'
}
