package cluster

import (
	"io"
	"maps"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/pack"
	"briefbot/briefing/text"
)

// framed is how many parts of a list stand in a frame of what Write writes.
const framed = 1024

// Write writes all that the Grouper knows, so that Read makes one of it that goes on as this one would. It must have a
// Library. The error is w's.
func (g *Grouper) Write(w io.Writer) error {
	e := &encoder{pack.NewFrameWriter(w)}
	e.Uint(uint64(g.serial))
	e.Uint(uint64(g.frozen))
	e.Uint(uint64(g.based))
	e.numbers(g.copiers)
	e.lexicon(g.lx)
	e.labels(g.labels)
	e.each(len(g.cards), func(i int) { e.card(g.cards[i]) })
	e.lists(&g.index)
	parts := slices.Sorted(maps.Keys(g.prints))
	e.each(len(parts), func(i int) {
		e.Uint(parts[i])
		e.Uint(uint64(g.prints[parts[i]]))
	})
	e.each(len(g.groups), func(i int) { e.group(g.groups[i], g.centres.bags[g.groups[i].serial]) })
	e.lists(&g.centres)
	e.Frame()
	return e.Err
}

// encoder writes the parts of a Grouper.
type encoder struct{ *pack.FrameWriter }

// each writes a list in frames.
func (e *encoder) each(n int, one func(i int)) {
	e.Uint(uint64(n))
	for i := range n {
		if i%framed == 0 {
			e.Frame()
		}
		one(i)
	}
}

// rising writes numbers that do not fall.
func (e *encoder) rising(all []int32) {
	e.Uint(uint64(len(all)))
	last := int32(0)
	for _, n := range all {
		e.Uint(uint64(n - last))
		last = n
	}
}

// numbers writes numbers in whatever order.
func (e *encoder) numbers(all []int32) {
	e.Uint(uint64(len(all)))
	for _, n := range all {
		e.Uint(uint64(n))
	}
}

// terms writes terms in whatever order.
func (e *encoder) terms(all []term) {
	e.Uint(uint64(len(all)))
	last := int32(0)
	for _, x := range all {
		e.Int(int64(x.id - last))
		e.Float32(x.weight)
		last = x.id
	}
}

func (e *encoder) lexicon(lx *lexicon) {
	e.Float(lx.total)
	e.each(len(lx.words), func(i int) {
		e.String(lx.words[i])
		e.Uint(uint64(lx.docs[i]))
		e.Uint(uint64(lx.inner[i]))
		e.Uint(uint64(lx.upper[i]))
		e.Float(lx.idfs[i])
	})
	other := maps.Clone(lx.ids)
	maps.DeleteFunc(other, func(stem string, id int32) bool { return lx.words[id] == stem })
	for _, m := range []map[string]int32{other, lx.spelling} {
		keys := slices.Sorted(maps.Keys(m))
		e.each(len(keys), func(i int) {
			e.String(keys[i])
			e.Uint(uint64(m[keys[i]]))
		})
	}
}

func (e *encoder) labels(l *labels) {
	e.Float(l.docs)
	e.each(len(l.keys), func(i int) {
		k := &l.keys[i]
		e.String(k.name)
		e.Float(k.total)
		e.Float(k.worth)
		e.Bool(k.person)
		e.Uint(uint64(len(k.forms)))
		for _, f := range k.forms {
			e.String(f.text)
			e.Uint(uint64(f.n))
		}
	})
	for _, set := range []map[string]bool{l.outlets, l.heads, l.phrased} {
		keys := slices.Sorted(maps.Keys(set))
		e.each(len(keys), func(i int) { e.String(keys[i]) })
	}
}

// card writes a card, or that there is none.
func (e *encoder) card(c *card) {
	e.Bool(c != nil)
	if c == nil {
		return
	}
	e.Bytes(text.Append(nil, &text.Document{Article: c.article.outline()}))
	e.String(c.head.text)
	e.numbers(c.head.terms)
	e.Float(c.head.penalty)
	e.Bool(c.wire != nil)
	if c.wire != nil {
		e.Uint(uint64(c.wire.owned))
		e.Uint(uint64(c.wire.credited))
		e.Uint(uint64(c.wire.length))
	}
	e.terms(c.bag)
	e.lead(&c.lead)
	e.Uint(uint64(len(c.about)))
	for _, a := range c.about {
		e.Uint(uint64(a.key))
		e.Float32(a.share)
	}
	e.Uint(uint64(c.first))
	e.numbers(c.reprints)
	e.Bytes(c.edges.data)
	e.numbers(c.copies)
	e.Bool(c.linked)
	e.Bool(c.frozen)
	e.imprint(c.print)
}

func (e *encoder) lead(l *lead) {
	e.terms(l.names)
	e.terms(l.whose)
	for _, on := range l.days {
		e.Bool(on)
	}
	e.rising(l.all)
	e.terms(l.head)
	e.rising(l.titleNames)
	e.rising(l.titleWords)
}

// imprint writes what was read of a text for comparing, which depends on when it was; it is kept of few.
func (e *encoder) imprint(p *imprint) {
	e.Bool(p != nil)
	if p == nil {
		return
	}
	e.Uint(uint64(len(p.shingles)))
	last := uint64(0)
	for _, h := range p.shingles {
		e.Uint(h - last)
		last = h
	}
	e.Uint(uint64(len(p.facts)))
	for _, f := range p.facts {
		e.Uint(uint64(f.id))
		e.Float(f.weight)
	}
	e.Float(p.weight)
}

// lists writes postings without their bags.
func (e *encoder) lists(p *postings) {
	e.Uint(uint64(len(p.bags)))
	e.each(len(p.lists), func(i int) { e.rising(p.lists[i]) })
}

func (e *encoder) group(x *group, centre bag) {
	e.Uint(uint64(x.serial))
	e.numbers(x.members)
	s := &x.story
	e.String(string(s.ID))
	e.String(s.Title)
	e.String(s.Topic)
	for _, at := range []briefing.PubTime{s.First, s.Last} {
		e.Bytes(text.Append(nil, &text.Document{Article: briefing.Article{Published: at}}))
	}
	e.Uint(uint64(len(s.Articles)))
	for _, a := range s.Articles {
		e.String(string(a.ID))
		e.String(a.Origin)
		e.String(string(a.CopyOf))
	}
	e.terms(centre)
}
