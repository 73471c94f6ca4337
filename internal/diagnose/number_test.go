package diagnose

import (
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/redact"
)

func TestNumber(t *testing.T) {
	mark := func(secret string) string {
		return redact.New([]byte("k")).Text([]byte("token="+secret), 0).String()
	}
	r := Report{
		Findings: []Finding{{Endpoint: mark("b"), Evidence: []Evidence{{Quote: mark("d")}, {Quote: mark("b")}}}},
		Notes:    []string{mark("d")},
		Timeline: []Attempt{{Events: []string{mark("c")}}},
	}
	r.Number()
	got := []string{r.Findings[0].Endpoint, r.Findings[0].Evidence[0].Quote, r.Findings[0].Evidence[1].Quote, r.Notes[0], r.Timeline[0].Events[0]}
	for i, want := range []string{"#1", "#2", "#1", "#2", "#3"} {
		if want = "token=‹token " + want + ", 1 bytes›"; got[i] != want {
			t.Errorf("text %d: got %s, want %s", i, got[i], want)
		}
	}
}
