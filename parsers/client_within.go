package parsers

import (
	"bytes"
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// within is a message in the log of a program that is no client by its form, but may have opened a socket too.
type within struct {
	message
	ids    []int
	near   bool // a few lines after one that names the socket which the program began to open
	named  bool // it names WebSockets and a connection
	traced bool // it has the trace of a client that opens a socket
}

// dialWords say that a program opens a connection.
var dialWords = []string{"connecting to", "connect to", "dial ", "dialing", "dialling", "opening connection", "connection to ws"}

// connectWords stand where a client could not even connect, and seldom where a server lost a client.
var connectWords = []string{"connect", "unknownhost", "certificat", "pkix", "no such host", "getaddrinfo", "goodbye"}

// dialReach is for how many lines a socket that a program began to open may be meant.
const dialReach = 12

// readSentence fills in what a client library or the system says of a socket that the program could not open. It returns
// false if msg says no such thing.
func (s *Source) readSentence(e *handshake.Event, msg []byte) bool {
	if e.Side == handshake.Proxy || isServers(msg) {
		return false
	}
	w := within{message: message{c: &clientReader{s: s}, e: e, full: msg, text: msg}, ids: clientTexts().Find(nil, msg)}
	w.look(s)
	for _, id := range w.ids {
		if t := &clientSentences[id]; w.counts(t) {
			t.apply(&w.message)
		}
	}
	url := findSocketURL(msg)
	failed := w.told && w.mean == fails || !w.told && url != nil && failedToOpen(msg, url)
	if !failed || w.void {
		return false
	}
	e.Side, e.Hop, e.Outcome = handshake.Client, handshake.HopClient, handshake.Failed
	if w.traced {
		e.Certainty = handshake.IsWebSocket
	}
	if w.near && url == nil {
		e.URL, e.Certainty = s.readURL(s.dialed.url), max(e.Certainty, handshake.Named)
	}
	return true
}

// look finds out what ties the message to a socket, and remembers the one that it says is being opened.
func (w *within) look(s *Source) {
	dials := hasAnyFold(w.text, dialWords)
	if url := findSocketURL(w.text); url != nil && dials {
		s.dialed = recall{url: bytes.Clone(url), line: w.e.Pos.Line}
	}
	w.near = dials && s.dialed.url != nil && w.e.Pos.Line-s.dialed.line <= dialReach
	w.named = w.e.Certainty >= handshake.Named && hasAnyFold(w.text, connectWords)
	w.traced = slices.ContainsFunc(w.ids, func(id int) bool { return clientSentences[id].opens })
}

// counts reports whether a sentence is said of a socket that did not open: one that only a WebSocket library says, or
// one of any connection where something ties the message to a socket.
func (w *within) counts(t *writtenSentence) bool {
	if t.means != fails || t.stage == handshake.StageOpen {
		return false
	}
	return t.sure == handshake.IsWebSocket || w.near || w.traced || w.named && t.stage == handshake.StageBefore
}
