package parsers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

var wordGateTexts = []string{"websocket", "ws://", "wss://", "/ws ", "handshake", "upgrade", "while connecting to upstream", "origin not allowed"}

// wordGate keeps what holds a word of WebSockets, as the real gate does.
var wordGate = sync.OnceValue(func() Gate {
	words := literal.New(wordGateTexts)
	names := literal.New([]string{"websocket", "ws://", "wss://"})
	return Gate{
		Text:  words.Contains,
		Line:  literal.New(append(LineTexts(), wordGateTexts...)).Contains,
		Names: names.Contains,
		Access: func(status int, target, _ []byte) bool {
			return status == 101 || bytes.HasPrefix(target, []byte("/ws"))
		},
	}
})

func scanString(in string, o Options, wrap func(io.Reader) io.Reader) (Coverage, []*handshake.Event, error) {
	if o.Gate.Text == nil {
		o.Gate = wordGate()
	}
	if o.Limits == (handshake.Limits{}) {
		o.Limits = handshake.DefaultLimits()
	}
	o.Redact, o.Year = redact.New([]byte("test")), 2026
	var events []*handshake.Event
	cov, err := Scan("in.log", wrap(strings.NewReader(in)), o, func(e *handshake.Event) { events = append(events, e) })
	return cov, events, err
}

// told is what tests compare of an event.
type told struct {
	Line                          int64
	Stream, Format, Product, Text string
}

func tell(events []*handshake.Event) []told {
	var out []told
	for _, e := range events {
		out = append(out, told{e.Pos.Line, e.Stream.String(), e.Format, e.Product, e.Text.String()})
	}
	return out
}

const (
	nginxLine  = `2026/11/22 20:10:15 [error] 8022#8022: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: app.acme.test, request: "GET /ws HTTP/1.1", upstream: "http://127.0.0.1:3000/ws", host: "app.acme.test"`
	accessLine = `127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 502 157 "-" "Mozilla/5.0 (probe)"`
	springLine = `2026-11-22T20:20:12.123Z ERROR 1 --- [nio-8080-exec-1] o.s.w.s.s.DefaultHandshakeHandler : Handshake failed due to invalid Upgrade header: null`
)

