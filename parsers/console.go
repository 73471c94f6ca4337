package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

var consoleShows = []string{
	"text", "status", "outcome", "stage", "level", "request.scheme", "request.host", "request.path", "request.query", "request.method",
	"request.http_version", "open.lifetime", "close.code", "page.url",
}

// consoleFormats are what browsers, and programs that drive them, print.
var consoleFormats = []Format{
	{
		Name: "chromium-console", Title: "Console of Chrome, Edge, Brave, Opera, Electron or a WebView, saved or pasted",
		Where: "DevTools, Console, context menu \"Save as…\"; or copied from it",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "chrome", Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			"app.js:2 WebSocket connection to 'ws://app.acme.test:3000/ws' failed: Error during WebSocket handshake: Unexpected response code: 403",
			"WebSocket connection to 'wss://chat.example.com/ws' failed: ",
			"content.js:23 WebSocket connection to 'ws://localhost:9090/4' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED\ninit @ content.js:23\nsetTimeout @ content.js:55",
			"app.js:2 Connecting to 'ws://app.acme.test:3000/ws' violates the following Content Security Policy directive: \"connect-src 'self' https://api.acme.test\". The action has been blocked.",
			"app.js:2 Uncaught SecurityError: Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.",
			"favicon.ico:1  GET http://app.acme.test:8000/favicon.ico 404 (Not Found)",
			"app.js:6 [chat] closed 1006  false",
		},
		Detect: detectChromiumConsole, Line: readClient,
	},
	{
		Name: "chromium-log", Title: "Log of Chromium itself: --enable-logging, Electron's stderr, ChromeDriver, logcat of Android",
		Where: "stderr with --enable-logging=stderr, chrome_debug.log, adb logcat",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "chrome", Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			`[5551:5551:0407/091640.123456:INFO:CONSOLE(226)] "WebSocket connection to 'ws://localhost:8080/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED", source: http://localhost:3000/app.js (226)`,
			`[17072:17072:1122/202705.515061:INFO:CONSOLE:6] "[chat] closed 1006  false", source: http://app.acme.test:8000/app.js (6)`,
			`[1013/173835.913:INFO:CONSOLE(9)] "WebSocket is already in CLOSING or CLOSED state.", source: http://localhost/x.js (9)`,
			"[17072:17134:1122/202701.786825:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory",
			"04-05 10:31:41.000 E/chromium( 9526): [ERROR:ssl_client_socket_impl.cc(1129)] handshake failed; returned -1, SSL error code 1, net_error -107",
		},
		Detect: detectChromiumLog, Line: readClient,
	},
	{
		Name: "firefox-console", Title: "Console of Firefox, saved or pasted",
		Where: "Web Console, context menu \"Save all Messages to File\"",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "firefox", Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			"Firefox can’t establish a connection to the server at ws://app.acme.test:3000/ws. app.js:2:12",
			"GET\nwss://app.acme.test/ws\n[HTTP/1.1 403 Forbidden 679ms]",
			"GET\nws://app.acme.test/ws\nNS_ERROR_WEBSOCKET_CONNECTION_REFUSED",
			"The connection to ws://app.acme.test:3000/ws was interrupted while the page was loading. app.js:2:12",
			"Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at ws://app.acme.test:3000/ws because it violates the following directive: “connect-src 'self' https://api.acme.test” app.js:2:12",
			"[chat] closed 1006 <empty string> false app.js:6:29",
		},
		Detect: detectFirefoxConsole, Line: readClient,
	},
	{
		Name: "firefox-log", Title: "What Firefox prints to its standard output, and its log of sockets (MOZ_LOG)",
		Where: "stdout of firefox with devtools.console.stdout.content; MOZ_LOG=nsWebSocket:5,nsHttp:3",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "firefox", Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			`console.warn: "[chat] closed" 1006 "" false`,
			"JavaScript error: http://localhost:8000/app.js, line 2: SecurityError: The operation is insecure.",
			"1795379249653\tMarionette\tINFO\tListening on port 2828",
			"[Parent 12345: Socket Thread]: D/nsWebSocket WebSocketChannel::OnStartRequest: HTTP status 403",
		},
		Detect: looksLike(
			look{begins: "console.error: ", score: 70}, look{begins: "console.warn: ", score: 70}, look{begins: "console.log: ", score: 70},
			look{begins: "console.info: ", score: 70}, look{begins: "JavaScript error: ", score: 90}, look{begins: "JavaScript warning: ", score: 90},
			look{holds: "\tMarionette\t", score: 90}, look{begins: "[GFX1-]: ", score: 90}, look{holds: "/nsWebSocket ", score: 95}, look{begins: "[Parent ", score: 80},
		),
		Line: readClient,
	},
	{
		Name: "safari-console", Title: "Console of Safari and WebKit views",
		Where: "Web Inspector, Console, copied; Safari's and iOS's remote inspector",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "safari", Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			"[Error] WebSocket connection to 'wss://chat.example.com/ws' failed: There was a bad response from the server. (main.min.js, line 24082)",
			"[Error] WebSocket network error: The operation couldn’t be completed. Connection refused (app.js, line 0)",
			"[blocked] The page at https://talk.example.org/ was not allowed to run insecure content from ws://talk.example.org:6060.",
		},
		Detect: looksLike(
			look{begins: "[Error] WebSocket ", score: 98}, look{begins: "[Warning] WebSocket ", score: 98}, look{begins: "WebSocket network error: ", score: 95},
			look{begins: "[Error] ", score: 70}, look{begins: "[Warning] ", score: 60}, look{begins: "[Log] ", score: 60}, look{begins: "[Info] ", score: 40},
			look{begins: "[blocked] The page at ", score: 95}, look{holds: "does not appear in the connect-src directive", score: 95},
			look{holds: "appears in neither the connect-src directive", score: 95}, look{begins: "Invalid url for WebSocket ", score: 95},
		),
		Line: readClient,
	},
	{
		Name: "browser-runner", Title: "Browser console as printed by Playwright, Puppeteer, Cypress and other runners",
		Where: "output of the test run",
		Side:  handshake.Client, Hop: handshake.HopClient, Moment: handshake.AtEvent, Shows: consoleShows,
		Samples: []string{
			"[error] WebSocket connection to 'ws://localhost:8803/ws' failed: Error during WebSocket handshake: Unexpected response code: 429 (http://localhost:3000/app.js:5)",
			"[websocket error] Error in connection establishment: net::ERR_NAME_NOT_RESOLVED",
			"[ERROR] WebSocket connection to 'ws://localhost:5173/' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED (at http://localhost:3000/@vite/client:1034:0)",
			"BROWSER_CONSOLE:error Failed to load resource: the server responded with a status of 502 ()",
		},
		Detect: looksLike(
			look{begins: "[error] WebSocket connection to '", score: 97}, look{begins: "[warning] WebSocket connection to '", score: 97},
			look{begins: "[ERROR] WebSocket connection to '", score: 97}, look{begins: "[websocket error] ", score: 97}, look{begins: "[websocket] ws", score: 97},
			look{holds: "BROWSER_CONSOLE:", score: 97}, look{begins: "[error] Failed to load resource: ", score: 90}, look{begins: "[pageerror] ", score: 90},
			look{begins: "[requestfailed] ", score: 80}, look{begins: "[websocket close] ", score: 90},
			look{begins: "[log] ", score: 55}, look{begins: "[warning] ", ends: ")", score: 55}, look{begins: "[error] ", ends: ")", score: 55},
		),
		Line: readClient,
	},
	{
		Name: "webdriver-log", Title: "Browser log of Selenium and ChromeDriver",
		Where: "driver.get_log(\"browser\"), chromedriver.log",
		Side:  handshake.Client, Hop: handshake.HopClient, Product: "chrome", Moment: handshake.AtEvent, Zone: true, Shows: consoleShows,
		Samples: []string{
			`{"level":"SEVERE","message":"https://chat.example.com/app.js 12:34 WebSocket connection to 'wss://chat.example.com/ws' failed: Error during WebSocket handshake: Unexpected response code: 502","source":"network","timestamp":1700000000000}`,
			`{'level': 'SEVERE', 'message': "http://localhost:3000/app.js 12:34 WebSocket connection to 'ws://localhost:8080/ws' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED", 'source': 'network', 'timestamp': 1700000000000}`,
		},
		Detect: looksLike(
			look{holds: `"level":"SEVERE","message":`, score: 98}, look{holds: `"source":"network","timestamp":`, score: 98}, look{holds: `'source': 'network', 'timestamp':`, score: 98},
			look{holds: `'level': 'SEVERE', 'message':`, score: 98}, look{holds: `"source":"console-api","timestamp":`, score: 98}, look{holds: `"source":"security","timestamp":`, score: 98},
			look{holds: `"level": "SEVERE"`, score: 90},
		),
		Line: readClient,
	},
}

