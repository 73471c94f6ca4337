package correlate

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Handshakes returns what the store holds as handshakes, in a fixed order, and what the user should know about
// the clocks of the inputs. Observations that are about no WebSocket endpoint are left out.
func (s *Store) Handshakes(c Config) (hs []*handshake.Handshake, notes []string) {
	if c.Slack == 0 {
		c.Slack = DefaultSlack
	}
	s.Bound()
	nodes := s.nodes()
	clocks := readClocks(nodes, c.Slack)
	for _, n := range nodes {
		n.ahead = clocks.ahead[clockOf(n.e)]
	}
	places, floating, restarts := settle(nodes, c)
	for _, p := range places {
		p.cluster(c.Slack)
	}
	alone := attachFloating(places, floating, c.Slack)
	around := surroundings{seen: seen(nodes), restarts: restarts, witnesses: c.Witnesses}
	if len(places)+len(alone) == 0 {
		places = guess(nodes, c.Slack)
	}
	for _, p := range append(places, alone...) {
		hs = append(hs, p.handshakes(around, s.restOf(p))...)
	}
	return hs, clocks.notes
}

// surroundings are what the handshakes of a run have in common.
type surroundings struct {
	seen      handshake.Seen
	restarts  []*node
	witnesses []Witness
}

// handshakes makes one handshake of every cluster. rests are the records that the gate kept back, by status.
func (p *place) handshakes(around surroundings, rests map[int]int64) []*handshake.Handshake {
	endpoint := p.endpoint()
	var out []*handshake.Handshake
	for _, c := range p.clusters {
		h := c.handshake(endpoint, around)
		h.Guessed, h.Worded = p.guessed, p.worded
		for status, n := range rests {
			if c.hasStatus(status) {
				h.Count += n
				delete(rests, status)
			}
		}
		p.others(h, c)
		h.Restart = c.restartNear(around.restarts)
		out = append(out, h)
	}
	return out
}

func (c *cluster) hasStatus(status int) bool {
	for _, n := range c.nodes {
		if n.e.Status == status {
			return true
		}
	}
	return false
}

// restOf returns how many records of each status the gate counted on the place's path without keeping them.
func (s *Store) restOf(p *place) map[int]int64 {
	out := make(map[int]int64)
	for key, n := range s.Rests {
		parts := strings.SplitN(key, "\x00", 3)
		if withoutSlash(parts[0]) == p.template {
			status, _ := strconv.Atoi(parts[1]) // written by AddRest
			out[status] += n
		}
	}
	return out
}

func (c *cluster) handshake(endpoint handshake.Endpoint, around surroundings) *handshake.Handshake {
	h := &handshake.Handshake{Endpoint: endpoint, Outcome: c.outcome, Inputs: around.seen}
	told := make(tally)
	sort.SliceStable(c.nodes, func(i, j int) bool { return nearer(c.nodes[i], c.nodes[j]) })
	for _, n := range c.nodes {
		h.Views = append(h.Views, handshake.View{Events: n.Events, Count: n.Count, First: n.First, Last: n.Last, Join: n.joined, Ahead: n.ahead})
		if n.e.Outcome != handshake.NoOutcome {
			told.add(n)
		}
		h.Clients = max(h.Clients, int64(len(n.Clients)))
		if e := n.e; e.Side == handshake.Client { // what a proxy shows may be its own side of it
			if !e.URL.Host.IsZero() {
				h.Endpoint.Host = e.URL.Host
			}
			if strings.HasPrefix(e.URL.Scheme, "ws") {
				h.Endpoint.Scheme = e.URL.Scheme
			}
		}
	}
	h.Count = told.attempts()
	if h.Count == 0 {
		h.Count = c.nodes[0].Count
	}
	ranks := arrange(h, around.witnesses)
	h.LostUpgrade.Hop, h.LostUpgrade.Product = lost(h, ranks, gotUpgrade)
	h.LostHost.Hop, h.LostHost.Product = lost(h, ranks, gotHost(h.Endpoint))
	h.Refuser = refuser(h.Views, ranks)
	return h
}

// tally counts what each source says of a handshake: records are one for each attempt, messages may be several.
type tally map[string]*said

type said struct{ records, messages int64 }

func (t tally) add(n *node) {
	if t[n.source] == nil {
		t[n.source] = new(said)
	}
	if isRecord(n.e) {
		t[n.source].records += n.Count
	} else {
		t[n.source].messages = max(t[n.source].messages, n.Count)
	}
}

// attempts is the most that any one source shows.
func (t tally) attempts() int64 {
	var most int64
	for _, s := range t {
		most = max(most, s.records, s.messages)
	}
	return most
}

func (p *place) endpoint() handshake.Endpoint {
	var e handshake.Endpoint
	for _, n := range p.nodes {
		if e.Host.IsZero() {
			e.Host = n.e.URL.Host
		}
		if e.Scheme == "" && strings.HasPrefix(n.e.URL.Scheme, "ws") {
			e.Scheme = n.e.URL.Scheme
		}
		if e.Path.IsZero() {
			e.Path = n.e.URL.Path
			e.Kind = handshake.EndpointKind([]byte(n.e.URL.Path.String()), []byte(n.e.URL.Query.String()))
		}
	}
	e.Path = e.Path.Template()
	return e
}

// others fills what the other clusters of the place say about h: whether the same kind of client got through at
// another time, or another kind did.
func (p *place) others(h *handshake.Handshake, c *cluster) {
	if c.outcome == handshake.Opened {
		return
	}
	first, last := c.span()
	for _, o := range p.clusters {
		if o.outcome != handshake.Opened {
			continue
		}
		if diffs := differences(c, o); len(diffs) > 0 {
			h.OpenedOther = true
			if h.Compare == nil {
				h.Compare = diffs
			}
			continue
		}
		oFirst, oLast := o.openings()
		h.OpenedBefore = h.OpenedBefore || first.IsZero() || oFirst.IsZero() || oFirst.Before(first)
		h.OpenedAfter = h.OpenedAfter || !last.IsZero() && oLast.After(last)
	}
}

// openings returns when the first and the last socket of an opened cluster began to open. A log that is written when
// the socket closes tells its length.
func (c *cluster) openings() (first, last time.Time) {
	for _, n := range c.nodes {
		for _, e := range n.Events {
			if e.Outcome != handshake.Opened || e.Time.IsZero() {
				continue
			}
			begin, _ := span(e)
			if first.IsZero() || begin.Before(first) {
				first = begin
			}
			if begin.After(last) {
				last = begin
			}
		}
	}
	return first, last
}

// span returns the first and last time of what tells an outcome.
func (c *cluster) span() (first, last time.Time) {
	for _, n := range c.nodes {
		if n.e.Outcome == handshake.NoOutcome {
			continue
		}
		if first.IsZero() || !n.First.IsZero() && n.First.Before(first) {
			first = n.First
		}
		if n.Last.After(last) {
			last = n.Last
		}
	}
	return first, last
}
