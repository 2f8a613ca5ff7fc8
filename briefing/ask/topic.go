package ask

import (
	"slices"

	"briefbot/briefing/text"
)

// ofTheTopic is whether a candidate tells of whom or what the question asks something ("Denzel Washington" of "why
// wasn't Denzel Washington at the White House ceremony"), and what it asks of him: the circumstances alone are none.
var ofTheTopic = []feature{
	{"topic", func(x *view) float64 { return x.r.part(x.r.topic, x.found) }},
	{"topic-near", func(x *view) float64 { return x.r.part(x.r.topic, x.near) }},
	{"topic-headed", func(x *view) float64 { return x.r.part(x.r.topic, x.headed) }},
	{"comment", func(x *view) float64 { return x.r.part(x.r.comment, x.found) }},
	{"comment-near", func(x *view) float64 { return x.r.part(x.r.comment, x.near) }},
	{"comment-headed", func(x *view) float64 { return x.r.part(x.r.comment, x.headed) }},
	{"topic-with-comment", func(x *view) float64 {
		return x.r.part(x.r.topic, x.headed) * x.r.part(x.r.comment, x.near)
	}},
	{"topic-first", (*view).topicFirst},
	{"comment-typed", func(x *view) float64 { return x.aroundTyped(x.r.comment) }},
	{"topic-typed", func(x *view) float64 { return x.aroundTyped(x.r.topic) }},
	{"comment-gone", func(x *view) float64 { return x.missed(x.r.comment) }},
	{"topic-gone", func(x *view) float64 { return x.missed(x.r.topic) }},
}

// longestTopic is how many words whom a question is about may have.
const longestTopic = 6

// readTopic finds whom or what the question asks something of: what stands between the auxiliary and the verb. What
// follows is the comment.
func (r *reading) readTopic(words []text.Token) {
	first := max(0, asked(words)+1)
	for first < len(words) && !auxiliaries.Has(words[first].Norm) {
		first++
	}
	if first++; first >= len(words) {
		return
	}
	last := first
	for last < len(words) && last < first+longestTopic && inTopic(words, first, last) {
		last++
	}
	r.topic, r.comment = make([]bool, len(r.terms)), make([]bool, len(r.terms))
	for k, t := range r.terms {
		if t.Weight < toldWeight || r.focal[k] {
			continue
		}
		r.topic[k] = slices.ContainsFunc(words[first:last], func(w text.Token) bool { return w.Start() == t.Span.Start })
		r.comment[k] = !r.topic[k] && last < len(words) && t.Span.Start >= words[last].Start()
	}
}

// inTopic reports whether the word at a place goes on naming whom the question, from first on, is about.
func inTopic(words []text.Token, first, at int) bool {
	switch t := &words[at]; {
	case articles.Has(t.Norm), t.Text != t.Norm, t.Norm == "'s", t.Norm == "s", t.Norm == "own":
		return true
	case prepositions.Has(t.Norm), t.Stop:
		return false
	default:
		return at == first || !t.Conjugates() || articles.Has(words[at-1].Norm)
	}
}

// part is the share of the mass of some terms that is found; a half where there are none.
func (b *bag) part(of []bool, found []float64) float64 {
	sum, mass := 0.0, 0.0
	for i, in := range of {
		if in {
			sum += found[i] * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 0.5
	}
	return sum / mass
}

// topicFirst reports whether the sentence opens with whom the question is about.
func (x *view) topicFirst() float64 {
	if x.r.topic == nil {
		return 0
	}
	for i := range min(6, len(x.marks)) {
		if m := x.marks[i]; m >= 0 && x.r.topic[m] {
			return 1
		}
	}
	return 0
}

// aroundTyped is the share of the mass of some terms that stands within a few words of a thing of the asked type.
func (x *view) aroundTyped(of []bool) float64 {
	if of == nil {
		return 0
	}
	best := 0.0
	for _, t := range x.list {
		held := make([]float64, len(of))
		for i := max(0, t.first-near); i < len(x.marks) && i <= t.last+near; i++ {
			if m := x.marks[i]; m >= 0 && (i < t.first || i > t.last) {
				held[m] = 1
			}
		}
		best = max(best, t.sure*x.r.part(of, held))
	}
	return best
}

// missed is how far the term of some that is missed most is from what the sentence, its neighbours, heading and title
// hold.
func (x *view) missed(of []bool) float64 {
	if of == nil {
		return 0
	}
	held := x.softened(kinSure, x.headed, x.p.titleSense(), 1, 1)
	gone, most := 0.0, 0.0
	for i, in := range of {
		if in && !x.r.needless(i) {
			most = max(most, x.r.rarity[i])
			gone = max(gone, x.r.rarity[i]*(1-held[i]))
		}
	}
	if most == 0 {
		return 0
	}
	return gone / most
}
