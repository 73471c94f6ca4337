package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

var update = flag.Bool("update", false, "write the golden files")

// full has something in every field.
func full() *diagnose.Report {
	return &diagnose.Report{
		Schema: diagnose.Schema,
		Inputs: []diagnose.Input{
			{Name: "bug/error.log", Format: "nginx-error", Reason: "2 of 3 lines", Envelopes: []string{"docker"}, Producer: "nginx", Bytes: 812, Records: 3,
				Understood: 2, NotUnderstood: 1, Unclear: []string{"line 2 (byte 300)"}, Events: 2, Warnings: []string{"1 line is longer than 256 KiB"}},
			{Name: "bug/a.png", Warnings: []string{}, Error: "it is a PNG image: attach the text of the log, not a picture of it"},
		},
		Summary: diagnose.Summary{Handshakes: 5, Opened: 1, Failed: 4, Unexplained: 1},
		Findings: []diagnose.Finding{
			{
				Cause: "upstream-down", Title: "The proxy could not reach the app", Severity: "error", Confidence: "certain", Sign: "nginx-connect-refused",
				Alternates: []diagnose.Alternate{}, Endpoint: "wss://app.example/ws", Hop: "app", Product: "node", RefusedBy: "reverse-proxy",
				Way:         []diagnose.Step{{Hop: "reverse-proxy", Product: "nginx", Saw: "GET /ws, HTTP/1.1", Answered: "502", How: "bug/error.log line 1 (byte 0)"}},
				Fingerprint: "00c0ffee", Count: 3, Clients: 2, Rhythm: "every 5s", Restart: "bug/app.log line 1 (byte 0): listening on :3000",
				FirstSeen: "2026-11-22T20:05:36.000Z", LastSeen: "2026-11-22T20:05:46.000Z",
				Evidence: []diagnose.Evidence{{Input: "bug/error.log", At: "line 1 (byte 0)", Field: "proxy.text", Quote: `connect() failed (111: Connection refused) while connecting to upstream, request: "GET /ws?token=‹token #1, 36 bytes› HTTP/1.1"`}},
				Joins:    []string{"bug/error.log: same path within 2s"}, Compare: []string{"Origin: a failed, b opened"},
				Explain: "Nothing listens where the proxy looks for the app. It was stopped, or it listens elsewhere. This is a third sentence. This is a fourth.",
				Fixes: []diagnose.Fix{
					{For: "nginx", Text: "Point proxy_pass to where the app listens.", Code: "location /ws {\n    proxy_pass http://127.0.0.1:3000;\n}", Verify: "ss -ltnp | grep 3000"},
					{For: "any", Text: "Start the app."},
				},
				Avoid: []string{"Raising proxy_read_timeout: nothing was read."}, Next: []string{}, References: []string{"https://nginx.org/en/docs/http/ngx_http_upstream_module.html"},
			},
			{
				Cause: "unexplained", Title: "A handshake failed, and nothing in these inputs says why", Severity: "warning", Confidence: "possible",
				Alternates: []diagnose.Alternate{{Cause: "origin-rejected", Confidence: "possible"}}, Endpoint: "wss://app.example/other", Hop: "unknown", Way: []diagnose.Step{},
				Recovered: true, Count: 1, Evidence: []diagnose.Evidence{}, Explain: "Browsers hide the reason on purpose.", Fixes: []diagnose.Fix{}, Avoid: []string{},
				Next: []string{"The log of the app."}, References: []string{},
			},
		},
		Notes:    []string{"the clock of bug/app.log is 2s ahead"},
		Timeline: []diagnose.Attempt{{Time: "2026-11-22T20:05:36.000Z", Endpoint: "wss://app.example/ws", Outcome: "failed", Cause: "upstream-down", Events: []string{"bug/error.log line 1 (byte 0): connect() failed"}, Joins: []string{"bug/error.log: same path within 2s"}}},
	}
}

func written(t *testing.T, output string, r *diagnose.Report, o Options) []byte {
	t.Helper()
	out, err := Find(output)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := out.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGolden writes the report with something in every field in every form.
func TestGolden(t *testing.T) {
	for _, o := range All() {
		golden(t, o.Name, written(t, o.Name, full(), Options{}))
	}
	golden(t, "table-verbose", written(t, "table", full(), Options{Verbose: true}))
	golden(t, "table-narrow", written(t, "table", full(), Options{Width: 60, Color: true}))
	golden(t, "table-nothing", written(t, "table", &diagnose.Report{Inputs: full().Inputs[:1]}, Options{}))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got), go test ./internal/report -update writes it anew:\n%s", path, diff)
	}
}

