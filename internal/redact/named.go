package redact

import "bytes"

// slot is the place of a value after its name: token=…, "token":"…", token: …, 'token', b'…', token:[…].
type slot struct {
	start  int
	closer string // what ends the value: a quote, an escaped quote, "]"; "" if it is bare
	prose  bool   // a bare value after a colon and a blank: it may be a sentence
	path   bool   // name and value are segments of a path
	quoted bool   // the name stands in quotes of its own or begins a quoted text
	around string // the quote that stands before the name
}

// findNamed takes a value that stands after the name of a secret or of a header.
func (s *scanner) findNamed(w []byte) bool {
	v, ok := valueAfter(s.b, s.i, s.i+len(w))
	if !ok {
		return false
	}
	if in(pairNames[:], w) {
		if name, value, ok := s.pair(v); ok {
			w, v = name, value
		}
	}
	if h := findHeader(w); h != nil && !v.path {
		return s.headerValue(v, h)
	}
	n := findSecret(w)
	if n == nil {
		return false
	}
	end := v.end(s.b, false)
	if end == v.start || n.plain(s.b[v.start:end], v) {
		return false
	}
	s.copy(v.start)
	s.hide(n.kind, end)
	return true
}

// pairNames are the members that name a header in {"name":"cookie","value":"…"}: HAR, logs of firewalls, traces.
var pairNames = [...]string{"name", "key", "header"}

// pair returns the name in v and the place of the value that belongs to it: the member after it, called value.
func (s *scanner) pair(v slot) (name []byte, value slot, ok bool) {
	const longest = 64
	end := v.end(s.b[:min(len(s.b), v.start+longest)], false)
	i := end + len(v.closer)
	for i < len(s.b) && (betweens[s.b[i]] == betweenQuote || s.b[i] == ',') && i < end+longest {
		i++
	}
	if v.closer == "" || i >= len(s.b) || !hasPrefixFold(s.b[i:], "value") {
		return nil, v, false
	}
	value, ok = valueAfter(s.b, i, i+len("value"))
	return s.b[v.start:end], value, ok
}

// plain reports whether a value is no secret: a word that programs put there, or, for names that are ordinary
// words, anything that reads like one.
func (n *secretName) plain(value []byte, v slot) bool {
	const shortest = 6 // of a secret in a sentence
	return in(plainWords[:], value) || (n.weak || v.path) && wordlike(value) || v.prose && len(value) < shortest
}

// headerValue takes the value of a header that has its own policy.
func (s *scanner) headerValue(v slot, h *header) bool {
	if h.text || v.prose && beginsPlain(s.b[v.start:]) {
		return false
	}
	end := v.end(s.b, h.line)
	if end == v.start {
		return false
	}
	s.copy(v.start)
	s.out = h.policy.apply(s.r, s.out, s.b[v.start:end])
	s.i = end
	return true
}

// beginsPlain reports whether b begins with a word that is no secret and no scheme.
func beginsPlain(b []byte) bool {
	first := b[:until(b, 0, endsValue)]
	return in(plainWords[:], bytes.TrimRight(first, ":.")) && !in(authSchemes[:], first)
}

// mayHaveValue reports, soon, whether what stands after a name that ends at i may be a separator.
func mayHaveValue(b []byte, i int) bool {
	for i < len(b) && betweens[b[i]] == betweenQuote {
		i++
	}
	return i < len(b) && betweens[b[i]] == betweenSeparator
}

// What may stand between a name and its value.
const (
	betweenQuote     = 1 + iota // or blanks
	betweenSeparator            // or the beginning of one
)

var betweens = func() (t [256]uint8) {
	for _, c := range []byte(" \t\"'`]\\") {
		t[c] = betweenQuote
	}
	for _, c := range []byte("=:,%/u") { // u as in \u003d
		t[c] = betweenSeparator
	}
	return t
}()

// valueAfter finds the value of the name that stands at b[start:end].
func valueAfter(b []byte, start, end int) (slot, bool) {
	v := slot{around: quoteBefore(b, start)}
	i := end
	if v.around != "" && bytes.HasPrefix(b[i:], []byte(v.around)) {
		v.quoted = true
		i += len(v.around)
	} else if i < len(b) && b[i] == ']' {
		i++
	}
	if i < len(b) && b[i] == '/' && start > 0 && b[start-1] == '/' {
		v.start, v.path = i+1, true
		return v, true
	}
	i, sep := separator(b, i, v.quoted)
	if sep == 0 && i > end && b[start] == '-' { // an option of a command line
		sep = ' '
	}
	if sep == 0 {
		return v, false
	}
	v.start = i
	v.open(b)
	v.prose = sep == ':' && v.closer == "" && i > 0 && isSpace(b[i-1])
	return v, true
}

// quoteBefore returns the quote, escaped or not, that stands before start, or "".
func quoteBefore(b []byte, start int) string {
	switch {
	case start == 0 || !isQuote(b[start-1]):
		return ""
	case start > 1 && b[start-2] == '\\':
		return string(b[start-2 : start])
	default:
		return string(b[start-1 : start])
	}
}

// separators are what may stand between a name and its value, the longest first.
var separators = [...]struct {
	text string
	sep  byte
}{
	{`\u003d`, '='}, {"=>", '='}, {":=", '='}, {"==", '='}, {"%3D", '='}, {"%3d", '='}, {"%3A", ':'}, {"%3a", ':'},
	{"=", '='}, {":", ':'},
}

