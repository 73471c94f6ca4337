package parsers

import (
	"bytes"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// playwrightFormat: the lines of a trace are events of its own (packages/trace/src/trace.ts), some of which hold a
// HAR entry or a message of the console.
var playwrightFormat = Format{
	Name:   "playwright-trace",
	Title:  "Trace of Playwright",
	Where:  "*.network and *.trace in the trace.zip that Playwright writes",
	Side:   handshake.Client,
	Hop:    handshake.HopClient,
	Moment: handshake.AtStart,
	Zone:   true,
	Shows:  harFormat.Shows,
	Samples: []string{
		`{"type":"resource-snapshot","snapshot":{"startedDateTime":"2026-11-22T20:31:24.340Z","time":-1,"request":{"method":"GET","url":"ws://app.example.com:3999/ws","httpVersion":"HTTP/1.1","cookies":[],"headers":[],"queryString":[],"headersSize":-1,"bodySize":-1},"response":{"status":-1,"statusText":"","httpVersion":"HTTP/1.1","cookies":[],"headers":[],"content":{"size":-1,"mimeType":"x-unknown"},"headersSize":-1,"bodySize":-1,"redirectURL":"","_transferSize":-1,"_failureText":"Error in connection establishment: net::ERR_CONNECTION_REFUSED"},"cache":{},"timings":{"send":-1,"wait":-1,"receive":-1},"_resourceType":"websocket"}}`,
		`{"type":"console","messageType":"error","text":"WebSocket connection to 'ws://app.example.com:3999/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED","location":{"url":"http://app.example.com/app.js","lineNumber":3,"columnNumber":13},"time":1459988.12,"pageId":"page@1"}`,
	},
	Detect: detectPlaywright,
	Line:   readPlaywright,
}

// playwrightMarks begin the lines of a trace and stand in them.
var playwrightMarks = []struct{ begins, holds []byte }{
	{[]byte(`{"type":"resource-snapshot",`), []byte(`"snapshot":{`)},
	{[]byte(`{"type":"console",`), []byte(`"messageType":`)},
	{[]byte(`{"type":"context-options",`), []byte(`"browserName":`)},
	{[]byte(`{"version":`), []byte(`"type":"context-options"`)},
	{[]byte(`{"type":"frame-snapshot",`), []byte(`"snapshot":{`)},
	{[]byte(`{"type":"screencast-frame",`), []byte(`"sha1":`)},
	{[]byte(`{"type":"before",`), []byte(`"callId":`)},
	{[]byte(`{"type":"after",`), []byte(`"callId":`)},
	{[]byte(`{"type":"input",`), []byte(`"callId":`)},
	{[]byte(`{"type":"log",`), []byte(`"callId":`)},
	{[]byte(`{"type":"event",`), []byte(`"class":`)},
}

func detectPlaywright(rec []byte) int {
	for i := range playwrightMarks {
		if m := &playwrightMarks[i]; bytes.HasPrefix(rec, m.begins) && bytes.Contains(rec, m.holds) {
			return 99
		}
	}
	return 0
}

func readPlaywright(s *Source) LineParser {
	h := newHARReader(nil, s)
	h.log.exporter = exporterOf("Playwright")
	console := readClient(s)
	return LineParser{Record: func(rec []byte, pos handshake.Position) Verdict {
		if detectPlaywright(rec) == 0 {
			return NotUnderstood
		}
		switch kind := gjson.GetBytes(rec, "type"); kind.Str {
		case "context-options":
			h.log.browser = browserNames[gjson.GetBytes(rec, "browserName").Str]
		case "console":
			if text := gjson.GetBytes(rec, "text").Str; s.Gate.Text([]byte(text)) {
				return max(Understood, console.Record([]byte(text), pos))
			}
		case "resource-snapshot":
			if maySign(rec) && h.emit(parseHAREntry([]byte(gjson.GetBytes(rec, "snapshot").Raw)), pos) {
				return Kept
			}
		}
		return Understood
	}}
}

// signTexts stand in every entry that has a sign (see isSign), whatever its form.
var signTexts = append([][]byte{[]byte("ebsocket"), []byte("ebSocket"), []byte("pgrade"), []byte(`"ws`)}, relatedParts...)

func maySign(entry []byte) bool {
	for _, t := range signTexts {
		if bytes.Contains(entry, t) {
			return true
		}
	}
	return false
}
