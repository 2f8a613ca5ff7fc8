// Package bottest holds the conformance tests of bot's contracts and the doubles they run on.
// Import it from tests only.
package bottest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot"
	"briefbot/briefing"
)

// Store is all that the bot remembers.
type Store interface {
	bot.Store
	bot.Conversations
	bot.Leases
	bot.SourceStates
	bot.ChosenSources
	bot.Stories
}

var (
	start = time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC)
	here  = bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}
	there = bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}
)

// TestStore tests that what open returns keeps the contracts. Each call must give an empty one.
func TestStore(t *testing.T, open func(t *testing.T) Store) {
	t.Run("subscriptions change by version", func(t *testing.T) { testSubscriptions(t, open(t)) })
	t.Run("a slot is delivered by one holder", func(t *testing.T) { testLedger(t, open(t)) })
	t.Run("what is old is forgotten", func(t *testing.T) { testForgets(t, open(t)) })
	t.Run("a lapsed holder is refused", func(t *testing.T) { testFencing(t, open(t)) })
	t.Run("what was sent is corrected by one holder", func(t *testing.T) { testAmend(t, open(t)) })
	t.Run("a lapsed slot goes to one of many", func(t *testing.T) { testTakeoverRace(t, open(t)) })
	t.Run("a sent slot is corrected by one of many", func(t *testing.T) { testReopenRace(t, open(t)) })
	t.Run("a slot goes to one of many", func(t *testing.T) { testClaimRace(t, open(t)) })
	t.Run("a slot is skipped or claimed", func(t *testing.T) { testSkipRace(t, open(t)) })
	t.Run("replicas do the same at the same time", func(t *testing.T) { testSharedRace(t, open(t)) })
	t.Run("any words can be stored", func(t *testing.T) { testAnyWords(t, open(t)) })
	t.Run("clocks that go back hold nothing up", func(t *testing.T) { testClockBack(t, open(t)) })
	t.Run("what a clock ahead skipped is due again", func(t *testing.T) { testUnskip(t, open(t)) })
	t.Run("leases", func(t *testing.T) { testLeases(t, open(t)) })
	t.Run("stories are assigned by one", func(t *testing.T) { testStories(t, open(t)) })
	t.Run("sources go on where they were", func(t *testing.T) { testSources(t, open(t)) })
	t.Run("commands are seen once", func(t *testing.T) { testFirst(t, open(t)) })
	t.Run("memory is each destination's own", func(t *testing.T) { testMemory(t, open(t)) })
	t.Run("conversations are bounded", func(t *testing.T) { testTurns(t, open(t)) })
}

