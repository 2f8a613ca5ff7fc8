package dispatch_test

import (
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// A lasting failure pauses the briefing and tells its owner; where the owner cannot be told either,
// that is no reason to try for ever, and the briefing says itself why it is paused.
func TestOwnerIsTold(t *testing.T) {
	gone := &bot.SendError{Reason: bot.ReasonGone}
	for name, c := range map[string]struct {
		owner  *bot.SendError
		script []*bot.SendError
		told   int
	}{
		"in a direct message":          {told: 1},
		"after a moment of trouble":    {script: []*bot.SendError{{Reason: bot.ReasonUnavailable}, {Reason: bot.ReasonRateLimited, RetryAfter: time.Second}}, told: 1},
		"who takes no direct messages": {owner: &bot.SendError{Reason: bot.ReasonForbidden}},
		"on a platform that is away":   {owner: &bot.SendError{Reason: bot.ReasonUnavailable}},
	} {
		t.Run(name, func(t *testing.T) {
			p := &bottest.Platform{Script: c.script, Fails: map[string]*bot.SendError{"C1": gone}}
			if c.owner != nil {
				p.Fails["U1"] = c.owner
			}
			bubble(t, p, true, func(b *bench) {
				b.run(9 * time.Hour)
				s, err := b.store.Subscription(b.Context(), "daily")
				if err != nil || s.Paused != "the channel is gone or archived." {
					t.Errorf("paused: %q, %v", s.Paused, err)
				}
				if d := b.latest(); d.State != bot.Failed || d.Reason != "the channel is gone or archived" {
					t.Errorf("%s: %q", d.State, d.Reason)
				}
				if n := len(b.platform.Posted()); n != c.told {
					t.Errorf("%d messages, want %d", n, c.told)
				}
				if words := b.stands(); c.told > 0 && !containsAll(words, "is paused: the channel is gone", "/briefing resume daily") {
					t.Errorf("the owner was told\n%s", words)
				}
			})
		})
	}
}

// An order whose zone or schedule this program cannot read is paused, and its owner is told, once:
// it holds up no other and is not silent for ever.
func TestUnreadableOrderIsToldOf(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		for id, s := range map[bot.SubscriptionID]bot.Subscription{"zone": {When: "every day at 08:00", Zone: "Mars/Olympus"}, "hours": {When: "on blue moons", Zone: "UTC"}} {
			s.ID, s.To, s.Owner, s.Since = id, channel, "U2", time.Now()
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		b.run(9 * time.Hour)
		told := 0
		for _, p := range b.platform.Posted() {
			if words := bottest.Words(p.Message); p.To.User == "U2" && containsAll(words, "can no longer be read", "/briefing edit") {
				told++
			}
		}
		if told != 2 || len(b.platform.Posted()) != 3 {
			t.Errorf("the owner was told %d times, in %d messages", told, len(b.platform.Posted()))
		}
		for _, id := range []bot.SubscriptionID{"zone", "hours"} {
			if s, err := b.store.Subscription(b.Context(), id); err != nil || s.Active() {
				t.Errorf("%s is not paused: %v", id, err)
			}
		}
	})
}
