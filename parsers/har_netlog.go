package parsers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// netlogFormat is what chrome://net-export and --log-net-log write (net/log/net_log_event_type_list.h): numbers of
// events that "constants" names, one request being a source of many events.
var netlogFormat = Format{
	Name:    "chrome-netlog",
	Title:   "Network log of Chrome (net-export)",
	Where:   "chrome://net-export, edge://net-export, --log-net-log=FILE, netLog of Electron",
	Side:    handshake.Client,
	Hop:     handshake.HopClient,
	Product: "chrome",
	Moment:  handshake.AtStart,
	Zone:    true,
	Shows:   harFormat.Shows,
	Samples: []string{
		`{"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":2,"WEBSOCKET_UPGRADE_FAILURE":3,"REQUEST_ALIVE":4},"netError":{"ERR_INVALID_RESPONSE":-320},"timeTickOffset":"1795379000000"},
"events": [
{"params":{"method":"GET","url":"wss://app.example.com/ws"},"phase":1,"source":{"id":7,"type":1},"time":"1000","type":2},
{"params":{"message":"Error during WebSocket handshake: Unexpected response code: 403","net_error":-320},"phase":0,"source":{"id":7,"type":1},"time":"1040","type":3},
{"phase":2,"source":{"id":7,"type":1},"time":"1041","type":4}]}`,
	},
	Detect:   detectNetlog,
	Document: readNetlog,
}

func detectNetlog(head []byte) int {
	var dense [256]byte
	sample := squeeze(dense[:0], head)
	if !bytes.HasPrefix(sample, []byte(`{"constants":{"`)) {
		return 0
	}
	for _, key := range [][]byte{[]byte(`"activeFieldTrialGroups"`), []byte(`"addressFamily"`), []byte(`"logEventTypes"`), []byte(`"certStatusFlag"`)} {
		if bytes.Contains(head, key) {
			return 100
		}
	}
	return 0
}

var errNoNetlogEvents = errors.New("no network log: it has no events")

// netlog reads one network log. Every request for a ws or wss URL becomes an entry of a HAR.
type netlog struct {
	h        *harReader
	kinds    map[int64]func(*netRequest, *netlog, gjson.Result) // by number
	errors   map[int64]string
	offset   float64 // of the events' clock from 1970, in milliseconds
	requests map[int64]*netRequest
	order    []int64 // of requests
}

// netRequest is a request on its way through the log.
type netRequest struct {
	harEntry
	pos        handshake.Position
	begin, end float64
	code       int64 // net error
}

// maxNetRequests bounds the WebSocket requests of one log that are followed.
const maxNetRequests = 1 << 16

// errWSUpgrade is the net error with which a request ends that became a WebSocket.
const errWSUpgrade = -173

// netEvents are the events that tell of a handshake.
var netEvents = map[string]func(*netRequest, *netlog, gjson.Result){
	"HTTP_TRANSACTION_SEND_REQUEST_HEADERS":       (*netRequest).sent,
	"HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS": (*netRequest).sent,
	"HTTP_TRANSACTION_READ_RESPONSE_HEADERS":      (*netRequest).answered,
	"WEBSOCKET_UPGRADE_FAILURE":                   (*netRequest).refused,
	"FAILED":                                      (*netRequest).ended,
	"CANCELLED":                                   (*netRequest).ended,
	"REQUEST_ALIVE":                               (*netRequest).ended,
}

const netStart = "URL_REQUEST_START_JOB"

func readNetlog(r io.Reader, s *Source) error {
	n := &netlog{
		h: newHARReader(r, s), kinds: make(map[int64]func(*netRequest, *netlog, gjson.Result)), errors: make(map[int64]string),
		requests: make(map[int64]*netRequest),
	}
	n.h.log.exporter = harExporter{name: "Chrome net-export", product: "chrome"}
	s.Producer, n.h.j.signs = n.h.log.exporter.name, false
	if c, _ := n.h.j.open(); c != '{' {
		return errNoNetlogEvents
	}
	n.document()
	for _, id := range n.order {
		n.emit(n.requests[id])
	}
	switch {
	case n.h.j.err != nil && !errors.Is(n.h.j.err, io.EOF):
		return n.h.j.err
	case n.h.broken >= 0:
		s.Warn(fmt.Sprintf("breaks off at byte %d; %d events were read", n.h.broken, s.Read.Records))
	case !n.h.found:
		return errNoNetlogEvents
	}
	return nil
}

