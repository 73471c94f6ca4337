package diagnose

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// TestFloodTakesNothingFromOtherInputs gives a log with more distinct handshakes than a run keeps of one input beside a
// good one: what the good one says must be found all the same.
func TestFloodTakesNothingFromOtherInputs(t *testing.T) {
	o := builtin(t)
	o.Limits = handshake.DefaultLimits()
	o.Limits.Groups = 50
	var flood strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&flood, "app.js:2 WebSocket connection to 'wss://host%d.example.com/ws' failed: Error during WebSocket handshake: Unexpected response code: 502\n", i)
	}
	const good = `2026/11/22 20:28:54 [error] 24641#24641: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: app.example.com, request: "GET /chat/socket HTTP/1.1", upstream: "http://127.0.0.1:9002/ws", host: "app.example.com"` + "\n"
	const page = "app.js:2 WebSocket connection to 'wss://app.example.com/chat/socket' failed: Error during WebSocket handshake: Unexpected response code: 502\n"
	text := map[string]string{"a-flood.log": flood.String(), "error.log": good, "console.log": page}
	var sources []Source
	for name, content := range text {
		sources = append(sources, Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }})
	}
	r, err := Run(context.Background(), sources, o)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, f := range r.Findings {
		found = found || f.Cause == "upstream-down" && f.Confidence == "certain" && f.Endpoint == "wss://app.example.com/chat/socket"
	}
	if !found {
		t.Errorf("the good input's failure is not among %d findings", len(r.Findings))
	}
	if !strings.Contains(strings.Join(r.Notes, "\n"), "left out") {
		t.Errorf("what was left out is not said: %q", r.Notes)
	}
}
