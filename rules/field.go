package rules

import (
	"strconv"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Field is a fact that rules may use: one row of the field table. In a clause it stands after a side
// ("client.status", "proxy.status", "server.status") or alone, for any side. A field of the handshake as a
// whole stands after "case.".
type Field struct {
	Name  string
	About string
	// Exact tells that letters count as they are: HAProxy's SH and sH are not the same.
	Exact bool
	// Get returns the values that the event shows. Fields with a Number compare as numbers too.
	Get func(e *handshake.Event) []string
	// Shown reports whether the source would have shown a value: only then is a missing one absent. nil: never.
	Shown func(e *handshake.Event) bool
	// Quote returns the text that proves the value, for evidence; nil: the value itself.
	Quote func(e *handshake.Event) string
}

// CaseField is a fact about a handshake as a whole; it stands after "case." in a clause.
type CaseField struct {
	Name  string
	About string
	Get   func(h *handshake.Handshake) []string
}

// Fields returns the field table, in the order of the documentation. The slice is the caller's.
func Fields() []Field { return append([]Field(nil), fields...) }

// CaseFields returns the fields of handshakes as a whole. The slice is the caller's.
func CaseFields() []CaseField { return append([]CaseField(nil), caseFields...) }

var fields = []Field{
	{Name: "text", About: "the message as written: a log message, a console line, the reason of a client library or of Chrome's error frame",
		Get: one(func(e *handshake.Event) string { return e.Text.String() })},
	{Name: "message", About: "the same as text, but no line is kept for it: for words too short to be searched for, in records that their status keeps",
		Get: one(func(e *handshake.Event) string { return e.Text.String() })},
	{Name: "status", About: "the HTTP status that this side sent or read; 0 if the source has a status field and no answer came", Quote: raw,
		Get: number(func(e *handshake.Event) (int64, bool) { return int64(e.Status), e.HasStatus || e.Status != 0 })},
	{Name: "outcome", About: "opened, failed or pending, as this source alone tells", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Outcome.String() })},
	{Name: "stage", About: "how far the attempt came for its client: before-request, sent, answered, open", Quote: raw,
		Get: one(func(e *handshake.Event) string { return string(e.Stage) })},
	{Name: "format", About: "name of the format that was read (see docs/formats.md)", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Format })},
	{Name: "product", About: "the program that speaks: nginx, haproxy, chrome, firefox, rails, …", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Product })},
	{Name: "side", About: "client, proxy or server: who speaks; absent if the format cannot tell", Shown: always, Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Side.String() })},
	{Name: "hop", About: "where the speaker stands: client, forward-proxy, cdn, load-balancer, reverse-proxy, app", Quote: raw,
		Get: one(func(e *handshake.Event) string { return string(e.Hop) })},
	{Name: "level", About: "error, warn, info or debug", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Level })},
	{Name: "duration", About: "seconds the request took (or, for an opened socket, lived)", Quote: raw,
		Get: seconds(func(e *handshake.Event) float64 { return e.Duration.Seconds() })},
	{Name: "request.method", About: "GET, CONNECT, …", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Method })},
	{Name: "request.scheme", About: "ws, wss, http or https", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.URL.Scheme })},
	{Name: "request.host", About: "host[:port] that was asked for",
		Get: one(func(e *handshake.Event) string { return e.URL.Host.String() })},
	{Name: "request.path", About: "path that was asked for, without query",
		Get: one(func(e *handshake.Event) string { return e.URL.Path.String() })},
	{Name: "request.query", About: "query; names and harmless values stand in clear",
		Get: one(func(e *handshake.Event) string { return e.URL.Query.String() })},
	{Name: "request.http_version", About: "0.9, 1.0, 1.1, 2 or 3", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.HTTPVersion })},
	{Name: "request.upgrade", About: "the Upgrade header as this side saw or sent it", Shown: upgradeShown, Get: requestHeader("upgrade")},
	{Name: "request.connection", About: "the Connection header as this side saw or sent it", Shown: requestShown, Get: requestHeader("connection")},
	{Name: "request.upgrade_token", About: "ok, missing or wrong: whether the Upgrade header names websocket", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.RequestUpgrade })},
	{Name: "request.connection_token", About: "ok, missing or wrong: whether the Connection header names Upgrade", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.RequestConnection })},
	{Name: "request.origin", About: "the Origin header", Shown: requestShown, Get: requestHeader("origin")},
	{Name: "request.origin_host", About: "same, other-port, other, or null if it names no web host: the Origin header against the host that was asked for", Quote: raw,
		Get: one(originHost)},
	{Name: "request.version", About: "the Sec-WebSocket-Version header", Shown: requestShown, Get: requestHeader("sec-websocket-version")},
	{Name: "request.key", About: "ok, missing, wrong or repeated: the Sec-WebSocket-Key header", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.RequestKey })},
	{Name: "request.protocol", About: "the Sec-WebSocket-Protocol header: the subprotocols offered", Shown: requestShown, Get: requestHeader("sec-websocket-protocol")},
	{Name: "request.extensions", About: "the Sec-WebSocket-Extensions header", Shown: requestShown, Get: requestHeader("sec-websocket-extensions")},
	{Name: "request.user_agent", About: "the User-Agent header", Shown: requestShown, Get: requestHeader("user-agent")},
	{Name: "request.header", About: "every request header as \"name: value\", names in lower case", Shown: requestShown,
		Get: func(e *handshake.Event) []string { return lines(e.Request) }},
	{Name: "response.server", About: "the Server header of the answer", Shown: responseShown, Get: responseHeader("server")},
	{Name: "response.location", About: "the Location header of the answer", Shown: responseShown, Get: responseHeader("location")},
	{Name: "response.content_type", About: "the Content-Type header of the answer", Shown: responseShown, Get: responseHeader("content-type")},
	{Name: "response.version", About: "the Sec-WebSocket-Version header of the answer: the versions that the server takes", Shown: responseShown, Get: responseHeader("sec-websocket-version")},
	{Name: "response.protocol", About: "the Sec-WebSocket-Protocol header of the answer: the subprotocol chosen", Shown: responseShown, Get: responseHeader("sec-websocket-protocol")},
	{Name: "response.extensions", About: "the Sec-WebSocket-Extensions header of the answer", Shown: responseShown, Get: responseHeader("sec-websocket-extensions")},
	{Name: "response.header", About: "every response header as \"name: value\", names in lower case", Shown: responseShown,
		Get: func(e *handshake.Event) []string { return lines(e.Response) }},
	{Name: "response.body", About: "the first part of the response body, or of the first frames of an opened socket",
		Get: one(func(e *handshake.Event) string { return e.Body.String() })},
	{Name: "response.bytes", About: "bytes of payload sent to the client", Quote: raw,
		Get: number(func(e *handshake.Event) (int64, bool) { return e.Bytes, e.Bytes >= 0 })},
	{Name: "upstream.contacted", About: "yes or no: whether a proxy reached for the hop behind it", Quote: raw,
		Get: func(e *handshake.Event) []string {
			if !e.Upstream.Known {
				return nil
			}
			if e.Upstream.Contacted {
				return []string{"yes"}
			}
			return []string{"no"}
		}},
	{Name: "upstream.status", About: "the last status that the hop behind a proxy gave it", Quote: raw,
		Get: number(func(e *handshake.Event) (int64, bool) { return int64(e.Upstream.Status), e.Upstream.Status != 0 })},
	{Name: "upstream.addr", About: "the address of the hop behind a proxy",
		Get: one(func(e *handshake.Event) string { return e.Upstream.Addr.String() })},
	{Name: "flags", Exact: true, About: "letters as they are: HAProxy termination state, Envoy response flags, IIS substatus and win32 status", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Flags.String() })},
	{Name: "details", About: "Envoy response code details, GCP statusDetails, Azure error_info, Heroku code, CloudFront result type", Quote: raw,
		Get: one(func(e *handshake.Event) string { return e.Details.String() })},
	{Name: "allow_origin", About: "ok, missing, wrong or repeated: Access-Control-Allow-Origin against Origin, in an HTTP step before the socket", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.AllowOrigin })},
	{Name: "status_line", About: "ok or wrong: wrong is a 101 with HTTP/1.0", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.StatusLine })},
	{Name: "accept", About: "ok, missing, wrong or repeated: Sec-WebSocket-Accept against the key (RFC 6455 section 4.1)", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.Accept })},
	{Name: "upgrade", About: "ok, missing or wrong: the Upgrade header of the 101", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.Upgrade })},
	{Name: "connection", About: "ok, missing or wrong: the Connection header of the 101", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.Connection })},
	{Name: "protocol", About: "ok, not-offered, not-chosen or repeated: the subprotocol chosen against those offered", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.Protocol })},
	{Name: "extension", About: "ok, not-offered, wrong or repeated: the extensions chosen against those offered (RFC 7692)", Quote: raw, Get: result(func(f *handshake.Facts) handshake.Result { return f.Extension })},
	{Name: "open.lifetime", About: "seconds that the opened socket lived", Quote: raw,
		Get: seconds(func(e *handshake.Event) float64 { return e.Lifetime.Seconds() })},
	{Name: "close.code", About: "close code of the socket (RFC 6455 section 7.4)", Quote: raw,
		Get: number(func(e *handshake.Event) (int64, bool) { return int64(e.CloseCode), e.CloseCode != 0 })},
	{Name: "har.sanitized", About: "yes if credentials were removed from the record: their absence proves nothing", Quote: raw,
		Get: func(e *handshake.Event) []string {
			if e.Request.Sanitized {
				return []string{"yes"}
			}
			return nil
		}},
	{Name: "page.url", About: "the page or script that opened the socket", Get: one(func(e *handshake.Event) string { return e.PageURL.String() })},
}

