package diagnose

import (
	"sort"

	"github.com/wsdoctor/wsdoctor/internal/correlate"
	"github.com/wsdoctor/wsdoctor/parsers"
)

// Partial is what a run knows of the inputs that it has read: their coverage, and the observations. Partials of
// any split of the inputs merge, in any order, to the same whole.
type Partial struct {
	Inputs []Input
	store  *correlate.Store
}

// Merge takes in everything that o holds. o must not be used afterwards.
func (p *Partial) Merge(o *Partial) {
	p.list(o.Inputs)
	p.store.Merge(o.store)
}

// absorb takes in what the scan of one source holds.
func (p *Partial) absorb(o *Partial) {
	o.store.Bound()
	p.list(o.Inputs)
	p.store.Absorb(o.store)
}

func (p *Partial) list(inputs []Input) {
	p.Inputs = append(p.Inputs, inputs...)
	sort.SliceStable(p.Inputs, func(i, j int) bool { return p.Inputs[i].Name < p.Inputs[j].Name })
}

func (p *Partial) fail(name string, err error) {
	p.Inputs = append(p.Inputs, Input{Name: name, Warnings: []string{}, Error: err.Error()})
}

func (p *Partial) cover(c parsers.Coverage, err error) {
	in := Input{
		Name: c.Name, Format: c.Format, Reason: c.Reason, Envelopes: c.Envelopes, Producer: c.Producer, Bytes: c.Bytes,
		Records: c.Records, Understood: c.Understood, NotUnderstood: c.NotUnderstood, Events: c.Events, Skipped: c.Skipped,
		Warnings: append([]string{}, c.Warnings...),
	}
	for _, pos := range c.Unclear {
		in.Unclear = append(in.Unclear, pos.String())
	}
	switch {
	case err != nil:
		in.Error = err.Error()
	case c.Format == "":
		in.Error = c.Reason
	}
	p.Inputs = append(p.Inputs, in)
}
