package parsers

import "bytes"

// clientContinues folds what belongs together into one record: the lines of a trace, a transcript of HTTP, a message
// that was wrapped. rec is the record so far.
func clientContinues(rec, line []byte) bool {
	if len(line) == 0 {
		return isOpenEnded(rec)
	}
	if line[0] == ' ' || line[0] == '\t' {
		return isDeeper(rec, line)
	}
	if (isDigit(line[0]) || len(line) > 1 && line[1] == '/') && takesLogcat(rec, line) {
		return true
	}
	if begin := beginning(rec); foldBegins[begin[0]] {
		for i := range clientFolds {
			if f := &clientFolds[i]; hasPrefix(begin, f.begins) && f.takes(rec, line) {
				return true
			}
		}
	}
	return isBroken(rec, line) || isCause(rec, line)
}

// beginning returns rec without the white space and the caret in front that Node prints above an error.
func beginning(rec []byte) []byte {
	for i, c := range rec {
		if c != ' ' && c != '\t' && c != '^' && c != '\n' {
			return rec[i:]
		}
	}
	return rec
}

// clientFold says which lines belong to a record that begins in a certain way.
type clientFold struct {
	begins string
	takes  func(rec, line []byte) bool
}

var clientFolds = []clientFold{
	{"Traceback (most recent call last)", takesTraceback},
	{"GET", takesRequest},
	{"XHR", takesRequest},
	{"POST", takesRequest},
	{"OPTIONS", takesRequest},
	{"CONNECT", takesRequest},
	{"HTTP/", takesHTTP},
	{"--- request header ---", takesHTTP},
	{"Request URL", takesDevTools},
	{"*", takesCurl},
	{"> ", takesCurl},
	{"< ", takesCurl},
	{"curl ", takesCurl},
	{"$ curl ", takesCurl},
	{"curl: (", takesCurl},
	{"DEBUG:", takesMarked},
	{"[WS-Client]", takesArduino},
	{"[", takesBracket},
	{"Error", takesNode},
	{"TypeError", takesNode},
	{"RangeError", takesNode},
	{"{", takesNode},
	{"Connect Error", takesHeaderDump},
	{"Server responded with a non-101 status", takesHeaderDump},
	{"Uncaught", takesPlace},
}

// foldBegins holds the first bytes of clientFolds.
var foldBegins = func() (first [256]bool) {
	for _, f := range clientFolds {
		first[f.begins[0]] = true
	}
	return first
}()

// maxFold is how far back a record is searched for how it began.
const maxFold = 4 << 10

func lastLine(rec []byte) []byte {
	if bytes.IndexByte(rec, '\n') < 0 { // by far the most, and much faster to see from the front
		return rec
	}
	return rec[bytes.LastIndexByte(rec, '\n')+1:]
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// isOpenEnded reports whether an empty line does not end the record.
func isOpenEnded(rec []byte) bool {
	last := lastLine(rec)
	if len(last) == 0 {
		return hasPrefix(rec, "GET ") || hasPrefix(rec, "HTTP/")
	}
	if hasPrefix(rec, "[WS-Client]") {
		return true
	}
	switch rec[0] {
	case 'T', 'G', 'H', '*', '>', '<', 'E', 'c', '$', 'R':
		return hasPrefix(rec, "Traceback") || hasPrefix(rec, "Error") || isTranscript(rec)
	}
	return bytes.HasSuffix(bytes.TrimRight(last, " "), []byte("failed:"))
}

// isDeeper reports whether line stands further to the right than the beginning of the record, and does not begin one
// itself: people indent what they paste.
func isDeeper(rec, line []byte) bool {
	text := bytes.TrimLeft(line, " \t")
	if len(line)-len(text) <= indent(rec) {
		return isInTraceback(rec) && len(text) > 0
	}
	if hasPrefix(text, "[Error]") || hasPrefix(text, "[Warning]") || hasPrefix(text, "[Log]") {
		return false
	}
	return !bytes.Contains(text, []byte("WebSocket connection to '")) || !bytes.Contains(rec[:min(len(rec), maxFold)], []byte("WebSocket connection to '"))
}

func indent(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t') {
		n++
	}
	return n
}

var tracebackHead = []byte("Traceback (most recent call last)")

