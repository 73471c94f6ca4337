package parsers

import (
	"bytes"
	"fmt"
	"strings"
)

// compile compiles a pattern. Its errors name the variable or directive at fault.
func compile(pattern string) (*program, error) {
	parts, err := lex(pattern)
	if err != nil {
		return nil, err
	}
	p, err := assemble(parts)
	if err == nil && len(p.steps) == 0 {
		err = fmt.Errorf("log format %q has no variable: expected nginx's $variables or Apache's %%directives", pattern)
	}
	return p, err
}

func assemble(parts []part) (*program, error) {
	p := &program{}
	for i, t := range parts {
		switch {
		case !t.isValue && len(p.steps) == 0:
			p.head = t.text
		case !t.isValue:
			p.steps[len(p.steps)-1].lit = []byte(t.text)
		case i > 0 && parts[i-1].isValue && !(parts[i-1].field == hostName && t.isTarget()):
			return nil, fmt.Errorf("nothing stands between %q and %q, so their values cannot be told apart", parts[i-1].text, t.text)
		default:
			p.steps = append(p.steps, t.step())
		}
	}
	p.finish()
	return p, nil
}

// finish settles what depends on the neighbours of a value: where it ends, and how far to read for a verdict.
func (p *program) finish() {
	before := p.head
	status, target := 0, 0
	for i := range p.steps {
		s := &p.steps[i]
		s.joined = i+1 < len(p.steps) && len(s.lit) == 0
		if two := bytes.Index(s.lit, []byte("  ")); two >= 0 {
			s.blanks, s.lit, s.after = true, s.lit[:two+1], bytes.TrimLeft(s.lit[two:], " ")
		}
		s.stop = s.stopAt(before)
		before = string(s.lit) + string(s.after)
		switch s.field {
		case statusCode:
			status = i + 1
		case requestLine, requestTarget, requestPath:
			target = i + 1
		case messageText:
			p.message, p.skim = true, i+1
		}
	}
	if !p.message {
		p.skim = max(status, target)
	}
	p.anchor = p.findAnchor()
	if p.skim == 0 {
		p.skim = len(p.steps) // neither: the whole record decides
	}
}

// findAnchor returns the step of the request line if a record can be known by it: no quote stands before the literal
// that opens it, and the status is what follows.
func (p *program) findAnchor() int {
	if strings.Contains(p.head, `"`) {
		return 0
	}
	for k := 1; k+2 <= p.skim; k++ {
		before := &p.steps[k-1]
		if bytes.IndexByte(before.lit, '"') < 0 {
			continue
		}
		if k+2 == p.skim && p.steps[k].field == requestLine && p.steps[k].shape == aRequest && len(before.lit) > 1 && !before.blanks {
			return k
		}
		return 0
	}
	return 0
}

// stopAt says where the value of s ends, given the literal text before it.
func (s *step) stopAt(before string) stop {
	lit := string(s.lit)
	switch {
	case s.joined:
		return beforeSlash
	case lit == "":
		return atEnd
	case s.field == leadText && lit == `"`:
		return atRequest
	case lit[0] == '"' && strings.HasSuffix(before, `"`):
		return atQuote
	case s.field == timeStamp && lit[0] == ' ':
		return afterTime
	case s.field.isList() && (lit[0] == ' ' || lit[0] == ']'):
		return afterList
	case s.shape == oneWord && lit[0] == ' ':
		s.shape = notEmpty
		return atWordEnd
	case len(lit) == 1:
		return atByte
	}
	return atLiteral
}
