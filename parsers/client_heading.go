package parsers

import (
	"bytes"
	"time"
)

// heading is what stands around a message in its line: a timestamp, a level, the place in a script.
type heading struct {
	rec   []byte
	text  []byte // the record without it
	time  time.Time
	zoned bool
	level string
	page  []byte // URL or file of the script, or of the page
}

// wrappings are tried over and over, each takes off what it knows from the front of the text.
var wrappings = []func(s *Source, h *heading) bool{
	takeMarks, takeChromiumLog, takeLogcat, takeLevel, takeTime, takeAnchor,
}

// maxWrappings is how many lie in one another: a mark, a timestamp, a level, a tag, an anchor, and some more.
const maxWrappings = 8

// read takes the wrappings of rec off.
func (h *heading) read(s *Source, rec []byte) {
	*h = heading{rec: rec, text: rec}
	for n := 0; n < maxWrappings && takeAny(s, h); n++ {
	}
	h.text = bytes.TrimRight(h.text, " \t\n")
	takeTrailing(h)
}

// quote returns what is shown as the record: the line as it stands, or the message of a trace.
func (h *heading) quote(message []byte) []byte {
	if bytes.IndexByte(h.rec, '\n') < 0 {
		return bytes.TrimSpace(h.rec)
	}
	return message
}

func takeAny(s *Source, h *heading) bool {
	for _, take := range wrappings {
		if take(s, h) {
			return true
		}
	}
	return false
}

// takeMarks takes white space and what Markdown, pytest and terminals put in front of a line.
func takeMarks(_ *Source, h *heading) bool {
	rest := bytes.TrimLeft(h.text, " \t\n>*•`|▶✘✖×")
	if bytes.HasPrefix(rest, []byte("E  ")) || bytes.HasPrefix(rest, []byte("- ")) {
		rest = rest[2:]
	}
	return h.cut(rest)
}

// cut makes rest the text and reports whether that took anything off.
func (h *heading) cut(rest []byte) bool {
	took := len(rest) < len(h.text)
	h.text = rest
	return took
}

var chromiumLevels = [...]struct{ name, level string }{
	{"INFO", "info"}, {"WARNING", "warn"}, {"ERROR", "error"}, {"FATAL", "error"}, {"VERBOSE1", "debug"}, {"VERBOSE2", "debug"},
}

// takeChromiumLog takes "[pid:tid:MMDD/HHMMSS.us:LEVEL:file.cc(12)] " (base/logging.cc; the parts before LEVEL may be
// missing, and ":12]" stands for "(12)]" since 2023), and what CONSOLE puts around the message: `"…", source: URL (12)`.
func takeChromiumLog(s *Source, h *heading) bool {
	p, ok := readChromiumPrefix(h.text)
	if !ok {
		return false
	}
	h.level = p.level
	h.chromiumTime(s, p.before)
	h.text = h.text[p.len:]
	if hasPrefix(p.source, "CONSOLE") {
		h.unquoteConsole()
	}
	return true
}

// chromiumPrefix is what stands in front of a line of Chromium's log.
type chromiumPrefix struct {
	before []byte // "pid:tid:MMDD/HHMMSS.us:", or less
	level  string
	source []byte // "CONSOLE(12)", "net/socket/ssl_client_socket_impl.cc:902"
	len    int
}

// isSocketSource reports whether the part of Chromium that wrote a line has to do with sockets.
func (p *chromiumPrefix) isSocketSource() bool {
	if hasPrefix(p.source, "CONSOLE") {
		return true
	}
	for _, name := range [...]string{"ssl_client_socket", "websocket", "devtools_http_handler", "flutter/"} {
		if bytes.Contains(p.source, []byte(name)) {
			return true
		}
	}
	return false
}

func readChromiumPrefix(b []byte) (p chromiumPrefix, ok bool) {
	if len(b) < 8 || b[0] != '[' {
		return p, false
	}
	end := bytes.Index(b[:min(len(b), 200)], []byte("] "))
	if end < 0 {
		return p, false
	}
	inner := b[1:end]
	for i, c := range inner {
		if c < 'A' || i > 0 && inner[i-1] != ':' {
			continue
		}
		for _, l := range chromiumLevels {
			if rest := inner[i:]; c == l.name[0] && hasPrefix(rest, l.name) && len(rest) > len(l.name) && rest[len(l.name)] == ':' {
				return chromiumPrefix{before: inner[:i], level: l.level, source: rest[len(l.name)+1:], len: end + 2}, true
			}
		}
		break // what names no level is no such prefix
	}
	return p, false
}

