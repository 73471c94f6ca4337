package redact

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"sort"
	"strings"
	"time"
)

// Bounds of what a mark tells about a JWT.
const (
	maxJWTPart   = 8 << 10 // longest header or payload that is looked into, in base64
	maxClaims    = 12
	maxClaimName = 32
	maxAlg       = 16
)

// jwtStart is how the base64 of {" begins, and so every JWT.
const jwtStart = "eyJ"

// jwtShape returns "jwt alg=RS256 claims=exp,sub exp=2026-11-22T20:05:36Z" for a JWT (RFC 7519): the names and
// the time when it ends are no secrets, and often the reason of a 401. What cannot be read is left out.
func jwtShape(b []byte) (string, bool) {
	if !isJWT(b) {
		return "", false
	}
	head, rest, _ := bytes.Cut(b, []byte{'.'})
	payload, _, _ := bytes.Cut(rest, []byte{'.'})
	out := string(kindJWT)
	if alg, ok := members(head)["alg"].(string); ok && isAlg(alg) {
		out += " alg=" + alg
	}
	claims := members(payload)
	if names := claimNames(claims); len(names) > 0 {
		out += " claims=" + strings.Join(names, ",")
	}
	if exp, ok := claims["exp"].(float64); ok && exp > 0 && exp < 1e11 {
		out += " exp=" + time.Unix(int64(exp), 0).UTC().Format(time.RFC3339)
	}
	return out, true
}

// isJWT reports whether b has the form of a JWS or JWE in compact form, or the beginning of one that was cut.
func isJWT(b []byte) bool {
	const shortest = 16
	if len(b) < shortest || string(b[:len(jwtStart)]) != jwtStart {
		return false
	}
	for _, c := range b {
		if !isTokenByte(c) {
			return false
		}
	}
	return true
}

// members returns the top-level members of the JSON object that b64 encodes, as far as it can be read.
func members(b64 []byte) map[string]any {
	if len(b64) > maxJWTPart {
		return nil
	}
	raw, _ := base64.RawURLEncoding.DecodeString(strings.TrimRight(string(b64), "="))
	var out map[string]any
	if err := json.NewDecoder(io.LimitReader(bytes.NewReader(raw), maxJWTPart)).Decode(&out); err != nil {
		return nil
	}
	return out
}

func claimNames(claims map[string]any) []string {
	var names []string
	for name := range claims {
		if name != "" && len(name) <= maxClaimName && onlyOf(name, isClaimByte) && !random([]byte(name), inSecret) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names[:min(len(names), maxClaims)]
}

// isJWTShape reports whether s is what jwtShape puts behind the word "jwt".
func isJWTShape(s string) bool {
	for s != "" {
		word, rest, _ := strings.Cut(s, " ")
		name, value, _ := strings.Cut(word, "=")
		if (name != "alg" && name != "claims" && name != "exp") || !onlyOf(value, isShapeByte) {
			return false
		}
		s = rest
	}
	return true
}

func isAlg(s string) bool { return len(s) <= maxAlg && onlyOf(s, isAlgByte) }

func isAlgByte(c byte) bool { return isAlnum(c) || c == '-' || c == '+' }

func isClaimByte(c byte) bool {
	return isAlnum(c) || c == '-' || c == '_' || c == '.'
}

func isShapeByte(c byte) bool { return isClaimByte(c) || c == ',' || c == '+' || c == ':' }

func onlyOf(s string, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}
