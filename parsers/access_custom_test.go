package parsers

import (
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func TestCustomAccess(t *testing.T) {
	f := func(pattern, line string, status int, moment handshake.Moment) {
		t.Helper()
		format, err := CustomAccess(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var got []*handshake.Event
		all := Gate{Text: func([]byte) bool { return true }, Names: func([]byte) bool { return true }, Access: func(int, []byte, []byte) bool { return true }}
		o := Options{Redact: redact.New(nil), Gate: all, Limits: handshake.DefaultLimits(), Formats: []Format{format}, Force: "custom"}
		if _, err := Scan("access.log", strings.NewReader(line+"\n"), o, func(e *handshake.Event) { got = append(got, e) }); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0].Status != status || got[0].URL.Path.String() != "/ws" || got[0].Moment != moment {
			t.Errorf("%s\n%s\ngot %+v", pattern, line, got)
		}
	}
	f(`$remote_addr|$time_iso8601|$request_method|$request_uri|$status`, `10.0.0.9|2026-11-22T20:05:36+00:00|GET|/ws|502`, 502, handshake.AtEnd)
	f(`%h %t \"%r\" %>s`, `10.0.0.9 [22/Nov/2026:20:05:36 +0000] "GET /ws HTTP/1.1" 404`, 404, handshake.AtStart)
	if _, err := CustomAccess("no variable"); err == nil {
		t.Error("a format without a variable is taken")
	}
}
