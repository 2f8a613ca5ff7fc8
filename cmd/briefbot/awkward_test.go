package main

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/discord"
	"briefbot/adapters/discord/discordtest"
	"briefbot/adapters/slack"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// awkward are briefings that are hard to show.
func awkward() map[string]briefing.Briefing {
	at := time.Date(2024, 5, 15, 20, 0, 0, 0, time.UTC)
	cite := func(n int, source, title string) briefing.Citation {
		return briefing.Citation{N: n, Article: briefing.ArticleID(fmt.Sprint("a", n)), Source: source, Title: title,
			Quote: "The bridge is closed.", Paragraph: n}
	}
	told := func(id, title string, texts ...string) briefing.BriefingStory {
		s := briefing.BriefingStory{ID: briefing.StoryID(id), Title: title, Topic: "harbour", TitleCites: []int{1}, IndependentSources: 1}
		for _, text := range texts {
			s.Points = append(s.Points, briefing.Point{Text: text, Cites: []int{1}})
		}
		return s
	}
	make := func(stories ...briefing.BriefingStory) briefing.Briefing {
		return briefing.Briefing{AsOf: at, Window: briefing.Window{From: at.Add(-24 * time.Hour), To: at}, Stories: stories,
			Citations: []briefing.Citation{cite(1, "Harbour Herald", "Bridge closed"), cite(2, "Coast Radio", ""), cite(3, "", "")}}
	}
	var many []briefing.BriefingStory
	for n := range 50 {
		title := fmt.Sprintf("Story %02d of the day", n)
		many = append(many, told(fmt.Sprintf("s%02d", n), title, fmt.Sprintf("What happened in story %02d is told here.", n)))
	}
	disputed := told("d", "Bridge closed", "The bridge is closed.")
	for n := range 10 {
		disputed.Disagreements = append(disputed.Disagreements, briefing.Disagreement{About: fmt.Sprintf("count %d", n),
			A: briefing.Point{Text: fmt.Sprintf("%d came, the police said.", n), Speaker: "the police", Cites: []int{1}},
			B: briefing.Point{Text: fmt.Sprintf("%d came, the union said.", n+100), Speaker: "the union", Cites: []int{2}}})
	}
	nameless := told("n", "A ship is late", "A ship is late, it was said.")
	nameless.TitleCites, nameless.Points[0].Cites = []int{3}, []int{3}
	return map[string]briefing.Briefing{
		"fifty stories":     make(many...),
		"an endless title":  make(told("t", strings.Repeat("x", 500), "It has no space."), told("u", "Bridge closed", strings.Repeat("y", 5000))),
		"ten disagreements": make(disputed),
		"right to left":     make(told("r", "\u202eالجسر مغلق\u202c أمام السفن", "أُغلق الجسر يوم الاثنين\u200f، قالت البلدية.")),
		"no outlet":         make(nameless),
		"markup": make(told("m", "*Bold* _it_ <!channel> @everyone ~x~ `code` [a](http://b.example)",
			"<@U0000ANA> # Heading\n> quote ||spoiler||")),
	}
}

// TestAwkwardBriefings sends briefings that are hard to show to both platforms, which check their own limits, and
// wants every story to stand there, each in a part that was taken; what stands behind a story's control, too.
func TestAwkwardBriefings(t *testing.T) {
	s, d := slackfaketest.New(t), discordtest.New(t)
	lg := slog.New(slog.DiscardHandler)
	onSlack := bot.Destination{Platform: slack.Name, Channel: "C0000NEWS"}
	onDiscord := bot.Destination{Platform: discord.Name, Channel: harbour}
	for _, target := range []struct {
		p   bot.Platform
		to  bot.Destination
		all func() []string
	}{
		{slack.New(lg, slackfaketest.BotToken, "", slack.Options{APIURL: s.URL}), onSlack, func() (out []string) {
			for _, m := range s.Messages() {
				out = append(out, shown(m.Blocks))
			}
			return out
		}},
		{discord.New(lg, discordtest.Token, discord.Options{APIURL: d.URL}), onDiscord, func() (out []string) {
			for _, m := range d.Messages() {
				out = append(out, m.Content)
			}
			return out
		}},
	} {
		for name, b := range awkward() {
			before := len(target.all())
			send := func(what string, m bot.Message) {
				t.Helper()
				for n, part := range target.p.Split(m) {
					post := bot.Post{Key: fmt.Sprint(name, what, n), To: target.to, Message: part.Message}
					if _, err := target.p.Send(t.Context(), post); err != nil {
						t.Errorf("%s, %s, %s, part %d: %v", target.p.Name(), name, what, n, err)
					}
				}
			}
			o := render.Options{ID: "0123456789abcdef01"}
			send("briefing", render.Briefing(b, o))
			got := strings.Join(target.all()[before:], "\n")
			for _, story := range b.Stories {
				first, _, _ := strings.Cut(story.Title, " ")
				plain := len(first) < 30 && !strings.ContainsAny(first, "*\u202e")
				if plain && !strings.Contains(got, story.Title) {
					t.Errorf("%s, %s: %q does not stand there", target.p.Name(), name, story.Title)
				}
			}
			if strings.ContainsAny(got, "\u202e\u202c\u200f") || target.p.Name() == slack.Name && strings.Contains(got, "<!channel>") {
				t.Errorf("%s, %s: what turns text or pings stands there", target.p.Name(), name)
			}
			for _, story := range slices.Concat(b.Stories[:1], b.Stories[len(b.Stories)-1:]) {
				send("more"+string(story.ID), render.More(b, story, o.ID, o))
				send("why"+string(story.ID), render.Why(story))
				send("story"+string(story.ID), render.Story(b, story, o))
			}
			send("disputes", render.Disputes(b, o))
		}
	}
}
