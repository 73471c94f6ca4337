package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

// mergeCmd makes one report of partial results.
type mergeCmd struct {
	Files []string `arg:"" name:"file" help:"Partial results, as written by wsdoctor analyze --shard I/N -o json=FILE."`

	judging
	printing
}

func (c *mergeCmd) run(_ context.Context, s streams) (exitCode, error) {
	o, err := c.options()
	if err != nil {
		return exitUsage, err
	}
	outs, err := c.outputs()
	if err != nil {
		return exitUsage, err
	}
	var total *diagnose.Partial
	for _, name := range c.Files {
		part, err := readPartial(name, s.in, o)
		if err != nil {
			return exitInput, fmt.Errorf("%s: %w", name, err)
		}
		if total == nil {
			total = part
		} else {
			total.Merge(part)
		}
	}
	return c.finish(s, total.Report(o), outs, sourceList{})
}

func readPartial(name string, stdin io.Reader, o diagnose.Options) (*diagnose.Partial, error) {
	if name == stdinName {
		return diagnose.DecodePartial(stdin, o)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s", reason(err))
	}
	defer f.Close()
	return diagnose.DecodePartial(f, o)
}
