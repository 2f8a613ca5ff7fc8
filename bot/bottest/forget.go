package bottest

import (
	"errors"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// testForgets wants no more kept of a subscription and a destination than is asked for again.
func testForgets(t *testing.T, s Store) {
	ctx := t.Context()
	day := func(n int) time.Time { return start.AddDate(0, 0, n) }
	key := func(n int) bot.DeliveryKey {
		return bot.DeliveryKey{Subscription: "a", Slot: day(n).Format(time.DateOnly) + "/1"}
	}
	finish := func(n int, state bot.DeliveryState, text string) {
		t.Helper()
		d, err := s.Claim(ctx, bot.Delivery{Key: key(n), To: here, At: day(n)}, "one", day(n), time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = s.Fix(ctx, d.Key, d.Token, briefing.Window{To: day(n)}, []bot.PartRecord{{Key: "k"}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Finish(ctx, d.Key, d.Token, bot.Outcome{State: state, At: day(n), Told: []briefing.Fact{{Story: "s", Text: text}}}); err != nil {
			t.Fatal(err)
		}
	}
	kept := func(n int) bool {
		t.Helper()
		_, err := s.Delivery(ctx, key(n))
		if err != nil && !errors.Is(err, bot.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	other := bot.Delivery{Key: bot.DeliveryKey{Subscription: "b", Slot: "2024-05-06/1"}, To: there, At: start}
	if err := s.Skip(ctx, other, "late", start); err != nil {
		t.Fatal(err)
	}
	finish(0, bot.Sent, "the first")
	finish(1, bot.Sent, "the last for long")
	finish(2, bot.Failed, "")
	if _, err := s.Claim(ctx, bot.Delivery{Key: key(3), To: here, At: day(3)}, "one", day(3), time.Minute); err != nil { // and left behind
		t.Fatal(err)
	}
	finish(120, bot.Failed, "")
	for n, want := range map[int]bool{0: false, 1: true, 2: false, 3: true, 120: true} {
		if kept(n) != want {
			t.Errorf("the delivery of day %d is kept: %v", n, !want)
		}
	}
	if last, err := s.LastSent(ctx, "a"); err != nil || last.Key != key(1) {
		t.Errorf("the last that was sent: %+v, %v", last.Key, err)
	}
	if _, err := s.Delivery(ctx, other.Key); err != nil {
		t.Errorf("another subscription's: %v", err)
	}
	finish(121, bot.Sent, "a new one")
	finish(122, bot.Failed, "")
	if kept(1) {
		t.Error("the last that was sent long ago is kept although another was sent since")
	}
	if told, err := s.Told(ctx, here, time.Time{}); err != nil || len(told) != 2 || told[0].Text != "a new one" {
		t.Errorf("told: %+v, %v", told, err)
	}
}
