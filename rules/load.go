package rules

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/wsdoctor/wsdoctor/internal/literal"
)

//go:embed causes/*.yaml
var embedded embed.FS

// Set is a catalogue of causes, ready to match.
type Set struct {
	Causes   []Cause // by id
	literals []string
	search   *literal.Set
}

// Load reads every *.yaml of the given folders into one Set. A later folder may add causes, and signs, fixes
// and advice to the causes of an earlier one. Every mistake is reported, with file and line.
func Load(folders ...fs.FS) (*Set, error) { return assemble(nil, folders) }

// assemble adds the causes of folders to those that there are.
func assemble(causes []Cause, folders []fs.FS) (*Set, error) {
	byID := make(map[string]*Cause)
	for i := range causes {
		byID[causes[i].ID] = &causes[i]
	}
	var errs []error
	for _, dir := range folders {
		more, err := loadFolder(dir)
		errs = append(errs, err)
		for i := range more {
			c := &more[i]
			if have := byID[c.ID]; have != nil {
				have.add(c)
			} else {
				byID[c.ID] = c
			}
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return newSet(byID), nil
}

func newSet(byID map[string]*Cause) *Set {
	s := &Set{}
	for _, c := range byID {
		s.Causes = append(s.Causes, *c)
	}
	sort.Slice(s.Causes, func(i, j int) bool { return s.Causes[i].ID < s.Causes[j].ID })
	for i := range s.Causes {
		s.Causes[i].index = i
	}
	s.literals = s.Texts()
	s.search = literal.New(s.literals)
	return s
}

// add merges the signs and advice of a user pack into a cause.
func (c *Cause) add(pack *Cause) {
	c.Signs = append(c.Signs, pack.Signs...)
	c.Fixes = append(c.Fixes, pack.Fixes...)
	c.Avoid = append(c.Avoid, pack.Avoid...)
	c.Next = append(c.Next, pack.Next...)
	c.Yields = append(c.Yields, pack.Yields...)
	c.References = append(c.References, pack.References...)
}

func loadFolder(dir fs.FS) ([]Cause, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var causes []Cause
	var errs []error
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err == nil {
			var c Cause
			if c, err = Parse(name, data); err == nil {
				causes = append(causes, c)
			}
		}
		errs = append(errs, err)
	}
	return causes, errors.Join(errs...)
}

// Parse reads one cause from the text of the file called name, strictly.
func Parse(name string, data []byte) (Cause, error) {
	var c Cause
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&c); err != nil && !errors.Is(err, io.EOF) {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	c.File = name
	if want := strings.TrimSuffix(path.Base(name), ".yaml"); c.ID != want {
		return c, fmt.Errorf("%s: id %q: expected %q, the name of the file", name, c.ID, want)
	}
	return c, nil
}

// decodeStrict decodes n into v and refuses unknown keys.
func decodeStrict(n *yaml.Node, v any) error {
	text, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("line %d: %w", n.Line, err)
	}
	return nil
}

// Find returns the cause with that id, or nil.
func (s *Set) Find(id string) *Cause {
	i := sort.Search(len(s.Causes), func(i int) bool { return s.Causes[i].ID >= id })
	if i < len(s.Causes) && s.Causes[i].ID == id {
		return &s.Causes[i]
	}
	return nil
}

// Texts returns, in lower case and sorted, every text that some clause looks for in a message.
func (s *Set) Texts() []string {
	seen := make(map[string]bool)
	for i := range s.Causes {
		for j := range s.Causes[i].Signs {
			s.Causes[i].Signs[j].When.texts(seen)
		}
	}
	return sortedKeys(seen)
}

// Search returns the search for Texts.
func (s *Set) Search() *literal.Set { return s.search }

func (g *Group) texts(seen map[string]bool) {
	for _, list := range [][]Clause{g.All, g.Any, g.None} {
		for i := range list {
			if list[i].Group != nil {
				list[i].Group.texts(seen)
			}
			add(seen, list[i].needs())
		}
	}
}

// Literals returns, in lower case and sorted, texts of which one stands in every message that a sign may rest on,
// and those of them that by themselves show that a message is about a WebSocket handshake. Messages that hold none
// of them need not be kept.
func (s *Set) Literals() (all, naming []string) {
	seen, names := make(map[string]bool), make(map[string]bool)
	for i := range s.Causes {
		for j := range s.Causes[i].Signs {
			s.Causes[i].Signs[j].When.literals(seen, names)
		}
	}
	return sortedKeys(seen), sortedKeys(names)
}

// literals collects the texts of a group. Where different events may meet its clauses, the messages of each must be
// kept; where a single event must meet them all, those that hold the rarest of its texts are enough.
func (g *Group) literals(seen, names map[string]bool) {
	if g.One != "" {
		add(seen, g.required())
		g.naming(seen, names)
		return
	}
	for _, list := range [][]Clause{g.All, g.Any} { // what must not be there is the evidence of some other sign
		for i := range list {
			c := &list[i]
			if c.Group != nil {
				c.Group.literals(seen, names)
				continue
			}
			add(seen, c.needs())
			c.naming(seen, names)
		}
	}
}

func add(set map[string]bool, texts []string) {
	for _, t := range texts {
		set[t] = true
	}
}

// required returns texts one of which stands in a message that meets the group; nil if the group asks for none.
func (g *Group) required() []string {
	var best []string
	for i := range g.All {
		best = rarer(best, g.All[i].required())
	}
	var any []string
	for i := range g.Any {
		one := g.Any[i].required()
		if one == nil {
			return best
		}
		any = append(any, one...)
	}
	return rarer(best, any)
}

func (c *Clause) required() []string {
	if c.Group != nil {
		return c.Group.required()
	}
	return c.needs()
}

// rarer returns the list whose shortest text is longer: long texts are rare.
func rarer(a, b []string) []string {
	if a == nil || b != nil && shortest(b) > shortest(a) {
		return b
	}
	return a
}

// naming collects the texts that by themselves show that a message is about a handshake.
func (g *Group) naming(seen, names map[string]bool) {
	for _, list := range [][]Clause{g.All, g.Any} {
		for i := range list {
			if list[i].Group != nil {
				list[i].Group.naming(seen, names)
			} else {
				list[i].naming(seen, names)
			}
		}
	}
}

func (c *Clause) naming(seen, names map[string]bool) {
	if c.Names {
		add(seen, c.needs())
		add(names, c.needs())
	}
}

// needs returns the literals one of which must stand in a message for the clause to hold; nil if the clause is
// not about messages.
func (c *Clause) needs() []string {
	if c.field == nil || c.field.Name != "text" {
		return nil
	}
	if c.Op == "matches" {
		return requiredLiterals(c.pattern)
	}
	if operators[c.Op].literal {
		return c.Want
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func operatorNames() []string { return sortedKeys(operators) }
