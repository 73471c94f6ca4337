package parsers

import "bytes"

// shape is what a value must look like. It is what tells one format from another.
type shape uint8

const (
	anyText shape = iota
	notEmpty
	oneWord
	aNumber
	aDuration
	aNamedDuration
	aStatus
	aStatusLine
	aStamp
	aBlankStamp
	aCLFStamp
	anEpoch
	anAddress
	aHost
	noHost
	aRequest
	anAbsoluteRequest
	aMethod
	aTarget
	threeTimers
	fiveTimers
	fourDecimals
	anEvent
	ofUvicorn
	withStamp
)

// fitsShape tells whether a value is of a shape; nil: every value is.
var fitsShape = [...]func([]byte) bool{
	notEmpty:       func(b []byte) bool { return len(b) > 0 },
	oneWord:        isWord,
	aNumber:        isNumber,
	aDuration:      isDuration,
	aNamedDuration: isNamedDuration,
	aStatus:        isStatus,
	aStatusLine:    isReasonedStatus,
	aStamp:         isStamp,
	aBlankStamp:    isBlankStamp,
	aCLFStamp: func(b []byte) bool {
		return len(b) >= len("22/Nov/2026:20:28:48") && b[2] == '/' && isLetter(b[3]) && b[11] == ':'
	},
	anEpoch:           isEpoch,
	anAddress:         isAddress,
	aHost:             isHost,
	noHost:            func(b []byte) bool { return len(b) == 1 || isWord(b) && !isHost(b) },
	aRequest:          isRequest,
	anAbsoluteRequest: isAbsoluteRequest,
	aMethod:           func(b []byte) bool { return len(b) > 2 && allUpper(b) },
	aTarget:           isTargetColumn,
	threeTimers:       func(b []byte) bool { return bytes.Count(b, []byte{'/'}) == 2 }, // HAProxy's Tw/Tc/Tt
	fiveTimers:        func(b []byte) bool { return bytes.Count(b, []byte{'/'}) == 4 }, // HAProxy's TR/Tw/Tc/Tr/Ta
	fourDecimals:      func(b []byte) bool { return isNumber(b) && len(b) > 5 && b[len(b)-5] == '.' },
	anEvent:           isAPIGatewayEvent,
	ofUvicorn:         func(b []byte) bool { return bytes.Contains(b, []byte("uvicorn")) },
	withStamp:         holdsStamp,
}

func (s shape) fits(b []byte) bool {
	f := fitsShape[s]
	return f == nil || f(b)
}

func isWord(b []byte) bool { return len(b) > 0 && bytes.IndexByte(b, ' ') < 0 }

func isStatus(b []byte) bool {
	_, ok := readStatus(b)
	return ok
}

// isReasonedStatus reports whether b is a status with its reason or without.
func isReasonedStatus(b []byte) bool {
	return isStatus(b) && (len(b) <= 3 || isLetter(b[len(b)-1]) || b[0] == '[')
}

// isBlankStamp reports whether b is a timestamp with a blank between date and clock, and no zone.
func isBlankStamp(b []byte) bool {
	return len(b) >= len("22/Nov/2026 20:12:11") && len(b) <= len("2026-11-22 20:12:11.1234") &&
		bytes.Count(b, []byte{' '}) == 1 && isDigit(b[len(b)-1]) && bytes.IndexByte(b, '+') < 0
}

// isEpoch reports whether b is seconds since 1970 with three decimals.
func isEpoch(b []byte) bool {
	return len(b) == len("1795379809.981") && b[10] == '.' && isNumber(b)
}

// isRequest reports whether b is a request line, or what stands for a broken one: scanners send single words, or bytes
// that are no text.
func isRequest(b []byte) bool {
	return len(b) < 2 || methodLen(b) > 0 || bytes.IndexByte([]byte(`\<- `), b[0]) >= 0 || isWebSocketVerb(b) || isWord(b)
}

func isAbsoluteRequest(b []byte) bool {
	return methodLen(b) > 0 && (bytes.Contains(b, []byte(" http://")) || bytes.Contains(b, []byte(" https://")))
}

// isTargetColumn reports whether b is a path, a URL or host:port.
func isTargetColumn(b []byte) bool {
	return len(b) > 0 && (b[0] == '/' || b[0] == '*' || bytes.IndexByte(b, ':') > 0)
}

