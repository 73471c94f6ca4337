package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// The parts that HAProxy's formats share. Its server is "backend/server", its counts are connections and queues.
const (
	haproxyHead = `$client [$clf_time] $frontend $upstream_addr `
	haproxyHTTP = haproxyHead + `$http_timers $status $size $cookie $set_cookie $flags $counts $queues `
)

// envoyText is Envoy's default.
const envoyText = `[$time] "$request" $status $flags $number $size $millis $upstream_service_time ` +
	`"$http_x_forwarded_for" "$http_user_agent" "$request_id" "$any_host" "$upstream_addr"`

// proxyFormats are the access logs of reverse and forward proxies.
var proxyFormats []Format = formatsOf(proxyRows)

var proxyRows = []accessRow{
	{
		Format: Format{
			Name: "haproxy", Title: "HAProxy log: httplog, httpslog, tcplog, connection errors and server states", Where: "/var/log/haproxy.log, journalctl -u haproxy",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "haproxy", Moment: handshake.AtStart, Shows: append(showsProxy, "flags", "text"),
			Samples: []string{
				`127.0.0.1:56080 [22/Nov/2026:20:28:48.154] f1 b_ws/s1 0/0/0/10/15 101 132 - - ---- 2/2/0/0/0 0/0 "GET /ws HTTP/1.1"`,
				`127.0.0.1:57236 [22/Nov/2026:20:08:04.404] f1 b_dead/s1 0/0/-1/-1/1001 503 217 - - SC-- 1/1/0/0/1 0/0 "GET /dead HTTP/1.1"`,
				`10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu|Mozilla} {} "GET /index.html HTTP/1.1"`,
				`127.0.0.1:33602 [22/Nov/2026:20:24:42.571] web web/<NOSRV> -1/-1/-1/-1/7164 400 0 - - CR-- 2/2/0/0/0 0/0 "<BADREQ>"`,
				`10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt~ bck/srv1 0/0/5007/-1/+5007 -1 212 - - sC-- 0/0/0/0/3 0/0 "GET /ws HTTP/1.1" 0/0000000000000000/0/0/0 1wt.eu/TLSv1.3/TLS_AES_256_GCM_SHA384`,
				`127.0.0.1:37230 [22/Nov/2026:20:29:40.378] ftcp t_dead/s1 1/-1/1003 0 SC 1/1/0/0/1 0/0`,
				`127.0.0.1:57446 [22/Nov/2026:20:08:56.513] ftls/1: SSL handshake failure`,
				`Server b_down/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`,
				`[ALERT]    (24989) : backend 'b_down' has no server available!`,
				`backend b_down has no server available!`,
			},
		},
		Score: 98,
		Patterns: []string{
			haproxyHTTP + `$captures"$request"$tail`,
			haproxyHead + `$millis_timers $size $flags $counts $queues`,
			`$client [$clf_time] $frontend_bind: $message`,
		},
		Messages: []string{
			"Server * is ", "Backup Server * is ", "backend * has no server available!", "Proxy * started", "Proxy * stopped", "Health check for server * ",
			"[ALERT] *) : ", "[WARNING] *) : ", "[NOTICE] *) : ",
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true},
	},
	{
		Format: Format{
			Name: "haproxy-clf", Title: "HAProxy log in its CLF form (option httplog clf)", Where: "/var/log/haproxy.log",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "haproxy", Moment: handshake.AtStart, Shows: append(showsProxy, "flags"),
			Samples: []string{
				`127.0.0.1 - - [25/Nov/2026:02:25:01 +0000] "GET /dead HTTP/1.1" 503 217 "" "" 48244 580 "web" "app" "s1" 0 0 -1 -1 3006 SC-- 1 1 0 0 3 0 0 "" "" `,
				`127.0.0.1 - - [22/Nov/2026:20:08:04 +0000] "GET /dead HTTP/1.1" 503 217 "" "" 57236 404 "f1" "b_dead" "s1" 0 0 -1 -1 1001 "SC--" 1 1 0 0 1 0 0 "-" "-" "" ""`,
			},
		},
		Score: 97,
		Patterns: []string{
			common + ` "" "" $client_port $ms "$frontend" "$backend" "$upstream_addr" $tr $tw $tc $tresponse $millis "$flags" $tail`,
			common + ` "" "" $client_port $ms "$frontend" "$backend" "$upstream_addr" $tr $tw $tc $tresponse $millis $flags $tail`, // 2.6
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "envoy", Title: "Envoy access log, default text", Where: "Envoy, Contour, Gateway API implementations, AWS App Mesh",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "envoy", Moment: handshake.AtStart, Zone: true, Shows: append(showsProxy, "flags", "request.host"),
			Samples: []string{
				`[2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"`,
				`ACCESS [2026-11-22T20:17:00.310Z] "GET /ws HTTP/1.1" 503 UF 0 91 20 - "-" "Mozilla/5.0" "cc21d9b0" "app.example.com" "10.0.0.4:80"`,
				`[2026-11-22T20:17:00.310Z] "GET /ws HTTP/1.1" 403 - 0 0 0 - "-" "Mozilla/5.0" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "app.example.com" "-"`,
			},
		},
		Score: 94,
		Patterns: []string{
			envoyText,
			`ACCESS ` + envoyText,
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true},
	},
	{
		Format: Format{
			Name: "istio", Title: "Istio access log, default text", Where: "kubectl logs of istio-proxy or of an Istio gateway",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "istio", Moment: handshake.AtStart, Zone: true, Shows: append(showsProxy, "flags", "details", "request.host"),
			Samples: []string{
				`[2020-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" 0 135 4 4 "-" "curl/7.73.0-DEV" "84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "10.44.1.27:80" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default`,
				`[2026-11-22T20:17:00.310Z] "GET /ws HTTP/1.1" 503 UF upstream_reset_before_response_started{connection_failure} - "delayed connect error: 111" 0 91 20 - "-" "-" "84961386-6d84-929d-98bd-c5aee93b5c88" "app:8000" "10.44.1.27:80" outbound|8000||app.foo.svc.cluster.local - 10.0.45.184:8000 10.44.1.23:46520 - default`,
				`[2019-03-06T09:31:27.354Z] "GET /status/418 HTTP/1.1" 418 - "-" "-" 0 135 5 2 "-" "curl/7.60.0" "d209e46f-9ed5-9b61-bbdd-43e22662702a" "httpbin:8000" "127.0.0.1:80" inbound|8000|http|httpbin.default.svc.cluster.local - 172.30.146.73:80 172.30.146.82:38618 outbound_.8000_._.httpbin.default.svc.cluster.local`,
			},
		},
		Score: 96,
		Patterns: []string{
			`[$time] "$request" $status $flags $details $more_details "$failure" $number $size $millis $upstream_service_time "$http_x_forwarded_for" "$http_user_agent" "$request_id" "$any_host" "$upstream_addr" $cluster $local_addr $downstream_local $client $tail`,
			`[$time] "$request" $status $flags "$mixer" "$failure" $number $size $millis $upstream_service_time "$http_x_forwarded_for" "$http_user_agent" "$request_id" "$any_host" "$upstream_addr" $cluster $local_addr $downstream_local $client $tail`,
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true, Relayed: []string{"via_upstream", "websocket_handshake_unsuccessful"}},
	},
	{
		Format: Format{
			Name: "traefik", Title: "Traefik access log, common format", Where: "Traefik accessLog",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "traefik", Moment: handshake.AtStart, Shows: append(showsClient, "duration", "upstream.addr"),
			Samples: []string{
				`172.17.0.1 - - [08/Dec/2021:09:16:05 +0000] "GET /upload.asp?test=toto&tata=test HTTP/1.1" 200 405 "-" "-" 502 "test@docker" "http://172.17.0.3:80" 0ms`,
				`172.17.0.1 - - [22/Nov/2026:20:16:05 +0000] "GET /ws HTTP/1.1" 404 19 "-" "-" 7 "-" "-" 0ms`,
			},
		},
		Score:    97,
		Patterns: []string{combined + ` $number "$router" "$upstream_addr" ${millis}ms`},
		Facts:    productFacts{PlainOK: true, Opened: []int{0}},
	},
	{
		Format: Format{
			Name: "squid", Title: "Squid access log, native format", Where: "/var/log/squid/access.log",
			Side: handshake.Proxy, Hop: handshake.HopForwardProxy, Product: "squid", Moment: handshake.AtEnd, Zone: true, Shows: append(showsRequest, "duration", "flags", "request.host"),
			Samples: []string{
				`1795379801.851      0 127.0.0.1 TCP_DENIED/403 3456 CONNECT api.acme.test:3000 - HIER_NONE/- text/html`,
				`1795380605.280     45 10.0.0.5 TCP_MISS/101 187 GET http://app.acme.test/ws - HIER_DIRECT/127.0.0.1 -`,
			},
		},
		Score: 97,
		Patterns: []string{
			`$squid_time  $millis $client $flags/$status $size $method $target $user HIER_$hierarchy/$upstream_addr $type`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "squid-combined", Title: "Squid access log, common or combined format", Where: "/var/log/squid/access.log",
			Side: handshake.Proxy, Hop: handshake.HopForwardProxy, Product: "squid", Moment: handshake.AtEnd, Shows: append(showsClient, "flags", "request.host"),
			Samples: []string{
				`10.0.0.5 - - [22/Nov/2026:20:28:48 +0000] "CONNECT app.example.com:443 HTTP/1.1" 407 3900 "-" "Mozilla/5.0" TCP_DENIED:HIER_NONE`,
				`10.0.0.5 - - [22/Nov/2026:20:28:48 +0000] "GET http://app.example.com/ws HTTP/1.1" 503 3900 TCP_MISS:HIER_DIRECT`,
			},
		},
		Score:    95,
		Patterns: []string{combined + ` $flags:HIER_$hierarchy`, common + ` $flags:HIER_$hierarchy`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "trafficserver", Title: "Apache Traffic Server access log, squid format", Where: "trafficserver/squid.log; old Squid",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "trafficserver", Moment: handshake.AtEnd, Zone: true, Shows: append(showsRequest, "duration", "flags", "request.host"),
			Samples: []string{
				`1795380888.418 4450 127.0.0.1 TCP_MISS/101 393 GET ws://127.0.0.1:3000/ws - DIRECT/127.0.0.1 -`,
				`1795380916.206 0 127.0.0.1 ERR_CONNECT_FAIL/502 455 GET ws://127.0.0.1:3000/ws - DIRECT/127.0.0.1 text/html`,
			},
		},
		Score:    94,
		Patterns: []string{`$squid_time  $millis $client $flags/$status $size $method $target $user $hierarchy/$upstream_addr $type`},
		Facts:    productFacts{PlainOK: true},
	},
}
