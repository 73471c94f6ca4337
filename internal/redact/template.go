package redact

import "bytes"

// AppendTemplate appends path to dst with every segment that looks like an identifier replaced by '*':
// numbers, uuids, long hexadecimal or random words, and the marks of redacted text. Numbers within a segment are
// replaced too.
func AppendTemplate(dst, path []byte) []byte {
	for len(path) > 0 {
		if path[0] == '/' {
			dst, path = append(dst, '/'), path[1:]
			continue
		}
		end := bytes.IndexByte(path, '/')
		if end < 0 {
			end = len(path)
		}
		if isIdentifier(path[:end]) {
			dst = append(dst, '*')
		} else {
			dst = appendUnnumbered(dst, path[:end])
		}
		path = path[end:]
	}
	return dst
}

// appendUnnumbered appends a segment with every number of two digits or more replaced by '*'. One digit is part of a
// name: v1, http2.
func appendUnnumbered(dst, seg []byte) []byte {
	for i := 0; i < len(seg); {
		end := i
		for end < len(seg) && '0' <= seg[end] && seg[end] <= '9' {
			end++
		}
		switch end - i {
		case 0:
			dst = append(dst, seg[i])
			end = i + 1
		case 1:
			dst = append(dst, seg[i])
		default:
			dst = append(dst, '*')
		}
		i = end
	}
	return dst
}

// isIdentifier reports whether a path segment names one thing among many rather than a place in the program.
func isIdentifier(seg []byte) bool {
	var digits, hex, other int
	for _, c := range seg {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			hex++
		case c == '-' || c == '_':
		case c == 0xE2: // first byte of ‹, which begins a mark
			return true
		default:
			other++
		}
	}
	n := digits + hex + other
	switch {
	case n == 0:
		return false
	case other == 0 && hex == 0:
		return true
	case other == 0:
		return n >= 8 && digits > 0
	default:
		return n >= 16 && digits >= 3
	}
}

// Template returns a path with its identifiers replaced by '*' (see AppendTemplate).
func (s Safe) Template() Safe { return Safe{string(AppendTemplate(nil, []byte(s.s)))} }
