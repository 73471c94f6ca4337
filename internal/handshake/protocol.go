package handshake

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// RawHeaders are the header fields of one message as recorded, before redaction. Shown is as in Headers. They
// live only while a record is parsed: an Event never holds them.
type RawHeaders struct {
	Shown bool
	List  []RawHeader
}

// RawHeader is one header field; the case of Name does not matter. A Value may hold several values that an
// exporter joined with "\n" or ", ".
type RawHeader struct{ Name, Value []byte }

// Exchange is one opening handshake as recorded.
type Exchange struct {
	Request, Response RawHeaders
	Status            int    // of the answer; 0 if none is shown
	HTTPVersion       string // of the answer; "" if it is not shown
	Extended          bool   // an extended CONNECT (RFC 8441, RFC 9220), which has neither Upgrade, Connection, Key nor Accept
}

// Check judges the exchange by RFC 6455 sections 4.1 and 4.2 and RFC 7692. What the recorded headers do not
// decide (not shown, masked by hand or by a sanitizer) stays Unchecked.
func Check(r *redact.Redactor, x Exchange) Facts {
	c := check{r: r}
	if x.Request.Shown {
		c.request(&x)
	}
	if x.Opens() && x.Response.Shown {
		c.response(&x)
	}
	return c.facts
}

// Opens reports whether the answer has the status that opens a WebSocket.
func (x *Exchange) Opens() bool {
	return x.Status == 101 || x.Extended && x.Status >= 200 && x.Status <= 299
}

// Get returns the first value of the header called name, and whether it is there.
func (h RawHeaders) Get(name string) ([]byte, bool) {
	for _, f := range h.List {
		if foldEqual(f.Name, name) {
			return f.Value, true
		}
	}
	return nil, false
}

// Lines returns every value of the header called name: repeated fields and fields joined with "\n" apart.
func (h RawHeaders) Lines(name string) [][]byte {
	var out [][]byte
	for _, f := range h.List {
		if foldEqual(f.Name, name) {
			for _, line := range bytes.Split(f.Value, []byte{'\n'}) {
				out = append(out, bytes.TrimSpace(line))
			}
		}
	}
	return out
}

// Tokens returns the comma-separated elements of every value of the header called name (RFC 9110 section 5.6.1).
func (h RawHeaders) Tokens(name string) [][]byte {
	var out [][]byte
	for _, line := range h.Lines(name) {
		out = append(out, splitList(line, ',')...)
	}
	return out
}

// splitList splits s at sep outside of quoted strings and drops empty elements.
func splitList(s []byte, sep byte) [][]byte {
	var out [][]byte
	quoted, from := false, 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == sep && !quoted:
			if e := bytes.TrimSpace(s[from:i]); len(e) > 0 {
				out = append(out, e)
			}
			from = i + 1
		case s[i] == '"':
			quoted = !quoted
		}
	}
	return out
}

const (
	section41 = "RFC 6455 section 4.1"
	section42 = "RFC 6455 section 4.2.1"
)

// check collects the facts of one exchange.
type check struct {
	r     *redact.Redactor
	facts Facts
}

// fail records result in into, with the violation that it is.
func (c *check) fail(into *Result, result Result, section, header string, want redact.Safe, got []byte) {
	*into = result
	c.facts.Violations = append(c.facts.Violations, Violation{
		Section: section, Header: header, Want: want, Got: c.r.Value(lower(header), got),
	})
}

func (c *check) request(x *Exchange) {
	f := &c.facts
	c.single(&f.RequestVersion, x.Request, "Sec-WebSocket-Version", redact.Constant("13"), func(v []byte) bool { return string(v) == "13" })
	if x.Extended {
		return
	}
	c.token(&f.RequestUpgrade, x.Request, section42, "Upgrade", redact.Constant("websocket"))
	c.token(&f.RequestConnection, x.Request, section42, "Connection", redact.Constant("Upgrade"))
	c.single(&f.RequestKey, x.Request, "Sec-WebSocket-Key", redact.Constant("16 bytes in base64"), validKey)
}

func (c *check) response(x *Exchange) {
	f := &c.facts
	c.protocol(x)
	c.extensions(x)
	if x.Extended {
		return
	}
	if f.StatusLine = OK; x.HTTPVersion == "1.0" || x.HTTPVersion == "0.9" {
		c.fail(&f.StatusLine, Wrong, section41, "", redact.Constant("HTTP/1.1 or later"), []byte("HTTP/"+x.HTTPVersion))
	}
	c.token(&f.Upgrade, x.Response, section41, "Upgrade", redact.Constant("websocket"))
	if f.Upgrade == OK && len(x.Response.Tokens("Upgrade")) > 1 {
		c.fail(&f.Upgrade, Repeated, section41, "Upgrade", redact.Constant("websocket"), join(x.Response.Tokens("Upgrade")))
	}
	c.token(&f.Connection, x.Response, section41, "Connection", redact.Constant("Upgrade"))
	c.accept(x)
}

// token checks that a header holds want as one element of its list, without regard to case.
func (c *check) token(into *Result, h RawHeaders, section, name string, want redact.Safe) {
	tokens := h.Tokens(name)
	if *into = Wrong; len(tokens) == 0 {
		*into = Missing
	}
	for _, t := range tokens {
		switch {
		case Masked(t):
			*into = Unchecked
			return
		case foldEqual(t, want.String()):
			*into = OK
		}
	}
	if _, there := h.Get(name); there && *into == Missing {
		*into = Unchecked // an empty value: blanked by whoever cleaned the record
	}
	if *into == Wrong || *into == Missing {
		c.fail(into, *into, section, name, want, join(tokens))
	}
}

