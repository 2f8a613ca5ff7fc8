package daily

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// DefaultWords is the length of a briefing's points when none is asked for: about two minutes' reading.
const DefaultWords = 300

// The shares of the length: the first story has the largest, and one for which less than least
// words are left is not begun.
const (
	leadShare = 0.28
	share     = 0.16
	least     = 18
)

// Tailor selects from the edition for one destination. words is the length of all points together;
// 0 means DefaultWords. Followed topics come first, muted ones not at all; of a story that was told
// before only what is new is told. The result's stories carry the Facts to record once they have
// been sent.
func (e *Edition) Tailor(told briefing.Told, p briefing.Preferences, words int) briefing.Briefing {
	if words <= 0 {
		words = DefaultWords
	}
	t := &tailor{e: e, told: told, left: words, words: words, disputed: map[string]bool{}, out: briefing.Briefing{
		AsOf: e.request.AsOf, Window: e.request.Window, Coverage: e.coverage, Topics: e.request.Topics,
		Stories: []briefing.BriefingStory{}, LeftOut: []briefing.LeftOut{}, Citations: []briefing.Citation{},
	}}
	var followed, others []*candidate
	for i := range e.candidates {
		c := &e.candidates[i]
		if m := c.firstMatch(e.an, p.Mute); m != "" {
			t.leaveOut(c, "muted: "+m)
		} else if c.firstMatch(e.an, p.Follow) != "" {
			followed = append(followed, c)
		} else {
			others = append(others, c)
		}
	}
	for _, c := range followed {
		t.story(c, true)
	}
	for i := range e.dormant {
		if c := &e.dormant[i]; c.corrected(told) && c.firstMatch(e.an, p.Mute) == "" {
			t.story(c, false)
		}
	}
	for _, c := range others {
		t.story(c, false)
	}
	return t.out
}

func (c *candidate) firstMatch(an *text.Analyzer, topics []string) string {
	for _, topic := range topics {
		if c.matches(an, topic) {
			return topic
		}
	}
	return ""
}

// tailor is one briefing in the making.
type tailor struct {
	e           *Edition
	told        briefing.Told
	left, words int
	disputed    map[string]bool // pairs of claims that were shown
	out         briefing.Briefing
}

func (t *tailor) leaveOut(c *candidate, why string) {
	t.out.LeftOut = append(t.out.LeftOut, briefing.LeftOut{ID: c.story.ID, Title: c.story.Title, Why: why})
}

// story adds c to the briefing, or says why not.
func (t *tailor) story(c *candidate, followed bool) {
	if t.left < least {
		t.leaveOut(c, "no room: the briefing is full")
		return
	}
	part := share
	if len(t.out.Stories) == 0 {
		part = leadShare
	}
	budget := min(max(int(part*float64(t.words)), least), t.left)
	state, docs, known := t.standing(c)
	options := summary.Options{Words: budget, AsOf: t.e.request.AsOf, Known: known, CopyOf: c.copyOf, Against: t.e.neighbours(c)}
	s := summary.Of(t.e.an, docs, options)
	points := t.corrections(c, state, &s)
	used := 0
	for _, p := range points {
		used += len(strings.Fields(p.Text))
	}
	switch {
	case len(points) == 0 && state == briefing.New && len(t.told) == 0:
		t.leaveOut(c, "no sentence of it can stand alone")
		return
	case len(points) == 0:
		t.leaveOut(c, "nothing new since it was told")
		return
	case used > t.left && len(t.out.Stories) > 0:
		t.leaveOut(c, "no room: the briefing is full")
		return
	}
	t.left -= used
	why := c.why
	why.Reasons = slices.Clone(why.Reasons)
	switch state {
	case briefing.Developing:
		why.Novelty = 0.8
		why.Reasons = append(why.Reasons, "told before, and there is something new")
	case briefing.Corrected:
		why.Reasons = append(why.Reasons, "what was told has been changed by its source")
	}
	if followed {
		why.Reasons = append([]string{"you follow this"}, why.Reasons...)
	}
	b := briefing.BriefingStory{
		ID: c.story.ID, Title: s.Title, Topic: c.story.Topic, State: state, Score: product(why), Why: why,
		Sources: c.outlets, IndependentSources: c.independent, Last: c.docs[len(c.docs)-1].Article.Published,
	}
	t.cite(&b, s, points)
	t.out.Stories = append(t.out.Stories, b)
}

// maxNeighbours bounds the documents in which the other side of a claim is looked for.
const maxNeighbours = 60

// neighbours are the fresh documents of the other stories of c's topic, best stories first.
func (e *Edition) neighbours(c *candidate) []*text.Document {
	var out []*text.Document
	for i := range e.candidates {
		o := &e.candidates[i]
		if o.story.ID == c.story.ID || o.story.Topic == "" || o.story.Topic != c.story.Topic {
			continue
		}
		out = append(out, o.fresh...)
		if len(out) >= maxNeighbours {
			return out[:maxNeighbours]
		}
	}
	return out
}

// cite numbers the story's citations on from those of the briefing and notes the facts told.
func (t *tailor) cite(b *briefing.BriefingStory, s briefing.Summary, points []briefing.Point) {
	number := map[int]int{}
	renumber := func(cites []int) []int {
		out := make([]int, 0, len(cites))
		for _, n := range cites {
			if number[n] == 0 {
				x := s.Citations[n-1]
				x.N = len(t.out.Citations) + 1
				number[n] = x.N
				t.out.Citations = append(t.out.Citations, x)
			}
			out = append(out, number[n])
		}
		return out
	}
	renumbered := func(p briefing.Point) briefing.Point {
		for _, n := range p.Cites {
			x := s.Citations[n-1]
			fact := briefing.Fact{Story: b.ID, Article: x.Article, Revision: x.Revision, Text: x.Quote, On: x.Published.Time}
			if !slices.Contains(b.Facts, fact) {
				b.Facts = append(b.Facts, fact)
			}
		}
		p.Cites = renumber(p.Cites)
		return p
	}
	b.Points, b.Disagreements = []briefing.Point{}, []briefing.Disagreement{}
	for _, p := range points {
		b.Points = append(b.Points, renumbered(p))
	}
	for _, d := range s.Disagreements {
		pair := min(d.A.Text, d.B.Text) + "\n" + max(d.A.Text, d.B.Text)
		if t.disputed[pair] {
			continue // a neighbouring story showed it
		}
		t.disputed[pair] = true
		b.Disagreements = append(b.Disagreements, briefing.Disagreement{About: d.About, A: renumbered(d.A), B: renumbered(d.B)})
	}
	b.TitleCites = renumber(s.TitleCites)
}
