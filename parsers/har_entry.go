package parsers

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// harEntry is one element of log.entries, as far as it can tell of a handshake. Members that begin with '_' are
// the exporters' own. Sources: HAR 1.2; DevTools' models/har/Log.ts, Firefox's har-builder.js, WebKit's HARBuilder.js,
// Playwright's harTracer.ts, mitmproxy's savehar.py, HTTP Toolkit's har.ts.
type harEntry struct {
	started    string
	time       float64 // milliseconds; -1 if it is not shown
	receive    float64 // timings.receive
	wait       float64 // timings.wait
	unfinished bool    // its timings are empty: Firefox writes so while it waits
	kind       string  // _resourceType
	pageref    string
	opener     string // URL of the script that began it
	security   string // _securityState of Firefox
	request    harMessage
	response   harMessage
	frames     harFrames
	close      harClose
}

// harMessage is a request or a response.
type harMessage struct {
	there      bool
	method     string
	url        string
	version    string
	headers    handshake.RawHeaders
	status     int
	statusText string
	failure    string // _error or _failureText: why there is no answer
	failureKey string // the member that says so
	body       string
	base64     bool
}

// harClose is how a socket ended, as HTTP Toolkit tells it.
type harClose struct {
	code    int
	reason  string
	at      float64 // epoch, in seconds or milliseconds; 0 if it is not shown
	aborted bool    // without a close frame
}

// harMember reads one member of a JSON object into a T.
type harMember[T any] map[string]func(*T, gjson.Result)

// read hands every member of the object v to its function. Of members of one name the last counts, as in
// JavaScript.
func (m harMember[T]) read(t *T, v gjson.Result) {
	if !v.IsObject() {
		return
	}
	v.ForEach(func(key, value gjson.Result) bool {
		if f := m[key.String()]; f != nil {
			f(t, value)
		}
		return true
	})
}

var harEntryMembers = harMember[harEntry]{
	"startedDateTime": func(e *harEntry, v gjson.Result) { e.started = v.String() },
	"time":            func(e *harEntry, v gjson.Result) { e.time = harNumber(v) },
	"timings": func(e *harEntry, v gjson.Result) {
		e.receive, e.wait = harNumber(v.Get("receive")), harNumber(v.Get("wait"))
		e.unfinished = v.Raw == "{}"
	},
	"_resourceType":  func(e *harEntry, v gjson.Result) { e.kind = v.String() },
	"pageref":        func(e *harEntry, v gjson.Result) { e.pageref = v.String() },
	"_securityState": func(e *harEntry, v gjson.Result) { e.security = v.String() },
	"_initiator": func(e *harEntry, v gjson.Result) {
		if e.opener = v.Get("url").String(); e.opener == "" {
			e.opener = v.Get("stack.callFrames.0.url").String()
		}
	},
	"request": func(e *harEntry, v gjson.Result) {
		harMessageMembers.read(&e.request, v)
		e.request.there = v.IsObject()
	},
	"response": func(e *harEntry, v gjson.Result) {
		harMessageMembers.read(&e.response, v)
		e.response.there = v.IsObject()
	},
	"_webSocketMessages": func(e *harEntry, v gjson.Result) { e.frames.read(v) },
	"_webSocketClose": func(e *harEntry, v gjson.Result) {
		e.close = harClose{
			code: int(v.Get("code").Int()), reason: v.Get("reason").String(), at: v.Get("timestamp").Float(),
			aborted: v.String() == "aborted",
		}
	},
}

var harMessageMembers = harMember[harMessage]{
	"method":       func(m *harMessage, v gjson.Result) { m.method = v.String() },
	"url":          func(m *harMessage, v gjson.Result) { m.url = v.String() },
	"httpVersion":  func(m *harMessage, v gjson.Result) { m.version = v.String() },
	"headers":      func(m *harMessage, v gjson.Result) { m.headers = harHeaders(v) },
	"status":       func(m *harMessage, v gjson.Result) { m.status = harStatus(v) },
	"statusText":   func(m *harMessage, v gjson.Result) { m.statusText = v.String() },
	"_error":       func(m *harMessage, v gjson.Result) { m.fail("_error", v) },
	"_failureText": func(m *harMessage, v gjson.Result) { m.fail("_failureText", v) },
	"content": func(m *harMessage, v gjson.Result) {
		m.body, m.base64 = v.Get("text").String(), v.Get("encoding").String() == "base64"
	},
}

func (m *harMessage) fail(key string, v gjson.Result) {
	if s := v.String(); s != "" && s != "null" {
		m.failure, m.failureKey = s, key
	}
}

