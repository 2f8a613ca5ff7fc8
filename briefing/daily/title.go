package daily

import (
	"maps"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
	"briefbot/briefing/lex"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

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
	if x, ok := c.cut(p, mostHeadline, looseCuts); ok {
		return x
	}
	if ok {
		return long
	}
	if x, ok := c.cut(p, mostHeadline, farCuts); ok {
		return x
	}
	if x, ok := c.cut(p, 2*mostHeadline, longCuts); ok {
		return x
	}
	fresh := p.c.fresh
	if p.state != briefing.New {
		fresh = p.docs // what was told before is no title
	}
	tryDocs := func(docs []*text.Document) (title, bool) {
		heading, cite, ok := summary.Title(c.t.e.an, docs, p.c.copyOf)
		return c.titled(heading, cite, floor), ok && !(p.state == briefing.New && c.t.e.outgrew(cite))
	}
	for _, docs := range [][]*text.Document{c.t.e.standingPages(fresh), fresh} {
		if x, ok := tryDocs(docs); ok {
			return x
		}
	}
	if x, ok := c.cut(p, 2*mostHeadline, leaningCuts); ok {
		return x
	}
	if x, ok := tryDocs(p.c.docs); ok {
		return x
	}
	x, _ := c.cut(p, 2*mostHeadline, lastCuts)
	return x
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
		text: heading, cite: cite, vector: c.t.e.words.vector(text.Tokens(heading)), words: countWords(heading), p: p,
		stems:    headStems(heading),
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
	framed := h.Text != h.Cite.Quote
	if framed && (part || !framing(h.Speaker) || strings.Contains(h.Cite.Quote, ": ")) {
		return title{}, false
	}
	x := c.titled(h.Text, h.Cite, f.p)
	x.sentence = ""
	return x, true
}

// framing reports whether a speaker can stand before a headline: it is no mere "several observers".
func framing(speaker string) bool {
	f := strings.Fields(text.Fold(speaker))
	office := func() bool { return officeWords()[text.Stem(f[len(f)-1])] }
	return len(f) <= 5 && (!quantified.Has(f[0]) || f[0] == "the" && (len(f) == 2 || office()))
}

var quantified = lex.Words("en/determiners")

// cuts is from how many of a story's likeliest sentences a title is cut at most, how like the likeliest one the
// others have to be, and how likely beside it. Loose ones may open with a clause, leaning ones speak of "the governor".
type cuts struct {
	tried      int
	like, near float64
	loose      bool
	leaning    bool
	about      bool // nobody says it, and it begins with somebody or something that the likeliest sentence names
}

// A title that is short may come from further down than one that is not; one from far down begins with what the likeliest
// sentence names.
var (
	shortCuts = cuts{tried: 20, like: 0.2, near: 0.25}
	looseCuts = cuts{tried: 20, like: 0.2, near: 0.25, loose: true}
	farCuts   = cuts{tried: 60, like: 0.1, near: 0.1, about: true}
	longCuts  = cuts{tried: 8, like: 0.2, near: 0.5, loose: true}

	leaningCuts = cuts{tried: 8, like: 0.2, near: 0.5, loose: true, leaning: true}
	lastCuts    = cuts{tried: 8, loose: true} // where the sentence that the news stands in is outgrown
)

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
		if f.vector.cosine(lead.vector) < from.like || f.p < from.near*lead.p || f != lead && f.read().Quoted ||
			f.wasBefore() || from.about && (f.read().Speaker != "" || !f.about(lead)) {
			continue
		}
		if x, ok := c.longestForm(f, most, from); ok {
			return x, true
		}
	}
	return title{}, false
}

// about reports whether a fact begins with a person, place or body that another names.
func (f *fact) about(o *fact) bool {
	s, theirs := f.read(), o.read().Names
	return slices.ContainsFunc(s.Names, func(n text.Name) bool {
		return n.Start-s.Start < subjectWithin && slices.ContainsFunc(theirs, func(m text.Name) bool { return n.Key == m.Key })
	})
}

// subjectWithin is in how many bytes from its beginning a sentence names what it is about.
const subjectWithin = 12

// wasBefore reports whether what a fact tells had been before: "scientists had advised", "last in 2017".
func (f *fact) wasBefore() bool {
	s := f.read()
	old := func(t text.Time) bool { return !t.To.IsZero() && f.page.day.Sub(t.To) > longAgo }
	if len(s.Times) > 0 && !slices.ContainsFunc(s.Times, func(t text.Time) bool { return !old(t) }) {
		return true
	}
	if len(s.Events) == 0 {
		return false
	}
	verb := s.Events[0].Verb
	return slices.ContainsFunc(s.Tokens[max(0, verb-2):verb+1], func(t text.Token) bool { return t.Norm == "had" })
}

// opens reports whether a title begins with what comes before what happened.
func opens(s string) bool {
	first, rest, _ := strings.Cut(text.Fold(s), " ")
	second, _, _ := strings.Cut(rest, " ")
	return (openers.Has(first) || connectives.Has(first)) && !(first == "at" && extremes.Has(second))
}

var (
	connectives = lex.Words("en/connectives")
	extremes    = lex.Few{"least", "most"} // "At least nine are hurt" begins with its subject
)

// longestForm is the longest title of at most so many words that can be cut from a fact; a loose one may begin with
// what comes before what happened.
func (c *choice) longestForm(f *fact, most int, from cuts) (title, bool) {
	best := ""
	var cite briefing.Citation
	for _, h := range c.t.e.kept.formsOf(f) {
		n := countWords(h.Text)
		if n < leastHeadline || n > most || best != "" && n <= countWords(best) || evidence.Leans(h.Text) || !from.loose && opens(h.Text) ||
			!from.leaning && annotate.PointsBack(text.Tokens(h.Text[:min(len(h.Text), 60)])) || evidence.Truncated(h.Text) {
			continue
		}
		best, cite = h.Text, h.Cite
	}
	return c.titled(best, cite, f.p), best != ""
}
