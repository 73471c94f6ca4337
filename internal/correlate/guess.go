package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// maxExcerpt is how many events an excerpt has at most: what somebody cut out because it is about the trouble.
const maxExcerpt = 64

// guess returns places for a run in which nothing shows that anything is a WebSocket: failures on paths that are named
// like endpoints and, in a short excerpt, messages without a path that some rule knows. What is found there is marked
// as guessed. It returns nothing for ordinary traffic.
func guess(nodes []*node, slack time.Duration) []*place {
	byPath := make(map[string]*place)
	var places []*place
	short := isExcerpt(nodes)
	for _, n := range nodes {
		if isRestart(n) || !worthGuessing(n, short) {
			continue
		}
		p := byPath[n.template]
		if p == nil {
			p = &place{template: n.template, guessed: true}
			byPath[n.template] = p
			places = append(places, p)
		}
		p.nodes = append(p.nodes, n)
	}
	for _, p := range places {
		p.cluster(slack)
	}
	return places
}

func isExcerpt(nodes []*node) bool {
	var events int64
	for _, n := range nodes {
		events += n.Count
	}
	return events <= maxExcerpt
}

func worthGuessing(n *node, short bool) bool {
	e := n.e
	switch {
	case e.Outcome == handshake.Opened || e.Method != "" && e.Method != "GET":
		return false
	case n.template == "":
		return short && n.known
	default:
		return LooksLikeEndpoint([]byte(e.URL.Path.String())) && (n.known || e.Status >= 500)
	}
}