// single checks a request header that must stand once and satisfy valid.
func (c *check) single(into *Result, h RawHeaders, name string, want redact.Safe, valid func([]byte) bool) {
	values := h.Tokens(name)
	switch {
	case len(values) == 0:
		if _, there := h.Get(name); !there {
			c.fail(into, Missing, section42, name, want, nil)
		}
	case anyMasked(values) || looksHashed(values[0]):
	case len(values) > 1:
		c.fail(into, Repeated, section42, name, want, join(values))
	case !valid(values[0]):
		c.fail(into, Wrong, section42, name, want, values[0])
	default:
		*into = OK
	}
}

func (c *check) accept(x *Exchange) {
	const name = "Sec-WebSocket-Accept"
	into := &c.facts.Accept
	keys, values := x.Request.Tokens("Sec-WebSocket-Key"), x.Response.Tokens(name)
	if len(values) == 0 {
		if _, there := x.Response.Get(name); !there {
			c.fail(into, Missing, section41, name, c.expected(keys), nil)
		}
		return
	}
	switch {
	case anyMasked(values):
	case len(values) > 1:
		c.fail(into, Repeated, section41, name, c.expected(keys), join(values))
	case len(keys) != 1 || !validKey(keys[0]):
	case string(values[0]) != Accept(keys[0]):
		c.fail(into, Wrong, section41, name, c.expected(keys), values[0])
	default:
		*into = OK
	}
}

// expected returns the accept value that fits the key, as far as there is one.
func (c *check) expected(keys [][]byte) redact.Safe {
	if len(keys) != 1 || !validKey(keys[0]) {
		return redact.Constant("one value computed from the key")
	}
	return c.r.Value("sec-websocket-accept", []byte(Accept(keys[0])))
}

func (c *check) protocol(x *Exchange) {
	const name = "Sec-WebSocket-Protocol"
	into := &c.facts.Protocol
	chosen := x.Response.Tokens(name)
	if !x.Request.Shown || anyMasked(chosen) {
		return
	}
	offered := x.Request.Tokens(name)
	want := redact.Constant("none")
	if len(offered) > 0 {
		want = c.r.Value(lower(name), join(offered))
	}
	switch {
	case len(chosen) == 0 && len(offered) == 0:
		*into = OK
	case len(chosen) == 0:
		c.fail(into, NotChosen, section41, name, want, nil)
	case len(chosen) > 1:
		c.fail(into, Repeated, section41, name, want, join(chosen))
	case contains(offered, chosen[0]):
		*into = OK
	case !anyMasked(offered):
		c.fail(into, NotOffered, section41, name, want, chosen[0])
	}
}

// acceptSuffix is the GUID of RFC 6455 section 1.3.
const acceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

// Accept returns the Sec-WebSocket-Accept value for a key (RFC 6455 section 4.2.2).
func Accept(key []byte) string {
	sum := sha1.Sum(append(append(make([]byte, 0, 64), key...), acceptSuffix...))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func validKey(key []byte) bool {
	var nonce [18]byte
	n, err := base64.StdEncoding.Decode(nonce[:], clip(key, 24))
	return err == nil && n == 16 && len(key) == 24
}

func clip(b []byte, n int) []byte { return b[:min(len(b), n)] }

// masks are the marks that people and sanitizers leave in place of a value.
var masks = [][]byte{
	[]byte("***"), []byte("█"), []byte("•"), []byte("‹"), []byte("…"), []byte("..."), []byte("redact"), []byte("removed"),
	[]byte("masked"), []byte("hidden"), []byte("filtered"), []byte("sanitize"), []byte("scrubbed"), []byte("censored"),
	[]byte("<"), []byte("["), []byte("snip"),
}

// Masked reports whether a header value was replaced by whoever cleaned the record: "***", "[REDACTED]", "█",
// "xxxx", or nothing at all.
func Masked(v []byte) bool {
	low := bytes.ToLower(clip(v, 128))
	for _, m := range masks {
		if bytes.Contains(low, m) {
			return true
		}
	}
	return uniform(bytes.TrimRight(low, "="))
}

// uniform reports whether v is empty or one character, three times or more: "xxxx", "----".
func uniform(v []byte) bool {
	if len(v) == 0 {
		return true
	}
	for _, c := range v {
		if c != v[0] {
			return false
		}
	}
	return len(v) >= 3
}

func anyMasked(values [][]byte) bool {
	for _, v := range values {
		if Masked(v) {
			return true
		}
	}
	return false
}

// looksHashed reports whether v has the shape of a digest, which some sanitizers put in place of a value:
// 16, 20, 32 or 64 bytes in hexadecimal, or 20, 32 or 64 bytes in base64.
func looksHashed(v []byte) bool {
	switch len(v) {
	case 28, 44, 88:
		_, err := base64.StdEncoding.DecodeString(string(v))
		return err == nil
	case 32, 40, 64, 128:
		return len(bytes.Trim(v, "0123456789abcdefABCDEF")) == 0
	}
	return false
}

func contains(list [][]byte, v []byte) bool {
	for _, e := range list {
		if bytes.Equal(e, v) {
			return true
		}
	}
	return false
}

func join(values [][]byte) []byte { return bytes.Join(values, []byte(", ")) }

// foldEqual compares without regard to the case of ASCII letters, and does not allocate.
func foldEqual(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i := range b {
		if b[i] != s[i] && (b[i]|0x20 != s[i]|0x20 || b[i]|0x20 < 'a' || b[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

func lower(name string) string { return string(bytes.ToLower([]byte(name))) }
