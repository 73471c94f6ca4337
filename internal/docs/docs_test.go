package docs

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// TestPagesAreCurrent compares every generated page with the file.
func TestPagesAreCurrent(t *testing.T) {
	pages, err := Pages(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%v: run go generate ./internal/docs", err)
			continue
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not current (-want +file): run go generate ./internal/docs\n%s", name, diff)
		}
	}
	files, err := filepath.Glob(filepath.Join(root, "docs/causes/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if pages["docs/causes/"+filepath.Base(path)] == nil {
			t.Errorf("%s is about a cause that is no more: run go generate ./internal/docs", path)
		}
	}
}

// TestReportSchema checks that the schema names what the contract of the report promises.
func TestReportSchema(t *testing.T) {
	data, err := ReportSchema("../diagnose/report.go")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Required []string
		Defs     map[string]struct {
			Required   []string
			Properties map[string]struct{ Description string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"schema", "inputs", "summary", "findings", "notes"}, s.Required); diff != "" {
		t.Error(diff)
	}
	if got := s.Defs["Finding"].Properties["hop"].Description; got != "where the thing to change lies" {
		t.Errorf("description of hop: %q", got)
	}
	if got := s.Defs["Input"].Required; len(got) == 0 || got[0] != "name" {
		t.Errorf("required of an input: %q", got)
	}
}