func TestScan(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		format   string
		reason   string
		records  int64
		want     []told
	}{
		{
			name: "one format", in: nginxLine + "\n" + nginxLine + "\n",
			format: "nginx-error", reason: "2 of 2 records", records: 2,
			want: []told{{1, "", "nginx-error", "nginx", ""}, {2, "", "nginx-error", "nginx", ""}},
		},
		{
			name: "mixed, line by line", in: strings.Repeat(nginxLine+"\n"+accessLine+"\n", 3),
			format: "nginx-error", reason: "3 of 6 records, 3 combined", records: 6,
			want: []told{{1, "", "nginx-error", "nginx", ""}, {2, "", "combined", "", ""}, {3, "", "nginx-error", "nginx", ""}, {4, "", "combined", "", ""}, {5, "", "nginx-error", "nginx", ""}, {6, "", "combined", "", ""}},
		},
		{
			name: "changes half-way", in: strings.Repeat("127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] \"GET /a HTTP/1.1\" 200 157 \"-\" \"-\"\n", 3000) + springLine + "\njava.lang.IllegalStateException: x\n\tat a.b.C.d(C.java:1)\n" + nginxLine,
			format: "combined", reason: "3000 of 3002 records, 1 spring-boot, 1 nginx-error", records: 3002,
			want: []told{{3001, "", "spring-boot", "spring", ""}, {3004, "", "nginx-error", "nginx", ""}},
		},
		{
			name: "text of no format", in: "hello\nthe websocket server said no\nbye\n",
			format: "text", reason: "3 of 3 records are of no known format", records: 3,
			want: []told{{2, "", "text", "", "the websocket server said no"}},
		},
		{
			name: "a line of no format", in: nginxLine + "\nwhat is this about a websocket\n" + nginxLine,
			format: "nginx-error", reason: "2 of 3 records", records: 3,
			want: []told{{1, "", "nginx-error", "nginx", ""}, {2, "", "text", "", "what is this about a websocket"}, {3, "", "nginx-error", "nginx", ""}},
		},
		{
			name: "comments, one of which matters, and a scanner's word", in: "# the log of today\n" + accessLine + "\n# what is this about a websocket\n" + "127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] \"HELP\" 400 157 \"-\" \"-\"\n",
			format: "combined", reason: "3 of 4 records", records: 4,
			want: []told{{2, "", "combined", "", ""}, {3, "", "text", "", "# what is this about a websocket"}},
		},
		{
			name: "a traceback in the middle of access lines", in: accessLine + "\nERROR:    Exception in ASGI application (websocket)\nTraceback (most recent call last):\n  File \"a.py\", line 1, in b\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"c.py\", line 2, in d\nValueError: no\n" + accessLine,
			format: "combined", reason: "2 of 3 records, 1 uvicorn-log", records: 3,
			want: []told{{1, "", "combined", "", ""}, {2, "", "uvicorn-log", "uvicorn", "Exception in ASGI application (websocket)\nTraceback (most recent call last):\n  File \"a.py\", line 1, in b\nDuring handling of the above exception, another exception occurred:\nTraceback (most recent call last):\n  File \"c.py\", line 2, in d\nValueError: no"}, {11, "", "combined", "", ""}},
		},
		{
			name: "wrapped between words", in: strings.NewReplacer(" while", "\nwhile", " HTTP", "\nHTTP").Replace(nginxLine) + "\n" + nginxLine + "\n",
			format: "nginx-error", reason: "2 of 2 records", records: 2,
			want: []told{{1, "", "nginx-error", "nginx", nginxLine[42:]}, {4, "", "nginx-error", "nginx", nginxLine[42:]}},
		},
		{
			name: "wrapped at a column", in: nginxLine[:80] + "\n" + nginxLine[80:160] + "\n" + nginxLine[160:240] + "\n" + nginxLine[240:] + "\n",
			format: "nginx-error", reason: "1 of 1 records", records: 1,
			want: []told{{1, "", "nginx-error", "nginx", nginxLine[42:]}},
		},
		{
			name: "access lines among messages", in: "INFO:     Started server process [1]\nINFO:     127.0.0.1:42076 - \"GET /ws HTTP/1.1\" 404 Not Found\nINFO:     connection closed\n",
			format: "uvicorn-log", reason: "2 of 3 records, 1 uvicorn", records: 3,
			want: []told{{1, "", "uvicorn-log", "uvicorn", "Started server process [1]"}, {2, "", "uvicorn", "uvicorn", ""}},
		},
	} {
		for kind, wrap := range readers {
			cov, events, err := scanString(tc.in, Options{}, wrap)
			if err != nil {
				t.Errorf("%s, %s: %v", tc.name, kind, err)
			}
			got := tell(events)
			for i := range got {
				if i < len(tc.want) && tc.want[i].Text == "" {
					got[i].Text = ""
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s, %s: (-want +got)\n%s", tc.name, kind, diff)
			}
			if cov.Format != tc.format || cov.Reason != tc.reason || cov.Records != tc.records {
				t.Errorf("%s, %s: %q because of %q, %d records; want %q because of %q, %d records", tc.name, kind, cov.Format, cov.Reason, cov.Records, tc.format, tc.reason, tc.records)
			}
			if cov.Bytes != int64(len(tc.in)) || cov.Understood+cov.NotUnderstood != cov.Records {
				t.Errorf("%s, %s: %d bytes, %d understood and %d not of %d records", tc.name, kind, cov.Bytes, cov.Understood, cov.NotUnderstood, cov.Records)
			}
		}
	}
}

func TestScanRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                                    "it is empty",
		" \n\x00\n":                           "it is empty",
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "it is a PNG image: attach the text of the log, not a picture of it",
		string(bytes.Repeat([]byte{1, 0, 254, 255, 3}, 500)): "it is binary data, not text",
	} {
		cov, events, err := scanString(in, Options{}, same)
		if cov.Format != "" || cov.Reason != want || err != nil || len(events) > 0 {
			t.Errorf("%.20q: format %q, reason %q, error %v; want reason %q", in, cov.Format, cov.Reason, err, want)
		}
	}
}

