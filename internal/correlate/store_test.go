package correlate

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
)

// many returns n different-enough events, the same for the same n.
func many(n int) []*handshake.Event {
	r := rand.New(rand.NewSource(7))
	var out []*handshake.Event
	for i := range n {
		e := nginx(onPath(fmt.Sprintf("/place%d/ws", r.Intn(40))), status(400+r.Intn(5)), at(float64(r.Intn(5000))), line(int64(i)))
		e.Certainty = handshake.Certainty(r.Intn(4))
		e.Client = door.Addr([]byte(fmt.Sprintf("10.0.0.%d:%d", r.Intn(9), i)))
		out = append(out, e)
	}
	return out
}

// content is what a store holds, as bytes.
func content(t *testing.T, s *Store) string {
	t.Helper()
	x := s.Export()
	x.Threshold = 0 // how far a store had to shrink depends on the way; what it holds does not
	b, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestStoreDoesNotDependOnSplitOrOrder(t *testing.T) {
	events := many(3000)
	for _, groups := range []int{1 << 16, 100, 7} {
		limits := handshake.DefaultLimits()
		limits.Groups, limits.Examples = groups, 3
		whole := NewStore(limits, NewLexicon(nil, nil, nil, literal.New(nil)))
		for _, e := range events {
			whole.Add(e)
		}
		want := content(t, whole)
		if got := len(whole.Groups); got > groups {
			t.Errorf("%d groups are held, the limit is %d", got, groups)
		}
		for seed := range 5 {
			r := rand.New(rand.NewSource(int64(seed)))
			parts := make([]*Store, 1+r.Intn(6))
			for i := range parts {
				parts[i] = NewStore(limits, NewLexicon(nil, nil, nil, literal.New(nil)))
			}
			for _, i := range r.Perm(len(events)) {
				parts[r.Intn(len(parts))].Add(events[i])
			}
			total := NewStore(limits, NewLexicon(nil, nil, nil, literal.New(nil)))
			for _, i := range r.Perm(len(parts)) {
				total.Import(roundTrip(t, parts[i].Export()))
			}
			if diff := cmp.Diff(want, content(t, total)); diff != "" {
				t.Fatalf("limit %d, seed %d: %s", groups, seed, diff)
			}
		}
	}
}

func roundTrip(t *testing.T, x Export) Export {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	var out Export
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGateKeepsTheFirstOfAKindAndCountsTheRest(t *testing.T) {
	g := NewGate(NewLexicon([]string{"origin not allowed"}, nil, nil, literal.New(nil)))
	kept := 0
	for range 100 {
		if g.Access(502, []byte("/api/orders/17?x=1"), []byte("GET /api/orders/17?x=1")) {
			kept++
		}
	}
	if kept != firstOfKind {
		t.Errorf("kept %d, want %d", kept, firstOfKind)
	}
	want := []Rest{{Path: "/api/orders/*", Status: 502, Count: 100 - firstOfKind}}
	if diff := cmp.Diff(want, g.Rest()); diff != "" {
		t.Error(diff)
	}
}

func TestGateNames(t *testing.T) {
	g := NewGate(NewLexicon(nil, nil, nil, literal.New(nil)))
	for msg, want := range map[string]bool{
		"the websocket closed":                            true,
		"WebSocket error":                                 true,
		"connecting to wss://app.example.com":             true,
		"opts: %{websocket: [], http_1: []}, a WebSocket": true,
		"order 17 failed":                                 false,
	} {
		if got := g.Names([]byte(msg)); got != want {
			t.Errorf("%q: got %v, want %v", msg, got, want)
		}
	}
}

func TestGateAccess(t *testing.T) {
	g := NewGate(NewLexicon(nil, nil, nil, literal.New(nil)))
	f := func(status int, target, rec string, want bool) {
		t.Helper()
		if got := g.Access(status, []byte(target), []byte(rec)); got != want {
			t.Errorf("%d %s: got %v, want %v", status, target, got, want)
		}
	}
	f(101, "/anything", "", true)
	f(200, "/index.html", "", false)
	f(200, "/index.html", `"websocket"`, true)
	f(200, "/api/websockets-docs/1.html", "GET /api/websockets-docs/1.html", false)
	f(200, "/x?transport=websocket", "GET /x?transport=websocket", true)
	f(200, "/ws", "", true)
	f(200, "/wsdl/service1.xml", "", false)
	f(404, "/favicon.ico", "", false)
	f(404, "/app.js", "", false)
	f(502, "/api/v1/orders/17", "", true)
	f(404, "http://app.test/socket.io/?EIO=4", "", true)
	f(304, "/news/upgrade-to-http2-1", "", false)
}

func TestTextsWithTheSameLiteralsAreOneObservation(t *testing.T) {
	s := NewStore(handshake.DefaultLimits(), NewLexicon(nil, nil, nil, literal.New([]string{"origin not allowed"})))
	s.Add(app(text("origin not allowed: https://a.test"), line(1)))
	s.Add(app(text("origin not allowed: https://b.test"), line(2)))
	s.Add(app(text("job 17 done"), line(3)))
	s.Add(app(text("job 18 done"), line(4)))
	s.Add(app(text("job 18 failed"), line(5)))
	if len(s.Groups) != 3 {
		t.Errorf("%d observations, want 3", len(s.Groups))
	}
}

func BenchmarkGateAccess(b *testing.B) {
	g := NewGate(NewLexicon(nil, nil, nil, literal.New(nil)))
	rec := []byte(`203.0.113.9 - - [22/Nov/2026:20:02:43 +0000] "GET /api/v1/orders/17 HTTP/1.1" 404 153 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"`)
	b.SetBytes(int64(len(rec)))
	b.ReportAllocs()
	for b.Loop() {
		g.Access(404, rec[50:71], rec)
	}
}

func BenchmarkStoreAdd(b *testing.B) {
	events := many(1000)
	s := NewStore(handshake.DefaultLimits(), NewLexicon(nil, nil, nil, literal.New([]string{"origin not allowed", "connection refused"})))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e := *events[i%len(events)]
		e.Time = e.Time.Add(time.Duration(i))
		s.Add(&e)
	}
}
