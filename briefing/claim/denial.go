package claim

import (
	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// rejections are verbs, as lemmas, of somebody who will not have what follows.
var rejections = lex.Words("en/rejection-verbs")

// SaysNo reports whether a sentence says of anything that it is not so, was refused or is to be taken back.
func SaysNo(s *text.Sentence) bool {
	if s.Stance == briefing.Denied {
		return true
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Word && (t.Negated() || text.Denies(t.Norm) || ceasing.Has(t.Lemma()) || retractions.Has(t.Norm)) {
			return true
		}
	}
	return false
}

// Denies reports whether a sentence tells as a fact that something did not happen, or was refused, or that there is none of
// it, of which the word passes: "had not been charged", "nobody was killed", "has made no deal", "there were no deaths",
// "rejected a request to send ships". What should, may or will not be denies nothing.
func Denies(s *text.Sentence, of func(token int) bool) bool {
	refused := false
	for i := range s.Events {
		e := &s.Events[i]
		verb := int(e.Verb)
		if of(verb) && (e.Negated && e.Modality == text.Actual || refused) {
			return true
		}
		refused = !e.Negated && e.Modality == text.Actual && rejections.Has(s.Tokens[verb].Lemma())
	}
	for k := 1; k < len(s.Tokens); k++ {
		if s.Tokens[k-1].Norm == "no" && s.Tokens[k].Modality() == text.Actual && of(k) {
			return true
		}
	}
	return false
}

// Rejects reports whether the verb at a token tells that somebody would not have something: "rejected the bid".
func Rejects(s *text.Sentence, verb int) bool { return rejections.Has(s.Tokens[verb].Lemma()) }
