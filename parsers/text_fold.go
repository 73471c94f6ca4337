package parsers

import "bytes"

// foldFunc reports whether line belongs to the record that begins with first.
type foldFunc func(row *compiledRow, first, line []byte) bool

// foldStack takes what can only be a continuation: stack traces, and what is indented.
func foldStack(_ *compiledRow, first, line []byte) bool {
	return isFolded(line) || len(line) > 0 && inTraceback(first) || isGoFrame(line) && bytes.Contains(first, []byte("goroutine "))
}

// foldPlain is foldStack for records without a head: there an exception may as well begin a record.
func foldPlain(row *compiledRow, first, line []byte) bool {
	if isException(line) {
		return first[len(first)-1] == ':' || inTraceback(first)
	}
	return foldStack(row, first, line)
}

// inTraceback reports whether rec ends within a traceback of Python: what comes next is the exception, whatever it
// looks like.
func inTraceback(rec []byte) bool {
	if bytes.IndexByte(rec, '\n') < 0 {
		return false
	}
	last := bytes.LastIndexByte(rec, '\n')
	return last+1 < len(rec) && rec[last+1] == ' ' && bytes.Contains(rec, stackHeads[0])
}

// foldRest takes everything that has no head, blank lines too: for programs that write paragraphs.
func foldRest(row *compiledRow, _, line []byte) bool {
	return row.detect(line) == 0
}

// stackHeads begin lines that go on with what the line before said: stack traces and chained exceptions of
// Python, Java, JavaScript, .NET, PHP, Go, Rust and Elixir.
var stackHeads = [][]byte{
	[]byte("Traceback (most recent call last)"),
	[]byte("During handling of the above exception"),
	[]byte("The above exception was the direct cause"),
	[]byte("Caused by: "),
	[]byte("Suppressed: "),
	[]byte("at "),
	[]byte("... "),
	[]byte("Stack trace:"),
	[]byte("[stacktrace]"),
	[]byte("[previous exception]"),
	[]byte("goroutine "),
	[]byte("created by "),
	[]byte("--- End of "),
	[]byte("** ("),
	[]byte("stack backtrace:"),
	[]byte("stack traceback:"),
	[]byte("note: run with `RUST_BACKTRACE"),
	[]byte("}"),
	[]byte("\"}"),
	[]byte("]"),
	[]byte(")"),
}

// isChained reports whether line goes on with a stack trace over a blank line.
func isChained(line []byte) bool {
	for _, head := range stackHeads[:5] {
		if bytes.HasPrefix(line, head) {
			return true
		}
	}
	return bytes.HasPrefix(line, []byte("goroutine ")) || bytes.HasPrefix(line, []byte("[previous exception]"))
}

// isFolded reports whether line, whatever its format, can only be the continuation of the line before.
func isFolded(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	switch c := line[0]; {
	case c == '\t':
		return true
	case c == ' ':
		return !isDebugLine(line)
	case c == '#':
		return len(line) > 2 && isDigit(line[1])
	case c == '/':
		return bytes.Contains(line, []byte(":in `")) || bytes.Contains(line, []byte(":in '"))
	case isDigit(c) || c == '{' || c == '<':
		return false
	}
	for _, head := range stackHeads {
		if line[0] == head[0] && bytes.HasPrefix(line, head) {
			return true
		}
	}
	return isException(line)
}

// isDebugLine reports whether line is one of Node's debug module, which indents and ends with the time since the
// line before: "  engine intercepting request for path "/socket.io/" +12ms".
func isDebugLine(line []byte) bool {
	i := bytes.LastIndexByte(line, '+')
	if i <= 0 || line[i-1] != ' ' {
		return false
	}
	unit := line[i+1+numLen(line[i+1:]):]
	switch string(unit) {
	case "ms", "s", "m", "h", "d":
		return len(unit) < len(line)-i-1
	}
	return false
}

// isException reports whether line names an exception as runtimes print it: "ValueError: No route found",
// "java.lang.IllegalStateException: order 5", "websockets.exceptions.InvalidMessage: did not receive …".
func isException(line []byte) bool {
	i := 0
	for i < len(line) && (isLetter(line[i]) || isDigit(line[i]) || line[i] == '.' || line[i] == '_' || line[i] == '$' || line[i] == '\\') {
		i++
	}
	name := line[:i]
	rest := line[i:]
	if len(name) < 5 || len(rest) > 0 && rest[0] != ':' && !bytes.HasPrefix(rest, []byte(" (")) {
		return false
	}
	for _, end := range exceptionEnds {
		if bytes.HasSuffix(name, end) {
			return true
		}
	}
	return len(rest) > 0 && rest[0] == ':' && bytes.Count(name, []byte{'.'}) >= 2
}

var exceptionEnds = [][]byte{[]byte("Error"), []byte("Exception"), []byte("Interrupt"), []byte("Failure"), []byte("Refused"), []byte("Timeout")}

// isGoFrame reports whether line names a function of a goroutine's stack: "main.serve(0xc000123)",
// "net/http.(*conn).serve(…)", "panic({0x6f3b40?, 0x7f1c38?})", "exit status 2".
func isGoFrame(line []byte) bool {
	if len(line) == 0 || !isLetter(line[0]) {
		return false
	}
	open := bytes.IndexByte(line, '(')
	return open > 0 && line[len(line)-1] == ')' && bytes.IndexByte(line[:open], ' ') < 0 || bytes.HasPrefix(line, []byte("exit status "))
}
