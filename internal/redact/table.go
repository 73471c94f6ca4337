package redact

// policy says what may be kept of the value of a header.
type policy uint8

const (
	scrub        policy = iota // everything but the secrets that any text is searched for
	keep                       // everything
	token                      // nothing
	nonce                      // nothing
	credentials                // the scheme
	cookies                    // the names
	setCookies                 // the names and the attributes
	subprotocols               // all but tokens
)

// apply appends what p keeps of value.
func (p policy) apply(r *Redactor, dst, value []byte) []byte {
	switch p {
	case keep:
		return append(dst, value...)
	case token:
		return r.markUnlessPlain(dst, kindToken, value)
	case nonce:
		return r.markUnlessPlain(dst, kindNonce, value)
	case credentials:
		return r.credentials(dst, value)
	case cookies:
		return r.cookies(dst, value)
	case setCookies:
		return r.setCookies(dst, value)
	case subprotocols:
		return r.subprotocols(dst, value)
	default:
		return r.scrub(dst, value, 0)
	}
}

// header is a row of the table of headers. name is canonical: lower case, '-' for '_'.
type header struct {
	name   string
	policy policy
	line   bool // in a text the value goes to the end of the line: it may hold blanks and commas
	text   bool // in a text it is like any other text
}

// headers names those whose value needs more, or less, than the search for secrets that all text gets.
// A header that is not here but whose name is one of secretNames is marked whole.
var headers = [...]header{
	{name: "authorization", policy: credentials, line: true},
	{name: "proxy-authorization", policy: credentials, line: true},
	{name: "x-authorization", policy: credentials, line: true},
	{name: "x-original-authorization", policy: credentials, line: true},
	{name: "x-forwarded-authorization", policy: credentials, line: true},
	{name: "cookie", policy: cookies, line: true},
	{name: "cookie2", policy: cookies, line: true},
	{name: "set-cookie", policy: setCookies, line: true},
	{name: "set-cookie2", policy: setCookies, line: true},
	{name: "sec-websocket-key", policy: nonce},
	{name: "sec-websocket-key1", policy: nonce},
	{name: "sec-websocket-key2", policy: nonce},
	{name: "sec-websocket-accept", policy: keep}, // a hash of the nonce and of a constant, sent in clear to anyone who asks
	{name: "sec-websocket-protocol", policy: subprotocols, line: true},
	{name: "sec-websocket-protocol-client", policy: subprotocols, line: true}, // the client's, as Chromium's NetLog calls it
	{name: "cf-access-jwt-assertion", policy: token},
	{name: "cf-access-client-id", policy: token},
	{name: "x-amzn-oidc-data", policy: token},
	{name: "x-amzn-oidc-identity", policy: token},
	{name: "x-ms-client-principal", policy: token},
	{name: "x-goog-iap-jwt-assertion", policy: token},
	{name: "x-api-key", policy: token},
	{name: "api-key", policy: token},
	{name: "apikey", policy: token},
	{name: "x-functions-key", policy: token},
	{name: "ocp-apim-subscription-key", policy: token},
	{name: "x-auth", policy: token},
	{name: "x-signature", policy: token},
	{name: "x-hub-signature", policy: token},
	{name: "x-hub-signature-256", policy: token},
	{name: "x-amz-signature", policy: token},
	{name: "x-amz-credential", policy: token},
	{name: "x-goog-signature", policy: token},
	{name: "x-shopify-hmac-sha256", policy: token},
	{name: "dpop", policy: token},
	{name: "authentication-info", policy: token, line: true},
	{name: "proxy-authentication-info", policy: token, line: true},
	{name: "x-ms-client-principal-id", policy: token},
	{name: "x-ms-client-principal-name", policy: token},
	// Certificates name a person as often as a machine.
	{name: "client-cert", policy: token, line: true},
	{name: "x-client-cert", policy: token, line: true},
	{name: "ssl-client-cert", policy: token, line: true},
	{name: "x-ssl-client-cert", policy: token, line: true},
	{name: "x-forwarded-client-cert", policy: token, line: true},
	{name: "x-arr-clientcert", policy: token, line: true},
	// Ids of a request, which people look up in their other logs.
	{name: "traceparent", policy: keep},
	{name: "x-request-id", policy: keep},
	{name: "x-correlation-id", policy: keep},
	{name: "x-amzn-trace-id", policy: keep},
	{name: "x-amzn-requestid", policy: keep},
	{name: "x-amz-cf-id", policy: keep},
	{name: "x-b3-traceid", policy: keep},
	{name: "x-b3-spanid", policy: keep},
	{name: "x-cloud-trace-context", policy: keep},
	{name: "cf-ray", policy: keep},
	{name: "x-forwarded-for", policy: keep},
	{name: "x-forwarded-host", policy: keep},
	{name: "x-forwarded-proto", policy: keep},
	{name: "x-forwarded-port", policy: keep},
	{name: "x-real-ip", policy: keep},
	// Names that end like a secret's.
	{name: "www-authenticate", policy: scrub, text: true},
	{name: "proxy-authenticate", policy: scrub, text: true},
	{name: "access-control-allow-credentials", policy: keep},
	{name: "access-control-request-headers", policy: keep},
	{name: "access-control-allow-headers", policy: keep},
}

