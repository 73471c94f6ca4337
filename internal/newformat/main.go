// Command newformat starts a file for the access log of one more product. It is run by make new-format.
package main

import (
	"errors"
	"flag"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

func main() {
	name := flag.String("name", "", "name of the format, such as my-gateway")
	dir := flag.String("dir", "parsers", "folder to write to")
	flag.Parse()
	path, err := write(*dir, *name)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("fill in " + path)
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// write makes the file for a format and returns its path. It overwrites nothing.
func write(dir, name string) (string, error) {
	if !kebab.MatchString(name) {
		return "", fmt.Errorf("name %q: expected words in lower case joined by '-'", name)
	}
	src, err := format.Source([]byte(strings.NewReplacer("NAME", name, "VARIABLE", camel(name)).Replace(scaffold)))
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "access_"+strings.ReplaceAll(name, "-", "_")+".go")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", err
	}
	_, err = f.Write(src)
	return path, errors.Join(err, f.Close())
}

// camel makes "myGateway" of "my-gateway".
func camel(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words[1:] {
		words[i+1] = string(unicode.ToUpper(rune(w[0]))) + w[1:]
	}
	return strings.Join(words, "")
}

// scaffold reads nginx's combined format with a word before it: replace the pattern and the sample by real ones.
const scaffold = `package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

var VARIABLEFormat Format = accessRow{
	Format: Format{
		Name:  "NAME",
		Title: "access log of NAME",
		Where: "where such a file is found",
		Side:  handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "NAME", Moment: handshake.AtEnd, Zone: true,
		Shows: showsRequest,
		Samples: []string{
			` + "`NAME 10.0.0.9 [22/Nov/2026:20:05:36 +0000] \"GET /ws HTTP/1.1\" 502`" + `,
		},
	},
	Score:    95,
	Patterns: []string{` + "`NAME $remote_addr [$time_local] \"$request\" $status`" + `},
}.format()
`
