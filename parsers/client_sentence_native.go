package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// nativeFamilies are the sentences of client libraries for Go, Rust, C, C++, Swift, Objective-C and Dart, and on microcontrollers, as
// their sources have them. Several write the same words; then the product is left open.
var nativeFamilies = []family{
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

var dialReasons = [][]byte{[]byte("bad status"), []byte("missing or bad"), []byte("mismatch challenge/response")}