// chromiumTime reads "MMDD/HHMMSS.us:" at the end of b. It has no year.
func (h *heading) chromiumTime(s *Source, b []byte) {
	slash := bytes.LastIndexByte(b, '/')
	if slash < 4 || s.Year == 0 {
		return
	}
	b = b[slash-4:]
	month, i := twoDigits(b, 0)
	day, j := twoDigits(b, 2)
	hour, k := twoDigits(b, 5)
	minute, l := twoDigits(b, 7)
	second, n := twoDigits(b, 9)
	if i*j*k*l*n == 0 || month < 1 || month > 12 || day < 1 || day > 31 {
		return
	}
	nanos, _ := fraction(b, n)
	h.time = clock{hour, minute, second, nanos}.on(date{s.Year, time.Month(month), day}, s.Zone)
}

// unquoteConsole takes the quotes of a console message and its source off.
func (h *heading) unquoteConsole() {
	text := h.text
	if i := bytes.LastIndex(text, []byte(`", source: `)); i >= 0 {
		source := text[i+len(`", source: `):]
		if j := bytes.LastIndex(source, []byte(" (")); j >= 0 {
			source = source[:j]
		}
		h.page, text = source, text[:i]
	} else {
		text = bytes.TrimSuffix(text, []byte{'"'})
	}
	h.text = bytes.TrimPrefix(text, []byte{'"'})
}

// takeLogcat takes "04-05 10:31:41.117 I/chromium( 9526): ", "04-05 10:31:41.117  9526  9540 E chromium: " and
// "I/flutter ( 9526): " (Android's logcat, formats time, threadtime and brief), and the columns of Android Studio.
func takeLogcat(s *Source, h *heading) bool {
	b := h.text
	if n := briefLen(b); n > 0 {
		h.logcatLevel(b[:n])
		return h.cut(bytes.TrimLeft(b[n:], " \t"))
	}
	if n := studioLen(b); n > 0 {
		h.time, _, _ = readTime(b, s.Year, s.Zone)
		h.level = levelLetters[b[n-3]]
		if h.level == "" {
			h.logcatLevel(b[:n])
		}
		return h.cut(b[n:])
	}
	if len(b) < 24 || b[2] != '-' || b[5] != ' ' || b[8] != ':' {
		return false
	}
	month, i := twoDigits(b, 0)
	day, j := twoDigits(b, 3)
	c, k := readClock(b, 6)
	if i*j*k == 0 || month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	h.time = c.inYear(date{s.Year, time.Month(month), day}, s.Zone)
	end := bytes.Index(b[k:min(len(b), k+120)], []byte(": "))
	if end < 0 {
		return h.cut(b[k:])
	}
	h.logcatLevel(b[k : k+end])
	return h.cut(b[k+end+2:])
}

// briefLen returns the length of "I/flutter ( 9526): " at the beginning of b, or 0.
func briefLen(b []byte) int {
	if len(b) < 8 || b[1] != '/' || levelLetters[b[0]] == "" {
		return 0
	}
	end := bytes.Index(b[:min(len(b), 80)], []byte("): "))
	if end < 0 || !isDigit(b[end-1]) {
		return 0
	}
	return end + len("): ")
}

// studioLen returns the length of "2026-11-22 19:21:05.480  1723-2467  Tag   com.example.app   E  " at the beginning of b,
// or of what older versions of Android Studio's logcat print there. It is 0 if b does not begin so.
func studioLen(b []byte) int {
	const stamp = len("2026-11-22 19:21:05.480")
	if len(b) < stamp+20 || b[4] != '-' || b[13] != ':' || b[19] != '.' || !isDigit(b[0]) {
		return 0
	}
	ids, app, _ := bytes.Cut(firstWord(bytes.TrimLeft(b[stamp:], " ")), []byte{'/'})
	if pid, tid, ok := bytes.Cut(ids, []byte{'-'}); !ok || !isNumber(pid) || !isNumber(tid) {
		return 0
	}
	if len(app) > 0 {
		return tagLen(b, stamp)
	}
	for i := stamp; i+5 <= min(len(b), 160); i++ {
		if b[i] == ' ' && b[i+1] == ' ' && levelLetters[b[i+2]] != "" && b[i+3] == ' ' && b[i+4] == ' ' {
			return i + 5
		}
	}
	return 0
}

// tagLen returns the length of what precedes the message in the older form, "…  4321-4350/com.example.app E/Chat: ", or 0.
func tagLen(b []byte, from int) int {
	end := bytes.Index(b[from:min(len(b), from+160)], []byte(": "))
	if end < 0 {
		return 0
	}
	tag := b[from : from+end]
	if i := bytes.LastIndexByte(tag, ' '); i < 0 || len(tag) < i+3 || levelLetters[tag[i+1]] == "" || tag[i+2] != '/' {
		return 0
	}
	return from + end + 2
}

