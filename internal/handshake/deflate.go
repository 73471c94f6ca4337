package handshake

import (
	"bytes"
	"strconv"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// extension is one element of Sec-WebSocket-Extensions (RFC 6455 section 9.1).
type extension struct {
	name   []byte
	params []param
}

type param struct {
	name, value []byte
	hasValue    bool
}

func parseExtensions(h RawHeaders) []extension {
	var out []extension
	for _, e := range h.Tokens("Sec-WebSocket-Extensions") {
		parts := splitList(e, ';')
		if len(parts) == 0 {
			continue
		}
		x := extension{name: parts[0]}
		for _, p := range parts[1:] {
			name, value, has := bytes.Cut(p, []byte{'='})
			x.params = append(x.params, param{bytes.TrimSpace(name), bytes.Trim(bytes.TrimSpace(value), `"`), has})
		}
		out = append(out, x)
	}
	return out
}

// extensions checks that the server chose only what was offered, each once, and with parameters that the
// extension allows.
func (c *check) extensions(x *Exchange) {
	const name = "Sec-WebSocket-Extensions"
	into := &c.facts.Extension
	values := x.Response.Tokens(name)
	if !x.Request.Shown || anyMasked(values) || anyMasked(x.Request.Tokens(name)) {
		return
	}
	offered, chosen := parseExtensions(x.Request), parseExtensions(x.Response)
	for i, e := range chosen {
		result, section, want := judgeExtension(e, chosen[:i], offered)
		if result != OK {
			c.fail(into, result, section, name, want, join(values))
			return
		}
	}
	*into = OK
}

func judgeExtension(e extension, before, offered []extension) (result Result, section string, want redact.Safe) {
	for _, b := range before {
		if bytes.Equal(b.name, e.name) {
			return Repeated, "RFC 6455 section 9.1", redact.Constant("each extension once")
		}
	}
	for _, o := range offered {
		if bytes.Equal(o.name, e.name) {
			if string(e.name) == "permessage-deflate" {
				return judgeDeflate(e.params, offered)
			}
			return OK, "", redact.Safe{}
		}
	}
	return NotOffered, section41, redact.Constant("only extensions that the client offered")
}

// deflateParams are the parameters of permessage-deflate (RFC 7692 section 7.1) in an answer.
var deflateParams = []struct {
	name  string
	bits  bool // has a value from 8 to 15; the others have none
	offer bool // may stand only if the client offered it
}{
	{name: "server_no_context_takeover"},
	{name: "client_no_context_takeover"},
	{name: "server_max_window_bits", bits: true},
	{name: "client_max_window_bits", bits: true, offer: true},
}

const section7692 = "RFC 7692 section 7.1"

func judgeDeflate(params []param, offered []extension) (Result, string, redact.Safe) {
	for i, p := range params {
		if result, want := judgeParam(p, params[:i], offered); result != OK {
			return result, section7692, want
		}
	}
	return OK, "", redact.Safe{}
}

func judgeParam(p param, before []param, offered []extension) (Result, redact.Safe) {
	if hasParam(before, p.name) {
		return Wrong, redact.Constant("each parameter once")
	}
	for _, d := range deflateParams {
		switch {
		case string(p.name) != d.name:
		case d.bits && !windowBits(p):
			return Wrong, redact.Constant("window bits from 8 to 15")
		case !d.bits && p.hasValue:
			return Wrong, redact.Constant("a parameter without a value")
		case d.offer && !offersParam(offered, d.name):
			return NotOffered, redact.Constant("only parameters that the client offered")
		default:
			return OK, redact.Safe{}
		}
	}
	return Wrong, redact.Constant("a parameter of permessage-deflate")
}

// windowBits reports whether p has a value from 8 to 15 without leading zeros.
func windowBits(p param) bool {
	n, err := strconv.Atoi(string(p.value))
	return err == nil && n >= 8 && n <= 15 && p.value[0] != '0' && p.value[0] != '+'
}

func hasParam(params []param, name []byte) bool {
	for _, p := range params {
		if bytes.Equal(p.name, name) {
			return true
		}
	}
	return false
}

func offersParam(offered []extension, name string) bool {
	for _, o := range offered {
		if string(o.name) == "permessage-deflate" && hasParam(o.params, []byte(name)) {
			return true
		}
	}
	return false
}
