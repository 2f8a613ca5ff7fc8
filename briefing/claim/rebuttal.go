package claim

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// A rebuttal denies in so many words what another claim says: "denied seeking a pardon", "did not, in any way,
// damage the garment". What it denies are the words that stand negated in it.

// Limits of a rebuttal.
const (
	rebutWords  = 2    // negated words of matter that the other claim holds, where somebody is named in both
	rebutAlone  = 3    // the same, where nobody is
	rebutWeight = 1.5  // how rare these words have to be together
	rebutShare  = 0.34 // the share of the negated words that they are
)

// rebutted finds a claim and its rebuttal by somebody else, or by the one of whom it is claimed.
func (t *Table) rebutted(a, b *Claim) (found, bool) {
	if f, ok := t.rebuts(b, a); ok {
		return f, true
	}
	return t.rebuts(a, b)
}

// rebuts reports whether b denies what a says.
func (t *Table) rebuts(b, a *Claim) (found, bool) {
	if !b.rejects() || b.Speaker == "" || a.Speaker == b.Speaker || a.denies() || a.sentence().Stance == briefing.Denied || !a.sameDay(b) {
		return found{}, false
	}
	negated := b.negatedWords()
	if len(negated) == 0 {
		return found{}, false
	}
	n, weight, at := 0, 0.0, -1
	for _, x := range negated {
		for k, y := range a.tokens() {
			if y.Word && !y.Stop && !y.Negated() && !y.Hypothetical() && (akin(x.Stem, y.Stem) || x.Lemma() == y.Lemma()) {
				n++
				weight += t.rarity(y.Stem)
				at = k
				break
			}
		}
	}
	least := rebutAlone
	if t.subjectOf(b, a) {
		least = rebutWords
	}
	if n < least || weight < rebutWeight || float64(n) < rebutShare*float64(len(negated)) {
		return found{}, false
	}
	for k := range a.Names {
		if _, both := b.Names[k]; both || k == b.Speaker {
			weight += t.rarity("name " + k)
		}
	}
	return found{t.about(a, b, at), weight}, true
}

// rejects reports whether a claim's speaker says that something is not true, rather than that he will not do it:
// a request that was refused is no claim that was denied.
func (c *Claim) rejects() bool {
	for k, t := range c.tokens() {
		if (t.Lemma() == "deny" || t.Lemma() == "dispute") && !negated(c.tokens(), k) {
			return true
		}
	}
	return false
}

// negatedWords are the words of matter that a claim says are not so, each stem once.
func (c *Claim) negatedWords() []text.Token {
	var out []text.Token
	seen := map[string]bool{}
	for _, t := range c.tokens() {
		if t.Word && !t.Stop && t.Negated() && !t.Named() && len(t.Norm) > 2 && !seen[t.Stem] && !speech.Has(t.Norm) && !coloured.Has(t.Norm) && !weekdays.Has(t.Norm) {
			seen[t.Stem] = true
			out = append(out, t)
		}
	}
	return out
}

// subjectOf reports whether a names b's speaker, or somebody whom b names as well.
func (t *Table) subjectOf(b, a *Claim) bool {
	if _, ok := a.Names[b.Speaker]; ok {
		return true
	}
	return sharesName(a, b)
}
