package parsers

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func zstded(b []byte) []byte {
	var out bytes.Buffer
	w, _ := zstd.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func xzed(b []byte) []byte {
	var out bytes.Buffer
	w, _ := xz.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func zipped(members ...string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		f, _ := w.Create(members[i])
		io.WriteString(f, members[i+1])
	}
	w.Close()
	return out.Bytes()
}

func tarred(members ...string) []byte {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	w.WriteHeader(&tar.Header{Name: "logs/", Typeflag: tar.TypeDir, Mode: 0o755})
	for i := 0; i < len(members); i += 2 {
		w.WriteHeader(&tar.Header{Name: members[i], Size: int64(len(members[i+1])), Mode: 0o644})
		io.WriteString(w, members[i+1])
	}
	w.Close()
	return out.Bytes()
}

// bzipped is "hello\n", for the standard library only reads bzip2.
func bzipped(t *testing.T) []byte {
	b, err := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func unpackAll(b []byte, limits handshake.Limits, wrap func(io.Reader) io.Reader) (got []string, err error) {
	err = Unpack("in", wrap(bytes.NewReader(b)), limits, func(name string, r io.Reader) error {
		text, err := io.ReadAll(r)
		got = append(got, name+"="+string(text))
		return err
	})
	return got, err
}

// hide takes everything but Read away.
func hide(r io.Reader) io.Reader { return struct{ io.Reader }{r} }

func same(r io.Reader) io.Reader { return r }

func TestUnpack(t *testing.T) {
	for name, tc := range map[string]struct {
		in   []byte
		want []string
	}{
		"plain":        {[]byte("hello\n"), []string{"in=hello\n"}},
		"empty":        {nil, []string{"in="}},
		"gzip":         {gzipped([]byte("hello\n")), []string{"in=hello\n"}},
		"two gzips":    {append(gzipped([]byte("hello ")), gzipped([]byte("world\n"))...), []string{"in=hello world\n"}},
		"zstd":         {zstded([]byte("hello\n")), []string{"in=hello\n"}},
		"xz":           {xzed([]byte("hello\n")), []string{"in=hello\n"}},
		"bzip2":        {bzipped(t), []string{"in=hello\n"}},
		"zip":          {zipped("a.log", "1", "d/", "", "d/b.log", "2"), []string{"in!a.log=1", "in!d/b.log=2"}},
		"tar":          {tarred("a.log", "1", "d/b.log", "2"), []string{"in!a.log=1", "in!d/b.log=2"}},
		"tar.gz":       {gzipped(tarred("a.log", "1")), []string{"in!a.log=1"}},
		"gzip in zip":  {zipped("a.log.gz", string(gzipped([]byte("1")))), []string{"in!a.log.gz=1"}},
		"zip in tar":   {tarred("t.zip", string(zipped("a.har", "{}"))), []string{"in!t.zip!a.har={}"}},
		"only a magic": {[]byte("BZh9 is how bzip2 begins"), []string{"in=BZh9 is how bzip2 begins"}},
	} {
		for kind, wrap := range map[string]func(io.Reader) io.Reader{"file": same, "stream": hide} {
			got, err := unpackAll(tc.in, handshake.DefaultLimits(), wrap)
			if err != nil {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s, %s: (-want +got)\n%s", name, kind, diff)
			}
		}
	}
}

func TestUnpackLimits(t *testing.T) {
	limits := handshake.DefaultLimits()
	limits.ArchiveFiles, limits.Depth = 2, 2
	zeros := make([]byte, freeBytes+1<<20)
	for name, tc := range map[string]struct {
		in   []byte
		want []string // names
		err  string
	}{
		"too many members": {zipped("a", "1", "b", "2", "c", "3"), []string{"in!a", "in!b"}, "only the first 2 members are read"},
		"too deep":         {gzipped(gzipped(gzipped([]byte("x")))), nil, "packed more than 2 times"},
		"ratio":            {gzipped(zeros), []string{"in"}, "more than 10 times its size"},
		"ratio in a zip":   {zipped("a", string(zeros)), []string{"in!a"}, "more than 10 times its size"},
		"damaged zip":      {zipped("a", "1")[:40], nil, "zip: not a valid zip file"},
		"damaged gzip":     {append([]byte("\x1f\x8b"), make([]byte, 20)...), nil, "gzip: invalid header"},
		"damaged tar":      {tarred("a", "1")[:700], []string{}, "unexpected EOF"},
	} {
		limits.UnpackRatio = 10
		var names []string
		err := Unpack("in", bytes.NewReader(tc.in), limits, func(name string, r io.Reader) error {
			names = append(names, name)
			_, err := io.Copy(io.Discard, r)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), tc.err) {
			t.Errorf("%s: error %v, want one that says %q", name, err, tc.err)
		}
		if diff := cmp.Diff(tc.want, names); diff != "" && len(tc.want) > 0 {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

// What was read before a limit was met is visited, and the limit ends the reading.
func TestUnpackBombStops(t *testing.T) {
	limits := handshake.DefaultLimits()
	limits.UnpackedBytes = 1 << 20
	var read int64
	Unpack("in", bytes.NewReader(gzipped(make([]byte, 8<<20))), limits, func(_ string, r io.Reader) error {
		n, err := io.Copy(io.Discard, r)
		read = n
		return err
	})
	if read < 1<<20 || read > 2<<20 {
		t.Errorf("read %d bytes, want little more than %d", read, limits.UnpackedBytes)
	}
}

func TestUnpackVisitError(t *testing.T) {
	stop := errors.New("stop")
	err := Unpack("in", bytes.NewReader(zipped("a", "1", "b", "2")), handshake.DefaultLimits(), func(name string, _ io.Reader) error {
		if name != "in!a" {
			t.Errorf("visited %q after the error", name)
		}
		return stop
	})
	if err != stop {
		t.Errorf("error %v, want %v", err, stop)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(gzipped([]byte("hello")))
	f.Add(zipped("a", "1"))
	f.Add(tarred("a", "1"))
	f.Add(xzed([]byte("hello")))
	f.Add(zstded([]byte("hello")))
	limits := handshake.DefaultLimits()
	limits.UnpackedBytes = 1 << 20
	f.Fuzz(func(t *testing.T, b []byte) {
		Unpack("in", bytes.NewReader(b), limits, func(_ string, r io.Reader) error {
			io.Copy(io.Discard, r)
			return nil
		})
	})
}
