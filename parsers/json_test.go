package parsers

import (
	"slices"
	"testing"
)

// jsonRows are all rows of JSON and logfmt logs.
func jsonRows() []jsonRow { return slices.Concat(jsonAccessRows, jsonAppRows, logfmtRows) }

func TestJSONSamples(t *testing.T) {
	rows := append(jsonFormatsOf(jsonRows()), formatsOf(accessRows())...)
	for i := range jsonRows() {
		f := &rows[i]
		for _, line := range f.Samples {
			readAll(t, f, line)
			own := f.Detect([]byte(line))
			if own == 0 {
				t.Errorf("%s does not detect %q", f.Name, line)
			}
			for j := range rows {
				if other := rows[j].Detect([]byte(line)); j != i && other >= max(own, 1) {
					t.Errorf("%s claims %q of %s: %d against %d", rows[j].Name, line, f.Name, other, own)
				}
			}
		}
	}
}
