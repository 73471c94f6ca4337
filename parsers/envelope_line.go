package parsers

import "bytes"

// openCRI reads "<RFC 3339 with nanoseconds> stdout F text". P instead of F means that the line goes on.
func openCRI(line []byte, l *letter) bool {
	n := isoLen(line)
	if n < 20 || n+11 > len(line) {
		return false
	}
	rest := line[n:]
	if string(rest[:8]) != " stdout " && string(rest[:8]) != " stderr " {
		return false
	}
	tags, text, ok := bytes.Cut(rest[8:], []byte{' '})
	if !ok || len(tags) == 0 || tags[0] != 'P' && tags[0] != 'F' {
		return false
	}
	l.stream, l.stamp, l.text, l.part = rest[1:7], line[:n], text, tags[0] == 'P'
	return true
}

// openKubectl reads "[pod/name/container] text".
func openKubectl(line []byte, l *letter) bool {
	if !bytes.HasPrefix(line, []byte("[pod/")) {
		return false
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 || end+1 >= len(line) || line[end+1] != ' ' {
		return false
	}
	l.stream, l.text = line[1:end], line[end+2:]
	return true
}

// openCompose reads "web-1  | text", with a clock before it (foreman) or an index (pm2).
func openCompose(line []byte, l *letter) bool {
	rest := line
	if _, n := readClock(rest, 0); n > 0 && n < len(rest) && rest[n] == ' ' {
		rest = rest[n+1:]
	}
	n := serviceLen(rest)
	blanks := blanksLen(rest[n:])
	if n == 0 || blanks == 0 || n+blanks >= len(rest) || rest[n+blanks] != '|' {
		return false
	}
	if k, _ := levelWord(rest); k == n {
		return false // "INFO | text"
	}
	l.stream, l.text = rest[:n], rest[n+blanks+1:]
	if len(l.text) > 0 && l.text[0] == ' ' {
		l.text = l.text[1:]
	}
	return true
}

// serviceLen returns the length of the name of a service or container, or of pm2's "0|name".
func serviceLen(b []byte) int {
	n := numLen(b)
	if n == 0 || n >= len(b) || b[n] != '|' {
		n = -1
	}
	for n++; n < len(b) && n < 80; n++ {
		if c := b[n]; !isLetter(c) && !isDigit(c) && c != '-' && c != '_' && c != '.' && c != '@' && c != '/' {
			break
		}
	}
	return n
}

// openSyslog5424 reads "<PRI>1 time host app procid msgid [sd] text".
func openSyslog5424(line []byte, l *letter) bool {
	rest := line[priLen(line):]
	if !bytes.HasPrefix(rest, []byte("1 ")) {
		return false
	}
	rest = rest[2:]
	n := isoLen(rest)
	if n == 0 || n >= len(rest) || rest[n] != ' ' {
		return false
	}
	l.stamp = rest[:n]
	host := rest[n+1:]
	end := wordsLen(host, 2)
	ids := wordsLen(host, 4)
	if ids < 0 || ids+1 >= len(host) {
		return false
	}
	l.stream = host[:end]
	return openStructured(host[ids+1:], l)
}

// wordsLen returns the length of the first n words of b, which one blank separates, or -1.
func wordsLen(b []byte, n int) int {
	i := 0
	for ; n > 0; n-- {
		j := bytes.IndexByte(b[i:], ' ')
		if j <= 0 {
			return -1
		}
		i += j + 1
	}
	return i - 1
}

// openStructured passes over the structured data, "-" or "[id a=\"b\"]…", and a byte order mark.
func openStructured(b []byte, l *letter) bool {
	if b[0] == '-' {
		b = b[1:]
	} else {
		for len(b) > 0 && b[0] == '[' {
			n := structuredLen(b)
			if n == 0 {
				return false
			}
			b = b[n:]
		}
	}
	if len(b) > 0 && b[0] != ' ' {
		return false
	}
	l.text = bytes.TrimPrefix(bytes.TrimPrefix(b, []byte{' '}), []byte("\xef\xbb\xbf"))
	return true
}

func structuredLen(b []byte) int {
	quoted := false
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == ']' && !quoted:
			return i + 1
		}
	}
	return 0
}

// priLen returns the length of "<134>".
func priLen(b []byte) int {
	if len(b) == 0 || b[0] != '<' {
		return 0
	}
	n := numLen(b[1:])
	if n == 0 || n > 3 || n+1 >= len(b) || b[n+1] != '>' {
		return 0
	}
	return n + 2
}

