package report

import (
	"io"
	"strings"
)

// printer writes lines of text to a terminal or file. Nothing reaches w that was not neutralised. The first
// error of writing is kept and stops everything after it.
type printer struct {
	w   io.Writer
	o   Options
	err error
}

const defaultWidth = 100

func newPrinter(w io.Writer, o Options) *printer {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	return &printer{w: w, o: o}
}

// Write implements io.Writer for tables, whose cells are neutralised before.
func (p *printer) Write(b []byte) (int, error) {
	if p.err == nil {
		_, p.err = p.w.Write(b)
	}
	return len(b), p.err
}

func (p *printer) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *printer) line(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s+"\n")
	}
}

func (p *printer) blank() { p.line("") }

// ANSI sequences of titles.
const (
	bold  = "\x1b[1m"
	reset = "\x1b[0m"
)

// title prints text in bold, wrapped.
func (p *printer) title(text string) {
	for _, l := range wrap(OneLine(text), p.o.Width) {
		if p.o.Color {
			l = bold + l + reset
		}
		p.line(l)
	}
}

func (p *printer) heading(text string) {
	text = OneLine(text)
	if p.o.Color {
		text = bold + text + reset
	}
	p.line("   " + text)
}

// text prints a paragraph, wrapped and indented.
func (p *printer) text(indent int, text string) {
	for _, l := range wrap(OneLine(strings.TrimSpace(text)), p.o.Width-indent) {
		p.line(strings.Repeat(" ", indent) + l)
	}
}

// list prints items under a heading; nothing if there are none.
func (p *printer) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	p.heading(heading)
	for _, item := range items {
		for i, l := range wrap(OneLine(item), p.o.Width-8) {
			lead := "        "
			if i == 0 {
				lead = "      - "
			}
			p.line(lead + l)
		}
	}
}

// quoted bounds what is shown of a quote without --verbose.
const (
	quotedLines   = 3
	quotedColumns = 300
)

// quote prints what stands in an input.
func (p *printer) quote(s string) {
	all := lines(s)
	for i, l := range all {
		if !p.o.Verbose {
			if i == quotedLines {
				p.line("        > …")
				return
			}
			l = cut(l, quotedColumns)
		}
		p.line("        > " + l)
	}
}

// code prints lines to be copied: they are never wrapped.
func (p *printer) code(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	for _, l := range lines(s) {
		p.line(strings.TrimRight("          "+l, " "))
	}
}
