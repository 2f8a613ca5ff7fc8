package dispatch_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
)

// What may have arrived is sent again where the platform drops repetitions, and is no duplicate.
func TestDeduperIsSentAgain(t *testing.T) {
	unknown := &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}
	slow := &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: 10 * time.Minute}
	for name, c := range map[string]struct {
		script    []*bot.SendError
		duplicate bool
	}{
		"soon":                                {[]*bot.SendError{unknown, unknown, unknown}, false},
		"after the platform has forgotten it": {[]*bot.SendError{unknown, slow}, true},
	} {
		p := &bottest.Platform{Script: c.script, Accepts: true, Remembered: 5 * time.Minute}
		bubble(t, p, false, func(b *bench) {
			b.d = dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{bottest.Deduping{Platform: p}}, dispatch.Options{Now: time.Now})
			b.run(9 * time.Hour)
			d := b.latest()
			if d.State != bot.Sent || d.Parts[0].Duplicate != c.duplicate || !c.duplicate && len(p.Posted()) != 1 {
				t.Errorf("%s: %s, duplicate %v, %d messages", name, d.State, d.Parts[0].Duplicate, len(p.Posted()))
			}
		})
	}
}

// Two replicas that share a store deliver every slot once, whichever is first.
func TestTwoDispatchersShareAStore(t *testing.T) {
	bubble(t, &bottest.Platform{PerPart: 12}, true, func(b *bench) {
		other := b.dispatcher(true)
		for end := time.Now().Add(3*24*time.Hour + time.Hour); time.Now().Before(end); time.Sleep(30 * time.Minute) {
			for _, d := range []*dispatch.Dispatcher{b.d, other} {
				if err := d.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
			}
			b.d.Wait()
			other.Wait()
		}
		all, err := b.store.Deliveries(b.Context(), "daily", 10)
		if err != nil || len(all) != 3 {
			t.Fatalf("%d deliveries, %v; want 3", len(all), err)
		}
		parts := 0
		for _, d := range all {
			parts += len(d.Parts)
		}
		if n := len(b.platform.Posted()); n != parts {
			t.Errorf("%d messages for %d parts", n, parts)
		}
	})
}

// A delivery that a crash left behind is not taken up when its briefing was paused or removed.
func TestUnfinishedOfStoppedOrders(t *testing.T) {
	for name, stop := range map[string]func(*bench){
		"paused": func(b *bench) {
			s, err := b.store.Subscription(b.Context(), "daily")
			if err != nil {
				b.Fatal(err)
			}
			s.Paused = "by Ada"
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				b.Fatal(err)
			}
		},
		"removed": func(b *bench) {
			if err := b.store.RemoveSubscription(b.Context(), "daily"); err != nil {
				b.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{}, true, func(b *bench) {
				key := bot.DeliveryKey{Subscription: "daily", Slot: "2000-01-01/1"}
				claim := func() {
					if _, err := b.store.Claim(b.Context(), bot.Delivery{Key: key, To: channel, At: time.Now()}, "gone", time.Now(), time.Minute); err != nil {
						t.Fatal(err)
					}
				}
				claim()
				stop(b)
				if name == "removed" {
					claim() // by a replica that had not seen the removal yet
				}
				b.run(10 * time.Minute)
				d, err := b.store.Delivery(b.Context(), key)
				if err != nil || d.State != bot.Failed || !strings.Contains(d.Reason, name) {
					t.Errorf("%s (%s), %v", d.State, d.Reason, err)
				}
				if n := len(b.platform.Posted()); n != 0 {
					t.Errorf("%d messages", n)
				}
			})
		})
	}
}

// stuck is a platform that never answers.
type stuck struct{ *bottest.Platform }

func (stuck) Send(ctx context.Context, _ bot.Post) (bot.MessageRef, error) {
	<-ctx.Done()
	return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Err: ctx.Err()}
}

// A process that is told to stop ends within ten seconds, even when a platform hangs, and leaves the
// delivery to the next one.
func TestStopsWithinTenSeconds(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		time.Sleep(8*time.Hour + time.Minute)
		d := dispatch.New(slog.New(slog.DiscardHandler), b.store, b.engine, []bot.Platform{stuck{b.platform}}, dispatch.Options{Now: time.Now})
		ctx, stop := context.WithCancel(b.Context())
		if err := d.Tick(ctx); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		told := time.Now()
		stop()
		d.Wait()
		if took := time.Since(told); took > 10*time.Second {
			t.Errorf("it took %s", took)
		}
		b.run(time.Minute)
		if d := b.latest(); d.State != bot.Sent || len(b.platform.Posted()) != 1 {
			t.Errorf("the next process: %s, %d messages", d.State, len(b.platform.Posted()))
		}
	})
}

