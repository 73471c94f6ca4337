package parsers

import (
	"slices"
	"strings"
	"testing"
)

// jsonRows are all rows of JSON and logfmt logs.
func jsonRows() []jsonRow {
	return slices.Concat(jsonAccessRows, jsonAppRows, logfmtRows, consoleLogRows)
}

func TestJSONSamples(t *testing.T) {
	rows := append(jsonFormatsOf(jsonRows()), formatsOf(accessRows())...)
	for i := range jsonRows() {
		f := &rows[i]
		for _, line := range f.Samples {
			readAll(t, f, line)
			own := f.Detect([]byte(line))
			if own == 0 {
				t.Errorf("%s does not detect %q", f.Name, line)
			}
			for j := range rows {
				if other := rows[j].Detect([]byte(line)); j != i && other >= max(own, 1) {
					t.Errorf("%s claims %q of %s: %d against %d", rows[j].Name, line, f.Name, other, own)
				}
			}
		}
	}
}

func TestReadJSON(t *testing.T) {
	tree := keyTree([]keys{
		{statusCode, "status res.statusCode"}, {messageText, "msg err.message"}, {durSeconds, "rt"}, {clientAddr, "ip"},
		{requestHeader, "headers.* req_* :authority=host"}, {noField, "log"},
	}, []keys{{errorText, "err log"}})
	f := func(line string, want map[field]string) {
		t.Helper()
		var v values
		if !readJSON([]byte(line), tree, &v) {
			t.Fatalf("readJSON(%q) = false", line)
		}
		for f := field(1); f < numFields; f++ {
			if string(v.f[f]) != want[f] {
				t.Errorf("readJSON(%q): %s = %q, want %q", line, fieldNames[f], v.f[f], want[f])
			}
		}
	}
	f(`{"status":404,"msg":"a \"b\"","x":{"status":500}}`, map[field]string{statusCode: "404", messageText: `a \"b\"`})
	f(`{"res":{"statusCode":502},"err":{"message":"x","stack":["y",{"message":"z"}]}}`, map[field]string{statusCode: "502", messageText: "x"})
	f(`{"res.statusCode":502,"err":"boom","log":"not read"}`, map[field]string{statusCode: "502", errorText: "boom"})
	f(`{ "status" : 009 , "rt" : , "msg" : null, "ip" : "10.0.0.1" }`, map[field]string{statusCode: "009", clientAddr: "10.0.0.1"})
	f(`{"status":"ok","ip":"","msg":"first","err":{"message":"second"}}`, map[field]string{messageText: "first"})
	f(`{"x":[1,[2,{"status":3}],"]"],"status":"401"}`, map[field]string{statusCode: "401"})
	f(`{"x":"}\\","status":101`, map[field]string{statusCode: "101"})
	f(`{"status":50`, map[field]string{statusCode: "50"})
	f(`{"msg":"breaks o`, map[field]string{messageText: "breaks o"})
	f(`{}`, nil)
}

func TestReadJSONHeaders(t *testing.T) {
	tree := keyTree([]keys{{requestHeader, "headers.* req_* :authority=host"}})
	var v values
	readJSON([]byte(`{"headers":{"Upgrade":["websocket"],"Via":["a","b"]},"req_Origin":"https://x",":authority":"h"}`), tree, &v)
	var got []string
	for _, h := range v.request {
		got = append(got, string(h.Name)+"="+string(h.Value))
	}
	if want := []string{"Upgrade=websocket", "Via=a", "Via=b", "Origin=https://x", "host=h"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestJSONKeys checks that every path of the tables leads to a field.
func TestJSONKeys(t *testing.T) {
	for _, row := range jsonRows() {
		tree := keyTree(row.Keys, commonKeys)
		for _, k := range append(row.Keys, commonKeys...) {
			for _, path := range strings.Fields(k.paths) {
				path, _, _ = strings.Cut(path, "=")
				path = strings.Replace(strings.TrimSuffix(path, "[]"), "*", "x", 1)
				n := tree
				for _, name := range strings.Split(path, ".") {
					if n = n.child([]byte(name)); n == nil {
						t.Fatalf("%s: %q leads nowhere", row.Name, path)
					}
				}
				if !n.known && n.header == nil && n.field == noField {
					t.Errorf("%s: %q has no field", row.Name, path)
				}
			}
		}
	}
}

func TestUnquoteJSON(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := string(unquoteJSON(nil, []byte(in))); got != want {
			t.Errorf("unquoteJSON(%q) = %q, want %q", in, got, want)
		}
	}
	f(`a\"b\\c\/d\n\t`, "a\"b\\c/d\n\t")
	f(`don\u2019t \ud83d\ude00`, "don’t 😀")
	f(`\u12 \ud83d \x16\`, "u12 \ufffd \x16\\")
}

func TestLogfmt(t *testing.T) {
	tree := keyTree([]keys{{messageText, "msg"}, {levelName, "level"}, {statusCode, "status"}})
	var v values
	if !readLogfmt([]byte(`ts=1 level=warn word msg="a \"b\" c=d" status=503 empty= last`), tree, &v) {
		t.Fatal("readLogfmt = false")
	}
	if string(v.f[messageText]) != `a \"b\" c=d` || string(v.f[levelName]) != "warn" || string(v.f[statusCode]) != "503" {
		t.Errorf("got %q, %q, %q", v.f[messageText], v.f[levelName], v.f[statusCode])
	}
	if readLogfmt([]byte("plain text x=y"), tree, &v) {
		t.Error("a line that begins with a word is taken for logfmt")
	}
}
