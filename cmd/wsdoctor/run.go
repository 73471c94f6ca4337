package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/wsdoctor/wsdoctor/internal/report"
)

// exitCode is what the program tells the shell.
type exitCode int

// The exit codes. They are part of the command line's contract.
const (
	exitOK     exitCode = 0 // no failed handshake, or --exit-zero
	exitFailed exitCode = 1 // failed handshakes were found
	exitUsage  exitCode = 2 // wrong usage, rules or configuration: nothing was diagnosed
	exitInput  exitCode = 3 // some input could not be read or understood; what could be is reported
)

// streams is what a run has of the world besides its arguments and the files they name.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      func(name string) string
}

// say prints a line to standard error, where all talk goes.
func (s streams) say(format string, args ...any) {
	fmt.Fprintln(s.err, "wsdoctor: "+report.OneLine(fmt.Sprintf(format, args...)))
}

// command is what every command is.
type command interface {
	run(ctx context.Context, s streams) (exitCode, error)
}

// cli is the command line: one field for each command, each in a file of its own.
type cli struct {
	Analyze analyzeCmd `cmd:"" default:"withargs" help:"Say why WebSocket handshakes failed (the default command)."`
	Explain explainCmd `cmd:"" help:"Tell all about a cause: how it shows, how to fix it, what does not help."`
	Rules   rulesCmd   `cmd:"" help:"List, show, test and start the rules that name causes."`
	Formats formatsCmd `cmd:"" help:"List the formats that can be read, or try one on a file."`
	Merge   mergeCmd   `cmd:"" help:"Merge the partial results of analyze --shard into one report."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

const description = `wsdoctor reads what you have at hand when a WebSocket does not open (a HAR, a saved browser console, the output of a
client, the logs of every proxy and server on the way) and says what went wrong, at which hop, how sure that is, and how to fix it.
It works offline, sends nothing anywhere, and removes secrets from what it prints.

Examples:
  wsdoctor bug.har                          a HAR saved from the browser
  wsdoctor bug.har console.log logs/        everything there is: files, folders (with their folders), "*.log"
  kubectl logs deploy/app | wsdoctor -      standard input
  wsdoctor -f json -o table=bug.txt logs/   JSON for a program, a table to attach to the ticket
  wsdoctor explain upgrade-headers-stripped --for nginx

Exit codes: 0 no failed handshake, 1 failed handshakes found, 2 wrong usage or rules, 3 some input could not be read.`

// run does all that the program does.
func run(ctx context.Context, args []string, s streams) exitCode {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	cmd, code, err := parse(args, s)
	if cmd != nil && err == nil {
		code, err = cmd.run(ctx, s)
	}
	for _, line := range problems(err) {
		s.say("%s", line)
	}
	return code
}

// parse finds the command that args name. Without a command and an error, all is done: help was asked for.
func parse(args []string, s streams) (command, exitCode, error) {
	var grammar cli
	helped := false
	k, err := kong.New(&grammar, kong.Name("wsdoctor"), kong.Description(description), kong.Writers(s.out, s.err),
		kong.Exit(func(int) { helped = true }), kong.Vars{"outputs": strings.Join(outputNames(), ",")},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, NoAppDescFormat: true, WrapUpperBound: 120}))
	if err != nil {
		return nil, exitUsage, err
	}
	kctx, err := k.Parse(args)
	switch {
	case helped:
		return nil, exitOK, nil
	case err != nil:
		return nil, exitUsage, fmt.Errorf("%w (see `wsdoctor --help`)", err)
	}
	return kctx.Selected().Target.Addr().Interface().(command), exitOK, nil
}

func outputNames() []string {
	var names []string
	for _, o := range report.All() {
		names = append(names, o.Name)
	}
	return names
}

// problems returns the lines of an error, one for each problem that it joins.
func problems(err error) []string {
	if err == nil {
		return nil
	}
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return []string{err.Error()}
	}
	var out []string
	for _, e := range joined.Unwrap() {
		out = append(out, problems(e)...)
	}
	return out
}
