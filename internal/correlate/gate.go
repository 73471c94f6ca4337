// Package correlate decides what is a WebSocket handshake at all (the gate and the learned endpoints), keeps
// what sources say as a bounded, mergeable Store of distinct observations, and joins those that tell of the
// same attempts.
package correlate

import (
	"bytes"
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Gate decides on raw bytes whether a record may matter at all. Lexicon is shared; a Gate belongs to one input,
// for it counts what it keeps back (see Rest).
type Gate struct {
	lexicon *Lexicon
	rest    map[restKey]*Rest
	path    []byte // scratch
}

// Lexicon is the set of texts that the gate looks for. It is safe for concurrent use.
type Lexicon struct {
	texts *literal.Set
	lines *literal.Set // texts, and those of lines that matter for what they are
	names *literal.Set
	rules *literal.Set // every text that a rule can tell messages apart by
}

// naming texts by themselves show that a message is about a WebSocket.
var naming = []string{"websocket", "web socket", "ws://", "wss://", "sockjs", "socket.io", "engine.io"}

// closing texts announce the close code of a socket: such a line of an app's log names nothing, but stands beside the
// handshake that it ended.
var closing = []string{"close code", "closed code", "closecode", "close_code", "closed with code", "closing with code"}

// NewLexicon returns the lexicon of a rule set: the texts of which one stands in every message that matters, those of
// them that name a handshake, those for which a line of free text is looked at besides, and the search for all texts
// that a rule asks for.
func NewLexicon(needed, names, lines []string, rules *literal.Set) *Lexicon {
	return &Lexicon{
		texts: literal.New(slices.Concat(needed, naming, closing)),
		lines: literal.New(slices.Concat(needed, naming, closing, lines)),
		names: literal.New(slices.Concat(names, naming)),
		rules: rules,
	}
}

// NewGate returns a gate for one input.
func NewGate(l *Lexicon) *Gate { return &Gate{lexicon: l, rest: make(map[restKey]*Rest)} }

// Text reports whether a message can matter.
func (g *Gate) Text(msg []byte) bool { return g.lexicon.texts.Contains(msg) }

// Line reports whether a line of free text can matter.
func (g *Gate) Line(msg []byte) bool { return g.lexicon.lines.Contains(msg) }

// Names reports whether a message itself shows that it is about a WebSocket handshake.
func (g *Gate) Names(msg []byte) bool { return g.lexicon.names.Contains(msg) }

// Access reports whether an access record can matter. A record that only becomes a handshake if its path turns
// out to be an endpoint elsewhere is kept in full for the first few of its kind and counted from then on.
func (g *Gate) Access(status int, target, rec []byte) bool {
	if status == 101 || namesWebSocket(rec) {
		return true
	}
	path := pathOf(target)
	if LooksLikeEndpoint(path) {
		return true
	}
	if 200 <= status && status < 300 || status == 304 || isStatic(path) {
		return false
	}
	return g.sample(status, path)
}

// namesWebSocket reports whether "websocket" stands in an access record as a word of its own: the value of a column or
// of a query, rather than a part of a path or of a page's name.
func namesWebSocket(rec []byte) bool {
	for from := 0; ; {
		i := bytes.Index(rec[from:], []byte("ocket"))
		if i < 0 {
			return false
		}
		i += from
		if i >= 4 && equalFold4(rec[i-4:i]) && (i == 4 || startsWord[rec[i-5]]) {
			return true
		}
		from = i + 5
	}
}

// equalFold4 reports whether b is "webs" in whatever case.
func equalFold4(b []byte) bool {
	return b[0]|0x20 == 'w' && b[1]|0x20 == 'e' && b[2]|0x20 == 'b' && b[3]|0x20 == 's'
}

// startsWord are the bytes before a value in an access record.
var startsWord = [256]bool{'"': true, '=': true, ':': true, ' ': true, '[': true, '{': true, '\t': true, ',': true, '|': true}

// firstOfKind is how many records of one path and status are kept in full before the gate only counts.
const firstOfKind = 4

type restKey struct {
	path   uint64
	status int
}

// Rest counts the records of one path template and status that the gate kept back.
type Rest struct {
	Path   string
	Status int
	Count  int64
}

func (g *Gate) sample(status int, path []byte) bool {
	g.path = redact.AppendTemplate(g.path[:0], path)
	key := restKey{hash64(g.path), status}
	r := g.rest[key]
	if r == nil {
		if len(g.rest) >= maxRest {
			return true
		}
		r = &Rest{Path: string(g.path), Status: status, Count: -firstOfKind}
		g.rest[key] = r
	}
	r.Count++
	return r.Count <= 0
}

// maxRest bounds the paths that one gate counts; what is beyond is kept in full, and bounded by the Store.
const maxRest = 1 << 14

// Rest returns what the gate counted without keeping it.
func (g *Gate) Rest() []Rest {
	var out []Rest
	for _, r := range g.rest {
		if r.Count > 0 {
			out = append(out, *r)
		}
	}
	return out
}

func hash64(b []byte) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}
