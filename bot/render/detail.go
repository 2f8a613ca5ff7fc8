package render

import (
	"briefbot/bot"
	"briefbot/briefing"
)

// More shows one reader all there is to a story: the quotes behind it with title, day and paragraph,
// why it was chosen, and buttons for its topic. shown is the Shown.ID that the buttons refer to. It
// is private.
func More(b briefing.Briefing, s briefing.BriefingStory, shown string, o Options) bot.Message {
	m := Sources(b, s)
	if reasons := why(s); len(reasons) > 0 {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold("Why it is told: "), bot.Text(list(reasons) + ".")}})
	}
	if !s.Last.IsZero() {
		last := bot.At(s.Last.Time, moment(s.Last.Time, o.zone()))
		if s.Last.DayOnly { // a bare day is no moment: in the reader's zone it could be another
			last = bot.Text(day(s.Last.Time))
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(newsrooms(s) + " · last report "), last}})
	}
	if buttons := topicButtons(shown, s); len(buttons) > 0 {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: buttons})
	}
	return m
}

// newsrooms says how many stand behind a story.
func newsrooms(s briefing.BriefingStory) string {
	if s.IndependentSources <= 1 {
		return "single source"
	}
	return count(s.IndependentSources, "independent newsroom", "independent newsrooms")
}

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
	return quotes(s.Title, cs, append(numbers, s.TitleCites...))
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
		link := safeLink(c.URL)
		if link != "" {
			c.Source = honest(outlet(c), link)
		}
		m.Blocks = append(m.Blocks,
			bot.Block{Kind: bot.Quote, Spans: []bot.Span{bot.Text(c.Quote)}},
			bot.Block{Kind: bot.Note, Spans: []bot.Span{{Text: place(c), Link: link}}})
	}
	return m
}

// Why says in words why a story was chosen. It is private.
func Why(s briefing.BriefingStory) bot.Message {
	m := bot.Message{Summary: "Why: " + short(s.Title, 140), Private: true}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Why: " + s.Title)}})
	for _, r := range why(s) {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: []bot.Span{bot.Text(r)}})
	}
	return m
}

// why are the reasons for which a story was chosen; one that has none has at least its newsrooms.
func why(s briefing.BriefingStory) []string {
	if len(s.Why.Reasons) > 0 {
		return s.Why.Reasons
	}
	return []string{newsrooms(s)}
}
