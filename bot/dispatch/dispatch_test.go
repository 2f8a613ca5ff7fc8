package dispatch_test

import (
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
)

var channel = bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}

// bench is a dispatcher with what it stands on, in a bubble whose clock begins at midnight.
type bench struct {
	*testing.T
	store    *sqlstore.Store
	engine   *bottest.Engine
	platform *bottest.Platform
	d        *dispatch.Dispatcher
}

// bubble runs f with a subscription for 8:00 UTC each day.
func bubble(t *testing.T, p *bottest.Platform, finder bool, f func(*bench)) {
	path := filepath.Join(t.TempDir(), "b.db")
	synctest.Test(t, func(t *testing.T) {
		store := opened(t, path)
		p.Now = time.Now
		b := &bench{T: t, store: store, engine: &bottest.Engine{}, platform: p}
		b.d = b.dispatcher(finder)
		_, err := store.PutSubscription(t.Context(), bot.Subscription{ID: "daily", To: channel, Owner: "U1", When: "every day at 08:00", Zone: "UTC", Since: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		f(b)
	})
}

// opened is the store in a file, for the length of a bubble. It must be opened within: once a connection is lost, a goroutine
// of the pool's own hands the next one to whoever waits, over a channel that belongs to the bubble.
func opened(t *testing.T, path string) *sqlstore.Store {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func (b *bench) dispatcher(finder bool) *dispatch.Dispatcher {
	var target bot.Platform = b.platform
	if finder {
		target = bottest.Finding{Platform: b.platform}
	}
	return b.on(b.store, target)
}

// on is a dispatcher that works on a store and for a platform.
func (b *bench) on(store dispatch.Store, target ...bot.Platform) *dispatch.Dispatcher {
	return dispatch.New(slog.New(slog.DiscardHandler), store, b.engine, target, dispatch.Options{Now: time.Now, Corpus: b.engine})
}

// run ticks once a minute for a while, or every five minutes for hours, and waits for what was begun.
func (b *bench) run(d time.Duration) {
	b.Helper()
	step := time.Minute
	if d > 2*time.Hour {
		step = 5 * time.Minute
	}
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(step) {
		if err := b.d.Tick(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.d.Wait()
	}
}

// latest is the subscription's latest record.
func (b *bench) latest() bot.Delivery {
	b.Helper()
	all, err := b.store.Deliveries(b.Context(), "daily", 1)
	if err != nil || len(all) != 1 {
		b.Fatalf("the latest delivery: %v, %v", all, err)
	}
	return all[0]
}

func TestOnceForEachSlot(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		b.run(8*time.Hour + 10*time.Minute)
		if n := len(b.platform.Posted()); n != 1 {
			t.Fatalf("%d messages after the first slot, want 1", n)
		}
		b.d = b.dispatcher(false) // a restart
		b.run(24 * time.Hour)
		posted := b.platform.Posted()
		if len(posted) != 2 {
			t.Fatalf("%d messages after two slots, want 2", len(posted))
		}
		if w := b.latest().Window; w.To.Sub(w.From) != 24*time.Hour || !w.To.Equal(b.latest().At) {
			t.Errorf("the second window is %s to %s", w.From, w.To)
		}
		seen := map[string]bool{}
		for _, p := range posted {
			for _, f := range p.Message.Facts() {
				if seen[f.Text] {
					t.Errorf("told twice: %s", f.Text)
				}
				seen[f.Text] = true
			}
		}
	})
}

func TestPartsGoOutInOrderIntoTheThread(t *testing.T) {
	bubble(t, &bottest.Platform{PerPart: 12}, false, func(b *bench) {
		b.run(8*time.Hour + 30*time.Minute)
		posted := b.platform.Posted()
		if len(posted) < 2 {
			t.Fatalf("%d parts, want several", len(posted))
		}
		keys := map[string]bool{}
		for i, p := range posted {
			if keys[p.Key] || p.Key == "" {
				t.Errorf("part %d has no key of its own: %q", i, p.Key)
			}
			keys[p.Key] = true
			if i > 0 && p.ReplyTo.ID != posted[0].ID {
				t.Errorf("part %d answers %q, want the first part", i, p.ReplyTo.ID)
			}
		}
	})
}

func TestWhatBecomesOfFailures(t *testing.T) {
	unknown := &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}
	for name, c := range map[string]struct {
		platform  *bottest.Platform
		finder    bool
		state     bot.DeliveryState
		posted    int
		duplicate bool
		paused    bool
		told      bool // the owner, in a message
	}{
		"asked to wait":                      {platform: &bottest.Platform{Script: []*bot.SendError{{Reason: bot.ReasonRateLimited, RetryAfter: 7 * time.Minute}}}, state: bot.Sent, posted: 1},
		"unavailable for a while":            {platform: &bottest.Platform{Script: []*bot.SendError{{Reason: bot.ReasonUnavailable}, {Reason: bot.ReasonUnavailable}}}, state: bot.Sent, posted: 1},
		"unknown, and had arrived":           {platform: &bottest.Platform{Script: []*bot.SendError{unknown}, Accepts: true}, finder: true, state: bot.Sent, posted: 1},
		"unknown, and had not":               {platform: &bottest.Platform{Script: []*bot.SendError{unknown}}, finder: true, state: bot.Sent, posted: 1},
		"unknown, with no way to tell":       {platform: &bottest.Platform{Script: []*bot.SendError{unknown}}, state: bot.Sent, posted: 1, duplicate: true},
		"unknown twice, with no way to tell": {platform: &bottest.Platform{Script: []*bot.SendError{unknown, unknown}}, state: bot.Sent, posted: 1, duplicate: true},
		"unknown thrice":                     {platform: &bottest.Platform{Script: []*bot.SendError{unknown, unknown, unknown}}, state: bot.Failed, posted: 1, duplicate: true, told: true},
		"the token is refused for a while":   {platform: &bottest.Platform{Script: refusals(8)}, state: bot.Sent, posted: 1},
		"the token is refused for the day":   {platform: &bottest.Platform{Fails: map[string]*bot.SendError{"C1": refusals(1)[0]}}, state: bot.Failed, posted: 1, told: true},
		"gone":                               {platform: &bottest.Platform{Script: []*bot.SendError{{Reason: bot.ReasonGone}}}, state: bot.Failed, posted: 1, paused: true, told: true},
		"the message is refused":             {platform: &bottest.Platform{Script: []*bot.SendError{{Reason: bot.ReasonInvalid}}}, state: bot.Failed, posted: 1, told: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, c.platform, c.finder, func(b *bench) {
				b.run(13 * time.Hour)
				d := b.latest()
				if d.State != c.state || len(b.platform.Posted()) != c.posted {
					t.Errorf("%s (%s) with %d messages, want %s with %d", d.State, d.Reason, len(b.platform.Posted()), c.state, c.posted)
				}
				if d.Parts[0].Duplicate != c.duplicate {
					t.Errorf("counted as a possible duplicate: %v", d.Parts[0].Duplicate)
				}
				s, err := b.store.Subscription(b.Context(), "daily")
				if err != nil || s.Active() == c.paused {
					t.Errorf("paused: %q, %v", s.Paused, err)
				}
				told, err := b.store.Told(b.Context(), channel, time.Time{})
				if err != nil || (len(told) > 0) != (c.state == bot.Sent) {
					t.Errorf("%d facts count as told after %s", len(told), d.State)
				}
				if c.told {
					if to := b.platform.Posted()[0].To; to.User != "U1" || to.Channel != "" {
						t.Errorf("the owner was told at %s", to)
					}
				}
			})
		})
	}
}

