package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
	"github.com/wsdoctor/wsdoctor/parsers"
	"github.com/wsdoctor/wsdoctor/rules"
)

// judging is what decides on findings.
type judging struct {
	rulesFlags
	Endpoint []string `placeholder:"PATTERN" sep:"none" help:"A path that is a WebSocket endpoint, where no input shows it; * stands for any text. Repeatable."`
	Timeline bool     `help:"List the attempts in time order, across all inputs."`
}

func (j *judging) options() (diagnose.Options, error) {
	set, err := j.load()
	return diagnose.Options{Rules: set, Endpoints: j.Endpoint, Timeline: j.Timeline}, err
}

// rulesFlags say which rules there are.
type rulesFlags struct {
	Rules []string `placeholder:"DIR" sep:"none" help:"More rules, in the form of the built-in ones. Repeatable."`
}

// load returns the built-in rules with those of the user.
func (f *rulesFlags) load() (*rules.Set, error) {
	packs, err := f.packs()
	if err != nil {
		return nil, err
	}
	return rules.Builtin(packs...)
}

// loadWritten returns the rules as they were written, with their tests.
func (f *rulesFlags) loadWritten() (*rules.Set, error) {
	files, err := rules.Files()
	if err != nil {
		return nil, err
	}
	packs, err := f.packs()
	if err != nil {
		return nil, err
	}
	return rules.Load(append([]fs.FS{files}, packs...)...)
}

func (f *rulesFlags) packs() ([]fs.FS, error) {
	var packs []fs.FS
	for _, dir := range f.Rules {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("--rules %q: expected a folder with *.yaml files", dir)
		}
		packs = append(packs, os.DirFS(dir))
	}
	return packs, nil
}

// formats returns the name of the format that is forced, and the formats to choose from.
func formats(name, pattern string) (string, []parsers.Format, error) {
	all := parsers.All()
	if pattern != "" {
		custom, err := parsers.CustomAccess(pattern)
		if err != nil {
			return "", nil, fmt.Errorf("--log-format: %w", err)
		}
		all = append([]parsers.Format{custom}, all...)
	}
	if name == "" {
		return "", all, nil
	}
	var names []string
	for i := range all {
		if all[i].Name == name {
			return name, all, nil
		}
		names = append(names, all[i].Name)
	}
	return "", nil, fmt.Errorf("--input-format %q: expected one of %s", name, strings.Join(names, ", "))
}
