package parsers

import (
	"bytes"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// nativeFamilies are the sentences of client libraries for Go, Rust, C, C++, Swift, Objective-C and Dart, and on microcontrollers, as
// their sources have them. Several write the same words; then the product is left open.
var nativeFamilies = []family{
	{product: "gws", sure: isSocket, sentences: []sentence{ // as Beszel's agent logs it
		{says: `WebSocket connection failed err="unexpected status code: `, stage: stageAnswer, read: asStatus},
		{says: `WebSocket connection failed err=`},
	}},
	{product: "v2ray", sure: isSocket, sentences: []sentence{ // V2Ray, Xray: before gorilla's words, which end the line
		{says: "failed to dial to (ws", read: asV2RayDial},
		{says: "failed to dial WebSocket > ", read: asV2RayDial},
	}},
	{product: "gorilla", sure: isSocket, sentences: []sentence{
		{says: "websocket: bad handshake", stage: stageAnswer, read: asGoStatus},
		{says: "malformed ws or wss URL", stage: stageBefore},
		{says: "websocket: duplicate header not allowed", stage: stageBefore},
		{says: "websocket: invalid compression negotiation", stage: stageAnswer},
		{says: "was given but is not supported;sharing tls.Config", stage: stageAnswer},
		{says: "websocket: close ", stage: stageOpen, read: asClosing},
		{says: "websocket: RSV", stage: stageOpen},
		{says: "websocket: bad opcode", stage: stageOpen},
		{says: "websocket: unexpected reserved bits", stage: stageOpen},
		{says: "websocket: unknown opcode", stage: stageOpen},
	}},
	{product: "haskell-websockets", sure: isSocket, sentences: []sentence{{says: "MalformedResponse (ResponseHead {responseCode = ", stage: stageAnswer, read: asStatus}}},
	{product: "gorilla", sure: isSocket, sentences: []sentence{ // as its documentation prints the answer
		{says: "handshake failed with status ", stage: stageAnswer, read: asStatus},
		{says: "bad handshake: status", stage: stageAnswer, read: asStatus},
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
	{sure: isSocket, sentences: []sentence{ // what programs put around gorilla's and coder's errors
		{says: "websocket dial failed"}, {says: "websocket dial error"}, {says: "websocket: dial error"}, {says: "websocket dial: "},
		{says: "websocket connect failed"}, {says: "websocket connect error"}, {says: "could not connect to websocket"},
		{says: "error connecting to websocket"}, {says: "unable to connect to websocket"}, {says: "cannot connect to websocket"},
		{says: "failed to dial websocket"}, {says: "error dialing websocket"}, {says: "dial websocket: "},
	}},
	{product: "k6", sure: isSocket, sentences: []sentence{{says: "Attempting to establish a WebSocket connection failed"}}},
	{product: "remotedialer", sure: isSocket, sentences: []sentence{
		{says: "Remotedialer proxy error"},
		{says: "Failed to connect to proxy. Response status: ", stage: stageAnswer, read: asStatus},
		{says: "Failed to connect to proxy. Empty dialer response", stage: stageBefore},
	}},
	{product: "centrifuge-go", sure: isNamed, sentences: []sentence{{says: "wrong status code while connecting to server: ", stage: stageAnswer, read: asStatus}}},
	{product: "kubectl", sure: isNamed, sentences: []sentence{
		{says: "unable to upgrade streaming request: ", stage: stageAnswer, read: asParenStatus},
		{says: "invalid protocol, expected one of [\"v5.channel.k8s.io\"", stage: stageAnswer},
	}},
	{product: "socketrocket", sure: isSocket, sentences: []sentence{
		{says: "Received bad response code from server", stage: stageAnswer, read: asStatus},
		{says: "Invalid Sec-WebSocket-Accept response", stage: stageAnswer},
		{says: "Server specified Sec-WebSocket-Protocol that wasn't requested", stage: stageAnswer},
		{says: "Timed out connecting to server", stage: stageBefore},
		{says: "Received bad response code from proxy server", stage: stageBefore},
		{says: "Unable to open socket with emtpy URL", stage: stageBefore}, // sic
		{says: "[scheme isEqualToString:@\"ws\"]", stage: stageBefore},
		{says: "SRWebSocketErrorDomain", read: asWithMessage},
	}},
	{product: "starscream", sure: isSocket, sentences: []sentence{
		{says: "notAnUpgrade(", stage: stageAnswer, read: asStatus},
		{says: "HTTPUpgradeError", stage: stageAnswer},
		{says: "Invalid HTTP upgrade", stage: stageAnswer, read: asStarscreamStatus},
		{says: "accept header doesn't match", stage: stageAnswer},
		{says: "ErrorType.invalidSSLError", stage: stageBefore},
		{says: "ErrorType.writeTimeoutError", stage: stageBefore},
		{says: "Starscream.WSError error "},
		{says: "Starscream.", means: hints},
		{says: "WSError(type: ", read: asClosing},
	}},
	{product: "socket.io-client-swift", sure: isNamed, sentences: []sentence{
		{says: "SocketEngine: ", means: hints}, {says: "SocketIOClient{", means: hints},
	}},
	{product: "urlsession", sure: isSocket, sentences: []sentence{
		{says: "WebSocket tasks can only be created with ws or wss schemes", stage: stageBefore},
		{says: "_WebSocketErrorFailingURLKey", means: hints}, {says: "WebSocketTask <", means: hints},
	}},
	{product: "websocket-kit", sure: isSocket, sentences: []sentence{{says: "invalidResponseStatus(HTTPResponseHead {", stage: stageAnswer, read: asDebugStatus}}},
	{sure: isAnything, sentences: []sentence{ // Network.framework and Secure Transport
		{says: "POSIXErrorCode: "}, {says: "POSIXErrorCode(rawValue: "}, {says: "POSIXErrorCode.E"},
		{says: "-9807: invalid certificate chain", stage: stageBefore}, {says: "-9808: bad certificate format", stage: stageBefore},
		{says: "boringssl_context_handle_fatal_alert", stage: stageBefore},
	}},
	{product: "tungstenite", sure: isNamed, sentences: []sentence{ // what its server says too
		{says: "WebSocket protocol error: ", read: asTungsteniteProtocol},
		{says: "No \"Connection: upgrade\" header", stage: stageAnswer},
		{says: "No \"Upgrade: websocket\" header", stage: stageAnswer},
		// the same as Debug has it: what unwrap, expect and main print
		{says: "MissingConnectionUpgradeHeader", stage: stageAnswer},
		{says: "MissingUpgradeWebSocketHeader", stage: stageAnswer},
		{says: "Protocol(WrongHttpVersion)", stage: stageAnswer},
		{says: "Protocol(HttparseError(", stage: stageAnswer},
		{says: "Protocol(HandshakeIncomplete)", stage: stageSent},
		{says: "ResetWithoutClosingHandshake", stage: stageOpen},
		{says: "\" in server reply", stage: stageAnswer, read: beside("upgrade: websocket", "connection: upgrade")}, // until 0.13
		{says: "Error during the websocket handshake occurred"},                                                     // the examples of tokio-tungstenite
	}},
	{product: "tungstenite", sure: isSocket, sentences: []sentence{
		{says: "Http(Response { status: ", stage: stageAnswer, read: asDebugAnswer},
		{says: "websocket error: IO error: "}, {says: "websocket error: TLS error: ", stage: stageBefore},
		{says: "HTTP format error: invalid ", stage: stageBefore}, {says: "HttpFormat(http::Error(InvalidUri", stage: stageBefore},
		{says: "SecWebSocketAcceptKeyMismatch", stage: stageAnswer},
		{says: "Key mismatch in Sec-WebSocket-Accept", stage: stageAnswer}, // until 0.13
		{says: "SecWebSocketSubProtocolError(", stage: stageAnswer},
		{says: "Missing, duplicated or incorrect header ", stage: stageBefore},
		{says: "Protocol(InvalidHeader(\"", stage: stageBefore},
		{says: "Url(TlsFeatureNotEnabled)", stage: stageBefore},
		{says: "Url(UnsupportedUrlScheme)", stage: stageBefore},
		{says: "Url(NoHostName)", stage: stageBefore},
		{says: "Url(EmptyHostName)", stage: stageBefore},
		{says: "Url(NoPathOrQuery)", stage: stageBefore},
		{says: "Url(UnableToConnect(\"", stage: stageBefore},
		{says: "HTTP error: ", stage: stageAnswer, read: asTungsteniteStatus},
		{says: "URL error: ", stage: stageBefore, read: asWithSocketLibrary},
		{says: "TLS support not compiled in", stage: stageBefore},
		{says: "Key mismatch in \"Sec-WebSocket-Accept\" header", stage: stageAnswer},
		{says: "SubProtocol error: ", stage: stageAnswer},
		{says: "Failed to establish a WebSocket connection: ", stage: stageSent},
		{says: "Reserved bits are non-zero", stage: stageOpen},
		{says: "tungstenite", means: hints},
	}},
	{product: "reqwest-websocket", sure: isSocket, sentences: []sentence{
		{says: "Handshake(UnexpectedStatusCode(", stage: stageAnswer, read: asStatus},
		{says: "because reqwest silently upgraded the connection to http2", stage: stageAnswer},
		{says: "websocket upgrade failed", stage: stageAnswer, read: asUpgradeStatus},
	}},
	{product: "awc", sure: isNamed, sentences: []sentence{
		{says: "MissingWebSocketAcceptHeader", stage: stageAnswer},
		{says: "InvalidChallengeResponse([", stage: stageAnswer},
		{says: `InvalidConnectionHeader("`, stage: stageAnswer},
	}},
	{product: "fastwebsockets", sure: isSocket, sentences: []sentence{
		{says: "WebSocketError::InvalidStatusCode(", stage: stageAnswer, read: asStatus},
	}},
	{sure: isAnything, sentences: []sentence{ // of fastwebsockets and awc, in words that others have too
		{says: "InvalidStatusCode(", stage: stageAnswer, read: asDigitsBesideSocket}, {says: "InvalidResponseStatus(", stage: stageAnswer, read: asDigitsBesideSocket},
		{says: "InvalidUpgradeHeader", stage: stageAnswer, read: asWithSocketLibrary},
		{says: "InvalidConnectionHeader", stage: stageAnswer, read: asWithSocketLibrary},
		{says: "MissingConnectionHeader", stage: stageAnswer, read: asWithSocketLibrary},
	}},
	{product: "jsonrpsee", sure: isNamed, sentences: []sentence{
		{says: "Connection rejected with status code: ", stage: stageAnswer, read: asStatus},
		{says: "Rejected { status_code: ", stage: stageAnswer, read: asStatus},
		{says: "Connection redirected with status code: ", stage: stageAnswer, read: asStatus},
		{says: "Redirected { status_code: ", stage: stageAnswer, read: asStatus},
		{says: "Connection timeout exceeded: ", stage: stageBefore, read: asWithSocketLibrary},
	}},
	{product: "soketto", sure: isSocket, sentences: []sentence{{says: "server rejected handshake; status code = ", stage: stageAnswer, read: asStatus}}},
	{product: "soketto", sure: isNamed, sentences: []sentence{
		{says: "InvalidSecWebSocketAccept", stage: stageAnswer},
		{says: "Handshake(UnexpectedHeader(\"", stage: stageAnswer},
		{says: "Handshake(HeaderNotFound(\"", stage: stageAnswer},
		{says: "websocket key mismatch", stage: stageAnswer},
	}},
	{product: "soketto", sure: isSocket, sentences: []sentence{
		{says: "server rejected handshake; status code = ", stage: stageAnswer, read: asStatus},
		{says: "Error while dialing /", stage: stageBefore, read: asMultiaddr}, // Substrate's telemetry
	}},
	{product: "rust-websocket", sure: isSocket, sentences: []sentence{
		{says: "StatusCodeError(", stage: stageAnswer, read: asStatusName},
		{says: "(TlsHandshakeFailure)", stage: stageBefore},
	}},
	{product: "godot", sure: isSocket, sentences: []sentence{ // wsl_peer.cpp
		{says: "Invalid status code. Got: '", stage: stageAnswer, read: asGodotStatus},
		{says: "Missing or invalid header 'upgrade'", stage: stageAnswer},
		{says: "Missing or invalid header 'connection'", stage: stageAnswer},
		{says: "Missing or invalid header 'sec-websocket-accept'", stage: stageAnswer},
		{says: "Received unrequested sub-protocol -> ", stage: stageAnswer},
		{says: "Requested sub-protocol(s) but received none", stage: stageAnswer},
	}},
	{product: "signal-desktop", sure: isSocket, sentences: []sentence{{says: "websocket closed 1006 connection failed"}}},
	{product: "bun", sure: isSocket, sentences: []sentence{
		{says: "reason=Expected 101 status code", stage: stageAnswer},
		{says: "reason: Expected 101 status code", stage: stageAnswer},
		{says: `reason: "Expected 101 status code"`, stage: stageAnswer},
	}},
	{product: "ws-rs", sure: isSocket, sentences: []sentence{
		{says: "WS Error <Protocol>: Handshake failed", stage: stageAnswer},
		{says: "WS Error <Io(", stage: stageBefore},
		{says: "WS Error <Ssl", stage: stageBefore},
	}},
	{product: "rust-websocket", sure: isSocket, sentences: []sentence{
		{says: "Upgrade field must be WebSocket", stage: stageAnswer}, {says: "Connection field must be 'Upgrade'", stage: stageAnswer},
		{says: "ResponseError(\"", stage: stageAnswer, read: asWebSocketHeader},
		{says: "WebSocket response error: ", stage: stageAnswer},
		{says: "WebSocketError: Redirected (", stage: stageAnswer, read: asStatus},
		{says: "Invalid Upgrade WebSocket header"}, {says: "Invalid Connection WebSocket header"},
	}},
	{product: "websocat", sure: isSocket, sentences: []sentence{
		{says: "Received unexpected status code (", stage: stageAnswer, read: asStatus},
		{says: "websocat: ", means: hints},
	}},
	{product: "wstunnel", sure: isSocket, sentences: []sentence{{says: "failed to do websocket handshake with the server", stage: stageSent, read: asWstunnelStatus}}},
	{product: "wstunnel", sure: isNamed, sentences: []sentence{{says: "Invalid status code: ", stage: stageAnswer, read: asStatus}}},
	{sure: isAnything, sentences: []sentence{ // rustls, and errors of the system as Debug has them
		{says: "InvalidCertificate(", stage: stageBefore}, {says: "invalid peer certificate: ", stage: stageBefore},
		{says: "received corrupt message of type ", stage: stageBefore}, {says: "InvalidMessage(InvalidContentType)", stage: stageBefore},
		{says: "AlertReceived(", stage: stageBefore}, {says: "The certificate was not trusted", stage: stageBefore}, {says: "not trusted by the trust provider", stage: stageBefore},
		{says: "kind: ConnectionReset, message: ", read: asCutOff}, {says: "kind: BrokenPipe, message: ", read: asCutOff}, {says: "Broken pipe (os error 32)", read: asCutOff},
		{says: "reset by peer (os error", read: asCutOff}, {says: "(os error 10054)", read: asCutOff}, {says: "did not properly respond after a period", stage: stageBefore}, {says: "kind: TimedOut, message: "}, {says: "kind: HostUnreachable, message: ", stage: stageBefore}, {says: "kind: NetworkUnreachable, message: ", stage: stageBefore},
	}},
	{product: "dart", sure: isSocket, sentences: []sentence{
		{says: "was not upgraded to websocket", stage: stageAnswer, read: asDartStatus},
		{says: "Response did not contain a 'Sec-WebSocket-Accept' header", stage: stageAnswer},
		{says: "Bad response 'Sec-WebSocket-Accept' header", stage: stageAnswer},
		{says: "WebSocketChannelException: ", read: asWithMessage},
		{says: "WebSocketException: ", read: asWithMessage},
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
	{product: "boost-beast", sure: isNamed, sentences: []sentence{ // client and server check these alike
		{says: "The WebSocket handshake Connection field is missing", stage: stageAnswer},
		{says: "The WebSocket handshake Upgrade field is missing", stage: stageAnswer},
	}},
	{product: "websocketpp", sure: isSocket, sentences: []sentence{ // of clients
		{says: "Server handshake response error: ", stage: stageAnswer},
		{says: "handle_connect error: Underlying Transport Error", stage: stageBefore}, // Asio's examples have the first words too
		{says: "handle_connect error: TLS handshake failed", stage: stageBefore},
		{says: "asio async_connect error: ", stage: stageBefore},
		{says: "handle_read_http_response error: ", stage: stageSent},
		{says: "handle_send_http_request error: ", stage: stageSent},
		{says: "error in handle_read_http_response: ", stage: stageAnswer},
		{says: "set_fail_handler: "}, // cpprestsdk, which is built on it
		{says: "websocketpp.", read: asWebsocketppFail},
		{says: "websocketpp:", read: asWebsocketppFail},
	}},
	{product: "ixwebsocket", sure: isSocket, sentences: []sentence{
		{says: "Expecting status 101 (Switching Protocol), got ", stage: stageAnswer, read: asStatus},
		{says: "Expecting HTTP/1.1, got ", stage: stageAnswer, read: asStatusNamed},
		{says: "Got bad status connecting to ", stage: stageAnswer, read: asStatusLine}, // until 7.5, and easywsclient
		{says: "Got invalid status line connecting to", stage: stageAnswer},
		{says: "Failed reading HTTP status line from ", stage: stageSent},
		{says: "Failed sending GET request to ", stage: stageSent, read: asWithSocketLibrary},
		{says: "Invalid Sec-WebSocket-Accept value", stage: stageAnswer},
		{says: "Connection error: Missing connection value", stage: stageAnswer},
		{says: "Connection error: Invalid connection value: ", stage: stageAnswer},
		{says: "Unable to connect to ", stage: stageBefore, read: asIXConnect},
	}},
	{product: "qt", sure: isSocket, sentences: []sentence{ // QWebSocket
		{says: "Unhandled http status code: ", stage: stageAnswer, read: asStatus},
		{says: "processHandshake: Unknown error condition encountered", stage: stageAnswer, read: asBadRequest},
		{says: "processHandshake: Unsupported WWW-Authenticate challenge", stage: stageAnswer, read: asUnauthorized},
		{says: "processHandshake: Host requires authentication", stage: stageAnswer, read: asUnauthorized},
		{says: "processHandshake: Connection closed while reading header", stage: stageSent},
		{says: "QWebSocketPrivate::processHandshake: ", stage: stageAnswer},
		{says: "Accept-Key received from server ", stage: stageAnswer},
		{says: "Invalid parameter encountered during protocol upgrade: ", stage: stageAnswer},
		{says: "Handshake: Server requests a version that we don't support: ", stage: stageAnswer, read: asBadRequest},
		{says: "WebSocket server has chosen protocol ", stage: stageAnswer},
		{says: "Unsupported WebSocket scheme: ", stage: stageBefore},
		{says: "QWebSocket", means: hints},
	}},
	{product: "qt", sure: isAnything, sentences: []sentence{ // QAbstractSocket and QSslSocket
		{says: "QAbstractSocket::RemoteHostClosedError"}, {says: "QAbstractSocket::HostNotFoundError", stage: stageBefore}, {says: "QAbstractSocket::SocketTimeoutError", stage: stageBefore},
		{says: "of the valid hosts for this certificate", stage: stageBefore}, {says: "The issuer certificate of a locally looked up certificate", stage: stageBefore},
		{says: "certificate is self-signed, and untrusted", stage: stageBefore},
	}},
	{product: "poco", sure: isSocket, sentences: []sentence{
		{says: "Cannot upgrade to WebSocket connection", stage: stageAnswer, read: asReason},
		{says: "The server does not understand the WebSocket protocol", stage: stageAnswer, read: asPlainAnswer},
		{says: "No Connection: Upgrade header in handshake response", stage: stageAnswer},
		{says: "No Upgrade: websocket header in handshake response", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept header in handshake response", stage: stageAnswer},
		{says: "WebSocket Exception: Not authorized", stage: stageAnswer, read: asUnauthorized},
	}},
	{product: "mongoose", sure: isSocket, sentences: []sentence{{says: "ws handshake error", stage: stageAnswer}}},
	{product: "esp-idf", sure: isSocket, sentences: []sentence{
		{says: "esp_ws_handshake_status_code=", stage: stageBefore, read: asEspStatus},
		{says: "transport_ws: Sec-WebSocket-Accept not found", stage: stageAnswer},
		{says: "transport_ws: Invalid websocket key", stage: stageAnswer},
		{says: "transport_ws: Multiple Sec-WebSocket-Accept headers", stage: stageAnswer},
		{says: "transport_ws: HTTP upgrade failed", stage: stageAnswer},
		{says: "transport_ws: Location header not found", stage: stageAnswer},
		{says: "transport_ws: Header size exceeded buffer size", stage: stageAnswer},
		{says: "transport_ws: Error read response for Upgrade header", stage: stageSent},
		{says: "transport_ws: Error write Upgrade header", stage: stageSent},
		{says: "transport_ws: Error connect", stage: stageBefore}, // "connecting to host", before 4.3 "connect to the server"
		{says: "Not support this websocket scheme ", stage: stageBefore},
		{says: "websocket_client: Error parse uri", stage: stageBefore},
		{says: "websocket_client: esp_transport_connect() failed", stage: stageBefore},
		{says: "websocket_client: Error transport connect", stage: stageBefore},
		{says: "websocket_client: Error, no PONG received", stage: stageOpen},
		{says: "websocket_client: ", means: hints}, {says: "transport_ws: ", means: hints},
	}},
	{product: "esp-idf", sure: isAnything, sentences: []sentence{ // esp-tls, under any client
		{says: "mbedtls_ssl_handshake returned -0x", stage: stageBefore}, {says: "couldn't get hostname for :", stage: stageBefore},
		{says: "] select() timeout", stage: stageBefore}, {says: "connect() error: Host is unreachable", stage: stageBefore}, {says: "No server verification option set in esp_tls_cfg_t", stage: stageBefore},
		{says: "start_ssl_client: -", stage: stageBefore},
	}},
	{product: "libwebsockets", sure: isSocket, sentences: []sentence{
		{says: "CLIENT_CONNECTION_ERROR", read: asWithMessage},
		{says: "Connected with server response: ", stage: stageAnswer, read: asLwsResponse},
		{says: "HS: ws upgrade unauthorized", stage: stageAnswer, read: asUnauthorized},
		{says: "HS: ", stage: stageAnswer, read: asLwsHandshake},
		{says: "closed before established", stage: stageSent, read: asWithSocketLibrary},
		{says: "Timed out waiting server reply", stage: stageSent},
		{says: "server's cert didn't look good", stage: stageBefore},
		{says: "ws protocol no match", stage: stageAnswer},
		{says: "got bad HTTP response '", stage: stageAnswer, read: asStatus},
		{says: "lws_client_", means: hints},
	}},
	{product: "arduino-websockets", sure: isSocket, sentences: []sentence{
		{says: "Sec-WebSocket-Accept is wrong", stage: stageAnswer},
		{says: "serverCode is not 101 (", stage: stageAnswer, read: asStatus},
		{says: "no Websocket connection close", stage: stageAnswer},
		{says: "header response timeout.. disconnecting", stage: stageSent},
		{says: "[WS-Client] certificate mismatch", stage: stageBefore},
		{says: "[WS-Client] connection to ", stage: stageBefore, read: asArduinoFailed},
		{says: "[WS-Client][handleHeader] RX: HTTP/1.", stage: stageAnswer, read: asArduinoAnswer},
		{says: "[WS-Client] connected to ", means: hints}, // by TCP
		{says: "[WS-Client]", means: hints},
		{says: "[WSc]", means: hints},
	}},
}

// asGoStatus reads what programs put behind gorilla's error: "bad handshake (403 Forbidden)", "with resp: 200 200 OK",
// "status=502"; and right before it: V2Ray's "404 Not Found > websocket: bad handshake", "HTTP 403: websocket: bad handshake".
func asGoStatus(m *message, rest []byte) meaning {
	before := bytes.TrimRight(m.text[:len(m.text)-len(rest)-len("websocket: bad handshake")], " >:")
	if _, code := reasonPhrase(before[max(0, len(before)-40):]); code != 0 {
		m.answered(code)
	} else if i := indexFold(before[max(0, len(before)-8):], "http "); i >= 0 {
		m.answered(statusIn(before[max(0, len(before)-8)+i:]))
	}
	for _, at := range []string{"(", "resp: ", "status", "code"} {
		if i := bytes.Index(rest[:min(len(rest), 64)], []byte(at)); i >= 0 {
			m.answered(statusIn(rest[i+len(at):]))
		}
	}
	return fails
}

// asV2RayDial reads "failed to dial to (wss://host/path): 404 Not Found > websocket: bad handshake": the status stands
// between the URL and gorilla's words, and a reason of the network in its place.
func asV2RayDial(m *message, rest []byte) meaning {
	if tail := after(rest, "): "); tail != nil {
		rest = tail
	}
	code := statusIn(rest[:min(len(rest), 4)])
	switch {
	case code != 0:
		m.answered(code)
		m.answeredStage()
	case bytes.Contains(rest, []byte(" > read tcp ")):
		m.e.Stage = stageSent
	case bytes.Contains(rest, []byte("bad handshake")):
		m.answeredStage()
	default:
		m.e.Stage = stageBefore
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
	for _, key := range []string{"status code: ", "HTTP code: "} {
		if i := bytes.Index(rest, []byte(key)); i >= 0 {
			m.answered(statusIn(rest[i+len(key):]))
		}
	}
	return fails
}

// asStarscreamStatus reads `message: "Invalid HTTP upgrade", code: 404`: the code is the status.
func asStarscreamStatus(m *message, rest []byte) meaning {
	if tail := after(rest, "code: "); tail != nil {
		m.answered(statusIn(tail))
	} else if tail := after(m.text, "Domain=WebSocket Code="); tail != nil { // until 3
		m.answered(statusIn(tail[:min(len(tail), 4)]))
	}
	return fails
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

// asArduinoAnswer reads the first line of the answer. Engine.IO 3 asks by ordinary HTTP first, where 200 is in order.
func asArduinoAnswer(m *message, rest []byte) meaning {
	if len(rest) < 5 {
		return hints
	}
	switch code := statusIn(rest[2:5]); code {
	case 0, 101, 200:
		return hints
	default:
		m.answered(code)
		return fails
	}
}

func asArduinoFailed(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("Failed")) {
		return fails
	}
	return hints
}

// asDigitsBesideSocket reads a status in the parentheses of a value as Debug prints it: "InvalidResponseStatus(404)".
func asDigitsBesideSocket(m *message, rest []byte) meaning {
	if asWithSocketLibrary(m, rest) == saysNothing && indexFold(m.text, "WsClient") < 0 && indexFold(m.text, "awc") < 0 {
		return saysNothing
	}
	n, next := digits(rest, 0, 3, 3)
	if next == 0 || next >= len(rest) || rest[next] != ')' || n < 100 || n > 599 {
		return saysNothing
	}
	m.answered(n)
	return fails
}

// asDebugAnswer reads the answer as Debug prints it: `404, version: HTTP/1.1, headers: {"server": "nginx"}, body: None })`.
func asDebugAnswer(m *message, rest []byte) meaning {
	code := statusIn(rest[:min(len(rest), 4)])
	if code == 0 {
		return saysNothing
	}
	m.answered(code)
	if headers := after(rest, "headers: {"); headers != nil {
		if list := pythonDict(headers); len(list) > 0 {
			m.e.Response = m.c.s.headers(handshake.RawHeaders{List: list, Shown: true})
		}
	}
	return fails
}

func asDebugStatus(m *message, rest []byte) meaning { return asStatusNamed(m, rest) }

// asStatusNamed reads a status behind its name: "status: 404".
func asStatusNamed(m *message, rest []byte) meaning {
	if tail := after(rest, "status: "); tail != nil {
		m.answered(statusIn(tail[:min(len(tail), 4)]))
	}
	return fails
}

// asStatusLine reads "ws://host/ws: HTTP/1.1 404 Not Found".
func asStatusLine(m *message, rest []byte) meaning {
	if tail := after(rest, "HTTP/1."); len(tail) > 1 {
		m.answered(statusIn(tail[1:]))
	}
	return fails
}

// asUpgradeStatus reads what anyhow and eyre print below reqwest-websocket's error.
func asUpgradeStatus(m *message, rest []byte) meaning {
	if tail := after(rest, "unexpected status code: "); tail != nil {
		m.answered(statusIn(tail))
	}
	return fails
}

func asWstunnelStatus(m *message, rest []byte) meaning {
	if tail := after(rest, "Invalid status code: "); tail != nil {
		m.answered(statusIn(tail))
	}
	return fails
}

// asWebSocketHeader reads rust-websocket's `ResponseError("Connection Header is missing")`.
func asWebSocketHeader(_ *message, rest []byte) meaning {
	if hasAnyFold(rest[:min(len(rest), 48)], []string{"upgrade", "connection", "websocket"}) {
		return fails
	}
	return saysNothing
}

// asWebsocketppFail reads the line of the log that tells of a failed connection, whose error is the last thing in it:
// `WebSocket Connection 192.0.2.7:443 v13 "WebSocket++/0.8.2" /ws 401 websocketpp.processor:20 Invalid HTTP status.`
// Its servers write the same.
func asWebsocketppFail(m *message, rest []byte) meaning {
	head := m.text[:len(m.text)-len(rest)-len("websocketpp.")]
	if indexFold(head, "WebSocket Connection ") < 0 {
		return hints
	}
	fields := bytes.Fields(head[bytes.LastIndexByte(head, '"')+1:])
	if len(fields) != 2 {
		return fails
	}
	m.answered(statusIn(fields[1]))
	if fields[0][0] == '/' {
		m.url = fields[0]
	}
	return fails
}

// asIXConnect reads "Unable to connect to app.example.com on port 443, error: Connect error: Connection refused". The first
// half is anybody's.
func asIXConnect(m *message, rest []byte) meaning {
	head := rest[:min(len(rest), 300)]
	i := bytes.Index(head, []byte(" on port "))
	if i < 0 || !bytes.Contains(head[i:], []byte(", error: ")) {
		return saysNothing
	}
	if hasAnyFold(head[i:], ixReasons) || bytes.HasPrefix(m.text, []byte("Connection error: ")) {
		return fails
	}
	return asWithSocketLibrary(m, rest)
}

var ixReasons = []string{", error: connect error: ", "openssl failed - ", "error in handshake : "}

// asCutOff reads that the connection was lost: before the answer, unless a socket is known to have opened.
func asCutOff(m *message, _ []byte) meaning {
	if !m.c.recall.opened && m.e.Stage == handshake.StageUnknown {
		m.e.Stage = handshake.StageSent
	}
	return fails
}

func asBadRequest(m *message, _ []byte) meaning {
	m.answered(400)
	return fails
}

// asPlainAnswer: POCO says so of an answer with status 200.
func asPlainAnswer(m *message, _ []byte) meaning {
	m.answered(200)
	return fails
}

// asGodotStatus reads "Invalid status code. Got: '403', expected '101'."
func asGodotStatus(m *message, rest []byte) meaning {
	if after(rest, "', expected '101'") == nil {
		return saysNothing
	}
	return asStatus(m, rest)
}

// asStatusName reads "NotFound)", the name that hyper gave the status: the reason phrase without its blanks.
func asStatusName(m *message, rest []byte) meaning {
	word, _, ok := bytes.Cut(rest[:min(len(rest), 40)], []byte{')'})
	if !ok {
		return saysNothing
	}
	for status, phrase := range reasonPhrases {
		if name := strings.ReplaceAll(phrase, " ", ""); len(name) == len(word) && equalFoldASCII(word, name) {
			m.answered(status)
			return fails
		}
	}
	return saysNothing
}

// asMultiaddr reads an address of libp2p: "dns/app.example.com/tcp/443/x-parity-wss/%2Fsubmit: REASON".
func asMultiaddr(_ *message, rest []byte) meaning {
	addr, _, _ := bytes.Cut(rest[:min(len(rest), 200)], []byte(": "))
	if bytes.Contains(addr, []byte("/x-parity-ws")) || bytes.Contains(addr, []byte("/wss")) || bytes.HasSuffix(addr, []byte("/ws")) || bytes.Contains(addr, []byte("/ws/")) {
		return fails
	}
	return saysNothing
}

// asReason reads ": Not Found", the reason phrase without its number.
func asReason(m *message, rest []byte) meaning {
	phrase := bytes.TrimLeft(rest[:min(len(rest), 48)], ": ")
	for status, name := range reasonPhrases {
		if len(phrase) >= len(name) && equalFoldASCII(phrase[:len(name)], name) && (len(phrase) == len(name) || !isLetter(phrase[len(name)])) {
			m.answered(status)
		}
	}
	return fails
}

// asEspStatus reads the status that transport_ws got; 0 or -1 if there was none.
func asEspStatus(m *message, rest []byte) meaning {
	m.answered(statusIn(rest[:min(len(rest), 4)]))
	return fails
}

var dialReasons = [][]byte{[]byte("bad status"), []byte("missing or bad"), []byte("mismatch challenge/response")}
