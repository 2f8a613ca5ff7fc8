package daily

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/lex"
	"briefbot/briefing/summary"
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
}

// shown is something that is told, with its story.
type shown struct {
	vector
	of      *plan
	numbers []text.Number
}

// cover is how like a fact is to the first so many of what is shown.
type cover struct {
	like float64
	upTo int
	// words is how long the fact is as it is told, as far as that is known.
	words int
	// Of a fact whose story has a title: how much of it stands there, and whether it belongs to it.
	known   bool
	inTitle float64
	related bool
}

// coverOf is how far a fact is told.
func (c *choice) coverOf(f *fact) *cover {
	if f.n > 0 && c.covers[f.n] != nil {
		return c.covers[f.n]
	}
	k := c.others[f]
	if k != nil {
		return k
	}
	k = &cover{words: f.words}
	if x := c.points[f]; x != nil {
		k.words = x.words
	}
	if f.n > 0 {
		c.covers[f.n] = k
	} else {
		c.others[f] = k
	}
	return k
}

// beside compares a fact with its story's title, which must be there and have no point yet.
func (c *choice) beside(p *plan, f *fact) *cover {
	k := c.coverOf(f)
	if !k.known {
		k.known, k.inTitle, k.related = true, c.t.e.words.share(f.vector, p.title.vector), c.related(p, f)
	}
	return k
}

// covered is the greatest likeness of a fact of p to what is told. Within its story other words for the same count
// as told; elsewhere they may tell of another event like it.
func (c *choice) covered(p *plan, f *fact) float64 {
	k := c.coverOf(f)
	for ; k.upTo < len(c.shown); k.upTo++ {
		v := &c.shown[k.upTo]
		like := v.cosine(f.vector)
		switch {
		case v.of != p:
			like *= elsewhere
		case f.counts(v.numbers):
			like = max(like*elsewhere, v.paraphrased(f.vector))
		default:
			like = max(like, v.paraphrased(f.vector))
		}
		k.like = max(k.like, like)
	}
	return k.like
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
	bareWorth   = 0.1   // what a fact is worth that only repeats its title
	titleWorth  = 0.4
	toldTitle   = 0.55 // the likeness from which on two titles are of one story
	overlong    = 3    // what a word of a title beyond twelve costs, in words
	disputing   = 0.3  // the share of the words that is kept at most for disagreements
	mostly      = 0.5  // the share of a fact's matter from which on what its story told holds it
	titleShare  = 3    // titles have one word in so many
)

