package rules

import (
	"fmt"
	"regexp"
)

// Problem is something that keeps a cause from being part of the catalogue, though it loads.
type Problem struct {
	File, Cause, Sign string // Sign is "" for a problem of the cause as a whole
	Text              string
}

// String returns "upstream-down.yaml: sign nginx-502: …".
func (p Problem) String() string {
	if p.Sign == "" {
		return p.File + ": " + p.Text
	}
	return p.File + ": sign " + p.Sign + ": " + p.Text
}

// minText is the length of the shortest text that a clause on messages may look for: it is searched in every line.
const minText = 5

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Lint returns what is wrong with the causes of the set.
func (s *Set) Lint() []Problem {
	var out []Problem
	for i := range s.Causes {
		l := linter{set: s, c: &s.Causes[i]}
		l.cause()
		out = append(out, l.problems...)
	}
	return out
}

type linter struct {
	set      *Set
	c        *Cause
	sign     string
	problems []Problem
}

func (l *linter) add(format string, args ...any) {
	l.problems = append(l.problems, Problem{l.c.File, l.c.ID, l.sign, fmt.Sprintf(format, args...)})
}

func (l *linter) cause() {
	c := l.c
	l.need(c.Title != "", "no title")
	l.need(c.Explain != "", "no explain")
	l.need(len(c.References) > 0, "no reference")
	l.need(c.Severity == "error" || c.Severity == "warning" || c.Severity == "info", "severity %q: expected error, warning or info", c.Severity)
	l.known("yields", c.Yields)
	if len(c.Signs) > 0 {
		l.need(len(c.Fixes) > 0, "no fix")
	}
	for _, f := range c.Fixes {
		l.need(f.For != "" && f.Text != "", "a fix without `for` or `text`")
		l.placeholders(f.Text + f.Code + f.Verify)
	}
	for _, n := range c.Next {
		l.placeholders(n.Text)
	}
	names := make(map[string]bool)
	for i := range c.Signs {
		l.checkSign(&c.Signs[i], names)
	}
	l.sign = ""
}

func (l *linter) need(ok bool, format string, args ...any) {
	if !ok {
		l.add(format, args...)
	}
}

var placeholder = regexp.MustCompile(`{{([^|}]*)`)

// placeholders finds names in double braces that nothing stands for: they would be shown as nothing.
func (l *linter) placeholders(text string) {
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		l.need(Placeholders[m[1]] != "", "{{%s}}: there is no such placeholder", m[1])
	}
}

func (l *linter) known(what string, ids []string) {
	for _, id := range ids {
		l.need(id == anyCause && what == "yields" || l.set.Find(id) != nil, "%s %q: there is no such cause", what, id)
	}
}

func (l *linter) checkSign(s *Sign, names map[string]bool) {
	l.sign = s.Name
	l.need(kebab.MatchString(s.Name), "name %q: expected words in lower case joined by '-'", s.Name)
	l.need(!names[s.Name], "a second sign of that name")
	names[s.Name] = true
	l.need(s.Confidence != NoConfidence, "no confidence: expected possible, likely or certain")
	l.need(len(s.When.All)+len(s.When.Any) > 0, "`when` asks for nothing that must be there")
	l.known("alternate", s.Alternates)
	l.known("yields", s.Yields)
	l.need(s.has(true), "no test that must match (want: true)")
	l.need(s.has(false), "no test that must not match (want: false)")
	l.group(&s.When)
}

func (s *Sign) has(want bool) bool {
	for i := range s.Tests {
		if s.Tests[i].Want == want {
			return true
		}
	}
	return false
}

func (l *linter) group(g *Group) {
	switch g.One {
	case "", "client", "proxy", "server", "event":
	default:
		l.add("one %q: expected client, proxy, server or event", g.One)
	}
	for _, list := range [][]Clause{g.All, g.Any} {
		for i := range list {
			l.clause(&list[i])
		}
	}
}

func (l *linter) clause(c *Clause) {
	if c.Group != nil {
		l.group(c.Group)
		return
	}
	if c.Op == "matches" {
		l.need(requiredLiterals(c.pattern) != nil, "line %d: the pattern %q has no literal that must be there", c.Line, c.Want[0])
	}
	for _, text := range c.needs() {
		l.need(len(text) >= minText, "line %d: %q is too short to be searched in every line: expected %d bytes or more", c.Line, text, minText)
	}
	if c.Names && (c.field == nil || c.field.Name != "text") {
		l.add("line %d: `names` stands only with the field text", c.Line)
	}
}
