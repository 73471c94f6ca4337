package handshake

import (
	"reflect"
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// message builds headers from lines "Name: value"; "\n" within a value is written as "\\n".
func message(lines string) RawHeaders {
	h := RawHeaders{Shown: true}
	for line := range strings.Lines(lines) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok {
			value = strings.ReplaceAll(strings.TrimSpace(value), `\n`, "\n")
			h.List = append(h.List, RawHeader{[]byte(name), []byte(value)})
		}
	}
	return h
}

const (
	// Chromium 156 against a raw server: key and accept fit.
	goodRequest = `Upgrade: websocket
		Connection: Upgrade
		Sec-WebSocket-Key: edralsVzOEhlfQVJzXL+Hw==
		Sec-WebSocket-Version: 13
		Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits`
	goodResponse = `Upgrade: websocket
		Sec-WebSocket-Accept: nHiPcmqSm2OdwWr+zQUdbtAVhPI=
		Connection: Upgrade`
)

func with(lines string, more ...string) string { return lines + "\n" + strings.Join(more, "\n") }

func without(lines, name string) string {
	var keep []string
	for line := range strings.Lines(lines) {
		if !strings.HasPrefix(strings.TrimSpace(line), name+":") {
			keep = append(keep, line)
		}
	}
	return strings.Join(keep, "")
}

