package parsers

import (
	"bytes"
	"strings"
	"time"
)

// A head is what stands before the message in a record of a log: time, level, thread, logger. It is written as a
// pattern. A blank stands for one or more blanks or tabs, more blanks for at least as many, and these words for what
// they name:
//
//	$iso      2026-11-22T20:05:36.123Z, with '-' or '/'          $slash 2026/11/22 20:05:36, with '/' only
//	$clf      22/Nov/2026:20:05:36 +0000, 22-Nov-2026 20:05:36
//	$ctime    Sun Nov 22 20:05:41.324837 2026                    $bsd   Nov 22 20:05:41.123
//	$clock    20:12:14.123, 8:14:22 PM                           $short 261122 20:12:14
//	$jul      Nov 22, 2026 8:20:24 PM                            $us    11/22/2026, 8:05:41 PM
//	$packed   20261122T204508.578681, 20261122.20h55m16s         $klog  1122 20:18:31.123456
//	$epoch    1795378530                                         $http  Sun, 22 Nov 2026 20:12:14 GMT
//	$level    a word for a severity        $upper, $lower  one in capitals, or without
//	$level3   INF, WRN, …                                        $level1 I, W, …
//	$logger   one word: who speaks         $word    one word          $num     digits
//	$any      up to what follows           $addr    an IP address     $end     the record's first line ends here
type head struct{ ops []headOp }

type headOp struct {
	kind  headKind
	text  string // of a literal; of $any: what follows
	least int    // of blanks
}

type headKind uint8

const (
	opText headKind = iota
	opBlanks
	opLevel
	opLevel3
	opLevel1
	opUpper
	opLower
	opWord
	opNum
	opAny
	opAddr
	opEnd
	opTime // and from here on the kinds of timestamps
	opISO
	opSlash
	opCLF
	opCtime
	opBSD
	opClock
	opShort
	opJUL
	opUS
	opPacked
	opKlog
	opEpoch
	opHTTP
)

var headWords = map[string]headKind{
	"level": opLevel, "upper": opUpper, "lower": opLower, "level3": opLevel3, "level1": opLevel1, "logger": opWord, "word": opWord, "num": opNum, "any": opAny,
	"addr": opAddr, "end": opEnd, "iso": opISO, "slash": opSlash, "clf": opCLF, "ctime": opCtime, "bsd": opBSD, "clock": opClock, "short": opShort,
	"jul": opJUL, "us": opUS, "packed": opPacked, "klog": opKlog, "epoch": opEpoch, "http": opHTTP,
}

// compileHead returns the head that pattern describes. A word that is not known is a literal, which no sample will
// match.
func compileHead(pattern string) head {
	var h head
	for i := 0; i < len(pattern); {
		op, n := headOpAt(pattern[i:])
		h.ops = append(h.ops, op)
		i += n
	}
	for i := range h.ops {
		if h.ops[i].kind == opAny {
			h.ops[i].text = literalAfter(h.ops[i+1:])
		}
	}
	return h
}

// literalAfter returns the text by which the end of $any is found.
func literalAfter(ops []headOp) string {
	switch {
	case len(ops) == 0:
		return ""
	case ops[0].kind == opBlanks:
		if len(ops) > 1 && ops[1].kind == opText {
			return " " + ops[1].text
		}
		return " "
	}
	if len(ops) > 1 && ops[1].kind == opBlanks {
		return ops[0].text + " "
	}
	return ops[0].text
}

func headOpAt(p string) (headOp, int) {
	switch p[0] {
	case ' ':
		n := blanksLen([]byte(p))
		return headOp{kind: opBlanks, least: n}, n
	case '$':
		n := 1
		for n < len(p) && (isLetter(p[n]) || isDigit(p[n])) {
			n++
		}
		if kind, ok := headWords[p[1:n]]; ok {
			return headOp{kind: kind}, n
		}
	}
	n := 1
	for n < len(p) && p[n] != ' ' && p[n] != '$' {
		n++
	}
	return headOp{kind: opText, text: p[:n]}, n
}

// spot is where the parts of a head stand in a record.
type spot struct {
	when            headKind // of the timestamp; 0 if there is none
	time            int
	level, levelEnd int
	message         int
}

// longestAny bounds $any.
const longestAny = 300

// match reports whether rec begins with the head, and notes where its parts stand.
func (h *head) match(rec []byte, sp *spot) bool { return h.matchRest(rec, h.ops[0].length(rec), sp) }

// matchRest is match where it is known how much the first op takes, or that it takes nothing (-1).
func (h *head) matchRest(rec []byte, n int, sp *spot) bool {
	*sp = spot{}
	i := 0
	for k := range h.ops {
		op := &h.ops[k]
		if k > 0 {
			n = op.length(rec[i:])
		}
		if n < 0 {
			return false
		}
		switch {
		case op.kind > opTime:
			sp.when, sp.time = op.kind, i
		case op.kind >= opLevel && op.kind <= opLower:
			sp.level, sp.levelEnd = i, i+n
		}
		i += n
	}
	sp.message = i
	return true
}

