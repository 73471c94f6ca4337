package parsers

// jsonScan reads the members of one JSON object into values, as far as a keyNode knows them, in one pass and without
// allocating. It is lenient, for logs are not always JSON: nginx writes "status":009 and leaves unquoted values
// empty, and lines are cut short.
type jsonScan struct {
	b []byte
	i int
	v *values
}

// maxDepth bounds how deep members are looked for; what is deeper is passed over.
const maxDepth = 16

// readJSON reads the object that b begins with into v and reports whether it is one.
func readJSON(b []byte, keys *keyNode, v *values) bool {
	s := jsonScan{b: b, v: v}
	s.blank()
	if s.peek() != '{' {
		return false
	}
	s.object(keys, maxDepth)
	return true
}

// beginsJSON reports whether b begins as an object with members.
func beginsJSON(b []byte) bool {
	return len(b) > 2 && b[0] == '{' && (b[1] == '"' || b[1] == ' ' || b[1] == '\n')
}

// peek returns the byte at hand, or 0 at the end.
func (s *jsonScan) peek() byte {
	if s.i < len(s.b) {
		return s.b[s.i]
	}
	return 0
}

func (s *jsonScan) blank() {
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\n' || s.b[s.i] == '\t' || s.b[s.i] == '\r') {
		s.i++
	}
}

// object reads the object at hand, whose members keys knows.
func (s *jsonScan) object(keys *keyNode, depth int) {
	s.i++
	for s.i < len(s.b) {
		s.blank()
		switch s.peek() {
		case '}':
			s.i++
			return
		case '"':
			key := s.text()
			s.blank()
			if s.peek() == ':' {
				s.i++
			}
			s.blank()
			s.member(keys.child(key), key, depth)
		default:
			s.i++
		}
	}
}

// member reads the value at hand, which k says the meaning of; a nil k passes it over.
func (s *jsonScan) member(k *keyNode, key []byte, depth int) {
	c := s.peek()
	switch {
	case k == nil || depth == 0:
		s.skip()
	case c == '{' && k.pairs:
		s.pair(k)
	case c == '{':
		s.object(k, depth-1)
	case c == '[':
		s.array(k, key, depth-1)
	case c == '"':
		k.put(s.v, key, s.text())
	default:
		if b := s.bare(); string(b) != "null" {
			k.put(s.v, key, b)
		}
	}
}

// pair reads the object at hand as a header with its name and value.
func (s *jsonScan) pair(k *keyNode) {
	var name, value []byte
	s.i++
	for s.i < len(s.b) && s.peek() != '}' {
		if s.peek() != '"' {
			s.i++
			continue
		}
		key := s.text()
		for s.peek() == ':' || s.peek() == ' ' {
			s.i++
		}
		switch {
		case s.peek() != '"':
			s.skip()
		case foldEqual(key, "name"):
			name = s.text()
		case foldEqual(key, "value"):
			value = s.text()
		default:
			s.text()
		}
	}
	s.i++
	k.putPair(s.v, name, value)
}

// array reads the elements of the array at hand as if each were the member.
func (s *jsonScan) array(k *keyNode, key []byte, depth int) {
	s.i++
	for s.i < len(s.b) {
		s.blank()
		switch s.peek() {
		case ']':
			s.i++
			return
		case ',':
			s.i++
		case '}', ':':
			return
		default:
			s.member(k, key, depth)
		}
	}
}

// text returns the string at hand as written, escapes and all.
func (s *jsonScan) text() []byte {
	s.i++
	start := s.i
	for {
		j := indexFrom(s.b, s.i, '"')
		if j < 0 {
			s.i = len(s.b)
			return s.b[start:]
		}
		s.i = j + 1
		if j == start || s.b[j-1] != '\\' || !isEscaped(s.b[start:j]) {
			return s.b[start:j]
		}
	}
}

// bare returns the number or word at hand, or nothing where a value is missing.
func (s *jsonScan) bare() []byte {
	start := s.i
	for s.i < len(s.b) && !endsBare[s.b[s.i]] {
		s.i++
	}
	return s.b[start:s.i]
}

var endsBare = byteSet(",}] \t\n\r\"{[:")

// skip passes over the value at hand.
func (s *jsonScan) skip() {
	switch s.peek() {
	case '"':
		s.text()
	case '{', '[':
		s.skipNested()
	default:
		s.bare()
	}
}

// matters to skipNested.
var nests = [256]int8{'{': 1, '[': 1, '}': -1, ']': -1, '"': 2}

func (s *jsonScan) skipNested() {
	depth := 0
	for s.i < len(s.b) {
		switch nests[s.b[s.i]] {
		case 0:
			s.i++
		case 2:
			s.text()
		case 1:
			depth++
			s.i++
		default:
			s.i++
			if depth--; depth <= 0 {
				return
			}
		}
	}
}

// unquoteJSON appends a JSON string to dst with its escapes undone.
func unquoteJSON(dst, value []byte) []byte {
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c != '\\' || i+1 == len(value) {
			dst = append(dst, c)
			continue
		}
		i++
		if value[i] == 'u' {
			n := 0
			dst, n = appendUnicode(dst, value[i:])
			i += n
			continue
		}
		if b, ok := hexByte(value[i:]); ok {
			dst = append(dst, b)
			i += 2
			continue
		}
		dst = append(dst, unescapeByte(value[i]))
	}
	return dst
}
