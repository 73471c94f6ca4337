package parsers

import (
	"bytes"
	"strconv"
	"time"
)

// A time reader reads the timestamp that b begins with. It returns the time in UTC, whether the text named its
// zone, and how many bytes it took; n is 0 if b does not begin with such a timestamp. loc is for text without a
// zone. No reader allocates, and what follows the timestamp is the caller's.
//
//	t, zoned, n := readISO(rec, s.Zone)
//	if n == 0 { return NotUnderstood }
//	rest := rec[n:]

// readCLF reads "22/Nov/2026:20:02:43 +0000" (Common Log Format) and its relatives: a fraction (HAProxy), no zone
// (HAProxy, Django's runserver), a blank between date and time, and '-' or ' ' within the date (Tomcat's
// "22-Nov-2026 20:02:43.123", Redis and HTTP dates), a month in digits (Proxmox's "22/11/2026:20:02:43 +0000").
func readCLF(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	day, i := digits(b, 0, 1, 2)
	if i == 0 || i+9 > len(b) || !isDateSep(b[i]) {
		return t, false, 0
	}
	month, k := monthAt(b, i+1)
	year, j := digits(b, skipByte(b, k, b[i]), 4, 4)
	if month == 0 || j == 0 || j >= len(b) || (b[j] != ':' && b[j] != ' ') {
		return t, false, 0
	}
	return clockAfter(b, j+1, date{year, month, day}, loc)
}

// monthAt reads a month at b[i], by its English name or, as Proxmox writes it, by number with two digits.
func monthAt(b []byte, i int) (month time.Month, next int) {
	if month = monthOf(b[i:]); month != 0 {
		return month, i + 3
	}
	n, j := twoDigits(b, i)
	if n > 12 {
		return 0, 0
	}
	return time.Month(n), j
}

// readISO reads ISO 8601 and RFC 3339 times: "2026-11-22T20:05:36.123456Z", with 'T' or a blank (or '_', or a tab
// as in W3C extended logs), with '/' in the date (nginx error log, Go's log package), with a fraction after '.' or
// ',', and with any form of zone or none.
func readISO(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	if len(b) < 19 || (b[4] != '-' && b[4] != '/') || b[7] != b[4] || !isTimeSep(b[10]) {
		return t, false, 0
	}
	year, i := digits(b, 0, 4, 4)
	month, j := digits(b, 5, 2, 2)
	day, k := digits(b, 8, 2, 2)
	if i == 0 || j == 0 || k == 0 {
		return t, false, 0
	}
	return clockAfter(b, 11, date{year, time.Month(month), day}, loc)
}

// readCtime reads "Sun Nov 22 20:05:41.324837 2026" (Apache's error log, asctime), with or without a fraction.
func readCtime(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	if len(b) < 24 || b[3] != ' ' {
		return t, false, 0
	}
	month, day, i := monthDay(b, 4)
	c, j := readClock(b, i)
	if i == 0 || j == 0 || j >= len(b) || b[j] != ' ' {
		return t, false, 0
	}
	year, k := digits(b, j+1, 4, 4)
	if k == 0 {
		return t, false, 0
	}
	return c.on(date{year, month, day}, loc), false, k
}

// readSyslog reads "Nov 22 20:05:41" (RFC 3164), where a one-digit day stands after two blanks or one. The text
// has no year: with year 0 the time is the zero time.
func readSyslog(b []byte, year int, loc *time.Location) (t time.Time, zoned bool, n int) {
	month, day, i := monthDay(b, 0)
	c, j := readClock(b, i)
	if i == 0 || j == 0 {
		return t, false, 0
	}
	return c.inYear(date{year, month, day}, loc), false, j
}

// readKlog reads "1122 20:05:41.324837", what follows the severity letter in logs of klog and glog. The text has no
// year: with year 0 the time is the zero time.
func readKlog(b []byte, year int, loc *time.Location) (t time.Time, zoned bool, n int) {
	month, i := twoDigits(b, 0)
	day, j := twoDigits(b, 2)
	if i == 0 || j == 0 || j >= len(b) || b[j] != ' ' {
		return t, false, 0
	}
	c, k := readClock(b, j+1)
	if k == 0 {
		return t, false, 0
	}
	return c.inYear(date{year, time.Month(month), day}, loc), false, k
}