// secretName is how the name of a secret ends. Names are compared without case and separators, so that
// "access_token", "accessToken" and "X-Access-Token" are one.
type secretName struct {
	ends  string
	whole bool // the whole last word, not only the end of it: "sid" is in "inside"
	weak  bool // also an ordinary word: a value that is one too stays
	kind  kind
}

var secretNames = [...]secretName{
	{ends: "password", kind: kindPassword},
	{ends: "passwd", kind: kindPassword},
	{ends: "passphrase", kind: kindPassword},
	{ends: "pwd", kind: kindPassword}, // also the working directory, which nobody misses
	{ends: "passcode", kind: kindPassword},
	{ends: "pass", kind: kindPassword, whole: true, weak: true},
	{ends: "secret", kind: kindPassword},
	{ends: "secretkey", kind: kindPassword},
	{ends: "secretaccesskey", kind: kindPassword},
	{ends: "token", kind: kindToken},
	{ends: "jwt", kind: kindToken},
	{ends: "bearer", kind: kindToken},
	{ends: "assertion", kind: kindToken, weak: true},
	{ends: "apikey", kind: kindAPIKey},
	{ends: "accesskey", kind: kindAPIKey},
	{ends: "accesskeyid", kind: kindAPIKey},
	{ends: "privatekey", kind: kindAPIKey},
	{ends: "signingkey", kind: kindAPIKey},
	{ends: "masterkey", kind: kindAPIKey},
	{ends: "subscriptionkey", kind: kindAPIKey},
	{ends: "encryptionkey", kind: kindAPIKey},
	{ends: "sharedkey", kind: kindAPIKey},
	{ends: "secwebsocketkey", kind: kindNonce},
	{ends: "sessionid", kind: kindToken},
	{ends: "sessid", kind: kindToken},
	{ends: "sessionkey", kind: kindToken},
	{ends: "sid", kind: kindToken, whole: true},
	{ends: "credential", kind: kindToken, weak: true},
	{ends: "credentials", kind: kindToken, weak: true},
	{ends: "signature", kind: kindToken, weak: true},
	{ends: "csrf", kind: kindToken, weak: true},
	{ends: "xsrf", kind: kindToken, weak: true},
	{ends: "ticket", kind: kindToken, weak: true},
	{ends: "otp", kind: kindToken, whole: true},
	{ends: "totp", kind: kindToken, whole: true},
	{ends: "sig", kind: kindToken, whole: true}, // of a shared access signature
	{ends: "authcode", kind: kindToken},
	{ends: "authorizationcode", kind: kindToken},
	{ends: "codeverifier", kind: kindToken},
	{ends: "oauthverifier", kind: kindToken},
	{ends: "auth", kind: kindToken, whole: true, weak: true},
	{ends: "session", kind: kindToken, whole: true, weak: true},
	{ends: "key", kind: kindToken, whole: true, weak: true},
	{ends: "connectiontoken", kind: kindToken},
	{ends: "connectionid", kind: kindToken, weak: true},
	{ends: "nonce", kind: kindNonce, weak: true},
}

// plainWords are words that stand where a secret would and are none: what a program says about a secret, and
// what a script sends when it has none ("?token=undefined" is a finding, not a secret).
var plainWords = [...]string{
	"", "undefined", "null", "none", "nil", "nan", "true", "false", "yes", "no", "on", "off", "empty",
	"missing", "invalid", "expired", "required", "unknown", "failed", "failure", "error", "rejected", "denied",
	"mismatch", "wrong", "not", "is", "was", "has", "must", "the", "a", "an", "and", "or", "for", "of", "to", "in",
	"from", "with", "without", "header", "value", "field", "token", "auth", "authentication", "authorization",
	"scheme", "realm", "unauthorized", "forbidden", "bad", "malformed", "could", "cannot", "unable", "too",
	"signature", "jwt", "credentials", "user", "websocket", "upgrade", "keep-alive", "close", "redacted", "*", "-",
	"[redacted]", "[filtered]", "[object object]", "***", "...", "(null)", "<redacted>", "string", "tokens", "format", "subprotocol", "http",
}