// look is how a line of a format looks: all that is set must hold.
type look struct {
	begins, holds, ends string
	score               int
}

// looksLike returns a Detect that gives a line the best score of the looks that it has. White space in front does not
// count.
func looksLike(looks ...look) func([]byte) int {
	holds := make([][]byte, len(looks))
	for i := range looks {
		holds[i] = []byte(looks[i].holds)
	}
	return func(line []byte) int {
		line = bytes.TrimLeft(line, " \t")
		best := 0
		for i := range looks {
			if t := &looks[i]; t.score > best && hasPrefix(line, t.begins) && hasSuffix(line, t.ends) && bytes.Contains(line, holds[i]) {
				best = t.score
			}
		}
		switch {
		case best < closeScore && isCloseReport(line):
			return closeScore
		case best == 0 && studioLen(line) > 0:
			return logcatScore
		case best == 0:
			return detectSentence(line)
		}
		return best
	}
}

// closeScore is what the shortest report of all scores for every client: no row has a better claim to it than another.
const closeScore = 62

// logcatScore is what a line of Android Studio scores for every client: apps are written in many languages.
const logcatScore = 61

// isCloseReport: "closed 1006", "Disconnected (code: 1006, reason: \"\")".
func isCloseReport(line []byte) bool {
	if len(line) < 9 || line[0]|0x20 != 'c' && line[0]|0x20 != 'd' {
		return false
	}
	return firstIs(line, "closed", "close", "disconnected") != "" && closeCodeIn(line) != 0
}

