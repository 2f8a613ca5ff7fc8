package summary

import (
	"time"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// outgrown is what it counts against a point that it gives a number of dead which a later report of the
// same story has raised: readers want the state of things.
const outgrown = 0.6

// A count outgrows another of the same story where it is later: by half a day, since two that come close
// together may be two speakers' (laterReport), or by more than the clocks of two newsrooms differ where it
// says itself that it has risen (laterRise). It must not be of another order of magnitude: "40,000 since
// the war began" does not outgrow "seven on Monday". Where the sentences are about the same (sameDead) it
// may have grown more.
const (
	laterReport = 12 * time.Hour
	laterRise   = time.Hour
	growth      = 3
	sameDead    = 0.2
	mostGrowth  = 20
)

// death is a number of dead that a sentence gives, at the time of its article.
type death struct {
	killed float64
	at     time.Time
	rose   bool // the sentence says that it has risen
	bag    claim.Bag
}

// after reports whether a count is later than what was published at a time, by enough to outgrow it.
func (d death) after(at briefing.PubTime) bool {
	least := laterReport
	if d.rose {
		least = laterRise
	}
	published := at.Time
	if at.DayOnly { // it may have been as late as the day's end
		published = published.Add(24 * time.Hour)
	}
	return !at.IsZero() && d.at.Sub(published) >= least
}

// countDead notes the numbers of dead that an independent article gives.
func (s *story) countDead(d *text.Document) {
	if d.Article.Published.IsZero() {
		return
	}
	for i := range d.Sentences {
		x := &d.Sentences[i]
		if killed, _ := claim.Toll(x); killed > 0 {
			rose := claim.Rose(x)
			s.deaths = append(s.deaths, death{killed, d.Article.Published.Time, rose, claim.BagOf(x.Tokens)})
		}
	}
}

// hasOutgrown reports whether a later report gives more dead than a sentence of a document of the day.
func (s *story) hasOutgrown(x *text.Sentence, b claim.Bag, day briefing.PubTime) bool {
	killed, _ := claim.Toll(x)
	if killed == 0 {
		return false
	}
	for _, o := range s.deaths {
		if o.killed > killed && o.after(day) && (o.killed <= growth*killed || o.killed <= mostGrowth*killed && o.bag.Cosine(b) >= sameDead) {
			return true
		}
	}
	return false
}

// settled reports whether a dispute is over numbers of dead of which a later report confirms the larger,
// or gives more.
func (s *story) settled(d claim.Dispute) bool {
	x, _ := claim.Toll(d.A.Read())
	y, _ := claim.Toll(d.B.Read())
	if x == 0 || y == 0 || x == y {
		return false
	}
	for _, o := range s.deaths {
		if o.killed >= max(x, y) && o.killed <= growth*max(x, y) && o.after(d.A.Doc.Article.Published) && o.after(d.B.Doc.Article.Published) {
			return true
		}
	}
	return false
}
