package parsers

import (
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// CustomAccess returns a format for access logs in the user's own words: the string of a log_format in nginx.conf
// or of a LogFormat in httpd.conf. nginx writes a line when a request ends; Apache does so too, but stamps it with
// the time when it began.
func CustomAccess(pattern string) (Format, error) {
	pattern = unquoteConfig(pattern)
	if _, err := compile(pattern); err != nil {
		return Format{}, err
	}
	moment := handshake.AtEnd
	if strings.Contains(pattern, "%t") || strings.Contains(pattern, "%{") {
		moment = handshake.AtStart
	}
	row := accessRow{
		Format: Format{
			Name: "custom", Title: "access log in the format that was given", Where: "--log-format",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Moment: moment, Shows: showsProxy,
		},
		Patterns: []string{pattern, pattern + "$tail"},
		Score:    100,
	}
	return row.format(), nil
}

// unquoteConfig undoes the quoting of Apache's configuration: \" within a string.
func unquoteConfig(s string) string { return strings.ReplaceAll(s, `\"`, `"`) }
