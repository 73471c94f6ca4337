package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd prints what the program was built from.
type versionCmd struct{}

func (*versionCmd) run(_ context.Context, s streams) (exitCode, error) {
	version := "(unknown)"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	_, err := fmt.Fprintf(s.out, "wsdoctor %s, %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitOK, err
}
