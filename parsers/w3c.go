package parsers

import (
	"bytes"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// w3cFormats are logs in the W3C extended format, whose columns a "#Fields:" line names.
var w3cFormats = []Format{
	{
		Name: "w3c", Title: "W3C extended log: IIS, NetScaler, Incapsula and others", Where: `C:\inetpub\logs\LogFiles`,
		Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "flags", "details", "request.host"),
		Samples: []string{
			`#Software: Microsoft Internet Information Services 10.0`,
			`#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken`,
			`2026-11-22 20:12:14 10.0.0.4 GET /hub id=x 443 - 203.0.113.9 Mozilla/5.0+(Windows+NT+10.0) - 502 3 12030 8`,
			`2026-11-22 20:12:14 10.0.0.4 GET /hub - 443 - 203.0.113.9 Mozilla/5.0+(Windows+NT+10.0) 404 0 2 15`,
		},
		Detect: detectW3C,
		Line:   func(s *Source) LineParser { return w3cLines(s, iisFields, nil) },
	},
	{
		Name: "cloudfront", Title: "Amazon CloudFront standard log", Where: "S3 bucket of the distribution's standard logs",
		Side: handshake.Proxy, Hop: handshake.HopCDN, Product: "cloudfront", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.scheme", "request.host"),
		Samples: []string{
			"#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields",
			"2024-03-12\t15:22:28\tCDG50-P2\t703\t1.2.3.4\tGET\td6rcaj0q1hys9.cloudfront.net\t/ws\t502\t-\tcurl/7.81.0\tq=42\t-\tError\t375WZmnR4hhhnlZKNn0D_LvkWhAqvWvBsUqySq8f_GOoAPP3k8R8fw==\tapp.example.com\twss\t62\t0.113\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tError\tHTTP/1.1\t-\t-\t51754\t0.113\tOriginConnectError\ttext/html\t20\t-\t-",
		},
		Detect: detectCloudFront,
		Line:   func(s *Source) LineParser { return w3cLines(s, cloudFrontFields, cloudFrontColumns) },
	},
}

// What the columns are where no "#Fields:" line says it: the defaults of IIS from 8 on, of IIS before that, and of
// CloudFront.
const (
	iisFields = "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) " +
		"sc-status sc-substatus sc-win32-status time-taken"
	oldIISFields = "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) " +
		"sc-status sc-substatus sc-win32-status time-taken"
	cloudFrontFields = "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) " +
		"cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for " +
		"ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port " +
		"time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end"
)

// w3cColumns are the names of columns in the W3C extended format and in the dialects of its writers.
var w3cColumns = map[string]field{
	"date": dateOnly, "date-local": dateOnly, "date-utc": dateOnly, "time": clockOnly, "time-local": clockOnly, "time-utc": clockOnly,
	"c-ip": clientAddr, "c-port": clientPort, "cs-method": requestMethod, "cs-uri": requestTarget, "cs-uri-stem": requestPath,
	"cs-uri-path": requestPath, "cs-uri-query": requestQuery, "cs-version": protocolName, "cs-protocol-version": protocolName,
	"cs-uri-scheme": schemeName, "cs-host": hostName, "cs(host)": hostName, "sc-status": statusCode, "sc-substatus": subStatus,
	"sc-win32-status": win32Status, "sc-bytes": sizeBytes, "time-taken": durMillis, "timetakenms": durMillis, "x-host-header": hostName,
	"sc-action": detailText, "x-exception-id": detailText, "sc-filter-result": moreDetail, "s-action": flagText, "x-edge-request-id": requestID,
}

// cloudFrontColumns are those that CloudFront writes besides, or that mean something else there.
var cloudFrontColumns = map[string]field{
	"time-taken": durSeconds, "cs-protocol": schemeName, "x-edge-detailed-result-type": detailText, "x-edge-result-type": moreDetail,
}

// w3cDirectives are what lines besides the records begin with.
var w3cDirectives = []string{"#Software:", "#Version: ", "#Date:", "#Start-Date:", "#End-Date:", "#Remark:"}

// column is one column of the current "#Fields:" line.
type column struct {
	field field
	name  []byte // of the header, where field is one
}

// w3cParser reads one log. Its columns may change with every "#Fields:" line.
type w3cParser struct {
	record
	columns []column
	named   bool             // by a "#Fields:" line
	own     map[string]field // of the dialect, before w3cColumns
	date    []byte           // of the last "#Date:" line, for logs without date column
}

func w3cLines(s *Source, fields string, own map[string]field) LineParser {
	p := &w3cParser{record: newRecord(s, productFacts{PlainOK: true}), own: own}
	p.setColumns([]byte(fields))
	return LineParser{Record: p.Record}
}

// Record reads a record, or takes over what a directive says.
func (p *w3cParser) Record(rec []byte, pos handshake.Position) Verdict {
	if len(rec) > 0 && rec[0] == '#' {
		p.directive(rec)
		return Understood
	}
	p.v.reset()
	if n := p.read(rec); n < len(p.columns)/2 || n < 3 {
		return NotUnderstood
	}
	if !p.named && p.v.f[statusCode] == nil && p.src.Format.Product == "" {
		p.v.reset()
		p.setColumns([]byte(oldIISFields))
		p.read(rec)
	}
	status, target := p.v.answer()
	if !p.src.Gate.Access(status, target, rec) {
		return Understood
	}
	if p.v.f[dateOnly] == nil {
		p.v.f[dateOnly] = p.date
	}
	p.emit(rec, pos)
	return Kept
}