// isAPIGatewayEvent reports whether b is an event of API Gateway with its route: "CONNECT $connect …".
func isAPIGatewayEvent(b []byte) bool {
	return bytes.Contains(b, []byte(" $")) && allUpper(b[:bytes.IndexByte(b, ' ')])
}

// holdsStamp reports whether a timestamp of the Common Log Format stands in brackets in b.
func holdsStamp(b []byte) bool {
	i := bytes.IndexByte(b, '[')
	return i >= 0 && i+len("[22/Nov/2026:20:02:43") <= len(b) && b[i+3] == '/' && b[i+12] == ':'
}

// isNamedDuration reports whether b is a duration with its unit.
func isNamedDuration(b []byte) bool { return isDuration(b) && isLetter(b[len(b)-1]) }

// isStamp reports whether b may be a timestamp: one in the Common Log Format or ISO 8601, or anything else short that
// begins like one, perhaps in a bracket, and has a clock; or a number.
func isStamp(b []byte) bool {
	if len(b) >= len("22/Nov/2026:20:02:43") && len(b) <= 40 && isDigit(b[0]) && (b[2] == '/' || b[4] == '-') {
		return true
	}
	if len(b) > 40 || len(b) < 2 {
		return false
	}
	colon := bytes.IndexByte(b, ':')
	hasClock := colon > 0 && colon+1 < len(b) && isDigit(b[colon-1]) && isDigit(b[colon+1])
	return hasClock && (isDigit(b[0]) || 'A' <= b[0] && b[0] <= '[') || isNumber(b)
}

func isNumber(b []byte) bool {
	for i, c := range b {
		if !isDigit(c) && c != '.' && (i > 0 || c != '-' && c != '+') {
			return false
		}
	}
	return len(b) > 0
}

// isDuration reports whether b is a number or a duration as Go and others write it: "12.3ms", "1m2.5s", "7 µs".
func isDuration(b []byte) bool {
	n := 0
	for n < len(b) && (isDigit(b[n]) || b[n] == '.' || n == 0 && (b[n] == '-' || b[n] == '+')) {
		n++
	}
	return n > 0 && len(b)-n <= len(" minutes") && (n == len(b) || b[n] != '-' && b[n] != '/')
}

// isAddress reports whether b may be an address, a host name, or several of them with commas between.
func isAddress(b []byte) bool {
	for i, c := range b {
		if !inAddress[c] && (c != ' ' || i == 0 || b[i-1] != ',') {
			return false
		}
	}
	return len(b) > 0
}

var inAddress = byteSet("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:-_[]()',%@/")

func byteSet(chars string) (set [256]bool) {
	for i := range len(chars) {
		set[chars[i]] = true
	}
	return set
}

func isHost(b []byte) bool {
	if len(b) < 2 || !isAddress(b) || bytes.IndexByte(b, ' ') >= 0 {
		return false
	}
	return bytes.IndexByte(b, '.') > 0 || bytes.IndexByte(b, ':') >= 0 || bytes.HasPrefix(b, []byte("localhost"))
}

func allUpper(b []byte) bool {
	for _, c := range b {
		if (c < 'A' || c > 'Z') && c != '-' {
			return false
		}
	}
	return true
}

// readStatus reads an HTTP status: digits, with text behind them or not, "-" (none), or the words of servers
// that have none for an opened WebSocket. nginx may write "000" or "009", Grafana and HAProxy "-1".
func readStatus(b []byte) (status int, ok bool) {
	switch {
	case len(b) == 0:
		return 0, false
	case string(b) == "-":
		return 0, true
	case string(b) == "[accepted]" || string(b) == "HIJACKED":
		return 101, true
	}
	i := 0
	if b[0] == '-' {
		i = 1
	}
	n, j := digits(b, i, 1, 3)
	if j == 0 || j < len(b) && b[j] != ' ' {
		return 0, false
	}
	if i == 1 {
		n = -n
	}
	return n, true
}

// methodLen returns the length of the HTTP method that b begins with, a blank behind it, or 0.
func methodLen(b []byte) int {
	n := 0
	for n < len(b) && n < len("VERSION-CONTROL") && ('A' <= b[n] && b[n] <= 'Z' || b[n] == '-' && n > 0) {
		n++
	}
	if n < len("GET") || n == len(b) || b[n] != ' ' {
		return 0
	}
	return n
}
