package ask

import "briefbot/briefing/text"

// refusals are words that turn what follows into something that did not happen.
var refusals = set("rejected rejects refused refuses denied denies declined never renounce renounced abandoned")

// contradiction finds the sentence by which the corpus clearly contradicts what a question takes for
// granted: the question asks why, when or where somebody did a thing, and the sentence has him
// refuse it. Every word of the thing must follow the refusal.
func (r *reading) contradiction(all []candidate) (candidate, bool) {
	if r.kind != why && r.kind != when && r.kind != where {
		return candidate{}, false
	}
	for _, t := range r.sentence.Tokens {
		if refusals[t.Norm] || t.Norm == "not" || t.Norm == "n't" {
			return candidate{}, false
		}
	}
	for _, c := range all[:min(10, len(all))] {
		if r.refused(&c.Doc.Sentences[c.Sentence]) {
			return c, true
		}
	}
	return candidate{}, false
}

// refused reports whether a sentence has the question's first name refuse the question's matter.
func (r *reading) refused(s *text.Sentence) bool {
	found := make([]float64, len(r.terms))
	marks := r.mark(s, found)
	subject := -1
	for i := range r.terms {
		if r.terms[i].Name {
			subject = i
			break
		}
	}
	if subject < 0 {
		return false
	}
	named := false
	for at := range s.Tokens {
		if marks[at] == subject {
			named = true
		}
		if !named || !refusals[s.Tokens[at].Norm] {
			continue
		}
		matter, held := 0, 0
		for i := range r.terms {
			if r.terms[i].Name {
				continue
			}
			matter++
			for k := at + 1; k < len(marks) && k <= at+10; k++ {
				if marks[k] == i {
					held++
					break
				}
			}
		}
		if matter >= 2 && held == matter {
			return true
		}
	}
	return false
}