func TestCheck(t *testing.T) {
	allOK := Facts{
		RequestUpgrade: OK, RequestConnection: OK, RequestKey: OK, RequestVersion: OK,
		StatusLine: OK, Upgrade: OK, Connection: OK, Accept: OK, Protocol: OK, Extension: OK,
	}
	change := func(f func(*Facts)) Facts { g := allOK; f(&g); return g }
	tests := []struct {
		name              string
		request, response string
		status            int
		version           string
		extended          bool
		want              Facts
		broken            string // "header want got" of the violations, joined by "; "
	}{
		{name: "good", want: allOK},
		{name: "firefox sends a token list", request: with(without(goodRequest, "Connection"), "Connection: keep-alive, Upgrade"), want: allOK},
		{name: "WebSocket in capitals", response: with(without(goodResponse, "Upgrade"), "Upgrade: WebSocket"), want: allOK},
		{name: "refused: the answer is not judged", status: 403, response: "Connection: close",
			want: Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: OK, RequestVersion: OK}},
		{name: "upgrade stripped", request: with(without(without(goodRequest, "Upgrade"), "Connection"), "Connection: close"), status: 400,
			want:   Facts{RequestUpgrade: Missing, RequestConnection: Wrong, RequestKey: OK, RequestVersion: OK},
			broken: "Upgrade want websocket got ; Connection want Upgrade got close"},
		{name: "h2c is no websocket", request: with(without(goodRequest, "Upgrade"), "Upgrade: h2c"),
			want: change(func(f *Facts) { f.RequestUpgrade = Wrong }), broken: "Upgrade want websocket got h2c"},
		{name: "key of 13 bytes", request: with(without(goodRequest, "Sec-WebSocket-Key"), "Sec-WebSocket-Key: SGVsbG8sIHdvcmxkIQ=="), status: 400,
			want:   Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: Wrong, RequestVersion: OK},
			broken: "Sec-WebSocket-Key want 16 bytes in base64 got SGVsbG8sIHdvcmxkIQ=="},
		{name: "no key", request: without(goodRequest, "Sec-WebSocket-Key"), status: 400,
			want:   Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: Missing, RequestVersion: OK},
			broken: "Sec-WebSocket-Key want 16 bytes in base64 got "},
		{name: "old version", request: with(without(goodRequest, "Sec-WebSocket-Version"), "Sec-WebSocket-Version: 8"), status: 426,
			want:   Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: OK, RequestVersion: Wrong},
			broken: "Sec-WebSocket-Version want 13 got 8"},
		{name: "key twice", request: with(goodRequest, "Sec-WebSocket-Key: edralsVzOEhlfQVJzXL+Hw=="), status: 400,
			want:   Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: Repeated, RequestVersion: OK},
			broken: "Sec-WebSocket-Key want 16 bytes in base64 got edralsVzOEhlfQVJzXL+Hw==, edralsVzOEhlfQVJzXL+Hw=="},
		{name: "accept of another key", response: with(without(goodResponse, "Sec-WebSocket-Accept"), "Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI="),
			want:   change(func(f *Facts) { f.Accept = Wrong }),
			broken: "Sec-WebSocket-Accept want nHiPcmqSm2OdwWr+zQUdbtAVhPI= got ICX+Yqv66kxgM0FcWaLWlFLwTAI="},
		{name: "no accept", response: without(goodResponse, "Sec-WebSocket-Accept"), want: change(func(f *Facts) { f.Accept = Missing }),
			broken: "Sec-WebSocket-Accept want nHiPcmqSm2OdwWr+zQUdbtAVhPI= got "},
		{name: "accept joined by the exporter", response: with(without(goodResponse, "Sec-WebSocket-Accept"), `Sec-WebSocket-Accept: nHiPcmqSm2OdwWr+zQUdbtAVhPI=\nnHiPcmqSm2OdwWr+zQUdbtAVhPI=`),
			want:   change(func(f *Facts) { f.Accept = Repeated }),
			broken: "Sec-WebSocket-Accept want nHiPcmqSm2OdwWr+zQUdbtAVhPI= got nHiPcmqSm2OdwWr+zQUdbtAVhPI=, nHiPcmqSm2OdwWr+zQUdbtAVhPI="},
		{name: "accept joined with a comma", response: with(without(goodResponse, "Sec-WebSocket-Accept"), `Sec-WebSocket-Accept: nHiPcmqSm2OdwWr+zQUdbtAVhPI=, nHiPcmqSm2OdwWr+zQUdbtAVhPI=`),
			want:   change(func(f *Facts) { f.Accept = Repeated }),
			broken: "Sec-WebSocket-Accept want nHiPcmqSm2OdwWr+zQUdbtAVhPI= got nHiPcmqSm2OdwWr+zQUdbtAVhPI=, nHiPcmqSm2OdwWr+zQUdbtAVhPI="},
		{name: "key masked", request: with(without(goodRequest, "Sec-WebSocket-Key"), "Sec-WebSocket-Key: [REDACTED]"),
			want: change(func(f *Facts) { f.RequestKey, f.Accept = Unchecked, Unchecked })},
		{name: "key hashed", request: with(without(goodRequest, "Sec-WebSocket-Key"), "Sec-WebSocket-Key: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"),
			want: change(func(f *Facts) { f.RequestKey, f.Accept = Unchecked, Unchecked })},
		{name: "accept blacked out", response: with(without(goodResponse, "Sec-WebSocket-Accept"), "Sec-WebSocket-Accept: ████"),
			want: change(func(f *Facts) { f.Accept = Unchecked })},
		{name: "values blanked", request: with(without(goodRequest, "Sec-WebSocket-Key"), "Sec-WebSocket-Key:"), response: "Upgrade:\nConnection:\nSec-WebSocket-Accept:",
			want: change(func(f *Facts) {
				f.RequestKey, f.Upgrade, f.Connection, f.Accept = Unchecked, Unchecked, Unchecked, Unchecked
			})},
		{name: "101 without upgrade", response: without(goodResponse, "Upgrade"), want: change(func(f *Facts) { f.Upgrade = Missing }),
			broken: "Upgrade want websocket got "},
		{name: "two layers answered", response: with(goodResponse, "Upgrade: websocket"), want: change(func(f *Facts) { f.Upgrade = Repeated }),
			broken: "Upgrade want websocket got websocket, websocket"},
		{name: "connection rewritten", response: with(without(goodResponse, "Connection"), "Connection: close"), want: change(func(f *Facts) { f.Connection = Wrong }),
			broken: "Connection want Upgrade got close"},
		{name: "101 in HTTP/1.0", version: "1.0", want: change(func(f *Facts) { f.StatusLine = Wrong }), broken: " want HTTP/1.1 or later got HTTP/1.0"},
		{name: "subprotocol chosen", request: with(goodRequest, "Sec-WebSocket-Protocol: graphql-ws, graphql-transport-ws"), response: with(goodResponse, "Sec-WebSocket-Protocol: graphql-transport-ws"), want: allOK},
		{name: "subprotocol not chosen", request: with(goodRequest, "Sec-WebSocket-Protocol: mqtt"), want: change(func(f *Facts) { f.Protocol = NotChosen }),
			broken: "Sec-WebSocket-Protocol want mqtt got "},
		{name: "subprotocol in other case", request: with(goodRequest, "Sec-WebSocket-Protocol: MQTT"), response: with(goodResponse, "Sec-WebSocket-Protocol: mqtt"),
			want: change(func(f *Facts) { f.Protocol = NotOffered }), broken: "Sec-WebSocket-Protocol want MQTT got mqtt"},
		{name: "subprotocol unasked", response: with(goodResponse, "Sec-WebSocket-Protocol: chat"),
			want: change(func(f *Facts) { f.Protocol = NotOffered }), broken: "Sec-WebSocket-Protocol want none got chat"},
		{name: "two subprotocols", request: with(goodRequest, "Sec-WebSocket-Protocol: a, b"), response: with(goodResponse, "Sec-WebSocket-Protocol: a, b"),
			want: change(func(f *Facts) { f.Protocol = Repeated }), broken: "Sec-WebSocket-Protocol want a, b got a, b"},
		{name: "subprotocol masked", request: with(goodRequest, "Sec-WebSocket-Protocol: bearer, ***"), response: with(goodResponse, "Sec-WebSocket-Protocol: other"),
			want: change(func(f *Facts) { f.Protocol = Unchecked })},
		{name: "extended connect", status: 200, extended: true, request: "Sec-WebSocket-Version: 13", response: "Sec-WebSocket-Accept: ljNOv9nv6/Qqo8LW3L1/+aCIWAo=",
			want: Facts{RequestVersion: OK, Protocol: OK, Extension: OK}},
		{name: "200 on HTTP/1.1 opens nothing", status: 200, response: "Content-Type: text/html",
			want: Facts{RequestUpgrade: OK, RequestConnection: OK, RequestKey: OK, RequestVersion: OK}},
	}
	r := redact.NewOpen([]byte("test"))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := Exchange{Request: message(goodRequest), Response: message(goodResponse), Status: 101, HTTPVersion: "1.1", Extended: tt.extended}
			if tt.request != "" {
				x.Request = message(tt.request)
			}
			if tt.response != "" {
				x.Response = message(tt.response)
			}
			if tt.status != 0 {
				x.Status = tt.status
			}
			if tt.version != "" {
				x.HTTPVersion = tt.version
			}
			compareFacts(t, Check(r, x), tt.want, tt.broken)
		})
	}
}

