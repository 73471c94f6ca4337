package parsers

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

const (
	sampleMost = 200 // lines that detection looks at
	clearAfter = 40  // lines after which it stops if one format has nearly all of them
	sure       = 60  // a record with this score belongs to no other format
	settled    = 90  // a format with this score is not asked whether another knows more
	beyond     = 90  // a score that a client's format needs for a line in the log of a server
)

// detection is what the beginning of an input tells.
type detection struct {
	document *Format     // the format of the whole input, or nil if it is made of records
	layers   []*envelope // outermost first
	ranked   []*Format   // formats seen in the sample, the best first
	tie      string      // formats that fit as well as the best
	serves   bool        // a server or a proxy speaks
}

// openText reads the beginning of the input and returns it with a reader of the whole, both as UTF-8 (or as
// whatever else has ASCII in it as it is) without byte order mark.
func openText(r io.Reader) (head []byte, whole io.Reader, err error) {
	head, whole, err = peek(r)
	order, mark := byteOrder(head)
	if mark > 0 {
		_, _ = io.CopyN(io.Discard, whole, int64(mark)) // it was peeked at: it is there
		head = head[mark:]
	}
	if order != nil {
		return peek(&utf16Reader{r: whole, order: order})
	}
	return head, whole, err
}

// peek reads headBytes, or what there is, and returns them with a reader that begins with them.
func peek(r io.Reader) (head []byte, whole io.Reader, err error) {
	head = make([]byte, headBytes)
	n, err := io.ReadFull(r, head)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	head = head[:n]
	if err == io.EOF {
		return head, bytes.NewReader(head), nil
	}
	if err != nil {
		return head, io.MultiReader(bytes.NewReader(head), failing{err}), err
	}
	return head, io.MultiReader(bytes.NewReader(head), r), nil
}

// failing is a reader of nothing but an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// sampleLines returns the whole lines of head, as a lineReader shows them.
func sampleLines(head []byte, max int) [][]byte {
	lines := newLineReader(bytes.NewReader(head), min(max, len(head)))
	lines.bare = hasBareSGR(head)
	var sample [][]byte
	for len(sample) < sampleMost && lines.next() {
		if !isBlank(lines.line()) {
			sample = append(sample, bytes.Clone(lines.line()))
		}
	}
	if n := len(sample); n > 1 && n < sampleMost && len(head) == headBytes {
		sample = sample[:n-1] // it breaks off
	}
	return sample
}

// detect says what the input is, from its beginning.
func (sc *scan) detect(head []byte) detection {
	sample := sc.sample(head)
	if f, score := sc.detectDocument(head); f != nil {
		if v := sc.survey(sample); score*v.lines >= v.most() {
			return detection{document: f}
		}
	}
	d := detection{layers: sc.detectLayers(sample)}
	v := sc.survey(unwrapAll(d.layers, sample))
	d.serves = wrapsServers(d.layers) || v.serves()
	d.ranked, d.tie = v.rank(d.serves)
	return d
}

// survey is what the formats make of a sample.
type survey struct {
	formats []Format
	lines   int
	sums    []int // of the scores, by format
	clients int   // lines that belong to a client's format
	servers int   // lines that belong to a server's or proxy's, or tell of its start
}

func (sc *scan) survey(sample [][]byte) *survey {
	v := &survey{formats: sc.formats, sums: make([]int, len(sc.formats))}
	for _, line := range sample {
		v.look(line, sc.rest)
		if v.lines++; v.lines == clearAfter && v.most() >= settled*clearAfter*9/10 {
			break
		}
	}
	return v
}

func (v *survey) look(line []byte, rest *Format) {
	best, most := handshake.UnknownSide, 0
	for i := range v.formats {
		f := &v.formats[i]
		if f.Line == nil || f.Detect == nil || f == rest {
			continue
		}
		score := f.Detect(line)
		v.sums[i] += score
		if score > most {
			best, most = f.Side, score
		}
	}
	switch {
	case most >= sure && best == handshake.Client:
		v.clients++
	case most >= sure && best != handshake.UnknownSide, isLifecycle(line):
		v.servers++
	}
}

func (v *survey) most() int { return slices.Max(append(v.sums, 0)) }

