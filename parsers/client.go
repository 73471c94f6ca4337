package parsers

import (
	"bytes"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
)

// Browsers and client programs print prose in many wrappings, and people paste what they print in more. One engine
// reads it all: it folds the lines of a trace or a transcript into one record (client_fold.go), takes the wrapping
// off (client_heading.go), and looks the rest up in a table of the sentences that browsers (console_sentence.go),
// libraries (one file for each family of languages), systems and programs (client_sentence_system.go) are known to write. The rows
// of formats differ only in how they are recognised, so an input that mixes several loses nothing by being taken for
// one of them. A new library is a family in the table of sentences; a new kind of console is a row in console.go.

// clientReader reads one input.
type clientReader struct {
	s      *Source
	blank  handshake.Event // what the input says of every event
	event  handshake.Event // the one that is being put together
	head   heading         // of its record
	ids    []int
	recall recall
}

// recall is what earlier lines said. Most libraries name the URL once, when they begin to connect, and leave it out
// when they fail.
type recall struct {
	url     []byte // the last WebSocket URL
	line    int64  // where it stood
	pending bool   // nothing was said since of how it went
	opened  bool   // a socket opened and was not closed since
	talked  bool   // messages came through it
	since   time.Time
	lost    int // sockets lost after they had opened
}

// What is looked at of one record, and of the message in it: more than any program writes of one failure.
const (
	maxTrace   = 64 << 10
	maxMessage = 16 << 10
)

func clip(b []byte, most int) []byte { return b[:min(len(b), most)] }

// reach is for how many lines a URL is remembered.
const reach = 60

func readClient(s *Source) LineParser {
	c := &clientReader{s: s, blank: *s.NewEvent(handshake.Position{})}
	return LineParser{Record: c.record, Continues: clientContinues}
}

func (c *clientReader) record(rec []byte, pos handshake.Position) Verdict {
	if p, ok := readChromiumPrefix(rec); ok { // by far the most lines of such a log have nothing to do with sockets
		if !p.isSocketSource() {
			return Understood
		}
		return max(c.tell(rec, pos), c.named(rec, pos), Understood)
	}
	said, trace := splitTraceback(rec)
	v := NotUnderstood
	if len(said) > 0 {
		v = c.tell(said, pos)
	}
	v = max(v, c.tell(trace, pos))
	if v != NotUnderstood {
		return v
	}
	if first := firstLine(rec); isConsoleLine(first) || c.s.Format.Detect(first) > 0 && !isServers(rec) {
		return max(c.named(rec, pos), Understood)
	}
	return NotUnderstood
}

// named emits a record of which no sentence is known, but a text that a rule takes for a handshake's.
func (c *clientReader) named(rec []byte, pos handshake.Position) Verdict {
	if !c.s.Gate.Names(rec) || isDebuggerNoise(rec) || clientTexts().Contains(rec) {
		return NotUnderstood
	}
	c.head.read(c.s, rec)
	return c.say(&c.head, pos)
}

// tell emits what rec says. It is Understood if it says only what later records need.
func (c *clientReader) tell(rec []byte, pos handshake.Position) Verdict {
	if mayBeTranscript(rec) && isTranscript(rec) {
		return c.transcript(rec, pos)
	}
	if !clientTexts().Contains(rec) || isDebuggerNoise(rec) {
		return NotUnderstood
	}
	if v, ok := c.unwrapJSON(rec, pos); ok {
		return v
	}
	c.head.read(c.s, rec)
	return c.say(&c.head, pos)
}

// isDebuggerNoise: Chromium and Node announce the socket of their own debugger.
func isDebuggerNoise(rec []byte) bool {
	return bytes.Contains(rec, []byte("DevTools listening on ")) || bytes.Contains(rec, []byte("Debugger listening on "))
}

// message is a record on its way to an event.
type message struct {
	c    *clientReader
	e    *handshake.Event
	full []byte // without heading
	text []byte // and without the frames of a trace
	url  []byte // the URL that failed or opened, if a sentence says it
	told bool   // a sentence says what became of the handshake
	void bool   // a sentence says that this is about something else
	mean meaning
	name bool // a sentence says which program speaks
	lost bool // all that is said is that the socket closed
}

// say looks the sentences of a message up and emits the event that they make.
func (c *clientReader) say(h *heading, pos handshake.Position) Verdict {
	c.event = c.blank
	c.event.Pos = pos
	m := message{c: c, e: &c.event, full: clip(h.text, maxTrace), text: clip(condense(h.text), maxMessage)}
	m.read()
	switch {
	case len(m.text) == 0 || isServers(m.full):
		return NotUnderstood
	case m.void:
		return Understood
	case !m.told:
		m.guess()
	}
	if !m.told {
		return c.remember(&m)
	}
	m.complete(h)
	e := c.event
	c.s.Emit(&e)
	return Kept
}

