package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// haproxyDebugFormat reads what haproxy -d prints: the headers of each stream as they pass, one a line, behind the
// number of the stream.
var haproxyDebugFormat = Format{
	Name: "haproxy-debug", Title: "haproxy -d: requests and answers with their headers", Where: "the terminal of haproxy -d",
	Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "haproxy", Moment: handshake.AtStart,
	Shows: []string{"status", "text", "request.method", "request.path", "request.host", "request.header", "response.header"},
	Samples: []string{
		"00000003:web.clireq[001e:ffffffff]: GET /ws HTTP/1.1\n00000003:web.clihdr[001e:ffffffff]: host: localhost:4401\n" +
			"00000003:web.clihdr[001e:ffffffff]: connection: Upgrade\n00000003:web.clihdr[001e:ffffffff]: upgrade: websocket\n" +
			"00000003:app.srvrep[001e:001f]: HTTP/1.1 403 Forbidden\n00000003:app.srvhdr[001e:001f]: server: app\n00000003:app.srvcls[001e:001f]",
	},
	Detect: detectHAProxyDebug,
	Line:   haproxyDebugLines,
}

func detectHAProxyDebug(line []byte) int {
	if tag, _ := haproxyDebugLine(line); tag != nil {
		return 99
	}
	return 0
}

// haproxyDebugLine splits "00000003:web.clihdr[001e:ffffffff]: host: h" into "clihdr" and "host: h".
func haproxyDebugLine(line []byte) (tag, value []byte) {
	const number = len("00000003:")
	if len(line) < number || line[number-1] != ':' || !isHexNumber(line[:number-1]) {
		return nil, nil
	}
	head, rest, ok := bytes.Cut(line[number:], []byte{'['})
	dot := bytes.LastIndexByte(head, '.')
	if !ok || dot < 0 || dot+7 != len(head) {
		return nil, nil
	}
	_, value, _ = bytes.Cut(rest, []byte("]"))
	return head[dot+1:], bytes.TrimPrefix(value, []byte(": "))
}

func isHexNumber(b []byte) bool {
	for _, c := range b {
		if hexDigit(c) < 0 {
			return false
		}
	}
	return true
}

// haproxyDebugParser reads one input.
type haproxyDebugParser struct {
	record
	said []byte
}

func haproxyDebugLines(s *Source) LineParser {
	p := &haproxyDebugParser{record: newRecord(s, productFacts{PlainOK: true, AllHeaders: true})}
	return LineParser{
		Record: p.stream,
		Continues: func(first, line []byte) bool {
			return len(line) > 9 && bytes.HasPrefix(first, line[:9]) && detectHAProxyDebug(line) > 0
		},
	}
}

func (p *haproxyDebugParser) stream(rec []byte, pos handshake.Position) Verdict {
	if detectHAProxyDebug(firstLine(rec)) == 0 {
		return NotUnderstood
	}
	p.v.reset()
	p.said = p.said[:0]
	for line := range bytes.Lines(rec) {
		if tag, value := haproxyDebugLine(bytes.TrimRight(line, "\r\n")); tag != nil {
			p.take(tag, value)
		}
	}
	_, rest, _ := bytes.Cut(p.v.f[requestLine], []byte{' '})
	target, _, _ := bytes.Cut(rest, []byte{' '})
	if !p.src.Gate.Access(wholeNumber(p.v.f[statusCode]), target, rec) && !p.src.Gate.Text(rec) {
		return Understood
	}
	p.v.f[messageText] = p.said
	p.emit(rec, pos)
	return Kept
}

// take reads one line: the request or its headers, the answer or its headers, or who closed.
func (p *haproxyDebugParser) take(tag, value []byte) {
	switch string(tag) {
	case "clireq":
		p.v.put(requestLine, nil, value)
	case "srvrep":
		_, status, _ := bytes.Cut(value, []byte{' '})
		p.v.put(statusCode, nil, status[:min(3, len(status))])
	case "clihdr", "srvhdr":
		f := requestHeader
		if tag[0] == 's' {
			f = responseHeader
		}
		if name, content, ok := bytes.Cut(value, []byte(": ")); ok {
			p.v.put(f, name, content)
		}
	default:
		p.said = append(append(p.said, tag...), '\n')
	}
}
