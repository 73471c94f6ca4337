package parsers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// clientRows are the formats that share the engine of this file, and the rest.
func clientRows() []Format {
	return append(append(append([]Format(nil), clientFormats...), consoleFormats...), restRow())
}

var testGate = func() Gate {
	names := literal.New([]string{"websocket", "web socket", "ws://", "wss://", "sockjs", "socket.io", "engine.io", "unexpected server response", "invalid host/origin header"})
	return Gate{Text: names.Contains, Line: names.Contains, Names: names.Contains, Access: func(int, []byte, []byte) bool { return true }}
}()

// clientEvents reads text as one input and returns its format and what the clients' rows tell of it.
func clientEvents(t testing.TB, formats []Format, text string) (format string, told []string) {
	o := Options{Redact: redact.NewOpen([]byte("key")), Gate: testGate, Limits: handshake.DefaultLimits(), Formats: formats, Year: 2026}
	cov, err := Scan("input", strings.NewReader(text), o, func(e *handshake.Event) {
		if e.Format != restName {
			told = append(told, brief(e))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return cov.Format, told
}

// brief returns what a test compares of an event: outcome, certainty, stage, status, close code, URL.
func brief(e *handshake.Event) string {
	outcome := e.Outcome.String()
	if outcome == "" {
		outcome = "tells"
	}
	parts := []string{outcome, [...]string{"other", "like", "named", "socket"}[e.Certainty]}
	if e.Stage != "" {
		parts = append(parts, string(e.Stage))
	}
	if e.HasStatus && e.Status != 0 {
		parts = append(parts, fmt.Sprint(e.Status))
	}
	if e.CloseCode != 0 {
		parts = append(parts, fmt.Sprintf("close=%d", e.CloseCode))
	}
	if url := e.URL; !url.Path.IsZero() || !url.Host.IsZero() {
		s := url.Path.String()
		if url.Scheme != "" || !url.Host.IsZero() {
			s = url.Scheme + "://" + url.Host.String() + s
		}
		if !url.Query.IsZero() {
			s += "?" + url.Query.String()
		}
		parts = append(parts, s)
	}
	if e.Product != "" {
		parts = append(parts, "("+e.Product+")")
	}
	return strings.Join(parts, " ")
}

// clientCase is an input, the format that it is taken for and the events that it makes.
type clientCase struct {
	name, format, text string
	want               []string
}

func runClientCases(t *testing.T, cases []clientCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			format, told := clientEvents(t, clientRows(), c.text)
			if format != c.format {
				t.Errorf("format %q, want %q", format, c.format)
			}
			if diff := cmp.Diff(c.want, told); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		})
	}
}

