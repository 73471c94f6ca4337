package diagnose

import (
	"fmt"
	"sort"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/rules"
)

// maxEvidence bounds the quotes of one finding.
const maxEvidence = 12

// evidence quotes what the sign rests on, then one line of every other source of the handshake.
func (v *verdict) evidence() []Evidence {
	var out []Evidence
	quoted := make(map[*handshake.Event]bool)
	if v.match != nil {
		for _, hit := range v.match.Hits {
			if hit.Event != nil && !quoted[hit.Event] {
				quoted[hit.Event] = true
				out = append(out, quote(hit.Event, hit.Field, hit.Quote))
			}
		}
	}
	for i := range v.h.Views {
		if e := v.h.Views[i].Event(); !quoted[e] {
			quoted[e] = true
			out = append(out, symptom(e))
		}
	}
	return out
}

func quote(e *handshake.Event, field, text string) Evidence {
	return Evidence{Input: e.Input, At: e.Pos.String(), Field: field, Quote: text, offset: e.Pos.Offset}
}

func symptom(e *handshake.Event) Evidence {
	side := e.Side.String()
	if side != "" {
		side += "."
	}
	if !e.Text.IsZero() {
		return quote(e, side+"text", e.Text.String())
	}
	return quote(e, side+"status", e.Raw.String())
}

func boundEvidence(list []Evidence) []Evidence {
	seen := make(map[Evidence]bool)
	out := list[:0:0]
	for _, e := range list {
		if !seen[e] && len(out) < maxEvidence {
			seen[e] = true
			out = append(out, e)
		}
	}
	return out
}

// way tells what each program saw and answered, from the client inwards.
func way(h *handshake.Handshake) []Step {
	out := []Step{}
	at := make(map[string]int)
	for i := range h.Views {
		v := &h.Views[i]
		e := v.Event()
		if v.Hop == "" && e.Product == "" {
			continue
		}
		key := string(v.Hop) + "\x00" + v.Speaker
		j, ok := at[key]
		if !ok {
			j = len(out)
			at[key] = j
			out = append(out, Step{Hop: string(v.Hop), Product: e.Product, How: e.Input + " " + e.Pos.String()})
		}
		out[j].fill(e)
	}
	sort.SliceStable(out, func(i, j int) bool { return handshake.Hop(out[i].Hop).Order() < handshake.Hop(out[j].Hop).Order() })
	return out
}

func (s *Step) fill(e *handshake.Event) {
	if s.Saw == "" {
		s.Saw = saw(e)
	}
	if s.Answered == "" {
		s.Answered = answered(e)
	}
}

func saw(e *handshake.Event) string {
	var parts []string
	if e.Method != "" || !e.URL.Path.IsZero() {
		parts = append(parts, strings.TrimSpace(e.Method+" "+e.URL.Path.String()))
	}
	if e.HTTPVersion != "" {
		parts = append(parts, "HTTP/"+e.HTTPVersion)
	}
	for _, name := range []string{"upgrade", "connection", "origin"} {
		if v, ok := e.Request.Get(name); ok && v.IsZero() {
			parts = append(parts, "no "+name)
		} else if ok {
			parts = append(parts, name+": "+v.String())
		}
	}
	return strings.Join(parts, ", ")
}

func answered(e *handshake.Event) string {
	switch {
	case e.Status > 0:
		return fmt.Sprint(e.Status)
	case e.Outcome != handshake.NoOutcome:
		return e.Outcome.String()
	default:
		return ""
	}
}

// compare tells in what the attempt differs from one on the same endpoint that opened.
func compare(h *handshake.Handshake) []string {
	var out []string
	for _, d := range h.Compare {
		out = append(out, fmt.Sprintf("%s: %s failed, %s opened", d.Field, d.Failed, d.Opened))
	}
	return out
}

// restart quotes the line about a start or stop that is near to a failure.
func restart(h *handshake.Handshake) string {
	if h.Restart == nil {
		return ""
	}
	return fmt.Sprintf("%s %s: %s", h.Restart.Input, h.Restart.Pos, h.Restart.Text)
}

func joins(h *handshake.Handshake) []string {
	var out []string
	for i := range h.Views {
		v := &h.Views[i]
		if v.Join.Reason != "" {
			out = append(out, v.Event().Input+": "+v.Join.Reason)
		}
	}
	sort.Strings(out)
	return compact(out)
}

