package parsers

import (
	"bytes"
	"strconv"
	"time"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// harCase is an entry on its way to an event.
type harCase struct {
	*harEntry
	h        *harReader
	agent    string // User-Agent of the request
	scheme   []byte
	host     []byte
	path     []byte
	query    []byte
	socket   bool // it is a WebSocket handshake
	extended bool // over HTTP/2 or HTTP/3
}

// emit makes an event of an entry that tells of a handshake, or of a library's HTTP step before one that failed,
// and reports whether it does.
func (h *harReader) emit(entry *harEntry, pos handshake.Position) bool {
	c := &harCase{harEntry: entry, h: h}
	c.target()
	c.socket = c.isSocket()
	h.log.credentials = h.log.credentials || hasCredentials(entry)
	e := h.s.NewEvent(pos)
	switch {
	case c.socket:
		c.extended = c.isExtended()
		e.Certainty = handshake.IsWebSocket
		e.Facts = handshake.Check(h.s.Redact, c.exchange())
		c.judge(e)
	case c.isStep():
		e.Certainty = handshake.Named
		e.Facts = handshake.CheckCORS(h.s.Redact, c.exchange(), c.origin())
		if !c.judgeStep(e) {
			return false
		}
	default:
		return false
	}
	c.describe(e)
	h.s.Emit(e)
	return true
}

// target takes the request's URL apart. chrome-har-capturer gives only the path.
func (c *harCase) target() {
	scheme, host, rest := splitURL([]byte(c.request.url))
	rest, _, _ = bytes.Cut(rest, []byte{'#'})
	c.scheme, c.host = bytes.ToLower(scheme), bytes.ToLower(host)
	c.path, c.query, _ = bytes.Cut(rest, []byte{'?'})
	for _, name := range []string{"host", ":authority"} {
		if v, ok := c.request.headers.Get(name); ok && len(c.host) == 0 {
			c.host = bytes.ToLower(v)
		}
	}
	if v, ok := c.request.headers.Get("user-agent"); ok {
		c.agent = string(v)
	}
}

// isWS reports whether the URL has the scheme ws or wss.
func (c *harCase) isWS() bool { return string(c.scheme) == "ws" || string(c.scheme) == "wss" }

// socketHeaders are request headers that only a WebSocket handshake has.
var socketHeaders = []string{"sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions", "sec-websocket-protocol"}

// isSocket reports whether the entry is a WebSocket handshake, as browsers (URL, resource type) and proxies
// (headers) write one.
func (c *harCase) isSocket() bool {
	if c.isWS() || foldEqual([]byte(c.kind), "websocket") || c.frames.shown {
		return true
	}
	for _, name := range socketHeaders {
		if _, ok := c.request.headers.Get(name); ok {
			return true
		}
	}
	for _, h := range []handshake.RawHeaders{c.request.headers, c.response.headers} {
		for _, token := range h.Tokens("upgrade") {
			if foldEqual(bytes.ToLower(token), "websocket") {
				return true
			}
		}
	}
	return c.response.status == 101 && !c.response.headers.Shown
}

// isExtended reports whether the handshake is an extended CONNECT (RFC 8441, RFC 9220). Browsers show it as a GET:
// Chromium without a key, Firefox with the headers it would have sent and the version of the answer.
func (c *harCase) isExtended() bool {
	if c.response.status == 101 {
		return false
	}
	if _, ok := c.request.headers.Get(":protocol"); ok || c.request.method == "CONNECT" {
		return true
	}
	if !c.isWS() {
		return false
	}
	if v := httpVersion([]byte(c.response.version)); v == "2" || v == "3" {
		return true
	}
	_, key := c.request.headers.Get("sec-websocket-key")
	return c.request.headers.Shown && !key && c.engine() == "chromium"
}

func (c *harCase) engine() string { return c.h.log.engine(c.agent) }

func (c *harCase) exchange() handshake.Exchange {
	return handshake.Exchange{
		Request: c.request.headers, Response: c.response.headers,
		Status: c.response.status, HTTPVersion: harVersion(c.response.version), Extended: c.extended,
	}
}

// origin returns the origin that was asked, as CORS compares it.
func (c *harCase) origin() []byte { return append(append(bytes.Clone(c.scheme), "://"...), c.host...) }

// harVersion is httpVersion, and Firefox's "HTTP/1" for 1.0.
func harVersion(v string) string {
	if v == "HTTP/1" {
		return "1.0"
	}
	return httpVersion([]byte(v))
}

// hasCredentials reports whether an entry shows what a sanitized export leaves out.
func hasCredentials(e *harEntry) bool {
	for _, name := range []string{"cookie", "authorization"} {
		if _, ok := e.request.headers.Get(name); ok {
			return true
		}
	}
	_, ok := e.response.headers.Get("set-cookie")
	return ok
}

// describe fills in what does not depend on the verdict.
func (c *harCase) describe(e *handshake.Event) {
	s := c.h.s
	e.Product = c.h.log.client(c.agent)
	e.Method = methodName([]byte(c.request.method))
	e.URL = handshake.URL{Scheme: c.shownScheme(), Host: s.Redact.Host(c.host), Path: s.Redact.Path(c.path), Query: s.Redact.Query(c.query)}
	e.HTTPVersion = c.version()
	e.Request, e.Response = s.headers(c.request.headers), s.headers(c.response.headers)
	e.Request.Sanitized = c.h.log.sanitized(c.agent) || anyMaskedHeader(c.request.headers)
	e.Response.Sanitized = e.Request.Sanitized
	e.PageURL = c.page()
	c.clock(e)
	c.life(e)
	c.ids(e)
	if e.Body.IsZero() {
		e.Body = s.Redact.Text(c.response.text(s.Limits.BodyBytes), s.Limits.BodyBytes)
	}
	if c.security != "" && c.response.status == 0 {
		e.Details = s.Redact.Token([]byte("_securityState: " + c.security))
	}
	e.Raw = s.Redact.Text(c.quote(e), s.Limits.TextBytes)
}

// shownScheme returns the scheme of the endpoint: proxies and old versions of Firefox write http and https for
// ws and wss.
func (c *harCase) shownScheme() string {
	s := knownScheme(c.scheme)
	switch {
	case c.socket && s == "http":
		return "ws"
	case c.socket && s == "https":
		return "wss"
	}
	return s
}

// version returns the HTTP version of the exchange. Playwright writes HTTP/1.1 for want of better, Chromium for
// every handshake.
func (c *harCase) version() string {
	v := harVersion(c.response.version)
	if v == "" {
		v = harVersion(c.request.version)
	}
	switch {
	case c.extended && v != "3":
		return "2"
	case c.response.status == 0 && c.h.log.exporter.name == "Playwright":
		return ""
	}
	return v
}

// earliestHAR is the first day on which a HAR can have been written. DevTools gives 1969 to a handshake that never
// came to its request.
var earliestHAR = time.Date(2009, 1, 1, 0, 0, 0, 0, time.UTC)

// maxHARTime bounds what is taken for the time of an entry: DevTools counts from the start of the system for one
// that never came to its request.
const maxHARTime = 7 * 24 * time.Hour

func (c *harCase) clock(e *handshake.Event) {
	t, zoned, _ := readTime([]byte(c.started), 0, c.h.s.Zone)
	if t.Before(earliestHAR) {
		e.Moment = handshake.MomentUnknown
		return
	}
	e.Time, e.ZoneKnown = t, zoned
	e.Duration = harDuration(c.time)
}

// harDuration returns a time in milliseconds; NoDuration if it is not shown or cannot be one.
func harDuration(ms float64) time.Duration {
	if ms < 0 || ms > float64(maxHARTime/time.Millisecond) {
		return handshake.NoDuration
	}
	return time.Duration(ms * float64(time.Millisecond))
}

// life fills in what the record tells of an opened socket.
func (c *harCase) life(e *handshake.Event) {
	if e.Outcome != handshake.Opened {
		return
	}
	if c.frames.shown {
		e.Bytes = c.frames.received
		e.Body = c.firstFrames()
	}
	if c.h.log.exporter.devtools && c.receive > 0 { // 0 as long as it is open
		e.Lifetime = harDuration(c.receive)
	}
	if c.close.code >= 1000 && c.close.code < 5000 {
		e.CloseCode = c.close.code
	}
	if end := harEpoch(c.close.at); !end.IsZero() && !e.Time.IsZero() && !end.Before(e.Time) {
		e.Lifetime = end.Sub(e.Time)
	}
	if c.close.aborted {
		e.Details = redact.Constant("_webSocketClose: aborted")
	}
}

// harEpoch reads seconds or milliseconds since 1970; the zero time for anything else.
func harEpoch(n float64) time.Time {
	if n < 1e9 {
		return time.Time{}
	}
	t, _, _ := readEpoch(strconv.AppendFloat(nil, n, 'f', 3, 64))
	return t
}

// firstFrames returns the first received messages, without what people said in them.
func (c *harCase) firstFrames() redact.Safe {
	r, max := c.h.s.Redact, c.h.s.Limits.BodyBytes
	var b []byte
	for _, f := range c.frames.first {
		if len(b) > 0 {
			b = append(b, '\n')
		}
		b = append(b, r.Frame([]byte(f), max/firstFrames).String()...)
	}
	return r.Text(b, max)
}

// requestIDs are headers whose value names one request on every hop.
var requestIDs = []string{"x-request-id", "x-correlation-id", "cf-ray", "x-amzn-trace-id", "x-amz-cf-id", "traceparent"}

func (c *harCase) ids(e *handshake.Event) {
	if key, ok := c.request.headers.Get("sec-websocket-key"); ok && !handshake.Masked(key) {
		c.h.s.addID(e, handshake.KeyID, key)
	}
	for _, h := range []handshake.RawHeaders{c.request.headers, c.response.headers} {
		for _, name := range requestIDs {
			if v, ok := h.Get(name); ok && !handshake.Masked(v) {
				c.h.s.addID(e, handshake.RequestID, traceOf(v))
			}
		}
	}
}

// page returns the page that opened the socket: the page of the entry, or Origin, Referer, or the script.
func (c *harCase) page() redact.Safe {
	from := c.h.log.pages[c.pageref]
	for _, name := range []string{"origin", "referer"} {
		if v, ok := c.request.headers.Get(name); ok && from == "" {
			from = string(v)
		}
	}
	if from == "" {
		from = c.opener
	}
	return c.h.s.Redact.URL([]byte(from))
}

func anyMaskedHeader(h handshake.RawHeaders) bool {
	for _, f := range h.List {
		if len(f.Value) > 0 && handshake.Masked(f.Value) {
			return true
		}
	}
	return false
}

// quote returns the part of the entry that decides: the error, or the status.
func (c *harCase) quote(e *handshake.Event) []byte {
	var b []byte
	switch {
	case c.frames.failed && e.Text.String() != "":
		b = append(b, `"_webSocketMessages": [{"type": "error", "data": `...)
		return append(strconv.AppendQuote(b, c.frames.failure), "}]"...)
	case c.response.failure != "" && !e.Text.IsZero():
		b = append(strconv.AppendQuote(b, c.response.failureKey), ": "...)
		return strconv.AppendQuote(b, c.response.failure)
	}
	b = append(b, `"status": `...)
	b = strconv.AppendInt(b, int64(c.response.status), 10)
	if c.response.statusText != "" {
		b = strconv.AppendQuote(append(b, `, "statusText": `...), c.response.statusText)
	}
	if n := len(e.Facts.Violations); n > 0 && e.Outcome == handshake.Failed && c.judged(e) {
		b = append(append(b, ", "...), quoteViolation(e.Facts.Violations[n-1])...)
	}
	return b
}

// judged reports whether the outcome follows from the headers of the answer.
func (c *harCase) judged(e *handshake.Event) bool {
	x := c.exchange()
	return x.Opens() || e.Facts.AllowOrigin != handshake.Unchecked
}

func quoteViolation(v handshake.Violation) string {
	switch {
	case v.Header == "":
		return v.Got.String()
	case v.Got.IsZero():
		return "no " + v.Header
	}
	return v.Header + ": " + v.Got.String()
}

// tlsError emits what HTTP Toolkit tells of a client that refused the certificate, or of a broken TLS handshake. It
// has no path: it matters only beside a handshake with the same host.
func (h *harReader) tlsError(v gjson.Result) {
	e := h.s.NewEvent(handshake.Position{Offset: h.j.offset(), Entry: -1})
	e.Product, e.Outcome, e.Stage = h.log.exporter.product, handshake.Failed, handshake.StageBefore
	e.URL.Host = h.s.Redact.Host([]byte(v.Get("hostname").String()))
	e.Text = h.s.Redact.Text([]byte(v.Get("cause").String()), h.s.Limits.TextBytes)
	e.Raw = h.s.Redact.Text([]byte(v.Raw), h.s.Limits.TextBytes)
	e.Time, e.ZoneKnown, _ = readTime([]byte(v.Get("startedDateTime").String()), 0, h.s.Zone)
	h.s.Emit(e)
}
