package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/feed"
	"briefbot/briefing"
)

// full is a corpus on a disk that can be full.
type full struct {
	briefing.Corpus
	now bool
}

var errFull = errors.New("the disk is full; make room, nothing that was stored is lost")

// Put fails while the disk is full.
func (f *full) Put(ctx context.Context, articles ...briefing.Article) (int, error) {
	if f.now {
		return 0, errFull
	}
	return f.Corpus.Put(ctx, articles...)
}

// A disk that is full in the middle of it all loses nothing, and the sites are not asked all the time
// meanwhile.
func TestFeedsOutliveAFullDisk(t *testing.T) {
	s := newStand(t, feed.ClientOptions{}, feed.Options{URL: "/a", Name: "a"}, feed.Options{URL: "/b", Name: "b"})
	s.web.does("/a", says(rss("a", 2), "ETag", `"1"`))
	s.web.does("/b", says(rss("b", 3)))
	disk := &full{Corpus: s.store, now: true}
	s.watcher.corpus = disk
	for range 20 { // as often as serve does
		if err := s.watcher.pass(t.Context()); err == nil && s.web.count("/a") < 1 {
			t.Error("a full disk is no trouble")
		}
		s.at.set(s.at.now().Add(10 * time.Second))
	}
	if n := s.web.count("/a"); n < 2 || n > 5 {
		t.Errorf("in 200 seconds the site was asked %d times", n)
	}
	if n := len(s.articles("")); n != 0 {
		t.Errorf("%d articles on a full disk", n)
	}
	disk.now = false
	s.look()
	if a, b := len(s.articles("/a/")), len(s.articles("/b/")); a != 2 || b != 3 {
		t.Errorf("there is room again: %d and %d articles, want 2 and 3", a, b)
	}
	if strings.Count(s.log.String(), errFull.Error()) != 2 || !strings.Contains(s.log.String(), "source is well again") {
		t.Errorf("the log says it not once a source, and that it is over:\n%s", &s.log)
	}
}

// bad is a source that panics.
type bad struct{}

func (bad) Name() string { return "bad" }

func (bad) Read(context.Context, briefing.SourceState) (briefing.Reading, error) { panic("slip") }

// A source that panics is that source's trouble.
func TestSourceThatPanics(t *testing.T) {
	s := newStand(t, feed.ClientOptions{}, feed.Options{URL: "/good", Name: "good"})
	s.web.does("/good", says(rss("good", 2)))
	s.feeds = append([]watched{{Source: bad{}}}, s.feeds...)
	s.look()
	if n := len(s.articles("/good/")); n != 2 || !strings.Contains(s.line("bad"), "slip") {
		t.Errorf("%d articles of the other; %q", n, s.line("bad"))
	}
}

// Who takes over goes on where the one before was: at the time that was set, with the validators of the
// last answer, and with what was seen.
func TestFeedsGoOnAfterARestart(t *testing.T) {
	s := newStand(t, feed.ClientOptions{}, feed.Options{URL: "/a", Name: "a", Every: time.Hour})
	asked := 0
	s.web.does("/a", func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, rss("a", 2))
	})
	s.look()
	before := s.line("a")
	for range 3 { // restarts
		w := s.watcher
		s.watcher = &watcher{lg: w.lg, corpus: w.corpus, states: w.states, now: w.now, clock: w.clock, sources: w.sources}
		if err := s.watcher.pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.at.set(s.at.now().Add(10 * time.Minute))
	}
	if asked != 1 || s.line("a") != before {
		t.Errorf("within its hour it was asked %d times; status %q, then %q", asked, before, s.line("a"))
	}
	s.at.set(s.at.now().Add(2 * time.Hour))
	if err := s.watcher.pass(t.Context()); err != nil || asked != 2 {
		t.Errorf("after its hour it was asked %d times, %v", asked, err)
	}
	if n := len(s.articles("/a/")); n != 2 {
		t.Errorf("%d articles", n)
	}
	changes := 0
	for _, err := range s.store.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		changes++
	}
	if changes != 2 {
		t.Errorf("%d changes, want one for each article", changes)
	}
}

