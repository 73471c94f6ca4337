package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// restName is the format that takes what no other wants.
const restName = "text"

var restFormat = Format{
	Name:   restName,
	Title:  "Text of no known format",
	Where:  "anything that a program prints",
	Moment: handshake.AtEvent,
	Shows:  []string{"text", "raw"},
	Samples: []string{
		"ws app listening on 3000",
		"upgrade handler failed TypeError: Cannot read properties of undefined (reading 'id')",
	},
	Detect: func([]byte) int { return 0 },
	Line:   restLines,
}

func restLines(s *Source) LineParser {
	return LineParser{
		Record: func(rec []byte, pos handshake.Position) Verdict {
			if !s.Gate.Text(rec) {
				return Understood
			}
			s.Emit(s.message(pos, rec, rec))
			return Kept
		},
		Continues: func(_, line []byte) bool { return isFolded(line) },
	}
}
