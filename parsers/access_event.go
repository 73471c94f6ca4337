package parsers

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// productFacts is what a product means by its records where HTTP alone does not say it.
type productFacts struct {
	// Opened are the statuses besides 101 under which an opened WebSocket is logged. They count only where the
	// record proves that the request was a handshake.
	Opened []int
	// PlainOK says that a 2xx for a handshake means what it says: an ordinary answer, so no WebSocket. Without
	// it a 2xx says nothing: Apache's mod_proxy_wstunnel, Werkzeug and others log an opened socket that way.
	PlainOK bool
	// Hijacked are the statuses that only an opened WebSocket is logged under.
	Hijacked []int
	// NoStatusIsNoAnswer says that "-" in the status column means that the client got none.
	NoStatusIsNoAnswer bool
	// Refused are the details that say that the product refused the request, where a record has no status.
	Refused []string
	// Relayed are the details that say that the status is the upstream's.
	Relayed []string
	// ShowsUpstream says that a record without an upstream reached none.
	ShowsUpstream bool
	// SilentUpstream says that where a record has no upstream status the product answered by itself.
	SilentUpstream bool
	// AllHeaders says that the log shows every header of the request, so that a missing one was not sent.
	AllHeaders bool
}

// record makes events of values. It belongs to one input.
type record struct {
	src     *Source
	facts   productFacts
	v       values
	unquote func(dst, value []byte) []byte // undoes the escapes of the log; nil: \xHH and \" of nginx and Apache
	scratch []byte
	hint    *productHint
	path    []byte // of the request, as written
	query   []byte
}

func newRecord(s *Source, facts productFacts) record {
	return record{src: s, facts: facts, unquote: unquoteNCSA, hint: hintFor(s)}
}

// emit makes an event of the values and hands it on.
func (r *record) emit(rec []byte, pos handshake.Position) {
	e := r.src.NewEvent(pos)
	e.Raw = r.src.Redact.Text(rec, r.src.Limits.TextBytes)
	r.hint.apply(e)
	r.setTime(e)
	r.setRequest(e)
	r.setAnswer(e)
	r.setUpstream(e)
	r.setHeaders(e)
	r.setTexts(e)
	r.setIDs(e)
	r.judge(e)
	if text := joinTexts(": ", r.text(messageText), r.text(errorText)); len(text) > 0 {
		r.src.readMessage(e, text)
	}
	r.src.Emit(e)
}

// text returns the value of f with its escapes undone.
func (r *record) text(f field) []byte { return r.plain(r.v.given(f)) }

func (r *record) plain(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return r.unquote(nil, b)
}

func (r *record) setTime(e *handshake.Event) {
	var zoned bool
	e.Time, zoned = r.time(timeStamp)
	e.ZoneKnown = e.ZoneKnown || zoned
	start, _ := r.time(startStamp)
	e.Duration = r.duration()
	if !start.IsZero() && e.Time.IsZero() {
		e.Time, e.Moment = start, handshake.AtStart
	} else if !start.IsZero() && e.Time.After(start) {
		e.Duration = e.Time.Sub(start)
	}
}

// time reads a timestamp that stands in one column, or in two for date and clock.
func (r *record) time(f field) (t time.Time, zoned bool) {
	b := r.v.given(f)
	if f == timeStamp && r.v.f[clockOnly] != nil {
		r.scratch = append(append(append(r.scratch[:0], r.v.f[dateOnly]...), ' '), r.v.f[clockOnly]...)
		b = r.scratch
	}
	zone := r.src.Zone
	if r.src.Format.Zone {
		zone = time.UTC
	}
	t, zoned, _ = readTime(r.plain(b), r.src.Year, zone)
	return t, zoned
}

// durationUnits are the fields that hold a duration, and their unit.
var durationUnits = [...]struct {
	field field
	unit  time.Duration
}{
	{durNamed, time.Second}, {durSeconds, time.Second}, {durMillis, time.Millisecond}, {durMicros, time.Microsecond}, {durNanos, time.Nanosecond},
}

func (r *record) duration() time.Duration {
	for _, d := range durationUnits {
		if b := r.v.given(d.field); b != nil {
			return readDuration(b, d.unit)
		}
	}
	if r.v.f[durPart] != nil {
		return r.sumOfParts()
	}
	if b := r.v.given(timerList); b != nil {
		last := bytes.TrimLeft(b[bytes.LastIndexByte(b, '/')+1:], "+")
		return readDuration(last, time.Millisecond)
	}
	return handshake.NoDuration
}

