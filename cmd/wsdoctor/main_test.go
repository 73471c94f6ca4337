package main

import (
	"context"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wsdoctor": main})
}

// TestScripts runs the scripts in testdata/script against the real main; -update rewrites what they expect.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			return nil
		},
		Condition: func(name string) (bool, error) { return name == "root" && os.Geteuid() == 0, nil },
		Cmds:      map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes},
	})
}

// exits runs a command and checks its exit code: exits 1 wsdoctor bug.har.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// writeBytes writes a file that a script cannot hold: bytes a.png 89504e47.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE HEXADECIMAL")
	}
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

func TestMoment(t *testing.T) {
	now := time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC)
	berlin, err := zone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	f := func(text string, loc *time.Location, want string) {
		t.Helper()
		got, err := moment(text, loc, now)
		if err != nil {
			t.Fatal(err)
		}
		if g := got.UTC().Format(time.RFC3339); g != want {
			t.Errorf("moment(%q) = %s, want %s", text, g, want)
		}
	}
	f("90m", time.UTC, "2026-11-22T18:30:00Z")
	f("2026-11-22T20:05", time.UTC, "2026-11-22T20:05:00Z")
	f("2026-11-22 20:05:36", berlin, "2026-11-22T19:05:36Z")
	f("2026-11-22T20:05:36+02:00", berlin, "2026-11-22T18:05:36Z")
	f("2026-11-22", time.UTC, "2026-11-22T00:00:00Z")
	f("", time.UTC, "0001-01-01T00:00:00Z")
	for _, text := range []string{"yesterday", "-5m", "25:00"} {
		if got, err := moment(text, time.UTC, now); err == nil {
			t.Errorf("moment(%q) = %v, want an error", text, got)
		}
	}
}

func TestShard(t *testing.T) {
	f := func(text string, i, n int) {
		t.Helper()
		gotI, gotN, err := parseShard(text)
		if gotI != i || gotN != n || (err != nil) != (n == 0) {
			t.Errorf("parseShard(%q) = %d, %d, %v", text, gotI, gotN, err)
		}
	}
	f("1/1", 1, 1)
	f("2/8", 2, 8)
	for _, text := range []string{"", "1", "0/2", "3/2", "a/2", "1/b", "1/2/3"} {
		f(text, 0, 0)
	}
}

// TestInterrupted stops a run before it begins.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, talk strings.Builder
	code := run(ctx, []string{"main.go"}, streams{strings.NewReader(""), &out, &talk, func(string) string { return "" }})
	if code != exitInput || out.Len() != 0 || !strings.Contains(talk.String(), "stopped before all inputs were read") {
		t.Errorf("exit code %d, output %q, talk %q", code, &out, &talk)
	}
}
