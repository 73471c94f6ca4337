package correlate

import "sort"

// Export is the content of a Store as a value that can be encoded.
type Export struct {
	Groups    []*Group         `json:"groups"` // by key
	Rests     map[string]int64 `json:"rests,omitempty"`
	Dropped   int64            `json:"dropped,omitempty"`
	Threshold uint64           `json:"threshold,string"`
}

// Export returns the content of the store. It shares memory with it.
func (s *Store) Export() Export {
	s.Bound()
	x := Export{Groups: []*Group{}, Rests: s.Rests, Dropped: s.Dropped, Threshold: s.threshold}
	for _, g := range s.Groups {
		x.Groups = append(x.Groups, g)
	}
	sort.Slice(x.Groups, func(i, j int) bool { return x.Groups[i].Key < x.Groups[j].Key })
	return x
}

// Import merges exported content into the store.
func (s *Store) Import(x Export) {
	o := &Store{Groups: make(map[string]*Group, len(x.Groups)), Rests: x.Rests, Dropped: x.Dropped, threshold: x.Threshold}
	for _, g := range x.Groups {
		if len(g.Events) > 0 {
			o.Groups[g.Key] = g
		}
	}
	s.Merge(o)
}