// refusals are so many refusals of the token.
func refusals(n int) []*bot.SendError {
	return slices.Repeat([]*bot.SendError{{Reason: bot.ReasonUnauthorized, Code: "401"}}, n)
}

func TestMissedSlots(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		time.Sleep(3*24*time.Hour + 10*time.Hour) // not running; the last slot was two hours ago
		b.run(time.Minute)
		if d := b.latest(); d.State != bot.Sent || !d.Late {
			t.Errorf("within the grace: %s, late %v", d.State, d.Late)
		}
		all, err := b.store.Deliveries(b.Context(), "daily", 10)
		if err != nil || len(all) != 4 || all[1].State != bot.Skipped || all[1].Reason == "" {
			t.Errorf("the older slots: %+v, %v", all, err)
		}
		time.Sleep(26 * time.Hour) // four hours after the next
		b.run(time.Minute)
		if d := b.latest(); d.State != bot.Skipped || len(b.platform.Posted()) != 1 {
			t.Errorf("after the grace: %s, %d messages", d.State, len(b.platform.Posted()))
		}
	})
}

// What was delivered on a local day is not delivered again because the hour was changed.
func TestEditingDeliversNoDayTwice(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		b.run(9 * time.Hour)
		s, err := b.store.Subscription(b.Context(), "daily")
		if err != nil {
			t.Fatal(err)
		}
		s.When, s.Since = "every day at 10:00", time.Now()
		if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
			t.Fatal(err)
		}
		b.run(5 * time.Hour)
		if n := len(b.platform.Posted()); n != 1 {
			t.Errorf("%d messages on the day of the change, want 1", n)
		}
		b.run(24 * time.Hour)
		if n := len(b.platform.Posted()); n != 2 {
			t.Errorf("%d messages by the next day, want 2", n)
		}
	})
}

func TestOutOfTurn(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		time.Sleep(8*time.Hour + 30*time.Minute) // the slot of 8:00 was missed
		for range 2 {
			d, err := b.d.Deliver(b.Context(), "daily", "run/e1")
			if err == nil && d.State != bot.Sent || err != nil && !errors.Is(err, bot.ErrDone) {
				t.Fatalf("%s, %v", d.State, err)
			}
		}
		if n := len(b.platform.Posted()); n != 1 {
			t.Errorf("%d messages for one command, want 1", n)
		}
		b.d = b.dispatcher(false) // a restart, after which the missed slot is still found
		b.run(time.Minute)
		if d, err := b.store.Delivery(b.Context(), bot.DeliveryKey{Subscription: "daily", Slot: time.Now().UTC().Format(time.DateOnly) + "/1"}); err != nil || !d.State.Final() {
			t.Errorf("the missed slot: %s, %v", d.State, err)
		}
	})
}
