package cluster

import (
	"errors"
	"io"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/pack"
	"briefbot/briefing/text"
)

// ErrDamaged says that bytes are nothing that Write has written.
var ErrDamaged = errors.New("it is damaged")

// Read makes a Grouper of what Write wrote. The library must give back the documents that the other one held. The error
// is ErrDamaged.
func Read(r io.Reader, l Library) (*Grouper, error) {
	g := NewGrouper(l)
	d := &decoder{FrameReader: pack.NewFrameReader(r), cards: maxCards, words: maxCards, keys: maxCards}
	d.Frame()
	g.serial, g.frozen, g.based = int32(d.Number(maxCards)), d.Number(maxCards), d.Number(maxCards)
	g.copiers = d.numbers(maxCards)
	d.lexicon(g.lx)
	d.labels(g.labels)
	d.each(func(n int) { d.cards = n }, func(int) { g.cards = append(g.cards, d.card()) })
	d.lists(&g.index, d.words, d.cards)
	for n, c := range g.cards {
		if c == nil {
			continue
		}
		g.byID[c.article.ID] = int32(n)
		if c.first == int32(n) && n < len(g.index.bags) {
			g.index.bags[n] = c.bag
		}
	}
	d.each(nil, func(int) {
		part := d.Uint()
		g.prints[part] = int32(d.Number(d.cards))
	})
	centres := map[int32]bag{}
	d.each(nil, func(int) {
		x := &group{serial: int32(d.Number(int(g.serial)))}
		centres[x.serial] = d.group(g, x)
		g.groups = append(g.groups, x)
		g.bySerial[x.serial] = x
		g.used[x.story.ID] = true
	})
	d.lists(&g.centres, d.words, int(g.serial))
	for n, b := range centres {
		if int(n) < len(g.centres.bags) {
			g.centres.bags[n] = b
		}
	}
	if d.Bad() || d.Left() > 0 || !g.sound() {
		return nil, ErrDamaged
	}
	return g, nil
}

// maxCards is more than there are articles, words or stories.
const maxCards = 1<<31 - 1

// sound reports whether what cards say of one another is of cards that are there.
func (g *Grouper) sound() bool {
	there := func(n int32) bool { return int(n) < len(g.cards) && g.cards[n] != nil }
	for _, c := range g.cards {
		if c == nil {
			continue
		}
		if c.group == nil || !there(c.first) || !allOf(c.reprints, there) || !allOf(c.copies, there) {
			return false
		}
		for to := range c.edges.all() {
			if !there(to) {
				return false
			}
		}
	}
	return true
}

func allOf(all []int32, ok func(int32) bool) bool {
	return !slices.ContainsFunc(all, func(n int32) bool { return !ok(n) })
}

// decoder reads what encoder wrote.
type decoder struct {
	*pack.FrameReader
	cards, words, keys int // how many there are
}

// each reads a list in frames; size, where there is one, is told before how long it is.
func (d *decoder) each(size func(n int), one func(i int)) {
	n := d.Number(maxCards)
	if size != nil {
		size(n)
	}
	for i := 0; i < n && !d.Bad(); i++ {
		if i%framed == 0 {
			d.Frame()
		}
		one(i)
	}
}

// rising reads numbers less than end that do not fall.
func (d *decoder) rising(end int) []int32 {
	n := d.Count(1)
	if n == 0 {
		return nil
	}
	out, last := make([]int32, n), 0
	for i := range out {
		last += d.Number(end - last)
		out[i] = int32(last)
	}
	return out
}

// numbers reads numbers less than end.
func (d *decoder) numbers(end int) []int32 {
	n := d.Count(1)
	if n == 0 {
		return nil
	}
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(d.Number(end))
	}
	return out
}

func (d *decoder) terms() []term {
	n := d.Count(5)
	if n == 0 {
		return nil
	}
	out, last := make([]term, n), int64(0)
	for i := range out {
		if last += d.Int(); last < 0 || last >= int64(d.words) {
			d.Fail()
			return nil
		}
		out[i] = term{int32(last), d.Float32()}
	}
	return out
}

