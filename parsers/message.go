package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// readMessage fills in e what a message says, whatever program wrote it: Text, request line, URL, status, Origin,
// Upgrade and Connection, addresses, close code and ids, and from them Certainty, Outcome and Stage. What e holds
// already stays. Only messages that are kept come here: it is not made for speed.
func (s *Source) readMessage(e *handshake.Event, msg []byte) {
	e.Text = s.Redact.Text(msg, s.Limits.TextBytes)
	if isLifecycle(msg) {
		return
	}
	c := clues{s: s, e: e, msg: msg, low: lowerOf(msg)}
	c.request()
	for i := range clueTable {
		c.look(&clueTable[i])
	}
	c.closing()
	c.status()
	c.path()
	c.peer()
	c.judge()
}

// lowerOf returns msg in lower case, byte for byte.
func lowerOf(msg []byte) []byte {
	low := bytes.ToLower(msg)
	if len(low) != len(msg) { // a letter whose other case is longer
		return msg
	}
	return low
}

// clues is a message on its way to an event.
type clues struct {
	s      *Source
	e      *handshake.Event
	msg    []byte
	low    []byte // msg in lower case, of the same length
	proven bool   // the message itself shows that it is about a WebSocket
	target []byte // path and query
}

// clue is a fact that stands behind one of some phrases.
type clue struct {
	keys []string // in lower case; the first that has a value counts
	take func(c *clues, value []byte) bool
}

// clueTable is looked up in this order. A key stands at the beginning of a word; what it ends with ('=', ':', a
// quote) separates it from its value.
var clueTable = []clue{
	{[]string{`host: "`, `for host "`, "host=", ", host: ", "for host='"}, (*clues).takeHost},
	{[]string{`upstream: "`}, (*clues).takeUpstream},
	{[]string{"attempt to connect to ", "connection to backend: ", "socket: tcp:", "backend connect failed; addr=", "[connection_error] to ", "dial tcp ", "connecting to upstream "}, (*clues).takeUpstreamAddr},
	{[]string{"origin=", "origin: ", `origin "`, "origin '", "origin not allowed: ", "origin header value ", "origin header value '", "origin header: ", "origin of the request: ", "origin for ", "blocked cross-origin request from "}, (*clues).takeOrigin},
	{[]string{"upgrade=", "http_upgrade: ", "http_upgrade=", "upgrade header: ", "upgrade hdr: "}, (*clues).takeUpgrade},
	{[]string{"connection=", "http_connection: ", "http_connection=", "connection header: ", "connection hdr: "}, (*clues).takeConnection},
	{[]string{"referrer: \"", "referer: "}, (*clues).takeReferer},
	{[]string{"close code ", "close code: ", "close code=", "closed with code ", "closing with code ", "closed code=", "closed with ", "closing with ", "ws closed ", "closecode=", "closecode: ", "close_code=", "closed code ", "closed: ", "closed (", "websocket: close "}, (*clues).takeCloseCode},
	{[]string{"sent ", "received "}, (*clues).takeCloseFrame},
	{[]string{"request_id=", "request_id: ", "request-id=", "requestid=", "requestid: ", "req_id=", "reqid=", "x-request-id: ", "x-request-id=", "request id: ", "correlationid=", "correlation_id=", "trace_id=", "traceid=", "cf-ray: ", "cf-ray=", "request_id\":\""}, (*clues).takeRequestID},
	{[]string{"file does not exist: "}, (*clues).takeFile},
	{[]string{"connection id \"", "connid=", "conn_id=", "cid="}, (*clues).takeConnID},
}

// look finds the first phrase of cl that has a value.
func (c *clues) look(cl *clue) {
	for _, key := range cl.keys {
		for i := c.find(key, 0); i >= 0; i = c.find(key, i) {
			if cl.take(c, c.valueAt(i)) {
				return
			}
		}
	}
}

