package parsers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// summary tells in one line what an event says, without what it does not.
func summary(e *handshake.Event) string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, " "+format, args...) }
	fmt.Fprintf(&b, "%s", e.Product)
	if !e.Time.IsZero() {
		add("%s", e.Time.Format("15:04:05.999"))
	}
	if e.HasStatus {
		add("status=%d", e.Status)
	}
	add("%s", e.Method)
	if e.URL.Scheme != "" {
		add("%s:", e.URL.Scheme)
	}
	add("%s%s", e.URL.Host, e.URL.Path)
	if !e.URL.Query.IsZero() {
		add("?%s", e.URL.Query)
	}
	add("v%s %s %s", e.HTTPVersion, [...]string{"http", "like", "named", "websocket"}[e.Certainty], e.Outcome)
	if e.Duration != handshake.NoDuration {
		add("took=%s", e.Duration)
	}
	if e.Upstream.Known {
		add("up=%v/%d/%s", e.Upstream.Contacted, e.Upstream.Status, e.Upstream.Addr)
	}
	for _, s := range []struct{ name, value string }{
		{"flags", e.Flags.String()}, {"details", e.Details.String()}, {"client", e.Client.String()}, {"level", e.Level}, {"text", e.Text.String()},
	} {
		if s.value != "" {
			add("%s=%s", s.name, s.value)
		}
	}
	for _, h := range e.Request.List {
		if n := h.Name.String(); n == "upgrade" || n == "connection" || n == "origin" {
			add("%s:%s", n, h.Value)
		}
	}
	if e.Request.Shown {
		add("all-headers")
	}
	for _, id := range e.IDs {
		add("id:%s", id.Kind)
	}
	return b.String()
}