// serverMarks stand in what servers and proxies print, which other formats read.
var serverMarks = literal.New([]string{
	"websockets/server.py", "websockets/legacy/server.py", "websockets/asyncio/server.py", "websockets/sync/server.py", "/ws/lib/websocket-server.js",
	"/uvicorn/", "/starlette/", "/daphne/", "/gunicorn/", "/aiohttp/web_", "org.springframework.web.socket.server", "upstream connect error", "to upstream, client: ",
	"websockets.server", "/sanic/", "in check_request", "[ConfigProxy]", "http: TLS handshake error from ", "EventMachine::", "credential not found", "due to invalid Upgrade header",
})

func isServers(text []byte) bool { return serverMarks.Contains(text) }

// read applies the sentences of the message, and of its trace those that show which library speaks.
func (m *message) read() {
	c := m.c
	c.ids = clientTexts().Find(c.ids[:0], m.text)
	for _, id := range c.ids {
		clientSentences[id].apply(m)
	}
	if m.told && m.e.Certainty == handshake.NotWebSocket && namesOtherService(m.text) {
		m.void = true
	}
	if len(m.full) == len(m.text) {
		return
	}
	c.ids = clientTexts().Find(c.ids[:0], m.full)
	for _, id := range c.ids {
		if t := &clientSentences[id]; t.means == hints {
			t.apply(m)
		}
	}
}

// otherServices are ports on which something else than HTTP is spoken: a failure to connect to one of them is about that.
var otherServices = map[int]bool{
	21: true, 22: true, 25: true, 53: true, 110: true, 143: true, 389: true, 465: true, 587: true, 636: true, 993: true, 1433: true, 1521: true, 1883: true,
	2181: true, 3306: true, 5432: true, 5672: true, 6379: true, 9042: true, 9092: true, 11211: true, 27017: true,
}

// otherPrograms stand in what clients of something else print.
var otherPrograms = literal.New([]string{
	"https://", "http://", "httpsconnectionpool", "httpconnectionpool", "requests.exceptions", "npm err!", "npm error", "redis", "psycopg", "mongo", "kafka", "rpc error", "grpc",
	"jdbc", "hikari", "sqlstate", "sqlalchemy", "mysql", "postgres", "smtp", "paramiko", "axioserror", "fetcherror", "retrofit", "amqp", "rabbitmq", "elasticsearch", "memcache", "ldap",
	"could not resolve host", "docker", "registry.npmjs",
})

// namesOtherService reports whether text names one of those ports or programs.
func namesOtherService(text []byte) bool {
	if otherPrograms.Contains(text) {
		return true
	}
	for i := 0; i+1 < len(text); i++ {
		if text[i] != ':' {
			continue
		}
		if port, n := digits(text, i+1, 2, 5); n > 0 && (n == len(text) || !isWordByte(text[n]) && text[n] != ':' && text[n] != '.') && otherServices[port] {
			return true
		}
	}
	return false
}

var troubleWords = []string{"fail", "error", "reject", "denied", "refus", "invalid", "missing", "unable", "forbidden", "not allowed", "unauthorized", "mismatch", "timeout", "timed out", "could not"}

// failWords say of the URL of a socket that it could not be opened.
var failWords = []string{"couldn't connect", "could not connect", "cannot connect", "can't connect", "unable to connect", "failed to connect", "connection failed", "connection error", "error connecting", "failed to open", "could not be established", "failed to establish", "connect failed", "handshake failed", "handshake error"}

// socketWords only say what a message is about. One that the gate lets pass without them holds a text of the rules.
var socketWords = []string{"websocket", "web socket", "sockjs", "socket.io", "engine.io"}

// guess reads what speaks of WebSockets and of trouble in words that no row has. With a URL it may be plain enough; else
// it is kept without a verdict, for rules may know it.
func (m *message) guess() {
	if !m.c.s.Gate.Names(m.text) && !m.followsURL() {
		return
	}
	head, tail := m.text, []byte(nil)
	url := findSocketURL(m.text)
	if url != nil {
		head, tail, _ = bytes.Cut(m.text, url)
	}
	switch {
	case m.readStatus():
		m.told, m.mean = true, fails
	case url != nil && failedToOpen(m.text, url), url == nil && hasAnyFold(head, socketWords) && hasAnyFold(head, failWords):
		m.told, m.mean = true, fails
	case hasAnyFold(head, troubleWords) || hasAnyFold(tail, troubleWords), url == nil && !hasAnyFold(m.text, socketWords):
		m.told, m.mean = true, tells
	}
}

// followsURL reports whether the message speaks of a handshake right after a line that named the socket's URL.
func (m *message) followsURL() bool {
	r := &m.c.recall
	return r.url != nil && r.pending && m.e.Pos.Line-r.line <= 3 && indexFold(m.text, "handshake") >= 0
}

