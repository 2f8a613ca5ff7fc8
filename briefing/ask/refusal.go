package ask

import (
	"slices"

	"briefbot/briefing/rank"
)

// verdict is what decides whether a question has an answer: the ranked candidates, best first.
type decision struct {
	r    *reading
	all  []candidate
	best *candidate
}

// sign is one thing that speaks for or against there being an answer at all.
type sign struct {
	name string
	of   func(*decision) float64
}

// signs are all features of the refusal: what the best candidate holds, how the others stand to it, and what
// is missing.
var signs = slices.Concat(ofTheBest(
	"own", "own-exact", "own-words", "near", "near-names", "near-words", "wide", "headed", "title",
	"page-names", "page", "index", "rarest", "rarest-near",
	"typed", "typed-near", "typed-headed", "untyped-who", "untyped-when", "untyped-number",
	"other-side", "other-place", "focus", "event", "act-near", "page-topic",
	"time-to-come", "place-phrase", "has-time", "speaker-said", "topic-headed", "kin-own", "fresh-days",
), missing, mismatches, absences, byAsked("best near-words", "score", "no type"))

// ofTheBest makes signs of features of the best candidate.
func ofTheBest(names ...string) []sign {
	out := make([]sign, len(names))
	for i, n := range names {
		at := placeOf[n]
		out[i] = sign{"best " + n, func(v *decision) float64 { return v.best.vector[at] }}
	}
	return out
}

// byAsked makes signs that count for one group of questions only, of signs that stand before it.
func byAsked(names ...string) []sign {
	all := slices.Concat(ofTheBest("near-words"), missing)
	var out []sign
	for _, n := range names {
		of := all[slices.IndexFunc(all, func(s sign) bool { return s.name == n })].of
		for _, g := range askedGroups {
			out = append(out, sign{n + " @" + g, func(v *decision) float64 {
				if v.r.group() != g {
					return 0
				}
				return of(v)
			}})
		}
	}
	return out
}

// missing are the signs of what no good candidate holds, and how well the best one stands.
var missing = []sign{
	{"no type", func(v *decision) float64 { return when1(v.best.view.wantsType()) * (1 - v.most(3, "typed")) }},
	{"no type near", func(v *decision) float64 { return when1(v.best.view.wantsType()) * (1 - v.most(3, "typed-near")) }},
	{"no role", func(v *decision) float64 { return when1(len(v.r.role) > 0) * (1 - v.most(20, "role")) }},
	{"role", func(v *decision) float64 { return when1(len(v.r.role) > 0) * v.most(20, "role") }},
	{"no speaker", func(v *decision) float64 { return when1(len(v.r.speaker) > 0) * (1 - v.most(3, "speaker-said")) }},
	{"no matter", func(v *decision) float64 { return when1(v.r.kind == quote) * (1 - v.best.f("matter-near")) }},
	{"no statement", func(v *decision) float64 { return when1(len(v.r.sayer) > 0) * (1 - v.most(5, "speaker-matter")) }},
	{"no day", func(v *decision) float64 { return when1(v.r.dayAsked) * (1 - v.best.f("asked-time")) }},
	{"no reason", func(v *decision) float64 { return when1(v.r.kind == why) * (1 - v.reason()) }},
	{"no event", func(v *decision) float64 { return v.r.shortness() * v.r.undoneBy(related(v.all)) }},
	{"a name nowhere near", func(v *decision) float64 { return v.r.absentNames(v.best.view.near) }},
	{"a term in no page", (*decision).unknown},
	{"matter loose", func(v *decision) float64 { return v.r.shortness() * (1 - v.r.looseMatter(v.best.view)) }},
	{"score", func(v *decision) float64 { return v.best.rank / 10 }},
}

// RefusalFeatures names what is weighed for there being an answer at all.
var RefusalFeatures = func() rank.Features {
	var out rank.Features
	for _, s := range signs {
		out = append(out, s.name)
	}
	return out
}()

// signsOf computes the signs of a question's ranked candidates, of which there is one at least.
func (r *reading) signsOf(all []candidate) []float64 {
	v := &decision{r, all, &all[0]}
	out := make([]float64, len(signs))
	for i, s := range signs {
		out[i] = s.of(v)
	}
	return out
}

// confidence is the estimated probability that the best candidate answers.
func (r *reading) confidence(m *rank.Model, all []candidate) float64 {
	if len(all) == 0 {
		return 0
	}
	return m.Probability(r.signsOf(all))
}

// most is the greatest value of a feature among the first n candidates.
func (v *decision) most(n int, name string) float64 { return most(v.all[:min(n, len(v.all))], name) }

// unknown is the share of the question's mass that no article holds.
func (v *decision) unknown() float64 {
	sum := 0.0
	for i, u := range v.r.unknown {
		if u {
			sum += v.r.rarity[i]
		}
	}
	if v.r.mass == 0 {
		return 0
	}
	return sum / v.r.mass
}

// reason is how surely a reason stands in a good candidate or behind it.
func (v *decision) reason() float64 {
	best := 0.0
	for i := range v.all[:min(3, len(v.all))] {
		if c := &v.all[i]; c.f("near") >= reasonOwn*v.best.f("near") {
			best = max(best, c.f("typed"))
			if h := c.view.p.typedAt(c.Sentence + 1); h != nil {
				best = max(best, 0.8*h.typed)
			}
		}
	}
	return best
}

// reasonOwn is the share of what the best holds that a candidate must hold for its reason to count.
const reasonOwn = 0.6

// A question of up to shortest terms asks for one thing, of which nothing may be missing; one of longest
// terms tells so much besides that some of it always is.
const (
	shortest = 3
	longest  = 9
)

// shortness is 1 for the shortest questions and 0 for the longest.
func (b *bag) shortness() float64 {
	return max(0, 1-float64(max(0, len(b.terms)-shortest))/(longest-shortest))
}

// looseMatter is the share of the mass of what is neither name nor asked noun that a candidate, its
// neighbours, heading and title hold; what an answer need not say counts as held.
func (r *reading) looseMatter(x *view) float64 {
	found := slices.Clone(x.headed)
	for i := range r.terms {
		if found[i] > 0 && found[i] < synonymWeight {
			found[i] *= akinBeside
		}
		found[i] = max(found[i], x.found[i])
		if found[i] > synonymWeight || r.needless(i) {
			found[i] = 1
		}
	}
	return r.aboutShare(found)
}

// akinBeside is what is left of a synonym that only stands beside: it is likely told of something else.
const akinBeside = 0.4

// needless reports whether a term is a word that an answer need not hold.
func (r *reading) needless(i int) bool {
	w := r.terms[i].Words[0]
	return speech.Has(w) || announcing.Has(w) || vague.Has(w) || r.kind == where && motion.Has(w)
}

// vague are stems of words that an answer need not hold.
var vague = stemsIn("en/vague-words")

// motion are stems of verbs that a sentence which tells where somebody went need not hold.
var motion = stemsIn("en/motion-verbs")

// absentNames is the share of the mass of the question's names that is not found; 0 where it has none.
func (b *bag) absentNames(found []float64) float64 {
	gone, mass := 0.0, 0.0
	for i := range b.terms {
		if b.terms[i].Name {
			mass += b.rarity[i]
			if found[i] == 0 {
				gone += b.rarity[i]
			}
		}
	}
	if mass == 0 {
		return 0
	}
	return gone / mass
}
