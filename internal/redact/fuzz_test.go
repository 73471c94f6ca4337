package redact

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// canary is a secret that no output may hold. It looks random, as secrets do.
const canary = "cAnaRy7f3K9zQ2x"

// canaryPlaces are the ways in which evidence holds a secret. "%" is the secret.
var canaryPlaces = []string{
	"GET /ws?token=% HTTP/1.1",
	"wss://host/ws?a=1&b=%&c=2",
	"wss://host/ws?%",
	"wss://user:%@host/ws",
	"wss://%@host/ws",
	"https://host/cb#access_token=%&x=1",
	`{"uri":"/ws?a=1\u0026secret=%"}`,
	"Authorization: Bearer %",
	"Authorization: Basic %",
	"authorization: %",
	"Proxy-Authorization: Digest username=\"bob\", response=\"%\"",
	"Cookie: a=1; session=%; b=2",
	"Set-Cookie: a=1; Path=/, session=%; HttpOnly",
	"HTTP_COOKIE: session=%",
	`"cookie":"session=%"`,
	`"Cookie":["session=%"]`,
	`\"x-api-key\":\"%\"`,
	"'x-auth-token': '%'",
	"(b'sec-websocket-key', b'%')",
	"map[Authorization:[Bearer %]]",
	"Sec-WebSocket-Protocol: bearer, %",
	"Sec-WebSocket-Protocol: graphql-ws, %",
	"Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.%, v4.channel.k8s.io",
	"password=%", "password: %", `"password":"%"`, "api_key='%'", "accessToken=>\"%\"", "--token %",
	"sent bearer % to it",
	"mail %@example.com now",
	"ghp_%%%",
	"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.%",
	"eyJhbGciOiJub25lIn0%",
	"/socket/token/%/websocket",
	"/ws;jsessionid=%",
	"-----BEGIN PRIVATE KEY-----\n%\n-----END PRIVATE KEY-----",
	"%%%", // long and random
	"proxy user:%@proxy:3128",
	`{"name":"Cookie","value":"a=%"}`,
}

// TestSecretNames gives values that look like words, which only the name betrays.
func TestSecretNames(t *testing.T) {
	const word = "hunter2x"
	names := []string{
		"apikey", "api-key", "x-auth-token", "x-csrf-token", "sig", "password", "passwd", "pwd", "passcode", "client_secret", "jwt",
		"id_token", "refreshToken", "otp", "totp", "connectionToken", "access_key", "AWSAccessKeyId", "authorization_code", "auth_code", "code_verifier",
		"oauth_verifier", "X-Amz-Signature", "X-Amz-Credential", "X-Hub-Signature-256", "DPoP", "X-Forwarded-Client-Cert", "X-Arr-ClientCert",
	}
	for _, name := range names {
		for _, text := range []string{name + ": " + word, `{"` + name + `":"` + word + `"}`, "GET /ws?" + name + "=" + word + " HTTP/1.1"} {
			if got := testRedactor.Text([]byte(text), 0).String(); strings.Contains(got, word) {
				t.Errorf("Text(%q) = %s", text, got)
			}
		}
		if got := testRedactor.Value(name, []byte(word)).String(); strings.Contains(got, word) {
			t.Errorf("Value(%q) = %s", name, got)
		}
	}
	for _, name := range []string{"code", "state", "ticket", "signature", "se", "sv", "X-Amz-Date"} { // ordinary words but in a query
		if got := testRedactor.Query([]byte(name + "=" + word)).String(); strings.Contains(got, word) {
			t.Errorf("Query(%s=…) = %s", name, got)
		}
	}
}

func TestCanary(t *testing.T) {
	for _, place := range canaryPlaces {
		text := strings.ReplaceAll(place, "%", canary)
		if got := testRedactor.Text([]byte(text), 0).String(); strings.Contains(got, canary) {
			t.Errorf("Text(%q) = %s", text, got)
		}
	}
	for _, h := range headers {
		if h.policy == keep || h.policy == scrub {
			continue
		}
		if got := testRedactor.Value(h.name, []byte(canary)).String(); strings.Contains(got, canary) {
			t.Errorf("Value(%q) = %s", h.name, got)
		}
	}
}

