package diagnose

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/correlate"
	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/rules"
)

// Unexplained is the cause of a failed handshake that no sign explains.
const Unexplained = "unexplained"

// verdict is what the rules say about one handshake.
type verdict struct {
	h       *handshake.Handshake
	cause   *rules.Cause
	match   *rules.Match // nil: unexplained
	matches []rules.Match
}

// Report finishes the partial result: it joins, judges, groups and ranks. It may be called once.
func (p *Partial) Report(o Options) *Report {
	o = o.withDefaults()
	hs, clocks := p.store.Handshakes(p.config(o))
	r := &Report{Schema: Schema, Inputs: p.Inputs, Findings: []Finding{}, Notes: append([]string{}, clocks...)}
	if r.Inputs == nil {
		r.Inputs = []Input{}
	}
	var verdicts []verdict
	for _, h := range hs {
		r.Summary.count(h)
		if v, ok := judge(h, o.Rules); ok {
			verdicts = append(verdicts, v)
		}
	}
	if slices.ContainsFunc(verdicts, func(v verdict) bool { return v.h.Guessed }) {
		r.Notes = append(r.Notes, "nothing in these inputs proves that this is about a WebSocket; --endpoint PATH says so, and so does the browser's HAR or console")
	}
	if len(verdicts) == 0 {
		r.Notes = append(r.Notes, unknownTrouble(hs)...)
	}
	for _, t := range gather(verdicts) {
		f := t.finding()
		if f.Cause == Unexplained {
			r.Summary.Unexplained += f.Count
		}
		r.Findings = append(r.Findings, f)
	}
	sort.SliceStable(r.Findings, func(i, j int) bool { return ranksBefore(&r.Findings[i], &r.Findings[j]) })
	if o.Timeline {
		r.Timeline = timeline(hs, causesOf(verdicts))
	}
	if p.store.Dropped > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("%d events were left out: one input holds more than %d distinct observations, or all of them more than %d", p.store.Dropped, o.Limits.Groups, o.Limits.AllGroups))
	}
	return r
}

// maxUnknown is how many lines that no rule knows are named.
const maxUnknown = 3

// unknownTrouble names the lines that speak of a WebSocket and of an error in words that no rule knows: they make no
// finding, but to say nothing of them would look like health.
func unknownTrouble(hs []*handshake.Handshake) []string {
	var lines []string
	for _, h := range hs {
		for i := range h.Views {
			if e := h.Views[i].Event(); h.Outcome == handshake.NoOutcome && (e.Level == "error" || e.Level == "warn") && len(lines) < maxUnknown {
				lines = append(lines, fmt.Sprintf("%s %s tells of trouble with a WebSocket in words that no rule knows", e.Input, e.Pos))
			}
		}
	}
	return lines
}

// config is what correlation needs to know beside the events.
func (p *Partial) config(o Options) correlate.Config {
	c := correlate.Config{Endpoints: o.Endpoints}
	for _, in := range p.Inputs {
		for i := range o.Formats {
			if f := &o.Formats[i]; f.Name == in.Format && f.Side == handshake.Proxy {
				c.Witnesses = append(c.Witnesses, correlate.Witness{Input: in.Name, Product: f.Product, Hop: f.Hop})
			}
		}
	}
	return c
}

func causesOf(verdicts []verdict) map[*handshake.Handshake]string {
	out := make(map[*handshake.Handshake]string)
	for _, v := range verdicts {
		out[v.h] = v.cause.ID
	}
	return out
}

func (s *Summary) count(h *handshake.Handshake) {
	switch h.Outcome {
	case handshake.Opened:
		s.Opened += h.Count
	case handshake.Failed:
		s.Failed += h.Count
	case handshake.NoOutcome:
		return
	}
	s.Handshakes += h.Count
}

// judge returns what the rules say about a handshake, and whether there is anything to say.
func judge(h *handshake.Handshake, set *rules.Set) (verdict, bool) {
	matches, _ := set.Match(h)
	var kept []rules.Match
	for _, m := range matches {
		if h.Worded && !m.Guess() {
			continue
		}
		if h.Outcome != handshake.Opened || afterOpen(&m) {
			kept = append(kept, m)
		}
	}
	v := verdict{h: h, matches: kept}
	switch {
	case len(kept) > 0:
		v.match = &kept[0]
		v.cause = kept[0].Cause
	case h.Outcome == handshake.Failed && !h.Guessed:
		v.cause = set.Find(Unexplained)
	}
	return v, v.cause != nil
}

