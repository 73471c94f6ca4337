package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// networkFamilies are what systems, TLS and HTTP libraries say. It may be said of any connection: it is about a
// WebSocket only where a URL, a library or a line before tells so.
var networkFamilies = []family{
	{product: "curl", sure: isAnything, sentences: []sentence{{says: "curl: (", stage: stageBefore}}},
	{sure: isAnything, sentences: []sentence{
		// DNS
		{says: "ENOTFOUND", stage: stageBefore}, {says: "EAI_AGAIN", stage: stageBefore}, {says: "no such host", stage: stageBefore},
		{says: "Name or service not known", stage: stageBefore}, {says: "nodename nor servname provided", stage: stageBefore},
		{says: "Temporary failure in name resolution", stage: stageBefore}, {says: "getaddrinfo failed", stage: stageBefore},
		{says: "UnknownHostException", stage: stageBefore}, {says: "Unable to resolve host", stage: stageBefore},
		{says: "Failed host lookup", stage: stageBefore}, {says: "No such host is known", stage: stageBefore},
		{says: "failed to lookup address information", stage: stageBefore}, {says: "nameresolutionerror", stage: stageBefore},
		// TCP
		{says: "ECONNREFUSED", stage: stageBefore}, {says: "connection refused", stage: stageBefore},
		{says: "actively refused it", stage: stageBefore}, {says: "Connect call failed", stage: stageBefore}, {says: "Cannot connect to host ", stage: stageBefore},
		{says: "Failed to connect to /", stage: stageBefore}, {says: "os error 111", stage: stageBefore}, {says: "Connection refused (os error", stage: stageBefore},
		{says: "ETIMEDOUT", stage: stageBefore}, {says: "connection timed out", stage: stageBefore}, {says: "SocketTimeoutException"},
		{says: "EHOSTUNREACH", stage: stageBefore}, {says: "ENETUNREACH", stage: stageBefore}, {says: "no route to host", stage: stageBefore},
		{says: "network is unreachable", stage: stageBefore}, {says: "ConnectTimeout", stage: stageBefore},
		{says: "ECONNRESET"}, {says: "socket hang up", stage: stageSent}, {says: "connection reset by peer"}, {says: "Connection reset", read: asException},
		{says: "EPIPE", stage: stageSent}, {says: "ECONNABORTED"}, {says: "unexpected end of stream", stage: stageSent},
		{says: "Server disconnected", stage: stageSent}, {says: "unexpected EOF", stage: stageSent}, {says: "ConnectionResetError"},
		{says: "connection closed while reading HTTP", stage: stageSent}, {says: "line without CRLF", stage: stageSent},
		{says: "i/o timeout", read: asUnlessOpened}, {says: "context deadline exceeded", read: asUnlessOpened}, {says: "TimeoutError", read: asUnlessOpened}, {says: "timed out", read: asException},
		// TLS
		{says: "ssl routines", stage: stageBefore}, {says: "[SSL", stage: stageBefore}, {says: "certificate", stage: stageBefore, read: asCertificate},
		{says: "tls: ", stage: stageBefore}, {says: "x509: ", stage: stageBefore}, {says: "SSLHandshakeException", stage: stageBefore},
		{says: "SSLException", stage: stageBefore}, {says: "PKIX path building failed", stage: stageBefore}, {says: "Trust anchor for certification path not found", stage: stageBefore},
		{says: "Hostname/IP does not match", stage: stageBefore}, {says: "SSL connection could not be established", stage: stageBefore},
		{says: "RemoteCertificate", stage: stageBefore}, {says: "HandshakeException", stage: stageBefore}, {says: "CERTIFICATE_VERIFY_FAILED", stage: stageBefore},
		{says: "WRONG_VERSION_NUMBER", stage: stageBefore}, {says: "wrong version number", stage: stageBefore}, {says: "handshake failed; returned -1", stage: stageBefore},
		{says: "socket disconnected before secure TLS connection was established", stage: stageBefore}, {says: "Cannot do tls handshake", stage: stageBefore},
		{says: "BSSL:Couldn't connect", stage: stageBefore}, {says: "handshakeFailed(", stage: stageBefore}, {says: "HandshakeFailed (", stage: stageBefore},
		{says: "ssl.SSLError", stage: stageBefore}, {says: "Unsupported or unrecognized SSL message", stage: stageBefore}, {says: "Unable to parse TLS packet header", stage: stageBefore},
		{says: " TLSSocket.", means: hints, read: asSecure},
		{says: "server gave HTTP response to HTTPS client", stage: stageBefore}, {says: "Received fatal alert", stage: stageBefore},
		// HTTP
		{says: "Parse Error: Expected HTTP/", stage: stageAnswer}, {says: "HPE_INVALID_CONSTANT", stage: stageAnswer}, {says: "malformed HTTP ", stage: stageAnswer},
		{says: "HttparseError", stage: stageAnswer}, {says: "unsupported HTTP version", stage: stageAnswer}, {says: "unsupported protocol; expected HTTP/1.1", stage: stageAnswer},
		{says: "BadStatusLine", stage: stageAnswer}, {says: "Malformed HTTP message", stage: stageAnswer}, {says: "ERR_INVALID_URL", stage: stageBefore},
		{says: "Invalid URL: ", stage: stageBefore}, {says: "Error: invalid url", stage: stageBefore}, {says: "Unable to tunnel through proxy", stage: stageBefore},
		{says: "Proxy Authentication Required", stage: stageBefore}, {says: "CLEARTEXT communication to ", stage: stageBefore},
		{says: "Unable to connect to the remote server", stage: stageBefore}, {says: "NSURLErrorDomain Code="}, {says: "NSPOSIXErrorDomain Code="},
	}},
}

