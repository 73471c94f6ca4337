package parsers

import (
	"bytes"
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// closedGate is as cheap as a gate can be and right about the lines of the benchmarks.
func closedGate() Gate {
	words := [][]byte{[]byte("/ws"), []byte("/cable"), []byte("/socket.io")}
	return Gate{
		Text:  func(msg []byte) bool { return bytes.Contains(msg, []byte("websocket")) },
		Line:  func(msg []byte) bool { return bytes.Contains(msg, []byte("websocket")) },
		Names: func(msg []byte) bool { return bytes.Contains(msg, []byte("websocket")) },
		Access: func(status int, target, rec []byte) bool {
			if status == 101 {
				return true
			}
			for _, w := range words {
				if bytes.HasPrefix(target, w) {
					return true
				}
			}
			return false
		},
	}
}

var userAgents = []string{
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
	"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0", "kube-probe/1.29",
}

// combinedLines are lines of nginx's combined format, one in two hundred of them for a WebSocket.
func combinedLines(n int) [][]byte {
	r := rand.New(rand.NewSource(1))
	pages := []string{"/", "/index.html", "/api/v1/users", "/api/v1/orders/%d", "/static/app.%d.js", "/search?q=term%d", "/login"}
	lines := make([][]byte, n)
	for i := range lines {
		path, status := pages[r.Intn(len(pages))], 200
		if bytes.Contains([]byte(path), []byte("%d")) {
			path = fmt.Sprintf(path, i)
		}
		if r.Intn(200) == 0 {
			path, status = "/ws", 101
		}
		lines[i] = fmt.Appendf(nil, `%d.%d.%d.%d - - [22/Nov/2026:20:%02d:%02d +0000] "GET %s HTTP/1.1" %d %d "https://example.com/" "%s"`,
			1+r.Intn(223), r.Intn(256), r.Intn(256), r.Intn(255), i/60%60, i%60, path, status, r.Intn(90000), userAgents[r.Intn(len(userAgents))])
	}
	return lines
}

// pinoLines are records of pino-http, one in two hundred of them for a WebSocket.
func pinoLines(n int) [][]byte {
	r := rand.New(rand.NewSource(1))
	lines := make([][]byte, n)
	for i := range lines {
		path, status, upgrade := fmt.Sprintf("/api/v1/orders/%d", i), 200, ""
		if r.Intn(200) == 0 {
			path, status, upgrade = "/ws", 401, `, "upgrade": "websocket", "connection": "Upgrade"`
		}
		lines[i] = fmt.Appendf(nil, `{"level": 30, "time": %d, "pid": 7, "hostname": "app-1", "reqId": "req-%x", "req": {"method": "GET", "url": "%s", `+
			`"headers": {"host": "example.com", "user-agent": "%s"%s}}, "res": {"statusCode": %d}, "responseTime": %f, "msg": "request completed"}`,
			1795300000000+i*17, i, path, userAgents[r.Intn(len(userAgents))], upgrade, status, r.Float64()*90)
	}
	return lines
}

// w3cRecords are records of IIS, one in two hundred of them for a WebSocket.
func w3cRecords(n int) [][]byte {
	r := rand.New(rand.NewSource(1))
	lines := make([][]byte, n)
	for i := range lines {
		path, status := fmt.Sprintf("/api/v1/orders/%d", i), 200
		if r.Intn(200) == 0 {
			path, status = "/ws", 101
		}
		lines[i] = fmt.Appendf(nil, "2026-11-22 20:%02d:%02d 10.0.0.4 GET %s id=%d 443 - 203.0.113.9 Mozilla/5.0+(Windows+NT+10.0) https://example.com/ %d 0 0 %d",
			i/60%60, i%60, path, i, status, r.Intn(900))
	}
	return lines
}

func benchmarkLines(b *testing.B, f *Format, lines [][]byte) {
	s := &Source{
		Name: "bench.log", Format: f, Redact: redact.New([]byte("bench")), Gate: closedGate(), Limits: handshake.DefaultLimits(),
		Year: 2026, Zone: time.UTC, emit: func(*handshake.Event) {}, warn: func(string) {},
	}
	p := f.Line(s)
	size := 0
	for _, line := range lines {
		size += len(line) + 1
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, line := range lines {
			if p.Record(line, handshake.Position{Line: int64(i), Entry: -1}) == NotUnderstood {
				b.Fatalf("not understood: %s", line)
			}
		}
	}
}

func formatNamed(name string) *Format {
	for _, list := range [][]Format{webFormats, jsonAppFormats, w3cFormats} {
		for i := range list {
			if list[i].Name == name {
				return &list[i]
			}
		}
	}
	return nil
}

func BenchmarkCombined(b *testing.B) {
	benchmarkLines(b, formatNamed("combined"), combinedLines(10000))
}
func BenchmarkPino(b *testing.B) { benchmarkLines(b, formatNamed("pino"), pinoLines(10000)) }
func BenchmarkW3C(b *testing.B)  { benchmarkLines(b, formatNamed("w3c"), w3cRecords(10000)) }

// BenchmarkDetect asks every access and JSON format about one line.
func BenchmarkDetect(b *testing.B) {
	var all []Format
	for _, list := range [][]Format{webFormats, proxyFormats, cloudFormats, appFormats, jsonAccessFormats, jsonAppFormats, logfmtFormats, consoleLogFormats, w3cFormats} {
		all = append(all, list...)
	}
	lines := append(combinedLines(50), pinoLines(50)...)
	size := 0
	for _, line := range lines {
		size += len(line)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, line := range lines {
			for i := range all {
				all[i].Detect(line)
			}
		}
	}
}

// TestSkippedRecordsDoNotAllocate reads records that do not matter.
func TestSkippedRecordsDoNotAllocate(t *testing.T) {
	gate := closedGate()
	gate.Access = func(int, []byte, []byte) bool { return false }
	gate.Text = func([]byte) bool { return false }
	for _, list := range [][]Format{webFormats, proxyFormats, cloudFormats, jsonAccessFormats, jsonAppFormats, logfmtFormats, consoleLogFormats, w3cFormats} {
		for i := range list {
			f := &list[i]
			s := &Source{Name: "x.log", Format: f, Redact: redact.New(nil), Gate: gate, Zone: time.UTC, emit: func(*handshake.Event) {}}
			p := f.Line(s)
			for _, line := range f.Samples {
				rec := []byte(line)
				if rec[0] == '#' || p.Record(rec, handshake.Position{}) != Understood {
					continue
				}
				if n := testing.AllocsPerRun(20, func() { p.Record(rec, handshake.Position{}) }); n != 0 {
					t.Errorf("%s allocates %v times for %q", f.Name, n, line)
				}
				if n := testing.AllocsPerRun(20, func() { f.Detect(rec) }); n != 0 {
					t.Errorf("%s allocates %v times to detect %q", f.Name, n, line)
				}
			}
		}
	}
}
