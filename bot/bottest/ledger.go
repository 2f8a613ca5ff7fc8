package bottest

import (
	"errors"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// testLedger follows a delivery from its claim to what was told, and then asks what came last.
func testLedger(t *testing.T, s Store) {
	key := bot.DeliveryKey{Subscription: "a", Slot: "2024-05-06/1"}
	d := fixed(t, s, key)
	delivered(t, s, key, d)
	last(t, s, key)
}

// fixed claims a delivery and fixes its parts: anew as long as none of them may have arrived.
func fixed(t *testing.T, s Store, key bot.DeliveryKey) bot.Delivery {
	t.Helper()
	ctx := t.Context()
	d, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: start}, "one", start, time.Minute)
	if err != nil || d.State != bot.Claimed {
		t.Fatalf("claim: %+v, %v", d, err)
	}
	second := bot.Delivery{Key: key, To: here, At: start}
	if _, err := s.Claim(ctx, second, "two", start.Add(time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("a second claim: %v", err)
	}
	parts := []bot.PartRecord{
		{Key: "k1", State: bot.PartWaiting, Part: bot.Part{Message: bot.Message{Summary: "first"}}},
		{Key: "k2", State: bot.PartWaiting, Part: bot.Part{Reply: true}},
	}
	w := briefing.Window{From: start.Add(-time.Hour), To: start}
	if d, err = s.Fix(ctx, key, d.Token, w, parts); err != nil || len(d.Parts) != 2 || d.State != bot.Sending {
		t.Fatalf("fix: %+v, %v", d, err)
	}
	if d, err = s.Fix(ctx, key, d.Token, w, parts[1:]); err != nil || len(d.Parts) != 1 || d.Parts[0].Key != "k2" {
		t.Errorf("what was not sent is not fixed anew: %+v, %v", d.Parts, err)
	}
	if d, err = s.Fix(ctx, key, d.Token, w, parts); err != nil || len(d.Parts) != 2 {
		t.Fatalf("fix: %+v, %v", d, err)
	}
	unknown := d.Parts[0]
	unknown.State, unknown.Open = bot.PartUnknown, start
	if err := s.PutPart(ctx, key, d.Token, 0, unknown); err != nil {
		t.Fatal(err)
	}
	if again, err := s.Fix(ctx, key, d.Token, w, parts[:1]); err != nil || len(again.Parts) != 2 {
		t.Errorf("what may have arrived was fixed anew: %d, %v", len(again.Parts), err)
	}
	return d
}

