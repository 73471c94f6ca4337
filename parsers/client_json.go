package parsers

import (
	"bytes"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// messageKeys and their like are where programs put what they say in JSON: ChromeDriver's log, collectors of console
// output, loggers of Node.
var (
	messageKeys = []string{"message", "msg", "text", "event", "error.message", "error", "err.message"}
	levelKeys   = []string{"level", "severity", "type"}
	timeKeys    = []string{"timestamp", "time", "ts", "@timestamp"}
	pageKeys    = []string{"url", "source_url", "location.url"}
)

// unwrapJSON reads rec if it is JSON with a message in it, or a list of such values. ok is false if it is none.
func (c *clientReader) unwrapJSON(rec []byte, pos handshake.Position) (v Verdict, ok bool) {
	text := bytes.TrimSpace(rec)
	if len(text) < 2 || text[0] != '{' && text[0] != '[' || text[0] == '[' && text[1] != '{' || !gjson.ValidBytes(text) {
		return NotUnderstood, false
	}
	root := gjson.ParseBytes(text)
	if !root.IsArray() {
		return c.jsonMessage(root, pos)
	}
	root.ForEach(func(_, item gjson.Result) bool {
		w, found := c.jsonMessage(item, pos)
		v, ok = max(v, w), ok || found
		return true
	})
	return v, ok
}

// jsonMessage reads one object. The body of an HTTP answer ({"code":1,"message":"Session ID unknown"}) stays as it is: its
// parts tell only together.
func (c *clientReader) jsonMessage(v gjson.Result, pos handshake.Position) (verdict Verdict, ok bool) {
	msg := firstOf(v, messageKeys)
	if msg.Type != gjson.String || v.Get("code").Exists() || v.Get("isTrusted").Exists() {
		return NotUnderstood, false
	}
	text := msg.Str
	if why := v.Get("error"); why.Type == gjson.String && !strings.Contains(text, why.Str) { // Go's loggers keep the two apart
		text += ": " + why.Str
	}
	h := &c.head
	h.read(c.s, []byte(text))
	if t := firstOf(v, timeKeys); t.Exists() {
		h.time, h.zoned, _ = readTime([]byte(t.String()), c.s.Year, c.s.Zone)
	}
	if level := levelOf([]byte(firstOf(v, levelKeys).String())); level != "" {
		h.level = level
	}
	if page := firstOf(v, pageKeys).String(); page != "" && h.page == nil {
		h.page = []byte(page)
	}
	return c.say(h, pos), true
}

func firstOf(v gjson.Result, paths []string) gjson.Result {
	for _, p := range paths {
		if r := v.Get(p); r.Exists() {
			return r
		}
	}
	return gjson.Result{}
}
