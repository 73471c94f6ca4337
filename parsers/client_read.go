package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// answered notes the status that a message says the client read; 0 is none.
func (m *message) answered(status int) {
	if status == 0 || m.e.Status != 0 {
		return
	}
	m.e.Status, m.e.HasStatus = status, true
	if m.e.Stage == handshake.StageUnknown {
		m.e.Stage = handshake.StageAnswer
	}
}

// statusIn returns the HTTP status that stands in the first few bytes of b, or 0: three digits, 100 to 599.
func statusIn(b []byte) int {
	b = b[:min(len(b), 16)]
	for i := 0; i+3 <= len(b); i++ {
		if !isDigit(b[i]) {
			continue
		}
		n, next := digits(b, i, 1, 9)
		if next == i+3 && 100 <= n && n <= 599 {
			return n
		}
		if next == 0 {
			return 0
		}
		i = next
	}
	return 0
}

var methods = [...]string{"GET", "POST", "OPTIONS", "CONNECT", "HEAD", "PUT", "DELETE", "PATCH"}

// methodOf returns the HTTP method that stands as a word near the beginning of b, or "".
func methodOf(b []byte) string {
	b = b[:min(len(b), 64)]
	for _, m := range methods {
		if i := bytes.Index(b, []byte(m)); i >= 0 && (i == 0 || !isLetter(b[i-1])) {
			return m
		}
	}
	return ""
}

var (
	wsScheme   = []byte("ws://")
	wssScheme  = []byte("wss://")
	httpScheme = []byte("http")
)

func isSocketURL(url []byte) bool {
	return bytes.HasPrefix(url, wsScheme) || bytes.HasPrefix(url, wssScheme)
}

// asSocketURL returns url with ws for http, as the program had it.
func asSocketURL(url []byte) []byte {
	if rest, ok := bytes.CutPrefix(url, httpScheme); ok {
		return append([]byte("ws"), rest...)
	}
	return url
}

// isPreStep reports whether url is that of the HTTP request that a library makes before it opens the socket, or of the
// socket itself written as HTTP: Engine.IO polling, SignalR negotiation, SockJS info.
func isPreStep(url []byte) bool {
	path, query, _ := bytes.Cut(url, []byte{'?'})
	switch {
	case bytes.Contains(query, []byte("transport=polling")), bytes.Contains(query, []byte("transport=websocket")):
		return bytes.Contains(query, []byte("EIO=")) || bytes.Contains(path, []byte("socket.io"))
	case bytes.HasSuffix(path, []byte("/negotiate")):
		return true
	}
	return bytes.HasSuffix(path, []byte("/info")) && (bytes.HasPrefix(query, []byte("t=")) || bytes.HasPrefix(query, []byte("cb=")))
}

// firstURL returns the first absolute URL that b holds, of a socket or of HTTP, or nil.
func firstURL(b []byte) []byte {
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte("://"))
		if i < 0 {
			return nil
		}
		if n := schemeLen(b[:from+i]); n > 0 {
			return urlAt(b, from+i-n)
		}
		from += i + 3
	}
}

// schemeLen returns the length of the scheme that head ends with, or 0. Copies of Firefox's network log lose the blank
// between the method and the URL ("GETwss://…").
func schemeLen(head []byte) int {
	for _, scheme := range [...]string{"https", "http", "wss", "ws"} {
		if hasSuffix(head, scheme) {
			before := len(head) - len(scheme)
			if before == 0 || !isWordByte(head[before-1]) || head[before-1] >= 'A' && head[before-1] <= 'Z' {
				return len(scheme)
			}
		}
	}
	return 0
}

// findSocketURL returns the first ws:// or wss:// URL that b holds, or nil.
func findSocketURL(b []byte) []byte {
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte("s://"))
		if i < 0 {
			return nil
		}
		at := from + i + 1
		from = at + len("://")
		n := schemeLen(b[:at])
		if n > 0 && b[at-n] == 'w' && from < len(b) && (b[from] == '[' || !endsURL(b, from)) {
			return urlAt(b, at-n)
		}
	}
}

func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' }

// urlAt returns the URL that begins at b[start]: up to white space, a quote or a bracket, without the punctuation of the
// sentence around it. Chromium leaves out the middle of a long one ("…"), which stays.
func urlAt(b []byte, start int) []byte {
	end := start + bytes.Index(b[start:], []byte("://")) + 3
	if end < len(b) && b[end] == '[' { // IPv6
		if i := bytes.IndexByte(b[end:], ']'); i > 0 {
			end += i + 1
		}
	}
	for end < len(b) && !endsURL(b, end) {
		end++
	}
	return bytes.TrimRight(b[start:end], ".,;:!")
}

// endsURL reports whether b[i] cannot be part of a URL: it is white space, a quote (also a typographic one), a bracket.
func endsURL(b []byte, i int) bool {
	switch c := b[i]; c {
	case '\'', '"', '`', '<', '>', '(', ')', ']', '{', '}', '|', '\\', 0x7f:
		return true
	case 0xe2:
		return i+2 < len(b) && b[i+1] == 0x80 && (b[i+2] >= 0x98 && b[i+2] <= 0x9f)
	case 0xef:
		return i+2 < len(b) && b[i+1] == 0xbc && b[i+2] == 0x8c
	default:
		return c <= ' '
	}
}

// quotedURL reads "'URL'" or a bare URL at the beginning of b and returns what follows it.
func quotedURL(b []byte) (url, rest []byte) {
	trimmed := bytes.TrimLeft(b, " \n")
	if len(trimmed) > 0 && (trimmed[0] == '\'' || trimmed[0] == '"' || trimmed[0] == '`') {
		if i := bytes.IndexByte(trimmed[1:], trimmed[0]); i >= 0 {
			return nonEmpty(trimmed[1 : 1+i]), trimmed[2+i:]
		}
	}
	if url = findSocketURL(b); url != nil {
		return url, b[bytes.Index(b, url)+len(url):]
	}
	return nil, b
}

func nonEmpty(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return b
}

// firstWord returns b up to the first white space.
func firstWord(b []byte) []byte {
	if i := bytes.IndexAny(b, " \t\n"); i >= 0 {
		return b[:i]
	}
	return b
}

// readURL takes an absolute URL, or what is left of one, apart.
func (s *Source) readURL(raw []byte) handshake.URL {
	scheme, host, rest := splitURL(raw)
	rest, _, _ = bytes.Cut(rest, []byte{'#'})
	path, query, _ := bytes.Cut(rest, []byte{'?'})
	return handshake.URL{
		Scheme: knownScheme(scheme), Host: s.Redact.Host(host), Path: s.Redact.Path(path), Query: s.Redact.Query(query),
	}
}
