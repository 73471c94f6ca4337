// Package diagnose is the pipeline: it scans inputs, keeps a mergeable Partial of what they say, and finishes
// it into a Report. It knows no flags, prints nothing and opens no files.
package diagnose

import "time"

// Schema is the value of Report.Schema.
const Schema = "wsdoctor.report/v1"

// Report is what a run found. Its JSON form is stable and described by docs/report.schema.json.
type Report struct {
	Schema   string    `json:"schema"`
	Inputs   []Input   `json:"inputs"`
	Summary  Summary   `json:"summary"`
	Findings []Finding `json:"findings"`
	Notes    []string  `json:"notes"`
	Timeline []Attempt `json:"timeline,omitempty"` // only when asked for
}

// Input says what became of one input.
type Input struct {
	Name          string   `json:"name"`
	Format        string   `json:"format"` // "" if nothing was recognised
	Reason        string   `json:"reason,omitempty"`
	Envelopes     []string `json:"envelopes,omitempty"`
	Producer      string   `json:"producer,omitempty"`
	Bytes         int64    `json:"bytes"` // after unpacking
	Records       int64    `json:"records"`
	Understood    int64    `json:"understood"`
	NotUnderstood int64    `json:"not_understood"`
	Unclear       []string `json:"unclear,omitempty"` // first positions that were not understood
	Events        int64    `json:"events"`
	Skipped       int64    `json:"skipped"` // records cut or left out by a limit
	Warnings      []string `json:"warnings"`
	Error         string   `json:"error,omitempty"` // why it could not be read (on)
}

// Summary counts handshakes over all inputs.
type Summary struct {
	Handshakes  int64 `json:"handshakes"`
	Opened      int64 `json:"opened"`
	Failed      int64 `json:"failed"`
	Unexplained int64 `json:"unexplained"`
}

// Finding is one cause on one endpoint, with everything needed to act on it. Findings are ranked: the one to
// act on first stands first.
type Finding struct {
	Cause       string      `json:"cause"` // a label, or "unexplained"
	Title       string      `json:"title"`
	Severity    string      `json:"severity"`   // "error", "warning" or "info"
	Confidence  string      `json:"confidence"` // "certain", "likely" or "possible"
	Sign        string      `json:"sign,omitempty"`
	Alternates  []Alternate `json:"alternates"`
	Endpoint    string      `json:"endpoint"`
	Hop         string      `json:"hop"` // where the thing to change lies
	Product     string      `json:"product,omitempty"`
	RefusedBy   string      `json:"refused_by,omitempty"` // the hop that answered or dropped it
	Way         []Step      `json:"way"`
	Recovered   bool        `json:"recovered"` // a later handshake on the endpoint opened
	Fingerprint string      `json:"fingerprint"`
	Count       int64       `json:"count"`
	Clients     int64       `json:"clients,omitempty"` // distinct client addresses, if any were shown
	Rhythm      string      `json:"rhythm,omitempty"`  // "every 5 s", for a reconnect loop
	Restart     string      `json:"restart,omitempty"` // a start or stop of a program within a minute of a failure
	FirstSeen   string      `json:"first_seen,omitempty"`
	LastSeen    string      `json:"last_seen,omitempty"`
	Evidence    []Evidence  `json:"evidence"`
	Joins       []string    `json:"joins,omitempty"`   // why the sources are believed to tell of the same attempt
	Compare     []string    `json:"compare,omitempty"` // differences to a client that succeeded on the endpoint
	Explain     string      `json:"explain"`
	Fixes       []Fix       `json:"fixes"`
	Avoid       []string    `json:"avoid"`
	Next        []string    `json:"next"`
	References  []string    `json:"references"`
}

// Alternate is another cause that the same evidence allows.
type Alternate struct {
	Cause      string `json:"cause"`
	Confidence string `json:"confidence"`
}

// Step is one hop on the way of the attempt.
type Step struct {
	Hop      string `json:"hop"`
	Product  string `json:"product,omitempty"`
	Saw      string `json:"saw,omitempty"`
	Answered string `json:"answered,omitempty"`
	How      string `json:"how,omitempty"` // how we know: input and position
}

// Evidence is a quote that stands, after redaction, at the position in the input.
type Evidence struct {
	Input string `json:"input"`
	At    string `json:"at"`
	Field string `json:"field"`
	Quote string `json:"quote"`

	offset int64 // of the record in the unpacked input
}

// Fix is a change in the configuration language of one product.
type Fix struct {
	For    string `json:"for"` // product id, or "any"
	Text   string `json:"text"`
	Code   string `json:"code,omitempty"`
	Verify string `json:"verify,omitempty"`
}

// Attempt is one row of the timeline.
type Attempt struct {
	Time     string   `json:"time,omitempty"`
	Endpoint string   `json:"endpoint"`
	Outcome  string   `json:"outcome"`
	Cause    string   `json:"cause,omitempty"`
	Events   []string `json:"events"` // "input at: what it says"
	Joins    []string `json:"joins,omitempty"`
}

// timeText is the one form in which times are reported: RFC 3339 in UTC with milliseconds, "" for none.
func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}
