package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
	"github.com/wsdoctor/wsdoctor/internal/report"
)

// printing is how a report goes out, and what the exit code is.
type printing struct {
	Format   string   `short:"f" enum:"${outputs}" default:"table" help:"Form of the report on standard output: ${enum}."`
	Output   []string `short:"o" placeholder:"FORMAT=PATH" sep:"none" help:"Write the report in another form to a file as well. Repeatable."`
	Verbose  bool     `short:"v" help:"Show all details, and how each input was read."`
	ExitZero bool     `help:"Exit with 0 although failed handshakes were found."`
	FailOn   string   `enum:"possible,likely,certain" default:"possible" help:"Exit with 1 only for findings that are at least so sure: ${enum}."`
}

// destination is one form of the report and where it goes.
type destination struct {
	report.Output
	path string // "" is standard output
}

// outputs returns what is to be written: --format, and every --output.
func (p *printing) outputs() ([]destination, error) {
	first, err := report.Find(p.Format)
	if err != nil {
		return nil, err
	}
	out := []destination{{first, ""}}
	for _, text := range p.Output {
		name, path, ok := strings.Cut(text, "=")
		if !ok || path == "" {
			return nil, fmt.Errorf("--output %q: expected FORMAT=PATH, as in json=report.json", text)
		}
		o, err := report.Find(name)
		if err != nil {
			return nil, fmt.Errorf("--output: %w", err)
		}
		out = append(out, destination{o, path})
	}
	return out, nil
}

// finish writes the report in every form that was asked for and says what could not be read.
func (p *printing) finish(s streams, r *diagnose.Report, outs []destination, sources sourceList) (exitCode, error) {
	r.Number()
	for _, d := range outs {
		if err := d.write(s, r, p.Verbose); err != nil {
			return exitUsage, err
		}
	}
	if code := complain(s, r.Inputs, sources); code != exitOK {
		return code, nil
	}
	return p.verdict(r), nil
}

// verdict is the exit code that the findings ask for.
func (p *printing) verdict(r *diagnose.Report) exitCode {
	order := map[string]int{"possible": 0, "likely": 1, "certain": 2}
	for i := range r.Findings {
		if f := &r.Findings[i]; !p.ExitZero && order[f.Confidence] >= order[p.FailOn] {
			return exitFailed
		}
	}
	return exitOK
}

func (d destination) write(s streams, r *diagnose.Report, verbose bool) error {
	if d.path == "" {
		o := terminal(s)
		o.Verbose = verbose
		return d.buffered(s.out, r, o)
	}
	f, err := os.Create(d.path)
	if err != nil {
		return fmt.Errorf("--output %s: %s", d.path, reason(err))
	}
	err = d.buffered(f, r, report.Options{Verbose: verbose})
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("--output %s: %w", d.path, err)
	}
	return nil
}

func (d destination) buffered(w io.Writer, r *diagnose.Report, o report.Options) error {
	b := bufio.NewWriter(w)
	if err := d.Write(b, r, o); err != nil {
		return err
	}
	return b.Flush()
}

// terminal says how wide standard output is, and whether it shows colours.
func terminal(s streams) report.Options {
	f, ok := s.out.(*os.File)
	if !ok || !isTerminal(f) {
		return report.Options{}
	}
	width, err := strconv.Atoi(s.env("COLUMNS"))
	if err != nil || width <= 0 {
		width = terminalWidth(f)
	}
	return report.Options{Width: width, Color: s.env("NO_COLOR") == "" && s.env("TERM") != "dumb"}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// breaksOff begins the warning of a parser that an input ends before it should.
const breaksOff = "breaks off"

// complain prints a line for every input that could not be read or understood to its end, and for every warning. A
// file in a folder or an archive that is no log is no mistake, but a folder or an archive without any is.
func complain(s streams, inputs []diagnose.Input, sources sourceList) exitCode {
	code := exitOK
	holders := append([]string(nil), sources.folders...)
	for i := range inputs {
		in := &inputs[i]
		archive, _, member := strings.Cut(in.Name, memberSign)
		if member && !slices.Contains(holders, archive) {
			holders = append(holders, archive)
		}
		if in.Error != "" && (in.Format != "" || !member && !sources.names[in.Name].inFolder) {
			code = exitInput
			s.say("%s: %s", in.Name, in.Error)
		}
		for _, w := range in.Warnings {
			s.say("%s: %s", in.Name, w)
			if strings.HasPrefix(w, breaksOff) {
				code = exitInput
			}
		}
	}
	for _, holder := range holders {
		if !understood(inputs, holder) {
			code = exitInput
			s.say("%s: no file in it is a HAR, a console or a log that is known", holder)
		}
	}
	return code
}

// memberSign stands between the names of an archive and of a member.
const memberSign = "!"

// understood reports whether any input in a folder or an archive was.
func understood(inputs []diagnose.Input, holder string) bool {
	folder := strings.TrimSuffix(holder, string(os.PathSeparator)) + string(os.PathSeparator)
	for i := range inputs {
		name := inputs[i].Name
		if inputs[i].Format != "" && (holder == "." || strings.HasPrefix(name, folder) || strings.HasPrefix(name, holder+memberSign)) {
			return true
		}
	}
	return false
}

// partialOutput returns what writes a partial result: to the one --output, or to standard output.
func (p *printing) partialOutput(s streams) (func(encode func(io.Writer) error) error, error) {
	switch {
	case len(p.Output) == 0 && p.Format == "json":
		return func(encode func(io.Writer) error) error { return encode(s.out) }, nil
	case len(p.Output) == 1 && strings.HasPrefix(p.Output[0], "json="):
		return func(encode func(io.Writer) error) error { return writeFile(p.Output[0][len("json="):], encode) }, nil
	default:
		return nil, fmt.Errorf("--shard writes a partial result, which is JSON: expected --format json or -o json=PATH")
	}
}

func writeFile(path string, encode func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write %s: %s", path, reason(err))
	}
	err = encode(f)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