// parseHAREntry reads an entry. Members of the wrong type are as good as missing.
func parseHAREntry(raw []byte) *harEntry {
	e := &harEntry{time: -1, receive: -1}
	harEntryMembers.read(e, gjson.ParseBytes(raw))
	return e
}

// harNumber returns a number, also one that is written as a string; -1 for anything else.
func harNumber(v gjson.Result) float64 {
	if v.Type == gjson.Number || v.Type == gjson.String && v.Float() != 0 {
		return v.Float()
	}
	return -1
}

// harStatus returns an HTTP status, or 0 for what stands in its place when there was no answer: 0, -1 (Playwright),
// null, "(failed)", or an error number of the operating system (WebPagetest).
func harStatus(v gjson.Result) int {
	if n := int(harNumber(v)); n >= 100 && n <= 999 {
		return n
	}
	return 0
}

// Bounds of what is kept of the headers of one message. Servers refuse longer ones.
const (
	maxHARHeaders = 256
	maxHARValue   = 16 << 10
)

// harHeaders reads headers in any form that an exporter gives them: objects with name and value, pairs, lines
// "name: value", or one object that maps names to values. An empty list shows nothing: a message without any
// header is rarer than an exporter that leaves them out.
func harHeaders(v gjson.Result) handshake.RawHeaders {
	var h handshake.RawHeaders
	v.ForEach(func(key, f gjson.Result) bool {
		switch {
		case v.IsObject():
			h.List = appendHeaders(h.List, key.String(), f)
		case f.IsObject():
			h.List = appendHeaders(h.List, f.Get("name").String(), f.Get("value"))
		case f.IsArray():
			h.List = appendHeaders(h.List, f.Get("0").String(), f.Get("1"))
		default:
			h.List = appendHeaderLine(h.List, f.String())
		}
		return len(h.List) < maxHARHeaders
	})
	h.Shown = len(h.List) > 0
	return h
}

// appendHeaderLine appends "name: value"; the names of HTTP/2's pseudo headers begin with a colon.
func appendHeaderLine(list []handshake.RawHeader, line string) []handshake.RawHeader {
	colon := strings.IndexByte(line[min(1, len(line)):], ':') + 1
	if colon == 0 {
		return list
	}
	return append(list, newHeader(line[:colon], strings.TrimSpace(line[colon+1:])))
}

func newHeader(name, value string) handshake.RawHeader {
	return handshake.RawHeader{Name: []byte(name), Value: []byte(value[:min(len(value), maxHARValue)])}
}

func appendHeaders(list []handshake.RawHeader, name string, value gjson.Result) []handshake.RawHeader {
	if name == "" {
		return list
	}
	if value.IsArray() {
		for _, one := range value.Array() {
			list = append(list, newHeader(name, one.String()))
		}
		return list
	}
	return append(list, newHeader(name, value.String()))
}

// text returns up to max bytes of the body, decoded; nil if it is no text.
func (m *harMessage) text(max int) []byte {
	body := []byte(m.body[:min(len(m.body), max*2)])
	if m.base64 {
		body = body[:len(body)&^3]
		n, err := base64.StdEncoding.Decode(body, body)
		if err != nil && n == 0 {
			return nil
		}
		body = body[:n]
	}
	if bytes.IndexByte(body, 0) >= 0 {
		return nil
	}
	return bytes.TrimSpace(body)
}

// harFrames are the WebSocket messages of an entry.
type harFrames struct {
	shown    bool
	talked   bool     // the ends of the socket exchanged at least one
	failure  string   // what the first message of type "error" says
	failed   bool     // there is one
	received int64    // bytes of the messages received
	first    []string // the first text messages received
}

// firstFrames is how many received messages are kept: libraries say within them why they will close.
const firstFrames = 4

func (f *harFrames) read(v gjson.Result) {
	if !v.IsArray() {
		return
	}
	*f = harFrames{shown: true}
	v.ForEach(func(_, m gjson.Result) bool {
		f.add(m.Get("type").String(), m.Get("opcode"), m.Get("data"))
		return true
	})
}

func (f *harFrames) add(kind string, opcode, data gjson.Result) {
	switch {
	case kind == "error" || opcode.Int() == -1:
		if !f.failed {
			f.failed, f.failure = true, data.String()
		}
		return
	case isReceived(kind):
		f.received += int64(len(data.Str))
		if len(f.first) < firstFrames && (!opcode.Exists() || opcode.Int() == 1) {
			f.first = append(f.first, data.String())
		}
	}
	f.talked = true
}

func isReceived(kind string) bool {
	return kind == "receive" || kind == "received" || kind == "response" || kind == "incoming"
}
