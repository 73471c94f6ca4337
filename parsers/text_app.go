package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// appTextFormats are the messages of application servers and frameworks; their access lines are in access_app.go.
var appTextFormats []Format = textFormats(appTextRows)

// appHints are texts that tell which program or library speaks, where the form of the log does not.
var appHints = []hint{
	{"while connecting to upstream", "nginx", handshake.HopReverseProxy},
	{"response header from upstream", "nginx", handshake.HopReverseProxy},
	{"no live upstreams", "nginx", handshake.HopReverseProxy},
	{"while proxying upgraded connection", "nginx", handshake.HopReverseProxy},
	{"No protocol handler was valid for the URL", "apache", handshake.HopReverseProxy},
	{"upstream connect error or disconnect/reset before headers", "envoy", handshake.HopReverseProxy},
	{"websockets.server", "python-websockets", ""},
	{"uvicorn", "uvicorn", ""},
	{"tcp:port=", "daphne", ""},
	{"daphne", "daphne", ""},
	{"channels/routing", "daphne", ""},
	{"engineio", "python-socketio", ""},
	{"socketio", "python-socketio", ""},
	{"aiohttp", "aiohttp", ""},
	{"tornado", "tornado", ""},
	{"hypercorn", "hypercorn", ""},
	{"(CTRL + C to quit)", "hypercorn", ""},
	{"ASGI Framework", "hypercorn", ""},
	{"homeassistant", "home-assistant", ""},
	{"socket.io", "socket.io", ""},
	{"connection_error", "socket.io", ""},
	{"sockjs", "sockjs", ""},
	{"SockJS", "sockjs", ""},
	{"graphql-ws", "graphql-ws", ""},
	{"[HPM]", "http-proxy-middleware", ""},
	{"o.s.w.s", "spring", ""},
	{"springframework", "spring", ""},
	{"Spring Boot", "spring", ""},
	{"org.eclipse.jetty", "jetty", ""},
	{"org.apache.coyote", "tomcat", ""},
	{"org.apache.catalina", "tomcat", ""},
	{"io.undertow", "undertow", ""},
	{"io.vertx", "vertx", ""},
	{"io.netty", "netty", ""},
	{"Ratchet", "ratchet", ""},
	{"reverb", "reverb", ""},
	{"Upgrader.CheckOrigin", "gorilla", ""},
	{"not using the websocket protocol", "gorilla", ""},
	{"does not implement http.Hijacker", "go", ""},
	{"is not authorized for Host", "coder", ""},
	{"failed to accept WebSocket connection", "coder", ""},
	{"http: TLS handshake error", "go", ""},
	{"http: panic serving", "go", ""},
	{"tungstenite", "tungstenite", ""},
	{"axum", "axum", ""},
	{"actix", "actix", ""},
	{"ActionCable", "rails", ""},
	{"ActionController", "rails", ""},
	{"Phoenix", "phoenix", ""},
	{"cowboy", "cowboy", ""},
	{"ranch_", "cowboy", ""},
	{"HPE_INVALID", "node", ""},
	{"(node:", "node", ""},
}

