package main

import (
	"os"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path, err := write(dir, "my-gateway2")
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(src), "var myGateway2Format Format = accessRow{") || !strings.Contains(string(src), `Name:  "my-gateway2"`) {
		t.Errorf("%v\n%s", err, src)
	}
	for _, name := range []string{"my-gateway2", "My-Gateway", "", "../x"} {
		if path, err := write(dir, name); err == nil {
			t.Errorf("write(%q) made %s", name, path)
		}
	}
}
