package daily

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// DefaultWords is the length of a briefing when none is asked for: about two minutes' reading. What
// counts is what is read: titles, points, and both sides of disagreements; a point that is also a side of
// a disagreement counts once. Labels and sources do not count.
const DefaultWords = 300

// storyWords is how many words of one story are looked at when it is told anew after a correction.
const storyWords = 240

// leastGain is how much a further point has to add then.
const leastGain = 0.3

// Tailor selects from the edition for one destination. words is the most that is read: titles, points and
// sides of disagreements together; 0 means DefaultWords. It is not exceeded, unless the first story's title
// and first point alone are longer. Facts are chosen across the whole day (see choice), each story with a
// title and a point at least. Followed topics come first, muted ones not at all; of a story that was told
// before only what is new is told. The result's stories carry the Facts to record once they have been sent.
func (e *Edition) Tailor(told briefing.Told, p briefing.Preferences, words int) briefing.Briefing {
	if words <= 0 {
		words = DefaultWords
	}
	t := &tailor{e: e, told: told, words: words, out: briefing.Briefing{
		AsOf: e.request.AsOf, Window: e.request.Window, Coverage: e.coverage, Topics: e.request.Topics,
		Stories: []briefing.BriefingStory{}, LeftOut: []briefing.LeftOut{}, Citations: []briefing.Citation{},
	}}
	plans := t.plans(p)
	c := newChoice(t, plans)
	c.choose()
	for _, p := range c.order() {
		t.tell(p)
	}
	for _, p := range plans {
		if len(p.points) == 0 {
			t.leaveOut(p.c, p.kept, p.why(len(told) > 0))
		}
	}
	for i, l := range t.out.LeftOut {
		t.out.LeftOut[i].TitleCites = t.book.cite(l.TitleCites, t.leftCites)
	}
	t.out.Citations = append(t.out.Citations, t.book.citations...)
	return t.out
}

// plans are the stories that could be told, best first: those that are followed, then those of which
// something was corrected, then the rest. The muted ones are left out.
func (t *tailor) plans(p briefing.Preferences) []*plan {
	var followed, others []*plan
	for i := range t.e.candidates {
		c, kept := &t.e.candidates[i], t.e.kept.story(i)
		if m := t.e.kept.firstMatch(i, p.Mute); m != "" {
			t.leaveOut(c, kept, "muted: "+m)
			continue
		}
		x := &plan{c: c, kept: kept, followed: t.e.kept.firstMatch(i, p.Follow) != ""}
		if x.followed {
			followed = append(followed, x)
		} else {
			others = append(others, x)
		}
		x.facts = kept.facts
	}
	if len(t.told) > 0 {
		for _, c := range t.e.dormant {
			if !c.corrected(t.told) {
				continue
			}
			if c.awake(t.e.request); len(c.docs) == 0 {
				continue
			}
			if (len(t.e.request.Topics) == 0 || c.firstMatch(t.e.an, t.e.request.Topics) != "") && c.firstMatch(t.e.an, p.Mute) == "" {
				c.rank(t.e.request)
				followed = append(followed, &plan{c: &c})
			}
		}
	}
	all := append(followed, others...)
	for _, x := range all {
		t.read(x)
	}
	return all
}

// awake reads the documents of a dormant story, of which there may be outlines only.
func (c *candidate) awake(r Request) {
	if r.Reading == nil {
		return
	}
	var docs []*text.Document
	for _, d := range c.docs {
		if whole := r.Reading(d.Article.ID); whole != nil && whole.Article.Revision == d.Article.Revision {
			docs = append(docs, whole)
		}
	}
	c.docs, c.fresh = docs, docs
}

func (c *candidate) firstMatch(an *annotate.Analyzer, topics []string) string {
	for _, topic := range topics {
		if c.matches(an, topic) {
			return topic
		}
	}
	return ""
}

// tailor is one briefing in the making.
type tailor struct {
	e         *Edition
	told      briefing.Told
	from      map[briefing.ArticleID]bool // that told was told from
	of        map[briefing.StoryID]bool   // that told was told of
	words     int
	framed    map[string]bool // the frames with roles that were told
	book      book
	leftCites []briefing.Citation // of the titles of what is left out, from 1
	out       briefing.Briefing
}

// mostLeft is how many of the stories that are left out have a title: no reader is shown more.
const mostLeft = 200

func (t *tailor) leaveOut(c *candidate, kept *keptStory, why string) {
	l := briefing.LeftOut{ID: c.story.ID, Why: why}
	if kept == nil { // a dormant one
		kept = &keptStory{}
	}
	if len(t.out.LeftOut) >= mostLeft {
		t.out.LeftOut = append(t.out.LeftOut, l)
		return
	}
	if title, cite, ok := t.e.kept.heading(c, kept); ok {
		cite.N = len(t.leftCites) + 1
		l.Title, l.TitleCites = title, []int{cite.N}
		t.leftCites = append(t.leftCites, cite)
	}
	t.out.LeftOut = append(t.out.LeftOut, l)
}

