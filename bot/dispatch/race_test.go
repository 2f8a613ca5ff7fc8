package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
)

// Replicas that tick in the same moment deliver each slot once, on both databases.
func TestReplicasTickAtOnce(t *testing.T) {
	for name, open := range map[string]func(t *testing.T) string{
		"SQLite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "b.db") },
		"Postgres": func(t *testing.T) string { return postgrestest.New(t) },
	} {
		t.Run(name, func(t *testing.T) {
			address := open(t)
			var clock atomic.Int64
			now := func() time.Time { return time.Unix(clock.Load(), 0).UTC() }
			clock.Store(time.Date(2024, 5, 6, 7, 0, 0, 0, time.UTC).Unix())
			world := &bottest.Platform{Now: now, PerPart: 30}
			var replicas []*dispatch.Dispatcher
			var store *sqlstore.Store
			for range 3 {
				var err error
				if store, err = sqlstore.Open(t.Context(), address); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { store.Close() })
				engine := &bottest.Engine{}
				replicas = append(replicas, dispatch.New(slog.New(slog.DiscardHandler), store, engine, []bot.Platform{bottest.Finding{Platform: world}}, dispatch.Options{Now: now, Corpus: engine}))
			}
			for _, id := range []bot.SubscriptionID{"a", "b", "c"} {
				to := bot.Destination{Platform: "fake", Channel: string(id)}
				if _, err := store.PutSubscription(t.Context(), bot.Subscription{ID: id, To: to, When: "every day at 08:00", Zone: "UTC", Since: now()}); err != nil {
					t.Fatal(err)
				}
			}
			for range 3 {
				clock.Add(int64(12 * time.Hour / time.Second))
				var g sync.WaitGroup
				for _, d := range replicas {
					g.Go(func() {
						if err := d.Tick(t.Context()); err != nil {
							t.Error(err)
						}
						d.Wait()
					})
				}
				g.Wait()
			}
			parts := map[string]int{}
			for _, p := range world.Posted() {
				parts[p.Key]++
			}
			for _, id := range []bot.SubscriptionID{"a", "b", "c"} {
				all, err := store.Deliveries(t.Context(), id, 10)
				if err != nil || len(all) != 2 {
					t.Fatalf("%d deliveries, %v; want 2", len(all), err)
				}
				for _, d := range all {
					for _, p := range d.Parts {
						if parts[p.Key] != 1 {
							t.Errorf("a part of %s arrived %d times", d.Key, parts[p.Key])
						}
						delete(parts, p.Key)
					}
				}
			}
			if len(parts) != 0 {
				t.Errorf("%d parts belong to nothing", len(parts))
			}
		})
	}
}

// hanging is a platform on which the first send hangs for a while and arrives in its beginning.
type hanging struct {
	bottest.Finding
	hang time.Duration
	once *sync.Once
}

func (h hanging) Send(ctx context.Context, p bot.Post) (bot.MessageRef, error) {
	ref, err := h.Finding.Send(ctx, p)
	h.once.Do(func() { time.Sleep(h.hang) })
	return ref, err
}

// A lease that lapses while a send hangs goes to another, who finds what arrived; the first is refused
// when it comes back and sends nothing more.
func TestLeaseLapsesWhileASendHangs(t *testing.T) {
	bubble(t, &bottest.Platform{PerPart: 30}, true, func(b *bench) {
		time.Sleep(8*time.Hour + time.Minute)
		slow := hanging{bottest.Finding{Platform: b.platform}, 10 * time.Minute, &sync.Once{}}
		first := b.on(b.store, slow)
		if err := first.Tick(b.Context()); err != nil {
			t.Fatal(err)
		}
		b.run(9 * time.Minute)
		d := b.latest()
		if d.State != bot.Sent || len(b.platform.Posted()) != len(d.Parts) || len(d.Parts) < 2 {
			t.Fatalf("the second: %s, %d messages for %d parts", d.State, len(b.platform.Posted()), len(d.Parts))
		}
		first.Wait()
		if after := b.latest(); len(b.platform.Posted()) != len(d.Parts) || after.Token != d.Token || after.State != bot.Sent {
			t.Errorf("after the first came back: %s, %d messages for %d parts", after.State, len(b.platform.Posted()), len(d.Parts))
		}
	})
}

