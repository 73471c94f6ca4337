package rules

import (
	"sort"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Hit is one event that met a clause, and the value that did.
type Hit struct {
	Event *handshake.Event // nil for a field of the handshake as a whole
	View  int              // index in Handshake.Views
	Field string           // as the clause names it
	Value string
	Quote string // the text that proves it
}

// Match is a sign that fits a handshake.
type Match struct {
	Cause      *Cause
	Sign       *Sign
	Confidence Confidence // the sign's, one step lower if its evidence hangs together by a weak join only
	Hits       []Hit
	Weight     int // how much was asked for: the number of clauses of `all` that held
}

// Match returns the signs that fit the handshake, at most one for each cause: the one that proves most. They
// stand in the order of what they prove. Causes that others explain (see Cause.Yields) are left out; they are
// returned as second value.
func (s *Set) Match(h *handshake.Handshake) (matches, explained []Match) {
	present := s.present(h)
	for i := range s.Causes {
		if m, ok := bestSign(&s.Causes[i], h, present); ok {
			matches = append(matches, m)
		}
	}
	matches, explained = yield(matches)
	sort.SliceStable(matches, func(i, j int) bool { return stronger(&matches[i], &matches[j]) })
	return matches, explained
}

func stronger(a, b *Match) bool {
	if a.Confidence != b.Confidence {
		return a.Confidence > b.Confidence
	}
	if a.Weight != b.Weight {
		return a.Weight > b.Weight
	}
	return a.Cause.index < b.Cause.index
}

// present reports which of the set's literals stand in some text of the handshake; signs that need another
// cannot fit.
func (s *Set) present(h *handshake.Handshake) map[string]bool {
	out := make(map[string]bool)
	var ids []int
	for i := range h.Views {
		for _, e := range h.Views[i].Events {
			ids = s.search.Find(ids[:0], []byte(e.Text.String()))
			for _, id := range ids {
				out[s.literals[id]] = true
			}
		}
	}
	return out
}

func bestSign(c *Cause, h *handshake.Handshake, present map[string]bool) (best Match, found bool) {
	for i := range c.Signs {
		sign := &c.Signs[i]
		if found && sign.Confidence < best.Confidence {
			continue
		}
		if m, ok := c.try(sign, h, present); ok && (!found || stronger(&m, &best)) {
			best, found = m, true
		}
	}
	return best, found
}

func (c *Cause) try(sign *Sign, h *handshake.Handshake, present map[string]bool) (Match, bool) {
	v := view{h: h, present: present}
	hits, ok := v.group(&sign.When)
	if !ok {
		return Match{}, false
	}
	m := Match{Cause: c, Sign: sign, Confidence: sign.Confidence, Hits: hits, Weight: sign.When.weight()}
	if m.Confidence > Possible && (h.Guessed || weaklyJoined(h, hits)) {
		m.Confidence--
	}
	return m, true
}

// weaklyJoined reports whether the hits stand in several sources that only place and time bring together.
func weaklyJoined(h *handshake.Handshake, hits []Hit) bool {
	first, weak := -1, false
	for i := range hits {
		if hits[i].Event == nil {
			continue
		}
		if first < 0 {
			first = hits[i].View
		}
		if hits[i].View != first && (h.Views[hits[i].View].Join.Weak || h.Views[first].Join.Weak) {
			weak = true
		}
	}
	return weak
}

// Guess reports whether the match is worth telling though nothing but the words that it rests on shows a WebSocket.
func (m *Match) Guess() bool { return m.Cause.Only && m.Sign.Confidence > Possible }

func (g *Group) weight() int {
	n := 0
	for i := range g.All {
		if sub := g.All[i].Group; sub != nil {
			n += sub.weight()
		} else {
			n++
		}
	}
	if len(g.Any) > 0 {
		n++
	}
	return n
}

// yield drops the matches whose cause or sign gives way to another match. Two that give way to each other
// are settled by confidence.
func yield(matches []Match) (kept, explained []Match) {
	for i := range matches {
		if givesWay(matches, i) {
			explained = append(explained, matches[i])
		} else {
			kept = append(kept, matches[i])
		}
	}
	return kept, explained
}

func givesWay(matches []Match, i int) bool {
	m := &matches[i]
	for j := range matches {
		o := &matches[j]
		if i == j || !m.yieldsTo(o.Cause.ID) {
			continue
		}
		if o.yieldsTo(m.Cause.ID) && stronger(m, o) {
			continue
		}
		return true
	}
	return false
}

func (m *Match) yieldsTo(id string) bool {
	return contains(m.Cause.Yields, id) || contains(m.Sign.Yields, id) || contains(m.Sign.Yields, anyCause)
}

// anyCause in the list of causes that a sign yields to makes it a guess, for want of anything better.
const anyCause = "*"

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// view evaluates clauses on one handshake. only restricts it to a single event.
type view struct {
	h       *handshake.Handshake
	present map[string]bool  // literals that stand in some text; nil: not known
	only    *handshake.Event // nil: every event
}

// group returns the events that meet g, and whether g holds.
func (v view) group(g *Group) ([]Hit, bool) {
	if g.One != "" && v.only == nil {
		return v.one(g)
	}
	var hits []Hit
	for i := range g.All {
		found, ok := v.clause(&g.All[i])
		if !ok {
			return nil, false
		}
		hits = append(hits, found...)
	}
	for i := range g.None {
		if _, ok := v.clause(&g.None[i]); ok {
			return nil, false
		}
	}
	if len(g.Any) == 0 {
		return hits, true
	}
	for i := range g.Any {
		if found, ok := v.clause(&g.Any[i]); ok {
			return append(hits, found...), true
		}
	}
	return nil, false
}

// one looks for a single event of the side that meets the whole group.
func (v view) one(g *Group) ([]Hit, bool) {
	for i := range v.h.Views {
		for _, e := range v.h.Views[i].Events {
			if g.One != "event" && e.Side.String() != g.One {
				continue
			}
			single := *g
			single.One = ""
			if hits, ok := (view{h: v.h, present: v.present, only: e}).group(&single); ok {
				return hits, true
			}
		}
	}
	return nil, false
}

func (v view) clause(c *Clause) ([]Hit, bool) {
	switch {
	case c.Group != nil:
		return v.group(c.Group)
	case c.cased != nil:
		return v.whole(c)
	case v.impossible(c):
		return nil, false
	}
	for i := range v.h.Views {
		for _, e := range v.h.Views[i].Events {
			if v.only != nil && e != v.only || c.side != handshake.UnknownSide && e.Side != c.side {
				continue
			}
			if value, ok := c.holds(e); ok {
				return []Hit{c.hit(e, i, value)}, true
			}
		}
	}
	return nil, false
}

// impossible reports whether none of the literals that c needs stands in any text.
func (v view) impossible(c *Clause) bool {
	if v.present == nil || c.field.Name != "text" || !operators[c.Op].literal {
		return false
	}
	for _, w := range c.Want {
		if v.present[w] {
			return false
		}
	}
	return true
}

func (v view) whole(c *Clause) ([]Hit, bool) {
	values := c.cased.Get(v.h)
	if c.Op == "absent" {
		return nil, len(values) == 0
	}
	for _, value := range values {
		if c.meets(value) {
			return []Hit{{View: -1, Field: c.Field, Value: value, Quote: value}}, true
		}
	}
	return nil, false
}

// holds returns the value of the event that meets the clause.
func (c *Clause) holds(e *handshake.Event) (string, bool) {
	values := c.field.Get(e)
	if c.Op == "absent" {
		return "", len(values) == 0 && c.field.Shown != nil && c.field.Shown(e)
	}
	for _, value := range values {
		if c.meets(value) {
			return value, true
		}
	}
	return "", false
}

func (c *Clause) hit(e *handshake.Event, view int, value string) Hit {
	h := Hit{Event: e, View: view, Field: c.Field, Value: value, Quote: value}
	if c.field.Quote != nil {
		if q := c.field.Quote(e); q != "" {
			h.Quote = q
		}
	}
	if c.side == handshake.UnknownSide {
		if side := e.Side.String(); side != "" {
			h.Field = side + "." + c.Field
		}
	}
	if c.Op == "absent" {
		h.Quote = strings.TrimSpace(e.Raw.String())
	}
	return h
}
