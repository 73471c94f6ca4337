package parsers

import (
	"bytes"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

const netlogHead = `{"constants":{"activeFieldTrialGroups":[],"logEventTypes":{"REQUEST_ALIVE":1,"URL_REQUEST_START_JOB":2,"WEBSOCKET_UPGRADE_FAILURE":3,"HTTP_TRANSACTION_SEND_REQUEST_HEADERS":4,"HTTP_TRANSACTION_READ_RESPONSE_HEADERS":5,"FAILED":6,"CANCELLED":7},"netError":{"ERR_FAILED":-2,"ERR_NAME_NOT_RESOLVED":-105,"ERR_INVALID_RESPONSE":-320,"ERR_WS_UPGRADE":-173},"timeTickOffset":"1795379000000"},
"events": [
`

// netEvent writes an event as net-export does.
func netEvent(id, kind, time, params string) string {
	if params != "" {
		params = `"params":{` + params + `},`
	}
	return `{` + params + `"phase":0,"source":{"id":` + id + `,"start_time":"1","type":1},"time":"` + time + `","type":` + kind + "},\n"
}

const (
	netRequestHeaders = `"headers":["Host: app.example.com","Connection: Upgrade","Upgrade: websocket","Origin: https://app.example.com","Sec-WebSocket-Version: 13","Cookie: [42 bytes were stripped]","Sec-WebSocket-Key: edralsVzOEhlfQVJzXL+Hw=="],"line":"GET /ws HTTP/1.1\r\n"`
	netSwitching      = `"headers":["HTTP/1.1 101 Switching Protocols","Upgrade: websocket","Connection: Upgrade","Sec-WebSocket-Accept: nHiPcmqSm2OdwWr+zQUdbtAVhPI="]`
)

func TestNetlog(t *testing.T) {
	start := func(url string) string {
		return netEvent("7", "1", "999", "") + netEvent("7", "2", "1000", `"method":"GET","url":"`+url+`"`)
	}
	tests := []struct{ name, events, want string }{
		{"refused", start("wss://app.example.com/ws") + netEvent("7", "4", "1010", netRequestHeaders) +
			netEvent("7", "5", "1030", `"headers":["HTTP/1.1 403 Forbidden","Server: nginx"]`) +
			netEvent("7", "3", "1031", `"message":"Error during WebSocket handshake: Unexpected response code: 403","net_error":-320`) + netEvent("7", "6", "1032", `"net_error":-320`),
			`line 0 (byte 478): failed answered, certainty 3
    product: chrome
    status: 403
    request: GET wss://app.example.com /ws  1.1
    time: 2026-11-22T20:23:21.000000Z
    duration: 32ms
    text: Error during WebSocket handshake: Unexpected response code: 403
    page: https://app.example.com
    sanitized: true
    facts: request upgrade ok, request connection ok, key ok, version ok
    headers: 7 and 1
    ids: 1
    raw: "WEBSOCKET_UPGRADE_FAILURE": "Error during WebSocket handshake: Unexpected response code: 403"
`},
		{"no name", start("wss://app.example.com/ws") + netEvent("7", "6", "1032", `"net_error":-105`),
			`line 0 (byte 478): failed before-request, certainty 3
    product: chrome
    status: 0
    request: GET wss://app.example.com /ws
    time: 2026-11-22T20:23:21.000000Z
    duration: 32ms
    text: net::ERR_NAME_NOT_RESOLVED
    headers: 0 and 0
    ids: 0
    raw: "net_error": "net::ERR_NAME_NOT_RESOLVED"
`},
		{"opened", start("wss://app.example.com/ws") + netEvent("7", "4", "1010", netRequestHeaders) + netEvent("7", "5", "1030", netSwitching) + netEvent("7", "7", "1031", `"net_error":-173`),
			`line 0 (byte 478): opened open, certainty 3
    product: chrome
    status: 101
    request: GET wss://app.example.com /ws  1.1
    time: 2026-11-22T20:23:21.000000Z
    duration: 31ms
    page: https://app.example.com
    sanitized: true
    facts: request upgrade ok, request connection ok, key ok, version ok, status line ok, upgrade ok, connection ok, accept ok, protocol ok, extension ok
    headers: 7 and 3
    ids: 1
    raw: "status": 101, "statusText": "Switching Protocols"
`},
		{"still connecting", start("ws://app.example.com/ws") + netEvent("7", "4", "1010", netRequestHeaders),
			`line 0 (byte 478): pending sent, certainty 3
    product: chrome
    request: GET ws://app.example.com /ws
    time: 2026-11-22T20:23:21.000000Z
    duration: 10ms
    page: https://app.example.com
    sanitized: true
    facts: request upgrade ok, request connection ok, key ok, version ok
    headers: 7 and 0
    ids: 1
    raw: "status": 0
`},
		{"ordinary requests", start("https://app.example.com/") + netEvent("7", "6", "1032", `"net_error":-105`), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := netlogSummary(t, netlogHead+tt.events+"]}\n", false); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func netlogSummary(t *testing.T, doc string, slow bool) string {
	t.Helper()
	var b strings.Builder
	s := harSource(func(e *handshake.Event) { b.WriteString(harSummary(e)) }, func(w string) { b.WriteString("warning: " + w + "\n") })
	s.Format = &netlogFormat
	r := strings.NewReader(doc)
	var err error
	if slow {
		err = readNetlog(iotest.OneByteReader(r), s)
	} else {
		err = readNetlog(r, s)
	}
	if err != nil {
		b.WriteString("error: " + err.Error() + "\n")
	}
	return b.String()
}

// Chrome writes the end only when the recording is stopped.
func TestNetlogBreaksOff(t *testing.T) {
	doc := netlogHead + netEvent("7", "2", "1000", `"method":"GET","url":"ws://h/"`) + netEvent("7", "6", "1032", `"net_error":-105`) + `{"params":`
	got := netlogSummary(t, doc, false)
	if !strings.Contains(got, "ERR_NAME_NOT_RESOLVED") || !strings.Contains(got, "warning: breaks off at byte ") {
		t.Errorf("got %s", got)
	}
	for _, broken := range []string{"{]", "{constants]", `{"events":}`, `{"events":[}`, `[{"constants"`} {
		netlogSummary(t, broken, true) // ends
	}
	if got := netlogSummary(t, `{"constants":{}}`, false); got != "error: "+errNoNetlogEvents.Error()+"\n" {
		t.Errorf("got %s", got)
	}
}

func TestNetlogDetect(t *testing.T) {
	if detectNetlog([]byte(netlogHead)) != 100 || detectNetlog([]byte(`{"constants":{"a":1}}`)) != 0 || detectNetlog(nil) != 0 {
		t.Error("wrong detection")
	}
	if detectHAR([]byte(netlogHead)) != 0 {
		t.Error("taken for a HAR")
	}
}

func TestPlaywrightTrace(t *testing.T) {
	var events []*handshake.Event
	s := harSource(func(e *handshake.Event) { events = append(events, e) }, func(string) {})
	s.Format = &playwrightFormat
	all := func([]byte) bool { return true }
	s.Gate = Gate{Text: all, Names: all}
	p := readPlaywright(s)
	read := func(line string, want Verdict) {
		t.Helper()
		if got := p.Record([]byte(line), handshake.Position{Line: 1, Entry: -1}); got != want {
			t.Errorf("%s: %d, want %d", line, got, want)
		}
	}
	read(`{"type":"context-options","browserName":"firefox","platform":"linux","wallTime":1}`, Understood)
	read(playwrightFormat.Samples[0], Kept)
	read(playwrightFormat.Samples[1], Kept)
	read(`{"type":"resource-snapshot","snapshot":{"request":{"method":"GET","url":"https://app.example.com/a.js","headers":[]},"response":{"status":502}}}`, Understood)
	read(`{"type":"after","callId":"call@8","endTime":1}`, Understood)
	read(`{"level":30}`, NotUnderstood)
	if len(events) != 2 {
		t.Fatalf("%d events", len(events))
	}
	if e := events[0]; e.Product != "firefox" || e.Outcome != handshake.Failed || e.URL.Path.String() != "/ws" {
		t.Errorf("got %s", harSummary(e))
	}
	if e := events[1]; e.Outcome != handshake.Failed || e.URL.Path.String() != "/ws" {
		t.Errorf("got %s", harSummary(e))
	}
}

func FuzzNetlog(f *testing.F) {
	f.Add([]byte(netlogHead + netEvent("7", "2", "1000", `"method":"GET","url":"ws://h/"`) + netEvent("7", "4", "1010", netRequestHeaders) + netEvent("7", "5", "1030", netSwitching) + "]}"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		doc = bytes.ToValidUTF8(doc, []byte("?"))
		if whole, slow := netlogSummary(t, string(doc), false), netlogSummary(t, string(doc), true); whole != slow {
			t.Errorf("read at once:\n%s\nbyte by byte:\n%s", whole, slow)
		}
	})
}
