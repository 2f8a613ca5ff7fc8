package daily

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// DefaultWords is the length of a briefing when none is asked for: about two minutes' reading. What
// counts are the words of all points and of both sides of all disagreements; titles, labels and sources
// do not, and a point that is also a side of a disagreement counts once, as it is read.
const DefaultWords = 300

// others is the share that the first story leaves to others before it is told in more depth.
const others = 0.35

// breadth is the share of the length that goes to main points, before anything is told in more depth.
const breadth = 0.7

// storyWords is how many words of one story are looked at: more than any story is told in.
const storyWords = 240

// leastGain is how much a further point has to add: less than in a summary that stands alone, for a
// briefing has the room for detail.
const leastGain = 0.3

// Tailor selects from the edition for one destination. words is the length of all points and sides of
// disagreements together; 0 means DefaultWords. It is not exceeded, unless the first story's first point
// alone is longer: the most important stories come first, each with its main point at least, and the
// words that are left go to further points. Followed topics come first, muted ones not at all; of a story that was told
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
	queue := make([]*plan, 0, len(e.candidates))
	for _, c := range followed {
		queue = append(queue, &plan{c: c, followed: true})
	}
	for i := range e.dormant {
		if c := &e.dormant[i]; c.corrected(told) && c.firstMatch(e.an, p.Mute) == "" {
			queue = append(queue, &plan{c: c})
		}
	}
	for _, c := range others {
		queue = append(queue, &plan{c: c, ranked: true})
	}
	t.fill(queue)
	for _, p := range t.plans {
		t.tell(p)
	}
	for i, l := range t.out.LeftOut {
		t.out.LeftOut[i].TitleCites = t.book.cite(l.TitleCites, t.leftCites)
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
	missed      float64 // the highest score of a story that found no room
	plans       []*plan
	disputed    map[string]bool // pairs of claims that were shown
	book        book
	leftCites   []briefing.Citation // of the titles of what is left out, from 1
	out         briefing.Briefing
}

func (t *tailor) leaveOut(c *candidate, why string) {
	l := briefing.LeftOut{ID: c.story.ID, Why: why}
	if title, cite, ok := summary.Title(t.e.an, c.fresh, c.copyOf); ok {
		cite.N = len(t.leftCites) + 1
		l.Title, l.TitleCites = title, []int{cite.N}
		t.leftCites = append(t.leftCites, cite)
	}
	t.out.LeftOut = append(t.out.LeftOut, l)
}

// plan is a story that will be told, with what is to be told of it.
type plan struct {
	c        *candidate
	followed bool
	ranked   bool // stands where its score puts it; what is followed or corrected stands before
	state    briefing.State
	docs     []*text.Document
	summary  briefing.Summary
	all      []briefing.Point        // what could be told, in the order in which it is
	points   []briefing.Point        // what is told: the first of all
	disputes []briefing.Disagreement // of the summary's, those that are shown
}

// fill spends the words: on the first story's main point, a disagreement and a second point; on the
// main points of the next stories, and a disagreement for each; on the main points of further stories;
// and what is left on more of each, one at a time.
func (t *tailor) fill(queue []*plan) {
	rest := t.begin(queue, t.words-1)
	if kept := int(others * float64(t.words)); len(t.plans) > 0 && t.left > kept {
		t.left -= kept
		t.dispute(t.plans[0])
		t.deepen(t.plans[0])
		t.left += kept
	}
	rest = t.begin(rest, t.words-int(breadth*float64(t.words)))
	for _, p := range t.plans[min(len(t.plans), 1):] {
		t.dispute(p)
	}
	for _, p := range t.begin(rest, 0) {
		t.leaveOut(p.c, "no room: the briefing is full")
	}
	for more := true; more; {
		more = false
		for _, p := range t.plans {
			disputed := t.dispute(p)
			more = t.deepen(p) || disputed || more
		}
	}
}

// begin plans to tell the stories of queue by their main points, in order, until no more than reserve
// words are left; the first story is told whatever its length. Of the rest it says why they are not
// told, but for those that found no room, which it returns. One that is shorter goes before one that
// found no room only where it matters nearly as much.
func (t *tailor) begin(queue []*plan, reserve int) (noRoom []*plan) {
	for i, p := range queue {
		if p.ranked && product(p.c.why) < nearly*t.missed {
			noRoom = append(noRoom, p)
			continue
		}
		if t.left < least || t.left <= reserve {
			return append(noRoom, queue[i:]...)
		}
		if p.docs == nil {
			t.read(p)
		}
		switch {
		case len(p.all) == 0 && p.state == briefing.New && len(t.told) == 0:
			t.leaveOut(p.c, "no sentence of it can stand alone")
			continue
		case len(p.all) == 0:
			t.leaveOut(p.c, "nothing new since it was told")
			continue
		}
		main := 1
		if p.state == briefing.Corrected {
			main = len(p.all)
		}
		n := count(p.all[:main])
		if len(p.all) > 1 && main == 1 && summary.SameWords(p.all[0].Text, p.summary.Title) && count(p.all[:2]) <= t.left {
			main, n = 2, count(p.all[:2]) // the title tells the first: see cite
		}
		if n > t.left && len(t.plans) > 0 {
			noRoom = append(noRoom, p)
			t.missed = max(t.missed, product(p.c.why))
		} else {
			p.points = p.all[:main]
			t.left -= n
			t.plans = append(t.plans, p)
		}
	}
	return noRoom
}

