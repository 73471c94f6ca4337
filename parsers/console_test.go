package parsers

import (
	"fmt"
	"testing"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func TestChromiumConsole(t *testing.T) {
	runClientCases(t, []clientCase{
		{"saved", "chromium-console", `favicon.ico:1  GET http://app.acme.test:8000/favicon.ico 404 (Not Found)
app.js:2 WebSocket connection to 'ws://app.acme.test:3000/ws' failed: Error during WebSocket handshake: Unexpected response code: 403
(anonymous) @ app.js:2
app.js:5 [chat] WebSocket error Event {isTrusted: true, type: 'error', target: WebSocket, currentTarget: WebSocket, eventPhase: 2, …}
ws.onerror @ app.js:5
app.js:6 [chat] closed 1006  false
ws.onclose @ app.js:6
`, []string{
			"failed socket answered 403 ws://app.acme.test:3000/ws (chrome)",
			"failed socket ws://app.acme.test:3000/ws (chrome)",
			"failed socket close=1006 ws://app.acme.test:3000/ws (chrome)",
		}},
		{"one line", "chromium-console", "WebSocket connection to 'wss://chat.example.com/ws' failed: ", []string{"failed socket wss://chat.example.com/ws (chrome)"}},
		{"a sentence that only a rule knows", "chromium-console", "[webpack-dev-server] Invalid Host/Origin header\n[webpack-dev-server] Disconnected!\n[webpack-dev-server] Trying to reconnect...\n",
			[]string{"tells named (chrome)"}},
		{"a socket that is only spoken of", "chromium-console", "app.js:2 [vite] using a WebSocket for updates\n", nil},
		{"elided URL", "chromium-console", "WebSocket connection to 'wss://chat.example.com/very…long?t=1' failed: Error in connection establishment: net::ERR_NAME_NOT_RESOLVED",
			[]string{"failed socket before-request wss://chat.example.com/very…long?t=1 (chrome)"}},
		{"reason on the next line", "chromium-console", "WebSocket connection to 'wss://h/ws' failed: \nError in connection establishment: net::ERR_CERT_DATE_INVALID\n",
			[]string{"failed socket before-request wss://h/ws (chrome)"}},
		{"pasted with the stack glued on", "chromium-console", "WebSocket connection to 'wss://h/ws' failed: WebSocket opening handshake was canceledws @ browser.js:38WebSocketWithReconnection @ browser.js:1",
			[]string{"failed socket wss://h/ws (chrome)"}},
		{"pasted and indented, anchor on its own line", "chromium-console", "zowe.js:23 \n\n      WebSocket connection to 'wss://h/ws' failed: Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value\n",
			[]string{"failed socket answered wss://h/ws (chrome)"}},
		{"timestamps", "chromium-console", "12:34:56.789 app.js:2 WebSocket connection to 'ws://h/ws' failed: HTTP Authentication failed; no valid credentials available\n",
			[]string{"failed socket answered 401 ws://h/ws (chrome)"}},
		{"after it opened", "chromium-console", "app.js:3 [chat] connected  \napp.js:2 WebSocket connection to 'ws://h/ws' failed: One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0\napp.js:6 [chat] closed 1006  false\n",
			[]string{"opened like (chrome)", "failed socket open ws://h/ws (chrome)", "failed socket close=1006 ws://h/ws (chrome)"}},
		{"opened, spoke, lost once", "chromium-console", "app.js:3 [chat] connected  \napp.js:4 [chat] message hello\napp.js:6 [chat] closed 1006  false\n",
			[]string{"opened like (chrome)", "tells named open close=1006 (chrome)"}},
		{"a close code of the app", "chromium-console", "app.js:3 [gql] connected graphql-transport-ws\napp.js:6 [gql] closed 4408 Connection initialisation timeout\n",
			[]string{"opened like (chrome)", "failed named open close=4408 (chrome)"}},
		{"csp", "chromium-console", `app.js:2 Connecting to 'ws://app.acme.test:3000/ws' violates the following Content Security Policy directive: "connect-src 'self' ws://other.example". The action has been blocked.` + "\n",
			[]string{"failed socket before-request ws://app.acme.test:3000/ws (chrome)"}},
		{"csp, older", "chromium-console", `Refused to connect to 'wss://127.0.0.1:9002/' because it violates the following Content Security Policy directive: "connect-src 'self'".` + "\n",
			[]string{"failed socket before-request wss://127.0.0.1:9002/ (chrome)"}},
		{"csp, only reported", "chromium-console", `[Report Only] Refused to connect to 'wss://h/ws' because it violates the following Content Security Policy directive: "connect-src 'self'".` + "\n",
			[]string{"tells socket wss://h/ws (chrome)"}},
		{"csp of an image", "chromium-console", `Refused to load the image 'https://h/x.png' because it violates the following Content Security Policy directive: "img-src 'self' ws://h".` + "\n", nil},
		{"csp of a fetch", "chromium-console", `Refused to connect to 'https://sentry.example/api' because it violates the following Content Security Policy directive: "connect-src 'self' ws://h".` + "\n", nil},
		{"mixed content", "chromium-console", "app.js:2 Mixed Content: The page at 'https://app.acme.test/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://api.acme.test:3000/ws'. This request has been blocked; this endpoint must be available over WSS.\n",
			[]string{"failed socket before-request ws://api.acme.test:3000/ws (chrome)"}},
		{"mixed content that is allowed", "chromium-console", "Mixed Content: The page at 'https://app.acme.test/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://127.0.0.1:3000/ws'. This endpoint should be available via WSS. Insecure access is deprecated.\n",
			[]string{"tells socket ws://127.0.0.1:3000/ws (chrome)"}},
		{"constructor", "chromium-console", "Uncaught (in promise) DOMException: Failed to construct 'WebSocket': The URL 'ws://localhost:undefined/' is invalid.\n    at setupWebSocket (client:245:20)\n",
			[]string{"failed socket before-request ws://localhost:undefined/ (chrome)"}},
		{"cors of the polling", "chromium-console", `(index):1 Access to XMLHttpRequest at 'http://app.acme.test:3000/socket.io/?EIO=4&transport=polling&t=a' from origin 'http://app.acme.test:8000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
socket.io.js:6  GET http://app.acme.test:3000/socket.io/?EIO=4&transport=polling&t=a net::ERR_FAILED 200 (OK)
`, []string{
			"failed named before-request http://app.acme.test:3000/socket.io/?EIO=4&transport=polling&t=a (chrome)",
			"failed named http://app.acme.test:3000/socket.io/?EIO=4&transport=polling&t=a (chrome)",
		}},
		{"cors of something else", "chromium-console", "(index):1 Access to fetch at 'http://api.acme.test/items' from origin 'http://app.acme.test' has been blocked by CORS policy: Response to preflight request doesn't pass access control check.\n", nil},
		{"negotiate", "chromium-console", "POST https://h/hub/negotiate?negotiateVersion=1 404 (Not Found)\n", []string{"failed named answered 404 https://h/hub/negotiate?negotiateVersion=1 (chrome)"}},
		{"rows of other requests", "chromium-console", "app.js:2  GET http://app.acme.test:4999/ws/info net::ERR_CONNECTION_REFUSED\nFailed to load resource: net::ERR_CONNECTION_REFUSED\n(anonymous) @ app.js:2\napp.js:2 [api] ws info unreachable TypeError: Failed to fetch\n", nil},
		{"vite", "chromium-console", `[vite] failed to connect to websocket.
your current setup:
  (browser) 127.0.0.1:3600/ <--[HTTP]--> 127.0.0.1:5173/ (server)
  (browser) 127.0.0.1:3600/hmr <--[WebSocket (failing)]--> 127.0.0.1:5173/ (server)
Check out your Vite / network configuration and https://vite.dev/config/server-options.html#server-hmr .
`, []string{"failed named (chrome)"}},
		{"bun says it in WebKit's words", "chromium-console", "WebSocket connection to 'ws://localhost/ws' failed: Expected 101 status code\n", []string{"failed socket answered ws://localhost/ws (bun)"}},
	})
}

func TestChromiumLog(t *testing.T) {
	runClientCases(t, []clientCase{
		{"old and new prefix", "chromium-log", `[5551:5551:0407/091640.123456:INFO:CONSOLE(226)] "WebSocket connection to 'ws://localhost:8080/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED", source: http://localhost:3000/app.js (226)
[1013/173835.913:INFO:CONSOLE:9] "[chat] closed 1006  false", source: http://localhost:3000/app.js (9)
`, []string{"failed socket before-request ws://localhost:8080/ws (chrome)", "failed socket close=1006 ws://localhost:8080/ws (chrome)"}},
		{"a message of several lines", "chromium-log", `[1:2:0407/091640.123456:INFO:CONSOLE(226)] "WebSocket connection to 'ws://h/ws' failed:
Error in connection establishment: net::ERR_CONNECTION_REFUSED", source: http://h/app.js (226)
`, []string{"failed socket before-request ws://h/ws (chrome)"}},
		{"logcat", "chromium-log", `04-05 10:31:41.000 E/chromium( 9526): [ERROR:ssl_client_socket_impl.cc(1129)] handshake failed; returned -1, SSL error code 1, net_error -107
04-05 10:31:41.117 I/chromium( 9526): [INFO:CONSOLE(126)] "WebSocket connection to 'wss://localhost:43448/' failed: Error in connection establishment: net::ERR_SSL_PROTOCOL_ERROR"
`, []string{"failed other before-request (chrome)", "failed socket before-request wss://localhost:43448/ (chrome)"}},
		{"the browser's own troubles", "chromium-log", `[17072:17134:1122/202701.786825:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory

DevTools listening on ws://127.0.0.1:9222/devtools/browser/b0173621-2481-45ee-b18b-c31417056a22
[1:1:1122/202701.786825:WARNING:content/common/zygote/zygote_communication_linux.cc:323] Error reading message from zygote: Connection reset by peer (104)
`, nil},
	})
}

func TestFirefoxConsole(t *testing.T) {
	runClientCases(t, []clientCase{
		{"saved", "firefox-console", `GET
http://app.acme.test:8000/favicon.ico
[HTTP/1.1 404 Not Found 2ms]
GET
ws://app.acme.test:3000/ws
NS_ERROR_WEBSOCKET_CONNECTION_REFUSED
Firefox can’t establish a connection to the server at ws://app.acme.test:3000/ws. app.js:2:12
[chat] WebSocket error 
error { target: WebSocket, isTrusted: true, srcElement: WebSocket, currentTarget: WebSocket, eventPhase: 2, bubbles: false, … }
app.js:5:29
[chat] closed 1006 <empty string> false app.js:6:29
`, []string{
			"failed socket ws://app.acme.test:3000/ws (firefox)",
			"failed socket ws://app.acme.test:3000/ws (firefox)",
			"failed socket ws://app.acme.test:3000/ws (firefox)",
			"failed socket close=1006 ws://app.acme.test:3000/ws (firefox)",
		}},
		{"status in a network row", "firefox-console", "GET\nwss://app.acme.test/ws\n[HTTP/1.1 403 Forbidden 679ms]\n", []string{"failed socket answered 403 wss://app.acme.test/ws (firefox)"}},
		{"status over HTTP/2", "firefox-console", "GET\nwss://app.acme.test/ws\n[HTTP/2 503 ]\n", []string{"failed socket answered 503 wss://app.acme.test/ws (firefox)"}},
		{"pasted in one line", "firefox-console", "GETwss://app.acme.test/ws [HTTP/1.1 502 Bad Gateway 12ms]\n", []string{"failed socket answered 502 wss://app.acme.test/ws (firefox)"}},
		{"until 2016, with the scheme of HTTP", "firefox-console", "Firefox can't establish a connection to the server at ws://198.51.100.7/ws_client. loader.js:1:2\nGET http://198.51.100.7/ws_client  [HTTP/1.1 403 Forbidden 679ms]\n",
			[]string{"failed socket ws://198.51.100.7/ws_client (firefox)", "failed socket answered 403 ws://198.51.100.7/ws_client (firefox)"}},
		{"a 101 is no proof", "firefox-console", "GET\nwss://app.acme.test/ws\n[HTTP/1.1 101 Switching Protocols 12ms]\n", []string{"tells socket answered 101 wss://app.acme.test/ws (firefox)"}},
		{"ASCII apostrophe", "firefox-console", "Firefox can't establish a connection to the server at wss://h/p?x=1.\n", []string{"failed socket wss://h/p?x=1 (firefox)"}},
		{"in German", "firefox-console", "Firefox kann keine Verbindung zu dem Server unter ws://localhost:8080/ws aufbauen. app.js:2:12\n", []string{"failed socket ws://localhost:8080/ws (firefox)"}},
		{"in Japanese", "firefox-console", "ws://localhost:8080/ws のサーバーへの接続を確立できませんでした。 app.js:2:12\n", []string{"failed socket ws://localhost:8080/ws (firefox)"}},
		{"in Russian, when the page goes", "firefox-console", "Во время загрузки страницы соединение с wss://localhost:8080/ws было прервано. app.js:2:12\n",
			[]string{"failed socket open wss://localhost:8080/ws (firefox)"}},
		{"in Chinese: the policy names a socket, the URL does not", "firefox-console", "Content-Security-Policy: 由于违反下列指令：“connect-src 'self' wss://a.example”，此页面的设置已阻止加载一项位于 https://b.example/a 的资源（connect-src） app.js:2:9\n", nil},
		{"in German: only reported", "firefox-console", "Content-Security-Policy: (Report-Only-Regel) Die Einstellungen der Seite würden das Laden einer Ressource (connect-src) auf wss://a.example/ws blockiert, da sie gegen folgende Direktive verstößt: \"connect-src 'self'\" app.js:2:9\n",
			[]string{"tells socket wss://a.example/ws (firefox)"}},
		{"interrupted", "firefox-console", "The connection to ws://localhost/Events was interrupted while the page was loading.\n", []string{"failed socket open ws://localhost/Events (firefox)"}},
		{"csp", "firefox-console", "Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at ws://app.acme.test:3000/ws because it violates the following directive: “connect-src 'self' https://api.acme.test” app.js:2:12\n",
			[]string{"failed socket before-request ws://app.acme.test:3000/ws (firefox)"}},
		{"csp, only reported", "firefox-console", "Content-Security-Policy: (Report-Only policy) The page’s settings would block the loading of a resource (connect-src) at ws://h/ws because it violates the following directive: “connect-src 'self'”\n",
			[]string{"tells socket ws://h/ws (firefox)"}},
		{"csp of an image", "firefox-console", "Content-Security-Policy: The page’s settings blocked the loading of a resource (img-src) at https://h/x.png because it violates the following directive: “img-src 'self'”\n", nil},
		{"cors", "firefox-console", "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://localhost:7071/api/negotiate. (Reason: CORS request did not succeed).\n",
			[]string{"failed named before-request http://localhost:7071/api/negotiate (firefox)"}},
		{"polling", "firefox-console", "XHR GET\nhttp://h:3000/socket.io/?EIO=3&transport=polling&t=Q84\n[HTTP/1.1 400 Bad Request 2ms]\n",
			[]string{"failed named answered 400 http://h:3000/socket.io/?EIO=3&transport=polling&t=Q84 (firefox)"}},
		{"cors of something else", "firefox-console", "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://nosuch.invalid/x. (Reason: CORS request did not succeed). Status code: (null).\n", nil},
		{"constructor", "firefox-console", "Uncaught DOMException: The operation is insecure.\n    <anonymous> https://app.acme.test/app.js:2\napp.js:2:12\n", []string{"failed like before-request (firefox)"}},
		{"opened", "firefox-console", "[chat] connected <empty string> <empty string> app.js:3:29\n[chat] message hello app.js:4:31\n", []string{"opened like (firefox)"}},
		{"stdout", "firefox-log", "1795379249653\tMarionette\tINFO\tMarionette enabled\nconsole.error: \"[chat] WebSocket error\" ({get isTrusted() {\n    [native code]\n}})\nconsole.warn: \"[chat] closed\" 1006 \"\" false\n",
			[]string{"failed named (firefox)", "failed named close=1006 (firefox)"}},
		{"MOZ_LOG", "firefox-log", "[Parent 12345: Socket Thread]: D/nsWebSocket WebSocketChannel::OnStartRequest: HTTP status 403\n", []string{"failed socket answered 403 (firefox)"}},
	})
}

func TestOtherConsoles(t *testing.T) {
	runClientCases(t, []clientCase{
		{"safari", "safari-console", "[Error] WebSocket connection to 'wss://h/ws' failed: There was a bad response from the server. (main.min.js, line 24082)\n", []string{"failed socket answered wss://h/ws (safari)"}},
		{"safari, two lines, the second indented", "safari-console", "[Error] WebSocket network error: The operation couldn’t be completed. (kCFErrorDomainCFNetwork error 2.) (app.example.io, line 0)\n [Error] WebSocket connection to 'ws://d/stats' failed: Could not connect to the server. (app.example.io, line 0)\n",
			[]string{"failed socket (safari)", "failed socket before-request ws://d/stats (safari)"}},
		{"safari, mixed content", "safari-console", "[blocked] The page at https://talk.example.org/ was not allowed to run insecure content from ws://talk.example.org:6060.\n",
			[]string{"failed socket before-request ws://talk.example.org:6060/ (safari)"}},
		{"safari, csp", "safari-console", "Refused to connect to wss://push.example.io/faye because it appears in neither the connect-src directive nor the default-src directive of the Content Security Policy\n",
			[]string{"failed socket before-request wss://push.example.io/faye (safari)"}},
		{"playwright", "browser-runner", `[websocket] ws://app.acme.test:3999/ws
[websocket error] Error in connection establishment: net::ERR_CONNECTION_REFUSED
[error] WebSocket connection to 'ws://app.acme.test:3999/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED (http://app.acme.test:8000/app.js:3)
[error] Failed to load resource: the server responded with a status of 404 (Not Found) (http://app.acme.test:8000/favicon.ico:0)
[requestfailed] GET http://app.acme.test:4999/ws/info net::ERR_CONNECTION_REFUSED
`, []string{
			"failed socket before-request ws://app.acme.test:3999/ws (chrome)",
			"failed socket before-request ws://app.acme.test:3999/ws (chrome)",
		}},
		{"selenium", "webdriver-log", `{"level":"SEVERE","message":"https://h/app.js 12:34 WebSocket connection to 'wss://h/ws' failed: Error during WebSocket handshake: Unexpected response code: 502","source":"network","timestamp":1700000000000}` + "\n",
			[]string{"failed socket answered 502 wss://h/ws (chrome)"}},
		{"selenium, a list", "webdriver-log", `[{"level":"SEVERE","message":"x - Failed to load resource: the server responded with a status of 404","source":"network","timestamp":1700000000000},{"level":"SEVERE","message":"WebSocket connection to 'wss://h/ws' failed: ","source":"network","timestamp":1700000000001}]` + "\n",
			[]string{"failed socket wss://h/ws (chrome)"}},
		{"selenium, a dict of Python", "webdriver-log", `{'level': 'SEVERE', 'message': "http://localhost:3000/app.js 12:34 WebSocket connection to 'ws://localhost:8080/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED", 'source': 'network', 'timestamp': 1700000000000}` + "\n",
			[]string{"failed socket before-request ws://localhost:8080/ws (chrome)"}},
	})
}

// TestConsoleHeading: what stands around a message is taken off and kept apart.
func TestConsoleHeading(t *testing.T) {
	s := &Source{Redact: redact.NewOpen([]byte("key")), Year: 2026, Zone: time.UTC}
	f := func(line, text, clock, level, page string) {
		t.Helper()
		var h heading
		h.read(s, []byte(line))
		got := ""
		if !h.time.IsZero() {
			got = h.time.Format("2006-01-02 15:04:05.000")
		}
		if string(h.text) != text || got != clock || h.level != level || string(h.page) != page {
			t.Errorf("%q:\n got %q %q %q %q\nwant %q %q %q %q", line, h.text, got, h.level, h.page, text, clock, level, page)
		}
	}
	f("app.js:2 WebSocket connection", "WebSocket connection", "", "", "app.js")
	f("chunk-ABC.js?v=1f2:33 hello", "hello", "", "", "chunk-ABC.js?v=1f2")
	f("12:34:56.789 VM123:1 hello", "hello", "", "", "VM123")
	f("10.0.0.1:3000 hello", "10.0.0.1:3000 hello", "", "", "")
	f(`[1:2:0407/091640.5:ERROR:CONSOLE(2)] "hello", source: http://h/app.js (2)`, "hello", "2026-04-07 09:16:40.500", "error", "http://h/app.js")
	f("04-05 10:31:41.117 I/chromium( 9526): hello", "hello", "2026-04-05 10:31:41.117", "info", "")
	f("2026-11-22 19:21:05.480  1723-2467  Realtime                app.example.com                      E  Error: hello", "Error: hello", "2026-11-22 19:21:05.480", "error", "")
	f("[error] hello (http://h/app.js:4)", "hello", "", "error", "http://h/app.js")
	f("[Error] hello (main.js, line 24)", "hello", "", "error", "main.js")
	f("hello app.js:2:12", "hello", "", "", "app.js")
	f("[2020-04-08T01:52:38.270Z] Error: hello", "Error: hello", "2020-04-08 01:52:38.270", "", "")
	f("ERROR:websocket:Handshake status 403", "Handshake status 403", "", "error", "")
	f("2026/11/22 20:21:23 dial: x", "dial: x", "2026-11-22 20:21:23.000", "", "")
	f("[2019/05/26 09:21:23:1450] ERR: x", "x", "2019-05-26 09:21:23.000", "error", "")
	f("  > hello", "hello", "", "", "")
}

func benchmarkRow(b *testing.B, name string, lines []string) {
	var f *Format
	for i := range consoleFormats {
		if consoleFormats[i].Name == name {
			f = &consoleFormats[i]
		}
	}
	s := &Source{Format: f, Redact: redact.New([]byte("key")), Gate: testGate, Limits: handshake.DefaultLimits(), emit: func(*handshake.Event) {}}
	p := f.Line(s)
	records, size := make([][]byte, len(lines)), 0
	for i, l := range lines {
		records[i] = []byte(l)
		size += len(l) + 1
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, rec := range records {
			if i > 0 && p.Continues(records[i-1], rec) {
				b.Fatalf("%q goes on with %q", rec, records[i-1])
			}
			if p.Record(rec, handshake.Position{Line: int64(i)}) != Understood {
				b.Fatalf("%q was kept, or not understood", rec)
			}
		}
	}
}

func BenchmarkChromiumConsole(b *testing.B) {
	var lines []string
	for i := range 200 {
		lines = append(lines,
			fmt.Sprintf("bundle.%d.js:%d [render] component ProductList rendered 24 items in %d ms for user 42", i, i, i),
			fmt.Sprintf("renderWithHooks @ react-dom.development.js:%d", 1000+i),
			"(anonymous) @ app.js:7",
			fmt.Sprintf("app.js:%d  GET https://shop.example.com/api/items/%d 404 (Not Found)", i, i))
	}
	benchmarkRow(b, "chromium-console", lines)
}

func BenchmarkChromiumLog(b *testing.B) {
	var lines []string
	for i := range 200 {
		lines = append(lines,
			"[17072:17134:1122/202701.786825:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory",
			fmt.Sprintf(`[17072:17072:1122/202705.515061:INFO:CONSOLE(%d)] "[render] component ProductList rendered 24 items in %d ms", source: http://shop.example.com/static/js/bundle.js (%d)`, i, i, i))
	}
	benchmarkRow(b, "chromium-log", lines)
}
