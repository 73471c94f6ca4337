package literal

// common is what logs are full of. It only guides the choice of windows: a search is correct with any text here.
const common = `
127.0.0.1 - - [22/Nov/2026:20:02:43 +0000] "GET /api/v1/users/profile?page=2 HTTP/1.1" 200 5316 "https://www.example.com/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
2026/11/22 20:05:36 [error] 31#31: *912 open() "/usr/share/nginx/html/static/images/icon.png" failed (2: No such file or directory), client: 10.0.0.7, server: www.example.com, request: "POST /login/session HTTP/2.0", upstream: "http://10.0.0.2:8080/", host: "www.example.com", referrer: "https://www.example.com/index.html"
2026-11-22T20:20:12.123Z  INFO 1 --- [nio-8080-exec-1] com.example.orders.service.OrderController : order handled in 12 ms for customer (retry=false, cache=hit, status=done)
	at org.springframework.web.filter.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:116)
	at java.base/java.lang.Thread.run(Thread.java:840) java.util.concurrent.ThreadPoolExecutor
java.lang.IllegalStateException: could not load the resource, an unexpected exception was thrown while processing the request
  File "/usr/lib/python3/dist-packages/django/core/handlers/base.py", line 197, in _get_response
    response = await self.get_response(request, context, default, session, connection, message, database)
    at async Server.<anonymous> (/srv/app/node_modules/express/lib/router/index.js:284:15)
{"level":"info","time":1795378533236,"pid":1,"hostname":"app-1","reqId":"req-1","req":{"method":"GET","url":"/items","headers":{"host":"example.com","user-agent":"curl/8.5.0","content-type":"application/json","accept":"text/html"}},"res":{"statusCode":200},"responseTime":1.2,"msg":"request completed"}
Starting the application server, listening on port, connected to the database, loading configuration from file, running migrations, user logged in, task finished successfully, sending notification, updating record, transaction committed, warning: deprecated function, please use the new version instead
error connection client server timeout closed failed started received response request process worker thread handler session token cookie header content version status
`

// counts tells how often runs of bytes (folded) stand in common: pairs as they are, grams by their hash, for what it
// guides need not be exact.
type counts struct {
	pairs [1 << 16]uint16
	grams [1 << hashBits]uint16
}

func (s *Set) countCommon() *counts {
	c := &counts{}
	for i := 0; i+maxGram <= len(common); i++ {
		w := word([]byte(common[i:i+maxGram])) | foldBits
		c.pairs[w&0xffff]++
		c.grams[s.hash(w)]++
	}
	return c
}

// weight estimates how often the first gram of w, which is folded, stands in a log: by counting it and, as common
// is short, the pairs of bytes that it consists of.
func (s *Set) weight(c *counts, w uint64) int {
	pairs := 0
	for i := 0; i+2 <= s.gram; i++ {
		pairs += int(c.pairs[w>>(8*i)&0xffff])
	}
	return 1000*int(c.grams[s.hash(w)]) + pairs
}

// rarest returns where in l the grams begin that are rarest in logs: the window of step grams whose weights have the
// least sum.
func (s *Set) rarest(c *counts, l []byte) int {
	var buf [64]int
	weights := buf[:0]
	for at := 0; at+s.gram <= len(l); at++ {
		weights = append(weights, s.weight(c, word(l[at:])|foldBits))
	}
	sum := 0
	for _, w := range weights[:s.step] {
		sum += w
	}
	best, least := 0, sum
	for from := 1; from+s.step <= len(weights); from++ {
		sum += weights[from+s.step-1] - weights[from-1]
		if sum < least {
			best, least = from, sum
		}
	}
	return best
}