// authSchemes are the words before the credentials in an Authorization header (RFC 9110 section 11.1, and the
// ones in use that nobody registered).
var authSchemes = [...]string{
	"bearer", "basic", "digest", "negotiate", "ntlm", "token", "apikey", "hmac", "aws4-hmac-sha256", "mutual",
	"hoba", "gnap", "dpop", "splunk", "key", "hawk", "sharedkey", "sso-key", "kerberos", "jwt", "api-key", "oauth",
	"privatetoken", "vapid", "scram-sha-256", "scram-sha-1", "concealed",
}

// harmlessNames are query parameters of WebSocket libraries whose values tell versions and choices: a value
// that looks like a word or a version stays in clear.
var harmlessNames = [...]string{
	"eio", "transport", "vsn", "v", "version", "protocol", "client", "flash", "encoding", "compress", "format",
	"negotiateversion", "stdin", "stdout", "stderr", "tty", "container", "follow", "clientprotocol", "j",
}

// harmlessValues stay in clear under every name of a query parameter.
var harmlessValues = [...]string{
	"", "undefined", "null", "none", "nan", "true", "false", "yes", "no", "on", "off", "websocket", "polling",
	"webtransport", "sse", "longpolling", "serversentevents", "websockets", "json", "msgpack", "xml", "binary", "text", "utf-8", "[object object]",
	"%5bobject%20object%5d",
}

// keyPrefix is how the keys of one vendor begin.
type keyPrefix struct {
	begins string
	least  int // bytes that must follow
}

var keyPrefixes = [...]keyPrefix{
	{"AKIA", 16}, {"ASIA", 16}, {"AROA", 16}, // AWS
	{"AIza", 35}, {"ya29.", 20}, {"GOCSPX-", 20}, {"1//0", 30}, // Google
	{"ghp_", 20}, {"gho_", 20}, {"ghu_", 20}, {"ghs_", 20}, {"ghr_", 20}, {"github_pat_", 20}, // GitHub
	{"glpat-", 16}, {"glrt-", 16}, {"gldt-", 16}, // GitLab
	{"sk_live_", 10}, {"sk_test_", 10}, {"rk_live_", 10}, {"rk_test_", 10}, {"whsec_", 10}, // Stripe
	{"xoxb-", 10}, {"xoxp-", 10}, {"xoxa-", 10}, {"xoxr-", 10}, {"xoxs-", 10}, {"xoxe", 10}, {"xapp-", 10}, // Slack
	{"sk-", 16},                // OpenAI, Anthropic
	{"SG.", 16},                // SendGrid
	{"npm_", 20},               // npm
	{"pypi-", 20},              // PyPI
	{"hvs.", 20}, {"hvb.", 20}, // Vault
	{"shpat_", 20}, {"shpss_", 20}, // Shopify
	{"dop_v1_", 20},         // DigitalOcean
	{"sq0atp-", 16},         // Square
	{"lin_api_", 16},        // Linear
	{"AGE-SECRET-KEY-", 16}, // age
}

// knownProtocols are subprotocols that stay in clear whatever stands before them.
var knownProtocols = [...]string{
	"graphql-ws", "graphql-transport-ws", "subscriptions-transport-ws", "mqtt", "mqttv3.1", "mqttv3.1.1", "v10.stomp",
	"v11.stomp", "v12.stomp", "stomp", "actioncable-v1-json", "actioncable-unsupported", "vite-hmr", "vite-ping", "wamp", "wamp.2.json",
	"wamp.2.msgpack", "json.webpubsub.azure.v1", "ocpp1.6", "ocpp2.0", "ocpp2.0.1", "soap", "xmpp", "sip", "binary",
	"base64", "chat", "superchat", "janus-protocol", "channel.k8s.io", "v4.channel.k8s.io", "v5.channel.k8s.io",
	"base64.channel.k8s.io", "v4.base64.channel.k8s.io", "phoenix", "realtime", "amqp", "jupyter",
	"v1.kernel.websocket.jupyter.org", "dumb-increment-protocol", "json", "msgpack", "signalr", "tty", "bearer",
}

// frameNames are members of the JSON of library protocols whose values say how the connection fares.
var frameNames = [...]string{
	"type", "event", "code", "message", "error", "errors", "reason", "status", "title", "detail", "transports",
	"transport", "upgrades", "protocol", "version", "pinginterval", "pingtimeout", "maxpayload", "command",
	"negotiateversion", "availabletransports", "transferformats", "allowreconnect", "op", "opcode", "websocket",
	"cookie_needed", "name", "extensions", "messagetype", "action", "verdict", "statuscode", "supportedconnectiontypes", "successful", "advice", "reconnect", "channel",
}

// fileEndings are what stands after the last dot of a file name but not of a mail address: old Firefox writes
// a frame of a stack as "connect@app.js:12".
var fileEndings = [...]string{"js", "ts", "mjs", "cjs", "jsx", "tsx", "html", "htm", "php", "py", "rb", "go", "bundle", "vue", "svelte", "map", "service"}