// logcatText returns the message of a line of logcat, with the white space in front of it, or nil if it is none.
func logcatText(line []byte) []byte {
	if n := max(briefLen(line), studioLen(line)); n > 0 {
		return line[n:]
	}
	if len(line) < 24 || !isDigit(line[0]) || bytes.IndexByte(line[:12], ':') < 0 && line[4] != '-' {
		return nil
	}
	i := bytes.Index(line[:min(len(line), 160)], []byte(": "))
	if i < 0 || !bytes.Contains(line[:i], []byte("/")) && !bytes.Contains(line[:i], []byte(" E ")) && !bytes.Contains(line[:i], []byte(" W ")) {
		return nil
	}
	return line[i+2:]
}

func (h *heading) logcatLevel(tag []byte) {
	for i := 0; i+1 < len(tag); i++ {
		if (i == 0 || tag[i-1] == ' ') && (tag[i+1] == '/' || tag[i+1] == ' ') {
			if level := levelLetters[tag[i]]; level != "" {
				h.level = level
				return
			}
		}
	}
}

var levelLetters = map[byte]string{'V': "debug", 'D': "debug", 'I': "info", 'W': "warn", 'E': "error", 'F': "error"}

// levelWords are levels as programs write them, in lower case.
var levelWords = map[string]string{
	"error": "error", "err": "error", "severe": "error", "fatal": "error", "critical": "error", "crit": "error", "pageerror": "error", "assert": "error",
	"warn": "warn", "warning": "warn", "info": "info", "information": "info", "notice": "info", "log": "info", "debug": "debug", "trace": "debug", "verbose": "debug",
}

// levelOf returns what a level is called here, or "".
func levelOf(word []byte) string {
	var low [16]byte
	if len(word) > len(low) {
		return ""
	}
	for i, c := range word {
		low[i] = lowerASCII(c)
	}
	return levelWords[string(low[:len(word)])]
}

// levelMarks stand in front of a level in the output of test runners and Firefox.
var levelMarks = [][]byte{[]byte("BROWSER_CONSOLE:"), []byte("console."), []byte("browser:"), []byte("LogLevel."), []byte("JavaScript ")}

// takeLevel takes "[error] ", "ERROR: ", "ERROR:asyncio:", "error - ", "console.warn: ", "BROWSER_CONSOLE:error ".
func takeLevel(_ *Source, h *heading) bool {
	b := h.text
	for _, mark := range levelMarks {
		b = bytes.TrimPrefix(b, mark)
	}
	bracket := len(b) > 0 && (b[0] == '[' || b[0] == '(')
	if bracket {
		b = b[1:]
	}
	n := wordLen(b)
	if n == 0 || n > 11 || n == len(b) {
		return false
	}
	level := levelOf(b[:n])
	rest := b[n:]
	switch {
	case level == "":
		return false
	case bracket && (rest[0] == ']' || rest[0] == ')'):
		rest = rest[1:]
	case bytes.HasPrefix(b, []byte("Error")), bracket:
		return false // an exception of JavaScript: the word belongs to the message
	case rest[0] == ':':
		rest = skipLogger(rest[1:])
	case rest[0] == ' ' && (b[0] < 'a' || len(b) < len(h.text)):
	default:
		return false
	}
	h.level = level
	return h.cut(bytes.TrimLeft(rest, " \t:-"))
}

// skipLogger skips "asyncio:" of Python's "ERROR:asyncio:message".
func skipLogger(b []byte) []byte {
	n := 0
	for n < len(b) && (isWordByte(b[n]) || b[n] == '.') {
		n++
	}
	if n > 0 && n+1 < len(b) && b[n] == ':' && b[n+1] != '/' && b[n+1] != ' ' {
		return b[n+1:]
	}
	return b
}

// takeTime takes a timestamp, in brackets or not, and the clock alone that consoles show.
func takeTime(s *Source, h *heading) bool {
	b := bytes.TrimLeft(h.text, "[(")
	if len(b) == 0 || !isDigit(b[0]) && !isLetter(b[0]) {
		return false
	}
	if t, zoned, n := readTime(b, s.Year, s.Zone); n > 0 {
		if h.time.IsZero() {
			h.time, h.zoned = t, zoned
		}
		return h.cut(bytes.TrimLeft(skipSubSecond(b[n:]), "])|,:- "))
	}
	if _, n := readClock(b, 0); n > 0 {
		return h.cut(bytes.TrimLeft(b[n:], "])| "))
	}
	return false
}

// skipSubSecond skips ":0092" of libwebsockets' "[2020/05/07 09:21:40:0092] ".
func skipSubSecond(b []byte) []byte {
	if len(b) > 5 && b[0] == ':' && b[5] == ']' {
		return b[5:]
	}
	return b
}

