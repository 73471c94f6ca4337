package redact

import (
	"bytes"
	"strconv"
	"strings"
)

// kind says what a mark stands for.
type kind string

// The kinds. A text in ‹› that begins with another word is no mark.
const (
	kindJWT      kind = "jwt"
	kindToken    kind = "token"
	kindCookie   kind = "cookie"
	kindPassword kind = "password"
	kindUserinfo kind = "userinfo"
	kindValue    kind = "value"
	kindName     kind = "name"
	kindNonce    kind = "nonce"
	kindAPIKey   kind = "api-key"
	kindPEM      kind = "pem"
	kindEmail    kind = "email"
	kindFrame    kind = "frame"
	kindRandom   kind = "random"
)

const (
	markOpen  = "‹"
	markClose = "›"
	markTail  = " bytes"
	// maxMark bounds how far the end of a mark is looked for; the longest is a JWT with all the claims it may name.
	maxMark = 600
	hashLen = 16
)

var kinds = [...]kind{
	kindJWT, kindToken, kindCookie, kindPassword, kindUserinfo, kindValue, kindName, kindNonce, kindAPIKey,
	kindPEM, kindEmail, kindFrame, kindRandom,
}

// mark appends ‹k hash, n bytes› for secret. An empty secret, and one that is a mark already, stays as it is.
func (r *Redactor) mark(dst []byte, k kind, secret []byte) []byte {
	if len(secret) == 0 || markLen(secret) == len(secret) {
		return append(dst, secret...)
	}
	about := string(k)
	if shape, ok := jwtShape(secret); ok {
		about = shape
	}
	dst = append(append(append(dst, markOpen...), about...), ' ')
	dst = appendHash(dst, r.Hash(secret))
	dst = strconv.AppendInt(append(dst, ", "...), int64(len(secret)), 10)
	return append(append(dst, markTail...), markClose...)
}

func appendHash(dst []byte, m Mark) []byte {
	const digits = "0123456789abcdef"
	for shift := 60; shift >= 0; shift -= 4 {
		dst = append(dst, digits[m>>shift&15])
	}
	return dst
}

// markLen returns the length of the mark that b begins with, and 0 if it begins with none.
func markLen(b []byte) int {
	if len(b) < len(markOpen) || string(b[:len(markOpen)]) != markOpen || !isKind(b[len(markOpen):]) {
		return 0
	}
	end := bytes.Index(b[:min(len(b), maxMark)], []byte(markClose))
	if end < 0 {
		return 0
	}
	if _, ok := markID(string(b[len(markOpen):end])); !ok {
		return 0
	}
	return end + len(markClose)
}

// isKind reports whether b begins with a kind and a blank.
func isKind(b []byte) bool {
	for _, k := range kinds {
		if n := len(k); len(b) > n && b[n] == ' ' && string(b[:n]) == string(k) {
			return true
		}
	}
	return false
}

// markID takes the inside of a mark apart and returns where its hash or number stands.
func markID(inside string) (id [2]int, ok bool) {
	head, ok := strings.CutSuffix(inside, markTail)
	comma := strings.LastIndex(head, ", ")
	if !ok || comma < 0 || !allDigits(head[comma+2:]) {
		return id, false
	}
	space := strings.LastIndexByte(head[:comma], ' ')
	if space < 0 || !isMarkID(head[space+1:comma]) {
		return id, false
	}
	return [2]int{space + 1, comma}, isMarkHead(head[:space])
}

// isMarkHead reports whether only a JWT's kind is followed by details.
func isMarkHead(s string) bool {
	k, details, _ := strings.Cut(s, " ")
	return details == "" || k == string(kindJWT) && isJWTShape(details)
}

// isMarkID reports whether s is a hash or, in a mark that was numbered, "#" and a number.
func isMarkID(s string) bool {
	if number, ok := strings.CutPrefix(s, "#"); ok {
		return allDigits(number)
	}
	for i := range len(s) {
		if !isHex(s[i]) {
			return false
		}
	}
	return len(s) == hashLen
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != "" && len(s) <= 12
}

// beforeMark returns at, or the start of the mark that at stands in.
func beforeMark(s string, at int) int {
	from := max(0, at-maxMark)
	if open := strings.LastIndex(s[from:at], markOpen); open >= 0 {
		open += from
		if n := markLen([]byte(s[open:min(len(s), open+maxMark)])); open+n > at {
			return open
		}
	}
	return at
}

// Numbered replaces the hash of every mark in texts by a number: ‹jwt 9f8e7d6c5b4a3921, 812 bytes› becomes
// ‹jwt #1, 812 bytes›. Numbers are given in order of appearance, the same to the same secret, so a report says
// the same whatever key its run had.
func Numbered(texts []*string) {
	numbers := map[string]int{}
	for _, t := range texts {
		*t = renumber(*t, numbers)
	}
}

func renumber(s string, numbers map[string]int) string {
	if !strings.Contains(s, markOpen) {
		return s
	}
	var out strings.Builder
	for {
		open := strings.Index(s, markOpen)
		if open < 0 {
			out.WriteString(s)
			return out.String()
		}
		n := max(len(markOpen), markLen([]byte(s[open:min(len(s), open+maxMark)])))
		out.WriteString(s[:open])
		out.WriteString(numberedMark(s[open:open+n], numbers))
		s = s[open+n:]
	}
}

// numberedMark returns a mark with its number; text that is only the opening sign stays.
func numberedMark(mark string, numbers map[string]int) string {
	inside, ok := strings.CutSuffix(mark[len(markOpen):], markClose)
	if !ok {
		return mark
	}
	at, _ := markID(inside)
	id := inside[at[0]:at[1]]
	if numbers[id] == 0 {
		numbers[id] = len(numbers) + 1
	}
	return markOpen + inside[:at[0]] + "#" + strconv.Itoa(numbers[id]) + inside[at[1]:] + markClose
}
