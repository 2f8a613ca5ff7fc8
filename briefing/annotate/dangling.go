package annotate

import (
	"slices"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// leaning are words that, at the start of a sentence, point to what stands before it.
var leaning = lex.Words("en/leaning-openers")

// pointing are nouns that, with "the" and no other word to tell them by, mean one already spoken of.
var pointing = lex.Words("en/anaphoric-nouns")

// dangling marks the sentences that lean on what stands before them, and those that say that
// somebody speaks whom the article does not let find: nobody may show these as the outlet's own words.
func dangling(d *text.Document, unresolved func(sentence int) bool) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.Dangling = leans(s) || s.Speaker == "" && unresolved(i)
	}
}

// leans looks at how a sentence begins, and at who it says speaks.
func leans(s *text.Sentence) bool {
	k := 0
	for k < len(s.Tokens) && !s.Tokens[k].Word {
		k++
	}
	if k == len(s.Tokens) {
		return false
	}
	first := s.Tokens[k].Norm
	switch first {
	case "it", "its":
		return !impersonal(s.Tokens, k)
	case "this":
		return !nearSpans.Has(text.Next(s.Tokens, k))
	case "the":
		return PointsBack(s.Tokens[k:])
	}
	if leaning.Has(first) {
		return true
	}
	if led, leads := pronounLeads(s, k); led {
		return leads
	}
	// “…,” he said, with nobody named.
	return s.Speaker != "" && !s.SpeakerNamed && !s.Tokens[k].Quoted() && s.Introduced >= 0 && hasPronounSubject(s)
}

// pronounLeads looks for a pronoun as the subject after an opening phrase, with no name before it. told
// is whether the words tell either.
func pronounLeads(s *text.Sentence, k int) (told, leads bool) {
	for d := k; d < len(s.Tokens) && d < k+14; d++ {
		u := &s.Tokens[d]
		if u.Quoted() {
			break
		}
		if slices.ContainsFunc(s.Names, func(n text.Name) bool {
			return n.Start <= u.Start() && n.Kind != text.Group &&
				n.Kind != text.Place
		}) {
			return true, false
		}
		if (u.Norm == "he" || u.Norm == "she" || u.Norm == "they") && d > k && s.Tokens[d-1].Text == "," {
			return true, true
		}
	}
	return false, false
}

// PointsBack reports whether a text begins with "the" and a noun that means one spoken of before: "The
// group was …", but not "The group of sailors …".
func PointsBack(tokens []text.Token) bool {
	if len(tokens) < 3 || tokens[0].Norm != "the" || !pointing.Has(tokens[1].Norm) || text.IsCapital(tokens[1].Text) {
		return false
	}
	m := &tokens[2]
	if m.Norm == "that" || m.Norm == "who" {
		return false // which is meant is told
	}
	return !m.Is(text.Preposition) || m.Norm == "in" || m.Norm == "on" || m.Norm == "at"
}

// impersonal says that the "it" at token k stands for nothing: "it is clear that", "it rained".
func impersonal(tokens []text.Token, k int) bool {
	verb := text.Next(tokens, k)
	if impersonalVerbs.Has(verb) {
		return true
	}
	return linkingForms.Has(verb) && k+2 < len(tokens) && impersonalWords.Has(tokens[k+2].Norm)
}

var (
	nearSpans       = lex.Words("en/time-spans")
	impersonalVerbs = lex.Words("en/impersonal-verbs")
	impersonalWords = lex.Words("en/impersonal-complements")
	linkingForms    = lex.Words("en/linking-forms")
)

// hasPronounSubject says that a he, she or they stands outside the quotation.
func hasPronounSubject(s *text.Sentence) bool {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if !t.Quoted() && (t.Norm == "he" || t.Norm == "she" || t.Norm == "they") {
			return true
		}
	}
	return false
}