var appTextRows = []textRow{
	{
		Format: Format{
			Name: "uvicorn-log", Title: "uvicorn messages", Where: "what uvicorn prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "uvicorn",
			Samples: []string{
				`INFO:     connection rejected (403 Forbidden)`,
				`WARNING:  Unsupported upgrade request.`,
				"ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  File \"/usr/lib/python3/dist-packages/uvicorn/protocols/websockets/websockets_impl.py\", line 238, in run_asgi\nRuntimeError: database is not configured",
				`CRITICAL: Unexpected failure`,
			},
		},
		Score: 80,
		Heads: []string{"INFO:     ", "WARNING:  ", "ERROR:    ", "DEBUG:    ", "TRACE:    ", "CRITICAL: "},
	},
	{
		Format: Format{
			Name: "gunicorn-log", Title: "Gunicorn and Hypercorn messages", Where: "what gunicorn or hypercorn print; --error-logfile",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "gunicorn",
			Samples: []string{
				`[2026-11-22 20:12:07 +0000] [15660] [INFO] Using worker: sync`,
				`[2026-11-22 20:12:07 +0000] [15656] [INFO] Running on http://127.0.0.1:8216 (CTRL + C to quit)`,
				`[2026-11-22 20:12:40 +0000] [15660] [CRITICAL] WORKER TIMEOUT (pid:15730)`,
			},
		},
		Score: 84,
		Heads: []string{"[$iso] [$num] [$level] "},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "daphne-log", Title: "Daphne messages without a head", Where: "what daphne prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "daphne",
			Samples: []string{
				`Starting server at tcp:port=8211:interface=127.0.0.1`,
				"Exception inside application: No route found for path 'ws'.\nTraceback (most recent call last):\n  File \"/usr/lib/python3/dist-packages/channels/routing.py\", line 62, in __call__\nValueError: No route found for path 'ws'.",
			},
		},
		Score: 82,
		Bare: []string{
			"Starting server at tcp:", "Starting server at ssl:", "Starting server at unix:", "HTTP/2 support ", "Configuring endpoint tcp:", "Listening on TCP address ",
			"Exception inside application: ", "Killed … pending application instances", "Application instance <Task",
		},
	},
	{
		Format: Format{
			Name: "django-log", Title: "Django messages without a head", Where: "what manage.py runserver prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "django",
			Samples: []string{
				`Not Found: /ws/`,
				`Forbidden (CSRF cookie not set.): /ws/`,
				`Invalid HTTP_HOST header: 'app.example.com'. You may need to add 'app.example.com' to ALLOWED_HOSTS.`,
				`Starting ASGI/Daphne version 4.0.0 development server at http://127.0.0.1:8000/`,
			},
		},
		Score: 70,
		Bare: []string{
			"Not Found: /", "Forbidden: /", "Forbidden (", "Bad Request: /", "Internal Server Error: /", "Unauthorized: /", "Method Not Allowed (", "Method Not Allowed: /",
			"Invalid HTTP_HOST header: ", "Starting ASGI/", "Starting development server at ", "Watching for file changes with ", "System check identified ", "Performing system checks...",
			"Quit the server with ", "Django version ",
		},
	},
	{
		Format: Format{
			Name: "tornado-log", Title: "Tornado and Jupyter messages", Where: "what Tornado, Jupyter, JupyterHub, Streamlit or Bokeh print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "tornado",
			Samples: []string{
				`[I 261122 20:12:12 tornado_app:31] tornado on 8888`,
				`[W 2026-11-22 20:12:14.123 ServerApp] Blocking Cross Origin WebSocket Attempt.  Origin: https://evil.com, Host: localhost:8888`,
				`[W 20:12:14.123 NotebookApp] Couldn't authenticate WebSocket connection`,
			},
		},
		Score: 89,
		Heads: []string{"[$level1 $short $any] ", "[$level1 $iso $any] ", "[$level1 $clock $any] "},
		Hints: []hint{{"ServerApp]", "jupyter", ""}, {"NotebookApp]", "jupyter", ""}, {"LabApp]", "jupyter", ""}, {"JupyterHub]", "jupyter", ""}, {"SingleUser", "jupyter", ""}},
	},
	{
		Format: Format{
			Name: "home-assistant", Title: "Home Assistant log", Where: "home-assistant.log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "home-assistant",
			Samples: []string{
				`2021-12-12 12:32:19 WARNING (MainThread) [homeassistant.components.http.ban] Login attempt or request with invalid authentication from localhost (127.0.0.1). (Mozilla/5.0)`,
				`2026-11-22 20:12:14.123 ERROR (MainThread) [homeassistant.components.http.forwarded] A request from a reverse proxy was received from 172.30.33.0, but your HTTP integration is not set-up for reverse proxies`,
			},
		},
		Score: 98,
		Heads: []string{"$iso $level ($any) [$logger] ", "$num-$num-$num $clock $level ($any) [$logger] "},
	},
	{
		Format: Format{
			Name: "python-log", Title: "Python logging", Where: "what Python programs print",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`INFO:websockets.server:connection failed (403 Forbidden)`,
				`2026-11-22 20:12:14,123 - engineio.server - ERROR - https://evil.com is not an accepted origin.`,
				`[2026-11-22 20:12:14,123] ERROR in app: Exception on /ws [GET]`,
				`2026-11-22 20:12:14.123 | INFO     | app.main:connect:12 - client connected`,
				`[2026-11-22 20:12:14,123: INFO/MainProcess] celery@host ready.`,
			},
		},
		Score: 76,
		Heads: []string{
			"$level:$logger:", "$iso - $logger - $level - ", "$iso $logger - $level - ", "[$iso] $level in $logger: ", "$iso | $level | $any - ", "[$iso: $level/$any] ",
			"$iso - $level - ", "$iso $level $logger: ", "$level $iso $logger $num $num ",
		},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "websockets-log", Title: "messages of Python's websockets without a head", Where: "what Python programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "python-websockets",
			Samples: []string{`opening handshake failed`, `connection rejected (403 Forbidden)`, `server listening on 127.0.0.1:8215`},
		},
		Score: 60,
		Bare:  []string{"opening handshake failed", "connection handler failed", "connection open", "connection closed", "connection failed (", "connection rejected (", "server listening on ", "server closing", "server closed"},
	},
	{
		Format: Format{
			Name: "node-debug", Title: "Node's debug module", Where: "DEBUG=engine,socket.io:*,ws node app.js",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`  engine intercepting request for path "/socket.io/" +12ms`,
				`  socket.io:server creating engine.io instance with opts {"cors":{"origin":"*"}} +0ms`,
				`Sun, 22 Nov 2026 20:12:14 GMT engine unknown sid "abc"`,
			},
		},
		Score: 82,
		Heads: []string{"$http $word "},
		Also:  isDebugLine,
		Hints: []hint{{"engine", "socket.io", ""}, {"socket.io", "socket.io", ""}, {"express", "express", ""}},
	},
	{
		Format: Format{
			Name: "node-server", Title: "events of Node servers, as programs print them", Where: "what Node programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "node",
			Samples: []string{
				`2026-11-22T20:05:36.123Z clientError HPE_INVALID_METHOD Parse Error: Invalid method encountered`,
				`tlsClientError ERR_SSL_HTTP_REQUEST http request`,
				`connection_error 1 Session ID unknown {"sid":"nosuch"}`,
			},
		},
		Score: 96,
		Also:  isNodeServerEvent,
		Hints: []hint{{"connection_error", "socket.io", ""}},
	},
	{
		Format: Format{
			Name: "flask", Title: "Flask's and Werkzeug's development server", Where: "what flask run prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "flask",
			Samples: []string{` * Serving Flask app 'app.py'`, `WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.`},
		},
		Score: 80,
		Bare: []string{
			" * Serving Flask app", " * Environment: ", " * Debug mode: ", " * Running on ", " * Restarting with ", " * Debugger ", "WARNING: This is a development server.", "Press CTRL+C to quit", " * Detected change in ",
		},
	},
	{
		Format: Format{
			Name: "nestjs", Title: "NestJS log", Where: "what NestJS prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "nestjs",
			Samples: []string{`[Nest] 15660  - 11/22/2026, 8:05:41 PM     LOG [WebSocketsController] EventsGateway subscribed to the "events" message`},
		},
		Score: 100,
		Heads: []string{"[Nest] $num - $us $level [$any] ", "[Nest] $num - $us $level ", "[Nest] $num $us "},
	},
	{
		Format: Format{
			Name: "dev-server", Title: "development servers: Vite, webpack-dev-server, Next.js, http-proxy-middleware, create-react-app", Where: "the terminal of npm run dev",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy,
			Samples: []string{
				"8:14:22 PM [vite] ws proxy error:\nError: connect ECONNREFUSED 127.0.0.1:9002\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)",
				`[HPM] Error occurred while proxying request localhost:3000/ws to http://127.0.0.1:9002/ [ECONNREFUSED] (https://nodejs.org/api/errors.html#errors_common_system_errors)`,
				`<e> [webpack-dev-server] [HPM] Error occurred while proxying request localhost:8312/ws to http://127.0.0.1:9002/ [ECONNREFUSED]`,
				`Proxy error: Could not proxy request /ws from localhost:3000 to http://localhost:8080.`,
				`  VITE v8.3.8  ready in 953 ms`,
			},
		},
		Score: 94,
		Heads: []string{"$clock [vite] ", "[vite] ", "$clock [vite] $any ", "[HPM] ", "<$any> [webpack-dev-server] ", "<$any> [webpack-dev-middleware] ", "[$any] [HPM] "},
		Bare: []string{
			"  VITE v", "  \u279c  ", "Proxy error: ", " \u26a0 ", " \u2a2f ", " \u25b2 Next.js", "\u25b2 Next.js", "  \u25b2 Next.js", " \u2713 ", " \u25cb ", "\u26a0 ", "\u2a2f ", "Blocked cross-origin request from ",
		},
		Hints: []hint{{"[vite]", "vite", ""}, {"VITE v", "vite", ""}, {"webpack-dev-server", "webpack-dev-server", ""}, {"[HPM]", "http-proxy-middleware", ""}, {"Next.js", "next", ""}, {"allowedDevOrigins", "next", ""}, {"_next", "next", ""}},
	},
	{
		Format: Format{
			Name: "log4js", Title: "log4js", Where: "what Node programs on log4js print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "node",
			Samples: []string{`[2026-11-22T20:12:14.123] [ERROR] default - upgrade rejected: no session`},
		},
		Score: 85,
		Heads: []string{"[$iso] [$level] $logger - "},
	},
	{
		Format: Format{
			Name: "rails", Title: "Ruby Logger, Rails and Action Cable", Where: "log/production.log, log/development.log",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`I, [2026-11-22T20:37:39.437112 #2991]  INFO -- : Successfully upgraded to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: Upgrade, HTTP_UPGRADE: websocket)`,
				`E, [2026-11-22T20:37:53.382417 #3504] ERROR -- : Request origin not allowed: https://evil.com`,
				`Started GET "/cable"[non-WebSocket] for 127.0.0.1 at 2026-11-22 20:37:39 +0000`,
				`Failed to upgrade to WebSocket (REQUEST_METHOD: GET, HTTP_CONNECTION: close, HTTP_UPGRADE: )`,
				`[ActionCable] [anon] Registered connection (anon)`,
			},
		},
		Score: 96,
		Heads: []string{"$level1, [$iso #$num] $level -- $any: ", "$level1, [$iso #$num]  $level -- : "},
		Bare: []string{
			"Started GET \"", "Started POST \"", "Started PUT \"", "Started DELETE \"", "Started PATCH \"", "Started HEAD \"", "Started OPTIONS \"", "Successfully upgraded to WebSocket (", "Failed to upgrade to WebSocket (",
			"Finished \"", "Request origin not allowed: ", "Registered connection (", "An unauthorized connection attempt was rejected", "[ActionCable]", "[ActionDispatch::", "Processing by ", "Completed 1", "Completed 2",
			"Completed 3", "Completed 4", "Completed 5", "There was an exception - ",
		},
		Hints: []hint{{"WebSocket (REQUEST_METHOD", "rails", ""}, {"ActionCable", "rails", ""}, {"Started GET", "rails", ""}, {"ActionController", "rails", ""}, {"ActionDispatch", "rails", ""}, {"Request origin not allowed", "rails", ""}, {"Puma", "puma", ""}, {"anycable", "anycable", ""}},
		More:  railsMore,
	},
	{
		Format: Format{
			Name: "puma-log", Title: "Puma messages", Where: "what puma prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "puma",
			Samples: []string{
				`Puma starting in single mode...`,
				`* Listening on http://127.0.0.1:8605`,
				`2026-11-22 20:19:19 +0000 HTTP parse error, malformed request: #<Puma::HttpParserError: Invalid HTTP format, parsing fails. Are you trying to open an SSL connection to a non-SSL Puma?>`,
			},
		},
		Score: 80,
		Heads: []string{"$iso HTTP parse error, ", "$iso SSL error, ", "$iso Rack app ", "[$num] Puma ", "[$num] * ", "[$num] - ", "[$num] ! "},
		Bare: []string{
			"Puma starting in ", "* Puma version:", "*  Puma version:", "*  Min threads:", "*  Max threads:", "*  Environment:", "*          PID:", "* Environment:", "*     Workers:", "*  Preloading:", "* Listening on ", "* Preloading ",
			"Use Ctrl-C to stop", "- Gracefully stopping,", "- Goodbye!", "=== puma ", "- Gracefully shutting ", "* Version ", "* Min threads:", "* Ruby version:", "*  Ruby version:",
		},
	},
	{
		Format: Format{
			Name: "elixir", Title: "Elixir's Logger: Phoenix, Cowboy, Bandit", Where: "what mix phx.server and releases print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "phoenix",
			Samples: []string{
				"20:12:14.123 [error] Could not check origin for Phoenix.Socket transport.\n\nOrigin of the request: https://evil.com\n\nThis happens when you are attempting a socket connection to\na different host than the one configured in your config/",
				"20:12:14.123 request_id=FvZ0aQ [info] CONNECTED TO MyAppWeb.UserSocket in 1ms",
				"[info] REFUSED CONNECTION TO MyAppWeb.UserSocket in 2ms\n  Transport: :websocket\n  Serializer: Phoenix.Socket.V2.JSONSerializer",
			},
		},
		Score: 86,
		Heads: []string{"$clock [$level] ", "$clock $any [$level] ", "[info] CONNECTED TO ", "[info] REFUSED CONNECTION TO ", "[info] Running ", "[info] JOINED ", "[info] GET /", "[info] Sent "},
		Fold:  foldRest,
	},
	{
		Format: Format{
			Name: "erlang", Title: "Erlang reports", Where: "what Erlang programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "cowboy",
			Samples: []string{"=ERROR REPORT==== 22-Nov-2026::20:12:14.123456 ===\nRanch listener http, connection process <0.750.0>, stream 1 had its request process <0.751.0> exit with reason badarg"},
		},
		Score: 100,
		Heads: []string{"=$word REPORT==== $any ==="},
		Fold:  foldRest,
	},
	{
		Format: Format{
			Name: "spring-boot", Title: "Spring Boot log", Where: "what Spring Boot apps print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "spring",
			Samples: []string{
				`2026-11-22T20:20:12.123Z  WARN 1234 --- [app] [nio-8080-exec-1] o.s.w.s.s.DefaultHandshakeHandler : Handshake failed due to invalid Upgrade header: null`,
				"2026-11-22 20:20:12.123 ERROR 1 --- [nio-8080-exec-1] c.e.orders.OrderService : could not load order 7\njava.lang.IllegalStateException: order 7\n\tat com.example.orders.OrderService.load1(OrderService.java:41)",
			},
		},
		Score: 100,
		Heads: []string{"$iso $level $num --- [$any : ", "$iso $level $num --- "},
	},
	{
		Format: Format{
			Name: "java-log", Title: "Logback, Log4j, JBoss LogManager", Where: "what Java programs print",
			Side: handshake.Server, Hop: handshake.HopApp,
			Samples: []string{
				`2023-04-06T09:05:54,991Z [http-nio-8080-exec-9] WARN  o.a.g.r.auth.AuthenticationService - Authentication attempt from [127.0.0.1, 127.0.0.2] for user "test" failed.`,
				`20:12:14.123 [main] ERROR c.e.ws.Endpoint -- handshake rejected`,
				`2026-11-22 20:12:14,123 ERROR [io.undertow.request] (default task-1) UT005023: Exception handling request to /ws`,
				`2025-01-24T07:00:30,139 INFO [background-preinit       ] Version                  : HV000001: Hibernate Validator 8.0.1.Final`,
				`[main] INFO org.eclipse.jetty.server.Server - Started @512ms`,
			},
		},
		Score: 90,
		Heads: []string{
			"$iso [$any] $level $logger - ", "$iso [$any] $level $logger -- ", "$iso [$any] $level $logger: ", "$iso [$any] $level $logger : ", "$clock [$any] $level $logger - ", "$clock [$any] $level $logger -- ", "$clock [$any] $level $logger: ",
			"$iso $level [$logger] ($any) ", "$clock $level [$logger] ($any) ", "$iso $level [$any] $logger : ", "$iso $level [$any] $logger - ", "$iso $level [$any] $logger: ", "$iso $level $logger [$any] ", "[$any] $level $logger - ", "$iso $level $logger - ",
			"[$level] [$any] [$any] [$any] ",
		},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "tomcat-log", Title: "Tomcat log", Where: "catalina.out, catalina.DATE.log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "tomcat",
			Samples: []string{
				`28-Mar-2022 07:01:48.459 INFO [main] org.apache.coyote.AbstractProtocol.start Starting ProtocolHandler ["http-nio-8080"]`,
				"Nov 22, 2026 8:20:24 PM org.apache.coyote.http11.Http11Processor service\nINFO: Error parsing HTTP request header\n Note: further occurrences of HTTP request parsing errors will be logged at DEBUG level.",
			},
		},
		Score: 100,
		Heads: []string{"$clf $level [$any] $logger ", "$jul $any"},
		Fold:  foldJUL,
		More:  julMore,
	},
	{
		Format: Format{
			Name: "jetty-log", Title: "Jetty's own logging", Where: "what Jetty prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "jetty",
			Samples: []string{
				`2026-11-22 20:12:14.123:INFO::main: Logging initialized @164ms to org.eclipse.jetty.util.log.StdErrLog`,
				`2026-11-22 20:12:14.123:WARN:oejs.HttpChannel:qtp1234-12: /ws`,
			},
		},
		Score: 100,
		Heads: []string{"$iso:$level:$any: "},
	},
	{
		Format: Format{
			Name: "dotnet-console", Title: ".NET console logger: Kestrel, ASP.NET Core, SignalR", Where: "what ASP.NET Core apps print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "aspnetcore",
			Samples: []string{
				"info: Microsoft.AspNetCore.Hosting.Diagnostics[2]\n      Request finished HTTP/1.1 GET http://localhost:5000/hub?id=abc - 101 - - 12345.6789ms",
				"dbug: Microsoft.AspNetCore.WebSockets.WebSocketMiddleware[1]\n      Request origin https://evil.com is not in the list of allowed origins.",
			},
		},
		Score: 98,
		Heads: []string{"$level: $logger[$num]", "$us $level: $logger[$num]", "$iso $level: $logger[$num]"},
	},
	{
		Format: Format{
			Name: "serilog", Title: "Serilog and NLog", Where: "what .NET programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "aspnetcore",
			Samples: []string{
				`[20:12:14 INF] HTTP GET /hub responded 101 in 12345.6789 ms`,
				`2026-11-22 20:12:14.123 +00:00 [WRN] Failed to determine the https port for redirect.`,
				`[2023-02-12 12:16:05.729 +01:00] [INF] [79] Jellyfin.Server.Implementations.Users.UserManager: Authentication request for "testuser" has been denied (IP: "127.0.0.1").`,
				`2026-11-22 20:12:14.1234|INFO|App.Hubs.ChatHub|connected`,
			},
		},
		Score: 95,
		Heads: []string{"[$clock $level3] ", "[$iso $level3] ", "$iso [$level3] ", "[$iso] [$level3] [$num] ", "[$iso] [$level3] ", "$iso|$level|$any|", "$iso [$word $level3] "},
		Hints: []hint{{"Jellyfin", "jellyfin", ""}, {"Emby", "emby", ""}},
	},
	{
		Format: Format{
			Name: "php", Title: "Monolog, Laravel, PHP and PHP-FPM", Where: "storage/logs/laravel.log, php-fpm.log, php_errors.log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "php",
			Samples: []string{
				"[2023-05-15 18:19:32] local.ERROR: Target class [Fruitcake\\Cors\\HandleCors] does not exist. {\"exception\":\"[object] (Illuminate\\\\Contracts\n[stacktrace]\n#0 /var/www/app/vendor/laravel/framework/src/Foo.php(877): build()\n#1 {main}\n\"}",
				`[2026-11-22T20:12:14.123456+00:00] app.WARNING: upgrade refused [] []`,
				`[22-Nov-2026 20:12:14 UTC] PHP Fatal error:  Uncaught RuntimeException: no session in /srv/app/ws.php:12`,
				`[22-Nov-2026 20:12:14] NOTICE: fpm is running, pid 1`,
			},
		},
		Score: 97,
		Heads: []string{"[$iso] $any.$upper: ", "[$clf] PHP $any: ", "[$clf] $level: "},
		Hints: []hint{{"laravel", "laravel", ""}, {"Illuminate", "laravel", ""}, {"reverb", "reverb", ""}, {"Ratchet", "ratchet", ""}, {"Workerman", "workerman", ""}, {"Symfony", "symfony", ""}},
	},
	{
		Format: Format{
			Name: "swoole", Title: "Swoole log", Where: "Swoole log_file",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "swoole",
			Samples: []string{`[2026-11-22 20:12:14 #1234.0]	NOTICE	Server is shutdown now`},
		},
		Score: 98,
		Heads: []string{"[$iso #$any] $level "},
	},
	{
		Format: Format{
			Name: "rust-log", Title: "Rust: tracing and env_logger", Where: "what Rust programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "rust",
			Samples: []string{
				`2026-11-22T20:12:14.123456Z  WARN chat::ws: upgrade refused: origin is not on the list`,
				`[2026-11-22T20:12:14Z ERROR tokio_tungstenite::server] Handshake not finished`,
			},
		},
		Score: 82,
		Heads: []string{"[$iso $upper $logger] ", "$iso $upper $any::$any: "},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "klog", Title: "klog and glog: Kubernetes components, ingress controllers", Where: "kubectl logs of Kubernetes components",
			Samples: []string{`W1122 20:18:31.123456       1 controller.go:1076] Service "default/app" does not have any active Endpoint.`},
		},
		Score: 100,
		Heads: []string{"$level1$klog $num $any] "},
		Hints: []hint{
			{"ingress", "ingress-nginx", handshake.HopReverseProxy}, {"Ingress", "ingress-nginx", handshake.HopReverseProxy},
			{"active Endpoint", "ingress-nginx", handshake.HopReverseProxy},
		},
	},
	{
		Format: Format{
			Name: "logrus", Title: "logrus on a terminal", Where: "what Go programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "go",
			Samples: []string{`WARN[0012] websocket upgrade failed                     error="websocket: bad handshake"`, `INFO[2026-11-22T20:12:14Z] listening on :8080`},
		},
		Score: 84,
		Heads: []string{"$level[$num] ", "$level[$iso] "},
	},
	{
		Format: Format{
			Name: "go-log", Title: "Go's log package", Where: "what Go programs print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "go",
			Samples: []string{
				`2026/11/22 20:28:48 upgrade:websocket: request origin not allowed by Upgrader.CheckOrigin`,
				"2026/11/22 20:18:31.123456 http: panic serving 127.0.0.1:50754: runtime error: index out of range [3] with length 2\ngoroutine 20 [running]:\nnet/http.(*conn).serve.func1()\n\t/usr/local/go/src/net/http/server.go:1947 +0xb0\nmain.handler({0x7f3c40, 0xc000150000})\n\t/srv/app/main.go:17 +0x1d",
				"panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/app/main.go:9 +0x2c\nexit status 2",
			},
		},
		Score: 42,
		Heads: []string{"$slash "},
		Bare:  []string{"panic: ", "goroutine ", "fatal error: ", "exit status "},
		Hints: appHints,
	},
	{
		Format: Format{
			Name: "nats", Title: "NATS server log", Where: "what nats-server prints",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "nats",
			Samples: []string{
				`[16087] [INF] Listening for websocket clients on ws://0.0.0.0:8080`,
				`[23979] 2026/11/22 20:14:31.802225 [ERR] 127.0.0.1:50754 - websocket handshake error: origin not allowed: not same origin`,
			},
		},
		Score: 100,
		Heads: []string{"[$num] $slash [$level3] ", "[$num] [$level3] "},
	},
	{
		Format: Format{
			Name: "redis", Title: "Redis log, as it stands beside others in the log of a whole composition", Where: "docker compose logs",
			Side: handshake.Server, Hop: handshake.HopUnknown, Product: "redis",
			Samples: []string{
				`1:M 25 Apr 2024 05:32:35.022 * Ready to accept connections tcp`,
				`1:C 25 Apr 2024 05:32:35.018 # Warning: no config file specified, using the default config.`,
				`1:signal-handler (1714024483) Received SIGTERM scheduling shutdown...`,
			},
		},
		Score: 97,
		Heads: []string{"$num:M $any * ", "$num:M $any # ", "$num:C $any * ", "$num:C $any # ", "$num:S $any * ", "$num:S $any # ", "$num:signal-handler ($num) "},
	},
	{
		Format: Format{
			Name: "mosquitto", Title: "Mosquitto log", Where: "/var/log/mosquitto/mosquitto.log",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "mosquitto",
			Samples: []string{`1795378530: Client <unknown> [127.0.0.1:50754] disconnected: non-matching http origin.`, `2026-11-22T20:12:14: mosquitto version 2.0.11 starting`},
		},
		Score: 90,
		Heads: []string{"$epoch: ", "$iso: "},
	},
	{
		Format: Format{
			Name: "emqx", Title: "EMQX log", Where: "/var/log/emqx",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "emqx",
			Samples: []string{`2026-11-22T20:12:14.123456+00:00 [error] msg: invalid_origin_header, mfa: emqx_ws_connection:check_origin_header/2, origin: "https://evil.com"`},
		},
		Score: 98,
		Heads: []string{"$iso [$level] msg: ", "$iso [$level] tag: ", "$iso [$level] clientid: "},
	},
	{
		Format: Format{
			Name: "rabbitmq", Title: "RabbitMQ log", Where: "/var/log/rabbitmq",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "rabbitmq",
			Samples: []string{`2026-11-22 20:12:14.123456+00:00 [warning] <0.750.0> Web MQTT: WebSocket connection rejected, origin not in allow_origins: https://evil.com`},
		},
		Score: 100,
		Heads: []string{"$iso [$level] <$any> "},
	},
	{
		Format: Format{
			Name: "vapor", Title: "SwiftLog: Vapor, Hummingbird", Where: "what Swift servers print",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "vapor",
			Samples: []string{`[ WARNING ] Abort.404: Not Found [request-id: 5A1B]`, `2026-11-22T20:12:14+0000 info codes.vapor.application : [Vapor] Server starting on http://127.0.0.1:8080`},
		},
		Score: 88,
		Heads: []string{"[ $level ] ", "$iso $level $logger : "},
	},
}

