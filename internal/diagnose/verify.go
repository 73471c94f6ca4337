package diagnose

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// maxReread is how much of a record is read again to check a quote.
const maxReread = 1 << 20

// Verify reads every quoted record again and drops the quotes that do not stand where the report says they do: the
// input changed while it was read. open returns the bytes of an input as they were read, or nil if they cannot be
// read again at an offset (standard input, a compressed file); such quotes are left as they are.
func (r *Report) Verify(open func(input string) io.ReaderAt) {
	inputs := make(map[string]io.ReaderAt)
	moved := make(map[string]bool)
	for i := range r.Findings {
		f := &r.Findings[i]
		kept := f.Evidence[:0]
		for _, e := range f.Evidence {
			at, known := inputs[e.Input]
			if !known {
				at = open(e.Input)
				inputs[e.Input] = at
			}
			if at == nil || standsAt(at, e.offset, e.Quote) {
				kept = append(kept, e)
			} else {
				moved[e.Input] = true
			}
		}
		f.Evidence = kept
	}
	for _, in := range r.Inputs {
		if moved[in.Name] {
			r.Notes = append(r.Notes, fmt.Sprintf("%s changed while it was read; quotes that no longer stand in it were left out", in.Name))
		}
	}
}

// standsAt reports whether the record at offset holds everything of the quote that redaction left of it, in order.
func standsAt(r io.ReaderAt, offset int64, quote string) bool {
	for size := 4 << 10; ; size *= 16 {
		size = min(size, maxReread)
		buf := make([]byte, size)
		n, err := r.ReadAt(buf, offset)
		if holdsInOrder(buf[:n], quote) || holdsInOrder(withoutEscapes(buf[:n]), quote) || holdsInOrder(withoutBlanks(buf[:n]), string(withoutBlanks([]byte(quote)))) {
			return true
		}
		if size == maxReread || errors.Is(err, io.EOF) {
			return false
		}
	}
}

// withoutEscapes returns the record without terminal escape sequences: a coloured line is quoted without its colours.
func withoutEscapes(record []byte) []byte {
	if bytes.IndexByte(record, 0x1b) < 0 {
		return nil
	}
	return escapes.ReplaceAll(record, nil)
}

// withoutBlanks returns text without white space: JSON that spans lines is read, and quoted, without its indentation.
func withoutBlanks(text []byte) []byte { return bytes.Join(bytes.Fields(text), nil) }

// escapes are the control sequences of ECMA-48: CSI, and OSC up to its end.
var escapes = regexp.MustCompile(`\x1b(\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\^_])`)

func holdsInOrder(record []byte, quote string) bool {
	for _, part := range unredacted(quote) {
		i, n := find(record, part)
		if i < 0 {
			return false
		}
		record = record[i+n:]
	}
	return true
}

// find looks for a part as it is, and as it stands in a JSON string.
func find(record []byte, part string) (at, length int) {
	if i := bytes.Index(record, []byte(part)); i >= 0 {
		return i, len(part)
	}
	quoted, err := json.Marshal(part)
	if err != nil {
		return -1, 0
	}
	quoted = quoted[1 : len(quoted)-1]
	return bytes.Index(record, quoted), len(quoted)
}

// unredacted returns the parts of a quote that stand in the input as they are: what is not a mark, nor the place
// where a line was cut or folded.
func unredacted(quote string) []string {
	var parts []string
	for quote != "" {
		before, rest, marked := strings.Cut(quote, "‹")
		for _, p := range strings.FieldsFunc(before, func(r rune) bool { return r == '…' || r == '\n' || r == '\r' }) {
			parts = append(parts, strings.TrimSpace(p))
		}
		if !marked {
			break
		}
		_, quote, _ = strings.Cut(rest, "›")
	}
	return parts
}
