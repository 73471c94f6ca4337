package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// appFormats are the access lines of application servers and frameworks. Their other lines belong to other formats.
var appFormats []Format = formatsOf(appRows)

var appRows = []accessRow{
	{
		Format: Format{
			Name: "uvicorn", Title: "uvicorn access lines", Where: "what uvicorn prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "uvicorn", Moment: handshake.AtEvent, Shows: showsRequest,
			Samples: []string{
				`INFO:     127.0.0.1:44802 - "WebSocket /ws" [accepted]`,
				`INFO:     ('127.0.0.1', 44802) - "WebSocket /ws" 403`,
				`INFO:     127.0.0.1:42076 - "GET /ws HTTP/1.1" 404 Not Found`,
				`[2026-11-22 20:12:07 +0000] [15730] [INFO] 127.0.0.1:44802 - "WebSocket /ws" 403`,
				`2026-11-22 20:12:14,123 - uvicorn.access - INFO - 127.0.0.1:44802 - "GET /ws HTTP/1.1" 404`,
			},
		},
		Score: 96,
		Patterns: []string{
			`$level:  $client - "$request" $status_line`,
			`$uvicorn_lead - "$request" $status_line`,
			`[$time] [$pid] [$level] $client - "$request" $status_line`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "hypercorn", Title: "Hypercorn access lines", Where: "what Hypercorn prints with --access-logfile -",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "hypercorn", Moment: handshake.AtEnd, Shows: showsClient,
			Samples: []string{
				`[2026-11-22 20:12:36 +0000] [15656] [INFO] 127.0.0.1:37796 - - [22/Nov/2026:20:12:36 +0000] "GET /ok 1.1" 101 - "-" "Mozilla/5.0 (probe)"`,
			},
		},
		Score:    96,
		Patterns: []string{`[$log_time] [$pid] [$level] $client - - [$time] "$request" $status $size "$http_referer" "$http_user_agent"`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "daphne", Title: "Daphne access log", Where: "what Daphne prints, or its --access-log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "daphne", Moment: handshake.AtEvent, Shows: showsRequest,
			Samples: []string{
				`127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "WSCONNECTING /rej/" - -`,
				`127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "WSREJECT /rej/" - -`,
				`127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "GET /rej/" 404 179`,
				`WebSocket HANDSHAKING /ws/ [127.0.0.1:53210]`,
				`WebSocket REJECT /ws/ [127.0.0.1:53210]`,
				`HTTP GET /ws/ 404 [0.02, 127.0.0.1:53210]`,
			},
		},
		Score: 95,
		Patterns: []string{
			`$client - - [$zoneless_time] "$request" $status $size`,
			`WebSocket $socket_verb $target [$client]`,
			`HTTP $method $target $status [$seconds, $client]`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "django", Title: "Django development server", Where: "what manage.py runserver prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "django", Moment: handshake.AtEnd, Shows: showsRequest,
			Samples: []string{`[22/Nov/2026 20:12:11] "GET /ws/ HTTP/1.1" 404 179`},
		},
		Score:    93,
		Patterns: []string{`[$time] "$request" $status $size`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "tornado", Title: "Tornado and Jupyter access lines", Where: "what Tornado, Jupyter, JupyterHub, Streamlit or Bokeh print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "tornado", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration", "level"),
			Samples: []string{
				`[W 261122 20:12:14 web:2293] 403 GET /ws (127.0.0.1) 0.72ms`,
				`[W 2026-11-22 20:12:14.123 ServerApp] 403 GET /api/kernels/5e1c9d8b/channels (@127.0.0.1) 3.21ms referer=None`,
				`WARNING:tornado.access:403 GET /ws (127.0.0.1) 0.72ms`,
				`2026-11-22 20:12:14,123 WARNING tornado.access: 403 GET /ws (127.0.0.1) 0.72ms`,
			},
		},
		Score: 94,
		Patterns: []string{
			`[$level $date $clock $module] $status $method $target ($client) $duration`,
			`[$level $date $clock $module] $status $method $target ($client) $duration $tail`,
			`$level:tornado.access:$status $method $target ($client) $duration`,
			`$lead tornado.access: $status $method $target ($client) $duration`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "aiohttp", Title: "aiohttp access lines", Where: "what aiohttp prints under logging",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "aiohttp", Moment: handshake.AtStart, Shows: showsClient,
			Samples: []string{
				`INFO:aiohttp.access:127.0.0.1 [22/Nov/2026:20:12:18 +0000] "GET /ws HTTP/1.1" 400 227 "-" "Mozilla/5.0 (probe)"`,
				`127.0.0.1 [22/Nov/2026:20:12:14 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)"`,
				`2026-11-22 20:12:14,123 INFO aiohttp.access 127.0.0.1 [22/Nov/2026:20:12:14 +0000] "GET /ws HTTP/1.1" 101 0 "-" "-"`,
			},
		},
		Score: 93,
		Patterns: []string{
			`INFO:aiohttp.access:$client [$time] "$request" $status $size "$http_referer" "$http_user_agent"`,
			`$client [$time] "$request" $status $size "$http_referer" "$http_user_agent"`,
			`$lead aiohttp.access $client [$time] "$request" $status $size "$http_referer" "$http_user_agent"`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "puma", Title: "Puma and Rack access log", Where: "what Puma prints with log_requests, Rack::CommonLogger",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "puma", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`127.0.0.1 - - [22/Nov/2026:20:19:19 +0000] "GET /cable HTTP/1.1" HIJACKED -1 0.0123`,
				`127.0.0.1 - - [22/Nov/2026:20:19:19 +0000] "GET /x HTTP/1.1" 500 - 0.0123`,
			},
		},
		Score:    93,
		Patterns: []string{`$client $word $word [$time] "$request" $status $size $rack_seconds`},
	},
	{
		Format: Format{
			Name: "morgan", Title: "morgan's dev, tiny and short formats (Express), and Next.js", Where: "what Express apps print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "express", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`GET /ws 404 1.234 ms - 139`,
				`GET /ws 404 139 - 1.2 ms`,
				`::1 - GET /ws HTTP/1.1 404 139 - 1.234 ms`,
				`GET /ws 404 in 12ms`,
			},
		},
		Score: 91,
		Patterns: []string{
			`$method $target $status $millis ms - $size`,
			`$method $target $status $size - $millis ms`,
			`$client $word $method $target $protocol $status $size - $millis ms`,
			`$method $target $status in $duration`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "gin", Title: "Gin, Fiber and chi request lines", Where: "what Go programs on these frameworks print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "go", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`[GIN] 2026/11/22 - 20:12:14 | 404 |     1.234µs |       127.0.0.1 | GET      "/ws"`,
				`20:12:14 | 404 |     123.4µs | 127.0.0.1 | GET | /ws | -`,
				`2026/11/22 20:12:14 [app/qFqUL1AYGt-000001] "GET http://localhost:3000/ws HTTP/1.1" from 127.0.0.1:57432 - 400 12B in 123.4µs`,
				`2026/11/22 20:12:14 "GET http://localhost:3000/ws HTTP/1.1" from [::1]:57432 - 101 0B in 5.123s`,
			},
		},
		Score: 92,
		Patterns: []string{
			`[GIN] $date - $clock | $status |  $duration |  $client | $method  "$target"`,
			`$fiber_clock | $status |  $duration |  $client | $method  | $target |`,
			`$time [$req] "$request" from $client - $status $size_unit in $duration`,
			`$time "$request" from $client - $status $size_unit in $duration`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "wsgi", Title: "Python development servers: Werkzeug (Flask), http.server, eventlet, gevent", Where: "what flask run and Flask-SocketIO print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "werkzeug", Moment: handshake.AtEnd, Shows: showsRequest,
			Samples: []string{
				`127.0.0.1 - - [22/Nov/2026 20:48:56] "GET /rpc HTTP/1.1" 405 -`,
				`127.0.0.1 - - [22/Nov/2026 20:48:56] "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1" 200 0 12.345678`,
				`127.0.0.1 - - [22/Nov/2026 20:19:10] code 400, message Bad request version ('\\x00\\x04')`,
			},
		},
		Score: 93,
		Patterns: []string{
			`$client $word $word [$blank_time] "$request" $status $size`,
			`$client $word $word [$blank_time] "$request" $status $size $seconds`,
			`$client $word $word [$blank_time] $message`,
		},
	},
	{
		Format: Format{
			Name: "sockjs-node", Title: "sockjs-node request lines", Where: "what programs on sockjs-node print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "sockjs", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration"),
			Samples: []string{
				`2026-11-22T20:45:02.297Z info GET /echo/377/vafhjen0/websocket 8ms 400`,
				`info GET /echo/377/vafhjen0/websocket 8ms 400`,
			},
		},
		Score: 92,
		Patterns: []string{
			`$time $level $method $target ${millis}ms $status`,
			`$level $method $target ${millis}ms $status`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "actix", Title: "actix-web request lines (Rust)", Where: "what actix-web programs print under env_logger",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "actix", Moment: handshake.AtStart, Zone: true, Shows: append(showsClient, "duration"),
			Samples: []string{
				`[2026-11-22T20:12:14Z INFO  actix_web::middleware::logger] 127.0.0.1 "GET /ws HTTP/1.1" 400 0 "-" "Mozilla/5.0" 0.000123`,
			},
		},
		Score:    96,
		Patterns: []string{`[$time INFO  actix_web::middleware::logger] $client "$request" $status $size "$http_referer" "$http_user_agent" $seconds`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "gitea", Title: "Gitea and Forgejo router lines", Where: "what Gitea and Forgejo print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "gitea", Moment: handshake.AtEnd, Shows: append(showsRequest, "duration"),
			Samples: []string{`2026/11/22 20:12:14 HTTPRequest [I] router: completed GET /user/events for 203.0.113.9:0, 403 Forbidden in 1.2ms @ events/events.go:18(events.Events)`},
		},
		Score:    95,
		Patterns: []string{`$lead router: completed $method $target for $client, $status in $duration @ $tail`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "php-cli", Title: "PHP built-in web server", Where: "what php -S and artisan serve print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "php", Moment: handshake.AtEvent, Shows: showsRequest,
			Samples: []string{`[Sun Nov 22 20:12:14 2026] 127.0.0.1:54321 [404]: GET /ws - No such file or directory`, `[Sun Nov 22 20:12:14 2026] 127.0.0.1:54321 [200]: GET /ws`},
		},
		Score:    94,
		Patterns: []string{`[$time] $client [$status]: $method $target - $tail`, `[$time] $client [$status]: $method $target`},
		Facts:    productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "request-line", Title: "lines of any program that hold a quoted request line and a status", Where: "application logs, custom log formats",
			Side: handshake.Server, Hop: handshake.HopApp, Moment: handshake.AtEnd, Shows: showsRequest,
			Samples: []string{
				`127.0.0.1 - - "GET /bad.foo HTTP/1.1" 404 65508 4.386`,
				`2026-11-22 20:12:14,123 INFO 127.0.0.1:50214 - "GET /ws HTTP/1.1" 404`,
			},
		},
		Score:    45,
		Patterns: []string{`$lead"$request" $status $tail`, `$lead"$request" $status`},
	},
}
