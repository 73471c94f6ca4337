package diagnose

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
)

// What no rule knows makes no finding, but is named.
func TestUnknownTroubleIsNamed(t *testing.T) {
	tests := []struct {
		name, log string
		want      []string
	}{
		{"an error", `time="2026-11-22T16:16:34Z" level=error msg="websocket turned to stone"`, []string{"app.log line 1 (byte 0) tells of trouble with a WebSocket in words that no rule knows"}},
		{"no error", `time="2026-11-22T16:16:34Z" level=info msg="websocket turned to stone"`, nil},
		{"about something else", `time="2026-11-22T16:16:34Z" level=error msg="disk turned to stone"`, nil},
	}
	for _, tt := range tests {
		source := Source{Name: "app.log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(tt.log + "\n")), nil }}
		r, err := Run(context.Background(), []Source{source}, builtin(t))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Findings) > 0 || !slices.Equal(r.Notes, tt.want) {
			t.Errorf("%s: %d findings, notes %q, want %q", tt.name, len(r.Findings), r.Notes, tt.want)
		}
	}
}
