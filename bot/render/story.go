package render

import (
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/briefing"
)

// stories are the stories that tell something, each an item; below them, under one word, a line for
// each that has only its title.
func stories(b briefing.Briefing, o Options) []bot.Block {
	cs := numbered(b.Citations)
	var items, lines []bot.Block
	for _, s := range b.Stories {
		if tells(s) || s.State == briefing.Corrected {
			items = append(items, cs.item(s, o))
		} else {
			lines = append(lines, cs.line(s))
		}
	}
	if len(items) == 0 || len(lines) == 0 {
		return append(items, lines...)
	}
	return append(append(items, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold("Also")}}), lines...)
}

// Story is one story of a briefing, as it stands in a thread.
func Story(b briefing.Briefing, s briefing.BriefingStory, o Options) bot.Message {
	item := numbered(b.Citations).item(s, o)
	item.Facts = nil // the briefing has told them
	return bot.Message{Summary: short(s.Title, 150), Silent: true, Blocks: []bot.Block{item}}
}

// Disputes are the disagreements of a briefing's stories, each with both sides; or that there are none.
func Disputes(b briefing.Briefing, o Options) bot.Message {
	m := bot.Message{Private: o.Private}
	cs := numbered(b.Citations)
	for _, s := range b.Stories {
		if len(s.Disagreements) == 0 {
			continue
		}
		item := bot.Block{Kind: bot.Item, Story: string(s.ID), Head: []bot.Span{bot.Bold(s.Title)}, Menu: storyMenu(o.ID, s)}
		for i, d := range s.Disagreements {
			item.Spans = append(item.Spans, cs.dispute(d, i > 0, true)...)
		}
		m.Blocks = append(m.Blocks, item)
	}
	m.Summary = "Disputed: " + headlines(b)
	if len(m.Blocks) == 0 {
		m.Summary = "The sources contradict one another in nothing that was found"
		if from := b.Window.From; !from.IsZero() {
			m.Summary += " since " + since(from, b.AsOf, o.zone())
		}
		m.Summary += "."
		m.Blocks = []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(m.Summary)}}}
	}
	return m
}

// tells reports whether a story has something to say beyond its title.
func tells(s briefing.BriefingStory) bool {
	for _, p := range s.Points {
		if !repeats(p, s.Title) {
			return true
		}
	}
	return len(s.Disagreements) > 0
}

// item is a story as it stands in a briefing: its title; what happened, sentence after sentence, each
// with its outlet where there are several; what is disputed, both sides; and the outlets.
func (cs citations) item(s briefing.BriefingStory, o Options) bot.Block {
	b := bot.Block{Kind: bot.Item, Story: string(s.ID), Head: []bot.Span{bot.Bold(s.Title)}, Facts: s.Facts}
	several := len(cs.outlets(s)) > 1
	sides := map[string]bool{} // a point that is a side of a disagreement is not told twice
	for _, d := range s.Disagreements {
		sides[d.A.Text], sides[d.B.Text] = true, true
	}
	points := slices.DeleteFunc(slices.Clone(s.Points), func(p briefing.Point) bool { return sides[p.Text] || repeats(p, s.Title) })
	for i, p := range points {
		if i > 0 {
			b.Spans = append(b.Spans, bot.Text(" "))
		}
		b.Spans = append(b.Spans, framed(p)...)
		if last := &b.Spans[len(b.Spans)-1]; !stopped(last.Text) {
			last.Text += "." // what was cut from a sentence stands as one
		}
		if several && (i+1 == len(points) || !cs.alike(p, points[i+1])) { // one name behind neighbours of one outlet
			b.Spans = append(b.Spans, cs.behind(p)...)
		}
	}
	for _, d := range s.Disagreements {
		b.Spans = append(b.Spans, cs.dispute(d, len(b.Spans) > 0, several)...)
	}
	for _, text := range withdrawn(s, o.Before) {
		b.Spans = append(b.Spans, bot.Text("\n"), bot.Bold("No longer said: "), bot.Text("“"+text+"”"))
	}
	b.Foot = cs.foot(s, several)
	b.Menu = storyMenu(o.ID, s)
	return b
}

