package rules

import "io/fs"

// Files returns the folder of the embedded causes, to be loaded together with others (see Load).
func Files() (fs.FS, error) { return fs.Sub(embedded, "causes") }
