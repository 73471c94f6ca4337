package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// field is what a value of an access record means, whatever the product calls it. Patterns, W3C columns, JSON keys
// and logfmt keys are all read into fields, and one place makes events of them.
type field uint8

const (
	noField field = iota
	oneWordField
	clientAddr // address, or address:port
	clientPort
	localAddr // the proxy's own end of the connection to the upstream: the peer that the app sees
	timeStamp // at Format.Moment
	startStamp
	dateOnly
	clockOnly
	requestLine   // "GET /p?q HTTP/1.1"
	requestMethod // "GET"
	socketVerb    // "WSCONNECT", "REJECT": daphne's words
	requestTarget // "/p?q", "http://h/p?q", "h:443"
	requestPath   // "/p"
	requestQuery  // "q", with '?' or not
	protocolName  // "HTTP/1.1", "h2"
	schemeName    // "http", "wss", "https"
	hostName
	statusCode
	subStatus   // IIS sc-substatus
	win32Status // IIS sc-win32-status
	sizeBytes
	durSeconds
	durMillis
	durMicros
	durNanos
	durNamed // with its unit
	durPart  // three durations in seconds that add up (ALB); -1 is none
	durPart2
	durPart3
	timerList      // HAProxy's Tq/Tw/Tc/Tr/Tt in milliseconds
	upstreamStatus // last of a list
	upstreamAddr   // last of a list
	upstreamTime   // "-" if there was no upstream
	upstreamAnswer // time to the upstream's connection or header: "-" if it never came
	upstreamLength // bytes of the upstream's answer
	flagText
	detailText
	moreDetail
	failureText // why an upstream was not reached
	kindName    // what the product itself calls the connection: ALB's "wss", API Gateway's "CONNECT $connect"
	requestID
	traceID
	connID
	requestHeader
	responseHeader
	levelName
	loggerName // which part of the program speaks
	messageText
	errorText
	leadText // what stands before the request line of an unknown format
	tailText // columns behind the known ones
	innerJSON
	numFields
)

// shape returns what a value of the field must look like.
func (f field) shape() shape {
	switch f {
	case oneWordField, connID, levelName:
		return oneWord
	case clientAddr, localAddr:
		return anAddress
	case hostName:
		return aHost
	case timeStamp, startStamp:
		return aStamp
	case statusCode:
		return aStatus
	case requestLine:
		return aRequest
	case requestMethod:
		return aMethod
	case requestTarget:
		return aTarget
	case sizeBytes, clientPort, durPart, durPart2, durPart3:
		return aNumber
	case durNamed:
		return aNamedDuration
	case durSeconds, durMillis, durMicros, durNanos:
		return aDuration
	}
	return anyText
}

// isList reports whether the value may be a list with blanks after its commas.
func (f field) isList() bool {
	switch f {
	case clientAddr, upstreamStatus, upstreamAddr, upstreamTime, upstreamAnswer, upstreamLength:
		return true
	}
	return false
}

// values are the fields of one record. They are slices of the record, or of scratch memory of the parser.
type values struct {
	f        [numFields][]byte
	request  []handshake.RawHeader
	response []handshake.RawHeader
	whole    bool // the headers come from a list of all that there were
}

func (v *values) reset() {
	clear(v.f[:])
	v.request, v.response, v.whole = v.request[:0], v.response[:0], false
}

// put stores a value. name is that of the header, where f is one.
func (v *values) put(f field, name, value []byte) {
	switch f {
	case requestHeader:
		v.request = append(v.request, handshake.RawHeader{Name: name, Value: value})
	case responseHeader:
		v.response = append(v.response, handshake.RawHeader{Name: name, Value: value})
	default:
		v.f[f] = value
	}
}

// given returns the value of f, or nil if the record shows none: "-" or nothing.
func (v *values) given(f field) []byte { return given(v.f[f]) }

func given(b []byte) []byte {
	if len(b) == 0 || len(b) == 1 && b[0] == '-' {
		return nil
	}
	return b
}

// header returns the first value of a request header.
func (v *values) header(name string) []byte {
	for _, h := range v.request {
		if foldEqual(h.Name, name) {
			return given(h.Value)
		}
	}
	return nil
}

// answer returns what the gate asks for: the status, and the request target.
func (v *values) answer() (status int, target []byte) {
	status, _ = readStatus(v.f[statusCode])
	if t := v.given(requestTarget); t != nil {
		return status, t
	}
	if line := v.f[requestLine]; len(line) > 0 {
		_, target, _ = splitRequest(line)
		return status, target
	}
	return status, v.f[requestPath]
}

// splitRequest splits "GET /p HTTP/1.1". A line cut short has no protocol, a broken one is all target.
func splitRequest(line []byte) (method, target, proto []byte) {
	n := bytes.IndexByte(line, ' ')
	if n < 0 {
		return nil, line, nil
	}
	method, target = line[:n], line[n+1:]
	if i := len(target) - len(" HTTP/1.1"); i > 0 && target[i] == ' ' && target[i+1] == 'H' {
		return method, target[:i], target[i+1:]
	}
	if i := bytes.LastIndexByte(target, ' '); i >= 0 && isProtocol(target[i+1:]) {
		target, proto = target[:i], target[i+1:]
	}
	return method, target, proto
}

// isProtocol reports whether b is "HTTP/1.1", "HTTP/2", or hypercorn's "1.1".
func isProtocol(b []byte) bool {
	return bytes.HasPrefix(b, []byte("HTTP/")) || len(b) == 3 && isDigit(b[0]) && b[1] == '.' || len(b) == 1 && isDigit(b[0])
}

// foldEqual compares without regard to the case of ASCII letters, and does not allocate. want is in lower case.
func foldEqual(b []byte, want string) bool {
	if len(b) != len(want) {
		return false
	}
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != want[i] {
			return false
		}
	}
	return true
}
