package bottest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/bot"
)

// replicas is how many do the same at the same time.
const replicas = 8

// together runs f once for each replica, at the same time.
func together(f func(replica int)) {
	var g sync.WaitGroup
	for n := range replicas {
		g.Go(func() { f(n) })
	}
	g.Wait()
}

// testClaimRace wants each of many slots to go to one of those who claim them all.
func testClaimRace(t *testing.T, s Store) {
	const slots = 12
	var won [slots]atomic.Int32
	together(func(n int) {
		for i := range slots {
			slot := (i + n) % slots
			key := bot.DeliveryKey{Subscription: "a", Slot: fmt.Sprintf("2024-05-06/%d", slot)}
			switch _, err := s.Claim(t.Context(), bot.Delivery{Key: key, To: here, At: start}, fmt.Sprint(n), start, time.Minute); {
			case err == nil:
				won[slot].Add(1)
			case !errors.Is(err, bot.ErrTaken):
				t.Errorf("claiming %s: %v", key, err)
			}
		}
	})
	for slot := range won {
		if n := won[slot].Load(); n != 1 {
			t.Errorf("slot %d was claimed by %d", slot, n)
		}
	}
}

// testSkipRace wants a slot that is skipped and claimed at the same time to be one of the two.
func testSkipRace(t *testing.T, s Store) {
	const slots = 12
	key := func(slot int) bot.DeliveryKey {
		return bot.DeliveryKey{Subscription: "a", Slot: fmt.Sprintf("2024-05-06/%d", slot)}
	}
	var claimed [slots]atomic.Bool
	together(func(n int) {
		for slot := range slots {
			d := bot.Delivery{Key: key(slot), To: here, At: start}
			if n%2 == 0 {
				if err := s.Skip(t.Context(), d, "missed", start); err != nil {
					t.Errorf("skipping: %v", err)
				}
				continue
			}
			switch _, err := s.Claim(t.Context(), d, fmt.Sprint(n), start, time.Minute); {
			case err == nil:
				claimed[slot].Store(true)
			case !errors.Is(err, bot.ErrTaken) && !errors.Is(err, bot.ErrDone):
				t.Errorf("claiming: %v", err)
			}
		}
	})
	for slot := range slots {
		d, err := s.Delivery(t.Context(), key(slot))
		if err != nil || claimed[slot].Load() != (d.State == bot.Claimed) {
			t.Errorf("slot %d is %s, %v; claimed %v", slot, d.State, err, claimed[slot].Load())
		}
	}
}

// testSharedRace does at the same time what replicas do for one command and in one thread.
func testSharedRace(t *testing.T, s Store) {
	var first, leases, orders atomic.Int32
	together(func(n int) {
		if ok, err := s.First(t.Context(), "fake", "e1", start); err != nil {
			t.Errorf("first: %v", err)
		} else if ok {
			first.Add(1)
		}
		if _, err := s.Acquire(t.Context(), "reader", fmt.Sprint(n), start, time.Minute); err == nil {
			leases.Add(1)
		} else if !errors.Is(err, bot.ErrTaken) {
			t.Errorf("acquiring: %v", err)
		}
		if _, err := s.PutSubscription(t.Context(), bot.Subscription{ID: "a", To: here}); err == nil {
			orders.Add(1)
		} else if !errors.Is(err, bot.ErrConflict) {
			t.Errorf("subscribing: %v", err)
		}
		if err := s.AddTurn(t.Context(), here, bot.Turn{At: start, Question: fmt.Sprint(n)}); err != nil {
			t.Errorf("a turn: %v", err)
		}
	})
	if first.Load() != 1 || leases.Load() != 1 || orders.Load() != 1 {
		t.Errorf("%d were first, %d hold the lease, %d made the subscription; want 1 each", first.Load(), leases.Load(), orders.Load())
	}
	if turns, err := s.Turns(t.Context(), here, time.Time{}); err != nil || len(turns) != replicas {
		t.Errorf("%d turns, %v; want %d", len(turns), err, replicas)
	}
}

// testAnyWords wants whatever people and pages can write to be stored, and found again.
func testAnyWords(t *testing.T, s Store) {
	const odd = "port\x00ansel \xff\U0001F4F0'; --"
	at := bot.Destination{Platform: "fake", Channel: odd}
	if err := s.Prefer(t.Context(), at, odd, bot.Follow); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Preferences(t.Context(), at); err != nil || len(p.Follow) != 1 {
		t.Errorf("wishes: %+v, %v", p, err)
	}
	if err := s.AddTurn(t.Context(), at, bot.Turn{At: start, Question: "a\x00b"}); err != nil {
		t.Fatal(err)
	}
	if turns, err := s.Turns(t.Context(), at, time.Time{}); err != nil || len(turns) != 1 || turns[0].Question != "a\x00b" {
		t.Errorf("turns: %+v, %v", turns, err)
	}
	for _, want := range []bool{true, false} {
		if first, err := s.First(t.Context(), "fake", odd, start); err != nil || first != want {
			t.Errorf("first: %v, %v; want %v", first, err, want)
		}
	}
	if err := s.PutSource(t.Context(), bot.SourceHealth{Name: odd}); err != nil {
		t.Error(err)
	}
}
