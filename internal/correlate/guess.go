package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// guess returns places for a run in which nothing shows that anything is a WebSocket: failures on paths that are named
// like endpoints, where some rule knows the message or a proxy got no answer, and in an excerpt the messages without a
// path that some rule knows. What is found there is marked as guessed. It returns nothing for ordinary traffic.
func guess(nodes []*node, slack time.Duration) []*place {
	byPath := make(map[string]*place)
	var places []*place
	excerpt := isExcerpt(nodes)
	for _, n := range nodes {
		if !worthGuessing(n, excerpt) {
			continue
		}
		p := byPath[n.template]
		if p == nil {
			p = &place{template: n.template, guessed: true, worded: n.template == ""}
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

// maxExcerpt is how many events an excerpt has at most: the lines that somebody cut out because they are about the
// trouble.
const maxExcerpt = 64

func isExcerpt(nodes []*node) bool {
	var events int64
	for _, n := range nodes {
		events += n.Count
	}
	return events <= maxExcerpt
}

// worthGuessing reports whether a failure may be one of a handshake: on a path that is named like an endpoint, or, in an
// excerpt, on none, if some rule knows the message. 426 is the answer to a handshake that lost its Upgrade header and to
// little else. That a client was refused is common on any path, so it counts only in an excerpt; that nothing was found
// there never does.
func worthGuessing(n *node, excerpt bool) bool {
	e := n.e
	switch {
	case e.Outcome == handshake.Opened:
		return false
	case n.template == "":
		return excerpt && n.known
	case e.Method != "" && e.Method != "GET", !LooksLikeEndpoint([]byte(e.URL.Path.String())):
		return false
	case n.known, e.Status >= 500, e.Status == 426:
		return true
	default:
		return excerpt && e.Status >= 400 && e.Status <= 403
	}
}
