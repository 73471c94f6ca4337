package diagnose

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/rules"
)

// TestResult is the outcome of one test of one sign.
type TestResult struct {
	Cause, Sign, Test string
	Err               error // nil: as expected
}

// TestRules runs the tests that the causes carry, each through the real pipeline, and returns a result for
// each. want filters by cause; nil runs all.
func TestRules(set *rules.Set, want func(cause string) bool) []TestResult {
	var out []TestResult
	s := newScanner(Options{Rules: set, Redact: redact.New([]byte("test"))})
	for i := range set.Causes {
		c := &set.Causes[i]
		if want != nil && !want(c.ID) {
			continue
		}
		for j := range c.Signs {
			for k := range c.Signs[j].Tests {
				t := &c.Signs[j].Tests[k]
				out = append(out, TestResult{c.ID, c.Signs[j].Name, t.Name, s.test(&c.Signs[j], t)})
			}
		}
	}
	return out
}

func (s *scanner) test(sign *rules.Sign, t *rules.Test) error {
	p := s.scanTest(t)
	var fits []string
	hs, _ := p.store.Handshakes(p.config(s.o))
	for _, h := range hs {
		if rules.Fits(sign, h) {
			fits = append(fits, h.Endpoint.String())
		}
	}
	switch {
	case t.Want && fits == nil:
		return fmt.Errorf("the sign does not match%s", p.describe())
	case !t.Want && fits != nil:
		return fmt.Errorf("the sign matches %q and should not", fits)
	}
	return nil
}

// describe says how the inputs were read.
func (p *Partial) describe() string {
	var b strings.Builder
	for _, in := range p.Inputs {
		fmt.Fprintf(&b, "; %s is read as %q, %d events", in.Name, in.Format, in.Events)
		if in.Error != "" {
			fmt.Fprintf(&b, " (%s)", in.Error)
		}
	}
	return b.String()
}

// testDay is the day of the last change of a test's inputs.
var testDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func (s *scanner) scanTest(t *rules.Test) *Partial {
	total := s.total()
	for _, in := range t.Inputs {
		one := *s
		one.o.Force = in.Format
		total.absorb(one.scan(context.Background(), Source{Name: in.Name, Modified: testDay, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(in.Text)), nil
		}}))
	}
	return total
}
