package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

var tableOutput = Output{
	Name:  "table",
	About: "for people: the verdict, the findings, and what to do about each",
	Write: writeTable,
}

// inFull is how many findings are told in full without --verbose.
const inFull = 3

func writeTable(w io.Writer, r *diagnose.Report, o Options) error {
	p := newPrinter(w, o)
	p.verdict(r)
	p.findings(r.Findings)
	for i := range r.Findings {
		p.finding(i+1, &r.Findings[i])
	}
	p.timeline(r.Timeline)
	p.coverage(r.Inputs)
	p.list("Notes", r.Notes)
	return p.err
}

// verdict is the one line for who reads no further.
func (p *printer) verdict(r *diagnose.Report) {
	s := r.Summary
	if len(r.Findings) == 0 {
		p.title(fmt.Sprintf("No failed WebSocket handshake found (%s opened).", count(s.Opened, "handshake")))
		return
	}
	f := &r.Findings[0]
	p.title(fmt.Sprintf("%s %s: %s (%s). %s.", f.Cause, sureness[f.Confidence], f.Title, f.Endpoint, whereToLook(f)))
	p.text(0, fmt.Sprintf("%s failed, %d opened, %d unexplained.", count(s.Failed, "handshake"), s.Opened, s.Unexplained))
}

// sureness is what the confidences mean to a reader.
var sureness = map[string]string{"certain": "(certain)", "likely": "(likely)", "possible": "(possible, one of several)"}

// whereToLook names the hop at which the thing to change lies, and who refused if that is another.
func whereToLook(f *diagnose.Finding) string {
	where := "It is not clear yet where to look"
	if f.Hop != "" && f.Hop != "unknown" {
		where = "Look at the " + place(f.Hop, f.Product)
	}
	if f.RefusedBy != "" && f.RefusedBy != f.Hop && f.RefusedBy != "unknown" {
		where += "; the " + f.RefusedBy + " refused"
	}
	return where
}

func place(hop, product string) string {
	if product == "" {
		return hop
	}
	return hop + " (" + product + ")"
}

func count(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.FormatInt(n, 10) + " " + what
}

// findings is the overview. The endpoint gets the width that the other columns leave.
func (p *printer) findings(list []diagnose.Finding) {
	if len(list) == 0 {
		return
	}
	rows := make([][]string, len(list))
	for i := range list {
		f := &list[i]
		rows[i] = []string{strconv.Itoa(i + 1), f.Cause, f.Confidence, f.Endpoint, place(f.Hop, f.Product), times(f), shortTime(f.FirstSeen), shortTime(f.LastSeen)}
	}
	p.table([]string{"#", "cause", "confidence", "endpoint", "hop", "count", "first (UTC)", "last (UTC)"}, rows, 3)
}

func times(f *diagnose.Finding) string {
	n := strconv.FormatInt(f.Count, 10)
	if f.Recovered {
		n += ", recovered"
	}
	return n
}

// shortTime is "11-22 20:05:36" of an RFC 3339 time.
func shortTime(t string) string {
	if len(t) < len("2006-01-02T15:04:05") {
		return t
	}
	return t[5:10] + " " + t[11:19]
}

// finding tells one finding in full; a later or recovered one only in a line, unless all is asked for.
func (p *printer) finding(n int, f *diagnose.Finding) {
	p.blank()
	p.title(fmt.Sprintf("%d. %s: %s", n, f.Cause, f.Title))
	if !p.o.Verbose && (n > inFull || f.Recovered) {
		p.text(3, sentences(f.Explain, 1))
		return
	}
	p.text(3, p.explanation(f))
	if len(f.Alternates) > 0 {
		p.text(3, "It may also be "+alternates(f)+".")
	}
	p.evidence(f)
	p.way(f.Way)
	p.list("How the sources belong together", f.Joins)
	p.list("What is different where it works", f.Compare)
	p.fixes(f)
	p.list("Do not", f.Avoid)
	p.list("To be sure", f.Next)
	p.list("References", f.References)
}

// explanation is short where nothing is open.
func (p *printer) explanation(f *diagnose.Finding) string {
	if p.o.Verbose {
		return f.Explain
	}
	n := 3
	if f.Confidence == "certain" {
		n = 2
	}
	return sentences(f.Explain, n)
}

func alternates(f *diagnose.Finding) string {
	var names []string
	for _, a := range f.Alternates {
		names = append(names, a.Cause+" ("+a.Confidence+")")
	}
	return strings.Join(names, ", ")
}

// evidence quotes, and tells how often and when.
func (p *printer) evidence(f *diagnose.Finding) {
	p.heading("Evidence")
	p.text(6, occurrence(f))
	for _, e := range f.Evidence {
		p.text(6, fmt.Sprintf("%s, %s (%s)", e.Input, e.At, e.Field))
		p.quote(e.Quote)
	}
	if f.Restart != "" {
		p.text(6, "Within a minute of a start or stop:")
		p.quote(f.Restart)
	}
}

