package diagnose

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/rules"
)

var update = flag.Bool("update", false, "write the golden files")

// label is what must be found in a fixture.
type label struct {
	Cause      string   `json:"cause"`
	Alternates []string `json:"alternates"`
	Files      []struct {
		Name string `json:"name"`
	} `json:"files"`
}

// accepts reports whether findings answer the label: the first names the cause or an alternate; nothing is found
// where nothing is wrong.
func (l label) accepts(findings []Finding) bool {
	accepted := append([]string{l.Cause}, l.Alternates...)
	if len(findings) == 0 {
		return slices.Contains(accepted, "ok") || slices.Contains(accepted, "unrelated")
	}
	return slices.Contains(accepted, findings[0].Cause)
}

// TestFixtures runs every fixture through the pipeline and compares, line by line, what is found with the golden
// file: a rule that begins to fire on another cause's fixture shows up as a line of the diff.
func TestFixtures(t *testing.T) {
	set, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	for _, dir := range fixtures(t) {
		l := readLabel(t, dir)
		r := diagnoseFixture(t, set, dir, l)
		verdict := "ok"
		if !l.accepts(r.Findings) {
			verdict = "MISS"
		}
		fmt.Fprintf(&got, "%-4s %s: want %s, got %s\n", verdict, filepath.Base(dir), l.Cause, describeFindings(r.Findings))
		checkPromises(t, filepath.Base(dir), l, r)
	}
	compareGolden(t, filepath.Join("testdata", "fixtures.golden"), got.Bytes())
}

// checkPromises checks what holds for every report, whatever the golden file says.
func checkPromises(t *testing.T, name string, l label, r *Report) {
	t.Helper()
	for _, in := range r.Inputs {
		if in.Records != in.Understood+in.NotUnderstood+in.Skipped {
			t.Errorf("%s: %s has %d records, of which %d are understood, %d are not and %d are skipped", name, in.Name, in.Records, in.Understood, in.NotUnderstood, in.Skipped)
		}
	}
	if (l.Cause == "ok" || l.Cause == "unrelated") && len(r.Findings) > 0 {
		t.Errorf("%s: nothing failed, but %s is found", name, describeFindings(r.Findings))
	}
	for _, f := range r.Findings {
		if f.Confidence == "certain" && f.Cause != l.Cause && !slices.Contains(l.Alternates, f.Cause) {
			t.Errorf("%s: %s is certain, but it is %s", name, f.Cause, l.Cause)
		}
		if len(f.Evidence) == 0 {
			t.Errorf("%s: %s has no evidence", name, f.Cause)
		}
	}
}

func describeFindings(findings []Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s (%s, %s at %s)", f.Cause, f.Sign, f.Confidence, f.Hop))
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, ", ")
}

// fixtures returns the folders that have a label.
func fixtures(t *testing.T) []string {
	t.Helper()
	labels, err := filepath.Glob("../../fixtures/*/label.json")
	if err != nil || len(labels) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	dirs := make([]string, len(labels))
	for i, l := range labels {
		dirs[i] = filepath.Dir(l)
	}
	return dirs
}

func readLabel(t *testing.T, dir string) label {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "label.json"))
	if err != nil {
		t.Fatal(err)
	}
	var l label
	if err := json.Unmarshal(data, &l); err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return l
}

func diagnoseFixture(t *testing.T, set *rules.Set, dir string, l label) *Report {
	t.Helper()
	var sources []Source
	for _, f := range l.Files {
		path := filepath.Join(dir, f.Name)
		sources = append(sources, Source{Name: f.Name, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	r, err := Run(context.Background(), sources, Options{Rules: set, Redact: redact.New([]byte("fixtures"))})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
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
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s is not what is found now (-want +got); run go test ./internal/diagnose -run %s -update\n%s", path, t.Name(), diff)
	}
}
