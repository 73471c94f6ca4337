package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

var clientShows = []string{
	"text", "status", "outcome", "stage", "level", "request.scheme", "request.host", "request.path", "request.query", "open.lifetime", "close.code",
}

var transcriptShows = append([]string{
	"request.method", "request.http_version", "request.upgrade", "request.connection", "request.origin", "request.version", "request.key",
	"request.protocol", "request.extensions", "request.user_agent", "request.header", "response.server", "response.location",
	"response.content_type", "response.version", "response.protocol", "response.extensions", "response.header", "response.body",
	"accept", "upgrade", "connection", "protocol", "extension",
}, clientShows...)

// clientFormats are what client programs print, by the language that they are written in: that decides what their
// lines look like.
var clientFormats = []Format{
	{
		Name: "client-output", Title: "Output of some other client program",
		Where: "terminal, or the log of the program",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"Connect Error: self signed certificate in certificate chain",
			"SyntaxError: An invalid or duplicated subprotocol was specified",
			"com.neovisionaries.ws.client.OpeningHandshakeException: The status code of the opening handshake response is not '101 Switching Protocols'. The status line is: HTTP/1.1 403 Forbidden",
		},
		Detect: detectSentence, Line: readClient,
	},
	{
		Name: "node-output", Title: "Output of Node, Deno or Bun: ws, undici, Socket.IO, SignalR, wscat, Postman",
		Where: "terminal, or the log of the program",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"Error: Unexpected server response: 404\n    at ClientRequest.<anonymous> (/srv/app/node_modules/ws/lib/websocket.js:960:7)\n    at ClientRequest.emit (node:events:524:28)",
			"error: Unexpected server response: 403",
			"connect_error websocket error Unexpected server response: 400",
			"Error: connect ECONNREFUSED 127.0.0.1:3999\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {\n  errno: -111,\n  code: 'ECONNREFUSED'\n}",
			"[2020-04-08T01:52:38.270Z] Error: Failed to complete negotiation with the server: Error: Not Found: Status code '404'",
		},
		Detect: looksLike(
			look{begins: "Error: ", holds: "nexpected server response", score: 95}, look{begins: "error: ", holds: "nexpected server response", score: 95}, look{holds: "nexpected server response", score: sure}, look{holds: "/node_modules/ws/lib/", score: 94}, look{begins: "connect_error ", score: 90},
			look{begins: "at ", holds: " (node:", score: 85}, look{begins: "at ", holds: "node_modules", score: 85}, look{begins: "at ", holds: ".js:", ends: ")", score: 65},
			look{begins: "Error: ", score: 58}, look{begins: "Error [ERR_", score: 58}, look{begins: "error: ", holds: "connect E", score: 90}, look{begins: "{ Error: ", score: 85},
			look{begins: "AggregateError", score: 85}, look{begins: "err: AggregateError", score: 85}, look{begins: "TypeError", score: 55}, look{begins: "RangeError: ", score: 55}, look{begins: "error  TypeError", score: 62}, look{holds: "Failed to complete negotiation with the server", score: 90}, look{holds: "Failed to start the connection: ", score: 85},
			look{holds: "Failed to start the transport ", score: 90}, look{begins: "throw er; // Unhandled 'error' event", score: 90}, look{begins: "Emitted 'error' event", score: 90},
			look{begins: "Disconnected (code: ", score: 90}, look{begins: "Connected (press CTRL+C to quit)", score: 95}, look{holds: "Server responded with a non-101 status", score: 95},
			look{holds: "Response Headers Follow:", score: 95}, look{holds: "getaddrinfo ENOTFOUND ", score: 80}, look{holds: "ECONNREFUSED ", score: 70}, look{holds: "socket hang up", score: 65},
			look{holds: "xhr poll error", score: 90}, look{holds: `"message":"Session ID unknown"`, score: 90}, look{holds: "failed to connect to WebSocket: ", score: 90},
			look{holds: "Server sent a subprotocol but none was requested", score: 95}, look{holds: "Invalid WebSocket frame: ", score: 90},
			look{holds: "Sec-WebSocket-Accept header from server", score: 95}, look{holds: "[remote-connection][", score: 99},
		),
		Line: readClient,
	},
	{
		Name: "metro-log", Title: "Log of React Native's Metro, and of apps that use OkHttp or SocketRocket through it",
		Where: "terminal of `npx react-native start`, LogBox",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			` ERROR  WebSocket error {"isTrusted": false, "message": "Expected HTTP 101 response but was '400 Bad Request'"}`,
			` LOG  socket error {"isTrusted":false,"message":"Failed to connect to /127.0.0.1:3000"}`,
		},
		Detect: looksLike(
			look{begins: "LOG  ", score: 65}, look{begins: "WARN  ", score: 40}, look{begins: "ERROR  ", score: 40}, look{holds: `"isTrusted":false,"message":`, score: 95},
			look{holds: `"isTrusted": false, "message": `, score: 95},
		),
		Line: readClient,
	},
	{
		Name: "python-output", Title: "Output of a Python client: websockets, websocket-client, aiohttp, python-socketio",
		Where: "terminal, or the log of the program",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: transcriptShows,
		Samples: []string{
			"Traceback (most recent call last):\n  File \"/srv/app/client.py\", line 12, in main\n    async with websockets.connect(url) as ws:\nwebsockets.exceptions.InvalidStatusCode: server rejected WebSocket connection: HTTP 403",
			"aiohttp.client_exceptions.WSServerHandshakeError: 404, message='Invalid response status', url=URL('wss://chat.example.com/ws')",
			"websocket._exceptions.WebSocketBadStatusException: Handshake status 403 Forbidden -+-+- {'server': 'nginx/1.18.0', 'content-length': '9'} -+-+- b'Forbidden'",
		},
		Detect: looksLike(
			look{begins: "websockets.exceptions.InvalidStatus", score: 99}, look{begins: "websockets.exceptions.", score: 45}, look{begins: "websocket._exceptions.", score: 98}, look{begins: "aiohttp.client_exceptions.", score: 99},
			look{holds: "server rejected WebSocket connection: HTTP ", score: 96}, look{holds: "Handshake status ", score: 90}, look{holds: "WSServerHandshakeError: ", score: 95},
			look{begins: "Traceback (most recent call last)", score: 50}, look{begins: "File \"", holds: "\", line ", score: 50}, look{begins: "File \"", holds: "-packages/websockets/", score: 80},
			look{begins: "socketio.exceptions.", score: 90}, look{begins: "engineio.exceptions.", score: 90}, look{holds: "DEBUG:websockets.client:", score: 95},
			look{begins: "ConnectionRefusedError: [Errno ", score: 58}, look{begins: "ssl.SSLCertVerificationError: ", score: 99}, look{begins: "ssl.SSLError: ", score: 99}, look{begins: "socket.gaierror: ", score: 75},
			look{holds: "timed out during handshake", score: 80}, look{holds: "timed out during opening handshake", score: 90}, look{holds: "websockets/sync/client.py", score: 90},
		),
		Line: readClient,
	},
	{
		Name: "go-client", Title: "Output of a Go client: gorilla, coder, gobwas, x/net/websocket, k6",
		Where: "terminal, or the log of the program",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"2026/11/22 20:21:23 connecting to ws://app.acme.test/ws\n2026/11/22 20:21:23 dial:websocket: bad handshake",
			"2026/11/22 20:21:49 failed to WebSocket dial: expected handshake response status code 101 but got 429",
			"2026/11/22 20:21:49 websocket.Dial ws://127.0.0.1:3000/ws: bad status",
		},
		Detect: looksLike(
			look{holds: " dial:", score: 70}, look{holds: "dial: websocket: bad handshake", score: 90}, look{begins: "dial", holds: "websocket: bad handshake", score: 62}, look{holds: "websocket: bad handshake", score: 46}, look{holds: "failed to WebSocket dial: ", score: 90}, look{holds: "failed to dial WebSocket > ", score: 99},
			look{holds: "websocket.Dial ws", score: 95}, look{holds: "onnecting to ws", score: 75}, look{holds: "unexpected HTTP response status: ", score: 70},
			look{holds: " connected, subprotocol ", score: 90}, look{holds: "malformed ws or wss URL", score: 90}, look{holds: "read: websocket: close ", score: 70}, look{holds: "received close frame: status = ", score: 90},
			look{holds: "failed to dial WebSocket > ", score: 99}, look{holds: "/websocket: failed to dial to ", score: 99}, // V2Ray, Xray
		),
		Line: readClient,
	},
	{
		Name: "jvm-output", Title: "Output of a JVM or Android client: Java-WebSocket, Tyrus, Tomcat, Jetty, Netty, OkHttp, the JDK",
		Where: "terminal, log file, adb logcat",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"java.net.ProtocolException: Expected HTTP 101 response but was '400 Bad Request'\n\tat okhttp3.internal.ws.RealWebSocket.checkUpgradeSuccess$okhttp(RealWebSocket.kt:224)",
			"jakarta.websocket.DeploymentException: The HTTP response from the server [403] did not permit the HTTP upgrade to WebSocket",
			"onClose: code=1002 reason=Invalid status code received: 404 Status line: HTTP/1.1 404 Not Found",
		},
		Detect: looksLike(
			look{holds: "Expected HTTP 101 response but was '", score: 95}, look{begins: "at okhttp3.internal.ws.", score: 95}, look{holds: "did not permit the HTTP upgrade to WebSocket", score: 95},
			look{holds: "org.java_websocket.", score: 95}, look{holds: "refuses handshake", score: 80}, look{holds: "Invalid status code received: ", score: 90},
			look{holds: "websocket.DeploymentException", score: 90}, look{holds: "WebSocketHandshakeException", score: 90}, look{holds: "Unable to tunnel through proxy", score: 80},
			look{begins: "java.io.IOException: ", score: 55}, look{begins: "java.net.", holds: "Exception: ", score: 55}, look{begins: "javax.net.ssl.", holds: "Exception: ", score: 60},
		),
		Line: readClient,
	},
	{
		Name: "dotnet-output", Title: "Output of a .NET client: ClientWebSocket, SignalR, websocket-sharp, Unity",
		Where: "terminal, log file, Unity's console",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"System.Net.WebSockets.WebSocketException (0x80004005): The server returned status code '404' when status code '101' was expected.\n   at System.Net.WebSockets.WebSocketHandle.ConnectAsync(Uri uri)",
			"System.Net.WebSockets.WebSocketException (0x80004005): Unable to connect to the remote server\n ---> System.Net.Http.HttpRequestException: Connection refused (localhost:5000)",
		},
		Detect: looksLike(
			look{holds: "System.Net.WebSockets.", score: 95}, look{holds: "when status code '101' was expected", score: 95}, look{begins: "at Microsoft.AspNetCore.Http.Connections.Client.", score: 95},
			look{begins: "at Microsoft.AspNetCore.SignalR.Client.", score: 95}, look{holds: "|WebSocket.", score: 80}, look{holds: "without completing the close handshake", score: 90}, look{begins: "at System.Net.", score: 60},
		),
		Line: readClient,
	},
	{
		Name: "native-output", Title: "Output of clients in Dart, Swift, Objective-C, Rust, PHP, C and C++, and on microcontrollers",
		Where: "terminal, Xcode's console, `flutter run`, serial monitor",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: clientShows,
		Samples: []string{
			"WebSocketException: Connection to 'https://chat.example.com:443/ws#' was not upgraded to websocket, HTTP status code: 404",
			"Error: WebSocketError(\"Failed to connect: URL error: TLS support not compiled in\")",
			"[2019/05/26 09:21:23:1450] ERR: CLIENT_CONNECTION_ERROR: HS: UPGRADE missing",
			"websocat: WebSocketError: WebSocketError: Received unexpected status code (404 Not Found)",
		},
		Detect: looksLike(
			look{holds: "WebSocketException: ", score: 95}, look{holds: "was not upgraded to websocket", score: 95}, look{holds: "WebSocketChannelException: ", score: 95},
			look{begins: "HandshakeException: ", score: 85}, look{holds: "SRWebSocketErrorDomain", score: 95}, look{holds: "notAnUpgrade(", score: 95}, look{holds: "WSError(type: ", score: 90},
			look{holds: "NSURLErrorDomain Code=", score: 75}, look{holds: "NIOSSLError", score: 85}, look{holds: "tungstenite", score: 80}, look{holds: "WebSocket protocol error: ", score: 90},
			look{holds: "WebSocketError(", score: 90}, look{begins: "websocat: ", score: 95}, look{holds: "CLIENT_CONNECTION_ERROR", score: 95}, look{holds: " lws_client_", score: 80},
			look{begins: "[WS-Client]", score: 95}, look{holds: "> [WS-Client]", score: 95}, look{begins: "[WSc]", score: 90}, look{begins: "BSSL:", score: 80}, look{holds: "(SSL routines) [asio.ssl:", score: 80},
			look{holds: "The WebSocket handshake was declined by the remote peer", score: 95}, look{holds: "An HTTP response code other than 101 was received", score: 95},
			look{begins: "Server did not respond with an expected Sec-WebSocket-Protocol", score: 95}, look{holds: "Cannot do tls handshake with the server", score: 85},
			look{begins: "thread '", holds: "' panicked at ", score: 64},
		),
		Line: readClient,
	},
	{
		Name: "curl", Title: "Transcript of curl -v, and its errors",
		Where: "terminal",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "curl", Moment: handshake.AtEvent, Shows: transcriptShows,
		Samples: []string{
			"* Connected to app.acme.test (127.0.0.1) port 80 (#0)\n> GET /ws HTTP/1.1\n> Host: app.acme.test\n> Connection: Upgrade\n> Upgrade: websocket\n> Sec-WebSocket-Version: 13\n> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n> \n< HTTP/1.1 403 Forbidden\n< Server: nginx\n< ",
			"curl: (22) Refused WebSockets upgrade: 403",
			"curl: (7) Failed to connect to app.acme.test port 3999 after 0 ms: Couldn't connect to server",
		},
		Detect: looksLike(
			look{begins: "* Connected to ", score: 95}, look{begins: "*   Trying ", score: 95}, look{begins: "* Trying ", score: 90}, look{begins: "* TLSv1", score: 95}, look{begins: "> GET ", holds: " HTTP/", score: 95},
			look{begins: "< HTTP/", score: 58}, look{begins: "curl: (", score: 95}, look{begins: "* Closing connection", score: 95}, look{begins: "* ALPN", score: 95}, look{begins: "$ curl ", score: 90}, look{begins: "curl ", holds: "://", score: 80},
			look{begins: "> ", holds: ": ", score: 40}, look{begins: "< ", holds: ": ", score: 40}, look{begins: "* Host ", holds: " was resolved", score: 95}, look{begins: "* SSL connection using", score: 95}, look{begins: "* Server certificate", score: 95},
		),
		Line: readClient,
	},
	{
		Name: "http-head", Title: "Request or answer of a handshake, pasted from a network panel, a debug log or a capture",
		Where: "developer tools, \"view source\" of the headers",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: transcriptShows,
		Samples: []string{
			"HTTP/1.1 426 Upgrade Required\nContent-Length: 0\nConnection: close\nSec-WebSocket-Version: 13",
			"GET /ws HTTP/1.1\nHost: app.acme.test\nConnection: keep-alive, Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\nHTTP/1.1 200 OK\nServer: Caddy",
		},
		Detect: detectHTTPHead, Line: readClient,
	},
}

