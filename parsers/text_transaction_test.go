package parsers

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Formats that print a request with all its headers over many lines make one event of it.
func TestTransactions(t *testing.T) {
	for _, tc := range []struct {
		format *Format
		in     string
		want   string
		text   string
	}{
		{&varnishFormat, varnishFormat.Samples[0],
			"method=GET host=app.acme.test path=/ws version=1.1 status=426 client=127.0.0.1 upstream=127.0.0.1 upstream.status=426 upgrade=ok connection=ok host=app.acme.test connection=Upgrade upgrade=websocket ids=1 certainty=3 outcome=failed",
			"VCL_return fetch\n"},
		{&varnishFormat, "*   << Request  >> 2\n-   ReqMethod      GET\n-   ReqURL         /ws\n-   ReqHeader      Connection: Upgrade\n-   ReqHeader      Upgrade: websocket\n-   VCL_return     pipe\n**  << BeReq    >> 3\n--  BereqHeader    Connection: close\n--  End\n",
			"method=GET path=/ws upgrade=ok connection=ok connection=Upgrade upgrade=websocket certainty=3",
			"VCL_return pipe\nBereqHeader Connection: close\n"},
		{&haproxyDebugFormat, haproxyDebugFormat.Samples[0],
			"method=GET host=localhost:4401 path=/ws version=1.1 status=403 upgrade=ok connection=ok host=localhost:4401 connection=Upgrade upgrade=websocket certainty=3 outcome=failed",
			"srvcls\n"},
	} {
		events := readAll(t, tc.format, tc.in)
		if len(events) != 1 {
			t.Errorf("%s: %d events, want 1", tc.format.Name, len(events))
			continue
		}
		e := events[0]
		if !e.Request.Shown || e.Side != handshake.Proxy {
			t.Errorf("%s: request headers shown %v, side %q", tc.format.Name, e.Request.Shown, e.Side)
		}

		if diff := cmp.Diff(tc.want, facts(e)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tc.format.Name, diff)
		}
		if diff := cmp.Diff(tc.text, e.Text.String()); diff != "" {
			t.Errorf("%s: text (-want +got)\n%s", tc.format.Name, diff)
		}
	}
}
