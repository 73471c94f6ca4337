package literal

import (
	"bytes"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// naive is what a Set must find.
func naive(lits []string, text []byte) []int {
	var ids []int
	low := lower(bytes.Clone(text))
	for id, l := range lits {
		if bytes.Contains(low, lower([]byte(l))) {
			ids = append(ids, id)
		}
	}
	return ids
}

func check(t *testing.T, lits []string, text string) {
	t.Helper()
	s, want := New(lits), naive(lits, []byte(text))
	if got := s.Find(nil, []byte(text)); !slices.Equal(got, want) {
		t.Errorf("Find(%q) = %v, want %v (literals %q)", text, got, want, lits)
	}
	if got := s.Contains([]byte(text)); got != (len(want) > 0) {
		t.Errorf("Contains(%q) = %v (literals %q)", text, got, lits)
	}
}

func TestSet(t *testing.T) {
	lits := []string{"ws://", "WebSocket", "handshake", "origin not allowed", "shake", "‘quoted’", "[error]", "@path", "ws://"}
	for _, text := range []string{
		"", "w", "ws:/", "ws://", "WS://x", "a websocket Handshake", "Origin  not allowed", "ORIGIN NOT ALLOWED",
		"handshak", "‘quoted’", "{ERROR}", "[Error]", "`path", "@PATH", strings.Repeat("x", 1000) + "shake",
		"\x00\x00\x00\x00ws://", "ebsocket websocke", "WebSocketwebsocket",
	} {
		check(t, lits, text)
	}
}

func TestNoLiterals(t *testing.T) {
	check(t, nil, "anything at all")
}

func TestFindAppends(t *testing.T) {
	if got := New([]string{"beta", "alpha"}).Find([]int{7, 3}, []byte("alpha beta alpha")); !slices.Equal(got, []int{7, 3, 0, 1}) {
		t.Errorf("got %v, want [7 3 0 1]", got)
	}
}

// Every literal is found wherever in a text it stands, whatever the shortest literal is.
func TestEveryPlace(t *testing.T) {
	for shortest := MinLen; shortest < 12; shortest++ {
		lits := []string{"origin not allowed by the server"[:shortest], "upgrade header is missing", "Sec-WebSocket-Accept"}
		s := New(lits)
		for id, l := range lits {
			for pad := range 40 {
				text := strings.Repeat(".", pad) + strings.ToUpper(l) + strings.Repeat(".", pad%11)
				if got := s.Find(nil, []byte(text)); !slices.Equal(got, []int{id}) {
					t.Fatalf("shortest %d: Find(%q) = %v, want [%d]", shortest, text, got, id)
				}
			}
		}
	}
}

func TestAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	const letters = "abAB :/.\x00[{@`é"
	word := func(least, most int) string {
		b := make([]byte, least+r.Intn(most-least+1))
		for i := range b {
			b[i] = letters[r.Intn(len(letters))]
		}
		return string(b)
	}
	for range 3000 {
		var lits []string
		for range 1 + r.Intn(20) {
			lits = append(lits, word(MinLen, MinLen+r.Intn(8)))
		}
		check(t, lits, word(0, 60))
	}
}

func TestAllocations(t *testing.T) {
	s := New([]string{"handshake", "upgrade"})
	text, ids := []byte("the upgrade failed: no handshake"), make([]int, 0, 8)
	if n := testing.AllocsPerRun(100, func() { s.Contains(text); ids = s.Find(ids[:0], text) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("ws://|websocket|handshake", "GET ws://example.com/ HTTP/1.1")
	f.Add("aaaa|aaab|baaa", "aaaaaab")
	f.Fuzz(func(t *testing.T, joined, text string) {
		var lits []string
		for l := range strings.SplitSeq(joined, "|") {
			if len(l) >= MinLen {
				lits = append(lits, l)
			}
		}
		check(t, lits, text)
	})
}

// phrases returns n literals in the manner of rules: what programs say when a handshake fails.
func phrases(n int) []string {
	subjects := []string{"websocket", "handshake", "upgrade header", "origin", "subprotocol", "upstream", "tls certificate", "proxy tunnel", "session id", "sec-websocket-key"}
	verbs := []string{"is missing", "not allowed", "refused by", "timed out while", "does not match", "rejected:", "unexpectedly closed", "cannot be verified", "unknown", "is not supported"}
	ends := []string{"", " 403", " (13)", " by policy", " in request", " on port", ": null", " at start", " yet", " anymore"}
	lits := []string{"ws://", "wss://", "HTTP 101", "WSREJECT", "HIJACKED", "ECONNREFUSED"}
	for i := 0; len(lits) < n; i++ {
		lits = append(lits, fmt.Sprintf("%s %s%s", subjects[i%10], verbs[i/10%10], ends[i/100%10]))
	}
	return lits
}

func BenchmarkContains(b *testing.B) {
	line := "2026-11-22T20:02:43.017Z  INFO 1 --- [nio-8080-exec-17] c.e.orders.OrderController : order %d handled in %d ms for customer %d (retry=false, cache=hit)"
	for _, n := range []int{10, 100, 800, 2000} {
		s := New(phrases(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var lines [][]byte
			size := 0
			for i := range 10000 {
				lines = append(lines, fmt.Appendf(nil, line, i, i%400, i*7919%99999))
				size += len(lines[i])
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, l := range lines {
					if s.Contains(l) {
						b.Fatalf("found something in %q", l)
					}
				}
			}
		})
	}
}
