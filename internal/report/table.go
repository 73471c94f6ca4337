package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

var tableOutput = Output{
	Name:  "table",
	About: "for people: the verdict, the findings, and what to do about each",
	Write: writeTable,
}

// Without --verbose, what is told of findings and of the evidence of one.
const (
	findingsInFull   = 3
	quotesInFull     = 6
	avoidInFull      = 3
	referencesInFull = 2
)

func writeTable(w io.Writer, r *diagnose.Report, o Options) error {
	p := newPrinter(w, o)
	p.folder = commonFolder(r.Inputs)
	p.verdict(r)
	p.overview(r.Findings)
	for i := range r.Findings {
		p.finding(i+1, &r.Findings[i])
	}
	p.timeline(r.Timeline)
	p.coverage(r.Inputs)
	p.notes(r.Notes)
	return p.err
}

// verdict is for who reads no further: what, how sure, where.
func (p *printer) verdict(r *diagnose.Report) {
	s := r.Summary
	if len(r.Findings) == 0 {
		p.title(fmt.Sprintf("No failed WebSocket handshake found; %d opened.", s.Opened))
		return
	}
	f := &r.Findings[0]
	p.title(fmt.Sprintf("%s: %s. %s.", sureness(f), strings.TrimSuffix(f.Title, "."), whereToLook(f)))
	p.text(0, fmt.Sprintf("%s: %d failed, %d opened; %d unexplained.", count(s.Handshakes, "handshake"), s.Failed, s.Opened, s.Unexplained))
}

// sureness says how sure the first word of the verdict is.
func sureness(f *diagnose.Finding) string {
	if f.Cause == diagnose.Unexplained {
		return diagnose.Unexplained
	}
	return f.Confidence + ", " + f.Cause
}

// whereToLook names the endpoint, the hop at which the thing to change lies, and who refused if that is another.
func whereToLook(f *diagnose.Finding) string {
	where := "Not clear yet where to look"
	if known(f.Hop) {
		where = "Look at the " + place(f.Hop, f.Product)
	}
	if known(f.RefusedBy) && f.RefusedBy != f.Hop {
		where += ", though the " + f.RefusedBy + " refused"
	}
	if !strings.HasPrefix(f.Endpoint, "(") {
		where += "; the endpoint is " + f.Endpoint
	}
	return where
}

func known(hop string) bool { return hop != "" && hop != "unknown" }

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

// overview has a row for each finding. The endpoint gets the width that the other columns leave.
func (p *printer) overview(list []diagnose.Finding) {
	if len(list) == 0 {
		return
	}
	p.blank()
	host := commonHost(list)
	rows := make([][]string, len(list))
	for i := range list {
		f := &list[i]
		rows[i] = []string{strconv.Itoa(i + 1), f.Cause, f.Confidence, strings.TrimPrefix(f.Endpoint, host), f.Hop, times(f), period(f)}
	}
	p.table([]string{"#", "cause", "confidence", "endpoint", "hop", "count", "first – last (UTC)"}, rows, 3)
}

// commonHost returns scheme and host of the endpoints, if all have the same and a path behind it.
func commonHost(list []diagnose.Finding) string {
	host := hostOf(list[0].Endpoint)
	for i := range list {
		if hostOf(list[i].Endpoint) != host {
			return ""
		}
	}
	return host
}

func hostOf(endpoint string) string {
	scheme := strings.Index(endpoint, "://")
	if scheme < 0 {
		return ""
	}
	path := strings.IndexByte(endpoint[scheme+3:], '/')
	if path < 0 {
		return ""
	}
	return endpoint[:scheme+3+path]
}

func times(f *diagnose.Finding) string {
	n := strconv.FormatInt(f.Count, 10)
	if f.Recovered {
		n += ", recovered"
	}
	return n
}

// period is "11-22 20:05:36 – 20:09:11"; the end only if it is another second, its day only if it is another day.
func period(f *diagnose.Finding) string {
	first, last := shortTime(f.FirstSeen), shortTime(f.LastSeen)
	switch {
	case first == last || last == "":
		return first
	case strings.HasPrefix(last, first[:min(len(first), 6)]):
		return first + " – " + last[6:]
	default:
		return first + " – " + last
	}
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
	if !p.o.Verbose && (n > findingsInFull || f.Recovered) {
		p.text(3, p.explanation(f, 1))
		return
	}
	p.text(3, p.explanation(f, 3))
	if len(f.Alternates) > 0 {
		p.text(3, "It may also be "+alternates(f)+".")
	}
	p.evidence(f)
	p.way(f.Way)
	p.list("What is different where it works", f.Compare)
	p.fixes(f)
	p.some("Do not", f.Avoid, avoidInFull)
	p.list("To be sure", f.Next)
	p.some("References", f.References, referencesInFull)
}

