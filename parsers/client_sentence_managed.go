package parsers

import (
	"bytes"
)

// managedFamilies are the sentences of client libraries for the JVM, Android and .NET, as
// their sources have them. Several write the same words; then the product is left open.
var managedFamilies = []family{
	{product: "dotnet", sure: isSocket, sentences: []sentence{ // System.Net.WebSockets Strings.resx
		{says: "when status code '101' was expected", stage: stageAnswer, read: asDotnetStatus},
		{says: "when the expected status code was '101'", stage: stageAnswer, read: asDotnetStatus}, // .NET Framework
		{says: "The server returned status code '", stage: stageAnswer, read: asStatus},             // some say the rest in other words
		{says: "The server's response was missing the required header", stage: stageAnswer},
		{says: "is invalid. System.Net.WebSockets", stage: stageAnswer},
		{says: "protocol(s), but server is only accepting", stage: stageAnswer},
		{says: "The WebSocket failed to negotiate max", stage: stageAnswer},
		{says: "Only Uris starting with 'ws://' or 'wss://' are supported", stage: stageBefore},
		{says: "The remote party closed the WebSocket connection without completing the close handshake", stage: stageOpen},
		{says: "Failed to establish web socket connection over HTTP/2", stage: stageSent},
		{says: "must be passed to ConnectAsync when using HTTP/2", stage: stageBefore},
		{says: "The WebSocket protocol is not supported on this platform", stage: stageBefore},
		{says: "The WebSocket protocol '", stage: stageBefore, read: asInvalidCharacter},
		{says: "Duplicate protocols are not allowed: '", stage: stageBefore},
		{says: "WebSocket-Verbindung ohne", stage: stageOpen}, // ohne Ausführung des Schließenhandshakes geschlossen
		{says: "在没有完成关闭握手的情况下关闭了 WebSocket 连接", stage: stageOpen},
		{says: "connexion WebSocket sans établir la liaison de fermeture", stage: stageOpen},
		{says: "WebSocket didn't recieve a Pong frame", stage: stageOpen}, // as .NET spells it
		{says: "System.Net.WebSockets.WebSocketException", read: asWithMessage},
		{says: "System.Net.WebSockets.ClientWebSocket", means: hints, opens: true},
	}},
	{product: "dotnet", sure: isAnything, sentences: []sentence{ // System.Net.Requests, System.Net.Http, Winsock, in the languages of Windows
		{says: "The remote server returned an error: (", stage: stageAnswer, read: asDotnetError},
		{says: "Der Remoteserver hat einen Fehler zurückgegeben: (", stage: stageAnswer, read: asDotnetError},
		{says: "Le serveur distant a retourné une erreur", stage: stageAnswer, read: asDotnetError},
		{says: "Error en el servidor remoto: (", stage: stageAnswer, read: asDotnetError},
		{says: "Удаленный сервер возвратил ошибку: (", stage: stageAnswer, read: asDotnetError},
		{says: "远程服务器返回错误: (", stage: stageAnswer, read: asDotnetError},
		{says: "遠端伺服器傳回一個錯誤: (", stage: stageAnswer, read: asDotnetError},
		{says: "リモート サーバーがエラーを返しました: (", stage: stageAnswer, read: asDotnetError},
		{says: "The remote name could not be resolved: ", stage: stageBefore, read: asInTrace},
		{says: "System.UriFormatException: Invalid URI", stage: stageBefore, read: asInTrace},
		{says: "Could not create SSL/TLS secure channel", stage: stageBefore, read: asInTrace},
		{says: "Could not establish trust relationship for the SSL/TLS", stage: stageBefore, read: asInTrace},
		{says: "The underlying connection was closed: ", read: asInTrace},
		{says: "Die Verbindung mit dem Remoteserver kann nicht hergestellt werden", stage: stageBefore, read: asInTrace},
		{says: "Impossible de se connecter au serveur distant", stage: stageBefore, read: asInTrace},
		{says: "No es posible conectar con el servidor remoto", stage: stageBefore, read: asInTrace},
		{says: "Невозможно соединиться с удаленным сервером", stage: stageBefore, read: asInTrace},
		{says: "无法连接到远程服务器", stage: stageBefore, read: asInTrace},
		{says: "無法連接至遠端伺服器", stage: stageBefore, read: asInTrace},
		{says: "リモート サーバーに接続できません", stage: stageBefore, read: asInTrace},
		{says: "원격 서버에 연결할 수 없습니다", stage: stageBefore, read: asInTrace},
		{says: "Nie można połączyć się z serwerem zdalnym", stage: stageBefore, read: asInTrace},
		{says: "Impossível conectar-se ao servidor remoto", stage: stageBefore, read: asInTrace},
		{says: "Impossibile effettuare la connessione al server remoto", stage: stageBefore, read: asInTrace},
		{says: "Uzak sunucuya bağlanılamıyor", stage: stageBefore, read: asInTrace},
		{says: "da der Zielcomputer die Verbindung verweigerte", stage: stageBefore, read: asInTrace},
		{says: "ordinateur cible l’a expressément refus", stage: stageBefore, read: asInTrace},
		{says: "el equipo de destino denegó expresamente dicha conexión", stage: stageBefore, read: asInTrace},
		{says: "конечный компьютер отверг запрос на подключение", stage: stageBefore, read: asInTrace},
		{says: "由于目标计算机积极拒绝", stage: stageBefore, read: asInTrace},
		{says: "対象のコンピューターによって拒否された", stage: stageBefore, read: asInTrace},
	}},
	{product: "signalr", sure: isSocket, sentences: []sentence{ // Http.Connections.Client, SignalR.Client
		{says: "Error getting negotiation response from '", stage: stageBefore, read: asNegotiationLog},
		{says: "Invalid negotiation response received", stage: stageBefore},
		{says: "HttpConnection.NegotiateAsync(", stage: stageBefore, read: asFailedStatus},
		{says: "Failed to start connection. Error starting transport '", stage: stageAnswer},
		{says: "Unable to connect to the server with any of the available transports", stage: stageAnswer, read: asTransportsFailed},
		{says: "The server disconnected before sending a handshake response", stage: stageOpen},
		{says: "Detected a connection attempt to an ASP.NET", stage: stageBefore},
		{says: "You are using a version of the client that isn't compatible with the server", stage: stageBefore},
		{says: "Microsoft.AspNetCore.SignalR.Client.", means: hints},
		{says: "Microsoft.AspNet.SignalR.Client.", means: hints},
	}},
	{product: "websocket-sharp", sure: isSocket, sentences: []sentence{
		{says: "Not a WebSocket handshake response", stage: stageAnswer},
		{says: "Not WebSocket connection response", stage: stageAnswer},
		{says: "Not a WebSocket connection response", stage: stageAnswer},
		{says: "The Sec-WebSocket-Accept header is ", stage: stageAnswer},
		{says: "The Sec-WebSocket-Protocol header is ", stage: stageAnswer},
		{says: "The Sec-WebSocket-Extensions header is ", stage: stageAnswer},
		{says: "The Sec-WebSocket-Key header is ", stage: stageSent},     // its server
		{says: "The Sec-WebSocket-Version header is ", stage: stageSent}, // its server
		{says: "The proxy has failed a connection to the requested URL", stage: stageBefore},
		{says: "An exception has occurred while connecting", read: asSharpReason},
		{says: "An exception has occured while connecting", read: asSharpReason}, // sic, until 2014
		{says: "An error has occurred while connecting", read: asSharpReason},
	}},
	{product: "websocket-sharp", sure: isSocket, sentences: []sentence{ // these words only behind the name of the method
		{says: "WebSocket.doHandshake", read: asSharpHandshake},
		{says: "WebSocket.connect", read: asSharpHandshake},
		{says: "WebSocketBehavior.checkHandshakeRequest", stage: stageSent, read: asSharpHandshake},
		{says: "WebSocketSharp.", means: hints},
	}},
	{product: "websocket4net", sure: isSocket, sentences: []sentence{
		{says: "The value of Sec-WebSocket-Accept is incorrect", stage: stageAnswer},
		{says: "WebSocket4Net.", means: hints},
	}},
	{product: "websocket4net", sure: isAnything, sentences: []sentence{
		{says: "Unexpected response: ", stage: stageAnswer, read: asSuperStatus},
	}},
	{product: "fleck", sure: isSocket, sentences: []sentence{
		{says: "SubProtocolNegotiationFailureException", stage: stageSent},
		{says: "Fleck.HandshakeException", stage: stageSent},
	}},
	{product: "websocket.client", sure: isSocket, sentences: []sentence{ // Marfusios
		{says: "Failed to start Websocket client", stage: stageBefore},
		{says: "Exception while connecting. Waiting ", read: asInTrace},
	}},
	{product: "okhttp", sure: isSocket, sentences: []sentence{ // RealWebSocket.kt
		{says: "Expected HTTP 101 response but was '", stage: stageAnswer, read: asStatus},
		{says: "Expected 'Connection' header value 'Upgrade' but was", stage: stageAnswer},
		{says: "Expected 'Upgrade' header value 'websocket' but was", stage: stageAnswer},
		{says: "Expected 'Sec-WebSocket-Accept' header value", stage: stageAnswer},
		{says: "Web Socket exchange missing: bad interceptor?", stage: stageAnswer},
		{says: "Web Socket socket missing: bad interceptor?", stage: stageAnswer},
		{says: "Web Socket streams missing: bad interceptor?", stage: stageAnswer},
		{says: "sent ping but didn't receive pong within", stage: stageOpen},
		{says: "okhttp3.internal.ws.WebSocketReader", means: hints},
		{says: "okhttp3.internal.ws.RealWebSocket", means: hints},
	}},
	{product: "okhttp", sure: isAnything, sentences: []sentence{ // of its HTTP half
		{says: "Expected URL scheme 'http' or 'https' but ", stage: stageBefore, read: asWithSocketScheme},
		{says: "SSLPeerUnverifiedException: ", stage: stageBefore, read: asInTrace},
		{says: "CLEARTEXT communication not enabled for client", stage: stageBefore, read: asInTrace},
		{says: "Failed to authenticate with proxy", stage: stageBefore, read: asInTrace},
		{says: "Unexpected response code for CONNECT: ", stage: stageBefore, read: asInTrace},
		{says: "; port is out of range", stage: stageBefore, read: asInTrace},
		{says: "socket failed: EPERM (Operation not permitted)", stage: stageBefore},
		{says: "missing INTERNET permission?", stage: stageBefore},
		{says: "Software caused connection abort", read: asInTrace},
	}},
	{sure: isAnything, sentences: []sentence{ // the JDK, whatever the library above it
		{says: "CertificateException: No ", stage: stageBefore, read: asInTrace},
		{says: "NotSslRecordException: ", stage: stageBefore, read: asInTrace},
		{says: "java.io.EOFException", read: asInTrace},
		{says: "java.nio.channels.ClosedChannelException", read: asInTrace},
		{says: "java.util.concurrent.TimeoutException", read: asInTrace},
		{says: "NoClassDefFoundError: javax/websocket/", stage: stageBefore},
		{says: "NoClassDefFoundError: jakarta/websocket/", stage: stageBefore},
	}},
	{product: "java-websocket", sure: isSocket, sentences: []sentence{
		{says: "Invalid status code received: ", stage: stageAnswer, read: asStatus},
		{says: "Invalid status line received: ", stage: stageAnswer},
		{says: "refuses handshake", stage: stageAnswer},
		{says: "the handshake did finally not match", stage: stageAnswer},
		{says: "acceptHandshakeAsClient - Missing/wrong upgrade", stage: stageAnswer},
		{says: "acceptHandshakeAsClient - Missing Sec-WebSocket-", stage: stageAnswer},
		{says: "acceptHandshakeAsClient - Wrong key ", stage: stageAnswer},
		{says: "acceptHandshakeAsClient - No matching ", stage: stageAnswer},
		{says: "acceptHandshakeAsServer - Wrong websocket version", stage: stageSent},
		{says: "acceptHandshakeAsServer - No matching ", stage: stageSent},
		{says: "did not respond with a pong in time", stage: stageOpen},
		{says: "org.java_websocket.exceptions.", read: asWithMessage},
		{says: "org.java_websocket.", means: hints},
	}},
	{product: "weberknecht", sure: isSocket, sentences: []sentence{
		{says: "missing header field in server handshake: ", stage: stageAnswer},
	}},
	{product: "nv-websocket-client", sure: isSocket, sentences: []sentence{
		{says: "The status line is: HTTP/1.1 ", stage: stageAnswer, read: asStatus},
		{says: "com.neovisionaries.ws.client.", read: asWithMessage},
	}},
	{product: "tyrus", sure: isSocket, sentences: []sentence{
		{says: "Response code was not 101: ", stage: stageAnswer, read: asStatus},
		{says: "and redirect processing is not enabled", stage: stageAnswer},
		{says: "Redirect attempts exceeded maximum allowed limit of", stage: stageAnswer},
		{says: "Infinite HTTP Redirection loop detected", stage: stageAnswer},
		{says: "Missing headers required for WebSocket negotiation", stage: stageAnswer},
		{says: "Sec-WebSocket-Key returned from server does not match", stage: stageAnswer},
		{says: "tyrus.core.HandshakeException: Origin not verified", stage: stageSent},
		{says: "tyrus.core.HandshakeException: HTTP Status code ", stage: stageAnswer, read: asStatus},
		{says: "tyrus.core.HandshakeException: ", stage: stageAnswer},
		{says: "tyrus.client.auth.AuthenticationException: ", stage: stageAnswer},
		{says: "Incorrect scheme in WebSocket endpoint URI=", stage: stageBefore},
		{says: "The proxy returned the following status code: ", stage: stageBefore},
		{says: "websocket.ContainerProvider.getWebSocketContainer", stage: stageBefore},
		{says: "org.glassfish.tyrus.", means: hints},
	}},
	{product: "tomcat", sure: isSocket, sentences: []sentence{
		{says: "did not permit the HTTP upgrade to WebSocket", stage: stageAnswer, read: asBracketStatus},
		{says: "The HTTP request to initiate the WebSocket connection to ", read: asGeckoSentence},
		{says: "pas permis une mise à niveau de HTTP vers WebSocket", stage: stageAnswer, read: asBracketStatus},
		{says: "]的HTTP响应不允许HTTP升级到WebSocket", stage: stageAnswer, read: asBracketStatus},
		{says: "からのHTTPレスポンスがWebSocketへのHTTPアップグレードを許可しませんでした", stage: stageAnswer, read: asBracketStatus},
		{says: "웹소켓으로 HTTP 업그레이드를 허용하지 않았습니다", stage: stageAnswer, read: asBracketStatus},
		{says: "Failed to handle HTTP response code [", stage: stageAnswer, read: asStatus},
		{says: "/ reached max number of redirects [", stage: stageAnswer},
		{says: "The HTTP upgrade to WebSocket failed ", stage: stageAnswer},
		{says: "returned multiple values for the Sec-WebSocket-Protocol header", stage: stageAnswer},
		{says: "The server responded with extension parameters the client is unable to support", stage: stageAnswer},
		{says: "Failed to connect to the configured Proxy", stage: stageBefore},
		{says: "org.apache.tomcat.websocket.", means: hints},
	}},
	{sure: isSocket, sentences: []sentence{ // Tyrus, Tomcat, Jetty, Undertow
		{says: "javax.websocket.DeploymentException", read: asWithMessage},
		{says: "jakarta.websocket.DeploymentException", read: asWithMessage},
	}},
	{product: "jetty", sure: isSocket, sentences: []sentence{
		{says: "Unexpected HTTP Response Status Code: ", stage: stageAnswer, read: asStatus},
		{says: "Didn't switch protocols, expected status <101>, but got <", stage: stageAnswer, read: asStatus}, // until 9.4
		{says: "Failed to upgrade to websocket: ", stage: stageAnswer},
		{says: "Didn't switch protocols, expected status <101>, but got <", stage: stageAnswer, read: asStatus}, // until 9.4
		{says: "UpgradeException: Didn't switch protocols", stage: stageAnswer},
		{says: "Invalid Sec-WebSocket-Accept hash", stage: stageAnswer},
		{says: "HttpResponseException: Not a WebSocket upgrade", stage: stageAnswer},
		{says: "WebSocket upgrade missing 'Connection: Upgrade' header", stage: stageAnswer},
		{says: "Upgrade failed: Sec-WebSocket-", stage: stageAnswer},
		{says: "Upgrade failed: Too many WebSocket subprotocol's", stage: stageAnswer},
		{says: "Upgrade failed: subprotocol [", stage: stageAnswer},
		{says: "WebSocket URI scheme only supports [ws] and [wss]", stage: stageBefore},
		{says: "Invalid WebSocket URI: ", stage: stageBefore},
		{says: "websocket.api.exceptions.UpgradeException", read: asWithMessage},
		{says: "websocket.core.exception.UpgradeException", read: asWithMessage},
		{says: "org.eclipse.jetty.websocket.", means: hints},
	}},
	{product: "netty", sure: isSocket, sentences: []sentence{
		{says: "Invalid handshake response getStatus: ", stage: stageAnswer, read: asStatus},
		{says: "Invalid handshake response upgrade: ", stage: stageAnswer},
		{says: "Invalid handshake response connection: ", stage: stageAnswer},
		{says: "Invalid challenge. Actual: ", stage: stageAnswer},
		{says: "Invalid subprotocol. Actual: ", stage: stageAnswer},
		{says: "channel closed with handshake in progress", stage: stageSent},
		{says: "WebSocketHandshakeException", read: asWithMessage},
		{says: "io.netty.handler.codec.http.websocketx.", means: hints},
	}},
	{product: "reactor-netty", sure: isSocket, sentences: []sentence{
		{says: "Invalid websocket handshake response status [", stage: stageAnswer, read: asStatus},
		{says: "Failed to upgrade to websocket. End of stream is received", stage: stageSent},
		{says: "Websocket is not supported by the server. ", stage: stageSent},
		{says: "Invalid subprotocol. Actual [", stage: stageAnswer},
		{says: "reactor.netty.http.client.Websocket", means: hints},
	}},
	{product: "reactor-netty", sure: isAnything, sentences: []sentence{
		{says: "Connection prematurely closed BEFORE response", stage: stageSent, read: asInTrace},
		{says: "AbstractChannel$AnnotatedConnectException: ", stage: stageBefore, read: asInTrace},
		{says: "netty.channel.ConnectTimeoutException: ", stage: stageBefore, read: asInTrace},
	}},
	{product: "vertx", sure: isSocket, sentences: []sentence{
		{says: "WebSocket upgrade failure: ", stage: stageAnswer, read: asStatus},
		{says: "Websocket connection attempt returned HTTP status code ", stage: stageAnswer, read: asStatus},
		{says: "io.vertx.core.http.impl.WebSocket", means: hints},
	}},
	{product: "undertow", sure: isSocket, sentences: []sentence{
		{says: "The response did not contain an 'Upgrade: websocket' header", stage: stageAnswer},
		{says: "The response did not contain a 'Connection: upgrade' header", stage: stageAnswer},
		{says: "Sec-WebSocket-Accept mismatch, expecting ", stage: stageAnswer},
		{says: "Could not find supported protocol in request list", stage: stageAnswer},
		{says: "UT003034: Server provided extension ", stage: stageAnswer},
		{says: "org.xnio.http.UpgradeFailedException: ", stage: stageAnswer, read: asXnio},
		{says: "org.xnio.http.RedirectException: ", stage: stageAnswer, read: asXnio},
		{says: "io.undertow.websockets.", means: hints},
	}},
	{product: "async-http-client", sure: isSocket, sentences: []sentence{
		{says: "Invalid Status code=", stage: stageAnswer, read: asStatus},
		{says: "asynchttpclient.netty.handler.WebSocketHandler", means: hints},
	}},
	{product: "async-http-client", sure: isAnything, sentences: []sentence{
		{says: "IOException: Invalid handshake response", stage: stageAnswer, read: asInTrace},
	}},
	{product: "akka-http", sure: isSocket, sentences: []sentence{
		{says: "WebSocket upgrade did not finish because of 'unexpected status code: ", stage: stageAnswer, read: asStatus},
		{says: "WebSocket upgrade did not finish because of '", stage: stageAnswer},
		{says: " returned unexpected status code: ", stage: stageAnswer, read: asPekkoStatus},
		{says: " returned response that was missing required `", stage: stageAnswer, read: asInTrace},
	}},
	{product: "helidon", sure: isSocket, sentences: []sentence{
		{says: "Failed to upgrade to WebSocket, expected switching protocols status, but got: ", stage: stageAnswer, read: asStatus},
		{says: "Failed to upgrade to WebSocket, ", stage: stageAnswer},
	}},
	{product: "ktor", sure: isSocket, sentences: []sentence{
		{says: "Handshake exception, expected status code 101 but was ", stage: stageAnswer, read: asStatus},
		{says: "Handshake exception, expected `WebSocketSession` content but was", stage: stageAnswer},
		{says: "Plugin Plugin(WebSocket) is not installed", stage: stageBefore},
		{says: "Plugin AttributeKey: Websocket is not installed", stage: stageBefore},
		{says: "Engine doesn't support WebSocketCapability", stage: stageBefore},
		{says: "io.ktor.client.plugins.websocket.", means: hints},
	}},
	{product: "ktor", sure: isAnything, sentences: []sentence{
		{says: "Failed to parse HTTP response: the server prematurely closed the connection", stage: stageSent, read: asInTrace},
		{says: "Connect timeout has expired [url=", stage: stageBefore, read: asInTrace},
		{says: "ClosedReceiveChannelException: ", stage: stageOpen, read: asInTrace},
	}},
	{product: "jdk", sure: isSocket, sentences: []sentence{
		{says: "Unexpected HTTP response status code ", stage: stageAnswer, read: asStatus},
		{says: "CheckFailedException: ", stage: stageAnswer},
		{says: "websocket.OpeningHandshake.checkURI", stage: stageBefore},
		{says: "java.net.http.WebSocketHandshakeException", stage: stageAnswer},
		{says: "jdk.internal.net.http.websocket.", means: hints},
	}},
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

// asBracketStatus reads Tomcat's "The HTTP response from the server [403] did not permit …".
func asBracketStatus(m *message, rest []byte) meaning {
	head := m.text[:len(m.text)-len(rest)]
	if i := bytes.LastIndexByte(head, '['); i >= 0 {
		m.answered(statusIn(head[i:]))
	}
	return fails
}

// asDotnetError reads "The remote server returned an error: (403) Forbidden.", which HttpWebRequest says of any request.
func asDotnetError(m *message, rest []byte) meaning {
	if asWithSocketLibrary(m, rest) == saysNothing {
		return saysNothing
	}
	return asStatus(m, rest)
}

// asInvalidCharacter reads the rest of "The WebSocket protocol 'a b' is invalid because …".
func asInvalidCharacter(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("invalid character")) {
		return fails
	}
	return saysNothing
}