var caseFields = []CaseField{
	{Name: "outcome", About: "opened, failed or pending, all sources together",
		Get: func(h *handshake.Handshake) []string { return some(h.Outcome.String()) }},
	{Name: "kind", About: "engine.io, signalr, sockjs, actioncable, phoenix, graphql, jupyter, vite, …: what the path says",
		Get: func(h *handshake.Handshake) []string { return some(h.Endpoint.Kind) }},
	{Name: "scheme", About: "ws or wss", Get: func(h *handshake.Handshake) []string { return some(h.Endpoint.Scheme) }},
	{Name: "port", About: "port of the endpoint, in the URL or by its scheme", Get: func(h *handshake.Handshake) []string {
		_, port := h.Endpoint.Address()
		return some(port)
	}},
	{Name: "path", About: "path template of the endpoint", Get: func(h *handshake.Handshake) []string { return some(h.Endpoint.Path.String()) }},
	{Name: "count", About: "attempts that failed in this way", Get: func(h *handshake.Handshake) []string { return some(strconv.FormatInt(h.Count, 10)) }},
	{Name: "opened_before", About: "yes if a handshake on the endpoint opened earlier", Get: yes(func(h *handshake.Handshake) bool { return h.OpenedBefore })},
	{Name: "opened_after", About: "yes if a handshake on the endpoint opened later", Get: yes(func(h *handshake.Handshake) bool { return h.OpenedAfter })},
	{Name: "opened_other", About: "yes if the endpoint opened for another client", Get: yes(func(h *handshake.Handshake) bool { return h.OpenedOther })},
	{Name: "differs", About: "the fields in which the attempt differs from one on the endpoint that opened: request.origin, …", Get: differs},
	{Name: "refused_by", About: "the hop that answered or dropped the attempt, as the answer itself or the logs tell", Get: func(h *handshake.Handshake) []string { return some(string(h.Refuser.Hop)) }},
	{Name: "refused_by_product", About: "the product that answered or dropped the attempt", Get: func(h *handshake.Handshake) []string { return some(h.Refuser.Product) }},
	{Name: "lost_upgrade", About: "the hop that did not pass the Upgrade header on, as the logs of several hops tell", Get: func(h *handshake.Handshake) []string { return some(string(h.LostUpgrade.Hop)) }},
	{Name: "inputs", About: "client, proxy, server: the sides that speak in some input of the run, in whatever handshake",
		Get: func(h *handshake.Handshake) []string {
			return sidesWhere(func(s handshake.Side) bool { return h.Inputs.Sides[s] })
		}},
	{Name: "lost_host", About: "the hop that passed the request on for another host than the client asked for", Get: func(h *handshake.Handshake) []string { return some(string(h.LostHost.Hop)) }},
	{Name: "sides", About: "client, proxy, server: the sides that speak in this handshake", Get: sides},
}

