package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// requestVerbs are the words that a request target follows in a message: methods, and what ASGI servers write in
// their place (uvicorn's "WebSocket /ws", daphne's "WSREJECT /ws", Channels' "WebSocket REJECT /ws").
var requestVerbs = []struct {
	word   string
	method string
	socket bool
}{
	{"GET ", "GET", false},
	{"CONNECT ", "CONNECT", false},
	{"UPGRADE ", "GET", false},
	{"OPTIONS ", "OPTIONS", false},
	{"POST ", "POST", false},
	{"HEAD ", "HEAD", false},
	{"PUT ", "PUT", false},
	{"DELETE ", "DELETE", false},
	{"PATCH ", "PATCH", false},
	{"WebSocket ", "GET", true},
	{"WebSocket HANDSHAKING ", "GET", true},
	{"WebSocket CONNECT ", "GET", true},
	{"WebSocket REJECT ", "GET", true},
	{"WebSocket DISCONNECT ", "GET", true},
	{"WSCONNECTING ", "GET", true},
	{"WSCONNECT ", "GET", true},
	{"WSREJECT ", "GET", true},
	{"WSDISCONNECT ", "GET", true},
}

// request finds a request line, whole or in part: `GET /ws HTTP/1.1`, `Started GET "/cable"`, `403 GET /ws`.
func (c *clues) request() {
	for _, v := range requestVerbs {
		for from := 0; ; {
			i := bytes.Index(c.msg[from:], []byte(v.word))
			if i < 0 {
				break
			}
			at := from + i
			from = at + len(v.word)
			if at > 0 && isLetter(c.msg[at-1]) {
				continue
			}
			if c.requestAt(at, from, v.method) {
				c.proven = c.proven || v.socket
				return
			}
		}
	}
}

// requestAt reads the request whose method begins at index at and whose target begins at i.
func (c *clues) requestAt(at, i int, method string) bool {
	b := c.msg[i:]
	quoted := len(b) > 0 && (b[0] == '"' || b[0] == '\'')
	if quoted {
		b = b[1:]
	}
	end := bytes.IndexAny(b, " \t\n\"'[")
	if end < 0 {
		end = len(b)
	}
	target := bytes.TrimRight(b[:end], ",;)")
	if !isTarget(target, method) {
		return false
	}
	c.e.Method = method
	c.setTarget(target)
	rest := bytes.TrimLeft(b[end:], "\"' ")
	if proto, ok := bytes.CutPrefix(rest, []byte("HTTP/")); ok {
		c.e.HTTPVersion = httpVersion(bytes.TrimRight(proto[:min(3, len(proto))], "\" ,"))
		rest = bytes.TrimLeft(bytes.TrimLeft(proto, "0123456789."), "\"' ")
	}
	if at >= len("HTTP/1.1 ") && c.e.HTTPVersion == "" { // .NET: "HTTP/1.1 GET http://h/hub"
		before, _ := bytes.CutPrefix(c.msg[at-len("HTTP/1.1 "):at], []byte("HTTP/"))
		c.e.HTTPVersion = httpVersion(bytes.TrimRight(before, " "))
	}
	c.setStatus(wholeNumber(rest))
	if c.e.Status == 0 && at >= 4 && c.msg[at-1] == ' ' {
		c.setStatus(wholeNumber(c.msg[at-4 : at-1])) // Tornado: "403 GET /ws"
	}
	return true
}

// isTarget reports whether b can be what was asked for: a path, a URL, or the authority of CONNECT.
func isTarget(b []byte, method string) bool {
	switch {
	case len(b) == 0:
		return false
	case b[0] == '/':
		return true
	case bytes.Contains(b, []byte("://")):
		scheme, _, _ := splitURL(b)
		return knownScheme(scheme) != ""
	}
	return method == "CONNECT" && bytes.IndexByte(b, ':') > 0
}

// setTarget notes a path, or a URL, as what was asked for.
func (c *clues) setTarget(target []byte) {
	scheme, host, rest := splitURL(target)
	u, r := &c.e.URL, c.s.Redact
	if u.Scheme == "" {
		u.Scheme = knownScheme(scheme)
	}
	switch {
	case len(host) == 0:
	case c.e.Side == handshake.Proxy && c.e.Method == "":
		// The URL of the hop behind: Apache, Traffic Server.
		c.e.Upstream = handshake.Upstream{Known: true, Contacted: true, Addr: r.Addr(host)}
	case u.Host.IsZero():
		u.Host = r.Host(host)
	}
	if len(rest) == 0 || rest[0] != '/' {
		if c.e.Method == "CONNECT" && u.Host.IsZero() {
			u.Host = r.Host(rest)
		}
		return
	}
	path, query, _ := bytes.Cut(rest, []byte{'?'})
	u.Path, u.Query = r.Path(path), r.Query(query)
	c.target = rest
	c.proven = c.proven || isSocketQuery(query) || isSocketPath(path) || u.Scheme == "ws" || u.Scheme == "wss"
}

// pathKeys stand before the path or URL that a message is about.
var pathKeys = []string{
	"path=", "path: ", `path":"`, "uri=", "uri: ", "url=", "url: ", "pathname=", "request_uri=", "for path ", "for the url ", "for url ",
	"returned by ", "all handlers for ", "no route found for ", "[uri ",
}

// path finds what was asked for if there is no request line: behind a key, a WebSocket URL, or a word that looks
// like the path of an endpoint.
func (c *clues) path() {
	if c.target != nil {
		return
	}
	for _, key := range pathKeys {
		for i := c.find(key, 0); i >= 0; i = c.find(key, i) {
			if c.pathValue(key, c.valueAt(i)) {
				return
			}
		}
	}
	for _, scheme := range [...]string{"ws://", "wss://"} {
		if i := c.find(scheme, 0); i >= 0 {
			c.setTarget(c.valueAt(i - len(scheme)))
			return
		}
	}
	c.barePath()
}

func (c *clues) pathValue(key string, value []byte) bool {
	value = bytes.TrimRight(value, "?")
	if key == "for path " && len(value) > 0 && value[0] != '/' && bytes.Contains(c.low, []byte("no route found")) {
		value = append([]byte{'/'}, value...) // Django Channels leaves the slash out
	}
	if !isTarget(value, "") {
		return false
	}
	c.setTarget(value)
	return true
}

// barePath takes a word such as "/ws" if it is known as the path of an endpoint: any other may be a file.
func (c *clues) barePath() {
	for word := range bytes.FieldsSeq(c.msg) {
		word = bytes.TrimRight(word, ",;:.)")
		path, query, _ := bytes.Cut(word, []byte{'?'})
		if len(path) > 1 && path[0] == '/' && (socketSegment(path) || handshake.EndpointKind(path, query) != "") {
			c.setTarget(word)
			return
		}
	}
}

// socketSegment reports whether the last part of path is a usual name of a WebSocket endpoint.
func socketSegment(path []byte) bool {
	path = bytes.TrimRight(path, "/")
	switch string(path[bytes.LastIndexByte(path, '/')+1:]) {
	case "ws", "wss", "websocket", "websockets", "socket", "sockets", "cable", "realtime":
		return true
	}
	return false
}
