package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Short names for the columns of the tables.
const (
	stageBefore = handshake.StageBefore
	stageSent   = handshake.StageSent
	stageAnswer = handshake.StageAnswer
	stageOpen   = handshake.StageOpen

	isSocket   = handshake.IsWebSocket
	isNamed    = handshake.Named
	isAnything = handshake.NotWebSocket
)

// browserFamilies are the sentences of browser consoles.
var browserFamilies = []family{
	{sure: isAnything, sentences: []sentence{
		{says: "failed to load resource", read: asPreStepOnly},
		{says: "source map", means: voids},
	}},
	// A policy that is only reported, and warnings about what still works. They stand before the sentences that
	// begin alike and mean a block.
	{sure: isNamed, sentences: []sentence{
		{says: "[Report Only] Refused to connect", read: asWarning},
		{says: "report-only content security policy", read: asWarning},
		{says: "(Report-Only policy)", read: asWarning},
		{says: "the policy is report-only", read: asWarning},
		{says: "Insecure access is deprecated", read: asWarning},
		{says: "endpoint should be available via WSS", read: asWarning},
		{says: "Connecting to a non-secure WebSocket server from a secure origin is deprecated", means: tells},
		{says: "Upgrading insecure request", read: asWarning},
	}},
	// Content Security Policy: Blink's csp_directive_list.cc, Gecko's csp.properties, WebKit's ContentSecurityPolicy.cpp.
	{sure: isSocket, sentences: []sentence{
		{says: "Refused to connect to ", stage: stageBefore, read: asBlocked},
		{says: "violates the following Content Security Policy directive", stage: stageBefore, read: asBlocked},
		{says: "violates the document's Content Security Policy", stage: stageBefore, read: asBlocked},
		{says: "settings blocked the loading of a resource", stage: stageBefore, read: asBlocked},
		{says: "does not appear in the connect-src directive", stage: stageBefore, read: asBlocked},
		{says: "appears in neither the connect-src directive", stage: stageBefore, read: asBlocked},
	}},
	// Mixed content: Blink's mixed_content_checker.cc, Gecko's security.properties, WebKit's MixedContentChecker.cpp.
	{sure: isSocket, sentences: []sentence{
		{says: "attempted to connect to the insecure WebSocket endpoint", stage: stageBefore, read: asBlocked},
		{says: "An insecure WebSocket connection may not be initiated from a page loaded over HTTPS", stage: stageBefore},
		{says: "Blocked loading mixed active content", stage: stageBefore, read: asBlocked},
		{says: "was not allowed to run insecure content from ", stage: stageBefore, read: asBlocked},
		{says: "was blocked from connecting insecurely to ", stage: stageBefore, read: asBlocked},
	}},
	// The constructor: Blink's websocket_common.cc, WebKit's WebSocket.cpp.
	{product: "chrome", sure: isSocket, sentences: []sentence{
		{says: "Failed to construct 'WebSocket': ", stage: stageBefore},
		{says: "Failed to execute 'send' on 'WebSocket'", means: tells},
		{says: "WebSocket is already in CLOSING or CLOSED state", means: tells},
	}},
	{product: "safari", sure: isSocket, sentences: []sentence{
		{says: "Invalid url for WebSocket ", stage: stageBefore},
		{says: "Wrong url scheme for WebSocket ", stage: stageBefore},
		{says: "URL has fragment component", stage: stageBefore},
		{says: "Wrong protocol for WebSocket ", stage: stageBefore},
		{says: "WebSocket protocols contain duplicates", stage: stageBefore},
		{says: "WebSocket port ", stage: stageBefore, read: asBlockedPort},
		{says: "WebSocket without port", stage: stageBefore},
	}},
	// Blink's websocket_channel_impl.cc, and net/websockets of Chromium. The envelope is WebKit's and Bun's too.
	{product: "chrome", yields: true, sure: isSocket, sentences: []sentence{
		{says: "Error in connection establishment: ", stage: stageBefore},
		{says: "Error during WebSocket handshake: Unexpected response code: ", stage: stageAnswer, read: asStatus},
		{says: "Error during WebSocket handshake: net::", stage: stageSent},
		{says: "Error during WebSocket handshake: ", stage: stageAnswer},
		{says: "Connection closed before receiving a handshake response", stage: stageSent},
		{says: "HTTP Authentication failed; no valid credentials available", stage: stageAnswer, read: asUnauthorized},
		{says: "Establishing a tunnel via proxy server failed", stage: stageBefore},
		{says: "Proxy authentication failed", stage: stageBefore},
		{says: "WebSocket opening handshake was canceled"},
		{says: "WebSocket opening handshake timed out"},
		{says: "WebSocket is closed before the connection is established"},
		{says: "No handshake stream has been created"},
		{says: "Connection closed before sending request", stage: stageBefore},
		{says: "Stream closed with error: net::", stage: stageSent},
		{says: "failed: Insufficient resources", stage: stageBefore},
		{says: "failed safe browsing check", stage: stageBefore},
		{says: "Invalid frame header", stage: stageOpen},
		{says: "One or more reserved bits are on", stage: stageOpen},
		{says: "Unrecognized frame opcode", stage: stageOpen},
		{says: "A server must not mask any frames", stage: stageOpen},
		{says: "Could not decode a text frame as UTF-8", stage: stageOpen},
		{says: "Received unexpected continuation frame", stage: stageOpen},
		{says: "Received start of new message but previous message is unfinished", stage: stageOpen},
		{says: "received after close", stage: stageOpen},
		{says: "Received a broken close frame", stage: stageOpen},
		{says: "Message size is too large", stage: stageOpen},
		{says: "Failed to load Blob: error code", stage: stageOpen},
		{says: "Rejected an incoming WebSocket connection from the ", stage: stageAnswer},
	}},
	// WebKit: WebSocketHandshake.cpp (until Safari 14), and the words of CFNetwork since.
	{product: "safari", sure: isSocket, sentences: []sentence{
		{says: "WebSocket network error: "},
		{says: "WebSocket connection failed: "},
		{says: "There was a bad response from the server", stage: stageAnswer, read: asWithSocket},
		{says: "Could not connect to the server", stage: stageBefore, read: asWithSocket},
		{says: "A server with the specified hostname could not be found", stage: stageBefore, read: asWithSocket},
		{says: "The request timed out", read: asWithSocket},
		{says: "The network connection was lost", stage: stageSent, read: asWithSocket},
		{says: "The Internet connection appears to be offline", stage: stageBefore, read: asWithSocket},
		{says: "An SSL error has occurred and a secure connection to the server cannot be made", stage: stageBefore, read: asWithSocket},
		{says: "The certificate for this server is invalid", stage: stageBefore, read: asWithSocket},
		{says: "App Transport Security policy requires the use of a secure connection", stage: stageBefore, read: asWithSocket},
		{says: "Socket is not connected", stage: stageOpen, read: asWithSocket},
		{says: "kNWErrorDomainPOSIX error", read: asWithSocket},
		{says: "kCFErrorDomainCFNetwork error", read: asWithSocket},
		{says: "OSStatus error -98", stage: stageBefore, read: asWithSocket},
		{says: "WebSocket is closed due to suspension"},
	}},
	{sure: isSocket, sentences: []sentence{ // of WebKit and of Chromium until 2013
		{says: "Status line contains embedded null", stage: stageAnswer},
		{says: "Status line does not end with CRLF", stage: stageAnswer},
		{says: "No response code found: ", stage: stageAnswer},
		{says: "Invalid UTF-8 sequence in header value", stage: stageAnswer},
	}},
	// Internet Explorer and the first Edge.
	{product: "ie", sure: isSocket, sentences: []sentence{
		{says: "WebSocket Error: Incorrect HTTP response. Status code ", stage: stageAnswer, read: asStatus},
		{says: "WebSocket Error: Network Error ", stage: stageBefore},
		{says: "WebSocket Error: SECURITY_ERR", stage: stageBefore},
	}},
	// Bun copies WebKit's envelope.
	{product: "bun", sure: isSocket, sentences: []sentence{
		{says: "failed: Expected 101 status code", stage: stageAnswer},
		{says: "failed: Mismatch websocket accept header", stage: stageAnswer},
		{says: "failed: Invalid upgrade header", stage: stageAnswer},
		{says: "failed: TLS handshake failed", stage: stageBefore},
		{says: "failed: Failed to connect", stage: stageBefore},
	}},
	{sure: isSocket, sentences: []sentence{
		{says: "WebSocket connection to ", read: asSocketEnvelope},
		{says: "Unexpected response code: ", stage: stageAnswer, read: asStatus},
	}},
	// Gecko: WebSocket.cpp, appstrings.properties; the names of errors stand in the rows of the network.
	{product: "firefox", sure: isSocket, sentences: []sentence{
		{says: "establish a connection to the server at ", read: asGeckoSentence},
		{says: "was interrupted while the page was loading", stage: stageOpen, read: asGeckoSentence},
		{says: "The connection was refused when attempting to contact ", read: asGeckoSentence},
		{says: "Firefox ", read: asLocalisedGecko},
		{says: "WebSocketChannel::OnStartRequest: HTTP status ", stage: stageAnswer, read: asMozLogStatus},
		{says: "HTTP response header Upgrade: websocket not found", stage: stageAnswer},
		{says: "HTTP response header Connection: Upgrade not found", stage: stageAnswer},
		{says: "No Sec-WebSocket-Accept header from http channel", stage: stageAnswer},
		{says: "Invalid or missing Sec-WebSocket-Accept", stage: stageAnswer},
		{says: "WebSocketChannel::OnStartRequest: No HTTP Response", stage: stageSent},
	}},
	{product: "firefox", sure: isNamed, sentences: []sentence{
		{says: "NS_ERROR_", read: asNetworkRow},
		{says: "[HTTP/", read: asNetworkRow},
		{says: "SSL_ERROR_", read: asNetworkRow},
		{says: "SEC_ERROR_", read: asNetworkRow},
		{says: "MOZILLA_PKIX_ERROR_", read: asNetworkRow},
	}},
	// What Gecko throws at the constructor names no socket: it counts only where one was named before.
	{product: "firefox", sure: handshake.LooksLike, sentences: []sentence{
		{says: "DOMException: The operation is insecure", stage: stageBefore},
		{says: "SecurityError: The operation is insecure", stage: stageBefore},
		{says: "An invalid or illegal string was specified", stage: stageBefore},
		{says: "The string did not match the expected pattern", stage: stageBefore},
		{says: "NS_ERROR_CONTENT_BLOCKED", stage: stageBefore},
	}},
	{product: "chrome", yields: true, sure: isAnything, sentences: []sentence{{says: "net::ERR_", stage: stageBefore, read: asBareError}}},
	// Local network access, CORS: only where the URL is that of a socket or of a library's step before it.
	{sure: isNamed, sentences: []sentence{
		{says: "Permission was denied for this request to access the ", stage: stageBefore, read: asLocalNetwork},
		{says: "has been blocked by CORS policy", stage: stageBefore, read: asPreStep},
		{says: "XMLHttpRequest cannot load ", stage: stageBefore, read: asPreStep},
		{says: "Cross-Origin Request Blocked", stage: stageBefore, read: asPreStep},
		{says: "due to access control checks", stage: stageBefore, read: asPreStep},
		{says: "transport=polling", read: asPreStepRow},
		{says: "/negotiate", read: asPreStepRow},
		{says: "/info?t=", read: asPreStepRow},
		{says: "transport=websocket", read: asPreStepRow},
	}},
}

