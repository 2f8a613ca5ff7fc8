package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/adapters/feed"
	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// plan is how large a simulated week is.
type plan struct {
	feeds, orders, days int
	step                time.Duration
}

// TestWeek lets feeds with faults, orders on three platforms, restarts and a full disk go on for a simulated
// week, in short for two days; BRIEFBOT_TEST_WEEK=1 is the whole. Every article is stored once, no slot is
// lost or doubled, and neither memory nor goroutines grow.
func TestWeek(t *testing.T) {
	p := plan{feeds: 24, orders: 6, days: 2, step: time.Hour}
	if os.Getenv("BRIEFBOT_TEST_WEEK") != "" {
		p = plan{feeds: 300, orders: 30, days: 7, step: time.Hour}
	}
	w := newWeek(t, p)
	t.Logf("%-4s %8s %8s %8s %8s %8s %8s %8s %8s %10s", "day", "requests", "in", "stored", "held", "failing", "sent", "late", "goroutines", "heap MB")
	for day := range p.days {
		for at := w.start.AddDate(0, 0, day); at.Before(w.start.AddDate(0, 0, day+1)); at = at.Add(p.step) {
			w.clock.set(at)
			w.pass(day)
		}
		w.night(day)
	}
	w.check()
}

// week is a world of feeds and channels, and the program in it.
type week struct {
	*testing.T
	plan
	start time.Time
	clock wallClock
	web   *fakeWeb
	file  string
	full  atomic.Bool // the disk

	store      *sqlstore.Store
	desk       *desk.Desk
	stories    *assigner
	watcher    *watcher
	dispatcher *dispatch.Dispatcher
	client     *feed.Client
	platforms  []bot.Platform
	channels   []*bottest.Platform

	stored     atomic.Int64
	heaps      []float64 // in MB, and the articles held then, each night
	held       []int
	goroutines []int
}

