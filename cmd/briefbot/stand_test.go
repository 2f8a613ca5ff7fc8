package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/feed"
	"briefbot/adapters/sqlstore"
	"briefbot/briefing"
)

// loopback is what tests may reach.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// fakeWeb is a web on loopback: paths with what they do.
type fakeWeb struct {
	*httptest.Server
	mu    sync.Mutex
	paths map[string]http.HandlerFunc
	asked map[string]int
}

func newWeb(t *testing.T) *fakeWeb {
	t.Helper()
	w := &fakeWeb{paths: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	w.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.asked[r.URL.Path]++
		h := w.paths[r.URL.Path]
		w.mu.Unlock()
		if h == nil {
			http.NotFound(out, r)
			return
		}
		h(out, r)
	}))
	w.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo) // faults are meant
	w.Start()
	t.Cleanup(w.Close)
	return w
}

func (w *fakeWeb) does(path string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.paths[path] = h
}

func (w *fakeWeb) count(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[path]
}

// says answers with a body; header holds pairs.
func says(body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		_, _ = w.Write([]byte(body))
	}
}

// fails answers with a status.
func fails(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
	}
}

// places, things and acts make articles that differ.
var (
	places = []string{"Orlo", "Tamm", "Sund", "Merrow", "Zelny", "Greyhaven", "Port Ansel", "Norvik"}
	things = []string{"bridge", "ferry", "school", "mill", "harbour wall", "library", "tram line", "reservoir"}
	acts   = []string{"was opened", "was closed for repairs", "was sold", "was flooded", "will be rebuilt", "was inspected", "lost its roof", "reopened"}
)

// told is the nth invented article of a paper: its title, and a text that needs no page.
func told(paper string, n int) (title, text string) {
	place, thing, act := places[n%8], things[n/8%8], acts[n/64%8]
	title = fmt.Sprintf("The %s of %s %s, report %d", thing, place, act, n)
	var b strings.Builder
	fmt.Fprintf(&b, "<p>The %s of %s %s on Tuesday, the council of %s said in its report number %d to %s.</p>", thing, place, act, place, n, paper)
	for i := range 8 {
		fmt.Fprintf(&b, "<p>Paragraph %d of report %d tells that %d people of %s came to see the %s, and that the %s stood at %d crowns in the books of the town.</p>", i+1, n, 100+n+i, place, thing, thing, 1000*(n+1)+i)
	}
	return title, b.String()
}

// item is an entry of an RSS feed.
func item(title, link, guid, date, text string) string {
	out := "<item><title>" + html.EscapeString(title) + "</title>"
	if link != "" {
		out += "<link>" + html.EscapeString(link) + "</link>"
	}
	if guid != "" {
		out += `<guid isPermaLink="false">` + html.EscapeString(guid) + "</guid>"
	}
	if date != "" {
		out += "<pubDate>" + date + "</pubDate>"
	}
	return out + "<description>" + html.EscapeString(text) + "</description></item>"
}

// channel is an RSS feed of items.
func channel(title string, items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rss version="2.0"><channel><title>` + html.EscapeString(title) + `</title><link>/</link>` + strings.Join(items, "\n") + `</channel></rss>`
}

// tuesday is when the tests take place, and its morning as feeds write it.
var tuesday = time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)

const morning = "Tue, 06 May 2031 08:00:00 GMT"

// rss is a feed of n articles of a paper.
func rss(paper string, n int) string {
	var items []string
	for i := range n {
		title, text := told(paper, i)
		items = append(items, item(title, fmt.Sprintf("/%s/%d.html", paper, i), fmt.Sprint("tag:", paper, ",", i), morning, text))
	}
	return channel(paper, items...)
}

// memoryDir is a folder for databases of which no test asks that they outlive the machine: in memory where
// there is a place for it, so that thousands of transactions wait for no disk.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "briefbot-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// stand is a store with a watcher on a web, at a time that a test sets.
type stand struct {
	*testing.T
	web     *fakeWeb
	store   *sqlstore.Store
	watcher *watcher
	at      wallClock
	log     bytes.Buffer
	feeds   []watched
}

func newStand(t *testing.T, o feed.ClientOptions, feeds ...feed.Options) *stand {
	t.Helper()
	s := &stand{T: t, web: newWeb(t)}
	var err error
	if s.store, err = sqlstore.Open(t.Context(), filepath.Join(memoryDir(t), "s.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	s.at.set(tuesday)
	s.add(o, feeds...)
	s.watcher = &watcher{
		lg: slog.New(slog.NewTextHandler(&s.log, nil)), corpus: s.store, states: s.store, now: s.at.now, clock: s.at.now,
		sources: func(context.Context) ([]watched, error) { return s.feeds, nil },
	}
	return s
}

// add adds feeds; an address that begins with a slash is the web's.
func (s *stand) add(o feed.ClientOptions, feeds ...feed.Options) {
	o.Allow = append(o.Allow, loopback...)
	o.Gap, o.Now = 1, s.at.now
	client := feed.NewClient(o)
	s.Cleanup(client.Close)
	for _, f := range feeds {
		if strings.HasPrefix(f.URL, "/") {
			f.URL = s.web.URL + f.URL
		}
		s.feeds = append(s.feeds, watched{Source: feed.New(client, f)})
	}
}

// look lets all sources be due and reads them; problems are the sources' own.
func (s *stand) look() {
	s.Helper()
	s.at.set(s.at.now().Add(25 * time.Hour))
	_ = s.watcher.pass(s.Context())
}

// line is what status says of a source.
func (s *stand) line(name string) string {
	s.Helper()
	all, err := s.store.Sources(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	for _, h := range all {
		if h.Name == name {
			return sourceLine(h)
		}
	}
	return ""
}

// articles are those whose address or origin holds a text.
func (s *stand) articles(of string) (out []briefing.Article) {
	s.Helper()
	for a, err := range s.store.Articles(s.Context(), briefing.Window{}) {
		if err != nil {
			s.Fatal(err)
		}
		if strings.Contains(a.URL+" "+a.Origin, of) {
			out = append(out, a)
		}
	}
	return out
}
