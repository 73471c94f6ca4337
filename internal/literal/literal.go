// Package literal finds which of many literals stand in a text, in one pass over it. Letters of ASCII are
// compared without regard to case.
//
// The search looks at every step-th position only. Of each literal it knows one window, as long as the shortest
// literal, and of that window the grams (runs of four bytes, or three) at the first step offsets: wherever the
// literal stands, one of them stands at a position that is looked at. A small bitmap tells whether a gram belongs
// to any window, and only then the literals that it belongs to are compared. Windows are chosen so that their grams
// are rare in logs, see common.go.
package literal

import (
	"encoding/binary"
	"slices"
)

// MinLen is the length of the shortest literal that a Set takes. One of that length makes the whole search about a
// third slower than it is with five bytes and more.
const MinLen = 4

const (
	hashBits = 16
	foldBits = 0x2020202020202020 // maps letters to lower case, and some other bytes to one another
	maxGram  = 4
	maxStep  = 8 - maxGram // two grams at this distance stand in one word
)

// Set is an immutable set of literals. It is safe for concurrent use.
type Set struct {
	lits   [][]byte // in lower case
	step   int
	gram   int // length of a gram
	mask   uint64
	filter [1 << hashBits / 64]uint64
	starts [1<<hashBits + 1]uint32 // where the entries of each hash begin
	found  []entry                 // by hash
}

// entry says that a gram stands in a literal.
type entry struct {
	word, mask uint64 // the literal from the gram on, folded, and how much of it is there
	hash       uint32
	at         int // of the gram in the literal
	id         int
}

// New returns the set of the given literals. Each must have at least MinLen bytes (a shorter one is never found);
// the index of a literal in lits is its id.
func New(lits []string) *Set {
	s := &Set{}
	shortest := maxGram + maxStep - 1
	for _, l := range lits {
		s.lits = append(s.lits, lower([]byte(l)))
		if len(l) >= MinLen {
			shortest = min(shortest, len(l))
		}
	}
	s.gram = min(maxGram, shortest-1)
	s.step = shortest - s.gram + 1
	s.mask = 1<<(8*s.gram) - 1
	s.index()
	return s
}

// index fills filter, starts and found.
func (s *Set) index() {
	common := s.countCommon()
	entries := make([]entry, 0, len(s.lits)*s.step)
	for id, l := range s.lits {
		if len(l) < MinLen {
			continue
		}
		from := s.rarest(common, l)
		for at := from; at < from+s.step; at++ {
			entries = append(entries, s.newEntry(l, at, id))
		}
	}
	for i := range entries {
		h := entries[i].hash
		s.starts[h+1]++
		s.filter[h/64] |= 1 << (h % 64)
	}
	for h := range len(s.starts) - 1 {
		s.starts[h+1] += s.starts[h]
	}
	s.found = make([]entry, len(entries))
	next := slices.Clone(s.starts[:])
	for _, e := range entries {
		s.found[next[e.hash]] = e
		next[e.hash]++
	}
}

func (s *Set) newEntry(l []byte, at, id int) entry {
	mask := ^uint64(0)
	if n := len(l) - at; n < 8 {
		mask = 1<<(8*n) - 1
	}
	w := word(l[at:]) | foldBits
	return entry{word: w & mask, mask: mask, hash: s.hash(w), at: at, id: id}
}

// Contains reports whether any literal stands in text. It does not allocate.
func (s *Set) Contains(text []byte) bool {
	for p := s.next(text, 0); p >= 0; p = s.next(text, p+s.step) {
		w := word(text[p:]) | foldBits
		for _, e := range s.entries(w) {
			if w&e.mask == e.word && s.standsAt(e, text, p) {
				return true
			}
		}
	}
	return false
}

// Find appends to dst the ids of all literals that stand in text, in ascending order, each once.
func (s *Set) Find(dst []int, text []byte) []int {
	old := len(dst)
	for p := s.next(text, 0); p >= 0; p = s.next(text, p+s.step) {
		w := word(text[p:]) | foldBits
		for _, e := range s.entries(w) {
			if w&e.mask == e.word && s.standsAt(e, text, p) {
				dst = append(dst, e.id)
			}
		}
	}
	slices.Sort(dst[old:])
	return dst[:old+len(slices.Compact(dst[old:]))]
}

// next returns the first position from i on, in steps, whose gram may belong to a literal, or -1.
func (s *Set) next(text []byte, i int) int {
	step := s.step
	shift := uint(8*step) & 63
	for ; i+8 <= len(text); i += 2 * step {
		w := binary.LittleEndian.Uint64(text[i:]) | foldBits
		if s.isKnown(w) {
			return i
		}
		if s.isKnown(w >> shift) {
			return i + step
		}
	}
	for ; i+s.gram <= len(text); i += step {
		if s.isKnown(word(text[i:]) | foldBits) {
			return i
		}
	}
	return -1
}

// isKnown reports whether the first gram of w, which is folded, may belong to a literal.
func (s *Set) isKnown(w uint64) bool {
	h := s.hash(w)
	return s.filter[h/64]>>(h%64)&1 != 0
}

func (s *Set) entries(w uint64) []entry {
	h := s.hash(w)
	return s.found[s.starts[h]:s.starts[h+1]]
}

// hash hashes the first gram of w, which is folded.
func (s *Set) hash(w uint64) uint32 {
	return uint32(w&s.mask) * 0x9E3779B1 >> (32 - hashBits)
}

// standsAt reports whether the literal of e stands in text so that its gram is at p.
func (s *Set) standsAt(e entry, text []byte, p int) bool {
	l := s.lits[e.id]
	from := p - e.at
	if from < 0 || from+len(l) > len(text) {
		return false
	}
	for i, c := range text[from : from+len(l)] {
		if toLower(c) != l[i] {
			return false
		}
	}
	return true
}

// word returns the first eight bytes of b, filled up with zeros.
func word(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.LittleEndian.Uint64(b)
	}
	var w uint64
	for i := len(b) - 1; i >= 0; i-- {
		w = w<<8 | uint64(b[i])
	}
	return w
}

func lower(b []byte) []byte {
	for i, c := range b {
		b[i] = toLower(c)
	}
	return b
}

func toLower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}
