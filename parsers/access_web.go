package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// commonHead is what the log formats of most servers begin with: Apache's common and combined, nginx's combined.
const commonHead = `$client $ident $word [$time] "$request" $status`

// common adds the size of the answer, combined the referer and the user agent.
const (
	common   = commonHead + ` $size`
	combined = common + ` "$http_referer" "$http_user_agent"`
)

// What rules can be told by a request line and a status, by a combined log, and by a proxy that writes of its
// upstream.
var (
	showsRequest = []string{"status", "request.method", "request.path", "request.query", "request.http_version", "response.bytes"}
	showsClient  = append(showsRequest[:len(showsRequest):len(showsRequest)], "request.user_agent")
	showsProxy   = append(showsClient[:len(showsClient):len(showsClient)], "duration", "open.lifetime", "upstream.contacted", "upstream.status", "upstream.addr")
)

// webFormats are the access logs of web servers.
var webFormats []Format = formatsOf(webRows)

var webRows = []accessRow{
	{
		Format: Format{
			Name:  "combined",
			Title: "access log in the combined or common format, with columns behind it or not",
			Where: "nginx access.log, Apache access_log, gunicorn, Tomcat localhost_access_log, h2o, nghttpx, LiteSpeed, …",
			Side:  handshake.Proxy, Hop: handshake.HopReverseProxy, Shows: showsProxy,
			Samples: []string{
				`127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)"`,
				`127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /dead HTTP/1.1" 502 157 "-" "Mozilla/5.0 (probe)" rt=0.000 us="502, 502" urt="0.000, 0.000" ua="127.0.0.1:9002, 127.0.0.1:9012" up="websocket" conn="Upgrade"`,
				`192.168.1.1 - bob [04/Jan/2020:08:41:43 +0000] "GET /index.php/nous-contacter/ HTTP/2.0" 500 550 "-" "Mozilla/5.0" "203.0.113.9"`,
				`93.43.209.58 - - [08/Jun/2020:06:49:01 +0000] "GET / HTTP/1.0" 500 803`,
				`1.2.3.4 - - [17/Oct/2023:05:57:49 +1100] "\x16\x03\x01\x01 \x02" 400 226 "-" "-"`,
				`12.34.56.78 - - [20/Jan/2015:19:53:28 +0100] "" 400 47 "-" "-" "-"`,
				`www.example.com 1.2.3.4 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803 "-" "Mozilla/5.0"`,
				`127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 101 -`,
				`127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 404 763 12 http-nio-8080-exec-1`,
				`127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 502`,
				`www.example.com 1.2.3.4 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803`,
				`"203.0.113.9, 10.0.0.1" 10.0.0.1 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803 "-" "Mozilla/5.0"`,
				`10.0.0.1 - Jane Doe [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 403 803 "-" "Mozilla/5.0"`,
			},
		},
		Score: 90,
		Patterns: []string{
			combined + `$tail`,
			`$client - $remote_user [$time] "$request" $status $size "$http_referer" "$http_user_agent"$tail`,
			common + ` $tail`,
			common,
			commonHead,
			`$vhost ` + combined + `$tail`,
			`$vhost ` + common,
			`"$http_x_forwarded_for" ` + combined + `$tail`,
		},
	},
	{
		Format: Format{
			Name: "apache-vhost", Title: "Apache access log in the vhost_combined format", Where: "Apache other_vhosts_access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "apache", Moment: handshake.AtStart, Shows: showsClient,
			Samples: []string{
				`app.example.com:443 203.0.113.9 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 503 544 "-" "Mozilla/5.0"`,
				`app.example.com:80 203.0.113.9 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 301 544`,
			},
		},
		Score:    92,
		Patterns: []string{`$vhost:$server_port ` + combined + `$tail`, `$vhost:$server_port ` + common},
	},
	{
		Format: Format{
			Name: "ingress-nginx", Title: "ingress-nginx access log (upstreaminfo)", Where: "kubectl logs of the ingress-nginx controller",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "ingress-nginx", Moment: handshake.AtEnd, Shows: showsProxy,
			Samples: []string{
				`127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)" 222 0.024 [proxy-upstream] [] 127.0.0.1:9001 0 0.024 101 c45c6399de931d2b2c5601b0ca276494`,
				`127.0.0.1 - - [22/Nov/2026:20:28:56 +0000] "GET /dead2 HTTP/1.1" 502 157 "-" "-" 225 0.001 [default-app-80] [] 127.0.0.1:9002, 127.0.0.1:9012 0, 0 0.000, 0.001 502, 502 d5986c80ff6acab24e2c50adc254943f`,
				`10.0.0.9 - [10.0.0.9] - - [22/Nov/2026:20:28:56 +0000] "GET /ws HTTP/1.1" 502 157 "-" "-" 225 0.001 [default-app-80] 127.0.0.1:9002 0 0.000 502 d5986c80ff6acab24e2c50adc254943f`,
				`127.0.0.1 - - [22/Nov/2026:20:28:56 +0000] "GET /none HTTP/1.1" 404 146 "-" "-" 225 0.000 [] [] - - - - 5e1c9d8b7a6f`,
			},
		},
		Score: 96,
		Patterns: []string{
			combined + ` $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] ` +
				`$upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`,
			`$client - [$realip] - $word [$time] "$request" $status $size "$http_referer" "$http_user_agent" $request_length $request_time [$proxy_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "kong", Title: "Kong access log", Where: "Kong access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "kong", Moment: handshake.AtEnd, Shows: showsClient,
			Samples: []string{
				`172.18.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 404 103 "-" "Mozilla/5.0" kong_request_id: "8e3b9f1c5d2a4b6c7d8e9f0a1b2c3d4e"`,
			},
		},
		Score:    96,
		Patterns: []string{combined + ` kong_request_id: "$request_id"`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "nginx-proxy-manager", Title: "Nginx Proxy Manager access log", Where: "proxy-host-N_access.log, fallback_access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "nginx-proxy-manager", Moment: handshake.AtEnd,
			Shows: append(showsProxy, "request.scheme", "request.host"),
			Samples: []string{
				`[24/Jan/2022:16:51:02 +0000] - 404 404 - GET http openresty.local "/sdfdsf" [Client 1.2.3.4] [Length 192] [Gzip 3.10] [Sent-to openresty] "Mozilla/5.0 (X11; Linux x86_64)" "-"`,
				`[24/Jan/2022:13:40:19 +0000] 444 - GET https 4.3.2.1 "/.env" [Client 207.32.219.89] [Length 0] [Gzip -] "Mozilla/5.0 (Linux; U; Android 4.4.2)" "-"`,
			},
		},
		Score: 97,
		Patterns: []string{
			`[$time] $upstream_cache_status $upstream_status $status - $method $scheme $host "$target" [Client $client] [Length $size] [Gzip $gzip_ratio] [Sent-to $upstream_addr] "$http_user_agent" "$http_referer"`,
			`[$time] $status - $method $scheme $host "$target" [Client $client] [Length $size] [Gzip $gzip_ratio] "$http_user_agent" "$http_referer"`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "npmplus", Title: "NPMplus access log", Where: "NPMplus access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "nginx-proxy-manager", Moment: handshake.AtEnd,
			Shows: append(showsClient, "request.host", "duration", "open.lifetime"),
			Samples: []string{
				`[10/Feb/2024:21:23:32 +0100] mx.example.org 192.168.1.100 0.227 "REPORT /SOGo/dav/Calendar/personal/ HTTP/2.0" 207 125 440 - Mozilla/5.0 (Windows NT 10.0; Win64; x64)`,
			},
		},
		Score:    93,
		Patterns: []string{`[$time] $any_host $client $request_time "$request" $status $request_length $size $http_referer $http_user_agent`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "lighttpd", Title: "lighttpd access log", Where: "/var/log/lighttpd/access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "lighttpd", Moment: handshake.AtEnd, Shows: append(showsClient, "request.host"),
			Samples: []string{
				`127.0.0.1 app.example.com - [22/Nov/2026:20:09:13 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)"`,
			},
		},
		Score:    92,
		Patterns: []string{`$client $host $word [$time] "$request" $status $size "$http_referer" "$http_user_agent"$tail`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "varnishncsa", Title: "Varnish access log (varnishncsa)", Where: "/var/log/varnish/varnishncsa.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "varnish", Moment: handshake.AtStart, Shows: append(showsClient, "request.host"),
			Samples: []string{
				`127.0.0.1 - - [22/Nov/2026:20:09:30 +0000] "GET http://app.example.com/ws HTTP/1.1" - - "-" "Mozilla/5.0 (probe)"`,
				`127.0.0.1 - - [22/Nov/2026:20:09:30 +0000] "GET http://app.example.com/nopipe HTTP/1.1" 200 31 "-" "Mozilla/5.0 (probe)"`,
			},
		},
		Score: 92,
		Patterns: []string{
			`$client $word $word [$time] "$absolute_request" $status $size "$http_referer" "$http_user_agent"$tail`,
		},
	},
	{
		Format: Format{
			Name: "jetty", Title: "Jetty request log, NCSA without the ident column", Where: "jetty request.log, yyyy_mm_dd.request.log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "jetty", Moment: handshake.AtStart, Shows: showsClient,
			Samples: []string{
				`127.0.0.1 - [22/Nov/2026:20:34:30 +0000] "GET /ws HTTP/1.1" 403 561 "-" "Mozilla/5.0"`,
				`[qtp1768305536-16] INFO org.eclipse.jetty.server.RequestLog - 127.0.0.1 - - [22/Nov/2026:20:34:30 +0000] "GET /ws HTTP/1.1" 403 561`,
			},
		},
		Score: 93,
		Patterns: []string{
			`$client $word [$time] "$request" $status $size "$http_referer" "$http_user_agent"$tail`,
			`[$jetty_thread] INFO org.eclipse.jetty.server.RequestLog - ` + common,
		},
	},
	{
		Format: Format{
			Name: "access-line", Title: "access log with a time in brackets and a request line, in an order of its own", Where: "custom log formats of nginx and Apache",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Shows: showsProxy,
			Samples: []string{
				`[22/Nov/2026:20:28:48 +0000] app.example.com 203.0.113.9 - "GET /ws HTTP/1.1" 502 rt=0.001 uct="-" urt="0.001" us="502"`,
				`edge-1 203.0.113.9 app.example.com https - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 101`,
			},
		},
		Score:    50,
		Patterns: []string{`$clf_lead"$request" $status $tail`, `$clf_lead"$request" $status`},
	},
	{
		Format: Format{
			Name: "apache-ssl-request", Title: "Apache ssl_request_log", Where: "/var/log/httpd/ssl_request_log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "apache", Moment: handshake.AtStart, Shows: showsRequest,
			Samples: []string{`[22/Nov/2026:20:28:48 +0000] 203.0.113.9 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET /ws HTTP/1.1" 226`},
		},
		Score:    95,
		Patterns: []string{`[$time] $client TLSv$tls $cipher "$request" $size`},
	},
	{
		Format: Format{
			Name: "oauth2-proxy", Title: "OAuth2 Proxy request log", Where: "what oauth2-proxy prints",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "oauth2-proxy", Moment: handshake.AtEnd, Shows: append(showsClient, "duration", "request.host", "upstream.addr"),
			Samples: []string{
				`172.17.0.1:59898 - 5a1c9d8b-7a6f-4c3d-9e2b-1f0a8d7c6b5e - - [2026/11/22 20:12:14] app.example.com GET - "/ws" HTTP/1.1 "Mozilla/5.0" 401 13 0.000`,
				`172.17.0.1:59898 - 5a1c9d8b-7a6f-4c3d-9e2b-1f0a8d7c6b5e - jane@example.com [2026/11/22 20:12:14] app.example.com GET http://app:3000/ "/ws" HTTP/1.1 "Mozilla/5.0" 502 2959 0.001`,
			},
		},
		Score:    97,
		Patterns: []string{`$client - $request_id - $user [$time] $host $method $upstream_addr "$target" $protocol "$http_user_agent" $status $size $seconds`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "iis-event", Title: "IIS log as a Windows event", Where: "Event Viewer, Microsoft-IIS-Logging/Logs, as XML",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "iis", Moment: handshake.AtEnd, Zone: true, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-IIS-Logging" /><EventID>6200</EventID><TimeCreated SystemTime="2026-11-22T20:12:14.620Z" /></System><EventData><Data Name="c-ip">192.0.2.7</Data><Data Name="cs-method">GET</Data><Data Name="cs-uri-stem">/hub</Data><Data Name="cs-uri-query">id=x</Data><Data Name="sc-status">400</Data><Data Name="sc-win32-status">0</Data><Data Name="sc-bytes">134</Data><Data Name="cs-bytes">751</Data><Data Name="time-taken">49</Data></EventData></Event>`,
			},
		},
		Score: 99,
		Patterns: []string{
			`<Event $lead<TimeCreated SystemTime="$time" $a<Data Name="c-ip">$client</Data>$b<Data Name="cs-method">$method</Data>$c<Data Name="cs-uri-stem">$target</Data>$d<Data Name="sc-status">$status</Data>$e<Data Name="time-taken">$millis</Data>$tail`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "uwsgi", Title: "uWSGI request log", Where: "uWSGI's log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "uwsgi", Moment: handshake.AtStart, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`[pid: 88185|app: 0|req: 1/1] 127.0.0.1 () {38 vars in 696 bytes} [Sun Mar 13 22:49:12 2016] POST /update_metrics => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)`,
				`[pid: 88185|app: 0|req: 3/3] 127.0.0.1 () {34 vars in 617 bytes} [Sun Mar 13 22:49:15 2016] POST /endpoint2 => generated 215 bytes in 68 micros (HTTP/1.1 200) 9 headers in 373 bytes (1 switches on core 8)`,
			},
		},
		Score: 98,
		Patterns: []string{
			`[pid: $pid|app: $app|req: $req] $client ($user) {$vars} [$time] $method $target => generated $size bytes in $millis msecs ($protocol $status) $tail`,
			`[pid: $pid|app: $app|req: $req] $client ($user) {$vars} [$time] $method $target => generated $size bytes in $micros micros ($protocol $status) $tail`,
		},
	},
}