// readShort reads "261122 20:12:14" (Tornado): year of the century, month, day.
func readShort(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	ymd, i := digits(b, 0, 6, 6)
	if i == 0 || i >= len(b) || b[i] != ' ' {
		return t, false, 0
	}
	d := date{2000 + ymd/10000, time.Month(ymd / 100 % 100), ymd % 100}
	return clockAfter(b, i+1, d, loc)
}

// readUS reads "11/22/2026, 8:05:41 PM" (JavaScript's and .NET's en-US form). A first number above 12 can only be
// the day, so "22/11/2026, 20:05:41" is read too.
func readUS(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	month, i := digits(b, 0, 1, 2)
	day, j := digits(b, i+1, 1, 2)
	if i == 0 || j == 0 || b[i] != '/' || j >= len(b) || b[j] != '/' {
		return t, false, 0
	}
	year, k := digits(b, j+1, 4, 4)
	if k == 0 {
		return t, false, 0
	}
	if month > 12 {
		month, day = day, month
	}
	k = skipByte(b, k, ',')
	return clockAfter(b, skipByte(b, k, ' '), date{year, time.Month(month), day}, loc)
}

// readJUL reads "Nov 22, 2026 8:20:24 PM" (java.util.logging in the English locale).
func readJUL(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	month := monthOf(b)
	day, i := digits(b, 4, 1, 2)
	if month == 0 || i == 0 || i+6 > len(b) || b[i] != ',' || b[i+1] != ' ' {
		return t, false, 0
	}
	year, j := digits(b, i+2, 4, 4)
	if j == 0 {
		return t, false, 0
	}
	return clockAfter(b, skipByte(b, skipByte(b, j, ','), ' '), date{year, month, day}, loc)
}

// readPacked reads "20261122T204508.578681" (Hitch) and "20261122.20h55m16s" (Traffic Server's error log).
func readPacked(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	ymd, i := digits(b, 0, 8, 8)
	if i == 0 || i+7 > len(b) || b[i] != 'T' && b[i] != '.' {
		return t, false, 0
	}
	hour, j := twoDigits(b, i+1)
	minute, k := twoDigits(b, skipByte(b, j, 'h'))
	second, l := twoDigits(b, skipByte(b, k, 'm'))
	d := date{ymd / 10000, time.Month(ymd / 100 % 100), ymd % 100}
	if j == 0 || k == 0 || l == 0 || d.month < 1 || d.month > 12 {
		return t, false, 0
	}
	c := clock{hour: hour, minute: minute, second: second}
	c.nanos, l = fraction(b, skipByte(b, l, 's'))
	return c.on(d, loc), false, l
}

// readHTTPDate reads "Sun, 22 Nov 2026 20:05:41 GMT" (RFC 9110 section 5.6.7).
func readHTTPDate(b []byte, loc *time.Location) (t time.Time, zoned bool, n int) {
	if len(b) < 6 || b[3] != ',' || b[4] != ' ' {
		return t, false, 0
	}
	if t, zoned, n = readCLF(b[5:], loc); n > 0 {
		n += 5
	}
	return t, zoned, n
}

// Bounds between the units of an epoch number: below the first it counts seconds, then milliseconds, microseconds
// and nanoseconds. They hold for times between 1973 and 5138.
const (
	maxEpochSeconds = 1e11
	maxEpochMillis  = 1e14
	maxEpochMicros  = 1e17
)

// readEpoch reads seconds, milliseconds, microseconds or nanoseconds since 1970 as an integer or a decimal number;
// the unit follows from the size. Numbers before 1973 are no timestamps.
func readEpoch(b []byte) (t time.Time, zoned bool, n int) {
	whole, i := digits(b, 0, 9, 19)
	if i == 0 {
		return readEpochFloat(b)
	}
	nanos, j := fraction(b, i)
	if j < len(b) && b[j]|0x20 == 'e' {
		return readEpochFloat(b)
	}
	w := int64(whole)
	switch {
	case w < maxEpochSeconds:
		t = time.Unix(w, int64(nanos))
	case w < maxEpochMillis:
		t = time.Unix(w/1e3, w%1e3*1e6+int64(nanos/1e3))
	case w < maxEpochMicros:
		t = time.UnixMicro(w)
	default:
		t = time.Unix(w/1e9, w%1e9)
	}
	return t.UTC(), true, j
}

