package redact

import (
	"bytes"
	"encoding/json"
)

// frame appends the payload of a message. Library protocols put digits, a namespace or a letter before their
// JSON (Engine.IO, Socket.IO, SockJS); that and the names in the JSON stay.
func (r *Redactor) frame(dst, b []byte) []byte {
	start := bytes.IndexAny(b, "{[")
	if start < 0 || !isFramePrefix(b[:start]) {
		return r.frameText(dst, b)
	}
	w := jsonWalk{r: r, b: b, i: start, out: append(dst, b[:start]...)}
	for w.i < len(b) {
		w.step()
	}
	return w.out
}

// isFramePrefix reports whether b may stand before the JSON of a library protocol: "42", "42/chat,17", "a", "c".
func isFramePrefix(b []byte) bool {
	const longest = 32
	return len(b) <= longest && wordlike(b) && bytes.IndexByte(b, ' ') < 0
}

// frameText appends a message that is not JSON: a short word stays, a STOMP frame keeps its command.
func (r *Redactor) frameText(dst, b []byte) []byte {
	const longest = 8
	if len(b) <= longest && wordlike(b) {
		return append(dst, b...)
	}
	command, rest, found := bytes.Cut(b, []byte{'\n'})
	if found && len(command) <= len("DISCONNECT") && len(command) > 0 && onlyOf(string(command), isUpper) {
		return r.mark(append(append(dst, command...), '\n'), kindFrame, rest)
	}
	return r.mark(dst, kindFrame, b)
}

// jsonWalk goes over JSON, whole or cut, without building it.
type jsonWalk struct {
	r      *Redactor
	b      []byte
	i      int
	out    []byte
	name   []byte // of the member whose value comes
	first  bool   // at the first element of an array, which names the event in Socket.IO
	failed bool   // a member says that the message reports an error
}

func (w *jsonWalk) step() {
	switch c := w.b[w.i]; {
	case c == '"':
		w.text()
	case c == '-' || isDigit(c):
		w.number()
	case isAlpha(c):
		w.literal()
	default:
		if c == '{' || c == '[' {
			w.name, w.first = nil, c == '['
		}
		n := step(w.b, w.i)
		w.out = append(w.out, w.b[w.i:w.i+n]...)
		w.i += n
	}
}

// text takes a string: a name, or a value that may stay or not.
func (w *jsonWalk) text() {
	start := w.i + 1
	end := stringEnd(w.b, start)
	s := w.b[start:end]
	w.out = append(w.out, '"')
	switch {
	case isMemberName(w.b, end+1):
		w.name = s
		w.out = w.r.markUnlessName(w.out, s)
	case len(s) > 0 && (s[0] == '{' || s[0] == '['):
		w.out = w.r.nested(w.out, s)
	case in(frameNames[:], w.name):
		w.failed = w.failed || in([]string{"error"}, s)
		w.out = w.r.scrub(w.out, s, 0)
	case w.failed && in([]string{"data"}, w.name) && isSentence(s): // webpack-dev-server
		w.out = w.r.scrub(w.out, s, 0)
	case w.first && wordlike(s) && plainName(s), in(harmlessValues[:], s):
		w.out = append(w.out, s...)
	default:
		w.out = w.r.mark(w.out, kindValue, s)
	}
	w.first = false
	w.i = min(end, len(w.b))
	if w.i < len(w.b) {
		w.out = append(w.out, '"')
		w.i++
	}
}

// isSentence reports whether s reads like a reason: a few words, with nothing in them that could be a value.
func isSentence(s []byte) bool {
	const longest, least = 80, 2
	words := bytes.Fields(s)
	for _, c := range s {
		if !isAlpha(c) && bytes.IndexByte([]byte(" /-_'.,"), c) < 0 {
			return false
		}
	}
	return len(s) <= longest && len(words) >= least
}

// nested appends a string that holds JSON itself, as the data of Pusher's messages do.
func (r *Redactor) nested(dst, s []byte) []byte {
	var inner string
	if err := json.Unmarshal(append(append([]byte{'"'}, s...), '"'), &inner); err != nil {
		return r.mark(dst, kindValue, s)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(string(r.frame(nil, []byte(inner)))); err != nil {
		return r.mark(dst, kindValue, s)
	}
	return append(dst, b.Bytes()[1:b.Len()-len("\"\n")]...)
}

// number takes a number: codes and versions stay.
func (w *jsonWalk) number() {
	const longest = 4
	end := w.i
	for end < len(w.b) && (isAlnum(w.b[end]) || w.b[end] == '.' || w.b[end] == '-' || w.b[end] == '+') {
		end++
	}
	n := w.b[w.i:end]
	if len(n) <= longest || in(frameNames[:], w.name) && wordlike(bytes.TrimRight(n, "0")) {
		w.out = append(w.out, n...)
	} else {
		w.out = w.r.mark(w.out, kindValue, n)
	}
	w.first, w.i = false, end
}

var jsonLiterals = [...]string{"true", "false", "null", "undefined", "nan"}

// literal takes true, false or null, or what is no JSON.
func (w *jsonWalk) literal() {
	end := w.i
	for end < len(w.b) && isAlpha(w.b[end]) {
		end++
	}
	if word := w.b[w.i:end]; in(jsonLiterals[:], word) {
		w.out = append(w.out, word...)
	} else {
		w.out = w.r.mark(w.out, kindFrame, word)
	}
	w.i = end
}

// stringEnd returns where the JSON string that begins at i ends, at its quote or at the end of b.
func stringEnd(b []byte, i int) int {
	for i < len(b) && b[i] != '"' {
		if b[i] == '\\' {
			i++
		}
		i++
	}
	return min(i, len(b))
}

// isMemberName reports whether a colon stands at i: what came before it was a name.
func isMemberName(b []byte, i int) bool {
	for i < len(b) && (isSpace(b[i]) || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i < len(b) && b[i] == ':'
}
