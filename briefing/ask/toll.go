package ask

import (
	"slices"

	"briefbot/briefing/claim"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// tolling are stems of the words that ask for a toll.
var tolling = stemsIn("en/toll-words")

// tollTerm is the term of a question that asks for a toll, or -1.
func (b *bag) tollTerm() int {
	return slices.IndexFunc(b.terms, func(t index.Term) bool { return !t.Name && tolling.Has(t.Words[0]) })
}

// tollOf gives the number that a sentence tells of those whom the question counts; ok is false where it tells none.
func (b *bag) tollOf(s *text.Sentence, term int) (toll text.Number, ok bool) {
	if s.Heading || term < 0 {
		return toll, false
	}
	t := &b.terms[term]
	for _, p := range claim.Tolls(s) {
		if t.Match(text.Stem(p.Word)) > 0 || p.Fate == "killed" && t.Match(dying) > 0 {
			return p.Count, true
		}
	}
	return toll, false
}

// dying is the stem that stands for all words of death.
var dying = text.Stem("die")