// read puts the columns of rec into the values and returns how many there are.
func (p *w3cParser) read(rec []byte) int {
	sep := byte(' ')
	if bytes.IndexByte(rec, '\t') >= 0 {
		sep = '\t'
	}
	n := 0
	for len(rec) > 0 {
		var value []byte
		value, rec = w3cValue(rec, sep)
		if n < len(p.columns) {
			c := &p.columns[n]
			if c.field != noField && given(value) != nil && (c.field == requestHeader || c.field.shape().fits(value)) {
				p.v.put(c.field, c.name, value)
			}
		}
		n++
	}
	return n
}

// w3cValue cuts the first value off b. A quote within a quoted value is doubled.
func w3cValue(b []byte, sep byte) (value, rest []byte) {
	if b[0] == '"' {
		for i := 1; i < len(b); i++ {
			if b[i] != '"' {
				continue
			}
			if i+1 == len(b) || b[i+1] == sep {
				return b[1:i], skipSep(b[i+1:], sep)
			}
			i++
		}
	}
	end := bytes.IndexByte(b, sep)
	if end < 0 {
		return b, nil
	}
	return b[:end], skipSep(b[end:], sep)
}

// skipSep skips one separator, or several blanks.
func skipSep(b []byte, sep byte) []byte {
	if len(b) > 0 {
		b = b[1:]
	}
	for sep == ' ' && len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return b
}

// softwares are the writers that a "#Software:" line names.
var softwares = []productHint{
	{"Internet Information", "iis", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"IIS Advanced", "iis", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"Incapsula", "imperva", handshake.Proxy, handshake.HopCDN, handshake.AtEnd},
	{"etscaler", "netscaler", handshake.Proxy, handshake.HopLoadBalancer, handshake.AtEnd},
	{"SGOS", "proxysg", handshake.Proxy, handshake.HopForwardProxy, handshake.AtEnd},
}

// directive takes over what a line such as "#Fields: …" says.
func (p *w3cParser) directive(rec []byte) {
	name, value, _ := bytes.Cut(rec, []byte{':'})
	value = bytes.TrimSpace(value)
	switch string(name) {
	case "#Fields":
		p.named = true
		p.setColumns(value)
	case "#Date", "#Start-Date":
		date, _, _ := bytes.Cut(value, []byte{' '})
		p.date = bytes.Clone(date)
	case "#Software":
		for i := range softwares {
			if bytes.Contains(value, []byte(softwares[i].part)) {
				p.hint = &softwares[i]
			}
		}
	}
}

func (p *w3cParser) setColumns(names []byte) {
	p.columns = p.columns[:0]
	for _, name := range strings.Fields(strings.ToLower(string(names))) {
		p.columns = append(p.columns, p.column(name))
	}
	if p.hint == nil && p.src.Format.Product == "" && bytes.Contains(names, []byte("sc-win32-status")) {
		p.hint = &softwares[0]
	}
}

// column returns what a name stands for: one of the tables, or a header such as "cs(User-Agent)" or "sc(Location)".
func (p *w3cParser) column(name string) column {
	for _, table := range [...]map[string]field{p.own, w3cColumns} {
		if f, ok := table[name]; ok {
			return column{field: f}
		}
	}
	if header, ok := strings.CutPrefix(name, "cs("); ok {
		return column{requestHeader, []byte(strings.TrimSuffix(header, ")"))}
	}
	if header, ok := strings.CutPrefix(name, "sc("); ok {
		return column{responseHeader, []byte(strings.TrimSuffix(header, ")"))}
	}
	return column{}
}

// detectW3C scores directives, and records that begin with date and time and have a method among the next columns.
func detectW3C(rec []byte) int {
	switch {
	case bytes.HasPrefix(rec, []byte("#Fields:")):
		return 95
	case isMessage(rec, w3cDirectives):
		return 93
	}
	const fewest = 9 // columns; a shorter line is some program's own
	if len(rec) > 20 && rec[10] == ' ' && bytes.Count(rec, []byte{' '}) >= fewest {
		if _, _, n := readISO(rec, time.UTC); n > 0 && n < len(rec) && rec[n] == ' ' && rec[n+1] != '[' && hasMethodColumn(rec[n+1:]) {
			return 91
		}
	}
	return 0
}

// hasMethodColumn reports whether one of the columns behind the first is a method with a path or URL behind it.
func hasMethodColumn(b []byte) bool {
	const most = 8
	_, b, _ = bytes.Cut(b, []byte{' '})
	for range most {
		end := bytes.IndexByte(b, ' ')
		if end < 0 {
			return false
		}
		if n := methodLen(b); n > 0 && n == end && n+1 < len(b) && (b[n+1] == '/' || bytes.Contains(b[n+1:min(n+9, len(b))], []byte("://"))) {
			return true
		}
		b = b[end+1:]
	}
	return false
}

// detectCloudFront scores CloudFront's "#Fields:" line and its records of many tab-separated columns.
func detectCloudFront(rec []byte) int {
	if bytes.HasPrefix(rec, []byte("#Fields:")) && bytes.Contains(rec, []byte(" x-edge-")) {
		return 98
	}
	if len(rec) > 20 && rec[10] == '\t' && rec[19] == '\t' && isDigit(rec[0]) && bytes.Count(rec, []byte{'\t'}) > 15 {
		return 95
	}
	return 0
}
