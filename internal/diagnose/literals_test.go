package diagnose

import (
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/rules"
)

// TestRedactionLeavesWhatRulesLookFor checks that no text that a rule looks for is taken for a secret: rules see
// only redacted text, so such a rule could never match.
func TestRedactionLeavesWhatRulesLookFor(t *testing.T) {
	set, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r := redact.New([]byte("literals"))
	literals, _ := set.Literals()
	for _, l := range literals {
		line := "2026/11/22 20:05:36 " + l + " and more"
		if got := r.Text([]byte(line), 0).String(); !strings.Contains(got, l) {
			t.Errorf("%q is redacted to %q", line, got)
		}
	}
}
