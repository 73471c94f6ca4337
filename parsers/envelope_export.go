package parsers

import (
	"bytes"
	"strings"
)

// export is a collector that keeps what was logged as a member of a JSON object of its own. Members are named by
// their path, with dots. The first of Text that is there is the text.
type export struct {
	envelope
	Text   []string
	Need   []string // one of these must be there, for others write such members too; none: no condition
	Not    []string // none of these may be: then the object is the program's own record
	Time   []string
	Stream []string
}

// ownRecord are members by which programs that log JSON show the severity or the speaker.
var ownRecord = []string{"level", "severity", "msg", "logger", "logger_name", "log.level", "levelname"}

var exports = []export{
	{
		envelope: envelope{
			Name: "journald-json", Title: "journalctl -o json", Where: "journalctl -o json",
			Samples: []string{
				`{"__REALTIME_TIMESTAMP":"1795378533236000","_HOSTNAME":"web","SYSLOG_IDENTIFIER":"nginx","PRIORITY":"3","MESSAGE":"2026/11/22 20:05:41 [error] 1#1: *5 access forbidden by rule"}`,
				`{"__REALTIME_TIMESTAMP":"1795378533236000","SYSLOG_IDENTIFIER":"app","MESSAGE":[108,105,115,116,101,110,105,110,103,32,22,3]}`,
			},
		},
		Text: []string{"MESSAGE"},
		Need: []string{"__REALTIME_TIMESTAMP", "_BOOT_ID", "SYSLOG_IDENTIFIER", "PROGRAM", "HOST"},
		Time: []string{"__REALTIME_TIMESTAMP", "ISODATE", "DATE"}, Stream: []string{"_HOSTNAME", "HOST", "CONTAINER_NAME", "_SYSTEMD_UNIT", "SYSLOG_IDENTIFIER", "PROGRAM"},
	},
	{
		envelope: envelope{
			Name: "gcp", Title: "Google Cloud Logging", Where: "gcloud logging read --format=json, Logs Explorer",
			Samples: []string{
				`{"insertId":"1h2j3k","logName":"projects/p/logs/stdout","resource":{"type":"k8s_container","labels":{"pod_name":"web-0","container_name":"app"}},"textPayload":"listening on 3000","timestamp":"2026-11-22T20:12:14.123456Z"}`,
				`{"insertId":"1h2j3k","jsonPayload":{"level":"error","msg":"no session"},"resource":{"type":"cloud_run_revision","labels":{"service_name":"app"}},"timestamp":"2026-11-22T20:12:14.123456Z"}`,
			},
		},
		Text: []string{"textPayload", "jsonPayload"}, Need: []string{"insertId", "logName", "resource"}, Not: []string{"httpRequest"},
		Time: []string{"timestamp", "receiveTimestamp"}, Stream: []string{"resource.labels.pod_name", "resource.labels.container_name", "resource.labels.service_name", "resource.labels.instance_id", "logName"},
	},
	{
		envelope: envelope{
			Name: "platform", Title: "logs of hosting platforms: Fly.io, Vercel, Railway", Where: "log drains, fly logs --json, railway logs --json",
			Samples: []string{
				`{"event":{"provider":"app"},"fly":{"app":{"instance":"148e","name":"app"},"region":"iad"},"log":{"level":"info"},"message":"listening on 3000","timestamp":"2026-11-22T20:05:41.123Z"}`,
				`{"id":"1","message":"listening on 3000","timestamp":1795378533236,"type":"stdout","source":"lambda","deploymentId":"dpl_1","projectId":"prj_1"}`,
			},
		},
		Text: []string{"message"}, Need: []string{"fly", "deploymentId", "tags.deploymentId"},
		Time: []string{"timestamp"}, Stream: []string{"fly.app.name", "fly.app.instance", "source", "deploymentId"},
	},
	{
		envelope: envelope{
			Name: "cloudwatch", Title: "CloudWatch Logs", Where: "aws logs filter-log-events, get-log-events, subscription filters",
			Samples: []string{
				`{"logStreamName":"ecs/web/0f1e","timestamp":1795378533236,"message":"listening on 3000","ingestionTime":1795378533999,"eventId":"37"}`,
				`{"@timestamp":"2026-11-22 20:05:41.123","@message":"listening on 3000","@logStream":"ecs/web/0f1e"}`,
			},
		},
		Text: []string{"@message", "message"}, Need: []string{"@message", "ingestionTime", "logStreamName", "eventId", "@logStream", "id"}, Not: ownRecord,
		Time: []string{"@timestamp", "timestamp"}, Stream: []string{"logStreamName", "@logStream"},
	},
	{
		envelope: envelope{
			Name: "fluent", Title: "Fluent Bit and Fluentd", Where: "output of Fluent Bit and Fluentd for Kubernetes or Docker",
			Samples: []string{`{"date":1795378533.2,"log":"listening on 3000\n","stream":"stdout","kubernetes":{"pod_name":"web-0","container_name":"app","namespace_name":"default"}}`},
		},
		Text: []string{"log"}, Need: []string{"kubernetes", "stream", "container_name", "container_id", "docker"},
		Time: []string{"time", "@timestamp", "timestamp", "date"}, Stream: []string{"kubernetes.pod_name", "kubernetes.container_name", "container_name", "stream"},
	},
	{
		envelope: envelope{
			Name: "loki", Title: "Grafana Loki", Where: "logcli -o jsonl, Grafana's Explore",
			Samples: []string{`{"labels":{"app":"web","pod":"web-0"},"line":"listening on 3000","timestamp":"2026-11-22T20:05:41.123456789+01:00"}`},
		},
		Text: []string{"line"}, Need: []string{"labels", "fields", "stream", "timestamp"},
		Time: []string{"timestamp", "ts"}, Stream: []string{"labels.pod", "labels.container", "labels.app", "fields.pod", "fields.container", "fields.app"},
	},
	{
		envelope: envelope{
			Name: "elastic", Title: "Elasticsearch, OpenSearch and Kibana", Where: "hits of a search",
			Samples: []string{`{"_index":"filebeat-2026","_id":"a","_source":{"@timestamp":"2026-11-22T20:05:41.123Z","message":"listening on 3000","host":{"name":"web"}}}`},
		},
		Text: []string{"_source.message", "_source.event.original", "_source.log", "_source.msg"}, Need: []string{"_index", "_source"},
		Time: []string{"_source.@timestamp"}, Stream: []string{"_source.kubernetes.pod.name", "_source.container.name", "_source.host.name", "_source.log.file.path"},
	},
	{
		envelope: envelope{
			Name: "beats", Title: "Filebeat and Logstash", Where: "output of Filebeat or Logstash",
			Samples: []string{`{"@timestamp":"2026-11-22T20:05:41.123Z","@metadata":{"beat":"filebeat"},"agent":{"type":"filebeat"},"host":{"name":"web"},"log":{"offset":1,"file":{"path":"/var/log/app.log"}},"message":"listening on 3000"}`},
		},
		Text: []string{"message", "event.original"}, Need: []string{"agent", "beat", "@metadata", "input", "@version"}, Not: ownRecord,
		Time: []string{"@timestamp"}, Stream: []string{"kubernetes.pod.name", "container.name", "host.name", "log.file.path"},
	},
	{
		envelope: envelope{
			Name: "vector", Title: "Vector", Where: "output of Vector",
			Samples: []string{`{"container_name":"web","host":"h","message":"listening on 3000","source_type":"docker_logs","stream":"stdout","timestamp":"2026-11-22T20:05:41.123Z"}`},
		},
		Text: []string{"message"}, Need: []string{"source_type"},
		Time: []string{"timestamp"}, Stream: []string{"container_name", "kubernetes.pod_name", "file", "host", "stream"},
	},
	{
		envelope: envelope{
			Name: "azure", Title: "Azure Monitor: Container Insights, Container Apps, App Service", Where: "Log Analytics export, diagnostic settings",
			Samples: []string{`{"TimeGenerated":"2026-11-22T20:05:41.123Z","PodName":"web-0","ContainerName":"app","LogSource":"stdout","LogMessage":"listening on 3000"}`},
		},
		Text: []string{"LogMessage", "LogEntry", "Log_s", "resultDescription", "ResultDescription", "properties.log"},
		Time: []string{"TimeGenerated", "time"}, Stream: []string{"PodName", "ContainerName", "ContainerAppName_s", "ContainerID", "properties.pod"},
	},
	{
		envelope: envelope{
			Name: "datadog", Title: "Datadog", Where: "export of the log explorer, archives",
			Samples: []string{`{"id":"AQ","content":{"timestamp":"2026-11-22T20:05:41.123Z","host":"web","service":"app","message":"listening on 3000"}}`},
		},
		Text: []string{"content.message", "attributes.message"}, Need: []string{"content", "attributes"},
		Time: []string{"content.timestamp", "attributes.timestamp"}, Stream: []string{"content.host", "content.service", "attributes.host", "attributes.service"},
	},
	{
		envelope: envelope{
			Name: "splunk", Title: "Splunk", Where: "export of a search as JSON",
			Samples: []string{`{"preview":false,"offset":0,"result":{"_raw":"listening on 3000","_time":"2026-11-22 20:05:41.123 UTC","host":"web","source":"/var/log/app.log"}}`},
		},
		Text: []string{"result._raw", "_raw"}, Time: []string{"result._time", "_time"}, Stream: []string{"result.host", "result.source", "host", "source"},
	},
	{
		envelope: envelope{
			Name: "rsyslog-json", Title: "rsyslog and Papertrail as JSON", Where: "rsyslog templates, Papertrail's API",
			Samples: []string{`{"timereported":"2026-11-22T20:05:41.123456+00:00","hostname":"web","syslogtag":"app[12]:","programname":"app","message":"listening on 3000"}`},
		},
		Text: []string{"message", "msg"}, Need: []string{"syslogtag", "programname", "display_received_at"},
		Time: []string{"timereported", "timegenerated", "timestamp", "received_at"}, Stream: []string{"hostname", "fromhost", "programname", "program", "syslogtag"},
	},
}

