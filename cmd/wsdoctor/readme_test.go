package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the tests expect: scripts and the outputs in README.md")

// TestReadme runs every command in README.md that is followed by its output, and compares. A block looks like
//
//	```console
//	$ go run ./cmd/wsdoctor fixtures/…/
//	…
//	```
func TestReadme(t *testing.T) {
	t.Chdir("../..")
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := rerun(t, want)
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s does not show what its commands print (-shown +printed); run go test ./cmd/wsdoctor -run TestReadme -update\n%s", name, diff)
		}
	}
}

const (
	openBlock  = "```console\n$ go run ./cmd/wsdoctor "
	closeBlock = "```\n"
)

// rerun returns text with the output of every command written anew.
func rerun(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	for {
		before, block, found := bytes.Cut(text, []byte(openBlock))
		out.Write(before)
		if !found {
			return out.Bytes()
		}
		command, rest, _ := bytes.Cut(block, []byte{'\n'})
		_, after, closed := bytes.Cut(rest, []byte(closeBlock))
		if !closed {
			t.Fatalf("the block of %q does not end", command)
		}
		out.WriteString(openBlock + string(command) + "\n")
		var talk bytes.Buffer
		run(context.Background(), strings.Fields(string(command)), streams{strings.NewReader(""), &out, &talk, func(string) string { return "" }})
		out.Write(talk.Bytes())
		out.WriteString(closeBlock)
		text = after
	}
}

// TestQuotedSource checks that every block that names a file, as in "// parsers/access_app.go", stands in it.
func TestQuotedSource(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, block := range strings.Split(string(text), "```")[1:] {
		_, body, _ := strings.Cut(block, "\n")
		first, quoted, _ := strings.Cut(body, "\n")
		name := strings.TrimLeft(first, "/# ")
		if name == first {
			continue
		}
		blocks++
		source, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(source), quoted) {
			t.Errorf("%s does not hold:\n%s", name, quoted)
		}
	}
	if blocks < 3 {
		t.Errorf("%d blocks name a file, want a format, a cause and an output", blocks)
	}
}