func differs(h *handshake.Handshake) []string {
	var out []string
	for _, d := range h.Compare {
		out = append(out, d.Field)
	}
	return out
}

func one(get func(*handshake.Event) string) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string { return some(get(e)) }
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func number(get func(*handshake.Event) (int64, bool)) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string {
		if n, ok := get(e); ok {
			return []string{strconv.FormatInt(n, 10)}
		}
		return nil
	}
}

func seconds(get func(*handshake.Event) float64) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string {
		if s := get(e); s >= 0 {
			return []string{strconv.FormatFloat(s, 'f', 3, 64)}
		}
		return nil
	}
}

func result(get func(*handshake.Facts) handshake.Result) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string { return some(string(get(&e.Facts))) }
}

func yes(get func(*handshake.Handshake) bool) func(*handshake.Handshake) []string {
	return func(h *handshake.Handshake) []string {
		if get(h) {
			return []string{"yes"}
		}
		return nil
	}
}

func sides(h *handshake.Handshake) []string {
	return sidesWhere(func(side handshake.Side) bool {
		for i := range h.Views {
			if h.Views[i].Event().Side == side {
				return true
			}
		}
		return false
	})
}

func sidesWhere(speaks func(handshake.Side) bool) []string {
	var out []string
	for side := handshake.Client; side <= handshake.Server; side++ {
		if speaks(side) {
			out = append(out, side.String())
		}
	}
	return out
}

