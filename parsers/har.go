package parsers

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

var harFormat = Format{
	Name:   "har",
	Title:  "HTTP Archive (HAR)",
	Where:  "Network panel of Chrome, Edge, Firefox or Safari (Export HAR, Save All As HAR); Playwright recordHar; mitmproxy, HTTP Toolkit, Charles, Fiddler, Proxyman, ZAP, WebPagetest",
	Side:   handshake.Client,
	Hop:    handshake.HopClient,
	Moment: handshake.AtStart,
	Zone:   true,
	Shows: []string{
		"text", "status", "outcome", "stage", "duration", "request.method", "request.scheme", "request.host", "request.path", "request.query",
		"request.http_version", "request.upgrade", "request.connection", "request.origin", "request.version", "request.key",
		"request.protocol", "request.extensions", "request.user_agent", "request.header", "response.server", "response.location",
		"response.content_type", "response.version", "response.protocol", "response.extensions", "response.header", "response.body",
		"response.bytes", "status_line", "accept", "upgrade", "connection", "protocol", "extension", "allow_origin", "open.lifetime", "close.code",
		"har.sanitized", "page.url", "details",
	},
	Samples: []string{
		`{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[{"_priority":null,"_resourceType":"websocket","request":{"method":"GET","url":"ws://app.example.com/ws","httpVersion":"","headers":[{"name":"Upgrade","value":"websocket"}]},"response":{"status":0,"statusText":"","httpVersion":"","headers":[],"_error":null},"startedDateTime":"2026-11-22T20:56:02.123Z","time":2.5,"_webSocketMessages":[{"type":"error","time":1795380962.1,"opcode":-1,"data":"Error during WebSocket handshake: Unexpected response code: 426"}]}]}}`,
	},
	Detect:   detectHAR,
	Document: readHAR,
}

// harMarks are the members by which a HAR, or a part of one, is known. Each stands before a ':'.
var harMarks = []struct {
	all   [][]byte
	score int
}{
	{[][]byte{[]byte(`"log":{`), []byte(`"creator":`)}, 100},
	{[][]byte{[]byte(`"log":{`), []byte(`"entries":[`)}, 100},
	{[][]byte{[]byte(`"log":{`), []byte(`"pages":[`)}, 100},
	{[][]byte{[]byte(`"startedDateTime":`), []byte(`"request":{`)}, 90},
	{[][]byte{[]byte(`"entries":[`), []byte(`"startedDateTime":`)}, 90},
	{[][]byte{[]byte(`"request":{`), []byte(`"response":{`), []byte(`"headers":[`), []byte(`"url":`)}, 80},
}

// harSample is how much of the beginning detection looks at, without white space.
const harSample = 16 << 10

// detectHAR knows a HAR by its members, whatever stands around them (JSONP, a code fence). An empty object or
// array is taken too: it is nothing else, and the reader says what is missing.
func detectHAR(head []byte) int {
	start := bytes.IndexAny(head, "{[")
	if start < 0 {
		return 0
	}
	if bytes.Equal(bytes.TrimSpace(head), []byte("{}")) || bytes.Equal(bytes.TrimSpace(head), []byte("[]")) {
		return 1
	}
	var dense [harSample]byte
	sample := squeeze(dense[:0], head[start:])
	for _, m := range harMarks {
		if containsAll(sample, m.all) {
			return m.score
		}
	}
	return 0
}