// readEpochFloat reads the seconds "1.795377941324837e+09".
func readEpochFloat(b []byte) (t time.Time, zoned bool, n int) {
	if len(b) > 3 && b[1] == '.' {
		n = floatLen(b)
		f, err := strconv.ParseFloat(string(b[:n]), 64)
		if err == nil && f > 1e8 && f < maxEpochSeconds {
			return time.UnixMicro(int64(f * 1e6)).UTC(), true, n
		}
	}
	return t, false, 0
}

func floatLen(b []byte) int {
	n := 0
	for n < len(b) && n < 32 && (isDigit(b[n]) || b[n] == '.' || b[n] == '+' || b[n]|0x20 == 'e') {
		n++
	}
	return n
}

// readTime reads the timestamp that b begins with, in whichever form it is written.
func readTime(b []byte, year int, loc *time.Location) (t time.Time, zoned bool, n int) {
	if len(b) < 9 {
		return t, false, 0
	}
	if !isDigit(b[0]) {
		return readNamedTime(b, year, loc)
	}
	for _, read := range [...]func([]byte, *time.Location) (time.Time, bool, int){readISO, readCLF, readShort, readUS} {
		if t, zoned, n = read(b, loc); n > 0 {
			return t, zoned, n
		}
	}
	return readEpoch(b)
}

// readNamedTime reads the forms that begin with the name of a day or a month.
func readNamedTime(b []byte, year int, loc *time.Location) (t time.Time, zoned bool, n int) {
	if t, zoned, n = readSyslog(b, year, loc); n > 0 {
		return t, zoned, n
	}
	if t, zoned, n = readCtime(b, loc); n > 0 {
		return t, zoned, n
	}
	return readHTTPDate(b, loc)
}

type date struct {
	year  int
	month time.Month
	day   int
}

type clock struct{ hour, minute, second, nanos int }

// on returns the moment that the clock shows this on day d at loc, in UTC.
func (c clock) on(d date, loc *time.Location) time.Time {
	return time.Date(d.year, d.month, d.day, c.hour, c.minute, c.second, c.nanos, loc).UTC()
}

func (c clock) inYear(d date, loc *time.Location) time.Time {
	if d.year == 0 {
		return time.Time{}
	}
	return c.on(d, loc)
}

// clockAfter finishes a timestamp whose clock begins at b[i].
func clockAfter(b []byte, i int, d date, loc *time.Location) (t time.Time, zoned bool, n int) {
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
		return t, false, 0
	}
	c, j := readClock(b, i)
	if j == 0 {
		return t, false, 0
	}
	if offset, k := readZone(b, j); k > 0 {
		return c.on(d, time.UTC).Add(-offset), true, k
	}
	return c.on(d, loc), false, j
}

// readClock reads "20:05:41", "8:05:41 PM", with or without a fraction, at b[i], and returns the index after it or 0.
func readClock(b []byte, i int) (c clock, next int) {
	hour, i := digits(b, i, 1, 2)
	if i == 0 || i+6 > len(b) || b[i] != ':' || b[i+3] != ':' {
		return c, 0
	}
	minute, j := digits(b, i+1, 2, 2)
	second, k := digits(b, i+4, 2, 2)
	if j == 0 || k == 0 || hour > 23 || minute > 59 || second > 60 {
		return c, 0
	}
	c = clock{hour: hour, minute: minute, second: second}
	c.nanos, k = fraction(b, k)
	return c.meridiem(b, k)
}

// meridiem applies " AM" or " PM" at b[i], if it stands there. Browsers write U+202F instead of the blank.
func (c clock) meridiem(b []byte, i int) (clock, int) {
	rest := bytes.TrimPrefix(b[i:], []byte("\u202f"))
	if len(rest) == len(b)-i {
		rest = bytes.TrimPrefix(rest, []byte{' '})
	}
	if len(rest) < 2 || rest[1]|0x20 != 'm' || len(rest) > 2 && isLetter(rest[2]) {
		return c, i
	}
	switch rest[0] | 0x20 {
	case 'a':
		c.hour %= 12
	case 'p':
		c.hour = c.hour%12 + 12
	default:
		return c, i
	}
	return c, len(b) - len(rest) + 2
}

