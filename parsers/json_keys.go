package parsers

import (
	"bytes"
	"strings"
)

// keys says under which names a field is found. A path goes down by dots and is also tried as one dotted name; a
// path that ends with '*' stands for every name that begins so, as the name of a header, and one that ends with "[]"
// for a list of headers as {"name":…,"value":…}; "name=header" gives the header a name.
type keys struct {
	field field
	paths string // separated by blanks
}

// keyNode is what is known of the members of one object.
type keyNode struct {
	name     string // of the member
	known    bool   // the field is settled, be it noField
	field    field
	also     field  // what a value is that does not look like one of field
	header   []byte // name of the header; nil: the name of the member
	strip    int    // bytes before the header's name in the member's
	pairs    bool   // the elements are headers as name and value
	children []*keyNode
	slots    []*keyNode   // children by hash, a power of two of them
	next     *keyNode     // in the same slot
	prefixes []prefixNode // members known by the beginning of their names
	any      *keyNode     // all other members
}

type prefixNode struct {
	prefix []byte
	node   *keyNode
}

// child returns what is known of the member key, or nil.
func (k *keyNode) child(key []byte) *keyNode {
	if len(k.slots) > 0 && len(key) > 0 {
		for n := k.slots[hashKey(key)&(len(k.slots)-1)]; n != nil; n = n.next {
			if n.name == string(key) {
				return n
			}
		}
	}
	for i := range k.prefixes {
		if bytes.HasPrefix(key, k.prefixes[i].prefix) {
			return k.prefixes[i].node
		}
	}
	return k.any
}

// hashKey tells the names of members apart well enough; key is not empty.
func hashKey(key []byte) int {
	return len(key)*31 + int(key[0])*7 + int(key[len(key)/2])*13 + int(key[len(key)-1])
}

// seal makes the table that child looks into.
func (k *keyNode) seal() {
	size := 4
	for size < 2*len(k.children) {
		size *= 2
	}
	k.slots = make([]*keyNode, size)
	for _, n := range k.children {
		slot := &k.slots[hashKey([]byte(n.name))&(size-1)]
		n.next, *slot = *slot, n
		if len(n.children) > 0 {
			n.seal()
		}
	}
}

// put stores a value under the node's field. The first value that looks like one of the field stays.
func (k *keyNode) put(v *values, key, value []byte) {
	switch {
	case k.field == noField:
	case k.field == requestHeader || k.field == responseHeader:
		k.putHeader(v, key, value)
	case k.field.shape().fits(value) || len(value) == 0:
		v.first(k.field, value)
	case k.also != noField && k.also.shape().fits(value):
		v.first(k.also, value)
	}
}

// first stores a value, unless there is one already.
func (v *values) first(f field, value []byte) {
	if len(v.f[f]) == 0 {
		v.f[f] = value
	}
}

func (k *keyNode) putHeader(v *values, key, value []byte) {
	name := k.header
	if name == nil {
		name = key[k.strip:]
		v.whole = v.whole || k.strip == 0
	}
	v.put(k.field, name, value)
}

// putPair stores a header whose name is the value of a member itself.
func (k *keyNode) putPair(v *values, name, value []byte) {
	if len(name) > 0 {
		v.whole = true
		v.put(k.field, name, value)
	}
}

// keyTree makes a tree of tables; what stands in an earlier one has precedence.
func keyTree(tables ...[]keys) *keyNode {
	root := &keyNode{}
	for _, table := range tables {
		for _, k := range table {
			for _, path := range strings.Fields(k.paths) {
				root.add(k.field, path)
			}
		}
	}
	root.seal()
	return root
}

func (k *keyNode) add(f field, path string) {
	path, header, named := strings.Cut(path, "=")
	leaf := keyNode{field: f}
	if named {
		leaf.header = []byte(header)
	}
	k.insert(path, leaf)
	if strings.Contains(path, ".") {
		k.insertFlat(path, leaf)
	}
}

// insert adds a leaf below the objects that path goes through.
func (k *keyNode) insert(path string, leaf keyNode) {
	first, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		k.insertFlat(path, leaf)
		return
	}
	k.member(first).insert(rest, leaf)
}

// insertFlat adds a leaf as a member.
func (k *keyNode) insertFlat(name string, leaf keyNode) {
	name, leaf.pairs = strings.CutSuffix(name, "[]")
	prefix, wild := strings.CutSuffix(name, "*")
	switch {
	case wild && prefix == "":
		k.any = &leaf
	case wild:
		leaf.strip = len(prefix)
		k.prefixes = append(k.prefixes, prefixNode{[]byte(prefix), &leaf})
	default:
		k.member(name).settle(leaf)
	}
}

// settle gives the node the meaning of leaf, or a second one if it has a meaning already. noField settles it for good.
func (k *keyNode) settle(leaf keyNode) {
	switch {
	case !k.known:
		k.known, k.field, k.header, k.pairs = true, leaf.field, leaf.header, leaf.pairs
	case k.field != noField && k.also == noField && leaf.field != k.field && leaf.header == nil:
		k.also = leaf.field
	}
}

// member returns the child of that name, which is made if there is none.
func (k *keyNode) member(name string) *keyNode {
	for _, n := range k.children {
		if n.name == name {
			return n
		}
	}
	n := &keyNode{name: name}
	k.children = append(k.children, n)
	return n
}
