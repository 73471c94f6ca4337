package parsers

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// handshakeFailures begin the sentences with which Chromium ends a handshake, as against an opened socket. Sources:
// net/websockets/websocket_basic_handshake_stream.cc, websocket_stream.cc, blink's websocket_channel_impl.cc.
var handshakeFailures = []struct {
	text  string
	stage handshake.Stage
}{
	{"Error in connection establishment", handshake.StageBefore},
	{"Establishing a tunnel via proxy server failed", handshake.StageBefore},
	{"Proxy authentication failed", handshake.StageBefore},
	{"Connection closed before sending request", handshake.StageBefore},
	{"Error getting IP address", handshake.StageBefore},
	{"Insufficient resources", handshake.StageBefore},
	{"Error during WebSocket handshake: net::", handshake.StageSent},
	{"Error during WebSocket handshake", handshake.StageAnswer},
	{"HTTP Authentication failed", handshake.StageAnswer},
	{"WebSocket opening handshake", handshake.StageUnknown},
	{"Connection closed before receiving a handshake response", handshake.StageSent},
	{"WebSocket is closed before the connection is established", handshake.StageUnknown},
	{"Stream closed with error", handshake.StageUnknown},
	{"No handshake stream has been created", handshake.StageUnknown},
}

// failureStage tells how far a handshake came that ended with the sentence text, and whether it is one of those.
func failureStage(text string) (stage handshake.Stage, ok bool) {
	for _, f := range handshakeFailures {
		if strings.HasPrefix(text, f.text) {
			return f.stage, true
		}
	}
	return handshake.StageUnknown, false
}

// judge fills in the outcome of a handshake: what the exporter says of it, and what follows from the answer.
func (c *harCase) judge(e *handshake.Event) {
	x := c.exchange()
	e.Status, e.HasStatus = c.response.status, c.showsStatus()
	text := c.failure()
	e.Text = c.h.s.Redact.Text([]byte(text), c.h.s.Limits.TextBytes)
	stage, refused := failureStage(text)
	switch {
	case x.Opens() && !refused && c.opened(e):
		e.Outcome, e.Stage = handshake.Opened, handshake.StageOpen
		if e.Text.IsZero() && c.close.reason != "" {
			e.Text = c.h.s.Redact.Text([]byte(c.close.reason), c.h.s.Limits.TextBytes)
		}
	case e.Status != 0:
		e.Outcome, e.Stage = handshake.Failed, handshake.StageAnswer
	case text == "" && !c.frames.failed && c.pending() && c.pageLeft():
		e.Outcome, e.Stage, e.Details = handshake.Failed, c.reached(), redact.Constant(pageLeft)
	case text == "" && !c.frames.failed && c.pending():
		e.Outcome, e.Stage, e.HasStatus = handshake.Pending, c.reached(), false
	default:
		e.Outcome, e.Stage = handshake.Failed, c.reached()
		if stage != handshake.StageUnknown {
			e.Stage = stage
		}
		c.hiddenStatus(e, text)
	}
}

// showsStatus reports whether status 0 means that no answer came. Chromium hides every answer that it refused.
func (c *harCase) showsStatus() bool {
	return c.response.status != 0 || !c.h.log.exporter.browser || c.engine() != "chromium"
}

// failure returns the sentence with which the exporter ends the entry: an error frame, _failureText or _error.
func (c *harCase) failure() string {
	if c.frames.failure != "" {
		return c.frames.failure
	}
	return c.response.failure
}

// opened reports whether the client took an answer that has the status of success: it talked on the socket, or
// its browser has no objection.
func (c *harCase) opened(e *handshake.Event) bool {
	switch {
	case c.frames.talked:
		return true
	case c.response.failureKey == "_failureText":
		return false
	case c.h.log.exporter.devtools && c.frames.shown:
		return true // a current DevTools shows no answer that was refused
	}
	return !c.refuses(&e.Facts)
}

// reached tells how far a handshake came that has no status.
func (c *harCase) reached() handshake.Stage {
	switch {
	case c.response.headers.Shown, c.engine() == "firefox" && c.wait > 0: // Firefox counts wait up to the first byte of the answer
		return handshake.StageAnswer
	case c.request.headers.Shown:
		return handshake.StageSent
	}
	return handshake.StageBefore
}

// pending reports whether an entry without status and error was still connecting when it was exported. DevTools of
// Chromium has no end time for it then; before version 76 it had no error frames either.
func (c *harCase) pending() bool {
	if c.h.log.exporter.devtools {
		return c.frames.shown || c.time <= 0
	}
	return c.unfinished && !c.response.headers.Shown
}

// pageLeft stands in the details of a handshake that was still pending when its page went.
const pageLeft = "the page was left"

// pageLeft reports whether the page of the entry was followed by another, which ends what it had begun.
func (c *harCase) pageLeft() bool {
	_, known := c.h.log.pages[c.pageref]
	return known && c.pageref != c.h.log.page
}

// hiddenStatus sets the status that Chromium hides in its sentence.
func (c *harCase) hiddenStatus(e *handshake.Event, text string) {
	if strings.HasPrefix(text, "HTTP Authentication failed") {
		e.Status, e.HasStatus = 401, true
		return
	}
	_, after, ok := strings.Cut(text, "Unexpected response code: ")
	if n, err := strconv.Atoi(after[:min(3, len(after))]); ok && err == nil && n >= 100 {
		e.Status, e.HasStatus = n, true
	}
}