// detectSentence knows a sentence of a client library wherever it stands, and one of the system in what looks like an
// error. All rows share it, so that none takes a sentence out of the context that another has read. What is said of open
// sockets counts only as much as the row of Go's log package has for the line: servers write the same.
func detectSentence(line []byte) int {
	if isServers(line) {
		return 0
	}
	var ids [64]int
	weak := 0
	for _, id := range clientTexts().Find(ids[:0], line) {
		switch t := &clientSentences[id]; {
		case t.stage == handshake.StageOpen && t.sure == handshake.IsWebSocket && isGoLog(line):
			weak = goLogScore
		case t.means == hints || t.means == depends || t.stage == handshake.StageOpen:
		case t.sure == handshake.IsWebSocket:
			return 45
		case isGoLog(line):
			weak = goLogScore
		case weak < 35 && isErrorLike(line):
			weak = 35
		case weak == 0 && t.sure == handshake.Named && t.means == fails:
			weak = 10
		}
	}
	if weak == 0 && findSocketURL(line) != nil && hasAnyFold(line, failWords) {
		weak = 10
	}
	return weak
}

// goLogScore is what the row of Go's log package has for its lines.
const goLogScore = 42

// isGoLog: "2026/11/22 20:16:31 …".
func isGoLog(line []byte) bool {
	return len(line) > 20 && line[4] == '/' && line[7] == '/' && line[13] == ':' && isDigit(line[0])
}

// isErrorLike reports whether line tells of an error, and not in the form of a log, which other formats know.
func isErrorLike(line []byte) bool {
	if len(line) == 0 || line[0] == '[' || isDigit(line[0]) || len(line) > 4 && levelOf(line[:wordLen(line)]) != "" && line[1] < 'a' {
		return false
	}
	head := line[:min(len(line), 80)]
	return indexFold(head, "error") >= 0 || indexFold(head, "exception") >= 0
}

// detectHTTPHead knows the first lines and the header fields of an HTTP message.
func detectHTTPHead(line []byte) int {
	switch {
	case isStatusLine(line), isRequestLine(line):
		return 58
	case isCloseReport(line):
		return closeScore
	case hasPrefix(line, "Sec-WebSocket-"), hasPrefix(line, "sec-websocket-"), hasPrefix(line, "Upgrade: "), hasPrefix(line, "Request URL:"):
		return 40
	}
	return detectSentence(line)
}
