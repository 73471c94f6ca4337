package parsers

import (
	"bytes"
	"fmt"
	"math/rand"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// bulk is about size bytes of log in the manner of kind; one record in 200 is about a WebSocket unless plain.
func bulk(kind string, size int, plain bool) []byte {
	r := rand.New(rand.NewSource(1))
	var b []byte
	for i := 0; len(b) < size; i++ {
		ws := !plain && i%200 == 0
		switch kind {
		case "text":
			b = appendSpring(b, r, i, ws)
		case "error":
			b = appendNginxError(b, r, i, ws)
		case "generic":
			b = fmt.Appendf(b, "2026-11-22 20:%02d:%02d,%03d INFO     order %d handled in %d ms for customer %d (retry=false, cache=hit)\n", i/60%60, i%60, i%1000, i, r.Intn(400), r.Intn(99999))
		case "docker":
			b = fmt.Appendf(b, `{"log":"2026-11-22 20:%02d:%02d,%03d INFO     order %d handled in %d ms for \"customer\" %d (retry=false, cache=hit)\n","stream":"stdout","time":"2026-11-22T20:02:43.123456789Z"}`+"\n", i/60%60, i%60, i%1000, i, r.Intn(400), r.Intn(99999))
		}
	}
	return b
}

func appendSpring(b []byte, r *rand.Rand, i int, ws bool) []byte {
	head := fmt.Sprintf("2026-11-%02dT%02d:%02d:%02d.%03dZ ", 1+i%28, i/3600%24, i/60%60, i%60, i%1000)
	switch {
	case ws:
		return fmt.Appendf(b, "%sERROR 1 --- [nio-8080-exec-%d] o.s.w.s.s.s.DefaultHandshakeHandler    : Handshake failed due to invalid Upgrade header: null\n", head, i%200)
	case i%60 == 7:
		b = fmt.Appendf(b, "%sERROR 1 --- [nio-8080-exec-%d] c.e.orders.OrderService : could not load order %d\njava.lang.IllegalStateException: order %d\n", head, i%200, i, i)
		for k := range 18 {
			b = fmt.Appendf(b, "\tat com.example.orders.OrderService.load%d(OrderService.java:%d)\n", k, 40+k)
		}
		return b
	}
	return fmt.Appendf(b, "%s INFO 1 --- [nio-8080-exec-%d] c.e.orders.OrderController : order %d handled in %d ms for customer %d (retry=false, cache=hit)\n", head, i%200, i, r.Intn(400), r.Intn(99999))
}

func appendNginxError(b []byte, r *rand.Rand, i int, ws bool) []byte {
	msg, path, tail := fmt.Sprintf(`open() "/srv/www/img/%d.png" failed (2: No such file or directory)`, i), fmt.Sprintf("/img/%d.png", i), ""
	if ws {
		msg, path, tail = "connect() failed (111: Connection refused) while connecting to upstream", "/ws", `, upstream: "http://10.0.0.2:3000/ws"`
	}
	return fmt.Appendf(b, "2026/11/%02d %02d:%02d:%02d [error] 31#31: *%d %s, client: 203.0.113.%d, server: example.com, request: \"GET %s HTTP/1.1\"%s, host: \"example.com\"\n",
		1+i%28, i/3600%24, i/60%60, i%60, i, msg, 1+r.Intn(254), path, tail)
}

// bigGate has about as many literals as the rules.
func bigGate() Gate {
	subjects := []string{"websocket", "handshake", "upgrade header", "origin", "subprotocol", "no live upstreams", "certificate", "proxy tunnel", "session id", "sec-websocket-key"}
	verbs := []string{"is missing", "not allowed", "refused by", "timed out while", "does not match", "rejected:", "unexpectedly closed", "cannot be verified", "unknown", "is not supported"}
	ends := []string{"", " 403", " (13)", " by policy", " in request", " on port", ": null", " at start"}
	lits := []string{"ws://", "wss://", "websocket", "connecting to upstream", "invalid upgrade header"}
	for _, s := range subjects {
		for _, v := range verbs {
			for _, e := range ends {
				lits = append(lits, s+" "+v+e)
			}
		}
	}
	texts, names := literal.New(lits), literal.New(lits[:3])
	lines := literal.New(append(lits, LineTexts()...))
	return Gate{Text: texts.Contains, Line: lines.Contains, Names: names.Contains, Access: func(status int, _, _ []byte) bool { return status == 101 }}
}

func BenchmarkScan(b *testing.B) {
	gate := bigGate()
	formats := All()
	for _, kind := range []string{"text", "error", "generic", "docker"} {
		in := bulk(kind, 8<<20, false)
		b.Run(kind, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				events := 0
				o := Options{Formats: formats, Redact: redact.New([]byte("k")), Gate: gate, Limits: handshake.DefaultLimits(), Year: 2026}
				if _, err := Scan("in.log", bytes.NewReader(in), o, func(*handshake.Event) { events++ }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A record that is not kept costs no allocation: ten times as many cost as many as one.
func TestScanAllocatesForKeptRecordsOnly(t *testing.T) {
	gate := bigGate()
	formats := All()
	for _, kind := range []string{"text", "error", "generic", "docker"} {
		count := func(size int) float64 {
			in := bulk(kind, size, true)
			return testing.AllocsPerRun(2, func() {
				o := Options{Formats: formats, Redact: redact.New([]byte("k")), Gate: gate, Limits: handshake.DefaultLimits(), Year: 2026}
				Scan("in.log", bytes.NewReader(in), o, func(*handshake.Event) { t.Error("an event") })
			})
		}
		if few, many := count(200<<10), count(2000<<10); many > few+20 {
			t.Errorf("%s: %v allocations for ten times the input, %v for one", kind, many, few)
		}
	}
}