func hasSuffix(b []byte, suffix string) bool {
	return len(b) >= len(suffix) && string(b[len(b)-len(suffix):]) == suffix
}

// chromiumLines begin lines of a console that were saved or pasted without anchor.
var chromiumLines = looksLike(
	look{begins: "WebSocket connection to '", score: 95}, look{holds: "Failed to construct 'WebSocket': ", score: 95},
	look{holds: "WebSocket connection to '", score: 90}, look{begins: "Error during WebSocket handshake: ", score: 90},
	look{begins: "Mixed Content: The page at '", score: 90}, look{begins: "Refused to connect to '", score: 90},
	look{holds: "violates the following Content Security Policy directive: ", score: 90}, look{begins: "WebSocket connection to ", score: 80},
	look{begins: "Access to XMLHttpRequest at '", score: 90}, look{begins: "Access to fetch at '", score: 90}, look{begins: "XMLHttpRequest cannot load ", score: 90}, look{begins: "net::ERR_", score: 80},

	look{holds: "' has been blocked by CORS policy: ", score: 90}, look{begins: "Failed to load resource: ", score: 70},
	look{begins: "Uncaught (in promise) ", score: 70}, look{begins: "Uncaught ", score: 60}, look{begins: "[vite] ", score: 70},
	look{begins: "[HMR] ", score: 60}, look{begins: "[webpack-dev-server] ", score: 70}, look{holds: " net::ERR_", score: 58},
	look{begins: "DevTools failed to load ", score: 90}, look{begins: "[Violation] ", score: 80}, look{holds: "<--[WebSocket (failing)]-->", score: 80},
)