// isInTraceback reports whether the record is a traceback of Python whose exception has not come yet.
func isInTraceback(rec []byte) bool {
	last := lastLine(rec)
	if bytes.HasPrefix(last, tracebackHead) {
		return true
	}
	return len(last) < len(rec) && (len(last) == 0 || indent(last) > indent(rec)) && bytes.Contains(rec[:min(len(rec), maxFold)], tracebackHead)
}

// splitTraceback parts a traceback from lines of the program's own that were folded into its record. A log line that
// announces it belongs to it.
func splitTraceback(rec []byte) (said, trace []byte) {
	if bytes.IndexByte(rec, '\n') < 0 {
		return nil, rec
	}
	i := bytes.Index(rec[:min(len(rec), maxFold)], tracebackHead)
	if i < 1 || rec[i-1] != '\n' || isLogOfError(rec) {
		return nil, rec
	}
	return rec[:i-1], rec[i:]
}

// takesTraceback takes the exception, and the chain of those that it was raised from.
func takesTraceback(rec, line []byte) bool {
	last := lastLine(rec)
	switch {
	case len(last) == 0:
		return hasPrefix(line, "The above exception was") || hasPrefix(line, "During handling of") || hasPrefix(line, "Traceback (most")
	case last[0] == ' ', last[0] == '\t', bytes.HasPrefix(last, tracebackHead):
		return true
	}
	return false
}

// takesRequest takes a row of Firefox's network log ("GET" / URL / "[HTTP/1.1 404 Not Found 2ms]") or a pasted request.
func takesRequest(rec, line []byte) bool {
	if bytes.Contains(rec[:min(len(rec), maxFold)], []byte(" HTTP/")) && !bytes.Contains(firstLine(rec), []byte("[HTTP/")) {
		return takesHTTP(rec, line)
	}
	if bytes.Count(rec, []byte{'\n'}) > 2 {
		return false
	}
	last := lastLine(rec)
	if len(last) < 12 && !bytes.Contains(last, []byte("/")) {
		return hasPrefix(line, "ws") || hasPrefix(line, "http")
	}
	return bytes.Contains(last, []byte("://")) && (hasPrefix(line, "[HTTP/") || hasPrefix(line, "NS_ERROR_") || hasPrefix(line, "CORS ") ||
		hasPrefix(line, "SSL_ERROR") || hasPrefix(line, "SEC_ERROR") || hasPrefix(line, "MOZILLA_PKIX"))
}

// takesHTTP takes the header fields, the body, and the answer that follows a request.
func takesHTTP(rec, line []byte) bool {
	last := lastLine(rec)
	switch {
	case hasPrefix(line, "HTTP/"):
		return !hasAnswer(rec)
	case hasPrefix(line, "---"), isHeaderField(line):
		return true
	case !hasAnswer(rec):
		return false
	case len(last) == 0 || !isHeaderField(last):
		return !beginsRequest(line) && len(rec) < maxFold && !bytes.HasSuffix(rec, []byte("\n\n"))
	}
	return false
}

func hasAnswer(rec []byte) bool {
	return hasPrefix(rec, "HTTP/") || bytes.Contains(rec[:min(len(rec), 4*maxFold)], []byte("\nHTTP/"))
}

func beginsRequest(line []byte) bool {
	m := methodOf(firstWord(line))
	return m != "" && hasPrefix(line, m+" ")
}

// isHeaderField reports whether line is "Name: value" (or "Name:value", as DevTools shows it), or ":path: value".
func isHeaderField(line []byte) bool {
	if len(line) > 0 && line[0] == ':' {
		line = line[1:]
	}
	n := 0
	for n < len(line) && (isWordByte(line[n]) || line[n] == '-') {
		n++
	}
	return n > 1 && n < 60 && n < len(line) && line[n] == ':'
}

func takesDevTools(rec, line []byte) bool {
	return isHeaderField(line) || isPanelField(line) || takesHTTP(rec, line)
}

// takesCurl takes what curl -v prints: "* ", "> ", "< ", "{ [", "} [", the body, and the error.
func takesCurl(rec, line []byte) bool {
	switch {
	case hasPrefix(line, "curl: ("), hasPrefix(line, "* "), hasPrefix(line, "< "), hasPrefix(line, "> "), hasPrefix(line, "{ ["), hasPrefix(line, "} ["):
		return !(isNewTry(line) && hasAnswerCurl(rec))
	case line[0] == '>' || line[0] == '<' && len(line) == 1:
		return true
	case hasPrefix(line, "$ "), hasPrefix(line, "curl ") && !hasPrefix(line, "curl failed to verify"):
		return false
	}
	return isTranscript(rec) && len(rec) < 4*maxFold || isHeaderField(line) && hasPrefix(rec, "curl")
}

