package redact

import "bytes"

// credentials is the policy of Authorization: the scheme stays.
func (r *Redactor) credentials(dst, value []byte) []byte {
	before, value, after := trimSpace(value)
	dst = append(dst, before...)
	scheme, secret, found := bytes.Cut(value, []byte{' '})
	if in(authSchemes[:], scheme) {
		dst = append(dst, scheme...)
		if found {
			dst = r.markUnlessPlain(append(dst, ' '), kindToken, secret)
		}
		return append(dst, after...)
	}
	return append(r.markUnlessPlain(dst, kindToken, value), after...)
}

// cookies is the policy of Cookie: names stay.
func (r *Redactor) cookies(dst, value []byte) []byte {
	for first := true; first || len(value) > 0; first = false {
		part, rest, more := bytes.Cut(value, []byte{';'})
		dst = r.cookiePair(dst, part)
		if more {
			dst = append(dst, ';')
		}
		value = rest
	}
	return dst
}

func (r *Redactor) cookiePair(dst, part []byte) []byte {
	before, pair, after := trimSpace(part)
	dst = append(dst, before...)
	name, value, found := cutMarked(pair, '=')
	switch {
	case found:
		dst = append(r.markUnlessName(dst, name), '=')
		dst = r.mark(dst, kindCookie, value)
	case wordlike(pair) && bytes.IndexByte(pair, '@') < 0:
		dst = append(dst, pair...)
	default:
		dst = r.mark(dst, kindCookie, pair)
	}
	return append(dst, after...)
}

// setCookies is the policy of Set-Cookie: names and attributes stay. Several cookies may stand in one value,
// after a line end or, where a program joined them, after a comma.
func (r *Redactor) setCookies(dst, value []byte) []byte {
	for first := true; first || len(value) > 0; first = false {
		end := setCookieEnd(value)
		if part := value[:end]; isAttribute(part) {
			dst = append(dst, part...)
		} else {
			dst = r.cookiePair(dst, part)
		}
		if end < len(value) {
			dst = append(dst, value[end])
			end++
		}
		value = value[end:]
	}
	return dst
}

// setCookieEnd returns where the first part of a Set-Cookie value ends. The comma in a date ends nothing.
func setCookieEnd(b []byte) int {
	end := until(b, 0, endsCookie)
	_, name, _ := trimSpace(b)
	if end < len(b) && b[end] == ',' && hasPrefixFold(name, "expires=") {
		return until(b, end+1, endsCookie)
	}
	return end
}

func endsCookie(c byte) bool { return c == ';' || c == ',' || c == '\n' }

// attributes of RFC 6265bis section 4.1.2 and the longest value each may have.
var attributes = [...]struct {
	name    string
	longest int
}{
	{"path", 64}, {"domain", 64}, {"expires", 32}, {"max-age", 12}, {"samesite", 6}, {"priority", 6},
	{"secure", 0}, {"httponly", 0}, {"partitioned", 0},
}

func isAttribute(part []byte) bool {
	_, part, _ = trimSpace(part)
	name, value, _ := bytes.Cut(part, []byte{'='})
	for _, a := range attributes {
		if in([]string{a.name}, name) {
			return len(value) <= a.longest && !random(value, inText)
		}
	}
	return false
}

// subprotocols is the policy of Sec-WebSocket-Protocol, which browsers' scripts use to send a token, for want of
// another header: after a word that says so, behind a prefix, or bare.
func (r *Redactor) subprotocols(dst, value []byte) []byte {
	announced := false
	for first := true; first || len(value) > 0; first = false {
		element, rest, more := cutMarked(value, ',')
		before, name, after := trimSpace(element)
		dst = append(dst, before...)
		dst = r.subprotocol(dst, name, announced)
		dst = append(dst, after...)
		if more {
			dst = append(dst, ',')
		}
		announced = findSecret(name) != nil || in(authSchemes[:], name) || in([]string{"authorization"}, name)
		value = rest
	}
	return dst
}

// subprotocol appends one element; announced means that the one before it said that a token follows.
func (r *Redactor) subprotocol(dst, name []byte, announced bool) []byte {
	if in(knownProtocols[:], name) || len(name) == 0 {
		return append(dst, name...)
	}
	if announced {
		return r.mark(dst, kindToken, name)
	}
	if at := secretStart(name); at > 0 && wordlike(name[:at]) {
		return r.mark(append(dst, name[:at]...), kindToken, name[at:])
	}
	if wordlike(name) && plainName(name) {
		return append(dst, name...)
	}
	return r.mark(dst, kindToken, name)
}

// secretStart returns where in an element a JWT, a mark of an earlier pass, or what stands behind a word that
// announces a secret begins; 0 if nowhere.
func secretStart(name []byte) int {
	plain := beforeFirstMark(name)
	if jwt := bytes.Index(plain, []byte(jwtStart)); jwt > 0 && isJWT(name[jwt:]) {
		return jwt
	}
	if dot := bytes.LastIndexByte(plain, '.'); dot >= 0 && namesSecret(plain[:dot]) {
		return dot + 1
	}
	if len(plain) < len(name) {
		return len(plain)
	}
	return 0
}

// namesSecret reports whether one of the dotted words says that a secret follows, as in
// base64url.bearer.authorization.k8s.io.<token> and openai-insecure-api-key.<key>.
func namesSecret(dotted []byte) bool {
	for len(dotted) > 0 {
		word, rest, _ := bytes.Cut(dotted, []byte{'.'})
		if in(authSchemes[:], word) || in([]string{"authorization"}, word) || findSecret(word) != nil {
			return true
		}
		dotted = rest
	}
	return false
}

// cutMarked cuts b at the first sep that stands in no mark.
func cutMarked(b []byte, sep byte) (before, after []byte, found bool) {
	i := until(b, 0, func(c byte) bool { return c == sep })
	if i == len(b) {
		return b, nil, false
	}
	return b[:i], b[i+1:], true
}

// beforeFirstMark returns b up to the first mark in it.
func beforeFirstMark(b []byte) []byte {
	for i := range b {
		if b[i] == markOpen[0] && markLen(b[i:]) > 0 {
			return b[:i]
		}
	}
	return b
}

func (r *Redactor) markUnlessName(dst, name []byte) []byte {
	if plainName(name) {
		return append(dst, name...)
	}
	return r.mark(dst, kindName, name)
}
