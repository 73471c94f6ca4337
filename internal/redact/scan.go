package redact

import (
	"bytes"
	"encoding/base64"
)

// scanner looks for secrets in free text. It goes over the text once, word by word; each find* method looks at
// the word at i and either takes it, with what belongs to it, or leaves it to the next.
type scanner struct {
	r   *Redactor
	b   []byte
	i   int // next byte to look at
	out []byte
	end int // length of out from which on nothing more is needed; 0: no bound
}

// scrub appends b without its secrets. With max > 0 it may stop when it has more than max bytes.
func (r *Redactor) scrub(dst, b []byte, max int) []byte {
	if dst == nil {
		dst = make([]byte, 0, min(len(b), 1<<12)+64)
	}
	s := scanner{r: r, b: b, out: dst}
	if max > 0 && max < len(b) {
		s.end = len(dst) + max + 1
	}
	for s.i < len(b) && (s.end == 0 || len(s.out) < s.end) {
		s.step()
	}
	return s.out
}

func (s *scanner) step() {
	switch classes[s.b[s.i]] {
	case classOther:
		s.copy(otherEnd(s.b, s.i))
	case classStart:
		s.special()
	default:
		s.word()
	}
}

// word takes the word at i. In "\\nCookie: …" the n belongs to the escape and not to the word, unless with it the
// word is a name.
func (s *scanner) word() {
	end, seen := wordEnd(s.b, s.i)
	w := s.b[s.i:end]
	switch next := follower(s.b, end); {
	case seen&sawDash != 0 && s.findPEM(w):
	case next == ':' && s.findURL(w):
	case (mayHaveValue(s.b, end) || w[0] == '-') && s.findNamed(w):
	case next == '/' && s.findBase64():
	case s.afterBackslash() && len(w) > 1:
		s.copy(s.i + 1)
	case next == ' ' && s.findScheme(w):
	case seen&(sawDigit|sawAt) == 0 && len(w) < longestWord:
		s.copy(end)
	default:
		s.shapes(w)
	}
}

// longestWord is the length from which on a word without a digit may be a JWT.
const longestWord = 16

// follower returns the byte after a word if something can follow that belongs to it, or 0.
func follower(b []byte, end int) byte {
	if end == len(b) || classes[b[end]] != classOther {
		return 0
	}
	return b[end]
}

// afterBackslash reports whether the byte at i is the letter of an escape.
func (s *scanner) afterBackslash() bool {
	return s.i > 0 && s.b[s.i-1] == '\\' && bytes.IndexByte([]byte("nrt"), s.b[s.i]) >= 0
}

// special takes a mark, a query or a fragment, or one byte that is none of them.
func (s *scanner) special() {
	if n := markLen(s.b[s.i:]); n > 0 {
		s.copy(s.i + n)
		return
	}
	c := s.b[s.i]
	s.copy(s.i + 1)
	if c != '?' && c != '#' {
		return
	}
	end := queryEnd(s.b, s.i)
	q := trimPunctuation(s.b[s.i:end])
	switch {
	case len(q) == 0:
		s.copy(end)
	case c == '?' || bytes.IndexByte(q, '=') >= 0:
		s.out = s.r.query(s.out, q)
		s.i += len(q)
	}
}

// copy appends the text up to end as it is.
func (s *scanner) copy(end int) {
	s.out = append(s.out, s.b[s.i:end]...)
	s.i = end
}

// hide appends a mark for the text up to end.
func (s *scanner) hide(k kind, end int) {
	s.out = s.r.mark(s.out, k, s.b[s.i:end])
	s.i = end
}

// findPEM takes a block of RFC 7468, to its end or, if that is cut off, to the end of the text.
func (s *scanner) findPEM(w []byte) bool {
	begin := bytes.Index(w, []byte("-----BEGIN"))
	if begin < 0 {
		return false
	}
	s.copy(s.i + begin)
	end := len(s.b)
	if i := bytes.Index(s.b[s.i:], []byte("-----END")); i >= 0 {
		end = s.i + i + len("-----END")
		if j := bytes.Index(s.b[end:], []byte("-----")); j >= 0 {
			end += j + len("-----")
		}
	}
	s.hide(kindPEM, end)
	return true
}

// findURL takes the scheme, the userinfo and the authority of a URL. Hosts stay.
func (s *scanner) findURL(w []byte) bool {
	const sep = "://"
	start := s.i + len(w)
	if !bytes.HasPrefix(s.b[start:], []byte(sep)) {
		return false
	}
	s.shapes(w)
	s.copy(start + len(sep))
	end := until(s.b, s.i, endsAuthority)
	if at := bytes.LastIndexByte(s.b[s.i:end], '@'); at >= 0 {
		s.hide(kindUserinfo, s.i+at)
	}
	s.copy(end)
	return true
}

// findBase64 takes random base64 with a '/' in it, which would else be taken for a path: it does not begin with one,
// and has a '+' or ends with '='.
func (s *scanner) findBase64() bool {
	if s.i > 0 && s.b[s.i-1] == '/' {
		return false
	}
	end := s.i
	for end < len(s.b) && (isAlnum(s.b[end]) || s.b[end] == '+' || s.b[end] == '/') {
		end++
	}
	padded := s.padding(end)
	if padded == end && bytes.IndexByte(s.b[s.i:end], '+') < 0 || !random(s.b[s.i:padded], inText) {
		return false
	}
	s.hide(kindRandom, padded)
	return true
}

