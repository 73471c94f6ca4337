package parsers

import (
	"bytes"
	"io"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// isListKey reports whether exports of logs keep their list of records under this member: CloudWatch
// get-log-events, filter-log-events and Insights, Elasticsearch, Loki, Azure, Splunk, Datadog and the like.
func isListKey(key []byte) bool {
	switch string(key) {
	case "events", "logEvents", "hits", "result", "results", "values", "records", "entries", "logs", "data", "items",
		"value", "messages", "rows":
		return true
	}
	return false
}

// jsonFrame tells how the records of a JSON input are cut out of it.
type jsonFrame uint8

const (
	perLine  jsonFrame = iota // no JSON, or one value a line
	perValue                  // an array, or values printed over several lines
	inList                    // one object that holds a list of records
)

// frameOf looks at the beginning of an input.
func frameOf(head []byte) jsonFrame {
	text := bytes.TrimLeft(head, " \t\r\n")
	if len(text) < 2 {
		return perLine
	}
	next := bytes.TrimLeft(text[1:], " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("[[{")):
		return perValue
	case text[0] == '[' && bytes.HasPrefix(next, []byte("{")):
		return perValue
	case text[0] != '{' || !bytes.HasPrefix(next, []byte(`"`)):
		return perLine
	case holdsList(text):
		return inList
	}
	end, newline := jsonEnd(text), bytes.IndexByte(text, '\n')
	if newline >= 0 && (end > newline || end < 0 && breaksOff(text[:newline])) {
		return perValue
	}
	return perLine
}

// breaksOff reports whether a line that begins with '{' ends where JSON may go on in the next.
func breaksOff(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	switch line[len(line)-1] {
	case '{', '[', ',', '"', '}', ']':
		return true
	}
	return false
}

// holdsList reports whether the object that text begins with has a list of records, and nothing comes after it. A
// program's own record may have lists too.
func holdsList(text []byte) bool {
	if end := jsonEnd(text); end >= 0 && len(bytes.TrimSpace(text[end:])) > 0 || isOwnRecord(text) {
		return false
	}
	found := false
	c := jsonCutter{max: headBytes, frame: inList, emit: func([]byte, bool) { found = true }}
	c.cut(text)
	return found || c.depth > 0
}

// isOwnRecord reports whether the object that text begins with has a member of ownRecord.
func isOwnRecord(text []byte) bool {
	s := jsonScan{b: text, i: 1}
	for s.i < len(s.b) {
		if s.blank(); s.peek() != '"' {
			s.i++
			continue
		}
		key := s.text()
		if s.blank(); s.peek() != ':' {
			continue
		}
		if anyMember(ownRecord, "", key) {
			return true
		}
		s.i++
		s.blank()
		s.skip()
	}
	return false
}

// jsonEnd returns the index after the JSON value that b begins with, or -1 if it does not end in b.
func jsonEnd(b []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// jsonCutter cuts a JSON text, which comes in pieces, into the values that are records, each on one line.
type jsonCutter struct {
	frame jsonFrame
	max   int // longest record
	emit  func(rec []byte, long bool)

	above    []byte // containers around the records: '{', '[', or 'r' for a list whose elements hold lists themselves
	key      []byte // the last string above the records
	skipped  int    // depth within a value that holds no records
	depth    int    // depth within the record
	quoted   bool
	escaped  bool
	rec      []byte
	long     bool
	broken   bool  // a string ran over its line: what it stood in is lost
	line     int64 // line ends seen
	offset   int64 // of the byte looked at
	recLine  int64 // where the record begins
	recStart int64
}

// cut takes the next piece of the input.
func (c *jsonCutter) cut(b []byte) {
	for _, x := range b {
		if c.quoted {
			c.inString(x)
		} else {
			c.outside(x)
		}
		if x == '\n' {
			c.line++
		}
		c.offset++
	}
}

func (c *jsonCutter) inString(x byte) {
	switch {
	case x == '\n':
		c.quoted, c.escaped, c.broken = false, false, true
		c.end(true)
		return
	case c.escaped:
		c.escaped = false
	case x == '\\':
		c.escaped = true
	case x == '"':
		c.quoted = false
	}
	if c.depth > 0 {
		c.add(x)
	} else if c.quoted && len(c.key) < 32 {
		c.key = append(c.key, x)
	}
}

func (c *jsonCutter) outside(x byte) {
	switch x {
	case ' ', '\t', '\r', '\n':
		return
	case '"':
		c.quoted = true
		if c.depth == 0 {
			c.key = c.key[:0]
		}
	case '{', '[':
		c.opening(x)
	case '}', ']':
		c.closing(x)
		return
	}
	if c.depth > 0 {
		c.add(x)
	}
}

func (c *jsonCutter) add(x byte) {
	if len(c.rec) < c.max {
		c.rec = append(c.rec, x)
	} else {
		c.long = true
	}
}

// opening meets '{' or '['.
func (c *jsonCutter) opening(x byte) {
	var in byte
	if len(c.above) > 0 {
		in = c.above[len(c.above)-1]
	}
	switch {
	case c.depth > 0:
		c.depth++
	case c.skipped > 0:
		c.skipped++
	case in == 0 && x == '[', in == 0 && c.frame == inList, in == 'r' && x == '{':
		c.above = append(c.above, x)
	case in == '{' && !isListKey(c.key):
		c.skipped = 1
	case in == '{' && x == '[' && string(c.key) == "result":
		c.above = append(c.above, 'r')
	case in == '{':
		c.above = append(c.above, x)
	default:
		c.depth, c.recLine, c.recStart = 1, c.line, c.offset
	}
}

// closing meets '}' or ']'.
func (c *jsonCutter) closing(x byte) {
	switch {
	case c.depth > 1:
		c.depth--
		c.add(x)
	case c.depth == 1:
		c.add(x)
		c.end(c.long)
	case c.skipped > 0:
		c.skipped--
	case len(c.above) > 0:
		c.above = c.above[:len(c.above)-1]
	}
}

func (c *jsonCutter) end(long bool) {
	if c.depth > 0 {
		c.emit(c.rec, long)
	}
	c.depth, c.rec, c.long = 0, c.rec[:0], false
}

// sampleJSON returns the records of head, one line each.
func sampleJSON(head []byte, frame jsonFrame, max int) [][]byte {
	var sample [][]byte
	c := jsonCutter{max: max, frame: frame}
	c.emit = func(rec []byte, _ bool) {
		if len(sample) < sampleMost {
			sample = append(sample, bytes.Clone(rec))
		}
	}
	c.cut(head)
	return sample
}

// jsonValues reads an input whose records are JSON values.
func (sc *scan) jsonValues(r io.Reader, frame jsonFrame) error {
	c := jsonCutter{max: sc.o.Limits.RecordBytes, frame: frame}
	c.emit = func(rec []byte, long bool) {
		sc.unwrap(rec, handshake.Position{Line: c.recLine + 1, Offset: c.recStart, Entry: -1}, long)
	}
	buf := make([]byte, readSize)
	var err error
	for n := 0; err == nil; {
		n, err = r.Read(buf)
		c.cut(buf[:n])
	}
	if c.depth > 0 {
		sc.warn("the JSON breaks off within a record")
		c.end(true)
	}
	if c.broken {
		sc.warn("a string of the JSON is not closed: the record that it stands in was read in part")
	}
	sc.flush(&sc.plain.pile)
	if err == io.EOF {
		return nil
	}
	return err
}
