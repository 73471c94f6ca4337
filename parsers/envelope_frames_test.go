package parsers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFrameOf(t *testing.T) {
	for in, want := range map[string]jsonFrame{
		`{"level":"info","msg":"a"}` + "\n" + `{"level":"info","msg":"b"}`: perLine,
		`{"level":"info","msg":"a","data":[{"x":1}]}`:                      perLine,
		`{"a":1}`: perLine,
		"[2026-11-22 20:12:07 +0000] [1] [INFO] x": perLine,
		"{foo}\nbar":                           perLine,
		"":                                     perLine,
		"[\n  {\"a\": 1},\n  {\"a\": 2}\n]":    perValue,
		`[{"a":1},{"a":2}]`:                    perValue,
		`[[{"field":"@message","value":"x"}]]`: perValue,
		"{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n": perValue,
		`{"events":[{"message":"x"}]}`:         inList,
		"{\n  \"took\": 1,\n  \"hits\": {\"total\": 1, \"hits\": [{\"_source\": {}}]}}":                      inList,
		`{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":[["1","x"]]}]}}`: inList,
	} {
		if got := frameOf([]byte(in)); got != want {
			t.Errorf("%.40q: frame %d, want %d", in, got, want)
		}
	}
}

// Records come on one line each, with the place where they stand, however the input is cut.
func TestJSONCutter(t *testing.T) {
	for _, tc := range []struct {
		in    string
		frame jsonFrame
		want  []string
	}{
		{"[\n  {\"a\": [1, {\"b\": \"}]\"}]},\n  {\"c\": \"x \\\" y\"}\n]", perValue, []string{`2:4 {"a":[1,{"b":"}]"}]}`, `3:31 {"c":"x \" y"}`}},
		{"{\n\"a\": 1\n}\n{\"b\": 2}", perValue, []string{`1:0 {"a":1}`, `4:11 {"b":2}`}},
		{`{"skip":{"events":[{"no":1}]},"events":[{"a":1},{"b":2}],"more":[{"no":1}]}`, inList, []string{`1:40 {"a":1}`, `1:48 {"b":2}`}},
		{`{"data":{"result":[{"stream":{"no":1},"values":[["1","a"],["2","b"]]}]}}`, inList, []string{`1:48 ["1","a"]`, `1:58 ["2","b"]`}},
		{"[{\"a\": \"broken\n\"}, {\"b\": 1}]", perValue, []string{`1:1 {"a":"broken...`}},
		{`[{"long":"0123456789012345678901234567890123456789012345678901234567890123456789"},{"b":1}]`, perValue, []string{`1:1 {"long":"012345678901234567890123456789012345678...`, `1:83 {"b":1}`}},
	} {
		for _, size := range []int{1, 3, 1000} {
			var got []string
			c := jsonCutter{max: 48, frame: tc.frame}
			c.emit = func(rec []byte, long bool) {
				s := fmt.Sprintf("%d:%d %s", c.recLine+1, c.recStart, rec)
				if long {
					s += "..."
				}
				got = append(got, s)
			}
			for in := tc.in; in != ""; in = in[min(size, len(in)):] {
				c.cut([]byte(in[:min(size, len(in))]))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%.40q, %d bytes at once: (-want +got)\n%s", tc.in, size, diff)
			}
		}
	}
}

func FuzzJSONCutter(f *testing.F) {
	f.Add(`{"events":[{"a":"\"}"},[1]]}`, 2)
	f.Fuzz(func(t *testing.T, in string, size int) {
		size = max(1, size%16)
		for frame := perValue; frame <= inList; frame++ {
			run := func(size int) string {
				var out strings.Builder
				c := jsonCutter{max: 64, frame: frame}
				c.emit = func(rec []byte, long bool) { fmt.Fprintln(&out, c.recLine, c.recStart, long, string(rec)) }
				for rest := in; rest != ""; rest = rest[min(size, len(rest)):] {
					c.cut([]byte(rest[:min(size, len(rest))]))
				}
				return out.String()
			}
			if whole, parts := run(len(in)+1), run(size); whole != parts {
				t.Fatalf("%q: %q whole, %q in parts", in, whole, parts)
			}
		}
	})
}