// Clocks that jump by hours, forward and back, neither lose a slot nor deliver it twice; what they
// jump over by more than the grace is skipped, and said.
func TestClockJumps(t *testing.T) {
	for name, jumps := range map[string][]time.Duration{
		"forward over the slot, within the grace": {10 * time.Hour},
		"back over a delivered slot":              {9 * time.Hour, -5 * time.Hour},
		"back and forth":                          {9 * time.Hour, -3 * time.Hour, 4 * time.Hour, -6 * time.Hour, 5 * time.Hour},
		"back by a day":                           {9 * time.Hour, -24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{PerPart: 30}, true, func(b *bench) {
				var offset time.Duration
				now := func() time.Time { return time.Now().Add(offset) }
				b.platform.Now = now
				d := dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{bottest.Finding{Platform: b.platform}}, dispatch.Options{Now: now, Corpus: b.engine})
				tick := func() {
					for range 3 {
						if err := d.Tick(b.Context()); err != nil {
							t.Fatal(err)
						}
						d.Wait()
						time.Sleep(time.Minute)
					}
				}
				tick()
				for _, j := range jumps {
					offset += j
					tick()
				}
				for day := 0; now().Before(time.Date(2000, 1, 2, 9, 0, 0, 0, time.UTC)) && day < 100; day++ { // until the next is due too
					time.Sleep(time.Hour)
					tick()
				}
				all, err := b.store.Deliveries(b.Context(), "daily", 10)
				if err != nil || len(all) != 2 || all[0].State != bot.Sent || all[1].State != bot.Sent {
					t.Fatalf("deliveries: %+v, %v", all, err)
				}
				if n := len(b.platform.Posted()); n != len(all[0].Parts)+len(all[1].Parts) {
					t.Errorf("%d messages", n)
				}
			})
		})
	}
	t.Run("forward by a month, and back", func(t *testing.T) {
		bubble(t, &bottest.Platform{}, true, func(b *bench) {
			var offset time.Duration
			d := dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{bottest.Finding{Platform: b.platform}},
				dispatch.Options{Now: func() time.Time { return time.Now().Add(offset) }, Corpus: b.engine})
			for n := range 2 * 24 * 4 {
				offset = 0
				if n == 8 { // two hours before the first slot is due
					offset = 30 * 24 * time.Hour
				}
				if err := d.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
				d.Wait()
				time.Sleep(15 * time.Minute)
			}
			for _, slot := range []string{"2000-01-01/1", "2000-01-02/1"} {
				if got, err := b.store.Delivery(b.Context(), bot.DeliveryKey{Subscription: "daily", Slot: slot}); err != nil || got.State != bot.Sent {
					t.Errorf("%s: %q, %v", slot, got.State, err)
				}
			}
		})
	})
	t.Run("forward by more than the grace", func(t *testing.T) {
		bubble(t, &bottest.Platform{}, true, func(b *bench) {
			time.Sleep(14 * time.Hour)
			b.run(10 * time.Minute)
			if d := b.latest(); d.State != bot.Skipped || d.Reason != "missed, and no longer delivered 6h0m0s after its time" {
				t.Errorf("%s: %q", d.State, d.Reason)
			}
		})
	})
}

// A process that dies in a delivery, and a clock that goes back before the next one begins: the slot is
// taken up when it is due again, and what may have arrived is looked up, since the clock no longer
// tells for how long the platform has remembered it.
func TestDeathAndThenAClockThatGoesBack(t *testing.T) {
	for name, back := range map[string]time.Duration{"by minutes": 20 * time.Minute, "to before the slot": 9 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			p := &bottest.Platform{PerPart: 20, Remembered: 5 * time.Minute}
			bubble(t, p, true, func(b *bench) {
				both := struct {
					bottest.Finding
					remembers
				}{bottest.Finding{Platform: p}, remembers(5 * time.Minute)}
				time.Sleep(8*time.Hour + 30*time.Minute)
				first := b.on(&dying{Store: b.store, left: 4}, both) // after a send, before its end is recorded
				if err := first.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
				first.Wait()
				if n := len(p.Posted()); n == 0 {
					t.Fatal("nothing was sent before it died")
				}
				time.Sleep(10 * time.Minute) // the platform forgets
				now := func() time.Time { return time.Now().Add(-back) }
				d := dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{both}, dispatch.Options{Now: now})
				for end := time.Now().Add(back + 10*time.Minute); time.Now().Before(end); time.Sleep(5 * time.Minute) {
					if err := d.Tick(b.Context()); err != nil {
						t.Fatal(err)
					}
					d.Wait()
				}
				got := b.latest()
				if got.State != bot.Sent || len(p.Posted()) != len(got.Parts) {
					t.Errorf("%s (%s), %d messages for %d parts", got.State, got.Reason, len(p.Posted()), len(got.Parts))
				}
			})
		})
	}
}

