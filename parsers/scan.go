package parsers

import (
	"bufio"
	"bytes"
	"io"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// Options say how inputs are read.
type Options struct {
	Redact  *redact.Redactor
	Gate    Gate
	Limits  handshake.Limits
	Formats []Format       // formats to choose from; nil means All()
	Force   string         // name of the format to use, "" to detect it
	Zone    *time.Location // for timestamps without a zone; nil means UTC
	Year    int            // for timestamps without a year; 0 means unknown
}

// Coverage says what became of one input.
type Coverage struct {
	Name          string
	Format        string   // name of the main format; "" if nothing was recognised
	Reason        string   // why that format: "58 of 60 lines"
	Envelopes     []string // peeled, outermost first
	Producer      string
	Bytes         int64 // unpacked
	Records       int64
	Understood    int64 // of a known format, kept or not
	NotUnderstood int64
	Unclear       []handshake.Position // first few records that were not understood
	Events        int64
	Skipped       int64 // records cut or left out by a limit
	Warnings      []string
}

const sampleLines = 200

// Scan reads one input to its end and emits its events. It returns what became of the input, and an error
// only when the input could not be read on; what was read before has been emitted.
func Scan(name string, r io.Reader, o Options, emit func(*handshake.Event)) (Coverage, error) {
	cov := Coverage{Name: name}
	s := &Source{Name: name, Redact: o.Redact, Gate: o.Gate, Limits: o.Limits, Zone: o.Zone, Year: o.Year}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	s.emit = func(e *handshake.Event) { cov.Events++; emit(e) }
	s.warn = func(text string) { cov.Warnings = append(cov.Warnings, text) }
	br := bufio.NewReaderSize(r, 1<<20)
	head, err := br.Peek(64 << 10)
	if err != nil && err != io.EOF && len(head) == 0 {
		return cov, err
	}
	f, why := detect(head, o)
	if f == nil {
		cov.Reason = why
		return cov, nil
	}
	s.Format, cov.Format, cov.Reason = f, f.Name, why
	counted := &countingReader{r: br}
	if f.Document != nil {
		err = f.Document(counted, s)
	} else {
		err = scanLines(counted, s, &cov)
	}
	cov.Bytes, cov.Producer = counted.n, s.Producer
	return cov, err
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func detect(head []byte, o Options) (*Format, string) {
	formats := o.Formats
	if formats == nil {
		formats = All()
	}
	best, bestScore := -1, 0
	for i := range formats {
		f := &formats[i]
		if f.Name == o.Force {
			return f, "asked for"
		}
		if score := sampleScore(f, head); score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return nil, "no known format"
	}
	return &formats[best], "best score"
}

func sampleScore(f *Format, head []byte) int {
	if f.Detect == nil {
		return 0
	}
	if f.Document != nil {
		return f.Detect(head) * sampleLines
	}
	sum := 0
	for n := 0; n < sampleLines && len(head) > 0; n++ {
		line, rest, _ := bytes.Cut(head, []byte{'\n'})
		sum += f.Detect(bytes.TrimSuffix(line, []byte{'\r'}))
		head = rest
	}
	return sum
}

func scanLines(r io.Reader, s *Source, cov *Coverage) error {
	p := s.Format.Line(s)
	br := bufio.NewReaderSize(r, s.Limits.RecordBytes)
	var off, lineNo int64
	var rec []byte
	var pos handshake.Position
	flush := func() {
		if rec == nil {
			return
		}
		cov.Records++
		switch p.Record(rec, pos) {
		case NotUnderstood:
			cov.NotUnderstood++
			if len(cov.Unclear) < 5 {
				cov.Unclear = append(cov.Unclear, pos)
			}
		default:
			cov.Understood++
		}
		rec = nil
	}
	for {
		line, err := br.ReadSlice('\n')
		if len(line) > 0 {
			lineNo++
			text := bytes.TrimRight(line, "\r\n")
			if rec != nil && p.Continues != nil && p.Continues(rec, text) {
				rec = append(append(rec, '\n'), text...)
			} else {
				flush()
				rec = append([]byte(nil), text...)
				pos = handshake.Position{Line: lineNo, Offset: off, Entry: -1}
			}
			off += int64(len(line))
		}
		if err == bufio.ErrBufferFull {
			cov.Skipped++
			continue
		}
		if err != nil {
			flush()
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}