// readZone reads "Z", "+00:00", "-0700", "+01", "UTC" or "GMT" at b[i], with or without a blank before it, and
// returns how far that is east of UTC and the index after it, or 0.
func readZone(b []byte, i int) (east time.Duration, next int) {
	i = skipByte(b, i, ' ')
	if i >= len(b) {
		return 0, 0
	}
	switch b[i] {
	case 'Z', 'z':
		return 0, i + 1
	case 'U', 'G':
		if name := b[i:min(i+3, len(b))]; string(name) == "UTC" || string(name) == "GMT" {
			return 0, i + 3
		}
	case '+', '-':
		return readOffset(b, i)
	}
	return 0, 0
}

// readOffset reads "+00:00", "-0700" or "+01" at b[i].
func readOffset(b []byte, i int) (east time.Duration, next int) {
	hours, j := twoDigits(b, i+1)
	if j == 0 {
		return 0, 0
	}
	next = j
	minutes, k := twoDigits(b, skipByte(b, j, ':'))
	if k > 0 {
		next = k
	}
	east = time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if b[i] == '-' {
		east = -east
	}
	return east, next
}

// monthDay reads "Nov 22 " at b[i], the day filled with a blank or not, and returns the index after it or 0.
func monthDay(b []byte, i int) (month time.Month, day, next int) {
	if i+6 > len(b) || b[i+3] != ' ' {
		return 0, 0, 0
	}
	month = monthOf(b[i:])
	day, next = digits(b, skipByte(b, i+4, ' '), 1, 2)
	if month == 0 || next == 0 || day < 1 || day > 31 || next >= len(b) || b[next] != ' ' {
		return 0, 0, 0
	}
	return month, day, next + 1
}

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

// monthOf returns the month whose English abbreviation b begins with, or 0.
func monthOf(b []byte) time.Month {
	if len(b) < 3 {
		return 0
	}
	for i := 0; i < len(monthNames); i += 3 {
		if b[0] == monthNames[i] && b[1] == monthNames[i+1] && b[2] == monthNames[i+2] {
			return time.Month(i/3 + 1)
		}
	}
	return 0
}

// digits reads between least and most decimal digits at b[i] and returns their value and the index after them. The
// index is 0 if there are fewer, or more.
func digits(b []byte, i, least, most int) (value, next int) {
	j := i
	for j < len(b) && isDigit(b[j]) {
		if j-i == most {
			return 0, 0
		}
		value = value*10 + int(b[j]-'0')
		j++
	}
	if j-i < least {
		return 0, 0
	}
	return value, j
}

// twoDigits reads the two decimal digits at b[i], whatever follows. The index is 0 if they are not there.
func twoDigits(b []byte, i int) (value, next int) {
	if i+2 > len(b) || !isDigit(b[i]) || !isDigit(b[i+1]) {
		return 0, 0
	}
	return int(b[i]-'0')*10 + int(b[i+1]-'0'), i + 2
}

// fraction reads ".324837" or ",324" at b[i] as nanoseconds; without one it returns 0 and i.
func fraction(b []byte, i int) (nanos, next int) {
	if i+1 >= len(b) || (b[i] != '.' && b[i] != ',') || !isDigit(b[i+1]) {
		return 0, i
	}
	scale := int(time.Second)
	for i++; i < len(b) && isDigit(b[i]); i++ {
		scale /= 10
		nanos += int(b[i]-'0') * scale
	}
	return nanos, i
}

func skipByte(b []byte, i int, c byte) int {
	if i < len(b) && b[i] == c {
		return i + 1
	}
	return i
}

func isDigit(c byte) bool   { return c-'0' < 10 }
func isLetter(c byte) bool  { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDateSep(c byte) bool { return c == '/' || c == '-' || c == ' ' }
func isTimeSep(c byte) bool { return c == 'T' || c == ' ' || c == 't' || c == '\t' || c == '_' }
