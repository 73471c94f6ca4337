package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isPlain reports whether a character may be shown as it is. Those that may not move the cursor or colour the
// screen (control characters, and with ESC all ANSI sequences), turn the text around (bidirectional controls), or
// are not seen at all (zero width, tags).
func isPlain(c rune) bool {
	switch {
	case ' ' <= c && c <= '~':
		return true
	case c < ' ' || c == 0x7F || 0x80 <= c && c <= 0x9F || c == 0xAD:
		return false
	case unicode.In(c, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp):
		return false
	case 0xFE00 <= c && c <= 0xFE0F, 0xE0100 <= c && c <= 0xE01EF, c == 0x115F, c == 0x1160, c == 0x3164, c == 0xFFA0:
		return false // variation selectors and fillers have no width of their own
	default:
		return true
	}
}

// OneLine returns s as it can be printed on one line of a terminal: what is not plain is written as an escape.
func OneLine(s string) string {
	if strings.IndexFunc(s, func(c rune) bool { return !isPlain(c) || c == utf8.RuneError }) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == '\n':
			b.WriteString(" ⏎ ")
		case c == '\t':
			b.WriteString("  ")
		case c == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isPlain(c):
			b.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			fmt.Fprintf(&b, `\u{%x}`, c)
		}
		i += n
	}
	return b.String()
}

// lines returns the lines of s, each as OneLine has it. A "\r" before a line's end goes.
func lines(s string) []string {
	out := strings.Split(strings.TrimRight(s, "\r\n"), "\n")
	for i, l := range out {
		out[i] = OneLine(strings.TrimSuffix(l, "\r"))
	}
	return out
}