// openingSteps are what a message about an answer to a handshake speaks of.
var openingSteps = []string{"handshake", "upgrade", "connect", "101"}

// readStatus reads the status that came instead of a WebSocket, in whatever words it is said.
func (m *message) readStatus() bool {
	if !hasAnyFold(m.text, openingSteps) {
		return false
	}
	e := handshake.Event{}
	c := clues{s: m.c.s, e: &e, msg: m.text, low: lowerOf(m.text)}
	c.status()
	if e.Status == 0 || e.Status == 101 {
		return false
	}
	m.answered(e.Status)
	return true
}

func hasAnyFold(b []byte, words []string) bool {
	for _, w := range words {
		if indexFold(b, w) >= 0 {
			return true
		}
	}
	return false
}

// remember notes the URL in a message that makes no event.
func (c *clientReader) remember(m *message) Verdict {
	url := findSocketURL(m.text)
	if word := firstWord(m.text); url == nil && hasPrefix(word, "/") && isPreStep(word) && bytes.Contains(word, []byte("transport=websocket")) {
		url = word
	}
	if url == nil {
		return NotUnderstood
	}
	c.noteURL(url, m.e.Pos.Line, true)
	return Understood
}

func (c *clientReader) noteURL(url []byte, line int64, pending bool) {
	c.recall.url = append(c.recall.url[:0], url...)
	c.recall.line, c.recall.pending = line, pending
	if pending {
		c.recall.opened, c.recall.talked = false, false
	}
}

// complete fills in what the sentences left open.
func (m *message) complete(h *heading) {
	e, s := m.e, m.c.s
	e.Time, e.ZoneKnown, e.Level = h.time, h.zoned || e.ZoneKnown, h.level
	m.locate()
	m.judge()
	e.Text = s.Redact.Text(m.text, s.Limits.TextBytes)
	e.Raw = s.Redact.Text(h.quote(m.text), s.Limits.TextBytes)
	if len(h.page) > 0 && e.PageURL.IsZero() {
		e.PageURL = s.Redact.URL(h.page)
	}
	if e.Certainty < handshake.Named && s.Gate.Names(m.text) {
		e.Certainty = handshake.Named
	}
}

// locate finds the URL that the message is about: in its sentences, else in its text, else in the lines before.
func (m *message) locate() {
	r := &m.c.recall
	if m.url == nil {
		m.url = findSocketURL(m.text)
	}
	switch {
	case m.url != nil:
		if isSocketURL(m.url) {
			m.e.Certainty = handshake.IsWebSocket
			m.c.noteURL(m.url, m.e.Pos.Line, false)
		}
	case r.url != nil && m.e.Pos.Line-r.line <= reach && m.mayInherit():
		m.url, m.e.Certainty, r.pending = r.url, handshake.IsWebSocket, false
	default:
		return
	}
	m.e.URL = m.c.s.readURL(m.url)
}

// mayInherit reports whether the message can be about the URL named before. A word such as "connected" is only
// believed to be when nothing else was said since; an error that names another URL is not.
func (m *message) mayInherit() bool {
	if m.mean == opens {
		return m.c.recall.pending
	}
	return m.e.Certainty > handshake.NotWebSocket || !bytes.Contains(m.text, []byte("http://")) && !bytes.Contains(m.text, []byte("https://"))
}

// judge sets the outcome. What fails once the socket is open is no failed handshake by itself.
func (m *message) judge() {
	e, r := m.e, &m.c.recall
	switch m.mean {
	case opens:
		e.Outcome = handshake.Opened
		r.opened, r.talked, r.since = true, false, e.Time
	case fails:
		e.Outcome = handshake.Failed
		if r.opened {
			m.lose()
		}
	}
}

// lose judges the loss of a socket that had opened. A socket that just broke off is only told as a failure if nothing
// had come through it, or if it is not the first.
func (m *message) lose() {
	e, r := m.e, &m.c.recall
	if e.Stage == handshake.StageUnknown || e.Certainty == handshake.NotWebSocket {
		e.Stage = handshake.StageOpen
	}
	if e.Stage != handshake.StageOpen {
		return
	}
	if !r.since.IsZero() && !e.Time.IsZero() && !e.Time.Before(r.since) {
		e.Lifetime = e.Time.Sub(r.since)
	}
	r.lost++
	if m.lost && isBreak(e.CloseCode) && r.talked && r.lost == 1 {
		e.Outcome = handshake.NoOutcome
	}
	r.opened = false
}

// failedToOpen reports whether msg says of the URL of a socket that it could not be opened.
func failedToOpen(msg, url []byte) bool {
	head, tail, _ := bytes.Cut(msg, url)
	return hasAnyFold(head, failWords) || hasAnyFold(tail, failWords) || hasPrefix(bytes.TrimLeft(tail, "'\"` "), "failed")
}
