package rules

import (
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func TestOriginIs(t *testing.T) {
	r := redact.New([]byte("test"))
	f := func(origin, scheme, host, want string) {
		t.Helper()
		e := &handshake.Event{URL: handshake.URL{Scheme: scheme, Host: r.Host([]byte(host))}}
		e.Request.List = []handshake.Header{{Name: r.Name([]byte("origin")), Value: r.Value("origin", []byte(origin))}}
		if got := originIs(e); got != want {
			t.Errorf("Origin %q, asked %q at %q: got %q, want %q", origin, host, scheme, got, want)
		}
	}
	f("https://app.example.com", "wss", "app.example.com", "same")
	f("https://app.example.com", "wss", "app.example.com:443", "same")
	f("https://app.example.com", "", "app.example.com", "same")
	f("https://APP.example.com", "wss", "app.example.com", "same")
	f("http://app.example.com", "wss", "app.example.com", "other-scheme")
	f("https://app.example.com", "ws", "app.example.com:8080", "other-port")
	f("http://app.example.com:8443", "wss", "app.example.com:8443", "other-scheme")
	f("http://localhost:3000", "ws", "localhost:8080", "other-port")
	f("http://[::1]:3000", "ws", "[::1]:3000", "same")
	f("https://evil.example", "wss", "app.example.com", "other-host")
	f("null", "wss", "app.example.com", "null")
	f("https://app.example.com", "wss", "", "")
	f("file", "wss", "app.example.com", "")
}
