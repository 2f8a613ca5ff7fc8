package dispatch_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/briefing"
)

// Stories of the briefing of 1 January 2000, 8:00; story is the one of four o'clock.
const story briefing.StoryID = "01-04"

// anew is what the story's article says after its correction.
const anew = "The ferry never left."

// sent lets the first briefing go out.
func (b *bench) sent() bot.Delivery {
	b.Helper()
	time.Sleep(8 * time.Hour)
	b.run(10 * time.Minute)
	d := b.latest()
	if d.State != bot.Sent || !strings.Contains(b.stands(), "The ferry left at 04:00 on 1 January.") {
		b.Fatalf("%s: %s", d.State, b.stands())
	}
	return d
}

// stands are the words of all messages as they stand now.
func (b *bench) stands() string {
	var all strings.Builder
	for _, p := range b.briefings() {
		all.WriteString(bottest.Words(p.Message))
	}
	return all.String()
}

// claims reports whether words tell a sentence otherwise than as one that is no longer said.
func claims(words, sentence string) bool {
	return strings.Count(words, sentence) > strings.Count(words, "No longer said: “"+sentence)
}

// briefings are the messages, apart from those that tell below one what a correction has changed.
func (b *bench) briefings() []bottest.Posted {
	return slices.DeleteFunc(b.platform.Posted(), func(p bottest.Posted) bool {
		return strings.HasPrefix(p.Message.Summary, "Corrected: ")
	})
}

// told are the words of what was told below the briefings of their corrections.
func (b *bench) told() (words []string) {
	for _, p := range b.platform.Posted() {
		if !strings.HasPrefix(p.Message.Summary, "Corrected: ") {
			continue
		}
		if p.ReplyTo.IsZero() || p.Message.Ping != "" {
			b.Errorf("what is told of a correction stands in no thread, or pings: %+v", p.Post)
		}
		words = append(words, bottest.Words(p.Message))
	}
	return words
}

// edits counts the edits of all messages.
func (b *bench) edits() int {
	n := 0
	for _, p := range b.briefings() {
		n += p.Edited
	}
	return n
}

// corrected wants the channel to show what the story says now, once, with a note, and nothing more to
// have been posted.
func (b *bench) corrected(before int) {
	b.Helper()
	words := b.stands()
	if claims(words, "The ferry left at 04:00 on 1 January.") || strings.Count(words, anew) != 1 || !strings.Contains(words, "Corrected Sat 1 Jan 08:") {
		b.Errorf("the channel shows\n%s", words)
	}
	if !strings.Contains(words, "The ferry left at 05:00 on 1 January.") {
		b.Errorf("another story is gone:\n%s", words)
	}
	if n := len(b.briefings()); n != before {
		b.Errorf("%d messages, want the %d of before", n, before)
	}
	d := b.latest()
	posted := b.briefings()
	for i, p := range d.Parts {
		if bottest.Words(p.Message) != bottest.Words(posted[i].Message) {
			b.Errorf("the record of part %d is not what stands there", i)
		}
	}
	told, err := b.store.Told(b.Context(), channel, time.Time{})
	found := 0
	for _, f := range told {
		if f.Text == anew {
			found++
		}
	}
	if err != nil || found != 1 {
		b.Errorf("the new fact was told %d times, %v", found, err)
	}
	shown, err := b.store.Shown(b.Context(), d.Key.Shown())
	if err != nil || len(shown.Briefing.Stories) == 0 || shown.Corpus != b.engine.Seq() {
		b.Errorf("kept: %+v, %v", shown, err)
	}
	for _, s := range shown.Briefing.Stories {
		if s.ID == story && s.Points[0].Text != anew {
			b.Errorf("a button would show %q", s.Points[0].Text)
		}
	}
}

func TestCorrectsWhereItStands(t *testing.T) {
	for name, perPart := range map[string]int{"in one message": 0, "in several": 12, "a story over two messages": 3} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{PerPart: perPart}, false, func(b *bench) {
				b.sent()
				n := len(b.briefings())
				b.engine.Corrects(story, anew)
				b.run(5 * time.Minute)
				b.corrected(n)
				told := b.told()
				if len(told) != 1 || !strings.Contains(told[0], "It said: “The ferry left at 04:00 on 1 January.”") ||
					!strings.Contains(told[0], "It says now: "+anew) {
					t.Errorf("told of the correction: %q", told)
				}
				edits := b.edits()
				if edits == 0 || edits > 3 {
					t.Errorf("%d edits", edits)
				}
				b.engine.Corrects("31-05", "Something that nobody was told of.") // before the briefing
				b.run(5 * time.Minute)
				b.d = b.dispatcher(false) // a restart
				b.run(5 * time.Minute)
				if again := b.told(); len(again) != 1 {
					t.Errorf("told of one correction: %q", again)
				}
				if n := b.edits(); n != edits {
					t.Errorf("%d edits for one correction, then %d", edits, n)
				}
				for i, p := range b.briefings() {
					if perPart > 0 && len(p.Message.Blocks) > perPart {
						t.Errorf("part %d has %d blocks, and its platform takes %d", i, len(p.Message.Blocks), perPart)
					}
				}
				b.run(24 * time.Hour)
				if n := strings.Count(b.stands(), anew); n != 1 {
					t.Errorf("the next briefing tells it again: %d times", n)
				}
			})
		})
	}
}

