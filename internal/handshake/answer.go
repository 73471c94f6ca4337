package handshake

import "strings"

// Answerer is who an HTTP answer shows itself to be from.
type Answerer struct {
	Product string
	Hop     Hop
	Own     bool // it made the answer itself; otherwise it may only have relayed it
}

// answerSign is one way to know who answered. All parts that are not empty must fit: header is a lower-case
// header name, value and body are texts that stand in its value and in the body, regardless of case.
type answerSign struct {
	header, value, body string
	who                 Answerer
}

// answerSigns are what products leave in the answers that they make or relay. The first that fits decides, so
// what proves that an answer is somebody's own stands before what only shows that it passed there. nginx, Envoy,
// Cloudflare and CloudFront replace the Server header of the app: for them only the body tells.
var answerSigns = []answerSign{
	{"cf-mitigated", "", "", Answerer{"cloudflare", HopCDN, true}},
	{"cf-error-type", "", "", Answerer{"cloudflare", HopCDN, true}},
	{"server", "cloudflare", "just a moment", Answerer{"cloudflare", HopCDN, true}},
	{"server", "cloudflare", "error code: 1", Answerer{"cloudflare", HopCDN, true}},
	{"server", "cloudflare", "error code: 5", Answerer{"cloudflare", HopCDN, true}},
	{"server", "cloudfront", "the request could not be satisfied", Answerer{"cloudfront", HopCDN, true}},
	{"server", "akamaighost", "reference #", Answerer{"akamai", HopCDN, true}},
	{"x-iinfo", "", "incapsula", Answerer{"imperva", HopCDN, true}},
	{"x-sucuri-id", "", "sucuri", Answerer{"sucuri", HopCDN, true}},
	{"server", "awselb", "", Answerer{"aws-alb", HopLoadBalancer, true}},
	{"x-squid-error", "", "", Answerer{"squid", HopForwardProxy, true}},
	{"proxy-authenticate", "", "", Answerer{"", HopForwardProxy, true}},
	{"server", "zscaler", "", Answerer{"zscaler", HopForwardProxy, true}},
	{"x-bluecoat-via", "", "", Answerer{"bluecoat", HopForwardProxy, true}},
	{"", "", "fortigate", Answerer{"fortigate", HopForwardProxy, true}},
	{"server", "openresty", "<hr><center>openresty", Answerer{"openresty", HopReverseProxy, true}},
	{"", "", "<hr><center>nginx", Answerer{"nginx", HopReverseProxy, true}},
	{"", "", "default backend - 404", Answerer{"ingress-nginx", HopReverseProxy, true}},
	{"", "", "no route matched with those values", Answerer{"kong", HopReverseProxy, true}},
	{"", "", "no server is available to handle this request", Answerer{"haproxy", HopLoadBalancer, true}},
	{"", "", "the server returned an invalid or incomplete response", Answerer{"haproxy", HopLoadBalancer, true}},
	{"", "", "the server didn't respond in time", Answerer{"haproxy", HopLoadBalancer, true}},
	{"", "", "request forbidden by administrative rules", Answerer{"haproxy", HopLoadBalancer, true}},
	{"", "", "upstream connect error or disconnect/reset before headers", Answerer{"envoy", HopReverseProxy, true}},
	{"", "", "no healthy upstream", Answerer{"envoy", HopReverseProxy, true}},
	{"", "", "rbac: access denied", Answerer{"envoy", HopReverseProxy, true}},
	{"", "", "no available server", Answerer{"traefik", HopReverseProxy, true}},
	{"x-varnish", "", "guru meditation", Answerer{"varnish", HopReverseProxy, true}},
	{"", "", "application error", Answerer{"heroku", HopLoadBalancer, false}},
	{"server", "apache", "<address>apache", Answerer{"apache", HopReverseProxy, true}},
	{"server", "apache", "-//ietf//dtd html 2.0//en", Answerer{"apache", HopReverseProxy, true}},
	{"server", "apache", "-//w3c//dtd html 4.01//en", Answerer{"apache", HopReverseProxy, true}},
	{"server", "lighttpd", "", Answerer{"lighttpd", HopReverseProxy, false}},
	{"x-envoy-upstream-service-time", "", "", Answerer{"envoy", HopReverseProxy, false}},
	{"server", "istio-envoy", "", Answerer{"istio", HopReverseProxy, true}},
	{"server", "envoy", "", Answerer{"envoy", HopReverseProxy, true}},
	{"server", "microsoft-azure-application-gateway", "", Answerer{"azure-app-gateway", HopLoadBalancer, true}},
	{"server", "microsoft-httpapi", "", Answerer{"iis", HopApp, true}},
	{"server", "google frontend", "", Answerer{"gcp", HopLoadBalancer, false}},
	{"server", "vercel", "", Answerer{"vercel", HopCDN, true}},
	{"server", "netlify", "", Answerer{"netlify", HopCDN, true}},
	{"server", "daphne", "", Answerer{"daphne", HopApp, true}},
	{"server", "uvicorn", "", Answerer{"uvicorn", HopApp, true}},
	{"server", "gunicorn", "", Answerer{"gunicorn", HopApp, true}},
	{"server", "hypercorn", "", Answerer{"hypercorn", HopApp, true}},
	{"server", "werkzeug", "", Answerer{"flask", HopApp, true}},
	{"server", "tornadoserver", "", Answerer{"tornado", HopApp, true}},
	{"server", "aiohttp", "", Answerer{"aiohttp", HopApp, true}},
	{"server", "websockets/", "", Answerer{"python-websockets", HopApp, true}},
	{"server", "kestrel", "", Answerer{"aspnetcore", HopApp, true}},
	{"server", "cowboy", "", Answerer{"cowboy", HopApp, true}},
	{"server", "jetty", "", Answerer{"jetty", HopApp, true}},
	{"server", "swoole", "", Answerer{"swoole", HopApp, true}},
	{"x-powered-by", "express", "", Answerer{"express", HopApp, true}},
	{"x-powered-by", "ratchet", "", Answerer{"ratchet", HopApp, true}},
	{"x-powered-by", "laravel reverb", "", Answerer{"laravel-reverb", HopApp, true}},
	{"", "", "apache tomcat/", Answerer{"tomcat", HopApp, true}},
	{"sec-websocket-version", "13, 8", "", Answerer{"ws", HopApp, true}},
	{"sec-websocket-version", "7, 8, 13", "", Answerer{"tornado", HopApp, true}},
	{"x-runtime", "", "page not found", Answerer{"rails", HopApp, true}},
	{"cf-ray", "", "", Answerer{"cloudflare", HopCDN, false}},
	{"x-amz-cf-id", "", "", Answerer{"cloudfront", HopCDN, false}},
	{"x-azure-ref", "", "", Answerer{"azure-front-door", HopCDN, false}},
	{"fly-request-id", "", "", Answerer{"fly", HopLoadBalancer, false}},
	{"via", "varnish", "", Answerer{"varnish", HopReverseProxy, false}},
	{"via", "caddy", "", Answerer{"caddy", HopReverseProxy, false}},
	{"server", "caddy", "", Answerer{"caddy", HopReverseProxy, false}},
	{"server", "nginx", "", Answerer{"nginx", HopReverseProxy, false}},
	{"server", "apache", "", Answerer{"apache", HopReverseProxy, false}},
}

// WhoAnswered tells whom the recorded answer shows itself to be from; the zero Answerer if it does not tell.
func (e *Event) WhoAnswered() Answerer {
	body := strings.ToLower(e.Body.String())
	for i := range answerSigns {
		if answerSigns[i].fits(e, body) {
			return answerSigns[i].who
		}
	}
	return Answerer{}
}

func (a *answerSign) fits(e *Event, body string) bool {
	if a.body != "" && !strings.Contains(body, a.body) {
		return false
	}
	if a.header == "" {
		return true
	}
	value, ok := e.Response.Get(a.header)
	return ok && strings.Contains(strings.ToLower(value.String()), a.value)
}