// A source that fails is asked less and less often, and as often as before once it is well.
func TestFailingSourcesBackOff(t *testing.T) {
	s := newStand(t, feed.ClientOptions{}, feed.Options{URL: "/a", Name: "a", Every: 30 * time.Minute})
	s.web.does("/a", fails(502))
	start := s.at.now()
	var times []time.Duration
	for s.at.now().Sub(start) < 48*time.Hour {
		n := s.web.count("/a")
		_ = s.watcher.pass(t.Context())
		if s.web.count("/a") > n {
			times = append(times, s.at.now().Sub(start))
		}
		s.at.set(s.at.now().Add(5 * time.Minute))
	}
	for i := 2; i < len(times); i++ {
		if a, b := times[i-1]-times[i-2], times[i]-times[i-1]; b < a || b > mostWait+5*time.Minute {
			t.Errorf("waited %s, then %s", a, b)
		}
	}
	if n := len(times); n < 8 || n > 20 {
		t.Errorf("asked %d times in two days: %v", n, times)
	}
	if line := s.line("a"); !strings.Contains(line, "times in a row") {
		t.Errorf("status: %q", line)
	}
	s.web.does("/a", says(rss("a", 1)))
	s.look()
	if line := s.line("a"); strings.Contains(line, "PROBLEM") || len(s.articles("/a/")) != 1 {
		t.Errorf("well again: %q, %d articles", line, len(s.articles("/a/")))
	}
}

// "brief https://…" works on a feed at once, a configuration names feeds, and a slip in it is named.
func TestFeedsOnTheCommandLine(t *testing.T) {
	w := newWeb(t)
	past := strings.NewReplacer("Tue, 06 May 2031", "Tue, 07 May 2024") // the program's own clock has no dates ahead
	w.does("/rss", says(past.Replace(rss("Orlo Gazette", 3))))
	w.does("/secret", func(out http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != "hunter2secret" {
			out.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprint(out, rss("Sund Post", 2))
	})
	dir := t.TempDir()
	file := filepath.Join(dir, "briefbot.yaml")
	t.Setenv("ORLO_KEY", "hunter2secret")
	t.Setenv("BRIEFBOT_DB", filepath.Join(dir, "b.db"))
	try := func(config string, args ...string) (int, string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		code := run(t.Context(), append(args, "--config", file), strings.NewReader(""), &out, &out)
		return code, out.String()
	}
	const allow = "feed_allow: [127.0.0.0/8]\n"
	if code, out := try(allow, "brief", w.URL+"/rss", "--as-of", "2024-05-07"); code != exitDone || !strings.Contains(out, "The bridge of ") || !strings.Contains(out, "Orlo Gazette") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	if code, out := try("", "brief", w.URL+"/rss"); code != exitFailed || !strings.Contains(out, "feed_allow") {
		t.Errorf("a private address: exit code %d:\n%s", code, out)
	}
	if code, out := try(allow, "brief", w.URL+"/none"); code != exitFailed || !strings.Contains(out, "404") {
		t.Errorf("nothing there: exit code %d:\n%s", code, out)
	}
	if code, out := try(allow+"feeds:\n  - "+w.URL+"/rss\n  - {url: "+w.URL+"/secret, name: Sund Post, full: no, interval: 2h, zone: Europe/Berlin, headers: {X-Key: \"env:ORLO_KEY\"}}\n", "doctor"); code != exitDone || !strings.Contains(out, "feed Sund Post: 2 entries") || strings.Contains(out, "hunter2secret") {
		t.Errorf("doctor: exit code %d:\n%s", code, out)
	}
	for config, want := range map[string]string{
		"feeds: 7": "want a list", "feeds: [not-an-address]": "feed 1: ", "feeds: [{name: x}]": "no web address", "feeds: [{url: https://a.example, wrods: 7}]": `a feed has no "wrods"`,
		"feeds: [{url: https://a.example, full: maybe}]": "full: ", "feeds: [{url: https://a.example, interval: 1s}]": "too often", "feeds: [{url: https://a.example, zone: Mars}]": "no time zone",
		"feeds: [{url: https://a.example, headers: {A: \"env:NOT_THERE_7\"}}]": "NOT_THERE_7", "feeds: [https://a.example/x, https://a.example/x]": "two feeds are called",
		"feed_allow: [everything]": "no range of addresses",
	} {
		if code, out := try(config, "serve"); code != exitUsage || !strings.Contains(out, want) {
			t.Errorf("%s: exit code %d, %q; want %q", config, code, out, want)
		}
	}
}