// afterOpen reports whether a match says something about a socket that did open: what it rests on is a failure,
// a close, or what was said on the open socket.
func afterOpen(m *rules.Match) bool {
	if m.Cause.Opened {
		return true
	}
	for _, hit := range m.Hits {
		e := hit.Event
		switch {
		case e == nil:
		case e.Outcome == handshake.Failed, e.Outcome == handshake.NoOutcome, e.Stage == handshake.StageOpen, e.CloseCode > 1001:
			return true
		case strings.HasSuffix(hit.Field, "close.code"), strings.HasSuffix(hit.Field, "open.lifetime"), strings.HasSuffix(hit.Field, "response.body"):
			return true
		}
	}
	return false
}

// trouble is what becomes one finding: the verdicts with the same cause, endpoint and hop, and those that only show
// symptoms of it.
type trouble struct {
	verdicts []verdict
	symptoms []verdict
}

// gather puts the verdicts together that are one finding.
func gather(verdicts []verdict) []*trouble {
	var all []*trouble
	at := make(map[string]*trouble)
	for _, v := range verdicts {
		if explainer(v, verdicts) != nil {
			continue
		}
		key := v.key()
		if at[key] == nil {
			at[key] = new(trouble)
			all = append(all, at[key])
		}
		at[key].verdicts = append(at[key].verdicts, v)
	}
	for _, v := range verdicts {
		if o := explainer(v, verdicts); o != nil && at[o.key()] != nil {
			at[o.key()].symptoms = append(at[o.key()].symptoms, v)
		}
	}
	return all
}

func (v *verdict) key() string {
	return v.cause.ID + "\x00" + v.h.Endpoint.String() + "\x00" + v.hop()
}

func (v *verdict) hop() string {
	if v.match != nil && v.match.Sign.Hop != "" {
		return v.resolve(v.match.Sign.Hop)
	}
	return v.resolve(v.cause.Hop)
}

// resolve returns the first of the alternatives, separated by '|', that is known: a hop, or a word that stands for a
// computed one: @refuser for the hop that refused, @stripper for the one that did not pass Upgrade on, @rehoster for
// the one that asked for another host, @speaker for the one that gave the evidence.
func (v *verdict) resolve(hops string) string {
	if hops == "" {
		hops = "@refuser"
	}
	for _, hop := range strings.Split(hops, "|") {
		if computed, ok := computedHops[hop]; ok {
			hop = string(computed(v))
		}
		if hop != "" {
			return hop
		}
	}
	return string(handshake.HopUnknown)
}

var computedHops = map[string]func(*verdict) handshake.Hop{
	"@refuser":  func(v *verdict) handshake.Hop { return v.h.Refuser.Hop },
	"@stripper": func(v *verdict) handshake.Hop { return v.h.LostUpgrade.Hop },
	"@rehoster": func(v *verdict) handshake.Hop { return v.h.LostHost.Hop },
	"@speaker": func(v *verdict) handshake.Hop {
		if hop := v.speaker().Hop; hop != handshake.HopClient {
			return hop
		}
		return v.h.Refuser.Hop // the client only shows what another hop said
	},
}

// speaker is the view that gave the first evidence.
func (v *verdict) speaker() handshake.View {
	if v.match != nil {
		for _, hit := range v.match.Hits {
			if hit.Event != nil {
				return v.h.Views[hit.View]
			}
		}
	}
	return handshake.View{}
}

// explainer returns the verdict on the same endpoint that says what v only shows the symptom of, or nil.
func explainer(v verdict, all []verdict) *verdict {
	for i := range all {
		o := &all[i]
		if o.h == v.h || o.match == nil || o.h.Endpoint.Path != v.h.Endpoint.Path {
			continue
		}
		if v.match == nil || symptomOf(&v, o) || o.confidence() > v.confidence() && v.confidence() == rules.Possible && meanwhile(v.h, o.h) {
			return o
		}
	}
	return nil
}

// maxApart is how far apart two handshakes on one endpoint may be to be taken for one trouble.
const maxApart = 5 * time.Second

// meanwhile reports whether two handshakes may have happened at the same time.
func meanwhile(a, b *handshake.Handshake) bool {
	af, al := widen(time.Time{}, time.Time{}, a)
	bf, bl := widen(time.Time{}, time.Time{}, b)
	if af.IsZero() || bf.IsZero() {
		return true
	}
	return !af.After(bl.Add(maxApart)) && !bf.After(al.Add(maxApart))
}

func symptomOf(v, o *verdict) bool {
	for _, list := range [][]string{v.cause.Yields, v.match.Sign.Yields} {
		for _, id := range list {
			if id == o.cause.ID && id != v.cause.ID {
				return true
			}
		}
	}
	return false
}