func TestClientLibraries(t *testing.T) {
	runClientCases(t, []clientCase{
		{"node ws", "node-output", `Error: Unexpected server response: 404
    at ClientRequest.<anonymous> (/srv/app/node_modules/ws/lib/websocket.js:960:7)
    at ClientRequest.emit (node:events:524:28)
closed 1006 
`, []string{"failed socket answered 404 close=1006 (ws)"}},
		{"node ws, opened and closed by the server's policy", "node-output", "connected \nmessage hello\nclosed 1008 policy violation: token expired\n",
			[]string{"opened like", "failed named open close=1008"}},
		{"node ws, lost without a frame", "node-output", "connected \nclosed 1006 \n", []string{"opened like", "failed named open close=1006"}},
		{"node ws, a good end", "node-output", "connected \nclosed 1005 \n", []string{"opened like", "tells named open close=1005"}},
		{"node: a refused connection, then the socket's end", "node-output", `Error: connect ECONNREFUSED 127.0.0.1:3999
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {
  errno: -111,
  code: 'ECONNREFUSED',
  syscall: 'connect',
  address: '127.0.0.1',
  port: 3999
}
closed 1006 
`, []string{"failed named before-request close=1006"}},
		{"node: a refused connection of who knows what", "node-output", "Error: connect ECONNREFUSED 127.0.0.1:3999\n", []string{"failed other before-request"}},
		{"node: a database refuses", "node-output", "Error: connect ECONNREFUSED 127.0.0.1:5432\n", nil},
		{"node: the URL stands in the command", "node-output", "$ wscat -c wss://echo.example/spells\nerror: getaddrinfo ENOTFOUND echo.example\n",
			[]string{"failed socket before-request wss://echo.example/spells"}},
		{"node: uncaught", "node-output", `events.js:136
      throw er; // Unhandled 'error' event
      ^

Error: certificate has expired
    at TLSSocket.onConnectSecure (node:_tls_wrap:1600:34)
Emitted 'error' event on WebSocket instance at:
    at emitErrorAndClose (/srv/app/node_modules/ws/lib/websocket.js:1016:13) {
  code: 'CERT_HAS_EXPIRED'
}
`, []string{"failed socket before-request (ws)"}},
		{"undici says nothing", "node-output", `error  TypeError
    at failWebsocketConnection (/srv/app/node_modules/undici/lib/web/websocket/connection.js:329:13)
    at failHandshake (/srv/app/node_modules/undici/lib/web/websocket/connection.js:306:3)
close 1006  false
`, []string{"failed socket (undici)", "failed named close=1006"}},
		{"socket.io", "node-output", "connect_error websocket error Unexpected server response: 400 \nconnect_error xhr poll error 400 \nconnect_error invalid token undefined \n",
			[]string{"failed socket answered 400 (ws)", "failed named answered 400 (socket.io)", "failed named open (socket.io)"}},
		{"engine.io's error behind the frames", "node-output", `error! { Error: xhr post error
    at XHR.Transport.onError (/srv/app/node_modules/engine.io-client/lib/transport.js:68:13)
    at processTimers (internal/timers.js:479:7) type: 'TransportError', description: 400 }
`, []string{"failed named answered 400 (socket.io)"}},
		{"SignalR prints the phrase alone", "node-output", "Error: Failed to complete negotiation with the server: Error: Method Not Allowed\n", []string{"failed named answered 405 (signalr)"}},
		{"polkadot-js throws", "node-output", "Error: disconnected from wss://rpc.example.com/ws: 1006:: Abnormal Closure\n    at W3CWebSocket.value (/srv/app/node_modules/@polkadot/rpc-provider/ws/index.cjs:197:23)\n",
			[]string{"failed socket close=1006 wss://rpc.example.com/ws (polkadot-js)"}},
		{"websocket-node dumps the headers", "node-output", "Connect Error: Error: Server responded with a non-101 status: 400 Bad Request\nResponse Headers Follow:\nserver: nginx/1.14.1\ncontent-length: 271\n",
			[]string{"failed socket answered 400 (websocket-node)"}},
		{"engine.io's error with its properties", "node-output", `Error: xhr poll error
    at XHR.onError (/srv/app/node_modules/engine.io-client/build/cjs/transport.js:38:37) {
  description: 503,
  type: 'TransportError'
}
`, []string{"failed named answered 503 (socket.io)"}},
		{"engine.io body", "node-output", `{"code":1,"message":"Session ID unknown"}` + "\n", []string{"failed named answered (socket.io)"}},
		{"signalr", "node-output", "[2020-04-08T01:52:38.270Z] Error: Failed to complete negotiation with the server: Error: Not Found: Status code '404' Either this is not a SignalR endpoint or there is a proxy blocking the connection.\n",
			[]string{"failed named answered 404 (signalr)"}},
		{"stomp.js, refused", "client-output", "Opening Web Socket...\nWhoops! Lost connection to ws://localhost:8080/ws\n", []string{"failed socket ws://localhost:8080/ws (stompjs)"}},
		{"stomp.js, opened and closed", "client-output", "Opening Web Socket...\nWeb Socket Opened...\nConnection closed to wss://chat.example.com/ws\n",
			[]string{"opened named (stompjs)", "tells socket wss://chat.example.com/ws (stompjs)"}},
		{"paho", "client-output", "AMQJS0007E Socket error:undefined.\n", []string{"failed socket (paho)"}},
		{"polkadot-js", "client-output", "2026-11-22 20:12:14        API-WS: disconnected from ws://127.0.0.1:9944: 1006:: Abnormal Closure\n",
			[]string{"failed socket close=1006 ws://127.0.0.1:9944/ (polkadot-js)"}},
		{"playwright", "client-output", "  - <ws unexpected response> ws://127.0.0.1:3000/ 404 Not Found\n", []string{"failed socket answered 404 ws://127.0.0.1:3000/ (playwright)"}},
		{"the event of the DOM", "client-output", "CloseEvent {isTrusted: true, wasClean: true, code: 4401, reason: 'Unauthorized'}\n", []string{"failed socket open close=4401"}},
		{"python websockets", "python-output", `Traceback (most recent call last):
  File "/srv/app/clients/py-websockets.py", line 12, in main
    async with websockets.connect(sys.argv[1], open_timeout=8, **kw) as ws:
               ^^^^^^^^^^^^^^^^
  File "/usr/lib/python3/dist-packages/websockets/legacy/client.py", line 332, in handshake
    raise InvalidStatusCode(status_code, response_headers)
websockets.exceptions.InvalidStatusCode: server rejected WebSocket connection: HTTP 403
`, []string{"failed socket answered 403 (python-websockets)"}},
		{"python: what was the cause", "python-output", `Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/websockets/http.py", line 149, in read_response
    raise ValueError(f"unsupported HTTP version: {d(version)}")
ValueError: unsupported HTTP version: HTTP/1.0

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/app/client.py", line 12, in main
    async with websockets.connect(url) as ws:
websockets.exceptions.InvalidMessage: did not receive a valid HTTP response
`, []string{"failed socket sent (python-websockets)"}},
		{"python: refused, seen through aiohttp", "python-output", `Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/aiohttp/connector.py", line 980, in _wrap_create_connection
    return await self._loop.create_connection(*args, **kwargs)
ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 3999)

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/aiohttp/client.py", line 836, in _ws_connect
    resp = await self.request(
aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host app.acme.test:3999 ssl:default [Connect call failed ('127.0.0.1', 3999)]
`, []string{"failed socket before-request (aiohttp)"}},
		{"aiohttp", "python-output", "aiohttp.client_exceptions.WSServerHandshakeError: 404, message='Invalid response status', url=URL('wss://chat.example.com/ws?room=1')\n",
			[]string{"failed socket answered 404 wss://chat.example.com/ws?room=1 (aiohttp)"}},
		{"websocket-client", "python-output", "websocket._exceptions.WebSocketBadStatusException: Handshake status 403 Forbidden -+-+- {'server': 'nginx/1.18.0', 'cf-ray': \"8f\"} -+-+- b'Forbidden'\n",
			[]string{"failed socket answered 403 (websocket-client)"}},
		{"python: a server's traceback is not a client's", "text", `Traceback (most recent call last):
  File "/usr/local/lib/python3.8/site-packages/websockets/legacy/server.py", line 279, in read_http_request
    path, headers = await read_request(self.reader)
EOFError: connection closed while reading HTTP request line
`, nil},
		{"Elixir: a plain connection broke, websocket is an option", "node-output", "Error: :econnaborted, opts: %{http: [], websocket: [], http_1: []}\n", nil},
		{"Elixir: a WebSocket broke", "node-output", "Error: WebSocket connection failed :econnaborted, opts: %{http: [], websocket: [], http_1: []}\n", []string{"failed named"}},
		{"V2Ray", "go-client", "2026/11/22 20:32:32 [Warning] [331184489] app/proxyman/outbound: failed to process outbound traffic > common/retry: [transport/internet/websocket: failed to dial WebSocket > transport/internet/websocket: failed to dial to (wss://app.acme.test/ws): 404 Not Found > websocket: bad handshake] > common/retry: all retry attempts failed\n",
			[]string{"failed socket answered 404 wss://app.acme.test/ws (v2ray)"}},
		{"gorilla", "go-client", "2026/11/22 20:21:23 connecting to ws://app.acme.test/ws\n2026/11/22 20:21:23 dial:websocket: bad handshake\n",
			[]string{"failed socket answered ws://app.acme.test/ws (gorilla)"}},
		{"gorilla: refused", "go-client", "2026/11/22 20:21:23 connecting to ws://app.acme.test:3999/ws\n2026/11/22 20:21:23 dial:dial tcp 127.0.0.1:3999: connect: connection refused\n",
			[]string{"failed socket before-request ws://app.acme.test:3999/ws"}},
		{"gorilla: opened, then RSV", "go-client", "2026/11/22 20:16:31 connecting to ws://app.acme.test:3000/ws\n2026/11/22 20:16:31 connected, subprotocol \"\"\n2026/11/22 20:16:32 read: websocket: RSV1 set\n",
			[]string{"opened socket ws://app.acme.test:3000/ws", "failed socket open ws://app.acme.test:3000/ws (gorilla)"}},
		{"coder", "go-client", `2026/11/22 20:20:36 failed to WebSocket dial: failed to send handshake request: Get "http://app.acme.test:3999/ws": dial tcp 127.0.0.1:3999: connect: connection refused` + "\n",
			[]string{"failed socket before-request ws://app.acme.test:3999/ws (coder-websocket)"}},
		{"coder: close frame", "go-client", `2026/11/22 20:21:49 failed to WebSocket dial: expected handshake response status code 101 but got 429
2026/11/22 20:22:03 connected, subprotocol ""
2026/11/22 20:22:05 read: failed to get reader: received close frame: status = StatusPolicyViolation and reason = "client must speak the echo subprotocol"
`, []string{"failed socket answered 429 (coder-websocket)", "opened like", "failed socket open close=1008 (coder-websocket)"}},
		{"okhttp", "jvm-output", "java.net.ProtocolException: Expected HTTP 101 response but was '400 Bad Request'\n\tat okhttp3.internal.ws.RealWebSocket.checkUpgradeSuccess$okhttp(RealWebSocket.kt:224)\n",
			[]string{"failed socket answered 400 (okhttp)"}},
		{"java: the cause", "jvm-output", `jakarta.websocket.DeploymentException: The HTTP request to initiate the WebSocket connection to [ws://localhost:8080/chat] failed
	at org.apache.tomcat.websocket.WsWebSocketContainer.connectToServerRecursive(WsWebSocketContainer.java:430)
Caused by: java.util.concurrent.ExecutionException: java.net.ConnectException: Connection refused
`, []string{"failed socket before-request ws://localhost:8080/chat (tomcat)"}},
		{"tomcat in French", "jvm-output", "javax.websocket.DeploymentException: La réponse HTTP du serveur [403] n'a pas permis une mise à niveau de HTTP vers WebSocket\n",
			[]string{"failed socket answered 403 (tomcat)"}},
		{"XNIO", "client-output", "org.xnio.http.UpgradeFailedException: Invalid response code 404\n\tat org.xnio.http.HttpUpgrade$HttpUpgradeState.handleUpgrade(HttpUpgrade.java:430)\n\tat io.undertow.websockets.client.WebSocketClient$ConnectionBuilder.connectImpl(WebSocketClient.java:321)\n",
			[]string{"failed socket answered 404 (undertow)"}},
		{".NET Framework", "dotnet-output", "System.Net.WebSockets.WebSocketException (0x80004005): Unable to connect to the remote server ---> System.Net.WebException: The remote server returned an error: (403) Forbidden.\n",
			[]string{"failed socket answered 403 (dotnet)"}},
		{".NET Framework in German", "dotnet-output", "System.Net.WebSockets.WebSocketException: Die Verbindung mit dem Remoteserver kann nicht hergestellt werden. ---> System.Net.WebException: Der Remoteserver hat einen Fehler zurückgegeben: (404) Nicht gefunden.\n",
			[]string{"failed socket answered 404 (dotnet)"}},
		{"SignalR tells of every transport", "dotnet-output", "System.AggregateException: Unable to connect to the server with any of the available transports. (WebSockets failed: The server returned status code '503' when status code '101' was expected.) (LongPolling failed: Response status code does not indicate success: 404 (Not Found).)\n",
			[]string{"failed socket answered 503 (signalr)"}},
		{".NET: the inner exception", "dotnet-output", `System.Net.WebSockets.WebSocketException (0x80004005): Unable to connect to the remote server
 ---> System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch
   at System.Net.Security.SslStream.SendAuthResetSignal(ReadOnlySpan` + "`1 alert)\n", []string{"failed socket before-request (dotnet)"}},
		{".NET: status", "dotnet-output", "System.Net.WebSockets.WebSocketException (0x80004005): The server returned status code '404' when status code '101' was expected.\n",
			[]string{"failed socket answered 404 (dotnet)"}},
		{"dart", "native-output", "WebSocketException: Connection to 'https://chat.example.com:443/ws#' was not upgraded to websocket, HTTP status code: 502\n",
			[]string{"failed socket answered 502 wss://chat.example.com:443/ws (dart)"}},
		{"starscream", "native-output", `websocket is disconnected: Optional(Starscream.WSError(type: Starscream.ErrorType.upgradeError, message: "Invalid HTTP upgrade", code: 404))` + "\n",
			[]string{"failed socket answered 404 (starscream)"}},
		{"libwebsockets", "native-output", "[2019/05/26 09:21:23:1450] ERR: CLIENT_CONNECTION_ERROR: HS: UPGRADE missing\n", []string{"failed socket answered (libwebsockets)"}},
		{"tungstenite", "native-output", "Error: WebSocketError(\"Failed to connect: URL error: TLS support not compiled in\")\n", []string{"failed socket before-request (tungstenite)"}},
		{"android: each frame is a message", "jvm-output", `07-03 21:53:00.486 5258-5258/com.example.wallet W/System.err: javax.net.ssl.SSLHandshakeException: Connection closed by peer
07-03 21:53:00.487 5258-5258/com.example.wallet W/System.err:     at com.android.org.conscrypt.NativeCrypto.SSL_do_handshake(Native Method)
07-03 21:53:00.487 5258-5258/com.example.wallet W/System.err:     at org.java_websocket.client.WebSocketClient.run(WebSocketClient.java:260)
`, []string{"failed socket before-request (java-websocket)"}},
		{"flutter on android", "native-output", `I/flutter (31920): Connecting to websocket: ws://192.168.43.95:8080/graphql...
E/flutter (31920): [ERROR:flutter/lib/ui/ui_dart_state.cc(148)] Unhandled Exception: WebSocketChannelException: WebSocketException: Connection to 'http://192.168.43.95:8080/graphql#' was not upgraded to websocket
E/flutter (31920): #0      new IOWebSocketChannel._withoutSocket.<anonymous closure> (package:web_socket_channel/io.dart:83)
`, []string{"failed socket answered ws://192.168.43.95:8080/graphql (dart)"}},
		{"words of the app's own", "client-output", "Couldn't connect to wss://galene.example:8443/ws\n", []string{"failed socket wss://galene.example:8443/ws"}},
		{"tungstenite, as unwrap prints it", "native-output", "thread 'main' panicked at src/main.rs:18:10:\nFailed to connect: Http(Response { status: 404, version: HTTP/1.1, headers: {\"server\": \"nginx\"}, body: Some([]) })\n",
			[]string{"failed socket answered 404 (tungstenite)"}},
		{"Http of another program", "node-output", "Error: Http(Response { status: pending })\nError: Protocol(SecWebSocketAcceptKeyMismatch)\n", []string{"failed socket answered (tungstenite)"}},
		{"reqwest-websocket and its cause", "node-output", "Error: websocket upgrade failed\n\nCaused by:\n    unexpected status code: 404 Not Found\n", []string{"failed socket answered 404 (reqwest-websocket)"}},
		{"WebSocket++ sums up", "client-output", "[2026-11-22 20:00:00] [error] Server handshake response error: websocketpp.processor:20 (Invalid HTTP status.)\n" +
			`[2026-11-22 20:00:00] [fail] WebSocket Connection 192.0.2.7:443 v13 "WebSocket++/0.8.2" /ws 401 websocketpp.processor:20 Invalid HTTP status.` + "\n",
			[]string{"failed socket answered (websocketpp)", "failed socket answered 401 /ws (websocketpp)"}},
		{"IXWebSocket", "go-client", "Connection error: Expecting status 101 (Switching Protocol), got 404 status connecting to wss://app.example.com:443/ws, HTTP Status line: HTTP/1.1 404 Not Found\n",
			[]string{"failed socket answered 404 wss://app.example.com:443/ws (ixwebsocket)"}},
		{"another program of the same words as IXWebSocket", "client-output", "Unable to connect to db.example.com on port 5432, error: timeout\n", nil},
		{"Qt", "client-output", `QWebSocketPrivate::processHandshake: Unhandled http status code: 403 (Forbidden).` + "\n", []string{"failed socket answered 403 (qt)"}},
		{"ESP-IDF", "client-output", "E (6342) transport_ws: Sec-WebSocket-Accept not found\nE (6343) websocket_client: esp_transport_connect() failed with -1, transport_error=ESP_OK, tls_error_code=0, tls_flags=0, esp_ws_handshake_status_code=403, errno=0\n",
			[]string{"failed socket answered (esp-idf)", "failed socket answered 403 (esp-idf)"}},
		{"vapor", "node-output", `Error: invalidResponseStatus(HTTPResponseHead { version: HTTP/1.1, status: 404 Not Found, headers: [("content-length", "9")] })` + "\n",
			[]string{"failed socket answered 404 (websocket-kit)"}},
		{"react native", "metro-log", ` ERROR  WebSocket error {"isTrusted": false, "message": "Expected HTTP 101 response but was '400 Bad Request'"}` + "\n",
			[]string{"failed socket answered 400 (okhttp)"}},
	})
}

