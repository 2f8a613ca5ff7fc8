package feed

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/briefingtest"
)

// today is when the tests take place.
var today = time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)

// site is a web site on loopback.
type site struct {
	t *testing.T
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string // paths, in order
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		h := s.pages[r.URL.Path]
		s.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// answers lets a path answer with a body; header holds pairs.
func (s *site) answers(path, body string, header ...string) {
	s.does(path, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		fmt.Fprint(w, body)
	})
}

func (s *site) does(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

// count is how often a path was asked for.
func (s *site) count(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.asked {
		if p == path {
			n++
		}
	}
	return n
}

// client is one that may reach loopback, and does not wait.
func client(t *testing.T, o ClientOptions) *Client {
	t.Helper()
	if o.Allow == nil {
		o.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	}
	if o.Gap == 0 {
		o.Gap = 1
	}
	if o.Now == nil {
		o.Now = func() time.Time { return today }
	}
	c := NewClient(o)
	t.Cleanup(c.Close)
	return c
}

// story is an invented article.
type story struct{ guid, link, title, date, text string }

// longer is a text that needs no page.
func longer(text string) string {
	return "<p>" + text + "</p>" + strings.Repeat("<p>The harbour master of Orlo wrote in the log that the water stood high and that the wind came from the north, as it had on the days before.</p>", 7)
}

// rssOf is a feed of stories.
func rssOf(stories ...story) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Orlo Gazette</title><link>/</link>`)
	for _, s := range stories {
		b.WriteString(s.item())
	}
	return b.String() + "</channel></rss>"
}

func (s story) item() string {
	out := "<item>"
	if s.guid != "" {
		out += `<guid isPermaLink="false">` + html.EscapeString(s.guid) + "</guid>"
	}
	if s.link != "" {
		out += "<link>" + html.EscapeString(s.link) + "</link>"
	}
	if s.date != "" {
		out += "<pubDate>" + s.date + "</pubDate>"
	}
	return out + "<title>" + html.EscapeString(s.title) + "</title><content:encoded>" + html.EscapeString(s.text) + "</content:encoded></item>"
}

// paper is a feed as a source's world.
type paper struct {
	*site
	stories []story
	broken  bool
}

// Put implements briefingtest.SourceWorld.
func (p *paper) Put(name, title, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := story{guid: name, link: "/" + name + ".html", title: title, date: "Tue, 06 May 2031 08:00:00 GMT", text: longer(text)}
	for i := range p.stories {
		if p.stories[i].guid == name {
			p.stories[i] = s
			return
		}
	}
	p.stories = append([]story{s}, p.stories...)
}

// Break implements briefingtest.SourceWorld.
func (p *paper) Break() { p.breaks(true) }

// Mend implements briefingtest.SourceWorld.
func (p *paper) Mend() { p.breaks(false) }

func (p *paper) breaks(broken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.broken = broken
}

// Holds implements briefingtest.SourceWorld.
func (p *paper) Holds(page briefing.RawPage, name, text string) bool {
	return strings.HasSuffix(page.URL, "/"+name+".html") && strings.Contains(string(page.Body), text)
}

func (p *paper) serve(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken {
		http.Error(w, "out of order", http.StatusBadGateway)
		return
	}
	text := rssOf(p.stories...)
	tag := `"` + digest(text) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprint(w, text)
}

func TestSource(t *testing.T) {
	briefingtest.TestSource(t, func(t *testing.T) (briefing.Source, briefingtest.SourceWorld) {
		p := &paper{site: newSite(t)}
		p.does("/feed", p.serve)
		return New(client(t, ClientOptions{}), Options{URL: p.URL + "/feed", Name: "Orlo Gazette"}), p
	})
}
