package ask

import (
	"briefbot/briefing/text"
)

// forNumbers is for how many and how much.
var forNumbers = []feature{
	{"bounded", of((*view).bounded, howMany, howMuch)},
	{"counts-asked", of(func(x *view) float64 {
		return x.numbers(func(n text.Number) bool { return n.Noun != "" && x.r.asks(n.Noun) })
	}, howMany, howMuch)},
}

// numbers reports as 1 whether a number passes a test.
func (x *view) numbers(pass func(text.Number) bool) float64 {
	for _, n := range x.s.Numbers {
		if pass(n) {
			return 1
		}
	}
	return 0
}

// bounded reports whether a number stands behind "at least", "more than", "about".
func (x *view) bounded() float64 {
	for _, n := range x.s.Numbers {
		first, _ := tokensOf(x.s, n.Span)
		if n.Bound != "" || quantityBounds.Has(x.norm(first-1)) {
			return 1
		}
	}
	return 0
}