// openSyslog reads "Nov 22 20:05:41 host tag[pid]: text" and what journalctl and rsyslog make of it.
func openSyslog(line []byte, l *letter) bool {
	pri := priLen(line)
	rest := line[pri:]
	n := syslogTimeLen(rest)
	if n == 0 || n+2 >= len(rest) || rest[n] != ' ' {
		return false
	}
	named := pri > 0 || !isDigit(rest[0]) // ISO times stand in logs of every kind
	l.stamp = rest[:n]
	if !isDigit(rest[0]) && monthOf(rest) == 0 {
		l.stamp = l.stamp[4:] // after the day of the week
	}
	rest = rest[n+1:]
	if openTag(rest, named, l) {
		return true // without host
	}
	host := bytes.IndexByte(rest, ' ')
	if host <= 0 || !isHostWord(rest[:host]) || !openTag(rest[host+1:], true, l) {
		return false
	}
	l.stream = rest[:host+1+len(l.stream)]
	return true
}

// syslogTimeLen returns the length of a timestamp as syslog and journalctl write them.
func syslogTimeLen(b []byte) int {
	if len(b) > 4 && b[3] == ' ' && monthOf(b) != 0 {
		_, _, n := readSyslog(b, 0, nil)
		return n
	}
	if n := isoLen(b); n > 0 && b[4] == '-' { // with slashes it is a Go program's
		return n
	}
	if len(b) > 4 && b[3] == ' ' && isLetter(b[0]) { // "Sun 2026-11-22 20:05:41 UTC"
		if n := isoLen(b[4:]); n > 0 {
			return n + 4
		}
	}
	return 0
}

// isHostWord reports whether b may be a host: not a severity, and without brackets and the like.
func isHostWord(b []byte) bool {
	if n, _ := levelWord(b); n > 0 {
		return false
	}
	for _, c := range b {
		if !isLetter(c) && !isDigit(c) && c != '.' && c != '-' && c != '_' && c != ':' {
			return false
		}
	}
	return b[len(b)-1] != ':'
}

// openTag reads "tag[pid]: text". Unless the line is syslog beyond doubt, the pid must be there.
func openTag(b []byte, sure bool, l *letter) bool {
	n := 0
	for n < len(b) && n < 64 && (isLetter(b[n]) || isDigit(b[n]) || b[n] == '-' || b[n] == '_' || b[n] == '.' || b[n] == '/' || b[n] == '(' || b[n] == ')' || b[n] == '@') {
		n++
	}
	if n == 0 || n >= len(b) {
		return false
	}
	l.stream = b[:n]
	if b[n] == '[' {
		end := bytes.IndexByte(b[n:], ']')
		if end < 0 {
			return false
		}
		if numLen(b[n+1:]) != end-1 {
			l.stream = b[:n+end+1]
		}
		n += end + 1
		sure = true
	}
	if !sure || n >= len(b) || b[n] != ':' || n+1 < len(b) && b[n+1] != ' ' {
		return false
	}
	if k, _ := levelWord(b); k > 0 && k == len(l.stream) {
		return false
	}
	l.text = bytes.TrimPrefix(b[n+1:], []byte{' '})
	return true
}

// openHeroku reads "2019-03-29T14:46:44.457775+00:00 app[web.1]: text".
func openHeroku(line []byte, l *letter) bool {
	n := isoLen(line)
	if n == 0 || n+6 >= len(line) || line[n] != ' ' {
		return false
	}
	rest := line[n+1:]
	if !bytes.HasPrefix(rest, []byte("app[")) && !bytes.HasPrefix(rest, []byte("heroku[")) || !openTag(rest, true, l) {
		return false
	}
	l.stamp = line[:n]
	return true
}

// openFly reads "2026-11-22T20:05:41Z app[148e21d] iad [info] text".
func openFly(line []byte, l *letter) bool {
	n := isoLen(line)
	if n == 0 || n+1 >= len(line) || line[n] != ' ' {
		return false
	}
	rest := line[n+1:]
	end := bytes.IndexByte(rest, ']')
	open := bytes.IndexByte(rest, '[')
	if open <= 0 || end < open || end+7 >= len(rest) || rest[end+1] != ' ' || rest[end+5] != ' ' || rest[end+6] != '[' {
		return false
	}
	level := bytes.IndexByte(rest[end+6:], ']')
	if level < 0 {
		return false
	}
	l.stream, l.stamp = rest[:end+1], line[:n]
	l.text = bytes.TrimPrefix(rest[end+6+level+1:], []byte{' '})
	return true
}

