package redact

import "bytes"

// Text returns free text (a log message, a console line, a body) with every secret that the table knows
// replaced by its mark, cut at max bytes (0: no bound) at a rune boundary with "…".
func (r *Redactor) Text(b []byte, max int) Safe {
	if r.keep {
		return Safe{clip(string(b), max)}
	}
	return Safe{clip(string(r.scrub(nil, b, max)), max)}
}

// Frame returns the payload of a WebSocket message: the names that its JSON uses and the words of library
// protocols stay, everything that people said does not.
func (r *Redactor) Frame(b []byte, max int) Safe {
	if r.keep {
		return Safe{clip(string(b), max)}
	}
	return Safe{clip(string(r.frame(nil, b)), max)}
}

// Value returns the value of the header called name, in any case.
func (r *Redactor) Value(name string, value []byte) Safe {
	if r.keep {
		return Safe{string(value)}
	}
	return Safe{string(r.header(nil, name, value))}
}

// Name returns a header name in lower case.
func (r *Redactor) Name(b []byte) Safe {
	if !r.keep && !plainName(b) {
		return Safe{string(r.mark(nil, kindName, b))}
	}
	return Safe{string(bytes.ToLower(b))}
}

// Host returns host[:port] in lower case, without userinfo.
func (r *Redactor) Host(b []byte) Safe {
	return Safe{string(bytes.ToLower(b[bytes.LastIndexByte(b, '@')+1:]))}
}

// Path returns the path of a URL.
func (r *Redactor) Path(b []byte) Safe { return r.Text(b, 0) }

// Query returns a query string (without '?') in which only harmless values stand in clear.
func (r *Redactor) Query(b []byte) Safe {
	if r.keep {
		return Safe{string(b)}
	}
	return Safe{string(r.query(nil, b))}
}

// URL returns an absolute URL or a request target.
func (r *Redactor) URL(b []byte) Safe { return r.Text(b, 0) }

// Addr returns a network address.
func (r *Redactor) Addr(b []byte) Safe {
	if addressLike(b) {
		return Safe{string(b)}
	}
	return r.Text(b, 0)
}

// Token returns one word of a protocol (a subprotocol, an extension, a flag).
func (r *Redactor) Token(b []byte) Safe {
	if r.keep {
		return Safe{string(b)}
	}
	return Safe{string(r.subprotocols(nil, b))}
}

// addressLike reports whether b has only characters of IP addresses, ports and zones, and few of them.
func addressLike(b []byte) bool {
	const longest = len("[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255%enp0s31f6]:65535")
	for _, c := range b {
		if !isHex(c) && c != '.' && c != ':' && c != '[' && c != ']' {
			return false
		}
	}
	return len(b) <= longest && (bytes.IndexByte(b, '.') >= 0 || bytes.IndexByte(b, ':') >= 0)
}

// clip cuts s at max bytes, never within a rune or a mark.
func clip(s string, max int) string {
	if max <= 0 || len(s) <= max {
		return s
	}
	for max > 0 && s[max]&0xC0 == 0x80 {
		max--
	}
	return s[:beforeMark(s, max)] + "…"
}