// find returns the index after the next place from i on where key stands at the beginning of a word, or -1.
func (c *clues) find(key string, i int) int {
	for {
		j := bytes.Index(c.low[i:], []byte(key))
		if j < 0 {
			return -1
		}
		i += j + len(key)
		if at := i - len(key); at == 0 || !isLetter(c.low[at-1]) || !isLetter(key[0]) {
			return i
		}
	}
}

// valueAt returns the value at i: up to the closing quote if it is quoted, else one word.
func (c *clues) valueAt(i int) []byte {
	b := c.msg[i:]
	quote := byte(0)
	if i > 0 && (c.msg[i-1] == '"' || c.msg[i-1] == '\'') {
		quote = c.msg[i-1]
	} else if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		quote, b = b[0], b[1:]
	}
	if quote != 0 {
		if end := bytes.IndexByte(b, quote); end >= 0 {
			return b[:end]
		}
		return nil
	}
	end := bytes.IndexAny(b, " \t\n\"'<>|")
	if end < 0 {
		end = len(b)
	}
	return bytes.TrimRight(b[:end+optionLen(b[:end], b[end:])], ",;:.)]}")
}

// optionLen returns the length of what belongs to value although a blank stands before it: Firefox's Connection is
// "keep-alive, Upgrade". What has a value of its own is the next key.
func optionLen(value, rest []byte) int {
	const first, option = "keep-alive,", " upgrade"
	if len(value) != len(first) || !equalFoldASCII(value, first) || len(rest) < len(option) || !equalFoldASCII(rest[:len(option)], option) {
		return 0
	}
	if next := rest[len(option):]; len(next) > 0 && bytes.IndexByte([]byte(",;) \t\n"), next[0]) < 0 {
		return 0
	}
	return len(option)
}

// isAbsent reports whether a value is what programs print for "none".
func isAbsent(value []byte) bool {
	switch string(bytes.ToLower(value)) {
	case "", "-", "null", "none", "nil", "undefined", "n/a", "(null)", "[]", "false":
		return true
	}
	return false
}

// takeFile: Apache names the file that it looked for, not the request. Below an unknown root, its name is what is
// known of the path.
func (c *clues) takeFile(value []byte) bool {
	if c.target == nil {
		if slash := bytes.LastIndexByte(value, '/'); slash >= 0 {
			c.setTarget(value[slash:])
		}
	}
	return true
}

func (c *clues) takeHost(value []byte) bool {
	if len(value) == 0 || bytes.ContainsAny(value, " /") {
		return false
	}
	if c.e.URL.Host.IsZero() {
		c.e.URL.Host = c.s.Redact.Host(value)
	}
	return true
}

// takeUpstream: nginx shows the upstream's address with the request as it passes it on.
func (c *clues) takeUpstream(value []byte) bool {
	_, host, _ := splitURL(value)
	up := &c.e.Upstream
	up.Known = true
	up.Contacted = !bytes.Contains(c.msg, []byte("no live upstreams"))
	if len(host) > 0 {
		up.Addr = c.s.Redact.Addr(host)
	}
	return true
}

func (c *clues) takeUpstreamAddr(value []byte) bool {
	n := addrLen(value)
	if n == 0 || c.e.Side != handshake.Proxy || c.e.Upstream.Known {
		return false
	}
	c.e.Upstream = handshake.Upstream{Known: true, Contacted: true, Addr: c.s.Redact.Addr(value[:n])}
	return true
}

func (c *clues) takeOrigin(value []byte) bool {
	if !bytes.Contains(value, []byte("://")) && string(value) != "null" && (bytes.IndexByte(value, '.') <= 0 || bytes.IndexByte(value, '/') >= 0) {
		return isAbsent(value) && len(value) > 0
	}
	c.header("origin", value)
	return true
}

func (c *clues) takeReferer(value []byte) bool {
	c.header("referer", value)
	return true
}

