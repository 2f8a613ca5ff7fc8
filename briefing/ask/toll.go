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

// Limits for a toll that has changed.
const (
	tollFirst = 12  // the candidates among which a newer one is looked for
	tollDrop  = 3.0 // by how much it may rank below the first
	tollNames = 0.9 // of the share of the question's names that the first holds, that it must hold
)

// newestToll puts the newest of the better candidates' tolls before an older one that it updates: the number of the dead
// only ever is that of the newest count. A question that names a day or whose count it wants is left alone.
func (r *reading) newestToll(all []candidate) {
	if r.kind != howMany || r.tollTerm() < 0 || len(r.sentence.Times) > 0 || len(r.speaker) > 0 || len(all) == 0 {
		return
	}
	at, newest, first := 0, claim.Of(all[0].Doc, all[0].Sentence), &all[0]
	for i := 1; i < min(tollFirst, len(all)); i++ {
		c := &all[i]
		if c.rank < first.rank-tollDrop || c.f("headed-names") < tollNames*first.f("headed-names") || c.f("own") < tollOwn*first.f("own") {
			continue
		}
		if x := claim.Of(c.Doc, c.Sentence); claim.Updates(x, newest) {
			at, newest = i, x
		}
	}
	c := all[at]
	copy(all[1:at+1], all[:at])
	all[0] = c
}

// tollOwn is the share of what the first holds itself that a newer toll must hold.
const tollOwn = 0.8
