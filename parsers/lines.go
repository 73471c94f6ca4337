package parsers

import (
	"bytes"
	"io"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// readSize is how much is asked of the input at once.
const readSize = 256 << 10

// lineReader cuts an input into lines. The lines of the current record are kept in one piece of the buffer, so a
// record is a slice of what was read and nothing is copied:
//
//	buf  ....[record]\n[line]\n[not looked at yet]....
//	          rec  recEnd
//	                   start stop  after          end
//
// A line has no line end (LF or CRLF), no NULs in front (what copytruncate leaves behind) and no ANSI sequences. A
// line longer than max bytes is cut and the rest of it skipped. What it returns depends on the input alone, never
// on how much each Read brought.
type lineReader struct {
	r   io.Reader
	max int
	err error // what ended the input; io.EOF at its end

	buf         []byte
	rec, recEnd int // the record, as far as it was put together
	start, stop int // the line
	after       int // where the next line begins
	end         int // where what was read ends
	esc         int // the first ESC at or behind after, or end
	base        int64
	number      int64 // of the line, from 1
	offset      int64 // of the line in the input
	long        bool  // the line was cut
	skipping    bool  // after points into a line that was cut
	bare        bool  // ANSI sequences that lost their ESC are taken out too
}

func newLineReader(r io.Reader, max int) *lineReader {
	return &lineReader{r: r, max: max, buf: make([]byte, 2*max+readSize+2)}
}

// next moves on to the next line. It returns false at the end of the input: err then tells why.
func (l *lineReader) next() bool {
	if l.skipping && !l.skipLine() {
		return false
	}
	if !l.skipNULs() {
		return false
	}
	l.start, l.long = l.after, false
	newline := l.findNewline()
	l.stop, l.after = newline, newline
	switch {
	case newline < l.end && l.buf[newline] == '\n':
		l.after++
	case newline == l.start:
		return false
	}
	if l.stop-l.start > l.max {
		l.stop, l.long = l.start+l.max, true
		l.skipping = l.after == newline
	}
	l.number++
	l.offset = l.base + int64(l.start)
	l.clean()
	return true
}

// findNewline returns the index of the line end, reading on where needed: that of LF, or of where the input ends,
// or of the first byte that is too much.
func (l *lineReader) findNewline() int {
	for from := l.start; ; {
		if i := bytes.IndexByte(l.buf[from:l.end], '\n'); i >= 0 {
			return from + i
		}
		if l.end-l.start > l.max {
			return l.start + l.max + 1
		}
		seen := l.end - l.start
		if !l.fill() {
			return l.end
		}
		from = l.start + seen
	}
}

// skipLine drops the rest of a line that was cut.
func (l *lineReader) skipLine() bool {
	for {
		if i := bytes.IndexByte(l.buf[l.after:l.end], '\n'); i >= 0 {
			l.after += i + 1
			l.skipping = false
			return true
		}
		l.after, l.start = l.end, l.end
		if !l.fill() {
			return false
		}
	}
}

func (l *lineReader) skipNULs() bool {
	for {
		for l.after < l.end {
			if l.buf[l.after] != 0 {
				return true
			}
			l.after++
		}
		l.start = l.after
		if !l.fill() {
			return false
		}
	}
}

// clean takes the line's CR and ANSI sequences away.
func (l *lineReader) clean() {
	for l.stop > l.start && l.buf[l.stop-1] == '\r' {
		l.stop--
	}
	if l.esc < l.after {
		l.stop = l.start + stripANSI(l.buf[l.start:l.stop])
		l.esc = l.findESC(l.after)
	}
	if l.bare {
		l.stop = l.start + stripBareSGR(l.buf[l.start:l.stop])
	}
}

func (l *lineReader) findESC(from int) int {
	if i := bytes.IndexByte(l.buf[from:l.end], esc); i >= 0 {
		return from + i
	}
	return l.end
}

// fill reads on. The record, and the input from start on, stay in the buffer, but may move to its front.
func (l *lineReader) fill() bool {
	if l.err != nil {
		return false
	}
	if len(l.buf)-l.end < readSize {
		l.slide()
	}
	old := l.end
	for tries := 0; l.end == old && l.err == nil; tries++ {
		var n int
		n, l.err = l.r.Read(l.buf[l.end:])
		l.end += n
		if tries == 100 {
			l.err = io.ErrNoProgress
		}
	}
	if l.esc == old {
		l.esc = l.findESC(old)
	}
	return l.end > old
}

// slide moves the record to the front of the buffer, and the input from start on behind it.
func (l *lineReader) slide() {
	copy(l.buf, l.buf[l.rec:l.recEnd])
	l.rec, l.recEnd = 0, l.recEnd-l.rec
	by := l.start - (l.recEnd + 1)
	copy(l.buf[l.recEnd+1:], l.buf[l.start:l.end])
	l.start, l.after, l.end, l.esc = l.start-by, l.after-by, l.end-by, l.esc-by
	l.base += int64(by)
}

// line returns the current line. It is valid until next is called.
func (l *lineReader) line() []byte { return l.buf[l.start:l.stop] }

// position tells where the current line stands.
func (l *lineReader) position() handshake.Position {
	return handshake.Position{Line: l.number, Offset: l.offset, Entry: -1}
}

// record returns the lines put together so far. It is valid until next is called.
func (l *lineReader) record() []byte { return l.buf[l.rec:l.recEnd] }

// begin makes the line the first of a new record.
func (l *lineReader) begin() { l.rec, l.recEnd = l.start, l.stop }

// extend adds the line to the record. It returns false if the record would become longer than max.
func (l *lineReader) extend() bool {
	if l.recEnd-l.rec+1+l.stop-l.start > l.max {
		return false
	}
	l.buf[l.recEnd] = '\n'
	if l.start != l.recEnd+1 {
		copy(l.buf[l.recEnd+1:], l.buf[l.start:l.stop])
	}
	l.recEnd += 1 + l.stop - l.start
	return true
}
