package report

import (
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
	enc := json.NewEncoder(plainWriter{w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// plainWriter writes JSON in which what could mislead a terminal or an eye stands as \u escapes: it is the same
// JSON. Such characters stand only in strings, and those below U+0020 were escaped before, but for the line ends of
// the indentation. Each Write must bring whole characters, as those of a json.Encoder do.
type plainWriter struct{ w io.Writer }

// Write implements io.Writer.
func (p plainWriter) Write(b []byte) (int, error) {
	done := 0
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c != '\n' && !isPlain(c) {
			if _, err := p.w.Write(b[done:i]); err != nil {
				return done, err
			}
			if _, err := io.WriteString(p.w, jsonEscape(c)); err != nil {
				return i, err
			}
			done = i + n
		}
		i += n
	}
	if _, err := p.w.Write(b[done:]); err != nil {
		return done, err
	}
	return len(b), nil
}

func jsonEscape(c rune) string {
	if c > 0xFFFF {
		return fmt.Sprintf(`\u%04x\u%04x`, 0xD800+(c-0x10000)>>10, 0xDC00+(c-0x10000)&0x3FF)
	}
	return fmt.Sprintf(`\u%04x`, c)
}
