package parsers

import (
	"bytes"
	"time"
)

// program is a compiled pattern: what a line of an access log looks like, written in the syntax of nginx's
// log_format or of Apache's LogFormat.
//
//	$remote_addr - $remote_user [$time_local] "$request" $status
//
// is a head of literal text (here none) and steps, each a value and the literal text behind it. Two blanks in a
// pattern stand for one or more blanks in a record.
type program struct {
	head    string
	steps   []step
	skim    int  // how many steps tell the status and the target, or the message
	anchor  int  // the step of the request line, if the first quote of a record opens it and the status follows; or 0
	message bool // the records are messages, not answers
}

// step is one value of a pattern.
type step struct {
	variable string // as written in the pattern, for people
	name     []byte // of the header, where field is one
	field    field
	shape    shape
	stop     stop
	lit      []byte // the literal text behind the value
	blanks   bool   // more blanks may follow lit
	joined   bool   // the next value stands right behind this one
	after    []byte // the literal text behind them
}

// stop says where a value ends.
type stop uint8

const (
	atEnd       stop = iota // it is the rest of the record
	atByte                  // at the one-byte literal
	atWordEnd               // at the first blank, where the literal must stand
	atLiteral               // at the literal
	atQuote                 // at the literal, whose quote must not be escaped
	afterList               // at the literal, but not at the blank within ", " or " : "
	afterTime               // behind the timestamp
	atRequest               // at a quote with a request line behind it
	beforeSlash             // before the slash that the next value begins with
)

// run reads the first n values of rec into v, which may be nil, and returns how many it could read. A value whose
// literal is missing takes the rest of the record.
func (p *program) run(rec []byte, v *values, n int) int {
	if len(rec) < len(p.head) || string(rec[:len(p.head)]) != p.head {
		return 0
	}
	if v != nil {
		v.request, v.response = v.request[:0], v.response[:0]
	}
	return p.read(rec, v, 0, n, len(p.head))
}

// skims reads what the gate needs into v and reports whether rec is of the pattern, as far as that shows. Where the
// first quote of the pattern opens the request line it begins there: what stands before is read only if the record
// matters.
func (p *program) skims(rec []byte, v *values) bool {
	if p.anchor > 0 {
		before := p.steps[p.anchor-1].lit
		i := bytes.IndexByte(rec, '"') + 1
		if bytes.HasSuffix(rec[:i], before) && p.read(rec, v, p.anchor, p.skim, i) == p.skim {
			return true
		}
	}
	return p.run(rec, v, p.skim) == p.skim
}

// read reads the values from the k-th on, up to n of the pattern's; the first begins at rec[i].
func (p *program) read(rec []byte, v *values, k, n, i int) int {
	for ; k < n; k++ {
		s := &p.steps[k]
		end, next := s.find(rec, i)
		if !s.shape.fits(rec[i:end]) {
			return k
		}
		if v != nil {
			v.put(s.field, s.name, rec[i:end])
		}
		if next < 0 {
			return k + 1
		}
		if i = next; s.blanks {
			if i = s.skipBlanks(rec, i); i < 0 {
				return k
			}
		}
	}
	return n
}

// skipBlanks returns the index after the blanks at rec[i] and the literal text behind them, or -1.
func (s *step) skipBlanks(rec []byte, i int) int {
	for i < len(rec) && rec[i] == ' ' {
		i++
	}
	if !bytes.HasPrefix(rec[i:], s.after) {
		return -1
	}
	return i + len(s.after)
}

// find returns where the value at rec[i] ends and where the next one begins; next is -1 if the literal is missing.
func (s *step) find(rec []byte, i int) (end, next int) {
	switch s.stop {
	case atByte:
		if j := indexFrom(rec, i, s.lit[0]); j >= 0 {
			return j, j + 1
		}
	case atWordEnd:
		if j := indexFrom(rec, i, ' '); j >= 0 && standsAt(rec, j, s.lit) {
			return j, j + len(s.lit)
		}
	case atLiteral, atQuote:
		return s.findLiteral(rec, i)
	case afterList:
		return s.findListEnd(rec, i)
	case afterTime:
		return s.findTimeEnd(rec, i)
	case beforeSlash:
		if j := bytes.IndexByte(rec[i:], '/'); j >= 0 {
			return i + j, i + j
		}
	case atRequest:
		if j := findRequest(rec, i); j >= 0 {
			return j, j + 1
		}
	}
	return len(rec), -1
}

// indexFrom returns the index of the first c at or behind b[i], or -1. Most values are short ("-", "200"): those are
// found without the cost of a call.
func indexFrom(b []byte, i int, c byte) int {
	for end := min(i+6, len(b)); i < end; i++ {
		if b[i] == c {
			return i
		}
	}
	if j := bytes.IndexByte(b[i:], c); j >= 0 {
		return i + j
	}
	return -1
}

func (s *step) findLiteral(rec []byte, i int) (end, next int) {
	for j := i; ; j++ {
		k := bytes.IndexByte(rec[j:], s.lit[0])
		if k < 0 {
			return len(rec), -1
		}
		j += k
		if standsAt(rec, j, s.lit) && (s.stop != atQuote || j == i || rec[j-1] != '\\' || !isEscaped(rec[i:j])) {
			return j, j + len(s.lit)
		}
	}
}

// standsAt reports whether lit stands at b[i], where its first byte is known to stand.
func standsAt(b []byte, i int, lit []byte) bool {
	if i+len(lit) > len(b) {
		return false
	}
	for k := 1; k < len(lit); k++ {
		if b[i+k] != lit[k] {
			return false
		}
	}
	return true
}

// isEscaped reports whether what follows b is escaped by a backslash.
func isEscaped(b []byte) bool {
	n := 0
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// findListEnd finds the end of a list such as nginx writes for requests that went to several upstreams:
// "10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80".
func (s *step) findListEnd(rec []byte, i int) (end, next int) {
	for j := i; ; j++ {
		j, next = s.findLiteral(rec, j)
		if next < 0 || rec[j] != ' ' || j == i || !withinList(rec, j) {
			return j, next
		}
	}
}

// withinList reports whether the blank at rec[j] separates elements of a list.
func withinList(rec []byte, j int) bool {
	return rec[j-1] == ',' || j > 1 && rec[j-1] == ':' && rec[j-2] == ' ' || j+2 < len(rec) && rec[j+1] == ':' && rec[j+2] == ' '
}

func (s *step) findTimeEnd(rec []byte, i int) (end, next int) {
	_, _, n := readTime(rec[i:], 1, time.UTC)
	if n == 0 || !bytes.HasPrefix(rec[i+n:], s.lit) {
		return s.findLiteral(rec, i)
	}
	return i + n, i + n + len(s.lit)
}

// findRequest returns the index of the first quote that a request line stands behind, or -1.
func findRequest(rec []byte, i int) int {
	for {
		j := bytes.IndexByte(rec[i:], '"')
		if j < 0 {
			return -1
		}
		if i += j; methodLen(rec[i+1:]) > 0 || isWebSocketVerb(rec[i+1:]) {
			return i
		}
		i++
	}
}