// sumOfParts adds the times that an AWS load balancer spent on the request, before, in and behind the target. They
// are -1 where it came to no answer.
func (r *record) sumOfParts() time.Duration {
	sum := time.Duration(0)
	for _, f := range [...]field{durPart, durPart2, durPart3} {
		d := readDuration(r.v.f[f], time.Second)
		if d == handshake.NoDuration {
			return d
		}
		sum += d
	}
	return sum
}

// readDuration reads a number of units, or a duration that names its unit ("12.3ms", "1m2.5s").
func readDuration(b []byte, unit time.Duration) time.Duration {
	if n, err := strconv.ParseFloat(string(b), 64); err == nil {
		if n = n * float64(unit); n < 0 || n > math.MaxInt64/2 {
			return handshake.NoDuration
		}
		return time.Duration(math.Round(n))
	}
	if d, err := time.ParseDuration(string(bytes.ReplaceAll(b, []byte{' '}, nil))); err == nil && d >= 0 {
		return d
	}
	return handshake.NoDuration
}

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

func (r *record) setAnswer(e *handshake.Event) {
	if b := r.v.f[statusCode]; len(b) > 0 {
		e.Status, e.HasStatus = readStatus(r.plain(b))
		if string(b) == "-" && !r.facts.NoStatusIsNoAnswer {
			e.HasStatus = false
		}
		e.Status = max(e.Status, 0)
	}
	if n, err := strconv.ParseInt(string(r.v.given(sizeBytes)), 10, 64); err == nil && n >= 0 {
		e.Bytes = n
	}
}

// setUpstream reads what a proxy says of the hop behind it. nginx writes lists where it tried several upstreams,
// "-" where it tried none, and its own 502 or 504 as upstream status where none answered.
func (r *record) setUpstream(e *handshake.Event) {
	up := &e.Upstream
	status, addr := r.v.f[upstreamStatus], r.v.f[upstreamAddr]
	up.Known = r.facts.ShowsUpstream || r.facts.SilentUpstream || status != nil || addr != nil || r.v.f[upstreamTime] != nil || r.v.f[timerList] != nil
	if !up.Known {
		return
	}
	last := lastOf(r.plain(status))
	if n, ok := readStatus(last); ok {
		up.Status = max(n, 0)
	}
	up.Contacted = up.Status != 0 || !r.facts.SilentUpstream && (given(last) != nil || given(addr) != nil)
	if addr := lastOf(r.plain(addr)); given(addr) != nil {
		up.Addr = r.src.Redact.Addr(addr)
	}
	if r.upstreamSilent(up.Status) {
		up.Status = 0
	}
	if b := r.v.given(timerList); b != nil {
		up.Contacted = serverTried(b)
	}
	if contains(r.facts.Relayed, r.v.f[detailText]) {
		up.Status = e.Status
	}
}

func contains(list []string, b []byte) bool {
	for _, s := range list {
		if s == string(b) {
			return true
		}
	}
	return false
}

// upstreamSilent reports whether the upstream status is the proxy's own, because no answer came.
func (r *record) upstreamSilent(status int) bool {
	if status != 502 && status != 504 {
		return false
	}
	if b := lastOf(r.v.f[upstreamAnswer]); len(b) > 0 {
		return string(b) == "-"
	}
	b := lastOf(r.v.f[upstreamLength])
	return string(b) == "0" || string(b) == "-"
}

// serverTried reports whether HAProxy's timers show that a server was tried: without one the request spent no time
// in a queue, so Tw is -1. It is the first of a tunnel's three timers and the second of a request's five.
func serverTried(timers []byte) bool {
	if bytes.Count(timers, []byte{'/'}) > 2 {
		_, timers, _ = bytes.Cut(timers, []byte{'/'})
	}
	return timers[0] != '-'
}

// lastOf returns the last element of a list such as "502, 101" or "502 : 101".
func lastOf(list []byte) []byte {
	if i := bytes.LastIndexAny(list, " ,"); i >= 0 {
		return list[i+1:]
	}
	return list
}

