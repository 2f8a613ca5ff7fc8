package ask

import (
	"briefbot/briefing"
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
var negations = set("no not never none nobody nothing neither nor n't without denied denies deny rejected rejects dismissed refused refuses unlikely false untrue didn't don't doesn't wasn't weren't isn't hasn't haven't hadn't won't cannot can't")

// negated reports whether a sentence says that something is not so.
func negated(s *text.Sentence) bool {
	if s.Stance == briefing.Denied {
		return true
	}
	for i := range s.Tokens {
		if negations[s.Tokens[i].Norm] && !bounding(s.Tokens, i) {
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

// opposed puts behind the first candidate of a question that may have two sides the best one that takes the
// other: another speaker who denies what the first affirms, or gives another number of the same
// thing. It reports whether there is one.
func (r *reading) opposed(all []candidate) bool {
	if r.kind != yesNo && r.kind != disagree || len(all) < 2 {
		return false
	}
	if r.kind == disagree && r.tollTerm() >= 0 {
		return r.sides(all)
	}
	first := &all[0].Doc.Sentences[all[0].Sentence]
	for i, c := range all[1:min(opposeFirst, len(all))] {
		s := &c.Doc.Sentences[c.Sentence]
		if s.Heading || c.vector[fMatter] < opposeMatter || c.vector[fAbout] < opposeAbout || c.vector[fNames] < opposeNames || s.SpeakerKey == first.SpeakerKey && s.Speaker == first.Speaker {
			continue
		}
		if s.Speaker == "" && first.Speaker == "" || !r.against(first, s) {
			continue
		}
		copy(all[2:i+2], all[1:i+1])
		all[1] = c
		return true
	}
	return false
}

// against reports whether two sentences take different sides.
func (r *reading) against(a, b *text.Sentence) bool {
	if negated(a) != negated(b) || opposite(a, b) {
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
func (r *reading) asks(noun string) bool { return len(r.byStem[noun]) > 0 }
