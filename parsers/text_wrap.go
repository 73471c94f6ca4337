package parsers

import "bytes"

// Logs that people paste are often wrapped: by a terminal at its last column, by a mail program or a ticket system
// between words. A record of a log that is sure of its head goes on in the next line if it cannot have ended.

// maxWrapped is how many lines one wrapped record may have.
const maxWrapped = 12

// isWrapped reports whether line goes on with first, which breaks off.
func (c *compiledRow) isWrapped(first, line []byte) bool {
	if c.Score < settled || len(line) == 0 || !c.isUnfinished(first) {
		return false
	}
	var sp spot
	return !c.headed(line, &sp) && bytes.Count(first, newline) < maxWrapped
}

var newline = []byte{'\n'}

// isUnfinished reports whether a record breaks off within a quoted part or a list, or before what a line of its kind
// always has.
func (c *compiledRow) isUnfinished(rec []byte) bool {
	switch rec[len(rec)-1] {
	case ',', '(':
		return true
	}
	return bytes.Count(rec, []byte{'"'})%2 == 1 || c.Unfinished != nil && c.Unfinished(rec)
}

// nginxUnfinished: what nginx says about a connection, whose number it shows, ends with the server, or with a quoted
// part of the request.
func nginxUnfinished(rec []byte) bool {
	if !bytes.Contains(rec, []byte(": *")) {
		return false
	}
	last := rec[bytes.LastIndex(rec, []byte(", "))+1:]
	return !bytes.HasPrefix(last, []byte(" server: ")) && !bytes.HasSuffix(last, []byte{'"'})
}

// unwrap puts a wrapped record on one line. Where all lines but the last are equally long they were cut at a
// column, else between words.
func unwrap(dst, rec []byte) []byte {
	width := bytes.IndexByte(rec, '\n')
	cut := width > 0
	for rest := rec; cut; {
		n := bytes.IndexByte(rest, '\n')
		if n < 0 {
			cut = len(rest) <= width && bytes.Count(rec, newline) > 1
			break
		}
		cut = n == width
		rest = rest[n+1:]
	}
	for line := range bytes.Lines(rec) {
		if len(dst) > 0 && !cut {
			dst = append(bytes.TrimRight(dst, " "), ' ')
		}
		dst = append(dst, bytes.TrimRight(line, "\r\n")...)
	}
	return dst
}
