package render

import (
	"slices"

	"briefbot/bot"
	"briefbot/briefing"
)

// Correction says what a correction has changed, below the briefing that was corrected: of each story
// what it said, and what it says now. after is the briefing as it stands now.
func Correction(before, after briefing.Briefing, changed []briefing.StoryID) bot.Message {
	var titles []string
	m := bot.Message{Silent: true}
	cs := numbered(after.Citations)
	for _, old := range before.Stories {
		if !slices.Contains(changed, old.ID) {
			continue
		}
		titles = append(titles, short(old.Title, 90))
		spans := []bot.Span{bot.Bold("Corrected: "), bot.Text(old.Title)}
		i := slices.IndexFunc(after.Stories, func(s briefing.BriefingStory) bool { return s.ID == old.ID })
		if i < 0 {
			spans = append(spans, bot.Text("\n"), bot.Text("Withdrawn: the source no longer says what stood there."))
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Item, Story: string(old.ID), Spans: spans})
			continue
		}
		now := after.Stories[i]
		if now.Title != old.Title {
			spans = append(spans, bot.Text("\n"), bot.Bold("Title now: "), bot.Text(now.Title))
		}
		now.State = briefing.Corrected
		for _, text := range withdrawn(now, &before) {
			spans = append(spans, bot.Text("\n"), bot.Bold("It said: "), bot.Text("“"+text+"”"))
		}
		said := map[string]bool{}
		for _, p := range old.Points {
			said[p.Text] = true
		}
		for _, p := range now.Points {
			if !said[p.Text] {
				spans = append(append(spans, bot.Text("\n"), bot.Bold("It says now: ")), framed(p)...)
				spans = append(spans, cs.behind(p)...)
			}
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Item, Story: string(old.ID), Spans: spans})
	}
	for _, now := range after.Stories {
		stood := slices.ContainsFunc(before.Stories, func(s briefing.BriefingStory) bool { return s.ID == now.ID })
		if stood || !slices.Contains(changed, now.ID) {
			continue
		}
		titles = append(titles, short(now.Title, 90))
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Item, Story: string(now.ID), Spans: []bot.Span{
			bot.Bold("Corrected: "), bot.Text(now.Title), bot.Text("\n"), bot.Text("It stands again: the source says it as before.")}})
	}
	m.Summary = "Corrected: " + list(titles)
	return m
}