func TestScanAllowsBytesThatAreNoText(t *testing.T) {
	in := strings.Repeat(accessLine+"\n", 20) + "127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] \"\x16\x03\x01\x02\x00\xfc\x03\x03\" 400 157 \"-\" \"-\"\n"
	if cov, _, _ := scanString(in, Options{}, same); cov.Format != "combined" {
		t.Errorf("format %q because of %q, want combined", cov.Format, cov.Reason)
	}
}

func TestScanForce(t *testing.T) {
	cov, events, err := scanString(accessLine+"\n"+nginxLine+"\n", Options{Force: "nginx-error"}, same)
	if err != nil || cov.Format != "nginx-error" || cov.Reason != "asked for" || cov.Understood != 1 || cov.NotUnderstood != 1 || len(events) != 1 {
		t.Errorf("got %+v, %d events, %v", cov, len(events), err)
	}
	_, events, _ = scanString("web-1  | "+nginxLine+"\nweb-1  | "+accessLine+"\nweb-2  | "+nginxLine+"\n", Options{Force: "nginx-error"}, same)
	if want := []told{{1, "web-1", "nginx-error", "nginx", ""}, {3, "web-2", "nginx-error", "nginx", ""}}; len(events) != 2 || tell(events)[1].Stream != want[1].Stream {
		t.Errorf("in containers: got %v, want %v", tell(events), want)
	}
	if _, _, err := scanString(accessLine, Options{Force: "nonsense"}, same); err == nil || !strings.Contains(err.Error(), `unknown format "nonsense"`) {
		t.Errorf("error %v, want one that names the format", err)
	}
}

func TestScanReadError(t *testing.T) {
	broken := errors.New("disk on fire")
	cov, events, err := scanString(nginxLine+"\n"+nginxLine, Options{}, func(r io.Reader) io.Reader { return io.MultiReader(r, iotest.ErrReader(broken)) })
	if !errors.Is(err, broken) || cov.Records != 2 || len(events) != 2 {
		t.Errorf("error %v, %d records, %d events; want %v, 2 and 2", err, cov.Records, len(events), broken)
	}
}

func TestScanLongRecords(t *testing.T) {
	limits := handshake.DefaultLimits()
	limits.RecordBytes = 200
	in := "2026-11-22T20:20:12.123Z ERROR 1 --- [main] a.B : websocket\n" + strings.Repeat("\tat a.b.C.d(C.java:1)\n", 100) +
		"2026-11-22T20:20:12.123Z ERROR 1 --- [main] a.B : websocket " + strings.Repeat("x", 500) + "\n" +
		"2026-11-22T20:20:12.123Z ERROR 1 --- [main] a.B : websocket again\n"
	for kind, wrap := range readers {
		cov, events, _ := scanString(in, Options{Limits: limits}, wrap)
		if cov.Records != 3 || cov.Skipped != 2 || len(events) != 3 {
			t.Errorf("%s: %d records, %d skipped, %d events; want 3, 2, 3", kind, cov.Records, cov.Skipped, len(events))
		}
	}
}

