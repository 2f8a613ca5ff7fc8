package ask

import (
	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Verbs that tell on which side a loss is, as stems.
var (
	losing     = stemsIn("en/losing-verbs")
	inflicting = stemsIn("en/inflicting-verbs")
)

// loserOrWinner is 1 when the question asks what somebody lost and the sentence tells what he destroyed or
// what another lost, or the other way round: "Ukraine lost" is not "Ukraine claimed to have destroyed".
func (r *reading) loserOrWinner(s *text.Sentence) float64 {
	if r.loser == "" && r.winner == "" {
		return 0
	}
	losesAt, hitsAt := -1, -1
	who := func(name string) int {
		for i := range s.Tokens {
			if r.sameName(&s.Tokens[i], name) {
				return i
			}
		}
		return -1
	}
	for i := range s.Tokens {
		if losing.Has(s.Tokens[i].Stem) && losesAt < 0 {
			losesAt = i
		}
		if inflicting.Has(s.Tokens[i].Stem) && hitsAt < 0 {
			hitsAt = i
		}
	}
	switch {
	case r.loser != "":
		at := who(r.loser)
		if losesAt < 0 && hitsAt < 0 || losesAt >= 0 && r.otherSubject(s, losesAt) {
			return 1
		}
		if losesAt < 0 && hitsAt >= 0 && at >= 0 && at < hitsAt && active(s, hitsAt) {
			return 1
		}
	case r.winner != "":
		at := who(r.winner)
		if losesAt >= 0 && hitsAt < 0 && at >= 0 && at < losesAt {
			return 1
		}
	}
	return 0
}

// otherSubject reports whether the name that stands last before a verb is not the asked loser's.
func (r *reading) otherSubject(s *text.Sentence, verb int) bool {
	for i := verb - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		if t.Word && !t.Stop && t.Text != t.Norm {
			return !r.sameName(t, r.loser)
		}
	}
	return false
}

// sameName reports whether a word is a name of the asked side, or of its people or capital.
func (b *bag) sameName(t *text.Token, name string) bool {
	if b.same(t.Stem, name) {
		return true
	}
	for _, w := range index.CountryStems(t) {
		if b.same(w, name) {
			return true
		}
	}
	return false
}

// active reports whether the verb at a place is not in the passive ("were destroyed").
func active(s *text.Sentence, at int) bool {
	for k := 1; k <= 3 && at-k >= 0; k++ {
		if formsOfBe.Has(s.Tokens[at-k].Norm) {
			return false
		}
	}
	return true
}

var formsOfBe = lex.Words("en/forms-of-be")
