package rules

import (
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// originIs compares the Origin header of a request with the place that was asked for, as a server's same-origin
// check does (RFC 6454 section 5). It returns "" where the event does not show both.
func originIs(e *handshake.Event) string {
	header, _ := e.Request.Get("origin")
	scheme, host, found := strings.Cut(asciiLower(header.String()), "://")
	asked := asciiLower(e.URL.Host.String())
	switch {
	case header.String() == "null":
		return "null"
	case !found || asked == "":
		return ""
	}
	name, port := splitPort(host, scheme)
	askedName, askedPort := splitPort(asked, scheme)
	switch {
	case name != askedName:
		return "other-host"
	case port != askedPort:
		return "other-port"
	case e.URL.Scheme != "" && secure(scheme) != secure(e.URL.Scheme):
		return "other-scheme"
	}
	return "same"
}

// splitPort splits "host:port" or "[::1]:port". Without a port it is the scheme's own.
func splitPort(host, scheme string) (name, port string) {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		return host[:i], host[i+1:]
	}
	if secure(scheme) {
		return host, "443"
	}
	return host, "80"
}

func secure(scheme string) bool { return scheme == "https" || scheme == "wss" }