// asNegotiationLog reads what SignalR's client logs before the exception that holds the status.
func asNegotiationLog(m *message, rest []byte) meaning {
	asFailedStatus(m, rest)
	return fails
}

// asFailedStatus reads the status in an HttpRequestException of the negotiation.
func asFailedStatus(m *message, _ []byte) meaning {
	status := after(m.text, "does not indicate success: ")
	if status == nil {
		return hints
	}
	return asStatus(m, status)
}

// asTransportsFailed reads what SignalR's client says of each transport: the status of the WebSocket counts.
func asTransportsFailed(m *message, rest []byte) meaning {
	if of := after(rest, "(WebSockets failed: "); of != nil {
		of, _, _ = bytes.Cut(of, []byte(") ("))
		if status := after(of, "status code '"); status != nil {
			return asStatus(m, status)
		}
	}
	return fails
}

var sharpFailures = []string{
	"The redirection is indicated", "The proxy authentication is required", "The Origin header is ", "The Host header is invalid",
	"The proxy has failed a connection",
}

// asSharpHandshake reads a line of websocket-sharp's log by the method that wrote it.
func asSharpHandshake(_ *message, rest []byte) meaning {
	if hasAnyFold(rest, sharpFailures) {
		return fails
	}
	return hints
}

// asSharpReason reads the reason of websocket-sharp's close event, which says no more than that no socket opened.
func asSharpReason(m *message, rest []byte) meaning {
	if len(rest) > 0 && rest[0] != '.' && rest[0] != '"' && rest[0] != '\n' {
		return saysNothing // "while connecting to the database"
	}
	if hasAnyFold(m.text, []string{"websocket", "1006", "onclose", "onerror"}) {
		return fails
	}
	return saysNothing
}

