package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

func (r *record) setRequest(e *handshake.Event) {
	method, target, proto := splitRequest(r.text(requestLine))
	switch {
	case len(method) > 2 && method[1] == 'S' && isWebSocketVerb(method):
		r.v.f[socketVerb] = method
	case r.isBroken(method):
		method, target, proto = nil, nil, nil
		e.Text = r.src.Redact.Text(r.v.f[requestLine], r.src.Limits.TextBytes)
	}
	if m := r.text(requestMethod); m != nil {
		method = m
	}
	if t := r.text(requestTarget); t != nil {
		target = t
	}
	if p := r.text(protocolName); p != nil {
		proto = p
	}
	if e.Method = methodName(method); r.v.f[socketVerb] != nil {
		e.Method = "GET"
	}
	e.HTTPVersion = httpVersion(proto)
	r.setURL(e, target)
	e.Client = r.src.Redact.Addr(r.client())
}

// isBroken reports whether the request line is none: bytes of TLS, HAProxy's "<BADREQ>". It is then all the text that
// there is.
func (r *record) isBroken(method []byte) bool {
	line := r.v.given(requestLine)
	return line != nil && line[0] != '-' && !isWebSocketVerb(method) && methodLen(append(bytes.Clone(method), ' ')) == 0
}

// methodName returns the method that a method column stands for: ASGI servers log handshakes under words of
// their own. Anything else that is no method is left out, for the text of a broken request is not ours to keep.
func methodName(b []byte) string {
	switch {
	case isWebSocketVerb(b):
		return "GET"
	case len(b) > 20 || !allUpper(bytes.ToUpper(b)):
		return ""
	}
	return string(bytes.ToUpper(b))
}

// webSocketVerbs are what ASGI servers write in place of the method: uvicorn and daphne.
var webSocketVerbs = [][]byte{
	[]byte("WebSocket"), []byte("WSCONNECTING"), []byte("WSCONNECT"), []byte("WSDISCONNECT"), []byte("WSREJECT"),
}

// isWebSocketVerb reports whether the first word of b is one of webSocketVerbs.
func isWebSocketVerb(b []byte) bool {
	if len(b) == 0 || b[0] != 'W' {
		return false
	}
	for _, w := range webSocketVerbs {
		if bytes.HasPrefix(b, w) && (len(b) == len(w) || b[len(w)] == ' ') {
			return true
		}
	}
	return false
}

// httpVersion returns "1.1", "2", … for "HTTP/1.1", "HTTP/2.0", "h2", "http1.1", "2.0".
func httpVersion(proto []byte) string {
	digits := bytes.TrimLeft(proto, "HTPShtps/")
	switch string(digits) {
	case "0.9", "1.0", "1.1", "2", "3":
		return string(digits)
	case "2.0":
		return "2"
	case "3.0":
		return "3"
	}
	return ""
}

func (r *record) setURL(e *handshake.Event, target []byte) {
	scheme, host, rest := splitURL(target)
	path, query, _ := bytes.Cut(rest, []byte{'?'})
	if p := r.text(requestPath); p != nil && len(path) == 0 {
		path, query, _ = bytes.Cut(p, []byte{'?'})
	}
	if q := bytes.TrimPrefix(r.text(requestQuery), []byte{'?'}); len(q) > 0 {
		query = q
	}
	if e.Method == "CONNECT" && len(path) > 0 && path[0] != '/' {
		host, path = path, nil
	}
	for _, other := range [][]byte{r.text(hostName), r.v.header("host"), r.v.header(":authority")} {
		if len(host) == 0 {
			host = other
		}
	}
	if s := r.text(schemeName); s != nil {
		scheme = s
	}
	e.URL.Scheme = knownScheme(scheme)
	e.URL.Host = r.src.Redact.Host(host)
	if len(path) > 0 && (path[0] == '/' || path[0] == '*') {
		e.URL.Path = r.src.Redact.Path(path)
	}
	e.URL.Query = r.src.Redact.Query(query)
	r.path, r.query = path, query
}

// splitURL splits "wss://h:1/p?q" into "wss", "h:1" and "/p?q". A target without scheme is all rest.
func splitURL(target []byte) (scheme, host, rest []byte) {
	i := bytes.Index(target, []byte("://"))
	if i < 0 || bytes.IndexByte(target[:i], '/') >= 0 || bytes.IndexByte(target[:i], '?') >= 0 {
		return nil, nil, target
	}
	scheme, rest = target[:i], target[i+3:]
	end := bytes.IndexAny(rest, "/?")
	if end < 0 {
		return scheme, rest, []byte{'/'}
	}
	return scheme, rest[:end], rest[end:]
}

func knownScheme(b []byte) string {
	for _, s := range [...]string{"ws", "wss", "http", "https"} {
		if foldEqual(b, s) {
			return s
		}
	}
	return ""
}

// client returns the client's address. Old uvicorns write a Python tuple, Jupyter puts the user before an '@', and of
// a list of addresses the first is the client's.
func (r *record) client() []byte {
	b := r.text(clientAddr)
	b = b[bytes.LastIndexByte(b, '@')+1:]
	if host, port, ok := bytes.Cut(b, []byte("', ")); ok && bytes.HasPrefix(host, []byte("('")) {
		return append(append(bytes.Clone(host[2:]), ':'), bytes.TrimSuffix(port, []byte{')'})...)
	}
	first, _, _ := bytes.Cut(b, []byte{','})
	return first
}

// peer returns the client's address:port, or nil if the record does not show both.
func (r *record) peer() []byte {
	addr := r.client()
	if port := r.v.given(clientPort); port != nil && addr != nil && !isAddressPort(addr) {
		return append(append(append([]byte(nil), addr...), ':'), port...)
	}
	colon := bytes.LastIndexByte(addr, ':')
	if colon < 0 || bytes.IndexByte(addr, '.') < 0 && addr[0] != '[' || bytes.IndexByte(addr, ' ') >= 0 {
		return nil
	}
	return addr
}
