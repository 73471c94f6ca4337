package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// guess returns places for a run in which nothing shows that anything is a WebSocket: failures on paths that are named
// like endpoints, where some rule knows the message or a proxy got no answer. What is found there is marked as guessed.
// It returns nothing for ordinary traffic.
func guess(nodes []*node, slack time.Duration) []*place {
	byPath := make(map[string]*place)
	var places []*place
	for _, n := range nodes {
		if !worthGuessing(n) {
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

func worthGuessing(n *node) bool {
	e := n.e
	if e.Outcome == handshake.Opened || e.Method != "" && e.Method != "GET" {
		return false
	}
	return LooksLikeEndpoint([]byte(e.URL.Path.String())) && (n.known || e.Status >= 500)
}
