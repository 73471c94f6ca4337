package handshake

import "bytes"

// endpointKind tells what protocol or product speaks on an endpoint, by its path and query alone.
type endpointKind struct {
	kind  string
	path  string // whole segments that stand in the path in this order, "*" for any one segment; "" for any path
	end   bool   // the path ends with them
	query string // name, or name=value, of a parameter that must be there
}

// endpointKinds are tried in this order: the more telling first. Sources: the clients' and servers' own code.
var endpointKinds = []endpointKind{
	{kind: "engine.io", query: "EIO"},
	{kind: "engine.io", path: "socket.io"},
	{kind: "engine.io", path: "engine.io"},
	{kind: "blazor", path: "_blazor"},
	{kind: "signalr", path: "signalr"},
	{kind: "signalr", query: "connectionToken"},
	{kind: "signalr", query: "negotiateVersion"},
	{kind: "sockjs", path: "sockjs"},
	{kind: "webpack", path: "sockjs-node"},
	{kind: "next", path: "_next/webpack-hmr"},
	{kind: "webpack", path: "__webpack_hmr"},
	{kind: "vite", path: "__vite_hmr"},
	{kind: "streamlit", path: "_stcore/stream", end: true},
	{kind: "gradio", path: "queue/join", end: true},
	{kind: "jupyter", path: "api/kernels/*/channels", end: true},
	{kind: "jupyter", path: "terminals/websocket"},
	{kind: "jupyter", path: "api/events/subscribe", end: true},
	{kind: "home-assistant", path: "api/websocket", end: true},
	{kind: "mattermost", path: "api/v4/websocket", end: true},
	{kind: "grafana-live", path: "api/live/ws", end: true},
	{kind: "grafana-live", path: "api/live/push"},
	{kind: "supabase", path: "realtime/v1/websocket", end: true},
	{kind: "centrifugo", path: "connection/websocket", end: true},
	{kind: "phoenix", path: "live/websocket", end: true},
	{kind: "phoenix", path: "websocket", end: true, query: "vsn"},
	{kind: "actioncable", path: "cable", end: true},
	{kind: "pusher", path: "app/*", end: true, query: "protocol"},
	{kind: "kubernetes-exec", path: "namespaces/*/pods/*/exec", end: true},
	{kind: "kubernetes-exec", path: "namespaces/*/pods/*/attach", end: true},
	{kind: "kubernetes-exec", path: "namespaces/*/pods/*/portforward", end: true},
	{kind: "docker-attach", path: "containers/*/attach/ws", end: true},
	{kind: "devtools", path: "devtools/browser"},
	{kind: "devtools", path: "devtools/page"},
	{kind: "jenkins-agent", path: "wsagents", end: true},
	{kind: "proxmox", path: "vncwebsocket", end: true},
	{kind: "novnc", path: "websockify", end: true},
	{kind: "guacamole", path: "websocket-tunnel", end: true},
	{kind: "vscode-server", query: "reconnectionToken"},
	{kind: "livekit", path: "rtc", query: "access_token"},
	{kind: "go2rtc", path: "api/ws", query: "src"},
	{kind: "node-red", path: "comms", end: true},
	{kind: "faye", path: "faye"},
	{kind: "cometd", path: "cometd"},
	{kind: "graphql", path: "graphql"},
	{kind: "graphql", path: "graphql-ws"},
	{kind: "graphql", path: "subscriptions", end: true},
	{kind: "mqtt", path: "mqtt"},
	{kind: "stomp", path: "stomp"},
	{kind: "stomp", path: "ws-stomp"},
	{kind: "signalr", path: "hubs"},
}

// EndpointKind names what speaks on an endpoint by its path (without query) and query (without '?'):
// "engine.io", "signalr", "sockjs", "actioncable", "phoenix", "graphql", …; "" if they do not tell.
func EndpointKind(path, query []byte) string {
	if isSockJS(path) {
		return "sockjs"
	}
	for i := range endpointKinds {
		k := &endpointKinds[i]
		if (k.path == "" || hasSegments(path, k.path, k.end)) && (k.query == "" || hasParameter(query, k.query)) {
			return k.kind
		}
	}
	switch {
	case isViteRoot(path, query):
		return "vite"
	case isHub(path):
		return "signalr"
	}
	return ""
}

// hasSegments reports whether the segments of want ("a/*/b") stand in path one after the other.
func hasSegments(path []byte, want string, end bool) bool {
	for rest := path; len(rest) > 0; {
		if rest[0] != '/' {
			rest = rest[1:]
			continue
		}
		rest = rest[1:]
		if n, ok := matchSegments(rest, want); ok && (!end || len(bytes.Trim(rest[n:], "/")) == 0) {
			return true
		}
	}
	return false
}

// matchSegments reports whether b begins with the segments of want, and how long they are in b.
func matchSegments(b []byte, want string) (int, bool) {
	n := 0
	for i := 0; i < len(want); i++ {
		switch {
		case want[i] == '*':
			from := n
			for n < len(b) && b[n] != '/' {
				n++
			}
			if n == from {
				return 0, false
			}
		case n < len(b) && foldEqual(b[n:n+1], want[i:i+1]):
			n++
		default:
			return 0, false
		}
	}
	return n, n == len(b) || b[n] == '/'
}

// hasParameter reports whether query has a parameter called want.
func hasParameter(query []byte, want string) bool {
	for len(query) > 0 {
		var p []byte
		p, query, _ = bytes.Cut(query, []byte{'&'})
		name, _, _ := bytes.Cut(p, []byte{'='})
		if foldEqual(name, want) {
			return true
		}
	}
	return false
}

// isSockJS reports whether path ends as SockJS clients build it: "/<server, 3 digits>/<session>/<transport>",
// or with the "/info" step before that under a prefix that says so.
func isSockJS(path []byte) bool {
	head, transport := cutLast(path)
	head, session := cutLast(head)
	_, server := cutLast(head)
	if len(server) != 3 || len(session) < 8 || len(bytes.Trim(server, "0123456789")) != 0 {
		return false
	}
	for _, t := range []string{"websocket", "xhr", "xhr_streaming", "xhr_send", "eventsource", "jsonp", "htmlfile", "iframe-eventsource"} {
		if string(transport) == t {
			return true
		}
	}
	return false
}

func cutLast(path []byte) (head, last []byte) {
	i := bytes.LastIndexByte(path, '/')
	return path[:max(i, 0)], path[i+1:]
}

// isViteRoot recognises Vite's own client, which opens the base path with a token of 9 random bytes in base64,
// in clear or as the mark that stands for it.
func isViteRoot(path, query []byte) bool {
	token, ok := bytes.CutPrefix(query, []byte("token="))
	return ok && (len(token) == 12 || bytes.HasSuffix(token, []byte(" 12 bytes›"))) && bytes.HasSuffix(path, []byte{'/'})
}

// isHub recognises the names that ASP.NET's documentation gives to hubs: "/chatHub", "/hub", "/chatHub/negotiate".
func isHub(path []byte) bool {
	path = bytes.TrimSuffix(path, []byte("/negotiate"))
	_, last := cutLast(path)
	return len(last) >= 3 && foldEqual(last[len(last)-3:], "hub") && !bytes.EqualFold(last, []byte("github"))
}
