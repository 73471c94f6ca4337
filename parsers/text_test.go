package parsers

import (
	"strings"
	"testing"
)

func textRows() []textRow {
	var all []textRow
	for _, rows := range [][]textRow{proxyTextRows, appTextRows, plainTextRows} {
		all = append(all, rows...)
	}
	return all
}

// Each sample is claimed by its own row, and by no other format of the project as strongly.
func TestTextSamples(t *testing.T) {
	all := All()
	for _, row := range textRows() {
		if row.Name == restName {
			continue
		}
		for _, sample := range row.Samples {
			first, _, _ := strings.Cut(sample, "\n")
			best, most := "", 0
			for i := range all {
				if all[i].Line == nil {
					continue
				}
				if score := all[i].Detect([]byte(first)); score > most {
					best, most = all[i].Name, score
				}
			}
			if best != row.Name {
				t.Errorf("%s: %q goes to %q with %d, its own score is %d", row.Name, first, best, most, row.Score)
			}
		}
	}
}

// Each pattern of a row is the one that fits some record, or at least compiles to what it says.
func TestTextHeadsCompile(t *testing.T) {
	for _, row := range textRows() {
		for _, pattern := range row.Heads {
			for _, op := range compileHead(pattern).ops {
				if op.kind == opText && strings.HasPrefix(op.text, "$") {
					t.Errorf("%s: unknown word %q in %q", row.Name, op.text, pattern)
				}
			}
		}
	}
}

// What belongs to a record is folded, and its sample is one record.
func TestTextFolds(t *testing.T) {
	rows := textRows()
	for i := range rows {
		f := rows[i].format()
		p := f.Line(&Source{Format: &f, Gate: openGate()})
		for _, sample := range rows[i].Samples {
			lines := strings.Split(sample, "\n")
			for n := 1; n < len(lines); n++ {
				if lines[n] == "" || lines[n-1] == "" {
					continue
				}
				rec := strings.Join(lines[:n], "\n")
				if !p.Continues([]byte(rec), []byte(lines[n])) {
					t.Errorf("%s: %q is not folded into %q", f.Name, lines[n], lines[0])
				}
			}
		}
	}
}