func newWeek(t *testing.T, p plan) *week {
	w := &week{T: t, plan: p, start: tuesday.Truncate(24 * time.Hour), web: newWeb(t), file: filepath.Join(memoryDir(t), "week.db")}
	w.clock.set(w.start)
	for i := range p.feeds {
		path := fmt.Sprintf("/f%d/rss", i)
		w.web.does(path, func(out http.ResponseWriter, r *http.Request) { w.paper(i, out, r) })
		w.web.does(path+"/new", func(out http.ResponseWriter, r *http.Request) { w.paper(i, out, r) })
	}
	for _, name := range []string{"alpha", "beta", "gamma"} {
		c := &bottest.Platform{Called: name, Now: w.clock.now}
		w.channels = append(w.channels, c)
		w.platforms = append(w.platforms, bottest.Finding{Platform: c})
	}
	w.begin()
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Adelaide"}
	for n := range p.orders {
		to := bot.Destination{Platform: w.channels[n%3].Called, Tenant: "T", Channel: fmt.Sprintf("C%d", n)}
		when := fmt.Sprintf("every day at %02d:%02d", (n*5+1)%24, n%2*30)
		if _, err := w.store.PutSubscription(t.Context(), bot.Subscription{ID: bot.SubscriptionID(fmt.Sprintf("o%d", n)), To: to, When: when, Zone: zones[n%5], Words: 120, Since: w.start.Add(-time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(w.end)
	return w
}

// faults are what the papers do beside publishing, by their number.
const faults = 12

// every is how often a paper publishes.
func (w *week) every(i int) time.Duration { return time.Duration(18+i%16) * time.Hour }

// out is how many articles a paper has published until a moment.
func (w *week) out(i int, at time.Time) int {
	return int(at.Sub(w.start.Add(-24*time.Hour).Add(time.Duration(i%60)*time.Minute)) / w.every(i))
}

// paper answers as the ith paper at this hour.
func (w *week) paper(i int, out http.ResponseWriter, r *http.Request) {
	now := w.clock.now()
	day, hour := int(now.Sub(w.start)/(24*time.Hour)), now.Hour()
	n := w.out(i, now)
	name := fmt.Sprintf("Paper %d", i)
	fault := i % faults
	var items []string
	for k := n; k > max(0, n-20); k-- {
		title, text := varied(i*1000 + k)
		link, guid, date := fmt.Sprintf("/f%d/a/%d", i, k), fmt.Sprintf("tag:%d,%d", i, k), w.start.Add(-24*time.Hour).Add(time.Duration(k)*w.every(i))
		switch fault {
		case 2: // a poisoned feed
			guid += fmt.Sprint("-", now.UnixNano())
		case 7: // dates anew with every look
			date = now.Add(-time.Minute)
		case 9: // ways to the reader, and doubled
			link += fmt.Sprintf("?utm_source=rss&utm_campaign=%d", now.Unix())
			items = append(items, item(title, link, guid, date.Format(time.RFC1123Z), text))
		case 11:
			title = "Münster: " + title
		}
		items = append(items, item(title, link, guid, date.Format(time.RFC1123Z), text))
	}
	body := channel(name, items...)
	switch {
	case fault == 1 && hour%6 < 2:
		out.WriteHeader(http.StatusBadGateway)
		return
	case fault == 4 && hour%8 == 3:
		body = body[:len(body)*2/3]
	case fault == 5 && day >= 1 && !strings.HasSuffix(r.URL.Path, "/new"):
		http.Redirect(out, r, r.URL.Path+"/new", http.StatusMovedPermanently)
		return
	case fault == 6 && day == 0 && hour < 8:
		c := http.NewResponseController(out)
		fmt.Fprint(out, body[:100])
		_ = c.Flush()
		<-r.Context().Done()
		return
	case fault == 10 && day == 0:
		out.WriteHeader(http.StatusGone)
		return
	}
	switch fault {
	case 3:
		tag := fmt.Sprintf(`"%d"`, n)
		out.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			out.WriteHeader(http.StatusNotModified)
			return
		}
	case 8:
		out.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(out)
		fmt.Fprint(z, body)
		z.Close()
		return
	case 11:
		body = latin(strings.Replace(body, "UTF-8", "ISO-8859-1", 1))
	}
	_, _ = io.WriteString(out, body)
}

// disk is a store on a disk that can be full: nothing can be written then.
type disk struct {
	*sqlstore.Store
	full *atomic.Bool
}

var errNoRoom = errors.New("the disk is full; make room, nothing that was stored is lost")

func (d disk) room() error {
	if d.full.Load() {
		return errNoRoom
	}
	return nil
}

func (d disk) Put(ctx context.Context, a ...briefing.Article) (int, error) {
	if err := d.room(); err != nil {
		return 0, err
	}
	return d.Store.Put(ctx, a...)
}

func (d disk) KeepSource(ctx context.Context, h bot.SourceHealth, s briefing.SourceState) error {
	if err := d.room(); err != nil {
		return err
	}
	return d.Store.KeepSource(ctx, h, s)
}

func (d disk) Claim(ctx context.Context, v bot.Delivery, holder string, now time.Time, lease time.Duration) (bot.Delivery, error) {
	if err := d.room(); err != nil {
		return v, err
	}
	return d.Store.Claim(ctx, v, holder, now, lease)
}

func (d disk) Skip(ctx context.Context, v bot.Delivery, reason string, now time.Time) error {
	if err := d.room(); err != nil {
		return err
	}
	return d.Store.Skip(ctx, v, reason, now)
}

// begin starts the program.
func (w *week) begin() {
	w.Helper()
	var err error
	if w.store, err = sqlstore.Open(context.Background(), w.file); err != nil {
		w.Fatal(err)
	}
	lg := slog.New(slog.DiscardHandler)
	w.client = feed.NewClient(feed.ClientOptions{Allow: loopback, Gap: 1, Now: w.clock.now, Timeout: 250 * time.Millisecond})
	var fixed []watched
	for i := range w.feeds {
		fixed = append(fixed, watched{Source: feed.New(w.client, feed.Options{URL: fmt.Sprintf("%s/f%d/rss", w.web.URL, i), Name: fmt.Sprintf("Paper %d", i)})})
	}
	d := disk{w.store, &w.full}
	w.desk = desk.New(desk.Options{})
	w.watcher = &watcher{lg: lg, corpus: d, states: d, now: w.clock.now, clock: w.clock.now,
		sources: func(context.Context) ([]watched, error) { return fixed, nil }, tell: func(_ string, o outcome) { w.stored.Add(int64(o.added)) }}
	w.stories = &assigner{desk: w.desk, store: w.store, duty: &duty{name: "stories", holder: "one", leases: w.store, now: w.clock.now}}
	e := &engine{desk: w.desk, sources: sourcesOf(w.store, w.watcher.sources), settle: w.stories.settle}
	w.dispatcher = dispatch.New(lg, d, e, w.platforms, dispatch.Options{Now: w.clock.now, Holder: "one", Corpus: followed{w.store, w.desk}})
	if err := errors.Join(w.desk.Follow(context.Background(), w.store), w.stories.adopt(context.Background())); err != nil {
		w.Fatal(err)
	}
}

// end stops it.
func (w *week) end() {
	w.dispatcher.Wait()
	w.client.Close()
	w.store.Close()
}

// pass lets a step of time pass.
func (w *week) pass(day int) {
	w.Helper()
	now := w.clock.now()
	// For two hours of the second day, or the fifth, nothing can be written.
	w.full.Store(day == min(4, w.days-1) && (now.Hour() == 12 || now.Hour() == 13))
	_ = w.watcher.pass(w.Context()) // faults are meant; what they lose is counted in the end
	if err := w.desk.Follow(w.Context(), w.store); err != nil {
		w.Fatal(err)
	}
	if err := w.dispatcher.Tick(w.Context()); err != nil && !w.full.Load() {
		w.Error(err)
	}
	w.dispatcher.Wait()
}

// night lets old articles go, restarts the program and takes its measure.
func (w *week) night(day int) {
	w.Helper()
	if _, err := w.store.Prune(w.Context(), sqlstore.Retention{Age: 36 * time.Hour}, w.clock.now()); err != nil {
		w.Fatal(err)
	}
	w.end()
	w.begin()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	heap := float64(m.HeapAlloc) / (1 << 20)
	w.heaps, w.held, w.goroutines = append(w.heaps, heap), append(w.held, len(w.desk.Documents())), append(w.goroutines, runtime.NumGoroutine())
	failing, sent, late, requests := 0, 0, 0, 0
	all, err := w.store.Sources(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	for _, h := range all {
		if h.Problem != "" {
			failing++
		}
	}
	for n := range w.orders {
		list, err := w.store.Deliveries(w.Context(), bot.SubscriptionID(fmt.Sprintf("o%d", n)), 100)
		if err != nil {
			w.Fatal(err)
		}
		for _, d := range list {
			if d.State == bot.Sent {
				sent++
			}
			if d.Late {
				late++
			}
		}
	}
	w.web.mu.Lock()
	for _, n := range w.web.asked {
		requests += n
	}
	w.web.mu.Unlock()
	w.Logf("%-4d %8d %8d %8d %8d %8d %8d %8d %10d %10.1f", day+1, requests, w.published(), w.stored.Load(), len(w.desk.Documents()), failing, sent, late, w.goroutines[day], heap)
}

// published is how many articles all papers have published that a reader could have seen.
func (w *week) published() (n int) {
	for i := range w.feeds {
		n += w.out(i, w.clock.now())
	}
	return n
}

// check compares what was published with what was stored, and what was due with what arrived.
func (w *week) check() {
	w.Helper()
	w.full.Store(false)
	for range 3 { // whoever has backed off comes back
		w.clock.set(w.clock.now().Add(7 * time.Hour))
		_ = w.watcher.pass(w.Context())
	}
	want := w.published()
	if got := int(w.stored.Load()); got != want {
		w.Errorf("%d articles were published, %d were stored", want, got)
	}
	seen := map[briefing.ArticleID]int{}
	for c, err := range w.store.Changes(w.Context(), 0) {
		if err != nil {
			w.Fatal(err)
		}
		if !c.Removed {
			seen[c.Article]++
		}
	}
	for id, n := range seen {
		if n != 1 {
			w.Errorf("article %s was stored %d times", id, n)
		}
	}
	if len(seen) != want {
		w.Errorf("%d articles have a change, want %d", len(seen), want)
	}
	all, err := w.store.Sources(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	for _, h := range all {
		if h.Problem != "" && !strings.Contains(h.Problem, "broken XML") && !strings.Contains(h.Problem, "(502)") {
			w.Errorf("%s does not come back: %s", h.Name, h.Problem)
		}
	}
	once := map[string]int{}
	for _, c := range w.channels {
		for _, p := range c.Posted() {
			once[p.Key]++
		}
	}
	end := w.start.AddDate(0, 0, w.days)
	for n := range w.orders {
		id := bot.SubscriptionID(fmt.Sprintf("o%d", n))
		list, err := w.store.Deliveries(w.Context(), id, 100)
		if err != nil {
			w.Fatal(err)
		}
		slots := 0
		for _, d := range list {
			if d.State != bot.Sent {
				w.Errorf("%s: %s %s", d.Key, d.State, d.Reason)
			}
			if d.At.Before(end) {
				slots++
			}
			for _, p := range d.Parts {
				if once[p.Key] != 1 {
					w.Errorf("part %s of %s arrived %d times", p.Key, d.Key, once[p.Key])
				}
				delete(once, p.Key)
			}
		}
		if slots != w.days {
			w.Errorf("order %s had %d slots in %d days", id, slots, w.days)
		}
	}
	if len(once) > 0 {
		w.Errorf("%d messages belong to no delivery", len(once))
	}
	// What is cited stays for a week, so that the articles that are held grow towards a bound; nothing else may.
	if n := len(w.heaps) - 1; n >= 4 {
		if before, after := w.heaps[2]/float64(w.held[2]), w.heaps[n]/float64(w.held[n]); after > 1.2*before {
			w.Errorf("memory grows: %.0f KB for each article after the third night, %.0f KB after the last", 1024*before, 1024*after)
		}
	}
	if first, last := w.goroutines[0], w.goroutines[len(w.goroutines)-1]; last > first+20 {
		w.Errorf("goroutines grow: %d, then %d", first, last)
	}
}
