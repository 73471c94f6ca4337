// Command wsdoctor reads HARs, consoles and logs and says why a WebSocket did not open. See README.md.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(int(run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr, os.Getenv})))
}
