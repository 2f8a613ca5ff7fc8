package summary

import (
	"time"

	"briefbot/briefing/text"
)

// outgrown is what it counts against a point that it gives a number of dead which a later report of the
// same story has raised: readers want the state of things.
const outgrown = 0.6

// Two counts in one story are of the same dead where the later one is later by more than the clocks of
// two newsrooms differ, and not of another order of magnitude: "40,000 since the war began" does not
// outgrow "seven on Monday". Where the sentences are about the same (sameDead) it may have grown more.
const (
	laterReport = time.Hour
	growth      = 3
	sameDead    = 0.2
	mostGrowth  = 20
)

// death is a number of dead that a sentence gives, at the time of its article.
type death struct {
	killed float64
	at     time.Time
	bag    bag
}

// countDead notes the numbers of dead that an independent article gives.
func (s *story) countDead(d *text.Document) {
	if d.Article.Published.IsZero() {
		return
	}
	for i := range d.Sentences {
		x := &d.Sentences[i]
		if killed, _ := Toll(x); killed > 0 {
			s.deaths = append(s.deaths, death{killed, d.Article.Published.Time, bagOf(x.Tokens)})
		}
	}
}

// hasOutgrown reports whether a later report gives more dead than a sentence of a document of the day.
func (s *story) hasOutgrown(x *text.Sentence, b bag, day time.Time) bool {
	killed, _ := Toll(x)
	if killed == 0 || day.IsZero() {
		return false
	}
	for _, o := range s.deaths {
		if o.killed > killed && o.at.Sub(day) >= laterReport && (o.killed <= growth*killed || o.killed <= mostGrowth*killed && o.bag.cosine(b) >= sameDead) {
			return true
		}
	}
	return false
}

// settled reports whether a dispute is over numbers of dead of which a later report confirms the larger,
// or gives more.
func (s *story) settled(d dispute) bool {
	x, _ := Toll(&d.a.doc.Sentences[d.a.sentence])
	y, _ := Toll(&d.b.doc.Sentences[d.b.sentence])
	if x == 0 || y == 0 || x == y {
		return false
	}
	later := func(o death, c *claim) bool {
		at := c.doc.Article.Published
		return !at.IsZero() && o.at.Sub(at.Time) >= laterReport
	}
	for _, o := range s.deaths {
		if o.killed >= max(x, y) && o.killed <= growth*max(x, y) && later(o, d.a) && later(o, d.b) {
			return true
		}
	}
	return false
}
