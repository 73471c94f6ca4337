package redact

import "bytes"

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isAlpha(c byte) bool { return isLower(c | 0x20) }
func isAlnum(c byte) bool { return isDigit(c) || isAlpha(c) }
func isHex(c byte) bool   { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
func isSpace(c byte) bool { return c == ' ' || c == '\t' }
func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// isTokenByte reports whether c is of base64 in either alphabet, or one of the dots between the parts of a JWT.
func isTokenByte(c byte) bool {
	return isAlnum(c) || c == '-' || c == '_' || c == '.' || c == '=' || c == '+' || c == '/'
}

// The classes of bytes that the scanner of free text tells apart.
const (
	classOther uint8 = iota // starts nothing
	classStart              // may start something else: a query, a fragment, a mark
	classWord               // of a word: a name, a token, a mail address
)

var classes = func() (t [256]uint8) {
	for c := range 256 {
		if isAlnum(byte(c)) || bytes.IndexByte([]byte("_-.+@"), byte(c)) >= 0 {
			t[c] = classWord
		}
	}
	t['?'], t['#'], t[markOpen[0]] = classStart, classStart, classStart
	return t
}()

// marked says which bytes of a word matter to what it may be.
var marked = func() (t [256]uint8) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = sawDigit
	}
	t['@'], t['-'] = sawAt, sawDash
	return t
}()

// in reports whether word, without regard to case, is one of list (which is in lower case).
func in(list []string, word []byte) bool {
	for _, w := range list {
		if len(w) == len(word) && foldEqual(word, w) {
			return true
		}
	}
	return false
}

// foldEqual reports whether b in lower case is s. Both have the same length.
func foldEqual(b []byte, s string) bool {
	for i := range len(s) {
		c := b[i]
		if isUpper(c) {
			c |= 0x20
		}
		if c != s[i] {
			return false
		}
	}
	return true
}

func hasPrefixFold(b []byte, s string) bool { return len(b) >= len(s) && foldEqual(b[:len(s)], s) }

// trimSpace returns the blanks before, the middle and the blanks after.
func trimSpace(b []byte) (before, middle, after []byte) {
	i, j := 0, len(b)
	for i < j && isSpace(b[i]) {
		i++
	}
	for j > i && isSpace(b[j-1]) {
		j--
	}
	return b[:i], b[i:j], b[j:]
}