// asWarning reads a sentence about what is not blocked: it is told if it is about a socket.
func asWarning(m *message, _ []byte) meaning {
	if findSocketURL(m.text) == nil {
		return voids
	}
	return tells
}

// asBlocked reads a sentence about a policy. Policies block images and scripts too: it counts if it is a socket that was
// blocked. The text of the policy, at the end, names sockets that are allowed.
func asBlocked(m *message, _ []byte) meaning {
	head := m.text
	if i := bytes.Index(head, []byte("irective")); i >= 0 {
		head = head[:i]
	}
	url := findSocketURL(head)
	if url == nil {
		return voids
	}
	if m.url == nil {
		m.url = url
		m.page(firstURL(head))
	}
	return fails
}

// page notes the page that a sentence names.
func (m *message) page(url []byte) {
	if len(url) > 0 && !isSocketURL(url) {
		m.e.PageURL = m.c.s.Redact.URL(url)
	}
}

func asBlockedPort(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte(" blocked")) {
		return fails
	}
	return saysNothing
}

// asSocketEnvelope reads "'URL' failed: REASON". Programs use the words too, when all is well.
func asSocketEnvelope(m *message, rest []byte) meaning {
	m.url, rest = quotedURL(rest)
	switch {
	case bytes.Contains(rest, []byte("fail")), bytes.HasPrefix(bytes.TrimLeft(rest, "' "), []byte("was ")):
		return fails
	case indexFold(rest, "establish") >= 0, indexFold(rest, "opened") >= 0, indexFold(rest, "success") >= 0:
		return opens
	}
	return hints
}