func raw(e *handshake.Event) string { return e.Raw.String() }

func always(*handshake.Event) bool { return true }

func requestShown(e *handshake.Event) bool { return e.Request.Shown }

// upgradeShown: an access log may have a column for this header alone.
func upgradeShown(e *handshake.Event) bool {
	_, listed := e.Request.Get("upgrade")
	return e.Request.Shown || listed
}

func responseShown(e *handshake.Event) bool { return e.Response.Shown }

func requestHeader(name string) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string { return values(e.Request, name) }
}

func responseHeader(name string) func(*handshake.Event) []string {
	return func(e *handshake.Event) []string { return values(e.Response, name) }
}

func values(h handshake.Headers, name string) []string {
	var out []string
	for _, f := range h.List {
		if f.Name.String() == name && !f.Value.IsZero() {
			out = append(out, f.Value.String())
		}
	}
	return out
}

// originHost compares the Origin header with the Host header, or with the URL where no Host header is shown. The
// default port of the Origin's scheme counts as no port.
func originHost(e *handshake.Event) string {
	origin, ok := e.Request.Get("origin")
	host, shown := e.Request.Get("host")
	if !shown {
		host = e.URL.Host
	}
	scheme, from, found := strings.Cut(strings.ToLower(origin.String()), "://")
	to := strings.ToLower(host.String())
	port := defaultPorts[scheme]
	switch {
	case !ok || to == "":
		return ""
	case !found || from == "" || port == "":
		return "null"
	case strings.TrimSuffix(from, port) == strings.TrimSuffix(to, port):
		return "same"
	}
	page, _ := handshake.SplitPort(from)
	if asked, _ := handshake.SplitPort(to); page == asked {
		return "other-port"
	}
	return "other"
}

var defaultPorts = map[string]string{"http": ":80", "https": ":443"}

func lines(h handshake.Headers) []string {
	var out []string
	for _, f := range h.List {
		out = append(out, f.Name.String()+": "+f.Value.String())
	}
	return out
}