// delivered sends the parts of a delivery and ends it, and reads back what was sent and told.
func delivered(t *testing.T, s Store, key bot.DeliveryKey, d bot.Delivery) {
	t.Helper()
	ctx := t.Context()
	p := d.Parts[0]
	p.State, p.Ref, p.Attempts = bot.PartSent, bot.MessageRef{To: here, ID: "m1"}, 1
	p.Message.Summary = "another"
	if err := s.PutPart(ctx, key, d.Token, 0, p); err != nil {
		t.Fatal(err)
	}
	facts := []briefing.Fact{{Story: "s", Article: "x", Text: "The bridge opened."}}
	if err := s.Finish(ctx, key, d.Token, bot.Outcome{State: bot.Sent, At: start.Add(time.Second), Told: facts}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Delivery(ctx, key)
	if err != nil || got.State != bot.Sent || got.Parts[0].Ref.ID != "m1" || got.Parts[0].Message.Summary != "first" ||
		!got.Window.To.Equal(start) {
		t.Errorf("read back: %+v, %v", got, err)
	}
	if told, err := s.Told(ctx, here, time.Time{}); err != nil || len(told) != 1 || told[0].Text != facts[0].Text {
		t.Errorf("told: %+v, %v", told, err)
	}
	if _, err := s.Claim(ctx, bot.Delivery{Key: key}, "two", start.Add(time.Hour), time.Minute); !errors.Is(err, bot.ErrDone) {
		t.Errorf("a claim of a final slot: %v", err)
	}
}

// last asks what was sent and due last, with slots that were skipped since.
func last(t *testing.T, s Store, key bot.DeliveryKey) {
	t.Helper()
	ctx := t.Context()
	if err := s.Skip(ctx, bot.Delivery{Key: key}, "late", start); err != nil {
		t.Fatal(err)
	}
	if last, err := s.LastSent(ctx, "a"); err != nil || last.Key != key {
		t.Errorf("skipping changed what was sent: %+v, %v", last, err)
	}
	for slot, at := range map[string]time.Time{"2024-05-07/1": start.AddDate(0, 0, 1), bot.OutOfTurn + "x": start.Add(time.Hour)} {
		if err := s.Skip(ctx, bot.Delivery{Key: bot.DeliveryKey{Subscription: "a", Slot: slot}, To: here, At: at}, "late", at); err != nil {
			t.Fatal(err)
		}
	}
	for now, want := range map[time.Time]string{
		start.Add(-1): "", start: key.Slot, start.Add(2 * time.Hour): key.Slot, start.AddDate(0, 0, 1): "2024-05-07/1",
	} {
		if last, err := s.LastDue(ctx, "a", now); last.Key.Slot != want || errors.Is(err, bot.ErrNotFound) != (want == "") {
			t.Errorf("last due by %s: %q, %v; want %q", now, last.Key.Slot, err, want)
		}
	}
}

// testUnskip wants what a clock that is ahead skipped or gave up to be due again, and nothing that may
// stand somewhere.
func testUnskip(t *testing.T, s Store) {
	ctx := t.Context()
	ahead := start.AddDate(0, 0, 5)
	skipped := bot.DeliveryKey{Subscription: "a", Slot: "2024-05-07/1"}
	early := bot.DeliveryKey{Subscription: "a", Slot: "2024-05-05/1"}
	for key, at := range map[bot.DeliveryKey]time.Time{skipped: ahead, early: start} {
		if err := s.Skip(ctx, bot.Delivery{Key: key, To: here, At: at}, "late", at); err != nil {
			t.Fatal(err)
		}
	}
	end := func(slot string, state bot.DeliveryState, part bot.PartRecord) bot.DeliveryKey {
		t.Helper()
		key := bot.DeliveryKey{Subscription: "a", Slot: slot}
		d, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: start}, "one", ahead, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Fix(ctx, key, d.Token, briefing.Window{To: start}, []bot.PartRecord{part}); err != nil {
			t.Fatal(err)
		}
		if err := s.Finish(ctx, key, d.Token, bot.Outcome{State: state, At: ahead}); err != nil {
			t.Fatal(err)
		}
		return key
	}
	sent := end("2024-05-08/1", bot.Sent, bot.PartRecord{Key: "s", State: bot.PartSent, Ref: bot.MessageRef{To: here, ID: "1"}})
	doubtful := end("2024-05-09/1", bot.Failed, bot.PartRecord{Key: "d", State: bot.PartFailed, Open: start})
	givenUp := end("2024-05-10/1", bot.Failed, bot.PartRecord{Key: "g", State: bot.PartFailed})
	run := end(bot.OutOfTurn+"x", bot.Failed, bot.PartRecord{Key: "r", State: bot.PartFailed})
	for range 2 {
		if n, err := s.Unskip(ctx, ahead); n != 0 || err != nil {
			t.Errorf("by the clock that recorded it: %d, %v", n, err)
		}
	}
	if n, err := s.Unskip(ctx, start.Add(time.Hour)); n != 2 || err != nil {
		t.Errorf("%d were undone, %v; want 2", n, err)
	}
	for key, kept := range map[bot.DeliveryKey]bool{skipped: false, givenUp: false, early: true, sent: true, doubtful: true, run: true} {
		if _, err := s.Delivery(ctx, key); errors.Is(err, bot.ErrNotFound) == kept {
			t.Errorf("%s: %v; kept should be %v", key.Slot, err, kept)
		}
	}
}