func TestCorrectsTwiceAndWithdraws(t *testing.T) {
	bubble(t, &bottest.Platform{PerPart: 12}, false, func(b *bench) {
		b.sent()
		n := len(b.briefings())
		for _, text := range []string{"The ferry left at four, or did it?", anew} {
			b.engine.Corrects(story, text)
			b.run(2 * time.Minute)
		}
		b.corrected(n)
		if n := strings.Count(b.stands(), "Corrected Sat"); n != 1 {
			t.Errorf("%d notes:\n%s", n, b.stands())
		}
		b.engine.Corrects(story, "")
		b.run(2 * time.Minute)
		if words := b.stands(); strings.Contains(words, anew) || !strings.Contains(words, "Withdrawn: the source no longer says") {
			t.Errorf("after the article was taken away:\n%s", words)
		}
		for _, p := range b.briefings() {
			if strings.Contains(p.Message.Summary, string(story)) {
				t.Errorf("a notification still says %q", p.Message.Summary)
			}
		}
	})
}

// A text that comes back restores what was withdrawn or told anew, in one message or in several, however
// often it goes and comes, and whatever process sees it.
func TestRestoresWhatComesBack(t *testing.T) {
	for _, perPart := range []int{0, 12, 3} {
		for _, torn := range []string{"", "The ferry le"} {
			bubble(t, &bottest.Platform{PerPart: perPart}, false, func(b *bench) {
				b.sent()
				n, first := len(b.briefings()), b.stands()
				const whole = "The ferry left at 04:00 on 1 January."
				for round := range 3 {
					b.engine.Corrects(story, torn)
					b.run(3 * time.Minute)
					if words := b.stands(); claims(words, whole) {
						t.Errorf("round %d: torn, the channel shows\n%s", round, words)
					}
					if round == 1 {
						b.d = b.dispatcher(false)
					}
					b.engine.Corrects(story, whole)
					b.run(3 * time.Minute)
					words := b.stands()
					if !claims(words, whole) || strings.Contains(words, "Withdrawn") || strings.Count(words, whole) != strings.Count(first, whole) {
						t.Errorf("round %d: whole again, the channel shows\n%s", round, words)
					}
				}
				if len(b.briefings()) != n {
					t.Errorf("%d messages, want %d", len(b.briefings()), n)
				}
				shown, err := b.store.Shown(b.Context(), b.latest().Key.Shown())
				if err != nil || len(shown.Briefing.Stories) != len(shown.First.Stories) {
					t.Errorf("kept: %+v, %v", shown, err)
				}
				for i, c := range shown.Briefing.Citations {
					if c.N != i+1 {
						t.Errorf("citation %d has the number %d", i+1, c.N)
					}
				}
				b.engine.Corrects(story, anew)
				b.run(3 * time.Minute)
				if words := b.stands(); claims(words, whole) || !strings.Contains(words, anew) {
					t.Errorf("a correction after that: the channel shows\n%s", words)
				}
				b.engine.Corrects(story, torn)
				b.run(3 * time.Minute)
				b.engine.Corrects(story, anew) // not what was told first
				b.run(3 * time.Minute)
				if words := b.stands(); claims(words, whole) || !strings.Contains(words, anew) || strings.Contains(words, "Withdrawn") {
					t.Errorf("what comes back otherwise: the channel shows\n%s", words)
				}
			})
		}
	}
}

// What another process withdraws by what it read before the source was whole again is put back, although the
// corpus stays the same from then on and that process dies.
func TestRestoresWhatAnotherWithdrewLate(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		b.sent()
		key := b.latest().Key
		b.engine.Corrects(story, "")
		b.engine.Corrects(story, "The ferry left at 04:00 on 1 January.")
		if _, err := b.store.Reopen(b.Context(), key, "another", time.Now(), 2*time.Minute); err != nil {
			t.Fatal(err)
		}
		b.run(time.Minute) // this process finds nothing changed
		shown, err := b.store.Shown(b.Context(), key.Shown())
		if err != nil {
			t.Fatal(err)
		}
		now := *shown.Briefing
		now.Stories = slices.DeleteFunc(slices.Clone(now.Stories), func(s briefing.BriefingStory) bool { return s.ID == story })
		shown.First, shown.Briefing, shown.Corpus = shown.Briefing, &now, 1
		if err := b.store.Keep(b.Context(), shown); err != nil {
			t.Fatal(err)
		}
		b.run(6 * time.Minute)
		shown, err = b.store.Shown(b.Context(), key.Shown())
		if err != nil || len(shown.Briefing.Stories) != len(shown.First.Stories) {
			t.Errorf("%d stories of %d stand, %v", len(shown.Briefing.Stories), len(shown.First.Stories), err)
		}
	})
}

