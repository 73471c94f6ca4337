package rules

import (
	"regexp"
	"regexp/syntax"
)

// requiredLiterals returns texts, in lower case, one of which stands in everything that re matches, or nil if
// there are none of useful length.
func requiredLiterals(re *regexp.Regexp) []string {
	parsed, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil
	}
	return required(parsed.Simplify())
}

const minLiteral = 4

func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := asciiLower(string(re.Rune)); len(s) >= minLiteral {
			return []string{s}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpConcat:
		return longest(re.Sub)
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			one := required(sub)
			if one == nil {
				return nil
			}
			out = append(out, one...)
		}
		return out
	}
	return nil
}

// longest returns the required literals of the part whose shortest literal is longest.
func longest(parts []*syntax.Regexp) []string {
	var best []string
	for _, sub := range parts {
		if got := required(sub); got != nil && (best == nil || shortest(got) > shortest(best)) {
			best = got
		}
	}
	return best
}

func shortest(list []string) int {
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}
