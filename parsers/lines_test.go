package parsers

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

type gotLine struct {
	Text   string
	Number int64
	Offset int64
	Long   bool
}

func readAllLines(r io.Reader, max int) ([]gotLine, error) {
	var got []gotLine
	l := newLineReader(r, max)
	for l.next() {
		got = append(got, gotLine{string(l.line()), l.number, l.offset, l.long})
	}
	return got, l.err
}

func TestLineReader(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     []gotLine
	}{
		{"empty", "", nil},
		{"one line without end", "a", []gotLine{{"a", 1, 0, false}}},
		{"LF", "a\nbc\n", []gotLine{{"a", 1, 0, false}, {"bc", 2, 2, false}}},
		{"CRLF and blank", "a\r\n\r\nb", []gotLine{{"a", 1, 0, false}, {"", 2, 3, false}, {"b", 3, 5, false}}},
		{"NULs in front", "\x00\x00\x00a\n\x00b\n", []gotLine{{"a", 1, 3, false}, {"b", 2, 6, false}}},
		{"only NULs", "\x00\x00", nil},
		{"colours", "\x1b[1ma\x1b[m:x\ny\x1b]0;t\x07z\n", []gotLine{{"a:x", 1, 0, false}, {"yz", 2, 11, false}}},
		{"just long enough", "0123456789\nx", []gotLine{{"0123456789", 1, 0, false}, {"x", 2, 11, false}}},
		{"too long", "0123456789abc\nx\n", []gotLine{{"0123456789", 1, 0, true}, {"x", 2, 14, false}}},
		{"much too long, at the end", "x\n" + strings.Repeat("y", 2000), []gotLine{{"x", 1, 0, false}, {"yyyyyyyyyy", 2, 2, true}}},
		{"ESC in what is skipped", "0123456789\x1b[0m\x1b\nx\x1b[1m", []gotLine{{"0123456789", 1, 0, true}, {"x", 2, 16, false}}},
	} {
		for name, wrap := range readers {
			got, err := readAllLines(wrap(strings.NewReader(tc.in)), 10)
			if err != io.EOF {
				t.Errorf("%s, %s: error %v, want EOF", tc.name, name, err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s, %s: (-want +got)\n%s", tc.name, name, diff)
			}
		}
	}
}

// readers bring the same bytes in different pieces.
var readers = map[string]func(io.Reader) io.Reader{
	"as it comes":    func(r io.Reader) io.Reader { return r },
	"byte by byte":   iotest.OneByteReader,
	"half":           iotest.HalfReader,
	"EOF with data":  iotest.DataErrReader,
	"seven at once":  func(r io.Reader) io.Reader { return &pieces{r, 7} },
	"sometimes none": func(r io.Reader) io.Reader { return &stutter{r: r} },
}

type pieces struct {
	r io.Reader
	n int
}

func (p *pieces) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.n)]) }

type stutter struct {
	r   io.Reader
	odd bool
}

func (s *stutter) Read(b []byte) (int, error) {
	if s.odd = !s.odd; s.odd {
		return 0, nil
	}
	return s.r.Read(b[:min(len(b), 3)])
}

func TestLineReaderReadError(t *testing.T) {
	broken := errors.New("disk on fire")
	got, err := readAllLines(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), 10)
	if err != broken {
		t.Errorf("error %v, want %v", err, broken)
	}
	if want := []gotLine{{"a", 1, 0, false}, {"b", 2, 2, false}}; !cmp.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestLineReaderNeverEndingNothing(t *testing.T) {
	_, err := readAllLines(nothing{}, 10)
	if err != io.ErrNoProgress {
		t.Errorf("error %v, want %v", err, io.ErrNoProgress)
	}
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }

// A record is put together in place, also where line ends and colours have to go, and where the buffer moves.
func TestLineReaderRecord(t *testing.T) {
	for name, wrap := range readers {
		l := newLineReader(wrap(strings.NewReader("one\r\n\x1b[1mtwo\x1b[0m\nthree\nfour\n")), 16)
		l.next()
		l.begin()
		for _, want := range []bool{true, true, false} {
			l.next()
			if got := l.extend(); got != want {
				t.Errorf("%s: extend by %q: %v, want %v", name, l.line(), got, want)
			}
		}
		l.next()
		if got, want := string(l.record()), "one\ntwo\nthree"; got != want {
			t.Errorf("%s: record %q, want %q", name, got, want)
		}
	}
}

func TestLineReaderManyRecordsInASmallBuffer(t *testing.T) {
	var in, want bytes.Buffer
	for i := range 100_000 {
		line := strings.Repeat("x", i%97)
		in.WriteString(line + "\r\n")
		want.WriteString(line + "\n")
	}
	var got bytes.Buffer
	l := newLineReader(&in, 100)
	for l.next() {
		l.begin()
		got.Write(l.record())
		got.WriteByte('\n')
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Error("the lines differ from what was written")
	}
}

func TestStripBareSGR(t *testing.T) {
	for in, want := range map[string]string{
		"[32mINFO[0m: x":                "INFO: x",
		"#033[1;31merror#033[0m":        "error",
		"[2026-11-22 20:12:07] [12m] x": "[2026-11-22 20:12:07] ] x",
		"[m [] [1;m":                    "[m [] ",
		"a[3":                           "a[3",
	} {
		b := []byte(in)
		if got := string(b[:stripBareSGR(b)]); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestUTF16(t *testing.T) {
	little := func(s string) string {
		var b strings.Builder
		for _, c := range s {
			b.WriteByte(byte(c))
			b.WriteByte(byte(c >> 8))
		}
		return b.String()
	}
	for name, tc := range map[string]struct{ in, want string }{
		"little endian": {"\xff\xfe" + little("GET /ws\r\n\u2019x\n"), "GET /ws\r\n\u2019x\n"},
		"big endian":    {"\xfe\xff\x00a\x00\n\xd8\x3d\xde\x00", "a\n\U0001f600"},
		"no mark":       {little("2026/11/22 20:28:45 [notice]\n"), "2026/11/22 20:28:45 [notice]\n"},
		"half a pair":   {"\xfe\xff\x00a\xd8\x3d", "a\ufffd"},
		"UTF-8":         {"\xef\xbb\xbfa\u2019\n", "a\u2019\n"},
		"no text":       {"\x00\x00\x00\x00", "\x00\x00\x00\x00"},
	} {
		for kind, wrap := range readers {
			_, r, err := openText(wrap(strings.NewReader(tc.in)))
			if err != nil {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
			got, err := io.ReadAll(r)
			if string(got) != tc.want || err != nil {
				t.Errorf("%s, %s: got %q, %v, want %q", name, kind, got, err, tc.want)
			}
		}
	}
}

func BenchmarkLineReader(b *testing.B) {
	line := "203.0.113.7 - - [22/Nov/2026:20:02:43 +0000] \"GET /api/v1/orders/17 HTTP/1.1\" 200 5213 \"-\" \"curl/8.5.0\"\n"
	text := bytes.Repeat([]byte(line), 1<<16)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		l := newLineReader(bytes.NewReader(text), 256<<10)
		for l.next() {
			l.begin()
		}
	}
}