// squeeze appends to dst, as far as it has room, the bytes of b that are no white space.
func squeeze(dst, b []byte) []byte {
	for _, c := range b {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case len(dst) == cap(dst):
			return dst
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func containsAll(b []byte, all [][]byte) bool {
	for _, a := range all {
		if !bytes.Contains(b, a) {
			return false
		}
	}
	return true
}

var (
	errNoJSON    = errors.New("no JSON in it: expected a HAR")
	errNoEntries = errors.New("JSON, but no HAR: it has no log.entries")
)

// harReader reads one HAR.
type harReader struct {
	s      *Source
	j      *jsonStream
	log    harLog
	found  bool  // there is a list of entries, or a single entry
	level  int   // of objects and arrays around log.entries
	count  int   // entries seen
	broken int64 // offset at which an entry or the document breaks off; -1 if none does
}

func newHARReader(r io.Reader, s *Source) *harReader {
	h := &harReader{s: s, broken: -1}
	h.log.pages = make(map[string]string)
	if r != nil {
		h.j = newJSONStream(r, s.Limits.EntryBytes)
		h.j.signs = true
	}
	return h
}

// readHAR reads a HAR in any of its wrappings: {"log":{"entries":[…]}}, the same within "har" or JSONP, bare
// {"entries":[…]}, an array of entries, a single entry, and several of these one after the other.
func readHAR(r io.Reader, s *Source) error {
	h := newHARReader(r, s)
	any, junk := false, false
	for {
		c, before := h.j.open()
		junk = junk || before && any
		if c == 0 {
			break
		}
		any = true
		if h.root(c); h.broken >= 0 {
			break
		}
	}
	switch {
	case h.j.err != nil && !errors.Is(h.j.err, io.EOF):
		h.breaksOff()
		return h.j.err
	case h.broken >= 0:
		h.breaksOff()
	case !any:
		return errNoJSON
	case !h.found:
		return errNoEntries
	case h.count == 0:
		s.Warn("the HAR has no entries")
	case junk:
		s.Warn("there is text after the end of the HAR; it was left out")
	}
	return nil
}

func (h *harReader) breaksOff() {
	h.s.Warn(fmt.Sprintf("breaks off at byte %d; %d complete entries were read", h.j.offset(), h.count))
}

// maxHARLevel is how deep a HAR may be wrapped.
const maxHARLevel = 6

// root reads one value that may be or hold a HAR.
func (h *harReader) root(c byte) {
	h.level++
	switch {
	case c == '[' && h.level < maxHARLevel:
		h.entries(h.root)
	case c == '{':
		offset := h.j.offset()
		h.j.keep()
		if h.object(true) {
			h.found = true
			h.entry(offset)
		}
		h.j.drop()
	default:
		h.pass(0)
	}
	h.level--
}

// object reads an object that may be a HAR, its log, or a single entry, and reports whether it is an entry. An
// entry is kept by the caller; whatever shows that the object is none drops it.
func (h *harReader) object(kept bool) (entry bool) {
	h.j.pos++
	request, response := false, false
	for {
		switch c := h.j.token(); c {
		case 0:
			h.broken = h.j.offset()
			return false
		case '}', ']':
			h.j.pos++
			return kept && request && response
		case '"':
			key, ok := h.j.text()
			if !ok {
				h.broken = h.j.offset()
				return false
			}
			request = request || string(key) == "request"
			response = response || string(key) == "response"
			kept = !h.member(string(key)) && kept
		default:
			h.pass(1)
		}
		if h.broken >= 0 {
			return false
		}
	}
}

// member reads the value that belongs to key, and reports whether it shows that the object is no entry.
func (h *harReader) member(key string) (container bool) {
	c := h.j.token()
	switch {
	case c == '{' && (key == "log" || key == "har") && h.level < maxHARLevel:
		h.j.drop()
		h.level++
		h.object(false)
		h.level--
	case c == '[' && key == "entries":
		h.j.drop()
		h.found = true
		h.entries(h.element)
	case (c == '{' || c == '[') && harLogMembers[key] != nil:
		h.about(key)
	default:
		h.pass(1)
		return false
	}
	return true
}

// about reads a member of log besides entries.
func (h *harReader) about(key string) {
	h.j.keep()
	h.pass(1)
	if value, ok := h.j.kept(); ok && h.broken < 0 {
		harLogMembers[key](h, gjson.ParseBytes(value))
	}
}

// entries hands every element of an array to read.
func (h *harReader) entries(read func(c byte)) {
	for h.j.pos++; h.broken < 0; {
		switch c := h.j.token(); c {
		case 0:
			h.broken = h.j.offset()
		case ']', '}':
			h.j.pos++
			return
		default:
			read(c)
		}
	}
}

// element reads one element of log.entries.
func (h *harReader) element(c byte) {
	offset := h.j.offset()
	h.j.keep()
	switch h.pass(0); {
	case h.broken >= 0:
	case c == '{':
		h.entry(offset)
	default: // no entry, but it has a place in the array
		h.count++
		h.s.Read.Records++
		h.s.Read.Skipped++
	}
	h.j.drop()
}

// pass skips one value.
func (h *harReader) pass(depth int) {
	if !h.j.skip(depth) {
		h.broken = h.j.offset()
	}
}

// entry takes the entry that was kept and began at offset.
func (h *harReader) entry(offset int64) {
	pos := handshake.Position{Offset: offset, Entry: h.count}
	h.count++
	h.s.Read.Records++
	sign := h.j.sign
	raw, ok := h.j.kept()
	if !ok {
		h.s.Read.Skipped++
		return
	}
	h.s.Read.Understood++
	if sign {
		h.emit(parseHAREntry(raw), pos)
	}
}
