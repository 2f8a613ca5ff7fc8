package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// A source that fails or falls silent is told of once, and again when it happens again.
func TestNoticesOncePerIncident(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		start := time.Now()
		health := func(problem string, lastNew time.Time) {
			b.engine.Health = []bot.SourceHealth{{Name: "Ferry Times", Problem: problem, LastNew: lastNew}, {Name: "Not yet read"}}
		}
		for day, c := range []struct {
			problem string
			lastNew time.Time
			want    string
		}{
			{"", start, ""},
			{"", start.Add(time.Hour), ""},
			{"", start.Add(time.Hour), "Ferry Times has brought nothing new for 55 hours"},
			{"", start.Add(time.Hour), ""},
			{"", start.Add(4 * 24 * time.Hour), ""},
			{"not found", start.Add(4 * 24 * time.Hour), "Ferry Times cannot be read: not found"},
			{"not found", start.Add(4 * 24 * time.Hour), ""},
		} {
			health(c.problem, c.lastNew)
			b.run(24 * time.Hour)
			posted := b.platform.Posted()
			if len(posted) != day+1 {
				t.Fatalf("%d messages after day %d", len(posted), day)
			}
			words := bottest.Words(posted[day].Message)
			if got := strings.Contains(words, "A source is missing"); got != (c.want != "") || !strings.Contains(words, c.want) {
				t.Errorf("day %d lacks %q, or says what it should not:\n%.300s", day, c.want, words)
			}
		}
	})
}
