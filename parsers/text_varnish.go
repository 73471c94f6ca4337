package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// varnishFormat reads what varnishlog prints: transactions, whose lines are tags and values. A request and the
// backend requests that belong to it (varnishlog -g request) are one record.
var varnishFormat = Format{
	Name: "varnishlog", Title: "varnishlog: transactions with their headers", Where: "varnishlog -g request",
	Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "varnish", Moment: handshake.AtStart, Zone: true,
	Shows: []string{"status", "text", "request.method", "request.path", "request.host", "request.header", "response.header", "upstream.contacted", "upstream.status"},
	Samples: []string{
		"*   << Request  >> 2         \n-   Begin          req 1 rxreq\n-   Timestamp      Start: 1795380718.113406 0.000000 0.000000\n" +
			"-   ReqStart       127.0.0.1 36036 a0\n-   ReqMethod      GET\n-   ReqURL         /ws\n-   ReqProtocol    HTTP/1.1\n" +
			"-   ReqHeader      Host: app.acme.test\n-   ReqHeader      Connection: Upgrade\n-   ReqHeader      Upgrade: websocket\n" +
			"-   VCL_return     fetch\n-   RespStatus     426\n-   End            \n**  << BeReq    >> 3         \n--  BereqURL       /ws\n" +
			"--  BereqHeader    Host: app.acme.test\n--  BackendOpen    23 app 127.0.0.1 3000 127.0.0.1 43300 connect\n--  BerespStatus   426\n--  End            ",
	},
	Detect: detectVarnish,
	Line:   varnishLines,
}

// varnishTags are the tags that are looked at (vsl(7)), and the fields that their values are. One without a field
// stands in the text of the event: it tells what became of the request, and of its headers on the way.
var varnishTags = map[string]field{
	"ReqMethod": requestMethod, "ReqURL": requestTarget, "ReqProtocol": protocolName, "ReqHeader": requestHeader, "RespHeader": responseHeader,
	"RespStatus": statusCode, "BerespStatus": upstreamStatus, "Timestamp": timeStamp, "ReqStart": clientAddr, "BackendOpen": upstreamAddr, "BackendReuse": upstreamAddr,
	"VCL_return": noField, "VCL_Error": noField, "FetchError": noField, "Error": noField, "HttpGarbage": noField, "BogoHeader": noField,
	"ReqUnset": noField, "BereqUnset": noField, "BereqHeader": noField,
}

// detectVarnish knows the first line of a transaction, "*   << Request  >> 2", and the others less surely.
func detectVarnish(line []byte) int {
	if rest := bytes.TrimLeft(line, "*"); len(rest) < len(line) && bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("<< ")) {
		return 100
	}
	if tag, _ := varnishLine(line); tag != nil {
		if _, ok := varnishTags[string(tag)]; ok {
			return 40
		}
	}
	return 0
}

// varnishLine splits "-   ReqURL         /ws" into its tag and value.
func varnishLine(line []byte) (tag, value []byte) {
	rest := bytes.TrimLeft(line, "-")
	if len(rest) == len(line) || len(rest) == 0 || rest[0] != ' ' {
		return nil, nil
	}
	tag, value, _ = bytes.Cut(bytes.TrimLeft(rest, " "), []byte{' '})
	return tag, bytes.Trim(value, " ")
}

// varnishParser reads one input.
type varnishParser struct {
	record
	said []byte // the text of the transaction
}

func varnishLines(s *Source) LineParser {
	p := &varnishParser{record: newRecord(s, productFacts{PlainOK: true, AllHeaders: true})}
	return LineParser{
		Record: p.transaction,
		Continues: func(_, line []byte) bool {
			return len(line) > 0 && line[0] == '-' || bytes.HasPrefix(line, []byte("**"))
		},
	}
}

func (p *varnishParser) transaction(rec []byte, pos handshake.Position) Verdict {
	if detectVarnish(firstLine(rec)) == 0 {
		return NotUnderstood
	}
	p.v.reset()
	p.said = p.said[:0]
	for line := range bytes.Lines(rec) {
		if tag, value := varnishLine(bytes.TrimRight(line, "\n")); tag != nil {
			p.tag(tag, value)
		}
	}
	if !p.src.Gate.Access(wholeNumber(p.v.f[statusCode]), p.v.f[requestTarget], rec) && !p.src.Gate.Text(p.said) {
		return Understood
	}
	p.v.f[messageText] = p.said
	p.emit(rec, pos)
	return Kept
}

// tag takes one line. Of values that repeat, the last counts, for VCL may change the request; of timestamps the
// first.
func (p *varnishParser) tag(tag, value []byte) {
	f, ok := varnishTags[string(tag)]
	switch {
	case !ok:
	case f == noField:
		if string(tag) != "BereqHeader" || isUpgradeHeader(value) {
			p.said = append(append(append(append(p.said, tag...), ' '), value...), '\n')
		}
	case f == requestHeader, f == responseHeader:
		if name, content, ok := bytes.Cut(value, []byte(": ")); ok {
			p.v.put(f, name, content)
		}
	case f == timeStamp:
		if start, ok := bytes.CutPrefix(value, []byte("Start: ")); ok && p.v.f[timeStamp] == nil {
			p.v.put(f, nil, start[:min(len(start), numLen(start)+7)])
		}
	case f == clientAddr:
		addr, rest, _ := bytes.Cut(value, []byte{' '})
		port, _, _ := bytes.Cut(rest, []byte{' '})
		p.v.put(clientAddr, nil, addr)
		p.v.put(clientPort, nil, port)
	case f == upstreamAddr:
		if words := bytes.Fields(value); len(words) > 3 {
			p.v.put(f, nil, words[2])
		}
	default:
		p.v.put(f, nil, value)
	}
}

func isUpgradeHeader(header []byte) bool {
	name, _, _ := bytes.Cut(header, []byte{':'})
	return foldEqual(name, "upgrade") || foldEqual(name, "connection")
}
