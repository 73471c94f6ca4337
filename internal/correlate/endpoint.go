package correlate

import "bytes"

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

// endpointWords are the words that WebSocket endpoints are made of. A path with one of them as a segment (or as
// the end of one) looks like an endpoint; that alone never makes a handshake of a request.
var endpointWords = [][]byte{
	[]byte("ws"), []byte("wss"), []byte("websocket"), []byte("websockets"), []byte("socket"), []byte("sockets"),
	[]byte("cable"), []byte("hub"), []byte("hubs"), []byte("_blazor"), []byte("stream"), []byte("graphql"),
	[]byte("subscriptions"), []byte("webpack-hmr"), []byte("sockjs-node"), []byte("mqtt"), []byte("stomp"),
	[]byte("websockify"), []byte("faye"), []byte("cometd"), []byte("signalr"), []byte("socket.io"), []byte("engine.io"),
	[]byte("realtime"), []byte("channels"), []byte("terminals"), []byte("live"), []byte("chat"), []byte("connect"),
	[]byte("rpc"), []byte("exec"), []byte("attach"), []byte("echo"), []byte("push"), []byte("notifications"), []byte("events"),
}

// LooksLikeEndpoint reports whether a path looks like a WebSocket endpoint by its words.
func LooksLikeEndpoint(path []byte) bool {
	for len(path) > 0 {
		end := bytes.IndexByte(path, '/')
		if end < 0 {
			end = len(path)
		}
		if end > 0 && isEndpointWord(path[:end]) {
			return true
		}
		path = path[min(end+1, len(path)):]
	}
	return false
}

func isEndpointWord(seg []byte) bool {
	for _, w := range endpointWords {
		if len(seg) == len(w) && seg[0]|0x20 == w[0]|0x20 && bytes.EqualFold(seg, w) {
			return true
		}
	}
	return len(seg) > 3 && (bytes.EqualFold(seg[len(seg)-2:], []byte("ws")) && (seg[len(seg)-3] == '-' || seg[len(seg)-3] == '_')) ||
		len(seg) > 6 && bytes.EqualFold(seg[len(seg)-6:], []byte("socket"))
}

// staticEndings are file name endings that no WebSocket endpoint has.
var staticEndings = [][]byte{
	[]byte("js"), []byte("mjs"), []byte("css"), []byte("map"), []byte("png"), []byte("jpg"), []byte("jpeg"), []byte("gif"),
	[]byte("svg"), []byte("ico"), []byte("webp"), []byte("avif"), []byte("woff"), []byte("woff2"), []byte("ttf"), []byte("html"),
	[]byte("htm"), []byte("xml"), []byte("txt"), []byte("json"), []byte("pdf"), []byte("zip"), []byte("gz"), []byte("mp4"), []byte("mp3"),
}

func isStatic(path []byte) bool {
	tail := path
	if len(tail) > 6 {
		tail = tail[len(tail)-6:]
	}
	dot := bytes.LastIndexByte(tail, '.')
	if dot < 0 {
		return false
	}
	for _, end := range staticEndings {
		if bytes.EqualFold(tail[dot+1:], end) {
			return true
		}
	}
	return false
}
