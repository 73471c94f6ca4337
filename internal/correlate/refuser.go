package correlate

import (
	"sort"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// refuser tells which hop answered (or dropped) the attempt: the innermost one that spoke an error, unless a
// proxy says that it never asked further in. HopUnknown if nothing tells.
func refuser(views []handshake.View, ranks []int) handshake.Answerer {
	order := inward(ranks)
	var who handshake.Answerer
	status := 0
	for _, i := range order {
		e := views[i].Event()
		if views[i].Hop == handshake.HopApp && isRelayed(who, status) && e.Outcome != handshake.Opened && !e.URL.Path.IsZero() {
			who = handshake.Answerer{Product: e.Product, Hop: handshake.HopApp, Own: true}
		}
		if e.Outcome == handshake.Opened || !speaksError(e) {
			continue
		}
		if next, ok := answererOf(&views[i]); ok {
			who, status = next, e.Status
		}
		if e.Side == handshake.Proxy && e.Upstream.Known && !e.Upstream.Contacted {
			break
		}
	}
	return who
}

// isRelayed reports whether an answer that a proxy logs is one that it passes on rather than makes, if the request got
// through to the app at all.
func isRelayed(who handshake.Answerer, status int) bool {
	return who.Hop != handshake.HopClient && status != 0 && (status < 502 || status > 504)
}

func speaksError(e *handshake.Event) bool {
	return e.Outcome == handshake.Failed && (e.Status != 0 || e.HasStatus)
}

// clientLeft are the statuses that proxies write when the client went away before there was an answer: nginx,
// Traefik and Caddy 499, AWS load balancers 460.
var clientLeft = map[int]bool{499: true, 460: true}

// answererOf tells who is behind the status of one event.
func answererOf(v *handshake.View) (handshake.Answerer, bool) {
	e := v.Event()
	switch {
	case clientLeft[e.Status]:
		return handshake.Answerer{Hop: handshake.HopClient, Own: true}, true
	case e.Side == handshake.Client:
		who := e.WhoAnswered()
		return who, who.Own
	case e.Upstream.Contacted && e.Upstream.Status == e.Status && e.Status != 502 && e.Status != 503 && e.Status != 504:
		return handshake.Answerer{Hop: handshake.HopApp, Own: true}, true
	case e.Product == "haproxy" && strings.HasPrefix(e.Flags.String(), "--"):
		return handshake.Answerer{Hop: handshake.HopApp, Own: true}, true // the session ended as it should: the answer is the server's
	default:
		return handshake.Answerer{Product: e.Product, Hop: v.Hop, Own: true}, v.Hop != ""
	}
}

// inward returns the indexes of views from the client inwards.
func inward(ranks []int) []int {
	order := make([]int, len(ranks))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return ranks[order[i]] < ranks[order[j]] })
	return order
}
