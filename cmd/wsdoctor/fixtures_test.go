package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/report"
)

// TestNoSecretInAnyOutput runs every fixture with secrets through every output, with all details and the timeline,
// and as a partial result, and looks for the secrets in all that is printed.
func TestNoSecretInAnyOutput(t *testing.T) {
	labels, err := filepath.Glob("../../fixtures/planted-*/label.json")
	if err != nil || len(labels) == 0 {
		t.Fatalf("no fixtures with secrets: %v", err)
	}
	for _, path := range labels {
		dir := filepath.Dir(path)
		secrets := readSecrets(t, path)
		for name, printed := range allOutputs(dir) {
			for _, secret := range secrets {
				if at := bytes.Index(printed, []byte(secret)); at >= 0 {
					t.Errorf("%s: %s shows %q: …%s…", filepath.Base(dir), name, secret, printed[max(0, at-80):min(len(printed), at+80)])
				}
			}
		}
	}
}

// TestSecretsAreThere checks that the planted secrets would be shown if nothing removed them: a test that looks for
// what is not there finds nothing.
func TestSecretsAreThere(t *testing.T) {
	dir := "../../fixtures/planted-nginx-upstream-down--firefox"
	printed, _ := printedBy("-v", "--timeline", "--no-redact", dir)
	shown := 0
	for _, secret := range readSecrets(t, filepath.Join(dir, "label.json")) {
		if bytes.Contains(printed, []byte(secret)) {
			shown++
		}
	}
	if shown == 0 {
		t.Errorf("no secret is shown even with --no-redact:\n%s", printed)
	}
}

func readSecrets(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var label struct{ Secrets []string }
	if err := json.Unmarshal(data, &label); err != nil || len(label.Secrets) == 0 {
		t.Fatalf("%s: no secrets (%v)", path, err)
	}
	return label.Secrets
}

// allOutputs returns what is printed about a folder, by the way it was asked for.
func allOutputs(dir string) map[string][]byte {
	out := make(map[string][]byte)
	for _, o := range report.All() {
		out[o.Name], _ = printedBy("-v", "--timeline", "-f", o.Name, dir)
	}
	out["partial result"], _ = printedBy("--shard", "1/1", "-f", "json", dir)
	out["why not"], _ = printedBy("--why-not", "upstream-down", dir)
	return out
}

// printedBy returns all that a run prints, on both streams.
func printedBy(args ...string) ([]byte, exitCode) {
	var all bytes.Buffer
	code := run(context.Background(), args, streams{strings.NewReader(""), &all, &all, func(string) string { return "" }})
	return all.Bytes(), code
}

// TestReportsAreStable runs fixtures twice, the second time with the files the other way round: the bytes must be the
// same.
func TestReportsAreStable(t *testing.T) {
	for _, name := range []string{"nginx-upstream-down--firefox", "planted-actioncable-unauthorized--firefox", "nginx-no-upgrade-headers--chromium"} {
		files, err := filepath.Glob("../../fixtures/" + name + "/*.[hl][ao][rg]")
		if err != nil || len(files) < 2 {
			t.Fatalf("%s: %v %v", name, files, err)
		}
		first, _ := printedBy(append([]string{"-f", "json", "--timeline"}, files...)...)
		for i, j := 0, len(files)-1; i < j; i, j = i+1, j-1 {
			files[i], files[j] = files[j], files[i]
		}
		second, _ := printedBy(append([]string{"-f", "json", "--timeline"}, files...)...)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: the order of the files changes the report", name)
		}
	}
}
