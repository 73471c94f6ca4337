package diagnose

import (
	"testing"

	"github.com/wsdoctor/wsdoctor/rules"
)

// TestEveryCauseHasACapture demands a fixture for every cause, or the reason why there is none.
func TestEveryCauseHasACapture(t *testing.T) {
	set, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	captured := make(map[string]bool)
	for _, dir := range fixtures(t) {
		captured[readLabel(t, dir).Cause] = true
	}
	for _, in := range incidents(t) {
		captured[in.Cause] = true
	}
	for i := range set.Causes {
		if c := &set.Causes[i]; len(c.Signs) > 0 && !captured[c.ID] && c.DocsOnly == "" {
			t.Errorf("%s has no capture in fixtures/, and no docs_only that says why", c.ID)
		}
	}
}
