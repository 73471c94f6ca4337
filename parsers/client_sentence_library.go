package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// clientFamilies are the sentences of client libraries, as their sources have them. Several write the same words;
// then the product is left open.
var clientFamilies = []family{
	{product: "ws", sure: isSocket, sentences: []sentence{ // lib/websocket.js, lib/receiver.js
		{says: "unexpected server response", stage: stageAnswer, read: asStatus},
		{says: "Invalid Upgrade header", stage: stageAnswer},
		{says: "Invalid Sec-WebSocket-Accept header", stage: stageAnswer, read: asNotPython},
		{says: "Server sent a subprotocol but none was requested", stage: stageAnswer},
		{says: "Server sent an invalid subprotocol", stage: stageAnswer},
		{says: "Server sent no subprotocol", stage: stageAnswer},
		{says: "Server sent a Sec-WebSocket-Extensions header but no extension was requested", stage: stageAnswer},
		{says: "Server indicated an extension that was not requested", stage: stageAnswer},
		{says: "Invalid Sec-WebSocket-Extensions header", stage: stageAnswer},
		{says: "Opening handshake has timed out", stage: stageSent},
		{says: "Maximum redirects exceeded", stage: stageAnswer, read: asWithSocketLibrary},
		{says: "WebSocket was closed before the connection was established"},
		{says: "The URL's protocol must be one of \"ws:\"", stage: stageBefore},
		{says: "The URL contains a fragment identifier", stage: stageBefore},
		{says: "An invalid or duplicated subprotocol was specified", stage: stageBefore},
		{says: "Invalid WebSocket frame: ", stage: stageOpen},
	}},
	{product: "undici", sure: isSocket, sentences: []sentence{ // lib/web/websocket
		{says: "Received network error or non-101 status code"},
		{says: "Received network error or non-200 status code"},
		{says: "Server did not respond with sent protocols", stage: stageAnswer},
		{says: "Protocol was not set in the opening handshake", stage: stageAnswer},
		{says: "Server did not set Upgrade header to \"websocket\"", stage: stageAnswer},
		{says: "Server did not set Connection header to \"upgrade\"", stage: stageAnswer},
		{says: "Incorrect hash received in Sec-WebSocket-Accept header", stage: stageAnswer},
		{says: "Sec-WebSocket-Extensions header does not match", stage: stageAnswer},
		{says: "undici/lib/web/websocket/", means: hints, read: asUndiciTrace},
		{says: "node:internal/deps/undici/undici", means: hints},
	}},
	{product: "deno", sure: isSocket, sentences: []sentence{
		{says: "failed to connect to WebSocket: "},
		{says: "Didn't receive h2 alpn, aborting connection", stage: stageBefore},
	}},
	{product: "websocket-node", sure: isSocket, sentences: []sentence{ // lib/WebSocketClient.js
		{says: "Server responded with a non-101 status", stage: stageAnswer, read: asStatus},
		{says: "Expected a Connection: Upgrade header from the server", stage: stageAnswer},
		{says: "Expected an Upgrade: websocket header from the server", stage: stageAnswer},
		{says: "Expected Sec-WebSocket-Accept header from server", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept header from server didn't match expected value", stage: stageAnswer},
		{says: "Expected a Sec-WebSocket-Protocol header", stage: stageAnswer},
		{says: "Server did not respond with a requested protocol", stage: stageAnswer},
	}},
	{product: "websocket-node", sure: isNamed, sentences: []sentence{{says: "Connect Error: ", means: hints}}}, // as its documentation prints it
	{product: "faye-websocket", sure: isSocket, sentences: []sentence{ // websocket-driver, client.js
		{says: "'Connection' header value is not 'Upgrade'", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept mismatch", stage: stageAnswer},
		{says: "Sec-WebSocket-Protocol mismatch", stage: stageAnswer},
	}},
	{product: "socket.io", yields: true, sure: isNamed, sentences: []sentence{ // engine.io-client, socket.io-client, the bodies of engine.io
		{says: "Session ID unknown", stage: stageAnswer},
		{says: "Transport unknown", stage: stageAnswer},
		{says: "Bad handshake method", stage: stageAnswer},
		{says: "Unsupported protocol version", stage: stageAnswer},
		{says: `"code":3,"message":"Bad request"`, stage: stageAnswer},
		{says: `"code":4,"message":"Forbidden"`, stage: stageAnswer},
		{says: "It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client", stage: stageOpen},
		{says: "xhr poll error", stage: stageBefore, read: asStatus},
		{says: "xhr post error", stage: stageBefore, read: asStatus},
		{says: "fetch read error", stage: stageBefore, read: asStatus},
		{says: "probe error: websocket error"},
		{says: "connect_error", read: asConnectError},
		{says: "TransportError", read: asTransportError},
		{says: "io server disconnect", stage: stageOpen, read: asDisconnectReason},
		{says: "transport close", stage: stageOpen, read: asDisconnectReason},
		{says: "transport error", stage: stageOpen, read: asDisconnectReason},
		{says: "ping timeout", stage: stageOpen, read: asDisconnectReason},
	}},
	{product: "sockjs", yields: true, sure: isNamed, sentences: []sentence{
		{says: "All transports failed"},
		{says: "Cannot connect to server", stage: stageBefore, read: asWithCode},
		{says: "Server lost session", stage: stageOpen},
	}},
	{product: "signalr", yields: true, sure: isNamed, sentences: []sentence{ // @microsoft/signalr, Microsoft.AspNetCore.SignalR.Client
		{says: "Failed to complete negotiation with the server", stage: stageBefore, read: asNegotiation},
		{says: "Unexpected status code returned from negotiate", stage: stageBefore, read: asNegotiation},
		{says: "endpoint may not be a SignalR endpoint, the connection ID is not present"},
		{says: "There was an error with the transport"},
		{says: "Failed to start the transport 'WebSockets'"},
		{says: "Unable to connect to the server with any of the available transports", read: asTransports},
		{says: "None of the transports supported by the client are supported by the server", stage: stageAnswer},
		{says: "Detected a connection attempt to an ASP.NET SignalR Server", stage: stageAnswer},
		{says: "Failed to connect via WebSockets, using the Long Polling fallback"},
		{says: "'WebSockets' is disabled by the client", stage: stageBefore},
		{says: "Failed to start the connection", read: asNegotiation},
		{says: "Failed to start the HubConnection"},
		{says: "WebSocket connected to ", means: opens},
	}},
	{product: "dotnet", sure: isSocket, sentences: []sentence{ // System.Net.WebSockets Strings.resx
		{says: "when status code '101' was expected", stage: stageAnswer, read: asDotnetStatus},
		{says: "The server's response was missing the required header", stage: stageAnswer},
		{says: "is invalid. System.Net.WebSockets", stage: stageAnswer},
		{says: "protocol(s), but server is only accepting", stage: stageAnswer},
		{says: "The WebSocket failed to negotiate max", stage: stageAnswer},
		{says: "Only Uris starting with 'ws://' or 'wss://' are supported", stage: stageBefore},
		{says: "The remote party closed the WebSocket connection without completing the close handshake", stage: stageOpen},
		{says: "System.Net.WebSockets.WebSocketException", read: asWithMessage},
		{says: "System.Net.WebSockets.ClientWebSocket", means: hints},
	}},
	{product: "websocket-sharp", sure: isSocket, sentences: []sentence{
		{says: "Not a WebSocket handshake response", stage: stageAnswer},
		{says: "Not WebSocket connection response", stage: stageAnswer},
		{says: "The Sec-WebSocket-Accept header is ", stage: stageAnswer},
		{says: "The Sec-WebSocket-Protocol header is ", stage: stageAnswer},
	}},
	{product: "python-websockets", sure: isSocket, sentences: []sentence{
		{says: "server rejected WebSocket connection: HTTP ", stage: stageAnswer, read: asStatus},
		{says: "did not receive a valid HTTP response", stage: stageSent},
		{says: "timed out during opening handshake", stage: stageSent},
		{says: "timed out while waiting for handshake response", stage: stageSent},
		{says: "timed out during handshake", stage: stageSent},
		{says: "websockets.exceptions.InvalidHeader", stage: stageAnswer},
		{says: "websockets.exceptions.InvalidUpgrade", stage: stageAnswer},
		{says: "websockets.exceptions.NegotiationError", stage: stageAnswer},
		{says: "websockets.exceptions.InvalidURI", stage: stageBefore},
		{says: "websockets.exceptions.ProxyError", stage: stageBefore},
		{says: "websockets.exceptions.InvalidProxy", stage: stageBefore},
		{says: "websockets.exceptions.RedirectHandshake", stage: stageAnswer, read: asStatus},
		{says: "websockets.exceptions.InvalidStatus", stage: stageAnswer},
		{says: "websockets.exceptions.SecurityError", stage: stageAnswer},
		{says: "websockets.exceptions.InvalidHandshake", stage: stageAnswer},
		{says: "websockets.exceptions.ConnectionClosedOK", means: tells, stage: stageOpen},
		{says: "websockets.exceptions.ConnectionClosed", stage: stageOpen, read: asConnectionClosed},
		{says: "no close frame received", stage: stageOpen, read: asConnectionClosed},
		{says: "unsupported subprotocol: ", stage: stageAnswer},
		{says: "no subprotocols supported", stage: stageAnswer},
		{says: "isn't a valid URI: ", stage: stageBefore},
		{says: "proxy rejected connection: HTTP ", stage: stageBefore},
		{says: "did not receive a valid HTTP response from proxy", stage: stageBefore},
		{says: "received a ssl argument for a ws:// URI", stage: stageBefore},
	}},
	{product: "websocket-client", sure: isSocket, sentences: []sentence{
		{says: "Handshake status ", stage: stageAnswer, read: asHandshakeStatus},
		{says: "Invalid WebSocket Header", stage: stageAnswer},
		{says: "failed CONNECT via proxy status", stage: stageBefore},
		{says: "Connection to remote host was lost", stage: stageOpen},
		{says: "websocket._exceptions.WebSocketBadStatusException", stage: stageAnswer},
		{says: "websocket._exceptions.WebSocketTimeoutException"},
		{says: "websocket._exceptions.WebSocketAddressException", stage: stageBefore},
		{says: "websocket._exceptions.WebSocketProxyException", stage: stageBefore},
		{says: "websocket._exceptions.WebSocketConnectionClosedException"},
	}},
	{product: "aiohttp", sure: isSocket, sentences: []sentence{
		{says: "WSServerHandshakeError: ", stage: stageAnswer, read: asStatus},
		{says: "message='Invalid response status'", stage: stageAnswer, read: asStatusBefore},
		{says: "Invalid upgrade header", stage: stageAnswer},
		{says: "Invalid connection header", stage: stageAnswer},
		{says: "Invalid challenge response", stage: stageAnswer},
	}},
	{product: "python-socketio", sure: isNamed, sentences: []sentence{
		{says: "Connection refused by the server", stage: stageBefore},
		{says: "in server response", stage: stageAnswer, read: asEngineioStatus},
		{says: "OPEN packet not returned by server", stage: stageAnswer},
		{says: "Unexpected response from server", stage: stageAnswer},
		{says: "socketio.exceptions.ConnectionError", read: asWithMessage},
		{says: "engineio.exceptions.ConnectionError", read: asWithMessage},
	}},
	{product: "gorilla", sure: isSocket, sentences: []sentence{
		{says: "websocket: bad handshake", stage: stageAnswer, read: asGoStatus},
		{says: "malformed ws or wss URL", stage: stageBefore},
		{says: "websocket: duplicate header not allowed", stage: stageBefore},
		{says: "websocket: invalid compression negotiation", stage: stageAnswer},
		{says: "websocket: close ", stage: stageOpen, read: asClosing},
		{says: "websocket: RSV", stage: stageOpen},
		{says: "websocket: bad opcode", stage: stageOpen},
		{says: "websocket: unexpected reserved bits", stage: stageOpen},
		{says: "websocket: unknown opcode", stage: stageOpen},
	}},
	{product: "coder-websocket", sure: isSocket, sentences: []sentence{
		{says: "expected handshake response status code 101 but got ", stage: stageAnswer, read: asStatus},
		{says: "WebSocket protocol violation: ", stage: stageAnswer},
		{says: "WebSocket protcol violation: ", stage: stageAnswer},
		{says: "failed to WebSocket dial: ", read: asCoderDial},
		{says: "received close frame: status = ", stage: stageOpen, read: asClosing},
		{says: "failed to get reader: ", stage: stageOpen, read: asCoderRead},
	}},
	{product: "gobwas", sure: isSocket, sentences: []sentence{
		{says: "unexpected HTTP response status: ", stage: stageAnswer, read: asStatus},
		{says: "unexpected protocol in \"Sec-WebSocket-Protocol\" header", stage: stageAnswer},
		{says: "unexpected extensions in \"Sec-WebSocket-Protocol\" header", stage: stageAnswer},
	}},
	{product: "x-net-websocket", sure: isSocket, sentences: []sentence{
		{says: "websocket.Dial ", read: asDialSentence},
	}},
	{product: "kubectl", sure: isNamed, sentences: []sentence{
		{says: "unable to upgrade streaming request: ", stage: stageAnswer, read: asParenStatus},
		{says: "invalid protocol, expected one of [\"v5.channel.k8s.io\"", stage: stageAnswer},
	}},
	{product: "okhttp", sure: isSocket, sentences: []sentence{ // RealWebSocket.kt
		{says: "Expected HTTP 101 response but was '", stage: stageAnswer, read: asStatus},
		{says: "Expected 'Connection' header value 'Upgrade' but was", stage: stageAnswer},
		{says: "Expected 'Upgrade' header value 'websocket' but was", stage: stageAnswer},
		{says: "Expected 'Sec-WebSocket-Accept' header value", stage: stageAnswer},
		{says: "okhttp3.internal.ws.RealWebSocket", means: hints},
	}},
	{product: "socketrocket", sure: isSocket, sentences: []sentence{
		{says: "Received bad response code from server", stage: stageAnswer, read: asStatus},
		{says: "Invalid Sec-WebSocket-Accept response", stage: stageAnswer},
		{says: "Server specified Sec-WebSocket-Protocol that wasn't requested", stage: stageAnswer},
		{says: "Timed out connecting to server", stage: stageBefore},
		{says: "Received bad response code from proxy server", stage: stageBefore},
		{says: "SRWebSocketErrorDomain", read: asWithMessage},
	}},
	{product: "starscream", sure: isSocket, sentences: []sentence{
		{says: "notAnUpgrade(", stage: stageAnswer, read: asStatus},
		{says: "HTTPUpgradeError", stage: stageAnswer},
		{says: "Invalid HTTP upgrade", stage: stageAnswer, read: asStarscreamStatus},
		{says: "WSError(type: ", read: asClosing},
	}},
	{product: "java-websocket", sure: isSocket, sentences: []sentence{
		{says: "Invalid status code received: ", stage: stageAnswer, read: asStatus},
		{says: "Invalid status line received: ", stage: stageAnswer},
		{says: "refuses handshake", stage: stageAnswer},
		{says: "the handshake did finally not match", stage: stageAnswer},
		{says: "org.java_websocket.exceptions.", read: asWithMessage},
		{says: "org.java_websocket.", means: hints},
	}},
	{product: "nv-websocket-client", sure: isSocket, sentences: []sentence{
		{says: "The status line is: HTTP/1.1 ", stage: stageAnswer, read: asStatus},
		{says: "com.neovisionaries.ws.client.", read: asWithMessage},
	}},
	{product: "tyrus", sure: isSocket, sentences: []sentence{
		{says: "Response code was not 101: ", stage: stageAnswer, read: asStatus},
		{says: "and redirect processing is not enabled", stage: stageAnswer},
		{says: "javax.websocket.DeploymentException", read: asWithMessage},
		{says: "jakarta.websocket.DeploymentException", read: asWithMessage},
		{says: "org.glassfish.tyrus.", means: hints},
	}},
	{product: "tomcat", sure: isSocket, sentences: []sentence{
		{says: "did not permit the HTTP upgrade to WebSocket", stage: stageAnswer, read: asBracketStatus},
		{says: "The HTTP request to initiate the WebSocket connection to ", read: asGeckoSentence},
		{says: "Failed to connect to the configured Proxy", stage: stageBefore},
		{says: "org.apache.tomcat.websocket.", means: hints},
	}},
	{product: "jetty", sure: isSocket, sentences: []sentence{
		{says: "Unexpected HTTP Response Status Code: ", stage: stageAnswer, read: asStatus},
		{says: "Failed to upgrade to websocket: ", stage: stageAnswer},
		{says: "Invalid Sec-WebSocket-Accept hash", stage: stageAnswer},
		{says: "org.eclipse.jetty.websocket.", means: hints},
	}},
	{product: "netty", sure: isSocket, sentences: []sentence{
		{says: "Invalid handshake response getStatus: ", stage: stageAnswer, read: asStatus},
		{says: "Invalid handshake response upgrade: ", stage: stageAnswer},
		{says: "Invalid handshake response connection: ", stage: stageAnswer},
		{says: "Invalid challenge. Actual: ", stage: stageAnswer},
		{says: "Invalid subprotocol. Actual: ", stage: stageAnswer},
		{says: "WebSocketHandshakeException", read: asWithMessage},
		{says: "io.netty.handler.codec.http.websocketx.", means: hints},
	}},
	{product: "vertx", sure: isSocket, sentences: []sentence{{says: "WebSocket upgrade failure: ", stage: stageAnswer, read: asStatus}}},
	{product: "ktor", sure: isSocket, sentences: []sentence{{says: "Handshake exception, expected status code 101 but was ", stage: stageAnswer, read: asStatus}}},
	{product: "jdk", sure: isSocket, sentences: []sentence{
		{says: "CheckFailedException: ", stage: stageAnswer},
		{says: "Unexpected HTTP response status code ", stage: stageAnswer, read: asStatus},
		{says: "java.net.http.WebSocketHandshakeException", stage: stageAnswer},
		{says: "jdk.internal.net.http.websocket.", means: hints},
	}},
	{product: "tungstenite", sure: isNamed, sentences: []sentence{ // what its server says too
		{says: "WebSocket protocol error: ", read: asTungsteniteProtocol},
		{says: "No \"Connection: upgrade\" header", stage: stageAnswer},
		{says: "No \"Upgrade: websocket\" header", stage: stageAnswer},
	}},
	{product: "tungstenite", sure: isSocket, sentences: []sentence{
		{says: "HTTP error: ", stage: stageAnswer, read: asTungsteniteStatus},
		{says: "URL error: ", stage: stageBefore, read: asWithSocketLibrary},
		{says: "TLS support not compiled in", stage: stageBefore},
		{says: "Key mismatch in \"Sec-WebSocket-Accept\" header", stage: stageAnswer},
		{says: "SubProtocol error: ", stage: stageAnswer},
		{says: "Failed to establish a WebSocket connection: ", stage: stageSent},
		{says: "Reserved bits are non-zero", stage: stageOpen},
		{says: "tungstenite", means: hints},
	}},
	{product: "websocat", sure: isSocket, sentences: []sentence{
		{says: "Received unexpected status code (", stage: stageAnswer, read: asStatus},
		{says: "websocat: ", means: hints},
	}},
	{product: "wstunnel", sure: isNamed, sentences: []sentence{{says: "Invalid status code: ", stage: stageAnswer, read: asStatus}}},
	{product: "dart", sure: isSocket, sentences: []sentence{
		{says: "was not upgraded to websocket", stage: stageAnswer, read: asDartStatus},
		{says: "Response did not contain a 'Sec-WebSocket-Accept' header", stage: stageAnswer},
		{says: "Bad response 'Sec-WebSocket-Accept' header", stage: stageAnswer},
		{says: "WebSocketChannelException: ", read: asWithMessage},
		{says: "WebSocketException: ", read: asWithMessage},
	}},
	{product: "ratchet-pawl", sure: isSocket, sentences: []sentence{
		{says: "Server did not respond with an expected Sec-WebSocket-Protocol", stage: stageAnswer},
		{says: "Connection closed before handshake", stage: stageSent},
	}},
	{product: "php-websocket", sure: isSocket, sentences: []sentence{
		{says: "Invalid status code ", stage: stageAnswer, read: asStatus},
		{says: "Server sent bad upgrade response", stage: stageAnswer},
		{says: "Server sent invalid upgrade response", stage: stageAnswer},
	}},
	{product: "curl", sure: isSocket, sentences: []sentence{
		{says: "Refused WebSocket upgrade: ", stage: stageAnswer, read: asStatus},
		{says: "Refused WebSockets upgrade: ", stage: stageAnswer, read: asStatus},
	}},
	{product: "boost-beast", sure: isSocket, sentences: []sentence{
		{says: "The WebSocket handshake was declined by the remote peer", stage: stageAnswer},
		{says: "The WebSocket handshake was not HTTP/1.1", stage: stageAnswer},
		{says: "Upgrade field is missing the websocket token", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept field is ", stage: stageAnswer},
	}},
	{product: "libwebsockets", sure: isSocket, sentences: []sentence{
		{says: "CLIENT_CONNECTION_ERROR", read: asWithMessage},
		{says: "Connected with server response: ", stage: stageAnswer, read: asLwsResponse},
		{says: "HS: ", stage: stageAnswer, read: asLwsHandshake},
		{says: "ws protocol no match", stage: stageAnswer},
		{says: "got bad HTTP response '", stage: stageAnswer, read: asStatus},
		{says: "lws_client_", means: hints},
	}},
	{product: "arduino-websockets", sure: isSocket, sentences: []sentence{
		{says: "Sec-WebSocket-Accept is wrong", stage: stageAnswer},
		{says: "[WS-Client] connection to ", stage: stageBefore, read: asArduinoFailed},
		{says: "[WS-Client]", means: hints},
		{says: "[WSc]", means: hints},
	}},
	{product: "autobahn", sure: isSocket, sentences: []sentence{
		{says: "An HTTP response code other than 101 was received", stage: stageAnswer, read: asAutobahnStatus},
		{says: "WebSocket connection upgrade failed (", stage: stageAnswer, read: asStatus},
		{says: "WebSocket opening handshake timeout", stage: stageSent},
		{says: "WAMP-over-WebSocket transport lost", stage: stageOpen},
	}},
	{product: "mqtt.js", yields: true, sure: isNamed, sentences: []sentence{{says: "connack timeout"}}},
	{product: "pusher", yields: true, sure: isNamed, sentences: []sentence{{says: `"type":"PusherError"`, read: asClosing}, {says: `"type":"WebSocketError"`, read: asClosing}}},
	{product: "vite", yields: true, sure: isNamed, sentences: []sentence{ // packages/vite/src/client/client.ts
		{says: "WebSocket closed without opened", stage: stageSent},
		{says: "[vite] failed to connect to websocket"},
		{says: "<--[WebSocket (failing)]-->"},
		{says: "Direct websocket connection fallback"},
		{says: "server connection lost. polling for restart", means: tells, stage: stageOpen},
	}},
	{product: "actioncable", yields: true, sure: isNamed, sentences: []sentence{
		{says: "Protocol is unsupported. Stopping monitor and disconnecting", stage: stageOpen},
		{says: "WebSocket onerror event"},
		{says: "WebSocket onclose event", means: tells},
		{says: `"type":"disconnect","reason":"unauthorized"`, stage: stageOpen},
		{says: `"type":"disconnect","reason":"invalid_request"`, stage: stageOpen},
	}},
	{product: "graphql-ws", yields: true, sure: isNamed, sentences: []sentence{
		{says: "Subprotocol not acceptable", stage: stageOpen, read: asClosing},
		{says: "Connection initialisation timeout", stage: stageOpen, read: asClosing},
		{says: "Connection acknowledgement timeout", stage: stageOpen, read: asClosing},
	}},
	{product: "novnc", yields: true, sure: isNamed, sentences: []sentence{{says: "Failed when connecting: Connection closed", read: asClosing}}},
	{product: "jupyter", yields: true, sure: isNamed, sentences: []sentence{
		{says: "Terminal websocket closed", read: asClosing},
		{says: "kernel_disconnected", means: tells},
	}},
	{product: "home-assistant", yields: true, sure: isNamed, sentences: []sentence{{says: "ERR_CANNOT_CONNECT"}, {says: "ERR_INVALID_HTTPS_TO_HTTP", stage: stageBefore}}},
	{product: "postman", sure: isSocket, sentences: []sentence{{says: "Handshake Details", means: hints, read: asPostman}}},
	{product: "artillery", sure: isNamed, sentences: []sentence{{says: "errors.Unexpected server response: ", stage: stageAnswer, read: asStatus}}},
}

// readers of what follows a sentence

func asNotPython(m *message, _ []byte) meaning {
	if bytes.Contains(m.text, []byte("websockets.exceptions")) {
		return saysNothing
	}
	return fails
}

// asWithSocketLibrary reads words that any program may write: they count beside a sign of a WebSocket library.
func asWithSocketLibrary(m *message, _ []byte) meaning {
	if m.told || findSocketURL(m.text) != nil || indexFold(m.text, "websocket") >= 0 || bytes.Contains(m.text, []byte("/ws/lib/")) {
		return fails
	}
	return saysNothing
}

// asUndiciTrace: its WebSocket fails with an error whose message is empty.
func asUndiciTrace(m *message, _ []byte) meaning {
	if bytes.Contains(m.full, []byte("failWebsocketConnection")) {
		return fails
	}
	return hints
}

// asConnectError reads Socket.IO's event: the transport failed, or the server refused on an open socket.
func asConnectError(m *message, rest []byte) meaning {
	if !m.told && indexFold(rest, "websocket error") < 0 && indexFold(rest, "timeout") < 0 && m.e.Stage == handshake.StageUnknown {
		m.e.Stage = handshake.StageOpen
	}
	return fails
}

// asTransportError reads the properties of Engine.IO's error: the description of a failed poll is the status.
func asTransportError(m *message, _ []byte) meaning {
	if tail := after(m.text, "description: "); tail != nil {
		m.answered(statusIn(tail[:min(len(tail), 4)]))
	}
	if m.e.Status != 0 {
		m.e.Stage = handshake.StageAnswer
	}
	return fails
}

// asDisconnectReason reads the reasons of Socket.IO's "disconnect" event.
func asDisconnectReason(m *message, _ []byte) meaning {
	if indexFold(m.text, "disconnect") < 0 {
		return saysNothing
	}
	return tells
}

func asWithCode(m *message, _ []byte) meaning {
	m.closed(m.text)
	if m.e.CloseCode == 0 {
		return saysNothing
	}
	return fails
}

func asNegotiation(m *message, _ []byte) meaning {
	if i := indexFold(m.text, "status code '"); i >= 0 {
		m.answered(statusIn(m.text[i+len("status code '"):]))
	}
	if i := bytes.Index(m.text, []byte("negotiate '")); i >= 0 {
		m.answered(statusIn(m.text[i+len("negotiate '"):]))
	}
	return fails
}

// asTransports reads SignalR's list of what each transport said.
func asTransports(m *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("WebSockets failed")) {
		m.e.Certainty = handshake.IsWebSocket
	}
	return fails
}

func asDotnetStatus(m *message, rest []byte) meaning {
	head := m.text[:len(m.text)-len(rest)]
	if i := bytes.LastIndex(head, []byte("status code '")); i > 0 {
		if j := bytes.LastIndex(head[:i], []byte("status code '")); j >= 0 {
			m.answered(statusIn(head[j+len("status code '"):]))
		}
	}
	return fails
}

// asWithMessage reads the name of an exception: alone it says nothing of how.
func asWithMessage(_ *message, rest []byte) meaning {
	if len(bytes.TrimSpace(rest)) == 0 {
		return hints
	}
	return fails
}

// asConnectionClosed reads the exception that a lost connection raises. Without a close frame the code is 1006.
func asConnectionClosed(m *message, _ []byte) meaning {
	if bytes.Contains(m.text, []byte("no close frame received")) {
		m.e.CloseCode = 1006
	}
	return asClosing(m, nil)
}

// asHandshakeStatus reads "Handshake status 403 Forbidden -+-+- {headers} -+-+- b'body'".
func asHandshakeStatus(m *message, rest []byte) meaning {
	code := statusIn(rest[:min(len(rest), 4)])
	if code == 0 {
		return saysNothing
	}
	m.answered(code)
	parts := bytes.SplitN(rest, []byte(" -+-+- "), 3)
	if len(parts) > 1 {
		m.dump(parts[1:])
	}
	return fails
}

// asStatusBefore reads aiohttp's "404, message='Invalid response status'".
func asStatusBefore(m *message, rest []byte) meaning {
	head := m.text[:len(m.text)-len(rest)-len("message='Invalid response status'")]
	head = bytes.TrimRight(head, ", ")
	if len(head) >= 3 {
		m.answered(statusIn(head[len(head)-3:]))
	}
	return fails
}

func asEngineioStatus(m *message, _ []byte) meaning {
	i := bytes.Index(m.text, []byte("Unexpected status code "))
	if i < 0 {
		return saysNothing
	}
	m.answered(statusIn(m.text[i+len("Unexpected status code "):]))
	return fails
}

// asGoStatus reads what programs put behind gorilla's error: "bad handshake (403 Forbidden)", "with resp: 200 200 OK",
// "status=502".
func asGoStatus(m *message, rest []byte) meaning {
	for _, at := range []string{"(", "resp: ", "status", "code"} {
		if i := bytes.Index(rest[:min(len(rest), 64)], []byte(at)); i >= 0 {
			m.answered(statusIn(rest[i+len(at):]))
		}
	}
	return fails
}

// asCoderDial reads what coder/websocket wraps around net/http, which was given the URL with http for ws.
func asCoderDial(m *message, rest []byte) meaning {
	if url := firstURL(rest); url != nil {
		m.url = asSocketURL(url)
	}
	return fails
}

// asCoderRead: reading failed on an open socket. A deadline of the program's own is no failure.
func asCoderRead(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("context ")) {
		return tells
	}
	return fails
}

var dialReasons = [][]byte{[]byte("bad status"), []byte("missing or bad"), []byte("mismatch challenge/response")}

// asDialSentence reads golang.org/x/net/websocket's "websocket.Dial ws://host/path: REASON".
func asDialSentence(m *message, rest []byte) meaning {
	m.url = findSocketURL(rest)
	for _, r := range dialReasons {
		if bytes.Contains(rest, r) {
			m.answeredStage()
		}
	}
	return fails
}

func (m *message) answeredStage() {
	if m.e.Stage == handshake.StageUnknown {
		m.e.Stage = handshake.StageAnswer
	}
}

func asParenStatus(m *message, rest []byte) meaning {
	if i := bytes.IndexByte(rest, '('); i >= 0 {
		m.answered(statusIn(rest[i:]))
	}
	return fails
}

// asBracketStatus reads Tomcat's "The HTTP response from the server [403] did not permit …".
func asBracketStatus(m *message, rest []byte) meaning {
	head := m.text[:len(m.text)-len(rest)]
	if i := bytes.LastIndexByte(head, '['); i >= 0 {
		m.answered(statusIn(head[i:]))
	}
	return fails
}

// asTungsteniteStatus reads "HTTP error: 404 Not Found"; other programs write the words too.
func asTungsteniteStatus(m *message, rest []byte) meaning {
	code := statusIn(rest[:min(len(rest), 4)])
	if code == 0 {
		return saysNothing
	}
	m.answered(code)
	return fails
}

func asTungsteniteProtocol(m *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("without closing handshake")) {
		m.e.Stage = handshake.StageOpen
	}
	return fails
}

