package correlate

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

var (
	door  = redact.New([]byte("test"))
	start = time.Date(2026, 11, 22, 20, 7, 10, 0, time.UTC)
)

// event makes an event from a short description.
func event(input string, side handshake.Side, hop handshake.Hop, change ...func(*handshake.Event)) *handshake.Event {
	e := &handshake.Event{
		Input: input, Format: strings.TrimSuffix(input, ".log"), Side: side, Hop: hop, Duration: handshake.NoDuration,
		Lifetime: handshake.NoDuration, Bytes: -1, Pos: handshake.Position{Entry: -1}, ZoneKnown: true,
	}
	for _, c := range change {
		c(e)
	}
	return e
}

func onPath(p string) func(*handshake.Event) {
	return func(e *handshake.Event) { e.URL.Path = door.Path([]byte(p)); e.Method = "GET" }
}

func host(h string) func(*handshake.Event) {
	return func(e *handshake.Event) { e.URL.Host = door.Host([]byte(h)) }
}

func status(n int) func(*handshake.Event) {
	return func(e *handshake.Event) {
		e.Status, e.HasStatus, e.Outcome = n, true, handshake.Failed
		if n == 101 {
			e.Outcome = handshake.Opened
		}
	}
}

func text(s string) func(*handshake.Event) {
	return func(e *handshake.Event) { e.Text = door.Text([]byte(s), 0) }
}

func at(seconds float64) func(*handshake.Event) {
	return func(e *handshake.Event) { e.Time = start.Add(time.Duration(seconds * float64(time.Second))) }
}

func line(n int64) func(*handshake.Event) {
	return func(e *handshake.Event) { e.Pos.Line, e.Pos.Offset = n, n*100 }
}

func sure(e *handshake.Event) { e.Certainty = handshake.IsWebSocket }

func failed(e *handshake.Event) { e.Outcome = handshake.Failed }

func before(e *handshake.Event) { e.Stage = handshake.StageBefore }

func noZone(e *handshake.Event) { e.ZoneKnown = false }

func id(kind handshake.IDKind, value string) func(*handshake.Event) {
	return func(e *handshake.Event) {
		e.IDs = append(e.IDs, handshake.ID{Kind: kind, Hash: door.Hash([]byte(value))})
	}
}

func browser(change ...func(*handshake.Event)) *handshake.Event {
	return event("har.log", handshake.Client, handshake.HopClient, append(change, sure)...)
}

func nginx(change ...func(*handshake.Event)) *handshake.Event {
	return event("nginx.log", handshake.Proxy, handshake.HopReverseProxy, change...)
}

func app(change ...func(*handshake.Event)) *handshake.Event {
	return event("app.log", handshake.Server, handshake.HopApp, change...)
}

// told returns the handshakes as text: endpoint, outcome, count, and the input and status or text of every view.
func told(events ...*handshake.Event) []string {
	s := NewStore(handshake.DefaultLimits(), NewLexicon(nil, nil, nil, literal.New([]string{"origin not allowed"})))
	for _, e := range events {
		s.Add(e)
	}
	hs, notes := s.Handshakes(Config{})
	var out []string
	for _, h := range hs {
		parts := []string{fmt.Sprintf("%s %s %d:", h.Endpoint, h.Outcome, h.Count)}
		for i := range h.Views {
			e := h.Views[i].Event()
			what := e.Text.String()
			if e.Status != 0 {
				what = fmt.Sprint(e.Status)
			}
			parts = append(parts, strings.TrimSuffix(e.Input, ".log")+"="+what)
		}
		out = append(out, strings.Join(parts, " "))
	}
	return append(out, notes...)
}

