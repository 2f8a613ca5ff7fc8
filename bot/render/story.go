package render

import (
	"slices"
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
		// The heading of the body says what the one line of the list would, and where it is from.
		bodies[0].Facts = heads[0].Facts
		if s := b.Stories[0]; !slices.ContainsFunc(s.Points, func(p briefing.Point) bool { return repeats(p, s.Title) }) {
			bodies[0].Spans = append(bodies[0].Spans, cs.titleSource(s)...)
		}
		for i := range bodies {
			bodies[i].Detail = false
		}
		return bodies
	}
	return append(heads, bodies...)
}

// story is a story's line in the list, and its blocks in detail. A point that only repeats the title
// is left out: its sources stand in the small print below the title.
func story(s briefing.BriefingStory, cs citations, o Options) (head bot.Block, body []bot.Block) {
	id := string(s.ID)
	head = bot.Block{Kind: bot.Bullet, Story: id, Spans: []bot.Span{bot.Bold(s.Title)}}
	head.Spans = append(append(head.Spans, cs.titleSource(s)...), bot.Text(" · "+marks(s)))

	add := func(kind bot.BlockKind, spans ...bot.Span) int {
		body = append(body, bot.Block{Kind: kind, Story: id, Detail: true, Spans: spans})
		return len(body) - 1
	}
	add(bot.Heading, bot.Text(s.Title))
	n := named{title: s.Title, articles: map[briefing.ArticleID]bool{}}
	add(bot.Note, cs.smallPrint(s, n, o)...)
	sides := map[string]int{} // the block that tells each side; a point that is one is not told twice
	for _, d := range s.Disagreements {
		sides[d.A.Text], sides[d.B.Text] = -1, -1
	}
	told := make([]int, len(s.Points)) // the block that tells each point
	for i, p := range s.Points {
		if _, side := sides[p.Text]; !side && !repeats(p, s.Title) {
			told[i] = add(bot.Bullet, cs.pointSpans(p, n)...)
		}
	}
	for _, d := range s.Disagreements {
		add(bot.Paragraph, bot.Bold(strings.TrimSuffix("Sources disagree about "+d.About, " about ")+":"))
		sides[d.A.Text] = add(bot.Bullet, cs.sideSpans(d.A, n)...)
		sides[d.B.Text] = add(bot.Bullet, cs.sideSpans(d.B, n)...)
	}
	for i, p := range s.Points {
		if at, side := sides[p.Text]; side {
			told[i] = at
		}
	}
	for _, text := range withdrawn(s, o.Before) {
		add(bot.Note, bot.Bold("No longer said: "), bot.Text("“"+text+"”"))
	}
	if buttons := storyButtons(o.ID, s); len(buttons) > 0 {
		body = append(body, bot.Block{Kind: bot.Actions, Story: id, Detail: true, Buttons: buttons})
	}
	for _, f := range s.Facts {
		if i := teller(f, s, cs); i >= 0 && told[i] > 0 { // block 0 is the title
			body[told[i]].Facts = append(body[told[i]].Facts, f)
		} else {
			head.Facts = append(head.Facts, f)
		}
	}
	return head, body
}

// smallPrint is what stands below a story's title: its marks, the time of the last report, and the
// sources of a point that the title tells already.
func (cs citations) smallPrint(s briefing.BriefingStory, n named, o Options) []bot.Span {
	spans := []bot.Span{bot.Text(marks(s))}
	if s.State == briefing.Corrected {
		spans = append(spans, bot.Text(" · a source has changed what it says since this was told"))
	}
	if !s.Last.IsZero() {
		last := bot.At(s.Last.Time, moment(s.Last.Time, o.zone()))
		if s.Last.DayOnly { // a bare day is no moment: in the reader's zone it could be another
			last = bot.Text(day(s.Last.Time))
		}
		spans = append(spans, bot.Text(" · last report "), last)
	}
	for _, p := range s.Points {
		if repeats(p, s.Title) && len(p.Cites) > 0 {
			return append(append(spans, bot.Text(" · headline from ")), n.list(cs.pick(p.Cites))...)
		}
	}
	return spans
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

// titleSource names the outlet that a story's title is taken from, linked where it has an address.
func (cs citations) titleSource(s briefing.BriefingStory) []bot.Span {
	cited := cs.pick(s.TitleCites)
	if len(cited) == 0 {
		return nil
	}
	from := bot.Text(outlet(cited[0]))
	for _, c := range cited {
		if link := safeLink(c.URL); link != "" {
			from = bot.Link(outlet(c), link)
			break
		}
	}
	return []bot.Span{bot.Text(" ("), from, bot.Text(")")}
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
