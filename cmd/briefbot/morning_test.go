package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
	"briefbot/briefing/desk"
	"briefbot/briefing/newstest"
)

// A morning at which many subscribers of twenty wishes are due in the same minute: the engine reads, groups and tailors the
// news, each subscriber gets one briefing, and the last has it as soon as the platform's limits allow, within a twentieth.
// With BRIEFBOT_TEST_WEEK there are a thousand.
func TestMorningOfTwentyWishes(t *testing.T) {
	orders, articles := 200, 150
	if testing.Short() {
		orders = 60
	}
	if os.Getenv("BRIEFBOT_TEST_WEEK") != "" {
		orders, articles = 1000, 400
	}
	path := t.TempDir() + "/b.db"
	all := newstest.Articles(newstest.Options{Seed: 80, Articles: articles})
	synctest.Test(t, func(t *testing.T) {
		store, err := sqlstore.Open(t.Context(), path) // within, as the pool's goroutines must be of the bubble
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		aMorning(t, store, all, orders)
	})
}

// aMorning lets the orders come due and checks what is sent.
func aMorning(t *testing.T, store *sqlstore.Store, all []newstest.Article, orders int) {
	day := time.Date(2025, 3, 3, 0, 0, 0, 0, time.UTC) // of the news
	shift := time.Now().Truncate(24 * time.Hour).Sub(day)
	d := desk.New(desk.Options{})
	plain := newstest.Plain(all)
	for i := range plain {
		plain[i].Published.Time, plain[i].FirstSeen = plain[i].Published.Add(shift), plain[i].Published.Add(shift)
	}
	d.Put(plain...)
	e := &engine{desk: d, sources: func(context.Context) ([]bot.SourceHealth, error) { return nil, nil }}
	topics := d.Topics(16)
	for n := range orders {
		s := bot.Subscription{
			ID: bot.SubscriptionID(fmt.Sprintf("s%d", n)), To: bot.Destination{Platform: "fake", Tenant: "T1", Channel: fmt.Sprintf("C%d", n)},
			When: "every day at 08:00", Zone: "UTC", Since: time.Now().Add(24 * time.Hour), Words: 100 + n%3*100,
		}
		switch wish := n % 20; {
		case wish < 12:
			s.Topics = topics[wish : wish+1+wish%3]
		case wish < 16:
			s.Sources = []string{plain[wish].Outlet(), plain[wish+9].Outlet(), plain[wish+30].Outlet()}
		default:
			for i, w := range []bot.Wish{bot.Follow, bot.Mute} {
				if err := store.Prefer(t.Context(), s.To, topics[wish-16+8*i], w); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := store.PutSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	const limit = 50
	p := &bottest.Platform{Now: time.Now, Rate: limit, ChannelRate: 1}
	run := dispatch.New(slog.New(slog.DiscardHandler), store, e, []bot.Platform{bottest.Narrow{Platform: p}}, dispatch.Options{Now: time.Now})
	time.Sleep(32 * time.Hour)
	due := time.Now()
	if err := run.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	run.Wait()
	posted, got, told := p.Posted(), map[string]int{}, map[string]bool{}
	for _, m := range posted {
		got[m.To.Channel]++
		told[fmt.Sprint(m.Message.Blocks)] = true
	}
	if len(posted) != orders || len(got) != orders {
		t.Fatalf("%d messages in %d channels for %d orders", len(posted), len(got), orders)
	}
	if len(told) < 20 {
		t.Errorf("only %d different briefings", len(told))
	}
	took, least := posted[len(posted)-1].At.Sub(due), time.Duration(orders)*time.Second/limit
	if took > least+least/20 {
		t.Errorf("it took %s; the limits allow %s", took, least)
	}
	for n := range orders {
		key := bot.DeliveryKey{Subscription: bot.SubscriptionID(fmt.Sprintf("s%d", n)), Slot: due.Format(time.DateOnly) + "/1"}
		if x, err := store.Delivery(t.Context(), key); err != nil || x.State != bot.Sent {
			t.Fatalf("%s: %s, %v", key.Subscription, x.State, err)
		}
	}
	t.Logf("%d briefings, %d different, in %s by their own clock; the limits allow %s", orders, len(told), took, least)
}
