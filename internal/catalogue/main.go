// Command catalogue writes catalogue.json: the causes of causes/*.yaml without their tests, in the form that a start of
// the program reads. Parsing the YAML would take most of the time of a small run. It is run by `go generate ./rules`.
package main

import (
	"log"
	"os"

	"github.com/wsdoctor/wsdoctor/rules"
)

func main() {
	text, err := rules.Compile(os.DirFS("causes"))
	if err == nil {
		err = os.WriteFile("catalogue.json", text, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}