// asSecure reads a frame of Node's trace that only a connection over TLS has.
func asSecure(m *message, _ []byte) meaning {
	if m.e.URL.Scheme == "" {
		m.e.URL.Scheme = "wss"
	}
	return hints
}

// asException reads common words, which count in the message of an error or an exception.
func asException(m *message, _ []byte) meaning {
	if m.told || m.c.recall.opened || indexFold(m.text, "error") < 0 && indexFold(m.text, "exception") < 0 && indexFold(m.text, "fail") < 0 {
		return saysNothing
	}
	return fails
}

// asUnlessOpened reads an end, or a wait that was too long: of an open socket, that is the program's own affair.
func asUnlessOpened(m *message, _ []byte) meaning {
	if m.c.recall.opened {
		return tells
	}
	return fails
}

// certificateWords make a sentence about a certificate one about a failure.
var certificateWords = []string{"expired", "self-signed", "self signed", "verify", "unknown ca", "authority", "not valid", "valid for", "invalid", "alert", "required", "not trusted", "mismatch", "revoked"}

func asCertificate(m *message, _ []byte) meaning {
	if indexFold(m.text, "accepting") >= 0 {
		return saysNothing
	}
	if hasAnyFold(m.text, certificateWords) {
		return fails
	}
	return saysNothing
}

// asEmptyOption reads an option that names no WebSocket, unless something else does.
func asEmptyOption(m *message, _ []byte) meaning {
	if bytes.Count(m.text, []byte("ebsocket"))+bytes.Count(m.text, []byte("ebSocket")) == 1 {
		return voids
	}
	return saysNothing
}

// stateFamilies are what programs say of a socket in words of their own.
var stateFamilies = []family{
	{sentences: []sentence{{says: "websocket: [],", read: asEmptyOption}}}, // in the state that Elixir's servers dump
	{sure: isNamed, sentences: []sentence{
		{says: "websocket error"}, {says: "WebSocketError"}, {says: "websocket connection failed"}, {says: "websocket connection error"}, {says: "websocket failed"},
		{says: "failed to connect to websocket"}, {says: "could not connect to websocket"}, {says: "error connecting to websocket"},
		{says: "websocket handshake failed"}, {says: "websocket handshake error"}, {says: "websocket onerror"}, {says: "websocket connect error"},
		{says: "ws connect error"}, {says: "WebSocket.onerror"}, {says: "websocket upgrade failed"}, {says: "WebSocket: error"},
		{says: "[websocket error]"}, {says: `"isTrusted":false,"message":`}, {says: "WebSocket is not connected", means: tells},
	}},
	{sure: isSocket, sentences: []sentence{ // what products say of their own sockets
		{says: "frontend:ws: Failed to connect to WebSocket"}, // Zigbee2MQTT
		{says: `errorType: "websocketconnectionfailed"`},      // Collabora Online
		{says: "Failed to establish socket connection or socket connection closed unexpectedly. The reverse proxy might be misconfigured"},
		{says: "Client error on WebSocket API ", stage: stageBefore},              // Home Assistant's Supervisor
		{says: "Unable to establish websocket connection to ", read: asCoderDial}, // Selenium names the URL with http
		{says: "JdkWebSocket initial request execution error"},
		{says: "Mesh Server Connection Error ["},                                                                                             // MeshAgent
		{says: "Did not receive X-Remoting-Capability header", stage: stageAnswer},                                                           // Jenkins' agents
		{says: "Cannot connect to the socket server. ["},                                                                                     // Uptime Kuma
		{says: "failed to connect websocket"},                                                                                                // authentik's outposts
		{says: "not establish a WebSocket connection"}, {says: "not make a WebSocket connection"}, {says: "n't make a WebSocket connection"}, // BigBlueButton
		{says: "The WebSocket connection could not be established or was disconnected"}, // Jitsi Meet
	}},
	{sure: isAnything, sentences: []sentence{
		{says: "disconnect", means: depends, read: asClosing},
		{says: "clos", means: depends, read: asClosing},
		{says: "connect", means: depends, read: asOpening},
		{says: "open", means: depends, read: asOpening},
		{says: "message", means: depends, read: asTalking},
	}},
}

