package report

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

// printer writes lines of text to a terminal or file. Nothing reaches w that was not neutralised. The first
// error of writing is kept and stops everything after it.
type printer struct {
	w      io.Writer
	o      Options
	folder string // that all inputs are in, with a separator; it is left out of their names
	err    error
}

const defaultWidth = 120

func newPrinter(w io.Writer, o Options) *printer {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	return &printer{w: w, o: o}
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

func (p *printer) strong(s string) string {
	if p.o.Color {
		return bold + s + reset
	}
	return s
}

// title prints text in bold, wrapped.
func (p *printer) title(text string) {
	for _, l := range wrap(flat(text), p.o.Width) {
		p.line(p.strong(l))
	}
}

// flat returns running text, in which line ends are only blanks, on one line.
func flat(text string) string { return OneLine(strings.Join(strings.Fields(text), " ")) }

func (p *printer) heading(text string) {
	p.blank()
	p.line("   " + p.strong(OneLine(text)))
}

// text prints a paragraph, wrapped and indented.
func (p *printer) text(indent int, text string) {
	for _, l := range wrap(flat(text), p.o.Width-indent) {
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
		lead := "      - "
		for _, l := range wrap(flat(item), p.o.Width-len(lead)) {
			p.line(lead + l)
			lead = "        "
		}
	}
}

// some is list for the first n items, or for all with --verbose.
func (p *printer) some(heading string, items []string, n int) {
	if !p.o.Verbose {
		items = items[:min(n, len(items))]
	}
	p.list(heading, items)
}

// quoted bounds what is shown of a quote without --verbose.
const (
	quotedLines   = 3
	quotedColumns = 300
)

// quote prints what stands in an input. It is not wrapped: it can be searched for as it is.
func (p *printer) quote(s string) {
	for i, l := range lines(s) {
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

// short leaves the common folder of the inputs out of a name.
func (p *printer) short(name string) string { return strings.TrimPrefix(name, p.folder) }

// commonFolder returns the folder that all inputs are in, with a separator at its end, or "".
func commonFolder(inputs []diagnose.Input) string {
	common := ""
	for i := range inputs {
		dir, _ := filepath.Split(inputs[i].Name)
		if i == 0 {
			common = dir
		}
		for common != "" && !strings.HasPrefix(dir, common) {
			common, _ = filepath.Split(strings.TrimSuffix(common, string(filepath.Separator)))
		}
	}
	return common
}

const tableIndent = 6

// tableWriter indents the lines of a table and drops the blanks at their ends.
type tableWriter struct{ p *printer }

// Write implements io.Writer. Its input is whole lines: a table is written at once.
func (w tableWriter) Write(b []byte) (int, error) {
	for _, l := range bytes.Split(bytes.TrimRight(b, "\n"), []byte{'\n'}) {
		w.p.line(strings.TrimRight(strings.Repeat(" ", tableIndent)+string(l), " "))
	}
	return len(b), w.p.err
}
