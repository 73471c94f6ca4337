package correlate

import (
	"slices"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// compared are the parts of a request in which two clients of one endpoint may differ.
var compared = []struct {
	field string
	get   func(*handshake.Event) redact.Safe
}{
	{"request.origin", header("origin")},
	{"request.upgrade", header("upgrade")},
	{"request.connection", header("connection")},
	{"request.version", header("sec-websocket-version")},
	{"request.protocol", header("sec-websocket-protocol")},
	{"request.extensions", header("sec-websocket-extensions")},
	{"request.host", func(e *handshake.Event) redact.Safe { return e.URL.Host }},
	{"request.scheme", func(e *handshake.Event) redact.Safe { return schemes[e.URL.Scheme] }},
	{"request.http_version", func(e *handshake.Event) redact.Safe { return versions[e.HTTPVersion] }},
	{"request.user_agent", header("user-agent")},
}

var schemes = map[string]redact.Safe{
	"ws": redact.Constant("ws"), "wss": redact.Constant("wss"), "http": redact.Constant("http"), "https": redact.Constant("https"),
}

var versions = map[string]redact.Safe{
	"1.0": redact.Constant("1.0"), "1.1": redact.Constant("1.1"), "2": redact.Constant("2"), "3": redact.Constant("3"),
}

func header(name string) func(*handshake.Event) redact.Safe {
	return func(e *handshake.Event) redact.Safe {
		v, _ := e.Request.Get(name)
		return v
	}
}

// differences returns in what the attempts of a failed cluster differ from those of an opened one: values of which
// events of the same side show some for both, and none in common.
func differences(failed, opened *cluster) []handshake.Difference {
	var out []handshake.Difference
	for _, c := range compared {
		for _, side := range []handshake.Side{handshake.Client, handshake.Proxy, handshake.Server} {
			x, y := failed.values(side, c.get), opened.values(side, c.get)
			if len(x) > 0 && len(y) > 0 && disjoint(x, y) {
				out = append(out, handshake.Difference{Field: c.field, Failed: x[0], Opened: y[0]})
				break
			}
		}
	}
	return out
}

func (c *cluster) values(side handshake.Side, get func(*handshake.Event) redact.Safe) []redact.Safe {
	var out []redact.Safe
	for _, n := range c.nodes {
		for _, e := range n.Events {
			if v := get(e); e.Side == side && !v.IsZero() && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

func disjoint(x, y []redact.Safe) bool {
	return !slices.ContainsFunc(x, func(v redact.Safe) bool { return slices.Contains(y, v) })
}
