package parsers

import (
	"bytes"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
)

// lifecycleTexts are what programs print when they start, stop, or lose a server behind them. Such lines are kept for
// the time at which they were written: failures around it are no riddle.
var lifecycleTexts = []string{
	"signal process started", "gracefully shutting down", "resuming normal operations", "caught sigterm", "start worker process",
	"started server process", "application startup complete", "waiting for application shutdown", "shutting down", "received sigterm",
	"received signal 15", "listening on", "listening at: ", "listening for ", "booting worker", "worker exiting", "starting gunicorn", "tomcat initialized",
	"tomcat started on port", "started application in", "application started. press ctrl+c", "application is shutting down",
	"server is ready", "is down, reason:", "has no server available", "puma starting", "now listening on:", "server started", "worker restarting",
	"graceful shutdown", "handling signal: term", "crashloopbackoff", "sigterm received", "gracefully stopping",
}

var lifecycle = literal.New(lifecycleTexts)

// LineTexts returns the texts for which a line of free text is looked at although it has none that the rules ask for: it
// tells of a request, or of the start or the end of a program. One search for all of them is enough for most lines.
func LineTexts() []string {
	return append([]string{"get /", `get "/`, "get http", `get "http`}, lifecycleTexts...)
}

// isLifecycle reports whether a message is about the start or the end of a program.
func isLifecycle(msg []byte) bool { return len(msg) < 400 && lifecycle.Contains(msg) }

// verdict is what a sentence says became of a handshake.
type verdict struct {
	text    string // in lower case
	outcome handshake.Outcome
	stage   handshake.Stage
}

// verdicts are sentences that say it plainly; the first that stands in a message counts.
var verdicts = []verdict{
	{"while proxying upgraded connection", handshake.Opened, handshake.StageOpen},
	{"while tunneling", handshake.Opened, handshake.StageOpen},
	{"[accepted]", handshake.Opened, handshake.StageOpen},
	{"successfully upgraded to websocket", handshake.Opened, handshake.StageOpen},
	{"wsconnect ", handshake.Opened, handshake.StageOpen},
	{"websocket connect /", handshake.Opened, handshake.StageOpen},
	{"hijacked -1", handshake.Opened, handshake.StageOpen},
	{"wsreject ", handshake.Failed, ""},
	{"websocket reject ", handshake.Failed, ""},
	{"failed to upgrade", handshake.Failed, ""},
	{"refused connection to ", handshake.Failed, ""},
	{"could not check origin", handshake.Failed, ""},
	{"could not check websocket subprotocols", handshake.Failed, ""},
	{"connection rejected (", handshake.Failed, ""},
	{"connection failed (", handshake.Failed, ""},
	{"websocket connection rejected", handshake.Failed, ""},
	{"failed to accept websocket", handshake.Failed, ""},
	{"websocket handshake error", handshake.Failed, ""},
	{"opening handshake failed", handshake.Failed, ""},
	{"handshake failed due to", handshake.Failed, ""},
	{"handshake request rejected", handshake.Failed, ""},
	{"request origin not allowed", handshake.Failed, ""},
	{"not using the websocket protocol", handshake.Failed, ""},
	{"not a websocket handshake", handshake.Failed, ""},
	{"websocket: unsupported version", handshake.Failed, ""},
	{"does not implement http.hijacker", handshake.Failed, ""},
	{"is not an accepted origin", handshake.Failed, ""},
	{"blocking cross origin websocket attempt", handshake.Failed, ""},
	{"couldn't authenticate websocket connection", handshake.Failed, ""},
	{"no protocol handler was valid for the url", handshake.Failed, ""},
	{"invalid origin header", handshake.Failed, ""},
	{"attempt fail [", handshake.Failed, ""},
	{"failed to dial to (ws", handshake.Failed, ""},
	{"failed to dial websocket", handshake.Failed, ""},
	{"failed to convert to websocket connection", handshake.Failed, ""},
	{"unable to upgrade connection", handshake.Failed, ""},
	{"error dialing backend", handshake.Failed, ""},
	{"unable to reach the origin service", handshake.Failed, ""},
	{"could not upgrade request", handshake.Failed, ""},
	{"websocket upgrade failed", handshake.Failed, ""},
	{"websocket connection upgrade failed", handshake.Failed, ""},
	{"creation of websocket tunnel to guacd failed", handshake.Failed, ""},
	{"connecting to upstream websocket failed", handshake.Failed, ""},
	{"failed to establish websocket connection", handshake.Failed, ""},
	{"failed to new websocket", handshake.Failed, ""},
	{"couldn't bind the websocket", handshake.Failed, ""},
	{"badgateway: failed to receive response", handshake.Failed, ""},
	{"no host in upstream", handshake.Failed, ""},
	{"invalid url prefix in", handshake.Failed, ""},
	{"connection upgrade in subrequest", handshake.Failed, ""},
	{"lua entry thread aborted", handshake.Failed, ""},
	{"rewrite or internal redirection cycle", handshake.Failed, ""},
	{"upstream sent invalid header", handshake.Failed, ""},
	{"upstream sent duplicate header line", handshake.Failed, ""},
	{"failed to enable ssl support for", handshake.Failed, ""},
	{"while connecting to upstream", handshake.Failed, ""},
	{"while ssl handshaking to upstream", handshake.Failed, ""},
	{"while reading response header from upstream", handshake.Failed, ""},
	{"while sending request to upstream", handshake.Failed, ""},
	{"access forbidden by rule", handshake.Failed, ""},
	{"client denied by server configuration", handshake.Failed, ""},
	{"limiting requests, excess", handshake.Failed, ""},
	{"limiting connections by zone", handshake.Failed, ""},
	{"error occurred while proxying request", handshake.Failed, ""},
	{"error occurred while trying to proxy", handshake.Failed, ""},
	{"could not proxy request", handshake.Failed, ""},
	{"websocket handshake failed", handshake.Failed, ""},
}

// judge says how sure the message is that it is about a handshake, and what became of it.
func (c *clues) judge() {
	e := c.e
	switch {
	case c.proven, e.Status == 101:
		e.Certainty = handshake.IsWebSocket
		e.URL.Scheme = webSocketScheme(e.URL.Scheme)
	case e.Certainty >= handshake.Named:
	case c.s.Gate.Names(c.msg), e.CloseCode != 0 && bytes.Contains(c.low, []byte("code")):
		e.Certainty = handshake.Named
	case !e.URL.Path.IsZero() && (e.Method == "" || e.Method == "GET"):
		e.Certainty = handshake.LooksLike
	}
	if e.Outcome == handshake.NoOutcome {
		c.conclude()
	}
	if e.Outcome == handshake.NoOutcome || e.Outcome == handshake.Failed && e.Status == 0 && e.Side != handshake.Client {
		c.s.readSentence(e, c.msg) // that it failed does not tell whose words these are
	}
}

func (c *clues) conclude() {
	e := c.e
	switch {
	case e.Status == 101:
		e.Outcome = handshake.Opened
	case e.Status >= 300 && !e.URL.Path.IsZero():
		e.Outcome = handshake.Failed
	default:
		for _, v := range verdicts {
			if bytes.Contains(c.low, []byte(v.text)) {
				e.Outcome = v.outcome
				if e.Stage == handshake.StageUnknown {
					e.Stage = v.stage
				}
				return
			}
		}
	}
}
