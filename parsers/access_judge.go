package parsers

import (
	"bytes"
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// judge says how sure it is that the record is about a WebSocket handshake, and what became of it.
func (r *record) judge(e *handshake.Event) {
	e.Certainty = r.certainty(e)
	e.Outcome = r.outcome(e)
	if e.Certainty == handshake.IsWebSocket {
		e.URL.Scheme = webSocketScheme(e.URL.Scheme)
	}
	if e.Outcome == handshake.Opened {
		e.Lifetime = e.Duration
	}
}

func webSocketScheme(s string) string {
	switch s {
	case "http":
		return "ws"
	case "https":
		return "wss"
	}
	return s
}

func (r *record) certainty(e *handshake.Event) handshake.Certainty {
	switch logger := r.v.given(loggerName); {
	case r.proven(e):
		return handshake.IsWebSocket
	case logger != nil && r.src.Gate.Names(logger):
		return handshake.Named
	case e.URL.Path.IsZero() && e.Method != "CONNECT", e.Method != "" && e.Method != "GET" && e.Method != "CONNECT":
		return handshake.NotWebSocket
	}
	return handshake.LooksLike
}

// proven reports whether the record itself shows that the request was a WebSocket handshake.
func (r *record) proven(e *handshake.Event) bool {
	switch {
	case e.Status == 101, r.v.proof(), e.URL.Scheme == "ws", e.URL.Scheme == "wss",
		e.Method == "CONNECT" && !e.URL.Path.IsZero(),
		foldEqual(r.v.header("upgrade"), "websocket"), isSocketDetail(r.v.f[detailText]), r.statusIn(r.facts.Hijacked):
		return true
	}
	return hasSocketHeader(r.v.request) || isSocketQuery(r.query) || isSocketPath(r.path)
}

// isSocketDetail reports whether a load balancer's detail can only be about a WebSocket: Google's websocket_closed
// and upgrade_header_rejected, Envoy's upgrade_failed and websocket_handshake_unsuccessful.
func isSocketDetail(b []byte) bool {
	return bytes.HasPrefix(b, []byte("websocket_")) || string(b) == "upgrade_header_rejected" || string(b) == "upgrade_failed"
}

// statusIn reports whether the status as logged, be it negative, is one of list.
func (r *record) statusIn(list []int) bool {
	status, ok := readStatus(r.v.f[statusCode])
	return ok && slices.Contains(list, status)
}

func hasSocketHeader(list []handshake.RawHeader) bool {
	const prefix = "sec-websocket-"
	for _, h := range list {
		if len(h.Name) > len(prefix) && foldEqual(h.Name[:len(prefix)], prefix) && given(h.Value) != nil {
			return true
		}
	}
	return false
}

// proof reports whether the columns that every reader fills show a handshake: a word that servers write in place of
// the method, the product's own name for the connection, or CONNECT with a path (RFC 8441 section 4).
func (v *values) proof() bool {
	if v.f[socketVerb] != nil || isSocketKind(v.f[kindName]) {
		return true
	}
	line := v.f[requestLine]
	if len(line) == 0 {
		return isWebSocketVerb(v.f[requestMethod])
	}
	return line[0] == 'W' && isWebSocketVerb(line) || line[0] == 'C' && bytes.HasPrefix(line, []byte("CONNECT /"))
}

// isSocketKind reports whether a product's own word for a connection means a WebSocket that opens or opened.
func isSocketKind(b []byte) bool {
	switch string(b) {
	case "ws", "wss", "websocket", "CONNECT":
		return true
	}
	return bytes.HasPrefix(b, []byte("CONNECT "))
}

// isLaterEvent reports whether API Gateway logs something that comes after the handshake.
func isLaterEvent(kind []byte) bool {
	return bytes.HasPrefix(kind, []byte("MESSAGE")) || bytes.HasPrefix(kind, []byte("DISCONNECT"))
}

// isSocketQuery reports whether a query asks for the WebSocket transport: engine.io's transport=websocket and
// SignalR's transport=webSockets.
func isSocketQuery(query []byte) bool {
	const name, value = "transport=", "websocket"
	for len(query) >= len(name)+len(value) {
		if bytes.HasPrefix(query, []byte(name)) && foldEqual(query[len(name):len(name)+len(value)], value) {
			return true
		}
		_, query, _ = bytes.Cut(query, []byte{'&'})
	}
	return false
}

// isSocketPath reports whether a path is one that only WebSockets have: SockJS's /<server>/<session>/websocket with
// three digits for the server, and the channels of a Jupyter kernel.
func isSocketPath(path []byte) bool {
	if bytes.HasSuffix(path, []byte("/channels")) && bytes.Contains(path, []byte("/api/kernels/")) {
		return true
	}
	head, ok := bytes.CutSuffix(path, []byte("/websocket"))
	session := bytes.LastIndexByte(head, '/')
	if !ok || session < 4 || len(head)-session <= 8 {
		return false
	}
	return head[session-4] == '/' && isNumber(head[session-3:session])
}

// outcome says what the record tells of the handshake, should it be one.
func (r *record) outcome(e *handshake.Event) handshake.Outcome {
	if verb := r.v.f[socketVerb]; verb != nil {
		if o, ok := verbOutcomes[string(bytes.TrimPrefix(verb, []byte("WS")))]; ok {
			return o
		}
	}
	proven := e.Certainty == handshake.IsWebSocket
	switch {
	case e.Status == 101, isSocketKind(r.v.f[kindName]) && e.HasStatus && e.Status < 300, r.statusIn(r.facts.Hijacked):
		return handshake.Opened
	case proven && r.opened(e):
		return handshake.Opened
	case !e.HasStatus && contains(r.facts.Refused, r.v.f[detailText]):
		return handshake.Failed
	case !e.HasStatus:
		return handshake.NoOutcome
	case e.Status >= 200 && e.Status < 300:
		return r.plainOutcome(e, proven)
	}
	return handshake.Failed
}

// verbOutcomes are what daphne's words say. Its WSDISCONNECT follows a refusal as well as an opened socket.
var verbOutcomes = map[string]handshake.Outcome{
	"CONNECTING": handshake.NoOutcome, "HANDSHAKING": handshake.NoOutcome, "CONNECT": handshake.Opened,
	"REJECT": handshake.Failed, "DISCONNECT": handshake.NoOutcome,
}

// opened reports whether the status is one under which the product logs an opened socket. Where response headers
// are shown they must agree: Caddy also writes 0 for answers that it gave up on.
func (r *record) opened(e *handshake.Event) bool {
	if !r.statusIn(r.facts.Opened) {
		return false
	}
	upgrade, there := e.Response.Get("upgrade")
	return !e.Response.Shown || there && foldEqual([]byte(upgrade.String()), "websocket")
}

// plainOutcome judges a 2xx. Over HTTP/2 and HTTP/3 it is what an opened WebSocket gets (RFC 8441 section 5).
func (r *record) plainOutcome(e *handshake.Event, proven bool) handshake.Outcome {
	extended := e.HTTPVersion == "2" || e.HTTPVersion == "3"
	switch {
	case proven && e.Method == "CONNECT" && !e.URL.Path.IsZero():
		return handshake.Opened
	case proven && extended && hasSocketHeader(r.v.request):
		return handshake.Opened
	case proven && r.facts.PlainOK && !extended:
		return handshake.Failed
	}
	return handshake.NoOutcome
}
