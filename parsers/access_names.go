package parsers

import (
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// variables are the names of values in patterns: those of nginx's modules, and those that the rows of other
// products use. What is not listed here and is no header is read over.
var variables = map[string]field{
	"remote_addr": clientAddr, "realip_remote_addr": clientAddr, "proxy_protocol_addr": clientAddr, "remote_port": clientPort,
	"client": clientAddr, "client_port": clientPort, "local_addr": localAddr,
	"time_local": timeStamp, "time_iso8601": timeStamp, "msec": timeStamp, "time": timeStamp, "start_time": startStamp,
	"squid_time": timeStamp, "zoneless_time": timeStamp, "clf_time": timeStamp, "blank_time": timeStamp, "date": dateOnly, "clock": clockOnly,
	"request": requestLine, "absolute_request": requestLine, "request_uri": requestTarget, "uri": requestPath, "document_uri": requestPath,
	"request_method": requestMethod, "method": requestMethod, "target": requestTarget, "path": requestPath,
	"args": requestQuery, "is_args": requestQuery, "query_string": requestQuery, "server_protocol": protocolName, "protocol": protocolName,
	"scheme": schemeName, "host": hostName, "vhost": hostName, "server_name": hostName, "any_host": hostName, "socket_verb": socketVerb,
	"status": statusCode, "status_line": statusCode, "body_bytes_sent": sizeBytes, "bytes_sent": sizeBytes, "size": sizeBytes,
	"request_time": durSeconds, "seconds": durSeconds, "rack_seconds": durSeconds, "duration": durSeconds, "millis": durMillis, "micros": durMicros, "part": durPart, "part2": durPart2, "part3": durPart3, "millis_timers": timerList, "http_timers": timerList,
	"upstream_status": upstreamStatus, "upstream_addr": upstreamAddr, "upstream_response_time": upstreamTime,
	"upstream_connect_time": upstreamAnswer, "upstream_header_time": upstreamAnswer, "upstream_response_length": upstreamLength,
	"upstream_bytes_received": upstreamLength,
	"flags":                   flagText, "alb_type": kindName, "api_event": kindName, "details": detailText, "more_details": moreDetail,
	"request_id": requestID, "req_id": requestID, "trace_id": traceID, "connection": connID,
	"number": noField, "failure": failureText, "level": levelName, "message": messageText, "error": errorText, "word": oneWordField, "lead": leadText, "uvicorn_lead": leadText, "clf_lead": leadText, "tail": tailText,
	"json": innerJSON,
}

// shapes are what the values of some variables must look like besides what their field asks for.
var shapes = map[string]shape{
	"ident":            noHost,
	"socket_verb":      aMethod,
	"absolute_request": anAbsoluteRequest, "millis_timers": threeTimers, "http_timers": fiveTimers, "squid_time": anEpoch, "api_event": anEvent, "alb_type": oneWord, "any_host": anyText, "zoneless_time": oneWord, "clf_time": aCLFStamp, "blank_time": aBlankStamp, "status_line": aStatusLine, "uvicorn_lead": ofUvicorn, "clf_lead": withStamp, "rack_seconds": fourDecimals, "number": aNumber,
}

// tailNames are the names that people give to columns of their own behind those of the combined format:
// rt=0.024 us="101" upgrade=websocket. They count without regard to case, '-' or '_'.
var tailNames = map[string]field{
	"rt": durSeconds, "requesttime": durSeconds, "reqtime": durSeconds, "duration": durSeconds, "took": durSeconds,
	"urt": upstreamTime, "upstreamresponsetime": upstreamTime, "upstreamtime": upstreamTime,
	"uct": upstreamAnswer, "upstreamconnecttime": upstreamAnswer, "uht": upstreamAnswer, "upstreamheadertime": upstreamAnswer,
	"us": upstreamStatus, "upstreamstatus": upstreamStatus, "ups": upstreamStatus, "upstatus": upstreamStatus,
	"ua": upstreamAddr, "upstreamaddr": upstreamAddr, "upstream": upstreamAddr, "upaddr": upstreamAddr, "uaddr": upstreamAddr,
	"url": upstreamLength, "upstreamresponselength": upstreamLength,
	"host": hostName, "httphost": hostName, "vhost": hostName, "servername": hostName, "sn": hostName,
	"scheme": schemeName, "proto": protocolName, "serverprotocol": protocolName,
	"requestid": requestID, "reqid": requestID, "rid": requestID, "kongrequestid": requestID, "xrequestid": requestID,
	"traceid": traceID, "traceparent": traceID, "conn": noField, "connid": connID, "cid": connID,
	"clientport": clientPort, "remoteport": clientPort, "port": clientPort,
}

// tailHeaders are the names of columns that hold a request header.
var tailHeaders = map[string]string{
	"up": "upgrade", "upgrade": "upgrade", "httpupgrade": "upgrade", "upg": "upgrade", "ws": "upgrade",
	"conn": "connection", "connection": "connection", "httpconnection": "connection",
	"origin": "origin", "httporigin": "origin", "xff": "x-forwarded-for", "xforwardedfor": "x-forwarded-for",
	"key": "sec-websocket-key", "secwebsocketkey": "sec-websocket-key", "httpsecwebsocketkey": "sec-websocket-key",
	"version": "sec-websocket-version", "secwebsocketversion": "sec-websocket-version", "httpsecwebsocketversion": "sec-websocket-version",
	"secwebsocketprotocol": "sec-websocket-protocol", "httpsecwebsocketprotocol": "sec-websocket-protocol",
	"secwebsocketextensions": "sec-websocket-extensions", "httpsecwebsocketextensions": "sec-websocket-extensions",
}

// logLevels are the words and numbers that programs write for the levels.
var logLevels = map[string]string{
	"fatal": "error", "critical": "error", "crit": "error", "emerg": "error", "emergency": "error", "alert": "error",
	"panic": "error", "dpanic": "error", "error": "error", "err": "error", "eror": "error", "severe": "error", "e": "error", "f": "error", "c": "error",
	"60": "error", "50": "error", "warn": "warn", "warning": "warn", "wrn": "warn", "w": "warn", "40": "warn",
	"notice": "info", "info": "info", "information": "info", "informational": "info", "inf": "info", "i": "info", "30": "info",
	"default": "info", "debug": "debug", "dbg": "debug", "verbose": "debug", "trace": "debug", "d": "debug", "t": "debug", "20": "debug", "10": "debug",
}

// logLevel returns "error", "warn", "info" or "debug" for the word or number of a log, or "".
func logLevel(b []byte) string {
	if len(b) > len("informational") {
		return ""
	}
	return logLevels[strings.ToLower(string(b))]
}

// productHint is what the name of a file tells about who wrote it, where many programs write the same format.
type productHint struct {
	part    string // of the file's name
	product string
	side    handshake.Side
	hop     handshake.Hop
	moment  handshake.Moment
}

// productHints are tried in order.
var productHints = []productHint{
	{"ingress", "ingress-nginx", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"openresty", "nginx", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"nginx", "nginx", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"kong", "kong", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"apache", "apache", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"httpd", "apache", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"other_vhosts_access", "apache", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"lighttpd", "lighttpd", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"litespeed", "litespeed", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"lsws", "litespeed", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"nghttpx", "nghttpx", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"h2o", "h2o", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"varnish", "varnish", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"traefik", "traefik", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"haproxy", "haproxy", handshake.Proxy, handshake.HopReverseProxy, handshake.AtStart},
	{"caddy", "caddy", handshake.Proxy, handshake.HopReverseProxy, handshake.AtEnd},
	{"localhost_access_log", "tomcat", handshake.Server, handshake.HopApp, handshake.AtStart},
	{"tomcat", "tomcat", handshake.Server, handshake.HopApp, handshake.AtStart},
	{"jetty", "jetty", handshake.Server, handshake.HopApp, handshake.AtStart},
	{"undertow", "undertow", handshake.Server, handshake.HopApp, handshake.AtEnd},
	{"gunicorn", "gunicorn", handshake.Server, handshake.HopApp, handshake.AtEnd},
	{"hypercorn", "hypercorn", handshake.Server, handshake.HopApp, handshake.AtEnd},
	{"puma", "puma", handshake.Server, handshake.HopApp, handshake.AtEnd},
	{"morgan", "express", handshake.Server, handshake.HopApp, handshake.AtEnd},
}

// hintFor returns what the name of the input tells, its last part before the rest, or nil where the format already
// says who wrote it.
func hintFor(s *Source) *productHint {
	if s.Format.Product != "" {
		return nil
	}
	name := strings.ToLower(s.Name)
	for _, part := range [...]string{name[strings.LastIndexAny(name, `/\!`)+1:], name} {
		for i := range productHints {
			if strings.Contains(part, productHints[i].part) {
				return &productHints[i]
			}
		}
	}
	return nil
}

func (h *productHint) apply(e *handshake.Event) {
	if h != nil {
		e.Product, e.Side, e.Hop, e.Moment = h.product, h.side, h.hop, h.moment
	}
}

// fieldNames say in words what a value is read as.
var fieldNames = [numFields]string{
	clientAddr: "client address", clientPort: "client port", localAddr: "address towards the upstream", timeStamp: "time", startStamp: "start time",
	dateOnly: "date", clockOnly: "time of day", requestLine: "request line", requestMethod: "method", requestTarget: "request target",
	requestPath: "path", requestQuery: "query", protocolName: "HTTP version", schemeName: "scheme", hostName: "host", statusCode: "status",
	sizeBytes: "bytes sent", durSeconds: "duration in seconds", durMillis: "duration in milliseconds", durMicros: "duration in microseconds",
	upstreamStatus: "upstream status", upstreamAddr: "upstream address", upstreamTime: "upstream response time",
	upstreamAnswer: "time to the upstream's connection or header", upstreamLength: "upstream response length", requestID: "request id",
	traceID: "trace id", connID: "connection", flagText: "flags", detailText: "details", levelName: "level", messageText: "message", tailText: "more columns",
}
