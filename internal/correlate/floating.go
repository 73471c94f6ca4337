package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// attachFloating gives every node without a path to the cluster that it fits, and returns places for those
// that fit none but are about WebSockets by themselves.
func attachFloating(places []*place, floating []*node, slack time.Duration) []*place {
	var alone []*place
	nowhere := &place{}
	var rest []*node // of no path, and of no certainty either
	for _, n := range floating {
		switch c, join := home(places, n, slack); {
		case c != nil:
			c.take(n, join)
		case n.e.Certainty >= handshake.Named:
			nowhere.put(n, slack)
		default:
			rest = append(rest, n)
		}
	}
	for _, n := range rest {
		if c, join := home([]*place{nowhere}, n, slack); c != nil {
			c.take(n, join)
		}
	}
	if len(places)+len(nowhere.clusters) == 0 {
		nowhere.guessed = true
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

func (c *cluster) take(n *node, j handshake.Join) {
	n.joined = j
	c.nodes = append(c.nodes, n)
	if c.outcome == handshake.NoOutcome {
		c.outcome = n.e.Outcome
	}
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
