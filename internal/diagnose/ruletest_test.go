package diagnose

import (
	"testing"

	"github.com/wsdoctor/wsdoctor/rules"
)

func TestRuleTests(t *testing.T) {
	files, err := rules.Files()
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	results := TestRules(set, nil)
	if len(results) == 0 {
		t.Fatal("the catalogue has no tests")
	}
	for _, r := range results {
		t.Run(r.Cause+"/"+r.Sign+"/"+r.Test, func(t *testing.T) {
			if r.Err != nil {
				t.Error(r.Err)
			}
		})
	}
}
