package parsers

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/redact"
)

// devToolsHAR writes a HAR as DevTools does: pretty printed, with stacks, headers and bodies; one entry in 50 is
// a WebSocket, every other of them fails.
func devToolsHAR(entries int) []byte {
	r := rand.New(rand.NewSource(1))
	blob := make([]byte, 300_000)
	r.Read(blob)
	image := base64.StdEncoding.EncodeToString(blob)
	script := strings.Repeat(`function f(a){return \"x\\n\"+a[\"b\"]}\n`, 8000)
	var b bytes.Buffer
	b.WriteString(`{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[`)
	for i := range entries {
		if i > 0 {
			b.WriteByte(',')
		}
		writeDevToolsEntry(&b, i, image, script)
	}
	b.WriteString("]}}\n")
	return b.Bytes()
}

const devToolsEntry = `{
  "_initiator": {
    "type": "script",
    "stack": {
      "callFrames": [%s]
    }
  },
  "_priority": "High",
  "_resourceType": "%s",
  "cache": {},
  "request": {
    "method": "GET",
    "url": "%s",
    "httpVersion": "http/1.1",
    "headers": [
      {
        "name": "Accept",
        "value": "*/*"
      },
      {
        "name": "Cookie",
        "value": "session=%s"
      },
      {
        "name": "User-Agent",
        "value": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
      }%s
    ],
    "queryString": [],
    "cookies": [],
    "headersSize": -1,
    "bodySize": 0
  },
  "response": {
    "status": %d,
    "statusText": "",
    "httpVersion": "",
    "headers": [],
    "cookies": [],
    "content": {
      "size": 0,
      "mimeType": "x-unknown"%s
    },
    "redirectURL": "",
    "_transferSize": 0,
    "_error": null
  },
  "startedDateTime": "2026-11-22T10:00:00.000Z",
  "time": 12.3%s
}`

const callFrame = `
        {
          "functionName": "g",
          "scriptId": "3",
          "url": "https://example.com/app.js",
          "lineNumber": 1,
          "columnNumber": 2
        }`

func writeDevToolsEntry(b *bytes.Buffer, i int, image, script string) {
	stack := strings.Repeat(callFrame+",", 7) + callFrame
	cookie := strings.Repeat("a", 300)
	if i%50 == 0 {
		status, messages := 101, `,
  "_webSocketMessages": [{"type": "send", "time": 1795340000.1, "opcode": 1, "data": "{\"a\":1}"}]`
		if i%100 == 0 {
			status, messages = 0, `,
  "_webSocketMessages": [{"type": "error", "time": 1795340000.1, "opcode": -1, "data": "Error during WebSocket handshake: Unexpected response code: 403"}]`
		}
		upgrade := `,
      {
        "name": "Upgrade",
        "value": "websocket"
      }`
		fmt.Fprintf(b, devToolsEntry, stack, "websocket", fmt.Sprintf("wss://example.com/ws/%d?token=%x", i, i), cookie, upgrade, status, "", messages)
		return
	}
	text := fmt.Sprintf(",\n      \"text\": \"%s\",\n      \"encoding\": \"base64\"", image)
	if i%3 == 0 {
		text = fmt.Sprintf(",\n      \"text\": \"%s\"", script)
	}
	fmt.Fprintf(b, devToolsEntry, stack, "fetch", fmt.Sprintf("https://example.com/api/%d", i), cookie, "", 200, text, "")
}

func harSource(emit func(*handshake.Event), warn func(string)) *Source {
	return &Source{
		Name: "test.har", Format: &harFormat, Redact: redact.New([]byte("test")), Limits: handshake.DefaultLimits(), emit: emit, warn: warn,
	}
}

func BenchmarkHAR(b *testing.B) {
	benchmarkHAR(b, devToolsHAR(200))
}

// Without bodies nearly everything is short strings and white space.
func BenchmarkHARWithoutBodies(b *testing.B) {
	var doc bytes.Buffer
	doc.WriteString(`{"log":{"creator":{"name":"WebInspector"},"entries":[`)
	for i := range 4000 {
		writeDevToolsEntry(&doc, i, "", "")
		doc.WriteByte(',')
	}
	doc.WriteString("]}}")
	benchmarkHAR(b, doc.Bytes())
}

func benchmarkHAR(b *testing.B, doc []byte) {
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		events := 0
		s := harSource(func(*handshake.Event) { events++ }, func(string) {})
		if err := readHAR(bytes.NewReader(doc), s); err != nil || events == 0 {
			b.Fatal(err, events)
		}
	}
}
