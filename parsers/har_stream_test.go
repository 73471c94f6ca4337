package parsers

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/iotest"
)

// keptOf reads doc as one value through a window of the given size and returns what was kept of it, and whether
// it has a sign.
func keptOf(doc []byte, window, text int, slow bool) (kept string, sign, ok bool) {
	j := newJSONStream(bytes.NewReader(doc), 1<<20)
	if slow {
		j.r = iotest.OneByteReader(j.r)
	}
	j.buf, j.longest, j.signs = make([]byte, 0, window), text, true
	j.token()
	j.keep()
	if !j.skip(0) {
		return "", false, false
	}
	value, ok := j.kept()
	return string(value), j.sign, ok
}

func TestJSONStreamCuts(t *testing.T) {
	f := func(doc, want string) {
		t.Helper()
		for _, slow := range []bool{false, true} {
			for _, window := range []int{40, 64, 1000} {
				if got, _, ok := keptOf([]byte(doc), window, 8, slow); !ok || got != want {
					t.Errorf("%s in a window of %d: got %s, %v, want %s", doc, window, got, ok, want)
				}
			}
		}
	}
	f(`{"a":"short"}`, `{"a":"short"}`)
	f(`{"a":"12345678"}`, `{"a":"12345678"}`)
	f(`{"a":"123456789"}`, `{"a":"12345678"}`)
	f(`{"a":"`+strings.Repeat("x", 500)+`","b":1}`, `{"a":"xxxxxxxx","b":1}`)
	f(`{"a":"1234567\n`+strings.Repeat("x", 500)+`"}`, `{"a":"1234567"}`)
	f(`{"a":"123456\nx"}`, `{"a":"123456\n"}`)
	f(`{"a":"1234\u00e9x"}`, `{"a":"1234"}`)
	f(`{"a":"12\u00e9x"}`, `{"a":"12\u00e9"}`)
	f(`{"a":"123456\\\\\\"}`, `{"a":"123456\\"}`)
	f(`{"a":"`+strings.Repeat(`\\`, 100)+`","b":"`+strings.Repeat(`\"`, 100)+`"}`, `{"a":"\\\\\\\\","b":"\"\"\"\""}`)
	f(`["`+strings.Repeat("x", 39)+`",2]`, `["xxxxxxxx",2]`)
}

// What the stream keeps is what encoding/json takes for the value, however it is read; what it cuts stays JSON.
func FuzzJSONStream(f *testing.F) {
	f.Add([]byte(`{"log":{"entries":[{"a":"b\\\"c","status":101},[1,2e9,true,null,"\u00e9"]]}}`))
	f.Add([]byte(` [ "` + strings.Repeat(`\\\"`, 40) + `" , {"status" : 101}] `))
	f.Add([]byte(`"` + strings.Repeat("x", 300) + `"`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		doc = bytes.TrimSpace(doc)
		if !json.Valid(doc) {
			return
		}
		whole, sign, ok := keptOf(doc, 1<<16, 1<<15, false)
		if ok && len(doc) < 1<<15 && whole != string(doc) {
			t.Errorf("kept %q of %q", whole, doc)
		}
		cut, _, _ := keptOf(doc, 1<<16, 10, false)
		if !json.Valid([]byte(cut)) {
			t.Errorf("cut to %q, which is no JSON", cut)
		}
		for _, window := range []int{64, 100} {
			for _, slow := range []bool{false, true} {
				if got, _, _ := keptOf(doc, window, 10, slow); got != cut {
					t.Errorf("window %d, byte by byte %v: kept %q, want %q", window, slow, got, cut)
				}
			}
		}
		if _, slowSign, _ := keptOf(doc, 1<<16, 1<<15, true); slowSign != sign {
			t.Errorf("sign %v at once, %v byte by byte", sign, slowSign)
		}
	})
}
