package parsers

import (
	"strings"
	"testing"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func TestCustomAccess(t *testing.T) {
	f := func(pattern, line string, status int, duration time.Duration, moment handshake.Moment) {
		t.Helper()
		format, err := CustomAccess(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var got []*handshake.Event
		o := Options{Redact: redact.New(nil), Gate: openGate(), Limits: handshake.DefaultLimits(), Formats: []Format{format}, Force: "custom"}
		if _, err := Scan("access.log", strings.NewReader(line+"\n"), o, func(e *handshake.Event) { got = append(got, e) }); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 {
			t.Fatalf("%s\n%s\n%d events", pattern, line, len(got))
		}
		e := got[0]
		if e.Status != status || e.URL.Path.String() != "/ws" || e.Moment != moment || e.Duration != duration || e.Time.Format(time.RFC3339) != "2026-11-22T20:05:36Z" {
			t.Errorf("%s\n%s\ngot %+v", pattern, line, e)
		}
	}
	f(`$remote_addr|$time_iso8601|$request_method|$request_uri|$status`, `10.0.0.9|2026-11-22T20:05:36+00:00|GET|/ws|502`, 502, handshake.NoDuration, handshake.AtEnd)
	f(`$time_local $remote_addr "$request" $status`, `22/Nov/2026:20:05:36 +0000 10.0.0.9 "GET /ws HTTP/1.1" 101 more columns`, 101, handshake.NoDuration, handshake.AtEnd)
	f(`log_format timing '$remote_addr [$time_local] "$request" '
                 '$status rt=$request_time';`, `10.0.0.9 [22/Nov/2026:20:05:36 +0000] "GET /ws HTTP/1.1" 101 rt=4.500`, 101, 4500*time.Millisecond, handshake.AtEnd)
	f(`log_format j escape=json '{"t":"$time_iso8601","r":"$request","s":$status,"rt":$request_time}';`,
		`{"t":"2026-11-22T20:05:36+00:00","r":"GET /ws HTTP/1.1","s":404,"rt":0.250}`, 404, 250*time.Millisecond, handshake.AtEnd)
	f(`%h %t \"%r\" %>s`, `10.0.0.9 [22/Nov/2026:20:05:36 +0000] "GET /ws HTTP/1.1" 404`, 404, handshake.NoDuration, handshake.AtStart)
	f(`LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{Upgrade}i\" %D" timed`,
		`10.0.0.9 - - [22/Nov/2026:20:05:36 +0000] "GET /ws HTTP/1.1" 404 12 "-" "websocket" 1500`, 404, 1500*time.Microsecond, handshake.AtStart)
	f(`$remote_addr [$time_local] $request_method $scheme://$host$request_uri $status`, `10.0.0.9 [22/Nov/2026:20:05:36 +0000] GET https://app.example.com/ws?x=1 403`, 403, handshake.NoDuration, handshake.AtEnd)
	f(`$remote_addr [$time_local] $request_method $uri$is_args$args $status`, `10.0.0.9 [22/Nov/2026:20:05:36 +0000] GET /ws?x=1 403`, 403, handshake.NoDuration, handshake.AtEnd)
	f(`%a %{%Y-%m-%d %H:%M:%S}t %m %U%q %H %>s %{ms}T`, `10.0.0.9 2026-11-22 20:05:36 GET /ws?x=1 HTTP/1.1 403 7`, 403, 7*time.Millisecond, handshake.AtStart)
}

func TestCustomAccessErrors(t *testing.T) {
	f := func(pattern, want string) {
		t.Helper()
		if _, err := CustomAccess(pattern); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("CustomAccess(%q) = %v, want an error with %q", pattern, err, want)
		}
	}
	f("no variable", "has no variable")
	f("", "has no variable")
	f("log_format main;", "has no variable")
	f("$remote_addr$status", `nothing stands between "$remote_addr" and "$status"`)
	f("%h %Q", `unknown directive "%Q"`)
	f("%{Referer", "closing brace")
	f("%h %{Referer}", "expected a letter")
}

func TestTryAccess(t *testing.T) {
	lines := [][]byte{[]byte(`10.0.0.9 "GET /ws HTTP/1.1" 404 "websocket"`), []byte(`10.0.0.9 "GET /ws HTTP/1.1" yes`)}
	got, err := TryAccess(redact.New(nil), `$remote_addr "$request" $status "$http_upgrade"`, lines)
	if err != nil {
		t.Fatal(err)
	}
	if !got[0].Fits || len(got[0].Columns) != 4 || got[0].Columns[3].Meaning != "request header upgrade" || got[0].Columns[3].Value.String() != "websocket" {
		t.Errorf("first line: %+v", got[0])
	}
	if got[1].Fits || got[1].Stopped != "$status" || len(got[1].Columns) != 2 {
		t.Errorf("second line: %+v", got[1])
	}
}