// asWithSocketScheme reads OkHttp's refusal of a URL, if it is that of a socket or a line before tells of one.
func asWithSocketScheme(m *message, rest []byte) meaning {
	if bytes.HasPrefix(rest, []byte("was 'ws")) {
		m.e.Certainty = max(m.e.Certainty, isNamed)
		return fails
	}
	return asWithSocketLibrary(m, rest)
}

// asInTrace reads common words, which count if a line before or the frames of the trace tell of a socket.
func asInTrace(m *message, rest []byte) meaning {
	if indexFold(m.full, "websocket") < 0 && !bytes.Contains(m.full, []byte(".internal.ws.")) {
		if m.c.recall.url != nil {
			return fails
		}
		return asWithSocketLibrary(m, rest)
	}
	m.e.Certainty = max(m.e.Certainty, isNamed)
	if bytes.Contains(m.full, []byte("RealWebSocket.loopReader")) {
		m.e.Stage = stageOpen
	}
	return fails
}

// asSuperStatus reads "Unexpected response: 404 - Not Found".
func asSuperStatus(m *message, rest []byte) meaning {
	if status := statusIn(rest); status == 0 || !bytes.HasPrefix(rest[min(len(rest), 3):], []byte(" - ")) {
		return saysNothing
	}
	if asInTrace(m, rest) == saysNothing {
		return saysNothing
	}
	return asStatus(m, rest)
}

// asXnio reads the exceptions of XNIO's upgrade, which is used for other protocols too.
func asXnio(m *message, rest []byte) meaning {
	if asInTrace(m, rest) == saysNothing {
		return saysNothing
	}
	if code := after(rest, "response code "); code != nil {
		m.answered(statusIn(code))
	}
	return fails
}

// asPekkoStatus reads "WebSocket server at URL returned unexpected status code: 302 Found".
func asPekkoStatus(m *message, rest []byte) meaning {
	if indexFold(m.text, "WebSocket server at ") < 0 {
		return saysNothing
	}
	return asStatus(m, rest)
}
