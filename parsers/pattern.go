package parsers

import (
	"bytes"
	"fmt"
	"strings"
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

// methodLen returns the length of the HTTP method that b begins with, a blank behind it, or 0.
func methodLen(b []byte) int {
	n := 0
	for n < len(b) && n < len("VERSION-CONTROL") && ('A' <= b[n] && b[n] <= 'Z' || b[n] == '-' && n > 0) {
		n++
	}
	if n < len("GET") || n == len(b) || b[n] != ' ' {
		return 0
	}
	return n
}

// shape is what a value must look like. It is what tells one format from another.
type shape uint8

const (
	anyText shape = iota
	notEmpty
	oneWord           // no blank within
	aNumber           // digits, with a sign or fraction; or "-"
	aStatus           // see readStatus
	aStamp            // a timestamp, at first sight
	blankStamp        // a timestamp with a blank between date and clock, and no zone
	anAddress         // an address or host name, with a port or not; or a list of them
	aHost             // a host name with a dot, colon or port, or localhost
	noHost            // one word that is none
	aRequest          // a request line, or what stands for a broken one
	aMethod           // an HTTP method
	aTarget           // a path, URL or host:port
	aDuration         // a number, with a unit or not; or "-"
	aNamedDuration    // with its unit
	aStatusLine       // a status, with its reason or not
	fourDecimals      // Rack's seconds
	ofUvicorn         // what stands before the client where uvicorn writes through logging
	withStamp         // what stands before a request line, a timestamp of the Common Log Format in brackets among it
	anAbsoluteRequest // a request line with an absolute URL
	threeTimers       // HAProxy's Tw/Tc/Tt
	fiveTimers        // HAProxy's TR/Tw/Tc/Tr/Ta
	anEpoch           // seconds since 1970 with three decimals
	anEvent           // an event of API Gateway with its route: "CONNECT $connect …"
)

func (s shape) fits(b []byte) bool {
	switch s {
	case notEmpty:
		return len(b) > 0
	case oneWord:
		return len(b) > 0 && bytes.IndexByte(b, ' ') < 0
	case aNumber:
		return isNumber(b)
	case aStatus:
		_, ok := readStatus(b)
		return ok
	case aStamp:
		return isStamp(b)
	case blankStamp:
		return len(b) >= 19 && len(b) <= 24 && bytes.Count(b, []byte{' '}) == 1 && isDigit(b[len(b)-1]) && bytes.IndexByte(b, '+') < 0
	case anAddress:
		return isAddress(b)
	case aHost:
		return isHost(b)
	case noHost:
		return len(b) == 1 || len(b) > 0 && !isHost(b) && bytes.IndexByte(b, ' ') < 0
	case aRequest:
		return len(b) < 2 || methodLen(b) > 0 || bytes.IndexByte([]byte(`\<- `), b[0]) >= 0 || isWebSocketVerb(b)
	case aMethod:
		return len(b) > 2 && allUpper(b)
	case aDuration:
		return isDuration(b)
	case aNamedDuration:
		return isDuration(b) && isLetter(b[len(b)-1])
	case aStatusLine:
		_, ok := readStatus(b)
		return ok && (len(b) <= 3 || isLetter(b[len(b)-1]) || b[0] == '[')
	case fourDecimals:
		return isNumber(b) && len(b) > 5 && b[len(b)-5] == '.'
	case withStamp:
		i := bytes.IndexByte(b, '[')
		return i >= 0 && i+len("[22/Nov/2026:20:02:43") <= len(b) && b[i+3] == '/' && b[i+12] == ':'
	case ofUvicorn:
		return bytes.Contains(b, []byte("uvicorn"))
	case anAbsoluteRequest:
		return methodLen(b) > 0 && (bytes.Contains(b, []byte(" http://")) || bytes.Contains(b, []byte(" https://")))
	case threeTimers:
		return bytes.Count(b, []byte{'/'}) == 2
	case fiveTimers:
		return bytes.Count(b, []byte{'/'}) == 4
	case anEpoch:
		return len(b) == len("1795379809.981") && b[10] == '.' && isNumber(b)
	case anEvent:
		return bytes.Contains(b, []byte(" $")) && allUpper(b[:bytes.IndexByte(b, ' ')])
	case aTarget:
		return len(b) > 0 && (b[0] == '/' || b[0] == '*' || bytes.IndexByte(b, ':') > 0)
	}
	return true
}

// isStamp reports whether b may be a timestamp: one in the Common Log Format or ISO 8601, or anything else short that
// begins like one and has a colon, or a number.
func isStamp(b []byte) bool {
	if len(b) >= len("22/Nov/2026:20:02:43") && len(b) <= 40 && isDigit(b[0]) && (b[2] == '/' || b[4] == '-') {
		return true
	}
	if len(b) > 40 || len(b) < 2 {
		return false
	}
	return bytes.IndexByte(b, ':') > 0 && (isDigit(b[0]) || 'A' <= b[0] && b[0] <= 'Z') || isNumber(b)
}

func isNumber(b []byte) bool {
	for i, c := range b {
		if !isDigit(c) && c != '.' && (i > 0 || c != '-' && c != '+') {
			return false
		}
	}
	return len(b) > 0
}

// isDuration reports whether b is a number or a duration as Go and others write it: "12.3ms", "1m2.5s", "7 µs".
func isDuration(b []byte) bool {
	n := 0
	for n < len(b) && (isDigit(b[n]) || b[n] == '.' || n == 0 && (b[n] == '-' || b[n] == '+')) {
		n++
	}
	return n > 0 && len(b)-n <= len(" minutes") && (n == len(b) || b[n] != '-' && b[n] != '/')
}

// isAddress reports whether b may be an address, a host name, or several of them with commas between.
func isAddress(b []byte) bool {
	for i, c := range b {
		if !inAddress[c] && (c != ' ' || i == 0 || b[i-1] != ',') {
			return false
		}
	}
	return len(b) > 0
}

var inAddress = byteSet("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:-_[]()',%@/")

func byteSet(chars string) (set [256]bool) {
	for i := range len(chars) {
		set[chars[i]] = true
	}
	return set
}

func isHost(b []byte) bool {
	if len(b) < 2 || !isAddress(b) || bytes.IndexByte(b, ' ') >= 0 {
		return false
	}
	return bytes.IndexByte(b, '.') > 0 || bytes.IndexByte(b, ':') >= 0 || bytes.HasPrefix(b, []byte("localhost"))
}

func allUpper(b []byte) bool {
	for _, c := range b {
		if (c < 'A' || c > 'Z') && c != '-' {
			return false
		}
	}
	return true
}

// readStatus reads an HTTP status: digits, with text behind them or not, "-" (none), or the words of servers
// that have none for an opened WebSocket. nginx may write "000" or "009", Grafana and HAProxy "-1".
func readStatus(b []byte) (status int, ok bool) {
	switch {
	case len(b) == 0:
		return 0, false
	case string(b) == "-":
		return 0, true
	case string(b) == "[accepted]" || string(b) == "HIJACKED":
		return 101, true
	}
	i := 0
	if b[0] == '-' {
		i = 1
	}
	n, j := digits(b, i, 1, 3)
	if j == 0 || j < len(b) && b[j] != ' ' {
		return 0, false
	}
	if i == 1 {
		n = -n
	}
	return n, true
}

// compile compiles a pattern. Its errors name the variable or directive at fault.
func compile(pattern string) (*program, error) {
	parts, err := lex(pattern)
	if err != nil {
		return nil, err
	}
	p, err := assemble(parts)
	if err == nil && len(p.steps) == 0 {
		err = fmt.Errorf("log format %q has no variable: expected nginx's $variables or Apache's %%directives", pattern)
	}
	return p, err
}

func assemble(parts []part) (*program, error) {
	p := &program{}
	for i, t := range parts {
		switch {
		case !t.isValue && len(p.steps) == 0:
			p.head = t.text
		case !t.isValue:
			p.steps[len(p.steps)-1].lit = []byte(t.text)
		case i > 0 && parts[i-1].isValue && !(parts[i-1].field == hostName && t.isTarget()):
			return nil, fmt.Errorf("nothing stands between %q and %q, so their values cannot be told apart", parts[i-1].text, t.text)
		default:
			p.steps = append(p.steps, t.step())
		}
	}
	p.finish()
	return p, nil
}

// finish settles what depends on the neighbours of a value: where it ends, and how far to read for a verdict.
func (p *program) finish() {
	before := p.head
	status, target := 0, 0
	for i := range p.steps {
		s := &p.steps[i]
		s.joined = i+1 < len(p.steps) && len(s.lit) == 0
		if two := bytes.Index(s.lit, []byte("  ")); two >= 0 {
			s.blanks, s.lit, s.after = true, s.lit[:two+1], bytes.TrimLeft(s.lit[two:], " ")
		}
		s.stop = s.stopAt(before)
		before = string(s.lit) + string(s.after)
		switch s.field {
		case statusCode:
			status = i + 1
		case requestLine, requestTarget, requestPath:
			target = i + 1
		case messageText:
			p.message, p.skim = true, i+1
		}
	}
	if !p.message {
		p.skim = max(status, target)
	}
	p.anchor = p.findAnchor()
	if p.skim == 0 {
		p.skim = len(p.steps) // neither: the whole record decides
	}
}

// findAnchor returns the step of the request line if a record can be known by it: no quote stands before the literal
// that opens it, and the status is what follows.
func (p *program) findAnchor() int {
	if strings.Contains(p.head, `"`) {
		return 0
	}
	for k := 1; k+2 <= p.skim; k++ {
		before := &p.steps[k-1]
		if bytes.IndexByte(before.lit, '"') < 0 {
			continue
		}
		if k+2 == p.skim && p.steps[k].field == requestLine && p.steps[k].shape == aRequest && len(before.lit) > 1 && !before.blanks {
			return k
		}
		return 0
	}
	return 0
}

// stopAt says where the value of s ends, given the literal text before it.
func (s *step) stopAt(before string) stop {
	lit := string(s.lit)
	switch {
	case s.joined:
		return beforeSlash
	case lit == "":
		return atEnd
	case s.field == leadText && lit == `"`:
		return atRequest
	case lit[0] == '"' && strings.HasSuffix(before, `"`):
		return atQuote
	case s.field == timeStamp && lit[0] == ' ':
		return afterTime
	case s.field.isList() && (lit[0] == ' ' || lit[0] == ']'):
		return afterList
	case s.shape == oneWord && lit[0] == ' ':
		s.shape = notEmpty
		return atWordEnd
	case len(lit) == 1:
		return atByte
	}
	return atLiteral
}
