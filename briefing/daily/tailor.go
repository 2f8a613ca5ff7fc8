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

// The shares of the length: the first story has the largest; of the others each has more with each
// newsroom that tells it, up to four; and one for which less than least words are left is not begun.
const (
	leadShare   = 0.26
	singleShare = 0.11
	perNewsroom = 0.03
	least       = 18
)

// longLead is how many words the first point of a story may have.
const longLead = 45

// leastGain is how much a further point has to add: less than in a summary that stands alone, for a
// briefing has the room for detail.
const leastGain = 0.4

// fewest is for how many words more it is worth to look for another point.
const fewest = 10

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
	t.grow()
	for _, p := range t.plans {
		t.tell(p)
	}
	t.out.Citations = append(t.out.Citations, t.book.citations...)
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
	plans       []*plan
	disputed    map[string]bool // pairs of claims that were shown
	book        book
	out         briefing.Briefing
}

func (t *tailor) leaveOut(c *candidate, why string) {
	title := summary.Title(t.e.an, c.fresh, c.copyOf)
	if title == "" {
		title = c.story.Title
	}
	t.out.LeftOut = append(t.out.LeftOut, briefing.LeftOut{ID: c.story.ID, Title: title, Why: why})
}

// plan is a story that will be told, with what is to be told of it.
type plan struct {
	c        *candidate
	followed bool
	state    briefing.State
	docs     []*text.Document
	options  summary.Options
	summary  briefing.Summary
	points   []briefing.Point
	used     int // words
}

// make fills the plan with the points that fit into so many words.
func (t *tailor) make(p *plan, words int) {
	p.options.Words = words
	p.summary = summary.Of(t.e.an, p.docs, p.options)
	p.points, p.used = t.corrections(p.c, p.state, &p.summary), 0
	for _, x := range p.points {
		p.used += len(strings.Fields(x.Text))
	}
}

// trim takes the last points away until the plan has at most so many words and points. The first
// point stays.
func (p *plan) trim(words, points int) {
	for n := len(p.points); n > 1 && (p.used > words || n > points); n = len(p.points) {
		p.used -= len(strings.Fields(p.points[n-1].Text))
		p.points = p.points[:n-1]
	}
}

// story plans to tell c, or says why not.
func (t *tailor) story(c *candidate, followed bool) {
	if t.left < least {
		t.leaveOut(c, "no room: the briefing is full")
		return
	}
	part := leadShare
	if len(t.plans) > 0 {
		part = singleShare + perNewsroom*float64(min(c.independent, 4)-1)
	}
	p := &plan{c: c, followed: followed}
	var known briefing.Told
	p.state, p.docs, known = t.standing(c)
	p.options = summary.Options{AsOf: t.e.request.AsOf, LeastGain: leastGain, Known: known, CopyOf: c.copyOf, Against: t.e.neighbours(c)}
	// A story's first sentence may be a long one: it is not put aside for a lesser that is short.
	budget := max(int(part*float64(t.words)), least)
	t.make(p, min(max(budget, longLead), t.left))
	if p.state != briefing.Corrected {
		p.trim(budget, maxPoints)
	}
	switch {
	case len(p.points) == 0 && p.state == briefing.New && len(t.told) == 0:
		t.leaveOut(c, "no sentence of it can stand alone")
	case len(p.points) == 0:
		t.leaveOut(c, "nothing new since it was told")
	case p.used > t.left && len(t.plans) > 0:
		t.leaveOut(c, "no room: the briefing is full")
	default:
		t.left -= p.used
		t.plans = append(t.plans, p)
	}
}

// maxPoints is how many points the first story may grow to; the others stay below it.
const maxPoints = 5

// grow gives the words that are left to the next best points, the first story first: one more point
// to each.
func (t *tailor) grow() {
	for i, p := range t.plans {
		limit := maxPoints
		if i > 0 {
			limit--
		}
		if t.left < fewest {
			return
		}
		if len(p.points) >= limit || p.state == briefing.Corrected {
			continue
		}
		more := *p
		t.make(&more, p.used+t.left)
		more.trim(more.used, len(p.points)+1) // one more only: the others shall have theirs
		if len(more.points) > len(p.points) && more.used <= p.used+t.left {
			t.left -= more.used - p.used
			*p = more
		}
	}
}

// tell adds a planned story to the briefing.
func (t *tailor) tell(p *plan) {
	why := p.c.why
	why.Reasons = slices.Clone(why.Reasons)
	switch p.state {
	case briefing.Developing:
		why.Novelty = 0.8
		why.Reasons = append(why.Reasons, "told before, and there is something new")
	case briefing.Corrected:
		why.Reasons = append(why.Reasons, "what was told has been changed by its source")
	}
	if p.followed {
		why.Reasons = append([]string{"you follow this"}, why.Reasons...)
	}
	b := briefing.BriefingStory{
		ID: p.c.story.ID, Title: p.summary.Title, Topic: p.c.story.Topic, State: p.state, Score: product(why), Why: why,
		Sources: p.c.outlets, IndependentSources: p.c.independent, Last: p.c.docs[len(p.c.docs)-1].Article.Published,
	}
	t.cite(&b, p.summary, p.points)
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

// cite adds the story's citations to those of the briefing and notes the facts told.
func (t *tailor) cite(b *briefing.BriefingStory, s briefing.Summary, points []briefing.Point) {
	b.Points, b.Disagreements = []briefing.Point{}, []briefing.Disagreement{}
	for _, p := range points {
		b.Points = append(b.Points, t.book.point(p, s.Citations))
	}
	for _, d := range s.Disagreements {
		pair := min(d.A.Text, d.B.Text) + "\n" + max(d.A.Text, d.B.Text)
		if t.disputed[pair] {
			continue // a neighbouring story showed it
		}
		t.disputed[pair] = true
		b.Disagreements = append(b.Disagreements, briefing.Disagreement{About: d.About, A: t.book.point(d.A, s.Citations), B: t.book.point(d.B, s.Citations)})
	}
	b.TitleCites = t.book.cite(s.TitleCites, s.Citations)
	b.Facts = facts(*b, t.book.citations)
}
