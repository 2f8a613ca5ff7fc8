package dispatch_test

import (
	"context"
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
			world := &bottest.Platform{Now: now, PerPart: 10}
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
	bubble(t, &bottest.Platform{PerPart: 10}, true, func(b *bench) {
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
			bubble(t, &bottest.Platform{PerPart: 10}, true, func(b *bench) {
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
	for ahead, minutes := range map[time.Duration]int{26 * time.Hour: 0, 5 * 24 * time.Hour: 460, 40 * 24 * time.Hour: 7} { // after ten past midnight
		t.Run(fmt.Sprintf("forward by %s at minute %d, and back", ahead, minutes), func(t *testing.T) { glitch(t, ahead, minutes) })
	}
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
			p := &bottest.Platform{PerPart: 7, Remembered: 5 * time.Minute}
			bubble(t, p, true, func(b *bench) {
				both := struct {
					bottest.Finding
					remembers
				}{bottest.Finding{Platform: p}, remembers(5 * time.Minute)}
				time.Sleep(8*time.Hour + 30*time.Minute)
				first := b.on(dies(b.store, 4), both) // after a send, before its end is recorded
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
				store := dies(b.store, 0)
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
	path := filepath.Join(t.TempDir(), "b.db")
	synctest.Test(t, func(t *testing.T) {
		store := opened(t, path)
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

// glitch lets a clock show too much for a minute, for one process that ends and an order that is resumed
// in that minute, and wants the briefings of all days but the one that came in it.
func glitch(t *testing.T, ahead time.Duration, minutes int) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		b.run(10 * time.Minute)
		time.Sleep(time.Duration(minutes) * time.Minute)
		wrong := func() time.Time { return time.Now().Add(ahead) }
		d := dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{bottest.Finding{Platform: b.platform}}, dispatch.Options{Now: wrong, Corpus: b.engine})
		_, err := b.store.PutSubscription(b.Context(), bot.Subscription{ID: "new", To: bot.Destination{Platform: "fake", Channel: "C2"}, When: "every day at 08:00", Zone: "UTC", Since: wrong()})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Tick(b.Context()); err != nil {
			t.Fatal(err)
		}
		d.Wait()
		early := len(b.platform.Posted())
		b.run(4 * 24 * time.Hour)
		for _, id := range []bot.SubscriptionID{"daily", "new"} {
			all, err := b.store.Deliveries(b.Context(), id, 20)
			sent := 0
			for _, d := range all {
				if d.State == bot.Sent {
					sent++
				}
			}
			if err != nil || sent < 4 {
				t.Errorf("%s: %d of 4 days delivered, %v", id, sent, err)
			}
		}
		if n := len(b.platform.Posted()); n < 8 || n > 8+early {
			t.Errorf("%d messages, %d of them early", n, early)
		}
	})
}