// openTimestamps reads a time with nine digits of a second (Kubernetes, Docker) or seven (GitHub Actions), and a
// blank. Few programs write that by themselves, and from those it takes nothing but the time.
func openTimestamps(line []byte, l *letter) bool {
	n := isoLen(line)
	if n < 28 || line[10] != 'T' || n >= len(line) || line[n] != ' ' {
		return false
	}
	if digits := numLen(line[20:]); digits != 9 && digits != 7 || line[19] != '.' {
		return false
	}
	l.stamp, l.text = line[:n], line[n+1:]
	return true
}

// openActions reads "job<TAB>step<TAB>time text".
func openActions(line []byte, l *letter) bool {
	first := bytes.IndexByte(line, '\t')
	if first <= 0 {
		return false
	}
	second := bytes.IndexByte(line[first+1:], '\t')
	if second < 0 || !openTimestamps(bytes.TrimPrefix(line[first+second+2:], []byte("\xef\xbb\xbf")), l) {
		return false
	}
	l.stream = line[:first+1+second]
	return true
}

// openLogcli reads "time {labels} text".
func openLogcli(line []byte, l *letter) bool {
	n := isoLen(line)
	if n == 0 || !bytes.HasPrefix(line[n:], []byte(" {")) {
		return false
	}
	end := bytes.Index(line[n:], []byte("\"} "))
	if end < 0 || !bytes.Contains(line[n:n+end], []byte("=\"")) {
		return false
	}
	l.stamp, l.stream, l.text = line[:n], line[n+2:n+end+1], line[n+end+3:]
	return true
}

// openRender reads "Nov 22 08:05:41 PM  text".
func openRender(line []byte, l *letter) bool {
	if len(line) < 20 || monthOf(line) == 0 {
		return false
	}
	_, _, n := readSyslog(line, 0, nil)
	if n == 0 || line[n-1] != 'M' || n >= len(line) || line[n] != ' ' {
		return false
	}
	l.stamp, l.text = line[:n], bytes.TrimLeft(line[n:], " ")
	return true
}

// openStern reads "pod container text". A pod's name ends in "-<hash>-<5 characters>" or "-<number>".
func openStern(line []byte, l *letter) bool {
	pod := bytes.IndexByte(line, ' ')
	if pod <= 0 || !isPodName(line[:pod]) {
		return false
	}
	container := bytes.IndexByte(line[pod+1:], ' ')
	if container <= 0 || !isLabel(line[pod+1:pod+1+container]) {
		return false
	}
	l.stream, l.text = line[:pod+1+container], line[pod+2+container:]
	return true
}

func isPodName(b []byte) bool {
	last := bytes.LastIndexByte(b, '-')
	if last <= 0 || !isLabel(b) {
		return false
	}
	if tail := b[last+1:]; isNumber(tail) {
		return len(tail) < 4
	}
	hash := bytes.LastIndexByte(b[:last], '-')
	return len(b)-last-1 == 5 && hash > 0 && last-hash-1 >= 6 && last-hash-1 <= 10
}

// isLabel reports whether b is a name as Kubernetes allows it.
func isLabel(b []byte) bool {
	for _, c := range b {
		if (c < 'a' || c > 'z') && !isDigit(c) && c != '-' {
			return false
		}
	}
	return len(b) > 0 && b[0] != '-' && b[len(b)-1] != '-'
}

// openLogsTail reads "time stream/name text".
func openLogsTail(line []byte, l *letter) bool {
	n := isoLen(line)
	if n < 32 || n >= len(line) || line[n] != ' ' {
		return false
	}
	name, text, ok := bytes.Cut(line[n+1:], []byte{' '})
	if !ok || bytes.IndexByte(name, '/') <= 0 {
		return false
	}
	l.stamp, l.stream, l.text = line[:n], name, text
	return true
}

// openConcurrently reads "[0] text" and turbo's "web:dev: text".
func openConcurrently(line []byte, l *letter) bool {
	if len(line) > 4 && line[0] == '[' && isDigit(line[1]) && line[2] == ']' && line[3] == ' ' {
		l.stream, l.text = line[:3], line[4:]
		return true
	}
	name, text, ok := bytes.Cut(line, []byte(": "))
	at := bytes.LastIndexByte(name, ':')
	if !ok || at <= 0 || bytes.IndexByte(name, ' ') >= 0 {
		return false
	}
	switch string(name[at+1:]) {
	case "dev", "start", "serve", "preview":
		l.stream, l.text = name, text
		return true
	}
	return false
}

// openQuoted takes "> ", a tab or four blanks away.
func openQuoted(line []byte, l *letter) bool {
	for _, mark := range [...]string{"> ", "\t", "    "} {
		if len(line) > len(mark) && string(line[:len(mark)]) == mark {
			l.text = line[len(mark):]
			return true
		}
	}
	return false
}