// remembers is for how long keys are remembered.
type remembers time.Duration

func (r remembers) Remembers() time.Duration { return time.Duration(r) }

// What was claimed and then left behind before its first send is not sent after the grace, but said to
// be missed; within it, it is sent and marked late.
func TestLeftBehindBeforeItsFirstSend(t *testing.T) {
	for name, c := range map[string]struct {
		away  time.Duration
		state bot.DeliveryState
	}{"within the grace": {time.Hour, bot.Sent}, "after it": {5 * time.Hour, bot.Skipped}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{}, true, func(b *bench) {
				time.Sleep(8*time.Hour + time.Second)
				store := &dying{Store: b.store, left: 0}
				first := b.on(store, bottest.Finding{Platform: b.platform})
				if err := first.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
				first.Wait()
				time.Sleep(c.away)
				b.run(10 * time.Minute)
				d := b.latest()
				if d.State != c.state {
					t.Fatalf("%s: %q", d.State, d.Reason)
				}
				if words := b.stands(); c.state == bot.Sent && !containsAll(words, "late") || c.state == bot.Skipped && words != "" {
					t.Errorf("the channel shows\n%s", words)
				}
			})
		})
	}
}

// panicky is a platform whose Split panics for one channel's messages.
type panicky struct{ *bottest.Platform }

func (p panicky) Split(m bot.Message) []bot.Part {
	if m.Ping == "panic" {
		panic("asked to")
	}
	return p.Platform.Split(m)
}

// A briefing that makes the program panic takes no other with it, and is skipped in the end.
func TestPanicIsOneBriefingsOwn(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		_, err := b.store.PutSubscription(b.Context(), bot.Subscription{ID: "bad", To: channel, Ping: "panic", When: "every day at 08:00", Zone: "UTC", Since: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		b.d = b.on(b.store, panicky{b.platform})
		time.Sleep(8 * time.Hour)
		b.run(4 * time.Hour)
		if d := b.latest(); d.State != bot.Sent || len(b.platform.Posted()) != 1 {
			t.Errorf("the other: %s", d.State)
		}
		d, err := b.store.Deliveries(b.Context(), "bad", 1)
		if err != nil || len(d) != 1 || d[0].State != bot.Skipped {
			t.Errorf("the bad one: %+v, %v", d, err)
		}
	})
}

// slow is a platform that takes its time for every request.
type slow struct{ *bottest.Platform }

func (s slow) Send(ctx context.Context, p bot.Post) (bot.MessageRef, error) {
	time.Sleep(20 * time.Second)
	return s.Platform.Send(ctx, p)
}

