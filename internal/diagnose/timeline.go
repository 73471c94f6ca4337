package diagnose

import (
	"sort"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// timeline lists the attempts of the judged handshakes in time order, each with what every source says of it.
// Times are those of the reference clock. Attempts beyond the kept examples are not listed.
func timeline(hs []*handshake.Handshake, causes map[*handshake.Handshake]string) []Attempt {
	var rows []row
	for _, h := range hs {
		rows = append(rows, attempts(h, causes[h])...)
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].at.Before(rows[j].at) })
	out := []Attempt{}
	for i := range rows {
		rows[i].Time = timeText(rows[i].at)
		out = append(out, rows[i].Attempt)
	}
	return out
}

// row is an attempt with the time that it is sorted by; zero for none.
type row struct {
	Attempt
	at time.Time
}

// attempts makes one row of each event of the handshake's first source that tells an outcome, and gives the events
// of the other sources to the nearest one.
func attempts(h *handshake.Handshake, cause string) []row {
	lead := leadView(h)
	var rows []row
	for _, e := range h.Views[lead].Events {
		r := row{at: clock(e, h.Views[lead].Ahead)}
		r.Endpoint, r.Outcome, r.Cause = h.Endpoint.String(), h.Outcome.String(), cause
		r.tell(e, handshake.Join{})
		rows = append(rows, r)
	}
	for i := range h.Views {
		if i == lead {
			continue
		}
		v := &h.Views[i]
		for k, e := range v.Events {
			rows[nearest(rows, clock(e, v.Ahead), k)].tell(e, v.Join)
		}
	}
	return rows
}

func leadView(h *handshake.Handshake) int {
	for i := range h.Views {
		if h.Views[i].Event().Outcome != handshake.NoOutcome {
			return i
		}
	}
	return 0
}

func (r *row) tell(e *handshake.Event, j handshake.Join) {
	text := e.Text.String()
	if text == "" {
		text = e.Raw.String()
	}
	r.Events = append(r.Events, e.Input+" "+e.Pos.String()+": "+text)
	if j.Reason != "" {
		r.Joins = append(r.Joins, e.Input+": "+j.Reason)
	}
}

func clock(e *handshake.Event, ahead time.Duration) time.Time {
	if e.Time.IsZero() {
		return time.Time{}
	}
	t := e.Time.Add(-ahead)
	if e.Moment == handshake.AtEnd && e.Duration > 0 {
		t = t.Add(-e.Duration)
	}
	return t
}

// nearest returns the row whose time is closest to t; without times, the k-th.
func nearest(rows []row, t time.Time, k int) int {
	best := min(k, len(rows)-1)
	if t.IsZero() || rows[best].at.IsZero() {
		return best
	}
	for i := range rows {
		if rows[i].at.Sub(t).Abs() < rows[best].at.Sub(t).Abs() {
			best = i
		}
	}
	return best
}
