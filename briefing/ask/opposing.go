package ask

import (
	"briefbot/briefing/claim"
)

// Limits for the other side of a matter.
const (
	opposeFirst  = 25   // the candidates among which it is looked for
	opposeMatter = 0.25 // the share of what is asked that it must hold itself
	opposeAbout  = 0.4  // the same with its neighbours
	opposeNames  = 0.5  // the share of the asked names
)

// opposed finds the best candidate that takes another side than the first, for a question that may have two: another
// speaker who denies what the first affirms, or another number of the same thing, of which a count is told with both voices.
// It is 0 where there is none.
func (r *reading) opposed(all []candidate) int {
	counting := r.kind == howMany && len(r.speaker) == 0
	if r.kind != yesNo && r.kind != disagree && !counting {
		return 0
	}
	first := claim.Of(all[0].Doc, all[0].Sentence)
	for i := 1; i < min(opposeFirst, len(all)); i++ {
		c := &all[i]
		s := c.sentence()
		if s.Heading || c.f("own-words") < opposeMatter || c.f("near-words") < opposeAbout || c.f("headed-names") < opposeNames {
			continue
		}
		x := claim.Of(c.Doc, c.Sentence)
		if counting && (claim.Contradicts(first, x) || claim.Contradicts(x, first)) || !counting && claim.Opposed(first, x) {
			return i
		}
	}
	return 0
}
