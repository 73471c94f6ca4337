package parsers

import "bytes"

const esc = 0x1b

// stripANSI takes the terminal sequences of ECMA-48 out of b, in place, and returns how many bytes are left: CSI
// (colours, "erase line"), OSC (titles, links) and the two-byte ones.
func stripANSI(b []byte) int {
	n := 0
	for i := 0; i < len(b); {
		if b[i] == esc {
			i += ansiLen(b[i:])
			continue
		}
		b[n] = b[i]
		n++
		i++
	}
	return n
}

// ansiLen returns the length of the sequence that b begins with, ESC included.
func ansiLen(b []byte) int {
	if len(b) < 2 {
		return len(b)
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b); i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				return i + 1
			}
		}
		return len(b)
	case ']':
		return oscLen(b)
	}
	return 2
}

// oscLen: an operating system command ends with BEL or ESC \.
func oscLen(b []byte) int {
	for i := 2; i < len(b); i++ {
		switch {
		case b[i] == 7:
			return i + 1
		case b[i] == esc && i+1 < len(b) && b[i+1] == '\\':
			return i + 2
		}
	}
	return len(b)
}

// stripBareSGR takes colours out of b that lost their ESC on the way ("[32mINFO[0m", as pasted from a terminal,
// "#033[32m", as rsyslog writes them), in place, and returns how many bytes are left.
func stripBareSGR(b []byte) int {
	n := 0
	for i := 0; i < len(b); {
		if k := bareSGRLen(b[i:]); k > 0 {
			i += k
			continue
		}
		b[n] = b[i]
		n++
		i++
	}
	return n
}

func bareSGRLen(b []byte) int {
	i := 0
	if bytes.HasPrefix(b, []byte("#033[")) {
		i = len("#033")
	}
	if i >= len(b) || b[i] != '[' {
		return 0
	}
	for j := i + 1; j < len(b) && j < i+16; j++ {
		switch {
		case b[j] == 'm':
			if j == i+1 {
				return 0
			}
			return j + 1
		case !isDigit(b[j]) && b[j] != ';':
			return 0
		}
	}
	return 0
}

// hasBareSGR reports whether some colour in b lost its ESC. "[0m" ends nearly every coloured text, and nothing else
// looks like it.
func hasBareSGR(b []byte) bool {
	for {
		i := bytes.Index(b, []byte("[0m"))
		if i < 0 {
			return false
		}
		if i == 0 || b[i-1] != esc {
			return true
		}
		b = b[i+3:]
	}
}
