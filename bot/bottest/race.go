package bottest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
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

// testTakeoverRace lets many take over slots whose holder shows no more life: each goes to one of them
// with its parts, and what the holder before still writes is refused, even at the same time.
func testTakeoverRace(t *testing.T, s Store) {
	const slots = 6
	var old [slots]bot.Delivery
	for i := range old {
		key := bot.DeliveryKey{Subscription: "a", Slot: fmt.Sprintf("2024-05-06/%d", i)}
		d, err := s.Claim(t.Context(), bot.Delivery{Key: key, To: here, At: start}, "gone", start, time.Minute)
		if err == nil {
			d, err = s.Fix(t.Context(), key, d.Token, briefing.Window{To: start}, []bot.PartRecord{{Key: "k", State: bot.PartSending}})
		}
		if err != nil {
			t.Fatal(err)
		}
		old[i] = d
	}
	later := start.Add(time.Minute)
	var won [slots]atomic.Int32
	together(func(n int) {
		for i := range slots {
			d := old[(i+n)%slots]
			if n == 0 { // the holder before wakes up
				p := d.Parts[0]
				p.State, p.Ref = bot.PartSent, bot.MessageRef{To: here, ID: "late"}
				if err := s.PutPart(t.Context(), d.Key, d.Token, 0, p); err != nil && !errors.Is(err, bot.ErrLost) {
					t.Errorf("a late part: %v", err)
				}
				continue
			}
			switch got, err := s.Claim(t.Context(), bot.Delivery{Key: d.Key}, fmt.Sprint(n), later, time.Minute); {
			case err == nil:
				won[(i+n)%slots].Add(1)
				if got.Token != d.Token+1 || len(got.Parts) != 1 || got.To != here {
					t.Errorf("taken over: %+v", got)
				}
				p := got.Parts[0]
				p.State, p.Ref = bot.PartSent, bot.MessageRef{To: here, ID: "ours"}
				if err := s.PutPart(t.Context(), d.Key, got.Token, 0, p); err != nil {
					t.Errorf("the new holder's part: %v", err)
				}
			case !errors.Is(err, bot.ErrTaken):
				t.Errorf("taking over %s: %v", d.Key, err)
			}
		}
	})
	for i := range won {
		if n := won[i].Load(); n != 1 {
			t.Errorf("slot %d was taken over by %d", i, n)
		}
		d, err := s.Delivery(t.Context(), old[i].Key)
		if err != nil || d.Parts[0].Ref.ID != "ours" {
			t.Errorf("slot %d holds %q, %v", i, d.Parts[0].Ref.ID, err)
		}
		if err := s.Finish(t.Context(), old[i].Key, old[i].Token, bot.Outcome{State: bot.Failed, At: later}); !errors.Is(err, bot.ErrLost) {
			t.Errorf("the holder before finishes slot %d: %v", i, err)
		}
	}
}

// testReopenRace lets many correct the same deliveries.
func testReopenRace(t *testing.T, s Store) {
	const slots = 6
	var keys [slots]bot.DeliveryKey
	for i := range keys {
		keys[i] = send(t, s, fmt.Sprintf("2024-05-06/%d", i), start).Key
	}
	var won [slots]atomic.Int32
	together(func(n int) {
		for i := range slots {
			switch d, err := s.Reopen(t.Context(), keys[(i+n)%slots], fmt.Sprint(n), start, time.Minute); {
			case err == nil:
				won[(i+n)%slots].Add(1)
				if err := s.Amend(t.Context(), d.Key, d.Token, 0, bot.Message{Summary: d.Holder}, nil, start); err != nil {
					t.Errorf("amending: %v", err)
				}
			case !errors.Is(err, bot.ErrTaken):
				t.Errorf("opening: %v", err)
			}
		}
	})
	for i := range won {
		if d, err := s.Delivery(t.Context(), keys[i]); err != nil || won[i].Load() != 1 || d.Parts[0].Message.Summary != d.Holder {
			t.Errorf("slot %d was opened by %d: %+v, %v", i, won[i].Load(), d, err)
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
