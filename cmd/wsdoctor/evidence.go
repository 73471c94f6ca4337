package main

import "strings"

// noEvidence are the names, or the ends of names, of files in a folder that are not read: what stands in them about
// WebSockets is not what happened. Who wants one read names it.
var noEvidence = []string{
	".conf", ".cfg", ".ini", ".yaml", ".yml", ".toml", ".properties", ".env", ".lock", ".mod", ".sum", ".tf",
	".go", ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue", ".py", ".rb", ".php", ".java", ".kt", ".cs", ".rs", ".c", ".h", ".cpp", ".sh",
	".md", ".rst", ".html", ".htm", ".css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".pdf", ".woff", ".woff2", ".ttf", ".mp4", ".webm",
	".exe", ".dll", ".so", ".dylib", ".a", ".o", ".class", ".jar", ".wasm", ".pyc", ".db", ".sqlite", ".pem", ".crt", ".key", ".p12",
	"package.json", "package-lock.json", "tsconfig.json", "composer.json", "manifest.json",
	"label.json", // what must be found in a fixture of this project
}

// isEvidence reports whether a file in a folder is to be read.
func isEvidence(name string) bool {
	name = strings.ToLower(name)
	for _, end := range noEvidence {
		if strings.HasSuffix(name, end) {
			return false
		}
	}
	return true
}