func TestAccessEvents(t *testing.T) {
	f := accessCheck(t)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)"`,
		` 20:28:48 status=101 GET /ws v1.1 websocket opened client=127.0.0.1`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /dead HTTP/1.1" 502 157 "-" "Mozilla/5.0 (probe)" rt=0.000 us="502, 502" urt="0.000, 0.000" ua="127.0.0.1:9002, 127.0.0.1:9012" up="websocket" conn="Upgrade"`,
		` 20:28:54 status=502 GET /dead v1.1 websocket failed took=0s up=true/502/127.0.0.1:9012 client=127.0.0.1 upgrade:websocket connection:Upgrade`)
	f("combined", `192.168.1.1 - bob [04/Jan/2020:08:41:43 +0000] "GET /index.php/nous-contacter/ HTTP/2.0" 500 550 "-" "Mozilla/5.0" "203.0.113.9"`,
		` 08:41:43 status=500 GET /index.php/nous-contacter/ v2 like failed client=192.168.1.1`)
	f("combined", `93.43.209.58 - - [08/Jun/2020:06:49:01 +0000] "GET / HTTP/1.0" 500 803`,
		` 06:49:01 status=500 GET / v1.0 like failed client=93.43.209.58`)
	f("combined", `1.2.3.4 - - [17/Oct/2023:05:57:49 +1100] "\x16\x03\x01\x01 \x02" 400 226 "-" "-"`,
		` 18:57:49 status=400   v http failed client=1.2.3.4 text=\x16\x03\x01\x01 \x02`)
	f("combined", `12.34.56.78 - - [20/Jan/2015:19:53:28 +0100] "" 400 47 "-" "-" "-"`,
		` 18:53:28 status=400   v http failed client=12.34.56.78`)
	f("combined", `www.example.com 1.2.3.4 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803 "-" "Mozilla/5.0"`,
		` 08:04:43 status=502 GET www.example.com/ws v1.1 like failed client=1.2.3.4`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 101 -`,
		` 20:20:16 status=101 GET /ws v1.1 websocket opened client=127.0.0.1`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 404 763 12 http-nio-8080-exec-1`,
		` 20:20:16 status=404 GET /ws v1.1 like failed client=127.0.0.1`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:20:16 +0000] "GET /ws HTTP/1.1" 502`,
		` 20:20:16 status=502 GET /ws v1.1 like failed client=127.0.0.1`)
	f("combined", `www.example.com 1.2.3.4 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803`,
		` 08:04:43 status=502 GET www.example.com/ws v1.1 like failed client=1.2.3.4`)
	f("combined", `"203.0.113.9, 10.0.0.1" 10.0.0.1 - - [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 502 803 "-" "Mozilla/5.0"`,
		` 08:04:43 status=502 GET /ws v1.1 like failed client=10.0.0.1`)
	f("combined", `10.0.0.1 - Jane Doe [08/Jun/2020:08:04:43 +0000] "GET /ws HTTP/1.1" 403 803 "-" "Mozilla/5.0"`,
		` 08:04:43 status=403 GET /ws v1.1 like failed client=10.0.0.1`)
	f("apache-vhost", `app.example.com:443 203.0.113.9 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 503 544 "-" "Mozilla/5.0"`,
		`apache 20:28:48 status=503 GET app.example.com/ws v1.1 like failed client=203.0.113.9`)
	f("apache-vhost", `app.example.com:80 203.0.113.9 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 301 544`,
		`apache 20:28:48 status=301 GET app.example.com/ws v1.1 like failed client=203.0.113.9`)
	f("ingress-nginx", `127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)" 222 0.024 [proxy-upstream] [] 127.0.0.1:9001 0 0.024 101 c45c6399de931d2b2c5601b0ca276494`,
		`ingress-nginx 20:28:48 status=101 GET /ws v1.1 websocket opened took=24ms up=true/101/127.0.0.1:9001 client=127.0.0.1 id:request-id`)
	f("ingress-nginx", `127.0.0.1 - - [22/Nov/2026:20:28:56 +0000] "GET /dead2 HTTP/1.1" 502 157 "-" "-" 225 0.001 [default-app-80] [] 127.0.0.1:9002, 127.0.0.1:9012 0, 0 0.000, 0.001 502, 502 d5986c80ff6acab24e2c50adc254943f`,
		`ingress-nginx 20:28:56 status=502 GET /dead2 v1.1 like failed took=1ms up=true/0/127.0.0.1:9012 client=127.0.0.1 id:request-id`)
	f("ingress-nginx", `10.0.0.9 - [10.0.0.9] - - [22/Nov/2026:20:28:56 +0000] "GET /ws HTTP/1.1" 502 157 "-" "-" 225 0.001 [default-app-80] 127.0.0.1:9002 0 0.000 502 d5986c80ff6acab24e2c50adc254943f`,
		`ingress-nginx 20:28:56 status=502 GET /ws v1.1 like failed took=1ms up=true/0/127.0.0.1:9002 client=10.0.0.9 id:request-id`)
	f("ingress-nginx", `127.0.0.1 - - [22/Nov/2026:20:28:56 +0000] "GET /none HTTP/1.1" 404 146 "-" "-" 225 0.000 [] [] - - - - 5e1c9d8b7a6f`,
		`ingress-nginx 20:28:56 status=404 GET /none v1.1 like failed took=0s up=false/0/ client=127.0.0.1 id:request-id`)
	f("nginx-proxy-manager", `[24/Jan/2022:16:51:02 +0000] - 404 404 - GET http openresty.local "/sdfdsf" [Client 1.2.3.4] [Length 192] [Gzip 3.10] [Sent-to openresty] "Mozilla/5.0 (X11; Linux x86_64)" "-"`,
		`nginx-proxy-manager 16:51:02 status=404 GET http: openresty.local/sdfdsf v like failed up=true/404/openresty client=1.2.3.4`)
	f("nginx-proxy-manager", `[24/Jan/2022:13:40:19 +0000] 444 - GET https 4.3.2.1 "/.env" [Client 207.32.219.89] [Length 0] [Gzip -] "Mozilla/5.0 (Linux; U; Android 4.4.2)" "-"`,
		`nginx-proxy-manager 13:40:19 status=444 GET https: 4.3.2.1/.env v like failed client=207.32.219.89`)
	f("lighttpd", `127.0.0.1 app.example.com - [22/Nov/2026:20:09:13 +0000] "GET /ws HTTP/1.1" 101 0 "-" "Mozilla/5.0 (probe)"`,
		`lighttpd 20:09:13 status=101 GET app.example.com/ws v1.1 websocket opened client=127.0.0.1`)
	f("varnishncsa", `127.0.0.1 - - [22/Nov/2026:20:09:30 +0000] "GET http://app.example.com/ws HTTP/1.1" - - "-" "Mozilla/5.0 (probe)"`,
		`varnish 20:09:30 GET http: app.example.com/ws v1.1 like  client=127.0.0.1`)
	f("varnishncsa", `127.0.0.1 - - [22/Nov/2026:20:09:30 +0000] "GET http://app.example.com/nopipe HTTP/1.1" 200 31 "-" "Mozilla/5.0 (probe)"`,
		`varnish 20:09:30 status=200 GET http: app.example.com/nopipe v1.1 like  client=127.0.0.1`)
	f("haproxy", `127.0.0.1:56080 [22/Nov/2026:20:28:48.154] f1 b_ws/s1 0/0/0/10/15 101 132 - - ---- 2/2/0/0/0 0/0 "GET /ws HTTP/1.1"`,
		`haproxy 20:28:48.154 status=101 GET /ws v1.1 websocket opened took=15ms up=true/0/b_ws/s1 flags=---- client=127.0.0.1:56080 id:peer`)
	f("haproxy", `127.0.0.1:57236 [22/Nov/2026:20:08:04.404] f1 b_dead/s1 0/0/-1/-1/1001 503 217 - - SC-- 1/1/0/0/1 0/0 "GET /dead HTTP/1.1"`,
		`haproxy 20:08:04.404 status=503 GET /dead v1.1 like failed took=1.001s up=true/0/b_dead/s1 flags=SC-- client=127.0.0.1:57236 id:peer`)
	f("haproxy", `10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu|Mozilla} {} "GET /index.html HTTP/1.1"`,
		`haproxy 12:14:14.655 status=200 GET /index.html v1.1 like  took=109ms up=true/0/static/srv1 flags=---- client=10.0.1.2:33317 id:peer`)
	f("haproxy", `127.0.0.1:33602 [22/Nov/2026:20:24:42.571] web web/<NOSRV> -1/-1/-1/-1/7164 400 0 - - CR-- 2/2/0/0/0 0/0 "<BADREQ>"`,
		`haproxy 20:24:42.571 status=400   v http failed took=7.164s up=false/0/web/<NOSRV> flags=CR-- client=127.0.0.1:33602 text=<BADREQ> id:peer`)
	f("haproxy", `10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt~ bck/srv1 0/0/5007/-1/+5007 -1 212 - - sC-- 0/0/0/0/3 0/0 "GET /ws HTTP/1.1" 0/0000000000000000/0/0/0 1wt.eu/TLSv1.3/TLS_AES_256_GCM_SHA384`,
		`haproxy 12:12:51.443 status=0 GET /ws v1.1 like failed took=5.007s up=true/0/bck/srv1 flags=sC-- client=10.0.1.2:33313 id:peer`)
	f("haproxy", `127.0.0.1:37230 [22/Nov/2026:20:29:40.378] ftcp t_dead/s1 1/-1/1003 0 SC 1/1/0/0/1 0/0`,
		`haproxy 20:29:40.378   v http  took=1.003s up=true/0/t_dead/s1 flags=SC client=127.0.0.1:37230 id:peer`)
	f("haproxy", `127.0.0.1:57446 [22/Nov/2026:20:08:56.513] ftls/1: SSL handshake failure`,
		`haproxy 20:08:56.513   v http  client=127.0.0.1:57446 text=SSL handshake failure id:peer`)
	f("haproxy", `Server b_down/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`,
		`haproxy   v http  text=Server b_down/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`)
	f("haproxy", `[ALERT]    (24989) : backend 'b_down' has no server available!`,
		`haproxy   v http  level=error text=[ALERT]    (24989) : backend 'b_down' has no server available!`)
	f("haproxy", `backend b_down has no server available!`,
		`haproxy   v http  text=backend b_down has no server available!`)
	f("envoy", `[2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"`,
		`envoy 20:17:00.31 status=204 POST locations/api/v1/locations v2 http  took=226ms up=true/0/tcp://10.0.2.1:80 id:request-id`)
	f("envoy", `[2026-11-22T20:17:00.310Z] "GET /ws HTTP/1.1" 403 - 0 0 0 - "-" "Mozilla/5.0" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "app.example.com" "-"`,
		`envoy 20:17:00.31 status=403 GET app.example.com/ws v1.1 like failed took=0s up=false/0/ id:request-id`)
	f("istio", `[2020-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" 0 135 4 4 "-" "curl/7.73.0-DEV" "84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "10.44.1.27:80" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default`,
		`istio 21:26:18.409 status=418 GET httpbin:8000/status/418 v1.1 like failed took=4ms up=true/418/10.44.1.27:80 details=via_upstream client=10.44.1.23:46520 id:request-id id:peer id:peer`)
	f("istio", `[2026-11-22T20:17:00.310Z] "GET /ws HTTP/1.1" 503 UF upstream_reset_before_response_started{connection_failure} - "delayed connect error: 111" 0 91 20 - "-" "-" "84961386-6d84-929d-98bd-c5aee93b5c88" "app:8000" "10.44.1.27:80" outbound|8000||app.foo.svc.cluster.local - 10.0.45.184:8000 10.44.1.23:46520 - default`,
		`istio 20:17:00.31 status=503 GET app:8000/ws v1.1 like failed took=20ms up=true/0/10.44.1.27:80 flags=UF details=upstream_reset_before_response_started{connection_failure}; delayed connect error: 111 client=10.44.1.23:46520 id:request-id id:peer`)
	f("istio", `[2019-03-06T09:31:27.354Z] "GET /status/418 HTTP/1.1" 418 - "-" "-" 0 135 5 2 "-" "curl/7.60.0" "d209e46f-9ed5-9b61-bbdd-43e22662702a" "httpbin:8000" "127.0.0.1:80" inbound|8000|http|httpbin.default.svc.cluster.local - 172.30.146.73:80 172.30.146.82:38618 outbound_.8000_._.httpbin.default.svc.cluster.local`,
		`istio 09:31:27.354 status=418 GET httpbin:8000/status/418 v1.1 like failed took=5ms up=true/0/127.0.0.1:80 client=172.30.146.82:38618 id:request-id id:peer`)
	f("traefik", `172.17.0.1 - - [08/Dec/2021:09:16:05 +0000] "GET /upload.asp?test=toto&tata=test HTTP/1.1" 200 405 "-" "-" 502 "test@docker" "http://172.17.0.3:80" 0ms`,
		`traefik 09:16:05 status=200 GET /upload.asp ?test=‹value cf0e9a28c6bef9b4, 4 bytes›&tata=‹value 206dfc4e0335fa0a, 4 bytes› v1.1 like  took=0s up=true/0/http://172.17.0.3:80 client=172.17.0.1`)
	f("traefik", `172.17.0.1 - - [22/Nov/2026:20:16:05 +0000] "GET /ws HTTP/1.1" 404 19 "-" "-" 7 "-" "-" 0ms`,
		`traefik 20:16:05 status=404 GET /ws v1.1 like failed took=0s up=false/0/ client=172.17.0.1`)
	f("squid", `1795379801.851      0 127.0.0.1 TCP_DENIED/403 3456 CONNECT api.acme.test:3000 - HIER_NONE/- text/html`,
		`squid 20:36:41.851 status=403 CONNECT api.acme.test:3000 v like failed took=0s up=false/0/ flags=TCP_DENIED client=127.0.0.1`)
	f("squid", `1795380605.280     45 10.0.0.5 TCP_MISS/101 187 GET http://app.acme.test/ws - HIER_DIRECT/127.0.0.1 -`,
		`squid 20:50:05.28 status=101 GET ws: app.acme.test/ws v websocket opened took=45ms up=true/0/127.0.0.1 flags=TCP_MISS client=10.0.0.5`)
	f("trafficserver", `1795380888.418 4450 127.0.0.1 TCP_MISS/101 393 GET ws://127.0.0.1:3000/ws - DIRECT/127.0.0.1 -`,
		`trafficserver 20:54:48.418 status=101 GET ws: 127.0.0.1:3000/ws v websocket opened took=4.45s up=true/0/127.0.0.1 flags=TCP_MISS client=127.0.0.1`)
	f("trafficserver", `1795380916.206 0 127.0.0.1 ERR_CONNECT_FAIL/502 455 GET ws://127.0.0.1:3000/ws - DIRECT/127.0.0.1 text/html`,
		`trafficserver 20:55:16.206 status=502 GET ws: 127.0.0.1:3000/ws v websocket failed took=0s up=true/0/127.0.0.1 flags=ERR_CONNECT_FAIL client=127.0.0.1`)
	f("aws-alb", `https 2023-04-26T12:23:00.186641Z app/api-94aa/490d68edf04676fe 192.168.1.11:44740 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/robots.txt HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" 1 2023-04-26T12:23:00.100000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
		`aws-alb 12:23:00.186 status=200 GET https: www.example.com:443/robots.txt v1.1 like  took=86.641ms up=true/200/10.0.0.1:80 details=authenticate,forward client=192.168.1.11:44740 id:request-id id:peer`)
	f("aws-alb", `wss 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 10.0.0.140:44244 10.0.0.171:8010 0.000 0.001 0.000 101 101 218 786 "GET https://10.0.0.30:443/ HTTP/1.1" "-" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 1 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.171:8010" "101" "-" "-"`,
		`aws-alb 22:23:00.186 status=101 GET wss: 10.0.0.30:443/ v1.1 websocket opened took=11.822641s up=true/101/10.0.0.171:8010 details=forward client=10.0.0.140:44244 id:request-id id:peer`)
	f("aws-alb", `https 2023-04-26T19:53:46.679895Z app/api-94aa/490d68edf04676fe 192.168.1.13:44740 - -1 -1 -1 464 - 204 167 "GET https://api.example.com:443/ws HTTP/2.0" "Mozilla/5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 - "Root=1-6449814a-01d4cd3e280010e00ac46641" "api.example.com" "-" 0 2023-04-26T19:53:46.678000Z "-" "-" "-" "-" "-" "-" "-" TID_1234abcd`,
		`aws-alb 19:53:46.679 status=464 GET https: api.example.com:443/ws v2 like failed took=1.895ms up=false/0/ client=192.168.1.13:44740 id:request-id id:peer`)
	f("aws-clb", `2015-05-13T23:39:43.945958Z my-loadbalancer 1.2.3.4:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 "GET https://www.example.com:443/path/index.html HTTP/1.1" "Mozilla/5.0 (X11; Linux x86_64)" DHE-RSA-AES128-SHA TLSv1.2`,
		`aws-clb 23:39:43.945 status=200 GET https: www.example.com:443/path/index.html v1.1 like  took=2.471ms up=true/200/10.0.0.1:80 client=1.2.3.4:2817 id:peer`)
	f("aws-clb", `2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -`,
		`aws-clb 23:39:43.945 -  v http  took=1.138ms up=true/0/10.0.0.1:80 client=192.168.131.39:2817 id:peer`)
	f("aws-clb", `2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.001 0.002 0.003 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1"`,
		`aws-clb 23:39:43.945 status=200 GET http: www.example.com:80/ v1.1 like  took=6ms up=true/200/10.0.0.1:80 client=192.168.131.39:2817 id:peer`)
	f("aws-apigateway", `203.0.113.9 - - [22/Nov/2026:20:12:14 +0000] "CONNECT $connect JKJaXmPLvHcCESHA=" 403 JKJaXGPLvHcFRfQ=`,
		`aws-apigateway 20:12:14 status=403   v websocket failed client=203.0.113.9 id:request-id`)
	f("uvicorn", `INFO:     127.0.0.1:44802 - "WebSocket /ws" [accepted]`,
		`uvicorn status=101 GET /ws v websocket opened client=127.0.0.1:44802 level=info id:peer`)
	f("uvicorn", `INFO:     ('127.0.0.1', 44802) - "WebSocket /ws" 403`,
		`uvicorn status=403 GET /ws v websocket failed client=127.0.0.1:44802 level=info id:peer`)
	f("uvicorn", `INFO:     127.0.0.1:42076 - "GET /ws HTTP/1.1" 404 Not Found`,
		`uvicorn status=404 GET /ws v1.1 like failed client=127.0.0.1:42076 level=info id:peer`)
	f("uvicorn", `[2026-11-22 20:12:07 +0000] [15730] [INFO] 127.0.0.1:44802 - "WebSocket /ws" 403`,
		`uvicorn 20:12:07 status=403 GET /ws v websocket failed client=127.0.0.1:44802 level=info id:peer`)
	f("uvicorn", `2026-11-22 20:12:14,123 - uvicorn.access - INFO - 127.0.0.1:44802 - "GET /ws HTTP/1.1" 404`,
		`uvicorn 20:12:14.123 status=404 GET /ws v1.1 like failed client=127.0.0.1:44802 level=info id:peer`)
	f("daphne", `127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "WSCONNECTING /rej/" - -`,
		`daphne 20:12:09 GET /rej/ v websocket  client=127.0.0.1:47676 id:peer`)
	f("daphne", `127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "WSREJECT /rej/" - -`,
		`daphne 20:12:09 GET /rej/ v websocket failed client=127.0.0.1:47676 id:peer`)
	f("daphne", `127.0.0.1:47676 - - [22/Nov/2026:20:12:09] "GET /rej/" 404 179`,
		`daphne 20:12:09 status=404 GET /rej/ v like failed client=127.0.0.1:47676 id:peer`)
	f("daphne", `WebSocket HANDSHAKING /ws/ [127.0.0.1:53210]`,
		`daphne GET /ws/ v websocket  client=127.0.0.1:53210 id:peer`)
	f("daphne", `WebSocket REJECT /ws/ [127.0.0.1:53210]`,
		`daphne GET /ws/ v websocket failed client=127.0.0.1:53210 id:peer`)
	f("daphne", `HTTP GET /ws/ 404 [0.02, 127.0.0.1:53210]`,
		`daphne status=404 GET /ws/ v like failed took=20ms client=127.0.0.1:53210 id:peer`)
	f("tornado", `[W 261122 20:12:14 web:2293] 403 GET /ws (127.0.0.1) 0.72ms`,
		`tornado 20:12:14 status=403 GET /ws v like failed took=720µs client=127.0.0.1 level=warn`)
	f("tornado", `[W 2026-11-22 20:12:14.123 ServerApp] 403 GET /api/kernels/5e1c9d8b/channels (@127.0.0.1) 3.21ms referer=None`,
		`tornado 20:12:14.123 status=403 GET /api/kernels/5e1c9d8b/channels v websocket failed took=3.21ms client=127.0.0.1 level=warn`)
	f("tornado", `WARNING:tornado.access:403 GET /ws (127.0.0.1) 0.72ms`,
		`tornado status=403 GET /ws v like failed took=720µs client=127.0.0.1 level=warn`)
	f("tornado", `2026-11-22 20:12:14,123 WARNING tornado.access: 403 GET /ws (127.0.0.1) 0.72ms`,
		`tornado 20:12:14.123 status=403 GET /ws v like failed took=720µs client=127.0.0.1 level=warn`)
	f("puma", `127.0.0.1 - - [22/Nov/2026:20:19:19 +0000] "GET /cable HTTP/1.1" HIJACKED -1 0.0123`,
		`puma 20:19:19 status=101 GET /cable v1.1 websocket opened took=12.3ms client=127.0.0.1`)
	f("puma", `127.0.0.1 - - [22/Nov/2026:20:19:19 +0000] "GET /x HTTP/1.1" 500 - 0.0123`,
		`puma 20:19:19 status=500 GET /x v1.1 like failed took=12.3ms client=127.0.0.1`)
	f("morgan", `GET /ws 404 1.234 ms - 139`,
		`express status=404 GET /ws v like failed took=1.234ms`)
	f("morgan", `GET /ws 404 139 - 1.2 ms`,
		`express status=404 GET /ws v like failed took=1.2ms`)
	f("morgan", `::1 - GET /ws HTTP/1.1 404 139 - 1.234 ms`,
		`express status=404 GET /ws v1.1 like failed took=1.234ms client=::1`)
	f("morgan", `GET /ws 404 in 12ms`,
		`express status=404 GET /ws v like failed took=12ms`)
	f("gin", `[GIN] 2026/11/22 - 20:12:14 | 404 |     1.234µs |       127.0.0.1 | GET      "/ws"`,
		`go 20:12:14 status=404 GET /ws v like failed took=1.234µs client=127.0.0.1`)
	f("gin", `20:12:14 | 404 |     123.4µs | 127.0.0.1 | GET | /ws | -`,
		`go status=404 GET /ws v like failed took=123.4µs client=127.0.0.1`)
	f("gin", `2026/11/22 20:12:14 [app/qFqUL1AYGt-000001] "GET http://localhost:3000/ws HTTP/1.1" from 127.0.0.1:57432 - 400 12B in 123.4µs`,
		`go 20:12:14 status=400 GET http: localhost:3000/ws v1.1 like failed took=123.4µs client=127.0.0.1:57432 id:peer`)
	f("gin", `2026/11/22 20:12:14 "GET http://localhost:3000/ws HTTP/1.1" from [::1]:57432 - 101 0B in 5.123s`,
		`go 20:12:14 status=101 GET ws: localhost:3000/ws v1.1 websocket opened took=5.123s client=[::1]:57432 id:peer`)
	f("uwsgi", `[pid: 88185|app: 0|req: 1/1] 127.0.0.1 () {38 vars in 696 bytes} [Sun Mar 13 22:49:12 2016] POST /update_metrics => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)`,
		`uwsgi 22:49:12 status=200 POST /update_metrics v1.1 http  took=129ms client=127.0.0.1`)
	f("uwsgi", `[pid: 88185|app: 0|req: 3/3] 127.0.0.1 () {34 vars in 617 bytes} [Sun Mar 13 22:49:15 2016] POST /endpoint2 => generated 215 bytes in 68 micros (HTTP/1.1 200) 9 headers in 373 bytes (1 switches on core 8)`,
		`uwsgi 22:49:15 status=200 POST /endpoint2 v1.1 http  took=68µs client=127.0.0.1`)
	f("caddy", `{"level":"info","ts":1795378185.953827,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"45100","proto":"HTTP/1.1","method":"GET","host":"app.example.com:8131","uri":"/ws","headers":{"Sec-Websocket-Version":["13"],"Sec-Websocket-Key":["dGhlIHNhbXBsZSBub25jZQ=="],"Origin":["https://app.example.com"],"User-Agent":["Mozilla/5.0 (probe)"],"Upgrade":["websocket"],"Connection":["Upgrade"]}},"user_id":"","duration":0.002194412,"size":0,"status":0,"resp_headers":{"Server":["Caddy"],"Upgrade":["websocket"],"Connection":["Upgrade"],"Sec-Websocket-Accept":["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]}}`,
		`caddy 20:09:45.953 status=0 GET app.example.com:8131/ws v1.1 websocket opened took=2.194412ms client=127.0.0.1 level=info text=handled request origin:https://app.example.com upgrade:websocket connection:Upgrade all-headers id:sec-websocket-key id:peer`)
	f("caddy", `{"level":"error","ts":1795379330.165326,"logger":"http.log.error","msg":"dial tcp 127.0.0.1:3000: connect: connection refused","request":{"remote_ip":"127.0.0.1","remote_port":"59138","proto":"HTTP/1.1","method":"GET","host":"app.acme.test","uri":"/ws","headers":{"Connection":["Upgrade"],"Sec-Websocket-Key":["f3YfyJAS3U1fX337p6Wphw=="],"Sec-Websocket-Version":["13"],"Upgrade":["websocket"]}},"duration":0.000404216,"status":502,"err_id":"w5u1tam1h","err_trace":"reverseproxy.statusError (reverseproxy.go:1272)"}`,
		`caddy 20:28:50.165 status=502 GET app.acme.test/ws v1.1 websocket failed took=404.216µs up=true/0/127.0.0.1:3000 client=127.0.0.1 level=error text=dial tcp 127.0.0.1:3000: connect: connection refused connection:Upgrade upgrade:websocket all-headers id:sec-websocket-key id:peer`)
	f("traefik-json", `{"ClientAddr":"172.17.0.1:39496","ClientHost":"172.17.0.1","ClientPort":"39496","ClientUsername":"-","DownstreamContentSize":11,"DownstreamStatus":502,"Duration":357313,"OriginContentSize":11,"OriginDuration":324669,"OriginStatus":502,"Overhead":32644,"RequestAddr":"app.example.com","RequestContentSize":0,"RequestCount":190,"RequestHost":"app.example.com","RequestMethod":"GET","RequestPath":"/ws?token=x","RequestPort":"-","RequestProtocol":"HTTP/1.1","RequestScheme":"http","RetryAttempts":0,"RouterName":"app@docker","ServiceAddr":"172.17.0.3:80","ServiceName":"app@docker","ServiceURL":"http://172.17.0.3:80","StartLocal":"2026-11-22T20:16:05.123456789Z","StartUTC":"2026-11-22T20:16:05.123456789Z","entryPointName":"web","level":"info","msg":"","request_Upgrade":"websocket","time":"2026-11-22T20:16:05Z"}`,
		`traefik 20:16:05 status=502 GET ws: app.example.com/ws ?token=‹token 51481dccb422e26d, 1 bytes› v1.1 websocket failed took=357.313µs up=true/502/172.17.0.3:80 client=172.17.0.1:39496 level=info upgrade:websocket id:peer`)
	f("envoy-json", `{":authority":"www.example.com","bytes_received":0,"bytes_sent":0,"connection_termination_details":null,"downstream_local_address":"10.42.0.77:10443","downstream_remote_address":"10.0.0.12:59292","duration":11,"method":"GET","protocol":"HTTP/1.1","requested_server_name":null,"response_code":403,"response_code_details":"upgrade_failed","response_flags":"-","route_name":"httproute/app","start_time":"2026-11-22T16:37:38.493Z","upstream_cluster":"app","upstream_host":null,"upstream_local_address":null,"upstream_transport_failure_reason":null,"user-agent":"Mozilla/5.0","x-envoy-origin-path":"/ws","x-forwarded-for":"10.0.0.12","x-request-id":"5a1c"}`,
		`envoy 16:37:38.493 status=403 GET www.example.com/ws v1.1 websocket failed took=11ms up=false/0/ details=upgrade_failed client=10.0.0.12:59292 id:request-id id:peer`)
	f("envoy-json", `{"authority":"httpbin:8000","bytes_received":0,"bytes_sent":135,"duration":4,"method":"GET","path":"/ws","protocol":"HTTP/1.1","request_id":"d209e46f","response_code":503,"response_code_details":"upstream_reset_before_response_started{connection_failure}","response_flags":"UF","start_time":"2026-11-22T21:26:18.409Z","upstream_host":"10.44.1.27:80","upstream_transport_failure_reason":"delayed connect error: 111","user_agent":"curl/7.73.0","x_forwarded_for":null}`,
		`envoy 21:26:18.409 status=503 GET httpbin:8000/ws v1.1 like failed took=4ms up=true/0/10.44.1.27:80 flags=UF details=upstream_reset_before_response_started{connection_failure}; delayed connect error: 111 id:request-id`)
	f("gcp-lb", `{"httpRequest":{"latency":"0.012s","remoteIp":"203.0.113.9","requestMethod":"GET","requestSize":"512","requestUrl":"https://app.example.com/ws","responseSize":"336","serverIp":"10.128.0.4","status":400,"userAgent":"Mozilla/5.0"},"insertId":"1h2j3k","jsonPayload":{"@type":"type.googleapis.com/google.cloud.loadbalancing.type.LoadBalancerLogEntry","statusDetails":"upgrade_header_rejected"},"resource":{"labels":{"backend_service_name":"app"},"type":"http_load_balancer"},"severity":"WARNING","timestamp":"2026-11-22T20:12:14.123456Z","trace":"projects/p/traces/8e3b9f1c5d2a4b6c7d8e9f0a1b2c3d4e"}`,
		`gcp-lb 20:12:14.123 status=400 GET wss: app.example.com/ws v websocket failed took=12ms up=true/0/10.128.0.4 details=upgrade_header_rejected client=203.0.113.9 level=warn id:request-id`)
	f("azure-appgw", `{"timeStamp":"2026-11-22T20:12:14+00:00","resourceId":"/SUBSCRIPTIONS/X","listenerName":"l","ruleName":"r","category":"ApplicationGatewayAccessLog","properties":{"instanceId":"appgw_1","clientIP":"203.0.113.9","httpMethod":"GET","requestUri":"/ws","requestQuery":"","userAgent":"Mozilla/5.0","httpStatus":502,"httpVersion":"HTTP/1.1","receivedBytes":512,"sentBytes":183,"timeTaken":0.012,"sslEnabled":"on","serverRouted":"10.0.0.4:80","serverStatus":"502","serverResponseLatency":"0.010","host":"app.example.com","originalHost":"app.example.com","error_info":"ERRORINFO_UPSTREAM_NO_LIVE","WAFMode":""}}`,
		`azure-appgw 20:12:14 status=502 GET app.example.com/ws v1.1 like failed took=12ms up=true/502/10.0.0.4:80 details=ERRORINFO_UPSTREAM_NO_LIVE client=203.0.113.9`)
	f("cloudflare-logpush", `{"ClientIP":"203.0.113.9","ClientRequestHost":"app.example.com","ClientRequestMethod":"GET","ClientRequestURI":"/ws","ClientRequestProtocol":"HTTP/1.1","ClientRequestUserAgent":"Mozilla/5.0","EdgeEndTimestamp":"2026-11-22T20:12:16Z","EdgeResponseBytes":570,"EdgeResponseStatus":521,"EdgeStartTimestamp":"2026-11-22T20:12:14Z","OriginResponseStatus":0,"OriginIP":"198.51.100.4","RayID":"761fde4e984e5ab2","SecurityAction":""}`,
		`cloudflare 20:12:16 status=521 GET app.example.com/ws v1.1 like failed took=2s up=false/0/198.51.100.4 client=203.0.113.9 id:request-id`)
	f("aws-apigateway-json", `{"requestId":"JKJaXGPLvHcFRfQ=","ip":"203.0.113.9","caller":"-","user":"-","requestTime":"22/Nov/2026:20:12:14 +0000","eventType":"CONNECT","routeKey":"$connect","status":"403","connectionId":"JKJaXmPLvHcCESHA=","error":"Forbidden"}`,
		`aws-apigateway 20:12:14 status=403   v websocket failed details=Forbidden client=203.0.113.9 id:request-id id:connection`)
	f("nginx-json", `{"time":"2026-11-22T20:28:54+00:00","status":502,"request":"GET /dead HTTP/1.1","http_upgrade":"websocket","upstream_status":"502","rt":0.000}`,
		`nginx 20:28:54 status=502 GET /dead v1.1 websocket failed took=0s up=true/502/ upgrade:websocket`)
	f("nginx-json", `{"time":"2026-11-22T20:29:06+00:00","status":009,"request":"GET /garbage HTTP/1.1","http_upgrade":"websocket","upstream_status":"009","rt":}`,
		`nginx 20:29:06 status=9 GET /garbage v1.1 websocket failed up=true/9/ upgrade:websocket`)
	f("nginx-json", `{"@timestamp":"2026-11-22T20:29:06+00:00","remote_addr":"203.0.113.9","request_method":"GET","request_uri":"/ws?x=1","status":"404","body_bytes_sent":"146","request_time":"0.001","http_user_agent":"Mozilla/5.0","upstream_addr":"-","upstream_status":"-"}`,
		`nginx 20:29:06 status=404 GET /ws ?x=1 v like failed took=1ms up=false/0/ client=203.0.113.9`)
	f("pino", `{"level":50,"time":1795378533236,"pid":1,"hostname":"vm","err":{"type":"Error","message":"Unexpected server response: 401","stack":"Error: …"},"msg":"ws failed"}`,
		`ws 20:15:33.236 status=401   v websocket failed level=error text=ws failed: Unexpected server response: 401`)
	f("pino", `{"level": 30, "time": 1795300000000, "pid": 7, "hostname": "app-1", "reqId":"req-1","req":{"method":"GET","url":"/ws","headers":{"host":"example.com","upgrade":"websocket","connection":"Upgrade"},"remoteAddress":"10.0.0.5","remotePort":41022},"res":{"statusCode":401},"responseTime":12.5,"msg":"request completed"}`,
		` 22:26:40 status=401 GET example.com/ws v websocket failed took=12.5ms client=10.0.0.5 level=info text=request completed upgrade:websocket connection:Upgrade id:request-id id:peer`)
	f("slog", `{"time":"2026-11-22T20:12:14.123456789Z","level":"ERROR","msg":"accept failed","err":"failed to accept WebSocket connection: request Origin \"evil.com\" is not authorized for Host \"app.example.com\""}`,
		` 20:12:14.123  app.example.com v http failed level=error text=accept failed: failed to accept WebSocket connection: request Origin "evil.com" is not authorized for Host "app.example.com" origin:evil.com`)
	f("rust-json", `{"timestamp":"2026-11-22T20:12:14.821315Z","level":"ERROR","fields":{"message":"handshake failed","error":"WebSocket protocol error: No \"Upgrade: websocket\" header"},"target":"app::ws"}`,
		` 20:12:14.821   v http  level=error text=handshake failed: WebSocket protocol error: No "Upgrade: websocket" header`)
	f("heroku-router", `at=error code=H12 desc="Request timeout" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno=web.1 connect=1ms service=30000ms status=503 bytes=0 protocol=https`,
		`heroku status=503 GET app.example.com/ws v like failed took=30s up=true/0/web.1 details=H12; Request timeout client=203.0.113.9 level=error id:request-id`)
	f("heroku-router", `at=error code=H14 desc="No web processes running" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno= connect= service= status=503 bytes=0 protocol=https`,
		`heroku status=503 GET app.example.com/ws v like failed up=false/0/ details=H14; No web processes running client=203.0.113.9 level=error id:request-id`)
	f("heroku-router", `sock=client at=warning code=H27 desc="Client Request Interrupted" method=GET path="/ws" host=app.example.com request_id=8e3b9f1c-5d2a-4b6c-7d8e-9f0a1b2c3d4e fwd="203.0.113.9" dyno=web.1 connect=0ms service=55001ms status=499 bytes=0 protocol=http1.1 tls=true tls_version=tls1.3`,
		`heroku status=499 GET app.example.com/ws v1.1 like failed took=55.001s up=true/0/web.1 details=H27; Client Request Interrupted client=203.0.113.9 level=warn id:request-id`)
	f("grafana", `logger=live t=2026-11-22T20:12:14.520963849Z level=warn msg="Request Origin is not authorized" origin=https://evil.example.com host=grafana.example.com appUrl=http://localhost:3000/ allowedOrigins=`,
		`grafana 20:12:14.52  grafana.example.com v http  level=warn text=Request Origin is not authorized origin:https://evil.example.com`)
	f("grafana", `logger=context userId=1 orgId=1 uname=admin t=2026-11-22T20:12:14.520963849Z level=info msg="Request Completed" method=GET path=/api/live/ws status=-1 remote_addr=172.17.0.1 time_ms=4003 duration=4.003s size=0 referer= handler=/api/live/ws status_source=server`,
		`grafana 20:12:14.52 status=0 GET /api/live/ws v websocket opened took=4.003s client=172.17.0.1 level=info text=Request Completed`)
	f("logfmt", `time="2026-11-22T20:12:14Z" level=warning msg="websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header" remote=10.0.0.5:41022`,
		` 20:12:14   v http failed client=10.0.0.5:41022 level=warn text=websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header id:peer`)
	f("logfmt", `time=2026-11-22T20:12:14.123Z level=ERROR msg="accept failed" err="failed to accept WebSocket connection: request Origin \"evil.com\" is not authorized for Host \"app.example.com\""`,
		` 20:12:14.123  app.example.com v http failed level=error text=accept failed: failed to accept WebSocket connection: request Origin "evil.com" is not authorized for Host "app.example.com" origin:evil.com`)
	f("logfmt", `ts=2026-11-22T20:12:14.123Z caller=http.go:194 level=debug traceID=5e1c9d8b msg="GET /ws (404) 1.2ms"`,
		` 20:12:14.123 GET /ws v like  level=debug text=GET /ws (404) 1.2ms`)
	f("logfmt", `method=GET path=/cable format=html controller=ApplicationController action=index status=404 duration=1.23 view=0.00`,
		` status=404 GET /cable v like failed`)
	f("w3c", `2026-11-22 20:12:14 10.0.0.4 GET /hub id=x 443 - 203.0.113.9 Mozilla/5.0+(Windows+NT+10.0) - 502 3 12030 8`,
		`iis 20:12:14 status=502 GET /hub ?id=‹value 51481dccb422e26d, 1 bytes› v like failed took=8ms flags=502.3/12030 client=203.0.113.9`)
	f("cloudfront", `2024-03-12	15:22:28	CDG50-P2	703	1.2.3.4	GET	d6rcaj0q1hys9.cloudfront.net	/ws	502	-	curl/7.81.0	q=42	-	Error	375WZmnR4hhhnlZKNn0D_LvkWhAqvWvBsUqySq8f_GOoAPP3k8R8fw==	app.example.com	wss	62	0.113	-	TLSv1.3	TLS_AES_128_GCM_SHA256	Error	HTTP/1.1	-	-	51754	0.113	OriginConnectError	text/html	20	-	-`,
		`cloudfront 15:22:28 status=502 GET wss: app.example.com/ws ?q=42 v1.1 websocket failed took=113ms details=OriginConnectError client=1.2.3.4 id:request-id id:peer`)
}

