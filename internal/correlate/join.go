package correlate

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Config says what the user named by hand, and what the rules know.
type Config struct {
	Witnesses []Witness     // programs that wrote an input, whether or not they tell of an attempt
	Endpoints []string      // paths that are WebSocket endpoints, with '*' for any text
	Slack     time.Duration // how far apart two clocks may tell of the same moment; 0: DefaultSlack
}

// Witness is a program that wrote one of the inputs.
type Witness struct {
	Input   string
	Product string
	Hop     handshake.Hop
}

// DefaultSlack is how far apart two sources may place the same moment.
const DefaultSlack = 2 * time.Second

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

// cluster is a handshake in the making: nodes that are believed to tell of the same attempts.
type cluster struct {
	nodes   []*node
	outcome handshake.Outcome
}

// place is everything that is said about one endpoint.
type place struct {
	template string
	guessed  bool // nothing but its name makes it an endpoint
	nodes    []*node
	clusters []*cluster
}

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
	seen := seen(nodes)
	if len(places)+len(alone) == 0 {
		places = guess(nodes, c.Slack)
	}
	for _, p := range append(places, alone...) {
		hs = append(hs, p.handshakes(seen, restarts, c.Witnesses, s.restOf(p))...)
	}
	return hs, clocks.notes
}

func (s *Store) nodes() []*node {
	nodes := make([]*node, 0, len(s.Groups))
	for _, g := range s.Groups {
		e := g.Events[0]
		s.ids = s.search.Find(s.ids[:0], []byte(e.Text.String()))
		n := &node{Group: g, e: e, known: len(s.ids) > 0, source: e.Format + "\x00" + e.Input, template: e.URL.Path.Template().String()}
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

// settle groups the nodes by endpoint. What tells no path is floating, or is about a restart; what stands on a path
// that no source shows to be an endpoint is left out.
func settle(nodes []*node, c Config) (places []*place, floating, restarts []*node) {
	learned := learn(nodes, c)
	byPath := make(map[string]*place)
	for _, n := range nodes {
		switch {
		case isRestart(n):
			restarts = append(restarts, n)
		case n.template == "":
			floating = append(floating, n)
		case learned[n.template] && isAttempt(n.e):
			p := byPath[n.template]
			if p == nil {
				p = &place{template: n.template}
				byPath[n.template] = p
				places = append(places, p)
			}
			p.nodes = append(p.nodes, n)
		}
	}
	return places, floating, restarts
}

// learn returns the path templates that are WebSocket endpoints: some source proves it, the user named them, or they
// are the only ones that fit what a client says without naming its path.
func learn(nodes []*node, c Config) map[string]bool {
	learned := make(map[string]bool)
	for _, n := range nodes {
		if n.template != "" && (proves(n.e) || named(n.template, c.Endpoints)) {
			learned[n.template] = true
		}
	}
	for _, n := range nodes {
		if template, ok := answered(n, nodes, c.Slack); ok {
			learned[template] = true
		}
	}
	return learned
}

// answered finds the path on which a hop gave the answer that a WebSocket client reports without its path: the same
// status at the same time, on the only path that is named like an endpoint.
func answered(client *node, nodes []*node, slack time.Duration) (template string, ok bool) {
	e := client.e
	if e.Side != handshake.Client || client.template != "" || e.Status == 0 || e.Certainty < handshake.Named {
		return "", false
	}
	for _, n := range nodes {
		if n.template == template || n.e.Status != e.Status || n.e.Side == handshake.Client || !LooksLikeEndpoint([]byte(n.e.URL.Path.String())) {
			continue
		}
		if nearness(client, n, slack) == apart {
			continue
		}
		if template != "" {
			return "", false
		}
		template = n.template
	}
	return template, template != ""
}

// proves reports whether an event shows its path to be a WebSocket endpoint. A library's name in a message does not
// make an endpoint of a script's path.
func proves(e *handshake.Event) bool {
	return e.Certainty == handshake.IsWebSocket || e.Certainty == handshake.Named && !isStatic([]byte(e.URL.Path.String()))
}

func named(template string, patterns []string) bool {
	for _, p := range patterns {
		if globMatch(p, template) {
			return true
		}
	}
	return false
}

// globMatch reports whether s matches pattern, in which '*' stands for any text.
func globMatch(pattern, s string) bool {
	head, rest, star := strings.Cut(pattern, "*")
	if !star {
		return pattern == s
	}
	if !strings.HasPrefix(s, head) {
		return false
	}
	for s = s[len(head):]; ; s = s[1:] {
		if globMatch(rest, s) {
			return true
		}
		if s == "" {
			return false
		}
	}
}

// isAttempt reports whether a record on an endpoint can be an attempt to open it: a GET (or an extended CONNECT)
// that is not an ordinary page visit.
func isAttempt(e *handshake.Event) bool {
	if proves(e) {
		return true
	}
	if e.Method != "" && e.Method != "GET" && e.Method != "CONNECT" {
		return false
	}
	return e.Status < 200 || e.Status > 299
}

// cluster joins the nodes of a place: first those that tell an outcome, from the client inwards, then the messages.
func (p *place) cluster(slack time.Duration) {
	for _, n := range p.nodes {
		if n.e.Outcome != handshake.NoOutcome {
			p.put(n, slack)
		}
	}
	for _, n := range p.nodes {
		if n.e.Outcome == handshake.NoOutcome {
			p.put(n, slack)
		}
	}
}

// sameTrouble is the score from which a node that fits two clusters shows them to be one: the same status at the same
// time. Two browsers that failed one after the other are seen as one trouble by the proxy that refused both.
const sameTrouble = 50

func (p *place) put(n *node, slack time.Duration) {
	var best *cluster
	var bestFit fit
	var sure []*cluster
	for _, c := range p.clusters {
		f := c.fit(n, slack)
		if f.score > bestFit.score {
			best, bestFit = c, f
		}
		if f.score >= sameTrouble {
			sure = append(sure, c)
		}
	}
	if best == nil {
		best = &cluster{outcome: n.e.Outcome}
		p.clusters = append(p.clusters, best)
	} else {
		n.joined = bestFit.join
		if best.outcome == handshake.NoOutcome {
			best.outcome = n.e.Outcome
		}
	}
	best.nodes = append(best.nodes, n)
	for _, c := range sure {
		if c != best && c.outcome == best.outcome && !c.contradicts(best) {
			p.merge(best, c)
		}
	}
}

// merge moves the nodes of c to best. The first of them had no join of its own.
func (p *place) merge(best, c *cluster) {
	if first := c.nodes[0]; first.joined.Reason == "" {
		first.joined = handshake.Join{Reason: "the same answer from the same hop", Weak: true}
	}
	best.nodes = append(best.nodes, c.nodes...)
	p.clusters = slices.DeleteFunc(p.clusters, func(x *cluster) bool { return x == c })
}

func (c *cluster) contradicts(o *cluster) bool {
	for _, x := range c.nodes {
		for _, y := range o.nodes {
			if contradict(x, y) {
				return true
			}
		}
	}
	return false
}

// fit is how well a node fits a cluster; score 0 is not at all.
type fit struct {
	score int
	join  handshake.Join
}

func (c *cluster) fit(n *node, slack time.Duration) fit {
	best := fit{}
	for _, m := range c.nodes {
		f := pair(m, n, slack)
		if f.score < 0 {
			return fit{}
		}
		if f.score > best.score {
			best = f
		}
	}
	return best
}

// never marks two nodes that cannot tell of the same attempts.
var never = fit{score: -1}

// pair says how well two nodes fit together.
func pair(a, b *node, slack time.Duration) fit {
	if id, ok := sharedID(a, b); ok {
		return fit{100, handshake.Join{Reason: "same " + string(id)}}
	}
	if contradict(a, b) {
		return never
	}
	near := nearness(a, b, slack)
	if near == apart {
		return fit{}
	}
	score := 10
	join := handshake.Join{Reason: "same path, no times to compare", Weak: true}
	if near == together {
		score += 20
		join.Reason = "same path within " + slack.String()
	}
	if a.e.Status != 0 && a.e.Status == b.e.Status {
		score += 20
	}
	if a.e.Outcome != handshake.NoOutcome && a.e.Outcome == b.e.Outcome {
		score += 10
	}
	return fit{score, join}
}

// contradict reports whether two observations exclude that they tell of the same attempt.
func contradict(a, b *node) bool {
	x, y := a.e, b.e
	if otherHost(x, y) {
		return true
	}
	if a.source == b.source && isRecord(x) && isRecord(y) && (x.Status != y.Status || x.Outcome != y.Outcome) {
		return true
	}
	if x.Side == y.Side && x.Hop == y.Hop && x.Status != 0 && y.Status != 0 && x.Status != y.Status {
		return true
	}
	if x.Outcome != handshake.NoOutcome && y.Outcome != handshake.NoOutcome && x.Outcome != y.Outcome {
		return !refusedByClient(x, y) && !refusedByClient(y, x) && !lostAfterwards(x, y) && !lostAfterwards(y, x)
	}
	return false
}

// isRecord reports whether an event is the one record that its source keeps of an attempt (a HAR entry, an access
// line), rather than one of several messages about it.
func isRecord(e *handshake.Event) bool { return e.Pos.Entry >= 0 || e.HasStatus }

// otherHost reports whether two clients asked for different hosts. Behind a proxy the name may change.
func otherHost(x, y *handshake.Event) bool {
	return x.Side == handshake.Client && y.Side == handshake.Client &&
		!x.URL.Host.IsZero() && !y.URL.Host.IsZero() && x.URL.Host != y.URL.Host
}

// refusedByClient reports whether a client's failure can stand beside a server's success: the client did not
// take the 101, lost the socket afterwards, or does not say why it failed.
func refusedByClient(client, server *handshake.Event) bool {
	return client.Side == handshake.Client && client.Outcome != handshake.Opened && server.Side != handshake.Client &&
		(client.Status == 0 || client.Status == 101)
}

// lostAfterwards reports whether one event tells how the socket ended that the other saw open.
func lostAfterwards(end, open *handshake.Event) bool {
	return open.Outcome == handshake.Opened && (end.Stage == handshake.StageOpen || end.CloseCode != 0)
}

func sharedID(a, b *node) (handshake.IDKind, bool) {
	for _, x := range a.Events {
		for _, id := range x.IDs {
			for _, y := range b.Events {
				if hasID(y, id) && (id.Kind != handshake.ConnID || x.Input == y.Input) {
					return id.Kind, true
				}
			}
		}
	}
	return "", false
}

func hasID(e *handshake.Event, id handshake.ID) bool {
	for _, x := range e.IDs {
		if x == id {
			return true
		}
	}
	return false
}

type closeness int

const (
	unknown closeness = iota
	together
	apart
)

// nearness compares the times of two nodes: whether some of their examples may be the same moment.
func nearness(a, b *node, slack time.Duration) closeness {
	if a.First.IsZero() || b.First.IsZero() {
		return unknown
	}
	skew := b.ahead - a.ahead
	for _, x := range a.Events {
		for _, y := range b.Events {
			if overlap(x, y, skew, slack) {
				return together
			}
		}
	}
	if len(a.Events) < int(a.Count) || len(b.Events) < int(b.Count) {
		if a.First.Before(b.Last.Add(slack-skew)) && b.First.Before(a.Last.Add(slack+skew)) {
			return together
		}
	}
	return apart
}

// overlap reports whether two events may tell of one moment; y's clock runs ahead of x's by skew.
func overlap(x, y *handshake.Event, skew, slack time.Duration) bool {
	xs, xe := span(x)
	ys, ye := span(y)
	return !xs.After(ye.Add(slack-skew)) && !ys.After(xe.Add(slack+skew))
}

// span returns when the attempt that an event tells of began and ended, as far as the event shows it.
func span(e *handshake.Event) (start, end time.Time) {
	start, end = e.Time, e.Time
	if e.Duration <= 0 {
		return start, end
	}
	if e.Moment == handshake.AtEnd {
		return start.Add(-e.Duration), end
	}
	return start, end.Add(e.Duration)
}

// attachFloating gives every node without a path to the cluster that it fits, and returns places for those
// that fit none but are about WebSockets by themselves.
func attachFloating(places []*place, floating []*node, slack time.Duration) []*place {
	var alone []*place
	nowhere := &place{}
	for _, n := range floating {
		if c, join := home(places, n, slack); c != nil {
			n.joined = join
			c.nodes = append(c.nodes, n)
			if c.outcome == handshake.NoOutcome {
				c.outcome = n.e.Outcome
			}
		} else if n.e.Certainty >= handshake.Named {
			nowhere.put(n, slack)
		}
	}
	if len(places)+len(nowhere.clusters) == 0 {
		for _, n := range floating {
			if n.e.Side == handshake.Client && n.e.Outcome == handshake.Failed && (n.e.Stage != handshake.StageUnknown || n.e.Status != 0) {
				nowhere.put(n, slack) // what the user gave us is all about one connection that a client could not open
			}
		}
	}
	if len(nowhere.clusters) > 0 {
		alone = append(alone, nowhere)
	}
	return alone
}

// home finds the cluster that a node without a path belongs to: by an id, by time, or because there is only one
// that failed.
func home(places []*place, n *node, slack time.Duration) (*cluster, handshake.Join) {
	var best *cluster
	bestFit := fit{}
	var failed []*cluster
	for _, p := range places {
		for _, c := range p.clusters {
			if c.outcome != handshake.Opened || afterwards(n.e) {
				failed = append(failed, c)
			}
			if f := c.fit(n, slack); f.score > bestFit.score && (f.score > 10 || !f.join.Weak) {
				if c.outcome != handshake.Opened || !f.join.Weak || afterwards(n.e) {
					best, bestFit = c, f
				}
			}
		}
	}
	if best != nil {
		if bestFit.join.Weak {
			bestFit.join.Reason = "within " + slack.String()
		}
		return best, bestFit.join
	}
	if len(failed) == 1 && failed[0].fit(n, slack).score > 0 {
		return failed[0], handshake.Join{Reason: "the only endpoint that failed", Weak: true}
	}
	return nil, handshake.Join{}
}

// afterwards reports whether an event is about a socket that had opened.
func afterwards(e *handshake.Event) bool {
	return e.Outcome == handshake.Opened || e.Stage == handshake.StageOpen || e.CloseCode != 0
}

func (p *place) handshakes(seen handshake.Seen, restarts []*node, witnesses []Witness, rests map[int]int64) []*handshake.Handshake {
	endpoint := p.endpoint()
	var out []*handshake.Handshake
	for _, c := range p.clusters {
		h := c.handshake(endpoint, seen, witnesses, p.guessed)
		for status, n := range rests {
			if c.nodes[0].e.Status == status || len(c.nodes) > 0 && c.hasStatus(status) {
				h.Count += n
				delete(rests, status)
			}
		}
		p.others(h, c)
		h.Restart = c.restartNear(restarts)
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

func (s *Store) restOf(p *place) map[int]int64 {
	out := make(map[int]int64)
	for key, n := range s.Rests {
		parts := strings.SplitN(key, "\x00", 3)
		if parts[0] == p.template {
			status := 0
			for _, d := range parts[1] {
				status = 10*status + int(d-'0')
			}
			out[status] += n
		}
	}
	return out
}

func (c *cluster) handshake(endpoint handshake.Endpoint, seen handshake.Seen, witnesses []Witness, guessed bool) *handshake.Handshake {
	h := &handshake.Handshake{Endpoint: endpoint, Outcome: c.outcome, Inputs: seen, Guessed: guessed}
	said := make(tally)
	sort.SliceStable(c.nodes, func(i, j int) bool { return nearer(c.nodes[i], c.nodes[j]) })
	for _, n := range c.nodes {
		h.Views = append(h.Views, handshake.View{Events: n.Events, Count: n.Count, First: n.First, Last: n.Last, Join: n.joined, Ahead: n.ahead})
		if n.e.Outcome != handshake.NoOutcome {
			said.add(n)
		}
		h.Clients = max(h.Clients, int64(len(n.Clients)))
		if e := n.e; e.Side == handshake.Client && !e.URL.Host.IsZero() {
			h.Endpoint.Host = e.URL.Host
		}
	}
	h.Count = said.attempts()
	if h.Count == 0 {
		h.Count = c.nodes[0].Count
	}
	ranks := arrange(h, witnesses)
	h.LostUpgrade.Hop, h.LostUpgrade.Product = lost(h, ranks, gotUpgrade)
	h.LostHost.Hop, h.LostHost.Product = lost(h, ranks, gotHost(h.Endpoint))
	h.Refuser = refuser(h.Views, ranks)
	return h
}

// tally counts what each source says of a handshake: records are one for each attempt, messages may be several.
type tally map[string]*struct{ records, messages int64 }

func (t tally) add(n *node) {
	if t[n.source] == nil {
		t[n.source] = new(struct{ records, messages int64 })
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

func seen(nodes []*node) handshake.Seen {
	s := handshake.Seen{Sides: make(map[handshake.Side]bool), Formats: make(map[string]bool)}
	for _, n := range nodes {
		s.Sides[n.e.Side] = true
		s.Formats[n.e.Format] = true
	}
	return s
}
