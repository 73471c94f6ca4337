package parsers

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Unpack visits what an input holds: the input itself if it is plain, else what it unpacks to: gzip, zstd, bzip2,
// xz, and the members of zip and tar archives, within one another down to limits.Depth. They are known by their
// first bytes, not by their names. A member is called "archive.zip!member"; an input that is only compressed keeps
// its name.
//
// An error of visit ends the walk and is returned. A member that is damaged, or beyond a limit, is given up and the
// walk goes on; the error then tells of all of them. What was read before a limit was met has been visited: its
// reader ends with an error that names the limit.
func Unpack(name string, r io.Reader, limits handshake.Limits, visit func(name string, r io.Reader) error) error {
	u := &unpacker{limits: limits, visit: visit}
	if err := u.open(name, r, 0); err != nil {
		return err
	}
	return errors.Join(u.problems...)
}

// unpacker is one walk.
type unpacker struct {
	limits   handshake.Limits
	visit    func(name string, r io.Reader) error
	members  int
	total    int64   // bytes that came out of something packed
	problems []error // members that were given up, at most maxWarnings
}

// maxSpool is how much of a zip archive is held in memory where its input cannot be read at any place (standard
// input, a zip within an archive).
const maxSpool = 1 << 30

// packing is a way to pack one stream of bytes.
type packing struct {
	magic string
	at    int // where magic stands
	open  func(r io.Reader) (io.Reader, error)
}

var packings = []packing{
	{"\x1f\x8b", 0, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"\x28\xb5\x2f\xfd", 0, openZstd},
	{"1AY&SY", 4, func(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }},
	{"\xfd7zXZ\x00", 0, func(r io.Reader) (io.Reader, error) { return xz.NewReader(r) }},
}

const (
	zipMagic   = "PK\x03\x04"
	emptyZip   = "PK\x05\x06"
	tarMagic   = "ustar"
	tarMagicAt = 257
	magicBytes = 512

	zipEncrypted = 1 // general purpose flag
)

func openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// open visits r, or what it unpacks to.
func (u *unpacker) open(name string, r io.Reader, depth int) error {
	random, _ := r.(io.ReaderAt)
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(magicBytes)
	switch {
	case err == nil, err == io.EOF:
	case depth == 0:
		return fmt.Errorf("read %s: %w", name, err)
	case len(head) == 0:
		return u.note(err)
	}
	kind := kindOf(head)
	if kind != plainFile && depth >= u.limits.Depth {
		return u.giveUp(name, fmt.Errorf("it is packed more than %d times", u.limits.Depth))
	}
	switch kind {
	case zipFile:
		return u.zip(name, br, random, depth)
	case tarFile:
		return u.tar(name, br, depth)
	case plainFile:
		return u.visit(name, br)
	}
	return u.stream(name, br, &packings[kind], depth)
}

// Kinds of files besides the indices of packings.
const (
	plainFile = -1 - iota
	zipFile
	tarFile
)

func kindOf(head []byte) int {
	switch {
	case bytes.HasPrefix(head, []byte(zipMagic)), bytes.HasPrefix(head, []byte(emptyZip)):
		return zipFile
	case len(head) > tarMagicAt && bytes.HasPrefix(head[tarMagicAt:], []byte(tarMagic)):
		return tarFile
	}
	for i, p := range packings {
		if len(head) > p.at && bytes.HasPrefix(head[p.at:], []byte(p.magic)) {
			return i
		}
	}
	return plainFile
}

// stream unpacks one stream.
func (u *unpacker) stream(name string, r io.Reader, p *packing, depth int) error {
	packed := &countingReader{r: r}
	inner, err := p.open(packed)
	if err != nil {
		return u.giveUp(name, err)
	}
	if c, ok := inner.(io.Closer); ok {
		defer c.Close()
	}
	return u.open(name, u.bounded(name, inner, packed), depth+1)
}

