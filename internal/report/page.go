package report

import (
	"fmt"
	"strings"

	"github.com/wsdoctor/wsdoctor/rules"
)

// CausePage returns the page of a cause for docs/causes, in Markdown.
func CausePage(c *rules.Cause) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Generated from rules/causes/%s.yaml by go generate; do not edit. -->\n", c.ID)
	fmt.Fprintf(&b, "# %s\n\n**%s**\n\n%s\n", c.ID, c.Title, strings.TrimSpace(c.Explain))
	pageSigns(&b, c)
	if len(c.Fixes) > 0 {
		b.WriteString("\n## Fixes\n")
	}
	for i := range c.Fixes {
		pageFix(&b, &c.Fixes[i])
	}
	pageList(&b, "What does not help", c.Avoid)
	pageList(&b, "To be sure", nextTexts(c.Next))
	pageList(&b, "Often the symptom of", c.Yields)
	pageList(&b, "References", c.References)
	return []byte(b.String())
}

func pageSigns(b *strings.Builder, c *rules.Cause) {
	if len(c.Signs) == 0 {
		return
	}
	b.WriteString("\n## Signs\n\n| sign | confidence | tests |\n|---|---|---|\n")
	for i := range c.Signs {
		s := &c.Signs[i]
		var tests []string
		for j := range s.Tests {
			if s.Tests[j].Want {
				tests = append(tests, s.Tests[j].Name)
			}
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", s.Name, s.Confidence, strings.ReplaceAll(strings.Join(tests, "; "), "|", `\|`))
	}
	if c.DocsOnly != "" {
		fmt.Fprintf(b, "\nFrom documentation only: %s\n", strings.TrimSpace(c.DocsOnly))
	}
}

func pageFix(b *strings.Builder, f *rules.Fix) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n", forWhom(f), withDefaults(f.Text))
	for _, code := range []string{f.Code, f.Verify} {
		if code != "" {
			fmt.Fprintf(b, "\n```\n%s\n```\n", withDefaults(code))
		}
	}
}

func pageList(b *strings.Builder, heading string, items []string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", heading)
	for _, item := range items {
		fmt.Fprintf(b, "- %s\n", strings.Join(strings.Fields(item), " "))
	}
}
