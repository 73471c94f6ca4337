package parsers

import (
	"bytes"
)

// managedFamilies are the sentences of client libraries for the JVM, Android and .NET, as
// their sources have them. Several write the same words; then the product is left open.
var managedFamilies = []family{
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
	{product: "okhttp", sure: isSocket, sentences: []sentence{ // RealWebSocket.kt
		{says: "Expected HTTP 101 response but was '", stage: stageAnswer, read: asStatus},
		{says: "Expected 'Connection' header value 'Upgrade' but was", stage: stageAnswer},
		{says: "Expected 'Upgrade' header value 'websocket' but was", stage: stageAnswer},
		{says: "Expected 'Sec-WebSocket-Accept' header value", stage: stageAnswer},
		{says: "okhttp3.internal.ws.RealWebSocket", means: hints},
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
