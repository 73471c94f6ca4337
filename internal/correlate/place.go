package correlate

import (
	"strings"
	"time"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// Config says what the user named by hand, and what the rules know.
type Config struct {
	Witnesses []Witness     // programs that wrote an input, whether or not they tell of an attempt
	Endpoints []string      // paths that are WebSocket endpoints, with '*' for any text
	Slack     time.Duration // how far apart two clocks may tell of the same moment; 0: DefaultSlack
}

// Witness is a program that wrote one of the inputs.
type Witness struct {
	Input   string
	Product string
	Hop     handshake.Hop
}

// DefaultSlack is how far apart two sources may place the same moment.
const DefaultSlack = 2 * time.Second

// place is everything that is said about one endpoint.
type place struct {
	template string
	guessed  bool // nothing proves it to be an endpoint
	worded   bool // nothing but the words of a rule tell of it
	nodes    []*node
	clusters []*cluster
}

// settle groups the nodes by endpoint. What tells no path is floating, or is about a restart; what stands on a path
// that no source shows to be an endpoint is left out.
func settle(nodes []*node, c Config) (places []*place, floating, restarts []*node) {
	learned := learn(nodes, c)
	byPath := make(map[string]*place)
	for _, n := range nodes {
		switch {
		case isRestart(n):
			restarts = append(restarts, n)
		case n.template == "":
			floating = append(floating, n)
		case learned[n.template] && isAttempt(n.e):
			p := byPath[n.template]
			if p == nil {
				p = &place{template: n.template}
				byPath[n.template] = p
				places = append(places, p)
			}
			p.nodes = append(p.nodes, n)
		}
	}
	return places, floating, restarts
}

// learn returns the path templates that are WebSocket endpoints: some source proves it, the user named them, or they
// are the only ones that fit what a client says without naming its path.
func learn(nodes []*node, c Config) map[string]bool {
	learned := make(map[string]bool)
	for _, n := range nodes {
		if n.template != "" && (proves(n.e) || named(n.template, c.Endpoints)) {
			learned[n.template] = true
		}
	}
	for _, n := range nodes {
		if template, ok := answered(n, nodes, c.Slack); ok {
			learned[template] = true
		}
	}
	return learned
}

// answered finds the path on which a hop gave the answer that a WebSocket client reports without its path: the same
// status at the same time, on the only path that is named like an endpoint.
func answered(client *node, nodes []*node, slack time.Duration) (template string, ok bool) {
	e := client.e
	if e.Side != handshake.Client || client.template != "" || e.Status == 0 || e.Certainty < handshake.Named {
		return "", false
	}
	for _, n := range nodes {
		if n.template == template || n.e.Status != e.Status || n.e.Side == handshake.Client || !LooksLikeEndpoint([]byte(n.e.URL.Path.String())) {
			continue
		}
		if nearness(client, n, slack) == apart {
			continue
		}
		if template != "" {
			return "", false
		}
		template = n.template
	}
	return template, template != ""
}

// proves reports whether an event shows its path to be a WebSocket endpoint. A library's name in a message does not
// make an endpoint of a script's path.
func proves(e *handshake.Event) bool {
	return e.Certainty == handshake.IsWebSocket || e.Certainty == handshake.Named && !isStatic([]byte(e.URL.Path.String()))
}

func named(template string, patterns []string) bool {
	for _, p := range patterns {
		if globMatch(p, template) {
			return true
		}
	}
	return false
}

// globMatch reports whether s matches pattern, in which '*' stands for any text.
func globMatch(pattern, s string) bool {
	head, rest, star := strings.Cut(pattern, "*")
	if !star {
		return pattern == s
	}
	if !strings.HasPrefix(s, head) {
		return false
	}
	for s = s[len(head):]; ; s = s[1:] {
		if globMatch(rest, s) {
			return true
		}
		if s == "" {
			return false
		}
	}
}

// isAttempt reports whether a record on an endpoint can be an attempt to open it: a GET (or an extended CONNECT)
// that is not an ordinary page visit.
func isAttempt(e *handshake.Event) bool {
	if proves(e) {
		return true
	}
	if e.Method != "" && e.Method != "GET" && e.Method != "CONNECT" {
		return false
	}
	return e.Status < 200 || e.Status > 299
}