// exportEnvelopes makes envelopes of the rows.
func exportEnvelopes() []envelope {
	all := make([]envelope, len(exports))
	for i := range exports {
		x := &exports[i]
		all[i] = x.envelope
		all[i].Open = x.open
	}
	return all
}

func (x *export) open(line []byte, l *letter) bool {
	if !beginsJSON(line) {
		return false
	}
	r := exportReader{x: x, l: l, text: len(x.Text), need: len(x.Need) == 0}
	l.scratch, l.stream, l.stamp = l.scratch[:0], nil, nil
	r.object(line, "")
	if r.text == len(x.Text) || !r.need || r.not {
		return false
	}
	l.stream = l.scratch
	l.part = false
	return l.setText(r.value, r.quoted)
}

// exportReader is an object on its way into a letter.
type exportReader struct {
	x      *export
	l      *letter
	text   int // index in Text of what was found
	value  []byte
	quoted bool
	need   bool
	not    bool
}

// object looks at the members of obj, which stands under path ("" or "kubernetes.").
func (r *exportReader) object(obj []byte, path string) {
	s := jsonScan{b: obj}
	s.i = 1
	for s.i < len(s.b) && !r.not {
		s.blank()
		if s.peek() != '"' {
			s.i++
			continue
		}
		key := s.text()
		s.blank()
		if s.peek() != ':' {
			continue
		}
		s.i++
		s.blank()
		quoted := s.peek() == '"'
		var value []byte
		if quoted {
			value = s.text()
		} else {
			from := s.i
			s.skip()
			value = s.b[from:s.i]
		}
		r.member(path, key, value, quoted)
	}
}

