package diagnose

import (
	"fmt"
	"sort"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// minRepeats is how many attempts it takes to speak of a rhythm.
const minRepeats = 4

// rhythm describes the regular distance between the attempts of a reconnect loop, from the examples of its first
// source with times: "every 5s", or "" if there is none.
func rhythm(h *handshake.Handshake) string {
	for i := range h.Views {
		v := &h.Views[i]
		if v.First.IsZero() || v.Event().Outcome == handshake.NoOutcome {
			continue
		}
		return regular(gaps(v.Events))
	}
	return ""
}

// gaps returns the distances between the times of events, which are in order.
func gaps(events []*handshake.Event) []time.Duration {
	var out []time.Duration
	for i := 1; i < len(events); i++ {
		if d := events[i].Time.Sub(events[i-1].Time); d > 0 {
			out = append(out, d)
		}
	}
	return out
}

// regular names the median gap if most gaps are within a fifth of it.
func regular(gaps []time.Duration) string {
	if len(gaps) < minRepeats-1 {
		return ""
	}
	sort.Slice(gaps, func(i, j int) bool { return gaps[i] < gaps[j] })
	mid := gaps[len(gaps)/2]
	near := 0
	for _, g := range gaps {
		if (g - mid).Abs() <= mid/5 {
			near++
		}
	}
	if 3*near < 2*len(gaps) {
		return ""
	}
	unit := time.Second
	if mid < 10*time.Second {
		unit = 100 * time.Millisecond
	}
	return fmt.Sprintf("every %s", mid.Round(unit))
}
