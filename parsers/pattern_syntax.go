package parsers

import (
	"fmt"
	"strings"
)

// part is a piece of a pattern: literal text, or a value.
type part struct {
	isValue bool
	text    string // the literal text, or the variable as written
	field   field
	name    string // of the header, where field is one
}

// isTarget reports whether the query may stand right behind the value: Apache's %U%q, nginx's $uri$is_args$args.
func (t part) isTarget() bool {
	return t.isValue && (t.field == requestPath || t.field == requestTarget)
}

func (t part) step() step {
	s := step{variable: t.text, name: []byte(t.name), field: t.field, shape: t.field.shape()}
	if shape, ok := shapes[strings.Trim(t.text, "${}")]; ok {
		s.shape = shape
	}
	return s
}

// lex cuts a pattern into literal text and values.
func lex(pattern string) ([]part, error) {
	if isNginx(pattern) {
		return lexNginx(pattern), nil
	}
	return lexApache(pattern)
}

// isNginx reports whether a pattern is in nginx's syntax: it has a '$' before a letter. Any other one is Apache's.
func isNginx(pattern string) bool {
	for i := 0; i+1 < len(pattern); i++ {
		if pattern[i] == '$' && (isLetter(pattern[i+1]) || pattern[i+1] == '{' || pattern[i+1] == '_') {
			return true
		}
	}
	return false
}

// lexNginx reads the syntax of nginx's log_format: $name or ${name}.
func lexNginx(pattern string) []part {
	var l partList
	for pattern != "" {
		dollar := strings.IndexByte(pattern, '$')
		if dollar < 0 {
			l.literal(pattern)
			break
		}
		l.literal(pattern[:dollar])
		n := nameLen(pattern[dollar+1:])
		written := pattern[dollar : dollar+1+n]
		if n == 0 {
			l.literal("$")
			pattern = pattern[dollar+1:]
			continue
		}
		l.variable(written, strings.Trim(written, "${}"))
		pattern = pattern[dollar+1+n:]
	}
	return l.parts
}

// nameLen returns the length of the variable name that s begins with, braces included.
func nameLen(s string) int {
	if strings.HasPrefix(s, "{") {
		return strings.IndexByte(s, '}') + 1
	}
	n := 0
	for n < len(s) && (isLetter(s[n]) || isDigit(s[n]) || s[n] == '_') {
		n++
	}
	return n
}

// partList collects parts; neighbouring literal text becomes one part.
type partList struct{ parts []part }

func (l *partList) literal(text string) {
	if text == "" {
		return
	}
	if n := len(l.parts); n > 0 && !l.parts[n-1].isValue {
		l.parts[n-1].text += text
		return
	}
	l.parts = append(l.parts, part{text: text})
}

func (l *partList) value(written string, f field, name string) {
	if n := len(l.parts); f == requestQuery && n > 0 && l.parts[n-1].isTarget() {
		l.parts[n-1].text += written
		l.parts[n-1].field = requestTarget
		return
	}
	l.parts = append(l.parts, part{isValue: true, text: written, field: f, name: name})
}

// headerVariables are the prefixes of nginx variables that hold a header.
var headerVariables = []struct {
	prefix string
	field  field
}{
	{"http_", requestHeader},
	{"sent_http_", responseHeader},
	{"upstream_http_", responseHeader},
}

// variable appends the value of an nginx variable. One that nothing is known of is read over.
func (l *partList) variable(written, name string) {
	name = strings.ToLower(name)
	if f, ok := variables[name]; ok {
		l.value(written, f, "")
		return
	}
	for _, h := range headerVariables {
		if header, ok := strings.CutPrefix(name, h.prefix); ok {
			l.value(written, h.field, strings.ReplaceAll(header, "_", "-"))
			return
		}
	}
	l.value(written, noField, "")
}

// lexApache reads the syntax of Apache's LogFormat: %h, %>s, %{Referer}i, %!200,304{User-Agent}i, %%, and the
// backslash escapes of its configuration.
func lexApache(pattern string) ([]part, error) {
	var l partList
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			l.literal(unescapeConfig(pattern[i+1]))
			i += 2
		case c == '%' && strings.HasPrefix(pattern[i:], "%%"):
			l.literal("%")
			i += 2
		case c == '%':
			n, err := l.directive(pattern[i:])
			if err != nil {
				return nil, err
			}
			i += n
		default:
			l.literal(string(c))
			i++
		}
	}
	return l.parts, nil
}

func unescapeConfig(c byte) string {
	switch c {
	case 't':
		return "\t"
	case 'n':
		return "\n"
	}
	return string(c)
}

// directive reads the directive that s begins with and returns its length.
func (l *partList) directive(s string) (int, error) {
	i := 1
	for i < len(s) && strings.IndexByte("!<>,0123456789", s[i]) >= 0 {
		i++
	}
	arg := ""
	if i < len(s) && s[i] == '{' {
		end := strings.IndexByte(s[i:], '}')
		if end < 0 {
			return 0, fmt.Errorf("%q: expected a closing brace", s)
		}
		arg = s[i+1 : i+end]
		i += end + 1
	}
	if i < len(s) && s[i] == '^' {
		i += 2
	}
	if i >= len(s) {
		return 0, fmt.Errorf("%q: expected a letter that names the directive", s)
	}
	return i + 1, l.letter(s[:i+1], arg, s[i])
}

// letter appends the value of the directive written, with its argument and its letter.
func (l *partList) letter(written, arg string, letter byte) error {
	switch letter {
	case 'i':
		l.value(written, requestHeader, strings.ToLower(arg))
	case 'o':
		l.value(written, responseHeader, strings.ToLower(arg))
	case 't':
		l.time(written, arg)
	case 'T':
		l.value(written, apacheDurations[arg], "")
	default:
		f, ok := directives[letter]
		if !ok {
			return fmt.Errorf("unknown directive %q: expected one of Apache's mod_log_config, such as %%h, %%t, %%r or %%>s", written)
		}
		if arg == "UNIQUE_ID" || strings.EqualFold(arg, "request_id") {
			f = requestID
		}
		if letter == 'p' && arg == "remote" {
			f = clientPort
		}
		l.value(written, f, "")
	}
	return nil
}

// time appends %t, which writes brackets of its own, or %{format}t, which does not.
func (l *partList) time(written, arg string) {
	if arg != "" {
		l.value(written, timeStamp, "")
		return
	}
	l.literal("[")
	l.value(written, timeStamp, "")
	l.literal("]")
}

var apacheDurations = map[string]field{"": durSeconds, "s": durSeconds, "ms": durMillis, "us": durMicros}

// directives are the letters of mod_log_config, and those that Tomcat, Varnish and aiohttp add.
var directives = map[byte]field{
	'a': clientAddr, 'A': noField, 'b': sizeBytes, 'B': sizeBytes, 'C': noField, 'D': durMicros, 'e': noField,
	'f': noField, 'F': noField, 'g': noField, 'h': clientAddr, 'H': protocolName, 'I': noField, 'k': noField,
	'l': noField, 'L': requestID, 'm': requestMethod, 'n': noField, 'O': sizeBytes, 'p': noField, 'P': noField,
	'q': requestQuery, 'r': requestLine, 'R': noField, 's': statusCode, 'S': sizeBytes, 'u': noField, 'U': requestPath,
	'v': hostName, 'V': hostName, 'x': noField, 'X': noField,
}
