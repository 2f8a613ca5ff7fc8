package dispatch_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
)

// counting counts what a dispatcher reads of the orders.
type counting struct {
	dispatch.Store
	all, last int // readings of all orders, and questions for the last slot of one
}

func (c *counting) Subscriptions(ctx context.Context, scope bot.Destination) ([]bot.Subscription, error) {
	c.all++
	return c.Store.Subscriptions(ctx, scope)
}

func (c *counting) LastDue(ctx context.Context, id bot.SubscriptionID, now time.Time) (bot.Delivery, error) {
	c.last++
	return c.Store.LastDue(ctx, id, now)
}

// A tick at which nothing is due reads no order; one that another process changes is seen at the next tick.
func TestATickWithNothingDueReadsNothing(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		for i := range 50 {
			id := bot.SubscriptionID(fmt.Sprint("other", i))
			put(b, bot.Subscription{ID: id, To: channel, When: "every day at 09:00", Zone: "UTC", Since: time.Now()})
		}
		store := &counting{Store: b.store}
		d := b.on(store, bottest.Finding{Platform: b.platform})
		tick := func() {
			t.Helper()
			if err := d.Tick(b.Context()); err != nil {
				b.Fatal(err)
			}
			d.Wait()
		}
		tick()
		if store.all != 1 || store.last != 51 {
			b.Fatalf("the first tick reads the orders %d times and %d last slots", store.all, store.last)
		}
		for range 12 * 4 {
			time.Sleep(5 * time.Second)
			tick()
		}
		if store.all != 1 || store.last != 51 {
			b.Errorf("48 ticks with nothing due read the orders %d times and %d last slots", store.all-1, store.last-51)
		}
		// Another process orders one, for now.
		put(b, bot.Subscription{ID: "new", To: channel, When: "every day at 00:05", Zone: "UTC", Since: time.Now()})
		time.Sleep(5 * time.Second)
		tick()
		if store.all != 2 || store.last != 52 {
			b.Errorf("a new order: read %d times, %d last slots", store.all, store.last)
		}
		sent := func(id bot.SubscriptionID) int {
			b.Helper()
			all, err := b.store.Deliveries(b.Context(), id, 9)
			if err != nil {
				b.Fatal(err)
			}
			return len(all)
		}
		for at := time.Now().Truncate(24 * time.Hour).Add(5 * time.Minute); time.Now().Before(at); time.Sleep(5 * time.Second) {
			tick()
		}
		tick()
		if sent("new") != 1 {
			b.Error("the new order is not delivered at its time")
		}
		// Another process moves one to now, removes one and pauses one.
		s, err := b.store.Subscription(b.Context(), "other7")
		if err != nil {
			b.Fatal(err)
		}
		s.When = "every day at 00:07"
		put(b, s)
		if err := b.store.RemoveSubscription(b.Context(), "other8"); err != nil {
			b.Fatal(err)
		}
		s, err = b.store.Subscription(b.Context(), "other9")
		if err != nil {
			b.Fatal(err)
		}
		s.Paused = "by hand"
		put(b, s)
		for day := time.Now().Truncate(24 * time.Hour); time.Now().Before(day.Add(9*time.Hour + time.Minute)); time.Sleep(5 * time.Second) {
			tick()
		}
		for id, want := range map[bot.SubscriptionID]int{"daily": 1, "other1": 1, "other7": 1, "other8": 0, "other9": 0} {
			if n := sent(id); n != want {
				b.Errorf("%s is delivered %d times, want %d", id, n, want)
			}
		}
	})
}

func put(b *bench, s bot.Subscription) {
	b.Helper()
	if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
		b.Fatal(err)
	}
}
