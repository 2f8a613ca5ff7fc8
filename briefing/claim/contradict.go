package claim

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// An article that reports a quarrel sets the sides near each other, and the second side takes up the
// first one's words. The rules here look at one article only, at two speakers, a few sentences apart.

// sameQuarrel is how many sentences apart two sides of a quarrel may stand.
const sameQuarrel = 8

// contradicted finds two speakers of one article of whom one says of a thing what the other excludes.
func (t *Table) contradicted(a, b *Claim) (found, bool) {
	if a.Doc != b.Doc || a.Speaker == "" || b.Speaker == "" || b.Sentence-a.Sentence > sameQuarrel || alsoDenies(b) {
		return found{}, false
	}
	if at, ok := t.predicated(a, b); ok {
		return found{t.about(a, b, at), 2.5}, true
	}
	if at, ok := t.negatedBack(a, b); ok {
		return found{t.about(a, b, at), 2.4}, true
	}
	if t.deniedSubject(a, b) {
		return found{t.about(a, b, -1), 2}, true
	}
	if t.elaborated(a, b) {
		return found{t.about(a, b, -1), 1.5}, true
	}
	return found{}, false
}

// alsoDenies reports whether a claim joins a denial that somebody else made before.
func alsoDenies(c *Claim) bool {
	tokens := c.tokens()
	for k, w := range tokens {
		if w.Stem == "deni" && k > 0 && tokens[k-1].Norm == "also" {
			return true
		}
	}
	return false
}

// predicate is a word of an axis that is said of a subject.
type predicate struct {
	axis, side, at int
	subject        string // stem
}

// predicates reads what a sentence says of its subjects on the axes.
func predicates(tokens []text.Token) []predicate {
	var out []predicate
	for k := range tokens {
		if k == 0 || !linking.Has(tokens[k-1].Norm) {
			continue
		}
		for i, ax := range axes() {
			if side := ax.side(tokens, k); side != 0 {
				if s := subject(tokens, k); s != "" {
					out = append(out, predicate{i, side, k, s})
				}
			}
		}
	}
	return out
}

// predicated reports whether a and b say opposite things of one subject: "the door had not been
// shut", "the door had been closed". at is the place of the predicate in a.
func (t *Table) predicated(a, b *Claim) (at int, ok bool) {
	for _, p := range a.predicates {
		for _, q := range b.predicates {
			if p.axis == q.axis && p.side != q.side && p.subject == q.subject {
				return p.at, true
			}
		}
	}
	return 0, false
}

// side is 1 or -1 where the word at k, with its negation, stands on a side of the axis, else 0.
func (x axis) side(tokens []text.Token, k int) int {
	up, down := x.plus[tokens[k].Stem], x.minus[tokens[k].Stem]
	if up == down || supposed(tokens, k) || !meant(tokens, k) {
		return 0
	}
	if promised, _ := told(tokens, k); promised {
		return 0
	}
	if negated(tokens, k) != prefixed(tokens, k) {
		up = !up
	}
	if up {
		return 1
	}
	return -1
}

// place is where the first word of the axis stands, or -1.
func (x axis) place(tokens []text.Token) int {
	for k := range tokens {
		if x.side(tokens, k) != 0 {
			return k
		}
	}
	return -1
}

// linking are the words that may stand between a subject and what is said of it.
var linking = lex.Words("en/predicate-links")

// subject is the stem of the noun of which the word at k is said, or empty.
func subject(tokens []text.Token, k int) string {
	for i := k - 1; i >= 0 && k-i <= 5; i-- {
		w := tokens[i]
		if linking.Has(w.Norm) {
			continue
		}
		if nominal(tokens, i) {
			return w.Stem
		}
		return ""
	}
	return ""
}

// negatedBack reports whether b negates two things that a asserts, or one where the article says
// that it is denied: "agreed to freeze prices", "there is no agreement and no freeze".
func (t *Table) negatedBack(a, b *Claim) (at int, ok bool) {
	turned, at := 0, -1
	seen := wordSet{}
	for i, x := range a.tokens() {
		if !material(x) || len(x.Norm) < 4 || text.StartsUpper(x.Text) || negated(a.tokens(), i) || supposed(a.tokens(), i) {
			continue
		}
		for k, y := range b.tokens() {
			if y.Word && !y.Stop && akin(x.Stem, y.Stem) && refused(b.tokens(), k) && !seen[y.Stem] {
				seen[y.Stem] = true
				turned++
				at = i
			}
		}
	}
	return at, b.Sentence-a.Sentence <= 3 && (turned >= 2 || turned == 1 && denialBetween(a, b))
}

// refused reports whether the word at k is directly negated: "no agreement", "did not agree".
func refused(tokens []text.Token, k int) bool {
	for i := k - 1; i >= 0 && k-i <= 3; i-- {
		switch w := tokens[i].Norm; {
		case w == "no" || w == "not" || w == "never":
			return true
		case !linking.Has(w) && !determiners.Has(w) && w != "such" && w != "any":
			return false
		}
	}
	return false
}

// akin reports whether two stems are of one family of words: "agre" and "agreement".
func akin(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 4 && strings.HasPrefix(b, a) && len(b)-len(a) <= 5
}

// denialBetween reports whether the article tells of a denial between a and b.
func denialBetween(a, b *Claim) bool {
	for i := a.Sentence + 1; i < b.Sentence; i++ {
		if x := &a.Doc.Sentences[i]; x.Stance == briefing.Denied && !x.Heading {
			return true
		}
	}
	return false
}

// deniedSubject reports whether b denies something of the very thing that a spoke of, and no other
// speaker in between did.
func (t *Table) deniedSubject(a, b *Claim) bool {
	s := b.sentence()
	if s.Stance != briefing.Denied {
		return false
	}
	what := ""
	for k, w := range s.Tokens {
		if w.Stem != "deni" {
			continue
		}
		for i := k + 1; i < len(s.Tokens) && what == ""; i++ {
			if x := s.Tokens[i]; nominal(s.Tokens, i) && !text.StartsUpper(x.Text) && !accusation.Has(x.Norm) {
				what = x.Stem
			} else if !x.Word || finite.Has(x.Norm) {
				return false
			}
		}
	}
	if what == "" || !a.Matter.Has(what) || slices.ContainsFunc(a.words, func(w text.Token) bool { return w.Stem == "deni" }) {
		return false
	}
	for i := a.Sentence + 1; i < b.Sentence; i++ {
		for _, w := range a.Doc.Sentences[i].Tokens {
			if w.Stem == what {
				return false
			}
		}
	}
	return true
}

var possessives = lex.Few{"his", "her", "its", "their"}

// elaborated reports whether b says more of a denial that its speaker has just made, with a negation
// of its own and in words that a used.
func (t *Table) elaborated(a, b *Claim) bool {
	if b.Sentence == 0 || b.Sentence-a.Sentence > 5 {
		return false
	}
	x := &b.Doc.Sentences[b.Sentence-1]
	if x.Stance != briefing.Denied || x.SpeakerKey != b.Speaker {
		return false
	}
	if possessives.Has(x.Tokens[0].Norm) && b.Sentence > 1 && b.Doc.Sentences[b.Sentence-2].SpeakerKey == a.Speaker {
		return false // "His spokesman denied": one side
	}
	for i, w := range b.tokens() {
		if (w.Norm == "no" || w.Norm == "not" || w.Norm == "never" || w.Norm == "nobody") && i < 8 {
			return len(t.shared(a, b).matter) > 0
		}
	}
	return false
}