func TestScanEnvelopes(t *testing.T) {
	jsonLine := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	docker := func(stream, text string) string {
		return fmt.Sprintf(`{"log":%s,"stream":%q,"time":"2026-11-22T20:02:43.5Z"}`+"\n", jsonLine(text), stream)
	}
	for _, tc := range []struct {
		name, in  string
		envelopes []string
		want      []told
	}{
		{
			name:      "docker json-file, a long line in parts, two streams",
			in:        docker("stderr", nginxLine[:100]) + docker("stdout", accessLine+"\n") + docker("stderr", nginxLine[100:]+"\n"),
			envelopes: []string{"docker-json"},
			want:      []told{{2, "stdout", "combined", "", ""}, {3, "stderr", "nginx-error", "nginx", ""}},
		},
		{
			name:      "CRI, parts",
			in:        "2026-11-22T20:02:43.123456789Z stderr P " + nginxLine[:50] + "\n2026-11-22T20:02:43.123456789Z stdout F " + accessLine + "\n2026-11-22T20:02:43.123456789Z stderr F " + nginxLine[50:] + "\n",
			envelopes: []string{"cri"},
			want:      []told{{2, "stdout", "combined", "", ""}, {3, "stderr", "nginx-error", "nginx", ""}},
		},
		{
			name:      "compose, a traceback between lines of others",
			in:        "web-1    | ERROR:    Exception in ASGI application (websocket)\nproxy-1  | " + nginxLine + "\nweb-1    | Traceback (most recent call last):\nweb-1    |   File \"a.py\", line 1, in b\nproxy-1  | " + accessLine + "\nweb-1    | ValueError: no\n",
			envelopes: []string{"compose"},
			want: []told{
				{2, "proxy-1", "nginx-error", "nginx", ""}, {1, "web-1", "uvicorn-log", "uvicorn", "Exception in ASGI application (websocket)\nTraceback (most recent call last):\n  File \"a.py\", line 1, in b\nValueError: no"}, {5, "proxy-1", "combined", "", ""},
			},
		},
		{
			name:      "the first record of a container has two lines",
			in:        "api-1  | fail: Microsoft.AspNetCore.Server.Kestrel[13]\napi-1  |       Not a WebSocket request.\ntom-1  | Nov 22, 2026 8:20:24 PM a.B c\ntom-1  | INFO: websocket\n",
			envelopes: []string{"compose"},
			want:      []told{{1, "api-1", "dotnet-console", "aspnetcore", "Not a WebSocket request."}, {3, "tom-1", "tomcat-log", "tomcat", "websocket"}},
		},
		{
			name:      "syslog with what is not",
			in:        "Nov 22 20:05:41 lb haproxy[6801]: Proxy f1 started.\nNov 22 20:05:42 web nginx: " + nginxLine + "\n-- Boot 0123 --\n",
			envelopes: []string{"syslog"},
			want:      []told{{2, "web nginx", "nginx-error", "nginx", ""}},
		},
		{
			name:      "two envelopes: kubectl --prefix --timestamps",
			in:        "[pod/web-0/app] 2026-11-22T20:02:43.123456789Z " + springLine + "\n[pod/web-0/proxy] 2026-11-22T20:02:43.123456789Z " + nginxLine + "\n",
			envelopes: []string{"kubectl", "timestamps"},
			want:      []told{{1, "pod/web-0/app", "spring-boot", "spring", ""}, {2, "pod/web-0/proxy", "nginx-error", "nginx", ""}},
		},
		{
			name:      "CloudWatch in one document",
			in:        `{"events":[{"timestamp":1795378533236,"message":` + jsonLine(nginxLine) + `,"ingestionTime":1795378533999},` + "\n" + `{"timestamp":1795378533237,"message":"the websocket server starts","ingestionTime":1795378533999}],"nextForwardToken":"f/1"}`,
			envelopes: []string{"cloudwatch"},
			want:      []told{{1, "", "nginx-error", "nginx", ""}, {2, "", "text", "", "the websocket server starts"}},
		},
		{
			name:      "Google Cloud in a pretty array",
			in:        "[\n  {\n    \"insertId\": \"a\",\n    \"resource\": {\n      \"labels\": {\"pod_name\": \"web-0\"}\n    },\n    \"textPayload\": " + jsonLine(springLine) + ",\n    \"timestamp\": \"2026-11-22T20:12:14.123456Z\"\n  },\n  {\n    \"insertId\": \"b\",\n    \"textPayload\": \"no websocket here\"\n  }\n]\n",
			envelopes: []string{"gcp"},
			want:      []told{{2, "web-0", "spring-boot", "spring", ""}, {10, "", "text", "", "no websocket here"}},
		},
		{
			name:      "Loki's answer",
			in:        `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"web"},"values":[["1795378533236000000",` + jsonLine(nginxLine) + `],["1795378533236000001","nothing"]]}]}}`,
			envelopes: []string{"loki-values"},
			want:      []told{{1, "", "nginx-error", "nginx", ""}},
		},
		{
			name:      "journald as JSON, bytes and several lines",
			in:        `{"__REALTIME_TIMESTAMP":"1795378533236000","SYSLOG_IDENTIFIER":"app","MESSAGE":[119,101,98,115,111,99,107,101,116,32,22,3]}` + "\n" + `{"__REALTIME_TIMESTAMP":"1795378533236000","SYSLOG_IDENTIFIER":"app","MESSAGE":"websocket handshake failed\n  at x"}` + "\n",
			envelopes: []string{"journald-json"},
			want:      []told{{1, "app", "text", "", "websocket \x16\x03"}, {2, "app", "text", "", "websocket handshake failed\n  at x"}},
		},
		{
			name:      "quoted in a ticket",
			in:        "    " + nginxLine + "\n    " + nginxLine + "\n    " + nginxLine + "\n",
			envelopes: []string{"quoted"},
			want:      []told{{1, "", "nginx-error", "nginx", ""}, {2, "", "nginx-error", "nginx", ""}, {3, "", "nginx-error", "nginx", ""}},
		},
	} {
		for kind, wrap := range readers {
			cov, events, err := scanString(tc.in, Options{}, wrap)
			if err != nil {
				t.Errorf("%s, %s: %v", tc.name, kind, err)
			}
			got := tell(events)
			for i := range got {
				if i < len(tc.want) && tc.want[i].Text == "" {
					got[i].Text = ""
				}
			}
			if diff := cmp.Diff(tc.want, got, cmpopts.SortSlices(func(a, b told) bool { return a.Line < b.Line })); diff != "" {
				t.Errorf("%s, %s: (-want +got)\n%s", tc.name, kind, diff)
			}
			if diff := cmp.Diff(tc.envelopes, cov.Envelopes); diff != "" {
				t.Errorf("%s, %s: envelopes (-want +got)\n%s", tc.name, kind, diff)
			}
		}
	}
}

