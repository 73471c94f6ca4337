package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// logfmtFormats are logs of key=value pairs.
var logfmtFormats []Format = jsonFormatsOf(logfmtRows)

var logfmtRows = []jsonRow{
	{
		Format: Format{
			Name: "heroku-router", Title: "Heroku router log", Where: "heroku logs, log drains",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "heroku", Moment: handshake.AtEnd, Shows: append(showsProxy, "details", "request.host", "level"),
			Samples: []string{
				`at=error code=H12 desc="Request timeout" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno=web.1 connect=1ms service=30000ms status=503 bytes=0 protocol=https`,
				`at=error code=H14 desc="No web processes running" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno= connect= service= status=503 bytes=0 protocol=https`,
				`sock=client at=warning code=H27 desc="Client Request Interrupted" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno=web.1 connect=0ms service=55001ms status=499 bytes=0 protocol=http1.1 tls=true tls_version=tls1.3`,
			},
		},
		form:  asLogfmt,
		Score: 98,
		Marks: []string{"at=", " dyno=", " status=", " method="},
		Keys: []keys{
			{levelName, "at"}, {detailText, "code"}, {moreDetail, "desc"}, {requestTarget, "path"}, {clientAddr, "fwd"}, {durMillis, "service"},
			{upstreamAddr, "dyno"}, {sizeBytes, "bytes"}, {hostName, "host"}, {protocolName, "protocol"}, {noField, "msg event body text"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "grafana", Title: "Grafana log", Where: "/var/log/grafana/grafana.log, docker logs grafana",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "grafana", Moment: handshake.AtEvent, Shows: append(showsMessage, "duration"),
			Samples: []string{
				`logger=live t=2026-11-22T20:12:14.520963849Z level=warn msg="Request Origin is not authorized" origin=https://evil.example.com host=grafana.example.com appUrl=http://localhost:3000/ allowedOrigins=`,
				`logger=context userId=1 orgId=1 uname=admin t=2026-11-22T20:12:14.520963849Z level=info msg="Request Completed" method=GET path=/api/live/ws status=-1 remote_addr=172.17.0.1 time_ms=4003 duration=4.003s size=0 referer= handler=/api/live/ws status_source=server`,
			},
		},
		form:  asLogfmt,
		Score: 96,
		Marks: []string{"logger=", " t=2", " level="},
		Keys:  []keys{{timeStamp, "t"}, {hostName, "host"}},
		Facts: productFacts{PlainOK: true, Hijacked: []int{-1}},
	},
	{
		Format: Format{
			Name: "traefik-logfmt", Title: "Traefik's own log (Traefik 2)", Where: "docker logs traefik",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "traefik", Moment: handshake.AtEvent, Shows: showsMessage,
			Samples: []string{
				`time="2026-11-22T20:12:14Z" level=debug msg="'502 Bad Gateway' caused by: dial tcp 172.17.0.3:80: connect: connection refused"`,
				`time="2026-11-22T20:12:14Z" level=error msg="service \"app\" error: unable to find the IP address" providerName=docker container=app`,
			},
		},
		form:  asLogfmt,
		Score: 94,
		Marks: []string{"time=", " level=", " msg="},
		Any:   []string{" entryPointName=", " routerName=", " middlewareName=", " providerName=", " serviceName=", "' caused by: "},
		Need:  1,
	},
	{
		Format: Format{
			Name: "logfmt", Title: "logfmt lines of any other program: logrus, slog, Loki, Vault, lograge", Where: "what programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Moment: handshake.AtEvent, Shows: showsMessage,
			Samples: []string{
				`time="2026-11-22T20:12:14Z" level=warning msg="websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header" remote=10.0.0.5:41022`,
				`time=2026-11-22T20:12:14.123Z level=ERROR msg="accept failed" err="failed to accept WebSocket connection: request Origin \"evil.com\" is not authorized for Host \"app.example.com\""`,
				`ts=2026-11-22T20:12:14.123Z caller=http.go:194 level=debug traceID=5e1c9d8b msg="GET /ws (404) 1.2ms"`,
				`method=GET path=/cable format=html controller=ApplicationController action=index status=404 duration=1.23 view=0.00`,
			},
		},
		form:  asLogfmt,
		Score: 70,
		Need:  2,
		Any:   []string{"level=", "msg=", "time=", "ts=", "lvl=", "t=2", "method=", "path=", "status=", "caller=", "err=", "message=", "logger="},
		Facts: productFacts{PlainOK: true},
	},
}

// beginsLogfmt reports whether b begins with a key and a value.
func beginsLogfmt(b []byte) bool {
	n := logfmtKeyLen(b)
	return n > 0 && n < len(b) && b[n] == '='
}

// logfmtKeyLen returns the length of the key that b begins with.
func logfmtKeyLen(b []byte) int {
	n := 0
	for n < len(b) && b[n] > ' ' && b[n] != '=' && b[n] != '"' {
		n++
	}
	return n
}

// readLogfmt reads the pairs of b into v and reports whether it begins with one. Words between the pairs are passed
// over.
func readLogfmt(b []byte, keys *keyNode, v *values) bool {
	if !beginsLogfmt(b) {
		return false
	}
	for len(b) > 0 {
		n := logfmtKeyLen(b)
		if n == len(b) {
			break
		}
		if n == 0 || b[n] != '=' {
			b = b[n+1:]
			continue
		}
		key := b[:n]
		var value []byte
		value, b = logfmtValue(b[n+1:])
		if k := keys.child(key); k != nil {
			k.put(v, key, value)
		}
	}
	return true
}

// logfmtValue cuts the value off b: a quoted one, or one up to a blank.
func logfmtValue(b []byte) (value, rest []byte) {
	if len(b) > 0 && b[0] == '"' {
		s := jsonScan{b: b}
		value = s.text()
		return value, b[s.i:]
	}
	if end := bytes.IndexByte(b, ' '); end >= 0 {
		return b[:end], b[end+1:]
	}
	return b, nil
}