// Wherever the process dies or loses its store while it corrects, the next one ends it.
func TestDyingWhileCorrecting(t *testing.T) {
	for writes := range 12 {
		finished := false
		bubble(t, &bottest.Platform{PerPart: 12}, false, func(b *bench) {
			b.sent()
			n := len(b.briefings())
			b.engine.Corrects(story, anew)
			store := dies(b.store, writes)
			first := b.on(store, b.platform)
			if err := first.Tick(b.Context()); err != nil {
				t.Fatal(err)
			}
			first.Wait()
			finished = store.left.Load() >= 0
			b.run(10 * time.Minute)
			b.corrected(n)
		})
		if finished {
			return
		}
	}
	t.Error("the correction never came to its end")
}

func TestEditsThatFail(t *testing.T) {
	slow := &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: 4 * time.Minute} // longer than a lease
	unknown := &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}
	broken := &bot.SendError{Reason: bot.ReasonUnavailable}
	forbidden := &bot.SendError{Reason: bot.ReasonForbidden}
	for name, c := range map[string]struct {
		edits   []*bot.SendError
		accepts bool
		fails   bool
	}{
		"asked to wait":                   {edits: []*bot.SendError{slow}},
		"unknown, and it had arrived":     {edits: []*bot.SendError{unknown}, accepts: true},
		"unknown, and it had not":         {edits: []*bot.SendError{unknown}},
		"trouble for longer than a round": {edits: []*bot.SendError{broken, broken, broken, broken, broken, broken, broken}},
		"refused for good":                {edits: []*bot.SendError{forbidden, forbidden}, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{PerPart: 1000, Edits: c.edits, Accepts: c.accepts}, false, func(b *bench) {
				b.sent()
				other := b.dispatcher(false)
				b.engine.Corrects(story, anew)
				for range 20 { // two replicas
					for _, d := range []interface{ Tick(context.Context) error }{b.d, other} {
						if err := d.Tick(b.Context()); err != nil {
							t.Fatal(err)
						}
					}
					time.Sleep(time.Minute)
				}
				b.d.Wait()
				other.Wait()
				if !c.fails {
					b.corrected(1)
					if n := b.edits(); n > 2 {
						t.Errorf("%d edits", n)
					}
					return
				}
				if n := b.edits(); n != 0 || strings.Contains(b.stands(), anew) {
					t.Fatalf("%d edits", n)
				}
				b.run(time.Hour)
				if n := b.edits(); n != 0 {
					t.Errorf("what was refused for good is tried again and again: %d", n)
				}
				b.engine.Corrects(story, "The ferry left at five.") // a further change is a new reason to try
				b.run(5 * time.Minute)
			})
		})
	}
}

// What is older than readers look back stays as it was, and what a moderator took away is left alone.
func TestLeavesOldAndDeletedAlone(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		b.sent()
		b.platform.Delete(b.briefings()[0].ID)
		b.engine.Corrects(story, anew)
		b.run(10 * time.Minute)
		if n := b.edits(); n != 0 {
			t.Errorf("%d edits of a deleted message", n)
		}
		b.run(4 * 24 * time.Hour)
		n := b.edits()
		b.engine.Corrects("02-04", anew) // told four days ago
		b.run(10 * time.Minute)
		if b.edits() != n {
			t.Error("an old briefing was edited")
		}
	})
}

// An article that changes while its briefing is on its way is not missed, though nothing changes later.
func TestCorrectsWhatWasOnItsWay(t *testing.T) {
	bubble(t, &bottest.Platform{}, false, func(b *bench) {
		b.run(8 * time.Hour)
		b.engine.Corrects("31-05", "Something else.")
		b.run(2 * time.Minute) // the briefing is delivered, and the corpus looked at
		to := bot.Destination{Platform: "fake", Channel: "C2"}
		b.engine.Corrects(story, anew)
		b.run(2 * time.Minute)
		// Another order for the same minute shares the edition of before.
		if _, err := b.store.PutSubscription(b.Context(), bot.Subscription{ID: "late", To: to, When: "every day at 08:00", Zone: "UTC", Since: time.Now().Add(-time.Hour)}); err != nil {
			t.Fatal(err)
		}
		b.run(5 * time.Minute)
		if n := len(b.engine.Built); n != 1 {
			t.Fatalf("%d editions; this test shows nothing", n)
		}
		for _, p := range b.briefings() {
			if words := bottest.Words(p.Message); p.Edited != 1 || !strings.Contains(words, anew) {
				t.Errorf("%s was edited %d times:\n%s", p.To, p.Edited, words)
			}
		}
		if n := len(b.briefings()); n != 2 {
			t.Errorf("%d messages", n)
		}
	})
}