// FuzzCanary puts the secret in each place and anything around it.
func FuzzCanary(f *testing.F) {
	f.Add("", "")
	f.Add("2026/11/22 20:05:36 [error] 1#1: *1 ", ", client: 127.0.0.1")
	f.Add(`{"log":"`, `\n","stream":"stderr"}`)
	f.Add("‹token 0123456789abcdef, 3 bytes› ", "›")
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, place := range canaryPlaces {
			text := before + "\n" + strings.ReplaceAll(place, "%", canary) + "\n" + after
			if got := testRedactor.Text([]byte(text), 0).String(); strings.Contains(got, canary) {
				t.Errorf("Text(%q) = %q", text, got)
			}
		}
	})
}

// FuzzTwice checks that what was redacted once stays as it is when it is redacted again, and that no input
// makes a door panic.
func FuzzTwice(f *testing.F) {
	for _, place := range canaryPlaces {
		f.Add([]byte(strings.ReplaceAll(place, "%", canary)), 40)
	}
	f.Add([]byte(`42["chat",{"a":"b","n":12345}]`), 0)
	f.Fuzz(func(t *testing.T, b []byte, max int) {
		doors := map[string]func([]byte) Safe{
			"Text":  func(b []byte) Safe { return testRedactor.Text(b, 0) },
			"Query": testRedactor.Query,
			"Frame": func(b []byte) Safe { return testRedactor.Frame(b, 0) },
			"Token": testRedactor.Token,
		}
		for _, name := range []string{"cookie", "set-cookie", "authorization", "sec-websocket-protocol", "x-api-key", "location"} {
			doors["Value "+name] = func(b []byte) Safe { return testRedactor.Value(name, b) }
		}
		for name, door := range doors {
			once := door(b).String()
			if twice := door([]byte(once)).String(); twice != once {
				t.Errorf("%s(%q)\nonce  %q\ntwice %q", name, b, once, twice)
			}
		}
		if got := testRedactor.Text(b, max).String(); max > 0 && len(got) > max+len("…") {
			t.Errorf("Text(%q, %d) has %d bytes", b, max, len(got))
		}
	})
}

// TestTextIsLinear gives texts that invite a scanner to look ahead from every byte, at a size where that takes
// minutes; a scanner that goes over them once takes milliseconds.
func TestTextIsLinear(t *testing.T) {
	const size, enough = 1 << 18, 10 * time.Second
	for _, unit := range []string{"?", "?)", "#a", "a@", "a.", "sk-.", "@a.", "cookie: missing ", "key=[", "name='", "token=\"a", `\"`, "-----BEGIN", "‹jwt ", "a://", "eyJ.", "bearer ", "&", "a ", "  ", "{\"", "\\", "a+/"} {
		text := bytes.Repeat([]byte(unit), size/len(unit))
		start := time.Now()
		testRedactor.Text(text, 0)
		testRedactor.Frame(append([]byte("["), text...), 0)
		testRedactor.Query(text)
		for _, name := range []string{"cookie", "set-cookie", "sec-websocket-protocol"} {
			testRedactor.Value(name, text)
		}
		if took := time.Since(start); took > enough {
			t.Errorf("%q repeated to %d bytes takes %s", unit, size, took)
		}
	}
}

func BenchmarkText(b *testing.B) {
	line := []byte(`2026/11/22 20:05:36 [error] 4242#4242: *17 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: _, request: "GET /ws?token=abcdef HTTP/1.1", upstream: "http://127.0.0.1:9001/ws?token=abcdef", host: "app.example:8080"`)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		testRedactor.Text(line, 2048)
	}
}

func BenchmarkTextJSON(b *testing.B) {
	line := []byte(`{"level":"info","ts":1763841936.123,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"54321","proto":"HTTP/1.1","method":"GET","host":"app.example","uri":"/ws","headers":{"Connection":["Upgrade"],"Upgrade":["websocket"],"Sec-Websocket-Version":["13"]}},"bytes_read":0,"duration":0.001,"size":0,"status":502}`)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		testRedactor.Text(line, 2048)
	}
}

// BenchmarkTextHostile is the worst case that is known: every byte may begin something.
func BenchmarkTextHostile(b *testing.B) {
	line := bytes.Repeat([]byte("‹a=b?‹c:'"), 1<<12)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		testRedactor.Text(line, 0)
	}
}
