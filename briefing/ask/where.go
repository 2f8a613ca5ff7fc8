package ask

import (
	"briefbot/briefing/text"
)

// forPlaces is for where.
var forPlaces = []feature{
	{"place-phrase", of((*view).placePhrase, where)},
	{"place-many", of(func(x *view) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Place }) }, where)},
	{"direction", of((*view).direction, where)},
	{"place-other", of(func(x *view) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Other }) }, where)},
}

// placePhrase is the share of new names that follow a preposition of place.
func (x *view) placePhrase() float64 {
	n := 0
	for _, name := range x.s.Names {
		first, _ := tokensOf(x.s, name.Span)
		placed := placeBefore.Has(x.norm(first-1)) || articles.Has(x.norm(first-1)) && placeBefore.Has(x.norm(first-2))
		if placed && !x.r.names(name.Text) && name.Kind != text.Person {
			n++
		}
	}
	return min(1, float64(n)/2)
}

// direction reports whether a question for where somebody goes is answered by a verb of motion with "to" or "for" and a
// new name behind it: "left for the island of Merrow".
func (x *view) direction() float64 {
	if !x.r.going {
		return 0
	}
	for i := range x.s.Tokens {
		if !motion.Has(x.s.Tokens[i].Stem) {
			continue
		}
		for _, n := range x.s.Names {
			first, _ := tokensOf(x.s, n.Span)
			if n.Kind == text.Person || x.r.names(n.Text) || first <= i || first > i+directionReach {
				continue
			}
			for k := i + 1; k < first; k++ {
				if goals.Has(x.norm(k)) {
					return 1
				}
			}
		}
	}
	return 0
}

// directionReach is how many words behind a verb of motion the place may stand.
const directionReach = 12

// goals stand before the place to which something moves.
var goals = wordSet("for", "into", "to", "toward", "towards")
