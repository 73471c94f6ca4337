package diagnose

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFormatFixtures reads the logs that real programs wrote of ordinary traffic, one for each format: every record is
// understood, in the format that the file is named after, and none makes a finding.
func TestFormatFixtures(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/formats/*.log")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		source := Source{Name: file, Open: func() (io.ReadCloser, error) { return os.Open(file) }}
		r, err := Run(context.Background(), []Source{source}, builtin(t))
		if err != nil {
			t.Fatal(err)
		}
		in, want := r.Inputs[0], strings.TrimSuffix(filepath.Base(file), ".log")
		if in.Format != want || in.Understood != in.Records || in.Records == 0 {
			t.Errorf("%s is read as %s, %d of %d records", file, in.Format, in.Understood, in.Records)
		}
		if want != "ingress-nginx" && len(r.Findings) > 0 { // that one was probed with WebSockets
			t.Errorf("%s: %d findings, the first is %s", file, len(r.Findings), r.Findings[0].Cause)
		}
	}
}
