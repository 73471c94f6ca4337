package parsers

import (
	"bytes"
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Transcripts of HTTP: what curl -v prints, debug logs of libraries, and heads of messages that people paste.

// mayBeTranscript rules most records out by their first byte.
func mayBeTranscript(rec []byte) bool {
	if len(rec) == 0 {
		return false
	}
	switch rec[0] {
	case '*', '>', '<', 'G', 'H', 'C', 'P', 'O', 'D', 'c', '$', '-', 'R':
		return true
	}
	return bytes.IndexByte(rec, '\n') >= 0
}

// isTranscript reports whether rec holds the request line or the status line of an HTTP message at the beginning of one
// of its first lines, as curl, a debug log or a network panel shows it, or is curl's account of a connection.
func isTranscript(rec []byte) bool {
	if hasPrefix(rec, "* ") && (hasPrefix(rec, "*   Trying ") || bytes.Contains(rec, []byte("\n* ")) || bytes.Contains(rec, []byte("\ncurl: ("))) {
		return true
	}
	for n := 0; n < 40 && len(rec) > 0; n++ {
		line, rest, _ := bytes.Cut(rec, []byte{'\n'})
		if text, _ := unmark(line); isRequestLine(text) || isStatusLine(text) || n == 0 && hasPrefix(text, "Request URL:") {
			return true
		}
		rec = rest
	}
	return false
}

// unmark takes what marks a line of a transcript off, and returns the mark: '>' for what was sent, '<' for what was
// received, '*' for a remark, 0 for none.
func unmark(line []byte) (text []byte, mark byte) {
	text = bytes.TrimLeft(line, " \t")
	if len(text) > 0 && (text[0] == '>' || text[0] == '<' || text[0] == '*') {
		if len(text) == 1 || text[1] == ' ' {
			return bytes.TrimLeft(text[1:], " "), text[0]
		}
		return text, 0
	}
	if i := bytes.Index(text[:min(len(text), 120)], []byte("] handshake GET ")); i > 0 {
		return text[i+len("] handshake "):], '>'
	}
	if i := bytes.Index(text[:min(len(text), 120)], []byte("X: ")); i > 0 && (text[i-1] == 'R' || text[i-1] == 'T') {
		return text[i+3:], map[byte]byte{'R': '<', 'T': '>'}[text[i-1]]
	}
	if i := markIn(text); i > 0 {
		return bytes.TrimLeft(text[i+1:], " "), text[i]
	}
	return text, 0
}

// markIn returns the index of the mark behind a logger's prefix ("DEBUG:websockets.client:> GET …"), or 0.
func markIn(text []byte) int {
	head := text[:min(len(text), 120)]
	for _, m := range [...]string{":> ", ":< ", " > GET ", " > Host", " < HTTP/", ":>", ":<"} {
		if i := bytes.Index(head, []byte(m)); i > 0 && hasLoggerPrefix(head[:i]) {
			return i + 1
		}
	}
	return 0
}

func hasLoggerPrefix(b []byte) bool {
	return bytes.Contains(b, []byte("DEBUG")) || bytes.Contains(b, []byte("websockets"))
}

func isRequestLine(b []byte) bool {
	return len(b) > 12 && beginsRequest(b) && bytes.Contains(b, []byte(" HTTP/")) && (b[len(methodOf(b))+1] == '/' || bytes.Contains(b, []byte("://"))) && isVersionEnd(b)
}

// isVersionEnd: a request line ends with its version.
func isVersionEnd(b []byte) bool {
	i := bytes.LastIndex(b, []byte(" HTTP/"))
	return i >= 0 && len(bytes.TrimRight(b[i:], " \r")) <= len(" HTTP/1.1")
}

func isStatusLine(b []byte) bool {
	if !hasPrefix(b, "HTTP/") {
		return false
	}
	i := bytes.IndexByte(b, ' ')
	return i > 5 && i < 9 && statusIn(b[i:]) != 0
}

// exchange is an HTTP request and its answer, as far as a transcript shows them.
type exchange struct {
	handshake.Exchange
	method, target []byte
	version        string // of the request
	statusLine     []byte
	body           []byte
	remarks        [][]byte // what curl says of the connection, and its error
	secure         bool
	curl           bool
	reading        *handshake.RawHeaders // of the message that the lines belong to
	headEnded      bool
	answers        int
}

func (c *clientReader) transcript(rec []byte, pos handshake.Position) Verdict {
	x := readExchange(rec, c.s.Limits.BodyBytes)
	x.complete(rec, &c.recall, pos.Line)
	e := c.s.NewEvent(pos)
	c.describe(e, x)
	if url := findSocketURL(rec); url != nil {
		c.noteURL(url, pos.Line, x.Status == 0)
	}
	if e.Outcome == handshake.NoOutcome && e.Certainty < handshake.Named {
		return Understood
	}
	e.Text = c.s.Redact.Text(x.text(), c.s.Limits.TextBytes)
	e.Raw = c.s.Redact.Text(x.quote(rec), c.s.Limits.TextBytes)
	c.s.Emit(e)
	return Kept
}

// complete takes the URL from the record or, for an answer alone, from the lines before.
func (x *exchange) complete(rec []byte, r *recall, line int64) {
	if x.Status == 0 {
		x.Status = statusIn(after(rec, "Refused WebSockets upgrade: ")) // curl's own WebSocket shows no head
	}
	if len(x.target) > 0 && x.target[0] != '/' {
		return
	}
	switch {
	case x.target == nil && r.url != nil && line-r.line <= reach:
		x.target = r.url
	case x.target == nil:
		x.target = findSocketURL(rec)
	}
}

// describe fills an event with what the exchange shows.
func (c *clientReader) describe(e *handshake.Event, x *exchange) {
	r := c.s.Redact
	e.Method, e.HTTPVersion = string(x.method), x.version
	if e.HTTPVersion == "" {
		e.HTTPVersion = x.HTTPVersion
	}
	e.URL = c.targetURL(x)
	e.Request, e.Response = c.s.headers(x.Request), c.s.headers(x.Response)
	e.Status, e.HasStatus = x.Status, true
	e.Body = r.Text(x.body, c.s.Limits.BodyBytes)
	e.Facts = handshake.Check(r, x.Exchange)
	if date, ok := x.Response.Get("date"); ok {
		e.Time, e.ZoneKnown, _ = readTime(date, c.s.Year, c.s.Zone)
	}
	c.identify(e, x)
	e.Certainty = x.certainty(c.s.Gate)
	if x.isCurl() {
		e.Product = "curl"
	}
	c.judge(e, x)
}

// sampleKeys are the keys of RFC 6455 section 1.3 and of the encyclopedias: people paste them, so they identify nothing.
var sampleKeys = []string{"dGhlIHNhbXBsZSBub25jZQ==", "x3JJHMbDL1EzLkh9GBhXDw=="}

func (c *clientReader) identify(e *handshake.Event, x *exchange) {
	if key, ok := x.Request.Get("sec-websocket-key"); ok && !handshake.Masked(key) && !slices.Contains(sampleKeys, string(key)) {
		c.s.addID(e, handshake.KeyID, key)
	}
	for _, h := range [...]handshake.RawHeaders{x.Request, x.Response} {
		for _, name := range requestIDs {
			if v, ok := h.Get(name); ok && !handshake.Masked(v) {
				c.s.addID(e, handshake.RequestID, traceOf(v))
			}
		}
	}
}

func (x *exchange) isCurl() bool {
	agent, _ := x.Request.Get("user-agent")
	return x.curl || bytes.HasPrefix(agent, []byte("curl/"))
}

// judge sets outcome and stage.
func (c *clientReader) judge(e *handshake.Event, x *exchange) {
	switch {
	case x.Opens() && isClean(e.Facts) && e.Facts.Protocol == handshake.NotChosen:
		e.Stage = handshake.StageAnswer // some clients take it, others do not
	case x.Opens() && isClean(e.Facts):
		e.Outcome = handshake.Opened
	case x.Status != 0:
		e.Outcome, e.Stage = handshake.Failed, handshake.StageAnswer
	case x.Request.Shown && x.failed():
		e.Outcome, e.Stage = handshake.Failed, handshake.StageSent
	case x.failed():
		e.Outcome, e.Stage = handshake.Failed, handshake.StageBefore
	}
	if e.Certainty == handshake.NotWebSocket && x.Status > 0 && x.Status < 400 {
		e.Outcome = handshake.NoOutcome
	}
}

func isClean(f handshake.Facts) bool {
	for _, r := range [...]handshake.Result{f.Upgrade, f.Connection, f.Accept, f.Protocol, f.Extension} {
		if r != handshake.Unchecked && r != handshake.OK && r != handshake.NotChosen {
			return false
		}
	}
	return true
}

// targetURL puts the URL together from request target, Host and what curl says of TLS.
func (c *clientReader) targetURL(x *exchange) handshake.URL {
	if bytes.Contains(x.target, []byte("://")) {
		return c.s.readURL(x.target)
	}
	u := c.s.readURL(x.target)
	if host, ok := x.Request.Get("host"); ok {
		u.Host = c.s.Redact.Host(host)
	}
	switch {
	case x.secure:
		u.Scheme = "wss"
	case x.isCurl() && x.Request.Shown:
		u.Scheme = "ws"
	}
	return u
}

// certainty: a request that asks for the upgrade, or an answer that speaks of WebSockets to a request not shown.
func (x *exchange) certainty(g Gate) handshake.Certainty {
	for _, h := range [...]handshake.RawHeaders{x.Request, x.Response} {
		for _, name := range [...]string{"sec-websocket-key", "sec-websocket-version", "sec-websocket-accept"} {
			if _, ok := h.Get(name); ok {
				return handshake.IsWebSocket
			}
		}
		if v, ok := h.Get("upgrade"); ok && indexFold(v, "websocket") >= 0 {
			return handshake.IsWebSocket
		}
	}
	switch {
	case isSocketURL(x.target), bytes.Contains(x.target, []byte("transport=websocket")), x.Status == 101, x.hasRemark("ws://"), x.hasRemark("wss://"), x.hasRemark("pgrade: websocket"):
		return handshake.IsWebSocket
	case !x.Request.Shown && g.Names(x.body):
		return handshake.Named
	}
	return handshake.NotWebSocket
}

func (x *exchange) hasRemark(text string) bool {
	for _, r := range x.remarks {
		if bytes.Contains(r, []byte(text)) {
			return true
		}
	}
	return false
}

// failed reports whether curl ended with an error.
func (x *exchange) failed() bool { return x.hasRemark("curl: (") || x.hasRemark("failed: ") }

// headers redacts header fields.
func (s *Source) headers(raw handshake.RawHeaders) handshake.Headers {
	h := handshake.Headers{Shown: raw.Shown}
	for _, f := range raw.List {
		name := s.Redact.Name(f.Name)
		h.List = append(h.List, handshake.Header{Name: name, Value: s.Redact.Value(name.String(), f.Value)})
	}
	return h
}

// readExchange takes a transcript apart. Of several exchanges in one record the last answer counts; what curl -i repeats
// on its standard output is the same answer.
func readExchange(rec []byte, maxBody int) *exchange {
	x := &exchange{}
	for line := range bytes.SplitSeq(rec, []byte{'\n'}) {
		x.line(bytes.TrimRight(line, "\r"))
	}
	x.body = bytes.TrimSpace(x.body)
	x.body = x.body[:min(len(x.body), maxBody)]
	return x
}

func (x *exchange) line(line []byte) {
	text, mark := unmark(line)
	switch {
	case isRequestLine(text):
		x.request(text)
	case isStatusLine(text):
		x.answer(text)
	case mark == '*', hasPrefix(line, "curl: ("), hasPrefix(line, "curl "), hasPrefix(line, "$ "):
		x.curl = true
		x.remark(bytes.TrimLeft(line, "* "))
	case isPanelField(text):
		x.panel(text)
	case hasPrefix(line, "{ ["), hasPrefix(line, "} ["):
	case x.reading == nil:
		x.remark(text)
	case len(text) == 0 || hasPrefix(text, "---"):
		x.headEnded = true
	case !x.headEnded && isHeaderField(text):
		x.field(text)
	case x.headEnded && x.reading == &x.Response && x.answers == 1:
		x.body = append(append(x.body, line...), '\n')
	}
}

// isPanelField: the first lines of what a network panel shows of a request.
func isPanelField(text []byte) bool {
	for _, name := range [...]string{"Request URL:", "Request Method:", "Status Code:", "Remote Address:", "Referrer Policy:", "Request Headers", "Response Headers", "General"} {
		if hasPrefix(text, name) {
			return true
		}
	}
	return false
}

func (x *exchange) panel(text []byte) {
	_, value, _ := bytes.Cut(text, []byte{':'})
	value = bytes.TrimSpace(value)
	switch {
	case hasPrefix(text, "Request URL:"):
		x.target = value
	case hasPrefix(text, "Request Method:"):
		x.method = value
	case hasPrefix(text, "Status Code:"):
		x.Status, x.statusLine = statusIn(value), text
	case hasPrefix(text, "Request Headers"):
		x.reading, x.headEnded = &x.Request, false
	case hasPrefix(text, "Response Headers"):
		x.reading, x.headEnded = &x.Response, false
	}
}

func (x *exchange) request(line []byte) {
	fields := bytes.Fields(line)
	x.method, x.target, x.version = fields[0], fields[1], httpVersion(fields[len(fields)-1])
	x.Request = handshake.RawHeaders{Shown: true}
	x.Extended = string(x.method) == "CONNECT" && len(x.target) > 0 && x.target[0] == '/'
	x.reading, x.headEnded = &x.Request, false
}

// answer begins an answer. One with the status of the answer before is that one, printed again.
func (x *exchange) answer(line []byte) {
	status := statusIn(line[bytes.IndexByte(line, ' '):])
	x.headEnded = false
	if x.answers > 0 && status == x.Status {
		x.answers++
		x.reading = &handshake.RawHeaders{}
		return
	}
	x.statusLine = line
	x.Status, x.HTTPVersion, x.answers, x.body = status, httpVersion(firstWord(line)), 1, nil
	x.Response = handshake.RawHeaders{}
	x.reading = &x.Response
}

func (x *exchange) field(line []byte) {
	name, value, _ := bytes.Cut(line[1:], []byte{':'})
	name, value = line[:1+len(name)], bytes.TrimSpace(value)
	if name[0] == ':' {
		x.pseudo(string(name), value)
		return
	}
	x.reading.Shown = true
	x.reading.List = append(x.reading.List, handshake.RawHeader{Name: name, Value: value})
}

// pseudo takes the pseudo-header fields of HTTP/2 (RFC 9113 section 8.3), and RFC 8441's ":protocol".
func (x *exchange) pseudo(name string, value []byte) {
	switch name {
	case ":method":
		x.method = value
	case ":path":
		x.target = value
	case ":authority":
		x.Request.List = append(x.Request.List, handshake.RawHeader{Name: []byte("host"), Value: value})
	case ":status":
		x.Status = statusIn(value)
	case ":protocol":
		x.Extended = true
	}
}

func (x *exchange) remark(text []byte) {
	if len(text) == 0 {
		return
	}
	x.remarks = append(x.remarks, text)
	if hasPrefix(text, "SSL connection using") || bytes.Contains(text, []byte("TLS handshake")) || bytes.Contains(text, []byte("wss://")) || bytes.Contains(text, []byte("https://")) || hasPrefix(text, "ALPN") {
		x.secure = true
	}
}

// tellingRemarks are words of curl's remarks that tell how a connection went.
var tellingRemarks = []string{"fail", "refused", "error", "alert", "unable", "not match", "timed out", "certificate", "using http", "server accepted", "reset", "empty reply", "curl: ("}

// text returns the status line and what curl says of the failure.
func (x *exchange) text() []byte {
	var lines [][]byte
	if len(x.statusLine) > 0 {
		lines = append(lines, x.statusLine)
	}
	for i := len(x.remarks) - 1; i >= 0; i-- {
		for _, w := range tellingRemarks {
			if indexFold(x.remarks[i], w) >= 0 {
				lines = append(lines, x.remarks[i])
				break
			}
		}
	}
	return bytes.Join(lines, []byte{'\n'})
}

// quote returns the line that shows best what happened: the status line, else the error, else the first.
func (x *exchange) quote(rec []byte) []byte {
	if t := x.text(); len(t) > 0 {
		return firstLine(t)
	}
	return firstLine(rec)
}

// dump takes in the headers and the body that websocket-client prints behind the status: a dict of Python, b'body'.
func (m *message) dump(parts [][]byte) {
	raw := handshake.RawHeaders{List: pythonDict(parts[0])}
	raw.Shown = len(raw.List) > 0
	m.e.Response = m.c.s.headers(raw)
	if len(parts) > 1 {
		body := bytes.Trim(bytes.TrimPrefix(bytes.TrimSpace(parts[1]), []byte{'b'}), `'"`)
		m.e.Body = m.c.s.Redact.Text(body, m.c.s.Limits.BodyBytes)
	}
}

// pythonDict reads "{'server': 'nginx', 'date': None}".
func pythonDict(b []byte) []handshake.RawHeader {
	var list []handshake.RawHeader
	for len(list) < 100 {
		name, rest, ok := pythonString(b)
		if !ok || !bytes.HasPrefix(rest, []byte(": ")) {
			break
		}
		value, after, ok := pythonString(rest)
		if !ok {
			break
		}
		list = append(list, handshake.RawHeader{Name: name, Value: value})
		b = after
	}
	return list
}

// pythonString returns the next quoted string of b and what follows it.
func pythonString(b []byte) (s, rest []byte, ok bool) {
	i := bytes.IndexAny(b, `'"`)
	if i < 0 {
		return nil, nil, false
	}
	for j := i + 1; j < len(b); j++ {
		switch b[j] {
		case '\\':
			j++
		case b[i]:
			return b[i+1 : j], b[j+1:], true
		}
	}
	return nil, nil, false
}