// asClosing reads a line about the end of a socket, if it has a close code or names the socket.
func asClosing(m *message, _ []byte) meaning {
	if m.e.CloseCode == 0 {
		m.closed(m.text)
	}
	code := m.e.CloseCode
	m.lost = m.lost || !m.told
	switch {
	case code == 0:
		if m.told || m.c.s.Gate.Names(m.text) && !m.c.recall.pending {
			return tells
		}
		return saysNothing
	case m.e.Certainty < handshake.Named:
		m.e.Certainty = handshake.Named
	}
	if code == 1000 || code == 1001 || code == 1005 {
		m.c.recall.opened = false
		m.e.Stage = handshake.StageOpen
		return tells
	}
	if m.e.Stage == handshake.StageUnknown && !isBreak(code) {
		m.e.Stage = handshake.StageOpen
	}
	return fails
}

// isBreak reports whether a close code is one that the client makes up when there was no close frame (RFC 6455 section
// 7.4.1). Such a socket may never have been open.
func isBreak(code int) bool { return code == 0 || code == 1006 || code == 1015 }

// closed notes the close code that text holds.
func (m *message) closed(text []byte) {
	m.e.CloseCode = closeCodeIn(text)
}

var closeNames = map[string]int{
	"StatusNormalClosure": 1000, "StatusGoingAway": 1001, "StatusProtocolError": 1002, "StatusUnsupportedData": 1003,
	"StatusNoStatusRcvd": 1005, "StatusAbnormalClosure": 1006, "StatusInvalidFramePayloadData": 1007, "StatusPolicyViolation": 1008,
	"StatusMessageTooBig": 1009, "StatusMandatoryExtension": 1010, "StatusInternalError": 1011, "StatusServiceRestart": 1012,
	"StatusTryAgainLater": 1013, "StatusBadGateway": 1014, "StatusTLSHandshake": 1015,
}

// closeCodeIn returns the close code that text holds, or 0: a number of four digits in the ranges of RFC 6455 section
// 7.4 behind a word that announces one.
func closeCodeIn(text []byte) int {
	if i := bytes.Index(text, []byte("status = Status")); i >= 0 {
		name := text[i+len("status = "):]
		if code := closeNames[string(name[:wordLen(name)])]; code != 0 {
			return code
		}
	}
	for i := 0; i+4 <= len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		n, next := digits(text, i, 4, 4)
		if next > 0 && isCloseCode(n) && standsAlone(text, i, next) && isAnnounced(text[max(i-32, 0):i]) {
			return n
		}
		for i < len(text) && isDigit(text[i]) {
			i++
		}
	}
	return 0
}

func isCloseCode(n int) bool { return n >= 1000 && n <= 1015 && n != 1004 || n >= 3000 && n <= 4999 }

// codeWords announce a close code.
var codeWords = []string{"code", "clos", "disconnect", "received ", "sent ", "status"}

// isAnnounced reports whether head, what stands in front of a number, ends with a word that announces a close code, and
// at most a few more.
func isAnnounced(head []byte) bool {
	if i := bytes.LastIndexAny(head, "\n;"); i >= 0 {
		head = head[i+1:]
	}
	if indexFold(head, "port") >= 0 || indexFold(head, "after ") >= 0 || indexFold(head, " in ") >= 0 {
		return false
	}
	for _, w := range codeWords {
		if indexFold(head, w) >= 0 {
			return true
		}
	}
	return false
}

// standsAlone reports whether the number text[i:j] is no port ("host:3000"), no time ("1000 ms") and no part of
// something longer.
func standsAlone(text []byte, i, j int) bool {
	if i > 0 && (isWordByte(text[i-1]) || bytes.IndexByte([]byte(".-/#,"), text[i-1]) >= 0) {
		return false
	}
	if i > 1 && text[i-1] == ':' && isWordByte(text[i-2]) && !endsWithCode(text[:i-1]) {
		return false
	}
	rest := text[j:]
	if len(rest) > 0 && (isWordByte(rest[0]) || rest[0] == '/' || rest[0] == '-') {
		return false
	}
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ':') && isDigit(rest[1]) {
		return false
	}
	return !isMeasure(bytes.TrimLeft(rest, " "))
}

func isMeasure(rest []byte) bool {
	return hasPrefix(rest, "ms") || hasPrefix(rest, "sec") || hasPrefix(rest, "millis") || hasPrefix(rest, "bytes")
}