func (r *record) setHeaders(e *handshake.Event) {
	e.Request = r.headers(r.v.request)
	e.Response = r.headers(r.v.response)
	e.Request.Shown = r.showsHeaders()
	e.Response.Shown = e.Request.Shown && len(r.v.response) > 0
	if e.Request.Shown {
		e.Facts = handshake.Check(r.src.Redact, handshake.Exchange{
			Request:     handshake.RawHeaders{Shown: true, List: r.v.request},
			Response:    handshake.RawHeaders{Shown: e.Response.Shown, List: r.v.response},
			Status:      e.Status,
			HTTPVersion: e.HTTPVersion,
			Extended:    e.Method == "CONNECT",
		})
	}
}

// showsHeaders reports whether the record shows every header of the request. A list of headers that a program logs
// of its own accord may be a selection; one with Host and as many as any real request has is taken for whole.
func (r *record) showsHeaders() bool {
	const fewest = 4
	if r.facts.AllHeaders {
		return len(r.v.request) > 0
	}
	return r.v.whole && len(r.v.request) >= fewest && r.v.header("host") != nil
}

func (r *record) headers(list []handshake.RawHeader) (h handshake.Headers) {
	for i := range list {
		list[i].Value = r.plain(list[i].Value)
		if given(list[i].Value) == nil {
			continue
		}
		name := r.src.Redact.Name(list[i].Name)
		h.List = append(h.List, handshake.Header{Name: name, Value: r.src.Redact.Value(name.String(), list[i].Value)})
	}
	return h
}

func (r *record) setTexts(e *handshake.Event) {
	e.Level = logLevel(r.v.given(levelName))
	e.Flags = r.token(r.flags())
	e.Details = r.token(joinTexts("; ", r.text(detailText), r.text(moreDetail), r.text(failureText)))
}

func (r *record) token(b []byte) redact.Safe { return r.src.Redact.Text(b, r.src.Limits.TextBytes) }

// flags returns the flags column, or IIS's "502.3/12030": status, substatus and Win32 status.
func (r *record) flags() []byte {
	sub := r.v.given(subStatus)
	if sub == nil {
		return r.text(flagText)
	}
	b := append(append(append([]byte(nil), r.v.f[statusCode]...), '.'), sub...)
	if win := r.v.given(win32Status); win != nil {
		b = append(append(b, '/'), win...)
	}
	return b
}

// joinTexts joins the texts that say something; one that stands within another already is left out.
func joinTexts(sep string, texts ...[]byte) []byte {
	var out []byte
	for _, t := range texts {
		switch {
		case len(t) == 0 || bytes.Contains(out, t):
		case out == nil:
			out = t
		default:
			out = append(append(append([]byte(nil), out...), sep...), t...)
		}
	}
	return out
}

func (r *record) setIDs(e *handshake.Event) {
	r.addID(e, handshake.KeyID, r.v.header("sec-websocket-key"))
	r.addID(e, handshake.RequestID, r.text(requestID))
	r.addID(e, handshake.RequestID, traceOf(r.text(traceID)))
	for _, name := range [...]string{"x-request-id", "cf-ray", "x-amzn-trace-id"} {
		r.addID(e, handshake.RequestID, r.v.header(name))
	}
	r.addID(e, handshake.RequestID, traceOf(r.v.header("traceparent")))
	r.addID(e, handshake.ConnID, r.text(connID))
	r.addID(e, handshake.PeerID, r.peer())
	r.addID(e, handshake.PeerID, r.text(localAddr))
}

func (r *record) addID(e *handshake.Event, kind handshake.IDKind, value []byte) {
	if len(value) == 0 {
		return
	}
	id := handshake.ID{Kind: kind, Hash: r.src.Redact.Hash(value)}
	for _, have := range e.IDs {
		if have == id {
			return
		}
	}
	e.IDs = append(e.IDs, id)
}

// traceOf returns the trace id of a W3C traceparent "00-<trace>-<span>-01" and of Google's
// "projects/<project>/traces/<trace>"; anything else is one already.
func traceOf(b []byte) []byte {
	b = b[bytes.LastIndexByte(b, '/')+1:]
	if parts := bytes.Split(b, []byte{'-'}); len(parts) == 4 && len(parts[1]) == 32 {
		return parts[1]
	}
	return b
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
