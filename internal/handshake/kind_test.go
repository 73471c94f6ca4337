package handshake

import "testing"

func TestEndpointKind(t *testing.T) {
	f := func(path, query, want string) {
		t.Helper()
		if got := EndpointKind([]byte(path), []byte(query)); got != want {
			t.Errorf("%s?%s: got %q, want %q", path, query, got, want)
		}
	}
	f("/socket.io/", "EIO=4&transport=websocket", "engine.io")
	f("/realtime/", "EIO=4&transport=polling&t=b0", "engine.io")
	f("/doc/1/c/", "shardkey=1&EIO=4", "engine.io")
	f("/chatHub", "id=abc", "signalr")
	f("/api/chathub/negotiate", "negotiateVersion=1", "signalr")
	f("/signalr/connect", "transport=webSockets&connectionToken=x", "signalr")
	f("/_blazor", "id=1", "blazor")
	f("/echo/377/vafhjen0/websocket", "", "sockjs")
	f("/sockjs-node/123/abcdefgh/websocket", "", "sockjs")
	f("/cable", "", "actioncable")
	f("/live/websocket", "_csrf_token=x&vsn=2.0.0", "phoenix")
	f("/socket/websocket", "token=x&vsn=2.0.0", "phoenix")
	f("/app/0a1b2c", "protocol=7&client=js&version=8.3.0", "pusher")
	f("/v1/graphql", "", "graphql")
	f("/api/kernels/0b7f0c1e/channels", "session_id=1", "jupyter")
	f("/user/ann/api/kernels/*/channels", "", "jupyter")
	f("/", "token=Ab3dEf6hIj9_", "vite")
	f("/base/", "token=‹random 9f8e7d6c5b4a3921, 12 bytes›", "vite")
	f("/_next/webpack-hmr", "", "next")
	f("/_stcore/stream", "", "streamlit")
	f("/api/websocket", "", "home-assistant")
	f("/api/live/ws", "", "grafana-live")
	f("/mqtt", "", "mqtt")
	f("/api/v1/namespaces/default/pods/web-0/exec", "command=sh", "kubernetes-exec")
	f("/devtools/page/8F1C", "", "devtools")
	f("/websockify", "", "novnc")
	for _, plain := range []string{"", "/", "/ws", "/socket.ioX/", "/api/github", "/application/7", "/cable/car", "/applegraphql"} {
		f(plain, "", "")
	}
	f("/", "token=short", "")
	f("/12a/abcdefgh/websocket", "", "")
}