// stopped reports whether a text ends with a full stop or the like, quotation marks and brackets aside.
func stopped(text string) bool {
	text = strings.TrimRight(text, `"'”’»)] `)
	return text == "" || strings.HasSuffix(text, "…") || strings.ContainsRune(".!?", rune(text[len(text)-1]))
}

// alike reports whether two points come from the same outlets.
func (cs citations) alike(p, q briefing.Point) bool {
	return slices.EqualFunc(cs.behind(p), cs.behind(q), func(a, b bot.Span) bool { return a.Text == b.Text })
}

// dispute is a line with both sides of a disagreement, below others. Where its outlets are to be named, one that
// has both sides is named once.
func (cs citations) dispute(d briefing.Disagreement, below, named bool) []bot.Span {
	label := "Disputed"
	if d.About != "" {
		label += " (" + d.About + ")"
	}
	var spans []bot.Span
	if below {
		spans = append(spans, bot.Text("\n"))
	}
	spans = append(spans, bot.Bold("⚖ "+label+": "))
	for i, p := range []briefing.Point{d.A, d.B} {
		side, outlet := cs.side(p)
		if i > 0 {
			spans = append(spans, bot.Text(" "))
		}
		spans = append(spans, side...)
		if once := i == 0 && cs.alike(d.A, d.B); named && !outlet && !once {
			spans = append(spans, cs.behind(p)...)
		}
	}
	return spans
}

// line is a story that has only its title, with its outlets.
func (cs citations) line(s briefing.BriefingStory) bot.Block {
	spans := append([]bot.Span{bot.Bold(s.Title), bot.Text("  ")}, cs.foot(s, false)...)
	return bot.Block{Kind: bot.Bullet, Story: string(s.ID), Spans: spans, Facts: s.Facts}
}

// foot is the small line below a story: its outlets where its sentences do not name them, how many
// more newsrooms tell it, and what is unusual about it.
func (cs citations) foot(s briefing.BriefingStory, named bool) []bot.Span {
	outlets := cs.outlets(s)
	var spans []bot.Span
	if !named {
		for _, c := range outlets {
			if saysAgain(c, s.Title) {
				continue
			}
			if len(spans) > 0 {
				spans = append(spans, bot.Text(", "))
			}
			spans = append(spans, source(c))
		}
	}
	if more := s.IndependentSources - len(outlets); more > 0 {
		words := fmt.Sprintf(" +%d", more)
		if len(spans) == 0 {
			words = "and " + count(more, "more newsroom", "more newsrooms")
		}
		spans = append(spans, bot.Text(words))
	}
	for _, mark := range marks(s) {
		if len(spans) > 0 {
			spans = append(spans, bot.Text(" · "))
		}
		spans = append(spans, bot.Text(mark))
	}
	return spans
}

// saysAgain reports whether a citation without an outlet would be named by the title that stands above it.
func saysAgain(c briefing.Citation, title string) bool {
	return c.Source == "" && host(c.URL) == "" && c.Title != "" && strings.EqualFold(c.Title, title)
}

// marks are what is unusual about a story, but for what has a line of its own.
func marks(s briefing.BriefingStory) []string {
	var out []string
	switch s.State {
	case briefing.Developing:
		out = append(out, "developing")
	case briefing.Corrected:
		out = append(out, "corrected: a source has changed what it says")
	}
	return out
}

// repeats reports whether a point says word for word what the title says.
func repeats(p briefing.Point, title string) bool {
	bare := func(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".!… ") }
	return p.Frame == "" && bare(p.Text) != "" && strings.EqualFold(bare(p.Text), bare(title))
}

// mostWithdrawn is how many points a correction names that no longer stand.
const mostWithdrawn = 3

// withdrawn are the points of a corrected story as it was told before that it no longer has.
func withdrawn(s briefing.BriefingStory, before *briefing.Briefing) []string {
	if s.State != briefing.Corrected || before == nil {
		return nil
	}
	now := map[string]bool{s.Title: true}
	for _, p := range s.Points {
		now[p.Text] = true
	}
	var out []string
	for _, old := range before.Stories {
		if old.ID != s.ID {
			continue
		}
		for _, p := range old.Points {
			if !now[p.Text] && len(out) < mostWithdrawn {
				out = append(out, p.Text)
			}
		}
		if len(out) == 0 && !now[old.Title] {
			out = append(out, old.Title)
		}
	}
	return out
}
