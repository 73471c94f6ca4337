package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// message returns an event for a record whose message is msg: its text, what stands in it, and how sure it is
// that it speaks of a handshake.
func (s *Source) message(pos handshake.Position, rec, msg []byte) *handshake.Event {
	e := s.NewEvent(pos)
	e.Raw = s.Redact.Text(rec, s.Limits.TextBytes)
	s.readMessage(e, msg)
	return e
}

// readMessage fills in e what a message says, as written by any program: Text, request line, URL, status, origin,
// headers, addresses, close code and ids, and from them Certainty, Outcome and Stage. What e holds already stays.
func (s *Source) readMessage(e *handshake.Event, msg []byte) {
	e.Text = s.Redact.Text(msg, s.Limits.TextBytes)
	if e.Certainty == handshake.NotWebSocket && s.Gate.Names(msg) {
		e.Certainty = handshake.Named
	}
}
