package diagnose

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"

	"github.com/wsdoctor/wsdoctor/internal/correlate"
)

// PartialSchema is the value of the schema field of an encoded Partial.
const PartialSchema = "wsdoctor.partial/v1"

// wirePartial is the JSON form of a Partial. Its text is redacted; ids are keyed hashes.
type wirePartial struct {
	Schema  string           `json:"schema"`
	Inputs  []Input          `json:"inputs"`
	Content correlate.Export `json:"content"`
}

// Encode writes the partial result as JSON. The same content gives the same bytes.
func (p *Partial) Encode(w io.Writer) error {
	return json.NewEncoder(w).Encode(wirePartial{PartialSchema, p.Inputs, p.store.Export()})
}

// DecodePartial reads what Encode wrote.
func DecodePartial(r io.Reader, o Options) (*Partial, error) {
	var w wirePartial
	if err := json.NewDecoder(r).Decode(&w); err != nil {
		return nil, fmt.Errorf("read partial result: %w", err)
	}
	if w.Schema != PartialSchema {
		return nil, fmt.Errorf("schema %q: expected %q, as written by `wsdoctor analyze --shard`", w.Schema, PartialSchema)
	}
	p := newScanner(o).total()
	p.Inputs = w.Inputs
	p.store.Import(w.Content)
	return p, nil
}

// Shard returns the sources of shard i of n (1 ≤ i ≤ n), by the order of their names.
func Shard(sources []Source, i, n int) []Source {
	sorted := append([]Source(nil), sources...)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].Name < sorted[b].Name })
	var out []Source
	for k := i - 1; k < len(sorted); k += n {
		out = append(out, sorted[k])
	}
	return out
}
