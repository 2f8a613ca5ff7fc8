package main

import (
	"context"
	"errors"
	"log/slog"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/adapters/sqlstore"
	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// wallClock is one that all replicas of a test look at.
type wallClock struct{ at atomic.Pointer[time.Time] }

func (c *wallClock) now() time.Time { return *c.at.Load() }

func (c *wallClock) set(t time.Time) { c.at.Store(&t) }

// replica is what serve is made of, without the loops.
type replica struct {
	store    *sqlstore.Store
	desk     *desk.Desk
	stories  *assigner
	reader   *duty
	watcher  *watcher
	dispatch *dispatch.Dispatcher
}

func newReplica(t *testing.T, address, name string, c *wallClock, world bot.Platform) *replica {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	lg := slog.New(slog.DiscardHandler)
	r := &replica{
		store: store, desk: desk.New(desk.Options{}),
		reader:  &duty{name: "reader", holder: name, leases: store, now: c.now},
		watcher: &watcher{lg: lg, sources: only("../../testdata/corpus"), corpus: store, states: store, now: c.now, clock: c.now},
	}
	r.stories = &assigner{desk: r.desk, store: store, duty: &duty{name: "stories", holder: name, leases: store, now: c.now}}
	e := &engine{desk: r.desk, sources: store.Sources, settle: r.stories.settle}
	r.dispatch = dispatch.New(lg, store, e, []bot.Platform{world}, dispatch.Options{Now: c.now, Holder: name, Corpus: followed{store, r.desk}})
	return r
}

func (r *replica) read(ctx context.Context) error {
	return r.reader.do(ctx, func(ctx context.Context, _ bot.Lease) error { return r.watcher.pass(ctx) })
}

func (r *replica) follow(t *testing.T) {
	t.Helper()
	if err := errors.Join(r.desk.Follow(t.Context(), r.store), r.stories.adopt(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// mortal is a platform whose process dies when it has sent so many messages.
type mortal struct {
	*bottest.Platform
	left atomic.Int32
	die  func()
}

// Send sends, and may be the last that the process did.
func (m *mortal) Send(ctx context.Context, p bot.Post) (bot.MessageRef, error) {
	ref, err := m.Platform.Send(ctx, p)
	if m.left.Add(-1) == 0 {
		m.die()
	}
	return ref, err
}

// Find implements bot.Finder.
func (m *mortal) Find(ctx context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	return bottest.Finding{Platform: m.Platform}.Find(ctx, to, key)
}

// TestSecondReplicaTakesOver lets one of two replicas die between the parts of a delivery.
func TestSecondReplicaTakesOver(t *testing.T) {
	address := postgrestest.New(t)
	var c wallClock
	c.set(time.Date(2024, 5, 14, 20, 59, 0, 0, time.UTC))
	world := &bottest.Platform{Now: c.now, PerPart: 4}
	dying := &mortal{Platform: world}
	one := newReplica(t, address, "one", &c, dying)
	two := newReplica(t, address, "two", &c, bottest.Finding{Platform: world})

	err := one.reader.do(t.Context(), func(ctx context.Context, _ bot.Lease) error {
		if err := two.read(ctx); !errors.Is(err, bot.ErrTaken) {
			t.Errorf("two read the corpus at the same time: %v", err)
		}
		return one.watcher.pass(ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	one.follow(t)
	two.follow(t)
	if a, b := len(one.desk.Documents()), len(two.desk.Documents()); a == 0 || a != b {
		t.Fatalf("the replicas hold %d and %d articles", a, b)
	}

	to := bot.Destination{Platform: "fake", Tenant: "T", Channel: "C"}
	if _, err := one.store.PutSubscription(t.Context(), bot.Subscription{ID: "a", To: to, When: "every day at 21:00", Zone: "UTC", Words: 900, Since: c.now()}); err != nil {
		t.Fatal(err)
	}
	c.set(time.Date(2024, 5, 14, 21, 0, 1, 0, time.UTC))
	tickIn := func(ctx context.Context, r *replica) {
		t.Helper()
		if err := r.dispatch.Tick(ctx); err != nil {
			t.Fatal(err)
		}
		r.dispatch.Wait()
	}
	tick := func(r *replica) { tickIn(t.Context(), r) }
	life, end := context.WithCancel(t.Context())
	dying.die = func() {
		one.store.Close()
		end()
	}
	dying.left.Store(2)
	tickIn(life, one)
	if n := len(world.Posted()); n != 2 {
		t.Fatalf("one had sent %d parts when it died, want 2", n)
	}
	tick(two)
	if n := len(world.Posted()); n != 2 {
		t.Errorf("two sent while the slot was another's: %d parts", n)
	}
	c.set(c.now().Add(3 * time.Minute))
	tick(two)
	tick(two)
	all, err := two.store.Deliveries(t.Context(), "a", 5)
	if err != nil || len(all) != 1 || all[0].State != bot.Sent || len(all[0].Parts) < 3 {
		t.Fatalf("deliveries %+v, %v", all, err)
	}
	once := map[string]int{}
	for _, p := range world.Posted() {
		once[p.Key]++
	}
	for _, p := range all[0].Parts {
		if once[p.Key] != 1 {
			t.Errorf("part %s arrived %d times", p.Key, once[p.Key])
		}
	}
	if len(once) != len(all[0].Parts) {
		t.Errorf("%d parts arrived of %d", len(once), len(all[0].Parts))
	}
	if err := two.read(t.Context()); err != nil {
		t.Errorf("two does not take over the reading: %v", err)
	}
}

// TestStoriesOutliveReplicas wants a story to keep its id when an article that comes before the
// story's first turns up, in the replica that saw it happen and in one that starts afterwards.
func TestStoriesOutliveReplicas(t *testing.T) {
	for name, address := range map[string]func(*testing.T) string{
		"SQLite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "s.db") },
		"Postgres": func(t *testing.T) string { return postgrestest.New(t) },
	} {
		t.Run(name, func(t *testing.T) {
			var c wallClock
			c.set(time.Date(2031, 5, 7, 12, 0, 0, 0, time.UTC))
			at := address(t)
			start := func(name string) *replica {
				r := newReplica(t, at, name, &c, &bottest.Platform{Now: c.now})
				r.follow(t)
				return r
			}
			put := func(r *replica, outlet, title, text string, published time.Time) {
				t.Helper()
				a := briefing.Article{Origin: outlet, Source: outlet, Title: title, Text: text, Published: briefing.PubTime{Time: published}, FirstSeen: c.now()}
				a.ID, a.Revision = briefing.IdentifyArticle("", outlet, 1, 0, title), briefing.RevisionOf(title, text)
				if _, err := r.store.Put(t.Context(), a); err != nil {
					t.Fatal(err)
				}
			}
			settle := func(r *replica) []briefing.Story {
				t.Helper()
				r.follow(t)
				if err := r.stories.settle(t.Context()); err != nil {
					t.Fatal(err)
				}
				return r.desk.Stories()
			}
			one, two := start("one"), start("two")
			put(one, "Harbour Post", "Ferry Linnet sinks off Port Ansel", "The ferry Linnet sank off Port Ansel on Tuesday with 40 people aboard.", c.now())
			before := settle(one)
			put(one, "Coast Radio", "Ferry Linnet lost off Port Ansel", "The ferry Linnet with 40 people aboard went down off Port Ansel on Tuesday.", c.now().Add(-time.Hour))
			after := settle(two)
			if len(before) != 1 || len(after) != 1 || len(after[0].Articles) != 2 || after[0].ID != before[0].ID {
				t.Fatalf("stories %+v, then %+v", before, after)
			}
			for _, r := range []*replica{one, start("three")} {
				if diff := cmp.Diff(after, settle(r)); diff != "" {
					t.Errorf("another replica has other stories:\n%s", diff)
				}
			}
			alone := desk.New(desk.Options{})
			if err := alone.Follow(t.Context(), one.store); err != nil {
				t.Fatal(err)
			}
			if alone.Stories()[0].ID == before[0].ID {
				t.Error("the id would be the same without the store; this test shows nothing")
			}
		})
	}
}

// TestAssignersAtOnce lets many replicas group at the same time; all must end with the same stories.
func TestAssignersAtOnce(t *testing.T) {
	address := postgrestest.New(t)
	var c wallClock
	c.set(time.Date(2024, 5, 14, 20, 0, 0, 0, time.UTC))
	var all []*replica
	for _, name := range []string{"one", "two", "three"} {
		all = append(all, newReplica(t, address, name, &c, &bottest.Platform{Now: c.now}))
	}
	if err := all[0].read(t.Context()); err != nil {
		t.Fatal(err)
	}
	var g sync.WaitGroup
	for _, r := range all {
		r.follow(t)
		g.Go(func() {
			if err := r.stories.settle(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	want := all[0].desk.Stories()
	if upTo, stored, err := all[0].store.Stories(t.Context(), 0); err != nil || upTo != all[0].desk.Seq() || len(stored) != len(want) {
		t.Errorf("%d stories are stored up to %d, %v; want %d up to %d", len(stored), upTo, err, len(want), all[0].desk.Seq())
	}
	for _, r := range all[1:] {
		if diff := cmp.Diff(want, r.desk.Stories()); diff != "" {
			t.Errorf("other stories:\n%s", diff)
		}
	}
}

// TestServeReplicas runs the real program twice on one database.
func TestServeReplicas(t *testing.T) {
	address := postgrestest.New(t)
	s := slackfaketest.New(t)
	config := `
slack: {api_url: "` + s.URL + `"}
briefings:
  - {to: "slack:C0000NEWS", when: "every day at 21:00"}
`
	env := []string{"BRIEFBOT_DB=" + address, "BRIEFBOT_SLACK_BOT_TOKEN=" + slackfaketest.BotToken, "BRIEFBOT_SLACK_APP_TOKEN=" + slackfaketest.AppToken}
	one, a := start(t, t.TempDir(), config, env...)
	two, b := start(t, t.TempDir(), config, env...)
	for deadline := time.After(time.Minute); !strings.Contains(a.String()+b.String(), "delivery ended"); {
		select {
		case <-a.more:
		case <-b.more:
		case <-deadline:
			t.Errorf("no delivery ended")
			deadline = nil
		}
		if t.Failed() {
			break
		}
	}
	for _, cmd := range []*exec.Cmd{one, two} {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("a replica did not end well: %v", err)
		}
	}
	if t.Failed() {
		t.Fatalf("the replicas wrote:\n%s\n%s", a, b)
	}
	store, err := sqlstore.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	subs, err := store.Subscriptions(t.Context(), bot.Destination{})
	if err != nil || len(subs) != 1 {
		t.Fatalf("%d subscriptions, %v", len(subs), err)
	}
	d, err := store.Deliveries(t.Context(), subs[0].ID, 5)
	if err != nil || len(d) != 1 || d[0].State != bot.Sent {
		t.Fatalf("deliveries %+v, %v", d, err)
	}
	if n := len(s.WaitMessages(1)); n != len(d[0].Parts) {
		t.Errorf("%d messages arrived, want %d", n, len(d[0].Parts))
	}
}

// adopt takes over what another replica has grouped since.
func (a *assigner) adopt(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.catchUp(ctx)
}