// header notes a header of the request, unless it is known already.
func (c *clues) header(name string, value []byte) {
	if _, ok := c.e.Request.Get(name); ok || isAbsent(value) {
		return
	}
	h := handshake.Header{Name: c.s.Redact.Name([]byte(name)), Value: c.s.Redact.Value(name, value)}
	c.e.Request.List = append(c.e.Request.List, h)
}

// takeUpgrade notes the Upgrade header that the program says it got: what it prints for "none" shows that the
// header was not there.
func (c *clues) takeUpgrade(value []byte) bool {
	value = bytes.TrimRight(value, ",")
	switch {
	case foldEqual(value, "websocket"):
		c.e.Facts.RequestUpgrade = handshake.OK
		c.proven = true
	case isAbsent(value):
		c.e.Facts.RequestUpgrade = handshake.Missing
	case isToken(value):
		c.e.Facts.RequestUpgrade = handshake.Wrong
	default:
		return false
	}
	c.header("upgrade", value)
	return true
}

func (c *clues) takeConnection(value []byte) bool {
	low := bytes.ToLower(value)
	switch {
	case bytes.Contains(low, []byte("upgrade")):
		c.e.Facts.RequestConnection = handshake.OK
	case isAbsent(value):
		c.e.Facts.RequestConnection = handshake.Missing
	case string(low) == "close", string(low) == "keep-alive":
		c.e.Facts.RequestConnection = handshake.Wrong
	default:
		return false
	}
	c.header("connection", value)
	return true
}

// isToken reports whether b is a token of RFC 9110 that may name a protocol.
func isToken(b []byte) bool {
	for _, c := range b {
		if !isLetter(c) && !isDigit(c) && c != '-' && c != '/' && c != '.' {
			return false
		}
	}
	return len(b) > 0 && len(b) < 32
}

// closing looks for a close code in a message that tells of the end of a WebSocket in words of its own.
func (c *clues) closing() {
	if c.e.CloseCode != 0 || !bytes.Contains(c.low, []byte("clos")) || !c.s.Gate.Names(c.msg) {
		return
	}
	if code := closeCodeIn(c.msg); code > 1001 {
		c.e.CloseCode, c.e.Stage = code, handshake.StageOpen
	}
}

func (c *clues) takeCloseCode(value []byte) bool {
	code := closeCode(value)
	if code == 0 {
		return false
	}
	c.e.CloseCode, c.e.Stage = code, handshake.StageOpen
	return true
}

// takeCloseFrame reads "sent 1009 (message too big); no close frame received" of Python's websockets.
func (c *clues) takeCloseFrame(value []byte) bool {
	if c.e.CloseCode != 0 || !bytes.Contains(c.low, []byte("close")) && !bytes.Contains(c.low, []byte("closing")) {
		return false
	}
	return c.takeCloseCode(value)
}

// closeCode returns the code at the beginning of b if RFC 6455 section 7.4 gives it a meaning, or 0.
func closeCode(b []byte) int {
	code, n := digits(b, 0, 4, 4)
	if n == 0 || n < len(b) && (isLetter(b[n]) || b[n] == '.') {
		return 0
	}
	if code >= 1000 && code <= 1015 || code >= 3000 && code <= 4999 {
		return code
	}
	return 0
}

func (c *clues) takeRequestID(value []byte) bool {
	if len(value) < 6 {
		return false
	}
	c.id(handshake.RequestID, traceOf(value))
	return true
}

func (c *clues) takeConnID(value []byte) bool {
	if len(value) == 0 {
		return false
	}
	c.id(handshake.ConnID, value)
	return true
}

func (c *clues) id(kind handshake.IDKind, value []byte) { c.s.addID(c.e, kind, value) }

// addID notes an id of the event, once.
func (s *Source) addID(e *handshake.Event, kind handshake.IDKind, value []byte) {
	id := handshake.ID{Kind: kind, Hash: s.Redact.Hash(value)}
	for _, have := range e.IDs {
		if have == id {
			return
		}
	}
	e.IDs = append(e.IDs, id)
}
