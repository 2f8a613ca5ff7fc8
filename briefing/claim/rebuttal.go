package claim

import (
	"slices"
	"strings"

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
	rebutPlain  = 0.5  // the same, where nothing tells of a denial
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
	told := between || b.rejects()
	if !told && !b.undoesAct(a) {
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
	least, share := rebutAlone, rebutPlain
	if told {
		share = rebutShare
	}
	if _, named := a.Names[b.Speaker]; named || between || sharesName(a, b) {
		least = rebutWords
	}
	if n < least || weight < rebutWeight || float64(n) < share*float64(len(negated)) {
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

// undoesAct reports whether a claim tells that an act of another one, beside it or with a name that both have, did not
// happen, and that by the same doer.
func (c *Claim) undoesAct(o *Claim) bool {
	if o.Speaker == "" && !accused(o.sentence()) || !sharesName(c, o) && o.Names[c.Speaker] == "" && !beside(c, o, sameQuarrel) {
		return false
	}
	theirs := o.negatedWords()
	for _, x := range c.negatedWords() {
		k := o.asserts(x)
		both := slices.ContainsFunc(theirs, func(y text.Token) bool { return text.SameWord(x, y) })
		if k >= 0 && !both && !x.Planned() && !x.Hypothetical() && o.tellsAct(k) && c.doneBy(x, o) {
			return true
		}
	}
	return false
}

// tellsAct reports whether the word at k is what a claim tells to have been done, or accuses somebody of.
func (c *Claim) tellsAct(k int) bool {
	s, x := c.sentence(), &c.tokens()[k]
	if strings.HasSuffix(x.Norm, "ing") && x.Conjugates() && accused(s) {
		return true
	}
	return slices.ContainsFunc(s.Events, func(e text.Event) bool { return int(e.Verb) == k && !e.Negated && e.Modality == text.Actual })
}

// doneBy reports whether who does x in a claim, or has it done to him, is somebody or something of another claim.
func (c *Claim) doneBy(x text.Token, o *Claim) bool {
	tokens := c.tokens()
	at := slices.IndexFunc(tokens, func(t text.Token) bool { return t.Start() == x.Start() })
	who := tokens[:at]
	for _, e := range c.sentence().Events {
		if int(e.Verb) == at {
			if who = e.Who.In(tokens); e.Passive || e.Who.Empty() {
				who = e.Whom.In(tokens)
			}
		}
	}
	return slices.ContainsFunc(who, func(t text.Token) bool {
		switch {
		case t.Named():
			return o.mentions(t)
		case t.Is(text.Pronoun):
			return o.Names[c.Speaker] != ""
		}
		return material(t) && o.Matter.Has(t.Stem)
	})
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
