package parsers

import (
	"bytes"
	"strings"
)

// keys says under which names a field is found. A path goes down by dots and is also tried as one dotted name; a
// path that ends with '*' stands for every name that begins so, as the name of a header; "name:header" gives the
// header a name.
type keys struct {
	field field
	paths string // separated by blanks
}

// keyNode is what is known of the members of one object.
type keyNode struct {
	known    bool // the field is settled, be it noField
	field    field
	header   []byte // name of the header; nil: the name of the member
	strip    int    // bytes before the header's name in the member's
	children map[string]*keyNode
	prefixes []prefixNode // members known by the beginning of their names
	any      *keyNode     // all other members
}

type prefixNode struct {
	prefix []byte
	node   *keyNode
}

// child returns what is known of the member key, or nil.
func (k *keyNode) child(key []byte) *keyNode {
	if n := k.children[string(key)]; n != nil {
		return n
	}
	for i := range k.prefixes {
		if bytes.HasPrefix(key, k.prefixes[i].prefix) {
			return k.prefixes[i].node
		}
	}
	return k.any
}

// put stores a value under the node's field. The first value that looks like one of the field stays.
func (k *keyNode) put(v *values, key, value []byte) {
	switch {
	case k.field == noField:
	case k.field == requestHeader || k.field == responseHeader:
		k.putHeader(v, key, value)
	case len(v.f[k.field]) == 0 && (k.field.shape().fits(value) || len(value) == 0):
		v.f[k.field] = value
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
	return root
}

func (k *keyNode) add(f field, path string) {
	path, header, named := strings.Cut(path, ":")
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
	prefix, wild := strings.CutSuffix(name, "*")
	switch {
	case wild && prefix == "":
		k.any = &leaf
	case wild:
		leaf.strip = len(prefix)
		k.prefixes = append(k.prefixes, prefixNode{[]byte(prefix), &leaf})
	default:
		if n := k.member(name); !n.known {
			n.known, n.field, n.header = true, leaf.field, leaf.header
		}
	}
}

func (k *keyNode) member(name string) *keyNode {
	if k.children == nil {
		k.children = make(map[string]*keyNode)
	}
	n := k.children[name]
	if n == nil {
		n = &keyNode{}
		k.children[name] = n
	}
	return n
}
