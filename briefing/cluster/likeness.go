package cluster

import (
	"math"
)

// same reports whether two cards have nearly the same text, of one event.
func (g *Grouper) same(a, b *card) bool {
	if !a.at.IsZero() && !b.at.IsZero() && a.at.Sub(b.at).Abs() > closes || a.at.IsZero() != b.at.IsZero() {
		return false
	}
	return g.imprint(a).resembles(g.imprint(b)) && g.likeness(a, b, 1) >= sameEvent
}

// sameEvent is the likeness from which two like texts are taken to be of one event.
const sameEvent = 0.5

// link finds the cards that n is like.
func (g *Grouper) link(n int32) {
	c := g.cards[n]
	c.linked = true
	known := map[int32]bool{n: true}
	for to := range c.edges.all() {
		known[to] = true
	}
	pass := func(k int32) bool { return !known[k] && !c.apart(g.cards[k]) }
	g.index.near(c.bag, g.t.floor, pass, func(k int32, dot float64) {
		o := g.cards[k]
		sim := g.likeness(c, o, dot)
		if math.Abs(sim) >= negligible {
			c.edges.add(k, sim)
			o.edges.add(n, sim)
		}
		if dot >= g.t.copyLikeness && g.copy(c, o) {
			g.copied(n, k)
		}
	})
}

// negligible is a likeness that is not kept.
const negligible = 0.02

// likeness is how far two cards, of which the bags are alike by dot, are of one event.
func (g *Grouper) likeness(a, b *card, dot float64) float64 {
	sim := dot * together(&a.article, &b.article, g.t)
	if a.article.Language == b.article.Language {
		sim *= a.lead.headed(&b.lead, g.t)
	}
	sim *= a.lead.agreement(&b.lead, g.t)
	if sim >= negligible && g.elsewhere(a, b) {
		sim *= g.t.elsewhere
	}
	if sim >= g.t.threshold && g.headsOf(a).otherOfKind(g.headsOf(b)) {
		return 0
	}
	return sim
}

func (g *Grouper) headsOf(c *card) headClaims {
	if c.heads == nil {
		c.heads = headOf(g.document(c))
	}
	return c.heads
}

func (g *Grouper) imprint(c *card) *imprint {
	if c.print == nil {
		c.print = newImprint(g.document(c), g.lx, g.t)
	}
	return c.print
}
