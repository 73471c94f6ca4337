package diagnose

import (
	"context"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/correlate"
	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/parsers"
	"github.com/wsdoctor/wsdoctor/rules"
)

// Options say how a run works. The zero value of each field but Rules and Redact is a useful default.
type Options struct {
	Rules     *rules.Set
	Redact    *redact.Redactor
	Limits    handshake.Limits // zero: handshake.DefaultLimits
	Formats   []parsers.Format // nil: parsers.All
	Force     string           // name of the format of every input; "": detect
	Zone      *time.Location   // of timestamps without one; nil: UTC
	Since     time.Time        // events before it are left out; zero: none
	Until     time.Time        // events after it are left out; zero: none
	Endpoints []string         // paths that are WebSocket endpoints; '*' stands for any text
	Timeline  bool             // fill Report.Timeline
	Parallel  int              // inputs read at once; 0: GOMAXPROCS
}

// Source is one input of a run.
type Source struct {
	Name     string // as the user gave it; stands in the report
	Open     func() (io.ReadCloser, error)
	Modified time.Time // last change, for timestamps without a year; zero: unknown
}

// Run diagnoses all sources. An input that cannot be read is reported in its Input.Error; the error returned is
// only that of a cancelled context.
func Run(ctx context.Context, sources []Source, o Options) (*Report, error) {
	p, err := Scan(ctx, sources, o)
	if err != nil {
		return nil, err
	}
	return p.Report(o), nil
}

// Scan reads all sources into one Partial. The result does not depend on their order.
func Scan(ctx context.Context, sources []Source, o Options) (*Partial, error) {
	o = o.withDefaults()
	s := newScanner(o)
	parts := make([]*Partial, len(sources))
	var wg sync.WaitGroup
	slots := make(chan struct{}, o.Parallel)
	for i := range sources {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer func() { <-slots; wg.Done() }()
			parts[i] = s.scan(ctx, sources[i])
		}()
	}
	wg.Wait()
	total := s.total()
	for _, p := range parts {
		total.absorb(p)
	}
	return total, ctx.Err()
}

func newScanner(o Options) *scanner {
	needed, naming := o.Rules.Literals()
	needed = append(needed, parsers.ClientSentences()...)
	return &scanner{o: o.withDefaults(), lexicon: correlate.NewLexicon(needed, naming, parsers.LineTexts(), o.Rules.Search())}
}

func (o Options) withDefaults() Options {
	if o.Limits == (handshake.Limits{}) {
		o.Limits = handshake.DefaultLimits()
	}
	if o.Parallel <= 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	if o.Formats == nil {
		o.Formats = parsers.All()
	}
	return o
}

// scanner is what the scans of one run share.
type scanner struct {
	o       Options
	lexicon *correlate.Lexicon
}

// total returns a Partial for all sources of a run.
func (s *scanner) total() *Partial { return &Partial{store: correlate.NewTotal(s.o.Limits, s.lexicon)} }

// scan reads one source, and every member of it if it is an archive.
func (s *scanner) scan(ctx context.Context, src Source) *Partial {
	p := &Partial{store: correlate.NewStore(s.o.Limits, s.lexicon)}
	r, err := src.Open()
	if err == nil {
		defer r.Close()
		err = parsers.Unpack(src.Name, withContext(ctx, r), s.o.Limits, func(name string, r io.Reader) error {
			return s.member(name, r, src, p)
		})
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		p.fail(src.Name, err)
	}
	return p
}

func (s *scanner) member(name string, r io.Reader, src Source, p *Partial) error {
	gate := correlate.NewGate(s.lexicon)
	cov, err := parsers.Scan(name, r, parsers.Options{
		Redact: s.o.Redact, Limits: s.o.Limits, Formats: s.o.Formats, Force: s.o.Force, Zone: s.o.Zone, Year: year(src.Modified),
		Gate: parsers.Gate{Text: gate.Text, Line: gate.Line, Names: gate.Names, Access: gate.Access},
	}, func(e *handshake.Event) {
		if s.wanted(e.Time) {
			p.store.Add(e)
		}
	})
	p.store.AddRest(name, gate.Rest())
	p.cover(cov, err)
	return nil
}

func (s *scanner) wanted(t time.Time) bool {
	if t.IsZero() {
		return true
	}
	return !t.Before(s.o.Since) && (s.o.Until.IsZero() || !t.After(s.o.Until))
}

func year(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	return t.Year()
}

// withContext returns a reader that stops when the context is done. What can be read at any place still can: archives
// need it.
func withContext(ctx context.Context, r io.Reader) io.Reader {
	c := contextReader{ctx, r}
	if at, ok := r.(file); ok {
		return contextFile{c, at}
	}
	return c
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// file is what archives need of an input.
type file interface {
	io.ReaderAt
	io.Seeker
}

type contextFile struct {
	contextReader
	file
}
