package correlate

import (
	"path"
	"sort"
	"strings"

	"github.com/wsdoctor/wsdoctor/internal/handshake"
)

// speaker is one program on the way, with all its views: a proxy may write an access and an error log.
type speaker struct {
	name  string // product and the part of the file name that its logs share
	hop   handshake.Hop
	views []int
}

// arrange orders the programs on the way from the client inwards, and names the outer ones of several reverse
// proxies load balancers. Programs whose logs do not tell of the attempt count too: they stand further in. It returns,
// for every view, the rank of its speaker.
func arrange(h *handshake.Handshake, witnesses []Witness) []int {
	speakers := speakersOf(h, witnesses)
	sort.SliceStable(speakers, func(i, j int) bool { return outside(h, &speakers[i], &speakers[j]) })
	last := -1
	for i := range speakers {
		if floor(speakers[i].hop) == handshake.HopReverseProxy.Order() {
			last = i
		}
	}
	ranks := make([]int, len(h.Views))
	for i := range speakers {
		s := &speakers[i]
		if s.hop == handshake.HopReverseProxy && i < last {
			s.hop = handshake.HopLoadBalancer
		}
		for _, v := range s.views {
			h.Views[v].Hop, h.Views[v].Speaker = s.hop, s.name
			ranks[v] = i
		}
	}
	return ranks
}

func speakersOf(h *handshake.Handshake, witnesses []Witness) []speaker {
	var out []speaker
	at := make(map[string]int)
	for i := range h.Views {
		e := h.Views[i].Event()
		name := e.Product
		if e.Side != handshake.Client {
			name = program(e.Product, e.Input)
		}
		j, ok := at[name]
		if !ok {
			j = len(out)
			at[name] = j
			out = append(out, speaker{name: name, hop: e.Hop})
		}
		out[j].views = append(out[j].views, i)
	}
	for _, w := range witnesses {
		name := program(w.Product, w.Input)
		if _, ok := at[name]; !ok && floor(w.Hop) == handshake.HopReverseProxy.Order() {
			at[name] = len(out)
			out = append(out, speaker{name: name, hop: w.Hop})
		}
	}
	return out
}

// program names the program that wrote an input: by what the names of its logs share or, if that is nothing, by what
// it is.
func program(product, input string) string {
	if s := stem(input); s != "" {
		return s
	}
	return product
}

// logWords are the words in the name of a log that say which log of its program it is.
var logWords = set("access error log logs err acc json stdout stderr out txt gz zst bz2 xz current info debug main")

