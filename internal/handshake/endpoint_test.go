package handshake

import "testing"

func TestSplitPort(t *testing.T) {
	tests := []struct{ addr, host, port string }{
		{"app.example.com", "app.example.com", ""},
		{"app.example.com:8443", "app.example.com", "8443"},
		{"192.0.2.7:80", "192.0.2.7", "80"},
		{"[2001:db8::1]:443", "[2001:db8::1]", "443"},
		{"[2001:db8::1]", "[2001:db8::1]", ""},
		{"443", "443", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		if host, port := SplitPort(tt.addr); host != tt.host || port != tt.port {
			t.Errorf("SplitPort(%q) = %q, %q, want %q, %q", tt.addr, host, port, tt.host, tt.port)
		}
	}
}