// isConsoleLine knows most lines of a console by their beginning or their end.
func isConsoleLine(line []byte) bool {
	return anchorLen(line) > 0 || isStackLine(line)
}

func detectChromiumConsole(line []byte) int {
	if _, ok := readChromiumPrefix(line); ok {
		return detectSentence(line) // chromium-log knows better
	}
	if n := anchorLen(line); n > 0 {
		if score := chromiumLines(line[n:]); score >= sure {
			return score
		}
		return 62
	}
	if isStackLine(line) {
		return 62
	}
	if isResourceRow(line) {
		return 70
	}
	return chromiumLines(line)
}

// isResourceRow: "GET http://host/path 404 (Not Found)".
func isResourceRow(line []byte) bool {
	return len(line) > 0 && line[len(line)-1] == ')' && bytes.Contains(line, []byte("://")) && beginsRequest(bytes.TrimLeft(line, " ")) && !bytes.Contains(line, []byte(" HTTP/"))
}

func detectChromiumLog(line []byte) int {
	line = bytes.TrimLeft(line, " \t")
	if _, ok := readChromiumPrefix(line); ok || hasPrefix(line, "DevTools listening on ws://") {
		return 95
	}
	if len(line) > 5 && line[2] == '-' && (bytes.Contains(line[:min(len(line), 60)], []byte("chromium")) && bytes.Contains(line[:min(len(line), 80)], []byte(": ["))) {
		return 95
	}
	return detectSentence(line)
}

var firefoxLines = looksLike(
	look{holds: "establish a connection to the server at ws", score: 97}, look{holds: "was interrupted while the page was loading", score: 97},
	look{begins: "Firefox ", holds: "ws://", score: 95}, look{begins: "Firefox ", holds: "wss://", score: 95},
	look{begins: "Cross-Origin Request Blocked: ", score: 95}, look{begins: "Content-Security-Policy: ", score: 90}, look{begins: "Content Security Policy: ", score: 90},
	look{begins: "XHR GET", score: 90}, look{begins: "XHR POST", score: 90}, look{begins: "XHRGET", score: 90}, look{begins: "XHRPOST", score: 90}, look{begins: "GETws", score: 90},
	look{begins: "GEThttp", score: 90}, look{begins: "[HTTP/", ends: "ms]", score: 58}, look{begins: "[HTTP/", ends: " ]", score: 58}, look{holds: " [HTTP/", ends: "ms]", score: 95},
	look{begins: "NS_ERROR_", score: 58}, look{begins: "Source map error: ", score: 80}, look{begins: "error { target: ", score: 80},
	look{begins: "Uncaught NS_ERROR_", score: 90}, look{begins: "Uncaught DOMException: The operation is insecure", score: 95},
	look{begins: "Uncaught DOMException: An invalid or illegal string", score: 95}, look{begins: "Blocked loading mixed active content ", score: 95}, look{begins: "Loading failed for the ", score: 80},
)

func detectFirefoxConsole(line []byte) int {
	if string(line) == "GET" || string(line) == "POST" {
		return 80
	}
	score := firefoxLines(line)
	if score >= sure {
		return score
	}
	if i := bytes.LastIndexByte(line, ' '); i > 0 && isSourceColumn(line[i+1:]) && !hasPrefix(bytes.TrimLeft(line, " \t"), "at ") && !hasPrefix(line, "Source: ") {
		return 62
	}
	return score
}
