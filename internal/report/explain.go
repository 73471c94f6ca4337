package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/wsdoctor/wsdoctor/rules"
)

// Explain prints all that is known about a cause. With product set, only the fixes for it (and for any product) are
// shown, unless there are none.
func Explain(w io.Writer, c *rules.Cause, product string, o Options) error {
	p := newPrinter(w, o)
	p.title(c.ID + ": " + c.Title)
	p.blank()
	for _, paragraph := range strings.Split(strings.TrimSpace(c.Explain), "\n\n") {
		p.text(0, paragraph)
	}
	p.signs(c)
	p.causeFixes(fixesFor(c, product))
	p.list("Do not", c.Avoid)
	p.list("To be sure", nextTexts(c.Next))
	p.list("Often the symptom of", c.Yields)
	p.list("References", c.References)
	return p.err
}

func (p *printer) signs(c *rules.Cause) {
	var items []string
	for i := range c.Signs {
		s := &c.Signs[i]
		items = append(items, fmt.Sprintf("%s (%s)", s.Name, s.Confidence))
	}
	p.list("Signs (wsdoctor rules show "+c.ID+" has their clauses)", items)
	if c.DocsOnly != "" {
		p.text(6, "From documentation only: "+c.DocsOnly)
	}
}

func (p *printer) causeFixes(fixes []rules.Fix) {
	for i := range fixes {
		f := &fixes[i]
		p.heading("Fix (" + forWhom(f) + ")")
		p.text(6, withDefaults(f.Text))
		p.code(withDefaults(f.Code))
		if f.Verify != "" {
			p.text(6, "Check with:")
			p.code(withDefaults(f.Verify))
		}
	}
}

func forWhom(f *rules.Fix) string { return strings.TrimSuffix(f.For+", "+f.Versions, ", ") }

// fixesFor returns the fixes for a product and those for any; all, if the cause has none for it.
func fixesFor(c *rules.Cause, product string) []rules.Fix {
	var own, general []rules.Fix
	for _, f := range c.Fixes {
		switch f.For {
		case product:
			own = append(own, f)
		case "any", "":
			general = append(general, f)
		}
	}
	if len(own) == 0 {
		return c.Fixes
	}
	return append(own, general...)
}

func nextTexts(next []rules.Next) []string {
	var out []string
	for _, n := range next {
		out = append(out, withDefaults(n.Text))
	}
	return out
}

// withDefaults fills {{name|default}} with the default, and {{name}} with <name>: here no values were seen.
func withDefaults(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{{")
		inner, after, closed := strings.Cut(rest, "}}")
		if !ok || !closed {
			b.WriteString(s)
			return strings.TrimSpace(b.String())
		}
		name, fallback, has := strings.Cut(inner, "|")
		if !has {
			fallback = "<" + name + ">"
		}
		b.WriteString(before + fallback)
		s = after
	}
}

// Signs prints the signs of a cause, clause by clause.
func Signs(w io.Writer, c *rules.Cause, o Options) error {
	p := newPrinter(w, o)
	for i := range c.Signs {
		s := &c.Signs[i]
		p.title(fmt.Sprintf("%s: %s (%s)", c.ID, s.Name, s.Confidence))
		p.group(&s.When, 1)
		p.list("May also be", s.Alternates)
		p.list("Unless it is explained by", s.Yields)
	}
	return p.err
}

func (p *printer) group(g *rules.Group, depth int) {
	indent := strings.Repeat("  ", depth)
	if g.One != "" {
		p.line(OneLine(indent + "in one " + g.One + ":"))
	}
	for _, part := range []struct {
		label   string
		clauses []rules.Clause
	}{{"all of", g.All}, {"any of", g.Any}, {"none of", g.None}} {
		if len(part.clauses) == 0 {
			continue
		}
		p.line(indent + part.label)
		for i := range part.clauses {
			if c := &part.clauses[i]; c.Group != nil {
				p.group(c.Group, depth+1)
			} else {
				p.line(OneLine(indent + "  - " + c.String()))
			}
		}
	}
}