func TestClientTranscripts(t *testing.T) {
	const request = `* Connected to app.acme.test (127.0.0.1) port 80 (#0)
> GET /ws HTTP/1.1
> Host: app.acme.test
> User-Agent: curl/7.88.1
> Connection: Upgrade
> Upgrade: websocket
> Sec-WebSocket-Version: 13
> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
> 
`
	runClientCases(t, []clientCase{
		{"curl, refused by a status, printed twice", "curl", request + `< HTTP/1.1 403 Forbidden
< Server: nginx
< Content-Length: 9
< 
{ [9 bytes data]
* Connection #0 to host app.acme.test left intact
HTTP/1.1 403 Forbidden
Server: nginx
Content-Length: 9

Forbidden
`, []string{"failed socket answered 403 ws://app.acme.test/ws (curl)"}},
		{"curl, opened and timed out by curl", "curl", request + `< HTTP/1.1 101 Switching Protocols
< Upgrade: websocket
< Connection: upgrade
< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
< 
* Operation timed out after 6001 milliseconds with 0 bytes received
curl: (28) Operation timed out after 6001 milliseconds with 0 bytes received
`, []string{"opened socket 101 ws://app.acme.test/ws (curl)"}},
		{"curl, wrong accept", "curl", request + "< HTTP/1.1 101 Switching Protocols\n< Upgrade: websocket\n< Connection: upgrade\n< Sec-WebSocket-Accept: HSmrc0sMlYUkAGmm5OPpG2HaGWk=\n< \n",
			[]string{"failed socket answered 101 ws://app.acme.test/ws (curl)"}},
		{"curl, no answer", "curl", request + "* Empty reply from server\n* Closing connection 0\ncurl: (52) Empty reply from server\n",
			[]string{"failed socket sent ws://app.acme.test/ws (curl)"}},
		{"curl, refused", "curl", "*   Trying 127.0.0.1:3999...\n* connect to 127.0.0.1 port 3999 failed: Connection refused\n* Closing connection 0\ncurl: (7) Failed to connect to app.acme.test port 3999 after 0 ms: Couldn't connect to server\n",
			[]string{"failed other before-request (curl)"}},
		{"curl, a page and no socket", "curl", "* Connected to example.com (127.0.0.1) port 80 (#0)\n> GET / HTTP/1.1\n> Host: example.com\n> \n< HTTP/1.1 200 OK\n< Content-Length: 0\n< \n", nil},
		{"curl's own WebSocket", "curl", "curl: (22) Refused WebSockets upgrade: 403\n", []string{"failed socket answered 403 (curl)"}},
		{"an answer alone", "http-head", "HTTP/1.1 426 Upgrade Required\nContent-Length: 0\nConnection: close\nSec-WebSocket-Version: 14\n", []string{"failed socket answered 426"}},
		{"a request and its answer", "http-head", `GET /service/ws HTTP/1.1
Host: stats.example
Sec-WebSocket-Version: 13
Origin: https://stats.example
Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==
Connection: keep-alive, Upgrade
Upgrade: websocket

HTTP/1.1 200 OK
Server: Caddy
Content-Length: 0
`, []string{"failed socket answered 200 ://stats.example/service/ws"}},
		{"HTTP/2", "curl", `* Connected to h2.example (127.0.0.1) port 443 (#0)
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
* ALPN: server accepted h2
* using HTTP/2
> GET /ws HTTP/2
> Host: h2.example
> upgrade: websocket
> sec-websocket-version: 13
>
< HTTP/2 400
< server: nginx
<
`, []string{"failed socket answered 400 wss://h2.example/ws (curl)"}},
		{"network panel", "http-head", `Request URL: wss://chat.example/ws?x=1
Request Method: GET
Status Code: 403 Forbidden
Response Headers
Server: cloudflare
CF-RAY: 8f00
Request Headers
Connection: Upgrade
Upgrade: websocket
Sec-WebSocket-Version: 13
`, []string{"failed socket answered 403 wss://chat.example/ws?x=1"}},
		{"debug log of python's websockets", "python-output", `DEBUG:websockets.client:= connection is CONNECTING
DEBUG:websockets.client:> GET /ws HTTP/1.1
DEBUG:websockets.client:> Host: localhost:8765
DEBUG:websockets.client:> Upgrade: websocket
DEBUG:websockets.client:> Connection: Upgrade
DEBUG:websockets.client:> Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==
DEBUG:websockets.client:> Sec-WebSocket-Version: 13
DEBUG:websockets.client:< HTTP/1.1 403 Forbidden
DEBUG:websockets.client:< Content-Length: 0
`, []string{"failed socket answered 403 ://localhost:8765/ws"}},
		{"websocket-sharp", "dotnet-output", `    09/21/2015 12:52:18|DEBUG|WebSocket.send|A WebSocket connection request to ws://198.51.100.250:8080/data:
                          GET /data HTTP/1.1
                          Upgrade: websocket
                          Connection: Upgrade
                          Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==
                          Sec-WebSocket-Version: 13
    09/21/2015 12:52:18|DEBUG|WebSocket.receiveHandshakeResponse|A response to this WebSocket connection request:
                          HTTP/1.1 403 Forbidden
`, []string{"tells socket /data", "failed socket answered 403 ws://198.51.100.250:8080/data"}},
	})
}

