// Package report writes reports. Each form is one row, a package-level variable of type Output, in a file of
// its own; go generate collects the rows. A form gets the report as it is: what was in the inputs is redacted
// but still hostile, so each form neutralises it in its own way (see sanitize.go for text).
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

//go:generate go run ../collect -type Output -func All -out outputs_gen.go

// Output is one form in which a report can be written.
type Output struct {
	Name  string // for --format and -o
	About string // one line
	// Write writes the report and must not change it. The same report gives the same bytes.
	Write func(w io.Writer, r *diagnose.Report, o Options) error
}

// Options say how a report looks where a person reads it. Forms for programs ignore them.
type Options struct {
	Width   int  // columns; 0 means 100
	Color   bool // ANSI colours may be used
	Verbose bool // all details of all findings, and how the inputs were read
}

// Find returns the output called name.
func Find(name string) (Output, error) {
	var names []string
	for _, o := range All() {
		if o.Name == name {
			return o, nil
		}
		names = append(names, o.Name)
	}
	return Output{}, fmt.Errorf("output format %q: expected one of %s", name, strings.Join(names, ", "))
}
