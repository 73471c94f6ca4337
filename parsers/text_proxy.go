package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// proxyTextFormats are the error logs of what stands before the app.
var proxyTextFormats []Format = textFormats(proxyTextRows)

var proxyTextRows = []textRow{
	{
		Format: Format{
			Name: "nginx-error", Title: "nginx error log", Where: "/var/log/nginx/error.log; also OpenResty, Kong, ingress-nginx",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "nginx",
			Shows: []string{"text", "level", "request.path", "request.host", "upstream.contacted", "upstream.addr"},
			Samples: []string{
				`2026/11/22 20:10:15 [error] 8022#8022: *5 access forbidden by rule, client: 127.0.0.1, server: app.acme.test, request: "GET /ws HTTP/1.1", host: "app.acme.test"`,
				`2026/11/22 20:29:44 [info] 24641#24641: *45 client sent plain HTTP request to HTTPS port while reading client request headers, client: 127.0.0.1, server: tls, request: "GET /ws HTTP/1.1", host: "127.0.0.1:8443"`,
				`nginx: [emerg] host not found in upstream "app" in /etc/nginx/conf.d/default.conf:12`,
				`*912 no live upstreams while connecting to upstream, client: 10.0.0.7, server: app.acme.test, request: "GET /ws HTTP/1.1", upstream: "http://app/ws", host: "app.acme.test"`,
			},
		},
		Score: 100,
		Heads: []string{"$slash [$level] $num#$num: ", "$slash [$level] $num#$num ", "[$level] $num#$num: ", "nginx: [$level] "},
		Also:  isNginxTail,
		More:  nginxMore,

		Unfinished: nginxUnfinished,
	},
	{
		Format: Format{
			Name: "apache-error", Title: "Apache httpd error log, 2.4 and 2.2", Where: "/var/log/apache2/error.log, /var/log/httpd/error_log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "apache",
			Shows: []string{"text", "level", "request.path", "upstream.addr"},
			Samples: []string{
				`[Sun Nov 22 20:05:41.324837 2026] [proxy:error] [pid 24650:tid 24652] (111)Connection refused: AH00957: http: attempt to connect to 127.0.0.1:9002 (127.0.0.1:9002) failed`,
				`[Sun Nov 22 20:53:57.627005 2026] [security2:error] [pid 32368:tid 32372] [client 127.0.0.1:52012] [client 127.0.0.1] ModSecurity: Access denied with code 403 (phase 2). [hostname "app.acme.test"] [uri "/ws"] [unique_id "awNWZVOfmzrxHGOTKite0AAAAAE"]`,
				`[Sun Nov 22 20:05:41 2026] [error] [client 10.0.0.7] File does not exist: /var/www/html/ws`,
				`(111)Connection refused: AH00957: WS: attempt to connect to 127.0.0.1:9002 (127.0.0.1:9002) failed`,
			},
		},
		Score: 100,
		Heads: []string{"[$ctime] [$word:$level] [pid $any] ", "[$ctime] [$level] "},
		Also:  hasApacheCode,
		More:  apacheMore,
	},
	{
		Format: Format{
			Name: "lighttpd-error", Title: "lighttpd error log", Where: "/var/log/lighttpd/error.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "lighttpd",
			Samples: []string{
				`2026-11-22 20:09:16: (gw_backend.c.274) establishing connection failed: socket: tcp:127.0.0.1:9002: Connection refused`,
				`2026-11-22 20:09:16: (gw_backend.c.960) all handlers for /dead? on  are down.`,
				`2026-11-22 20:09:08: (server.c.1704) server started (lighttpd/1.4.69)`,
			},
		},
		Score: 100,
		Heads: []string{"$iso: ($any.c.$num) "},
	},
	{
		Format: Format{
			Name: "squid-cache", Title: "Squid cache log", Where: "/var/log/squid/cache.log",
			Side: handshake.Proxy, Hop: handshake.HopForwardProxy, Product: "squid",
			Samples: []string{
				`2026/11/22 20:50:04| Accepting HTTP Socket connections at conn3 local=127.0.0.1:3128 remote=[::] FD 11 flags=9`,
				`2026/11/22 20:50:12 kid1| Preparing for shutdown after 8 requests`,
			},
		},
		Score: 100,
		Heads: []string{"$slash| ", "$slash kid$num| "},
		Bare:  []string{"CPU Usage: ", "Maximum Resident Size: ", "Page faults with physical i/o: "},
	},
	{
		Format: Format{
			Name: "trafficserver-log", Title: "Apache Traffic Server diags.log and error.log", Where: "/var/log/trafficserver",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "trafficserver",
			Samples: []string{
				`[Nov 22 20:54:44.701] traffic_server WARNING: connection throttle too high, 30000 (throttle) + 192 (internal use) > 20000 (file descriptor limit), using throttle of 19808`,
				`20261122.20h55m16s CONNECT: attempt fail [CONNECTION_ERROR] to 127.0.0.1:3000 for host='app.acme.test' connection_result=Connection refused [111] error=Connection refused [111] attempts=0 url='ws://127.0.0.1:3000/ws'`,
			},
		},
		Score: 100,
		Heads: []string{"[$bsd] $any $level: ", "[$bsd] {$any} $level: ", "[$bsd] [$any] $level: ", "$packed $word: "},
	},
	{
		Format: Format{
			Name: "hitch", Title: "Hitch log", Where: "/var/log/hitch.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "hitch",
			Samples: []string{
				`20261122T204514.246977 [ 4348] {backend-connect}: Connection refused`,
				`20261122T204519.580287 [ 4347] {core} Received signal 15, shutting down.`,
			},
		},
		Score: 100,
		Heads: []string{"$packed [$any] "},
	},
	{
		Format: Format{
			Name: "nghttpx-error", Title: "nghttpx error log", Where: "nghttpx --errorlog-file",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "nghttpx", Zone: true,
			Samples: []string{
				`2026-11-22T20:35:02.270Z 24788 24788 769eedd7 WARN (shrpx_http_downstream_connection.cc:1532) [DCONN:0x7f433740d900] Backend connect failed; addr=127.0.0.1:3000: errno=111`,
			},
		},
		Score: 100,
		Heads: []string{"$iso $num $num $word $level ($any) "},
	},
	{
		Format: Format{
			Name: "h2o-error", Title: "h2o error log", Where: "h2o error-log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "h2o",
			Samples: []string{
				`h2o server (pid:28940) is ready to serve requests`,
				`received SIGTERM, gracefully shutting down`,
				`[lib/core/proxy.c] in request:/ws:connection failed`,
			},
		},
		Score: 90,
		Heads: []string{"[lib/$any] "},
		Bare:  []string{"h2o server (pid:", "received SIGTERM, gracefully"},
	},
	{
		Format: Format{
			Name: "envoy-log", Title: "Envoy application log", Where: "what envoy and istio-proxy print",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "envoy",
			Samples: []string{
				`[2026-11-22 20:05:41.123][1][info][main] [source/server/server.cc:404] initializing epoch 0`,
				`[2026-11-22 20:05:41.123][14][debug][http] [source/common/http/conn_manager_impl.cc:868] [C3][S1234] request headers complete`,
				"2026-11-22T20:05:41.123456Z\twarning\tenvoy config\tgRPC config stream closed: 14, connection error",
			},
		},
		Score: 100,
		Heads: []string{"[$iso][$num][$level][$any] [$any] ", "[$iso][$num][$level][$any] ", "$iso $level envoy $word "},
	},
	{
		Format: Format{
			Name: "zerolog-console", Title: "zerolog console output", Where: "what Traefik 3, cloudflared and other Go programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "go",
			Samples: []string{
				`2026-11-22T20:05:41Z DBG github.com/traefik/traefik/v3/pkg/proxy/httputil/proxy.go:117 > 502 Bad Gateway error="dial tcp 127.0.0.1:9002: connect: connection refused"`,
				`2026-11-22T20:12:14Z ERR  error="Unable to reach the origin service" connIndex=0 event=1 ingressRule=0 originService=http://localhost:3000`,
			},
		},
		Score: 85,
		Heads: []string{"$iso $level3 ", "$clock $level3 "},
		Hints: []hint{
			{"traefik", "traefik", handshake.HopReverseProxy}, {"entryPointName", "traefik", handshake.HopReverseProxy},
			{"connIndex=", "cloudflared", handshake.HopReverseProxy}, {"cloudflared", "cloudflared", handshake.HopReverseProxy},
		},
	},
	{
		Format: Format{
			Name: "litespeed-error", Title: "LiteSpeed error log", Where: "/usr/local/lsws/logs/error.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "litespeed",
			Samples: []string{`2022-06-08 22:49:20.774649 [NOTICE] [1226033] [1.2.3.4:45164:HTTP2-41#_AdminVHost] [STDERR] [WebAdmin Console] Failed Login Attempt - username:asdasd ip:127.0.0.1 url:`},
		},
		Score: 98,
		Heads: []string{"$iso [$level] [$num] ", "$iso [$level] [$any:$any] "},
	},
	{
		Format: Format{
			Name: "mitmproxy", Title: "mitmdump and mitmproxy event log", Where: "what mitmdump prints",
			Side: handshake.Proxy, Hop: handshake.HopForwardProxy, Product: "mitmproxy",
			Samples: []string{
				`127.0.0.1:52874: client connect`,
				"127.0.0.1:52912: GET http://app.acme.test/ws\n              << 426 Upgrade Required 16b",
				`[20:12:14.123][127.0.0.1:52874] server connect app.acme.test:80 (127.0.0.1:80)`,
			},
		},
		Score: 62,
		Heads: []string{"$addr: ", "[$clock][$addr] "},
		More:  mitmMore,
		Bare:  []string{"Proxy server listening at ", "HTTP(S) proxy listening at ", "Loading script ", "Addon error: ", "HAR dump finished (", "Error in WebSocket connection to ", "…<- WebSocket ", "…-> WebSocket "},
	},
	{
		Format: Format{
			Name: "passenger", Title: "Phusion Passenger log", Where: "nginx or Apache error log with Passenger",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "passenger",
			Samples: []string{`[ N 2026-11-22 20:12:14.1234 123/T1 age/Cor/CoreMain.cpp:1340 ]: Starting Passenger core...`, `App 15660 output: Puma starting in single mode...`},
		},
		Score: 96,
		Heads: []string{"[ $level1 $iso $any ]: ", "App $num output: ", "App $num stdout: ", "App $num stderr: "},
	},
}

