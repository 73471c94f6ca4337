package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

var jsonOutput = Output{
	Name:  "json",
	About: "the whole report for programs; docs/report.schema.json describes it",
	Write: writeJSON,
}

func writeJSON(w io.Writer, r *diagnose.Report, _ Options) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}

// escapeJSON writes what could mislead a terminal or an eye as \u escapes: it is the same JSON. Such characters
// stand only in strings, and those below U+0020 were escaped before, but for the line ends of the indentation.
func escapeJSON(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		switch {
		case c == '\n' || isPlain(c):
			out = append(out, b[i:i+n]...)
		case c > 0xFFFF:
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+(c-0x10000)>>10, 0xDC00+(c-0x10000)&0x3FF)
		default:
			out = fmt.Appendf(out, `\u%04x`, c)
		}
		i += n
	}
	return out
}
