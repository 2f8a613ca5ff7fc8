package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// How sure it is that a number counts the asked things.
const (
	countOther = 0.1  // it counts other things: "three convoys" for "how many trucks"
	countUnit  = 0.15 // it measures
	// it counts people where they are asked for as something: not all things are people
	countPeople = 0.4
	countBare   = 0.3 // nothing tells what it counts
	countVague  = 0.5 // of what would be sure, that is left of "millions of"
)

// countSure is how sure it is that a number is of the things that "how many" asks for.
func (r *reading) countSure(s *text.Sentence, n text.Number) float64 {
	if r.measured() {
		if n.Unit != "" && n.Unit != "%" && n.Currency == "" {
			return 1
		}
		return countBare
	}
	if len(r.focus) == 0 {
		return 0.6
	}
	if r.aboard && slices.ContainsFunc(claim.Tolls(s), func(p claim.People) bool { return p.Count.Span == n.Span }) {
		return countOther // how many of them died is another count
	}
	first, last := tokensOf(s, n.Span)
	share := 1.0
	if first >= 0 && vagueCounts.Has(s.Tokens[last].Norm) && first == last {
		share = countVague
	}
	for _, f := range r.focus {
		if n.Noun != "" && (n.Noun == f.Stem || r.same(n.Noun, f.Stem)) {
			return share
		}
	}
	if r.tolled(s, n) {
		return 0.9
	}
	if r.nounBehind(s, last, n.Noun) {
		return 0.9 * share
	}
	return r.countUnsure(n, share)
}

// countUnsure is countSure of a number behind which nothing stands that is asked for; share is what is left of what would
// be sure.
func (r *reading) countUnsure(n text.Number, share float64) float64 {
	switch {
	case n.Unit != "":
		return countUnit
	case r.asksPeople() && (persons.Has(n.Noun) || n.Noun == ""):
		return 0.6 * share // "nine bodies", "twelve were hurt"
	case everyone.Has(n.Noun) && r.countable():
		return countPeople // "9.8 million people" for "how many customers"
	case n.Noun != "" && r.countable() && !r.asks(n.Noun):
		return countOther
	}
	return countBare
}

// nounReach is how many words behind a number its noun may stand: "34 yellow school buses".
const nounReach = 5

// nounBehind reports whether the asked noun stands a few words behind the token at, and not before the noun that is
// counted: "10,000 customer records" are no customers.
func (r *reading) nounBehind(s *text.Sentence, at int, counted string) bool {
	left := nounReach
	for i := at + 1; i < len(s.Tokens) && at >= 0; i++ {
		t := &s.Tokens[i]
		if !t.Word {
			continue
		}
		if left--; left < 0 {
			return false
		}
		for _, f := range r.focus {
			if !prepositions.Has(f.Norm) && r.same(t.Stem, f.Stem) {
				return i+1 == len(s.Tokens) || counted == t.Stem || s.Tokens[i+1].Stem != counted
			}
		}
	}
	return false
}

// measured reports whether a question asks for a distance, a length or a height.
func (r *reading) measured() bool {
	w := r.sentence.Tokens
	for i := 0; i+1 < len(w); i++ {
		if w[i].Norm == "how" && measures.Has(w[i+1].Norm) {
			return true
		}
	}
	return false
}

// asksPeople reports whether the counted things are people, of whatever description.
func (r *reading) asksPeople() bool {
	if len(r.focus) == 0 {
		return false
	}
	f := &r.focus[0]
	_, nation := names.Country(f.Text)
	return anyPeople.Has(f.Norm) || nation && strings.HasSuffix(f.Norm, "s")
}

// countable reports whether the question names what it counts by a noun.
func (r *reading) countable() bool {
	last := r.focus[len(r.focus)-1]
	return r.kind == howMany && len(r.byStem[last.Stem]) > 0
}

var (
	measures    = wordSet("deep", "far", "high", "strong", "tall", "wide")
	vagueCounts = wordSet("billions", "dozens", "hundreds", "millions", "thousands")
	// persons are stems of what people are counted as.
	persons = stemsIn("en/counted-people")
)

// clocked reports whether a number tells the hour: "half past two".
func clocked(s *text.Sentence, n text.Span) bool {
	first, _ := tokensOf(s, n)
	return first > 0 && (s.Tokens[first-1].Norm == "past" || s.Tokens[first-1].Norm == "o'clock")
}

// tolled reports whether a number is told as that of the asked things: "the number of people killed rose to nine".
func (r *reading) tolled(s *text.Sentence, n text.Number) bool {
	first, _ := tokensOf(s, n.Span)
	if first < 1 || !tollWords.Has(s.Tokens[first-1].Norm) {
		return false
	}
	for i := 0; i+2 < first; i++ {
		if s.Tokens[i].Norm != "number" || s.Tokens[i+1].Norm != "of" {
			continue
		}
		for _, f := range r.focus {
			if !prepositions.Has(f.Norm) && r.same(s.Tokens[i+2].Stem, f.Stem) {
				return true
			}
		}
	}
	return false
}

// tollWords stand before the number that something rose or fell to.
var tollWords = lex.Words("en/toll-links")

// asks reports whether a noun is a word of the question.
func (b *bag) asks(noun string) bool { return len(b.byStem[noun]) > 0 }

// everyone are stems of what any dead may be counted as.
var everyone = stemSet("people", "person", "victim")

// anyPeople are nouns for people of any kind.
var anyPeople = wordSet("passengers", "people", "persons", "victims")
