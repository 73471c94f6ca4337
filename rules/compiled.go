package rules

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:generate go run ../internal/catalogue

// compiled is the catalogue in the form that is quick to read: causes/*.yaml without tests, see Compile.
//
//go:embed catalogue.json
var compiled []byte

// Builtin returns the embedded catalogue, with the causes and signs of user packs, if there are any. Its own signs
// carry no tests; Load(Files()) gives them.
func Builtin(packs ...fs.FS) (*Set, error) {
	var causes []Cause
	if err := json.Unmarshal(compiled, &causes); err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	for i := range causes {
		for j := range causes[i].Signs {
			if err := causes[i].Signs[j].When.compile(); err != nil {
				return nil, fmt.Errorf("read the catalogue: %s: %w", causes[i].File, err)
			}
		}
	}
	return assemble(causes, packs)
}

// Compile returns the causes of a folder in the form that Builtin reads.
func Compile(folder fs.FS) ([]byte, error) {
	set, err := Load(folder)
	if err != nil {
		return nil, err
	}
	for i := range set.Causes {
		for j := range set.Causes[i].Signs {
			set.Causes[i].Signs[j].Tests = nil
		}
	}
	return json.MarshalIndent(set.Causes, "", "\t")
}

func (g *Group) compile() error {
	for _, list := range [][]Clause{g.All, g.Any, g.None} {
		for i := range list {
			c := &list[i]
			check := c.compile
			if c.Group != nil {
				check = c.Group.compile
			}
			if err := check(); err != nil {
				return err
			}
		}
	}
	return nil
}
