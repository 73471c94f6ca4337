package parsers

import (
	"unicode/utf16"
	"unicode/utf8"
)

// appendUnicode appends the character that "uXXXX" or a pair of surrogates "uXXXX\uXXXX" stands for. It returns how
// many bytes behind the 'u' were read; what is no escape is appended as it stands.
func appendUnicode(dst, b []byte) ([]byte, int) {
	r, ok := hexRune(b)
	if !ok {
		return append(dst, 'u'), 0
	}
	if utf16.IsSurrogate(r) && len(b) > 6 && b[5] == '\\' {
		if low, ok := hexRune(b[6:]); ok {
			return utf8.AppendRune(dst, utf16.DecodeRune(r, low)), 10
		}
	}
	return utf8.AppendRune(dst, r), 4
}

// hexRune reads the "uXXXX" that b begins with.
func hexRune(b []byte) (r rune, ok bool) {
	if len(b) < 5 || b[0] != 'u' {
		return 0, false
	}
	for _, c := range b[1:5] {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}
