package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Group combines clauses. All that it lists must hold: every clause of All, one of Any, none of None. Side
// tells that one single event of that side must meet the whole group.
type Group struct {
	One  string   `yaml:"one" json:",omitempty"` // "client", "proxy", "server" or "event": a single event must meet the group
	All  []Clause `yaml:"all" json:",omitempty"`
	Any  []Clause `yaml:"any" json:",omitempty"`
	None []Clause `yaml:"none" json:",omitempty"`
}

// Clause is a test of one field, or a group within a group.
type Clause struct {
	Group *Group   `json:",omitempty"` // nil for a test of a field
	Field string   `json:",omitempty"`
	Op    string   `json:",omitempty"`
	Want  []string `json:",omitempty"`
	Names bool     `json:",omitempty"` // the text itself shows that it is about a WebSocket handshake
	Line  int      `json:",omitempty"`

	side    handshake.Side // UnknownSide: any
	field   *Field         // one of field and cased is set
	cased   *CaseField
	number  []float64
	pattern *regexp.Regexp
}

// An operator compares the values of a field with what the clause wants. Letters of ASCII are compared without
// regard to case.
type operator struct {
	about   string
	literal bool // the wanted text must stand in the value, so it can be searched for
	holds   func(c *Clause, value string) bool
}

var operators = map[string]operator{
	"eq":       {"the value is the text, or one of the texts", true, anyWant(strings.EqualFold)},
	"contains": {"the value contains the text, or one of the texts", true, anyWant(containsFold)},
	"prefix":   {"the value begins with the text, or one of the texts", true, anyWant(func(v, w string) bool { return len(v) >= len(w) && strings.EqualFold(v[:len(w)], w) })},
	"suffix":   {"the value ends with the text, or one of the texts", true, anyWant(func(v, w string) bool { return len(v) >= len(w) && strings.EqualFold(v[len(v)-len(w):], w) })},
	"matches":  {"the regular expression matches the value", false, func(c *Clause, v string) bool { return c.pattern.MatchString(v) }},
	"gt":       {"the value is greater than the number", false, compare(func(v, w float64) bool { return v > w })},
	"ge":       {"the value is the number or greater", false, compare(func(v, w float64) bool { return v >= w })},
	"lt":       {"the value is less than the number", false, compare(func(v, w float64) bool { return v < w })},
	"le":       {"the value is the number or less", false, compare(func(v, w float64) bool { return v <= w })},
	"present":  {"the field has a value", false, func(*Clause, string) bool { return true }},
	"absent":   {"the source would have shown the field, and it is not there", false, nil},
}

func anyWant(holds func(value, want string) bool) func(*Clause, string) bool {
	return func(c *Clause, v string) bool {
		for _, w := range c.Want {
			if holds(v, w) {
				return true
			}
		}
		return false
	}
}

func compare(holds func(value, want float64) bool) func(*Clause, string) bool {
	return func(c *Clause, v string) bool {
		f, err := strconv.ParseFloat(v, 64)
		return err == nil && holds(f, c.number[0])
	}
}

// containsFold reports whether want, which is in lower case, stands in v.
func containsFold(v, want string) bool {
	return len(v) >= len(want) && strings.Contains(asciiLower(v), want)
}

func asciiLower(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// UnmarshalYAML reads {field: F, OP: VALUE, names: true} or a nested group {all: [...]}, {one: proxy, all: [...]}.
func (c *Clause) UnmarshalYAML(n *yaml.Node) error {
	c.Line = n.Line
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: expected a clause such as {field: client.status, eq: 403}", n.Line)
	}
	if isGroup(n) {
		c.Group = new(Group)
		return decodeStrict(n, c.Group)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := c.set(n.Content[i].Value, n.Content[i+1]); err != nil {
			return err
		}
	}
	return c.compile()
}

func isGroup(n *yaml.Node) bool {
	for i := 0; i < len(n.Content); i += 2 {
		switch n.Content[i].Value {
		case "all", "any", "none":
			return true
		}
	}
	return false
}