func isNewTry(line []byte) bool {
	return hasPrefix(line, "*   Trying") || hasPrefix(line, "* Trying") || hasPrefix(line, "> GET ") || hasPrefix(line, "* About to connect")
}

func hasAnswerCurl(rec []byte) bool {
	return bytes.Contains(rec, []byte("\n< HTTP/")) || bytes.Contains(rec, []byte("\ncurl: ("))
}

// takesMarked takes the debug log of Python's websockets, where each line of HTTP has the logger's prefix.
func takesMarked(rec, line []byte) bool {
	first := firstLine(rec)
	i := bytes.Index(first, []byte("> GET "))
	return i > 0 && len(line) > i && bytes.Equal(line[:i], first[:i]) && (line[i] == '<' || line[i] == '>' && !hasPrefix(line[i:], "> GET "))
}

// takesBracket takes the rest of a console message of Chromium's log that holds line ends, and of Vite's advice.
func takesBracket(rec, line []byte) bool {
	if line[0] == '[' {
		return false
	}
	if hasPrefix(rec, "[vite] failed to connect") {
		return hasPrefix(line, "your current setup") || hasPrefix(line, "Check out your Vite")
	}
	if bytes.Contains(rec[:min(len(rec), 200)], []byte(":CONSOLE")) && len(rec) < maxFold {
		last := rec[len(rec)-1]
		return last != ')' && last != '"'
	}
	return hasPrefix(line, "error { target: ") || hasPrefix(lastLine(rec), "error { target: ") && isSourceColumn(line)
}

// takesNode takes the end of an error that Node prints with its properties, and the closing of the socket that the
// program reports right after it.
func takesNode(rec, line []byte) bool {
	if line[0] == '}' {
		return indent(lastLine(rec)) > 0
	}
	if hasPrefix(line, "Emitted 'error' event") || hasPrefix(line, "Node.js v") || hasPrefix(line, "Handshake Details") {
		return true
	}
	if bytes.Contains(rec[:min(len(rec), maxFold)], []byte("\nHandshake Details")) {
		return isHeaderField(line) || isPanelField(line)
	}
	return (hasPrefix(line, "closed ") || hasPrefix(line, "close ")) && closeCodeIn(line) != 0 && bytes.IndexByte(rec, '\n') > 0
}

// takesArduino takes the request and the answer that the arduinoWebSockets library prints when it debugs.
func takesArduino(rec, line []byte) bool {
	return bytes.Contains(firstLine(rec), []byte("] handshake GET ")) && (isHeaderField(line) || bytes.Contains(line, []byte("] RX: ")))
}

// takesHeaderDump takes what WebSocket-Node prints below "Response Headers Follow:".
func takesHeaderDump(rec, line []byte) bool {
	return hasPrefix(line, "Response Headers Follow") || bytes.Contains(rec[:min(len(rec), maxFold)], []byte("Response Headers Follow")) && isHeaderField(line)
}

// takesLogcat takes the frames of a trace, which logcat prints as messages of their own.
func takesLogcat(rec, line []byte) bool {
	text := logcatText(line)
	if text == nil || logcatText(firstLine(rec)) == nil {
		return false
	}
	trimmed := bytes.TrimLeft(text, " \t")
	return hasPrefix(trimmed, "at ") || hasPrefix(trimmed, "Caused by: ") || hasPrefix(trimmed, "... ") || trimmed != nil && hasPrefix(trimmed, "#") && len(trimmed) > 1 && isDigit(trimmed[1])
}

// takesPlace takes the place in the script that Firefox prints below an exception.
func takesPlace(rec, line []byte) bool { return bytes.IndexByte(line, ' ') < 0 && isSourceColumn(line) }

var brokenEnds = [][]byte{[]byte("failed:"), []byte("server at"), []byte("onnection to"), []byte("connect to")}

// isBroken reports whether the last line breaks off where the message must go on, and line can be the rest.
func isBroken(rec, line []byte) bool {
	if c := rec[max(len(rec)-2, 0):]; len(c) < 2 || c[1] != ':' && c[1] != ' ' && c[1] != '\n' && c[1] != 't' && c[1] != 'o' {
		return false
	}
	end := bytes.TrimRight(rec, " \n")
	for _, e := range brokenEnds {
		if bytes.HasSuffix(end, e) {
			return isReason(line)
		}
	}
	return false
}

