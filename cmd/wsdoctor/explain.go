package main

import (
	"context"

	"github.com/wsdoctor/wsdoctor/internal/report"
	"github.com/wsdoctor/wsdoctor/rules"
)

// explainCmd prints one cause of the catalogue.
type explainCmd struct {
	Cause string `arg:"" help:"A cause, such as origin-rejected (see wsdoctor rules list)."`
	For   string `placeholder:"PRODUCT" help:"Show only the fixes for this product: nginx, apache, haproxy, rails, …"`
	rulesFlags
}

func (c *explainCmd) run(_ context.Context, s streams) (exitCode, error) {
	set, err := c.load()
	if err != nil {
		return exitUsage, err
	}
	cause, err := find(set, c.Cause)
	if err != nil {
		return exitUsage, err
	}
	return exitOK, report.Explain(s.out, cause, c.For, terminal(s))
}

func find(set *rules.Set, id string) (*rules.Cause, error) {
	if cause := set.Find(id); cause != nil {
		return cause, nil
	}
	return nil, unknownCause(set, id)
}
