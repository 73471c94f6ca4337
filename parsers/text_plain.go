package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// plainTextFormats are forms that programs of every kind use. Their scores are low: any format that knows more
// goes first.
var plainTextFormats []Format = textFormats(plainTextRows)

var plainTextRows = []textRow{
	{
		Format: Format{
			Name: restName, Title: "Text of no known format", Where: "anything that a program prints",
			Shows:   []string{"text"},
			Samples: []string{"ws app listening on 3000", "upgrade handler failed TypeError: Cannot read properties of undefined (reading 'id')"},
		},
		Fold:  foldPlain,
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "time-level", Title: "messages with time and severity", Where: "what programs of every kind print",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`2026-11-22 20:12:14,123 INFO     Listening on TCP address 127.0.0.1:8211`,
				`2026-11-22T20:12:14.123Z [warn] upgrade refused for 203.0.113.7`,
				`[2026-11-22T20:12:14.123Z] error: no session`,
				`[2026-11-22 20:12:14] [ERROR] handshake timed out`,
				`20:12:14.123 ERROR no session`,
			},
		},
		Score: 34,
		Heads: []string{"$iso $level: ", "$iso $level ", "$iso [$level] ", "$iso [$level]: ", "$iso - $level - ", "[$iso] [$level] ", "[$iso] $level: ", "[$iso] $level ", "[$iso][$level] ", "$clock $level ", "[$clock] [$level] ", "[$clock] $level ", "$us $level ", "$clf $level ", "[$us] $level ", "$level $iso ", "[$level] $iso ", "$level [$iso] ", "[$level] [$iso] "},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "level", Title: "messages with a severity", Where: "what programs of every kind print",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{`warn: upgrade refused {"path":"/ws"}`, `[error] no session`, `ERROR handshake timed out`, `INFO     connection rejected`},
		},
		Score: 26,
		Heads: []string{"[$level] ", "[$level]: ", "$upper: ", "$lower: ", "$upper "},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "time", Title: "messages with a time", Where: "what programs of every kind print",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`2026-11-22T20:12:14.123Z connection from 127.0.0.1`,
				`[2026-11-22T20:12:14.123Z] upgrade refused`,
				`Sun Nov 22 20:12:14 2026 handshake failed`,
			},
		},
		Score: 18,
		Heads: []string{"$iso - ", "$iso: ", "$iso ", "[$iso] ", "[$iso]: ", "$clock - ", "$clock ", "[$clock] ", "[$clf] ", "$clf ", "[$ctime] ", "$ctime ", "[$us] ", "$us ", "$epoch "},
		Hints: appHints,
	},
}
