package ask

import (
	"slices"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// coverage is how much of the question a candidate and what stands around it hold. A share is of the
// question's mass, the sum of its terms' rarities.
var coverage = []feature{
	{"own", func(x *view) float64 { return x.r.share(x.found) }},
	{"own-names", func(x *view) float64 { return x.r.nameShare(x.found) }},
	{"own-words", func(x *view) float64 { return x.r.aboutShare(x.found) }},
	{"own-exact", func(x *view) float64 { return x.r.share(exact(x.found)) }},
	{"near", func(x *view) float64 { return x.r.share(x.near) }},
	{"near-names", func(x *view) float64 { return x.r.nameShare(x.near) }},
	{"near-words", func(x *view) float64 { return x.r.aboutShare(x.near) }},
	{"wide", func(x *view) float64 { return x.r.share(x.wide) }},
	{"wide-names", func(x *view) float64 { return x.r.nameShare(x.wide) }},
	{"headed", func(x *view) float64 { return x.r.share(x.headed) }},
	{"headed-names", func(x *view) float64 { return x.r.nameShare(x.headed) }},
	{"title", func(x *view) float64 { return x.r.share(x.p.title) }},
	{"title-names", func(x *view) float64 { return x.r.nameShare(x.p.title) }},
	{"page-terms", func(x *view) float64 { return x.r.share(x.p.whole()) }},
	{"page-names", func(x *view) float64 { return x.r.nameShare(x.p.whole()) }},
	{"page", func(x *view) float64 { return x.ofMass(x.hit.article / index.Saturation) }},
	{"index", func(x *view) float64 { return x.ofMass(x.hit.score) }},
	{"before", func(x *view) float64 { return x.foundBeside(-1) }},
	{"after", func(x *view) float64 { return x.foundBeside(1) }},
	{"rarest", func(x *view) float64 { return x.foundRarest(x.found) }},
	{"rarest-near", func(x *view) float64 { return x.foundRarest(x.near) }},
	{"focus", func(x *view) float64 { return x.r.focused(x.s, x.found) }},
	{"event", func(x *view) float64 { return x.term(x.r.verb, x.found) }},
	{"act", func(x *view) float64 { return x.term(x.r.act, x.found) }},
	{"act-near", func(x *view) float64 { return x.term(x.r.act, x.near) }},
	{"names-inside", (*view).namesInside},
	{"opens", (*view).opensWithName},
	{"other-side", func(x *view) float64 { return x.r.loserOrWinner(x.s) }},
	{"other-place", func(x *view) float64 { return x.r.rivalOf(x.d, x.s) }},
}

// exact keeps of what is found that which is found as it was asked.
func exact(found []float64) []float64 {
	out := make([]float64, len(found))
	for i, f := range found {
		if f >= 0.9 {
			out[i] = 1
		}
	}
	return out
}

// ofMass gives a score as a share of the greatest that the question allows.
func (x *view) ofMass(score float64) float64 {
	if x.r.mass == 0 {
		return 0
	}
	return min(1.5, score/x.r.mass)
}

// foundBeside is the share of the question that only the sentence beside it holds.
func (x *view) foundBeside(k int) float64 {
	h := x.p.sentence(x.i + k)
	if h == nil {
		return 0
	}
	more := make([]float64, len(h.found))
	for i, f := range h.found {
		more[i] = max(0, f-x.found[i])
	}
	return x.r.share(more)
}

// foundRarest is how well the question's rarest term is found.
func (x *view) foundRarest(found []float64) float64 {
	at, most := -1, 0.0
	for i, w := range x.r.rarity {
		if w > most {
			at, most = i, w
		}
	}
	return x.term(at, found)
}

// term is how well a term is found; 1 where the question has none.
func (x *view) term(i int, found []float64) float64 {
	if i < 0 || i >= len(found) {
		return 1
	}
	return found[i]
}

// namesInside is the share of the question's names that the sentence itself holds; 0 where it has none.
func (x *view) namesInside() float64 {
	if !slices.ContainsFunc(x.r.terms, func(t index.Term) bool { return t.Name }) {
		return 0
	}
	return x.r.nameShare(x.found)
}

// opensWithName reports whether one of the question's names stands among the first words.
func (x *view) opensWithName() float64 {
	for i := range min(6, len(x.marks)) {
		if m := x.marks[i]; m >= 0 && x.r.terms[m].Name {
			return 1
		}
	}
	return 0
}

// newNames counts the names of a sentence that the question does not hold.
func (x *view) newNames(pass func(text.Name) bool) float64 {
	n := 0
	for _, name := range x.s.Names {
		if pass(name) && !x.r.names(name.Text) {
			n++
		}
	}
	return min(1, float64(n)/3)
}

// apart is the distance of two sentences.
func apart(a, b int) int { return max(a-b, b-a) }