// isNginxTail knows an nginx message without its head by what it ends with.
func isNginxTail(rec []byte) bool {
	return bytes.Contains(rec, []byte(", client: ")) && bytes.Contains(rec, []byte(", server: "))
}

// hasApacheCode knows an Apache message without its head by its number, "AH00957: ".
func hasApacheCode(rec []byte) bool {
	i := bytes.Index(rec, []byte("AH"))
	return i >= 0 && i < 80 && like(rec[i:], "AH00000: ")
}

// nginxMore reads "*5 ", the number of the connection within the worker.
func nginxMore(s *Source, e *handshake.Event, rec []byte, sp *spot) {
	if sp.message < len(rec) && rec[sp.message] == '*' {
		if n := numLen(rec[sp.message+1:]); n > 0 {
			s.addID(e, handshake.ConnID, rec[sp.message:sp.message+1+n])
			sp.message += 1 + n + blanksLen(rec[sp.message+1+n:])
		}
	}
	if bytes.Contains(rec, []byte(`, request: "`)) {
		e.Upstream.Known = true // nginx shows the upstream with every request that got so far
	}
}

// apacheMore reads "[pid 24650:tid 24652]", which lines of one request share.
func apacheMore(s *Source, e *handshake.Event, rec []byte, sp *spot) {
	head := rec[:sp.message]
	if i := bytes.Index(head, []byte("[pid ")); i >= 0 {
		s.addID(e, handshake.ConnID, bytes.TrimRight(head[i:], " "))
	}
}

// mitmMore reads the address of the client, which stands before each message.
func mitmMore(s *Source, e *handshake.Event, rec []byte, sp *spot) {
	head := rec[:sp.message]
	if i := bytes.IndexByte(head, ']'); i > 0 {
		head = head[i+1:]
	}
	head = bytes.TrimLeft(head, "[")
	if n := addrLen(head); n > 0 {
		e.Client = s.Redact.Addr(head[:n])
		s.addID(e, handshake.PeerID, head[:n])
	}
}
