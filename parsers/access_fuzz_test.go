package parsers

import (
	"testing"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// FuzzPattern compiles any pattern and reads any line with it: what is read are pieces of the line, in order.
func FuzzPattern(f *testing.F) {
	for _, row := range accessRows() {
		f.Add(row.Patterns[0], row.Samples[0])
	}
	f.Add(`%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" %!200{User-Agent}i %U%q`, `10.0.0.9 - - [22/Nov/2026:20:05:36 +0000] "GET /ws HTTP/1.1" 404 12 "-" - /ws?x`)
	f.Add(`log_format x escape=json '{"a":"$host$uri"}';`, `{"a":"h/p"}`)
	f.Fuzz(func(t *testing.T, pattern, line string) {
		trials, err := TryAccess(redact.NewOpen(nil), pattern, [][]byte{[]byte(line)})
		if err != nil {
			return
		}
		total := 0
		for _, c := range trials[0].Columns {
			total += c.Value.Len()
		}
		if total > len(line) {
			t.Errorf("%q reads %d bytes of the %d of %q", pattern, total, len(line), line)
		}
		format, err := CustomAccess(pattern)
		if err != nil {
			t.Fatalf("CustomAccess(%q): %v", pattern, err)
		}
		readHostile(&format, []byte(line))
	})
}

// FuzzRecords has every format read any record.
func FuzzRecords(f *testing.F) {
	var all []Format
	for _, list := range [][]Format{webFormats, proxyFormats, cloudFormats, appFormats, jsonAccessFormats, jsonAppFormats, logfmtFormats, consoleLogFormats, w3cFormats} {
		all = append(all, list...)
	}
	for i := range all {
		for _, line := range all[i].Samples {
			f.Add(line)
		}
	}
	f.Add(`{"status":009,"rt":,"a":{"b":[1,{"c":"\ud83d\ude00\x1b"}]},"msg":"\"`)
	f.Fuzz(func(t *testing.T, line string) {
		for i := range all {
			if score := all[i].Detect([]byte(line)); score < 0 || score > 100 {
				t.Errorf("%s scores %d", all[i].Name, score)
			}
			readHostile(&all[i], []byte(line))
		}
	})
}

// readHostile reads a record twice with a parser of format, as a file with a repeated line has it.
func readHostile(f *Format, line []byte) {
	s := &Source{
		Name: "fuzz.log", Format: f, Redact: redact.New(nil), Gate: openGate(), Limits: handshake.DefaultLimits(), Year: 2026, Zone: time.UTC,
		emit: func(*handshake.Event) {}, warn: func(string) {},
	}
	p := f.Line(s)
	for range 2 {
		p.Record(line, handshake.Position{Line: 1, Entry: -1})
	}
}