func testSubscriptions(t *testing.T, s Store) {
	ctx := t.Context()
	sub, err := s.PutSubscription(ctx, bot.Subscription{ID: "a", To: here, When: "every day at 08:00", Zone: "UTC", Since: start})
	if err != nil || sub.Version != 1 {
		t.Fatalf("new: version %d, %v", sub.Version, err)
	}
	if _, err := s.PutSubscription(ctx, bot.Subscription{ID: "a", To: there}); !errors.Is(err, bot.ErrConflict) {
		t.Errorf("a second new one under the id: %v", err)
	}
	changed := sub
	changed.Paused = "by hand"
	if changed, err = s.PutSubscription(ctx, changed); err != nil || changed.Version != 2 {
		t.Fatalf("change: version %d, %v", changed.Version, err)
	}
	if _, err := s.PutSubscription(ctx, sub); !errors.Is(err, bot.ErrConflict) {
		t.Errorf("a change of an old version: %v", err)
	}
	changes := func() int64 {
		t.Helper()
		n, err := s.SubscriptionChanges(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	counted := changes()
	if got, err := s.Subscription(ctx, "a"); err != nil || got.Active() || got.To != here || !got.Since.Equal(start) {
		t.Errorf("read back: %+v, %v", got, err)
	}
	for scope, want := range map[bot.Destination]int{{}: 1, here: 1, there: 0, {Platform: "fake"}: 1} {
		if got, err := s.Subscriptions(ctx, scope); err != nil || len(got) != want {
			t.Errorf("in %s: %d, %v; want %d", scope, len(got), err, want)
		}
	}
	if n := changes(); n != counted {
		t.Errorf("reading is counted as a change: %d, then %d", counted, n)
	}
	changed.Paused = ""
	if _, err = s.PutSubscription(ctx, changed); err != nil || changes() == counted {
		t.Errorf("a change is not counted: %v", err)
	}
	counted = changes()
	if err := s.RemoveSubscription(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if changes() == counted {
		t.Error("a removal is not counted")
	}
	if _, err := s.Subscription(ctx, "a"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("after removal: %v", err)
	}
}

func testLedger(t *testing.T, s Store) {
	ctx := t.Context()
	key := bot.DeliveryKey{Subscription: "a", Slot: "2024-05-06/1"}
	d, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: start}, "one", start, time.Minute)
	if err != nil || d.State != bot.Claimed {
		t.Fatalf("claim: %+v, %v", d, err)
	}
	if _, err := s.Claim(ctx, bot.Delivery{Key: key, To: here, At: start}, "two", start.Add(time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("a second claim: %v", err)
	}
	parts := []bot.PartRecord{{Key: "k1", State: bot.PartWaiting, Part: bot.Part{Message: bot.Message{Summary: "first"}}}, {Key: "k2", State: bot.PartWaiting, Part: bot.Part{Reply: true}}}
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
	if err != nil || got.State != bot.Sent || got.Parts[0].Ref.ID != "m1" || got.Parts[0].Message.Summary != "first" || !got.Window.To.Equal(start) {
		t.Errorf("read back: %+v, %v", got, err)
	}
	if told, err := s.Told(ctx, here, time.Time{}); err != nil || len(told) != 1 || told[0].Text != facts[0].Text {
		t.Errorf("told: %+v, %v", told, err)
	}
	if _, err := s.Claim(ctx, bot.Delivery{Key: key}, "two", start.Add(time.Hour), time.Minute); !errors.Is(err, bot.ErrDone) {
		t.Errorf("a claim of a final slot: %v", err)
	}
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
	for now, want := range map[time.Time]string{start.Add(-1): "", start: key.Slot, start.Add(2 * time.Hour): key.Slot, start.AddDate(0, 0, 1): "2024-05-07/1"} {
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

func testStories(t *testing.T, s Store) {
	ctx := t.Context()
	story := func(id string, articles ...briefing.ArticleID) briefing.Story {
		out := briefing.Story{ID: briefing.StoryID(id), Title: "The ferry " + id, First: briefing.PubTime{Time: start}, Last: briefing.PubTime{Time: start.Truncate(24 * time.Hour), DayOnly: true}}
		for _, a := range articles {
			out.Articles = append(out.Articles, briefing.StoryArticle{ID: a, Origin: "Harbour Gazette"})
		}
		return out
	}
	expect := func(what string, after, upTo briefing.Seq, want ...briefing.Story) {
		t.Helper()
		got, stories, err := s.Stories(ctx, after)
		if diff := cmp.Diff(want, stories); err != nil || got != upTo || diff != "" {
			t.Errorf("%s: up to %d, %v; want %d and\n%s", what, got, err, upTo, diff)
		}
	}
	expect("at first", 0, 0)
	one, err := s.Acquire(ctx, "stories", "one", start, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	z, a := story("z", "z1"), story("a", "a1", "a2")
	if err := s.PutStories(ctx, one, 3, []briefing.Story{z, a}); err != nil {
		t.Fatal(err)
	}
	expect("in their order", 0, 3, z, a)
	expect("again", 3, 3)
	longer, fresh := story("a", "a1", "a2", "a3"), story("b", "b1")
	if err := s.PutStories(ctx, one, 5, []briefing.Story{longer, fresh}); err != nil {
		t.Fatal(err)
	}
	expect("one went, one came, one grew", 3, 5, longer, fresh)
	if err := s.PutStories(ctx, one, 4, []briefing.Story{z}); !errors.Is(err, bot.ErrLost) {
		t.Errorf("an earlier grouping: %v", err)
	}
	two, err := s.Acquire(ctx, "stories", "two", start.Add(time.Minute), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutStories(ctx, one, 6, []briefing.Story{z}); !errors.Is(err, bot.ErrLost) {
		t.Errorf("a holder whose lease has lapsed: %v", err)
	}
	expect("after both were refused", 0, 5, longer, fresh)
	if err := s.PutStories(ctx, two, 6, nil); err != nil {
		t.Fatal(err)
	}
	expect("when all have gone", 5, 6)
}

func testFirst(t *testing.T, s Store) {
	for _, c := range []struct {
		platform string
		at       time.Time
		want     bool
	}{{"fake", start, true}, {"fake", start.Add(time.Hour), false}, {"other", start, true}, {"fake", start.Add(25 * time.Hour), true}} {
		if first, err := s.First(t.Context(), c.platform, "e1", c.at); err != nil || first != c.want {
			t.Errorf("%s at %s: first %v, %v", c.platform, c.at, first, err)
		}
	}
}

func testMemory(t *testing.T, s Store) {
	ctx := t.Context()
	if err := s.Tell(ctx, here, []briefing.Fact{{Text: "one"}, {Text: "two"}, {Text: "one"}}, start); err != nil {
		t.Fatal(err)
	}
	if told, err := s.Told(ctx, here, start); err != nil || len(told) != 2 {
		t.Errorf("told: %v, %v", told, err)
	}
	if told, err := s.Told(ctx, there, time.Time{}); err != nil || len(told) != 0 {
		t.Errorf("another tenant was told: %v, %v", told, err)
	}
	for _, w := range []bot.Wish{bot.Mute, bot.Follow} {
		if err := s.Prefer(ctx, here, "harbour", w); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := s.Preferences(ctx, here); err != nil || len(p.Follow) != 1 || len(p.Mute) != 0 {
		t.Errorf("wishes: %+v, %v", p, err)
	}
	if err := s.Keep(ctx, bot.Shown{ID: "x", To: here, At: start, Answer: &briefing.Answer{Text: "yes"}}); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Shown(ctx, "x"); err != nil || v.Answer.Text != "yes" || v.To != here {
		t.Errorf("shown: %+v, %v", v, err)
	}
	if _, err := s.Shown(ctx, "y"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("never shown: %v", err)
	}
	for _, helpful := range []bool{false, true} {
		if err := s.AddFeedback(ctx, bot.Feedback{Shown: "x", Actor: "U1", At: start, Helpful: helpful}); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := s.Feedback(ctx, "x"); err != nil || len(f) != 1 || !f[0].Helpful {
		t.Errorf("feedback: %+v, %v", f, err)
	}
	if err := s.PutSource(ctx, bot.SourceHealth{Name: "feed", Problem: "gone"}); err != nil {
		t.Fatal(err)
	}
	if h, err := s.Sources(ctx); err != nil || len(h) != 1 || h[0].Problem != "gone" {
		t.Errorf("sources: %+v, %v", h, err)
	}
}

func testTurns(t *testing.T, s Store) {
	ctx := t.Context()
	for i := range bot.MaxTurns + 3 {
		if err := s.AddTurn(ctx, here, bot.Turn{At: start.Add(time.Duration(i) * time.Minute), Question: string(rune('a' + i))}); err != nil {
			t.Fatal(err)
		}
	}
	turns, err := s.Turns(ctx, here, time.Time{})
	if err != nil || len(turns) != bot.MaxTurns || turns[0].Question != "d" {
		t.Errorf("%d turns, %v", len(turns), err)
	}
	if late, err := s.Turns(ctx, here, start.Add(10*time.Minute)); err != nil || len(late) != 5 {
		t.Errorf("%d turns since, %v", len(late), err)
	}
	if other, err := s.Turns(ctx, there, time.Time{}); err != nil || len(other) != 0 {
		t.Errorf("another thread has %d turns, %v", len(other), err)
	}
}

// testSources keeps how far sources are read, and those that were added by command.
func testSources(t *testing.T, s Store) {
	ctx := t.Context()
	if state, err := s.SourceState(ctx, "harbour"); err != nil || len(state) != 0 {
		t.Errorf("the state of a source that was never read: %q, %v", state, err)
	}
	h := bot.SourceHealth{Name: "harbour", Articles: 3, Failures: 2, LastRead: start}
	if err := s.KeepSource(ctx, h, briefing.SourceState("\x00one\xff")); err != nil {
		t.Fatal(err)
	}
	h.Articles = 4
	if err := s.KeepSource(ctx, h, nil); err != nil {
		t.Fatal(err)
	}
	if state, err := s.SourceState(ctx, "harbour"); err != nil || string(state) != "\x00one\xff" {
		t.Errorf("the state is %q, %v", state, err)
	}
	if all, err := s.Sources(ctx); err != nil || len(all) != 1 || all[0].Articles != 4 || all[0].Failures != 2 {
		t.Errorf("sources %+v, %v", all, err)
	}
	if err := s.DropSource(ctx, "harbour"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Sources(ctx); err != nil || len(all) != 0 {
		t.Errorf("after it was dropped: %+v, %v", all, err)
	}
	if state, err := s.SourceState(ctx, "harbour"); err != nil || len(state) != 0 {
		t.Errorf("its state after it was dropped: %q, %v", state, err)
	}

	c, err := s.PutChosen(ctx, bot.ChosenSource{ID: "f1", Of: bot.Destination{Platform: "fake", Tenant: "T1"}, URL: "https://harbour.example/feed", AddedAt: start})
	if err != nil || c.Version != 1 {
		t.Fatalf("added: %+v, %v", c, err)
	}
	if _, err := s.PutChosen(ctx, bot.ChosenSource{ID: "f1", URL: "https://other.example/feed"}); !errors.Is(err, bot.ErrConflict) {
		t.Errorf("a second of that id: %v", err)
	}
	old := c
	c.Paused = true
	if c, err = s.PutChosen(ctx, c); err != nil || c.Version != 2 {
		t.Errorf("paused: %+v, %v", c, err)
	}
	if _, err := s.PutChosen(ctx, old); !errors.Is(err, bot.ErrConflict) {
		t.Errorf("a change of an old version: %v", err)
	}
	if all, err := s.Chosen(ctx); err != nil || len(all) != 1 || !all[0].Paused || all[0].Of.Tenant != "T1" || !all[0].AddedAt.Equal(start) {
		t.Errorf("chosen: %+v, %v", all, err)
	}
	for range 2 {
		if err := s.RemoveChosen(ctx, "f1"); err != nil {
			t.Error(err)
		}
	}
	if all, err := s.Chosen(ctx); err != nil || len(all) != 0 {
		t.Errorf("after removal: %+v, %v", all, err)
	}
}
