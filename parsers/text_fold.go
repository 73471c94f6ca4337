package parsers

import "bytes"

// stackHeads begin lines that go on with what the line before said: stack traces and chained exceptions of
// Python, Java, JavaScript, .NET, PHP, Go, Elixir and Ruby.
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
	[]byte("note: run with `RUST_BACKTRACE"),
	[]byte("}"),
	[]byte("]"),
	[]byte(")"),
}

// isFolded reports whether line, whatever its format, can only be the continuation of the line before.
func isFolded(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	switch c := line[0]; {
	case c == ' ' || c == '\t':
		return true
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

// isException reports whether line names an exception as runtimes print it: "ValueError: No route found",
// "java.lang.IllegalStateException: order 5", "websockets.exceptions.InvalidMessage: did not receive …".
func isException(line []byte) bool {
	i := 0
	for i < len(line) && (isLetter(line[i]) || isDigit(line[i]) || line[i] == '.' || line[i] == '_' || line[i] == '$' || line[i] == '\\') {
		i++
	}
	name := line[:i]
	if i < len(line) && line[i] != ':' && line[i] != ' ' || len(name) < 5 {
		return false
	}
	for _, end := range exceptionEnds {
		if bytes.HasSuffix(name, end) {
			return true
		}
	}
	return i < len(line) && line[i] == ':' && bytes.Count(name, []byte{'.'}) >= 2
}

var exceptionEnds = [][]byte{[]byte("Error"), []byte("Exception"), []byte("Interrupt"), []byte("Failure"), []byte("Refused"), []byte("Timeout")}
