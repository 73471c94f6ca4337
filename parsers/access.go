package parsers

import (
	"bytes"
	"strings"
	"sync"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// accessRow is an access log as data: what its lines look like, and what its product means by them.
type accessRow struct {
	Format
	Patterns []string // in the syntax of nginx or Apache; the first that fits a record whole reads it
	Score    int      // what Detect says of a record that fits a pattern whole; see settled
	Messages []string // what lines look like that are messages of the product itself; '*' is any text
	Facts    productFacts
}

// formatsOf makes Formats of rows.
func formatsOf(rows []accessRow) []Format {
	var out []Format
	for _, r := range rows {
		out = append(out, r.format())
	}
	return out
}

// format makes a Format of the row. Its patterns are compiled when they are first needed.
func (r accessRow) format() Format {
	return r.formatOf(sync.OnceValue(func() []*program { return compileAll(r.Patterns) }))
}

func (r accessRow) formatOf(compiled func() []*program) Format {
	f := r.Format
	f.Detect = func(rec []byte) int { return r.detect(compiled(), rec) }
	f.Line = func(s *Source) LineParser {
		p := &accessParser{record: newRecord(s, r.Facts), programs: compiled(), messages: r.Messages}
		return LineParser{Record: p.Record}
	}
	return f
}

// compileAll compiles the patterns of a row. One that is wrong is left out: a test sees to it that none is.
func compileAll(patterns []string) []*program {
	var out []*program
	for _, s := range patterns {
		if p, err := compile(s); err == nil {
			out = append(out, p)
		}
	}
	return out
}

// detect scores a record: Score if a pattern fits it whole, less if it breaks off or goes on in another way.
func (r *accessRow) detect(programs []*program, rec []byte) int {
	rec = bytes.TrimLeft(rec, " \t")
	best := 0
	for _, p := range programs {
		switch n := p.run(rec, nil, len(p.steps)); {
		case n == len(p.steps):
			return r.Score
		case n >= p.skim:
			best = r.Score / 2
		}
	}
	if best == 0 && isMessage(rec, r.Messages) {
		return r.Score
	}
	return best
}

// isMessage reports whether rec begins as one of the messages says.
func isMessage(rec []byte, messages []string) bool {
	for _, m := range messages {
		head, rest, _ := strings.Cut(m, "*")
		if len(rec) >= len(head) && string(rec[:len(head)]) == head && bytes.Contains(rec[len(head):], []byte(rest)) {
			return true
		}
	}
	return false
}

// accessParser reads the records of one access log.
type accessParser struct {
	record
	programs []*program
	messages []string
}

// Record skims a record as far as the gate needs, and reads it whole only if it matters.
func (a *accessParser) Record(rec []byte, pos handshake.Position) Verdict {
	rec = bytes.TrimLeft(rec, " \t")
	for _, p := range a.programs {
		if !p.skims(rec, &a.v) {
			continue
		}
		if !a.matters(p, rec) {
			return Understood
		}
		if !a.readWhole(rec) {
			return NotUnderstood
		}
		a.emit(rec, pos)
		return Kept
	}
	if isMessage(rec, a.messages) {
		return a.message(rec, pos)
	}
	return NotUnderstood
}

func (a *accessParser) matters(p *program, rec []byte) bool {
	if p.message {
		return a.src.Gate.Text(a.v.f[messageText])
	}
	if isLaterEvent(a.v.f[kindName]) {
		return false
	}
	if a.v.proof() {
		return true
	}
	status, target := a.v.answer()
	return a.src.Gate.Access(status, target, rec)
}

// readWhole reads rec by the first pattern that fits it whole, or by the one that reads most of it.
func (a *accessParser) readWhole(rec []byte) bool {
	var longest *program
	most := -1
	for _, p := range a.programs {
		n := p.run(rec, nil, len(p.steps))
		if n == len(p.steps) {
			longest = p
			break
		}
		if n >= p.skim && n > most {
			longest, most = p, n
		}
	}
	if longest == nil {
		return false
	}
	a.v.reset()
	longest.run(rec, &a.v, len(longest.steps))
	a.readEnds()
	return true
}

// message keeps a line that the product wrote about itself, if it can matter.
func (a *accessParser) message(rec []byte, pos handshake.Position) Verdict {
	if !a.src.Gate.Text(rec) {
		return Understood
	}
	a.v.reset()
	a.v.f[messageText] = rec
	a.v.f[levelName] = bracketed(rec)
	a.emit(rec, pos)
	return Kept
}

// bracketed returns the word in the brackets that rec begins with: "[ALERT]".
func bracketed(rec []byte) []byte {
	if end := bytes.IndexByte(rec, ']'); end > 0 && rec[0] == '[' {
		return rec[1:end]
	}
	return nil
}