// member looks at one member: whether it is one of those that the row names, or holds one.
func (r *exportReader) member(path string, key, value []byte, quoted bool) {
	for i, p := range r.x.Text {
		if i < r.text && isMember(p, path, key) && len(value) > 0 {
			r.text, r.value, r.quoted = i, value, quoted
		}
	}
	r.need = r.need || anyMember(r.x.Need, path, key)
	r.not = anyMember(r.x.Not, path, key)
	if anyMember(r.x.Time, path, key) && r.l.stamp == nil {
		r.l.stamp = value
	}
	if anyMember(r.x.Stream, path, key) && quoted {
		if len(r.l.scratch) > 0 {
			r.l.scratch = append(r.l.scratch, '/')
		}
		r.l.scratch = append(r.l.scratch, value...)
	}
	if len(value) > 0 && value[0] == '{' && !quoted {
		if inner := r.within(path, key); inner != "" {
			r.object(value, inner)
		}
	}
}

// within returns the path of the members of key, if the row names any, ending in a dot.
func (r *exportReader) within(path string, key []byte) string {
	for _, list := range [...][]string{r.x.Text, r.x.Need, r.x.Not, r.x.Time, r.x.Stream} {
		for _, p := range list {
			if rest, ok := strings.CutPrefix(p, path); ok && len(rest) > len(key) && rest[len(key)] == '.' && rest[:len(key)] == string(key) {
				return p[:len(path)+len(key)+1]
			}
		}
	}
	return ""
}