// Neither a platform that is slow nor a channel that asks to wait delays another.
func TestOneDoesNotDelayAnother(t *testing.T) {
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "b.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	synctest.Test(t, func(t *testing.T) {
		fast, sluggish := &bottest.Platform{Now: time.Now, ChannelRate: 1}, &bottest.Platform{Called: "sluggish", Now: time.Now}
		fast.Fails = map[string]*bot.SendError{"busy": {Reason: bot.ReasonRateLimited, RetryAfter: time.Hour}}
		for _, to := range []bot.Destination{{Platform: "sluggish", Channel: "a"}, {Platform: "sluggish", Channel: "b"}, {Platform: "fake", Channel: "busy"}, {Platform: "fake", Channel: "c"}, {Platform: "fake", Channel: "d"}} {
			if _, err := store.PutSubscription(t.Context(), bot.Subscription{ID: bot.SubscriptionID(to.Channel), To: to, When: "every day at 08:00", Zone: "UTC", Since: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
		d := dispatch.New(slog.New(slog.DiscardHandler), store, &bottest.Engine{}, []bot.Platform{fast, slow{sluggish}}, dispatch.Options{Now: time.Now})
		time.Sleep(8 * time.Hour)
		due := time.Now()
		ctx, stop := context.WithCancel(t.Context())
		if err := d.Tick(ctx); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if n := len(sluggish.Posted()); n != 2 {
			t.Errorf("the slow platform has %d messages", n)
		}
		posted := fast.Posted()
		if len(posted) != 2 {
			t.Fatalf("the fast platform has %d messages", len(posted))
		}
		for _, p := range posted {
			if took := p.At.Sub(due); took > time.Second {
				t.Errorf("%s waited %s for others", p.To, took)
			}
		}
		stop()
		d.Wait()
	})
}

// A lasting failure pauses the briefing and tells its owner; where the owner cannot be told either,
// that is no reason to try for ever, and the briefing says itself why it is paused.
func TestOwnerIsTold(t *testing.T) {
	gone := &bot.SendError{Reason: bot.ReasonGone}
	for name, c := range map[string]struct {
		owner  *bot.SendError
		script []*bot.SendError
		told   int
	}{
		"in a direct message":          {told: 1},
		"after a moment of trouble":    {script: []*bot.SendError{{Reason: bot.ReasonUnavailable}, {Reason: bot.ReasonRateLimited, RetryAfter: time.Second}}, told: 1},
		"who takes no direct messages": {owner: &bot.SendError{Reason: bot.ReasonForbidden}},
		"on a platform that is away":   {owner: &bot.SendError{Reason: bot.ReasonUnavailable}},
	} {
		t.Run(name, func(t *testing.T) {
			p := &bottest.Platform{Script: c.script, Fails: map[string]*bot.SendError{"C1": gone}}
			if c.owner != nil {
				p.Fails["U1"] = c.owner
			}
			bubble(t, p, true, func(b *bench) {
				b.run(9 * time.Hour)
				s, err := b.store.Subscription(b.Context(), "daily")
				if err != nil || s.Paused != "the channel is gone or archived." {
					t.Errorf("paused: %q, %v", s.Paused, err)
				}
				if d := b.latest(); d.State != bot.Failed || d.Reason != "the channel is gone or archived" {
					t.Errorf("%s: %q", d.State, d.Reason)
				}
				if n := len(b.platform.Posted()); n != c.told {
					t.Errorf("%d messages, want %d", n, c.told)
				}
				if words := b.stands(); c.told > 0 && !containsAll(words, "is paused: the channel is gone", "/briefing resume daily") {
					t.Errorf("the owner was told\n%s", words)
				}
			})
		})
	}
}

// An order whose zone or schedule this program cannot read is paused, and its owner is told, once:
// it holds up no other and is not silent for ever.
func TestUnreadableOrderIsToldOf(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		for id, s := range map[bot.SubscriptionID]bot.Subscription{"zone": {When: "every day at 08:00", Zone: "Mars/Olympus"}, "hours": {When: "on blue moons", Zone: "UTC"}} {
			s.ID, s.To, s.Owner, s.Since = id, channel, "U2", time.Now()
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		b.run(9 * time.Hour)
		told := 0
		for _, p := range b.platform.Posted() {
			if words := bottest.Words(p.Message); p.To.User == "U2" && containsAll(words, "can no longer be read", "/briefing edit") {
				told++
			}
		}
		if told != 2 || len(b.platform.Posted()) != 3 {
			t.Errorf("the owner was told %d times, in %d messages", told, len(b.platform.Posted()))
		}
		for _, id := range []bot.SubscriptionID{"zone", "hours"} {
			if s, err := b.store.Subscription(b.Context(), id); err != nil || s.Active() {
				t.Errorf("%s is not paused: %v", id, err)
			}
		}
	})
}

