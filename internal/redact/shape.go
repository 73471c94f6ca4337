package redact

import "bytes"

// density says from which length on, and from how many changes on, a run of letters and digits is random.
type density struct {
	least int // bytes
	per   int // one change for so many bytes
}

var (
	inText   = density{24, 4} // anywhere in a text
	inSecret = density{8, 3}  // where a secret is expected: shorter, but denser
)

// hexRandom is the least length of random hexadecimal in a text: 24 digits are an ObjectId, 16 a span id, 12 a
// container.
const hexRandom = 32

// random reports whether b changes between letters (of one case) and digits as often as a random string does
// and no word, version or date does. An upper-case letter before a lower-case one begins a word and is no
// change. In base64 about 45 of 100 neighbours change, in hexadecimal digits 47, in camelCase 17.
func random(b []byte, d density) bool {
	if len(b) < d.least {
		return false
	}
	changes, digits, hex := 0, 0, true
	for i, c := range b {
		hex = hex && isHex(c)
		if isDigit(c) {
			digits++
		}
		if i > 0 && changed(b[i-1], c) {
			changes++
		}
	}
	if hex && d == inText && len(b) < hexRandom {
		return false
	}
	return digits > 0 && digits < len(b) && changes*d.per >= len(b) && !isUUID(b)
}

// changed reports whether the class of letters changes from a to b. Separators are no class.
func changed(a, b byte) bool {
	switch {
	case !isAlnum(a) || !isAlnum(b):
		return false
	case isDigit(a) != isDigit(b):
		return true
	default:
		return isLower(a) && isUpper(b)
	}
}

// isUUID reports whether b is a UUID (RFC 9562 section 4), which names things but is seldom a secret.
func isUUID(b []byte) bool {
	if len(b) != 36 {
		return false
	}
	for i, c := range b {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !isHex(c) {
			return false
		}
	}
	return true
}

// wordlike reports whether b reads like a word, a name or a version and not like a secret.
func wordlike(b []byte) bool {
	const longest, longestNumber = 64, 4
	run := 0
	for _, c := range b {
		run++
		if !isDigit(c) {
			run = 0
		}
		if run > longestNumber {
			return false
		}
	}
	return len(b) <= longest && !random(b, inSecret)
}

// isAPIKey reports whether b begins like the keys of a vendor and is long enough for one.
func isAPIKey(b []byte) bool {
	if len(b) < leastKey {
		return false
	}
	for i := range keyPrefixes {
		p := &keyPrefixes[i]
		if b[0] == p.begins[0] && len(b) >= len(p.begins)+p.least && string(b[:len(p.begins)]) == p.begins {
			return hasDigit(b[len(p.begins):min(len(b), 64)])
		}
	}
	return false
}

func hasDigit(b []byte) bool {
	for _, c := range b {
		if isDigit(c) {
			return true
		}
	}
	return false
}

// emailLen returns the length of the mail address that b, a word whose first '@' stands at at, begins with, as
// people have them: a domain with a dot, and a top-level domain of letters. It returns 0 if b begins with none.
func emailLen(b []byte, at int) int {
	if at <= 0 {
		return 0
	}
	end := at + 1
	for end < len(b) && (isAlnum(b[end]) || b[end] == '.' || b[end] == '-') {
		end++
	}
	domain := bytes.TrimRight(b[at+1:end], ".-")
	dot := bytes.LastIndexByte(domain, '.')
	if dot <= 0 || len(domain)-dot <= 2 || !isTopLevel(domain[dot+1:]) {
		return 0
	}
	return at + 1 + len(domain)
}

// isTopLevel reports whether b may be a top-level domain and is not the end of a file name.
func isTopLevel(b []byte) bool {
	for _, c := range b {
		if !isAlpha(c) {
			return false
		}
	}
	return !in(fileEndings[:], b)
}

// plainName reports whether b may be the name of a header or parameter.
func plainName(b []byte) bool {
	const longest = 64
	return len(b) <= longest && !random(b, inText) && !bytes.Contains(b, []byte(jwtStart)) && !isAPIKey(b) &&
		bytes.IndexByte(b, '@') < 0
}