// TestWriteDoesNotChangeTheReport matters because several forms are written from one report.
func TestWriteDoesNotChangeTheReport(t *testing.T) {
	for _, o := range All() {
		r := full()
		written(t, o.Name, r, Options{})
		written(t, o.Name, r, Options{Verbose: true})
		if !reflect.DeepEqual(r, full()) {
			t.Errorf("%s changes the report", o.Name)
		}
	}
}

// hostile moves the cursor, colours, turns text around, hides it, breaks lines and is no UTF-8.
const hostile = "\x1b[2J\x1b]0;title\x07\u202ereversed\u2066\u200bhidden\u00ad\ufeff\x00\x7f\u0085\u2028\xff\r\U000e0041"

// TestHostileText puts hostile text into every field and looks at what would reach a terminal.
func TestHostileText(t *testing.T) {
	for _, o := range All() {
		r := full()
		poison(reflect.ValueOf(r))
		for _, verbose := range []bool{false, true} {
			out := written(t, o.Name, r, Options{Verbose: verbose})
			for i, c := range string(out) {
				if c != '\n' && !isPlain(c) {
					t.Fatalf("%s: %q at %d: …%q…", o.Name, c, i, out[max(0, i-40):min(len(out), i+40)])
				}
			}
			if o.Name == "json" && !json.Valid(out) {
				t.Errorf("no JSON: %s", out)
			}
		}
	}
}

// poison appends hostile text to every string that v holds.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		poison(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString(v.String() + hostile)
		}
	}
}

func TestOneLine(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := OneLine(in); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", in, got, want)
		}
	}
	f("plain text, ‹token #1, 3 bytes› – ünïcödé 日本語 😀", "plain text, ‹token #1, 3 bytes› – ünïcödé 日本語 😀")
	f("a\nb\tc", "a ⏎ b  c")
	f("\x1b[31mred", `\x1b[31mred`)
	f("a\xffb", `a\xffb`)
	f("\u202eabc", `\u{202e}abc`)
	f("a\ufffdb", "a\ufffdb")
}

// TestPlainWriter checks that JSON stays the same JSON and shows no character that could mislead.
func TestPlainWriter(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		var b strings.Builder
		n, err := plainWriter{&b}.Write([]byte(in))
		if b.String() != want || n != len(in) || err != nil {
			t.Errorf("Write(%q) wrote %q and returned %d, %v, want %q", in, b.String(), n, err, want)
		}
	}
	f("{\n\"ünï 日本 😀\"}\n", "{\n\"ünï 日本 😀\"}\n")
	f("\u202ea\u009b31m\u2066", `\u202ea\u009b31m\u2066`)
	f("\x7f\U000e0041", `\u007f\udb40\udc41`)
}

func TestWrap(t *testing.T) {
	f := func(in string, width int, want ...string) {
		t.Helper()
		if got := wrap(in, width); !reflect.DeepEqual(got, want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", in, width, got, want)
		}
	}
	f("", 10)
	f("one two three", 7, "one two", "three")
	f("a-very-long-word b", 5, "a-very-long-word", "b")
	f("äöü äöü", 7, "äöü äöü")
}

func TestShorten(t *testing.T) {
	f := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	f(middle("wss://app.example/ws", 40), "wss://app.example/ws")
	f(middle("wss://app.example/ws", 11), "wss:/…le/ws")
	f(cut("abcdef", 4), "abc…")
	f(cut("äöüäöü", 6), "äöüäöü")
	f(sentences("One. Two, e.g. Three. Four.", 2), "One. Two, e.g. Three.")
	f(sentences("Only one", 3), "Only one")
	f(sentences("nginx 1.29.7 does. It is new.", 1), "nginx 1.29.7 does.")
	f(withDefaults("allow {{origin|https://app.example.com}} at {{host}}{{"), "allow https://app.example.com at <host>{{")
}

// TestWriteErrors checks that an output that cannot be written is not passed over.
func TestWriteErrors(t *testing.T) {
	for _, o := range All() {
		if err := o.Write(broken{}, full(), Options{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: error %v, want %v", o.Name, err, errBroken)
		}
	}
}

var errBroken = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestFind(t *testing.T) {
	if _, err := Find("nonsense"); err == nil || !strings.Contains(err.Error(), `output format "nonsense": expected one of json, table`) {
		t.Errorf("error %v", err)
	}
}
