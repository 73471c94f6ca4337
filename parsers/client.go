package parsers

import (
	"bytes"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Browsers and client programs print prose in many wrappings, and people paste what they print in more. One engine
// reads it all: it folds the lines of a trace or a transcript into one record (client_fold.go), takes the wrapping
// off (client_heading.go), and looks the rest up in a table of the sentences that browsers, libraries and systems
// are known to write (console_sentences.go, client_sentences.go, client_network.go). The rows of formats differ
// only in how they are recognised, so an input that mixes several loses nothing by being taken for one of them.

// clientReader reads one input.
type clientReader struct {
	s      *Source
	blank  handshake.Event // what the input says of every event
	event  handshake.Event // the one that is being put together
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

// reach is for how many lines a URL is remembered.
const reach = 60

func readClient(s *Source) LineParser {
	c := &clientReader{s: s, blank: *s.NewEvent(handshake.Position{})}
	return LineParser{Record: c.record, Continues: clientContinues}
}

func (c *clientReader) record(rec []byte, pos handshake.Position) Verdict {
	if c.tell(rec, pos) {
		return Kept
	}
	if c.s.Format.Detect(firstLine(rec)) > 0 {
		return Understood
	}
	return NotUnderstood
}

// tell emits what rec says, and reports whether it emitted anything.
func (c *clientReader) tell(rec []byte, pos handshake.Position) bool {
	if mayBeTranscript(rec) && isTranscript(rec) {
		return c.transcript(rec, pos)
	}
	if !clientTexts.Contains(rec) || isDebuggerNoise(rec) {
		return false
	}
	if kept, ok := c.unwrapJSON(rec, pos); ok {
		return kept
	}
	return c.say(readHeading(c.s, rec), pos)
}

// isDebuggerNoise: Chromium and Node announce the socket of their own debugger.
func isDebuggerNoise(rec []byte) bool {
	return bytes.Contains(rec, []byte("DevTools listening on ")) || bytes.Contains(rec, []byte("Debugger listening on "))
}

// message is a record on its way to an event.
type message struct {
	c    *clientReader
	e    *handshake.Event
	text []byte // without heading
	url  []byte // the URL that failed or opened, if a sentence says it
	told bool   // a sentence says what became of the handshake
	void bool   // a sentence says that this is about something else
	mean meaning
	name bool // a sentence says which program speaks
}

// say looks the sentences of a message up and emits the event that they make.
func (c *clientReader) say(h heading, pos handshake.Position) bool {
	c.ids = clientTexts.Find(c.ids[:0], h.text)
	if len(c.ids) == 0 {
		return false
	}
	c.event = c.blank
	c.event.Pos = pos
	m := message{c: c, e: &c.event, text: h.text}
	for _, id := range c.ids {
		clientSentences[id].apply(&m)
	}
	if !m.told && !m.void {
		m.guess()
	}
	if !m.told || m.void {
		c.remember(&m)
		return false
	}
	m.complete(h)
	e := c.event
	c.s.Emit(&e)
	return true
}

var troubleWords = []string{"fail", "error", "reject", "denied", "refus", "invalid", "missing", "unable", "forbidden", "not allowed", "unauthorized", "mismatch", "timeout", "timed out", "could not"}

// guess keeps what speaks of WebSockets and of trouble in words that no row has, without a verdict: rules may know
// them.
func (m *message) guess() {
	if !m.c.s.Gate.Names(m.text) {
		return
	}
	for _, w := range troubleWords {
		if indexFold(m.text, w) >= 0 {
			m.told, m.mean = true, tells
			return
		}
	}
}

// remember notes what a message says that makes no event.
func (c *clientReader) remember(m *message) {
	if m.void {
		return
	}
	if url := findSocketURL(m.text); url != nil {
		c.noteURL(url, m.e.Pos.Line, true)
	}
}

func (c *clientReader) noteURL(url []byte, line int64, pending bool) {
	c.recall.url = append(c.recall.url[:0], url...)
	c.recall.line, c.recall.pending = line, pending
	if pending {
		c.recall.opened, c.recall.talked = false, false
	}
}

// complete fills in what the sentences left open.
func (m *message) complete(h heading) {
	e, s := m.e, m.c.s
	e.Time, e.ZoneKnown, e.Level = h.time, h.zoned || e.ZoneKnown, h.level
	m.locate()
	m.judge()
	e.Text = s.Redact.Text(h.condensed(), s.Limits.TextBytes)
	e.Raw = s.Redact.Text(h.quoted(), s.Limits.TextBytes)
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

// lose judges the loss of a socket that had opened. The code of a close frame that complains is always told as a
// failure. A socket that just broke off is one if nothing had come through it, or if it is not the first.
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
	if e.CloseCode == 0 && e.Certainty < handshake.Named || isBreak(e.CloseCode) && r.talked && r.lost == 1 {
		e.Outcome = handshake.NoOutcome
	}
	r.opened = false
}
