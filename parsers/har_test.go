package parsers

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

var updateHAR = flag.Bool("update-har", false, "rewrite testdata/har/*.want")

// readTestHAR returns the events, warnings and error of a HAR.
func readTestHAR(t *testing.T, r io.Reader) (events []*handshake.Event, warnings []string, err error) {
	t.Helper()
	s := harSource(func(e *handshake.Event) { events = append(events, e) }, func(w string) { warnings = append(warnings, w) })
	err = readHAR(r, s)
	return events, warnings, err
}

// harSummary writes what matters of an event, one fact after the other.
func harSummary(e *handshake.Event) string {
	var b strings.Builder
	show := func(name string, v any) {
		if s := fmt.Sprint(v); s != "" && s != "false" && s != "-1" && s != "-1ns" {
			fmt.Fprintf(&b, "    %s: %s\n", name, s)
		}
	}
	fmt.Fprintf(&b, "%s: %s %s, certainty %d\n", e.Pos, e.Outcome, e.Stage, e.Certainty)
	show("product", e.Product)
	if e.HasStatus {
		show("status", e.Status)
	}
	show("request", strings.TrimSpace(fmt.Sprintf("%s %s://%s %s %s %s", e.Method, e.URL.Scheme, e.URL.Host, e.URL.Path, e.URL.Query, e.HTTPVersion)))
	if !e.Time.IsZero() {
		show("time", e.Time.UTC().Format("2006-01-02T15:04:05.000000Z"))
	}
	show("duration", e.Duration)
	show("lifetime", e.Lifetime)
	show("bytes", e.Bytes)
	if e.CloseCode != 0 {
		show("close code", e.CloseCode)
	}
	show("text", e.Text)
	show("body", strings.ReplaceAll(e.Body.String(), "\n", "⏎"))
	show("details", e.Details)
	show("page", e.PageURL)
	show("sanitized", e.Request.Sanitized)
	show("facts", harFacts(&e.Facts))
	show("headers", fmt.Sprint(len(e.Request.List), " and ", len(e.Response.List)))
	show("ids", len(e.IDs))
	show("raw", e.Raw)
	return b.String()
}

func harFacts(f *handshake.Facts) string {
	var out []string
	for _, r := range []struct {
		name   string
		result handshake.Result
	}{
		{"request upgrade", f.RequestUpgrade}, {"request connection", f.RequestConnection}, {"key", f.RequestKey}, {"version", f.RequestVersion},
		{"status line", f.StatusLine}, {"upgrade", f.Upgrade}, {"connection", f.Connection}, {"accept", f.Accept}, {"protocol", f.Protocol},
		{"extension", f.Extension}, {"allow origin", f.AllowOrigin},
	} {
		if r.result != handshake.Unchecked {
			out = append(out, r.name+" "+string(r.result))
		}
	}
	return strings.Join(out, ", ")
}

// What real exporters write of the same few failures. The HARs are real ones, cut down to the entries that matter.
func TestHARs(t *testing.T) {
	files, err := filepath.Glob("testdata/har/*.har")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if score := detectHAR(doc); score < 80 {
				t.Errorf("detected with %d", score)
			}
			compareWant(t, strings.TrimSuffix(file, ".har")+".want", summaries(t, bytes.NewReader(doc)))
		})
	}
}

func summaries(t *testing.T, r io.Reader) string {
	t.Helper()
	events, warnings, err := readTestHAR(t, r)
	var b strings.Builder
	for _, e := range events {
		b.WriteString(harSummary(e))
	}
	for _, w := range warnings {
		b.WriteString("warning: " + w + "\n")
	}
	if err != nil {
		b.WriteString("error: " + err.Error() + "\n")
	}
	return b.String()
}

