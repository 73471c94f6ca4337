package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// jsonAppFormats are application logs in JSON lines. The rows differ in how they are recognised; what they say is
// read by the same keys.
var jsonAppFormats []Format = jsonFormatsOf(jsonAppRows)

var showsMessage = []string{"text", "level", "status", "request.method", "request.path", "request.query", "request.upgrade", "request.origin", "request.header"}

// appRow returns a row of an application log.
func appRow(name, title, where string, score int, marks []string, own []keys, samples ...string) jsonRow {
	return jsonRow{
		Format: Format{
			Name: name, Title: title, Where: where, Side: handshake.Server, Hop: handshake.HopApp, Moment: handshake.AtEvent,
			Shows: showsMessage, Samples: samples,
		},
		Score: score, Marks: marks, Keys: own, Facts: productFacts{PlainOK: true},
	}
}

var jsonAppRows = []jsonRow{
	appRow("pino", "pino and pino-http, Fastify", "what Node.js apps print", 95, []string{`"level":`, `"time":`, `"pid":`, `"hostname":`}, []keys{{noField, "hostname name"}},
		`{"level":50,"time":1795378533236,"pid":1,"hostname":"vm","err":{"type":"Error","message":"Unexpected server response: 401","stack":"Error: …"},"msg":"ws failed"}`,
		`{"level": 30, "time": 1795300000000, "pid": 7, "hostname": "app-1", "reqId":"req-1","req":{"method":"GET","url":"/ws","headers":{"host":"example.com","upgrade":"websocket","connection":"Upgrade"},"remoteAddress":"10.0.0.5","remotePort":41022},"res":{"statusCode":401},"responseTime":12.5,"msg":"request completed"}`),
	appRow("bunyan", "bunyan and restify", "what Node.js apps print", 96, []string{`"name":`, `"hostname":`, `"pid":`, `"v":`}, []keys{{noField, "hostname"}},
		`{"name":"app","hostname":"vm","pid":1,"level":40,"msg":"handshake refused: bad origin","time":"2026-11-22T20:12:14.123Z","v":0}`),
	appRow("zap", "zap (Go)", "what Go programs print", 93, []string{`"level":`, `"ts":`, `"msg":`}, nil,
		`{"level":"error","ts":1795378533.236,"caller":"app/main.go:41","msg":"upgrade failed","error":"websocket: request origin not allowed by Upgrader.CheckOrigin"}`),
	appRow("slog", "log/slog (Go)", "what Go programs print", 92, []string{`"time":`, `"level":`, `"msg":`}, nil,
		`{"time":"2026-11-22T20:12:14.123456789Z","level":"ERROR","msg":"accept failed","err":"failed to accept WebSocket connection: request Origin \"evil.com\" is not authorized for Host \"app.example.com\""}`),
	appRow("zerolog", "zerolog (Go)", "what Go programs print", 91, []string{`"level":`, `"time":`, `"message":`}, nil,
		`{"level":"error","error":"websocket: bad handshake","time":"2026-11-22T20:12:14Z","message":"dial"}`),
	appRow("logstash", "Logback, Log4j and other Java loggers in Logstash's JSON, ECS", "what Java programs print", 94, []string{`"@timestamp"`, `"message"`}, []keys{{noField, "host name"}},
		`{"@timestamp":"2026-11-22T20:12:14.123Z","@version":"1","message":"Handshake failed due to invalid Upgrade header: null","logger_name":"o.s.w.s.s.DefaultHandshakeHandler","thread_name":"nio-8080-exec-1","level":"ERROR","level_value":40000}`,
		`{"@timestamp":"2026-11-22T20:12:14.123Z","log.level":"ERROR","message":"refused","ecs.version":"1.2.0","log.logger":"app.Ws","error.message":"Origin header value 'https://x' not allowed."}`),
	appRow("serilog-json", "Serilog compact JSON (.NET)", "what .NET programs print", 97, []string{`"@t":`}, nil,
		`{"@t":"2026-11-22T20:12:14.1234567Z","@mt":"Request origin {Origin} is not in the list of allowed origins.","@l":"Debug","Origin":"https://x","SourceContext":"Microsoft.AspNetCore.WebSockets.WebSocketMiddleware"}`),
	appRow("dotnet-json", ".NET console logger in JSON", "what .NET programs print", 97, []string{`"EventId":`, `"LogLevel":`, `"Category":`}, []keys{{timeStamp, "Timestamp"}},
		`{"Timestamp":"2026-11-22T20:12:14Z","EventId":1,"LogLevel":"Information","Category":"Microsoft.AspNetCore.Hosting.Diagnostics","Message":"Request finished HTTP/1.1 GET http://h/hub?id=1 - 404 - - 12.3ms","State":{"StatusCode":404,"Method":"GET","Path":"/hub"}}`),
	appRow("gcp-json", "Cloud Logging entries", "gcloud logging read, Logs Explorer", 95, []string{`"insertId":`, `"logName":`}, []keys{{traceID, "trace"}},
		`{"insertId":"1h2j3k","jsonPayload":{"message":"websocket handshake failed: 403"},"logName":"projects/p/logs/stdout","resource":{"type":"k8s_container"},"severity":"ERROR","timestamp":"2026-11-22T20:12:14.123Z"}`,
		`{"insertId":"1h2j3k","textPayload":"websocket handshake failed: 403","logName":"projects/p/logs/stdout","severity":"ERROR","timestamp":"2026-11-22T20:12:14.123Z"}`),
	appRow("rust-json", "tracing-subscriber in JSON (Rust)", "what Rust programs print", 97, []string{`"timestamp":`, `"fields":`, `"target":`}, []keys{{loggerName, "target"}},
		`{"timestamp":"2026-11-22T20:12:14.821315Z","level":"ERROR","fields":{"message":"handshake failed","error":"WebSocket protocol error: No \"Upgrade: websocket\" header"},"target":"app::ws"}`),
	appRow("nextcloud", "Nextcloud log", "data/nextcloud.log", 97, []string{`"reqId":`, `"remoteAddr":`, `"app":`}, []keys{{noField, "level"}},
		`{"reqId":"twvbRFk1OwgHo2bqggnx","level":3,"time":"2026-11-22T20:12:14+00:00","remoteAddr":"10.0.0.1","user":"admin","app":"notify_push","method":"GET","url":"/push/ws","message":"websocket refused","userAgent":"--","version":"29.1.1.0","data":{"app":"notify_push"}}`),
	appRow("emqx-json", "EMQX log in JSON", "EMQX console and file logs", 97, []string{`"mfa":`, `"level":`}, nil,
		`{"time":1795378533236123,"level":"error","msg":"invalid_origin_header","mfa":"emqx_ws_connection:check_origin/2","pid":"<0.2.0>"}`),
	appRow("python-json", "JSON log of Python programs", "python-json-logger, structlog", 93, []string{`"levelname":`, `"message":`}, nil,
		`{"asctime":"2026-11-22 20:12:14,123","levelname":"ERROR","name":"websockets.server","message":"opening handshake failed"}`),
	appRow("winston", "winston and similar: level and message", "what Node.js apps print", 90, []string{`"level":`, `"message":`}, []keys{{noField, "name"}},
		`{"level":"warn","message":"upgrade refused: Session ID unknown","timestamp":"2026-11-22T20:12:14.123Z"}`,
		`{"message":"websocket closed before open","level":"error"}`),
	appRow("json", "JSON lines of any other program", "what programs print", 40, []string{`":`}, nil,
		`{"event":"ws_rejected","reason":"origin https://x not allowed","status":403,"path":"/ws"}`),
}
