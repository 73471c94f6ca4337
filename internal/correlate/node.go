package correlate

import (
	"sort"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// node is a group on its way to a handshake.
type node struct {
	*Group
	e        *handshake.Event // its first event
	template string           // of the path; "" if the source shows none
	source   string           // format and input: what one writer wrote
	ahead    time.Duration    // by how much its clock runs ahead of the reference
	joined   handshake.Join
	known    bool // a rule knows its text
}

func (s *Store) nodes() []*node {
	nodes := make([]*node, 0, len(s.Groups))
	for _, g := range s.Groups {
		e := g.Events[0]
		s.ids = s.search.Find(s.ids[:0], []byte(e.Text.String()))
		n := &node{Group: g, e: e, known: len(s.ids) > 0, source: e.Format + "\x00" + e.Input, template: placeOf(e.URL.Path)}
		nodes = append(nodes, n)
	}
	oneSide(nodes)
	sort.Slice(nodes, func(i, j int) bool { return nearer(nodes[i], nodes[j]) })
	return nodes
}

// runtimes are the products of formats that a client writes as well as a server: the log of a language, not of a
// server.
var runtimes = map[string]bool{"": true, "go": true, "python": true, "node": true, "java": true}

// oneSide gives the lines of a language's log to the client if the same input holds what only a client says.
func oneSide(nodes []*node) {
	clients := make(map[string]bool)
	for _, n := range nodes {
		if n.e.Side == handshake.Client && n.e.Pos.Entry < 0 {
			clients[n.e.Input] = true
		}
	}
	for _, n := range nodes {
		if n.e.Side != handshake.Server || !clients[n.e.Input] || !runtimes[n.e.Product] {
			continue
		}
		g := *n.Group
		g.Events = make([]*handshake.Event, len(n.Events))
		for i, e := range n.Events {
			moved := *e
			moved.Side, moved.Hop = handshake.Client, handshake.HopClient
			g.Events[i] = &moved
		}
		n.Group, n.e = &g, g.Events[0]
	}
}

// nearer orders nodes from the client inwards, those that tell an outcome first.
func nearer(a, b *node) bool {
	if x, y := sideOrder(a.e), sideOrder(b.e); x != y {
		return x < y
	}
	if x, y := a.e.Hop.Order(), b.e.Hop.Order(); x != y {
		return x < y
	}
	if x, y := a.e.Outcome == handshake.NoOutcome, b.e.Outcome == handshake.NoOutcome; x != y {
		return y
	}
	if x, y := strength(a.e), strength(b.e); x != y {
		return x > y
	}
	if less(a.e, b.e) != less(b.e, a.e) {
		return less(a.e, b.e)
	}
	return a.Key < b.Key
}

func sideOrder(e *handshake.Event) int {
	if e.Side == handshake.UnknownSide {
		return int(handshake.Server) + 1
	}
	return int(e.Side)
}

// strength is how much an event of the client tells by itself: an answer before a message, a message before none.
func strength(e *handshake.Event) int {
	n := 0
	if e.Status != 0 {
		n += 2
	}
	if e.Pos.Entry >= 0 {
		n++
	}
	return n
}

func seen(nodes []*node) handshake.Seen {
	s := handshake.Seen{Sides: make(map[handshake.Side]bool), Formats: make(map[string]bool)}
	for _, n := range nodes {
		s.Sides[n.e.Side] = true
		s.Formats[n.e.Format] = true
	}
	return s
}

// placeOf returns the path template under which everything about an endpoint stands.
func placeOf(path redact.Safe) string { return withoutSlash(path.Template().String()) }

// withoutSlash removes the slash at the end of a path: many servers redirect from the one to the other.
func withoutSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
