package rules

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCatalogueIsClean(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	set, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range set.Lint() {
		t.Error(p)
	}
}

func TestCompiledCatalogueIsCurrent(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	want, err := Compile(files)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(compiled) {
		t.Error("catalogue.json is not what causes/*.yaml say; run go generate ./rules")
	}
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(loaded.Texts(), set.Texts()); diff != "" {
		t.Errorf("the compiled catalogue looks for other texts: %s", diff)
	}
}

func BenchmarkBuiltin(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestScaffoldIsClean(t *testing.T) {
	set, err := Load(fstest.MapFS{"my-cause.yaml": {Data: []byte(Scaffold("my-cause"))}})
	if err != nil {
		t.Fatal(err)
	}
	if problems := set.Lint(); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestLoadNamesTheMistake(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"unknown key", "id: x\ntitel: y\n", "line 2: field titel not found"},
		{"id is not the file", "id: y\n", `id "y": expected "x"`},
		{"unknown field", clause("{field: client.stats, eq: 1}"), `line 6: "client.stats" is no field`},
		{"unknown operator", clause("{field: client.status, equals: 1}"), `line 6: "equals" is no operator`},
		{"no operator", clause("{field: client.status}"), "line 6: the clause has no operator"},
		{"two operators", clause("{field: client.status, eq: 1, gt: 2}"), "line 6: two operators"},
		{"not a number", clause("{field: client.status, gt: many}"), `line 6: "many": expected a number`},
		{"bad pattern", clause(`{field: text, matches: "a("}`), "line 6: error parsing regexp"},
		{"confidence", "id: x\nsigns:\n  - confidence: sure\n", `confidence "sure": expected possible, likely or certain`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"x.yaml": {Data: []byte(tt.yaml)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "x.yaml: ") {
				t.Errorf("got %v, want x.yaml: … %s", err, tt.want)
			}
		})
	}
}

func clause(c string) string {
	return "id: x\nsigns:\n  - name: a\n    when:\n      all:\n        - " + c + "\n"
}

func TestRequiredLiterals(t *testing.T) {
	f := func(pattern string, want ...string) {
		t.Helper()
		c := Clause{Field: "text", Op: "matches", Want: []string{pattern}}
		if err := c.compile(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, c.needs()); diff != "" {
			t.Errorf("%s: %s", pattern, diff)
		}
	}
	f(`upgrade (header|token) is missing`, " is missing")
	f(`(?:invalid upgrade|no upgrade)\b`, "invalid upgrade", "no upgrade")
	f(`(short|longer one)-[0-9]+`, "short", "longer one")
	f(`[0-9]+`)
	f(`(abcdef)?[0-9]`)
}

func TestSchemaIsJSON(t *testing.T) {
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(text) || !strings.Contains(string(text), `"server.request.upgrade"`) {
		t.Errorf("not a schema with the fields: %.80s", text)
	}
}
