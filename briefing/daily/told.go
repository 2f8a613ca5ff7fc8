package daily

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

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
		case like >= sameTopic && f.recounts(v.numbers):
			like = max(like, sameFact)
		default:
			like = max(like, v.paraphrased(f.vector))
		}
		k.like = max(k.like, like)
	}
	return k.like
}

// told reports whether the destination was told a fact.
func (c *choice) told(f *fact) bool {
	if len(c.t.told) == 0 {
		return false
	}
	if c.known == nil {
		c.known = claim.NewKnown(c.t.e.an, c.t.told)
	}
	return c.known.Tells(claim.Of(f.page.doc, f.sentence))
}

// reply is the point of what is answered to a claim that is about to be told, or nil where nothing is, or it is told:
// an accusation is not told as the only side (promise: nobody's claim is told as fact).
func (c *choice) reply(p *plan, f *fact) *point {
	if f.sentence == headlineFact {
		return nil
	}
	j := claim.Reply(f.page.doc, f.sentence)
	if j < 0 {
		return nil
	}
	same := func(g *fact) bool { return g.page == f.page && g.sentence == j }
	if slices.ContainsFunc(p.points, func(x point) bool { return x.fact != nil && same(x.fact) }) {
		return nil
	}
	if i := slices.IndexFunc(p.facts, same); i >= 0 {
		if x := c.make(p.facts[i]); x != nil {
			return x
		}
	}
	return c.whole(&fact{story: f.story, page: f.page, sentence: j, vector: c.t.e.words.vector(f.page.doc.Sentences[j].Tokens)})
}

// whole is the point of a whole sentence that need not stand alone, as it is told right behind what it answers; nil
// where it does not name its speaker or was told before.
func (c *choice) whole(f *fact) *point {
	d, s := f.page.doc, f.read()
	x := briefing.Cite(d.Article, s.Start, s.End)
	x.N = 1
	p := briefing.Point{Text: x.Quote, Speaker: s.Speaker, Cites: []int{1}}
	cites := []briefing.Citation{x}
	if c.told(f) || evidence.CheckPoint(c.t.e.an, p, cites, articlesOf([]*text.Document{d})) != nil {
		return nil
	}
	return &point{Point: p, cites: cites, fact: f, words: countWords(p.Text)}
}

// tell tells a fact, under its story's title where it is the first.
func (c *choice) tell(p *plan, x *point) {
	if len(p.points) == 0 {
		c.open(p)
	}
	p.points = slices.DeleteFunc(p.points, func(o point) bool {
		within := strings.Contains(x.Text, o.Text) // what comes before "He had" is told with it
		if within {
			c.left += o.words
		}
		return within
	})
	p.points = append(p.points, *x)
	c.left -= x.words
	c.cover(p, x.fact.vector, x.fact.read().Numbers)
	p.said = union(p.said, c.t.e.words.vector(text.Tokens(x.Text)))
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

// counts reports whether a fact has a figure that is none of those told. Of a fact with a toll that is told any
// other figure is by the way.
func (f *fact) counts(told []text.Number) bool {
	if f.toll > 0 && slices.ContainsFunc(told, func(n text.Number) bool { return n.Value == f.toll && n.Unit == "" }) {
		return false
	}
	return slices.ContainsFunc(f.read().Numbers, func(n text.Number) bool {
		return !slices.ContainsFunc(told, func(m text.Number) bool { return n.Value == m.Value && n.Unit == m.Unit })
	})
}

// sameTopic is the likeness from which on two facts of a story that give the same great figure are one.
const sameTopic = 0.1

// great is the value from which on a count is one that no two matters of a story share by chance; years are none.
const great = 10_000

// recounts reports whether a fact gives a great figure, a sum of money or a toll that was told, and no other figure.
func (f *fact) recounts(told []text.Number) bool {
	return !f.counts(told) && slices.ContainsFunc(f.read().Numbers, func(n text.Number) bool {
		return n.Value >= great || n.Currency != "" || n.Value == f.toll
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
