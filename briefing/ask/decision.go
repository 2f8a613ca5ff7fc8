package ask

import (
	"briefbot/briefing"
	"briefbot/briefing/claim"
)

// forVerdicts is for yes or no, and for two sides.
var forVerdicts = []feature{
	{"verdict", of(cue(yesNoWords), yesNo)},
	{"verdict-term", of((*view).verdictOfTerm, yesNo)},
	{"negated", of(func(x *view) float64 { return when1(claim.SaysNo(x.s)) }, yesNo, disagree)},
	{"contrast", of(cue(contrastWords), yesNo, disagree)},
	{"claims", of(func(x *view) float64 {
		return when1(x.s.Stance == briefing.Claimed || x.s.Stance == briefing.Denied)
	}, yesNo, disagree)},
	{"side-number", of(func(x *view) float64 { return min(1, float64(len(x.s.Numbers))) }, disagree)},
}

// verdictOfTerm reports whether a word of a verdict stands within four words of a word of the question.
func (x *view) verdictOfTerm() float64 {
	for i := range x.s.Tokens {
		if n := x.s.Tokens[i].Norm; !yesNoWords.Has(n) && !negation(n) {
			continue
		}
		for k := max(0, i-4); k < len(x.marks) && k <= i+4; k++ {
			if x.marks[k] >= 0 && k != i {
				return 1
			}
		}
	}
	return 0
}