// However a schedule is edited, no local day has its first slot delivered twice, and one that was
// ordered before the day began has it once.
func TestEditsNeverRepeatADay(t *testing.T) {
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 3))
		zone := []string{"UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"}[seed%4]
		store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "b.db"))
		if err != nil {
			t.Fatal(err)
		}
		local, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2024, 3, 28, 0, 0, 0, 0, local) // Europe's clocks change on the 31st
		clock := func() time.Time { return now }
		p := &bottest.Platform{Now: clock}
		d := dispatch.New(slog.New(slog.DiscardHandler), store, &bottest.Engine{}, []bot.Platform{bottest.Finding{Platform: p}}, dispatch.Options{Now: clock})
		daily := func() string { return fmt.Sprintf("every day at %d:00", rng.IntN(24)) }
		s, err := store.PutSubscription(t.Context(), bot.Subscription{ID: "a", To: channel, When: daily(), Zone: zone, Since: now})
		if err != nil {
			t.Fatal(err)
		}
		edits := 0
		for range 4 * 24 {
			if seed >= 4 && rng.IntN(12) == 0 {
				edits++
				s.When, s.Since = daily(), now
				if s, err = store.PutSubscription(t.Context(), s); err != nil {
					t.Fatal(err)
				}
			}
			if err := d.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
			d.Wait()
			now = now.Add(time.Hour)
		}
		days := map[string]int{}
		for _, m := range p.Posted() {
			days[m.At.In(local).Format(time.DateOnly)]++
		}
		for day, n := range days {
			if n != 1 {
				t.Errorf("seed %d: %d briefings on %s", seed, n, day)
			}
		}
		if seed < 4 && len(days) < 3 || seed >= 4 && edits == 0 {
			t.Errorf("seed %d: briefings on %d days, %d edits", seed, len(days), edits)
		}
		store.Close()
	}
}

func containsAll(s string, parts ...string) bool {
	for _, p := range parts {
		if !strings.Contains(s, p) {
			return false
		}
	}
	return true
}

// ailing is a store that takes no writes for a while.
type ailing struct {
	*sqlstore.Store
	from, to time.Time
	lost     bool // what is written in the trouble fails after it took effect
}

var errAway = errors.New("the database is away")

func (a *ailing) ill(f func() error) error {
	if now := time.Now(); now.Before(a.from) || !now.Before(a.to) {
		return f()
	}
	if a.lost {
		return errors.Join(errAway, f())
	}
	return errAway
}

func (a *ailing) Claim(ctx context.Context, d bot.Delivery, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	err = a.ill(func() error {
		out, err = a.Store.Claim(ctx, d, holder, now, lease)
		return err
	})
	return out, err
}

func (a *ailing) PutPart(ctx context.Context, k bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	return a.ill(func() error { return a.Store.PutPart(ctx, k, token, n, p) })
}

func (a *ailing) Extend(ctx context.Context, k bot.DeliveryKey, token int64, until time.Time) error {
	return a.ill(func() error { return a.Store.Extend(ctx, k, token, until) })
}

func (a *ailing) Finish(ctx context.Context, k bot.DeliveryKey, token int64, o bot.Outcome) error {
	return a.ill(func() error { return a.Store.Finish(ctx, k, token, o) })
}

// A database that is away for a minute in the midst of a delivery, whether its answers or its writes
// are lost, costs time and nothing else, even where the platform can tell nothing.
func TestDatabaseAwayForAMinute(t *testing.T) {
	for _, begin := range []int{0, 1, 3, 6} {
		for _, lost := range []bool{false, true} {
			bubble(t, &bottest.Platform{PerPart: 20}, false, func(b *bench) {
				time.Sleep(8 * time.Hour)
				from := time.Now().Add(time.Duration(begin) * 500 * time.Millisecond)
				store := &ailing{Store: b.store, from: from, to: from.Add(time.Minute), lost: lost}
				b.d = b.on(store, paced{b.platform})
				b.run(30 * time.Minute)
				d := b.latest()
				posted := b.platform.Posted()
				if d.State != bot.Sent || len(posted) != len(d.Parts) || len(d.Parts) < 4 {
					t.Errorf("away from %d, lost %v: %s (%s), %d messages for %d parts", begin, lost, d.State, d.Reason, len(posted), len(d.Parts))
				}
				for i, p := range d.Parts {
					if i < len(posted) && (p.Key != posted[i].Key || p.Ref.ID != posted[i].ID) {
						t.Errorf("away from %d, lost %v: message %d is another part", begin, lost, i)
					}
				}
			})
		}
	}
}

// paced is a platform whose requests take a moment.
type paced struct{ *bottest.Platform }

func (p paced) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	time.Sleep(300 * time.Millisecond)
	return p.Platform.Send(ctx, post)
}