// separator returns where the value begins, and '=' or ':', or ',' between quoted members of a list; or 0.
func separator(b []byte, i int, quoted bool) (int, byte) {
	i = skipSpace(b, i)
	if i == len(b) || bytes.IndexByte([]byte(`=:,%\`), b[i]) < 0 {
		return i, 0
	}
	for _, s := range separators {
		if !bytes.HasPrefix(b[i:], []byte(s.text)) {
			continue
		}
		i += len(s.text)
		if s.sep == ':' && i < len(b) && (b[i] == ':' || b[i] == '/') { // C++ and Ruby names, URLs
			return i, 0
		}
		return skipSpace(b, i), s.sep
	}
	if quoted && i < len(b) && b[i] == ',' {
		return skipSpace(b, i+1), ','
	}
	return i, 0
}

// open steps over what opens the value and notes what closes it.
func (v *slot) open(b []byte) {
	i := v.start
	if i < len(b) && b[i] == '[' {
		v.closer = "]"
		i++
	}
	if i+1 < len(b) && (b[i] == 'b' || b[i] == 'u') && isQuote(b[i+1]) { // Python
		i++
	}
	q := i
	if i < len(b) && b[i] == '\\' {
		i++
	}
	if i < len(b) && isQuote(b[i]) {
		v.closer = string(b[q : i+1])
		v.start = i + 1
	} else if v.closer != "" {
		v.start++
	}
}

// end returns where the value ends. A bare value of a header goes to the end of the line, or to the quote that
// was opened before the header's name.
func (v slot) end(b []byte, line bool) int {
	closer := v.closer
	switch {
	case v.path:
		return until(b, v.start, endsSegment)
	case closer == "" && !line:
		return until(b, v.start, endsValue)
	case closer == "":
		closer = v.around
	}
	for i := v.start; i < len(b); {
		switch {
		case b[i] == '\n' || b[i] == '\r', closer != "" && bytes.HasPrefix(b[i:], []byte(closer)):
			return i
		case b[i] != '\\':
			i += step(b, i)
		case v.closer == "" && i+1 < len(b) && (b[i+1] == 'r' || b[i+1] == 'n'): // a request on one line
			return i
		default:
			i += 2
		}
	}
	return len(b)
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// findHeader returns the row of headers for a name, or nil. Of dotted names the last counts, '_' is '-', and the
// "HTTP_" of CGI is no part of it.
func findHeader(name []byte) *header {
	const longest = 64
	name = name[bytes.LastIndexByte(name, '.')+1:]
	var low [longest]byte
	if len(name) > longest {
		return nil
	}
	for i, c := range name {
		switch {
		case isUpper(c):
			c |= 0x20
		case c == '_':
			c = '-'
		}
		low[i] = c
	}
	return headerRows[string(bytes.TrimPrefix(low[:len(name)], []byte("http-")))]
}

// headerRows has the rows of headers by name.
var headerRows = func() map[string]*header {
	m := make(map[string]*header, len(headers))
	for i := range headers {
		m[headers[i].name] = &headers[i]
	}
	return m
}()

// secretRows has the rows of secretNames by the last letter of the name, in the order of the table.
var secretRows = func() (t [256][]*secretName) {
	for i := range secretNames {
		row := &secretNames[i]
		last := row.ends[len(row.ends)-1]
		t[last] = append(t[last], row)
	}
	return t
}()

// header appends the value of the header called name.
func (r *Redactor) header(dst []byte, name string, value []byte) []byte {
	if h := findHeader([]byte(name)); h != nil {
		return h.policy.apply(r, dst, value)
	}
	n := findSecret([]byte(name))
	switch {
	case n == nil:
		return r.scrub(dst, value, 0)
	case n.weak && wordlike(value):
		return append(dst, value...)
	default:
		return r.markUnlessPlain(dst, n.kind, value)
	}
}

// findSecret returns the row of secretNames that name ends like, or nil.
func findSecret(name []byte) *secretName {
	if len(name) == 0 {
		return nil
	}
	for _, row := range secretRows[name[len(name)-1]|0x20] {
		if at := endsLike(name, row.ends); at >= 0 && (!row.whole || beginsWord(name, at)) {
			return row
		}
	}
	return nil
}

// endsLike returns where the letters of name begin that end it like ends, without regard to case and to what
// stands between letters and digits; or -1.
func endsLike(name []byte, ends string) int {
	i := len(name)
	for j := len(ends); j > 0; {
		if i--; i < 0 {
			return -1
		}
		if isAlnum(name[i]) {
			if j--; name[i]|0x20 != ends[j] {
				return -1
			}
		}
	}
	return i
}

// beginsWord reports whether a word begins at name[i].
func beginsWord(name []byte, i int) bool {
	return i == 0 || !isAlnum(name[i-1]) || isUpper(name[i]) && !isUpper(name[i-1])
}

// markUnlessPlain marks a value, unless it is a word that stands where there is no secret.
func (r *Redactor) markUnlessPlain(dst []byte, k kind, value []byte) []byte {
	before, middle, after := trimSpace(value)
	dst = append(dst, before...)
	if in(plainWords[:], middle) {
		dst = append(dst, middle...)
	} else {
		dst = r.mark(dst, k, middle)
	}
	return append(dst, after...)
}
