package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// consoleLogFormats are logs of zap's console encoder: time, level, logger or caller, message and a JSON object, with
// tabs between.
var consoleLogFormats []Format = jsonFormatsOf(consoleLogRows)

var consoleLogRows = []jsonRow{
	{
		Format: Format{
			Name: "caddy-terminal", Title: "Caddy log as it stands on a terminal, with its objects", Where: "caddy run, docker logs caddy",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "caddy", Moment: handshake.AtEnd,
			Shows: append(showsClient, "text", "level", "duration", "open.lifetime", "request.upgrade", "request.origin", "request.header", "response.header"),
			Samples: []string{
				"2026/11/22 20:09:49.461\tERROR\thttp.log.error.log0\tdial tcp 127.0.0.1:9002: connect: connection refused\t{\"request\": {\"remote_ip\": \"127.0.0.1\", \"remote_port\": \"45116\", \"proto\": \"HTTP/1.1\", \"method\": \"GET\", \"host\": \"app.example.com:8131\", \"uri\": \"/dead\", \"headers\": {\"Upgrade\": [\"websocket\"], \"Connection\": [\"Upgrade\"]}}, \"duration\": 0.000312929, \"status\": 502}",
				"2026/11/22 20:09:11.463\tWARN\thttp.auto_https\tserver is listening only on the HTTP port\t{\"server_name\": \"srv0\", \"http_port\": 80}",
			},
		},
		form:  asConsole,
		Score: 97,
		Any:   []string{"\thttp.", "\thttp\t", "\ttls\t", "\ttls.", "\tadmin\t"},
		Need:  1,
		Keys:  caddyKeys,
		Facts: caddyFacts,
	},
	{
		Format: Format{
			Name: "zap-console", Title: "zap's console form (Go)", Where: "what Go programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Moment: handshake.AtEvent, Shows: showsMessage,
			Samples: []string{
				"2026-11-22T20:18:31.123Z\tERROR\tws/handler.go:41\tupgrade failed\t{\"error\": \"websocket: request origin not allowed by Upgrader.CheckOrigin\"}",
				"2026-11-22T20:18:31.123Z\tinfo\tserver is ready",
			},
		},
		form:  asConsole,
		Score: 95,
		Facts: productFacts{PlainOK: true},
	},
}

// beginsConsole reports whether b begins with a timestamp, a tab and the name of a level.
func beginsConsole(b []byte) bool {
	tab := bytes.IndexByte(b, '\t')
	if tab < len("20:05:41") || tab > len("2026-11-22T20:18:31.123456789+00:00") || !isDigit(b[0]) {
		return false
	}
	word, _, more := bytes.Cut(b[tab+1:], []byte{'\t'})
	return more && len(word) >= len("INFO") && len(word) <= len("DPANIC") && isLevelName(word)
}

func isLevelName(b []byte) bool {
	for _, name := range [...]string{"debug", "info", "warn", "error", "dpanic", "panic", "fatal"} {
		if foldEqual(b, name) {
			return true
		}
	}
	return false
}

// readConsole reads the columns and the object behind them into v. The message is the last of the columns.
func readConsole(b []byte, keys *keyNode, v *values) bool {
	if !beginsConsole(b) {
		return false
	}
	columns, object := b, []byte(nil)
	if i := bytes.Index(b, []byte("\t{")); i >= 0 {
		columns, object = b[:i], b[i+1:]
	}
	v.f[timeStamp], columns, _ = bytes.Cut(columns, []byte{'\t'})
	v.f[levelName], columns, _ = bytes.Cut(columns, []byte{'\t'})
	if i := bytes.LastIndexByte(columns, '\t'); i >= 0 {
		v.f[loggerName], columns = columns[:i], columns[i+1:]
	}
	v.f[messageText] = columns
	readJSON(object, keys, v)
	return true
}
