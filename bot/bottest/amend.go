package bottest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot"
	"briefbot/briefing"
)

// send takes a slot of the subscription "a" to its end in two parts.
func send(t *testing.T, s Store, slot string, at time.Time) bot.Delivery {
	t.Helper()
	ctx, key := t.Context(), bot.DeliveryKey{Subscription: "a", Slot: slot}
	d, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: at}, "one", at, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	parts := []bot.PartRecord{{Key: "k1", State: bot.PartSent, Ref: bot.MessageRef{To: here, ID: "m1"}, Part: bot.Part{Message: bot.Message{Summary: "first"}}}, {Key: "k2", State: bot.PartSent, Part: bot.Part{Reply: true}}}
	if d, err = s.Fix(ctx, key, d.Token, briefing.Window{To: at}, parts); err != nil {
		t.Fatal(err)
	}
	if err := s.Finish(ctx, key, d.Token, bot.Outcome{State: bot.Sent, At: at}); err != nil {
		t.Fatal(err)
	}
	return d
}

func testAmend(t *testing.T, s Store) {
	ctx := t.Context()
	older, d := send(t, s, "2024-05-05/1", start.Add(-24*time.Hour)), send(t, s, "2024-05-06/1", start)
	if err := s.Skip(ctx, bot.Delivery{Key: bot.DeliveryKey{Subscription: "a", Slot: "2024-05-06/2"}, To: here, At: start}, "missed", start); err != nil {
		t.Fatal(err)
	}
	for since, want := range map[time.Time][]bot.DeliveryKey{start: {d.Key}, start.Add(-24 * time.Hour): {older.Key, d.Key}, start.Add(time.Second): nil} {
		got, err := s.SentSince(ctx, since)
		var keys []bot.DeliveryKey
		for _, g := range got {
			keys = append(keys, g.Key)
		}
		if diff := cmp.Diff(want, keys); err != nil || diff != "" {
			t.Errorf("sent since %s: %v\n%s", since, err, diff)
		}
	}
	for _, key := range []bot.DeliveryKey{{Subscription: "a", Slot: "2024-05-06/2"}, {Subscription: "a", Slot: "2024-05-06/3"}} {
		if _, err := s.Reopen(ctx, key, "one", start, time.Minute); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("opening %s, which was not sent: %v", key, err)
		}
	}
	said := bot.Message{Summary: "second", Blocks: []bot.Block{{Kind: bot.Note, Spans: []bot.Span{bot.Text("corrected")}}}}
	if err := s.Amend(ctx, d.Key, d.Token-1, 0, said, nil, start); !errors.Is(err, bot.ErrLost) {
		t.Errorf("amending with an old token: %v", err)
	}
	one, err := s.Reopen(ctx, d.Key, "one", start, time.Minute)
	if err != nil || one.Token <= d.Token || len(one.Parts) != 2 || one.State != bot.Sent || one.Parts[0].Ref.ID != "m1" {
		t.Fatalf("opened: %+v, %v", one, err)
	}
	if _, err := s.Reopen(ctx, d.Key, "two", start.Add(time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("opened by two: %v", err)
	}
	if err := s.Extend(ctx, d.Key, one.Token, start.Add(2*time.Minute)); err != nil {
		t.Errorf("keeping it: %v", err)
	}
	if _, err := s.Reopen(ctx, d.Key, "two", start.Add(time.Minute), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("opened by two after it was kept: %v", err)
	}
	if left, err := s.Unfinished(ctx, start.Add(time.Hour), time.Minute); err != nil || len(left) != 0 {
		t.Errorf("what is corrected counts as unfinished: %+v, %v", left, err)
	}
	if last, err := s.LastSent(ctx, "a"); err != nil || last.Key != d.Key {
		t.Errorf("what is corrected does not count as sent: %+v, %v", last, err)
	}
	facts := []briefing.Fact{{Story: "s", Article: "x", Text: "The bridge did not open."}}
	for range 2 {
		if err := s.Amend(ctx, d.Key, one.Token, 0, said, facts, start); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Amend(ctx, d.Key, one.Token, 2, said, nil, start); err == nil {
		t.Error("a third part was amended")
	}
	got, err := s.Delivery(ctx, d.Key)
	if err != nil || got.Parts[0].Message.Summary != "second" || got.Parts[0].Ref.ID != "m1" || got.Parts[0].State != bot.PartSent || !got.Parts[1].Reply || got.State != bot.Sent {
		t.Errorf("read back: %+v, %v", got, err)
	}
	if told, err := s.Told(ctx, here, time.Time{}); err != nil || len(told) != 1 || told[0].Text != facts[0].Text {
		t.Errorf("told: %+v, %v", told, err)
	}
	if err := s.Extend(ctx, d.Key, one.Token, start); err != nil { // gives it back
		t.Fatal(err)
	}
	if _, err := s.Reopen(ctx, d.Key, "two", start.Add(time.Second), time.Minute); err != nil {
		t.Errorf("opened after it was given back: %v", err)
	}
	for what, err := range map[string]error{
		"Amend":  s.Amend(ctx, d.Key, one.Token, 0, bot.Message{}, nil, start),
		"Extend": s.Extend(ctx, d.Key, one.Token, start),
	} {
		if !errors.Is(err, bot.ErrLost) {
			t.Errorf("%s of the holder before: %v", what, err)
		}
	}
	if _, err := s.Claim(ctx, bot.Delivery{Key: d.Key}, "three", start.Add(time.Hour), time.Minute); !errors.Is(err, bot.ErrDone) {
		t.Errorf("claimed after it was corrected: %v", err)
	}
}
