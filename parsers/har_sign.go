package parsers

import "bytes"

// longestSign is the longest string of an entry that may show that it has to do with a WebSocket. URLs with
// tokens in them are long.
const longestSign = 16 << 10

// isSign reports whether a string in a HAR entry shows that the entry may tell of a WebSocket, or of a library's
// HTTP step before one. depth is how many brackets of the entry are open around it: 1 for "_resourceType", 2 for
// "request"."url", 3 or 4 for names and values of headers. It runs for every string of every entry, and may err
// only towards true.
func isSign(depth int, s []byte) bool {
	switch {
	case len(s) < 3 || depth > 4:
		return false
	case depth >= 3:
		return isHeaderSign(s)
	case len(s) == 9:
		return equalFold(s, "websocket")
	case depth != 2:
		return false
	case s[0]|0x20 == 'w':
		return hasPrefixFold(s, "ws:") || hasPrefixFold(s, "wss:") || hasPrefixFold(s, `ws:\`) || hasPrefixFold(s, `wss:\`)
	case s[0]|0x20 == 'h' || s[0] == '/':
		return isRelated(s)
	}
	return len(s) == 19 && equalFold(s, "Switching Protocols")
}

func isHeaderSign(s []byte) bool {
	switch s[0] | 0x20 {
	case 'u':
		return equalFold(s, "upgrade")
	case 's':
		return hasPrefixFold(s, "sec-websocket-")
	case 'w':
		return equalFold(s, "websocket")
	}
	return false
}

// relatedParts stand in the URLs of the HTTP steps that libraries take before the socket, as exporters write them:
// some escape the slash.
var relatedParts = [][]byte{
	[]byte("EIO="), []byte("transport="), []byte("negotiate"), []byte("sockjs"), []byte("info"), []byte("websocket"),
}

func isRelated(url []byte) bool {
	for _, part := range relatedParts {
		if bytes.Contains(url, part) {
			return true
		}
	}
	return false
}

func equalFold(b []byte, s string) bool { return len(b) == len(s) && hasPrefixFold(b, s) }

// hasPrefixFold compares without regard to the case of ASCII letters, and does not allocate.
func hasPrefixFold(b []byte, s string) bool {
	if len(b) < len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if b[i] != s[i] && (!isLetter(s[i]) || b[i]|0x20 != s[i]|0x20) {
			return false
		}
	}
	return true
}
