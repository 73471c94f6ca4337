package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

type closeness int

const (
	unknown closeness = iota
	together
	apart
)

// nearness compares the times of two nodes: whether some of their examples may be the same moment.
func nearness(a, b *node, slack time.Duration) closeness {
	if a.First.IsZero() || b.First.IsZero() {
		return unknown
	}
	skew := b.ahead - a.ahead
	for _, x := range a.Events {
		for _, y := range b.Events {
			if overlap(x, y, skew, slack) {
				return together
			}
		}
	}
	if len(a.Events) < int(a.Count) || len(b.Events) < int(b.Count) {
		if a.First.Before(b.Last.Add(slack-skew)) && b.First.Before(a.Last.Add(slack+skew)) {
			return together
		}
	}
	return apart
}

// overlap reports whether two events may tell of one moment; y's clock runs ahead of x's by skew.
func overlap(x, y *handshake.Event, skew, slack time.Duration) bool {
	xs, xe := span(x)
	ys, ye := span(y)
	return !xs.After(ye.Add(slack-skew)) && !ys.After(xe.Add(slack+skew))
}

// span returns when the attempt that an event tells of began and ended, as far as the event shows it.
func span(e *handshake.Event) (start, end time.Time) {
	start, end = e.Time, e.Time
	if e.Duration <= 0 {
		return start, end
	}
	if e.Moment == handshake.AtEnd {
		return start.Add(-e.Duration), end
	}
	return start, end.Add(e.Duration)
}
