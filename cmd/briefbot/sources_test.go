package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"briefbot/adapters/feed"
	"briefbot/bot"
)

// Sources are added, listed, paused, removed, imported and exported at the command line.
func TestSourcesOnTheCommandLine(t *testing.T) {
	w := newWeb(t)
	w.does("/", says(`<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`))
	w.does("/rss", says(rss("Orlo Gazette", 7)))
	dir := t.TempDir()
	t.Setenv("BRIEFBOT_DB", filepath.Join(dir, "s.db"))
	t.Setenv("BRIEFBOT_FEED_ALLOW", "127.0.0.0/8")
	t.Chdir(dir)
	list := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline text="Sund" xmlUrl="https://sund.example/feed"/><outline text="Orlo" xmlUrl="`+w.URL+`/rss"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	try := func(want string, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		run(t.Context(), args, strings.NewReader(""), &out, &out)
		if !strings.Contains(out.String(), want) {
			t.Errorf("%v: %q, want %q", args, out.String(), want)
		}
		return out.String()
	}
	try("no source is read yet", "sources")
	try("The bridge of Orlo", "sources", "add", w.URL, "--dry")
	added := try("found a feed: Orlo Gazette", "sources", "add", w.URL)
	m := regexp.MustCompile(`source ([a-z2-7]{5})`).FindStringSubmatch(added)
	if m == nil {
		t.Fatalf("no id: %q", added)
	}
	try("read already", "sources", "add", w.URL)
	try("added "+m[1]+": Orlo Gazette", "sources", "list")
	try("1 feeds added, 1 were there already", "sources", "import", list)
	try("", "sources", "pause", m[1])
	try("; paused", "sources")
	try("", "sources", "resume", w.URL+"/rss")
	try(`xmlUrl="https://sund.example/feed"`, "sources", "export")
	try("", "sources", "remove", m[1])
	try("no source", "sources", "remove", m[1])
	try("404", "sources", "add", w.URL+"/nowhere?key=hunter2")
	if out := try("feed_allow", "sources", "add", "http://10.1.2.3/rss?key=hunter2"); strings.Contains(out, "hunter2") {
		t.Errorf("the query is told: %q", out)
	}
}

// What was added in chat is read by serve's watcher as its tenant's, what is paused or only shown is not,
// and one feed that two tenants added is read once.
func TestChosenSourcesAreRead(t *testing.T) {
	s := newStand(t, feed.ClientOptions{}, feed.Options{URL: "/own", Name: "Orlo"})
	for _, path := range []string{"/own", "/a", "/b", "/c"} {
		s.web.does(path, says(rss(strings.Trim(path, "/"), 2)))
	}
	one, two := bot.Destination{Platform: "fake", Tenant: "T1"}, bot.Destination{Platform: "fake", Tenant: "T2"}
	for id, c := range map[string]bot.ChosenSource{
		"a1": {Of: one, URL: "/a", Name: "Orlo"}, "a2": {Of: two, URL: "/a", Name: "Orlo"}, "b1": {Of: one, URL: "/b", Paused: true}, "c1": {Of: two, URL: "/c", Proposed: true},
	} {
		c.ID, c.URL = id, s.web.URL+c.URL
		if _, err := s.store.PutChosen(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	server := &server{store: s.store, fixed: s.feeds, client: feed.NewClient(feed.ClientOptions{Now: s.at.now, Gap: 1, Allow: loopback})}
	s.watcher.sources = server.sources
	s.look()
	for path, want := range map[string]int{"/own": 1, "/a": 1, "/b": 0, "/c": 0} {
		if n := s.web.count(path); n != want {
			t.Errorf("%s was read %d times, want %d", path, n, want)
		}
	}
	health, err := sourcesOf(s.store, server.sources)(t.Context())
	if err != nil || len(health) != 2 || health[0].Concerns(two) == health[1].Concerns(two) || !health[1].Concerns(one) {
		t.Errorf("%+v, %v", health, err)
	}
}
