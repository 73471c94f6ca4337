package rules

import "io/fs"

// Files returns the folder of the embedded causes as they were written, with their tests (see Load).
func Files() (fs.FS, error) { return fs.Sub(embedded, "causes") }
