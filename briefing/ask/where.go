package ask

import (
	"briefbot/briefing/text"
)

// forPlaces is for where.
var forPlaces = []feature{
	{"place-phrase", of((*sight).placePhrase, where)},
	{"place-many", of(func(x *sight) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Place }) }, where)},
	{"place-other", of(func(x *sight) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Other }) }, where)},
}

// placePhrase is the share of new names that follow a preposition of place.
func (x *sight) placePhrase() float64 {
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