func newChoice(t *tailor, plans []*plan) *choice {
	return &choice{
		t: t, plans: plans, left: t.words, titles: t.words / titleShare, covers: make([]*cover, len(t.e.facts)+1), points: map[*fact]*point{},
		others: map[*fact]*cover{}, disputed: map[string]bool{},
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

// spend tells facts while there are words but those that are kept.
func (c *choice) spend(kept int) {
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
		if f.sentence == headlineFact || f.p < floor {
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
		p.begun = true
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
		c.tell(p, x)
		return true
	}
}

// tellShortest tells the likeliest fact of the greatest story though it is longer than the briefing.
func (c *choice) tellShortest() {
	all, titles := c.left, c.titles
	for words := c.left; words < 16*c.t.words+256 && c.opened == 0; words *= 2 {
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
		if p.titled && p.title.text == "" || p.bounded() <= most {
			continue
		}
		adds := false
		for _, f := range p.facts {
			if f.sentence == headlineFact || f.p < floor || c.covered(p, f) >= sameFact && len(p.points) > 0 {
				continue
			}
			if len(p.points) > 0 && c.further(p, f)/lengthened(c.coverOf(f).words) <= most {
				continue // whatever else speaks against it
			}
			value, words, ok := c.value(p, f)
			if !ok {
				continue
			}
			adds = true
			least := words
			if !p.titled {
				least -= titleWords - leastHeadline // how long its title is is not known yet
			}
			if least > c.left || len(p.points) == 0 && p.titled && p.title.words > c.titles {
				p.full = true
				continue
			}
			if len(p.points) == 0 && p.titled {
				words += overlong * max(0, p.title.words-mostHeadline)
			}
			if gain := value / lengthened(words); gain > most {
				story, best, most = p, f, gain
			}
		}
		if !adds && p.titled && len(p.points) == 0 && !p.bare {
			p.bare, bare = true, true
		}
	}
	return story, best, bare
}

// bounded is what a fact of a story that nothing was made of can gain at most.
func (p *plan) bounded() float64 {
	if p.kept == nil || p.begun || p.titled {
		return math.Inf(1)
	}
	return p.kept.bound
}

// further is what a fact of a story that has points is worth.
func (c *choice) further(p *plan, f *fact) float64 {
	return f.p * (1 - c.covered(p, f)) * math.Pow(again, float64(len(p.points)))
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
		return c.further(p, f), words, true
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
	return c.t.e.words.share(f.vector, said) >= leastRelated || c.t.e.words.share(said, f.vector) >= 2*leastRelated || !f.page.kind.many && c.t.e.words.share(f.page.title, said) >= 2*leastRelated
}

// coveredTitle is how much of a title was told.
func (c *choice) coveredTitle(p *plan) float64 {
	for ; p.titleUpTo < len(c.shown); p.titleUpTo++ {
		p.titleLike = max(p.titleLike, c.shown[p.titleUpTo].cosine(p.title.vector))
	}
	return p.titleLike
}

// sameHead reports whether a story stands under a title that another told story has in other words: it is that one
// again.
func (c *choice) sameHead(p *plan) bool {
	for ; !p.sameHead && p.headUpTo < len(c.begun); p.headUpTo++ {
		o := c.begun[p.headUpTo]
		p.sameHead = o != p && (o.title.vector.cosine(p.title.vector) >= toldTitle || sameButFigures(o.title.stems, p.title.stems))
	}
	return p.sameHead
}

// leastHead is how many stems two titles hold at least that are the same but for their figures.
const leastHead = 3

// sameButFigures reports whether two titles hold the same stems, figures aside: a toll of each hour.
func sameButFigures(a, b map[string]bool) bool { return len(a) >= leastHead && maps.Equal(a, b) }

// headStems are the stems of matter in a title, figures left out.
func headStems(s string) map[string]bool {
	out := map[string]bool{}
	for _, t := range text.Tokens(s) {
		if matters(t) && !text.HasDigit(t.Norm) {
			out[t.Stem] = true
		}
	}
	return out
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

// told reports whether the destination was told a fact.
func (c *choice) told(f *fact) bool {
	for _, k := range c.t.told {
		if claim.Repeats(k.Text, f.text()) {
			return true
		}
	}
	return false
}

// tell tells a fact, under its story's title where it is the first.
func (c *choice) tell(p *plan, x *point) {
	if len(p.points) == 0 {
		c.open(p)
	}
	p.points = append(p.points, *x)
	c.left -= x.words
	c.cover(p, x.fact.vector, x.fact.read().Numbers)
	p.said = union(p.said, x.fact.vector)
	c.drop(p, x.fact)
}

func (c *choice) open(p *plan) {
	c.opened++
	c.begun = append(c.begun, p)
	c.left -= p.title.words
	c.titles -= p.title.words
	c.cover(p, p.title.vector, nil)
	p.said = union(p.said, p.title.vector)
}

// cover notes what was told of a story.
func (c *choice) cover(of *plan, v vector, numbers []text.Number) {
	c.shown = append(c.shown, shown{v, of, numbers})
}

// counts reports whether a fact has a figure that is none of those told.
func (f *fact) counts(told []text.Number) bool {
	return slices.ContainsFunc(f.read().Numbers, func(n text.Number) bool {
		return !slices.ContainsFunc(told, func(m text.Number) bool { return n.Value == m.Value && n.Unit == m.Unit })
	})
}

// openChanged tells what the articles now say in the place of what was told.
func (c *choice) openChanged(p *plan) {
	p.titled, p.title = true, c.titleOf(p)
	if p.title.text == "" {
		return
	}
	words := p.title.words
	for _, x := range p.changed {
		words += x.words
	}
	if words > c.left && c.opened > 0 {
		p.full = true
		return
	}
	c.open(p)
	for _, x := range p.changed {
		p.points = append(p.points, x)
		c.left -= x.words
		c.cover(p, c.t.e.words.vector(text.Tokens(x.Text)), nil)
	}
}

// title is a title with its citation, numbered 1.
type title struct {
	text   string
	cite   briefing.Citation
	vector vector
	words  int
	p      float64
	stems  map[string]bool // figures left out
	// sentence is what the text says in the place of the title, for what was told.
	sentence string
}

// titleOf finds the title of a story: the headline of one of its pages that a sentence of that page
// proves, the likeliest that has at most twelve words; else one cut from its likeliest sentences; else a
// longer one.
func (c *choice) titleOf(p *plan) title {
	long, ok := c.headlineOf(p)
	if ok && long.words <= mostHeadline {
		return long
	}
	if x, ok := c.cut(p, mostHeadline, shortCuts); ok {
		return x
	}
	if ok {
		return long
	}
	if x, ok := c.cut(p, 2*mostHeadline, longCuts); ok {
		return x
	}
	for _, docs := range [][]*text.Document{c.t.e.standingPages(p.c.fresh), p.c.fresh, p.c.docs} {
		if heading, cite, ok := summary.Title(c.t.e.an, docs, p.c.copyOf); ok {
			return c.titled(heading, cite, 0)
		}
	}
	return title{}
}

// headlineOf is the likeliest proven headline of a story's pages, short ones first.
func (c *choice) headlineOf(p *plan) (title, bool) {
	var long title
	for _, f := range p.facts {
		if f.sentence != headlineFact {
			continue
		}
		if x, ok := c.headline(f); ok && x.words <= mostHeadline {
			return x, true
		} else if ok && long.text == "" {
			long = x
		}
	}
	return long, long.text != ""
}

func (c *choice) titled(heading string, cite briefing.Citation, p float64) title {
	cite.N = 1
	return title{
		text: heading, cite: cite, vector: c.t.e.words.vector(text.Tokens(heading)), words: countWords(heading), p: p, stems: headStems(heading),
		sentence: cite.Quote,
	}
}

// headline is the title that a page's own headline gives: the whole of it, else the longest part that is
// proven and short.
func (c *choice) headline(f *fact) (title, bool) {
	k := once(&c.t.e.kept.heads, f, func() keptTitle {
		t, ok := c.newHeadline(f)
		return keptTitle{t, ok}
	})
	return k.title, k.ok
}

func (c *choice) newHeadline(f *fact) (title, bool) {
	var long title
	for _, s := range headlineParts(f.page.doc.Article.Title, f.page.start, f.page.end) {
		x, ok := c.headlinePart(f, s)
		switch {
		case !ok:
		case x.words <= mostHeadline:
			return x, true
		case long.text == "":
			long = x
		}
	}
	return long, long.text != ""
}

// headlinePart is the title that a part of a page's headline gives.
func (c *choice) headlinePart(f *fact, s span) (title, bool) {
	d := f.page.doc
	part := s.start != f.page.start
	if (part || s.end != f.page.end) && !tells(d, s.start, s.end) {
		return title{}, false
	}
	h, ok := evidence.HeadlineAt(d, s.start, s.end)
	if !ok {
		return title{}, false
	}
	if frame := strings.TrimSuffix(h.Text, h.Cite.Quote); frame != "" && (part || !framing(frame) || strings.Contains(h.Cite.Quote, ": ")) {
		return title{}, false
	}
	x := c.titled(h.Text, h.Cite, f.p)
	x.sentence = ""
	return x, true
}

// framing reports whether the name of a speaker can stand before a headline: it is no mere "several
// observers".
func framing(frame string) bool {
	f := strings.Fields(text.Fold(frame))
	return len(f) <= 5 && (!quantified.Has(f[0]) || f[0] == "the" && (len(f) == 2 || officeWords()[text.Stem(strings.TrimSuffix(f[len(f)-1], ":"))]))
}

var quantified = lex.Words("en/determiners")

// cuts is from how many of a story's likeliest sentences a title is cut at most, how like the likeliest one the
// others have to be, and how likely beside it.
type cuts struct {
	tried      int
	like, near float64
}

// A title that is short may come from further down than one that is not.
var shortCuts, longCuts = cuts{20, 0.2, 0.25}, cuts{8, 0.2, 0.5}

// cut is a title of at most so many words that is cut from one of the story's likeliest sentences; a quotation
// heads a story only where it is the likeliest of all.
func (c *choice) cut(p *plan, most int, from cuts) (title, bool) {
	tried := 0
	var lead *fact
	for _, f := range p.facts {
		if f.sentence == headlineFact {
			continue
		}
		if tried++; tried > from.tried {
			break
		}
		if lead == nil {
			lead = f
		}
		if f.vector.cosine(lead.vector) < from.like || f.p < from.near*lead.p || f != lead && f.read().Quoted {
			continue
		}
		if x, ok := c.longestForm(f, most); ok {
			return x, true
		}
	}
	return title{}, false
}

// longestForm is the longest title of at most so many words that can be cut from a fact.
func (c *choice) longestForm(f *fact, most int) (title, bool) {
	best := ""
	var cite briefing.Citation
	for _, h := range c.t.e.kept.formsOf(f) {
		n := countWords(h.Text)
		if n < leastHeadline || n > most || best != "" && n <= countWords(best) || evidence.Leans(h.Text) || annotate.PointsBack(text.Tokens(h.Text[:min(len(h.Text), 60)])) || evidence.Truncated(h.Text) {
			continue
		}
		best, cite = h.Text, h.Cite
	}
	return c.titled(best, cite, f.p), best != ""
}

// dispute shows the clearest disagreements of the stories that are told, the greatest stories first, as far as
// there are words; what their sides say is not told a second time.
func (c *choice) dispute() {
	for _, p := range c.order() {
		for _, d := range c.disputesOf(p) {
			c.show(p, d)
		}
	}
}

// disputes is how many words the disagreements of the stories take that are told.
func (c *choice) disputes() int {
	n := 0
	for _, p := range c.order() {
		for _, d := range c.disputesOf(p) {
			n += countWords(d.A.Text) + countWords(d.B.Text)
		}
	}
	return n
}

// disputesOf are the disagreements of a story.
func (c *choice) disputesOf(p *plan) (found []briefing.Disagreement) {
	switch {
	case len(p.docs) == 0:
		return nil
	case p.kept != nil && p.state == briefing.New:
		found, p.cites = c.t.e.kept.disagreements(p.c, p.kept)
	default:
		found, p.cites = c.t.e.disagreements(p.c, p.docs)
	}
	return found
}

// disagreements are those between documents of a story, and with what others of its topic say.
func (e *Edition) disagreements(c *candidate, docs []*text.Document) ([]briefing.Disagreement, []briefing.Citation) {
	return summary.Disagreements(e.an, docs, e.neighbours(c), summary.Options{AsOf: e.request.AsOf, CopyOf: c.copyOf})
}

// show adds a disagreement to a story, if no other shows it and it fits.
func (c *choice) show(p *plan, d briefing.Disagreement) {
	pair := min(d.A.Text, d.B.Text) + "\n" + max(d.A.Text, d.B.Text)
	words := countWords(d.A.Text) + countWords(d.B.Text)
	keep := p.points[:0:0]
	for _, x := range p.points {
		if says(x.Point, d.A) || says(x.Point, d.B) {
			words -= x.words
			continue
		}
		keep = append(keep, x)
	}
	if len(keep) == 0 {
		keep = p.points
		words = countWords(d.A.Text) + countWords(d.B.Text)
		for _, x := range keep {
			if x.Text == d.A.Text || x.Text == d.B.Text {
				words -= x.words
			}
		}
	}
	if c.disputed[pair] || words > c.left {
		return
	}
	c.disputed[pair] = true
	p.points = keep
	p.disputes = append(p.disputes, d)
	c.left -= words
}

// says reports whether a point says nothing that one side of a disagreement does not say. What somebody
// says and what nobody is named for are two.
func says(x, side briefing.Point) bool {
	return x.Text == side.Text || (x.Speaker == "") == (side.Speaker == "") && claim.Repeats(side.Text, x.Text)
}
