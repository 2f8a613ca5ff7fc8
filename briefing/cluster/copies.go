package cluster

import (
	"cmp"
	"slices"

	"briefbot/briefing"
)

// copy reports whether one of two cards was made from the other: see Copies.
func (g *Grouper) copy(c, o *card) bool {
	a, b := g.imprint(c), g.imprint(o)
	return a.verbatim(b) >= g.t.verbatim || a.retold(b, g.t) >= g.t.retold ||
		g.lx.reworded(c.bag, o.bag, g.t) && a.within(b, g.t) >= g.t.spun
}

// copied notes that one of two cards was made from the other.
func (g *Grouper) copied(a, b int32) {
	g.cards[a].copies = append(g.cards[a].copies, b)
	g.cards[b].copies = append(g.cards[b].copies, a)
	g.copiers = append(g.copiers, a)
	for _, c := range []*card{g.cards[a], g.cards[b]} {
		if c.wire == nil {
			c.wire = wireOf(g.document(c))
		}
	}
}

// spread touches the groups of all that belong to a family that has grown: its original may be another now.
func (g *Grouper) spread() {
	seen := map[int32]bool{}
	for _, n := range g.copiers {
		if g.cards[n] == nil || seen[n] {
			continue
		}
		for _, k := range g.family(n) {
			seen[k] = true
			if x := g.cards[k].group; x != nil {
				g.touched[x] = true
			}
		}
	}
	g.copiers = g.copiers[:0]
}

// family are the cards that were made from one another, by way of any of them, n the first.
func (g *Grouper) family(n int32) []int32 {
	out, seen := []int32{n}, map[int32]bool{n: true}
	for i := 0; i < len(out); i++ {
		for _, k := range g.cards[out[i]].copies {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}

// originals are the articles from which cards were made; one that is made from none has no entry.
func (g *Grouper) originals(cards []int32) map[int32]briefing.ArticleID {
	out, seen := map[int32]briefing.ArticleID{}, map[int32]bool{}
	for _, n := range cards {
		if len(g.cards[n].copies) == 0 || seen[n] {
			continue
		}
		family := g.family(n)
		first := slices.MinFunc(family, func(x, y int32) int { return seniority(g.cards[x], g.cards[y]) })
		for _, k := range family {
			seen[k] = true
			if id := g.cards[first].article.ID; id != g.cards[k].article.ID { // no revision of its own
				out[k] = id
			}
		}
	}
	return out
}

// reworded reports whether two texts are alike by their names and not by their words.
func (lx *lexicon) reworded(a, b bag, t tuning) bool {
	names, words := 0.0, 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			w := float64(a[i].weight) * float64(b[j].weight)
			if lx.named(a[i].id) {
				names += w
			} else {
				words += w
			}
			i++
			j++
		}
	}
	return words <= t.reworded*names
}

// seniority orders two texts of one family, the likelier original first.
func seniority(x, y *card) int {
	first := func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	a, b := x.article, y.article
	c := first(ownWire(x.wire, y.wire), ownWire(y.wire, x.wire))
	if c == 0 {
		c = first(!a.Published.IsZero(), !b.Published.IsZero())
	}
	if c == 0 {
		c = cmp.Compare(a.Published.UTC().Format("2006-01-02"), b.Published.UTC().Format("2006-01-02"))
	}
	return cmp.Or(c, -cmp.Compare(x.wire.length, y.wire.length), cmp.Compare(a.ID, b.ID))
}
