package ask

import (
	"strings"
)

// forSpeech is for what somebody said.
var forSpeech = []feature{
	{"speaker", func(x *sight) float64 { return x.r.spoken(x.s) }},
	{"speaker-said", of((*sight).askedSpeaks, quote)},
	{"speaker-matter", of(func(x *sight) float64 { return x.askedSpeaks() * x.matterNear() }, quote)},
	{"matter", of((*sight).matterOwn, quote)},
	{"matter-near", of((*sight).matterNear, quote)},
	{"speaks", of(func(x *sight) float64 { return when1(x.s.Speaker != "") }, quote)},
	{"other-speaks", of(func(x *sight) float64 { return when1(x.s.Speaker != "") * (1 - x.askedSpeaks()) }, quote)},
	{"marks", of(func(x *sight) float64 { return when1(strings.ContainsAny(x.written(), "\"“”«»„")) }, quote)},
	{"quoted-share", of((*sight).quotedShare, quote)},
	{"silent", of(func(x *sight) float64 { return when1(silent(x.s)) }, quote)},
	{"announces", of(func(x *sight) float64 { return when1(announces(x.d, x.s)) }, quote)},
	{"said", func(x *sight) float64 { return when1(x.s.Speaker != "") }},
	{"quoted", func(x *sight) float64 { return when1(x.s.Quoted) }},
}

// askedSpeaks is how surely the one whose words are asked for says it.
func (x *sight) askedSpeaks() float64 {
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
func (x *sight) pageNames(stem string) bool {
	for _, m := range x.r.byStem[stem] {
		if x.p.whole()[m.term] > 0 {
			return true
		}
	}
	return false
}

func (x *sight) matterOwn() float64  { own, _ := x.matterShares(); return own }
func (x *sight) matterNear() float64 { _, near := x.matterShares(); return near }

func (x *sight) matterShares() (own, near float64) {
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
func (x *sight) quotedShare() float64 {
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
