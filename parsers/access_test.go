package parsers

import (
	"slices"
	"testing"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// accessRows are all rows of text access logs.
func accessRows() []accessRow { return slices.Concat(webRows, proxyRows, cloudRows, appRows) }

// openGate lets everything through.
func openGate() Gate {
	return Gate{
		Text:   func([]byte) bool { return true },
		Line:   func([]byte) bool { return true },
		Names:  func([]byte) bool { return false },
		Access: func(int, []byte, []byte) bool { return true },
	}
}

// readAll has format read the lines and returns the events.
func readAll(t *testing.T, f *Format, lines ...string) []*handshake.Event {
	t.Helper()
	var events []*handshake.Event
	s := &Source{
		Name: "test.log", Format: f, Redact: redact.New([]byte("test")), Gate: openGate(), Limits: handshake.DefaultLimits(),
		Year: 2026, Zone: time.UTC, emit: func(e *handshake.Event) { events = append(events, e) }, warn: func(string) {},
	}
	p := f.Line(s)
	for i, line := range lines {
		if p.Record([]byte(line), handshake.Position{Line: int64(i + 1), Entry: -1}) == NotUnderstood {
			t.Errorf("%s does not understand %q", f.Name, line)
		}
	}
	return events
}

func TestAccessSamples(t *testing.T) {
	rows := formatsOf(accessRows())
	for i := range rows {
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

// TestAccessPatterns checks that every pattern of a row compiles, and that there is a sample which no pattern
// before it fits.
func TestAccessPatterns(t *testing.T) {
	for _, row := range accessRows() {
		used := make([]bool, len(row.Patterns))
		var programs []*program
		for _, pattern := range row.Patterns {
			p, err := compile(pattern)
			if err != nil {
				t.Fatalf("%s: %v", row.Name, err)
			}
			programs = append(programs, p)
		}
		for _, line := range row.Samples {
			for i, p := range programs {
				if n := p.run([]byte(line), new(values), len(p.steps)); n == len(p.steps) {
					used[i] = true
					break
				}
			}
		}
		for i, ok := range used {
			if !ok {
				t.Errorf("%s: no sample needs pattern %q", row.Name, row.Patterns[i])
			}
		}
	}
}
