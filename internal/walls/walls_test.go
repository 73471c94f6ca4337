// Package walls holds the test that imports only go down and that each library has one user.
package walls

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/wsdoctor/wsdoctor"

// floors are the packages by floor: a package imports only from floors below its own. Packages of one floor never
// import each other.
var floors = map[string]int{
	"internal/redact": 0, "internal/literal": 0,
	"internal/handshake": 1,
	"parsers":            2, "rules": 2, "internal/correlate": 2,
	"internal/diagnose": 3,
	"internal/report":   4,
	"cmd/wsdoctor":      5,
	// What makes files of the project, and is no part of the program.
	"internal/collect": 0, "internal/newformat": 0, "internal/catalogue": 3, "internal/docs": 5, "internal/docs/gen": 6, "internal/walls": 0,
}

// users are the packages that may import a library, and why nobody else may.
var users = map[string]struct{ pkg, why string }{
	"github.com/tidwall/gjson":          {"parsers", "what is in an input enters through a parser"},
	"github.com/klauspost/compress":     {"parsers", "inputs are unpacked where they are read"},
	"github.com/ulikunitz/xz":           {"parsers", "inputs are unpacked where they are read"},
	"go.yaml.in/yaml/v3":                {"rules", "rules are the only YAML"},
	"github.com/olekukonko/tablewriter": {"internal/report", "only the table knows how a table looks"},
	"github.com/alecthomas/kong":        {"cmd/wsdoctor", "only the command line knows flags"},
	"github.com/google/go-cmp":          {"", "it is for tests"},
	"github.com/rogpeppe/go-internal":   {"", "it is for tests"},
}

// banned are packages of the standard library that nothing may import, or nothing on the floors of analysis.
var banned = map[string]string{
	"net":      "the program works offline",
	"net/http": "the program works offline",
	"os/exec":  "the program runs nothing",
	"plugin":   "the program runs nothing",
	"unsafe":   "only the width of a terminal needs it",
	"log":      "talk goes through the streams of the command",
}

// exempt are the packages that may do what is banned.
var exempt = map[string]string{
	"cmd/wsdoctor": "unsafe", "internal/collect": "log", "internal/newformat": "log", "internal/catalogue": "log", "internal/docs/gen": "log",
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestImportsOnlyGoDown(t *testing.T) {
	for _, p := range listed(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		floor, known := floors[name]
		if !known {
			t.Errorf("%s has no floor: say in this test where it belongs", name)
		}
		for _, imported := range p.Imports {
			if lower, ours := strings.CutPrefix(imported, module+"/"); ours && floors[lower] >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d): imports only go down", name, floor, lower, floors[lower])
			}
			if why := forbidden(name, imported); why != "" {
				t.Errorf("%s imports %s: %s", name, imported, why)
			}
		}
	}
}

// forbidden says why a package may not import another that is not of this project; "" if it may.
func forbidden(name, imported string) string {
	if why := banned[imported]; why != "" && exempt[name] != imported {
		return why
	}
	if imported == "os" && (name == "internal/diagnose" || floors[name] < 3) && exempt[name] == "" {
		return "only the command line touches files"
	}
	for library, user := range users {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && name != user.pkg {
			return fmt.Sprintf("only %s may: %s", user.pkg, user.why)
		}
	}
	return ""
}

// TestOnlyTheTableKnowsTheTable looks into the files of internal/report, for there the wall is around one of them.
func TestOnlyTheTableKnowsTheTable(t *testing.T) {
	files, err := filepath.Glob("../report/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if strings.Contains(i.Path.Value, "olekukonko") && filepath.Base(path) != "table.go" {
				t.Errorf("%s imports %s: only table.go may", path, i.Path.Value)
			}
		}
	}
}

// listed returns the packages of the project with what they import outside their tests.
func listed(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", cmd, err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
