package main

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// analyzeCmd reads the inputs and reports.
type analyzeCmd struct {
	Files []string `arg:"" name:"file" help:"Files, folders, \"*.log\" patterns, or - for standard input. Compressed files and archives are unpacked."`

	reading
	judging
	printing

	NoRedact bool   `help:"Keep secrets in the report. Do not attach it to anything."`
	WhyNot   string `placeholder:"CAUSE" help:"Say clause by clause why the cause was not found."`
	Shard    string `placeholder:"I/N" help:"Read only every Nth input, beginning with the Ith, and write a partial result (JSON) for wsdoctor merge."`
}

// reading is how inputs are read.
type reading struct {
	InputFormat string `placeholder:"NAME" help:"Read every input as this format (see wsdoctor formats)."`
	LogFormat   string `placeholder:"STRING" help:"The log_format of nginx.conf, or the LogFormat of httpd.conf, that access logs are written in."`
	TZ          string `name:"tz" placeholder:"ZONE" help:"Zone of timestamps that name none: Europe/Berlin, +02:00. Default: UTC."`
	Since       string `placeholder:"TIME" help:"Leave out what is older: 2026-11-22T20:05, or 2h for two hours ago."`
	Until       string `placeholder:"TIME" help:"Leave out what is newer."`
}

func (c *analyzeCmd) run(ctx context.Context, s streams) (exitCode, error) {
	sources := expand(c.Files, s.in)
	o, err := c.options(sources, time.Now())
	if err != nil {
		return exitUsage, err
	}
	outs, err := c.outputs()
	if err != nil {
		return exitUsage, err
	}
	if c.Shard != "" {
		return c.shard(ctx, s, sources, o)
	}
	part, err := diagnose.Scan(ctx, sources.list, o)
	if err != nil {
		return exitInput, fmt.Errorf("stopped before all inputs were read: %w", err)
	}
	if c.WhyNot != "" {
		return c.whyNot(s, part, o)
	}
	addMissing(part, sources.missing)
	r := part.Report(o)
	r.Verify(sources.reopen(r.Inputs))
	r.Notes = append(r.Notes, sources.notes()...)
	return c.finish(s, r, outs, sources)
}

// addMissing adds inputs that were never opened, in the order of names.
func addMissing(part *diagnose.Partial, missing []diagnose.Input) {
	part.Inputs = append(part.Inputs, missing...)
	sort.SliceStable(part.Inputs, func(i, j int) bool { return part.Inputs[i].Name < part.Inputs[j].Name })
}

// options turns flags into what a run wants to know.
func (c *analyzeCmd) options(sources sourceList, now time.Time) (diagnose.Options, error) {
	o, err := c.judging.options()
	if err != nil {
		return o, err
	}
	o.Timeline = c.Timeline
	o.Redact = redact.New(sources.key())
	if c.NoRedact {
		o.Redact = redact.NewOpen(sources.key())
	}
	if o.Zone, err = zone(c.TZ); err != nil {
		return o, err
	}
	if o.Since, err = moment(c.Since, o.Zone, now); err != nil {
		return o, fmt.Errorf("--since: %w", err)
	}
	if o.Until, err = moment(c.Until, o.Zone, now); err != nil {
		return o, fmt.Errorf("--until: %w", err)
	}
	o.Force, o.Formats, err = formats(c.InputFormat, c.LogFormat)
	return o, err
}

// shard reads one share of the inputs and writes the partial result.
func (c *analyzeCmd) shard(ctx context.Context, s streams, sources sourceList, o diagnose.Options) (exitCode, error) {
	i, n, err := parseShard(c.Shard)
	if err != nil {
		return exitUsage, err
	}
	write, err := c.partialOutput(s)
	if err != nil {
		return exitUsage, err
	}
	part, err := diagnose.Scan(ctx, diagnose.Shard(sources.list, i, n), o)
	if err != nil {
		return exitInput, fmt.Errorf("stopped before all inputs were read: %w", err)
	}
	if i == 1 {
		addMissing(part, sources.missing)
	}
	if err := write(part.Encode); err != nil {
		return exitUsage, err
	}
	return complain(s, part.Inputs, sources), nil
}

func parseShard(text string) (i, n int, err error) {
	a, b, ok := strings.Cut(text, "/")
	if ok {
		i, err = strconv.Atoi(a)
	}
	if err == nil && ok {
		n, err = strconv.Atoi(b)
	}
	if !ok || err != nil || i < 1 || i > n {
		return 0, 0, fmt.Errorf("--shard %q: expected I/N with I from 1 to N, as in 2/8", text)
	}
	return i, n, nil
}

// whyNot prints how the signs of a cause fare on every handshake.
func (c *analyzeCmd) whyNot(s streams, part *diagnose.Partial, o diagnose.Options) (exitCode, error) {
	whys, err := part.Why(o, c.WhyNot)
	if err != nil {
		return exitUsage, err
	}
	if len(whys) == 0 {
		s.say("no handshake to compare %s with", c.WhyNot)
	}
	return exitOK, printWhy(s.out, whys)
}
