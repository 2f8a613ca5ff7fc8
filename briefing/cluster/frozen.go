package cluster

// frozenEvery is how many cards come before it is looked again which are old.
const frozenEvery = 512

// mostRead is of how many articles, the latest, it is kept what was read for comparing: of the others it is read again.
const mostRead = 512

// freeze lets go of what only comparing needs of the articles that nothing new can be compared with any more: their
// stories have closed, and stay as they are.
func (g *Grouper) freeze() {
	if len(g.cards) < g.frozen+frozenEvery {
		return
	}
	g.frozen = len(g.cards)
	newest := &card{}
	for _, c := range g.cards {
		if c != nil && c.at.After(newest.at) {
			newest = c
		}
	}
	for n, c := range g.cards {
		switch {
		case c == nil:
		case c.apart(newest):
			c.frozen, c.heads, c.print, c.edges = true, nil, nil, edges{}
		case n < len(g.cards)-mostRead:
			c.heads, c.print = nil, nil
		}
	}
}