func anyMember(paths []string, path string, key []byte) bool {
	for _, p := range paths {
		if isMember(p, path, key) {
			return true
		}
	}
	return false
}

func isMember(p, path string, key []byte) bool {
	return len(p) == len(path)+len(key) && p[len(path):] == string(key) && p[:len(path)] == path
}

// setText sets the text to a JSON value: a string with its escapes undone, an array of the numbers of its bytes
// (journald), or the value itself.
func (l *letter) setText(value []byte, quoted bool) bool {
	switch {
	case quoted && bytes.IndexByte(value, '\\') >= 0:
		l.decoded = unquoteJSON(l.decoded[:0], value)
		l.text = l.decoded
	case !quoted && value[0] == '[':
		l.decoded = appendBytes(l.decoded[:0], value)
		l.text = l.decoded
	case !quoted && value[0] != '{':
		return false
	default:
		l.text = value
	}
	l.text = bytes.TrimRight(l.text, "\r\n")
	return true
}

// appendBytes appends the bytes whose numbers stand in a JSON array.
func appendBytes(dst, array []byte) []byte {
	for i := 0; i < len(array); i++ {
		if n, next := digits(array, i, 1, 3); next > 0 {
			dst = append(dst, byte(n))
			i = next
		}
	}
	return dst
}

// openDockerJSON reads {"log":"text\n","stream":"stdout","time":"…"}. Docker cuts lines at 16 KiB: a text without
// a line end goes on in the stream's next.
func openDockerJSON(line []byte, l *letter) bool {
	const begin = `{"log":"`
	if !bytes.HasPrefix(line, []byte(begin)) {
		return false
	}
	s := jsonScan{b: line, i: len(begin) - 1}
	value := s.text()
	tail := line[s.i:]
	l.stream, l.stamp = memberOf(tail, `"stream":"`), memberOf(tail, `"time":"`)
	if l.stream == nil || l.stamp == nil || bytes.Contains(tail, []byte(`"kubernetes":`)) {
		return false
	}
	value, ended := cutNewline(value)
	l.setText(value, true)
	l.part = !ended
	return true
}

// cutNewline takes the line end, written \n, off a JSON string. Most strings then have no other escape.
func cutNewline(value []byte) ([]byte, bool) {
	head, ok := bytes.CutSuffix(value, []byte{'n'})
	escapes := len(head) - len(bytes.TrimRight(head, `\`))
	if !ok || escapes%2 == 0 {
		return value, false
	}
	return head[:len(head)-1], true
}

// memberOf returns the string that stands in b behind begin, or nil.
func memberOf(b []byte, begin string) []byte {
	i := bytes.Index(b, []byte(begin))
	if i < 0 {
		return nil
	}
	b = b[i+len(begin):]
	if end := bytes.IndexByte(b, '"'); end >= 0 {
		return b[:end]
	}
	return nil
}

// openLokiValue reads ["1795378533236000000","text"].
func openLokiValue(line []byte, l *letter) bool {
	if !bytes.HasPrefix(line, []byte(`["1`)) {
		return false
	}
	s := jsonScan{b: line, i: 1}
	stamp := s.text()
	if len(stamp) != 19 || !isNumber(stamp) || s.peek() != ',' {
		return false
	}
	s.i++
	s.blank()
	if s.peek() != '"' {
		return false
	}
	l.stream, l.stamp, l.part = nil, stamp, false
	return l.setText(s.text(), true)
}

// openInsights reads [{"field":"@timestamp","value":"…"},{"field":"@message","value":"text"}].
func openInsights(line []byte, l *letter) bool {
	if !bytes.HasPrefix(line, []byte(`[{"field":"`)) {
		return false
	}
	const message = `"field":"@message","value":"`
	i := bytes.Index(line, []byte(message))
	if i < 0 {
		return false
	}
	l.stream, l.stamp, l.part = memberOf(line, `"field":"@logStream","value":"`), memberOf(line, `"field":"@timestamp","value":"`), false
	s := jsonScan{b: line, i: i + len(message) - 1}
	return l.setText(s.text(), true)
}