func compact(sorted []string) []string {
	out := sorted[:0]
	for i, s := range sorted {
		if i == 0 || s != sorted[i-1] {
			out = append(out, s)
		}
	}
	return out
}

// fixes returns the cause's fixes with the values seen filled in: those for the product to change first, then those for
// any, then those for other products on the way; what is for none of these only if
// no product is known that has a fix.
func (v *verdict) fixes() []Fix {
	const tiers = 4
	var byTier [tiers][]Fix
	products, product := v.products(), v.product()
	for i := range v.cause.Fixes {
		f := v.fill(&v.cause.Fixes[i])
		tier := tiers - 1
		switch {
		case f.For == product || f.For == v.h.Endpoint.Kind:
			tier = 0
		case f.For == "any" || f.For == "":
			tier = 1
		case products[f.For]:
			tier = 2
		}
		byTier[tier] = append(byTier[tier], f)
	}
	out := append(append(append([]Fix{}, byTier[0]...), byTier[1]...), byTier[2]...)
	if len(byTier[0])+len(byTier[2]) == 0 {
		out = append(out, byTier[3]...)
	}
	return out
}

func (v *verdict) products() map[string]bool {
	out := make(map[string]bool)
	if v.match != nil && v.match.Sign.Product != "" {
		out[v.match.Sign.Product] = true
	}
	for i := range v.h.Views {
		if p := v.h.Views[i].Event().Product; p != "" {
			out[p] = true
		}
	}
	if kind := v.h.Endpoint.Kind; kind != "" {
		out[kind] = true
	}
	return out
}

func (v *verdict) fill(f *rules.Fix) Fix {
	values := v.values()
	text := strings.TrimSpace(f.Text)
	if f.Versions != "" {
		text += " (" + f.Versions + ")"
	}
	return Fix{For: f.For, Text: expand(text, values), Code: expand(strings.TrimRight(f.Code, "\n"), values), Verify: expand(f.Verify, values)}
}

// values are what stands for the placeholders of a fix: rules.Placeholders.
func (v *verdict) values() map[string]string {
	out := map[string]string{"path": v.h.Endpoint.Path.String()}
	v.addHost(out)
	for i := range v.h.Views {
		e := v.h.Views[i].Event()
		if origin, ok := e.Request.Get("origin"); ok && out["origin"] == "" {
			out["origin"] = origin.String()
		}
		if out["upstream"] == "" {
			out["upstream"] = e.Upstream.Addr.String()
		}
	}
	return out
}

// addHost adds what follows from the scheme and the host of the endpoint.
func (v *verdict) addHost(out map[string]string) {
	end := &v.h.Endpoint
	switch end.Scheme {
	case "ws", "http":
		out["http"] = "http"
	case "wss", "https":
		out["http"] = "https"
	}
	if end.Host.IsZero() {
		return
	}
	name, port := end.Address()
	if port == "" {
		port = "443"
	}
	out["host"], out["name"], out["port"], out["address"] = end.Host.String(), name, port, name+":"+port
}

// expand replaces {{name|default}} by the value of name, or by the default if there is none.
func expand(s string, values map[string]string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, after, closed := strings.Cut(rest, "}}")
		if !closed {
			b.WriteString("{{" + rest)
			return b.String()
		}
		name, fallback, _ := strings.Cut(inner, "|")
		if value := values[name]; value != "" {
			b.WriteString(value)
		} else {
			b.WriteString(fallback)
		}
		s = after
	}
}

// next is what to collect to settle the question, from what the inputs lack. Nothing, if it is settled.
func (v *verdict) next() []string {
	out := []string{}
	if v.confidence() == rules.Certain {
		return out
	}
	var steps []rules.Next
	if v.match != nil {
		steps = append(steps, v.match.Sign.Next...)
	}
	products := v.products()
	for _, n := range append(steps, v.cause.Next...) {
		if v.lacks(n.Lacks) && (len(n.For) == 0 || anyOf(n.For, products)) {
			out = append(out, expand(strings.TrimSpace(n.Text), v.values()))
		}
	}
	return out
}

func (v *verdict) lacks(list []string) bool {
	for _, name := range list {
		if v.h.Inputs.Formats[name] {
			return false
		}
		for side, ok := range v.h.Inputs.Sides {
			if ok && side.String() == name {
				return false
			}
		}
	}
	return true
}

func anyOf(list []string, set map[string]bool) bool {
	for _, s := range list {
		if set[s] {
			return true
		}
	}
	return false
}