// least is for how many words it is worth to begin another story; nearly is the share of the score of
// one that found no room that a shorter one needs to take what is left.
const (
	least  = 12
	nearly = 0.6
)

// read works out what could be told of a story.
func (t *tailor) read(p *plan) {
	var known briefing.Told
	p.state, p.docs, known = t.standing(p.c)
	p.summary = summary.Of(t.e.an, p.docs, summary.Options{
		Words: storyWords, AsOf: t.e.request.AsOf, LeastGain: leastGain, Known: known, CopyOf: p.c.copyOf, Against: t.e.neighbours(p.c),
	})
	p.all = t.corrections(p.c, p.state, &p.summary)
}

// count counts the words of points.
func count(points []briefing.Point) int {
	n := 0
	for _, x := range points {
		n += len(strings.Fields(x.Text))
	}
	return n
}

// deepen tells one more point of a story, or the disagreement that it is a side of, if there is one that
// fits.
func (t *tailor) deepen(p *plan) bool {
	n := len(p.points)
	if n == len(p.all) || n >= t.depth(p) {
		return false
	}
	next := p.all[n : n+1]
	for _, d := range p.summary.Disagreements {
		if (d.A.Text == next[0].Text || d.B.Text == next[0].Text) && t.show(p, d) {
			return true // a claim that another contradicts is told with that
		}
	}
	if count(next) > t.left {
		return false
	}
	p.points = p.all[:n+1]
	t.left -= count(next)
	return true
}

// The most points that a story is told in: the first one, and the others by how many newsrooms tell them.
const (
	firstDepth  = 5
	singleDepth = 3
	otherDepth  = 4
)

func (t *tailor) depth(p *plan) int {
	if p == t.plans[0] {
		return firstDepth
	}
	return min(singleDepth+p.c.independent-1, otherDepth)
}

// dispute shows the clearest disagreement of a story that is not shown yet, here or in another one, if
// it fits.
func (t *tailor) dispute(p *plan) bool {
	return slices.ContainsFunc(p.summary.Disagreements, func(d briefing.Disagreement) bool { return t.show(p, d) })
}

// show adds a disagreement to a story, if no other shows it and it fits. What its sides say is not told
// again as a point, neither in their words nor in others'.
func (t *tailor) show(p *plan, d briefing.Disagreement) bool {
	pair := min(d.A.Text, d.B.Text) + "\n" + max(d.A.Text, d.B.Text)
	points, spared := instead(p.points, d)
	words := count([]briefing.Point{d.A, d.B}) - spared
	if t.disputed[pair] || words > t.left {
		return false
	}
	t.disputed[pair] = true
	p.disputes = append(p.disputes, d)
	p.all = append(slices.Clone(points), slices.DeleteFunc(slices.Clone(p.all[len(p.points):]), func(x briefing.Point) bool {
		return says(x, d.A) || says(x, d.B)
	})...)
	p.points = p.all[:len(points)]
	t.left -= words
	return true
}

// instead are points with the sides of a disagreement in the place of those that say the same; spared
// is how many words that spares.
func instead(points []briefing.Point, d briefing.Disagreement) (out []briefing.Point, spared int) {
	told := map[string]bool{}
	for _, x := range points {
		for _, side := range []briefing.Point{d.A, d.B} {
			if says(x, side) {
				spared += count([]briefing.Point{x})
				x = side
				break
			}
		}
		if !told[x.Text] {
			out = append(out, x)
		}
		told[x.Text] = true
	}
	return out, spared
}

// says reports whether a point says nothing that one side of a disagreement does not say. What somebody
// says and what nobody is named for are two.
func says(x, side briefing.Point) bool {
	return x.Text == side.Text || (x.Speaker == "") == (side.Speaker == "") && summary.Repeats(side.Text, x.Text)
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
	t.cite(&b, p)
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

// cite adds the story's citations to those of the briefing and notes the facts told. A point in the
// words of the title, or of a side of a disagreement, is not told a second time, where there are others.
func (t *tailor) cite(b *briefing.BriefingStory, p *plan) {
	b.Points, b.Disagreements = []briefing.Point{}, []briefing.Disagreement{}
	for _, x := range p.points {
		b.Points = append(b.Points, t.book.point(x, p.summary.Citations))
	}
	for _, d := range p.disputes {
		b.Disagreements = append(b.Disagreements, briefing.Disagreement{About: d.About, A: t.book.point(d.A, p.summary.Citations), B: t.book.point(d.B, p.summary.Citations)})
	}
	b.TitleCites = t.book.cite(p.summary.TitleCites, p.summary.Citations)
	b.Facts = facts(*b, t.book.citations)
	twice := func(x briefing.Point) bool {
		return summary.SameWords(x.Text, b.Title) || slices.ContainsFunc(b.Disagreements, func(d briefing.Disagreement) bool { return x.Text == d.A.Text || x.Text == d.B.Text })
	}
	if others := slices.DeleteFunc(slices.Clone(b.Points), twice); len(others) > 0 {
		b.Points = others
	}
}
