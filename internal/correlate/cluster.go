package correlate

import (
	"slices"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// cluster is a handshake in the making: nodes that are believed to tell of the same attempts.
type cluster struct {
	nodes   []*node
	outcome handshake.Outcome
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

// maxCompared is how many nodes of a cluster another is compared with: the first, which are nearest to the client.
const maxCompared = 64

func (c *cluster) fit(n *node, slack time.Duration) fit {
	best := fit{}
	for _, m := range c.nodes[:min(len(c.nodes), maxCompared)] {
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
