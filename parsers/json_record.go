package parsers

import (
	"bytes"
	"sync"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// jsonRow is a log of JSON objects as data.
type jsonRow struct {
	Format
	Marks []string // texts that every record holds, such as `"DownstreamStatus":`
	Any   []string // texts of which every record holds Need
	Need  int
	Not   []string // texts that no record holds
	Score int      // what Detect says of such a record
	Keys  []keys   // what its keys mean, before commonKeys
	Facts productFacts

	form form // what the records look like; the zero form is JSON
}

// form is a way to write members.
type form struct {
	begins func(rec []byte) bool // whether a record may be of it; it does not allocate
	read   func(rec []byte, keys *keyNode, v *values) bool
}

// The forms.
var (
	asJSON    = form{beginsJSON, readJSON}
	asLogfmt  = form{beginsLogfmt, readLogfmt}
	asConsole = form{beginsConsole, readConsole}
)

// jsonFormatsOf makes Formats of rows.
func jsonFormatsOf(rows []jsonRow) []Format {
	var out []Format
	for _, r := range rows {
		out = append(out, r.format())
	}
	return out
}

// format makes a Format of the row. Its keys are put in order when they are first needed.
func (r jsonRow) format() Format {
	tree := sync.OnceValue(func() *keyNode { return keyTree(r.Keys, commonKeys) })
	marks, some, not := toBytes(r.Marks), toBytes(r.Any), toBytes(r.Not)
	f := r.Format
	form := r.form
	if form.read == nil {
		form = asJSON
	}
	f.Detect = func(rec []byte) int {
		rec = bytes.TrimLeft(rec, " \t")
		if !form.begins(rec) || !holds(rec, marks, len(marks)) || !holds(rec, some, r.Need) || len(not) > 0 && holds(rec, not, 1) {
			return 0
		}
		return r.Score
	}
	f.Line = func(s *Source) LineParser {
		p := &jsonParser{record: newRecord(s, r.Facts), keys: tree(), read: form.read}
		p.unquote = unquoteJSON
		return LineParser{Record: p.Record}
	}
	return f
}

func toBytes(list []string) [][]byte {
	out := make([][]byte, len(list))
	for i, s := range list {
		out[i] = []byte(s)
	}
	return out
}

// holds reports whether need of the marks stand in rec.
func holds(rec []byte, marks [][]byte, need int) bool {
	for i, m := range marks {
		if need == 0 {
			return true
		}
		if len(marks)-i < need {
			return false
		}
		if bytes.Contains(rec, m) {
			need--
		}
	}
	return need == 0
}

// jsonParser reads the records of one JSON log.
type jsonParser struct {
	record
	keys *keyNode
	read func(rec []byte, keys *keyNode, v *values) bool
	text []byte // scratch
}

// Record reads a record and keeps it if its answer or its text can matter.
func (j *jsonParser) Record(rec []byte, pos handshake.Position) Verdict {
	j.v.reset()
	if !j.read(bytes.TrimLeft(rec, " \t"), j.keys, &j.v) {
		return NotUnderstood
	}
	return j.finish(rec, pos)
}

// finish keeps the record that the values were read from if it can matter.
func (j *jsonParser) finish(rec []byte, pos handshake.Position) Verdict {
	if !j.matters(rec) {
		return Understood
	}
	j.emit(rec, pos)
	return Kept
}

func (j *jsonParser) matters(rec []byte) bool {
	if isLaterEvent(j.v.f[kindName]) {
		return false
	}
	if j.v.proof() {
		return true
	}
	status, target := j.v.answer()
	if status != 0 || len(target) > 0 {
		if j.src.Gate.Access(status, target, rec) {
			return true
		}
	}
	return j.texts(rec)
}

// texts reports whether a text of the record can matter. One that has none is its own text if it names a WebSocket: a frame,
// or an event of a product's own. The record is looked at as it stands; a message with
// escapes besides, for an escape may stand within a text that is looked for.
func (j *jsonParser) texts(rec []byte) bool {
	if len(j.v.f[messageText])+len(j.v.f[errorText]) == 0 {
		if !j.src.Gate.Names(rec) {
			return false
		}
		j.v.f[messageText] = rec
		return true
	}
	if j.src.Gate.Text(rec) {
		return true
	}
	for _, f := range [...]field{messageText, errorText} {
		if b := j.v.f[f]; bytes.IndexByte(b, '\\') >= 0 {
			j.text = unquoteJSON(j.text[:0], b)
			if j.src.Gate.Text(j.text) {
				return true
			}
		}
	}
	return false
}