// zip visits the members of a zip archive.
func (u *unpacker) zip(name string, r io.Reader, random io.ReaderAt, depth int) error {
	size, random, err := u.spool(name, r, random)
	if err != nil {
		return err
	}
	if random == nil {
		return nil
	}
	archive, err := zip.NewReader(random, size)
	if err != nil {
		return u.giveUp(name, err)
	}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		member := name + "!" + f.Name
		if u.isFull(name) {
			return nil
		}
		if err := u.zipMember(member, f, depth); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacker) zipMember(member string, f *zip.File, depth int) error {
	if f.Flags&zipEncrypted != 0 {
		return u.giveUp(member, errors.New("it is encrypted"))
	}
	r, err := f.Open()
	if err != nil {
		return u.giveUp(member, err)
	}
	defer r.Close()
	packed := &countingReader{n: int64(f.CompressedSize64)}
	return u.open(member, u.bounded(member, r, packed), depth+1)
}

// spool makes an archive readable at any place. It returns a nil reader if the archive was given up.
func (u *unpacker) spool(name string, r io.Reader, random io.ReaderAt) (size int64, at io.ReaderAt, err error) {
	if s, ok := random.(io.Seeker); ok {
		if size, err = s.Seek(0, io.SeekEnd); err == nil {
			return size, random, nil
		}
	}
	b, err := io.ReadAll(io.LimitReader(r, maxSpool+1))
	switch {
	case err != nil:
		return 0, nil, u.giveUp(name, err)
	case len(b) > maxSpool:
		return 0, nil, u.giveUp(name, fmt.Errorf("a zip archive of more than %d bytes must be given as a file", maxSpool))
	}
	return int64(len(b)), bytes.NewReader(b), nil
}

// tar visits the members of a tar archive.
func (u *unpacker) tar(name string, r io.Reader, depth int) error {
	archive := tar.NewReader(r)
	for {
		h, err := archive.Next()
		if err == io.EOF || err == nil && u.isFull(name) {
			return nil
		}
		if err != nil {
			return u.giveUp(name, err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if err := u.open(name+"!"+h.Name, archive, depth+1); err != nil {
			return err
		}
	}
}

// isFull counts a member, and reports whether the archive may not have so many.
func (u *unpacker) isFull(name string) bool {
	u.members++
	if u.members <= u.limits.ArchiveFiles {
		return false
	}
	if u.members == u.limits.ArchiveFiles+1 {
		_ = u.giveUp(name, fmt.Errorf("only the first %d members are read", u.limits.ArchiveFiles))
	}
	return true
}

// giveUp notes why something is not read, and lets the walk go on.
func (u *unpacker) giveUp(name string, why error) error {
	return u.note(fmt.Errorf("unpack %s: %w", name, why))
}

func (u *unpacker) note(problem error) error {
	if len(u.problems) < maxWarnings {
		u.problems = append(u.problems, problem)
	}
	return nil
}

// bounded reads what is unpacked from packed, as far as the limits allow.
func (u *unpacker) bounded(name string, r io.Reader, packed *countingReader) io.Reader {
	return &bomb{u: u, r: r, packed: packed, name: name}
}

// bomb is a reader that stops where packed data unpacks to more than is believed.
type bomb struct {
	u      *unpacker
	r      io.Reader
	packed *countingReader
	name   string
	n      int64
}

// freeBytes may come out of any packed file, however small it is.
const freeBytes = 64 << 20

// Read implements io.Reader.
func (b *bomb) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	b.u.total += int64(n)
	switch limits := &b.u.limits; {
	case b.u.total > limits.UnpackedBytes:
		return n, fmt.Errorf("unpack %s: the input unpacks to more than %d bytes", b.name, limits.UnpackedBytes)
	case b.n > freeBytes && b.n > b.packed.n*limits.UnpackRatio:
		return n, fmt.Errorf("unpack %s: it unpacks to more than %d times its size", b.name, limits.UnpackRatio)
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("unpack %s: %w", b.name, err)
	}
	return n, err
}