func compareWant(t *testing.T, file, got string) {
	t.Helper()
	if *updateHAR {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// Events do not depend on how the reader slices its data.
func TestHARReadSizes(t *testing.T) {
	doc, err := os.ReadFile("testdata/har/chromium.har")
	if err != nil {
		t.Fatal(err)
	}
	want := summaries(t, bytes.NewReader(doc))
	for name, r := range map[string]io.Reader{
		"one byte": iotest.OneByteReader(bytes.NewReader(doc)), "half": iotest.HalfReader(bytes.NewReader(doc)), "data with error": iotest.DataErrReader(bytes.NewReader(doc)),
	} {
		if diff := cmp.Diff(want, summaries(t, r)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

const (
	failedEntry = `{"_resourceType":"websocket","request":{"method":"GET","url":"ws://app.example.com/ws","headers":[{"name":"Upgrade","value":"websocket"}]},"response":{"status":0},"_webSocketMessages":[{"type":"error","opcode":-1,"data":"Error during WebSocket handshake: Unexpected response code: 502"}]}`
	plainEntry  = `{"request":{"method":"GET","url":"https://app.example.com/","headers":[]},"response":{"status":502,"content":{"text":"a \"quote\" and a {brace"}}}`
)

func TestHARWrappings(t *testing.T) {
	const entries = "[" + plainEntry + "," + failedEntry + "]"
	const log = `{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":` + entries + `}`
	tests := []struct {
		name, doc string
		failed    int
		warning   string // how a warning begins
		err       error
	}{
		{name: "plain", doc: `{"log":` + log + `}`, failed: 1},
		{name: "JSONP of Firefox", doc: `onInputData({"log":` + log + `});`, failed: 1},
		{name: "code fence", doc: "```json\n{\"log\":" + log + "}\n```\n", failed: 1},
		{name: "within har", doc: `{"har":{"log":` + log + `}}`, failed: 1},
		{name: "log alone", doc: log, failed: 1},
		{name: "entries alone", doc: `{"entries":` + entries + `}`, failed: 1},
		{name: "array of entries", doc: entries, failed: 1},
		{name: "array of HARs", doc: `[{"log":` + log + `},{"log":` + log + `}]`, failed: 2},
		{name: "single entry", doc: failedEntry, failed: 1},
		{name: "entry per line", doc: failedEntry + "\n" + plainEntry + "\n" + failedEntry + "\n", failed: 2},
		{name: "two documents", doc: `{"log":` + log + `}{"log":` + log + `}`, failed: 2},
		{name: "keys in another order", doc: `{"log":{"entries":` + entries + `,"creator":{"name":"WebInspector"}}}`, failed: 1},
		{name: "text behind", doc: `{"log":` + log + `} and some words`, failed: 1, warning: "there is text after the end"},
		{name: "trailing comma", doc: `{"log":{"entries":[` + failedEntry + `,],},}`, failed: 1},
		{name: "no numbers", doc: `{"log":{"entries":[{"time":NaN,"x":undefined,"y":-Infinity,` + failedEntry[1:] + `]}}`, failed: 1},
		{name: "no entries", doc: `{"log":{"version":"1.2","entries":[]}}`, warning: "the HAR has no entries"},
		{name: "entries are no objects", doc: `{"log":{"entries":[1,"x",null,[],` + failedEntry + `]}}`, failed: 1},
		{name: "entries null", doc: `{"log":{"entries":null}}`, err: errNoEntries},
		{name: "empty object", doc: `{}`, err: errNoEntries},
		{name: "another document", doc: `{"name":"app","dependencies":{"ws":"8"}}`, err: errNoEntries},
		{name: "no JSON", doc: `it did not work`, err: errNoJSON},
		{name: "nothing", doc: ``, err: errNoJSON},
		{name: "deep", doc: strings.Repeat(`{"log":`, 10000), warning: "breaks off at byte 70000"},
		{name: "deep arrays", doc: strings.Repeat(`[`, 10000), warning: "breaks off at byte 10000"},
		{name: "ends after an entry", doc: `{"log":{"entries":[` + failedEntry, failed: 1, warning: "breaks off at byte 307; 1 complete entries"},
		{name: "ends within an entry", doc: `{"log":{"entries":[` + failedEntry + `,` + failedEntry[:200], failed: 1, warning: "breaks off at byte 508; 1 complete entries"},
		{name: "ends within a text", doc: `{"log":{"entries":[` + failedEntry + `,{"a":"bc\`, failed: 1, warning: "breaks off at byte "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			events, warnings, err := readTestHAR(t, strings.NewReader(tt.doc))
			if err != tt.err {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if len(events) != tt.failed {
				t.Errorf("%d events, want %d", len(events), tt.failed)
			}
			for _, e := range events {
				if e.Outcome != handshake.Failed || e.Status != 502 {
					t.Errorf("got %s %d", e.Outcome, e.Status)
				}
			}
			if got := strings.Join(warnings, "; "); !strings.HasPrefix(got, tt.warning) || got != "" && tt.warning == "" {
				t.Errorf("warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

func TestHARReadError(t *testing.T) {
	doc := `{"log":{"entries":[` + failedEntry + `,`
	events, warnings, err := readTestHAR(t, io.MultiReader(strings.NewReader(doc), iotest.ErrReader(io.ErrClosedPipe)))
	if len(events) != 1 || len(warnings) != 1 || err != io.ErrClosedPipe {
		t.Errorf("got %d events, warnings %q, error %v", len(events), warnings, err)
	}
}

// An entry beyond the limit is left out and counted; a long body is no reason to leave one out.
func TestHARLimits(t *testing.T) {
	many := strings.Repeat(`{"type":"receive","opcode":1,"data":"x"},`, 400)
	long := strings.Repeat("x", 300<<10)
	doc := `{"log":{"entries":[` + strings.Replace(failedEntry, `"_webSocketMessages":[`, `"_webSocketMessages":[`+many, 1) + `,` +
		strings.Replace(failedEntry, `"status":0`, `"status":0,"content":{"text":"`+long+`"}`, 1) + `]}}`
	events := 0
	s := harSource(func(*handshake.Event) { events++ }, func(string) {})
	s.Limits.EntryBytes = 80 << 10
	many = strings.Repeat(many, 6)
	doc = strings.Replace(doc, `"_webSocketMessages":[`, `"_webSocketMessages":[`+many, 1)
	if err := readHAR(strings.NewReader(doc), s); err != nil {
		t.Fatal(err)
	}
	if want := (Tally{Records: 2, Understood: 1, Skipped: 1}); s.Read != want || events != 1 {
		t.Errorf("read %+v and %d events, want %+v and 1", s.Read, events, want)
	}
}

// What is no entry keeps its place in log.entries, and is counted.
func TestHARNoEntries(t *testing.T) {
	var at []int
	s := harSource(func(e *handshake.Event) { at = append(at, e.Pos.Entry) }, func(string) {})
	if err := readHAR(strings.NewReader(`{"log":{"entries":[1,null,"x",[[]],`+failedEntry+`]}}`), s); err != nil {
		t.Fatal(err)
	}
	if want := (Tally{Records: 5, Understood: 1, Skipped: 4}); s.Read != want || len(at) != 1 || at[0] != 4 {
		t.Errorf("read %+v and events of entries %v, want %+v and 4", s.Read, at, want)
	}
}

func TestHAREntries(t *testing.T) {
	const upgrade = `{"name":"Upgrade","value":"websocket"}`
	tests := []struct {
		name, creator, entry string
		want                 string // outcome, stage, status, scheme, text
	}{
		{"Chrome 79: a status and an error frame", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":404,"headers":[{"name":"Server","value":"nginx"}]},"_webSocketMessages":[{"type":"error","opcode":-1,"data":"Error during WebSocket handshake: Unexpected response code: 404"}]}`,
			"failed answered 404 wss Error during WebSocket handshake: Unexpected response code: 404"},
		{"Chrome 75: a status only", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":403,"headers":[{"name":"Server","value":"nginx"}]},"time":3}`,
			"failed answered 403 wss "},
		{"Chrome 79: 101 with a bad accept", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":101},"_webSocketMessages":[{"type":"error","opcode":-1,"data":"Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value"}]}`,
			"failed answered 101 wss Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value"},
		{"Chrome: empty reason", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":0},"_webSocketMessages":[{"type":"error","opcode":-1,"data":""}]}`,
			"failed sent - wss "},
		{"Chrome: page answered over HTTP/1.1", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":0},"_webSocketMessages":[{"type":"error","opcode":-1,"data":"Error during WebSocket handshake: Unexpected response code: 200"}]}`,
			"failed answered 200 wss Error during WebSocket handshake: Unexpected response code: 200"},
		{"Chrome: reset within the handshake", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":0},"_webSocketMessages":[{"type":"error","opcode":-1,"data":"Error during WebSocket handshake: net::ERR_CONNECTION_RESET"}]}`,
			"failed sent - wss Error during WebSocket handshake: net::ERR_CONNECTION_RESET"},
		{"Chrome: connecting, no request yet", "WebInspector",
			`{"startedDateTime":"1969-12-31T23:59:59.000Z","time":0,"request":{"method":"","url":"wss://h/ws","headers":[]},"response":{"status":0},"_webSocketMessages":[]}`,
			"pending before-request - wss "},
		{"Chrome: key removed by a sanitizer", "WebInspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":101,"httpVersion":"HTTP/1.1"},"_webSocketMessages":[]}`,
			"opened open 101 wss "},
		{"Safari: refused", "WebKit Web Inspector",
			`{"request":{"method":"GET","url":"wss://h/ws","headers":[` + upgrade + `]},"response":{"status":0,"_error":"Could not connect to the server."}}`,
			"failed sent 0 wss Could not connect to the server."},
		{"mitmproxy: no answer", "mitmproxy",
			`{"request":{"method":"GET","url":"http://h/ws","headers":[` + upgrade + `]},"response":{"status":0,"content":{},"_error":"Name or service not known"}}`,
			"failed sent 0 ws Name or service not known"},
		{"Charles: 403 over https", "Charles Proxy",
			`{"request":{"method":"GET","url":"https://h/ws?=","headers":[` + upgrade + `]},"response":{"status":403,"redirectURL":null}}`,
			"failed answered 403 wss "},
		{"WebPagetest: WinINet error", "WebPagetest",
			`{"request":{"method":"GET","url":"http://h/ws","headers":[` + upgrade + `]},"response":{"status":12029}}`,
			"failed sent 0 ws "},
		{"Playwright: Firefox", "Playwright",
			`{"_resourceType":"websocket","request":{"method":"GET","url":"ws://h/ws","headers":[{"name":"User-Agent","value":"Gecko/20100101 Firefox/140.0"}]},"response":{"status":403,"statusText":"Forbidden","_failureText":"Forbidden: 403"}}`,
			"failed answered 403 ws Forbidden: 403"},
		{"status in words", "", `{"request":{"url":"wss://h/ws"},"response":{"status":"(failed)","_error":"net::ERR_CONNECTION_REFUSED"}}`,
			"failed before-request 0 wss net::ERR_CONNECTION_REFUSED"},
		{"status as text", "", `{"request":{"url":"wss://h/ws"},"response":{"status":"502"}}`, "failed answered 502 wss "},
		{"everything null", "", `{"startedDateTime":null,"time":null,"request":{"method":null,"url":"wss://h/ws","httpVersion":null,"headers":null},"response":null,"timings":null}`,
			"failed before-request 0 wss "},
		{"headers by name", "", `{"request":{"url":"https://h/ws","headers":{"Upgrade":"websocket","X":["1","2"]}},"response":{"status":400}}`, "failed answered 400 wss "},
		{"headers as pairs", "", `{"request":{"url":"https://h/ws","headers":[["Upgrade","websocket"]]},"response":{"status":400}}`, "failed answered 400 wss "},
		{"headers as lines", "", `{"_resourceType":"websocket","request":{"url":"https://h/ws","headers":["Upgrade: websocket"]},"response":{"status":400}}`, "failed answered 400 wss "},
		{"same key twice", "", `{"request":{"url":"ws://h/a"},"response":{"status":101},"response":{"status":403}}`, "failed answered 403 ws "},
		{"slashes escaped", "", `{"request":{"url":"wss:\/\/h\/ws"},"response":{"status":403}}`, "failed answered 403 wss "},
		{"path only", "Chrome HAR Capturer", `{"_resourceType":"websocket","request":{"url":"/ws","headers":[{"name":"Host","value":"h"},` + upgrade + `]},"response":{"status":101}}`, "opened open 101  "},
		{"half a surrogate pair", "", `{"request":{"url":"wss://h/ws"},"response":{"status":403,"content":{"text":"\ud83d"}}}`, "failed answered 403 wss "},
		{"line end within a text", "", "{\"request\":{\"url\":\"wss://h/ws\"},\"response\":{\"status\":403,\"content\":{\"text\":\"a\nb\"}}}", "failed answered 403 wss "},
		{"101 without headers", "", `{"request":{"url":"https://h/ws"},"response":{"status":101,"statusText":"Switching Protocols"}}`, "opened open 101 wss "},
		{"101, nothing else", "", `{"request":{"url":"https://h/ws"},"response":{"status": 101}}`, "opened open 101 wss "},
		{"proxy: a browser refuses the missing subprotocol", "mitmproxy",
			`{"request":{"url":"https://h/ws","headers":[` + upgrade + `,{"name":"User-Agent","value":"Chrome/150.0"},{"name":"Sec-WebSocket-Protocol","value":"mqtt"}]},"response":{"status":101,"headers":[` + upgrade + `,{"name":"Connection","value":"Upgrade"},{"name":"Sec-WebSocket-Accept","value":"***"}]}}`,
			"failed answered 101 wss "},
		{"proxy: another client does not", "mitmproxy",
			`{"request":{"url":"https://h/ws","headers":[` + upgrade + `,{"name":"Sec-WebSocket-Protocol","value":"mqtt"}]},"response":{"status":101,"headers":[` + upgrade + `,{"name":"Connection","value":"Upgrade"},{"name":"Sec-WebSocket-Accept","value":"***"}]}}`,
			"opened open 101 wss "},
		{"negotiate: 401", "", `{"request":{"method":"POST","url":"https://h/chatHub/negotiate?negotiateVersion=1"},"response":{"status":401}}`, "failed answered 401 https "},
		{"negotiate: a page", "", `{"request":{"method":"POST","url":"https://h/chatHub/negotiate?negotiateVersion=1"},"response":{"status":200,"content":{"text":"<!doctype html>"}}}`, "failed answered 200 https "},
		{"info of SockJS: 404", "", `{"request":{"method":"GET","url":"https://h/sockjs/info?t=1"},"response":{"status":404}}`, "failed answered 404 https "},
		{"polling: redirect to a login", "", `{"request":{"method":"GET","url":"https://h/socket.io/?EIO=4&transport=polling"},"response":{"status":302,"headers":[{"name":"Location","value":"/login"}]}}`, "failed answered 302 https "},
		{"polling: given up by the page", "", `{"request":{"method":"GET","url":"https://h/socket.io/?EIO=4&transport=polling"},"response":{"status":0,"_error":"net::ERR_ABORTED"}}`, ""},
		{"polling: redirect to https", "", `{"request":{"method":"GET","url":"http://h/socket.io/?EIO=4&transport=polling"},"response":{"status":301,"headers":[{"name":"Location","value":"https://h/socket.io/?EIO=4"}]}}`, ""},
		{"negotiate: fine", "", `{"request":{"method":"POST","url":"https://h/chatHub/negotiate?negotiateVersion=1"},"response":{"status":200,"content":{"text":"{}"}}}`, ""},
		{"h2c is no WebSocket", "", `{"request":{"url":"http://h/","headers":[{"name":"Upgrade","value":"h2c"}]},"response":{"status":101,"headers":[{"name":"Upgrade","value":"h2c"}]}}`, ""},
		{"upgrade-insecure-requests", "", `{"request":{"url":"http://h/","headers":[{"name":"Upgrade-Insecure-Requests","value":"1"}]},"response":{"status":502}}`, ""},
		{"word in a body", "", `{"request":{"url":"http://h/"},"response":{"status":502,"content":{"text":"websocket"}}}`, ""},
		{"ordinary info", "", `{"request":{"url":"http://h/user/info"},"response":{"status":500}}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			events, _, err := readTestHAR(t, strings.NewReader(`{"log":{"creator":{"name":"`+tt.creator+`"},"entries":[`+tt.entry+`]}}`))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, e := range events {
				status := "-"
				if e.HasStatus {
					status = fmt.Sprint(e.Status)
				}
				got += fmt.Sprintf("%s %s %s %s %s", e.Outcome, e.Stage, status, e.URL.Scheme, e.Text)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHARDetect(t *testing.T) {
	for _, no := range []string{
		"", "no json", `{"log":"2026-11-22 app started\n","stream":"stdout","time":"2026-11-22T10:00:00Z"}`, `{"level":30,"req":{"method":"GET","url":"/ws"},"msg":"request completed"}`,
		`{"request":{"url":"/","headers":{"host":"h"}},"response":{"status":200,"headers":{"server":"kong"}},"latencies":{}}`, `{"name":"app"}`,
	} {
		if score := detectHAR([]byte(no)); score != 0 {
			t.Errorf("%q: %d", no, score)
		}
	}
	if detectHAR([]byte("{}")) == 0 {
		t.Error("an empty object is nobody's")
	}
	head := []byte(failedEntry)
	if n := testing.AllocsPerRun(10, func() { detectHAR(head) }); n > 0 {
		t.Errorf("detection allocates %v times", n)
	}
}

// Secrets of an entry do not reach the event.
func TestHARSecrets(t *testing.T) {
	const secret = "s3cr3tS3cr3tS3cr3t0123456789"
	entry := `{"request":{"method":"GET","url":"wss://user:` + secret + `@h/ws?token=` + secret + `","headers":[{"name":"Cookie","value":"sid=` + secret + `"},{"name":"Authorization","value":"Bearer ` + secret + `"},{"name":"Upgrade","value":"websocket"},{"name":"Origin","value":"https://h"}]},"response":{"status":101,"headers":[{"name":"Set-Cookie","value":"a=` + secret + `"}],"_error":"Authorization: Bearer ` + secret + `"},"_webSocketMessages":[{"type":"receive","opcode":1,"data":"{\"token\":\"` + secret + `\",\"text\":\"my password is ` + secret + `\"}"}]}`
	events, _, err := readTestHAR(t, strings.NewReader(entry))
	if err != nil || len(events) != 1 {
		t.Fatal(err, len(events))
	}
	if s := fmt.Sprintf("%+v", *events[0]); strings.Contains(s, secret) {
		t.Errorf("secret in %s", s)
	}
}

func FuzzHAR(f *testing.F) {
	f.Add([]byte(failedEntry))
	f.Add([]byte(`{"log":{"entries":[` + plainEntry + `,` + failedEntry + `]}}`))
	f.Add([]byte(`{"log":{"_tlsErrors":[{"hostname":"h","cause":"cert-rejected"}],"pages":[{"id":"p","title":"http://h/"}],"entries":[{"pageref":"p","request":{"url":"ws://h/"}}]}}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		whole := summaries(t, bytes.NewReader(doc))
		if bytewise := summaries(t, iotest.OneByteReader(bytes.NewReader(doc))); whole != bytewise {
			t.Errorf("read at once:\n%s\nbyte by byte:\n%s", whole, bytewise)
		}
	})
}
