package correlate

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// refuser tells which hop answered (or dropped) the attempt: the innermost one that spoke an error, unless a
// proxy says that it never asked further in. HopUnknown if nothing tells.
func refuser(views []handshake.View) handshake.Answerer {
	var who handshake.Answerer
	for i := range views {
		e := views[i].Event()
		if e.Outcome == handshake.Opened || !speaksError(e) {
			continue
		}
		if next, ok := answererOf(e); ok {
			who = next
		}
		if e.Side == handshake.Proxy && e.Upstream.Known && !e.Upstream.Contacted {
			break
		}
	}
	return who
}

func speaksError(e *handshake.Event) bool {
	return e.Outcome == handshake.Failed && (e.Status != 0 || e.HasStatus)
}

// answererOf tells who is behind the status of one event.
func answererOf(e *handshake.Event) (handshake.Answerer, bool) {
	switch {
	case e.Side == handshake.Client:
		who := e.WhoAnswered()
		return who, who.Own
	case e.Upstream.Contacted && e.Upstream.Status == e.Status && e.Status != 502 && e.Status != 503 && e.Status != 504:
		return handshake.Answerer{Hop: handshake.HopApp, Own: true}, true
	default:
		return handshake.Answerer{Product: e.Product, Hop: e.Hop, Own: true}, e.Hop != ""
	}
}
