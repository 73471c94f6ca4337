package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/internal/report"
	"github.com/wsdoctor/wsdoctor/parsers"
)

// formatsCmd holds the commands about formats.
type formatsCmd struct {
	List formatsListCmd `cmd:"" default:"1" help:"List the formats that can be read."`
	Try  formatsTryCmd  `cmd:"" help:"Show what a log_format or LogFormat string reads in the first lines of a file."`
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

type formatsTryCmd struct {
	Pattern string `arg:"" name:"string" help:"The string of log_format in nginx.conf, or of LogFormat in httpd.conf."`
	File    string `arg:"" help:"An access log, or - for standard input."`
	Lines   int    `default:"3" help:"How many lines to show."`
}

func (c *formatsTryCmd) run(_ context.Context, s streams) (exitCode, error) {
	lines, err := firstLines(c.File, s.in, c.Lines)
	if err != nil {
		return exitInput, fmt.Errorf("%s: %s", c.File, reason(err))
	}
	trials, err := parsers.TryAccess(redact.New(nil), c.Pattern, lines)
	if err != nil {
		return exitUsage, err
	}
	code := exitOK
	for i, t := range trials {
		fmt.Fprintf(s.out, "line %d: %s\n", i+1, trialVerdict(&t))
		if !t.Fits {
			code = exitInput
		}
		var rows [][]string
		for _, col := range t.Columns {
			rows = append(rows, []string{col.Variable, col.Meaning, col.Value.String()})
		}
		if err := report.Table(s.out, []string{"variable", "read as", "value"}, rows, 2, terminal(s)); err != nil {
			return exitUsage, err
		}
	}
	return code, nil
}

func trialVerdict(t *parsers.Trial) string {
	if t.Fits {
		return "fits"
	}
	return report.OneLine("stops at " + t.Stopped + ", whose value does not look as it should")
}

// firstLines returns the first n lines of a file.
func firstLines(name string, stdin io.Reader, n int) ([][]byte, error) {
	r := stdin
	if name != stdinName {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	br := bufio.NewReader(r)
	var lines [][]byte
	for len(lines) < n {
		line, err := br.ReadBytes('\n')
		if len(line) > 0 {
			lines = append(lines, bytes.TrimRight(line, "\r\n"))
		}
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}