// TestAccessTraps reads what logs of several products hide.
func TestAccessTraps(t *testing.T) {
	f := accessCheck(t)
	// Traefik logs an opened socket with status 0; a kept header tells it from a request that got no answer.
	f("traefik-json", `{"ClientHost":"172.17.0.1","DownstreamStatus":0,"Duration":4003000000,"OriginStatus":101,"RequestMethod":"GET","RequestPath":"/ws","RequestProtocol":"HTTP/1.1","request_Upgrade":"websocket"}`,
		`traefik status=0 GET /ws v1.1 websocket opened took=4.003s up=true/101/ client=172.17.0.1 upgrade:websocket`)
	f("traefik-json", `{"ClientHost":"172.17.0.1","DownstreamStatus":0,"Duration":4003000000,"RequestMethod":"GET","RequestPath":"/ws","RequestProtocol":"HTTP/1.1"}`,
		`traefik status=0 GET /ws v1.1 like failed took=4.003s up=false/0/ client=172.17.0.1`)
	// Caddy up to 2.6.2 logs an opened socket with status 0, later ones an answer that they gave up on.
	f("caddy", `{"level":"info","ts":1795378211.5,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"127.0.0.1","proto":"HTTP/1.1","method":"GET","host":"a.example","uri":"/ws","headers":{"Upgrade":["websocket"]}},"duration":0.001,"size":0,"status":0,"resp_headers":{"Server":["Caddy"]}}`,
		`caddy 20:10:11.5 status=0 GET a.example/ws v1.1 websocket failed took=1ms client=127.0.0.1 level=info text=handled request upgrade:websocket all-headers`)
	// A 200 opens a WebSocket over HTTP/2, says nothing behind mod_proxy_wstunnel, and is a refusal by what never means anything else.
	f("envoy", `[2026-11-22T20:17:00.310Z] "CONNECT /ws HTTP/2" 200 - 0 0 5000 3 "-" "Mozilla/5.0" "cc21d9b0" "app.example.com" "10.0.0.4:80"`,
		`envoy 20:17:00.31 status=200 CONNECT app.example.com/ws v2 websocket opened took=5s up=true/0/10.0.0.4:80 id:request-id`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1" 200 129 "-" "-"`,
		` 20:28:48 status=200 GET /socket.io/ ?EIO=4&transport=websocket v1.1 websocket  client=127.0.0.1`)
	f("haproxy", `127.0.0.1:56080 [22/Nov/2026:20:28:48.154] f1 b_ws/s1 0/0/0/10/15 200 132 - - ---- 2/2/0/0/0 0/0 "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"`,
		`haproxy 20:28:48.154 status=200 GET /socket.io/ ?EIO=4&transport=websocket v1.1 websocket failed took=15ms up=true/0/b_ws/s1 flags=---- client=127.0.0.1:56080 id:peer`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:48 +0000] "GET /socket.io/?EIO=4&transport=polling HTTP/1.1" 400 34 "-" "-"`,
		` 20:28:48 status=400 GET /socket.io/ ?EIO=4&transport=polling v1.1 like failed client=127.0.0.1`)
	// nginx writes its own 502 as the upstream's status; the times to connection and header tell.
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /ws HTTP/1.1" 502 157 "-" "-" upstream_status=502 upstream_connect_time=- upstream_addr=10.0.0.4:80`,
		` 20:28:54 status=502 GET /ws v1.1 like failed up=true/0/10.0.0.4:80 client=127.0.0.1`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /ws HTTP/1.1" 502 157 "-" "-" us=502 uht=0.004 ua=10.0.0.4:80 http_upgrade="websocket" origin=https://a.example`,
		` 20:28:54 status=502 GET /ws v1.1 websocket failed up=true/502/10.0.0.4:80 client=127.0.0.1 upgrade:websocket origin:https://a.example`)
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /ws HTTP/1.1" 101 157 "-" "-" "203.0.113.9" 61.004 61.002 "websocket"`,
		` 20:28:54 status=101 GET /ws v1.1 websocket opened took=1m1.004s up=false/0/ client=127.0.0.1 upgrade:websocket`)
	// Paths that only WebSockets have.
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /echo/377/vafhjen0/websocket HTTP/1.1" 400 11 "-" "-"`,
		` 20:28:54 status=400 GET /echo/377/vafhjen0/websocket v1.1 websocket failed client=127.0.0.1`)
	// An ordinary POST is none, nor is a health check without a path.
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "POST /ws HTTP/1.1" 405 11 "-" "-"`,
		` 20:28:54 status=405 POST /ws v1.1 http failed client=127.0.0.1`)
	// A line that breaks off is read as far as it goes.
	f("combined", `127.0.0.1 - - [22/Nov/2026:20:28:54 +0000] "GET /ws HTTP/1.1" 502 157 "-" "Mozilla/5.0 (X11; Lin`,
		` 20:28:54 status=502 GET /ws v1.1 like failed client=127.0.0.1`)
	f("caddy", `{"level":"error","ts":1795378211.5,"logger":"http.log.error","msg":"dial tcp: lookup app: no such host","status":502,"request":{"method":"GET","uri":"/ws","headers":{"Upgrade":["websocket"],"Conn`,
		`caddy 20:10:11.5 status=502 GET /ws v websocket failed level=error text=dial tcp: lookup app: no such host upgrade:websocket all-headers`)
	f("aws-waf", jsonAccessRows[slices.IndexFunc(jsonAccessRows, func(r jsonRow) bool { return r.Name == "aws-waf" })].Samples[0],
		`aws-waf 20:05:41.324 GET app.example.com/ws ?x=1 v1.1 websocket failed details=BLOCK; RateLimit client=203.0.113.9 upgrade:websocket origin:https://app.example.com all-headers id:request-id`)
	f("json-access", `{"time":"[22/Nov/2026:20:12:14 +0000]","remoteIP":"203.0.113.9","host":"app.example.com","request":"/ws","query":"","method":"GET","status":"503"}`,
		` 20:12:14 status=503 GET app.example.com/ws v like failed client=203.0.113.9`)
	f("json-access", `{"t":"2026-11-22T20:12:14Z","ip":"203.0.113.9","request":"GET /ws HTTP/1.1","status":503}`,
		` 20:12:14 status=503 GET /ws v1.1 like failed client=203.0.113.9`)
	// A program's own list of headers shows all of them only if it is as long as a real one.
	f("json", `{"msg":"ws refused","status":403,"path":"/ws","headers":{"host":"a.example","origin":"https://b.example"}}`,
		` status=403  a.example/ws v like failed text=ws refused origin:https://b.example`)
	f("pino", `{"level":30,"time":1795300000000,"pid":7,"hostname":"app-1","req":{"method":"GET","url":"/ws","headers":{"host":"a.example","connection":"close","sec-websocket-key":"dGhlIHNhbXBsZSBub25jZQ==","sec-websocket-version":"13"}},"res":{"statusCode":426},"msg":"x"}`,
		` 22:26:40 status=426 GET a.example/ws v websocket failed level=info text=x connection:close all-headers id:sec-websocket-key`)
}

// accessCheck returns a function that checks the one event that a format makes of a record.
func accessCheck(t *testing.T) func(format, line, want string) {
	formats := map[string]*Format{}
	for _, list := range [][]Format{webFormats, proxyFormats, cloudFormats, appFormats, jsonAccessFormats, jsonAppFormats, logfmtFormats, consoleLogFormats, w3cFormats} {
		for i := range list {
			formats[list[i].Name] = &list[i]
		}
	}
	return func(format, line, want string) {
		t.Helper()
		events := readAll(t, formats[format], line)
		if len(events) != 1 {
			t.Fatalf("%s made %d events of %q", format, len(events), line)
		}
		if got := summary(events[0]); got != want {
			t.Errorf("%s\n%s\n got %s\nwant %s", format, line, got, want)
		}
	}
}