// length returns how much of b the op takes, or -1 if b does not begin with it.
func (op *headOp) length(b []byte) int {
	switch op.kind {
	case opText:
		if len(b) >= len(op.text) && string(b[:len(op.text)]) == op.text {
			return len(op.text)
		}
		return -1
	case opBlanks:
		if n := blanksLen(b); n >= op.least {
			return n
		}
		return -1
	case opLevel, opUpper, opLower:
		n, _ := levelWord(b)
		if n > 0 && (op.kind == opUpper && b[1] >= 'a' || op.kind == opLower && b[0] < 'a') {
			n = 0
		}
		return orNone(n)
	case opLevel3, opLevel1:
		return orNone(shortLevelLen(b, op.kind))
	case opWord:
		return orNone(headWordLen(b))
	case opNum:
		return orNone(numLen(b))
	case opAny:
		return anyLen(b[:min(len(b), longestAny)], op.text)
	case opAddr:
		return orNone(addrLen(b))
	case opEnd:
		if len(b) > 0 && b[0] != '\n' {
			return -1
		}
		return 0
	}
	return orNone(timeLen(b, op.kind))
}

// anyLen returns how far it is to end in b, or -1. A blank that end ends with may be a tab as well.
func anyLen(b []byte, end string) int {
	if !strings.HasSuffix(end, " ") || len(end) == 1 {
		return bytes.Index(b, []byte(end))
	}
	end = end[:len(end)-1]
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte(end))
		if i < 0 {
			return -1
		}
		from += i + len(end)
		if from < len(b) && (b[from] == ' ' || b[from] == '\t') {
			return from - len(end)
		}
	}
}

func orNone(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

func blanksLen(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t') {
		n++
	}
	return n
}

func numLen(b []byte) int {
	n := 0
	for n < len(b) && isDigit(b[n]) {
		n++
	}
	return n
}

// headWordLen takes names of loggers, modules and threads: no blank, no bracket, and no colon at the end.
func headWordLen(b []byte) int {
	n := 0
	for n < len(b) && b[n] > ' ' && b[n] != '[' && b[n] != ']' && b[n] != '(' && b[n] != ')' && b[n] != '|' && b[n] != '"' {
		if b[n] == ':' && (n+1 == len(b) || b[n+1] != ':' && b[n-min(n, 1)] != ':') {
			break
		}
		n++
	}
	return n
}

// timeLen returns the length of the timestamp that b begins with. The common kinds are looked at only, not
// computed.
func timeLen(b []byte, kind headKind) int {
	switch kind {
	case opISO:
		return isoLen(b)
	case opSlash:
		if len(b) > 4 && b[4] == '/' {
			return isoLen(b)
		}
		return 0
	case opCtime:
		return ctimeLen(b)
	}
	_, _, n := readHeadTime(b, kind, 0, time.UTC)
	return n
}

// readHeadTime reads a timestamp of the given kind. One without a date gives the zero time.
func readHeadTime(b []byte, kind headKind, year int, loc *time.Location) (t time.Time, zoned bool, n int) {
	switch kind {
	case opISO, opSlash:
		return readISO(b, loc)
	case opCLF:
		return readCLF(b, loc)
	case opCtime:
		return readCtime(b, loc)
	case opBSD:
		return readSyslog(b, year, loc)
	case opShort:
		return readShort(b, loc)
	case opJUL:
		return readJUL(b, loc)
	case opUS:
		return readUS(b, loc)
	case opPacked:
		return readPacked(b, loc)
	case opKlog:
		return readKlog(b, year, loc)
	case opEpoch:
		return readEpoch(b)
	case opHTTP:
		return readHTTPDate(b, loc)
	case opClock:
		_, n = readClock(b, 0)
	}
	return t, false, n
}

// like reports whether b begins with the shape: '0' stands for a digit, anything else for itself.
func like(b []byte, shape string) bool {
	if len(b) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if c := shape[i]; c == '0' {
			if !isDigit(b[i]) {
				return false
			}
		} else if b[i] != c {
			return false
		}
	}
	return true
}

func isoLen(b []byte) int {
	if len(b) < 19 || !isTimeSep(b[10]) || !like(b[11:], "00:00:00") || !like(b, "0000-00-00") && !like(b, "0000/00/00") {
		return 0
	}
	i := fractionEnd(b, 19)
	if i < len(b) && (b[i] == 'Z' || b[i] == 'z') {
		return i + 1
	}
	if _, end := readZone(b, i); end > 0 {
		return end
	}
	return i
}

func fractionEnd(b []byte, i int) int {
	if i+1 < len(b) && (b[i] == '.' || b[i] == ',') && isDigit(b[i+1]) {
		return i + 1 + numLen(b[i+1:])
	}
	return i
}

func ctimeLen(b []byte) int {
	if len(b) < 24 || b[3] != ' ' || monthOf(b[4:]) == 0 || b[7] != ' ' || !like(b[11:], "00:00:00") {
		return 0
	}
	if i := fractionEnd(b, 19); like(b[i:], " 0000") {
		return i + 5
	}
	return 0
}