// endsWithCode: "code:1006", "closed:1006".
func endsWithCode(head []byte) bool {
	for _, w := range codeWords {
		if n := len(w); len(head) >= n && equalFoldASCII(head[len(head)-n:], w) {
			return true
		}
	}
	return bytes.HasSuffix(head, []byte("closed"))
}

// wordLen returns how many bytes of b are letters, digits and '_'.
func wordLen(b []byte) int {
	n := 0
	for n < len(b) && isWordByte(b[n]) {
		n++
	}
	return n
}

var openingWords = []string{
	"websocket connected", "websocket is connected", "websocket connection established", "websocket connection opened", "websocket opened",
	"websocket open", "websocket is open", "websocket connection is open", "connection to websocket established", "socket connected",
	"connected to websocket", "connected to ws", "websocket connect success", "### opened", "opened connection",
}

// asOpening reads a line that tells of an open socket in so many words, or that consists of the word.
func asOpening(m *message, _ []byte) meaning {
	if m.told || isNegated(m.text) {
		return saysNothing
	}
	for _, w := range openingWords {
		if indexFold(m.text, w) >= 0 {
			m.e.Certainty = handshake.Named
			return opens
		}
	}
	text := withoutTag(m.text)
	switch firstIs(text, "connected", "open", "opened", "onopen") {
	case "connected":
		if m.e.Certainty < handshake.LooksLike {
			m.e.Certainty = handshake.LooksLike
		}
		return opens
	case "open", "opened", "onopen":
		if len(text) > 24 {
			return saysNothing
		}
		m.e.Certainty = max(m.e.Certainty, handshake.LooksLike)
		return opens
	}
	return saysNothing
}

// withoutTag takes "[chat] " off.
func withoutTag(b []byte) []byte {
	b = bytes.TrimLeft(b, `" `)
	if len(b) == 0 || b[0] != '[' {
		return b
	}
	end := bytes.IndexByte(b[:min(len(b), 40)], ']')
	return bytes.TrimLeft(b[end+1:], ` "`)
}

// firstIs returns which of words the first word of b is, without regard to case and the punctuation around it, or "".
func firstIs(b []byte, words ...string) string {
	first := bytes.Trim(firstWord(b), `.,:;!"'`)
	for _, w := range words {
		if len(first) == len(w) && equalFoldASCII(first, w) {
			return w
		}
	}
	return ""
}

var negations = []string{"not connected", "disconnected", "not open", "fail", "unable", "error", "disabled", "before"}

func isNegated(text []byte) bool { return hasAnyFold(text, negations) }

// asTalking notes that a message came through the open socket. It makes no event.
func asTalking(m *message, _ []byte) meaning {
	if firstIs(withoutTag(m.text), "message", "received", "recv", "onmessage") != "" {
		m.c.recall.talked = true
	}
	return saysNothing
}

// markerFamilies are pieces of traces that show which library speaks.
var markerFamilies = []family{
	{product: "ws", sure: isSocket, sentences: []sentence{
		{says: "/ws/lib/websocket", means: hints}, {says: `\ws\lib\websocket`, means: hints}, {says: "'error' event on WebSocket instance", means: hints},
		{says: "WS_ERR_", means: hints}, {says: "/ws/lib/receiver", means: hints},
	}},
	{product: "wscat", sure: isSocket, sentences: []sentence{{says: "/bin/wscat", means: hints}, {says: "wscat ", means: hints}}},
	{product: "python-websockets", sure: isSocket, sentences: []sentence{
		{says: "site-packages/websockets/", means: hints}, {says: "dist-packages/websockets/", means: hints}, {says: "websockets.exceptions", means: hints},
	}},
	{product: "websocket-client", sure: isSocket, sentences: []sentence{{says: "-packages/websocket/_", means: hints}, {says: "websocket._exceptions", means: hints}}},
	{product: "aiohttp", sure: isSocket, sentences: []sentence{{says: "_ws_connect", means: hints, opens: true}, {says: "s.ws_connect(", means: hints}, {says: ".ws_connect(", means: hints}}},
	{product: "gorilla", sure: isSocket, sentences: []sentence{{says: "gorilla/websocket", means: hints}}},
	{sure: isSocket, sentences: []sentence{
		{says: "java.net.http.WebSocket", means: hints}, {says: "org.springframework.web.socket.client", means: hints}, {says: "WebSocketClient", means: hints},
		{says: "target: WebSocket", means: hints}, {says: "System.Net.WebSockets", means: hints}, {says: "websocket_loader", means: hints},
	}},
	{sure: isNamed, sentences: []sentence{{says: "websocket", means: hints}, {says: "ws://", means: hints}, {says: "wss://", means: hints}}},
}
