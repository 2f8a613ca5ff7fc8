package dispatch_test

import (
	"fmt"
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

// Many sources that fail at once are told of together, once, and another tenant's are not told of at all.
func TestManyMissingSourcesAreOneNotice(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		b.engine.Health = []bot.SourceHealth{{Name: "Theirs", Problem: "not found", Of: bot.Destination{Platform: "fake", Tenant: "other"}}}
		for n := range 50 {
			b.engine.Health = append(b.engine.Health, bot.SourceHealth{Name: fmt.Sprintf("Gazette %d", n), Problem: "no route to host"})
		}
		for day := range 2 {
			b.run(24 * time.Hour)
			words := bottest.Words(b.platform.Posted()[day].Message)
			told := strings.Contains(words, "50 sources are missing. Gazette 0, Gazette 1, ")
			if told != (day == 0) || strings.Contains(words, "Theirs") || strings.Contains(words, "A source is missing") ||
				strings.Count(words, "/briefing sources") > 1 {
				t.Errorf("day %d:\n%s", day, words)
			}
		}
	})
}

// A briefing over an empty corpus is not silent: it comes, and the first of them says what is wrong.
// When there was something to read meanwhile, it is said again.
func TestEmptyCorpusIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		health []bot.SourceHealth
		want   string
	}{
		"no source":     {[]bot.SourceHealth{}, "No source is set up"},
		"nothing read":  {[]bot.SourceHealth{{Name: "Ferry Times"}}, "No source could be read yet"},
		"nothing in it": {[]bot.SourceHealth{{Name: "Ferry Times", LastRead: time.Unix(1, 0)}}, "hold no article"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{}, true, func(b *bench) {
				b.engine.Health = c.health
				const title = "There is nothing to read."
				for day, d := range []struct{ none, told bool }{{true, true}, {true, false}, {false, false}, {true, true}, {true, false}} {
					b.engine.NoArticles = d.none
					if !d.none { // then something came
						b.engine.Health = []bot.SourceHealth{{Name: "Ferry Times", LastRead: time.Now(), LastNew: time.Now(), Articles: 1}}
					} else if day == 3 {
						b.engine.Health = []bot.SourceHealth{{Name: "Ferry Times", LastRead: time.Now(), LastNew: time.Now().Add(-time.Hour)}}
					}
					b.run(24 * time.Hour)
					posted := b.platform.Posted()
					if len(posted) != day+1 {
						t.Fatalf("%d messages after day %d: silence", len(posted), day)
					}
					words := bottest.Words(posted[day].Message)
					if got := strings.Contains(words, title); got != d.told || day == 0 && !strings.Contains(words, c.want) {
						t.Errorf("day %d: told %v, want %v, with %q:\n%.400s", day, got, d.told, c.want, words)
					}
				}
			})
		})
	}
}

// What a subscription asks for reaches the engine and the message, and another's edition is not its own.
func TestSubscriptionReachesItsBriefing(t *testing.T) {
	bubble(t, &bottest.Platform{}, true, func(b *bench) {
		for id, s := range map[bot.SubscriptionID]bot.Subscription{
			"a": {Topics: []string{"ferry"}},
			"b": {Sources: []string{"ferry"}},
			"c": {Sources: []string{"ferry"}, Silent: true, Ping: "role"},
		} {
			s.ID, s.To, s.When, s.Zone, s.Since = id, bot.Destination{Platform: "fake", Channel: string(id)}, "every day at 09:00", "UTC", time.Now()
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(9*time.Hour + time.Second)
		b.run(time.Minute)
		asked := map[string]int{}
		for _, r := range b.engine.Built {
			asked[strings.Join(r.Topics, ",")+"/"+strings.Join(r.Sources, ",")]++
		}
		if asked["ferry/"] != 1 || asked["/ferry"] != 1 || asked["/"] != 1 || len(asked) != 3 {
			t.Errorf("the engine was asked for %v", asked)
		}
		for _, p := range b.platform.Posted() {
			if quiet := p.To.Channel == "c"; p.Message.Silent != quiet || (p.Message.Ping == "role") != quiet {
				t.Errorf("%s: silent %v, ping %q", p.To, p.Message.Silent, p.Message.Ping)
			}
		}
	})
}
