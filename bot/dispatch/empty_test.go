package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// Where nothing is new there comes one line, or nothing where the order says so or comes every hour; that
// something is wrong with the sources is told by all of them.
func TestWhenNothingIsNew(t *testing.T) {
	for name, c := range map[string]struct {
		when  string
		empty bot.WhenEmpty
		comes bool
	}{
		"usual": {"every day at 08:00", "", true}, "silent": {"every day at 08:00", bot.EmptySilent, false},
		"hourly": {"every hour", "", false}, "hourly, with a line": {"every hour", bot.EmptyLine, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{}, true, func(b *bench) {
				b.engine.Health = []bot.SourceHealth{{Name: "Ferry Times", LastRead: time.Now(), LastNew: time.Now(), Articles: 1}}
				s, err := b.store.Subscription(b.Context(), "daily")
				if err != nil {
					t.Fatal(err)
				}
				s.When, s.WhenEmpty = c.when, c.empty
				if s, err = b.store.PutSubscription(b.Context(), s); err != nil {
					t.Fatal(err)
				}
				for hour := -24; hour < 48; hour++ { // each hour has its story
					id := time.Now().Add(time.Duration(hour) * time.Hour).UTC().Format("02-15")
					if err := b.store.Prefer(b.Context(), s.To, id, bot.Mute); err != nil {
						t.Fatal(err)
					}
				}
				b.run(9 * time.Hour)
				posted := b.platform.Posted()
				if (len(posted) > 0) != c.comes {
					t.Fatalf("%d messages, want some: %v", len(posted), c.comes)
				}
				for _, p := range posted {
					words := bottest.Words(p.Message)
					if len(p.Message.Blocks) != 1 || !strings.Contains(words, "othing new") && !strings.Contains(words, "No article came in · since") {
						t.Errorf("it is not one line: %s", words)
					}
				}
				b.engine.Health = []bot.SourceHealth{{Name: "Ferry Times", Problem: "not found"}}
				b.run(24 * time.Hour)
				told := 0
				for _, p := range b.platform.Posted() {
					told += strings.Count(bottest.Words(p.Message), "Ferry Times cannot be read")
				}
				if told != 1 {
					t.Errorf("the trouble is told %d times", told)
				}
			})
		})
	}
}