// finding builds the finding.
func (t *trouble) finding() Finding {
	group := t.verdicts
	lead := &group[0]
	for i := range group {
		if group[i].confidence() > lead.confidence() {
			lead = &group[i]
		}
	}
	c := lead.cause
	f := Finding{
		Cause: c.ID, Title: c.Title, Severity: c.Severity, Confidence: lead.confidence().String(), Endpoint: lead.h.Endpoint.String(),
		Hop: lead.hop(), RefusedBy: lead.refusedBy(), Explain: strings.TrimSpace(c.Explain), Alternates: []Alternate{}, Way: way(lead.h),
		Evidence: []Evidence{}, Fixes: []Fix{}, Avoid: append([]string{}, c.Avoid...), Next: []string{}, References: append([]string{}, c.References...),
	}
	if lead.match != nil {
		f.Sign = lead.match.Sign.Name
	}
	f.Product = lead.product()
	f.Alternates = lead.alternates()
	var first, last time.Time
	for i := range group {
		h := group[i].h
		f.Count += h.Count
		f.Clients = max(f.Clients, h.Clients)
		f.Recovered = f.Recovered || h.OpenedAfter
		first, last = widen(first, last, h)
		f.Evidence = append(f.Evidence, group[i].evidence()...)
	}
	for i := range t.symptoms {
		f.Evidence = append(f.Evidence, t.symptoms[i].evidence()...)
	}
	f.Evidence = boundEvidence(f.Evidence)
	f.FirstSeen, f.LastSeen = timeText(first), timeText(last)
	f.Fixes = lead.fixes()
	f.Next = lead.next()
	f.Joins = joins(lead.h)
	f.Compare = compare(lead.h)
	f.Rhythm = rhythm(lead.h)
	f.Restart = restart(lead.h)
	f.Fingerprint = fingerprint(f.Cause, f.Endpoint, f.Hop)
	return f
}

// widen extends a span of time by that of a handshake, by the reference clock.
func widen(first, last time.Time, h *handshake.Handshake) (time.Time, time.Time) {
	for i := range h.Views {
		v := &h.Views[i]
		if v.First.IsZero() {
			continue
		}
		if t := v.First.Add(-v.Ahead); first.IsZero() || t.Before(first) {
			first = t
		}
		if t := v.Last.Add(-v.Ahead); t.After(last) {
			last = t
		}
	}
	return first, last
}

func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func (v *verdict) confidence() rules.Confidence {
	if v.match == nil {
		return rules.Possible
	}
	return v.match.Confidence
}

func (v *verdict) refusedBy() string {
	if v.match != nil && v.match.Sign.RefusedBy != "" {
		return v.resolve(v.match.Sign.RefusedBy)
	}
	if v.h.Refuser.Hop != "" && v.speaker().Hop != handshake.HopApp && !strings.HasPrefix(v.cause.RefusedBy, "@") {
		return string(v.h.Refuser.Hop)
	}
	return v.resolve(v.cause.RefusedBy)
}

// product is the product to change: the sign's, or the one that speaks at the hop, or the one that gave the evidence.
func (v *verdict) product() string {
	if v.match != nil && v.match.Sign.Product != "" {
		return v.match.Sign.Product
	}
	hop := v.hop()
	for _, lost := range []handshake.Loss{v.h.LostUpgrade, v.h.LostHost} {
		if string(lost.Hop) == hop && lost.Product != "" {
			return lost.Product
		}
	}
	for i := range v.h.Views {
		if e := v.h.Views[i].Event(); string(v.h.Views[i].Hop) == hop && e.Product != "" {
			return e.Product
		}
	}
	return ""
}

func (v *verdict) alternates() []Alternate {
	out := []Alternate{}
	if v.match == nil {
		return out
	}
	seen := map[string]bool{v.cause.ID: true}
	for _, m := range v.matches[1:] {
		if !seen[m.Cause.ID] {
			seen[m.Cause.ID] = true
			out = append(out, Alternate{m.Cause.ID, m.Confidence.String()})
		}
	}
	for _, id := range v.match.Sign.Alternates {
		if !seen[id] {
			seen[id] = true
			out = append(out, Alternate{id, rules.Possible.String()})
		}
	}
	return out
}

var severityOrder = map[string]int{"error": 0, "warning": 1, "info": 2}

// ranksBefore orders findings by what to act on first.
func ranksBefore(a, b *Finding) bool {
	if a.Recovered != b.Recovered {
		return b.Recovered
	}
	if x, y := a.Cause == Unexplained, b.Cause == Unexplained; x != y {
		return y
	}
	if x, y := confidenceOrder(a.Confidence), confidenceOrder(b.Confidence); x != y {
		return x > y
	}
	if x, y := severityOrder[a.Severity], severityOrder[b.Severity]; x != y {
		return x < y
	}
	if a.Count != b.Count {
		return a.Count > b.Count
	}
	if a.Cause != b.Cause {
		return a.Cause < b.Cause
	}
	return a.Endpoint < b.Endpoint
}

func confidenceOrder(s string) rules.Confidence {
	var c rules.Confidence
	_ = c.UnmarshalText([]byte(s))
	return c
}
