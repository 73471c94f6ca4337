package diagnose

import (
	"io"
	"strings"
	"testing"
)

func TestVerifyDropsQuotesThatMoved(t *testing.T) {
	const log = "first line\n\x1b[31msec\x1b[0mond \"quoted\" line token=abc end\n{\n  \"a\": \"b c\",\n  \"d\": 1\n}\n"
	report := func(quote string, offset int64) *Report {
		return &Report{Inputs: []Input{{Name: "a.log"}}, Findings: []Finding{{Evidence: []Evidence{{Input: "a.log", Quote: quote, offset: offset}}}}}
	}
	tests := []struct {
		name, quote string
		offset      int64
		want        int
	}{
		{"as it stands", "second \"quoted\" line", 11, 1},
		{"around a mark", "line token=‹token 0011223344556677, 3 bytes› end", 11, 1},
		{"JSON without its indentation", `{"a":"b c","d":1}`, 50, 1},
		{"cut", "second \"quo…", 11, 1},
		{"not there", "third line", 11, 0},
		{"before the record", "first line", 11, 0},
		{"parts out of order", "end‹x›second", 11, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(tt.quote, tt.offset)
			r.Verify(func(string) io.ReaderAt { return strings.NewReader(log) })
			if got := len(r.Findings[0].Evidence); got != tt.want {
				t.Errorf("kept %d quotes, want %d", got, tt.want)
			}
			if noted := len(r.Notes) > 0; noted == (tt.want == 1) {
				t.Errorf("notes %q", r.Notes)
			}
		})
	}
}