// foldJUL takes the second line of a record of java.util.logging, "INFO: text", and what follows in any log.
func foldJUL(row *compiledRow, first, line []byte) bool {
	if isLetter(first[0]) && bytes.IndexByte(first, '\n') < 0 {
		n, _ := levelWord(line)
		return n > 0 && bytes.HasPrefix(line[n:], []byte(": "))
	}
	return foldStack(row, first, line)
}

// julMore finds the message in the second line.
func julMore(_ *Source, e *handshake.Event, rec []byte, sp *spot) {
	i := bytes.IndexByte(rec, '\n')
	if sp.when != opJUL || i < 0 {
		return
	}
	n, level := levelWord(rec[i+1:])
	if n > 0 && bytes.HasPrefix(rec[i+1+n:], []byte(": ")) {
		e.Level = level
		sp.message = i + 1 + n + 2
	}
}

// nodeServerEvents are emitted by Node's HTTP and TLS servers and by Engine.IO's server, and by no client.
var nodeServerEvents = [][]byte{[]byte("clientError "), []byte("tlsClientError "), []byte("connection_error ")}

func isNodeServerEvent(rec []byte) bool {
	for _, name := range nodeServerEvents {
		if i := bytes.Index(rec, name); i == 0 || i > 0 && rec[i-1] == ' ' {
			return true
		}
	}
	return false
}

// railsMore reads the tags that Rails puts before a message: "[request id] [ActionCable] …".
func railsMore(s *Source, e *handshake.Event, rec []byte, sp *spot) {
	const uuid = len("3f2a1b9c-0000-4000-8000-000000000000")
	tag := rec[sp.message:]
	if len(tag) > uuid+1 && tag[0] == '[' && tag[uuid+1] == ']' {
		s.addID(e, handshake.RequestID, tag[1:uuid+1])
	}
}
