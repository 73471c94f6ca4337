package parsers

import "bytes"

// readEnds reads what stands before and behind the columns that a pattern knows: the lead of an application's log
// line, and the columns that people add to the combined format.
func (r *record) readEnds() {
	if lead := r.v.f[leadText]; len(lead) > 0 {
		r.readLead(lead)
	}
	if tail := r.v.f[tailText]; len(tail) > 0 {
		r.readTail(tail)
	}
}

// readLead finds the client, the time and the level in what stands before a request line:
// "INFO:aiohttp.access:127.0.0.1 [22/Nov/2026:20:12:14 +0000] ".
func (r *record) readLead(lead []byte) {
	if _, _, n := readTime(lead, r.src.Year, r.src.Zone); n > 0 {
		r.v.f[timeStamp], lead = lead[:n], lead[n:]
	}
	for lead = bytes.TrimLeft(lead, " "); len(lead) > 0; {
		word, rest := nextWord(lead)
		switch {
		case word[0] == '[' && r.v.f[timeStamp] == nil && len(word) > 9:
			r.v.f[timeStamp] = bytes.Trim(word, "[]")
		case r.v.f[levelName] == nil && logLevel(bytes.Trim(word, "[]:")) != "":
			r.v.f[levelName] = bytes.Trim(word, "[]:")
		case r.v.f[clientAddr] == nil:
			r.v.f[clientAddr] = addressIn(word)
		}
		lead = rest
	}
}

// nextWord cuts the first word off b; a bracketed text is one word.
func nextWord(b []byte) (word, rest []byte) {
	end := bytes.IndexByte(b, ' ')
	if b[0] == '[' {
		end = bytes.IndexByte(b, ']') + 1
	}
	if end <= 0 {
		return b, nil
	}
	return b[:end], bytes.TrimLeft(b[end:], " ")
}

// addressIn returns the IP address, with a port or not, that a word is or ends with ("INFO:aiohttp.access:127.0.0.1").
func addressIn(word []byte) []byte {
	word = bytes.TrimRight(word, "),]\"'")
	for i := range word {
		if i > 0 && (isLetter(word[i-1]) || isDigit(word[i-1]) || word[i-1] == '.') {
			continue
		}
		if n := addrLen(word[i:]); n > 0 && i+n == len(word) {
			return word[i:]
		}
	}
	return nil
}

func isHexLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'f' }

// readTail reads columns of unknown order: name=value, name="value", name: "value", and the values that tell by
// themselves what they are.
func (r *record) readTail(tail []byte) {
	for len(tail) > 0 {
		name, value, rest := nextColumn(tail)
		if len(name) > 0 {
			r.putNamed(name, value)
		} else {
			r.putUnnamed(value)
		}
		tail = rest
	}
}

// nextColumn cuts the first column off b. name is empty where the column has none.
func nextColumn(b []byte) (name, value, rest []byte) {
	b = bytes.TrimLeft(b, " \t|,;[]")
	n := 0
	for n < len(b) && (isLetter(b[n]) || isDigit(b[n]) || b[n] == '_' || b[n] == '-' || b[n] == '.') {
		n++
	}
	if n > 0 && n < len(b) && b[n] == '=' {
		name, b = b[:n], b[n+1:]
	} else if n > 0 && n+2 < len(b) && b[n] == ':' && b[n+1] == ' ' {
		name, b = b[:n], b[n+2:]
	}
	value, rest = columnValue(b)
	return name, value, rest
}

// columnValue cuts a value off b: a quoted one, or one up to a blank that is not within a list.
func columnValue(b []byte) (value, rest []byte) {
	if len(b) > 0 && b[0] == '"' {
		s := step{stop: atQuote, lit: []byte{'"'}}
		end, next := s.findLiteral(b, 1)
		if next < 0 {
			return b[1:end], nil
		}
		return b[1:end], b[next:]
	}
	s := step{lit: []byte{' '}}
	end, next := s.findListEnd(b, 0)
	if next < 0 {
		return b[:end], nil
	}
	return b[:end], b[next:]
}

func (r *record) putNamed(name, value []byte) {
	key := tailKey(name)
	if header, ok := tailHeaders[key]; ok && !isAddressPort(value) {
		r.v.put(requestHeader, []byte(header), value)
		return
	}
	if f, ok := tailNames[key]; ok {
		r.putShaped(f, value)
	}
}

// putShaped stores a value if it looks like one of f: people use the same short names for different things.
func (r *record) putShaped(f field, value []byte) {
	switch {
	case f == upstreamAddr && len(value) > 1 && !isAddressPort(value) && bytes.IndexByte(value, ' ') >= 0:
		r.v.put(requestHeader, []byte("user-agent"), value)
	case f.shape().fits(value) || given(value) == nil || isUnit(value):
		r.v.f[f] = value
	}
}

// isUnit reports whether b is a duration with its unit.
func isUnit(b []byte) bool { return len(b) > 1 && isDigit(b[0]) && b[len(b)-1] == 's' }

// isAddressPort reports whether b ends with a port: "127.0.0.1:9001".
func isAddressPort(b []byte) bool {
	colon := bytes.LastIndexByte(b, ':')
	return colon > 0 && colon < len(b)-1 && isNumber(b[colon+1:])
}

// tailKey returns a name as tailNames has it.
func tailKey(name []byte) string {
	key := make([]byte, 0, 32)
	for _, c := range name {
		if c != '_' && c != '-' && c != '.' && len(key) < cap(key) {
			key = append(key, c)
		}
	}
	return string(bytes.ToLower(key))
}

// putUnnamed stores a value that says by itself what it is: the value of an Upgrade or Connection header, or the
// seconds of nginx's $request_time, which always have three decimals and stand before those of the upstream.
func (r *record) putUnnamed(value []byte) {
	switch {
	case foldEqual(value, "websocket"):
		r.v.put(requestHeader, []byte("upgrade"), value)
	case foldEqual(value, "upgrade"):
		r.v.put(requestHeader, []byte("connection"), value)
	case isMillisecondNumber(value) && r.v.f[durSeconds] == nil:
		r.v.f[durSeconds] = value
	case isMillisecondNumber(value) && r.v.f[upstreamTime] == nil:
		r.v.f[upstreamTime] = value
	}
}

func isMillisecondNumber(b []byte) bool {
	return len(b) > 4 && b[len(b)-4] == '.' && isNumber(b) && isDigit(b[0])
}

// unquoteNCSA appends value to dst with the escapes of nginx and Apache undone: \xHH, \" and the like.
func unquoteNCSA(dst, value []byte) []byte {
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c != '\\' || i+1 == len(value) {
			dst = append(dst, c)
			continue
		}
		i++
		if b, ok := hexByte(value[i:]); ok {
			dst = append(dst, b)
			i += 2
			continue
		}
		dst = append(dst, unescapeByte(value[i]))
	}
	return dst
}

// hexByte reads the "xHH" that b begins with.
func hexByte(b []byte) (byte, bool) {
	if len(b) < 3 || b[0] != 'x' {
		return 0, false
	}
	hi, lo := hexDigit(b[1]), hexDigit(b[2])
	return byte(hi<<4 | lo), hi >= 0 && lo >= 0
}

func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case isHexLetter(c):
		return int(c|0x20-'a') + 10
	}
	return -1
}

func unescapeByte(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return c
}
