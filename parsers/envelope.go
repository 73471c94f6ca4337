package parsers

import (
	"bytes"
	"slices"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// maxLayers is how many envelopes may lie in one another.
const maxLayers = 3

// envelope is what a collector of logs puts around each line of a program.
type envelope struct {
	Name    string
	Title   string
	Where   string   // where such a file is found
	Weak    bool     // lines of other kinds may look like it: most of the sample must
	Samples []string // real lines (tested)

	// Open finds out what stands in line. It returns false if line has no such envelope. It must not allocate
	// once l has been used for a while.
	Open func(line []byte, l *letter) bool
}

// letter is what an envelope holds. Its parts are valid until the letter is used again.
type letter struct {
	stream  []byte // who wrote the line: container, pod, unit, host and program; lines of one stream belong together
	text    []byte // the line that was written; more than one if the collector keeps records whole
	stamp   []byte // the envelope's own timestamp, for readTime
	part    bool   // the line goes on in the stream's next letter
	scratch []byte // holds stream
	decoded []byte // holds text
}

// detectLayers returns the envelopes of the sample, outermost first.
func (sc *scan) detectLayers(sample [][]byte) []*envelope {
	var layers []*envelope
	for len(layers) < maxLayers {
		env := commonEnvelope(sample)
		if env == nil {
			break
		}
		layers = append(layers, env)
		sample = unwrapAll([]*envelope{env}, sample)
	}
	return layers
}

// commonEnvelope returns the envelope that most of the lines have, if a fair share of them has it.
func commonEnvelope(sample [][]byte) *envelope {
	var best *envelope
	var l letter
	most := 0
	for i := range envelopes {
		env, n := &envelopes[i], 0
		for _, line := range sample {
			if env.Open(line, &l) {
				n++
			}
		}
		enough := n*4 >= len(sample)
		if env.Weak {
			enough = n > 2 && n*5 >= len(sample)*4 && env.Open(sample[0], &l)
		}
		if enough && n > most {
			best, most = env, n
		}
	}
	return best
}

// wrapsServers reports whether the envelopes are those of servers and containers.
func wrapsServers(layers []*envelope) bool {
	return slices.ContainsFunc(layers, func(env *envelope) bool { return !env.Weak })
}

// unwrapAll returns what stands in the lines; a line without envelope stays as it is.
func unwrapAll(layers []*envelope, sample [][]byte) [][]byte {
	if len(layers) == 0 {
		return sample
	}
	var inner [][]byte
	var letters [maxLayers]letter
	for _, line := range sample {
		text := line
		for i, env := range layers {
			if !env.Open(text, &letters[i]) {
				break
			}
			text = letters[i].text
		}
		for part := range bytes.Lines(text) {
			inner = append(inner, bytes.Clone(bytes.TrimRight(part, "\r\n")))
		}
	}
	return inner
}

// unwrap takes the envelopes off a line and hands it to the stream that it belongs to.
func (sc *scan) unwrap(line []byte, pos handshake.Position, long bool) {
	text, part := line, false
	var stamp []byte
	sc.key = sc.key[:0]
	for i, env := range sc.layers {
		l := &sc.letters[i]
		l.stream, l.stamp, l.part = nil, nil, false
		if !env.Open(text, l) {
			break
		}
		text, part = l.text, l.part
		if l.stamp != nil {
			stamp = l.stamp
		}
		if len(sc.key) > 0 && len(l.stream) > 0 {
			sc.key = append(sc.key, '/')
		}
		sc.key = append(sc.key, l.stream...)
	}
	sc.streamOf(sc.key).letter(text, stamp, part, pos, long)
}

// streamOf returns the stream called key. When there are too many, the rest share one.
func (sc *scan) streamOf(key []byte) *stream {
	if len(key) == 0 {
		return sc.plain
	}
	if t := sc.streams[string(key)]; t != nil {
		return t
	}
	if len(sc.streams) >= maxStreams {
		sc.warn("more streams than are kept apart: the rest is read as one")
		return sc.plain
	}
	t := sc.newStream(string(key))
	t.serves = sc.plain.serves
	sc.streams[t.name] = t
	return t
}

// letter gets the text of one letter: a line, some lines, or part of one.
func (t *stream) letter(text, stamp []byte, part bool, pos handshake.Position, long bool) {
	if len(t.part) > 0 || part {
		if len(t.part)+len(text) > t.pile.max {
			text, long = text[:t.pile.max-len(t.part)], true
		}
		t.part = append(t.part, text...)
		if part {
			return
		}
		text = t.part
		t.part = t.part[:0]
	}
	for first := true; first || len(text) > 0; first = false {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		t.pile.text = bytes.TrimRight(line, "\r")
		text = rest
		t.take(&t.pile, pos, long)
		if t.open && t.pos == pos {
			t.stamp = append(t.stamp[:0], stamp...)
		}
	}
}

// finish ends what the input's end left open.
func (t *stream) finish() {
	if len(t.part) > 0 {
		t.letter(nil, nil, false, t.pos, false)
	}
	t.flush(&t.pile)
}

// addressed fills in what only the envelope tells: the stream, the time of a record that shows none, and who writes
// a form that many programs write.
func (t *stream) addressed(e *handshake.Event) *handshake.Event {
	if e.Time.IsZero() && len(t.stamp) > 0 {
		e.Time, e.ZoneKnown, _ = readTime(t.stamp, t.sc.o.Year, t.sc.o.Zone)
		e.Moment = handshake.AtEvent
	}
	if t.name == "" {
		return e
	}
	e.Stream = t.sc.o.Redact.Token([]byte(t.name))
	for i := range e.IDs {
		if e.IDs[i].Kind == handshake.ConnID {
			e.IDs[i].Hash ^= t.mark() // containers count their connections from 1, each for itself
		}
	}
	if h := t.hint(); h != nil && e.Product == "" {
		moment := e.Moment
		h.apply(e)
		if moment == handshake.AtEvent {
			e.Moment = moment
		}
	}
	return e
}

// mark returns the hash of the stream's name.
func (t *stream) mark() redact.Mark {
	if t.hash == 0 {
		t.hash = t.sc.o.Redact.Hash([]byte(t.name))
	}
	return t.hash
}

// hint returns what the name of the container or program tells, which is the last part of the stream's, or nil.
func (t *stream) hint() *productHint {
	name := t.name[strings.LastIndexAny(t.name, " /")+1:]
	for i := range productHints {
		if strings.Contains(name, productHints[i].part) {
			return &productHints[i]
		}
	}
	return nil
}

// Envelope describes what is taken off records before a format sees them.
type Envelope struct {
	Name  string
	Title string
	Where string // where such a file is found
}

// Envelopes returns every envelope, in the order in which they are tried.
func Envelopes() []Envelope {
	all := make([]Envelope, len(envelopes))
	for i := range envelopes {
		all[i] = Envelope{envelopes[i].Name, envelopes[i].Title, envelopes[i].Where}
	}
	return all
}
