package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// What Caddy means by its keys.
var (
	caddyKeys = []keys{
		{durSeconds, "duration"}, {requestTarget, "request.uri"}, {hostName, "request.host"}, {sizeBytes, "size"},
		{requestHeader, "request.headers.*"}, {responseHeader, "resp_headers.*"}, {clientAddr, "request.remote_ip"},
		{noField, "name module"},
	}
	caddyFacts = productFacts{PlainOK: true, AllHeaders: true, Opened: []int{0}}
)

// jsonAccessFormats are access logs in JSON.
var jsonAccessFormats []Format = jsonFormatsOf(jsonAccessRows)

var jsonAccessRows = []jsonRow{
	{
		Format: Format{
			Name: "caddy", Title: "Caddy log in JSON: access and errors", Where: "caddy run, journalctl -u caddy, Caddy's access log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "caddy", Moment: handshake.AtEnd, Zone: true,
			Shows: append(showsClient, "text", "level", "duration", "open.lifetime", "request.upgrade", "request.origin", "request.header", "response.header"),
			Samples: []string{
				`{"level":"info","ts":1795378185.953827,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"45100","proto":"HTTP/1.1","method":"GET","host":"app.example.com:8131","uri":"/ws","headers":{"Sec-Websocket-Version":["13"],"Sec-Websocket-Key":["dGhlIHNhbXBsZSBub25jZQ=="],"Origin":["https://app.example.com"],"User-Agent":["Mozilla/5.0 (probe)"],"Upgrade":["websocket"],"Connection":["Upgrade"]}},"user_id":"","duration":0.002194412,"size":0,"status":0,"resp_headers":{"Server":["Caddy"],"Upgrade":["websocket"],"Connection":["Upgrade"],"Sec-Websocket-Accept":["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]}}`,
				`{"level":"error","ts":1795379330.165326,"logger":"http.log.error","msg":"dial tcp 127.0.0.1:3000: connect: connection refused","request":{"remote_ip":"127.0.0.1","remote_port":"59138","proto":"HTTP/1.1","method":"GET","host":"app.acme.test","uri":"/ws","headers":{"Connection":["Upgrade"],"Sec-Websocket-Key":["f3YfyJAS3U1fX337p6Wphw=="],"Sec-Websocket-Version":["13"],"Upgrade":["websocket"]}},"duration":0.000404216,"status":502,"err_id":"w5u1tam1h","err_trace":"reverseproxy.statusError (reverseproxy.go:1272)"}`,
			},
		},
		Score: 97,
		Marks: []string{`"level":"`, `"ts":`, `"msg":"`},
		Any: []string{`"logger":"http`, `"logger":"tls`, `"logger":"admin`, `"adapter":"caddyfile"`, `"config_adapter":`, `"msg":"serving initial configuration"`,
			`"msg":"using config`, `"msg":"adapted config`, `"msg":"autosaved config`, `"msg":"shutting down apps`, `"msg":"exiting; byeee`, `"msg":"shutdown complete"`,
			`"msg":"GOMEMLIMIT is updated"`, `"msg":"maxprocs: `, `"msg":"redirected default logger"`, `"msg":"using provided configuration"`, `"msg":"Caddyfile input`},
		Need:  1,
		Keys:  caddyKeys,
		Facts: caddyFacts,
	},
	{
		Format: Format{
			Name: "traefik-json", Title: "Traefik access log in JSON", Where: "Traefik accessLog with format json",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "traefik", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "request.host", "request.scheme", "request.upgrade"),
			Samples: []string{
				`{"ClientAddr":"172.17.0.1:39496","ClientHost":"172.17.0.1","ClientPort":"39496","ClientUsername":"-","DownstreamContentSize":11,"DownstreamStatus":502,"Duration":357313,"OriginContentSize":11,"OriginDuration":324669,"OriginStatus":502,"Overhead":32644,"RequestAddr":"app.example.com","RequestContentSize":0,"RequestCount":190,"RequestHost":"app.example.com","RequestMethod":"GET","RequestPath":"/ws?token=x","RequestPort":"-","RequestProtocol":"HTTP/1.1","RequestScheme":"http","RetryAttempts":0,"RouterName":"app@docker","ServiceAddr":"172.17.0.3:80","ServiceName":"app@docker","ServiceURL":"http://172.17.0.3:80","StartLocal":"2026-11-22T20:16:05.123456789Z","StartUTC":"2026-11-22T20:16:05.123456789Z","entryPointName":"web","level":"info","msg":"","request_Upgrade":"websocket","time":"2026-11-22T20:16:05Z"}`,
			},
		},
		Score: 98,
		Marks: []string{`"DownstreamStatus":`, `"RequestPath":`},
		Keys: []keys{
			{statusCode, "DownstreamStatus"}, {durNanos, "Duration"}, {upstreamStatus, "OriginStatus"}, {upstreamAddr, "ServiceAddr ServiceURL"},
			{requestMethod, "RequestMethod"}, {requestTarget, "RequestPath"}, {protocolName, "RequestProtocol"}, {schemeName, "RequestScheme"},
			{hostName, "RequestHost RequestAddr"}, {clientAddr, "ClientHost ClientAddr"}, {clientPort, "ClientPort"}, {sizeBytes, "DownstreamContentSize"},
			{startStamp, "StartUTC StartLocal"}, {requestHeader, "request_*"}, {responseHeader, "downstream_*"},
		},
		Facts: productFacts{PlainOK: true, Opened: []int{0}, SilentUpstream: true},
	},
	{
		Format: Format{
			Name: "traefik-log-json", Title: "Traefik's own log in JSON", Where: "Traefik log with format json",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "traefik", Moment: handshake.AtEvent, Shows: showsMessage,
			Samples: []string{
				`{"level":"debug","entryPointName":"web","routerName":"app@docker","serviceName":"app","error":"dial tcp 172.17.0.3:80: connect: connection refused","time":"2026-11-22T20:16:05Z","message":"502 Bad Gateway"}`,
			},
		},
		Score: 96,
		Marks: []string{`"level":`},
		Any:   []string{`"entryPointName":`, `"routerName":`, `"middlewareName":`, `"providerName":`, `"serviceName":`},
		Need:  1,
		Not:   []string{`"DownstreamStatus":`},
	},
	{
		Format: Format{
			Name: "cloudflared-json", Title: "cloudflared log in JSON", Where: "cloudflared tunnel run",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "cloudflared", Moment: handshake.AtEvent, Shows: showsMessage,
			Samples: []string{
				`{"level":"error","error":"Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: dial tcp [::1]:8081: connect: connection refused","cfRay":"6fa60e87faaf18ac-SIN","ingressRule":"0","originService":"http://localhost:8081","time":"2026-11-22T19:15:47Z"}`,
				`{"level":"error","connIndex":2,"dest":"https://app.example.com/ws","event":0,"ip":"198.41.192.47","type":"http","error":"Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: EOF","time":"2026-11-22T20:16:05Z","message":"Request failed"}`,
			},
		},
		Score: 96,
		Marks: []string{`"level":`},
		Any:   []string{`"originService":`, `"connIndex":`, `"ingressRule":`, `"tunnelID":`},
		Need:  1,
		Keys:  []keys{{requestTarget, "dest"}, {kindName, "type"}, {noField, "event ip"}},
	},
	{
		Format: Format{
			Name: "envoy-json", Title: "Envoy and Istio access log in JSON", Where: "Envoy Gateway, Istio with JSON encoding, Contour",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "envoy", Moment: handshake.AtStart, Zone: true, Shows: append(showsProxy, "flags", "details", "request.host"),
			Samples: []string{
				`{":authority":"www.example.com","bytes_received":0,"bytes_sent":0,"connection_termination_details":null,"downstream_local_address":"10.42.0.77:10443","downstream_remote_address":"10.0.0.12:59292","duration":11,"method":"GET","protocol":"HTTP/1.1","requested_server_name":null,"response_code":403,"response_code_details":"upgrade_failed","response_flags":"-","route_name":"httproute/app","start_time":"2026-11-22T16:37:38.493Z","upstream_cluster":"app","upstream_host":null,"upstream_local_address":null,"upstream_transport_failure_reason":null,"user-agent":"Mozilla/5.0","x-envoy-origin-path":"/ws","x-forwarded-for":"10.0.0.12","x-request-id":"5a1c"}`,
				`{"authority":"httpbin:8000","bytes_received":0,"bytes_sent":135,"duration":4,"method":"GET","path":"/ws","protocol":"HTTP/1.1","request_id":"d209e46f","response_code":503,"response_code_details":"upstream_reset_before_response_started{connection_failure}","response_flags":"UF","start_time":"2026-11-22T21:26:18.409Z","upstream_host":"10.44.1.27:80","upstream_transport_failure_reason":"delayed connect error: 111","user_agent":"curl/7.73.0","x_forwarded_for":null}`,
			},
		},
		Score: 97,
		Marks: []string{`"response_code":`, `"response_flags":`},
		Keys: []keys{
			{timeStamp, "start_time"}, {statusCode, "response_code"}, {flagText, "response_flags"}, {detailText, "response_code_details"},
			{moreDetail, "connection_termination_details"}, {failureText, "upstream_transport_failure_reason"}, {durMillis, "duration"},
			{hostName, ":authority authority"}, {requestTarget, "path x-envoy-origin-path"}, {requestMethod, "method"},
			{upstreamAddr, "upstream_host"}, {localAddr, "upstream_local_address"}, {clientAddr, "downstream_remote_address"}, {sizeBytes, "bytes_sent"},
			{requestID, "x-request-id request_id"}, {requestHeader, "user-agent=user-agent x-forwarded-for=x-forwarded-for upgrade=upgrade"},
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true, ShowsUpstream: true, Relayed: []string{"via_upstream", "websocket_handshake_unsuccessful"}},
	},
	{
		Format: Format{
			Name: "pomerium", Title: "Pomerium access log", Where: "Pomerium's standard output, journalctl -u pomerium",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "envoy", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.host"),
			Samples: []string{
				`{"level":"info","service":"envoy","upstream-cluster":"route-a94e27d0","method":"GET","authority":"app.example.com","path":"/ws","user-agent":"Mozilla/5.0","referer":"","forwarded-for":"192.0.2.7","request-id":"5e0d9c31","duration":24.118207,"size":95,"response-code":503,"response-code-details":"upstream_reset_before_response_started{connection_termination}","time":"2026-11-22T09:02:15+08:00","message":"http-request"}`,
			},
		},
		Score: 97,
		Marks: []string{`"service":"envoy"`, `"response-code":`},
		Keys: []keys{
			{timeStamp, "time"}, {statusCode, "response-code"}, {detailText, "response-code-details"}, {durMillis, "duration"}, {hostName, "authority"},
			{requestTarget, "path"}, {requestMethod, "method"}, {clientAddr, "forwarded-for"}, {sizeBytes, "size"}, {requestID, "request-id"},
			{requestHeader, "user-agent=user-agent referer=referer"}, {noField, "message"},
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true},
	},
	{
		Format: Format{
			Name: "gcp-lb", Title: "Google Cloud HTTP(S) load balancer log", Where: "Cloud Logging, resource http_load_balancer",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "gcp-lb", Moment: handshake.AtStart, Zone: true, Shows: append(showsClient, "duration", "details", "request.host"),
			Samples: []string{
				`{"httpRequest":{"latency":"0.012s","remoteIp":"203.0.113.9","requestMethod":"GET","requestSize":"512","requestUrl":"https://app.example.com/ws","responseSize":"336","serverIp":"10.128.0.4","status":400,"userAgent":"Mozilla/5.0"},"insertId":"1h2j3k","jsonPayload":{"@type":"type.googleapis.com/google.cloud.loadbalancing.type.LoadBalancerLogEntry","statusDetails":"upgrade_header_rejected"},"resource":{"labels":{"backend_service_name":"app"},"type":"http_load_balancer"},"severity":"WARNING","timestamp":"2026-11-22T20:12:14.123456Z","trace":"projects/p/traces/8e3b9f1c5d2a4b6c7d8e9f0a1b2c3d4e"}`,
			},
		},
		Score: 98,
		Marks: []string{`"httpRequest"`, `http_load_balancer`},
		Keys: []keys{
			{statusCode, "httpRequest.status"}, {requestMethod, "httpRequest.requestMethod"}, {requestTarget, "httpRequest.requestUrl"},
			{clientAddr, "httpRequest.remoteIp"}, {durNamed, "httpRequest.latency"}, {protocolName, "httpRequest.protocol"}, {sizeBytes, "httpRequest.responseSize"},
			{detailText, "jsonPayload.statusDetails"}, {moreDetail, "jsonPayload.proxyStatus"}, {upstreamAddr, "httpRequest.serverIp"}, {traceID, "trace"},
			{requestHeader, "httpRequest.userAgent=user-agent httpRequest.referer=referer"},
		},
		Facts: productFacts{PlainOK: true, NoStatusIsNoAnswer: true, ShowsUpstream: true, Relayed: []string{"response_sent_by_backend"}},
	},
	{
		Format: Format{
			Name: "azure-appgw", Title: "Azure Application Gateway access log", Where: "Azure Monitor, category ApplicationGatewayAccessLog",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "azure-appgw", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.host"),
			Samples: []string{
				`{"timeStamp":"2026-11-22T20:12:14+00:00","resourceId":"/SUBSCRIPTIONS/X","listenerName":"l","ruleName":"r","category":"ApplicationGatewayAccessLog","properties":{"instanceId":"appgw_1","clientIP":"203.0.113.9","httpMethod":"GET","requestUri":"/ws","requestQuery":"","userAgent":"Mozilla/5.0","httpStatus":502,"httpVersion":"HTTP/1.1","receivedBytes":512,"sentBytes":183,"timeTaken":0.012,"sslEnabled":"on","serverRouted":"10.0.0.4:80","serverStatus":"502","serverResponseLatency":"0.010","host":"app.example.com","originalHost":"app.example.com","error_info":"ERRORINFO_UPSTREAM_NO_LIVE","WAFMode":""}}`,
			},
		},
		Score: 98,
		Marks: []string{`ApplicationGatewayAccess`},
		Keys: []keys{
			{statusCode, "properties.httpStatus"}, {requestMethod, "properties.httpMethod"}, {requestTarget, "properties.originalRequestUriWithArgs properties.requestUri"},
			{requestQuery, "properties.requestQuery"}, {protocolName, "properties.httpVersion"}, {clientAddr, "properties.clientIP properties.clientIp"}, {clientPort, "properties.clientPort"},
			{durSeconds, "properties.timeTaken"}, {hostName, "properties.originalHost properties.host"}, {upstreamStatus, "properties.serverStatus"},
			{upstreamAddr, "properties.serverRouted"}, {sizeBytes, "properties.sentBytes"}, {detailText, "properties.error_info"}, {moreDetail, "properties.WAFMode"},
			{requestID, "properties.transactionId"}, {requestHeader, "properties.userAgent=user-agent"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "azure-frontdoor", Title: "Azure Front Door access log", Where: "Azure Monitor, category FrontDoorAccessLog",
			Side: handshake.Proxy, Hop: handshake.HopCDN, Product: "azure-frontdoor", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.host"),
			Samples: []string{
				`{"time":"2026-11-22T20:12:14.123Z","category":"FrontDoorAccessLog","properties":{"trackingReference":"0abc","httpMethod":"GET","httpVersion":"1.1","requestUri":"https://app.example.com:443/ws","requestBytes":"512","responseBytes":"183","userAgent":"Mozilla/5.0","clientIp":"203.0.113.9","clientPort":"41022","timeTaken":"0.012","requestProtocol":"HTTPS","httpStatusCode":"503","hostName":"app.example.com","originName":"app.azurewebsites.net:443","originIp":"198.51.100.4:443","errorInfo":"OriginTimeout"}}`,
			},
		},
		Score: 98,
		Marks: []string{`ront`, `oorAccessLog"`},
		Keys: []keys{
			{statusCode, "properties.httpStatusCode"}, {requestMethod, "properties.httpMethod"}, {requestTarget, "properties.requestUri"}, {protocolName, "properties.httpVersion"},
			{clientAddr, "properties.clientIp"}, {clientPort, "properties.clientPort"}, {durSeconds, "properties.timeTaken"}, {hostName, "properties.hostName"},
			{upstreamAddr, "properties.originIp properties.originName"}, {sizeBytes, "properties.responseBytes"}, {detailText, "properties.errorInfo properties.ErrorInfo"},
			{requestID, "properties.trackingReference"}, {requestHeader, "properties.userAgent=user-agent"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "azure-appservice", Title: "Azure App Service HTTP log", Where: "Azure Monitor, category AppServiceHTTPLogs",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "azure-appservice", Moment: handshake.AtEnd, Zone: true, Shows: append(showsClient, "flags", "request.host"),
			Samples: []string{
				`{"time":"2026-11-22T20:12:14.123Z","category":"AppServiceHTTPLogs","properties":{"CsHost":"app.azurewebsites.net","CIp":"203.0.113.9","SPort":"443","CsUriStem":"/hub","CsUriQuery":"id=1","CsMethod":"GET","TimeTaken":12,"ScStatus":"404","ScSubStatus":"0","ScWin32Status":"2","ScBytes":183,"UserAgent":"Mozilla/5.0"}}`,
			},
		},
		Score: 98,
		Marks: []string{`"AppServiceHTTPLogs"`},
		Keys: []keys{
			{statusCode, "properties.ScStatus"}, {subStatus, "properties.ScSubStatus"}, {win32Status, "properties.ScWin32Status"}, {requestMethod, "properties.CsMethod"},
			{requestPath, "properties.CsUriStem"}, {requestQuery, "properties.CsUriQuery"}, {clientAddr, "properties.CIp"}, {durMillis, "properties.TimeTaken"},
			{hostName, "properties.CsHost"}, {sizeBytes, "properties.ScBytes"}, {requestHeader, "properties.UserAgent=user-agent"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "cloudfront-json", Title: "Amazon CloudFront standard log in JSON", Where: "standard logging v2 to CloudWatch or S3",
			Side: handshake.Proxy, Hop: handshake.HopCDN, Product: "cloudfront", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.scheme", "request.host"),
			Samples: []string{
				`{"date":"2026-11-22","time":"20:12:14","x-edge-location":"CDG50-P2","sc-bytes":"703","c-ip":"203.0.113.9","cs-method":"GET","cs(Host)":"d111111abcdef8.cloudfront.net","cs-uri-stem":"/ws","sc-status":"502","cs-uri-query":"-","x-edge-result-type":"Error","x-edge-request-id":"375W","x-host-header":"app.example.com","cs-protocol":"wss","time-taken":"0.113","cs-protocol-version":"HTTP/1.1","c-port":"51754","x-edge-detailed-result-type":"OriginConnectError"}`,
			},
		},
		Score: 98,
		Marks: []string{`"x-edge-location"`, `"sc-status"`},
		Keys: []keys{
			{dateOnly, "date"}, {clockOnly, "time"}, {statusCode, "sc-status"}, {requestMethod, "cs-method"}, {requestPath, "cs-uri-stem"}, {requestQuery, "cs-uri-query"},
			{clientAddr, "c-ip"}, {clientPort, "c-port"}, {durSeconds, "time-taken"}, {hostName, "x-host-header"}, {schemeName, "cs-protocol"}, {protocolName, "cs-protocol-version"},
			{detailText, "x-edge-detailed-result-type"}, {moreDetail, "x-edge-result-type"}, {requestID, "x-edge-request-id"}, {sizeBytes, "sc-bytes"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "cloudflare-logpush", Title: "Cloudflare Logpush, HTTP requests", Where: "Logpush job or Instant Logs of a zone",
			Side: handshake.Proxy, Hop: handshake.HopCDN, Product: "cloudflare", Moment: handshake.AtEnd, Zone: true, Shows: append(showsProxy, "details", "request.host"),
			Samples: []string{
				`{"ClientIP":"203.0.113.9","ClientRequestHost":"app.example.com","ClientRequestMethod":"GET","ClientRequestURI":"/ws","ClientRequestProtocol":"HTTP/1.1","ClientRequestUserAgent":"Mozilla/5.0","EdgeEndTimestamp":"2026-11-22T20:12:16Z","EdgeResponseBytes":570,"EdgeResponseStatus":521,"EdgeStartTimestamp":"2026-11-22T20:12:14Z","OriginResponseStatus":0,"OriginIP":"198.51.100.4","RayID":"761fde4e984e5ab2","SecurityAction":""}`,
			},
		},
		Score: 98,
		Marks: []string{`"EdgeResponseStatus":`},
		Keys: []keys{
			{statusCode, "EdgeResponseStatus"}, {requestMethod, "ClientRequestMethod"}, {requestTarget, "ClientRequestURI ClientRequestPath"}, {hostName, "ClientRequestHost"},
			{protocolName, "ClientRequestProtocol"}, {schemeName, "ClientRequestScheme"}, {clientAddr, "ClientIP"}, {clientPort, "ClientSrcPort"},
			{timeStamp, "EdgeEndTimestamp"}, {startStamp, "EdgeStartTimestamp"}, {upstreamStatus, "OriginResponseStatus"}, {upstreamAddr, "OriginIP"},
			{sizeBytes, "EdgeResponseBytes"}, {requestID, "RayID"}, {detailText, "SecurityAction SecurityActions FirewallMatchesActions"}, {moreDetail, "SecuritySources FirewallMatchesSources"},
			{requestHeader, "ClientRequestUserAgent=user-agent ClientRequestReferer=referer"},
		},
		Facts: productFacts{PlainOK: true, SilentUpstream: true},
	},
	{
		Format: Format{
			Name: "aws-waf", Title: "AWS WAF log", Where: "CloudWatch, S3 or Firehose of a web ACL",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "aws-waf", Moment: handshake.AtStart, Zone: true,
			Shows: append(showsRequest, "details", "request.host", "request.header", "request.upgrade", "request.origin"),
			Samples: []string{
				`{"timestamp":1795377941324,"formatVersion":1,"webaclId":"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/app/1","terminatingRuleId":"RateLimit","terminatingRuleType":"RATE_BASED","action":"BLOCK","httpSourceName":"ALB","httpRequest":{"clientIp":"203.0.113.9","country":"AU","headers":[{"name":"Host","value":"app.example.com"},{"name":"Upgrade","value":"websocket"},{"name":"Origin","value":"https://app.example.com"}],"uri":"/ws","args":"x=1","httpVersion":"HTTP/1.1","httpMethod":"GET","requestId":"1-5a1c9d8b"}}`,
			},
		},
		Score: 98,
		Marks: []string{`"webaclId"`, `"terminatingRuleId"`},
		Keys: []keys{
			{statusCode, "responseCodeSent"}, {detailText, "action"}, {moreDetail, "terminatingRuleId"}, {clientAddr, "httpRequest.clientIp"}, {requestPath, "httpRequest.uri"},
			{requestQuery, "httpRequest.args"}, {protocolName, "httpRequest.httpVersion"}, {requestMethod, "httpRequest.httpMethod"}, {requestID, "httpRequest.requestId"},
			{requestHeader, "httpRequest.headers[]"},
		},
		Facts: productFacts{AllHeaders: true, Refused: []string{"BLOCK", "CAPTCHA", "CHALLENGE"}},
	},
	{
		Format: Format{
			Name: "aws-apigateway-json", Title: "AWS API Gateway access log, JSON template", Where: "CloudWatch log group of the stage's access logs",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "aws-apigateway", Moment: handshake.AtStart, Shows: []string{"status", "details"},
			Samples: []string{
				`{"requestId":"JKJaXGPLvHcFRfQ=","ip":"203.0.113.9","caller":"-","user":"-","requestTime":"22/Nov/2026:20:12:14 +0000","eventType":"CONNECT","routeKey":"$connect","status":"403","connectionId":"JKJaXmPLvHcCESHA=","error":"Forbidden"}`,
			},
		},
		Score: 97,
		Marks: []string{`"routeKey"`, `"connectionId"`},
		Keys: []keys{
			{timeStamp, "requestTime requestTimeEpoch"}, {kindName, "eventType"}, {clientAddr, "ip sourceIp identity.sourceIp"}, {hostName, "domainName"},
			{requestPath, "stage path"}, {detailText, "error errorMessage error.message"}, {moreDetail, "integrationErrorMessage integrationError integration.error"},
			{failureText, "authorizerError authorizer.error authorizeError"}, {upstreamStatus, "integrationStatus integration.status"},
		},
	},
	{
		Format: Format{
			Name: "nginx-json", Title: "nginx access log in JSON (log_format with escape=json)", Where: "nginx access.log",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Product: "nginx", Moment: handshake.AtEnd, Shows: append(showsProxy, "request.upgrade", "request.host"),
			Samples: []string{
				`{"time":"2026-11-22T20:28:54+00:00","status":502,"request":"GET /dead HTTP/1.1","http_upgrade":"websocket","upstream_status":"502","rt":0.000}`,
				`{"time":"2026-11-22T20:29:06+00:00","status":009,"request":"GET /garbage HTTP/1.1","http_upgrade":"websocket","upstream_status":"009","rt":}`,
				`{"@timestamp":"2026-11-22T20:29:06+00:00","remote_addr":"203.0.113.9","request_method":"GET","request_uri":"/ws?x=1","status":"404","body_bytes_sent":"146","request_time":"0.001","http_user_agent":"Mozilla/5.0","upstream_addr":"-","upstream_status":"-"}`,
			},
		},
		Score: 92,
		Need:  2,
		Any: []string{
			`"upstream_status"`, `"upstream_addr"`, `"body_bytes_sent"`, `"request_uri"`, `"remote_addr"`, `"request_time"`, `"http_user_agent"`,
			`"upstream_response_time"`, `"http_upgrade"`, `"time_local"`, `"time_iso8601"`, `"http_referer"`, `"http_x_forwarded_for"`, `"remote_user"`,
		},
		Keys: []keys{
			{hostName, "host server_name"}, {requestTarget, "request_uri uri url path"}, {connID, "connection"}, {noField, "log body event text name"},
			{requestHeader, "conn=connection up=upgrade"},
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "json-access", Title: "access log in JSON of any other server: a status, a request and no message", Where: "custom log formats of nginx, Apache and others",
			Side: handshake.Proxy, Hop: handshake.HopReverseProxy, Moment: handshake.AtEnd, Shows: append(showsProxy, "request.upgrade", "request.host"),
			Samples: []string{
				`{"ip": "203.0.113.9","host": "www.example.com","path": "/ws?x=1","status": "404","referrer": "-","user_agent": "Mozilla/5.0","length": 314,"date": "2026-11-22T20:12:14+01:00"}`,
				`{"time":"[22/Nov/2026:20:12:14 +0000]","remoteIP":"203.0.113.9","host":"app.example.com","request":"/ws","query":"","method":"GET","status":"503","userAgent":"Mozilla/5.0","referer":"-"}`,
			},
		},
		Score: 80,
		Marks: []string{`"status"`},
		Any:   []string{`"request"`, `"path"`, `"uri"`, `"url"`, `"request_path"`},
		Need:  1,
		Not:   []string{`"level"`, `"msg"`, `"message"`, `"severity"`, `"event"`, `"log"`, `"error"`},
		Keys:  []keys{{hostName, "host"}, {requestTarget, "path uri url request"}, {requestLine, "request"}, {requestQuery, "query"}},
	},
}