func (d *decoder) lexicon(lx *lexicon) {
	lx.total = d.Float()
	d.each(nil, func(i int) {
		if lx.id(d.String()) != int32(i) {
			d.Fail()
			return
		}
		lx.docs[i], lx.inner[i], lx.upper[i] = float64(d.Uint()), float64(d.Uint()), float64(d.Uint())
		lx.idfs = append(lx.idfs, d.Float())
	})
	d.words = len(lx.words)
	for _, m := range []map[string]int32{lx.ids, lx.spelling} {
		d.each(nil, func(int) {
			key := d.String()
			m[key] = int32(d.Number(d.words))
		})
	}
}

func (d *decoder) labels(l *labels) {
	l.docs = d.Float()
	d.each(nil, func(i int) {
		k := labelKey{name: d.String(), total: d.Float(), worth: d.Float(), person: d.Bool()}
		for range d.Count(2) {
			k.forms = append(k.forms, form{d.String(), int(d.Uint())})
		}
		l.ids[k.name] = int32(i)
		l.keys = append(l.keys, k)
	})
	d.keys = len(l.keys)
	for _, set := range []map[string]bool{l.outlets, l.heads, l.phrased} {
		d.each(nil, func(int) { set[d.String()] = true })
	}
}

func (d *decoder) article() *briefing.Article {
	a, err := text.ReadArticle(d.String())
	if err != nil {
		d.Fail()
	}
	return &a
}

func (d *decoder) card() *card {
	if !d.Bool() {
		return nil
	}
	c := &card{article: itemOf(d.article()).alone()}
	if certain(&c.article) {
		c.at = c.article.Published.Time
	}
	c.head = heading{text: d.String(), terms: d.numbers(d.words), penalty: d.Float()}
	if d.Bool() {
		c.wire = &wire{owned: uint32(d.Uint()), credited: uint32(d.Uint()), length: int(d.Uint())}
	}
	c.bag = d.terms()
	d.lead(&c.lead)
	c.about = make([]about, d.Count(5))
	for i := range c.about {
		c.about[i] = about{int32(d.Number(d.keys)), d.Float32()}
	}
	c.first = int32(d.Number(d.cards))
	c.reprints = d.numbers(d.cards)
	if !c.edges.read(slices.Clone(d.Bytes()), d.cards) {
		d.Fail()
	}
	c.copies = d.numbers(d.cards)
	c.linked, c.frozen = d.Bool(), d.Bool()
	c.print = d.imprint()
	return c
}

func (d *decoder) lead(l *lead) {
	l.names, l.whose = d.terms(), d.terms()
	for i := range l.days {
		l.days[i] = d.Bool()
	}
	l.all, l.head = d.rising(d.words), d.terms()
	l.titleNames, l.titleWords = d.rising(d.words), d.rising(d.words)
}

func (d *decoder) imprint() *imprint {
	if !d.Bool() {
		return nil
	}
	p := &imprint{shingles: make([]uint64, d.Count(1))}
	last := uint64(0)
	for i := range p.shingles {
		last += d.Uint()
		p.shingles[i] = last
	}
	p.facts = make([]fact, d.Count(9))
	for i := range p.facts {
		p.facts[i] = fact{int32(d.Number(d.words)), d.Float()}
	}
	p.sorted, p.weight = slices.SortedFunc(slices.Values(p.facts), byID), d.Float()
	return p
}

// lists reads postings of so many words and bags, without the bags.
func (d *decoder) lists(p *postings, words, bags int) {
	n := d.Number(bags + 1)
	p.bags, p.partial = make([]bag, n), make([]float32, n)
	d.each(nil, func(i int) {
		if i >= words {
			d.Fail()
			return
		}
		p.lists = append(p.lists, d.rising(n))
	})
}

// group reads a group and gives its centre.
func (d *decoder) group(g *Grouper, x *group) bag {
	x.members = d.numbers(d.cards)
	for _, n := range x.members {
		if g.cards[n] == nil {
			d.Fail()
			return nil
		}
		g.cards[n].group = x
	}
	s := &x.story
	s.ID, s.Title, s.Topic = briefing.StoryID(d.String()), d.String(), d.String()
	s.First, s.Last = d.article().Published, d.article().Published
	s.Articles = make([]briefing.StoryArticle, d.Count(3))
	for i := range s.Articles {
		a := briefing.StoryArticle{ID: briefing.ArticleID(d.String()), Origin: d.String(), CopyOf: briefing.ArticleID(d.String())}
		if n, ok := g.byID[a.ID]; ok {
			a.ID, a.Origin = g.cards[n].article.ID, g.cards[n].article.Origin
		}
		s.Articles[i] = a
	}
	return d.terms()
}
