package handshake

import "bytes"

// endpointKinds says what a path or query tells about the library behind an endpoint: the first row fits whose
// path part and query part both stand in the target.
var endpointKinds = []struct{ path, query, kind string }{
	{"/socket.io/", "", "engine.io"},
	{"/engine.io/", "", "engine.io"},
	{"", "EIO=", "engine.io"},
	{"/_blazor", "", "signalr"},
	{"/signalr", "", "signalr"},
	{"hub", "id=", "signalr"},
	{"/negotiate", "", "signalr"},
	{"/sockjs-node", "", "sockjs"},
	{"/sockjs", "", "sockjs"},
	{"/cable", "", "actioncable"},
	{"/live/websocket", "", "phoenix"},
	{"/socket/websocket", "", "phoenix"},
	{"/websocket", "vsn=", "phoenix"},
	{"/_next/webpack-hmr", "", "next"},
	{"/_stcore/stream", "", "streamlit"},
	{"/api/kernels/", "", "jupyter"},
	{"/terminals/websocket/", "", "jupyter"},
	{"/api/live/ws", "", "grafana-live"},
	{"/api/websocket", "", "home-assistant"},
	{"/app/", "protocol=", "pusher"},
	{"/graphql", "", "graphql"},
	{"/subscriptions", "", "graphql"},
	{"/mqtt", "", "mqtt"},
	{"/stomp", "", "stomp"},
	{"/websockify", "", "vnc"},
	{"/api/v1/namespaces/", "", "kubernetes"},
	{"/devtools/", "", "devtools"},
}

// EndpointKind returns the library that the path and query of an endpoint speak of: "engine.io", "signalr",
// "sockjs", "actioncable", "phoenix", …, or "" if they speak of none.
func EndpointKind(path, query []byte) string {
	for _, k := range endpointKinds {
		if bytes.Contains(path, []byte(k.path)) && bytes.Contains(query, []byte(k.query)) {
			return k.kind
		}
	}
	return ""
}
