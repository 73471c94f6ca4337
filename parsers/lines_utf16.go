package parsers

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// byteOrder tells how the input that begins with head writes its text, and how long its byte order mark is. The
// order is nil for UTF-8 and everything else that has ASCII in it as it is. PowerShell's ">" and old IIS write
// UTF-16, sometimes without a mark: then every other byte of ASCII text is NUL.
func byteOrder(head []byte) (order binary.ByteOrder, mark int) {
	switch {
	case len(head) >= 3 && head[0] == 0xef && head[1] == 0xbb && head[2] == 0xbf:
		return nil, 3
	case len(head) >= 2 && head[0] == 0xff && head[1] == 0xfe:
		return binary.LittleEndian, 2
	case len(head) >= 2 && head[0] == 0xfe && head[1] == 0xff:
		return binary.BigEndian, 2
	case zerosAt(head, 1):
		return binary.LittleEndian, 0
	case zerosAt(head, 0):
		return binary.BigEndian, 0
	}
	return nil, 0
}

// zerosAt reports whether head, looked at as 16-bit units, is mostly ASCII whose NUL stands at index i of a unit.
func zerosAt(head []byte, i int) bool {
	head = head[:min(len(head), 512)&^1]
	zeros, others := 0, 0
	for j := 0; j < len(head); j += 2 {
		if head[j+i] == 0 && head[j+1-i] != 0 {
			zeros++
		}
		if head[j+1-i] == 0 {
			others++
		}
	}
	return zeros >= 8 && others == 0 && zeros*10 > len(head)/2*8
}

// utf16Reader reads UTF-16 as UTF-8.
type utf16Reader struct {
	r     io.Reader
	order binary.ByteOrder
	raw   [8 << 10]byte
	held  int // bytes of raw that are not decoded yet
	out   []byte
	err   error
}

// Read implements io.Reader.
func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		var n int
		n, u.err = u.r.Read(u.raw[u.held:])
		u.decode(u.raw[:u.held+n])
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// decode appends what b holds to out, and keeps half a unit or half a surrogate pair for the next time.
func (u *utf16Reader) decode(b []byte) {
	u.out = u.out[:0]
	for len(b) >= 2 {
		c := rune(u.order.Uint16(b))
		size := 2
		if utf16.IsSurrogate(c) {
			if len(b) < 4 && u.err == nil {
				break
			}
			c, size = u.pair(b)
		}
		u.out = utf8.AppendRune(u.out, c)
		b = b[size:]
	}
	u.held = copy(u.raw[:], b)
}

func (u *utf16Reader) pair(b []byte) (rune, int) {
	if len(b) >= 4 {
		c := utf16.DecodeRune(rune(u.order.Uint16(b)), rune(u.order.Uint16(b[2:])))
		if c != utf8.RuneError {
			return c, 4
		}
	}
	return utf8.RuneError, 2
}
