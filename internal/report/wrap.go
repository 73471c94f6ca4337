package report

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks text into lines of at most width characters, between words. A longer word has a line of its own.
func wrap(text string, width int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			out = append(out, line)
			line = word
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// middle shortens s to at most width characters by leaving out its middle.
func middle(s string, width int) string {
	r := []rune(s)
	if len(r) <= width || width < 3 {
		return s
	}
	head := width / 2
	return string(r[:head]) + "…" + string(r[len(r)-(width-head-1):])
}

// cut shortens s to at most width characters by leaving out its end.
func cut(s string, width int) string {
	r := []rune(s)
	if len(r) <= width || width < 2 {
		return s
	}
	return string(r[:width-1]) + "…"
}

// sentences returns the first n sentences of text. A sentence ends where a stop is followed by a blank and a
// capital letter, and the word before the stop is no abbreviation.
func sentences(text string, n int) string {
	words := strings.Fields(text)
	for i, w := range words[:max(0, len(words)-1)] {
		if !strings.HasSuffix(w, ".") || !startsSentence(words[i+1]) || abbreviations[w] {
			continue
		}
		if n--; n == 0 {
			return strings.Join(words[:i+1], " ")
		}
	}
	return strings.Join(words, " ")
}

func startsSentence(word string) bool {
	c := strings.TrimLeft(word, "`'\"(")
	return c != "" && (c[0] >= 'A' && c[0] <= 'Z' || c[0] >= '0' && c[0] <= '9')
}

var abbreviations = map[string]bool{"e.g.": true, "i.e.": true, "etc.": true, "vs.": true, "no.": true}
