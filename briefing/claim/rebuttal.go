package claim

import (
	"slices"

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
	if b.Speaker == "" || a.Speaker == b.Speaker || a.denies() || !a.sameDay(b) {
		return found{}, false
	}
	between := deniedBetween(a, b)
	if !between && !b.rejects() {
		return found{}, false
	}
	negated := b.negatedWords()
	n, weight, at := 0, 0.0, -1
	for _, x := range negated {
		if k := a.asserts(x); k >= 0 && !otherOwner(a.tokens(), k, b.tokens(), x) {
			n++
			weight += t.rarity(a.tokens()[k].Stem)
			at = k
		}
	}
	least := rebutAlone
	if _, named := a.Names[b.Speaker]; named || between || sharesName(a, b) {
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

// otherOwner reports whether the word at k is said of something of another name than the word x of the other
// tokens: "the Ukrainian delegation", "Russia's delegation".
func otherOwner(tokens []text.Token, k int, others []text.Token, x text.Token) bool {
	at := slices.IndexFunc(others, func(y text.Token) bool { return y.Start() == x.Start() })
	mine, its := owner(tokens, k), owner(others, at)
	return mine != "" && its != "" && mine[:min(ownerLetters, len(mine))] != its[:min(ownerLetters, len(its))]
}

// ownerLetters is how many first letters a name and its adjective share: "Russia", "Russian".
const ownerLetters = 4

// owner is the name right before the word at k, or empty.
func owner(tokens []text.Token, k int) string {
	for k--; k >= 0 && tokens[k].Norm == "'s"; k-- {
	}
	if k < 0 || !tokens[k].Named() {
		return ""
	}
	return tokens[k].Norm
}

// asserts is where a claim says a word as a fact, or -1.
func (c *Claim) asserts(x text.Token) int {
	return slices.IndexFunc(c.tokens(), func(y text.Token) bool {
		return y.Word && !y.Stop && !y.Negated() && !y.Hypothetical() && text.SameWord(x, y)
	})
}

// rejects reports whether a claim's speaker says that something is not true, rather than that he will not do it:
// a request that was refused is no claim that was denied.
func (c *Claim) rejects() bool {
	c.rejecting.Do(func() {
		c.rejection = slices.ContainsFunc(c.tokens(), func(t text.Token) bool {
			return (t.Lemma() == "deny" || t.Lemma() == "dispute") && !t.Negated()
		})
	})
	return c.rejection
}

// negatedWords are the words of matter that a claim says are not so, each stem once.
func (c *Claim) negatedWords() []text.Token {
	var out []text.Token
	seen := map[string]bool{}
	for _, t := range c.tokens() {
		if material(t) && t.Negated() && !t.Named() && len(t.Norm) > 2 && !seen[t.Stem] {
			seen[t.Stem] = true
			out = append(out, t)
		}
	}
	return out
}

// deniedBetween reports whether one article tells of a denial between a and b.
func deniedBetween(a, b *Claim) bool {
	if a.Doc != b.Doc || a.Sentence >= b.Sentence {
		return false
	}
	return slices.ContainsFunc(a.Doc.Sentences[a.Sentence+1:b.Sentence], func(s text.Sentence) bool { return s.Stance == briefing.Denied })
}
