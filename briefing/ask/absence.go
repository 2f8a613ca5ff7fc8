package ask

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// absences are the signs that what the question asks about is not what the candidates tell of: a name, a word, a
// superlative or the event is not there, or the opposite is.
var absences = []sign{
	{"terms", func(v *decision) float64 { return min(1, float64(len(v.r.terms))/10) }},
	{"missed", func(v *decision) float64 { return v.r.missed(v.best.view.akin()) / 20 }},
	{"a word nowhere near", func(v *decision) float64 { return v.r.mostMissed(v.best.view.akin(), v.r.aWord) / 10 }},
	{"a term not here", func(v *decision) float64 { return v.r.mostMissed(v.best.view.found, nil) / 10 }},
	{"a name not here", func(v *decision) float64 { return v.r.mostMissed(v.best.view.found, v.r.aName) / 10 }},
	{"of the page", func(v *decision) float64 { return v.best.f("own") / max(0.05, v.best.f("page-terms")) }},
	{"no superlative", func(v *decision) float64 { return v.r.noSuperlative(v.best.view.near) }},
	{"long ago", func(v *decision) float64 { return v.best.view.longAgo() }},
	{"untyped-class", func(v *decision) float64 { return when1(v.r.class != nil && v.best.view.typed < typedSure) }},
	{"agreed", (*decision).agreed},
	{"event near @when", func(v *decision) float64 { return v.ofEvent(when, (*view).eventNear) }},
	{"event typed @who", func(v *decision) float64 { return v.ofEvent(who, (*view).eventTyped) }},
	{"event to come", func(v *decision) float64 { return v.best.view.eventToCome() }},
	{"parties turned", func(v *decision) float64 { return v.mostTold((*view).partiesTurned) }},
	{"presumes", func(v *decision) float64 { return when1(len(v.r.presumptions()) > 0) }},
	{"opposite told", (*decision).opposite},
	{"says no", (*decision).saysNo},
}

// akin is what the sentence with its neighbours, headings and title holds or comes near in meaning, of each term.
func (x *view) akin() []float64 { return x.softened(kinSure, x.headed, x.p.titleSense(), 1, 1) }

// missed is the mass of what an answer must hold and that is not found.
func (r *reading) missed(found []float64) float64 {
	sum := 0.0
	for i := range r.terms {
		if !r.needless(i) {
			sum += r.rarity[i] * (1 - min(1, found[i]))
		}
	}
	return sum
}

// mostMissed is the mass of the term that is missed most, of those that pass; nil lets pass what an answer must hold.
func (r *reading) mostMissed(found []float64, pass func(term int) bool) float64 {
	most := 0.0
	for i := range r.terms {
		if pass == nil && !r.needless(i) || pass != nil && pass(i) {
			most = max(most, r.rarity[i]*(1-min(1, found[i])))
		}
	}
	return most
}

// aName and aWord tell what a term is.
func (r *reading) aName(term int) bool { return r.terms[term].Name }
func (r *reading) aWord(term int) bool { return !r.terms[term].Name && !r.needless(term) }

// singling are words by which a question asks for one out of many.
var singling = lex.Words("en/superlatives")

// noSuperlative is the share of the words by which the question asks for one out of many that are not found: "first",
// "most", "oldest".
func (r *reading) noSuperlative(found []float64) float64 {
	gone, n := 0.0, 0
	for i := range r.terms {
		w := norm(r.sentence.Tokens, r.tokenOf(i))
		if !r.terms[i].Name && (singling.Has(w) || len(w) > shortestSuperlative && strings.HasSuffix(w, "est")) {
			n++
			gone += 1 - min(1, found[i])
		}
	}
	return gone / float64(max(1, n))
}

// shortestSuperlative is how many letters a word has at most that ends in "est" and is no superlative: "west".
const shortestSuperlative = 5

// tokenOf is the token of the question at which a term begins, or -1.
func (r *reading) tokenOf(term int) int {
	first, _ := tokensOf(&r.sentence, r.terms[term].Span)
	return first
}

// longAgo is 1 where a question without a time is answered with what was months before.
func (x *view) longAgo() float64 {
	if len(x.r.sentence.Times) > 0 || x.r.present.IsZero() {
		return 0
	}
	for _, t := range x.s.Times {
		if !t.From.IsZero() && x.r.present.Sub(t.To) > monthsAgo {
			return 1
		}
	}
	return 0
}

// monthsAgo is from when on a time is long ago.
const monthsAgo = 60 * 24 * time.Hour

// ofEvent is a measure of the best candidate for questions of one kind that ask about an event; 0 for others.
func (v *decision) ofEvent(k kind, measure func(*view) float64) float64 {
	if v.r.kind != k || len(v.r.events) == 0 {
		return 0
	}
	return measure(v.best.view)
}

// agreed is 1 where two good candidates of other pages hold the same thing of the asked type as the best.
func (v *decision) agreed() float64 {
	if !v.best.view.wantsType() {
		return 0
	}
	n := 0.0
	for i := range v.all[:min(premiseFirst, len(v.all))] {
		c := &v.all[i]
		if c.Doc != v.best.Doc && c.rank >= v.best.rank-agreedDrop && v.best.view.sharesThing(c.view) {
			n++
		}
	}
	return min(1, n/2)
}

// agreedDrop is by how much a candidate that agrees may rank below the best.
const agreedDrop = 4

// sharesThing reports whether two sentences hold one thing of the asked type.
func (x *view) sharesThing(o *view) bool {
	return slices.ContainsFunc(x.list, func(t thing) bool {
		return t.sure >= likelyThing && slices.ContainsFunc(o.list, func(u thing) bool {
			return u.sure >= likelyThing && x.s.Tokens[t.last].Stem == o.s.Tokens[u.last].Stem
		})
	})
}

// likelyThing is how sure a thing must be of the asked type to be compared.
const likelyThing = 0.5

// mostTold is the greatest value of a measure among the ten best candidates that hold nearly as much as the best.
func (v *decision) mostTold(measure func(*view) float64) float64 {
	best := 0.0
	for i := range v.all[:min(premiseFirst, len(v.all))] {
		if c := &v.all[i]; c.f("headed") >= relatedShare*v.best.f("headed") {
			best = max(best, measure(c.view))
		}
	}
	return best
}

// opposite is how much of the question a good candidate holds that tells the opposite of one of its verbs.
func (v *decision) opposite() float64 {
	if v.r.kind == yesNo || v.r.kind == disagree || v.r.kind == keywords {
		return 0
	}
	best := 0.0
	for k := range v.r.sentence.Tokens {
		for _, l := range claim.Leans(v.r.sentence.Tokens, k) {
			t := v.r.termsIn(text.Range{From: int16(k), To: int16(k + 1)}, false)
			if len(t) == 0 {
				continue
			}
			for i := range v.all[:min(premiseFirst, len(v.all))] {
				if c := v.all[i]; v.r.side(c, presumption{l, t[0]}) == -l.Side {
					best = max(best, c.f("headed"))
				}
			}
		}
	}
	return best
}

// saysNo is how much of a question that asks of no denial a good candidate holds that says no.
func (v *decision) saysNo() float64 {
	if claim.SaysNo(&v.r.sentence) {
		return 0
	}
	best := 0.0
	for i := range v.all[:min(premiseFirst, len(v.all))] {
		if c := &v.all[i]; claim.SaysNo(c.sentence()) {
			best = max(best, c.f("near"))
		}
	}
	return best
}