func TestTranscriptHeaders(t *testing.T) {
	const text = `> GET /feed HTTP/1.1
> Host: 127.0.0.1
> Upgrade: websocket
> Connection: Upgrade
>
< HTTP/1.1 400 Bad request
< Content-Type: text/html
< Date: Sun, 22 Nov 2026 20:18:55 GMT
<
<html><body><h1>400 Bad request</h1>
Your browser sent an invalid request.
</body></html>
`
	var got *handshake.Event
	o := Options{Redact: redact.NewOpen([]byte("key")), Gate: testGate, Limits: handshake.DefaultLimits(), Formats: clientRows()}
	if _, err := Scan("input", strings.NewReader(text), o, func(e *handshake.Event) { got = e }); err != nil || got == nil {
		t.Fatalf("no event, error %v", err)
	}
	if !got.Request.Shown || !got.Response.Shown || got.Facts.RequestKey != handshake.Missing {
		t.Errorf("request shown %v, response shown %v, key %q", got.Request.Shown, got.Response.Shown, got.Facts.RequestKey)
	}
	if v, _ := got.Response.Get("content-type"); v.String() != "text/html" {
		t.Errorf("content-type %q", v)
	}
	if want := "<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request.\n</body></html>"; got.Body.String() != want {
		t.Errorf("body %q", got.Body)
	}
	if got.Time.Format("15:04:05") != "20:18:55" || !got.ZoneKnown {
		t.Errorf("time %v", got.Time)
	}
}

