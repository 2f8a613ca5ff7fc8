package ask

import (
	"strings"
)

// forSpeech is for what somebody said.
var forSpeech = []feature{
	{"speaker", func(x *view) float64 { return x.r.spoken(x.s) }},
	{"speaker-said", of((*view).askedSpeaks, quote)},
	{"speaker-matter", of(func(x *view) float64 { return x.askedSpeaks() * x.matterNear() }, quote)},
	{"matter", of((*view).matterOwn, quote)},
	{"matter-near", of((*view).matterNear, quote)},
	{"speaks", of(func(x *view) float64 { return when1(x.s.Speaker != "") }, quote)},
	{"other-speaks", of(func(x *view) float64 { return when1(x.s.Speaker != "") * (1 - x.askedSpeaks()) }, quote)},
	{"marks", of(func(x *view) float64 { return when1(strings.ContainsAny(x.written(), "\"“”«»„")) }, quote)},
	{"quoted-share", of((*view).quotedShare, quote)},
	{"silent", of(func(x *view) float64 { return when1(silent(x.s)) }, quote)},
	{"announces", of(func(x *view) float64 { return when1(announces(x.d, x.s)) }, quote)},
	{"said", func(x *view) float64 { return when1(x.s.Speaker != "") }},
	{"quoted", func(x *view) float64 { return when1(x.s.Quoted) }},
}

// askedSpeaks is how surely the one whose words are asked for says it.
func (x *view) askedSpeaks() float64 {
	if len(x.r.sayer) == 0 {
		return x.r.spoken(x.s)
	}
	for _, w := range x.r.sayer {
		if w.place && !x.pageNames(w.stem) {
			return 0 // "Lars Holt of Brevik Foods" is no other Lars Holt (promise 2)
		}
	}
	return x.r.saidBy(x.d, x.i, x.people)
}

// pageNames reports whether the page holds a word of the question.
func (x *view) pageNames(stem string) bool {
	for _, m := range x.r.byStem[stem] {
		if x.p.whole()[m.term] > 0 {
			return true
		}
	}
	return false
}

func (x *view) matterOwn() float64  { own, _ := x.matterShares(); return own }
func (x *view) matterNear() float64 { _, near := x.matterShares(); return near }

func (x *view) matterShares() (own, near float64) {
	if len(x.r.matter) == 0 {
		return x.r.aboutShare(x.found), x.r.aboutShare(x.headed)
	}
	share := func(found []float64) float64 {
		sum, mass := 0.0, 0.0
		for i, f := range found {
			if x.r.matter[i] {
				sum += f * x.r.rarity[i]
				mass += x.r.rarity[i]
			}
		}
		if mass == 0 {
			return 1
		}
		return sum / mass
	}
	return share(x.found), share(x.headed)
}

// quotedShare is the share of the sentence inside quotation marks.
func (x *view) quotedShare() float64 {
	inside, n, all := false, 0, 0
	for _, c := range x.written() {
		switch c {
		case '"':
			inside = !inside
		case '“', '„', '«':
			inside = true
		case '”', '»':
			inside = false
		default:
			all++
			n += int(when1(inside))
		}
	}
	return float64(n) / float64(max(1, all))
}
