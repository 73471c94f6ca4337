package handshake

import "github.com/wsdoctor/wsdoctor/internal/redact"

// Result is the outcome of one check of RFC 6455 section 4 on recorded headers.
type Result string

// The results. Unchecked means that the recorded headers do not decide it: it proves nothing.
const (
	Unchecked  Result = ""
	OK         Result = "ok"
	Missing    Result = "missing"
	Wrong      Result = "wrong"
	Repeated   Result = "repeated"
	NotOffered Result = "not-offered" // the server chose what the client did not offer
	NotChosen  Result = "not-chosen"  // the client offered, the server chose none
)

// Facts are the checks of RFC 6455 section 4.1 and 4.2 (and RFC 7692 for Extension) that the recorded headers
// allow. Request* judge what the client sent, the others what the server answered. AllowOrigin is no part of a
// WebSocket handshake, which knows no CORS: it judges the HTTP steps that libraries take before the socket.
type Facts struct {
	RequestUpgrade    Result
	RequestConnection Result
	RequestKey        Result
	RequestVersion    Result
	StatusLine        Result // Wrong: a 101 with HTTP/1.0
	Upgrade           Result
	Connection        Result
	Accept            Result
	Protocol          Result
	Extension         Result
	AllowOrigin       Result // Access-Control-Allow-Origin against Origin (Fetch standard, "CORS check")
	Violations        []Violation
}

// Violation is one MUST of a specification that the recorded headers break.
type Violation struct {
	Section string // "RFC 6455 section 4.1", …
	Header  string // canonical name of the header; "" for the status line
	Want    redact.Safe
	Got     redact.Safe
}
