package handshake

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Loss names the hop that did not pass on something that it was given; the zero Loss is none known.
type Loss struct {
	Hop     Hop
	Product string
}

// View is one distinct observation about a Handshake: events of one source that say the same, repeated Count
// times. Events holds the smallest of them, at least one.
type View struct {
	Events      []*Event
	Count       int64
	First, Last time.Time     // zero if the source shows no time
	Join        Join          // why it belongs to the Handshake; zero for the first view
	Hop         Hop           // where its speaker stands on this way; of several reverse proxies the outer ones balance
	Speaker     string        // what the logs of one program share: product and stem of the file name
	Ahead       time.Duration // by how much its clock runs ahead of the reference; its times are as written
}

// Event returns the observation's first event.
func (v *View) Event() *Event { return v.Events[0] }

// Join is the reason why an observation is believed to tell of the same attempts as the others.
type Join struct {
	Reason string // "same Sec-WebSocket-Key", "same path within 2 s", …; "" for none
	Weak   bool   // by host, path and time, or by order only
}

// Handshake is what all sources together say about the attempts of one kind on one endpoint: the same
// endpoint, the same way to fail (or to open).
type Handshake struct {
	Endpoint Endpoint
	Views    []View // the one nearest to the client first
	Outcome  Outcome
	Guessed  bool  // nothing proves that it is about a WebSocket
	Worded   bool  // guessed from nothing but the words of a rule
	Count    int64 // attempts: the most that any one source shows
	Clients  int64 // distinct client addresses; 0 if none is shown

	// What other handshakes of the run say about the same endpoint.
	OpenedBefore bool // one opened earlier (or in a source without times)
	OpenedAfter  bool // one opened later: it recovered
	OpenedOther  bool // one opened for another client, origin or user agent

	Restart *Event       // the line about a start or stop that is within a minute of an attempt; nil if none is
	Compare []Difference // to an attempt on the same endpoint that opened

	LostUpgrade Loss // who did not pass the Upgrade header on
	LostHost    Loss // who passed the request on for another host

	Refuser Answerer // the hop that answered or dropped it; zero if nothing tells
	Inputs  Seen     // what kinds of source the run had, for clauses and for what to collect next
}

// Endpoint is what was tried to be opened.
type Endpoint struct {
	Scheme string      // "ws", "wss" or "" if no source shows it
	Host   redact.Safe // host[:port], if any source shows it
	Path   redact.Safe // template: numbers, uuids and the like are replaced by "*"
	Kind   string      // "engine.io", "signalr", …; see EndpointKind
}

// String returns the endpoint as a URL as far as it is known: "wss://host/path", "/path", or "(unknown)".
func (e Endpoint) String() string {
	s := e.Path.String()
	if !e.Host.IsZero() {
		s = e.Host.String() + s
		if e.Scheme != "" {
			s = e.Scheme + "://" + s
		}
	}
	if s == "" {
		return "(unknown)"
	}
	return s
}

// Address returns the host without port, and the port, which is that of the scheme if the URL has none: "" if no
// source shows the scheme either.
func (e Endpoint) Address() (name, port string) {
	name, port = SplitPort(e.Host.String())
	if port == "" {
		port = defaultPorts[e.Scheme]
	}
	return name, port
}

var defaultPorts = map[string]string{"ws": "80", "http": "80", "wss": "443", "https": "443"}

// SplitPort splits host[:port]. An IPv6 address keeps its brackets.
func SplitPort(addr string) (host, port string) {
	digits := len(addr)
	for digits > 0 && addr[digits-1] >= '0' && addr[digits-1] <= '9' {
		digits--
	}
	if digits == 0 || addr[digits-1] != ':' {
		return addr, ""
	}
	return addr[:digits-1], addr[digits:]
}

// Seen tells what a run had to look at.
type Seen struct {
	Sides   map[Side]bool
	Formats map[string]bool
}

// Difference is something in which an attempt that failed differs from one that opened, as one side shows it.
type Difference struct {
	Field          string // "request.origin", "request.http_version", …
	Failed, Opened redact.Safe
}