// isReason reports whether line can be what stands behind "failed:" or "connect to": a reason of Chromium or a URL.
func isReason(line []byte) bool {
	for _, w := range [...]string{"Error ", "WebSocket ", "HTTP Auth", "Connection closed", "Establishing ", "Invalid ", "One or more", "net::", "ws://", "wss://", "'ws", "There was", "Could not", "The "} {
		if hasPrefix(line, w) {
			return !bytes.Contains(line, []byte("WebSocket connection to "))
		}
	}
	return false
}

// isCause reports whether line goes on with a trace of Java, .NET or Rust, or begins the traceback of what the record
// says.
func isCause(rec, line []byte) bool {
	switch line[0] {
	case 'C':
		return hasPrefix(line, "Caused by:") && !bytes.HasSuffix(rec, []byte("\n\n"))
	case 'S':
		return hasPrefix(line, "Suppressed:")
	case '-':
		return hasPrefix(line, "---> ") || hasPrefix(line, "--- End of")
	case 'T':
		return bytes.HasPrefix(line, tracebackHead) && isLogOfError(rec)
	}
	return isInTraceback(rec)
}

// isLogOfError: a logger prints its line, then the traceback.
func isLogOfError(rec []byte) bool {
	first := firstLine(rec)
	return bytes.Contains(first, []byte("ERROR")) || indexFold(first[:min(len(first), 200)], "exception") >= 0 || indexFold(first[:min(len(first), 200)], "error") >= 0
}

// condense returns a message without the frames of its trace, the exception of a traceback first.
func condense(text []byte) []byte {
	if bytes.IndexByte(text, '\n') < 0 {
		return text
	}
	if bytes.Contains(text[:min(len(text), maxFold)], tracebackHead) {
		return exceptions(text)
	}
	return withoutFrames(text)
}

// exceptions returns the exceptions of a traceback, the last one, which the program saw, first.
func exceptions(text []byte) []byte {
	var kept [][]byte
	inTrace := false
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		switch {
		case bytes.Contains(line, tracebackHead):
			inTrace = true
		case len(line) == 0, inTrace && (line[0] == ' ' || line[0] == '\t'), hasPrefix(line, "The above exception"), hasPrefix(line, "During handling of"):
		default:
			kept = append(kept, line)
		}
	}
	if n := len(kept); n > 1 {
		kept = append([][]byte{kept[n-1]}, kept[:n-1]...)
	}
	return bytes.Join(kept, []byte{'\n'})
}

// frameBegins are the beginnings of lines that show where in a program something happened.
var frameBegins = []string{"at ", "#", "<anonymous> ", "<asynchronous suspension>", "File \"", "^", "raise ", "... ", "throw er;", "Emitted 'error' event", "[Symbol(", "Node.js v"}

func withoutFrames(text []byte) []byte {
	var kept [][]byte
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		if inner := logcatText(line); inner != nil {
			line = inner
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 1 && !isFrame(trimmed) {
			kept = append(kept, trimmed)
		}
	}
	return bytes.Join(kept, []byte{'\n'})
}

func isFrame(line []byte) bool {
	if bytes.IndexByte(line, ' ') < 0 && isSourceColumn(line) || isGeckoFrame(line) {
		return true
	}
	for _, begin := range frameBegins {
		if hasPrefix(line, begin) {
			return true
		}
	}
	return isStackLine(line)
}

// isGeckoFrame: "getNegotiationResponse HttpConnection.ts:247".
func isGeckoFrame(line []byte) bool {
	i := bytes.IndexByte(line, ' ')
	if i <= 0 || bytes.IndexByte(line[i+1:], ' ') >= 0 || !isDigit(line[len(line)-1]) {
		return false
	}
	colon := bytes.LastIndexByte(line, ':')
	return colon > i && isScriptName(line[i+1:colon])
}

// isStackLine: "connect @ app.js:12", "(anonymous) @ VM12:1", "onclick @ (index):1".
func isStackLine(line []byte) bool {
	i := bytes.Index(line, []byte(" @ "))
	return i > 0 && isDigit(line[len(line)-1]) && bytes.IndexByte(line[i+3:], ' ') < 0 && bytes.IndexByte(line[i+3:], ':') > 0
}