func asDartStatus(m *message, rest []byte) meaning {
	m.url = asSocketURL(firstURL(m.text))
	if i := bytes.Index(rest, []byte("status code: ")); i >= 0 {
		m.answered(statusIn(rest[i+len("status code: "):]))
	}
	return fails
}

// asStarscreamStatus reads `message: "Invalid HTTP upgrade", code: 404`: the code is the status.
func asStarscreamStatus(m *message, rest []byte) meaning {
	if tail := after(rest, "code: "); tail != nil {
		m.answered(statusIn(tail))
	}
	return fails
}

// asPostman reads the request that Postman shows below the error.
func asPostman(m *message, rest []byte) meaning {
	if url := firstURL(after(rest, "Request URL: ")); url != nil {
		m.url = asSocketURL(url)
	}
	return hints
}

func asLwsResponse(m *message, rest []byte) meaning {
	code := statusIn(rest)
	m.answered(code)
	if code == 101 || code == 200 {
		return tells
	}
	return fails
}

// asLwsHandshake reads "CLIENT_CONNECTION_ERROR: HS: UPGRADE missing". The two letters end other words too.
func asLwsHandshake(m *message, rest []byte) meaning {
	i := len(m.text) - len(rest) - len("HS: ")
	if !bytes.HasPrefix(m.text[i:], []byte("HS: ")) || i > 0 && isLetter(m.text[i-1]) {
		return saysNothing
	}
	return fails
}

func asArduinoFailed(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("Failed")) {
		return fails
	}
	return hints
}

func asAutobahnStatus(m *message, rest []byte) meaning {
	if i := bytes.Index(rest, []byte("Code: ")); i >= 0 {
		m.answered(statusIn(rest[i+len("Code: "):]))
	}
	return fails
}
