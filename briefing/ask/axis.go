package ask

import (
	"cmp"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// turning are stems of those turners that may be words of a question.
var turning = stemSet("fail", "instead", "rather", "refuse", "unable")

// supposing are words after which a deed is a plan, a wish or a claim's matter and no fact.
var supposing = lex.Words("en/supposition-words")

// turnReach is how many words behind a verb that is no event tell for whom it is done.
const turnReach = 4

// deed is what a question takes for granted: on which axis, on which side, told by which of its terms.
type deed struct {
	claim.Lean
	term int
}

// deeds are those of a question.
func (r *reading) deeds() []deed {
	var out []deed
	tokens := r.sentence.Tokens
	if len(tokens) < 2 || !asking.Has(tokens[0].Norm) || !auxiliaries.Has(tokens[1].Norm) {
		return nil // only "why did X stop Y" takes for granted that X did
	}
	for k := 2; k < len(tokens); k++ {
		if before := tokens[k-1].Norm; prepositions.Has(before) && before != "to" {
			continue // a noun: "against cuts"
		}
		for _, l := range claim.Leans(tokens, k) {
			for _, m := range r.byStem[tokens[k].Stem] {
				if r.terms[m.term].Words[0] == tokens[k].Stem && !r.focal[m.term] {
					out = append(out, deed{l, m.term})
					break
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y deed) int { return cmp.Compare(x.Axis, y.Axis) })
	return out
}

// Shares of a question that a sentence must hold for its deed to be that of the question.
const (
	deedNames = 0.6 // of its names, with what stands beside
	deedRest  = 0.5 // of all but the deed itself, with neighbours, heading and title
	deedOwn   = 0.3 // the same, by itself
)

// side reports on which side of a deed a candidate stands as a matter of fact, if it is about the same: 0 for
// neither.
func (r *reading) side(c candidate, d deed) int {
	s := &c.Doc.Sentences[c.Sentence]
	if s.Heading || c.f("asks") > 0 || s.Stance == briefing.Denied {
		return 0
	}
	if c.f("headed-names") < deedNames {
		return 0
	}
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	own := r.restShare(found, d.term)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], c.f("asked-time"))
	}
	for _, i := range []int{c.Sentence - 1, c.Sentence + 1} {
		if i >= 0 && i < len(c.Doc.Sentences) {
			r.hold(&c.Doc.Sentences[i], found, besideWeight)
		}
	}
	if r.objectShare(found, d.term) < deedRest {
		return 0 // a convoy that was stopped is no shelling that was
	}
	r.hold(&c.Doc.Title, found, besideWeight)
	if own < deedOwn || r.restShare(found, d.term) < deedRest {
		return 0
	}
	return r.sideOfEvents(c, d)
}

// sideOfEvents is the side on which those verbs of a sentence stand whose doer or object the question names; 0 where they
// stand on none or both.
func (r *reading) sideOfEvents(c candidate, d deed) int {
	s, out := c.sentence(), 0
	for k := range s.Tokens {
		for _, l := range claim.Leans(s.Tokens, k) {
			if l.Axis != d.Axis || l.Planned != d.Planned || !r.concerns(&c, k, d) {
				continue
			}
			if out == -l.Side {
				return 0
			}
			out = l.Side
		}
	}
	return out
}

// concerns reports whether a word of the question, its deed and its days aside, stands for who does what the verb at k
// tells or for whom it is done to; of a verb that is no event of its own, within a few words behind it.
func (r *reading) concerns(c *candidate, k int, d deed) bool {
	s, marks := c.sentence(), c.sight.marks
	of := func(k int) bool {
		return k < len(marks) && marks[k] >= 0 && marks[k] != d.term && !slices.Contains(r.dateTerms, marks[k])
	}
	for i := range s.Events {
		e := &s.Events[i]
		if int(e.Verb) != k {
			continue
		}
		for j := range marks {
			if of(j) && (e.Who.Has(j) || e.Whom.Has(j)) {
				return true
			}
		}
		return s.Tokens[max(0, int(e.Who.From))].Is(text.Pronoun)
	}
	for j := k + 1; j <= k+turnReach; j++ {
		if of(j) {
			return true
		}
	}
	return false
}

// objectShare is the share of the mass of those words that was found which are no names, dates or the deed; 1 where
// there are none.
func (b *bag) objectShare(found []float64, deed int) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if i != deed && !turning.Has(b.terms[i].Words[0]) && !b.terms[i].Name && !slices.Contains(b.dateTerms, i) {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// restShare is the share of the question's mass that was found, one term aside.
func (b *bag) restShare(found []float64, aside int) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if i != aside && !turning.Has(b.terms[i].Words[0]) {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 0
	}
	return sum / mass
}

// overturned finds the candidates, best first and each of another article, that tell the opposite of what the question
// takes for granted, where none tells the same.
func (r *reading) overturned(all []candidate) []candidate {
	for _, d := range r.deeds() {
		var against []candidate
		for _, c := range all[:min(deniedFirst, len(all))] {
			switch s := r.side(c, d); {
			case s == d.Side:
				return nil
			case s == -d.Side && len(against) < maxAgainst && !repeats(against, c) &&
				!slices.ContainsFunc(against, func(x candidate) bool { return x.Doc == c.Doc }):
				against = append(against, c)
			}
		}
		if len(against) > 0 {
			return against
		}
	}
	return nil
}

// maxAgainst is how many sentences are told that contradict a question.
const maxAgainst = 2
