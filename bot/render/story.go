package render

import (
	"strings"

	"briefbot/bot"
	"briefbot/briefing"
)

// stories are the list of headlines and then each story in detail. A single story needs no list,
// and its points are no detail.
func stories(b briefing.Briefing, o Options) []bot.Block {
	cs := numbered(b.Citations)
	var heads, bodies []bot.Block
	for _, s := range b.Stories {
		head, body := story(s, cs, o)
		heads = append(heads, head)
		bodies = append(bodies, body...)
	}
	if len(b.Stories) == 1 {
		// The heading of the body says what the one line of the list would.
		bodies[0].Facts = heads[0].Facts
		for i := range bodies {
			bodies[i].Detail = false
		}
		return bodies
	}
	return append(heads, bodies...)
}

// story is a story's line in the list, and its blocks in detail.
func story(s briefing.BriefingStory, cs citations, o Options) (head bot.Block, body []bot.Block) {
	id := string(s.ID)
	title := titleSpan(s, cs)
	title.Bold = true
	head = bot.Block{Kind: bot.Bullet, Story: id, Spans: []bot.Span{title, bot.Text(" · " + marks(s))}}

	add := func(kind bot.BlockKind, spans ...bot.Span) int {
		body = append(body, bot.Block{Kind: kind, Story: id, Detail: true, Spans: spans})
		return len(body) - 1
	}
	add(bot.Heading, titleSpan(s, cs))
	mark := []bot.Span{bot.Text(marks(s))}
	if !s.Last.IsZero() {
		last := bot.At(s.Last.Time, moment(s.Last.Time, o.zone()))
		if s.Last.DayOnly { // a bare day is no moment: in the reader's zone it could be another
			last = bot.Text(day(s.Last.Time))
		}
		mark = append(mark, bot.Text(" · last report "), last)
	}
	add(bot.Note, mark...)
	n := named{title: s.Title, articles: map[briefing.ArticleID]bool{}}
	told := make([]int, len(s.Points)) // the block that tells each point
	for i, p := range s.Points {
		told[i] = add(bot.Bullet, cs.pointSpans(p, n)...)
	}
	for _, d := range s.Disagreements {
		add(bot.Paragraph, bot.Bold(strings.TrimSuffix("Sources disagree about "+d.About, " about ")+":"))
		add(bot.Bullet, cs.sideSpans(d.A, n)...)
		add(bot.Bullet, cs.sideSpans(d.B, n)...)
	}
	if buttons := storyButtons(o.ID, s); len(buttons) > 0 {
		body = append(body, bot.Block{Kind: bot.Actions, Story: id, Detail: true, Buttons: buttons})
	}
	for _, f := range s.Facts {
		if i := teller(f, s, cs); i >= 0 {
			body[told[i]].Facts = append(body[told[i]].Facts, f)
		} else {
			head.Facts = append(head.Facts, f)
		}
	}
	return head, body
}

// titleSpan is the story's title, linked to the article it is taken from.
func titleSpan(s briefing.BriefingStory, cs citations) bot.Span {
	span := bot.Text(s.Title)
	for _, c := range cs.pick(s.TitleCites) {
		if span.Link = safeLink(c.URL); span.Link != "" {
			break
		}
	}
	return span
}

// marks are the story's state and how many newsrooms stand behind it.
func marks(s briefing.BriefingStory) string {
	var words []string
	switch s.State {
	case briefing.New:
		words = append(words, "new")
	case briefing.Developing:
		words = append(words, "developing")
	case briefing.Corrected:
		words = append(words, "corrected")
	}
	if s.IndependentSources <= 1 {
		words = append(words, "single source")
	} else {
		words = append(words, count(s.IndependentSources, "independent newsroom", "independent newsrooms"))
	}
	return strings.Join(words, " · ")
}

// teller is the point that tells a fact: the one that has its sentence for its words; else one with
// it for its best quote; else for any. A fact that no point tells is the title's: -1.
func teller(f briefing.Fact, s briefing.BriefingStory, cs citations) int {
	const cited, best, words = 1, 2, 3
	found, strength := -1, 0
	for i, p := range s.Points {
		how := 0
		for j, n := range p.Cites {
			if c, ok := cs[n]; !ok || c.Article != f.Article || !within(f.Text, c.Quote) {
				continue
			}
			if how = max(how, cited); j == 0 {
				how = best
			}
		}
		if how > 0 && within(f.Text, strings.TrimPrefix(p.Text, p.Frame)) {
			how = words
		}
		if how > strength {
			found, strength = i, how
		}
	}
	return found
}

// within reports whether one of two texts holds the other.
func within(a, b string) bool {
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}