// A morning on which many briefings are due in the same minute takes no longer than the platform's
// limits ask for, within a twentieth. BRIEFBOT_TEST_MORNING is how many; it prints how many a second
// the store keeps up with.
func TestMorning(t *testing.T) {
	orders := 150
	if testing.Short() {
		orders = 40
	}
	if n, err := strconv.Atoi(os.Getenv("BRIEFBOT_TEST_MORNING")); err == nil {
		orders = n
	}
	p := &bottest.Platform{}
	path := t.TempDir() + "/b.db"
	began := time.Now()
	synctest.Test(t, func(t *testing.T) {
		store := opened(t, path)
		p.Now = time.Now
		for n := range orders {
			to := bot.Destination{Platform: "fake", Tenant: "T1", Channel: fmt.Sprintf("C%d", n)}
			if _, err := store.PutSubscription(t.Context(), bot.Subscription{ID: bot.SubscriptionID(fmt.Sprintf("s%d", n)), To: to, When: "every day at 08:00", Zone: "UTC", Since: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
		engine := &bottest.Engine{}
		d := dispatch.New(slog.New(slog.DiscardHandler), store, engine, []bot.Platform{bottest.Narrow{Platform: p}}, dispatch.Options{Now: time.Now})
		time.Sleep(8 * time.Hour)
		start := time.Now()
		if err := d.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.Wait()
		posted := p.Posted()
		if len(posted) != orders || len(engine.Built) != 1 {
			t.Fatalf("%d messages for %d orders, from %d editions", len(posted), orders, len(engine.Built))
		}
		took, least := posted[len(posted)-1].At.Sub(start), time.Duration(orders)*time.Second/50
		if took > least+least/20 {
			t.Errorf("it took %s; the limits allow %s", took, least)
		}
		t.Logf("%d briefings in %s by their own clock; the limits allow %s", orders, took, least)
	})
	t.Logf("%.0f a second from the order to the last record", float64(orders)/time.Since(began).Seconds())
}

func BenchmarkClaim(b *testing.B) {
	store, err := sqlstore.Open(b.Context(), b.TempDir()+"/b.db")
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	at := time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)
	for n := 0; b.Loop(); n++ {
		key := bot.DeliveryKey{Subscription: "daily", Slot: fmt.Sprintf("2024-05-01/%d", n)}
		if _, err := store.Claim(b.Context(), bot.Delivery{Key: key, To: channel, At: at}, "h", at, time.Minute); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTick looks for what is due among ten thousand subscriptions of which nothing is: once by a
// process that has only just begun, and by one that goes on.
func BenchmarkTick(b *testing.B) {
	store, err := sqlstore.Open(b.Context(), b.TempDir()+"/b.db")
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	now := time.Date(2024, 5, 8, 12, 0, 0, 0, time.UTC)
	for n := range 10_000 {
		s := bot.Subscription{ID: bot.SubscriptionID(fmt.Sprintf("s%d", n)), To: bot.Destination{Platform: "fake", Tenant: "T1", Channel: fmt.Sprintf("C%d", n)}, When: "weekdays at 08:00", Zone: "Europe/Berlin", Since: now.AddDate(0, 0, -30)}
		if _, err := store.PutSubscription(b.Context(), s); err != nil {
			b.Fatal(err)
		}
		for day := range 1 {
			at := now.AddDate(0, 0, -day)
			if err := store.Skip(b.Context(), bot.Delivery{Key: bot.DeliveryKey{Subscription: s.ID, Slot: at.Format(time.DateOnly) + "/1"}, To: s.To, At: at.Add(-6 * time.Hour)}, "late", at); err != nil {
				b.Fatal(err)
			}
		}
	}
	begin := func() *dispatch.Dispatcher {
		return dispatch.New(slog.New(slog.DiscardHandler), store, &bottest.Engine{}, []bot.Platform{&bottest.Platform{}}, dispatch.Options{Now: func() time.Time { return now }})
	}
	tick := func(b *testing.B, d *dispatch.Dispatcher) {
		if err := d.Tick(b.Context()); err != nil {
			b.Fatal(err)
		}
		d.Wait()
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			tick(b, begin())
		}
	})
	b.Run("later", func(b *testing.B) {
		d := begin()
		tick(b, d)
		for b.Loop() {
			tick(b, d)
		}
	})
}
