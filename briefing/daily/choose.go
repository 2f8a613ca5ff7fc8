package daily

import (
	"math"
	"slices"
	"sync"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// choice chooses facts across the whole day within one budget of words: greedily, by what a fact adds for
// its words, with diminishing returns for what is like something told and for what is of a story that is
// told already (budgeted coverage: Gillick and Favre 2009, "A scalable global model for summarization";
// Lin and Bilmes 2011, "A class of submodular functions for document summarization").
type choice struct {
	t        *tailor
	plans    []*plan
	left     int // words
	titles   int // words of titles that are left
	opened   int
	covers   []*cover         // by number: how far each fact is told
	others   map[*fact]*cover // of those without a number
	points   map[*fact]*point // made so far; nil where none can be
	shown    []shown          // what is told
	begun    []*plan          // the stories that are told
	disputed map[string]bool
	heldBack map[*fact]bool // there was no room for them with what is answered to them
	known    *claim.Known   // what the destination was told, once it is asked for
}

// shown is something that is told, with its story.
type shown struct {
	vector
	of      *plan
	numbers []text.Number
}

// The numbers of the choice. Most lie in the middle of a wide neighbourhood that measured the same; toldTitle and
// overlong were chosen on the windows that the figures are given for, and may flatter them.
const (
	lengthPower = 0.3   // how much a word costs
	again       = 0.7   // what a further fact of a story is worth
	sameFact    = 0.25  // the likeness from which on a fact is told
	elsewhere   = 0.55  // what likeness counts to another story, or beside another figure: that may be another fact like it
	sameTitle   = 0.8   // the share of a point's matter in its title from which on it only repeats that
	floor       = 0.004 // how likely a fact must be to be told at all
	titleWords  = 9     // of a title that was not made yet
	titleWorth  = 0.4
	toldTitle   = 0.55 // the likeness from which on two titles are of one story
	overlong    = 3    // what a word of a title beyond twelve costs, in words
	disputing   = 0.3  // the share of the words that is kept at most for disagreements
	mostly      = 0.5  // the share of a fact's matter from which on what its story told holds it
	titleShare  = 3    // titles have one word in so many
)

func newChoice(t *tailor, plans []*plan) *choice {
	return &choice{
		t: t, plans: plans, left: t.words, titles: t.words / titleShare, covers: make([]*cover, len(t.e.facts)+1),
		points: map[*fact]*point{},
		others: map[*fact]*cover{}, disputed: map[string]bool{}, heldBack: map[*fact]bool{},
	}
}

// choose spends the words.
func (c *choice) choose() {
	c.begin()
	before := make([]plan, len(c.plans))
	for i, p := range c.plans {
		before[i] = *p
	}
	left, titles, opened, shown, begun := c.left, c.titles, c.opened, slices.Clone(c.shown), slices.Clone(c.begun)
	c.spend(0)
	if need := min(c.disputes(), int(disputing*float64(c.t.words))); need > c.left {
		for i, p := range c.plans {
			*p = before[i]
			p.looked = looked{}
		}
		c.left, c.titles, c.opened, c.shown, c.begun = left, titles, opened, shown, begun
		clear(c.covers)
		clear(c.others)
		c.spend(need)
	}
	c.dispute()
	c.spend(0)
	if c.opened == 0 {
		c.tellShortest()
	}
	for i, p := range c.plans {
		p.full = len(p.points) == 0 && (p.full || i < mostLeft && c.crowded(p))
	}
}

// begin tells what was corrected, and of each followed story one fact.
func (c *choice) begin() {
	for _, p := range c.plans {
		if p.state == briefing.Corrected && len(p.changed) > 0 {
			c.openChanged(p)
		}
	}
	for _, p := range c.plans {
		if p.followed {
			for len(p.points) == 0 && c.step([]*plan{p}) {
			}
		}
	}
}

// release lets what was held back for want of room be looked at again.
func (c *choice) release() {
	if len(c.heldBack) == 0 {
		return
	}
	clear(c.heldBack)
	for _, p := range c.plans {
		p.looked = looked{}
	}
}

// spend tells facts while there are words but those that are kept.
func (c *choice) spend(kept int) {
	c.release()
	c.left -= kept
	for c.step(c.plans) {
	}
	c.left += kept
}

// crowded reports whether something of a story could be told, had there been room.
func (c *choice) crowded(p *plan) bool {
	if p.titled || len(p.points) > 0 {
		return false
	}
	for _, f := range p.facts {
		if c.passed(f) {
			continue
		}
		if _, words, ok := c.value(p, f); ok && words-(titleWords-leastHeadline) > c.left {
			return true
		}
	}
	return false
}

// step tells the fact that adds most, of those that fit; false where there is none.
func (c *choice) step(plans []*plan) bool {
	for {
		p, f := c.best(plans)
		if f == nil {
			return false
		}
		x, made := c.points[f]
		p.begun, p.looked = true, looked{}
		switch {
		case c.make(f) == nil:
			c.drop(p, f)
			continue
		case !made:
			continue // its words are known now
		}
		if len(p.points) == 0 && !p.titled {
			p.titled = true
			p.title = c.titleOf(p)
			continue // as are those of the title
		}
		if y := c.reply(p, f); y != nil {
			need := x.words + y.words
			if len(p.points) == 0 {
				need += p.title.words
			}
			if need > c.left {
				c.heldBack[f], p.full = true, true // both sides or none
				continue
			}
			c.tell(p, x)
			c.tell(p, y)
			return true
		}
		c.tell(p, x)
		return true
	}
}

// tellShortest tells the likeliest fact of the greatest story though it is longer than the briefing.
func (c *choice) tellShortest() {
	all, titles := c.left, c.titles
	for words := c.left; words < 16*c.t.words+256 && c.opened == 0; words *= 2 {
		c.release()
		c.left, c.titles = words, words
		c.step(c.plans)
	}
	c.left, c.titles = min(c.left, all-c.t.words), titles
}

// best is the fact that adds most for its words, of those that fit. The first story is told in more words
// than there are only where nothing fits.
func (c *choice) best(plans []*plan) (*plan, *fact) {
	p, f, bare := c.look(plans)
	if f == nil && bare {
		p, f, _ = c.look(plans)
	}
	return p, f
}

// look is best; bare says that a story was found of which nothing adds to its title: it is looked at
// anew, for where there is room a story is told though its one fact is its title.
func (c *choice) look(plans []*plan) (story *plan, best *fact, bare bool) {
	most := 0.0
	for _, p := range plans {
		if p.titled && p.title.text == "" || p.bounded() <= most || c.spares(p, most) {
			continue
		}
		f, gain, adds := c.lookAt(p, most)
		if f != nil {
			story, best, most = p, f, gain
		}
		if !adds && p.titled && len(p.points) == 0 && !p.bare {
			p.bare, bare, p.looked = true, true, looked{}
		}
	}
	return story, best, bare
}

// lookAt is the fact of a story that gains most, and more than most; adds says that one of them adds to the title of a
// story of which nothing else is told.
func (c *choice) lookAt(p *plan, most float64) (best *fact, gain float64, adds bool) {
	var seen looked
	for _, f := range p.facts {
		if c.passed(f) {
			continue
		}
		n, bound := c.roughly(p, f)
		if !c.t.e.thorough && c.idle(p, n, bound, most) {
			seen.note(bound, n)
			continue
		}
		if len(p.points) > 0 && c.covered(p, f) >= sameFact {
			continue
		}
		value, words, ok := c.value(p, f)
		if !ok {
			continue
		}
		if adds = true; seen.adding == nil {
			seen.adding = f
		}
		if len(p.points) == 0 && p.titled {
			words += overlong * max(0, p.title.words-mostHeadline)
		}
		is := value / lengthened(words)
		seen.note(is, n)
		if !c.fits(p, n) {
			p.full = true
		} else if is > most {
			best, gain, most = f, is, is
		}
	}
	p.looked = seen
	return best, gain, adds
}

// roughly is how many words a fact takes at least, told next, and what it gains at most.
func (c *choice) roughly(p *plan, f *fact) (words int, gain float64) {
	words = c.coverOf(f).words
	switch {
	case len(p.points) > 0:
		return words, f.p * lessOf(len(p.points)) / lengthened(words)
	case !p.titled: // how long its title is is not known yet
		return words + leastHeadline, f.p * (1 + titleWorth) / lengthened(words+titleWords)
	}
	words += p.title.words
	return words, (f.p + titleWorth*p.title.p) / lengthened(words+overlong*max(0, p.title.words-mostHeadline))
}

// lessOf is what a further fact is worth of a story of which so many were told.
func lessOf(told int) float64 { return math.Pow(again, float64(told)) }

// fits reports whether there is room for so many words of a story.
func (c *choice) fits(p *plan, words int) bool {
	return words <= c.left && (len(p.points) > 0 || !p.titled || p.title.words <= c.titles)
}

// idle reports whether it is known without a closer look what comes of a fact of so many words that gains so much at most.
func (c *choice) idle(p *plan, words int, bound, most float64) bool {
	switch fits := c.fits(p, words); {
	case len(p.points) > 0:
		return bound <= most
	case p.titled && !p.bare:
		return false // it may say that the title is not all
	default:
		return p.full && !fits || bound <= most && (p.full || fits)
	}
}

// looked is what was seen when the facts of a story were looked at, before anything else of it was told: what the best
// of them can gain at most, which only becomes less, how many words they take, and one that adds to the title.
type looked struct {
	at                bool
	best              float64
	shortest, longest int
	adding            *fact
}

func (l *looked) note(gain float64, words int) {
	if !l.at {
		l.at, l.shortest = true, words
	}
	l.best, l.shortest, l.longest = max(l.best, gain), min(l.shortest, words), max(l.longest, words)
}

// spares reports whether a story need not be looked at again: nothing of it gains more than most, or none of it would fit,
// and it is known whether something found no room, and whether its title is all.
func (c *choice) spares(p *plan, most float64) bool {
	l := &p.looked
	if !l.at || c.t.e.thorough || !(l.best <= most && (p.full || c.fits(p, l.longest)) || p.full && !c.fits(p, l.shortest)) {
		return false
	}
	if p.titled && !p.bare && len(p.points) == 0 {
		_, _, ok := c.value(p, l.adding)
		return ok
	}
	return true
}

// passed reports whether a fact is not to be told in any case.
func (c *choice) passed(f *fact) bool {
	return f.sentence == headlineFact || f.p < floor || c.heldBack[f]
}

// bounded is what a fact of a story that nothing was made of can gain at most.
func (p *plan) bounded() float64 {
	if p.kept == nil || p.begun || p.titled {
		return math.Inf(1)
	}
	return p.kept.bound
}

// lengthened is by what the worth of so many words is divided.
func lengthened(words int) float64 {
	if words < 0 || words >= len(lengths()) {
		return math.Pow(float64(words), lengthPower)
	}
	return lengths()[words]
}

var lengths = sync.OnceValue(func() *[256]float64 {
	var out [256]float64
	for i := range out {
		out[i] = math.Pow(float64(i), lengthPower)
	}
	return &out
})

// value is what it is worth to tell a fact next, and in how many words: with its title where it would be
// the first of its story. ok is false for what would only repeat that.
func (c *choice) value(p *plan, f *fact) (value float64, words int, ok bool) {
	words = c.coverOf(f).words
	switch {
	case len(p.points) > 0 && c.t.e.words.share(f.vector, p.said) >= mostly:
		return 0, 0, false
	case len(p.points) > 0 && !c.related(p, f):
		return 0, 0, false
	case len(p.points) > 0:
		return f.p * (1 - c.covered(p, f)) * lessOf(len(p.points)), words, true
	case !p.titled:
		return f.p * (1 - c.covered(p, f)) * (1 + titleWorth), words + titleWords, c.covered(p, f) < sameFact
	}
	k := c.beside(p, f)
	if !k.related {
		return 0, 0, false
	}
	if c.sameHead(p) && !p.followed {
		return 0, 0, false
	}
	like := k.inTitle
	if (like >= sameTitle || c.covered(p, f) >= sameFact) && !p.bare {
		return 0, 0, false
	}
	return f.p*(1-max(like*like, c.covered(p, f))) + titleWorth*p.title.p*(1-c.coveredTitle(p)), words + p.title.words, true
}

// leastRelated is how much of a fact's matter, or of its page's headline, has to stand in what its story
// told for it to be of that: a page of many matters, or two events that were taken for one, would tell one
// thing under another's title.
const leastRelated = 0.1

// related reports whether a fact is of what its story tells.
func (c *choice) related(p *plan, f *fact) bool {
	said := p.said
	if len(p.points) == 0 {
		said = p.title.vector
	}
	if f.page.doc.Article.ID == p.title.cite.Article && !f.page.kind.many && !f.page.kind.live {
		return true
	}
	w := c.t.e.words
	return w.share(f.vector, said) >= leastRelated || w.share(said, f.vector) >= 2*leastRelated ||
		!f.page.kind.many && w.share(f.page.title, said) >= 2*leastRelated
}

// drop takes a fact out of what could be told.
func (c *choice) drop(p *plan, f *fact) {
	for i, x := range p.facts {
		if x == f {
			p.facts = append(p.facts[:i:i], p.facts[i+1:]...)
			return
		}
	}
}

// make is the point that a fact gives, or nil where it gives none or was told before.
func (c *choice) make(f *fact) *point {
	if x, ok := c.points[f]; ok {
		return x
	}
	var out *point
	if !c.told(f) {
		out = once(&c.t.e.kept.points, f, func() *point {
			if p, cites, ok := evidence.Make(c.t.e.an, f.page.doc, f.sentence); ok {
				return &point{Point: p, cites: cites, fact: f, words: countWords(p.Text)}
			} else if f.at == 0 {
				return c.lead(f)
			}
			return nil
		})
	}
	c.points[f] = out
	if out != nil {
		c.coverOf(f).words = out.words
	}
	return out
}

// lead is the point of a page's first sentence that speaks of "the explosion" as known: under the page's
// own headline a reader knows which.
func (c *choice) lead(f *fact) *point {
	forms := c.t.e.kept.formsOf(f)
	if len(forms) == 0 {
		return nil
	}
	h := forms[len(forms)-1]
	h.Cite.N = 1
	p := briefing.Point{Text: h.Text + ".", Speaker: h.Speaker, Cites: []int{1}}
	cites := []briefing.Citation{h.Cite}
	if evidence.Leans(h.Text) || evidence.CheckPoint(c.t.e.an, p, cites, articlesOf([]*text.Document{f.page.doc})) != nil {
		return nil
	}
	return &point{Point: p, cites: cites, fact: f, words: countWords(p.Text)}
}
