package rules

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

var door = redact.New([]byte("test"))

// said returns a handshake with one view for each event.
func said(events ...*handshake.Event) *handshake.Handshake {
	h := &handshake.Handshake{Outcome: handshake.Failed}
	for i, e := range events {
		e.Duration, e.Lifetime, e.Bytes = handshake.NoDuration, handshake.NoDuration, -1
		v := handshake.View{Events: []*handshake.Event{e}, Count: 1}
		if i > 0 {
			v.Join = handshake.Join{Reason: "same path", Weak: true}
		}
		h.Views = append(h.Views, v)
	}
	return h
}

func client(status int, text string) *handshake.Event {
	return &handshake.Event{Side: handshake.Client, Status: status, HasStatus: status != 0, Text: door.Text([]byte(text), 0)}
}

func server(text string) *handshake.Event {
	return &handshake.Event{Side: handshake.Server, Text: door.Text([]byte(text), 0)}
}

func proxy(status int, flags string) *handshake.Event {
	return &handshake.Event{Side: handshake.Proxy, Status: status, HasStatus: true, Flags: door.Token([]byte(flags))}
}

// load returns the set of the given files.
func load(t *testing.T, files map[string]string) *Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name+".yaml"] = &fstest.MapFile{Data: []byte("id: " + name + "\n" + text)}
	}
	set, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestClauses(t *testing.T) {
	headers := &handshake.Event{Side: handshake.Server, Request: handshake.Headers{Shown: true}}
	tests := []struct {
		name, when string
		h          *handshake.Handshake
		want       bool
	}{
		{"text of one side", `{all: [{field: server.text, contains: "Token Not Found"}]}`, said(client(400, ""), server("'upgrade' token not found")), true},
		{"text of the other side", `{all: [{field: client.text, contains: "token not found"}]}`, said(server("'upgrade' token not found")), false},
		{"any side", `{all: [{field: text, contains: [nothing here, token not found]}]}`, said(server("'upgrade' token not found")), true},
		{"number as text", `{all: [{field: client.status, eq: [403, 404]}]}`, said(client(404, "")), true},
		{"number", `{all: [{field: client.status, ge: 500}, {field: client.status, lt: 503}]}`, said(client(502, "")), true},
		{"not that number", `{all: [{field: client.status, gt: 502}]}`, said(client(502, "")), false},
		{"none of it", `{all: [{field: client.status, eq: 403}], none: [{field: server.text, contains: origin}]}`, said(client(403, ""), server("origin not allowed")), false},
		{"one of several", `{any: [{field: client.status, eq: 401}, {field: client.status, eq: 403}]}`, said(client(403, "")), true},
		{"two events together are not one", `{all: [{one: proxy, all: [{field: proxy.status, eq: 503}, {field: proxy.flags, prefix: SC}]}]}`, said(proxy(503, "PR--"), proxy(200, "SC--")), false},
		{"one event", `{all: [{one: proxy, all: [{field: proxy.status, eq: 503}, {field: proxy.flags, prefix: SC}]}]}`, said(proxy(200, "PR--"), proxy(503, "SC--")), true},
		{"flags count as they are written", `{all: [{field: proxy.flags, prefix: [SC, SH]}]}`, said(proxy(503, "sH--")), false},
		{"flags as written", `{all: [{field: proxy.flags, prefix: [SC, sH]}]}`, said(proxy(503, "sH--")), true},
		{"absent where it would be shown", `{all: [{field: server.request.upgrade, absent: true}]}`, said(headers), true},
		{"unknown is not absent", `{all: [{field: server.request.upgrade, absent: true}]}`, said(server("x")), false},
		{"pattern", `{all: [{field: text, matches: "status code [45]\\d\\d"}]}`, said(server("Status Code 404")), true},
		{"of the handshake", `{all: [{field: case.outcome, eq: failed}]}`, said(client(403, "")), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set := load(t, map[string]string{"a": "signs:\n  - {name: s, confidence: certain, when: " + tt.when + "}\n"})
			got, _ := set.Match(tt.h)
			if (len(got) == 1) != tt.want {
				t.Errorf("matches %v, want %v", len(got) == 1, tt.want)
			}
			if fits := Fits(&set.Causes[0].Signs[0], tt.h); fits != tt.want {
				t.Errorf("Fits says %v, Match %v", fits, tt.want)
			}
		})
	}
}

func TestMatchRanksAndYields(t *testing.T) {
	set := load(t, map[string]string{
		"status":  "yields: [reason]\nsigns:\n  - {name: s, confidence: likely, when: {all: [{field: client.status, eq: 403}]}}\n",
		"reason":  "signs:\n  - {name: s, confidence: possible, when: {all: [{field: server.text, contains: origin}]}}\n",
		"generic": "signs:\n  - {name: weak, confidence: possible, when: {all: [{field: client.status, ge: 400}]}}\n  - {name: strong, confidence: likely, when: {all: [{field: client.status, ge: 400}, {field: case.sides, eq: server}]}}\n",
	})
	got, explained := set.Match(said(client(403, ""), server("origin not allowed")))
	var names []string
	for _, m := range got {
		names = append(names, m.Cause.ID+" "+m.Sign.Name+" "+m.Confidence.String())
	}
	if diff := cmp.Diff([]string{"generic strong likely", "reason s possible"}, names); diff != "" {
		t.Error(diff)
	}
	if len(explained) != 1 || explained[0].Cause.ID != "status" {
		t.Errorf("explained %v, want the status", explained)
	}
}

func TestWeakJoinLowersConfidence(t *testing.T) {
	set := load(t, map[string]string{
		"both":  "signs:\n  - {name: s, confidence: certain, when: {all: [{field: client.status, eq: 403}, {field: server.text, contains: origin}]}}\n",
		"alone": "signs:\n  - {name: s, confidence: certain, when: {all: [{field: server.text, contains: origin}]}}\n",
	})
	got, _ := set.Match(said(client(403, ""), server("origin not allowed")))
	if len(got) != 2 || got[0].Cause.ID != "alone" || got[0].Confidence != Certain || got[1].Confidence != Likely {
		t.Errorf("got %+v, want alone certain, both likely", got)
	}
}

func TestExplainSaysWhichClauseFailed(t *testing.T) {
	set := load(t, map[string]string{"a": "signs:\n  - {name: s, confidence: certain, when: {all: [{field: client.status, eq: 403}, {field: server.text, contains: origin}], none: [{field: text, contains: token}]}}\n"})
	got := Explain(&set.Causes[0].Signs[0], said(client(403, "a token")))
	want := []Trace{
		{Clause: "client.status eq 403", OK: true, Seen: "403"},
		{Clause: "server.text contains origin"},
		{Clause: "none of: text contains token", Seen: "a token"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
