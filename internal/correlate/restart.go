package correlate

import (
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
	"github.com/wsdoctor/wsdoctor/internal/literal"
)

// restartTexts are what servers and proxies write when they start or stop.
var restartTexts = literal.New([]string{
	"signal process started", "start worker process", "gracefully shutting down", "resuming normal operations", "caught sigterm",
	"started server process", "application startup complete", "waiting for application shutdown", "shutting down", "received sigterm",
	"received signal 15", "listening on", "booting worker", "worker exiting", "crashloopbackoff", "starting gunicorn", "tomcat initialized",
	"tomcat started on port", "started application in", "application started. press ctrl+c", "application is shutting down",
	"server is ready", "puma starting", "now listening on:",
})

// maxRestart is how near to a restart a failure is said to be.
const maxRestart = time.Minute

// isRestart reports whether a node is about the start or end of a program rather than about an attempt.
func isRestart(n *node) bool {
	return n.template == "" && n.e.Side != handshake.Client && n.e.Outcome == handshake.NoOutcome && n.e.Status == 0 &&
		restartTexts.Contains([]byte(n.e.Text.String()))
}

// restartNear returns the restart line that is nearest to an attempt of the cluster, or nil.
func (c *cluster) restartNear(restarts []*node) *handshake.Event {
	var best *handshake.Event
	near := maxRestart
	for _, r := range restarts {
		for _, n := range c.nodes {
			if n.First.IsZero() || r.First.IsZero() {
				continue
			}
			for _, line := range r.Events {
				for _, e := range n.Events {
					if d := e.Time.Add(-n.ahead).Sub(line.Time.Add(-r.ahead)).Abs(); d <= near {
						best, near = line, d
					}
				}
			}
		}
	}
	return best
}
