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
