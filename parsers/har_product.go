package parsers

import (
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// harExporter is a program that writes HARs.
type harExporter struct {
	creator  string // how log.creator.name begins
	name     string // for people
	product  string // id of the client that speaks; "" if only User-Agent tells
	devtools bool   // writes what DevTools of Chromium knows: status 0 for every failure, timings.receive for the socket's life
	browser  bool   // is the client itself, not somebody who looks on
}

var harExporters = []harExporter{
	{creator: "WebInspector", name: "Chrome DevTools", devtools: true, browser: true},
	{creator: "Firefox", name: "Firefox", product: "firefox", browser: true},
	{creator: "WebKit Web Inspector", name: "Safari Web Inspector", product: "safari", browser: true},
	{creator: "Playwright", name: "Playwright", browser: true},
	{creator: "mitmproxy", name: "mitmproxy", product: "mitmproxy"},
	{creator: "HTTP Toolkit", name: "HTTP Toolkit", product: "http-toolkit"},
	{creator: "Charles", name: "Charles", product: "charles"},
	{creator: "Fiddler", name: "Fiddler", product: "fiddler"},
	{creator: "Proxyman", name: "Proxyman", product: "proxyman"},
	{creator: "Reqable", name: "Reqable", product: "reqable"},
	{creator: "OWASP ZAP", name: "ZAP", product: "zap"},
	{creator: "ZAP", name: "ZAP", product: "zap"},
	{creator: "Burp", name: "Burp Suite", product: "burp"},
	{creator: "Insomnia", name: "Insomnia", product: "insomnia"},
	{creator: "Postman", name: "Postman", product: "postman"},
	{creator: "Internet Explorer", name: "Internet Explorer", product: "ie", browser: true},
	{creator: "F12", name: "Internet Explorer", product: "ie", browser: true},
	{creator: "WebPagetest", name: "WebPagetest"},
	{creator: "Chrome HAR Capturer", name: "chrome-har-capturer", product: "chrome"},
	{creator: "chrome-har", name: "chrome-har", product: "chrome"},
	{creator: "Browsertime", name: "Browsertime"},
	{creator: "Firebug", name: "Firebug", product: "firefox", browser: true},
}

// exporterOf returns the exporter that calls itself creator; the zero value if it is not known.
func exporterOf(creator string) harExporter {
	for _, x := range harExporters {
		if len(creator) >= len(x.creator) && strings.EqualFold(creator[:len(x.creator)], x.creator) {
			return x
		}
	}
	return harExporter{}
}

// producer names the exporter for people. Its version is kept if it is one; nothing else of the input is.
func (x harExporter) producer(version string) string {
	if x.name == "" || len(version) > 24 || strings.Trim(version, "0123456789.") != "" || version == "" {
		return x.name
	}
	if x.devtools {
		return x.name // "537.36" since 2013
	}
	return x.name + " " + version
}

// agents tell a browser by its User-Agent, the more special first: all pretend to be the others.
var agents = []struct{ token, product string }{
	{"Edg/", "edge"}, {"EdgA/", "edge"}, {"EdgiOS/", "edge"}, {"Edge/", "edge"},
	{"OPR/", "opera"}, {"Electron/", "electron"}, {"SamsungBrowser/", "samsung-internet"},
	{"FxiOS/", "safari"}, {"Firefox/", "firefox"}, {"CriOS/", "safari"},
	{"Chrome/", "chrome"}, {"Chromium/", "chrome"}, {"Trident/", "ie"}, {"Safari/", "safari"}, {"AppleWebKit/", "safari"},
}

func productOfAgent(agent string) string {
	for _, a := range agents {
		if strings.Contains(agent, a.token) {
			return a.product
		}
	}
	return ""
}

// engines are the products that validate answers alike.
var engines = map[string]string{
	"chrome": "chromium", "edge": "chromium", "opera": "chromium", "electron": "chromium", "samsung-internet": "chromium",
	"firefox": "firefox", "safari": "webkit",
}

// browserNames are the values of log.browser.name of Playwright.
var browserNames = map[string]string{"chromium": "chrome", "firefox": "firefox", "webkit": "safari"}

// harLog is what the members of log besides entries tell.
type harLog struct {
	exporter    harExporter
	browser     string            // product of log.browser
	pages       map[string]string // URL of a page by its id, "" where the title is none
	page        string            // id of the last page
	credentials bool              // some entry shows a cookie or Authorization: the export is not sanitized
}

// maxHARPages bounds the pages that are remembered.
const maxHARPages = 4096

var harLogMembers = harMember[harReader]{
	"creator": func(h *harReader, v gjson.Result) {
		h.log.exporter = exporterOf(v.Get("name").String())
		h.s.Producer = h.log.exporter.producer(v.Get("version").String())
	},
	"browser": func(h *harReader, v gjson.Result) {
		h.log.browser = browserNames[strings.ToLower(v.Get("name").String())]
	},
	"pages": func(h *harReader, v gjson.Result) {
		v.ForEach(func(_, p gjson.Result) bool {
			title := p.Get("title").String()
			if !strings.Contains(title, "://") || strings.Contains(title, " ") {
				title = ""
			}
			h.log.page = p.Get("id").String()
			h.log.pages[h.log.page] = title
			return len(h.log.pages) < maxHARPages
		})
	},
	"_tlsErrors": func(h *harReader, v gjson.Result) {
		v.ForEach(func(_, t gjson.Result) bool { h.tlsError(t); return true })
	},
}

// client returns the product that speaks in an entry: the exporter that looks on, or the browser itself.
func (l *harLog) client(agent string) string {
	switch {
	case l.exporter.product != "":
		return l.exporter.product
	case l.browser != "":
		return l.browser
	}
	if p := productOfAgent(agent); p != "" || !l.exporter.devtools {
		return p
	}
	return "chrome"
}

// engine returns which browser's rules decided about the answer, "" if none is known.
func (l *harLog) engine(agent string) string {
	if e := engines[l.client(agent)]; e != "" {
		return e
	}
	return engines[productOfAgent(agent)]
}

// sanitizes since version 130: the default export leaves out cookies and Authorization.
const sanitizingChrome = 130

// sanitized reports whether credentials may have been left out of an entry.
func (l *harLog) sanitized(agent string) bool {
	if !l.exporter.devtools || l.credentials {
		return false
	}
	_, after, ok := strings.Cut(agent, "Chrome/")
	major, _, _ := strings.Cut(after, ".")
	version, err := strconv.Atoi(major)
	return !ok || err != nil || version >= sanitizingChrome
}
