// Package handshake is the vocabulary of the project: what one source says about one WebSocket opening
// handshake (an Event), what several sources say about the same one (a Handshake), and the facts of
// RFC 6455, RFC 7692 and RFC 8441 that can be computed from recorded headers.
//
// No text of an input is held here as a plain string: it enters as redact.Safe. Plain strings are used only
// for closed vocabularies (a product id, a scheme, an HTTP version).
package handshake

import (
	"fmt"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Side tells who speaks in an event.
type Side uint8

// The sides. A reverse proxy, a load balancer, a CDN and a forward proxy are all Proxy.
const (
	UnknownSide Side = iota
	Client
	Proxy
	Server
)

// String returns the prefix that rules use for the side: "client", "proxy", "server", or "" when unknown.
func (s Side) String() string { return [...]string{"", "client", "proxy", "server"}[s] }

// Hop is a place on the way from the page to the app.
type Hop string

// The hops, from the client inwards.
const (
	HopUnknown      Hop = "unknown"
	HopClient       Hop = "client"
	HopNetwork      Hop = "network"
	HopForwardProxy Hop = "forward-proxy"
	HopCDN          Hop = "cdn"
	HopLoadBalancer Hop = "load-balancer"
	HopReverseProxy Hop = "reverse-proxy"
	HopApp          Hop = "app"
)

// hopsInward are the hops in the order of the way.
var hopsInward = []Hop{HopClient, HopNetwork, HopForwardProxy, HopCDN, HopLoadBalancer, HopReverseProxy, HopApp}

// Order is the place of the hop on the way, from the client inwards; an unknown hop comes last.
func (h Hop) Order() int {
	for i, x := range hopsInward {
		if h == x {
			return i
		}
	}
	return len(hopsInward)
}

// Moment tells what the timestamp of a format marks.
type Moment uint8

// The moments. An access line written at End stands in the log only when an opened socket closes.
const (
	MomentUnknown Moment = iota
	AtEvent              // when it happened (error logs, consoles)
	AtStart              // when the request began (Apache %t, Envoy START_TIME, HAProxy %tr, HAR)
	AtEnd                // when the request, or the opened socket, ended (nginx $time_local, ALB time)
)

// Outcome is what the event itself says about the handshake.
type Outcome uint8

// The outcomes. NoOutcome is an event that says nothing about it (a log message without a verdict).
const (
	NoOutcome Outcome = iota
	Opened            // the speaker saw or sent a valid 101 (or 200 on extended CONNECT)
	Failed            // the speaker saw it fail, or refused it
	Pending           // still connecting when the record ended
)

// String returns "", "opened", "failed" or "pending".
func (o Outcome) String() string { return [...]string{"", "opened", "failed", "pending"}[o] }

// Stage is how far an attempt came, as its client tells it.
type Stage string

// The stages.
const (
	StageUnknown Stage = ""
	StageBefore  Stage = "before-request" // no HTTP request was written: DNS, TCP, TLS, proxy tunnel, policy
	StageSent    Stage = "sent"           // the request was written, no valid answer was read
	StageAnswer  Stage = "answered"       // an HTTP answer was read
	StageOpen    Stage = "open"           // the socket was open when it failed
)

// Certainty says how sure the gate may be, from this record alone, that it is about a WebSocket handshake.
type Certainty uint8

// The certainties (evidence: tiers 1 to 4).
const (
	NotWebSocket Certainty = iota // ordinary HTTP; kept only because a rule may need it beside a handshake
	LooksLike                     // the path looks like one; counts only if the endpoint is learned or named
	Named                         // a library's or proxy's message about WebSockets
	IsWebSocket                   // 101, Upgrade: websocket, Sec-WebSocket-*, ws:// URL, transport=websocket, …
)

// Position is where a record stands in its input.
type Position struct {
	Line   int64 // 1-based line of the (unpacked) input; 0 if the input has no lines
	Offset int64 // byte offset of the record in the unpacked input
	Entry  int   // index in log.entries of a HAR; -1 if the input is no HAR
}

// String returns "log.entries[12]" or "line 7 (byte 1024)".
func (p Position) String() string {
	if p.Entry >= 0 {
		return fmt.Sprintf("log.entries[%d]", p.Entry)
	}
	return fmt.Sprintf("line %d (byte %d)", p.Line, p.Offset)
}

// NoDuration marks a duration that the source does not show.
const NoDuration time.Duration = -1

// Event is one statement by one source about one connection. Parsers make events; nobody changes one after
// it was emitted.
type Event struct {
	Input   string // name of the input, as given by the user
	Pos     Position
	Stream  redact.Safe // container, pod or unit that wrote the record, if the input holds several; "" otherwise
	Format  string      // name of the Format that read it
	Side    Side
	Hop     Hop    // where the speaker stands
	Product string // "nginx", "chrome", "rails", …: an id of the catalogue, "" if unknown
	Level   string // "error", "warn", "info", "debug" or ""

	Time      time.Time // zero if the source shows none
	Moment    Moment
	ZoneKnown bool          // the source wrote a zone (or is UTC by definition)
	Duration  time.Duration // of the request, or of the socket's life for an opened one; NoDuration if not shown

	Certainty Certainty
	Outcome   Outcome
	Stage     Stage

	Method      string      // "GET", "CONNECT", …; "" if not shown
	URL         URL         // as far as shown
	HTTPVersion string      // "0.9", "1.0", "1.1", "2", "3" or ""
	Client      redact.Safe // address (and port) of the peer that the speaker saw
	Status      int         // HTTP status that the speaker sent or read; 0 if none
	HasStatus   bool        // the source shows a status field, so Status 0 means "no answer"

	Request, Response Headers
	Body              redact.Safe // first part of the response body
	Upstream          Upstream
	Flags             redact.Safe // HAProxy termination state, Envoy response flags, sc-win32-status, …
	Details           redact.Safe // Envoy RESPONSE_CODE_DETAILS, GCP statusDetails, Azure error_info, H-code, …
	Text              redact.Safe // the message as written: log message, console line, reason of the client
	Raw               redact.Safe // the record itself, for quoting

	Lifetime  time.Duration // how long the socket was open; NoDuration if not shown
	Bytes     int64         // payload bytes sent to the client on it; -1 if not shown
	CloseCode int           // RFC 6455 section 7.4; 0 if not shown

	PageURL redact.Safe // the page or script origin that opened the socket, if shown
	Facts   Facts       // what section 4 of RFC 6455 says about the recorded headers
	IDs     []ID        // what strong joins use
}

// URL is a request target split into what may be shown.
type URL struct {
	Scheme string      // "ws", "wss", "http", "https" or ""
	Host   redact.Safe // host[:port], lower case
	Path   redact.Safe // as requested, without query
	Query  redact.Safe // names stay, unknown values are redacted
}

// Upstream is what a proxy says about the hop behind it.
type Upstream struct {
	Known     bool // the format shows upstream fields at all
	Contacted bool
	Status    int         // last upstream status; 0 if none
	Addr      redact.Safe // last upstream address
}

// Headers are the recorded headers of one message. Shown tells whether the source records headers at all:
// where it is false, a missing header proves nothing. Sanitized means that credentials were removed.
type Headers struct {
	Shown     bool
	Sanitized bool
	List      []Header
}

// Header is one header field; Name is lower case.
type Header struct {
	Name  redact.Safe
	Value redact.Safe
}

// Get returns the first value of the header called name (lower case) and whether it is there.
func (h Headers) Get(name string) (redact.Safe, bool) {
	for _, f := range h.List {
		if f.Name.String() == name {
			return f.Value, true
		}
	}
	return redact.Safe{}, false
}

// IDKind names what an ID identifies.
type IDKind string

// The kinds of ids. All but ConnID are unique across the inputs; ConnID is unique within one input.
const (
	KeyID     IDKind = "sec-websocket-key"
	RequestID IDKind = "request-id" // X-Request-Id, traceparent, CF-Ray, X-Amzn-Trace-Id, Engine.IO sid
	ConnID    IDKind = "connection" // nginx *conn, pid/tid pairs, a library's client id
	PeerID    IDKind = "peer"       // client address:port as one hop saw it
)

// ID is a value that two events about one attempt share, as a keyed hash.
type ID struct {
	Kind IDKind
	Hash redact.Mark
}
