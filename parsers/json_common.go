package parsers

// commonKeys are the names that programs, log libraries and collectors use. What a product means by a name otherwise
// stands in its row.
var commonKeys = []keys{
	{timeStamp, "time timestamp @timestamp ts @t t datetime date_time time_iso8601 time_local asctime eventTime event_time log_time logged_at timeStamp date"},
	{levelName, "level severity lvl levelname log.level log_level loglevel logLevel LogLevel @l Level @level severity_text severityText SeverityText jsonPayload.level jsonPayload.severity"},
	{messageText, "msg message @m @message text textPayload jsonPayload.message jsonPayload.msg fields.message log short_message full_message Message " +
		"RenderedMessage renderedMessage rendered_message @mt MessageTemplate messageTemplate message_template log.message event_message event body MESSAGE"},
	{errorText, "err error exception reason cause err.message err.msg error.message error.msg exception.message exception.exception_message @x " +
		"Exception errorMessage error_message err_msg errmsg exc_info jsonPayload.error jsonPayload.err jsonPayload.error.message details stack_trace " +
		"error.stack_trace thrown.message fields.error State.Message context.error context.message trace"},
	{loggerName, "logger @module logger_name loggerName log.logger name module component Category category SourceContext Properties.SourceContext target mfa caller"},
	{statusCode, "status statusCode status_code res.statusCode res.status response.status response.statusCode response.status_code " +
		"http.response.status_code http.status_code http.status httpStatus http_status responseCode response_code responseStatus jsonPayload.status " +
		"StatusCode Properties.StatusCode State.StatusCode fields.status res.code responseStatus.code httpRequest.status httpStatusCode"},
	{requestMethod, "method req.method request.method http.request.method http.method httpMethod request_method requestMethod RequestMethod " +
		"verb Method httpRequest.requestMethod reqMethod State.Method Properties.RequestMethod http_method"},
	{requestTarget, "url uri path req.url request.url request.uri request.path req.path req.originalUrl originalUrl requestUri request_uri requestUrl request_url " +
		"http.url http.target http.path url.full url.original url.path url.query http.request.url RequestPath Properties.RequestPath State.Path endpoint route_path dest " +
		"jsonPayload.url jsonPayload.path httpRequest.requestUrl requestURI reqPath RequestUri"},
	{requestLine, "request http_request requestLine request_line"},
	{requestQuery, "request_query query_string queryString url.query args QueryString State.QueryString"},
	{protocolName, "protocol proto http_version httpVersion http.version req.httpVersion request.proto request.protocol server_protocol serverProtocol request_proto State.Protocol"},
	{hostName, "request.host req.host http_host vhost authority url.domain http.host reqHost virtual_host State.Host"},
	{schemeName, "scheme url.scheme request.scheme http.scheme State.Scheme"},
	{clientAddr, "remote_addr remoteAddr remote_ip remoteIP remoteIp remoteAddress req.remoteAddress request.remote_ip request.remote_addr clientIp client_ip clientIP " +
		"client.ip client.address source.ip source.address client_addr peer peername ip_address httpRequest.remoteIp sourceIPs cliIP remote_address req.ip ip remote"},
	{clientPort, "remote_port remotePort req.remotePort request.remote_port client_port client.port source.port"},
	{sizeBytes, "bytes_sent body_bytes_sent size contentLength res.contentLength bytes_out response_size http.response.body.bytes"},
	{durMillis, "responseTime response_time latency_ms duration_ms durationMs elapsed_ms elapsedMilliseconds took ElapsedMilliseconds Elapsed time_ms ms responseTimeMs"},
	{durSeconds, "request_time rt"},
	{durNamed, "duration latency httpRequest.latency elapsed elapsed_time latency_human"},
	{upstreamStatus, "upstream_status us upstream.status"},
	{upstreamAddr, "upstream_addr ua upstream.addr upstream"},
	{upstreamTime, "upstream_response_time urt"},
	{upstreamAnswer, "upstream_connect_time upstream_header_time uct uht"},
	{upstreamLength, "upstream_response_length upstream_bytes_received"},
	{requestID, "request_id requestId reqId req_id req.id request.id http.request.id x_request_id correlation_id correlationId requestID RequestId x-request-id rid cfRay cf_ray"},
	{traceID, "trace_id traceId trace.id traceparent dd.trace_id TraceId logging.googleapis.com/trace @tr"},
	{connID, "connection_id connectionId ConnectionId conn_id connId clientid client_id"},
	{requestHeader, "req.headers.* request.headers.* headers.* requestHeaders.* request_headers.* http.request.headers.* http_upgrade=upgrade upgrade=upgrade " +
		"http_connection=connection http_origin=origin origin=origin http_user_agent=user-agent user_agent=user-agent user_agent.original=user-agent userAgent=user-agent httpRequest.userAgent=user-agent " +
		"agent=user-agent http_referer=referer referer=referer http_x_forwarded_for=x-forwarded-for x_forwarded_for=x-forwarded-for " +
		"http_sec_websocket_key=sec-websocket-key http_sec_websocket_version=sec-websocket-version http_sec_websocket_protocol=sec-websocket-protocol " +
		"http_sec_websocket_extensions=sec-websocket-extensions subprotocol=sec-websocket-protocol http_x_request_id=x-request-id http_cf_ray=cf-ray"},
	{responseHeader, "res.headers.* resp_headers.* response.headers.* responseHeaders.* response_headers.* sent_http_upgrade=upgrade sent_http_connection=connection " +
		"sent_http_location=location sent_http_content_type=content-type"},
}
