package claim

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// The words by which a question is known that takes something for granted: "why did X stop Y".
var (
	questionWords = lex.Words("en/question-words")
	// nounBefore are words behind which a noun stands and no verb: "against cuts".
	nounBefore = lex.Words("en/phrase-ends")
)

// Granted gives the sides of what a question takes for granted. "Why did X stop Y" takes for granted that X did, "what made
// X stop Y" and "what happened after X stopped Y" do as well; "did X stop Y" does not.
func Granted(question []text.Token) []Lean {
	if len(question) < 2 || !questionWords.Has(question[0].Norm) {
		return nil
	}
	var out []Lean
	for k := 2; k < len(question); k++ {
		if before := question[k-1].Norm; before == "to" || !nounBefore.Has(before) {
			out = append(out, Leans(question, k)...)
		}
	}
	return out
}

// SideOf is the side of a matter on which those verbs of a sentence stand whose doer or object passes; 0 where they stand
// on none or on both.
func SideOf(s *text.Sentence, matter Lean, of func(token int) bool) int {
	out := 0
	for k := range s.Tokens {
		for _, l := range Leans(s.Tokens, k) {
			if l.Axis != matter.Axis || l.Planned != matter.Planned || !concerns(s, k, of) {
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

// doneReach is how many words behind a verb that is no event tell for whom it is done.
const doneReach = 4

// concerns reports whether a word passes of who does what the verb at k tells or to whom it is done; a pronoun may stand
// for one that does. Of a verb that is no event of its own, a word within a few words behind it.
func concerns(s *text.Sentence, k int, of func(token int) bool) bool {
	for i := range s.Events {
		e := &s.Events[i]
		if int(e.Verb) != k {
			continue
		}
		for j := range s.Tokens {
			if (e.Who.Has(j) || e.Whom.Has(j)) && of(j) {
				return true
			}
		}
		return s.Tokens[max(0, int(e.Who.From))].Is(text.Pronoun)
	}
	for j := k + 1; j <= min(k+doneReach, len(s.Tokens)-1); j++ {
		if of(j) {
			return true
		}
	}
	return false
}