// objection is a fact about an answer with the status of success for which clients do not open the socket.
type objection struct {
	fact   func(*handshake.Facts) handshake.Result
	result handshake.Result
	only   string // the one engine that minds; "" means all
	not    string // the one engine that does not mind
	unless func(c *harCase) bool
}

var (
	factLine      = func(f *handshake.Facts) handshake.Result { return f.StatusLine }
	factUpgrade   = func(f *handshake.Facts) handshake.Result { return f.Upgrade }
	factConnect   = func(f *handshake.Facts) handshake.Result { return f.Connection }
	factAccept    = func(f *handshake.Facts) handshake.Result { return f.Accept }
	factProtocol  = func(f *handshake.Facts) handshake.Result { return f.Protocol }
	factExtension = func(f *handshake.Facts) handshake.Result { return f.Extension }
)

// objections: Chromium's websocket_basic_handshake_stream.cc and websocket_handshake_stream_base.cc, Firefox's
// WebSocketChannel.cpp (OnStartRequest). Firefox looks for tokens in repeated headers, takes a subprotocol it did
// not ask for, and does not look at which window bits it offered.
var objections = []objection{
	{fact: factLine, result: handshake.Wrong, only: "firefox"},
	{fact: factUpgrade, result: handshake.Missing},
	{fact: factUpgrade, result: handshake.Wrong},
	{fact: factUpgrade, result: handshake.Repeated, not: "firefox"},
	{fact: factConnect, result: handshake.Missing},
	{fact: factConnect, result: handshake.Wrong},
	{fact: factAccept, result: handshake.Missing},
	{fact: factAccept, result: handshake.Wrong},
	{fact: factAccept, result: handshake.Repeated},
	{fact: factProtocol, result: handshake.NotChosen, only: "chromium"},
	{fact: factProtocol, result: handshake.NotOffered, unless: (*harCase).takesUnasked},
	{fact: factProtocol, result: handshake.Repeated},
	{fact: factExtension, result: handshake.Wrong},
	{fact: factExtension, result: handshake.Repeated},
	{fact: factExtension, result: handshake.NotOffered, unless: (*harCase).takesWindowBits},
}

// refuses reports whether the client that recorded the answer, or the one whose User-Agent an onlooker recorded,
// does not open the socket on it.
func (c *harCase) refuses(f *handshake.Facts) bool {
	engine := c.engine()
	for _, o := range objections {
		if o.fact(f) == o.result && (o.only == "" || o.only == engine) && (o.not == "" || o.not != engine) && (o.unless == nil || !o.unless(c)) {
			return true
		}
	}
	return false
}

func (c *harCase) takesUnasked() bool {
	_, asked := c.request.headers.Get("sec-websocket-protocol")
	return !asked && c.engine() == "firefox"
}

func (c *harCase) takesWindowBits() bool {
	chosen, _ := c.response.headers.Get("sec-websocket-extensions")
	return c.engine() == "firefox" && bytes.HasPrefix(chosen, []byte("permessage-deflate"))
}

// harSteps are the HTTP requests with which libraries begin before they open a WebSocket.
var harSteps = []func(c *harCase) bool{
	func(c *harCase) bool { // engine.io
		return bytes.Contains(c.query, []byte("EIO=")) && bytes.Contains(c.query, []byte("transport=polling"))
	},
	func(c *harCase) bool { return bytes.HasSuffix(c.path, []byte("/negotiate")) }, // SignalR
	func(c *harCase) bool { // SockJS
		return bytes.HasSuffix(c.path, []byte("/info")) &&
			(bytes.Contains(c.path, []byte("sockjs")) || bytes.HasPrefix(c.query, []byte("t=")) || bytes.HasPrefix(c.query, []byte("cb=")))
	},
}

func (c *harCase) isStep() bool {
	for _, is := range harSteps {
		if is(c) {
			return true
		}
	}
	return false
}

// judgeStep reports whether a library's HTTP step failed, and fills in how.
func (c *harCase) judgeStep(e *handshake.Event) bool {
	text := c.failure()
	if strings.Contains(text, "ERR_ABORTED") || strings.Contains(text, "NS_BINDING_ABORTED") {
		return false // the page went on, or the library closed its poll
	}
	blocked := e.Facts.AllowOrigin != handshake.OK && e.Facts.AllowOrigin != handshake.Unchecked
	e.Status, e.HasStatus = c.response.status, true
	e.Text = c.h.s.Redact.Text([]byte(text), c.h.s.Limits.TextBytes)
	e.Outcome, e.Stage = handshake.Failed, handshake.StageAnswer
	switch {
	case c.request.method == "OPTIONS":
		return blocked
	case e.Status == 0:
		e.Stage = c.reached()
		return text != ""
	}
	return blocked || e.Status >= 400 || c.leadsAway() || c.isPage()
}

// leadsAway reports whether the answer is a redirect to another path; one to https or to another host may work.
func (c *harCase) leadsAway() bool {
	to, ok := c.response.headers.Get("location")
	if !ok || c.response.status < 300 {
		return false
	}
	_, _, rest := splitURL(to)
	path, _, _ := bytes.Cut(rest, []byte{'?'})
	return !bytes.Equal(path, c.path)
}

// isPage reports whether an HTML page came where data was asked for. The type alone does not tell: engine.io
// answers "ok" as text/html.
func (c *harCase) isPage() bool {
	return c.response.status == 200 && bytes.HasPrefix(c.response.text(64), []byte{'<'})
}
