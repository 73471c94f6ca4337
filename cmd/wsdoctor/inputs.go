package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/diagnose"
)

// stdinName stands for standard input, on the command line and in reports.
const stdinName = "-"

// sourceList is what the arguments name.
type sourceList struct {
	list    []diagnose.Source
	missing []diagnose.Input // what is not there or may not be looked into
	folders []string
	left    []string // files of folders that are no evidence by their names
	special []string // pipes, sockets, devices and dead links of folders: reading one may never end
	names   map[string]origin
}

// origin tells how a name came into the list.
type origin struct {
	inFolder bool // it stood in a folder: if it is not understood, that is no mistake
	regular  bool // it is a file that can be read again
}

// expand finds the files that args name: files, folders with all that is in them but hidden files, patterns (for
// shells that do not expand them), and "-". A file that is named twice is read once.
func expand(args []string, stdin io.Reader) sourceList {
	s := sourceList{names: make(map[string]origin)}
	for _, arg := range args {
		for _, name := range matches(arg) {
			if _, seen := s.names[name]; !seen {
				s.names[name] = origin{}
				s.add(name, stdin)
			}
		}
	}
	return s
}

// matches expands a pattern if no file has that name.
func matches(arg string) []string {
	if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?[") {
		return []string{arg}
	}
	names, err := filepath.Glob(arg)
	if err != nil || len(names) == 0 {
		return []string{arg}
	}
	return names
}

func (s *sourceList) add(name string, stdin io.Reader) {
	if name == stdinName {
		s.list = append(s.list, diagnose.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
		return
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		s.miss(name, err)
	case info.IsDir():
		s.folder(name)
	default:
		s.file(name, info, origin{})
	}
}

func (s *sourceList) miss(name string, err error) {
	s.missing = append(s.missing, diagnose.Input{Name: name, Warnings: []string{}, Error: reason(err)})
}

// folder adds what is in a folder and its folders. What may not be looked into is missing, and stops nothing.
func (s *sourceList) folder(name string) {
	s.folders = append(s.folders, name)
	walk := func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.miss(path, err)
		case d.IsDir() && path != name && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir():
			s.inFolder(path, d.Name())
		}
		return nil
	}
	if err := filepath.WalkDir(name, walk); err != nil {
		s.miss(name, err)
	}
}

// inFolder adds a file of a folder, unless it is no evidence. A link counts as what it leads to.
func (s *sourceList) inFolder(path, name string) {
	info, err := os.Stat(path)
	_, seen := s.names[path]
	switch {
	case seen || strings.HasPrefix(name, "."):
	case err != nil || !info.Mode().IsRegular() && !info.IsDir():
		s.special = append(s.special, path)
	case info.IsDir(): // a link to a folder may lead round in a circle
	case !isEvidence(name):
		s.left = append(s.left, path)
	default:
		s.file(path, info, origin{inFolder: true})
	}
}

// notes say which files of folders were not read. Who names one has it read.
func (s *sourceList) notes() []string {
	return slices.Concat(
		leftOut("left out of folders, for their names say that they are no evidence", s.left),
		leftOut("left out of folders, for they are no files that end", s.special))
}

// leftOut is a note that names the first few of names, or nothing if there are none.
func leftOut(why string, names []string) []string {
	const named = 5
	if len(names) == 0 {
		return nil
	}
	list := strings.Join(names[:min(named, len(names))], ", ")
	if len(names) > named {
		list += ", …"
	}
	return []string{fmt.Sprintf("%s (%d): %s", why, len(names), list)}
}

func (s *sourceList) file(name string, info fs.FileInfo, from origin) {
	from.regular = info.Mode().IsRegular()
	s.names[name] = from
	s.list = append(s.list, diagnose.Source{Name: name, Modified: info.ModTime(), Open: func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, errors.New(reason(err))
		}
		return f, nil
	}})
}

// reason is the last part of a file error: the name stands before it anyway.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// headBytes is how much of each file the key of a run depends on.
const headBytes = 64 << 10

// key is what the marks of a run depend on: the beginning of all files. So the shards of one run make the same
// marks, two runs over the same files say the same, and who does not have the files cannot find out the key.
func (s *sourceList) key() []byte {
	var sums []string
	for _, src := range s.list {
		if s.names[src.Name].regular { // reading from a pipe would take it away
			sums = append(sums, headSum(src))
		}
	}
	sort.Strings(sums)
	key := sha256.Sum256([]byte(strings.Join(sums, "")))
	return key[:]
}

func headSum(src diagnose.Source) string {
	h := sha256.New()
	fmt.Fprintln(h, src.Name)
	if f, err := src.Open(); err == nil {
		_, _ = io.CopyN(h, f, headBytes) // a file that cannot be read is told of when it is scanned
		_ = f.Close()
	}
	return string(h.Sum(nil))
}

// packed are the first bytes of inputs whose offsets are not those of the file.
var packed = [][]byte{{0x1F, 0x8B}, {0x28, 0xB5, 0x2F, 0xFD}, []byte("BZh"), {0xFD, '7', 'z', 'X', 'Z'}, []byte("PK\x03\x04"), {0xFF, 0xFE}, {0xFE, 0xFF}}

// reopen returns what opens an input to check a quote. It gives nil for what cannot be read again at an offset, and
// for a HAR, whose quotes are put together from members of the entry.
func (s *sourceList) reopen(inputs []diagnose.Input) func(name string) io.ReaderAt {
	lines := make(map[string]bool)
	for i := range inputs {
		lines[inputs[i].Name] = inputs[i].Format != "har" && s.names[inputs[i].Name].regular
	}
	return func(name string) io.ReaderAt {
		if !lines[name] {
			return nil
		}
		return openUnpacked(name)
	}
}

// openUnpacked opens a file, or returns nil if it cannot be opened or is compressed.
func openUnpacked(name string) io.ReaderAt {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	var head [8]byte
	n, _ := f.ReadAt(head[:], 0)
	for _, magic := range packed {
		if bytes.HasPrefix(head[:n], magic) {
			_ = f.Close()
			return nil
		}
	}
	return f
}
