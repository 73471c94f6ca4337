package handshake

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

const sectionCORS = "Fetch standard, CORS check"

// CheckCORS judges whether a browser lets a page read the answer to an ordinary HTTP request: a library's step
// before the socket (engine.io polling, SignalR negotiate, SockJS info). target is the origin that was asked,
// "https://host:port" in lower case. It stays Unchecked for a request of the same origin, and where the
// headers are not shown.
func CheckCORS(r *redact.Redactor, x Exchange, target []byte) Facts {
	const name = "Access-Control-Allow-Origin"
	c := check{r: r}
	into := &c.facts.AllowOrigin
	origin, there := x.Request.Get("Origin")
	if !there || !x.Response.Shown || Masked(origin) || bytes.Equal(bytes.ToLower(origin), target) {
		return c.facts
	}
	allowed := x.Response.Tokens(name)
	want := c.r.Value("origin", origin)
	switch {
	case len(allowed) == 0:
		c.fail(into, Missing, sectionCORS, name, want, nil)
	case anyMasked(allowed):
	case len(allowed) > 1:
		c.fail(into, Repeated, sectionCORS, name, want, join(allowed))
	case string(allowed[0]) != "*" && !bytes.Equal(allowed[0], origin):
		c.fail(into, Wrong, sectionCORS, name, want, allowed[0])
	default:
		*into = OK
	}
	return c.facts
}