func (n *netlog) document() {
	j := n.h.j
	for j.pos++; n.h.broken < 0; {
		switch c := j.token(); c {
		case 0:
			n.h.broken = j.offset()
		case '"':
			key, _ := j.text()
			n.member(string(key))
		case '}', ']':
			return
		default:
			n.h.pass(1)
		}
	}
}

func (n *netlog) member(key string) {
	c := n.h.j.token()
	switch {
	case key == "constants" && c == '{':
		n.value(n.constants)
	case key == "events" && c == '[':
		n.h.found = true
		n.h.entries(func(byte) { n.value(n.event) })
	default:
		n.h.pass(1)
	}
}

// value hands the next value to read.
func (n *netlog) value(read func([]byte)) {
	n.h.j.keep()
	n.h.pass(0)
	if raw, ok := n.h.j.kept(); ok && n.h.broken < 0 {
		read(raw)
	}
}

func (n *netlog) constants(raw []byte) {
	v := gjson.ParseBytes(raw)
	v.Get("logEventTypes").ForEach(func(name, number gjson.Result) bool {
		if f := netEvents[name.Str]; f != nil {
			n.kinds[number.Int()] = f
		} else if name.Str == netStart {
			n.kinds[number.Int()] = nil
		}
		return true
	})
	v.Get("netError").ForEach(func(name, number gjson.Result) bool {
		n.errors[number.Int()] = name.Str
		return true
	})
	n.offset = v.Get("timeTickOffset").Float()
}

func (n *netlog) event(raw []byte) {
	n.h.s.Read.Records++
	n.h.s.Read.Understood++
	read, known := n.kinds[gjson.GetBytes(raw, "type").Int()]
	if !known {
		return
	}
	id := gjson.GetBytes(raw, "source.id").Int()
	r := n.requests[id]
	if r == nil && read == nil {
		r = n.start(id, raw)
	}
	if r == nil {
		return
	}
	r.end = gjson.GetBytes(raw, "time").Float()
	if read != nil {
		read(r, n, gjson.GetBytes(raw, "params"))
	}
}

// start follows a request if it is for a WebSocket.
func (n *netlog) start(id int64, raw []byte) *netRequest {
	url := gjson.GetBytes(raw, "params.url").String()
	if !strings.HasPrefix(url, "ws") || len(n.requests) >= maxNetRequests {
		return nil
	}
	r := &netRequest{begin: gjson.GetBytes(raw, "time").Float()}
	r.pos = handshake.Position{Offset: n.h.j.offset() - int64(len(raw)), Entry: -1}
	r.request.url, r.request.method = url, gjson.GetBytes(raw, "params.method").String()
	r.time, r.receive = -1, -1
	n.requests[id] = r
	n.order = append(n.order, id)
	return r
}

func (r *netRequest) sent(_ *netlog, params gjson.Result) {
	r.request.headers = harHeaders(params.Get("headers"))
}

func (r *netRequest) answered(_ *netlog, params gjson.Result) {
	headers := params.Get("headers")
	r.response.headers = harHeaders(headers)
	line := headers.Get("0").String() // "HTTP/1.1 403 Forbidden"
	version, rest, _ := strings.Cut(line, " ")
	status, text, _ := strings.Cut(rest, " ")
	r.response.version, r.response.statusText = version, text
	r.response.status, _ = strconv.Atoi(status)
}

func (r *netRequest) refused(_ *netlog, params gjson.Result) {
	r.response.failure, r.response.failureKey = params.Get("message").String(), "WEBSOCKET_UPGRADE_FAILURE"
}

func (r *netRequest) ended(_ *netlog, params gjson.Result) {
	if code := params.Get("net_error").Int(); code < 0 {
		r.code = code
	}
}

// emit makes an event of a request.
func (n *netlog) emit(r *netRequest) {
	r.started = strconv.FormatFloat(r.begin+n.offset, 'f', 0, 64)
	r.time = r.end - r.begin
	if name := n.errors[r.code]; r.response.failure == "" && name != "" && r.code != errWSUpgrade {
		r.response.failure, r.response.failureKey = "net::"+name, "net_error"
	}
	r.unfinished = r.code == 0 && r.response.status == 0 && r.response.failure == ""
	n.h.emit(&r.harEntry, r.pos)
}
