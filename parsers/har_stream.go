package parsers

import (
	"bytes"
	"io"
)

const (
	// jsonWindow is how much of a document is held at once; a value that is being kept goes on elsewhere.
	jsonWindow = 256 << 10
	// jsonText is how much of one string is kept: more than any field of an event holds, less than jsonWindow.
	// It covers handshake.Limits.BodyBytes even if each byte is written as \u00XX.
	jsonText = 64 << 10
	// maxTries is how often a reader may return nothing and no error, as in package bufio.
	maxTries = 100
)

// jsonStream walks through JSON of any size in one pass. It knows strings and brackets and nothing else, so it
// also reads what people make of JSON: NaN, undefined, trailing commas, raw line ends in strings.
//
// One value at a time may be kept (keep, kept). Strings longer than longest are cut in it, so that megabytes of
// base64 are skipped without being copied. What is kept does not depend on how the reader slices its data.
type jsonStream struct {
	r    io.Reader
	buf  []byte // the window
	pos  int    // next byte of buf to look at
	base int64  // offset in the input of buf[0]
	err  error  // why r has no more

	from    int    // first byte in buf of the kept value that is not in spill; -1 if no value is kept
	spill   []byte // what was kept of the value and has left the window, or stands before a cut
	longest int    // bytes of a string that are kept; less than the window
	limit   int64  // longest value that is kept
	over    bool   // the value is longer

	signs bool // look for signs of a WebSocket in the strings
	sign  bool // one was found since keep
}

func newJSONStream(r io.Reader, limit int64) *jsonStream {
	return &jsonStream{r: r, buf: make([]byte, 0, jsonWindow), from: -1, longest: jsonText, limit: limit}
}

// offset returns where in the input the next byte stands.
func (j *jsonStream) offset() int64 { return j.base + int64(j.pos) }

// more slides the window so that it begins at hold, and reads on. It reports whether there was anything.
func (j *jsonStream) more(hold int) bool {
	if j.err != nil {
		return false
	}
	if j.from >= 0 {
		j.spillTo(hold)
		j.from = 0
	}
	n := copy(j.buf[:cap(j.buf)], j.buf[hold:])
	j.base += int64(hold)
	j.pos -= hold
	got := 0
	for tries := 0; got == 0 && j.err == nil; tries++ {
		if got, j.err = j.r.Read(j.buf[n:cap(j.buf)]); tries == maxTries {
			j.err = io.ErrNoProgress
		}
	}
	j.buf = j.buf[:n+got]
	return got > 0
}

// spillTo moves the part of the kept value that stands before buf[end] out of the window.
func (j *jsonStream) spillTo(end int) {
	if j.from < 0 || end <= j.from {
		return
	}
	if int64(len(j.spill)+end-j.from) > j.limit {
		j.over = true
	}
	if !j.over {
		j.spill = append(j.spill, j.buf[j.from:end]...)
	}
	j.from = end
}

// keep begins to keep what is read from here on.
func (j *jsonStream) keep() {
	j.from, j.spill, j.over, j.sign = j.pos, j.spill[:0], false, false
}

// drop stops keeping.
func (j *jsonStream) drop() { j.from = -1 }

// kept returns what was read since keep, and stops keeping. ok is false if it is longer than the limit. It is
// valid until the stream reads on.
func (j *jsonStream) kept() (value []byte, ok bool) {
	from := j.from
	j.from = -1
	if j.over || int64(len(j.spill)+j.pos-from) > j.limit {
		return nil, false
	}
	if len(j.spill) == 0 {
		return j.buf[from:j.pos], true
	}
	j.spill = append(j.spill, j.buf[from:j.pos]...)
	return j.spill, true
}

// token goes to the next byte that is no white space, comma or colon and returns it without passing it; 0 at
// the end.
func (j *jsonStream) token() byte {
	for {
		for ; j.pos < len(j.buf); j.pos++ {
			switch c := j.buf[j.pos]; c {
			case ' ', '\t', '\r', '\n', ',', ':', 0:
			default:
				return c
			}
		}
		if !j.more(j.pos) {
			return 0
		}
	}
}

// open goes to the next '{' or '[' and returns it without passing it; 0 at the end. junk tells whether anything
// but white space, JSONP's brackets and the fence of a code block stood before it.
func (j *jsonStream) open() (c byte, junk bool) {
	for {
		for ; j.pos < len(j.buf); j.pos++ {
			switch c := j.buf[j.pos]; c {
			case '{', '[':
				return c, junk
			case ' ', '\t', '\r', '\n', '(', ')', ';', '`', ',', 0:
			default:
				junk = true
			}
		}
		if !j.more(j.pos) {
			return 0, junk
		}
	}
}

