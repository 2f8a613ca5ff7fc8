package daily

import (
	"fmt"

	"briefbot/briefing/embedding"
	"briefbot/briefing/rank"
)

// MeaningFeatures are the numbers of the direction of a fact's meaning: of what matters a day's editor tells. A tree
// has no use for them, as no one of them says anything by itself.
var MeaningFeatures = meaningFeatures()

func meaningFeatures() (out rank.Features) {
	for i := range embedding.Dim {
		out = append(out, fmt.Sprintf("meaning %d", i+1))
	}
	return out
}

// keepMeaning keeps the directions of the facts' meanings and lets go of the meanings.
func keepMeaning(facts []fact) {
	for i := range facts {
		facts[i].direction, facts[i].meaning = facts[i].meaning.Direction(), nil
	}
}

// values appends the values of FactFeatures.
func (f *fact) values(x []float64) []float64 { return f.direction.AppendTo(append(x, f.x...)) }
