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
		{says: "(Report-Only", read: asWarning}, {says: "Report-Only)", read: asWarning}, {says: "（Report-Only", read: asWarning}, // Gecko in other languages
		{says: "(Zasada „tylko zgłaszanie”)", read: asWarning}, {says: "(보고 전용 정책)", read: asWarning},
		{says: "this DOM object constructor cannot be called as a function", means: voids},
	}},
	// Content Security Policy: Blink's csp_directive_list.cc, Gecko's csp.properties, WebKit's ContentSecurityPolicy.cpp.
	{sure: isSocket, sentences: []sentence{
		{says: "Refused to connect to ", stage: stageBefore, read: asBlocked},
		{says: "violates the following Content Security Policy directive", stage: stageBefore, read: asBlocked},
		{says: "violates the document's Content Security Policy", stage: stageBefore, read: asBlocked},
		{says: "settings blocked the loading of a resource", stage: stageBefore, read: asBlocked},
		{says: "does not appear in the connect-src directive", stage: stageBefore, read: asBlocked},
		{says: "appears in neither the connect-src directive", stage: stageBefore, read: asBlocked},
		{says: "Resource violated directive 'connect-src", stage: stageBefore, read: asBlockedByEdge},
	}},
	// The same in other languages, from the csp.properties of Gecko's translations. Each ends with the URL, for the same
	// words are said of any resource, and the policy behind it names sockets that are allowed.
	{product: "firefox", sure: isSocket, sentences: localised(stageBefore,
		"Ressource (connect-src) auf ws", "ressource (connect-src) à l’adresse ws", "recurso (connect-src) en ws", "recurso (connect-src) em ws",
		"risorsa (connect-src) da ws", "ресурса (connect-src) на ws", "zasobu (connect-src) na ws", "bron (connect-src) op ws",
		"resurs (connect-src) på ws", "zdroje (connect-src) v ws", "ресурсу (connect-src) на ws", "ressourcen (connect-src) på ws",
		"のリソース (connect-src) の読み込みをブロックしました", "리소스(connect-src) 로드를 차단했습니다", "已阻止加载一项位于 ws", "位於 ws",
		"Laden einer Ressource auf ws", "empêché le chargement d’une ressource à ws", "bloqueado la carga de un recurso en ws",
		"bloquearam o carregamento de um recurso em ws", "заблокировали загрузку ресурса ws", "zablokowały wczytanie zasobu „ws",
		"blokkeerden het laden van een bron op ws", "次のリソースの読み込みをブロックしました: ws", "리소스 로드가 차단됨: ws", "阻止读取位于 ws",
	)},
	// Mixed content: Blink's mixed_content_checker.cc, Gecko's security.properties, WebKit's MixedContentChecker.cpp.
	{sure: isSocket, sentences: []sentence{
		{says: "attempted to connect to the insecure WebSocket endpoint", stage: stageBefore, read: asBlocked},
		{says: "An insecure WebSocket connection may not be initiated from a page loaded over HTTPS", stage: stageBefore},
		{says: "Blocked loading mixed active content", stage: stageBefore, read: asBlocked},
		{says: "was not allowed to run insecure content from ", stage: stageBefore, read: asBlocked},
		{says: "was blocked from connecting insecurely to ", stage: stageBefore, read: asBlocked},
		{says: "requested insecure content from ", stage: stageBefore, read: asBlocked},
	}},
	// The same in other languages, from the security.properties of Gecko's translations.
	{product: "firefox", sure: isSocket, sentences: localised(stageBefore,
		"Laden von gemischten aktiven Inhalten", "Blocage du chargement du contenu mixte actif", "la carga del contenido activo mixto",
		"carregamento de conteúdo misto ativo", "carregamento do conteúdo misto ativo", "caricamento di contenuto misto attivo", "загрузка смешанного активного содержимого",
		"wczytywanie mieszanych treści aktywnych", "Laden van gemengde actieve inhoud", "laddning av blandat aktivt innehåll", "smíšeného aktivního obsahu",
		"завантаження змішаного активного вмісту", "indlæsning af blandet aktivt indhold", "已阻止加载混合活动内容", "已封鎖載入混和的主動內容",
		"混在アクティブコンテンツ", "혼합된 액티브 콘텐츠",
	)},
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
		{says: "A TLS error caused the secure connection to fail", stage: stageBefore, read: asWithSocket},
		{says: "The certificate for this server ", stage: stageBefore, read: asWithSocket},
		{says: "” requires a client certificate", stage: stageBefore, read: asWithSocket},
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
		{says: "failed: Missing upgrade header", stage: stageAnswer},
		{says: "failed: Missing connection header", stage: stageAnswer},
		{says: "failed: Invalid connection header", stage: stageAnswer},
		{says: "failed: Missing websocket accept header", stage: stageAnswer},
		{says: "failed: Invalid websocket version", stage: stageAnswer},
		{says: "failed: Missing client protocol", stage: stageAnswer},
		{says: "failed: Mismatch client protocol", stage: stageAnswer},
		{says: "failed: Headers too large", stage: stageAnswer},
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
	// Gecko's two sentences in other languages, from the appstrings.properties of its translations.
	{product: "firefox", sure: isSocket, sentences: localised("",
		"keine Verbindung zu dem Server unter ", "ne peut établir de connexion avec le serveur", "establecer una conexión con el servidor en ",
		"estabelecer uma conexão com o servidor ", "estabelecer uma ligação para o servidor em ", "stabilire una connessione con il server ",
		"установить соединение с сервером ", "nawiązać połączenia z serwerem ", "stabili o conexiune cu serverul ", "sunucusuyla bağlantı ",
		"kan geen verbinding maken met de server op ", "服务器的连接。", "無法與伺服器 ", "のサーバーへの接続を確立できませんでした", "서버에 연결할 수 없습니다",
		"upprätta en anslutning till servern ", "navázat spojení se serverem ", "kapcsolatot létesíteni a(z) ", "встановити з'єднання з сервером ",
		"oprette en forbindelse til serveren ",
	)},
	{product: "firefox", sure: isSocket, sentences: localised(stageOpen,
		"wurde unterbrochen, während die Seite geladen wurde", "a été interrompue pendant le chargement de la page", "fue interrumpida mientras la página se cargaba",
		"se interrumpió mientras se cargaba la página", "foi interrompida durante o carregamento da página", "è stata interrotta durante il caricamento della pagina",
		"Во время загрузки страницы соединение с ", "zostało przerwane podczas wczytywania strony", "s-a întrerupt în timp ce se încărca pagina",
		"Sayfa yüklenirken ", "werd onderbroken tijdens het laden van de pagina", "加载页面时与 ", "載入頁面時與 ", "ページの読み込み中に ", "페이지 로드 중 ",
		"avbröts under hämtningen av sidan", "bylo v průběhu načítání stránky ukončeno", "megszakadt az oldal betöltése közben",
		"Під час завантаження сторінки з'єднання з ", "blev afbrudt mens siden var ved at blive indlæst",
	)},
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
		{says: "/info?cb=", read: asPreStepRow}, // SockJS 0.3
		{says: "transport=websocket", read: asPreStepRow},
	}},
}

// localised returns the sentences of one meaning in several languages. Of a socket they say it if they hold its URL.
func localised(stage handshake.Stage, texts ...string) []sentence {
	all := make([]sentence, len(texts))
	for i, t := range texts {
		all[i] = sentence{says: t, stage: stage, read: asGeckoSentence}
	}
	return all
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

// asBlockedByEdge reads the words of the first Edge, which has the policy in front of the URL.
func asBlockedByEdge(m *message, rest []byte) meaning {
	url := findSocketURL(after(rest, "Content-Security-Policy: "))
	if url == nil {
		return voids
	}
	m.url = url
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
	if code < 400 && !bytes.Contains(after, []byte("net::ERR_")) && !bytes.HasSuffix(after, []byte(" 0 ()")) { // as Chrome wrote it until 2019
		return saysNothing
	}
	m.url, m.e.Method = url, methodOf(m.text)
	m.answered(code)
	return fails
}
