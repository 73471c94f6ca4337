package parsers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// facts prints what was read from a message, leaving out what was not.
func facts(e *handshake.Event) string {
	var out []string
	add := func(name string, value any) {
		if s := fmt.Sprint(value); s != "" && s != "0" {
			out = append(out, name+"="+s)
		}
	}
	add("method", e.Method)
	add("scheme", e.URL.Scheme)
	add("host", e.URL.Host)
	add("path", e.URL.Path)
	add("query", e.URL.Query)
	add("version", e.HTTPVersion)
	add("status", e.Status)
	add("client", e.Client)
	add("upstream", e.Upstream.Addr)
	add("upstream.status", e.Upstream.Status)
	add("upgrade", e.Facts.RequestUpgrade)
	add("connection", e.Facts.RequestConnection)
	for _, h := range e.Request.List {
		add(h.Name.String(), h.Value)
	}
	add("close", e.CloseCode)
	add("ids", len(e.IDs))
	add("certainty", int(e.Certainty))
	add("outcome", e.Outcome)
	return strings.Join(out, " ")
}

// The messages are what the programs print, without their heads.
func TestMessage(t *testing.T) {
	for _, tc := range []struct {
		side      handshake.Side
		msg, want string
	}{
		// nginx
		{handshake.Proxy, `connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: app.acme.test, request: "GET /ws?a=1 HTTP/1.1", upstream: "http://127.0.0.1:3000/ws", host: "app.acme.test"`,
			"method=GET host=app.acme.test path=/ws query=a=1 version=1.1 client=127.0.0.1 upstream=127.0.0.1:3000 certainty=1 outcome=failed"},
		{handshake.Proxy, `no live upstreams while connecting to upstream, client: 10.0.0.7, server: , request: "GET /ws HTTP/1.1", upstream: "http://dead2/ws", host: "h:8080"`,
			"method=GET host=h:8080 path=/ws version=1.1 client=10.0.0.7 upstream=dead2 certainty=1 outcome=failed"},
		{handshake.Proxy, `upstream timed out (110: Connection timed out) while proxying upgraded connection, client: ::1, server: s, request: "GET /ws HTTP/1.1", upstream: "http://[::1]:3000/ws", host: "h"`,
			"method=GET host=h path=/ws version=1.1 client=::1 upstream=[::1]:3000 certainty=1 outcome=opened"},
		{handshake.Proxy, `SSL_do_handshake() failed (SSL: error:0A000418:SSL routines::tlsv1 alert unknown ca:SSL alert number 48) while SSL handshaking, client: 127.0.0.1, server: 0.0.0.0:443`,
			"client=127.0.0.1"},
		{handshake.Proxy, `open() "/usr/share/nginx/html/ws" failed (2: No such file or directory), client: 127.0.0.1, server: s, request: "GET /ws HTTP/1.1", host: "h"`,
			"method=GET host=h path=/ws version=1.1 client=127.0.0.1 certainty=1"},
		// Apache httpd
		{handshake.Proxy, `[client 127.0.0.1:52012] AH01144: No protocol handler was valid for the URL /ws (scheme 'ws'). If you are using a DSO version of mod_proxy, make sure the proxy submodules are included in the configuration using LoadModule.`,
			"path=/ws client=127.0.0.1:52012 ids=1 certainty=1 outcome=failed"},
		{handshake.Proxy, `(111)Connection refused: AH00957: WS: attempt to connect to 127.0.0.1:9002 (127.0.0.1:9002) failed`,
			"upstream=127.0.0.1:9002"},
		{handshake.Proxy, `[client 127.0.0.1:1] AH00898: Unexpected Upgrade: n/a (expecting websocket) returned by /noup101`,
			"path=/noup101 client=127.0.0.1:1 ids=1 certainty=2"},
		// other proxies
		{handshake.Proxy, `establishing connection failed: socket: tcp:127.0.0.1:9002: Connection refused`, "upstream=127.0.0.1:9002"},
		{handshake.Proxy, `all handlers for /ws? on  are down.`, "path=/ws certainty=1"},
		{handshake.Proxy, `attempt fail [CONNECTION_ERROR] to 127.0.0.1:3000 for host='app.acme.test' connection_result=Connection refused [111] error=Connection refused [111] attempts=0 url='ws://127.0.0.1:3000/ws'`,
			"scheme=ws host=app.acme.test path=/ws upstream=127.0.0.1:3000 certainty=3 outcome=failed"},
		{handshake.Proxy, "GET http://app.acme.test/ws\n              << 426 Upgrade Required 16b", "method=GET scheme=http host=app.acme.test path=/ws status=426 certainty=1 outcome=failed"},
		{handshake.Proxy, `upstream returned 502 for "GET /ws HTTP/1.1"`, "method=GET path=/ws version=1.1 upstream.status=502 certainty=1"},
		// Python
		{handshake.Server, `('127.0.0.1', 44802) - "WebSocket /ws" [accepted]`, "method=GET path=/ws client=127.0.0.1:44802 ids=1 certainty=3 outcome=opened"},
		{handshake.Server, `127.0.0.1:44802 - "WebSocket /ws" 403`, "method=GET path=/ws status=403 client=127.0.0.1:44802 ids=1 certainty=3 outcome=failed"},
		{handshake.Server, `connection rejected (403 Forbidden)`, "status=403 outcome=failed"},
		{handshake.Server, "Exception inside application: No route found for path 'ws/chat/'.\nTraceback (most recent call last):\nValueError: No route found for path 'ws/chat/'.", "path=/ws/chat/ certainty=1"},
		{handshake.Server, `403 GET /ws (10.0.0.9) 0.72ms`, "method=GET path=/ws status=403 client=10.0.0.9 certainty=1 outcome=failed"},
		{handshake.Server, `Blocking Cross Origin WebSocket Attempt.  Origin: https://evil.com, Host: localhost:8888`, "host=localhost:8888 origin=https://evil.com certainty=2 outcome=failed"},
		{handshake.Server, "No WebSocket UPGRADE hdr: None\n Can \"Upgrade\" only to \"WebSocket\".", "upgrade=missing certainty=2"},
		{handshake.Server, `sent 1009 (message too big); no close frame received`, "close=1009"},
		// Node
		{handshake.Server, `GET /ws HTTP/1.0 upgrade=- connection=close`, "method=GET path=/ws version=1.0 upgrade=missing connection=wrong connection=close certainty=1"},
		{handshake.Server, `429 203.0.113.7 /ws origin=https://app.example.com: too many connections from this address`, "path=/ws status=429 client=203.0.113.7 origin=https://app.example.com certainty=1 outcome=failed"},
		{handshake.Server, `closed code=1006 reason=`, "close=1006 certainty=2"},
		{handshake.Server, `order 403 handled in 200 ms for customer 404 (1001 items)`, ""},
		{handshake.Server, `query returned 404 rows, got 200 of them`, ""},
		// Go
		{handshake.Server, `upgrade:websocket: request origin not allowed by Upgrader.CheckOrigin`, "certainty=2 outcome=failed"},
		{handshake.Server, `accept: failed to accept WebSocket connection: request Origin "evil.com" is not authorized for Host "app.example.com"`, "host=app.example.com origin=evil.com certainty=2 outcome=failed"},
		{handshake.Server, `http: TLS handshake error from 1.2.3.4:55012: remote error: tls: unknown certificate`, "client=1.2.3.4:55012 ids=1"},
		{handshake.Server, `127.0.0.1:50754 - websocket handshake error: origin not allowed: not same origin`, "client=127.0.0.1:50754 ids=1 certainty=2 outcome=failed"},
		// Ruby
		{handshake.Server, `Started GET "/cable"[non-WebSocket] for 127.0.0.1 at 2026-11-22 20:37:39 +0000`, "method=GET path=/cable client=127.0.0.1 certainty=2"},
		{handshake.Server, `Failed to upgrade to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: close, HTTP_UPGRADE: )`, "upgrade=missing connection=wrong connection=close certainty=2 outcome=failed"},
		{handshake.Server, `Successfully upgraded to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: Upgrade, HTTP_UPGRADE: websocket)`, "upgrade=ok connection=ok upgrade=websocket connection=Upgrade certainty=3 outcome=opened"},
		{handshake.Server, `Successfully upgraded to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: keep-alive, Upgrade, HTTP_UPGRADE: websocket)`, "upgrade=ok connection=ok upgrade=websocket connection=keep-alive, Upgrade certainty=3 outcome=opened"},
		{handshake.Server, `Failed to upgrade to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: keep-alive, HTTP_UPGRADE: )`, "upgrade=missing connection=wrong connection=keep-alive certainty=2 outcome=failed"},
		{handshake.Server, `GET /ws HTTP/1.1 connection=keep-alive, upgrade=websocket`, "method=GET path=/ws version=1.1 upgrade=ok connection=wrong upgrade=websocket connection=keep-alive certainty=3"},
		{handshake.Server, `Request origin not allowed: https://evil.com`, "origin=https://evil.com outcome=failed"},
		// Java, .NET, Elixir
		{handshake.Server, `Handshake failed due to invalid Upgrade header: null`, "upgrade=missing outcome=failed"},
		{handshake.Server, `Handshake request rejected, Origin header value https://x.example.com not allowed`, "origin=https://x.example.com outcome=failed"},
		{handshake.Server, `Request finished HTTP/1.1 GET http://localhost:5000/hub?id=abc - 404 - - 12.6ms`, "method=GET scheme=http host=localhost:5000 path=/hub query=id=abc version=1.1 status=404 certainty=1 outcome=failed"},
		{handshake.Server, "Could not check origin for Phoenix.Socket transport.\n\nOrigin of the request: https://evil.com\n", "origin=https://evil.com outcome=failed"},
		// starts and stops say nothing about a handshake
		{handshake.Server, `Listening for websocket clients on ws://0.0.0.0:8080`, ""},
		{handshake.Server, `server listening on 127.0.0.1:8215`, ""},
		{handshake.Proxy, `Server b_down/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.`, ""},
	} {
		s := &Source{Format: &Format{Side: tc.side}, Redact: redact.NewOpen([]byte("k")), Gate: wordGate(), Limits: handshake.DefaultLimits()}
		e := s.NewEvent(handshake.Position{})
		s.readMessage(e, []byte(tc.msg))
		if diff := cmp.Diff(tc.want, facts(e)); diff != "" {
			t.Errorf("%.80s: (-want +got)\n%s", tc.msg, diff)
		}
		if e.Text.String() != tc.msg {
			t.Errorf("text %q, want %q", e.Text, tc.msg)
		}
	}
}