func asStatus(m *message, rest []byte) meaning {
	m.answered(statusIn(rest))
	return fails
}

func asUnauthorized(m *message, _ []byte) meaning {
	m.answered(401)
	return fails
}

// asWithSocket reads a sentence of the system that is said of any request.
func asWithSocket(m *message, _ []byte) meaning {
	if m.told || findSocketURL(m.text) != nil || indexFold(m.text, "websocket") >= 0 {
		return fails
	}
	return saysNothing
}

// asGeckoSentence reads a sentence that ends with the URL and a full stop, or goes on behind it.
func asGeckoSentence(m *message, _ []byte) meaning {
	if m.url = findSocketURL(m.text); m.url == nil {
		return saysNothing
	}
	return fails
}

// asLocalisedGecko knows Firefox's sentence in any language: it begins with the name and holds the URL.
func asLocalisedGecko(m *message, _ []byte) meaning {
	if m.told || !bytes.HasPrefix(m.text, []byte("Firefox ")) {
		return saysNothing
	}
	return asGeckoSentence(m, nil)
}

// asNetworkRow reads "GET URL [HTTP/1.1 403 Forbidden 12ms]" or "GET URL NS_ERROR_…". A 101 is no success in Firefox: it
// shows the same where it then rejects the answer.
func asNetworkRow(m *message, _ []byte) meaning {
	url := firstURL(m.text)
	switch {
	case m.c.recall.isFor(url):
		url = asSocketURL(url)
	case !isSocketURL(url) && !isPreStep(url):
		return saysNothing
	}
	m.url = url
	m.e.Method = methodOf(m.text)
	if i := bytes.Index(m.text, []byte("[HTTP/")); i >= 0 {
		version := firstWord(m.text[i+1:])
		m.e.HTTPVersion = httpVersion(version)
		code := statusIn(m.text[i+1+len(version):])
		if code < 300 && !isSocketURL(url) {
			return saysNothing
		}
		m.answered(code)
		if m.e.Status == 101 {
			return tells
		}
	}
	return fails
}

