// Package redact is the only door from raw text to kept text. A Safe can be made only by a Redactor, so
// nothing that was not looked at can reach an event, and through it a report.
//
// What is removed is a table of rows (see table.go): header values by name, userinfo, unknown query values,
// cookies, JWTs, bearer tokens, API keys, e-mail addresses. The shape survives: a secret becomes a mark such
// as ‹jwt 9f8e7d6c5b4a3921, 812 bytes›, where the hexadecimal number is a keyed hash, the same for the same
// secret; Numbered turns it into ‹jwt #1, 812 bytes› before printing.
package redact

import (
	"crypto/sha256"
	"encoding/binary"
)

// Safe is text that went through a Redactor. The zero Safe is the empty text.
type Safe struct{ s string }

// String returns the text. It may still hold control characters: printing neutralises those.
func (s Safe) String() string { return s.s }

// IsZero reports whether the text is empty.
func (s Safe) IsZero() bool { return s.s == "" }

// Len returns the length in bytes.
func (s Safe) Len() int { return len(s.s) }

// MarshalText implements encoding.TextMarshaler, for partial results.
func (s Safe) MarshalText() ([]byte, error) { return []byte(s.s), nil }

// UnmarshalText implements encoding.TextUnmarshaler. It trusts the text: it is for partial results, which
// were redacted when they were written, and for the project's own constants.
func (s *Safe) UnmarshalText(b []byte) error { s.s = string(b); return nil }

// Mark is a keyed hash of a secret: equal for equal secrets under one key, and useless without the key.
type Mark uint64

// Redactor makes Safe text. It is safe for concurrent use.
type Redactor struct {
	key  [sha256.Size]byte
	keep bool // --no-redact: another Redactor, not another path
}

// New returns a Redactor whose marks are keyed by key. Two runs share marks only if they share the key.
func New(key []byte) *Redactor { return &Redactor{key: sha256.Sum256(key)} }

// NewOpen returns a Redactor that keeps everything as it is.
func NewOpen(key []byte) *Redactor { r := New(key); r.keep = true; return r }

// Hash returns the mark of a secret. It is the truncated hash of key and secret: what HMAC adds, safety against
// somebody who appends to the secret, does not matter for a quarter of a hash that is never checked.
func (r *Redactor) Hash(secret []byte) Mark {
	var short [128]byte
	sum := sha256.Sum256(append(append(short[:0], r.key[:]...), secret...))
	return Mark(binary.BigEndian.Uint64(sum[:]))
}

// literal is unexported so that outside this package only an untyped constant fits: input never does.
type literal string

// Constant returns a literal of the program itself as Safe text. The compiler refuses anything but a constant.
func Constant(l literal) Safe { return Safe{string(l)} }
