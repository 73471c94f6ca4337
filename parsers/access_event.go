package parsers

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// productFacts is what a product means by its records where HTTP alone does not say it.
type productFacts struct {
	// Opened are the statuses besides 101 under which an opened WebSocket is logged. They count only where the
	// record proves that the request was a handshake.
	Opened []int
	// PlainOK says that a 2xx for a handshake means what it says: an ordinary answer, so no WebSocket. Without
	// it a 2xx says nothing: Apache's mod_proxy_wstunnel, Werkzeug and others log an opened socket that way.
	PlainOK bool
	// Hijacked are the statuses that only an opened WebSocket is logged under.
	Hijacked []int
	// NoStatusIsNoAnswer says that "-" in the status column means that the client got none.
	NoStatusIsNoAnswer bool
	// Refused are the details that say that the product refused the request, where a record has no status.
	Refused []string
	// Relayed are the details that say that the status is the upstream's.
	Relayed []string
	// ShowsUpstream says that a record without an upstream reached none.
	ShowsUpstream bool
	// SilentUpstream says that where a record has no upstream status the product answered by itself.
	SilentUpstream bool
	// AllHeaders says that the log shows every header of the request, so that a missing one was not sent.
	AllHeaders bool
}

// record makes events of values. It belongs to one input.
type record struct {
	src     *Source
	facts   productFacts
	v       values
	unquote func(dst, value []byte) []byte // appends a value with the escapes of the log undone
	scratch []byte
	hint    *productHint
	path    []byte // of the request, as written
	query   []byte
}

func newRecord(s *Source, facts productFacts) record {
	return record{src: s, facts: facts, unquote: unquoteNCSA, hint: hintFor(s)}
}

// emit makes an event of the values and hands it on.
func (r *record) emit(rec []byte, pos handshake.Position) {
	e := r.src.NewEvent(pos)
	e.Raw = r.src.Redact.Text(rec, r.src.Limits.TextBytes)
	r.hint.apply(e)
	r.setTime(e)
	r.setRequest(e)
	r.setAnswer(e)
	r.setUpstream(e)
	r.setHeaders(e)
	r.setTexts(e)
	r.setIDs(e)
	r.judge(e)
	if text := joinTexts(": ", r.text(messageText), r.text(errorText)); len(text) > 0 {
		r.src.readMessage(e, text)
	}
	r.src.Emit(e)
}

// text returns the value of f with its escapes undone.
func (r *record) text(f field) []byte { return r.plain(r.v.given(f)) }

func (r *record) plain(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return r.unquote(nil, b)
}

func (r *record) setTime(e *handshake.Event) {
	var zoned bool
	e.Time, zoned = r.time(timeStamp)
	e.ZoneKnown = e.ZoneKnown || zoned
	start, _ := r.time(startStamp)
	e.Duration = r.duration()
	if !start.IsZero() && e.Time.IsZero() {
		e.Time, e.Moment = start, handshake.AtStart
	} else if !start.IsZero() && e.Time.After(start) {
		e.Duration = e.Time.Sub(start)
	}
}

// time reads a timestamp that stands in one column, or in two for date and clock.
func (r *record) time(f field) (t time.Time, zoned bool) {
	b := r.v.given(f)
	if f == timeStamp && r.v.f[clockOnly] != nil {
		r.scratch = append(append(append(r.scratch[:0], r.v.f[dateOnly]...), ' '), r.v.f[clockOnly]...)
		b = r.scratch
	}
	zone := r.src.Zone
	if r.src.Format.Zone {
		zone = time.UTC
	}
	t, zoned, _ = readTime(r.plain(bytes.TrimLeft(b, "[")), r.src.Year, zone)
	return t, zoned
}

// durationUnits are the fields that hold a duration, and their unit.
var durationUnits = [...]struct {
	field field
	unit  time.Duration
}{
	{durNamed, time.Second}, {durSeconds, time.Second}, {durMillis, time.Millisecond}, {durMicros, time.Microsecond}, {durNanos, time.Nanosecond},
}

func (r *record) duration() time.Duration {
	for _, d := range durationUnits {
		if b := r.v.given(d.field); b != nil {
			return readDuration(b, d.unit)
		}
	}
	if r.v.f[durPart] != nil {
		return r.sumOfParts()
	}
	if b := r.v.given(timerList); b != nil {
		last := bytes.TrimLeft(b[bytes.LastIndexByte(b, '/')+1:], "+")
		return readDuration(last, time.Millisecond)
	}
	return handshake.NoDuration
}

// sumOfParts adds the times that an AWS load balancer spent on the request, before, in and behind the target. They
// are -1 where it came to no answer.
func (r *record) sumOfParts() time.Duration {
	sum := time.Duration(0)
	for _, f := range [...]field{durPart, durPart2, durPart3} {
		d := readDuration(r.v.f[f], time.Second)
		if d == handshake.NoDuration {
			return d
		}
		sum += d
	}
	return sum
}

// readDuration reads a number of units, or a duration that names its unit ("12.3ms", "1m2.5s").
func readDuration(b []byte, unit time.Duration) time.Duration {
	if n, err := strconv.ParseFloat(string(b), 64); err == nil {
		if n = n * float64(unit); n < 0 || n > math.MaxInt64/2 {
			return handshake.NoDuration
		}
		return time.Duration(math.Round(n))
	}
	if d, err := time.ParseDuration(string(bytes.ReplaceAll(b, []byte{' '}, nil))); err == nil && d >= 0 {
		return d
	}
	return handshake.NoDuration
}
