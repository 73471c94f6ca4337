// Command gen writes the generated pages of docs/. It is run by go generate, in internal/docs.
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/wsdoctor/wsdoctor/internal/docs"
)

func main() {
	if err := write("../.."); err != nil {
		log.Fatal(err)
	}
}

// write writes all pages below root and removes the pages of causes that are no more.
func write(root string) error {
	pages, err := docs.Pages(root)
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(root, "docs/causes/*.md"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), page, 0o644); err != nil {
			return err
		}
	}
	return nil
}