// The envelope's time counts where the record has none, and only there.
func TestScanEnvelopeTime(t *testing.T) {
	in := "2026-11-22T21:02:43.123456789Z stdout F websocket closed\n2026-11-22T21:02:44.123456789Z stderr F " + nginxLine + "\n"
	_, events, _ := scanString(in, Options{}, same)
	if len(events) != 2 {
		t.Fatalf("%d events, want 2", len(events))
	}
	for i, want := range []time.Time{time.Date(2026, 11, 22, 21, 2, 43, 123456789, time.UTC), time.Date(2026, 11, 22, 20, 10, 15, 0, time.UTC)} {
		if !events[i].Time.Equal(want) {
			t.Errorf("event %d: time %v, want %v", i, events[i].Time, want)
		}
	}
}

func TestEnvelopeSamples(t *testing.T) {
	for i := range envelopes {
		env := &envelopes[i]
		for _, sample := range env.Samples {
			var l letter
			if !env.Open([]byte(sample), &l) {
				t.Errorf("%s does not open %q", env.Name, sample)
				continue
			}
			if len(l.text) == 0 || len(l.text) >= len(sample) {
				t.Errorf("%s: %q holds %q", env.Name, sample, l.text)
			}
			if l.stamp != nil {
				if at, _, n := readTime(l.stamp, 2026, time.UTC); n == 0 || at.IsZero() {
					t.Errorf("%s: %q has no time at %q", env.Name, sample, l.stamp)
				}
			}
			for j := range i {
				if envelopes[j].Open([]byte(sample), &l) {
					t.Errorf("%s opens %q before %s", envelopes[j].Name, sample, env.Name)
				}
			}
		}
	}
}

// Lines that only look like an envelope stay whole.
func TestNoEnvelope(t *testing.T) {
	for _, line := range []string{
		`2026-11-22T20:12:14.123Z ERROR crate::mod: text`,
		`2026-11-22T20:12:14.123Z WARN 1 --- [main] a.B : text`,
		`2026-11-22 20:12:14,123 INFO root: text`,
		`2026-11-22T20:12:14.1+00:00 [error] msg: invalid_origin_header`,
		`INFO | text`,
		`2026-11-22 20:12:14.123 | INFO     | app:connect:12 - text`,
		`2026/11/22 20:50:04| Squid`,
		`2026/11/22 20:10:15 [error] 8022#8022: *5 text`,
		`{"level":"info","time":1745532517537,"msg":"text"}`,
		`{"level":"warn","message":"text","timestamp":"2026-11-22T20:12:14Z"}`,
		`{"@timestamp":"2026-11-22T20:12:14Z","@version":"1","message":"text","logger_name":"a.B","level":"INFO"}`,
		`127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 502 157`,
		`[23979] 2026/11/22 20:14:29.996372 [INF] Starting nats-server`,
	} {
		for i := range envelopes {
			var l letter
			if envelopes[i].Open([]byte(line), &l) {
				t.Errorf("%s opens %q", envelopes[i].Name, line)
			}
		}
	}
}