// takeAnchor takes "app.js:12 ", "(index):42 ", "VM123:1 ", what DevTools puts in front of a message when it saves it.
func takeAnchor(_ *Source, h *heading) bool {
	n := anchorLen(h.text)
	if n == 0 {
		return false
	}
	if h.page == nil {
		h.page = h.text[:n]
		if i := bytes.LastIndexByte(h.page, ':'); i > 0 {
			h.page = h.page[:i]
		}
	}
	return h.cut(bytes.TrimLeft(h.text[n:], " \t\n"))
}

// anchorLen returns the length of the anchor that b begins with, or 0. An address ("10.0.0.1:3000 ") or the place of a
// compiler's message ("main.go:12: ") is none.
func anchorLen(b []byte) int {
	n := 0
	for n < len(b) && b[n] > ' ' {
		n++
	}
	if n < 3 || n > 400 || n == len(b) || isDigit(b[0]) || !isDigit(b[n-1]) {
		return 0
	}
	colon := n - 1
	for colon > 0 && isDigit(b[colon]) {
		colon--
	}
	if b[colon] != ':' || colon == n-1 || colon == 0 {
		return 0
	}
	file := b[:colon]
	if i := bytes.IndexByte(file, '?'); i > 0 {
		file = file[:i]
	}
	if isScriptName(file) {
		return n
	}
	return 0
}

var scriptEndings = [][]byte{
	[]byte(".js"), []byte(".mjs"), []byte(".cjs"), []byte(".ts"), []byte(".tsx"), []byte(".jsx"), []byte(".vue"), []byte(".svelte"),
	[]byte(".html"), []byte(".htm"), []byte(".php"), []byte(".aspx"), []byte(".ico"), []byte(".png"), []byte(".map"), []byte(".css"), []byte(".json"),
	[]byte("/client"), []byte("(index)"), []byte("(anonymous)"), []byte("(unknown)"), []byte("<anonymous>"), []byte("(program)"),
}

// isScriptName reports whether DevTools could have linked file: a script, a page, a resource, an evaluated piece.
func isScriptName(file []byte) bool {
	for _, end := range scriptEndings {
		if bytes.HasSuffix(file, end) {
			return true
		}
	}
	switch {
	case bytes.HasPrefix(file, []byte("VM")) && len(file) > 2 && isDigit(file[2]):
		return true
	case bytes.HasPrefix(file, httpScheme), bytes.HasPrefix(file, []byte("webpack")), bytes.HasPrefix(file, []byte("chrome-extension:")):
		return true
	}
	return string(file) == "client" || string(file) == "hmr"
}

// takeTrailing takes the place in a script from the end: " (main.js, line 24)" (Safari), " (http://host/app.js:4)"
// (Playwright), " app.js:2:12" (Firefox).
func takeTrailing(h *heading) {
	line := h.text
	if bytes.IndexByte(line, '\n') >= 0 {
		return
	}
	if n := len(line); n > 0 && line[n-1] == ')' {
		open := bytes.LastIndex(line, []byte(" ("))
		if open > 0 && isPlace(line[open+2:n-1]) {
			h.page, h.text = placeFile(line[open+2:n-1]), line[:open]
		}
		return
	}
	from := bytes.LastIndexByte(line, ' ') + 1
	if from > 1 && isSourceColumn(line[from:]) {
		h.page, h.text = placeFile(line[from:]), bytes.TrimRight(line[:from], " ")
	}
}

// isPlace: "main.js, line 24", "http://host/app.js:4", "http://host/app.js:4:0", "https://host/app.js".
func isPlace(b []byte) bool {
	return bytes.Contains(b, []byte(", line ")) || bytes.HasPrefix(b, httpScheme) && !bytes.ContainsRune(b, ' ')
}

// isSourceColumn: "app.js:2:12", "client:745:27".
func isSourceColumn(b []byte) bool {
	i := len(b)
	for range 2 {
		j := i
		for j > 0 && isDigit(b[j-1]) {
			j--
		}
		if j == i || j < 2 || b[j-1] != ':' {
			return false
		}
		i = j - 1
	}
	return !bytes.Contains(b[:i], []byte("://")) || bytes.HasPrefix(b, httpScheme)
}

func placeFile(b []byte) []byte {
	if i := bytes.Index(b, []byte(", line ")); i >= 0 {
		return b[:i]
	}
	for range 2 {
		i := len(b)
		for i > 0 && isDigit(b[i-1]) {
			i--
		}
		if i < len(b) && i > 1 && b[i-1] == ':' && b[i-2] != '/' {
			b = b[:i-1]
		}
	}
	return b
}