func occurrence(f *diagnose.Finding) string {
	parts := []string{count(f.Count, "time")}
	if f.Clients > 0 {
		parts = append(parts, count(f.Clients, "client"))
	}
	if f.Rhythm != "" {
		parts = append(parts, f.Rhythm)
	}
	if f.FirstSeen != "" {
		parts = append(parts, f.FirstSeen)
	}
	if f.LastSeen != f.FirstSeen {
		parts = append(parts, "until "+f.LastSeen)
	}
	if f.Recovered {
		parts = append(parts, "a later handshake on the endpoint opened")
	}
	return strings.Join(parts, ", ")
}

// way is the table of hops, from the client inwards.
func (p *printer) way(steps []diagnose.Step) {
	if len(steps) == 0 {
		return
	}
	p.heading("The way")
	rows := make([][]string, len(steps))
	for i, s := range steps {
		rows[i] = []string{place(s.Hop, s.Product), s.Saw, s.Answered, s.How}
	}
	p.table([]string{"hop", "saw", "answered", "how we know"}, rows, 1)
}

// fixes shows the fix for the product seen, and the others only on request.
func (p *printer) fixes(f *diagnose.Finding) {
	for i, fix := range f.Fixes {
		if i > 0 && !p.o.Verbose {
			p.text(6, fmt.Sprintf("For other products: wsdoctor explain %s", f.Cause))
			return
		}
		p.heading("Fix (" + fix.For + ")")
		p.text(6, fix.Text)
		p.code(fix.Code)
		if fix.Verify != "" {
			p.text(6, "Check with:")
			p.code(fix.Verify)
		}
	}
}

// timeline lists the attempts in time order.
func (p *printer) timeline(attempts []diagnose.Attempt) {
	if len(attempts) == 0 {
		return
	}
	p.blank()
	p.title("Timeline (UTC)")
	for _, a := range attempts {
		p.text(3, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", shortTime(a.Time), a.Outcome, a.Endpoint, a.Cause)))
		for _, e := range a.Events {
			p.quote(e)
		}
		for _, j := range a.Joins {
			p.text(6, j)
		}
	}
}

// coverage says what became of each input.
func (p *printer) coverage(inputs []diagnose.Input) {
	p.blank()
	p.title("Inputs")
	rows := make([][]string, len(inputs))
	for i := range inputs {
		in := &inputs[i]
		rows[i] = []string{in.Name, inputFormat(in), number(in.Records), number(in.NotUnderstood), number(in.Skipped), number(in.Events)}
	}
	p.table([]string{"input", "read as", "records", "not understood", "skipped", "events"}, rows, 0)
	for i := range inputs {
		p.remarks(&inputs[i])
	}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func inputFormat(in *diagnose.Input) string {
	format := in.Format
	if format == "" {
		format = "not recognised"
	}
	return strings.Join(append(append([]string{}, in.Envelopes...), format), " > ")
}

// remarks are the error and the warnings of one input, and how it was read where that is asked for.
func (p *printer) remarks(in *diagnose.Input) {
	if in.Error != "" {
		p.text(3, in.Name+": "+in.Error)
	}
	for _, w := range in.Warnings {
		p.text(3, in.Name+": "+w)
	}
	if !p.o.Verbose {
		return
	}
	p.text(3, strings.TrimRight(fmt.Sprintf("%s: %s, %s", in.Name, in.Reason, in.Producer), ", "))
	for _, pos := range in.Unclear {
		p.text(3, fmt.Sprintf("%s: not understood: %s", in.Name, pos))
	}
}

// Table prints rows under names to a terminal. The column numbered wide gives up what does not fit.
func Table(w io.Writer, names []string, rows [][]string, wide int, o Options) error {
	p := newPrinter(w, o)
	p.table(names, rows, wide)
	return p.err
}

// table prints rows under names. The column numbered wide gives up what does not fit the width.
func (p *printer) table(names []string, rows [][]string, wide int) {
	room := p.o.Width - 1
	for col := range names {
		room -= 3
		if col != wide {
			room -= columnWidth(names, rows, col)
		}
	}
	t := tablewriter.NewTable(p,
		tablewriter.WithHeaderAutoFormat(tw.Off), tablewriter.WithHeaderAutoWrap(tw.WrapNone), tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAutoWrap(tw.WrapNone), tablewriter.WithRowAlignment(tw.AlignLeft), tablewriter.WithTrimSpace(tw.Off))
	t.Header(names)
	for _, row := range rows {
		cells := make([]string, len(row))
		for col, cell := range row {
			cells[col] = OneLine(cell)
			if col == wide {
				cells[col] = middle(cells[col], max(room, 12))
			}
		}
		p.keep(t.Append(cells))
	}
	p.keep(t.Render())
}

func columnWidth(names []string, rows [][]string, col int) int {
	width := len([]rune(names[col]))
	for _, row := range rows {
		width = max(width, len([]rune(OneLine(row[col]))))
	}
	return width
}