// serves reports whether a server or a proxy wrote the sample: it starts, or writes in a format that clients do not
// use, and most of the sample is not plainly a client's. What libraries say when a handshake fails is the same on
// both sides.
func (v *survey) serves() bool { return v.servers > 0 && v.clients*2 < v.lines }

// rank orders the formats by what they make of the sample, and names one that fits as well as the best.
func (v *survey) rank(serves bool) (ranked []*Format, tie string) {
	var order []int
	for i, sum := range v.sums {
		if sum > 0 && !(serves && v.formats[i].Side == handshake.Client) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return v.sums[b] - v.sums[a] })
	if len(order) > 1 && v.sums[order[0]] == v.sums[order[1]] && v.sums[order[0]] >= sure*v.lines {
		tie = fmt.Sprintf("; %s would fit as well: choose with --format", v.formats[order[1]].Name)
	}
	for _, i := range order[:min(len(order), maxRecent)] {
		ranked = append(ranked, &v.formats[i])
	}
	return ranked, tie
}

func (sc *scan) sample(head []byte) [][]byte {
	if frame := frameOf(head); frame != perLine {
		return sampleJSON(head, frame, sc.o.Limits.RecordBytes)
	}
	return sampleLines(head, sc.o.Limits.RecordBytes)
}

func (sc *scan) detectDocument(head []byte) (best *Format, most int) {
	for i := range sc.formats {
		f := &sc.formats[i]
		if f.Document == nil || f.Detect == nil {
			continue
		}
		if score := f.Detect(head); score > most {
			best, most = f, score
		}
	}
	return best, most
}

// guess returns the format that makes the best claim to a line, and its score, or nil if none makes any. In the log
// of a server a client's format must be beyond doubt.
func (sc *scan) guess(line []byte, serves bool) (best *Format, most int) {
	for i := range sc.formats {
		f := &sc.formats[i]
		if f.Line == nil || f.Detect == nil || f == sc.rest {
			continue
		}
		score := f.Detect(line)
		if score > most && !(serves && f.Side == handshake.Client && score < beyond) {
			best, most = f, score
		}
	}
	return best, most
}

// magics are the beginnings of files that people hand in by mistake, and what to do instead.
var magics = []struct{ magic, what string }{
	{"\x89PNG\r\n", "a PNG image: attach the text of the log, not a picture of it"},
	{"\xff\xd8\xff", "a JPEG image: attach the text of the log, not a picture of it"},
	{"GIF8", "a GIF image: attach the text of the log, not a picture of it"},
	{"RIFF", "an image, sound or video file"},
	{"%PDF-", "a PDF document: attach the text of the log"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"SQLite format 3", "a SQLite database"},
	{"\xd4\xc3\xb2\xa1", "a packet capture: a HAR or the logs of the hops are read"},
	{"\xa1\xb2\xc3\xd4", "a packet capture: a HAR or the logs of the hops are read"},
	{"\x0a\x0d\x0d\x0a", "a packet capture: a HAR or the logs of the hops are read"},
	{"LPKSHHRH", "a binary journal: save the text with `journalctl -o short-iso --file FILE`"},
	{"ElfFile\x00", "a Windows event log: save it as text or XML"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it, or pack it as zip or tar"},
	{"Rar!", "a RAR archive: unpack it, or pack it as zip or tar"},
}

// refuse says why an input is not looked at, or returns "".
func refuse(head []byte) string {
	text := bytes.TrimLeft(head, "\x00")
	if len(bytes.Trim(head, " \t\r\n\x00")) == 0 {
		return "it is empty"
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return "it is " + m.what
		}
	}
	if isBinary(text) {
		return "it is binary data, not text"
	}
	return ""
}

// isBinary allows for some bytes that are no text: TLS records sent to a plain port end up in logs.
func isBinary(b []byte) bool {
	controls, nuls, wrong := 0, 0, 0
	for i := 0; i < len(b); {
		c, size := utf8.DecodeRune(b[i:])
		switch {
		case c == 0:
			nuls++
		case c == utf8.RuneError && size == 1:
			wrong++
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != esc:
			controls++
		}
		i += size
	}
	return nuls*20 > len(b) || controls*20 > len(b) && wrong > 0
}
