package parsers

import (
	"fmt"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// CustomAccess returns a format for access logs in the user's own words: the string of a log_format in nginx.conf
// or of a LogFormat in httpd.conf, or the whole directive as it stands there. nginx stamps a line with the time when
// the request ended, Apache with the time when it began.
func CustomAccess(pattern string) (Format, error) {
	programs, moment, err := compileCustom(pattern)
	if err != nil {
		return Format{}, err
	}
	row := accessRow{
		Format: Format{
			Name: "custom", Title: "access log in the format that was given", Where: "--log-format",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Moment: moment, Shows: showsProxy,
		},
		Score: 100,
	}
	return row.formatOf(func() []*program { return programs }), nil
}

// compileCustom compiles a pattern for records that end where it does, and for records that have more columns.
func compileCustom(pattern string) ([]*program, handshake.Moment, error) {
	pattern = patternOf(pattern)
	exact, err := compile(pattern)
	if err != nil {
		return nil, handshake.MomentUnknown, err
	}
	moment := handshake.AtStart
	if isNginx(pattern) {
		moment = handshake.AtEnd
	}
	parts, err := lex(pattern)
	if err != nil {
		return nil, moment, err
	}
	if parts[len(parts)-1].isValue {
		parts = append(parts, part{text: " "})
	}
	longer, err := assemble(append(parts, part{isValue: true, text: "$tail", field: tailText}))
	return []*program{exact, longer}, moment, err
}

// patternOf returns the pattern that a whole directive holds: log_format NAME [escape=…] '…' '…'; or
// LogFormat "…" NAME, or CustomLog FILE "…". Anything else is a pattern already.
func patternOf(s string) string {
	s = strings.TrimSpace(s)
	first, rest, _ := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "log_format":
		return strings.Join(quotedParts(rest), "")
	case "logformat", "customlog", "transferlog":
		if parts := quotedParts(rest); len(parts) > 0 {
			return parts[0]
		}
	}
	if n := len(s); n > 1 && (s[0] == '\'' || s[0] == '"') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// quotedParts returns the quoted strings of a directive. Within them only the quote itself may be escaped by nginx;
// Apache's escapes stay for lexApache.
func quotedParts(s string) []string {
	var out []string
	for {
		open := strings.IndexAny(s, `'"`)
		if open < 0 {
			return out
		}
		quote, body := s[open], s[open+1:]
		end := closingQuote(body, quote)
		out = append(out, strings.ReplaceAll(body[:end], `\'`, `'`))
		s = body[min(end+1, len(body)):]
	}
}

// closingQuote returns the index of the quote that ends s, or the length of s.
func closingQuote(s string, quote byte) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case quote:
			return i
		}
	}
	return len(s)
}

// Trial is what a pattern makes of one line.
type Trial struct {
	Columns []Column
	Fits    bool // the pattern reads the line to its end
	// Stopped names the variable whose value does not look as it should, or is not there; "" if the line fits.
	Stopped string
}

// Column is one value that was read.
type Column struct {
	Variable string      // as written in the pattern
	Meaning  string      // what it is read as; "" if it is read over
	Value    redact.Safe // without what must not be shown
}

// TryAccess tells what a pattern reads in each of the lines, column by column.
func TryAccess(r *redact.Redactor, pattern string, lines [][]byte) ([]Trial, error) {
	programs, _, err := compileCustom(pattern)
	if err != nil {
		return nil, fmt.Errorf("log format: %w", err)
	}
	var out []Trial
	for _, line := range lines {
		out = append(out, programs[0].try(r, line))
	}
	return out, nil
}

func (p *program) try(r *redact.Redactor, line []byte) Trial {
	var t Trial
	var v values
	for k := range p.steps {
		s := &p.steps[k]
		if p.run(line, &v, k+1) <= k {
			t.Stopped = s.variable
			return t
		}
		t.Columns = append(t.Columns, Column{s.variable, s.meaning(), r.Text(v.of(s), 0)})
	}
	t.Fits = true
	return t
}

// of returns the value that s read last.
func (v *values) of(s *step) []byte {
	switch s.field {
	case requestHeader:
		return v.request[len(v.request)-1].Value
	case responseHeader:
		return v.response[len(v.response)-1].Value
	}
	return v.f[s.field]
}

// meaning names what the value is read as.
func (s *step) meaning() string {
	switch s.field {
	case requestHeader:
		return "request header " + string(s.name)
	case responseHeader:
		return "response header " + string(s.name)
	}
	return fieldNames[s.field]
}
