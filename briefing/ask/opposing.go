package ask

import (
	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Limits for the other side of a matter.
const (
	opposeFirst  = 25   // the candidates among which it is looked for
	opposeMatter = 0.25 // the share of what is asked that it must hold itself
	opposeAbout  = 0.4  // the same with its neighbours
	opposeNames  = 0.5  // the share of the asked names
)

// negations turn a statement round.
var negations = lex.Words("en/denial-words")

// negated reports whether a sentence says that something is not so.
func negated(s *text.Sentence) bool {
	if s.Stance == briefing.Denied {
		return true
	}
	for i := range s.Tokens {
		if negations.Has(s.Tokens[i].Norm) && !bounding(s.Tokens, i) {
			return true
		}
	}
	return false
}

// bounding reports whether a negation only bounds a number or adds to it: "no fewer than seven", "not only".
func bounding(tokens []text.Token, i int) bool {
	if i+1 == len(tokens) {
		return false
	}
	switch tokens[i+1].Norm {
	case "fewer", "less", "more", "only", "later", "longer", "just":
		return tokens[i+1].Norm != "longer" || tokens[i].Norm != "no"
	}
	return false
}

// opposed finds the best candidate that takes another side than the first, for a question that may have two: another
// speaker who denies what the first affirms, or another number of the same thing. It is 0 where there is none.
func (r *reading) opposed(all []candidate) int {
	if r.kind != yesNo && r.kind != disagree {
		return 0
	}
	first := all[0].sentence()
	for i := 1; i < min(opposeFirst, len(all)); i++ {
		c := &all[i]
		s := c.sentence()
		if s.Heading || c.f("own-words") < opposeMatter || c.f("near-words") < opposeAbout || c.f("headed-names") < opposeNames {
			continue
		}
		if s.SpeakerKey == first.SpeakerKey && s.Speaker == first.Speaker && c.Doc == all[0].Doc {
			continue
		}
		if r.against(first, s) || r.otherToll(&all[0], c) {
			return i
		}
	}
	return 0
}

// against reports whether two sentences take different sides.
func (r *reading) against(a, b *text.Sentence) bool {
	if negated(a) != negated(b) || claim.Opposite(a, b) {
		return true
	}
	for _, x := range a.Numbers {
		for _, y := range b.Numbers {
			if x.Noun != "" && x.Noun == y.Noun && x.Unit == y.Unit && x.Value != y.Value && r.asks(x.Noun) {
				return true
			}
		}
	}
	return false
}

// asks reports whether a noun is a word of the question.
func (b *bag) asks(noun string) bool { return len(b.byStem[noun]) > 0 }
