package daily

import (
	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

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
	n, order := 0, c.order()
	found := make([][]briefing.Disagreement, len(order))
	atOnce(len(order), func(i int) { found[i] = c.disputesOf(order[i]) })
	for _, all := range found {
		for _, d := range all {
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
	p.points, p.looked = keep, looked{}
	p.disputes = append(p.disputes, d)
	c.left -= words
}

// says reports whether a point says nothing that one side of a disagreement does not say. What somebody
// says and what nobody is named for are two.
func says(x, side briefing.Point) bool {
	return x.Text == side.Text || (x.Speaker == "") == (side.Speaker == "") && claim.Repeats(side.Text, x.Text)
}
