package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
	"github.com/wsdoctor/wsdoctor/internal/report"
	"github.com/wsdoctor/wsdoctor/rules"
)

// rulesCmd holds the commands about rules.
type rulesCmd struct {
	List   rulesListCmd   `cmd:"" default:"1" help:"List the causes."`
	Show   rulesShowCmd   `cmd:"" help:"Print the signs of a cause, clause by clause."`
	Test   rulesTestCmd   `cmd:"" help:"Run the tests that the rules carry."`
	Lint   rulesLintCmd   `cmd:"" help:"Look for what is missing in rules."`
	New    rulesNewCmd    `cmd:"" help:"Print a new rule file, to be filled in."`
	Fields rulesFieldsCmd `cmd:"" help:"List the fields that clauses may use."`
	Schema rulesSchemaCmd `cmd:"" help:"Print the JSON Schema of a rule file, for editors."`
}

type rulesListCmd struct{ rulesFlags }

func (c *rulesListCmd) run(_ context.Context, s streams) (exitCode, error) {
	set, err := c.load()
	if err != nil {
		return exitUsage, err
	}
	rows := make([][]string, len(set.Causes))
	for i := range set.Causes {
		cause := &set.Causes[i]
		rows[i] = []string{cause.ID, fmt.Sprint(len(cause.Signs)), cause.Title}
	}
	return exitOK, report.Table(s.out, []string{"cause", "signs", "what it is"}, rows, 2, terminal(s))
}

type rulesShowCmd struct {
	Cause string `arg:"" help:"A cause (see wsdoctor rules list)."`
	rulesFlags
}

func (c *rulesShowCmd) run(_ context.Context, s streams) (exitCode, error) {
	set, err := c.load()
	if err != nil {
		return exitUsage, err
	}
	cause, err := find(set, c.Cause)
	if err != nil {
		return exitUsage, err
	}
	return exitOK, report.Signs(s.out, cause, terminal(s))
}

type rulesTestCmd struct {
	Dir []string `arg:"" optional:"" help:"Folders with rules; without one, the built-in rules are tested."`
}

func (c *rulesTestCmd) run(_ context.Context, s streams) (exitCode, error) {
	set, own, err := loadPacks(c.Dir)
	if err != nil {
		return exitUsage, err
	}
	failed, ran := 0, 0
	for _, r := range diagnose.TestRules(set, own) {
		ran++
		if r.Err != nil {
			failed++
			fmt.Fprintln(s.out, report.OneLine(fmt.Sprintf("%s: sign %s: test %q: %v", r.Cause, r.Sign, r.Test, r.Err)))
		}
	}
	fmt.Fprintf(s.out, "%d of %d tests failed\n", failed, ran)
	if failed > 0 {
		return exitUsage, nil
	}
	return exitOK, nil
}

type rulesLintCmd struct {
	Dir []string `arg:"" optional:"" help:"Folders with rules; without one, the built-in rules are checked."`
}

func (c *rulesLintCmd) run(_ context.Context, s streams) (exitCode, error) {
	set, own, err := loadPacks(c.Dir)
	if err != nil {
		return exitUsage, err
	}
	code := exitOK
	for _, p := range set.Lint() {
		if own == nil || own(p.Cause) {
			code = exitUsage
			fmt.Fprintln(s.out, report.OneLine(p.String()))
		}
	}
	return code, nil
}

// loadPacks loads the built-in rules with those in dirs, and returns what tells the causes that dirs have a file for;
// nil if there are no dirs.
func loadPacks(dirs []string) (*rules.Set, func(cause string) bool, error) {
	set, err := (&rulesFlags{Rules: dirs}).loadWritten()
	if err != nil || len(dirs) == 0 {
		return set, nil, err
	}
	own := func(cause string) bool {
		for _, dir := range dirs {
			if _, err := os.Stat(filepath.Join(dir, cause+".yaml")); err == nil {
				return true
			}
		}
		return false
	}
	return set, own, nil
}

type rulesNewCmd struct {
	Cause string `arg:"" help:"Name of the cause, in lower case and with '-': the file is to be called CAUSE.yaml."`
}

func (c *rulesNewCmd) run(_ context.Context, s streams) (exitCode, error) {
	_, err := io.WriteString(s.out, rules.Scaffold(c.Cause))
	return exitOK, err
}

type rulesFieldsCmd struct{}

func (*rulesFieldsCmd) run(_ context.Context, s streams) (exitCode, error) {
	var rows [][]string
	for _, f := range rules.Fields() {
		rows = append(rows, []string{f.Name, f.About})
	}
	for _, f := range rules.CaseFields() {
		rows = append(rows, []string{"case." + f.Name, f.About})
	}
	return exitOK, report.Table(s.out, []string{"field", "what it is"}, rows, 1, terminal(s))
}

type rulesSchemaCmd struct{}

func (*rulesSchemaCmd) run(_ context.Context, s streams) (exitCode, error) {
	schema, err := rules.JSONSchema()
	if err != nil {
		return exitUsage, err
	}
	_, err = fmt.Fprintf(s.out, "%s\n", schema)
	return exitOK, err
}

// unknownCause names the causes that look like the one that was meant.
func unknownCause(set *rules.Set, id string) error {
	var near []string
	for i := range set.Causes {
		for _, word := range strings.Split(id, "-") {
			if len(word) > 3 && strings.Contains(set.Causes[i].ID, word) {
				near = append(near, set.Causes[i].ID)
				break
			}
		}
	}
	if len(near) == 0 {
		return fmt.Errorf("%q is no cause: see `wsdoctor rules list`", id)
	}
	return fmt.Errorf("%q is no cause: did you mean %s?", id, strings.Join(near, ", "))
}

// printWhy prints the clauses of signs with a mark for those that are as the sign wants them.
func printWhy(w io.Writer, whys []diagnose.Why) error {
	for _, why := range whys {
		verdict := "does not fit"
		if why.Fits {
			verdict = "fits"
		}
		if _, err := fmt.Fprintln(w, report.OneLine(fmt.Sprintf("%s (%s): sign %s %s", why.Endpoint, why.Outcome, why.Sign, verdict))); err != nil {
			return err
		}
		for _, c := range why.Clauses {
			fmt.Fprintln(w, report.OneLine(clauseLine(c)))
		}
	}
	return nil
}

func clauseLine(c rules.Trace) string {
	mark := "no "
	if c.OK {
		mark = "yes"
	}
	line := strings.Repeat("  ", c.Depth+1) + mark + "  " + c.Clause
	if c.Seen != "" {
		line += "  <- " + c.Seen
	}
	return line
}
