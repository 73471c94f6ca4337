package parsers

import "github.com/wsdoctor/wsdoctor/internal/handshake"

// cloudFormats are the access logs of cloud load balancers that are text and have no header line.
var cloudFormats []Format = formatsOf(cloudRows)

var cloudRows = []accessRow{
	{
		Format: Format{
			Name: "aws-alb", Title: "AWS Application Load Balancer access log", Where: "S3 bucket of the load balancer's access logs",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "aws-alb", Moment: handshake.AtEnd, Zone: true,
			Shows: append(showsProxy, "details", "request.scheme", "request.host"),
			Samples: []string{
				`https 2023-04-26T12:23:00.186641Z app/api-94aa/490d68edf04676fe 192.168.1.11:44740 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/robots.txt HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" 1 2023-04-26T12:23:00.100000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
				`wss 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 10.0.0.140:44244 10.0.0.171:8010 0.000 0.001 0.000 101 101 218 786 "GET https://10.0.0.30:443/ HTTP/1.1" "-" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 1 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.171:8010" "101" "-" "-"`,
				`https 2023-04-26T19:53:46.679895Z app/api-94aa/490d68edf04676fe 192.168.1.13:44740 - -1 -1 -1 464 - 204 167 "GET https://api.example.com:443/ws HTTP/2.0" "Mozilla/5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 - "Root=1-6449814a-01d4cd3e280010e00ac46641" "api.example.com" "-" 0 2023-04-26T19:53:46.678000Z "-" "-" "-" "-" "-" "-" "-" TID_1234abcd`,
			},
		},
		Score: 99,
		Patterns: []string{
			`$alb_type $time $elb $client $upstream_addr $part $part2 $part3 $status $upstream_status $received $size "$request" "$http_user_agent" ` +
				`$ssl_cipher $ssl_protocol $target_group "$request_id" "$any_host" "$certificate" $priority $start_time "$more_details" "$sent_http_location" "$details"$tail`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "aws-clb", Title: "AWS Classic Load Balancer access log", Where: "S3 bucket of the load balancer's access logs",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "aws-clb", Moment: handshake.AtStart, Zone: true,
			Shows: append(showsProxy, "request.scheme", "request.host"),
			Samples: []string{
				`2015-05-13T23:39:43.945958Z my-loadbalancer 1.2.3.4:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 "GET https://www.example.com:443/path/index.html HTTP/1.1" "Mozilla/5.0 (X11; Linux x86_64)" DHE-RSA-AES128-SHA TLSv1.2`,
				`2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -`,
				`2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.001 0.002 0.003 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1"`,
			},
		},
		Score: 96,
		Patterns: []string{
			`$time $elb $client $upstream_addr $part $part2 $part3 $status $upstream_status $received $size "$request" "$http_user_agent" $ssl_cipher $ssl_protocol`,
			`$time $elb $client $upstream_addr $part $part2 $part3 $status $upstream_status $received $size "$request"`,
		},
		Facts: productFacts{PlainOK: true},
	},
	{
		Format: Format{
			Name: "aws-apigateway", Title: "AWS API Gateway access log, CLF template", Where: "CloudWatch log group of the stage's access logs",
			Side: handshake.Proxy, Hop: handshake.HopLoadBalancer, Product: "aws-apigateway", Moment: handshake.AtStart,
			Shows: []string{"status", "request.path"},
			Samples: []string{
				`203.0.113.9 - - [22/Nov/2026:20:12:14 +0000] "CONNECT $connect JKJaXmPLvHcCESHA=" 403 JKJaXGPLvHcFRfQ=`,
				`203.0.113.9 - - [22/Nov/2026:20:12:15 +0000] "MESSAGE $default JKJaXmPLvHcCESHA=" 200 JKJaXGPLvHcFRfQ=`,
			},
		},
		Score:    97,
		Patterns: []string{`$client $word $word [$time] "$api_event" $status $request_id`},
	},
	{
		Format: Format{
			Name: "aws-s3", Title: "AWS S3 server access log", Where: "target bucket of S3 server access logging",
			Side: handshake.Server, Hop: handshake.HopApp, Product: "aws-s3", Moment: handshake.AtStart, Shows: append(showsClient, "details"),
			Samples: []string{
				`b659b576cff1e15e4c0313ff8930fba9f53e6794567f5c60dab3abf2f8dfb6cc www.example.com [10/Feb/2012:16:42:07 -0500] 1.2.3.4 arn:aws:iam::179580289999:user/jane EB3502676500C6BE WEBSITE.GET.OBJECT index "GET /index HTTP/1.1" 200 - 368 368 10 9 "-" "Mozilla/5.0 (X11; Linux x86_64)"`,
			},
		},
		Score: 95,
		Patterns: []string{
			`$owner $bucket [$time] $client $requester $request_id $operation $key "$request" $status $details $size $object_size $millis $turn_around "$http_referer" "$http_user_agent"$tail`,
		},
		Facts: productFacts{PlainOK: true},
	},
}
