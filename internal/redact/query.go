package redact

import "bytes"

// Go and others write & and = in JSON as escapes.
const (
	jsonAmpersand = `\u0026`
	jsonEquals    = `\u003d`
)

// query appends a query string. Names stay; a value stays only if it is harmless.
func (r *Redactor) query(dst, q []byte) []byte {
	for len(q) > 0 {
		end, sep := partEnd(q)
		dst = r.parameter(dst, q[:end])
		dst = append(dst, q[end:end+sep]...)
		q = q[end+sep:]
	}
	return dst
}

// partEnd returns where the first parameter of a query ends, and the length of the separator after it.
func partEnd(q []byte) (end, sep int) {
	for end < len(q) {
		switch {
		case q[end] == '&' || q[end] == ';':
			return end, 1
		case bytes.HasPrefix(q[end:], []byte(jsonAmpersand)):
			return end, len(jsonAmpersand)
		}
		end += step(q, end)
	}
	return len(q), 0
}

func (r *Redactor) parameter(dst, part []byte) []byte {
	name, value, found := cutMarked(part, '=')
	sep := "="
	if !found {
		name, value, found = bytes.Cut(part, []byte(jsonEquals))
		sep = jsonEquals
	}
	switch {
	case found:
		dst = append(r.markUnlessName(dst, name), sep...)
		return r.parameterValue(dst, name, value)
	case wordlike(part) && plainName(part):
		return append(dst, part...)
	default:
		return r.mark(dst, kindValue, part)
	}
}

func (r *Redactor) parameterValue(dst, name, value []byte) []byte {
	if isHarmless(name, value) {
		return append(dst, value...)
	}
	k := kindValue
	if n := findSecret(name); n != nil {
		k = n.kind
	}
	return r.mark(dst, k, value)
}

func isHarmless(name, value []byte) bool {
	const longest, longestNumber = 24, 3
	switch {
	case in(harmlessValues[:], value):
		return true
	case len(value) <= longestNumber && allDigits(string(value)):
		return true
	default:
		return in(harmlessNames[:], name) && len(value) <= longest && wordlike(value) && plainName(value)
	}
}

// queryEnd returns where the query or fragment that begins at i ends in a text: at a blank, a quote or a bracket
// of the text around it.
func queryEnd(b []byte, i int) int {
	for {
		i = until(b, i, endsTarget)
		n := escaped(b[i:])
		if n == 0 {
			return i
		}
		i += n
	}
}

// trimPunctuation returns q without the punctuation of a sentence at its end.
func trimPunctuation(q []byte) []byte { return bytes.TrimRight(q, ").,;:]}!?") }

// escaped returns the length of the JSON escape of '&', '=' or '/' that b begins with, or 0.
func escaped(b []byte) int {
	for _, e := range [...]string{jsonAmpersand, jsonEquals, `\/`} {
		if bytes.HasPrefix(b, []byte(e)) {
			return len(e)
		}
	}
	return 0
}
