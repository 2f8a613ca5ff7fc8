package ask

import (
	"briefbot/briefing/embedding"
	"briefbot/briefing/text"
)

// forPersons is for who did it, whom it was done to, and who somebody is.
var forPersons = []feature{
	{"role", func(x *sight) float64 { return x.r.roled(x.d, x.i) }},
	{"role-owned", func(x *sight) float64 { return when1(x.r.ownedHere(x.d, x.i)) }},
	{"deed-of-name", of((*sight).deedOfName, who)},
}

// deedOfName reports whether a new name stands before a form of the asked verb, or of a word near to it in meaning, which
// no other name parts from it: "Ivo Kern, who was held, admitted to shooting him" for "who shot him".
func (x *sight) deedOfName() float64 {
	if x.r.verb < 0 {
		return 0
	}
	asked := x.r.words[x.r.verb]
	if asked == nil {
		return 0
	}
	best := 0.0
	for i := range x.s.Tokens {
		near := embedding.Near(asked.Meaning, x.s.Tokens[i].Meaning)
		if x.marks[i] == x.r.verb {
			near = 1
		} else if !x.s.Tokens[i].Conjugates() {
			near = 0
		}
		if near < kinLikely {
			continue
		}
		at := text.Name{}
		for _, n := range x.s.Names {
			if n.End <= x.s.Tokens[i].Start() && n.Kind != text.Place {
				at = n
			}
		}
		if at.Text != "" && !x.r.names(at.Text) {
			best = max(best, near)
		}
	}
	return best
}
