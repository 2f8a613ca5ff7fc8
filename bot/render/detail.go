package render

import (
	"fmt"

	"briefbot/bot"
	"briefbot/briefing"
)

// Sources shows the quotes behind a story's points, and where each stands. It is private.
func Sources(b briefing.Briefing, s briefing.BriefingStory) bot.Message {
	cs := numbered(b.Citations)
	var numbers []int
	for _, p := range s.Points {
		numbers = append(numbers, p.Cites...)
	}
	for _, d := range s.Disagreements {
		numbers = append(append(numbers, d.A.Cites...), d.B.Cites...)
	}
	return quotes("Sources: "+s.Title, cs, append(numbers, s.TitleCites...))
}

// Quotes shows the quotes behind an answer. It is private.
func Quotes(a briefing.Answer) bot.Message {
	var numbers []int
	for _, p := range a.Points {
		numbers = append(numbers, p.Cites...)
	}
	return quotes("What the sources say", numbered(a.Citations), numbers)
}

// quotes lists citations, each once, with their words.
func quotes(title string, cs citations, numbers []int) bot.Message {
	m := bot.Message{Summary: short(title, 150), Private: true}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text(title)}})
	seen := map[int]bool{}
	for _, n := range numbers {
		c, ok := cs[n]
		if !ok || seen[n] {
			continue
		}
		seen[n] = true
		m.Blocks = append(m.Blocks,
			bot.Block{Kind: bot.Quote, Spans: []bot.Span{bot.Text(c.Quote)}},
			bot.Block{Kind: bot.Note, Spans: []bot.Span{{Text: named{}.place(c), Link: safeLink(c.URL)}}})
	}
	return m
}

// Why shows how a story's score came about. It is private.
func Why(s briefing.BriefingStory) bot.Message {
	m := bot.Message{Summary: "Why: " + short(s.Title, 140), Private: true}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Why: " + s.Title)}})
	for _, r := range s.Why.Reasons {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: []bot.Span{bot.Text(r)}})
	}
	w := s.Why
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(fmt.Sprintf(
		"score %.2f = sources %.2f × recency %.2f × position %.2f × weight %.2f × novelty %.2f",
		s.Score, w.Sources, w.Recency, w.Position, w.Weight, w.Novelty))}})
	return m
}
