package correlate

import (
	"fmt"
	"sort"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// clock is one way to write times: an input, with the zone or without. A file may hold both.
type clock struct {
	input string
	zoned bool
}

func clockOf(e *handshake.Event) clock { return clock{e.Input, e.ZoneKnown} }

// clocks holds by how much each clock runs ahead of the reference.
type clocks struct {
	ahead map[clock]time.Duration
	notes []string
}

// quarter is the unit of time zones: a difference of whole quarters between two logs is a missing or wrong zone.
const quarter = 15 * time.Minute

// maxZone is the largest difference that two time zones can make.
const maxZone = 26 * time.Hour

// minAgree is how many pairs of events must agree on a difference that no id proves.
const minAgree = 2

// readClocks compares the inputs of the nodes pairwise, from ids that two events share or, without any, from
// what both tell of the same paths. Inputs whose clocks agree within slack are left as they are.
func readClocks(nodes []*node, slack time.Duration) clocks {
	c := clocks{ahead: make(map[clock]time.Duration)}
	byInput := make(map[clock][]*node)
	var inputs []clock
	for _, n := range nodes {
		if n.First.IsZero() {
			continue
		}
		in := clockOf(n.e)
		if byInput[in] == nil {
			inputs = append(inputs, in)
		}
		byInput[in] = append(byInput[in], n)
	}
	// Clients and sources that write a zone come first in the order of nodes: they are the reference.
	sort.SliceStable(inputs, func(i, j int) bool { return trusted(byInput[inputs[i]]) && !trusted(byInput[inputs[j]]) })
	for i, in := range inputs {
		for _, ref := range inputs[:i] {
			d, why, ok := difference(byInput[ref], byInput[in], slack)
			if !ok {
				continue
			}
			c.set(in, ref, d+c.ahead[ref], why)
			break
		}
	}
	return c
}

func trusted(nodes []*node) bool { return nodes[0].e.ZoneKnown }

func (c *clocks) set(in, ref clock, d time.Duration, why string) {
	if d == 0 {
		return
	}
	c.ahead[in] = d
	c.notes = append(c.notes, fmt.Sprintf("the times of %s run %s of those of %s (%s); they were aligned", in.input, describe(d), ref.input, why))
}

func describe(d time.Duration) string {
	if d < 0 {
		return (-d).Round(time.Millisecond).String() + " behind"
	}
	return d.Round(time.Millisecond).String() + " ahead"
}

// difference returns by how much b runs ahead of a, and how that is known; false if the two say nothing about each
// other. Differences within slack are none.
func difference(a, b []*node, slack time.Duration) (time.Duration, string, bool) {
	if proven := idDifferences(a, b); len(proven) > 0 {
		return significant(median(proven), slack), "events that share an id", true
	}
	all := pathDifferences(a, b)
	if len(all) == 0 {
		return 0, "", false
	}
	for _, d := range all {
		if -slack <= d && d <= slack {
			return 0, "", true
		}
	}
	if d, n := mode(all, slack); n >= minAgree && n >= len(b)/2 {
		return d, "events on the same paths", true
	}
	return 0, "", false
}

// significant rounds a difference to whole quarters of an hour if it is one but for the slack, and to nothing
// within it.
func significant(d, slack time.Duration) time.Duration {
	if -slack <= d && d <= slack {
		return 0
	}
	if q := d.Round(quarter); q != 0 && -slack <= d-q && d-q <= slack {
		return q
	}
	return d
}

// idDifferences returns the differences in start time of the events that share an id.
func idDifferences(a, b []*node) []time.Duration {
	at := make(map[handshake.ID]time.Time)
	for _, n := range a {
		for _, e := range n.Events {
			for _, id := range e.IDs {
				if start, _ := span(e); id.Kind != handshake.ConnID && !start.IsZero() {
					at[id] = start
				}
			}
		}
	}
	var out []time.Duration
	for _, n := range b {
		for _, e := range n.Events {
			for _, id := range e.IDs {
				if t, ok := at[id]; ok && id.Kind != handshake.ConnID && !e.Time.IsZero() {
					start, _ := span(e)
					out = append(out, start.Sub(t))
				}
			}
		}
	}
	return out
}

// pathDifferences returns the differences in start time of all pairs of events on one path that could be the same
// attempt.
func pathDifferences(a, b []*node) []time.Duration {
	var out []time.Duration
	for _, x := range a {
		for _, y := range b {
			if x.template == "" || x.template != y.template || twoClients(x, y) || contradict(x, y) {
				continue
			}
			for _, e := range x.Events {
				for _, f := range y.Events {
					s, _ := span(e)
					t, _ := span(f)
					if d := t.Sub(s); -maxZone <= d && d <= maxZone {
						out = append(out, d)
					}
				}
			}
		}
	}
	return out
}

// twoClients reports whether both nodes are clients': each tells of its own attempts.
func twoClients(x, y *node) bool {
	return x.e.Side == handshake.Client && y.e.Side == handshake.Client
}

func median(d []time.Duration) time.Duration {
	sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
	return d[len(d)/2]
}

// mode returns the difference that most pairs agree on within slack; of several, a whole number of quarters of an
// hour, then the smallest.
func mode(all []time.Duration, slack time.Duration) (best time.Duration, count int) {
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for i := range all {
		n := 0
		for j := i; j < len(all) && all[j]-all[i] <= slack; j++ {
			n++
		}
		d := significant(all[i+n/2], slack)
		if n > count || n == count && preferred(d, best) {
			best, count = d, n
		}
	}
	return best, count
}

func preferred(d, best time.Duration) bool {
	if x, y := d%quarter == 0, best%quarter == 0; x != y {
		return x
	}
	return d.Abs() < best.Abs()
}