// explanation is the first sentences of what the rule says, the fewer the surer it is.
func (p *printer) explanation(f *diagnose.Finding, n int) string {
	if p.o.Verbose {
		return f.Explain
	}
	if f.Confidence == "certain" {
		n = min(n, 2)
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
	p.heading("Evidence: " + occurrence(f))
	for i, e := range f.Evidence {
		if i == quotesInFull && !p.o.Verbose {
			p.text(6, fmt.Sprintf("… and %d more with --verbose", len(f.Evidence)-i))
			break
		}
		p.text(6, fmt.Sprintf("%s, %s", p.short(e.Input), e.At))
		p.quote(quoted(&e))
	}
	if f.Restart != "" {
		p.text(6, "Within a minute of a start or stop: "+p.short(f.Restart))
	}
	if p.o.Verbose {
		p.list("Why these belong together", f.Joins)
	}
}

// quoted is a quote, with the name of the field where it is a bare value ("missing", "403").
func quoted(e *diagnose.Evidence) string {
	if strings.ContainsAny(e.Quote, " /") || e.Field == "" {
		return e.Quote
	}
	return e.Field + ": " + e.Quote
}

func occurrence(f *diagnose.Finding) string {
	parts := []string{count(f.Count, "time")}
	if f.Clients > 1 {
		parts = append(parts, count(f.Clients, "client"))
	}
	if f.Rhythm != "" {
		parts = append(parts, f.Rhythm)
	}
	if f.FirstSeen != "" {
		parts = append(parts, period(f)+" UTC")
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
		rows[i] = []string{place(s.Hop, s.Product), s.Saw, s.Answered, p.short(s.How)}
	}
	p.table([]string{"hop", "saw", "answered", "how we know"}, rows, 1)
}

// fixes shows the first fix, which is the one for the product seen, and the others only on request.
func (p *printer) fixes(f *diagnose.Finding) {
	for i, fix := range f.Fixes {
		if i > 0 && !p.o.Verbose {
			p.text(6, fmt.Sprintf("More fixes: wsdoctor explain %s", f.Cause))
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
			p.quote(p.short(e))
		}
		for _, j := range a.Joins {
			p.text(8, p.short(j))
		}
	}
}

// coverage says what became of each input.
func (p *printer) coverage(inputs []diagnose.Input) {
	p.blank()
	p.title("Inputs " + strings.TrimSuffix("in "+p.folder, "in "))
	rows := make([][]string, len(inputs))
	for i := range inputs {
		in := &inputs[i]
		rows[i] = []string{p.short(in.Name), inputFormat(in), number(in.Records), number(in.NotUnderstood), number(in.Skipped), number(in.Events)}
	}
	p.table([]string{"input", "read as", "records", "not understood", "skipped", "kept"}, rows, 0)
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
	name := p.short(in.Name)
	if in.Error != "" {
		p.text(3, name+": "+in.Error)
	}
	for _, w := range in.Warnings {
		p.text(3, name+": "+w)
	}
	if !p.o.Verbose {
		return
	}
	if how := strings.Trim(in.Reason+", "+in.Producer, ", "); how != "" {
		p.text(3, name+": "+how)
	}
	for _, pos := range in.Unclear {
		p.text(3, fmt.Sprintf("%s: not understood: %s", name, pos))
	}
}

func (p *printer) notes(notes []string) {
	for i, n := range notes {
		if i == 0 {
			p.blank()
			p.title("Notes")
		}
		p.text(3, n)
	}
}

// Table prints rows under names to a terminal. The column numbered wide gives up what does not fit.
func Table(w io.Writer, names []string, rows [][]string, wide int, o Options) error {
	p := newPrinter(w, o)
	p.table(names, rows, wide)
	return p.err
}

// Widths of a table.
const (
	gap        = 2 // between columns
	leastWidth = 16
)

// table prints rows under names. The column numbered wide gives up what does not fit the width.
func (p *printer) table(names []string, rows [][]string, wide int) {
	room := p.o.Width - tableIndent
	for col := range names {
		room -= gap
		if col != wide {
			room -= columnWidth(names, rows, col)
		}
	}
	t := tablewriter.NewTable(tableWriter{p}, tableLook()...)
	t.Header(names)
	for _, row := range rows {
		cells := make([]string, len(row))
		for col, cell := range row {
			cells[col] = OneLine(cell)
			if col == wide {
				cells[col] = middle(cells[col], max(room, leastWidth))
			}
		}
		p.keep(t.Append(cells))
	}
	p.keep(t.Render())
}

// tableLook is a line under the names and no other: what is printed may be pasted into a ticket or a mail.
func tableLook() []tablewriter.Option {
	cell := tw.CellPadding{Global: tw.Padding{Left: "", Right: strings.Repeat(" ", gap), Overwrite: true}}
	return []tablewriter.Option{
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Symbols:  tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.Lines{ShowTop: tw.Off, ShowBottom: tw.Off, ShowHeaderLine: tw.On, ShowFooterLine: tw.Off}},
		})),
		tablewriter.WithHeaderConfig(tw.CellConfig{Padding: cell, Alignment: tw.CellAlignment{Global: tw.AlignLeft}, Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off}}),
		tablewriter.WithRowConfig(tw.CellConfig{Padding: cell, Alignment: tw.CellAlignment{Global: tw.AlignLeft}, Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off}}),
	}
}

func columnWidth(names []string, rows [][]string, col int) int {
	width := len([]rune(names[col]))
	for _, row := range rows {
		width = max(width, len([]rune(OneLine(row[col]))))
	}
	return width
}