// isFor reports whether url, of HTTP, is that of the socket named before: Firefox showed it so until 2016.
func (r *recall) isFor(url []byte) bool {
	_, host, rest := splitURL(url)
	_, socketHost, socketRest := splitURL(r.url)
	return len(host) > 0 && bytes.Equal(host, socketHost) && bytes.Equal(rest, socketRest)
}

// asBareError reads the name of an error that was pasted alone.
func asBareError(m *message, _ []byte) meaning {
	if hasPrefix(m.text, "net::ERR_") && bytes.IndexByte(m.text, ' ') < 0 {
		return fails
	}
	return saysNothing
}

func asMozLogStatus(m *message, rest []byte) meaning {
	m.answered(statusIn(rest))
	if m.e.Status == 101 {
		return tells
	}
	return fails
}

// asLocalNetwork: the check is made for any request. Without a URL the lines before must tell.
func asLocalNetwork(m *message, _ []byte) meaning {
	if url := firstURL(m.text); url != nil && !isSocketURL(url) && !isPreStep(url) {
		return voids
	}
	return fails
}

// asPreStep reads a sentence about an HTTP request that may be a library's step before the socket.
func asPreStep(m *message, _ []byte) meaning {
	url := firstURL(m.text)
	if !isPreStep(url) && !isSocketURL(url) {
		return voids
	}
	m.url = url
	return fails
}

// asPreStepOnly: what a console says of a request that failed is only worth telling if it is such a step.
func asPreStepOnly(m *message, _ []byte) meaning {
	if url := firstURL(m.text); !isPreStep(url) {
		return voids
	}
	return saysNothing
}

// asPreStepRow reads "GET http://host/socket.io/?EIO=4&transport=polling&t=x 400 (Bad Request)" and
// "POST http://host/hub/negotiate net::ERR_FAILED".
func asPreStepRow(m *message, _ []byte) meaning {
	url := firstURL(m.text)
	if url == nil {
		url = firstWord(m.text)
	}
	if m.told || !isPreStep(url) {
		return saysNothing
	}
	after := m.text[bytes.Index(m.text, url)+len(url):]
	code := statusIn(after)
	if code < 400 && !bytes.Contains(after, []byte("net::ERR_")) {
		return saysNothing
	}
	m.url, m.e.Method = url, methodOf(m.text)
	m.answered(code)
	return fails
}
