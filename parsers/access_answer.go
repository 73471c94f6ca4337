package parsers

import (
	"bytes"
	"strconv"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func (r *record) setAnswer(e *handshake.Event) {
	if b := r.v.f[statusCode]; len(b) > 0 {
		e.Status, e.HasStatus = readStatus(r.plain(b))
		if string(b) == "-" && !r.facts.NoStatusIsNoAnswer {
			e.HasStatus = false
		}
		e.Status = max(e.Status, 0)
	}
	if n, err := strconv.ParseInt(string(r.v.given(sizeBytes)), 10, 64); err == nil && n >= 0 {
		e.Bytes = n
	}
}

// setUpstream reads what a proxy says of the hop behind it. nginx writes lists where it tried several upstreams,
// "-" where it tried none, and its own 502 or 504 as upstream status where none answered.
func (r *record) setUpstream(e *handshake.Event) {
	up := &e.Upstream
	status, addr := r.v.f[upstreamStatus], r.v.f[upstreamAddr]
	up.Known = r.facts.ShowsUpstream || r.facts.SilentUpstream || status != nil || addr != nil || r.v.f[upstreamTime] != nil || r.v.f[timerList] != nil
	if !up.Known {
		return
	}
	last := lastOf(r.plain(status))
	if n, ok := readStatus(last); ok {
		up.Status = max(n, 0)
	}
	up.Contacted = up.Status != 0 || !r.facts.SilentUpstream && (given(last) != nil || given(addr) != nil)
	if addr := lastOf(r.plain(addr)); given(addr) != nil {
		up.Addr = r.src.Redact.Addr(addr)
	}
	if r.upstreamSilent(up.Status) {
		up.Status = 0
	}
	if b := r.v.given(timerList); b != nil {
		up.Contacted = serverTried(b)
	}
	if contains(r.facts.Relayed, r.v.f[detailText]) {
		up.Status = e.Status
	}
}

func contains(list []string, b []byte) bool {
	for _, s := range list {
		if s == string(b) {
			return true
		}
	}
	return false
}

// upstreamSilent reports whether the upstream status is the proxy's own, because no answer came.
func (r *record) upstreamSilent(status int) bool {
	if status != 502 && status != 504 {
		return false
	}
	if b := lastOf(r.v.f[upstreamAnswer]); len(b) > 0 {
		return string(b) == "-"
	}
	b := lastOf(r.v.f[upstreamLength])
	return string(b) == "0" || string(b) == "-"
}

// serverTried reports whether HAProxy's timers show that a server was tried: without one the request spent no time
// in a queue, so Tw is -1. It is the first of a tunnel's three timers and the second of a request's five.
func serverTried(timers []byte) bool {
	if bytes.Count(timers, []byte{'/'}) > 2 {
		_, timers, _ = bytes.Cut(timers, []byte{'/'})
	}
	return timers[0] != '-'
}

// lastOf returns the last element of a list such as "502, 101" or "502 : 101".
func lastOf(list []byte) []byte {
	if i := bytes.LastIndexAny(list, " ,"); i >= 0 {
		return list[i+1:]
	}
	return list
}

func (r *record) setHeaders(e *handshake.Event) {
	e.Request = r.headers(r.v.request)
	e.Response = r.headers(r.v.response)
	e.Request.Shown = r.showsHeaders()
	e.Response.Shown = e.Request.Shown && len(r.v.response) > 0
	if e.Request.Shown {
		e.Facts = handshake.Check(r.src.Redact, handshake.Exchange{
			Request:     handshake.RawHeaders{Shown: true, List: r.v.request},
			Response:    handshake.RawHeaders{Shown: e.Response.Shown, List: r.v.response},
			Status:      e.Status,
			HTTPVersion: e.HTTPVersion,
			Extended:    e.Method == "CONNECT",
		})
	}
}

// showsHeaders reports whether the record shows every header of the request. A list of headers that a program logs
// of its own accord may be a selection; one with Host and as many as any real request has is taken for whole.
func (r *record) showsHeaders() bool {
	const fewest = 4
	if r.facts.AllHeaders {
		return len(r.v.request) > 0
	}
	return r.v.whole && len(r.v.request) >= fewest && r.v.header("host") != nil
}

// headers returns the headers that the record shows. One of the upgrade that has a column and no value was not there:
// it is listed without a value.
func (r *record) headers(list []handshake.RawHeader) (h handshake.Headers) {
	for i := range list {
		list[i].Value = r.plain(list[i].Value)
		name := r.src.Redact.Name(list[i].Name)
		if given(list[i].Value) == nil {
			if name.String() == "upgrade" && len(list[i].Value) > 0 {
				h.List = append(h.List, handshake.Header{Name: name})
			}
			continue
		}
		h.List = append(h.List, handshake.Header{Name: name, Value: r.src.Redact.Value(name.String(), list[i].Value)})
	}
	return h
}

func (r *record) setTexts(e *handshake.Event) {
	e.Level = logLevel(r.v.given(levelName))
	e.Flags = r.token(r.flags())
	e.Details = r.token(joinTexts("; ", r.text(detailText), r.text(moreDetail), r.text(failureText)))
}

func (r *record) token(b []byte) redact.Safe { return r.src.Redact.Text(b, r.src.Limits.TextBytes) }

// flags returns the flags column, or IIS's "502.3/12030": status, substatus and Win32 status.
func (r *record) flags() []byte {
	sub := r.v.given(subStatus)
	if sub == nil {
		return r.text(flagText)
	}
	b := append(append(append([]byte(nil), r.v.f[statusCode]...), '.'), sub...)
	if win := r.v.given(win32Status); win != nil {
		b = append(append(b, '/'), win...)
	}
	return b
}

// joinTexts joins the texts that say something; one that stands within another already is left out.
func joinTexts(sep string, texts ...[]byte) []byte {
	var out []byte
	for _, t := range texts {
		switch {
		case len(t) == 0 || bytes.Contains(out, t):
		case out == nil:
			out = t
		default:
			out = append(append(append([]byte(nil), out...), sep...), t...)
		}
	}
	return out
}

func (r *record) setIDs(e *handshake.Event) {
	r.addID(e, handshake.KeyID, r.v.header("sec-websocket-key"))
	r.addID(e, handshake.RequestID, r.text(requestID))
	r.addID(e, handshake.RequestID, traceOf(r.text(traceID)))
	for _, name := range [...]string{"x-request-id", "cf-ray", "x-amzn-trace-id"} {
		r.addID(e, handshake.RequestID, r.v.header(name))
	}
	r.addID(e, handshake.RequestID, traceOf(r.v.header("traceparent")))
	r.addID(e, handshake.ConnID, r.text(connID))
	r.addID(e, handshake.PeerID, r.peer())
	r.addID(e, handshake.PeerID, r.text(localAddr))
}

func (r *record) addID(e *handshake.Event, kind handshake.IDKind, value []byte) {
	if len(value) == 0 {
		return
	}
	id := handshake.ID{Kind: kind, Hash: r.src.Redact.Hash(value)}
	for _, have := range e.IDs {
		if have == id {
			return
		}
	}
	e.IDs = append(e.IDs, id)
}

// traceOf returns the trace id of a W3C traceparent "00-<trace>-<span>-01" and of Google's
// "projects/<project>/traces/<trace>"; anything else is one already.
func traceOf(b []byte) []byte {
	b = b[bytes.LastIndexByte(b, '/')+1:]
	if parts := bytes.Split(b, []byte{'-'}); len(parts) == 4 && len(parts[1]) == 32 {
		return parts[1]
	}
	return b
}