// plan is a story that can be told, with what is told of it.
type plan struct {
	c     *candidate
	kept  *keptStory // nil for a dormant story
	begun bool       // one of its facts was made into a point
	looked
	// How like its title is to the first titleUpTo of what is shown, and whether it is that of one of the first
	// headUpTo stories that are told.
	titleLike           float64
	titleUpTo, headUpTo int
	sameHead            bool
	followed            bool
	state               briefing.State
	docs                []*text.Document // that it is told from
	likely              []*fact          // the three likeliest
	facts               []*fact          // what could be told of it, most likely first
	known               bool             // what it could tell was told before
	full                bool             // something of it could be told, and found no room
	title               title
	titled              bool // the title was looked for
	bare                bool // nothing adds to the title
	changed             []point
	points              []point
	said                vector // the matter of the title and the points
	disputes            []briefing.Disagreement
	cites               []briefing.Citation // of the disputes
}

// point is a point with its citations, numbered from 1, and the fact that it tells; nil for a correction.
type point struct {
	briefing.Point
	cites []briefing.Citation
	fact  *fact
	words int
}

// why says why a story is not told.
func (p *plan) why(toldBefore bool) string {
	switch {
	case p.full:
		return "no room: the briefing is full"
	case p.state != briefing.New || toldBefore && p.known:
		return "nothing new since it was told"
	case len(p.facts) == 0:
		return "no sentence of it can stand alone"
	}
	return "it matters less than what is told"
}

// read works out how a story stands with the destination and what of it could be told.
func (t *tailor) read(p *plan) {
	p.state, p.docs, _ = t.standing(p.c, p.kept)
	if p.state != briefing.New {
		p.facts = slices.DeleteFunc(slices.Clone(p.facts), func(f *fact) bool { return !slices.Contains(p.docs, f.page.doc) })
	}
	p.likely = slices.Clone(p.facts[:min(3, len(p.facts))])
	if p.state == briefing.Corrected {
		p.changed = t.corrections(p.c)
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
		ID: p.c.story.ID, Title: p.title.text, Topic: p.c.story.Topic, State: p.state, Score: product(why), Why: why,
		Sources: p.c.outlets, IndependentSources: p.c.independent, Last: p.c.docs[len(p.c.docs)-1].Article.Published,
		Points: []briefing.Point{}, Disagreements: []briefing.Disagreement{},
	}
	for _, x := range p.points {
		b.Points = append(b.Points, t.book.point(t.framedAgain(x.Point, p.disputes), x.cites))
	}
	for _, d := range p.disputes {
		b.Disagreements = append(b.Disagreements, briefing.Disagreement{
			About: d.About, A: t.book.point(d.A, p.cites), B: t.book.point(d.B, p.cites),
		})
	}
	b.TitleCites = t.book.cite([]int{1}, []briefing.Citation{p.title.cite})
	b.Facts = facts(b, t.book.citations)
	if s := p.title.sentence; s != "" {
		f := briefing.Fact{Story: b.ID, Article: p.title.cite.Article, Revision: p.title.cite.Revision, Text: s,
			On: p.title.cite.Published.Time}
		if !slices.Contains(b.Facts, f) {
			b.Facts = append(b.Facts, f)
		}
	}
	t.out.Stories = append(t.out.Stories, b)
}

// framedAgain is a point as it reads where its speaker's role was told before: by the name alone. One that is a side of a
// disagreement keeps its words, by which the two are known for one.
func (t *tailor) framedAgain(p briefing.Point, disputes []briefing.Disagreement) briefing.Point {
	short := p.Speaker + ": "
	side := slices.ContainsFunc(disputes, func(d briefing.Disagreement) bool { return d.A.Text == p.Text || d.B.Text == p.Text })
	switch {
	case p.Frame == "" || p.Speaker == "" || len(short) >= len(p.Frame) || side:
	case t.framed[p.Frame]:
		p.Text, p.Frame = short+strings.TrimPrefix(p.Text, p.Frame), short
	case t.framed == nil:
		t.framed = map[string]bool{p.Frame: true}
	default:
		t.framed[p.Frame] = true
	}
	return p
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

// tollImportance is what a story's toll adds to its importance, for each power of ten of those killed: of the values
// .25, .5 and 1 it put the stories of 64 windows, left out of the fit, in the best order (NDCG .710, .716, .715).
const tollImportance = 0.5

// importance is how much of a story the day's editor would tell: the sum of its three likeliest facts, more
// where people were killed.
func (p *plan) importance() float64 {
	sum := 0.0
	for _, f := range p.likely {
		sum += f.p
	}
	return sum * (1 + tollImportance*math.Log10(1+p.c.toll))
}

// order is the order in which the told stories stand: followed ones and those corrected first, then by
// importance.
func (c *choice) order() []*plan {
	var out []*plan
	for _, p := range c.plans {
		if len(p.points) > 0 {
			out = append(out, p)
		}
	}
	rank := func(p *plan) int {
		if p.followed || p.c.dormant {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b *plan) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(b.importance(), a.importance()))
	})
	return out
}
