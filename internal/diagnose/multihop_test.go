package diagnose

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wsdoctor/wsdoctor/internal/redact"
	"github.com/wsdoctor/wsdoctor/rules"
)

// incident is the label of a recorded incident over several hops.
type incident struct {
	Cause      string   `json:"cause"`
	Alternates []string `json:"alternates"`
	Hop        string   `json:"hop"`
	RefusedBy  string   `json:"refused_by"`
	Findings   int      `json:"findings"`
	Recovered  bool     `json:"recovered"`
	Files      []struct {
		Name string `json:"name"`
	} `json:"files"`
}

const multihop = "../../fixtures/multihop"

// incidents returns the recorded incidents by folder.
func incidents(t *testing.T) map[string]incident {
	t.Helper()
	labels, err := filepath.Glob(filepath.Join(multihop, "*", "label.json"))
	if err != nil || len(labels) < 12 {
		t.Fatalf("%d incidents, %v", len(labels), err)
	}
	out := make(map[string]incident)
	for _, path := range labels {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var in incident
		if err := json.Unmarshal(text, &in); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out[filepath.Base(filepath.Dir(path))] = in
	}
	return out
}

func (in incident) sources(folder string) []Source {
	var out []Source
	for _, f := range in.Files {
		path := filepath.Join(multihop, folder, f.Name)
		out = append(out, Source{Name: f.Name, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	return out
}

func builtin(t testing.TB) Options {
	t.Helper()
	set, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Rules: set, Redact: redact.New([]byte("test"))}
}

// hopNotShown are the incidents whose inputs do not show the hop, and why.
var hopNotShown = map[string]string{
	"inner-unknown-host-404": "the inner proxy logs host=maps-internal, which might as well be the name of its machine",
}

func TestIncidents(t *testing.T) {
	o := builtin(t)
	for folder, in := range incidents(t) {
		t.Run(folder, func(t *testing.T) {
			r, err := Run(context.Background(), in.sources(folder), o)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Findings) != in.Findings {
				for _, f := range r.Findings {
					t.Logf("%s (%s) %s at %s, %d times, recovered %v", f.Cause, f.Confidence, f.Endpoint, f.Hop, f.Count, f.Recovered)
				}
				t.Fatalf("%d findings, want %d", len(r.Findings), in.Findings)
			}
			if in.Findings == 0 {
				return
			}
			f := r.Findings[0]
			if f.Cause != in.Cause && !slices.Contains(in.Alternates, f.Cause) {
				t.Errorf("cause %s (%s, sign %s), want %s", f.Cause, f.Confidence, f.Sign, in.Cause)
			}
			if f.Hop != in.Hop && hopNotShown[folder] == "" {
				t.Errorf("hop %s, want %s; the way: %+v", f.Hop, in.Hop, f.Way)
			}
			if f.RefusedBy != in.RefusedBy {
				t.Errorf("refused by %s, want %s", f.RefusedBy, in.RefusedBy)
			}
			if f.Recovered != in.Recovered {
				t.Errorf("recovered %v, want %v", f.Recovered, in.Recovered)
			}
		})
	}
}

// TestSplitsMergeToTheSame gives the inputs of every incident to several runs, in any split and order, and merges
// what they found: the report must be the one of a single run, to the byte.
func TestSplitsMergeToTheSame(t *testing.T) {
	o := builtin(t)
	for folder, in := range incidents(t) {
		sources := in.sources(folder)
		want := reportText(t, scanned(t, sources, o), o)
		for seed := range 3 {
			r := rand.New(rand.NewSource(int64(seed)))
			r.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
			n := 1 + r.Intn(4)
			var parts []*Partial
			for i := 1; i <= n; i++ {
				parts = append(parts, recoded(t, scanned(t, Shard(sources, i, n), o), o))
			}
			total := parts[0]
			for _, p := range parts[1:] {
				total.Merge(p)
			}
			if diff := cmp.Diff(want, reportText(t, total, o)); diff != "" {
				t.Fatalf("%s, seed %d, %d parts: %s", folder, seed, n, diff)
			}
		}
	}
}

func scanned(t *testing.T, sources []Source, o Options) *Partial {
	t.Helper()
	p, err := Scan(context.Background(), sources, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// recoded is p, written out and read back.
func recoded(t *testing.T, p *Partial, o Options) *Partial {
	t.Helper()
	var b bytes.Buffer
	if err := p.Encode(&b); err != nil {
		t.Fatal(err)
	}
	out, err := DecodePartial(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func reportText(t *testing.T, p *Partial, o Options) string {
	t.Helper()
	text, err := json.MarshalIndent(p.Report(o), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
