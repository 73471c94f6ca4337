package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// setStatus notes an HTTP status; 0 is none.
func (c *clues) setStatus(status int) {
	if status != 0 && c.e.Status == 0 {
		c.e.Status, c.e.HasStatus = status, true
	}
}

// wholeNumber returns the HTTP status that b begins with, or 0: three digits, 100 to 599, and then no digit,
// letter or unit.
func wholeNumber(b []byte) int {
	status, n := digits(b, 0, 3, 3)
	if n == 0 || status < 100 || status > 599 {
		return 0
	}
	if n < len(b) && (isLetter(b[n]) || b[n] == '%' || b[n] == '.' && n+1 < len(b) && isDigit(b[n+1])) {
		return 0
	}
	return status
}

// statusKeys stand before a status and before nothing else.
var statusKeys = []string{
	"status=", "status: ", `status":`, "status code: ", "status code ", "status code=", "statuscode=", "statuscode: ", "status_code=", "status_code: ",
	"response code: ", "response code ", "response_code: ", "response_code=", "http status ", "http status: ", "http error ", "http/1.1 ", "http/1.0 ", "http/2 ", "http code ", "http code: ", "http response code ",
	"unexpected server response: ", "server rejected websocket connection: http ",
}

// statusVerbs may stand before other numbers too: there the number must end the phrase.
var statusVerbs = []string{
	"but was ", "but got ", "got ", "http ", "returned ", "responded with ", "responded ", "responding with ", "answered ", "rejected with ", "refused with ", "replied ", "got status ", "with status ", "with code ",
	"error code ", "- ",
}

// status finds the status that the message says the speaker sent or got.
func (c *clues) status() {
	if c.e.Status != 0 {
		return
	}
	for _, key := range statusKeys {
		for i := c.find(key, 0); i >= 0; i = c.find(key, i) {
			if c.noteStatus(i, wholeNumber(bytes.TrimLeft(c.msg[i:], `"'`))) {
				return
			}
		}
	}
	if i, status := reasonPhrase(c.msg); status != 0 && c.noteStatus(i, status) {
		return
	}
	for _, key := range statusVerbs {
		for i := c.find(key, 0); i >= 0; i = c.find(key, i) {
			if endsPhrase(c.msg[i:]) && c.noteStatus(i, wholeNumber(c.msg[i:])) {
				return
			}
		}
	}
	c.leadingStatus()
}

// noteStatus notes a status that stands at i, as the upstream's if the words before say so.
func (c *clues) noteStatus(i, status int) bool {
	if status == 0 {
		return false
	}
	before := c.low[max(0, i-40):i]
	if status == 101 && bytes.Contains(before, []byte("expect")) {
		return false // "expected status code 101 but was 403"
	}
	if c.e.Side == handshake.Proxy && (bytes.Contains(before, []byte("upstream")) || bytes.Contains(before, []byte("backend"))) {
		c.e.Upstream.Known, c.e.Upstream.Contacted, c.e.Upstream.Status = true, true, status
		return true
	}
	c.setStatus(status)
	return true
}

// endsPhrase reports whether nothing that the number at the beginning of b counts comes after it.
func endsPhrase(b []byte) bool {
	if len(b) < 3 {
		return false
	}
	rest := bytes.TrimLeft(b[3:], "\"')")
	if len(rest) < 2 || rest[0] != ' ' {
		return len(rest) == 0 || bytes.IndexByte([]byte(".,;:(\n-["), rest[0]) >= 0
	}
	word, _, _ := bytes.Cut(rest[1:], []byte{' '})
	switch string(word) {
	case "for", "from", "to", "on", "in", "by", "at", "when", "while", "because", "with", "status":
		return true
	}
	return rest[1] == '-' || rest[1] == '(' || rest[1] >= 'A' && rest[1] <= 'Z'
}

// reasonPhrases are the reason phrases of RFC 9110 and its neighbours that an answer to a handshake may carry.
var reasonPhrases = map[int]string{
	101: "Switching Protocols", 200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 303: "See Other",
	307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required",
	403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
	408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 413: "Request Entity Too Large",
	414: "Request URI Too Long", 418: "I'm a teapot", 421: "Misdirected Request", 422: "Unprocessable Entity", 425: "Too Early",
	426: "Upgrade Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons",
	500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
	505: "HTTP Version Not Supported", 511: "Network Authentication Required",
}

// reasonPhrase finds "403 Forbidden": a status with the reason phrase that belongs to it.
func reasonPhrase(msg []byte) (at, status int) {
	for i := 0; i+5 <= len(msg); i++ {
		if !isDigit(msg[i]) || i > 0 && (isDigit(msg[i-1]) || isLetter(msg[i-1]) || msg[i-1] == '.' || msg[i-1] == ':') {
			continue
		}
		status := wholeNumber(msg[i:])
		if status == 0 || msg[i+3] != ' ' {
			continue
		}
		if name := reasonPhrases[status]; name != "" && bytes.HasPrefix(msg[i+4:], []byte(name)) {
			return i, status
		}
	}
	return 0, 0
}

// leadingStatus reads "429 203.0.113.7 /ws …" and "404 /ws": a status that a program puts first.
func (c *clues) leadingStatus() {
	status := wholeNumber(c.msg)
	if status == 0 || len(c.msg) < 6 || c.msg[3] != ' ' {
		return
	}
	if c.msg[4] == '/' || addrLen(c.msg[4:]) > 0 {
		c.setStatus(status)
	}
}
