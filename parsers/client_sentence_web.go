package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// scriptFamilies are the sentences of client libraries for JavaScript runtimes, and of the libraries of web pages, as
// their sources have them. Several write the same words; then the product is left open.
var scriptFamilies = []family{
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
		{says: "The URL's pathname is empty", stage: stageBefore},
		{says: "Error: invalid server key", stage: stageAnswer},                            // until ws 2
		{says: "server sent a subprotocol even though none requested", stage: stageAnswer}, // until ws 2
	}},
	{product: "ws", sure: isSocket, sentences: []sentence{{says: "invalid server key", stage: stageAnswer}}}, // before 1.0
	{product: "undici", sure: isSocket, sentences: []sentence{ // lib/web/websocket
		{says: "Received network error or non-101 status code"},
		{says: "Received network error or non-200 status code"},
		{says: "Server did not respond with sent protocols", stage: stageAnswer},
		{says: "Protocol was not set in the opening handshake", stage: stageAnswer},
		{says: "Server did not set Upgrade header to \"websocket\"", stage: stageAnswer},
		{says: "Server did not set Connection header to \"upgrade\"", stage: stageAnswer},
		{says: "Incorrect hash received in Sec-WebSocket-Accept header", stage: stageAnswer},
		{says: "Sec-WebSocket-Extensions header does not match", stage: stageAnswer},
		{says: "SyntaxError]: Got fragment", stage: stageBefore},
		{says: "Connection was closed before it was established"},
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
		{says: "xhr poll error", stage: stageBefore, read: asPoll},
		{says: "xhr post error", stage: stageBefore, read: asPoll},
		{says: "fetch read error", stage: stageBefore, read: asPoll},
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
	{product: "sockjs", yields: true, sure: isSocket, sentences: []sentence{
		{says: "An insecure SockJS connection may not be initiated from a page loaded over HTTPS", stage: stageBefore},
		{says: "The URL's scheme must be either 'http:' or 'https:'. '", stage: stageBefore},
		{says: "Incompatible SockJS! Main site uses", stage: stageBefore},
	}},
	{product: "stompjs", yields: true, sure: isNamed, sentences: []sentence{ // @stomp/stompjs, stompjs, webstomp-client
		{says: "Opening Web Socket...", means: hints},
		{says: "Web Socket Opened...", means: opens},
		{says: "Whoops! Lost connection to "},
		{says: "Connection closed to ws", read: asUnlessOpened},
		{says: "Connection closed to http", read: asUnlessOpened},
	}},
	{product: "stompjs", sure: isSocket, sentences: []sentence{{says: "ms, closing socket", read: beside("Connection not established in ")}}},
	{product: "paho", sure: isSocket, sentences: []sentence{ // paho-mqtt.js, which speaks MQTT over nothing else
		{says: "AMQJS0007E Socket error"},
		{says: "AMQJS0001E Connect timed out"},
		{says: "AMQJS0006E Bad Connack return code"},
		{says: "AMQJS0008I Socket closed"},
		{says: "AMQJS0009E Malformed UTF data", stage: stageOpen},
	}},
	{product: "ably", yields: true, sure: isSocket, sentences: []sentence{ // connectionmanager.ts, websockettransport.ts
		{says: "Unable to connect (and no more fallback hosts to try)"},
		{says: "Unable to connect (network unreachable)", stage: stageBefore},
		{says: "Unclean disconnection of WebSocket ; code = ", read: asClosing},
		{says: "Unexpected exception creating websocket: err = ", stage: stageBefore},
	}},
	{product: "centrifuge", yields: true, sure: isNamed, sentences: []sentence{{says: "'transport closed'", read: asCentrifuge}, {says: `"transport closed"`, read: asCentrifuge}}},
	{product: "apollo", yields: true, sure: isSocket, sentences: []sentence{{says: "Socket closed with event ", read: asClosing}}},
	{sure: isSocket, sentences: []sentence{{says: "CloseEvent {", read: asClosing}}}, // how consoles show the event of the DOM
	{product: "strophe", yields: true, sure: isSocket, sentences: []sentence{
		{says: "WebSocket connection could not be established or was disconnected"},
		{says: "Shared websocket closed while connecting"},
		{says: "WebSocket stream error: ", stage: stageOpen},
	}},
	{product: "sip.js", yields: true, sure: isSocket, sentences: []sentence{
		{says: "in WebSocket Server URL", stage: stageBefore},
		{says: "Invalid WebSocket Server URL", stage: stageBefore},
		{says: "WebSocket construction failed.", stage: stageBefore},
	}},
	{product: "jssip", yields: true, sure: isSocket, sentences: []sentence{
		{says: "WebSocket abrupt disconnection"},
		{says: "invalid WebSocket URI", stage: stageBefore},
		{says: "WebSocketInterface WebSocket ws", read: asJsSIP},
	}},
	{product: "livekit", yields: true, sure: isSocket, sentences: []sentence{ // SignalClient.ts
		{says: "could not establish signal connection"},
		{says: "room connection has timed out (signal)"},
		{says: "signal connection timed out while waiting for the first message", stage: stageOpen},
		{says: "Encountered unknown websocket error during connection"},
		{says: "Encountered websocket error during connection establishment"},
		{says: "got closed during a (re)connection attempt"},
		{says: "v1 RTC path not found", stage: stageAnswer},
	}},
	{product: "peerjs", yields: true, sure: isNamed, sentences: []sentence{
		{says: "Could not get an ID from the server", stage: stageBefore},
		{says: "Lost connection to server.", read: beside("peer")},
	}},
	{product: "polkadot-js", yields: true, sure: isSocket, sentences: []sentence{ // rpc-provider/src/ws
		{says: "API-WS: disconnected from ws", read: asPolkadot},
		{says: "Endpoint should start with 'ws://'", stage: stageBefore},
	}},
	{product: "web3", yields: true, sure: isNamed, sentences: []sentence{
		{says: "connection not open on send()", means: tells},
		{says: "connection got closed with the close code ", read: asClosing},
	}},
	{product: "playwright", yields: true, sure: isSocket, sentences: []sentence{ // packages/playwright-core, transport.ts
		{says: "<ws unexpected response> ", stage: stageAnswer, read: asPlaywright},
		{says: ": WebSocket error: ws", read: asPlaywright},
	}},
	{product: "reconnecting-websocket", yields: true, sure: isNamed, sentences: []sentence{
		{says: "RWS> handleError event", means: hints},
		{says: "RWS> error event"},
		{says: "RWS> connection timeout"},
	}},
	{sure: isSocket, sentences: []sentence{ // of many programs: VS Code, Theia, Jitsi
		{says: "WebSocket close with status code ", read: asClosing},
		{says: "Websocket closed: 1", read: asClosing},
		{says: "Failed to connect to ws://"}, {says: "Failed to connect to wss://"},
		{says: "Unable to connect to ws://"}, {says: "Unable to connect to wss://"},
		{says: "Could not connect to ws://"}, {says: "Could not connect to wss://"},
	}},
	{sure: isNamed, sentences: []sentence{{says: `"isTrusted": false, "message": `}}}, // React Native's event
	{product: "wechat", sure: isSocket, sentences: []sentence{ // mini programs
		{says: "connectSocket:fail "},
		{says: "不在以下 socket 合法域名列表中", stage: stageBefore},
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
		{says: "Server returned handshake error: ", stage: stageOpen},
		{says: "WebSocket connected to ", means: opens},
	}},
	{product: "signalr", yields: true, sure: isSocket, sentences: []sentence{ // whatever log they stand in
		{says: "Failed to start the transport 'WebSockets'"},
		{says: "Failed to start the connection: Error: There was an error with the transport"},
		{says: "endpoint may not be a SignalR endpoint, the connection ID is not present"},
	}},
	{product: "mqtt.js", yields: true, sure: isNamed, sentences: []sentence{
		{says: "connack timeout"},
		{says: "Connection refused: Not authorized", stage: stageOpen, read: asMQTT},
		{says: "Connection refused: Bad username or password", stage: stageOpen, read: asMQTT},
		{says: "Connection refused: Unacceptable protocol version", stage: stageOpen, read: asMQTT},
	}},
	{product: "pusher", yields: true, sure: isNamed, sentences: []sentence{
		{says: `"type":"PusherError"`, read: asClosing}, {says: `"type":"WebSocketError"`, read: asClosing},
		{says: `connecting -> unavailable"`}, {says: `connecting -> failed"`},
	}},
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
	{product: "novnc", yields: true, sure: isNamed, sentences: []sentence{{says: "Failed when connecting: Connection closed", read: asNoVNC}}},
	{product: "jupyter", yields: true, sure: isNamed, sentences: []sentence{
		{says: "Terminal websocket closed", read: asClosing},
		{says: "kernel_disconnected", means: tells},
	}},
	{product: "home-assistant", yields: true, sure: isNamed, sentences: []sentence{{says: "ERR_CANNOT_CONNECT"}, {says: "ERR_INVALID_HTTPS_TO_HTTP", stage: stageBefore}}},
	{product: "postman", sure: isSocket, sentences: []sentence{{says: "Handshake Details", means: hints, read: asPostman}}},
	{product: "artillery", sure: isNamed, sentences: []sentence{{says: "errors.Unexpected server response: ", stage: stageAnswer, read: asStatus}}},
	{product: "signalr", yields: true, sure: isSocket, sentences: []sentence{ // HttpConnection.ts, HubConnection.ts
		{says: "Failed to start the transport 'WebSockets'"},
		{says: "Error: There was an error with the transport"},
		{says: "HubConnection failed to start successfully because of error", read: asNegotiation},
	}},
	{product: "signalr", yields: true, sure: isNamed, sentences: []sentence{ // jquery.signalR.js, of ASP.NET SignalR
		{says: "No transport could be initialized successfully. Try specifying a different transport"},
		{says: "Error during negotiation request", stage: stageBefore, read: asNegotiation},
		{says: "You are using a version of the client that isn't compatible with the server. Client version", stage: stageBefore},
		{says: "Detected a connection attempt to an ASP.NET Core SignalR Server", stage: stageAnswer},
		{says: "Couldn't reconnect within the configured timeout of", stage: stageOpen},
	}},
	{product: "sockjs", yields: true, sure: isSocket, sentences: []sentence{{says: "Incompatibile SockJS! Main site uses", stage: stageBefore}}},    // as older versions spell it
	{product: "deno", sure: isSocket, sentences: []sentence{{says: "ws: server didn't accept handshake: ", stage: stageAnswer, read: asStdStatus}}}, // std/ws, until 2020
	{product: "undici", sure: isNamed, sentences: []sentence{{says: "InvalidArgumentError: invalid upgrade header", stage: stageBefore}}},
	{product: "web3", yields: true, sure: isSocket, sentences: []sentence{ // web3-core-helpers, errors.js; web3-utils, 4
		{says: "Couldn't connect to node on WS"},
		{says: "Couldn't connect to node ws"},
	}},
	{product: "polkadot-js", yields: true, sure: isSocket, sentences: []sentence{{says: "disconnected from ws", read: asPolkadotError}}},
	{product: "walletconnect", yields: true, sure: isSocket, sentences: []sentence{ // core/relayer, jsonrpc-ws-connection
		{says: "WebSocket connection closed abnormally with code: ", read: asClosing},
		{says: "Socket stalled when trying to connect to ws"},
		{says: "WebSocket connection failed for host: ws"}, {says: "WebSocket connection failed for URL: ws"},
	}},
	{product: "novnc", yields: true, sure: isSocket, sentences: []sentence{ // core/rfb.js
		{says: "Failed when connecting: ", read: asNoVNC},
		{says: "Failed to connect to server (code: ", read: asNoVNC},
		{says: "Failed to connect to server( (code: ", read: asNoVNC},
	}},
	{product: "appsync", yields: true, sure: isSocket, sentences: []sentence{ // aws-amplify: AWSAppSyncRealTimeProvider, SubscriptionEndpoint
		{says: "Connection handshake error", read: beside("appsync", "Connection failed: Connection handshake error", "websocket")},
		{says: "Connection timeout: ack from AWSAppSyncRealTime was not received", stage: stageOpen},
		{says: "Connection timeout: ack from AWSRealTime was not received", stage: stageOpen},
		{says: "Websocket listener received a CONNECTION_ERROR event", stage: stageOpen},
	}},
	{product: "ably", yields: true, sure: isNamed, sentences: []sentence{ // connectionerrors.ts
		{says: "Connection to server temporarily unavailable", read: beside("ably", "ConnectionManager")},
		{says: "Connection to server unavailable", read: beside("ably", "ConnectionManager")},
		{says: "Connection failed or disconnected by server", read: beside("ably", "ConnectionManager")},
	}},
	{product: "react-native", yields: true, sure: isNamed, sentences: []sentence{ // Libraries/Utilities/HMRClient.js
		{says: "Cannot connect to the Metro server"}, {says: "Cannot connect to Metro."},
		{says: "Disconnected from Metro (", read: asClosing},
	}},
	{product: "foxglove", yields: true, sure: isSocket, sentences: []sentence{
		{says: "Check that the WebSocket server at ws"},
		{says: "which did not declare support for subprotocol ", stage: stageAnswer},
	}},
	{product: "cloudflare-workers", yields: true, sure: isSocket, sentences: []sentence{{says: "Responses with a WebSocket must have status code 101", stage: stageAnswer}}},
	{product: "twilio", yields: true, sure: isSocket, sentences: []sentence{{says: "Stream - WebSocket - Handshake Error", stage: stageAnswer}}}, // warning 31920
	{product: "ws", yields: true, sure: isSocket, sentences: []sentence{{says: "ws does not work in the browser. Browser clients must use the native WebSocket object", stage: stageBefore}}},
	{sure: isSocket, sentences: []sentence{{says: "WebSocket connection closed with code: ", read: asClosing}}}, // Supabase's realtime-py and others
	{product: "hasura", yields: true, sure: isSocket, sentences: []sentence{{says: `"server_error_msg":"4400: `, stage: stageOpen}}},
	{product: "socket.io", yields: true, sure: isSocket, sentences: []sentence{ // debug, of engine.io-client; Etherpad
		{says: `probe transport "websocket" failed because of error: `},
		{says: "engine.io-client:socket socket error ", read: asTransportError},
		{says: "socket.io connection error: ", read: asTransportError},
	}},
	{sure: isAnything, sentences: []sentence{ // the codes of OpenSSL, which old Node printed alone
		{says: "DEPTH_ZERO_SELF_SIGNED_CERT", stage: stageBefore}, {says: "SELF_SIGNED_CERT_IN_CHAIN", stage: stageBefore}, {says: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", stage: stageBefore},
	}},
	{product: "slack", yields: true, sure: isSocket, sentences: []sentence{ // @slack/socket-mode, slack_sdk.socket_mode
		{says: "A websocket error occurred: "},
		{says: "Received an unexpected response for handshake (", stage: stageAnswer, read: asStatusNamed},
	}},
	{product: "baileys", yields: true, sure: isSocket, sentences: []sentence{{says: "Error: WebSocket Error ("}}},
	{product: "zigbee2mqtt", yields: true, sure: isSocket, sentences: []sentence{{says: "frontend:ws: Failed to connect to WebSocket"}}},
	{product: "phoenix", yields: true, sure: isSocket, sentences: []sentence{ // phoenix_socket, of Dart
		{says: "Socket closed with reason WebSocket could not establish a connection"},
		{says: "[phoenix_socket.socket] Socket open", means: opens},
		{says: "[phoenix_socket.socket] Socket closed with reason ", read: asClosing},
	}},
	{product: "shiny", yields: true, sure: isNamed, sentences: []sentence{{says: "[INF]: Error: WebSocket closed"}}}, // shiny-server-client
}

func asNotPython(m *message, _ []byte) meaning {
	if bytes.Contains(m.text, []byte("websockets.exceptions")) {
		return saysNothing
	}
	return fails
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
	m.answered(describedStatus(m.text))
	if m.e.Status != 0 {
		m.e.Stage = handshake.StageAnswer
	}
	return fails
}

// asPoll reads the error of a poll, whose properties Node prints behind the frames.
func asPoll(m *message, rest []byte) meaning {
	asStatus(m, rest)
	if m.e.Status == 0 {
		m.answered(describedStatus(m.full))
	}
	return fails
}

// describedStatus returns the status that Engine.IO's error has for description, or 0.
func describedStatus(text []byte) int {
	for _, key := range []string{"description: ", `"description":`} {
		if tail := after(text, key); tail != nil {
			return statusIn(tail[:min(len(tail), 4)])
		}
	}
	return 0
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
	if m.e.Status == 0 {
		m.answered(statusOfPhrase(m.text))
	}
	return fails
}

// statusOfPhrase returns the status that the last of "Error: Error: Not Found" stands for: until version 5 SignalR
// printed the reason phrase alone.
func statusOfPhrase(text []byte) int {
	i := bytes.LastIndex(text, []byte("Error: "))
	if i < 0 {
		return 0
	}
	for status, phrase := range reasonPhrases {
		if status >= 400 && bytes.HasPrefix(text[i+len("Error: "):], []byte(phrase)) {
			return status
		}
	}
	return 0
}

// asTransports reads SignalR's list of what each transport said.
func asTransports(m *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte("WebSockets failed")) {
		m.e.Certainty = handshake.IsWebSocket
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

// asMQTT reads the answer to MQTT's CONNECT, which goes over bare TCP too.
func asMQTT(m *message, _ []byte) meaning {
	if m.c.recall.url == nil && findSocketURL(m.text) == nil {
		return saysNothing
	}
	return fails
}

// asCentrifuge reads the context of the state "connecting", which comes after each loss.
func asCentrifuge(m *message, _ []byte) meaning {
	if m.c.recall.opened {
		return tells
	}
	if indexFold(m.text, "centrifug") < 0 && indexFold(m.text, "connecting") < 0 {
		return saysNothing
	}
	return fails
}

// asJsSIP reads "WebSocket URL error: ".
func asJsSIP(_ *message, rest []byte) meaning {
	if bytes.Contains(rest, []byte(" error: ")) || bytes.HasSuffix(rest, []byte(" error:")) {
		return fails
	}
	return hints
}

// asPolkadot reads "disconnected from URL: 1006:: REASON".
func asPolkadot(m *message, rest []byte) meaning {
	i := bytes.Index(rest, []byte(":: "))
	if i < 4 {
		return fails
	}
	code, next := digits(rest, i-4, 4, 4)
	if next != i || !isCloseCode(code) {
		return fails
	}
	m.e.CloseCode, m.lost = code, true
	if code == 1000 || code == 1001 {
		return tells
	}
	return fails
}

// asPlaywright reads "URL 404 Not Found".
func asPlaywright(m *message, _ []byte) meaning {
	if m.url = findSocketURL(m.text); m.url != nil {
		m.answered(statusIn(after(m.text, string(m.url))))
	}
	return fails
}

// asPolkadotError reads the error that the API throws, which lacks the prefix of its log.
func asPolkadotError(m *message, rest []byte) meaning {
	if !bytes.Contains(rest, []byte(": 1")) || bytes.Contains(m.text, []byte("API-WS: ")) {
		return saysNothing
	}
	return asPolkadot(m, rest)
}

// asNoVNC: what is said of connecting is a failure, whatever the code.
func asNoVNC(m *message, _ []byte) meaning {
	m.closed(m.text)
	if m.e.CloseCode == 0 && indexFold(m.text, "websocket") < 0 && indexFold(m.text, "connect to server") < 0 {
		return saysNothing
	}
	return fails
}

// asStdStatus reads "version=HTTP/1.1, statusCode=302".
func asStdStatus(m *message, rest []byte) meaning {
	if tail := after(rest, "statusCode="); tail != nil {
		m.answered(statusIn(tail))
	}
	return fails
}
