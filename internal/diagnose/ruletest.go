package diagnose

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/correlate"
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
	for i := range set.Causes {
		c := &set.Causes[i]
		if want != nil && !want(c.ID) {
			continue
		}
		for j := range c.Signs {
			for k := range c.Signs[j].Tests {
				t := &c.Signs[j].Tests[k]
				out = append(out, TestResult{c.ID, c.Signs[j].Name, t.Name, testSign(set, c, &c.Signs[j], t)})
			}
		}
	}
	return out
}

func testSign(set *rules.Set, c *rules.Cause, sign *rules.Sign, t *rules.Test) error {
	p, err := scanTest(set, t)
	if err != nil {
		return err
	}
	var fits []string
	hs, _ := p.store.Handshakes(correlate.Config{})
	for _, h := range hs {
		if rules.Fits(sign, h) {
			fits = append(fits, h.Endpoint.String())
		}
	}
	switch {
	case t.Want && fits == nil:
		return fmt.Errorf("the sign does not match%s", describe(p))
	case !t.Want && fits != nil:
		return fmt.Errorf("the sign matches %q and should not", fits)
	}
	return nil
}

func describe(p *Partial) string {
	var b bytes.Buffer
	for _, in := range p.Inputs {
		fmt.Fprintf(&b, "; %s is read as %q, %d events", in.Name, in.Format, in.Events)
		if in.Error != "" {
			fmt.Fprintf(&b, " (%s)", in.Error)
		}
	}
	return b.String()
}

func scanTest(set *rules.Set, t *rules.Test) (*Partial, error) {
	total := (&scanner{o: Options{Rules: set}.withDefaults()}).empty()
	for _, in := range t.Inputs {
		text := []byte(in.Text)
		src := Source{Name: in.Name, Modified: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(text)), nil
		}}
		p, err := Scan(context.Background(), []Source{src}, Options{Rules: set, Redact: redact.New([]byte("test")), Force: in.Format})
		if err != nil {
			return nil, err
		}
		total.Merge(p)
	}
	return total, nil
}
