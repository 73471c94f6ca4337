package parsers

// levelWord returns the length of the severity that b begins with and what Event.Level calls it. The word must end
// there: "errors" is none.
func levelWord(b []byte) (n int, level string) {
	var low [12]byte
	for n < len(b) && n < len(low) && isLetter(b[n]) {
		low[n] = b[n] | 0x20
		n++
	}
	if n < len(b) && (isLetter(b[n]) || b[n] == '_') {
		return 0, ""
	}
	if level = severity(low[:n]); level == "" {
		return 0, ""
	}
	return n, level
}

// severity maps a severity in lower case to "error", "warn", "info" or "debug", or to "".
func severity(word []byte) string {
	switch string(word) {
	case "error", "err", "eror", "critical", "crit", "fatal", "alert", "emerg", "emergency", "panic", "severe", "fail", "failure", "crash", "ftl", "pnc":
		return "error"
	case "warn", "warning", "wrn":
		return "warn"
	case "info", "information", "notice", "note", "config", "status", "log", "success", "inf", "ntc":
		return "info"
	case "debug", "trace", "fine", "finer", "finest", "verbose", "diag", "silly", "dbug", "dbg", "trc", "vrb", "trce":
		return "debug"
	}
	return ""
}

// shortLevelLen returns the length of a severity of three letters (Serilog, zerolog, NATS), of four (.NET) or of one
// (Ruby, Tornado, klog) that b begins with.
func shortLevelLen(b []byte, kind headKind) int {
	if kind == opLevel1 {
		if len(b) > 0 && oneLetterLevel(b[0]) != "" {
			return 1
		}
		return 0
	}
	switch string(b[:min(3, len(b))]) {
	case "INF", "WRN", "ERR", "DBG", "FTL", "VRB", "TRC", "PNC":
		return 3
	}
	return 0
}

func oneLetterLevel(c byte) string {
	switch c {
	case 'E', 'F', 'C':
		return "error"
	case 'W':
		return "warn"
	case 'I', 'N':
		return "info"
	case 'D', 'T', 'V':
		return "debug"
	}
	return ""
}

// levelAt returns the level that stands in a record where its head found one.
func levelAt(b []byte) string {
	if len(b) == 1 {
		return oneLetterLevel(b[0])
	}
	_, level := levelWord(b)
	return level
}
