package main

import (
	"context"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/report"
	"github.com/wsdoctor/wsdoctor/parsers"
)

// formatsCmd holds the commands about formats.
type formatsCmd struct {
	List formatsListCmd `cmd:"" default:"1" help:"List the formats that can be read."`
}

type formatsListCmd struct {
	Verbose bool `short:"v" help:"Show where such files are found and what fields they fill."`
}

func (c *formatsListCmd) run(_ context.Context, s streams) (exitCode, error) {
	names := []string{"format", "what it is"}
	if c.Verbose {
		names = append(names, "where", "shows")
	}
	var rows [][]string
	for _, f := range parsers.All() {
		row := []string{f.Name, f.Title}
		if c.Verbose {
			row = append(row, f.Where, strings.Join(f.Shows, " "))
		}
		rows = append(rows, row)
	}
	return exitOK, report.Table(s.out, names, rows, 1, terminal(s))
}
