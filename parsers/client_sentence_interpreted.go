package parsers

import (
	"bytes"
)

// interpretedFamilies are the sentences of client libraries for Python and PHP, as
// their sources have them. Several write the same words; then the product is left open.
var interpretedFamilies = []family{
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
	{product: "ratchet-pawl", sure: isSocket, sentences: []sentence{
		{says: "Server did not respond with an expected Sec-WebSocket-Protocol", stage: stageAnswer},
		{says: "Connection closed before handshake", stage: stageSent},
	}},
	{product: "php-websocket", sure: isSocket, sentences: []sentence{
		{says: "Invalid status code ", stage: stageAnswer, read: asStatus},
		{says: "Server sent bad upgrade response", stage: stageAnswer},
		{says: "Server sent invalid upgrade response", stage: stageAnswer},
	}},
	{product: "autobahn", sure: isSocket, sentences: []sentence{
		{says: "An HTTP response code other than 101 was received", stage: stageAnswer, read: asAutobahnStatus},
		{says: "WebSocket connection upgrade failed (", stage: stageAnswer, read: asStatus},
		{says: "WebSocket opening handshake timeout", stage: stageSent},
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

func asAutobahnStatus(m *message, rest []byte) meaning {
	if i := bytes.Index(rest, []byte("Code: ")); i >= 0 {
		m.answered(statusIn(rest[i+len("Code: "):]))
	}
	return fails
}