func TestAddrLen(t *testing.T) {
	for in, want := range map[string]string{
		"127.0.0.1": "127.0.0.1", "127.0.0.1:80, x": "127.0.0.1:80", "1.2.3.4.5": "", "1.2.3": "", "256.0.0.1": "", "127.0.0.1:99999": "127.0.0.1",
		"::1": "::1", "[::1]:443": "[::1]:443", "2001:db8::1 x": "2001:db8::1", "fe80::1ff:fe23:4567:890a": "fe80::1ff:fe23:4567:890a", "20:12:14": "", "12:30": "",
		"a:b": "", "face::book": "", "[abc]": "", "": "",
	} {
		if got := in[:addrLen([]byte(in))]; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzMessage(f *testing.F) {
	f.Add(`connect() failed, client: 127.0.0.1, request: "GET /ws HTTP/1.1", upstream: "http://[::1]:3000/ws", host: "h"`)
	f.Add(`('127.0.0.1', 1) - "WebSocket /ws" 403 origin="x" close code 1006 status=`)
	s := &Source{Format: &Format{Side: handshake.Proxy}, Redact: redact.New([]byte("k")), Gate: openGate(), Limits: handshake.DefaultLimits()}
	f.Fuzz(func(t *testing.T, msg string) {
		s.readMessage(s.NewEvent(handshake.Position{}), []byte(msg))
	})
}