func compareFacts(t *testing.T, got, want Facts, broken string) {
	t.Helper()
	var list []string
	for _, v := range got.Violations {
		list = append(list, v.Header+" want "+v.Want.String()+" got "+v.Got.String())
	}
	if s := strings.Join(list, "; "); s != broken {
		t.Errorf("violations %q, want %q", s, broken)
	}
	got.Violations, want.Violations = nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestNotShownProvesNothing(t *testing.T) {
	x := Exchange{Status: 101}
	compareFacts(t, Check(redact.New(nil), x), Facts{}, "")
}

// The values are secrets: what a violation quotes goes through the redactor.
func TestViolationsAreRedacted(t *testing.T) {
	const secret = "bearer.eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl"
	x := Exchange{Status: 101, Request: message(with(goodRequest, "Sec-WebSocket-Protocol: chat")), Response: message(with(goodResponse, "Sec-WebSocket-Protocol: "+secret))}
	for _, v := range Check(redact.New([]byte("k")), x).Violations {
		if strings.Contains(v.Got.String(), "c2lnbmF0dXJl") {
			t.Errorf("secret in %q", v.Got)
		}
	}
}

func TestExtensions(t *testing.T) {
	f := func(offered, chosen string, want Result) {
		t.Helper()
		request, response := without(goodRequest, "Sec-WebSocket-Extensions"), goodResponse
		if offered != "" {
			request = with(request, "Sec-WebSocket-Extensions: "+offered)
		}
		if chosen != "" {
			response = with(response, "Sec-WebSocket-Extensions: "+chosen)
		}
		x := Exchange{Status: 101, Request: message(request), Response: message(response)}
		if got := Check(redact.New(nil), x).Extension; got != want {
			t.Errorf("offered %q, chosen %q: got %q, want %q", offered, chosen, got, want)
		}
	}
	const all = "permessage-deflate; client_max_window_bits"
	f("", "", OK)
	f(all, "", OK)
	f(all, "permessage-deflate", OK)
	f(all, "permessage-deflate; server_no_context_takeover; client_no_context_takeover", OK)
	f(all, "permessage-deflate; server_max_window_bits=10; client_max_window_bits=15", OK)
	f(all, `permessage-deflate; client_max_window_bits="12"`, OK)
	f("foo, "+all, "foo, permessage-deflate", OK)
	f(all, "permessage-deflate; client_max_window_bits", Wrong)
	f(all, "permessage-deflate; server_max_window_bits=99", Wrong)
	f(all, "permessage-deflate; server_max_window_bits=08", Wrong)
	f(all, "permessage-deflate; server_no_context_takeover=1", Wrong)
	f(all, "permessage-deflate; server_no_context_takeover; server_no_context_takeover", Wrong)
	f(all, "permessage-deflate; mystery", Wrong)
	f(all, `permessage-deflate\npermessage-deflate`, Repeated)
	f(all, "x-webkit-deflate-frame", NotOffered)
	f("", "permessage-deflate", NotOffered)
	f("permessage-deflate", "permessage-deflate; client_max_window_bits=15", NotOffered)
	f(all, "***", Unchecked)
}

func TestCORS(t *testing.T) {
	f := func(origin, allow string, want Result) {
		t.Helper()
		x := Exchange{Status: 200, Response: message("Content-Type: text/plain\n" + allow)}
		if x.Request = message("Host: app.example.com"); origin != "" {
			x.Request = message("Origin: " + origin)
		}
		if got := CheckCORS(redact.New(nil), x, []byte("https://api.example.com")).AllowOrigin; got != want {
			t.Errorf("origin %q, %q: got %q, want %q", origin, allow, got, want)
		}
	}
	f("", "", Unchecked)
	f("https://api.example.com", "", Unchecked)
	f("https://app.example.com", "", Missing)
	f("https://app.example.com", "Access-Control-Allow-Origin: *", OK)
	f("https://app.example.com", "Access-Control-Allow-Origin: https://app.example.com", OK)
	f("https://app.example.com", "Access-Control-Allow-Origin: http://app.example.com", Wrong)
	f("https://app.example.com", `Access-Control-Allow-Origin: *\nhttps://app.example.com`, Repeated)
	f("https://app.example.com", "Access-Control-Allow-Origin: [REDACTED]", Unchecked)
}

func TestAccept(t *testing.T) {
	// The example of RFC 6455 section 1.3.
	if got, want := Accept([]byte("dGhlIHNhbXBsZSBub25jZQ==")), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(goodRequest), []byte(goodResponse), 101, false)
	f.Add([]byte("Sec-WebSocket-Extensions: a;b=\"c,d\";="), []byte("Sec-WebSocket-Extensions: ,;=,\""), 200, true)
	f.Fuzz(func(t *testing.T, request, response []byte, status int, extended bool) {
		x := Exchange{Request: message(string(request)), Response: message(string(response)), Status: status, Extended: extended}
		Check(redact.New(nil), x)
		CheckCORS(redact.New(nil), x, request)
		EndpointKind(request, response)
	})
}