// TestClientText: rules look for words in the text of an event, so a trace must not push them out.
func TestClientText(t *testing.T) {
	frames := strings.Repeat("  File \"/usr/lib/python3.11/asyncio/base_events.py\", line 653, in run_until_complete\n    return future.result()\n", 100)
	text := "Traceback (most recent call last):\n" + frames + "EOFError: connection closed while reading HTTP status line\n\n" +
		"The above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n" + frames +
		"websockets.exceptions.InvalidMessage: did not receive a valid HTTP response\n"
	var got string
	o := Options{Redact: redact.NewOpen([]byte("key")), Gate: testGate, Limits: handshake.DefaultLimits(), Formats: clientRows()}
	if _, err := Scan("input", strings.NewReader(text), o, func(e *handshake.Event) { got = e.Text.String() }); err != nil {
		t.Fatal(err)
	}
	want := "websockets.exceptions.InvalidMessage: did not receive a valid HTTP response\nEOFError: connection closed while reading HTTP status line"
	if got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestCloseCodes(t *testing.T) {
	f := func(text string, want int) {
		t.Helper()
		if got := closeCodeIn([]byte(text)); got != want {
			t.Errorf("%q: close code %d, want %d", text, got, want)
		}
	}
	f("[chat] closed 1006  false", 1006)
	f(`Disconnected (code: 1006, reason: "")`, 1006)
	f("websocket: close 4403: forbidden", 4403)
	f("received 1008 (policy violation) token expired; then sent 1008 (policy violation)", 1008)
	f(`read: received close frame: status = StatusInternalError and reason = ""`, 1011)
	f(`{"type":"PusherError","data":{"code":4001}}`, 4001)
	f("WebSocket closed with status code: 1006 (no reason given).", 1006)
	f("connection to localhost:3000 closed", 0)
	f("closed after 3000 ms", 0)
	f("code: 'ECONNREFUSED',\n  port: 3999", 0)
	f("closed, reconnecting in 1000 ms", 0)
	f("dbus/bus.cc:1006 closed", 0)
}

func TestFindSocketURL(t *testing.T) {
	f := func(text, want string) {
		t.Helper()
		if got := string(findSocketURL([]byte(text))); got != want {
			t.Errorf("%q: URL %q, want %q", text, got, want)
		}
	}
	f("server at ws://app.acme.test:3000/ws. app.js:2:12", "ws://app.acme.test:3000/ws")
	f("url=URL('wss://h/p?q=1'))", "wss://h/p?q=1")
	f("endpoint “wss://h/p” blocked", "wss://h/p")
	f("dial ws://[::1]:3000/ws: refused", "ws://[::1]:3000/ws")
	f("'wss://h/a…b' failed", "wss://h/a…b")
	f("use a ws:// URI, not https://h/p", "")
	f("news://h/p", "")
}

// TestClientSamples: a row knows its samples, and no other format that is not of a client has a better claim to them.
func TestClientSamples(t *testing.T) {
	rows := clientRows()
	for i := range rows[:len(rows)-1] {
		f := &rows[i]
		for _, sample := range f.Samples {
			first := firstLine([]byte(sample))
			if f.Detect(first) == 0 {
				t.Errorf("%s: does not know its sample %q", f.Name, first)
			}
			if format, _ := clientEvents(t, []Format{*f, restRow()}, sample); format != f.Name {
				t.Errorf("%s: sample %q is taken for %q", f.Name, first, format)
			}
		}
	}
}

// TestServersAreNotClients: no row of a client outbids another format on that format's own samples.
func TestServersAreNotClients(t *testing.T) {
	mine := map[string]bool{}
	rows := clientRows()
	for i := range rows {
		mine[rows[i].Name] = true
	}
	all := All()
	for i := range all {
		if mine[all[i].Name] || all[i].Line == nil {
			continue
		}
		for _, sample := range all[i].Samples {
			first := firstLine([]byte(sample))
			own := all[i].Detect(first)
			for j := range rows[:len(rows)-1] {
				if score := rows[j].Detect(first); score > own {
					t.Errorf("%s outbids %s with %d to %d: %q", rows[j].Name, all[i].Name, score, own, first)
				}
			}
		}
	}
}

func FuzzClient(f *testing.F) {
	rows := clientRows()
	for i := range rows {
		for _, sample := range rows[i].Samples {
			f.Add(sample)
		}
	}
	f.Add("> GET /ws HTTP/1.1\n> Host:\n\n< HTTP/1.1 \n< :\n{ [\n")
	f.Add("[1:2:0407/091640.1:INFO:CONSOLE(2)] \"x\n\", source: \n")
	f.Fuzz(func(t *testing.T, text string) {
		o := Options{Redact: redact.New([]byte("key")), Gate: testGate, Limits: handshake.DefaultLimits(), Formats: rows, Year: 2026}
		_, err := Scan("input", strings.NewReader(text), o, func(e *handshake.Event) {
			if e.Status != 0 && (e.Status < 100 || e.Status > 599) || e.CloseCode != 0 && !isCloseCode(e.CloseCode) {
				t.Errorf("status %d, close code %d", e.Status, e.CloseCode)
			}
			if len(e.Text.String()) > o.Limits.TextBytes+8 {
				t.Errorf("text of %d bytes", len(e.Text.String()))
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// restRow is the format that takes what no other wants.
func restRow() Format {
	all := All()
	for i := range all {
		if all[i].Name == restName {
			return all[i]
		}
	}
	return Format{}
}
