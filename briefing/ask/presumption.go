package ask

import (
	"cmp"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// turning are stems of those turners that may be words of a question.
var turning = stemSet("fail", "instead", "rather", "refuse", "unable")

// presumption is what a question takes for granted: on which axis, on which side, told by which of its terms.
type presumption struct {
	claim.Lean
	term int
}

// presumptions are those of a question.
func (r *reading) presumptions() []presumption {
	var out []presumption
	tokens := r.sentence.Tokens
	for _, l := range claim.Granted(tokens) {
		stem := tokens[l.At].Stem
		for _, m := range r.byStem[stem] {
			if r.terms[m.term].Words[0] == stem && !r.focal[m.term] {
				out = append(out, presumption{l, m.term})
				break
			}
		}
	}
	slices.SortStableFunc(out, func(x, y presumption) int { return cmp.Compare(x.Axis, y.Axis) })
	return out
}

// Shares of a question that a sentence must hold to be about what the question presumes.
const (
	presumedNames = 0.6 // of its names, with what stands beside
	presumedRest  = 0.5 // of all but the presumed itself, with neighbours, heading and title
	presumedOwn   = 0.3 // the same, by itself
)

// side reports on which side of a presumption a candidate stands as a matter of fact, if it is about the same: 0 for
// neither.
func (r *reading) side(c candidate, p presumption) int {
	s := &c.Doc.Sentences[c.Sentence]
	if s.Heading || c.f("asks") > 0 || s.Stance == briefing.Denied && !rejects(s) {
		return 0
	}
	if c.f("headed-names") < presumedNames || !r.tellsOfTopic(c) {
		return 0
	}
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	own := r.restShare(found, p.term)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], c.f("asked-time"))
	}
	for _, i := range []int{c.Sentence - 1, c.Sentence + 1} {
		if i >= 0 && i < len(c.Doc.Sentences) {
			r.hold(&c.Doc.Sentences[i], found, besideWeight)
		}
	}
	if r.objectShare(found, p.term) < presumedRest {
		return 0 // a convoy that was stopped is no shelling that was
	}
	r.hold(&c.Doc.Title, found, besideWeight)
	if own < presumedOwn || r.restShare(found, p.term) < presumedRest {
		return 0
	}
	return claim.SideOf(s, p.Lean, func(k int) bool {
		m := c.view.marks[k]
		return m >= 0 && m != p.term && !slices.Contains(r.dateTerms, m)
	})
}

// tellsOfTopic reports whether a sentence itself holds a word for whom the question is about: that United won last year does
// not deny that Rovers lost. A pronoun may stand for him.
func (r *reading) tellsOfTopic(c candidate) bool {
	topic := false
	for i, in := range r.topic {
		if in && c.view.found[i] > 0 {
			return true
		}
		topic = topic || in
	}
	return !topic || slices.ContainsFunc(c.sentence().Tokens, func(t text.Token) bool { return t.Is(text.Pronoun) })
}

// rejects reports whether what a sentence denies is an act of its own: to reject a bid is a fact, to deny an act is a claim.
func rejects(s *text.Sentence) bool {
	return len(s.Events) > 0 && claim.Rejects(s, int(s.Events[0].Verb))
}

// objectShare is the share of the mass of those words that was found which are no names, dates or the one aside; 1 where
// there are none.
func (b *bag) objectShare(found []float64, aside int) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if i != aside && !turning.Has(b.terms[i].Words[0]) && !b.terms[i].Name && !slices.Contains(b.dateTerms, i) {
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
	for _, p := range r.presumptions() {
		var against []candidate
		for _, c := range all[:min(deniedFirst, len(all))] {
			switch s := r.side(c, p); {
			case s == p.Side:
				return nil
			case s == -p.Side && len(against) < maxAgainst && !repeats(against, c) &&
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
