package correlate

import (
	"bytes"
	"strings"
)

// pathOf returns the path of a request target: "/p?q", "http://host/p?q" or "host:443".
func pathOf(target []byte) []byte {
	if len(target) == 0 || target[0] != '/' {
		if i := bytes.Index(target, []byte("://")); i >= 0 {
			target = target[i+3:]
			slash := bytes.IndexByte(target, '/')
			if slash < 0 {
				return nil
			}
			target = target[slash:]
		}
	}
	if i := bytes.IndexByte(target, '?'); i >= 0 {
		target = target[:i]
	}
	return target
}

// set returns the words of a text as a set.
func set(words string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// endpointWords are the words that WebSocket endpoints are made of. A path with one of them as a segment looks like
// an endpoint; that alone never makes a handshake of a request.
var endpointWords = set(`ws wss websocket websockets socket sockets cable hub hubs _blazor stream graphql subscriptions webpack-hmr
	sockjs-node mqtt stomp websockify faye cometd signalr socket.io engine.io realtime channels terminals live chat connect rpc exec
	attach echo push notifications events`)

// endpointEndings are the ends of segments that look like an endpoint too: chat-ws, mysocket.
var endpointEndings = []string{"-ws", "_ws", "socket"}

// staticEndings are file name endings that no WebSocket endpoint has.
var staticEndings = set("js mjs css map png jpg jpeg gif svg ico webp avif woff woff2 ttf html htm xml txt json pdf zip gz mp4 mp3")

// LooksLikeEndpoint reports whether a path looks like a WebSocket endpoint by its words.
func LooksLikeEndpoint(path []byte) bool {
	for len(path) > 0 {
		end := bytes.IndexByte(path, '/')
		if end < 0 {
			end = len(path)
		}
		if end > 1 && isEndpointWord(path[:end]) {
			return true
		}
		path = path[min(end+1, len(path)):]
	}
	return false
}

// maxWord is longer than every word and ending of the sets.
const maxWord = 16

// wordLengths holds, for every first byte, the lengths of the endpoint words that begin with it, as bits: most segments
// of most paths are out after one look.
var wordLengths = func() (lengths [256]uint32) {
	for w := range endpointWords {
		lengths[w[0]|0x20] |= 1 << len(w)
	}
	return lengths
}()

func isEndpointWord(seg []byte) bool {
	last := seg[len(seg)-1] | 0x20
	fits := len(seg) <= maxWord && wordLengths[seg[0]|0x20]&(1<<len(seg)) != 0
	if last == 'b' && len(seg) > 3 && string(seg[len(seg)-3:]) == "Hub" { // a SignalR hub: chatHub, but not github
		return true
	}
	if !fits && last != 's' && last != 't' { // no word, and none of the endings
		return false
	}
	var buf [maxWord]byte
	word := lower(&buf, seg)
	if fits && endpointWords[string(word)] {
		return true
	}
	for _, end := range endpointEndings {
		if len(word) > len(end) && string(word[len(word)-len(end):]) == end {
			return true
		}
	}
	return false
}

// lower returns the last maxWord bytes of seg in lower case.
func lower(buf *[maxWord]byte, seg []byte) []byte {
	if len(seg) > maxWord {
		seg = seg[len(seg)-maxWord:]
	}
	for i, c := range seg {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return buf[:len(seg)]
}

func isStatic(path []byte) bool {
	tail := path[max(0, len(path)-6):]
	dot := bytes.LastIndexByte(tail, '.')
	if dot < 0 {
		return false
	}
	var buf [maxWord]byte
	return staticEndings[string(lower(&buf, tail[dot+1:]))]
}
