package redact

import (
	"regexp"
	"strings"
	"testing"
)

var testRedactor = New([]byte("key of the tests"))

// number gives a text the form in which reports show it.
func number(s Safe) string {
	text := s.String()
	Numbered([]*string{&text})
	return text
}

const (
	// A JWT with header {"alg":"HS256","typ":"JWT"} and payload {"sub":"1234567890","name":"John Doe","iat":1516239022}.
	jwtSample = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	jwtMark   = "‹jwt alg=HS256 claims=iat,name,sub #1, 155 bytes›"
)

func TestText(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := number(testRedactor.Text([]byte(in), 0)); got != want {
			t.Errorf("Text(%q)\n got %s\nwant %s", in, got, want)
		}
	}
	same := func(in string) { t.Helper(); f(in, in) }

	// What programs write about handshakes holds no secret and must stay as the rules know it.
	same("websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header")
	same(`{"code":1,"message":"Session ID unknown"}`)
	same("Error during WebSocket handshake: 'Sec-WebSocket-Protocol' header value 'chat' in response does not match any of sent values")
	same("Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value")
	same("AH00561: Request header exceeds LimitRequestFieldSize: Cookie")
	same("2026/11/22 20:05:36 [error] 4242#4242: *17 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: _, request: \"GET /ws HTTP/1.1\", upstream: \"http://127.0.0.1:9001/ws\", host: \"app.example:8080\"")
	same("Failed to upgrade to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: close, HTTP_UPGRADE: )")
	same("Access to XMLHttpRequest at 'http://127.0.0.1:3000/socket.io/?EIO=4&transport=polling' from origin 'http://localhost:8000' has been blocked by CORS policy")
	same("token: invalid signature")
	same("authorization: missing header")
	same("SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON")
	same("connect@http://127.0.0.1:8000/app.js:12:34")
	same("at WebSocketTransport.doOpen (/home/app/node_modules/engine.io-client/build/esm-debug/transports/websocket.js:42:13)")
	same("org.springframework.web.socket.server.support.OriginHandshakeInterceptor2Implementation")
	same("websockets.exceptions.InvalidHeader: invalid Sec-WebSocket-Key header: missing")
	same("x-request-id: 4bf92f3577b34da6a3ce929d0e0e4736")
	same("pod web-7d9f8b6c5d-x2x9z on ip-10-0-0-1.eu-west-1.compute.internal, build v0.0.0-20230101123456-abcdef123456")
	same("0a1b2c3d-4e5f-6789-abcd-ef0123456789")
	same("node_modules/@socket.io/component-emitter2/lib/esm/index3.js+x")
	same("Bearer token missing")
	same("Basic authentication required")
	same("wss://host/ws?token=undefined")
	same("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")

	f("wss://host/ws?token=abc123", "wss://host/ws?token=‹token #1, 6 bytes›")
	f("WebSocket connection to 'wss://host/ws?access_token="+jwtSample+"' failed: ", "WebSocket connection to 'wss://host/ws?access_token="+jwtMark+"' failed: ")
	f(`"GET /socket.io/?EIO=4&transport=websocket&sid=lv_VI97HAXpY6yYWAAAC HTTP/1.1" 400`, `"GET /socket.io/?EIO=4&transport=websocket&sid=‹token #1, 20 bytes› HTTP/1.1" 400`)
	f(`"uri":"/ws?room=lobby\u0026token=s3cret"`, `"uri":"/ws?room=‹value #1, 5 bytes›\u0026token=‹token #2, 6 bytes›"`)
	f("wss://bob:hunter2@host/ws", "wss://‹userinfo #1, 11 bytes›@host/ws")
	f("/ws#access_token=abc123", "/ws#access_token=‹token #1, 6 bytes›")
	f("(see https://host/x?key=abc123def).", "(see https://host/x?key=‹token #1, 9 bytes›).")

	f(`password=hunter2`, `password=‹password #1, 7 bytes›`)
	f(`{"password":"hunter two","user":"bob"}`, `{"password":"‹password #1, 10 bytes›","user":"bob"}`)
	f(`{\"token\":\"abc\"}`, `{\"token\":\"‹token #1, 3 bytes›\"}`)
	f(`accessToken: 'abc'`, `accessToken: '‹token #1, 3 bytes›'`)
	f(`Parameters: {"token"=>"abc"}`, `Parameters: {"token"=>"‹token #1, 3 bytes›"}`)
	f(`(b'authorization', b'Bearer abc')`, `(b'authorization', b'Bearer ‹token #1, 3 bytes›')`)
	f(`map[Authorization:[Bearer abc] Cookie:[a=b; c=d]]`, `map[Authorization:[Bearer ‹token #1, 3 bytes›] Cookie:[a=‹cookie #2, 1 bytes›; c=‹cookie #3, 1 bytes›]]`)
	f("Cookie: a=\"x\"; c=d\nHost: h", "Cookie: a=‹cookie #1, 3 bytes›; c=‹cookie #2, 1 bytes›\nHost: h")
	f(`curl -H 'Cookie: a=b; c=d' http://h/`, `curl -H 'Cookie: a=‹cookie #1, 1 bytes›; c=‹cookie #2, 1 bytes›' http://h/`)
	f(`"GET / HTTP/1.1\r\nCookie: a=b\r\nHost: h\r\n"`, `"GET / HTTP/1.1\r\nCookie: a=‹cookie #1, 1 bytes›\r\nHost: h\r\n"`)
	f("HTTP_COOKIE: a=b", "HTTP_COOKIE: a=‹cookie #1, 1 bytes›")
	f("client sent too long header line: \"Cookie: a=b\"", "client sent too long header line: \"Cookie: a=‹cookie #1, 1 bytes›\"")
	f("> Authorization: Basic dXNlcjpwYXNz", "> Authorization: Basic ‹token #1, 12 bytes›")
	f("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: ‹nonce #1, 24 bytes›")
	f("Sec-WebSocket-Protocol: bearer, abcdef", "Sec-WebSocket-Protocol: bearer, ‹token #1, 6 bytes›")

	f("sent Bearer abcdef1 to it", "sent Bearer ‹token #1, 7 bytes› to it")
	f("mail bob@example.com, alice@mail.example.org.", "mail ‹email #1, 15 bytes›, ‹email #2, 22 bytes›.")
	f("key AKIAIOSFODNN7EXAMPLE used", "key ‹api-key #1, 20 bytes› used")
	f("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "‹api-key #1, 40 bytes›")
	f(`{"name":"Cookie","value":"a=b"},{"name":"Host","value":"h"}`, `{"name":"Cookie","value":"a=‹cookie #1, 1 bytes›"},{"name":"Host","value":"h"}`)
	f(`"name": "Authorization", "value": "Bearer abc"`, `"name": "Authorization", "value": "Bearer ‹token #1, 3 bytes›"`)
	f(`{\"name\":\"x-api-key\",\"value\":\"abc\"}`, `{\"name\":\"x-api-key\",\"value\":\"‹token #1, 3 bytes›\"}`)
	same(`{"name":"Cookie","size":3}`)
	f(`key "daYTmr0s3/Qk2V9xZ1p7Lw=="`, `key "‹random #1, 24 bytes›"`)
	f("/ws/9f8e7d6c5b4a39219f8e7d6c5b4a3921/chat", "/ws/‹random #1, 32 bytes›/chat")
	f("/ws/"+jwtSample+"/chat", "/ws/"+jwtMark+"/chat")
	f("proxy is user:hunter2@proxy:3128", "proxy is user:‹password #1, 7 bytes›@proxy:3128")
	f("a -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- b", "a ‹pem #1, 58 bytes› b")
	f("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "‹pem #1, 36 bytes›")
}

func TestValue(t *testing.T) {
	f := func(name, in, want string) {
		t.Helper()
		if got := number(testRedactor.Value(name, []byte(in))); got != want {
			t.Errorf("Value(%q, %q)\n got %s\nwant %s", name, in, got, want)
		}
	}
	f("Authorization", "Bearer abc", "Bearer ‹token #1, 3 bytes›")
	f("Authorization", "Bearer undefined", "Bearer undefined")
	f("Authorization", "abc", "‹token #1, 3 bytes›")
	f("Proxy-Authorization", "Basic dXNlcjpwYXNz", "Basic ‹token #1, 12 bytes›")
	f("cookie", "session=abc; theme=dark", "session=‹cookie #1, 3 bytes›; theme=‹cookie #2, 4 bytes›")
	f("set-cookie", "id=abc; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly", "id=‹cookie #1, 3 bytes›; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly")
	f("set-cookie", "a=1; Path=/, b=2", "a=‹cookie #1, 1 bytes›; Path=/, b=‹cookie #2, 1 bytes›")
	f("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "‹nonce #1, 24 bytes›")
	f("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
	f("Sec-WebSocket-Protocol", "graphql-transport-ws, v12.stomp, my-own.v2", "graphql-transport-ws, v12.stomp, my-own.v2")
	f("Sec-WebSocket-Protocol", "access_token, "+jwtSample, "access_token, "+jwtMark)
	f("Sec-WebSocket-Protocol", "base64url.bearer.authorization.k8s.io.ZXlK, v4.channel.k8s.io", "base64url.bearer.authorization.k8s.io.‹token #1, 4 bytes›, v4.channel.k8s.io")
	f("Sec-WebSocket-Protocol", "realtime, openai-insecure-api-key.sk-abc123, openai-beta.realtime-v1", "realtime, openai-insecure-api-key.‹token #1, 9 bytes›, openai-beta.realtime-v1")
	f("X-Api-Key", "abc", "‹token #1, 3 bytes›")
	f("X-CSRF-Token", "abc", "‹token #1, 3 bytes›")
	f("X-Forwarded-For", "10.0.0.1, 10.0.0.2", "10.0.0.1, 10.0.0.2")
	f("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
	f("Origin", "https://app.example", "https://app.example")
	f("Location", "https://login.example/?next=%2Fws&state=abc123", "https://login.example/?next=‹value #1, 5 bytes›&state=‹value #2, 6 bytes›")
	f("WWW-Authenticate", `Bearer realm="api", error="invalid_token"`, `Bearer realm="api", error="invalid_token"`)
	f("Connection", "keep-alive, Upgrade", "keep-alive, Upgrade")
	f("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")
}

func TestQuery(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := number(testRedactor.Query([]byte(in))); got != want {
			t.Errorf("Query(%q)\n got %s\nwant %s", in, got, want)
		}
	}
	f("", "")
	f("EIO=4&transport=websocket&t=PK8xyz", "EIO=4&transport=websocket&t=‹value #1, 6 bytes›")
	f("vsn=2.0.0&token=abc&id=12345", "vsn=2.0.0&token=‹token #1, 3 bytes›&id=‹value #2, 5 bytes›")
	f("protocol=7&client=js&version=8.4.0-rc2&flash=false", "protocol=7&client=js&version=8.4.0-rc2&flash=false")
	f("a=1&b=999&c=1000", "a=1&b=999&c=‹value #1, 4 bytes›")
	f("same=abc&other=abc", "same=‹value #1, 3 bytes›&other=‹value #1, 3 bytes›")
	f("debug", "debug")
	f("a1b2c3d4e5", "‹value #1, 10 bytes›")
	f("token=null&key=", "token=null&key=")
}

func TestFrame(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := number(testRedactor.Frame([]byte(in), 0)); got != want {
			t.Errorf("Frame(%q)\n got %s\nwant %s", in, got, want)
		}
	}
	f(`0{"sid":"lv_VI97","upgrades":["websocket"],"pingInterval":25000}`, `0{"sid":"‹value #1, 7 bytes›","upgrades":["websocket"],"pingInterval":25000}`)
	f(`42["chat","my secret"]`, `42["chat","‹value #1, 9 bytes›"]`)
	f(`{"type":"connection_error","payload":{"message":"denied","token":"abc","n":123456}}`, `{"type":"connection_error","payload":{"message":"denied","token":"‹value #1, 3 bytes›","n":‹value #2, 6 bytes›}}`)
	f(`c[3000,"Go away!"]`, `c[3000,"‹value #1, 8 bytes›"]`)
	f(`{"event":"pusher:error","data":"{\"code\":4004,\"message\":\"over quota\",\"who\":\"bob\"}"}`, `{"event":"pusher:error","data":"{\"code\":4004,\"message\":\"over quota\",\"who\":\"‹value #1, 3 bytes›\"}"}`)
	f(`{"event":"pusher:error","data":{"code":4009,"message":"Origin not allowed"}}`, `{"event":"pusher:error","data":{"code":4009,"message":"Origin not allowed"}}`)
	f(`{"type":"error","data":"Invalid Host/Origin header"}`, `{"type":"error","data":"Invalid Host/Origin header"}`)
	f(`{"type":"error","data":"pin 1234 of bob"}`, `{"type":"error","data":"‹value #1, 15 bytes›"}`)
	f(`{"type":"error","data":"hunter"}`, `{"type":"error","data":"‹value #1, 6 bytes›"}`)
	f(`{"type":"chat","data":"see you tonight"}`, `{"type":"chat","data":"‹value #1, 15 bytes›"}`)
	f(`{"data":"[not json"}`, `{"data":"[‹frame #1, 3 bytes› ‹frame #2, 4 bytes›"}`)
	f("hello there, this is private", "‹frame #1, 28 bytes›")
	f("2probe", "2probe")
	f("CONNECT\nlogin:bob\npasscode:x\n\n\x00", "CONNECT\n‹frame #1, 23 bytes›")
}

func TestDoors(t *testing.T) {
	f := func(got Safe, want string) {
		t.Helper()
		if text := number(got); text != want {
			t.Errorf("got %s, want %s", text, want)
		}
	}
	f(testRedactor.Host([]byte("bob:pw@Host.Example:8080")), "host.example:8080")
	f(testRedactor.Name([]byte("Sec-WebSocket-Key")), "sec-websocket-key")
	f(testRedactor.Name([]byte("bob@example.com")), "‹name #1, 15 bytes›")
	f(testRedactor.Addr([]byte("[::1]:5432")), "[::1]:5432")
	f(testRedactor.Addr([]byte("bob@example.com")), "‹email #1, 15 bytes›")
	f(testRedactor.Token([]byte("v12.stomp")), "v12.stomp")
	f(testRedactor.Path([]byte("/app/token/f81d4fae7d/ws;jsessionid=abc")), "/app/token/‹token #1, 10 bytes›/ws;jsessionid=‹token #2, 3 bytes›")
	f(testRedactor.URL([]byte("wss://u:p@h/x?y=zzzz")), "wss://‹userinfo #1, 3 bytes›@h/x?y=‹value #2, 4 bytes›")
	f(NewOpen(nil).Text([]byte("password=hunter2"), 0), "password=hunter2")
	f(NewOpen(nil).Value("Cookie", []byte("a=b")), "a=b")
}

func TestTextCut(t *testing.T) {
	f := func(in string, max int, want string) {
		t.Helper()
		if got := number(testRedactor.Text([]byte(in), max)); got != want {
			t.Errorf("Text(%q, %d)\n got %s\nwant %s", in, max, got, want)
		}
	}
	f("short", 5, "short")
	f("longer", 5, "longe…")
	f("aé", 2, "a…")
	f("a password=hunter2", 20, "a password=…") // never within a mark
	f(strings.Repeat("x ", 100), 3, "x x…")
}

func TestNumbered(t *testing.T) {
	a := testRedactor.Text([]byte("token=one session=s3cr3t42"), 0).String()
	b := testRedactor.Text([]byte("token=two token=one ‹ no mark › ‹token zz, 1 bytes›"), 0).String()
	Numbered([]*string{&a, &b})
	if want := "token=‹token #1, 3 bytes› session=‹token #2, 8 bytes›"; a != want {
		t.Errorf("got %s, want %s", a, want)
	}
	if want := "token=‹token #3, 3 bytes› token=‹token #1, 3 bytes› ‹ no mark › ‹token zz, 1 bytes›"; b != want {
		t.Errorf("got %s, want %s", b, want)
	}
}

func TestMarksDependOnTheKey(t *testing.T) {
	one, other := New([]byte("one")), New([]byte("other"))
	secret := []byte("token=abc")
	if one.Text(secret, 0) == other.Text(secret, 0) {
		t.Error("two keys give one mark")
	}
	if one.Text(secret, 0) != New([]byte("one")).Text(secret, 0) {
		t.Error("one key gives two marks")
	}
	if !regexp.MustCompile(`^token=‹token [0-9a-f]{16}, 3 bytes›$`).MatchString(one.Text(secret, 0).String()) {
		t.Errorf("no mark: %s", one.Text(secret, 0))
	}
}
