package rules

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// Trace is the outcome of one clause of a sign on a handshake.
type Trace struct {
	Depth  int    // 0 for a clause of the sign itself, 1 for one of a group in it, …
	Clause string // as a rule writer would write it, with "none of: " before a clause that must not hold
	OK     bool   // the clause is as the sign wants it
	Seen   string // the value that met the clause; "" if none did
}

// Fits reports whether a sign fits a handshake.
func Fits(sign *Sign, h *handshake.Handshake) bool {
	_, ok := view{h: h}.group(&sign.When)
	return ok
}

// Explain evaluates every clause of a sign on a handshake, with the evaluator that Match uses.
func Explain(sign *Sign, h *handshake.Handshake) []Trace {
	return view{h: h}.explain(&sign.When, 0, nil)
}

func (v view) explain(g *Group, depth int, out []Trace) []Trace {
	for _, part := range []struct {
		label   string
		clauses []Clause
		want    bool
	}{{"", g.All, true}, {"any of: ", g.Any, true}, {"none of: ", g.None, false}} {
		for i := range part.clauses {
			c := &part.clauses[i]
			hits, ok := v.clause(c)
			t := Trace{Depth: depth, Clause: part.label + c.String(), OK: ok == part.want}
			if ok && len(hits) > 0 {
				t.Seen = hits[0].Value
			}
			out = append(out, t)
			if c.Group != nil && c.Group.One == "" {
				out = v.explain(c.Group, depth+1, out)
			}
		}
	}
	return out
}
