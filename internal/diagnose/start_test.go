package diagnose

import (
	"testing"

	"github.com/wsdoctor/wsdoctor/rules"
)

// BenchmarkStart is what a run costs before it reads its first byte.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		set, err := rules.Builtin()
		if err != nil {
			b.Fatal(err)
		}
		newScanner(Options{Rules: set})
	}
}