func TestScanBoundsStreams(t *testing.T) {
	var in strings.Builder
	for i := range maxStreams + 50 {
		fmt.Fprintf(&in, "svc-%d  | websocket %d\n", i, i)
	}
	cov, events, _ := scanString(in.String(), Options{}, same)
	if len(events) != maxStreams+50 || len(cov.Warnings) != 1 {
		t.Errorf("%d events, warnings %q; want %d events and one warning", len(events), cov.Warnings, maxStreams+50)
	}
}

// FuzzScan checks that nothing panics, and that the result does not depend on how the input comes.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		nginxLine + "\n" + accessLine + "\r\n\x1b[31m" + springLine + "\x1b[0m\n\tat x\n",
		"web-1  | " + nginxLine + "\nweb-2  | websocket\n",
		`{"log":"websocket\n","stream":"stdout","time":"2026-11-22T20:02:43Z"}`,
		`{"events":[{"timestamp":1795378533236,"message":"websocket","ingestionTime":1}]}`,
		"\xff\xfew\x00s\x00:\x00/\x00/\x00\n\x00",
		"<34>1 2026-11-22T20:02:43Z h a - - [x y=\"]\"] websocket\n",
		"*   << Request  >> 2\n-   ReqURL /ws\n-   Timestamp Start: 1\n",
		"Nov 22, 2026 8:20:24 PM a.B c\nINFO: websocket\n",
	} {
		f.Add(seed)
	}
	formats := All()
	limits := handshake.DefaultLimits()
	limits.RecordBytes = 300
	f.Fuzz(func(t *testing.T, in string) {
		o := Options{Formats: formats, Limits: limits}
		cov, events, err := scanString(in, o, same)
		for _, kind := range []string{"byte by byte", "seven at once"} {
			cov2, events2, err2 := scanString(in, o, readers[kind])
			if diff := cmp.Diff(cov, cov2); diff != "" || fmt.Sprint(err) != fmt.Sprint(err2) {
				t.Fatalf("%s: errors %v and %v, coverage differs:\n%s", kind, err, err2, diff)
			}
			if diff := cmp.Diff(tell(events), tell(events2)); diff != "" {
				t.Fatalf("%s: events differ:\n%s", kind, diff)
			}
		}
	})
}

func FuzzEnvelopes(f *testing.F) {
	for i := range envelopes {
		for _, s := range envelopes[i].Samples {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		var l letter
		for i := range envelopes {
			envelopes[i].Open([]byte(line), &l)
		}
	})
}

// The number of a connection is that of its container, and the container's name tells who writes a common form.
func TestScanStreamsAreApart(t *testing.T) {
	in := "nginx-1  | " + nginxLine + "\nnginx-2  | " + nginxLine + "\nnginx-1  | " + accessLine + "\n"
	_, events, _ := scanString(in, Options{}, same)
	if len(events) != 3 {
		t.Fatalf("%d events, want 3", len(events))
	}
	if a, b := events[0].IDs[0], events[1].IDs[0]; a.Kind != handshake.ConnID || a == b {
		t.Errorf("connections %v and %v of two containers, want two", a, b)
	}
	if e := events[2]; e.Product != "nginx" || e.Side != handshake.Proxy {
		t.Errorf("product %q, side %q of an access line in a container called nginx-1", e.Product, e.Side)
	}
}

func TestCutNewline(t *testing.T) {
	for in, want := range map[string]string{`a\n`: "a", `\n`: "", `a\\n`: `a\\n -`, `a\\\n`: `a\\`, `a`: "a -", ``: " -", `an`: "an -"} {
		got, ok := cutNewline([]byte(in))
		if s := string(got); !ok && s+" -" != want || ok && s != want {
			t.Errorf("%q: got %q, %v, want %q", in, got, ok, want)
		}
	}
}
