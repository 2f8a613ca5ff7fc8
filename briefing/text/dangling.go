package text

import (
	"slices"

	"briefbot/briefing/lex"
)

// leaning are words that, at the start of a sentence, point to what stands before it.
var leaning = lex.Words("en/leaning-openers")

// pointing are nouns that, with "the" and no other word to tell them by, mean one already spoken of.
var pointing = lex.Words("en/anaphoric-nouns")

// dangling marks the sentences that lean on what stands before them, and those that say that
// somebody speaks whom the article does not let find: nobody may show these as the outlet's own words.
func (r *reading) dangling() {
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		s.Dangling = leans(s) || s.Speaker == "" && unresolved(s)
	}
}

// unresolved says that a he, she or they who was not found says what a sentence holds.
func unresolved(s *Sentence) bool {
	for _, c := range cuesIn(s.Tokens) {
		if c.pro < 0 || !coreVerbs.Has(s.Tokens[c.at].Norm) && s.Tokens[c.at].Norm != "according" {
			continue
		}
		switch s.Tokens[c.pro].Norm {
		case "he", "she", "they", "him", "her", "them":
			return true
		}
	}
	return false
}

// leans looks at how a sentence begins, and at who it says speaks.
func leans(s *Sentence) bool {
	k := 0
	for k < len(s.Tokens) && !s.Tokens[k].Word {
		k++
	}
	if k == len(s.Tokens) {
		return false
	}
	quoted := s.Tokens[k].Quoted()
	t := &s.Tokens[k]
	next := func(d int) *Token {
		if k+d < len(s.Tokens) {
			return &s.Tokens[k+d]
		}
		return &Token{lex: &lexeme{}}
	}
	switch t.Norm {
	case "he", "she", "they", "his", "her", "their", "him", "them":
		return true
	case "it", "its":
		return !impersonal(next(1), next(2))
	case "this", "that", "these", "those":
		if n := next(1); t.Norm == "this" && (n.Norm == "week" || n.Norm == "year" || n.Norm == "month" || n.Norm == "morning") {
			return false
		}
		return true
	case "the":
		return PointsBack(s.Tokens[k:])
	case "both", "another", "such", "neither":
		return true
	case "then", "later", "still", "again", "also", "so", "or", "and", "but", "yet", "nor":
		return true
	}
	if leaning.Has(t.Norm) {
		return true
	}
	// A pronoun as the subject after an opening phrase, with no name before it.
	for d := k; d < len(s.Tokens) && d < k+14; d++ {
		u := &s.Tokens[d]
		if u.Quoted() {
			break
		}
		if slices.ContainsFunc(s.Names, func(n Name) bool { return n.Start <= u.Start && n.Kind != Group && n.Kind != Place }) {
			return false
		}
		if (u.Norm == "he" || u.Norm == "she" || u.Norm == "they") && d > k && s.Tokens[d-1].Text == "," {
			return true
		}
	}
	// “…,” he said, with nobody named.
	return s.Speaker != "" && !s.SpeakerNamed && !quoted && s.Introduced >= 0 && hasPronounSubject(s)
}

// PointsBack reports whether a text begins with "the" and a noun that means one spoken of before: "The
// group was …", but not "The group of sailors …".
func PointsBack(tokens []Token) bool {
	if len(tokens) < 3 || tokens[0].Norm != "the" || !pointing.Has(tokens[1].Norm) || isCapital(tokens[1].Text) {
		return false
	}
	m := &tokens[2]
	if m.Norm == "that" || m.Norm == "who" || m.Norm == "which" {
		return false // which is meant is told
	}
	return !m.Is(Preposition) || m.Norm == "in" || m.Norm == "on" || m.Norm == "at"
}

// impersonal says that "it" stands for nothing: "it is clear that", "it rained".
func impersonal(verb, after *Token) bool {
	switch verb.Norm {
	case "is", "was", "'s", "will", "would", "has", "may":
		switch after.Norm {
		case "clear", "unclear", "likely", "unlikely", "possible", "impossible", "time", "important", "not", "been", "be", "now", "also", "difficult", "hard", "easy", "too", "true", "only", "a", "the", "known", "hoped", "expected":
			return after.Norm != "a" && after.Norm != "the" && after.Norm != "also" && after.Norm != "been" && after.Norm != "be"
		}
	case "remains", "remained", "took", "takes", "seems", "seemed", "appears", "appeared", "rained", "snowed":
		return true
	}
	return false
}

// hasPronounSubject says that a he, she or they stands outside the quotation.
func hasPronounSubject(s *Sentence) bool {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if !t.Quoted() && (t.Norm == "he" || t.Norm == "she" || t.Norm == "they") {
			return true
		}
	}
	return false
}
