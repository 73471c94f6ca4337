package parsers

// envelopes are tried in this order; of two that fit equally the first is taken.
var envelopes = append([]envelope{
	{
		Name: "cri", Title: "Kubernetes container log (CRI)", Where: "/var/log/containers, /var/log/pods; Podman's k8s-file",
		Samples: []string{
			`2016-10-06T00:17:09.669794202Z stdout F log content 2`,
			`2025-12-31T17:37:40.493035218+01:00 stdout P {":authority":"www.exam`,
		},
		Open: openCRI,
	},
	{
		Name: "docker-json", Title: "Docker json-file", Where: "/var/lib/docker/containers/*/*-json.log",
		Samples: []string{
			`{"log":"2026/11/22 20:28:45 [notice] 1#1: using the \"epoll\" event method\n","stream":"stderr","time":"2026-11-22T20:02:43.123456789Z"}`,
			`{"log":"half a line","stream":"stdout","attrs":{"tag":"web"},"time":"2026-11-22T20:02:43.123456789Z"}`,
		},
		Open: openDockerJSON,
	},
	{
		Name: "kubectl", Title: "kubectl logs --prefix", Where: "kubectl logs --prefix, --all-containers",
		Samples: []string{`[pod/web-5d9c7b8f6d-x2x7k/nginx] 2026/11/22 20:28:45 [notice] 1#1: start worker processes`},
		Open:    openKubectl,
	},
	{
		Name: "compose", Title: "docker compose logs, foreman, pm2 logs", Where: "docker compose logs, docker service logs, foreman start, pm2 logs",
		Samples: []string{
			`web-1  | INFO:     Started server process [1]`,
			`app.1.x9k2lq@node1    | listening on 3000`,
			`20:05:41 web.1  | Puma starting in single mode...`,
			`0|app  | listening on 3000`,
		},
		Open: openCompose,
	},
	{
		Name: "syslog-5424", Title: "syslog, RFC 5424", Where: "/var/log, log collectors, Heroku log drains",
		Samples: []string{
			`<171>1 2025-11-05T20:47:03.000000+00:00 firewall.lan nginx - - - 2025/11/05 20:47:03 [error] 24537#230441: *914 open() failed`,
			`<134>1 2024-06-12T10:09:11.823400+02:00 host haproxy 1234 id [sd@1 a="b\"]"] Server b/s1 is DOWN`,
		},
		Open: openSyslog5424,
	},
	{
		Name: "heroku", Title: "heroku logs", Where: "heroku logs --tail",
		Samples: []string{
			`2019-03-29T14:46:44.457775+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/ws"`,
			`2019-03-29T14:46:44.457775+00:00 app[web.1]: listening on 3000`,
		},
		Open: openHeroku,
	},
	{
		Name: "fly", Title: "fly logs", Where: "fly logs",
		Samples: []string{
			`2026-11-22T20:05:41Z app[148e21d6b5] iad [info]listening on 3000`,
			`2026-11-22T20:05:41.123 proxy[148e21d6b5] lhr [error] [PR03] could not find a good candidate within 40 attempts at load balancing`,
		},
		Open: openFly,
	},
	{
		Name: "syslog", Title: "syslog, RFC 3164, and journalctl -o short, short-iso, short-full", Where: "/var/log/syslog, journalctl",
		Samples: []string{
			`Nov 22 20:05:41 host nginx[1234]: 2026/11/22 20:05:41 [error] 1#1: *5 access forbidden by rule`,
			`<134>Nov 22 20:05:41 haproxy[1234]: Proxy f1 started.`,
			`2026-11-22T20:05:41+0000 host app.service[12]: listening on 3000`,
			`2026-11-22T20:05:41.123456+00:00 host haproxy[1234]: Proxy f1 started.`,
			`Sun 2026-11-22 20:05:41 UTC host node[12]: listening on 3000`,
		},
		Open: openSyslog,
	},
	{
		Name: "timestamps", Title: "kubectl logs --timestamps, docker logs -t, GitHub Actions", Where: "kubectl logs --timestamps, docker logs -t",
		Samples: []string{
			`2026-11-22T20:02:43.123456789Z INFO:     Started server process [1]`,
			`2026-11-22T20:02:43.1234567Z listening on 3000`,
		},
		Open: openTimestamps,
	},
	{
		Name: "github-actions", Title: "gh run view --log", Where: "gh run view --log",
		Samples: []string{"build\tRun tests\t2026-11-22T20:02:43.1234567Z listening on 3000"},
		Open:    openActions,
	},
	{
		Name: "logcli", Title: "logcli query", Where: "logcli query of Grafana Loki",
		Samples: []string{`2026-11-22T20:05:41+01:00 {app="web", pod="web-0"} listening on 3000`},
		Open:    openLogcli,
	},
	{
		Name: "loki-values", Title: "values of a Loki query", Where: "answer of /loki/api/v1/query_range",
		Samples: []string{`["1795378533236000000","listening on 3000"]`},
		Open:    openLokiValue,
	},
	{
		Name: "cloudwatch-insights", Title: "CloudWatch Logs Insights", Where: "aws logs get-query-results",
		Samples: []string{`[{"field":"@timestamp","value":"2026-11-22 20:05:41.123"},{"field":"@message","value":"listening on 3000"},{"field":"@ptr","value":"Ck0"}]`},
		Open:    openInsights,
	},
	{
		Name: "render", Title: "logs copied from Render", Where: "dashboard of Render",
		Samples: []string{`Nov 22 08:05:41 PM  listening on 3000`},
		Open:    openRender,
	},
	{
		Name: "stern", Title: "stern", Where: "stern QUERY", Weak: true,
		Samples: []string{`web-5d9c7b8f6d-x2x7k nginx 2026/11/22 20:28:45 [notice] 1#1: start worker processes`, `db-0 postgres ready`},
		Open:    openStern,
	},
	{
		Name: "aws-logs-tail", Title: "aws logs tail", Where: "aws logs tail GROUP", Weak: true,
		Samples: []string{`2026-11-22T20:05:41.123000+00:00 ecs/web/0f1e2d listening on 3000`},
		Open:    openLogsTail,
	},
	{
		Name: "concurrently", Title: "concurrently and turbo", Where: "npm run dev", Weak: true,
		Samples: []string{`[0] listening on 3000`, `web:dev: ready in 953 ms`},
		Open:    openConcurrently,
	},
	{
		Name: "quoted", Title: "text quoted or indented as in Markdown", Where: "pasted into a ticket", Weak: true,
		Samples: []string{`> listening on 3000`, `    listening on 3000`},
		Open:    openQuoted,
	},
}, exportEnvelopes()...)
