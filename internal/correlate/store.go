package correlate

import (
	"sort"
	"strconv"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Store keeps what sources say: one Group for each distinct observation, its repeats counted. Its content is a
// pure function of the set of events added, whatever their order and however it was split and merged.
type Store struct {
	Groups    map[string]*Group
	Rests     map[string]int64 // "path\x00status\x00input" to the count that the gate kept back
	Dropped   int64            // observations left out because a limit was reached
	threshold uint64           // observations that rank above it are left out
	most      int              // observations that are kept
	examples  int              // events that are kept for each
	search    *literal.Set     // of the rules' literals: texts that hold the same ones are the same observation
	ids       []int
}

// Group is one distinct observation.
type Group struct {
	Key     string
	Events  []*handshake.Event // the smallest, at most Limits.Examples, in the order of less
	Count   int64
	First   time.Time
	Last    time.Time
	Clients map[string]bool // distinct client addresses, at most maxClients
}

// maxClients bounds how many distinct client addresses are counted for one observation.
const maxClients = 1 << 12

// NewStore returns an empty store for one input.
func NewStore(l handshake.Limits, words *Lexicon) *Store {
	return newStore(l.Groups, l.Examples, words)
}

// NewTotal returns an empty store for all inputs of a run, to absorb those of one input each.
func NewTotal(l handshake.Limits, words *Lexicon) *Store {
	return newStore(l.AllGroups, l.Examples, words)
}

func newStore(most, examples int, words *Lexicon) *Store {
	return &Store{Groups: make(map[string]*Group), Rests: make(map[string]int64), threshold: ^uint64(0), most: most, examples: examples, search: words.rules}
}

// Add takes an event in.
func (s *Store) Add(e *handshake.Event) {
	key := s.key(e)
	g := s.Groups[key]
	if g == nil {
		if rank(key, e) > s.threshold {
			s.Dropped++
			return
		}
		g = &Group{Key: key}
		s.Groups[key] = g
	}
	g.add(e, s.examples)
	if len(s.Groups) > 2*s.most {
		s.shrink()
	}
}

// AddRest takes in what a gate counted without keeping it.
func (s *Store) AddRest(input string, rests []Rest) {
	for _, r := range rests {
		s.Rests[r.Path+"\x00"+strconv.Itoa(r.Status)+"\x00"+input] += r.Count
	}
}

// Merge takes in everything that o, another part of the same run, holds. o must not be used afterwards.
func (s *Store) Merge(o *Store) {
	s.threshold = min(s.threshold, o.threshold)
	s.Absorb(o)
}

// Absorb takes in everything that the store of one input holds. What that input was too full for says nothing about
// the others. o must not be used afterwards.
func (s *Store) Absorb(o *Store) {
	s.Dropped += o.Dropped
	for k, n := range o.Rests {
		s.Rests[k] += n
	}
	for key, g := range o.Groups {
		if have := s.Groups[key]; have != nil {
			have.merge(g, s.examples)
		} else {
			s.Groups[key] = g
		}
	}
	s.shrink()
}

// Bound drops what is beyond the limits; to be called before the content is used.
func (s *Store) Bound() { s.shrink() }

// shrink keeps the observations of the smallest rank. Ranks do not depend on order, and what was
// once above the threshold is never let in again, so the counts of what stays are complete.
func (s *Store) shrink() {
	var ranks []uint64
	for key, g := range s.Groups {
		if r := rank(key, g.Events[0]); r > s.threshold {
			s.drop(key)
		} else {
			ranks = append(ranks, r)
		}
	}
	if len(ranks) <= s.most {
		return
	}
	sort.Slice(ranks, func(i, j int) bool { return ranks[i] < ranks[j] })
	s.threshold = ranks[s.most-1]
	for key, g := range s.Groups {
		if rank(key, g.Events[0]) > s.threshold {
			s.drop(key)
		}
	}
}

func (s *Store) drop(key string) {
	s.Dropped += s.Groups[key].Count
	delete(s.Groups, key)
}

// rank orders observations by how much they matter, then by hash: the smaller, the more worth keeping.
func rank(key string, e *handshake.Event) uint64 {
	return uint64(3-min(e.Certainty, 3))<<62 | hash64([]byte(key))>>2
}

func (g *Group) add(e *handshake.Event, examples int) {
	g.Count++
	g.span(e.Time, e.Time)
	if c := e.Client.String(); c != "" && len(g.Clients) < maxClients {
		if g.Clients == nil {
			g.Clients = make(map[string]bool)
		}
		host, _ := handshake.SplitPort(c)
		g.Clients[host] = true
	}
	g.insert(e, examples)
}

func (g *Group) insert(e *handshake.Event, examples int) {
	i := sort.Search(len(g.Events), func(i int) bool { return less(e, g.Events[i]) })
	if i >= examples {
		return
	}
	if len(g.Events) < examples {
		g.Events = append(g.Events, nil)
	}
	copy(g.Events[i+1:], g.Events[i:])
	g.Events[i] = e
}

func (g *Group) merge(o *Group, examples int) {
	g.Count += o.Count
	g.span(o.First, o.Last)
	for _, e := range o.Events {
		g.insert(e, examples)
	}
	for c := range o.Clients {
		if g.Clients == nil {
			g.Clients = make(map[string]bool)
		}
		if len(g.Clients) < maxClients {
			g.Clients[c] = true
		}
	}
}

func (g *Group) span(first, last time.Time) {
	if first.IsZero() {
		return
	}
	if g.First.IsZero() || first.Before(g.First) {
		g.First = first
	}
	if last.After(g.Last) {
		g.Last = last
	}
}

// less orders events by time, input and position.
func less(a, b *handshake.Event) bool {
	if !a.Time.Equal(b.Time) {
		return a.Time.Before(b.Time)
	}
	if a.Input != b.Input {
		return a.Input < b.Input
	}
	if a.Pos.Offset != b.Pos.Offset {
		return a.Pos.Offset < b.Pos.Offset
	}
	return a.Pos.Entry < b.Pos.Entry
}

// key returns what makes two events the same observation: everything that a rule could tell apart, and nothing
// that differs from attempt to attempt.
func (s *Store) key(e *handshake.Event) string {
	b := make([]byte, 0, 256)
	add := func(parts ...string) {
		for _, p := range parts {
			b = append(append(b, p...), 0)
		}
	}
	num := func(n int64) { b = append(strconv.AppendInt(b, n, 10), 0) }
	add(e.Format, e.Product, string(e.Hop), e.Level, e.URL.Scheme, e.URL.Host.String())
	b = append(redact.AppendTemplate(b, []byte(e.URL.Path.String())), 0)
	add(e.Method, e.HTTPVersion, string(e.Stage), e.Flags.String(), e.Details.String())
	for _, n := range []int{int(e.Side), int(e.Outcome), int(e.Certainty), e.Status, e.Upstream.Status, e.CloseCode} {
		num(int64(n))
	}
	b = strconv.AppendBool(strconv.AppendBool(b, e.HasStatus), e.Upstream.Contacted)
	f := &e.Facts
	for _, r := range []handshake.Result{f.RequestUpgrade, f.RequestConnection, f.RequestKey, f.RequestVersion, f.Upgrade, f.Connection, f.Accept, f.Protocol, f.Extension} {
		add(string(r))
	}
	for _, h := range e.Request.List {
		if keyHeaders[h.Name.String()] {
			add(h.Value.String())
		}
	}
	for _, h := range e.Response.List {
		if keyHeaders[h.Name.String()] {
			add(h.Value.String())
		}
	}
	num(scale(e.Duration))
	num(scale(e.Lifetime))
	b = s.appendText(b, e.Text.String())
	b = s.appendText(b, e.Body.String())
	return string(b)
}

// keyHeaders are the headers whose values make two events different observations.
var keyHeaders = map[string]bool{
	"upgrade": true, "connection": true, "origin": true, "sec-websocket-version": true, "sec-websocket-protocol": true,
	"sec-websocket-extensions": true, "server": true, "via": true, "content-type": true,
}

// scale is the power of two of a duration in seconds: attempts that last alike are the same observation.
func scale(d time.Duration) int64 {
	n := int64(0)
	for d >= time.Second {
		d /= 2
		n++
	}
	return n
}

// appendText appends what a text says to a key: which of the rules' literals stand in it or, if none does, the
// text itself with its numbers taken out.
func (s *Store) appendText(b []byte, text string) []byte {
	if text == "" {
		return append(b, 0)
	}
	s.ids = s.search.Find(s.ids[:0], []byte(text))
	for _, id := range s.ids {
		b = append(strconv.AppendInt(b, int64(id), 10), ',')
	}
	if len(s.ids) == 0 {
		b = appendShape(b, text)
	}
	return append(b, 0)
}

// maxShape is how much of a text is compared with others.
const maxShape = 160

func appendShape(b []byte, text string) []byte {
	for i := 0; i < len(text) && i < maxShape; i++ {
		if c := text[i]; c < '0' || c > '9' {
			b = append(b, c)
		}
	}
	return b
}
