package diagnose

import (
	"fmt"

	"github.com/wsdoctor/wsdoctor/rules"
)

// Why says, clause by clause, how a sign of a cause fares on one handshake.
type Why struct {
	Endpoint string
	Outcome  string
	Sign     string
	Fits     bool
	Clauses  []rules.Trace
}

// Why evaluates every sign of a cause on every handshake, with the evaluator that makes the findings.
func (p *Partial) Why(o Options, cause string) ([]Why, error) {
	o = o.withDefaults()
	c := o.Rules.Find(cause)
	if c == nil {
		return nil, fmt.Errorf("%q is no cause: see `wsdoctor rules list`", cause)
	}
	hs, _ := p.store.Handshakes(p.config(o))
	var out []Why
	for _, h := range hs {
		for i := range c.Signs {
			sign := &c.Signs[i]
			out = append(out, Why{h.Endpoint.String(), h.Outcome.String(), sign.Name, rules.Fits(sign, h), rules.Explain(sign, h)})
		}
	}
	return out, nil
}
