// Package rules holds what the project knows about causes: one YAML file for each in causes/, embedded, and
// the engine that tells which of them fit a handshake. Facts are computed elsewhere; rules only combine the
// fields of the field table (see Fields).
package rules

import "fmt"

// Confidence says how much a sign proves.
type Confidence uint8

// The confidences. Certain is a promise: the component that refused says so and nothing contradicts it.
const (
	NoConfidence Confidence = iota
	Possible                // a symptom that several causes share
	Likely                  // specific, but indirect
	Certain
)

var confidenceNames = [...]string{"", "possible", "likely", "certain"}

// String returns "possible", "likely", "certain" or "".
func (c Confidence) String() string { return confidenceNames[c] }

// MarshalText writes the name.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText accepts the names that String returns.
func (c *Confidence) UnmarshalText(b []byte) error {
	for i, name := range confidenceNames {
		if i > 0 && name == string(b) {
			*c = Confidence(i)
			return nil
		}
	}
	return fmt.Errorf("confidence %q: expected possible, likely or certain", b)
}

// Cause is one label of the catalogue with everything that is known about it: one YAML file.
type Cause struct {
	ID         string   `yaml:"id"` // the file's name without ".yaml"
	Title      string   `yaml:"title"`
	Severity   string   `yaml:"severity"` // error, warning or info
	Hop        string   `yaml:"hop"`      // where the thing to change lies, unless a sign or the evidence says better
	RefusedBy  string   `yaml:"refused_by"`
	Opened     bool     `yaml:"opened"` // it is about a socket that did open
	Only       bool     `yaml:"only"`   // nothing but a WebSocket fails in this way: the words of a sign are enough for a guess
	Explain    string   `yaml:"explain"`
	DocsOnly   string   `yaml:"docs_only"` // why there is no real capture: the evidence is from documentation
	Signs      []Sign   `yaml:"signs"`
	Fixes      []Fix    `yaml:"fixes"`
	Avoid      []string `yaml:"avoid"`
	Next       []Next   `yaml:"next"`
	Yields     []string `yaml:"yields"` // causes that explain this one, if they fit the same handshake
	References []string `yaml:"references"`
	File       string   `yaml:"-"`
	index      int      // place in the Set: breaks ties
}

// Sign is one pattern of evidence that supports its cause.
type Sign struct {
	Name       string     `yaml:"name"`
	Confidence Confidence `yaml:"confidence"`
	When       Group      `yaml:"when"`
	Hop        string     `yaml:"hop"`        // overrides the cause's
	RefusedBy  string     `yaml:"refused_by"` // overrides the cause's
	Product    string     `yaml:"product"`    // the product at fault, where the evidence is another's
	Alternates []string   `yaml:"alternates"` // causes that the same evidence allows
	Yields     []string   `yaml:"yields"`     // causes that explain this sign, if they fit the same handshake; "*" is every other cause
	Next       []Next     `yaml:"next"`       // what would settle it; stands before the cause's
	Tests      []Test     `yaml:"tests" json:",omitempty"`
}

// Test is one example of a sign: inputs that go through the real pipeline, and whether the sign must match.
type Test struct {
	Name   string      `yaml:"name"`
	Want   bool        `yaml:"want"`
	Inputs []TestInput `yaml:"inputs"`
}

// TestInput is a file of a Test.
type TestInput struct {
	Name   string `yaml:"name"`   // file name, as a user would have it: "error.log"
	Format string `yaml:"format"` // forces a format; "" detects it
	Text   string `yaml:"text"`
}

// Fix is a change in the configuration language of one product. In Text, Code and Verify, names of Placeholders in
// double braces stand for the values seen; after '|' stands what is shown if none was seen: {{path|/ws}}.
type Fix struct {
	For      string `yaml:"for"` // product id, or "any"
	Versions string `yaml:"versions"`
	Text     string `yaml:"text"`
	Code     string `yaml:"code"`
	Verify   string `yaml:"verify"`
}

// Placeholders are the names that fixes and next steps may use, with what they stand for.
var Placeholders = map[string]string{
	"origin":   "the Origin header",
	"host":     "host, and :port where the URL has one",
	"name":     "host without a port",
	"port":     "port of the URL, or that of its scheme",
	"address":  "host:port, whether the URL has a port or not",
	"http":     "http or https, as the WebSocket URL is ws or wss",
	"path":     "path of the endpoint",
	"upstream": "address of the hop behind the proxy",
}

// Next is something to collect that would settle the question.
type Next struct {
	Text  string   `yaml:"text"`
	Lacks []string `yaml:"lacks"` // shown only if none of these sides or formats was among the inputs
	For   []string `yaml:"for"`   // shown only if one of these products speaks in the handshake
}