// text reads the string at pos and returns what stands between its quotes, as written; nil if that is more than
// longest bytes. It is valid until the stream reads on. ok is false if the input breaks off.
func (j *jsonStream) text() (s []byte, ok bool) {
	start := j.pos + 1
	for i := start; ; {
		if k := bytes.IndexByte(j.buf[i:], '"'); k >= 0 {
			i += k
			if j.buf[i-1] == '\\' && backslashes(j.buf[start:i])&1 == 1 {
				i++
				continue
			}
			s, j.pos = j.buf[start:i], i
			if len(s) > j.longest {
				j.cut(start)
				s = nil
			}
			j.pos++
			return s, true
		}
		if i = len(j.buf); i-start > j.longest {
			return j.longText(start)
		}
		hold := start - 1
		if !j.more(hold) {
			j.pos = len(j.buf)
			return nil, false
		}
		start, i = 1, i-hold
	}
}

// cut keeps only the first longest bytes of the string that begins at buf[start]; what is kept goes on at pos,
// its closing quote. It never cuts within an escape.
func (j *jsonStream) cut(start int) {
	if j.from >= 0 {
		s := j.buf[start : start+j.longest]
		j.spillTo(start + len(s) - brokenEscape(s))
		j.from = j.pos
	}
}

// longText passes a string that fills the window without an end.
func (j *jsonStream) longText(start int) ([]byte, bool) {
	run := backslashes(j.buf[start:])
	j.pos = len(j.buf)
	j.cut(start)
	keeping := j.from >= 0
	for j.from = -1; j.more(len(j.buf)); {
		if run = j.skipText(run); run >= 0 {
			continue
		}
		if keeping {
			j.from = j.pos - 1
		}
		return nil, true
	}
	return nil, false
}

// skipText passes the bytes of a string up to the end of the window, or past its closing quote; then it returns
// -1, else the number of backslashes that the window ends with. run is how many stood before the window.
func (j *jsonStream) skipText(run int) int {
	b := j.buf[j.pos:]
	for i := 0; ; i++ {
		k := bytes.IndexByte(b[i:], '"')
		if k < 0 {
			if n := backslashes(b); n < len(b) {
				run = n
			} else {
				run += n
			}
			j.pos = len(j.buf)
			return run
		}
		i += k
		n := backslashes(b[:i])
		if n == i {
			n += run
		}
		if n&1 == 0 {
			j.pos += i + 1
			return -1
		}
	}
}

// backslashes returns how many backslashes b ends with.
func backslashes(b []byte) int {
	n := 0
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n
}

// brokenEscape returns how many bytes at the end of s are the beginning of an escape that does not end in s.
func brokenEscape(s []byte) int {
	for n := 1; n <= 5 && n <= len(s); n++ {
		if s[len(s)-n] != '\\' {
			continue
		}
		if backslashes(s[:len(s)-n+1])&1 == 1 && (n == 1 || s[len(s)-n+1] == 'u') {
			return n
		}
		return 0
	}
	return 0
}

// Classes of bytes outside of strings.
const (
	jsonPlain = iota
	jsonQuote
	jsonOpen
	jsonClose
)

var jsonClass = [256]uint8{'"': jsonQuote, '{': jsonOpen, '[': jsonOpen, '}': jsonClose, ']': jsonClose}

// skip passes one value; where a bracket closes instead, it passes nothing. depth is how many brackets of what is
// kept stand open before it. It reports whether the value was complete.
func (j *jsonStream) skip(depth int) bool {
	switch j.token() {
	case 0:
		return false
	case '{', '[':
		return j.skipBrackets(depth)
	case '"':
		return j.skipString(depth)
	}
	return j.skipLiteral()
}

func (j *jsonStream) skipBrackets(depth int) bool {
	outside := depth
	for {
		b, i := j.buf, j.pos
		for i < len(b) && jsonClass[b[i]] == jsonPlain {
			i++
		}
		j.pos = i
		if i == len(b) {
			if !j.more(i) {
				return false
			}
			continue
		}
		switch jsonClass[b[i]] {
		case jsonQuote:
			if !j.skipString(depth) {
				return false
			}
			continue
		case jsonOpen:
			depth++
		case jsonClose:
			depth--
		}
		if j.pos++; depth <= outside {
			return true
		}
	}
}

func (j *jsonStream) skipString(depth int) bool {
	s, ok := j.text()
	if j.signs && !j.sign && len(s) <= longestSign {
		j.sign = isSign(depth, s) || depth == 2 && string(s) == "status" && j.isSwitching()
	}
	return ok
}

// isSwitching reports whether the value that comes next is the status 101.
func (j *jsonStream) isSwitching() bool {
	const far = 32
	for len(j.buf)-j.pos < far && j.more(j.pos) {
	}
	return bytes.HasPrefix(bytes.TrimLeft(j.buf[j.pos:min(j.pos+far, len(j.buf))], " \t\r\n:\""), []byte("101"))
}

// skipLiteral passes a number, true, null, or whatever else stands in place of one.
func (j *jsonStream) skipLiteral() bool {
	for {
		for ; j.pos < len(j.buf); j.pos++ {
			switch j.buf[j.pos] {
			case ',', '}', ']', ' ', '\n', '\r', '\t':
				return true
			}
		}
		if !j.more(j.pos) {
			return true
		}
	}
}