func (c *Clause) set(key string, v *yaml.Node) error {
	switch {
	case key == "field":
		c.Field = v.Value
	case key == "names":
		return v.Decode(&c.Names)
	case operators[key].about == "":
		return fmt.Errorf("line %d: %q is no operator: expected one of %s", v.Line, key, strings.Join(operatorNames(), ", "))
	case c.Op != "":
		return fmt.Errorf("line %d: two operators in one clause: %s and %s", v.Line, c.Op, key)
	case v.Kind == yaml.SequenceNode:
		c.Op = key
		return v.Decode(&c.Want)
	default:
		c.Op, c.Want = key, []string{v.Value}
	}
	return nil
}

// compile resolves the field and prepares what the operator needs.
func (c *Clause) compile() error {
	if err := c.resolve(); err != nil {
		return fmt.Errorf("line %d: %w", c.Line, err)
	}
	if c.Op == "" {
		return fmt.Errorf("line %d: the clause has no operator: expected one of %s", c.Line, strings.Join(operatorNames(), ", "))
	}
	if c.field != nil && c.field.Exact {
		return c.compileExact()
	}
	for i, w := range c.Want {
		switch {
		case c.Op == "matches":
			re, err := regexp.Compile("(?i)" + w)
			if err != nil {
				return fmt.Errorf("line %d: %w", c.Line, err)
			}
			c.pattern = re
		case len(c.Op) == 2 && c.Op != "eq":
			f, err := strconv.ParseFloat(w, 64)
			if err != nil {
				return fmt.Errorf("line %d: %q: expected a number", c.Line, w)
			}
			c.number = append(c.number, f)
		default:
			c.Want[i] = asciiLower(w)
		}
	}
	return nil
}

// exactForms are the patterns that stand for the operators on a field whose letters count as they are.
var exactForms = map[string]string{"eq": "^(?:%s)$", "prefix": "^(?:%s)", "suffix": "(?:%s)$", "contains": "(?:%s)", "matches": "(?:%s)"}

func (c *Clause) compileExact() error {
	form, ok := exactForms[c.Op]
	if !ok {
		return nil
	}
	alternatives := append([]string(nil), c.Want...)
	if c.Op != "matches" {
		for i, w := range alternatives {
			alternatives[i] = regexp.QuoteMeta(w)
		}
	}
	re, err := regexp.Compile(fmt.Sprintf(form, strings.Join(alternatives, "|")))
	if err != nil {
		return fmt.Errorf("line %d: %w", c.Line, err)
	}
	c.pattern = re
	return nil
}

// meets reports whether one value is as the clause wants it.
func (c *Clause) meets(value string) bool {
	if c.pattern != nil {
		return c.pattern.MatchString(value)
	}
	return operators[c.Op].holds(c, value)
}

func (c *Clause) resolve() error {
	side, name, found := strings.Cut(c.Field, ".")
	if found && side == "case" {
		for i := range caseFields {
			if caseFields[i].Name == name {
				c.cased = &caseFields[i]
				return nil
			}
		}
		return fmt.Errorf("%q is no field: see `wsdoctor rules fields`", c.Field)
	}
	for _, s := range []handshake.Side{handshake.Client, handshake.Proxy, handshake.Server} {
		if found && side == s.String() {
			c.side = s
		}
	}
	if c.side == handshake.UnknownSide {
		name = c.Field
	}
	for i := range fields {
		if fields[i].Name == name {
			c.field = &fields[i]
			return nil
		}
	}
	return fmt.Errorf("%q is no field: see `wsdoctor rules fields`", c.Field)
}

// String returns the clause as a rule writer would write it on one line.
func (c *Clause) String() string {
	if c.Group != nil {
		return c.Group.String()
	}
	want := strings.Join(c.Want, ", ")
	if len(c.Want) > 1 {
		want = "[" + want + "]"
	}
	return fmt.Sprintf("%s %s %s", c.Field, c.Op, want)
}

// String returns the group as a rule writer would write it on one line.
func (g *Group) String() string {
	var parts []string
	if g.One != "" {
		parts = append(parts, "one "+g.One)
	}
	for _, part := range []struct {
		name    string
		clauses []Clause
	}{{"all", g.All}, {"any", g.Any}, {"none", g.None}} {
		var texts []string
		for i := range part.clauses {
			texts = append(texts, part.clauses[i].String())
		}
		if texts != nil {
			parts = append(parts, part.name+" of ("+strings.Join(texts, "; ")+")")
		}
	}
	return strings.Join(parts, ", ")
}
