package cluster

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// without takes documents out that are gone or replaced, and returns what is to be put in: put, and what
// repeated what went.
func (g *Grouper) without(put []*text.Document, gone []briefing.ArticleID) []*text.Document {
	replaced := map[briefing.ArticleID]bool{}
	for _, id := range gone {
		replaced[id] = true
	}
	for _, d := range put {
		replaced[d.Article.ID] = true
	}
	for id := range replaced {
		n, ok := g.byID[id]
		if !ok {
			continue
		}
		for _, k := range slices.Clone(g.cards[n].reprints) {
			if c := g.cards[k]; !replaced[c.article.ID] {
				put = append(put, g.document(c))
			}
			g.drop(k)
		}
		g.drop(n)
	}
	return put
}

// drop takes a card out; its group is left without it and has to be linked anew.
func (g *Grouper) drop(n int32) {
	c := g.cards[n]
	if c == nil {
		return
	}
	for to := range c.edges.all() {
		if o := g.cards[to]; o != nil {
			o.edges.remove(n)
		}
	}
	for _, k := range c.copies {
		if o := g.cards[k]; o != nil {
			o.copies = slices.DeleteFunc(o.copies, func(k int32) bool { return k == n })
		}
	}
	if first := g.cards[c.first]; first != nil {
		first.reprints = slices.DeleteFunc(first.reprints, func(k int32) bool { return k == n })
	}
	if c.group != nil {
		c.group.members = slices.DeleteFunc(c.group.members, func(k int32) bool { return k == n })
		g.touched[c.group] = true
	}
	if c.first == n {
		g.index.remove(n)
	}
	g.lx.forget(c.lead.all)
	g.labels.forget(c.about)
	delete(g.byID, c.article.ID)
	g.cards[n] = nil
}

// take makes cards of documents, in their order, and returns their numbers.
func (g *Grouper) take(docs []*text.Document) []int32 {
	counts := make([]map[int32]float64, len(docs))
	for i, d := range docs {
		counts[i] = g.lx.count(d, g.t)
	}
	g.lx.rate(counts, g.t)
	about := g.labels.add(docs)
	fresh := make([]int32, len(docs))
	for i, d := range docs {
		n := int32(len(g.cards))
		fresh[i] = n
		c := &card{article: itemOf(&d.Article), doc: d, about: about[i], first: n}
		c.head, c.bag, c.lead = g.lx.heading(d), g.lx.weigh(counts[i], g.t), g.lx.lead(d, counts[i], g.t)
		if certain(&c.article) {
			c.at = d.Article.Published.Time
		}
		g.cards = append(g.cards, c)
		g.byID[d.Article.ID] = n
	}
	return fresh
}

// meet finds whose text a card repeats, or else what it is like.
func (g *Grouper) meet(n int32) {
	if !g.repeats(n) {
		g.link(n)
		g.index.put(n, g.cards[n].bag)
	}
}

// repeats finds the card whose text n repeats, and notes it.
func (g *Grouper) repeats(n int32) bool {
	c := g.cards[n]
	parts := printed(g.document(c))
	for _, part := range parts {
		first, ok := g.prints[part]
		if !ok || g.cards[first] == nil || !g.same(c, g.cards[first]) {
			continue
		}
		c.first = first
		g.cards[first].reprints = append(g.cards[first].reprints, n)
		g.copied(n, first)
		return true
	}
	for _, part := range parts {
		g.prints[part] = n
	}
	return false
}
