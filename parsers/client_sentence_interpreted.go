package parsers

import (
	"bytes"
)

// interpretedFamilies are the sentences of client libraries for Python, PHP, Ruby, Perl and Elixir, as
// their sources have them. Several write the same words; then the product is left open.
var interpretedFamilies = []family{
	{product: "python-websockets", sure: isSocket, sentences: []sentence{
		{says: "server rejected WebSocket connection: HTTP ", stage: stageAnswer, read: asStatus},
		{says: "Status code not 101: ", stage: stageAnswer, read: asStatus}, // until 8
		{says: "InvalidStatusCode(", stage: stageAnswer, read: asStatus},    // as repr shows it
		{says: "InvalidStatus(Response(status_code=", stage: stageAnswer, read: asStatus},
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
		{says: "ssl=None is incompatible with a wss:// URI", stage: stageBefore},
		{says: "cannot follow redirect to non-secure URI ", stage: stageAnswer},
		{says: "cannot follow cross-origin redirect to ", stage: stageAnswer},
		{says: "timed out while connecting to HTTP proxy", stage: stageBefore},
		{says: "connecting through a SOCKS proxy requires python-socks", stage: stageBefore},
		{says: "Unsupported extension: name = ", stage: stageAnswer},
	}},
	{product: "websocket-client", sure: isSocket, sentences: []sentence{
		{says: "Handshake status ", stage: stageAnswer, read: asHandshakeStatus},
		{says: "Invalid WebSocket Header", stage: stageAnswer},
		{says: "failed CONNECT via proxy status", stage: stageBefore},
		{says: "Connection to remote host was lost", stage: stageOpen},
		{says: "Host not found.: ", stage: stageBefore},
		{says: "Python Socks is needed for SOCKS proxying", stage: stageBefore},
		{says: "ping/pong timed out", stage: stageOpen},
		{says: "Invalid subprotocol: ['", stage: stageAnswer},
		{says: "scheme http is invalid", stage: stageBefore},
		{says: "scheme https is invalid", stage: stageBefore},
		{says: "ERROR:websocket:", means: hints},
		{says: " - goodbye", means: hints},
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
		{says: "Extension for deflate not supported", stage: stageAnswer},
		{says: "session.ws_connect(", means: hints, opens: true},
		{says: " ssl:default [", stage: stageBefore, read: besideSocket}, // "Cannot connect to host h:443 ssl:default [REASON]"
		{says: " ssl:False [", stage: stageBefore, read: besideSocket},
		{says: " ssl:True [", stage: stageBefore, read: besideSocket},
		{says: " ssl:None [", stage: stageBefore, read: besideSocket},
	}},
	{product: "socketio-client", sure: isSocket, sentences: []sentence{ // of Python, before python-socketio
		{says: "[engine.io waiting for connection] ", stage: stageBefore, read: asEngineWaiting},
	}},
	{product: "ccxt", sure: isSocket, sentences: []sentence{
		{says: "Connection closed by remote server, closing code ", read: asCcxtCode},
		{says: "NetworkError: Abnormal closure of client", stage: stageOpen, read: asAbnormal},
		{says: "timed out due to a ping-pong keepalive missing on time", stage: stageOpen},
	}},
	{product: "gql", sure: isSocket, sentences: []sentence{
		{says: "Websocket server did not return a connection ack"},
	}},
	{product: "uwebsockets", sure: isSocket, sentences: []sentence{ // of MicroPython: it asserts that the answer is a 101
		{says: "AssertionError: b'HTTP/1.", stage: stageAnswer, read: asAssertedAnswer},
	}},
	{product: "tornado", sure: isSocket, sentences: []sentence{
		{says: "tornado.websocket.WebSocketError: Non-websocket response", stage: stageAnswer},
		{says: "HTTPClientError: HTTP ", stage: stageAnswer, read: asTornadoStatus},
	}},
	{product: "simple-websocket", sure: isSocket, sentences: []sentence{
		{says: "simple_websocket.errors.ConnectionError: Connection error", stage: stageAnswer, read: asStatus},
		{says: "simple_websocket.ws.ConnectionError: Connection error", stage: stageAnswer, read: asStatus},
	}},
	{product: "wsproto", sure: isSocket, sentences: []sentence{
		{says: "wsproto.utilities.RemoteProtocolError: ", stage: stageAnswer},
	}},
	{product: "discord", sure: isSocket, sentences: []sentence{
		{says: "WebSocket closed with ", read: asCodeBehind},
	}},
	{product: "python-socketio", sure: isNamed, sentences: []sentence{
		{says: "Connection refused by the server", stage: stageBefore},
		{says: "in server response", stage: stageAnswer, read: asEngineioStatus},
		{says: "OPEN packet not returned by server", stage: stageAnswer},
		{says: "One or more namespaces failed to connect", stage: stageOpen},
		{says: "WebSocket upgrade failed: connection error", stage: stageAnswer},
		{says: "WebSocket upgrade failed: no PONG packet", stage: stageOpen},
		{says: "WebSocket upgrade failed: unexpected ", stage: stageOpen},
		{says: "Unexpected response from server", stage: stageAnswer},
		{says: "socketio.exceptions.ConnectionError", read: asWithMessage},
		{says: "engineio.exceptions.ConnectionError", read: asWithMessage},
	}},
	{product: "ratchet-pawl", sure: isSocket, sentences: []sentence{
		{says: "Server did not respond with an expected Sec-WebSocket-Protocol", stage: stageAnswer},
		{says: "Connection closed before handshake", stage: stageSent},
		{says: "Could not connect: HTTP/1.", stage: stageAnswer, read: asAnswerLine}, // the example's words, and then the answer
		{says: " failed during TLS handshake: ", stage: stageBefore, read: besideSocket},
		{says: " failed during DNS lookup: ", stage: stageBefore, read: besideSocket},
	}},
	{product: "php-websocket", sure: isSocket, sentences: []sentence{
		{says: "Invalid status code ", stage: stageAnswer, read: asStatus},
		{says: "Server sent bad upgrade response", stage: stageAnswer},
		{says: "Server sent invalid upgrade response", stage: stageAnswer, read: asAnswerBehind},
		{says: "HandshakeException: Could not resolve subprotocol", stage: stageAnswer},
		{says: "Invalid URI scheme, must be 'ws' or 'wss'", stage: stageBefore},
		{says: "Url should have scheme ws or wss", stage: stageBefore},
		{says: "ConnectionException: Client handshake error", stage: stageSent},
		{says: "ConnectionException: Empty read; connection dead?", stage: stageOpen},
		{says: `WebSocket\ConnectionException: `},
		{says: `WebSocket\TimeoutException: `},
		{says: `WebSocket\Exception\ClientException: `, stage: stageBefore},
	}},
	{product: "workerman", sure: isSocket, sentences: []sentence{
		{says: "Sec-WebSocket-Accept not match. Header:", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept not found. Header:", stage: stageAnswer, read: asAnswerBehind},
	}},
	{product: "websocket-driver", sure: isSocket, sentences: []sentence{
		{says: "WebSocket::Driver::URIError: ", stage: stageBefore},
		{says: "WebSocket::Driver::ProtocolError: Can't establish a connection to the server at ", stage: stageBefore},
		{says: "WebSocket::Error::Handshake::", stage: stageAnswer},
	}},
	{product: "protocol-websocket", sure: isSocket, sentences: []sentence{
		{says: "Wrong response line. Got [[", stage: stageAnswer, read: asAnswerBehind},
	}},
	{product: "websockex", sure: isSocket, sentences: []sentence{
		{says: "WebSockex.RequestError", stage: stageAnswer, read: asWebSockexStatus},
		{says: "WebSockex.HandshakeError", stage: stageAnswer},
		{says: "WebSockex.URLError", stage: stageBefore},
		{says: "WebSockex.ConnError", stage: stageBefore},
	}},
	{product: "mint-websocket", sure: isSocket, sentences: []sentence{
		{says: "Mint.WebSocketError{", stage: stageAnswer},
	}},
	{product: "autobahn", sure: isSocket, sentences: []sentence{
		{says: "An HTTP response code other than 101 was received", stage: stageAnswer, read: asAutobahnStatus},
		{says: "WebSocket connection upgrade failed (", stage: stageAnswer, read: asStatus},
		{says: "WebSocket connection upgrade failed [", stage: stageAnswer, read: asStatus},
		{says: "HTTP Sec-WebSocket-Accept bogus value : ", stage: stageAnswer},
		{says: "HTTP Sec-WebSocket-Accept header missing in opening handshake reply", stage: stageAnswer},
		{says: "HTTP Upgrade header different from \"websocket\"", stage: stageAnswer},
		{says: "HTTP Connection header does not include \"upgrade\"", stage: stageAnswer},
		{says: "subprotocol selected by server \"", stage: stageAnswer},
		{says: "server wants to use extension \"", stage: stageAnswer},
		{says: "WebSocket opening handshake timeout", stage: stageSent},
		{says: "failing WebSocket opening handshake ('"}, // its server says so too
		{says: "WAMP-over-WebSocket transport lost", stage: stageOpen},
	}},
}

// asConnectionClosed reads the exception that a lost connection raises. Without a close frame the code is 1006.
func asConnectionClosed(m *message, _ []byte) meaning {
	if bytes.Contains(m.text, []byte("no close frame received")) {
		m.e.CloseCode = 1006
	}
	return asClosing(m, nil)
}

// asEngineWaiting reads "[engine.io waiting for connection] unexpected status code (404 Not Found)".
func asEngineWaiting(m *message, rest []byte) meaning {
	if tail := after(rest, "unexpected status code ("); tail != nil {
		m.answered(statusIn(tail[:min(len(tail), 4)]))
	}
	return fails
}

// asCcxtCode reads "closing code 1008".
func asCcxtCode(m *message, rest []byte) meaning {
	if code, n := digits(rest, 0, 4, 4); n != 0 && isCloseCode(code) {
		m.e.CloseCode = code
	}
	return asClosing(m, nil)
}

func asAbnormal(m *message, _ []byte) meaning {
	m.e.CloseCode = 1006
	return asClosing(m, nil)
}

// asAnswerLine reads what stands behind "HTTP/1." in an answer: "1 403 Forbidden".
func asAnswerLine(m *message, rest []byte) meaning {
	if len(rest) < 5 || rest[1] != ' ' {
		return saysNothing
	}
	m.answered(statusIn(rest[2:5]))
	return fails
}

// asAssertedAnswer reads an answer that a client asserted to be another, not one that a test compares.
func asAssertedAnswer(m *message, rest []byte) meaning {
	if !hasAnyFold(m.full, []string{"websocket", "socketio"}) || bytes.Contains(rest, []byte(" != ")) || bytes.Contains(rest, []byte(" not found in ")) {
		return saysNothing
	}
	return asAnswerLine(m, rest)
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

// asAnswerBehind reads the answer that the library quotes, if it does.
func asAnswerBehind(m *message, rest []byte) meaning {
	if i := bytes.Index(rest, []byte("HTTP/1.")); i >= 0 && i < 80 {
		if _, line, ok := bytes.Cut(rest[i:], []byte(" ")); ok {
			m.answered(statusIn(line))
		}
	}
	return fails
}

// asTornadoStatus reads what Tornado says of every request: the frames of the trace tell that it was a handshake.
func asTornadoStatus(m *message, rest []byte) meaning {
	if !bytes.Contains(m.full, []byte("websocket")) {
		return saysNothing
	}
	m.answered(statusIn(rest))
	return fails
}

// asCodeBehind reads "WebSocket closed with 4004".
func asCodeBehind(m *message, rest []byte) meaning {
	code, n := digits(rest, 0, 4, 4)
	if n == 0 || !isCloseCode(code) || !standsAlone(rest, 0, n) {
		return saysNothing
	}
	m.e.CloseCode = code
	return asClosing(m, nil)
}

// asWebSockexStatus reads the message of the exception, or the struct as inspect shows it.
func asWebSockexStatus(m *message, rest []byte) meaning {
	for _, word := range []string{"The response was: ", "code: "} {
		if tail := after(rest, word); tail != nil {
			m.answered(statusIn(tail))
			break
		}
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

func asAutobahnStatus(m *message, rest []byte) meaning {
	if i := bytes.Index(rest, []byte("Code: ")); i >= 0 {
		m.answered(statusIn(rest[i+len("Code: "):]))
	}
	return fails
}