func TestHandshakes(t *testing.T) {
	tests := []struct {
		name   string
		events []*handshake.Event
		want   []string
	}{
		{"client, proxy and app tell of one attempt", []*handshake.Event{
			browser(onPath("/ws"), host("a.test"), status(403), at(0)), nginx(onPath("/ws"), status(403), at(0.4)), app(onPath("/ws"), text("origin not allowed"), at(0.3)),
		}, []string{"a.test/ws failed 1: har=403 nginx=403 app=origin not allowed"}},
		{"two ways to fail are two handshakes", []*handshake.Event{
			browser(onPath("/ws"), status(403), at(0)), browser(onPath("/ws"), status(502), at(600)), nginx(onPath("/ws"), status(403), at(0)), nginx(onPath("/ws"), status(502), at(600)),
		}, []string{"/ws failed 1: har=403 nginx=403", "/ws failed 1: har=502 nginx=502"}},
		{"what fails far apart in time is not one attempt", []*handshake.Event{
			browser(onPath("/ws"), status(0), at(0)), nginx(onPath("/ws"), status(502), at(600)),
		}, []string{"/ws failed 1: har=", "/ws failed 1: nginx=502"}},
		{"ordinary errors are no handshakes", []*handshake.Event{
			nginx(onPath("/api"), status(502), at(0)), app(text("something failed"), at(0)),
		}, nil},
		{"a client's status finds its path", []*handshake.Event{
			event("ws.log", handshake.Client, handshake.HopClient, status(502), sure, at(0)), nginx(onPath("/ws"), status(502), at(1)), nginx(onPath("/api"), status(502), at(1), line(2)),
		}, []string{"/ws failed 1: ws=502 nginx=502"}},
		{"but for errors on what is named like an endpoint", []*handshake.Event{
			nginx(onPath("/ws"), text("origin not allowed"), at(0)), nginx(onPath("/api"), text("origin not allowed"), at(0)), nginx(onPath("/ws"), status(404), at(90)),
		}, []string{"/ws  1: nginx=origin not allowed"}},
		{"a path that once opened is an endpoint", []*handshake.Event{
			nginx(onPath("/chat"), status(502), at(0)), nginx(onPath("/chat"), status(101), sure, at(60)),
		}, []string{"/chat failed 1: nginx=502", "/chat opened 1: nginx=101"}},
		{"identifiers in a path are one endpoint", []*handshake.Event{
			nginx(onPath("/rooms/17/ws"), status(502), sure, at(0)), nginx(onPath("/rooms/23/ws"), status(502), sure, at(1)),
		}, []string{"/rooms/*/ws failed 2: nginx=502"}},
		{"a message without a path joins by time", []*handshake.Event{
			browser(onPath("/ws"), status(403), at(0)), browser(onPath("/other"), status(404), at(60)), app(text("origin not allowed"), at(0.5)),
		}, []string{"/ws failed 1: har=403 app=origin not allowed", "/other failed 1: har=404"}},
		{"a message without path and time joins the only failure", []*handshake.Event{
			browser(onPath("/ws"), status(403), at(0)), browser(onPath("/other"), status(101), at(0)), app(text("origin not allowed")),
		}, []string{"/other opened 1: har=101", "/ws failed 1: har=403 app=origin not allowed"}},
		{"an id joins across clocks", []*handshake.Event{
			browser(onPath("/ws"), status(403), at(0), id(handshake.KeyID, "k1")), app(onPath("/ws"), status(403), at(500), id(handshake.KeyID, "k1")),
		}, []string{"/ws failed 1: har=403 app=403", "the times of app.log run 8m20s ahead of those of har.log (events that share an id); they were aligned"}},
		{"a missing zone is found", []*handshake.Event{
			browser(onPath("/ws"), status(502), at(0)), browser(onPath("/ws"), status(502), at(7), line(2)), browser(onPath("/ws"), status(502), at(30), line(3)),
			nginx(onPath("/ws"), text("connect() failed"), at(0.2-3*3600), noZone), nginx(onPath("/ws"), text("connect() failed"), at(7.1-3*3600), line(2), noZone),
			nginx(onPath("/ws"), text("connect() failed"), at(30.3-3*3600), line(3), noZone),
		}, []string{"/ws failed 3: har=502 nginx=connect() failed", "the times of nginx.log run 3h0m0s behind of those of har.log (events on the same paths); they were aligned"}},
		{"several messages of one console are one attempt", []*handshake.Event{
			event("console.log", handshake.Client, handshake.HopClient, onPath("/ws"), sure, failed, text("can't establish a connection")),
			event("console.log", handshake.Client, handshake.HopClient, onPath("/ws"), sure, failed, text("interrupted"), line(2)),
		}, []string{"/ws failed 1: console=can't establish a connection console=interrupted"}},
		{"the output of one client is about what it could not open", []*handshake.Event{
			event("curl.log", handshake.Client, handshake.HopClient, failed, before, text("connection refused")), app(text("job failed")),
		}, []string{"(unknown) failed 1: curl=connection refused"}},
		{"but not beside an endpoint", []*handshake.Event{
			event("curl.log", handshake.Client, handshake.HopClient, failed, before, text("connection refused"), at(500)), browser(onPath("/ws"), status(101), at(0)),
		}, []string{"/ws opened 1: har=101"}},
		{"repeats are counted once per source", []*handshake.Event{
			browser(onPath("/ws"), status(502), at(0)), browser(onPath("/ws"), status(502), at(5), line(2)), nginx(onPath("/ws"), status(502), at(0)),
			nginx(onPath("/ws"), status(502), at(5), line(2)), nginx(onPath("/ws"), status(502), at(10), line(3)),
		}, []string{"/ws failed 3: har=502 nginx=502"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := told(tt.events...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			for i, j := 0, len(tt.events)-1; i < j; i, j = i+1, j-1 {
				tt.events[i], tt.events[j] = tt.events[j], tt.events[i]
			}
			if diff := cmp.Diff(got, told(tt.events...)); diff != "" {
				t.Errorf("the order of the events changes the result: %s", diff)
			}
		})
	}
}