// stem returns the part of a log's name that names its program: "edge-nginx" for edge-nginx-access.log.1.
func stem(input string) string {
	words := strings.FieldsFunc(strings.ToLower(path.Base(strings.ReplaceAll(input, `\`, "/"))), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	})
	kept := words[:0]
	for _, w := range words {
		if !logWords[w] && strings.Trim(w, "0123456789") != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, "-")
}

// outside reports whether a stands nearer to the client than b.
func outside(h *handshake.Handshake, a, b *speaker) bool {
	if x, y := floor(a.hop), floor(b.hop); x != y {
		return x < y
	}
	vote := 0
	for _, v := range a.views {
		for _, w := range b.views {
			vote += ballot(h.Views[v].Event(), h.Views[w].Event())
		}
	}
	if vote != 0 {
		return vote > 0
	}
	if x, y := len(a.views) == 0, len(b.views) == 0; x != y && floor(a.hop) == floor(b.hop) {
		return y
	}
	if x, y := place3(a.name), place3(b.name); x != y {
		return x < y
	}
	if x, y := a.hop.Order(), b.hop.Order(); x != y {
		return x < y
	}
	return a.name < b.name
}

// floor is what is known of a hop's place for certain: a load balancer may stand in front of a reverse proxy or
// behind it.
func floor(hop handshake.Hop) int {
	if hop == handshake.HopLoadBalancer {
		hop = handshake.HopReverseProxy
	}
	return hop.Order()
}

// ballot is positive if what two events saw of one attempt speaks for x standing outside y: what gets lost on the
// way (the Upgrade header, HTTP/1.1) was seen outside, and who stands outside waits longer.
func ballot(x, y *handshake.Event) int {
	vote := 0
	xu, yu := upgradeSeen(x), upgradeSeen(y)
	switch {
	case xu == seenYes && yu == seenNo:
		vote += 4
	case xu == seenNo && yu == seenYes:
		vote -= 4
	}
	if x.HTTPVersion != "" && y.HTTPVersion != "" {
		switch {
		case x.HTTPVersion > "1.0" && y.HTTPVersion == "1.0":
			vote += 4
		case x.HTTPVersion == "1.0" && y.HTTPVersion > "1.0":
			vote -= 4
		}
	}
	if x.Duration >= 0 && y.Duration >= 0 && x.Outcome == y.Outcome {
		switch {
		case x.Duration > y.Duration:
			vote++
		case x.Duration < y.Duration:
			vote--
		}
	}
	return vote
}

type sight int

const (
	seenUnknown sight = iota
	seenNo
	seenYes
)

// upgradeSeen tells whether the speaker saw the Upgrade header of the request, if its record shows that.
func upgradeSeen(e *handshake.Event) sight {
	v, ok := e.Request.Get("upgrade")
	switch {
	case ok && strings.EqualFold(v.String(), "websocket"):
		return seenYes
	case ok && (v.IsZero() || v.String() == "-"), !ok && e.Request.Shown:
		return seenNo
	default:
		return seenUnknown
	}
}

// places are words in the names of logs that tell where their program stands.
var places = []struct {
	words map[string]bool
	place int
}{
	{set("edge front frontend outer public external cdn lb balancer gateway"), 0},
	{set("inner backend back internal sidecar upstream origin"), 2},
}

// place3 is 0 for a name that speaks of the outside, 2 for the inside, 1 for neither.
func place3(name string) int {
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		for _, p := range places {
			if p.words[word] {
				return p.place
			}
		}
	}
	return 1
}

// lost finds the hop that did not pass on what it was given: the last one, from the client inwards, that saw it
// while the next one that shows it did not. got tells what an event saw.
func lost(h *handshake.Handshake, ranks []int, got func(*handshake.Event) sight) (handshake.Hop, string) {
	order := inward(ranks)
	holder := -1
	for _, i := range order {
		switch got(h.Views[i].Event()) {
		case seenYes:
			holder = i
		case seenNo:
			return lossBetween(h, order, ranks, holder, i)
		}
	}
	return "", ""
}

// lossBetween names who lost it between the view that had it and the one that missed it: the holder if it is a
// proxy, else the proxy between the two, if one speaks.
func lossBetween(h *handshake.Handshake, order, ranks []int, holder, misser int) (handshake.Hop, string) {
	if holder >= 0 && h.Views[holder].Event().Side == handshake.Proxy {
		return h.Views[holder].Hop, h.Views[holder].Event().Product
	}
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		if ranks[i] < ranks[misser] && h.Views[i].Event().Side == handshake.Proxy && (holder < 0 || ranks[i] > ranks[holder]) {
			return h.Views[i].Hop, h.Views[i].Event().Product
		}
	}
	return "", ""
}

// gotHost returns a function that tells whether a request arrived for the host that the client had asked for.
func gotHost(endpoint handshake.Endpoint) func(*handshake.Event) sight {
	want, _ := handshake.SplitPort(endpoint.Host.String())
	return func(e *handshake.Event) sight {
		host, _ := handshake.SplitPort(e.URL.Host.String())
		switch {
		case e.Side == handshake.Client:
			return seenYes
		case host == "" || want == "":
			return seenUnknown
		case host == want:
			return seenYes
		default:
			return seenNo
		}
	}
}

// gotUpgrade tells whether the request arrived as a WebSocket request could: with Upgrade, and not as HTTP/1.0.
func gotUpgrade(e *handshake.Event) sight {
	if e.Side == handshake.Client {
		return seenYes
	}
	if s := upgradeSeen(e); s != seenUnknown {
		return s
	}
	if e.HTTPVersion == "1.0" {
		return seenNo
	}
	return seenUnknown
}