func testFencing(t *testing.T, s Store) {
	ctx := t.Context()
	key := bot.DeliveryKey{Subscription: "a", Slot: "2024-05-06/1"}
	old, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: start}, "one", start, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fix(ctx, key, old.Token, briefing.Window{To: start}, []bot.PartRecord{{Key: "k1", State: bot.PartSending}}); err != nil {
		t.Fatal(err)
	}
	later := start.Add(time.Minute)
	for _, c := range []struct {
		what string
		now  time.Time
		left int
	}{
		{"while the lease runs", start.Add(time.Second), 0}, {"when it has lapsed", later, 1},
		{"when the clock went back by a week", start.AddDate(0, 0, -7), 1},
		{"when the clock went back by less than the lease", start.Add(-30 * time.Second), 0},
	} {
		if left, err := s.Unfinished(ctx, c.now, time.Minute); err != nil || len(left) != c.left || c.left > 0 && left[0].Key != key {
			t.Errorf("unfinished %s: %+v, %v", c.what, left, err)
		}
	}
	unfinishedAt(t, s, key, 1)
	d, err := s.Claim(ctx, bot.Delivery{Key: key}, "two", later, time.Minute)
	if err != nil || d.Token <= old.Token || len(d.Parts) != 1 || d.To != here {
		t.Fatalf("the second holder: %+v, %v", d, err)
	}
	for what, err := range map[string]error{
		"PutPart": s.PutPart(ctx, key, old.Token, 0, bot.PartRecord{}),
		"Extend":  s.Extend(ctx, key, old.Token, later),
		"Fix":     second(s.Fix(ctx, key, old.Token, briefing.Window{}, nil)),
		"Finish":  s.Finish(ctx, key, old.Token, bot.Outcome{State: bot.Sent, At: later}),
	} {
		if !errors.Is(err, bot.ErrLost) {
			t.Errorf("%s with an old token: %v", what, err)
		}
	}
	if got, err := s.Delivery(ctx, key); err != nil || got.State != bot.Sending || got.Parts[0].State != bot.PartSending {
		t.Errorf("the refused holder changed it: %+v, %v", got, err)
	}
	if err := s.Finish(ctx, key, d.Token, bot.Outcome{State: bot.Sent, At: later}); err != nil {
		t.Fatal(err)
	}
	unfinishedAt(t, s, key, 0)
}

// unfinishedAt wants so many unfinished deliveries here, the first of them with a part, and none elsewhere.
func unfinishedAt(t *testing.T, s Store, key bot.DeliveryKey, want int) {
	t.Helper()
	elsewhere, renamed := here, here
	elsewhere.Channel += "2"
	renamed.Tenant += "2" // the same workspace, known by another name
	for to, want := range map[bot.Destination]int{here: want, renamed: want, elsewhere: 0} {
		open, err := s.UnfinishedAt(t.Context(), to)
		if err != nil || len(open) != want || want > 0 && (open[0].Key != key || len(open[0].Parts) != 1) {
			t.Errorf("unfinished at %+v: %+v, %v", to, open, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func testLeases(t *testing.T, s Store) {
	ctx := t.Context()
	one, err := s.Acquire(ctx, "stories", "one", start, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Acquire(ctx, "stories", "two", start, time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("a held lease: %v", err)
	}
	if again, err := s.Acquire(ctx, "stories", "one", start.Add(30*time.Second), time.Minute); err != nil || again.Token != one.Token {
		t.Errorf("its holder again: %+v, %v", again, err)
	}
	two, err := s.Acquire(ctx, "stories", "two", start.Add(2*time.Minute), time.Minute)
	if err != nil || two.Token <= one.Token {
		t.Errorf("after it lapsed: %+v, %v", two, err)
	}
	if err := s.Release(ctx, one); err != nil {
		t.Errorf("releasing a lost lease: %v", err)
	}
	if err := s.Release(ctx, two); err != nil {
		t.Fatal(err)
	}
	if three, err := s.Acquire(ctx, "stories", "three", start.Add(2*time.Minute), time.Minute); err != nil || three.Token <= two.Token {
		t.Errorf("after release: %+v, %v", three, err)
	}
}

// testClockBack lets the clock go back by hours after a slot and a lease were taken.
func testClockBack(t *testing.T, s Store) {
	ctx, ahead := t.Context(), start.Add(5*time.Hour)
	d := bot.Delivery{Key: bot.DeliveryKey{Subscription: "a", Slot: "2024-05-06/1"}, To: here, At: start}
	one, err := s.Claim(ctx, d, "one", ahead, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	lease, err := s.Acquire(ctx, "reader", "one", ahead, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Claim(ctx, d, "two", ahead.Add(-30*time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("clocks that differ by half a lease: %v", err)
	}
	if _, err := s.Acquire(ctx, "reader", "two", ahead.Add(-30*time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("clocks that differ by half a lease: %v", err)
	}
	if two, err := s.Claim(ctx, d, "two", start, time.Minute); err != nil || two.Token <= one.Token {
		t.Errorf("a slot that was claimed hours from now: %+v, %v", two, err)
	}
	if two, err := s.Acquire(ctx, "reader", "two", start, time.Minute); err != nil || two.Token <= lease.Token {
		t.Errorf("a lease that was taken hours from now: %+v, %v", two, err)
	}
}