// findScheme takes the credentials after the name of an authentication scheme, where no header's name stands
// before it.
func (s *scanner) findScheme(w []byte) bool {
	if !in(authSchemes[:], w) {
		return false
	}
	start := s.i + len(w)
	for start < len(s.b) && isSpace(s.b[start]) {
		start++
	}
	end := start
	for end < len(s.b) && (isTokenByte(s.b[end]) || s.b[end] == '~') {
		end++
	}
	if start == s.i+len(w) || !isCredentials(w, s.b[start:end]) {
		return false
	}
	s.copy(start)
	s.hide(kindToken, end)
	return true
}

// isCredentials tells credentials from the sentences in which schemes are named ("bearer token missing").
func isCredentials(scheme, b []byte) bool {
	word, _, _ := bytes.Cut(b, []byte{'='})
	switch {
	case len(b) < 6 || in(plainWords[:], bytes.TrimRight(word, ".")):
		return false
	case in([]string{"bearer"}, scheme):
		return true
	case in([]string{"basic"}, scheme):
		pair, _ := base64.StdEncoding.DecodeString(string(b))
		return bytes.IndexByte(pair, ':') >= 0 || !wordlike(b)
	default:
		return len(b) >= 16 && !wordlike(b)
	}
}

// shapes takes a word, and hides what is known by its form alone.
func (s *scanner) shapes(w []byte) {
	for end := s.i + len(w); s.i < end; {
		rest := s.b[s.i:end]
		at := bytes.IndexByte(rest, '@')
		switch n := emailLen(rest, at); {
		case n > 0:
			s.hide(kindEmail, s.i+n)
		case at < 0:
			s.pieces(end)
		case at > 0 && s.isPassword(rest[at+1:]):
			s.hide(kindPassword, s.i+at)
		default:
			s.pieces(s.i + at)
			s.copy(s.i + 1)
		}
	}
}

// isPassword reports whether a word at i, which stands before an '@' and host, is the password of
// "user:password@host".
func (s *scanner) isPassword(host []byte) bool {
	return s.i > 1 && s.b[s.i-1] == ':' && isAlnum(s.b[s.i-2]) && len(host) > 0 && !hasPrefixFold(host, "http")
}

// leastKey is shorter than any key or token that its form alone gives away.
const leastKey = 14

// pieces takes a word up to end, in which there is no '@'. Keys and JWTs may hold dots.
func (s *scanner) pieces(end int) {
	for s.i < end {
		rest := s.b[s.i:end]
		if len(rest) < leastKey {
			s.copy(end)
			return
		}
		dot := bytes.IndexByte(rest, '.')
		if dot < 0 {
			dot = len(rest)
		}
		s.piece(rest, dot)
	}
}

// piece takes what stands before a dot, with that; or a JWT or key from there to the end of the word.
func (s *scanner) piece(rest []byte, dot int) {
	whole := bytes.TrimRight(rest, ".")
	jwt := bytes.Index(rest[:dot], []byte(jwtStart))
	switch {
	case jwt >= 0 && isJWT(whole[jwt:]):
		s.copy(s.i + jwt)
		s.hide(kindJWT, s.padding(s.i+len(whole)-jwt))
	case isAPIKey(whole):
		s.hide(kindAPIKey, s.i+len(whole))
	case random(rest[:dot], inText):
		s.hide(kindRandom, s.padding(s.i+dot))
	default:
		s.copy(s.i + min(dot+1, len(rest)))
	}
}

// padding returns end, or where the '=' after it end if the word ends there.
func (s *scanner) padding(end int) int {
	for end < len(s.b) && s.b[end] == '=' {
		end++
	}
	return end
}

// What a word has.
const (
	sawDigit = 1 << iota
	sawAt
	sawDash
)

// wordEnd returns where the word at i ends, and what it has.
func wordEnd(b []byte, i int) (end int, seen uint8) {
	for i < len(b) && classes[b[i]] >= classWord {
		seen |= marked[b[i]]
		i++
	}
	return i, seen
}

// otherEnd returns where the bytes that start nothing end.
func otherEnd(b []byte, i int) int {
	for i < len(b) && classes[b[i]] == classOther {
		i++
	}
	return i
}

// until returns the index of the first byte at or after i that stop says ends something. Marks are stepped over.
func until(b []byte, i int, stop func(c byte) bool) int {
	for i < len(b) && !stop(b[i]) {
		i += step(b, i)
	}
	return i
}

// step returns how far to go from i to the next byte: over a mark at once.
func step(b []byte, i int) int {
	if b[i] != markOpen[0] {
		return 1
	}
	return max(1, markLen(b[i:]))
}

func endsAuthority(c byte) bool {
	return c <= ' ' || isQuote(c) || bytes.IndexByte([]byte(`/?#<>\,;|)`), c) >= 0
}

func endsValue(c byte) bool {
	return c <= ' ' || isQuote(c) || bytes.IndexByte([]byte(`,;&<>()[]{}|\`), c) >= 0
}

func endsSegment(c byte) bool { return endsValue(c) || c == '/' || c == '?' || c == '#' }

func endsTarget(c byte) bool {
	return c <= ' ' || isQuote(c) || bytes.IndexByte([]byte(`<>|\#`), c) >= 0
}
