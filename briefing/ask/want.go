package ask

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// want is the type of thing that answers a question.
type want int

// The types of answers.
const (
	anything want = iota
	aPerson
	aPlace
	anOrganization
	aName // something with a name: a film, a drink, an operation
	aNumber
	aShare // a percentage
	anAge
	aSum // money
	aTime
	aYear
	aReason
	aDuration // "how long did it last"
)

// Nouns that tell what kind of name is asked for: "which airline" asks for an organization.
var (
	personNouns       = stemsIn("en/asked-persons")
	placeNouns        = stemsIn("en/asked-places")
	countryNouns      = stemSet("country", "nation")
	organizationNouns = stemsIn("en/asked-organizations")
	sumNouns          = stemsIn("en/asked-sums")
	workNouns         = stemsIn("en/asked-works")
)

// wantOf tells what a question of a kind wants, given the noun that it asks about.
func wantOf(k kind, focus []text.Token, asked []text.Token) want {
	switch k {
	case who:
		return aPerson
	case where:
		return aPlace
	case why:
		return aReason
	case when:
		if has(focus, "year") {
			return aYear
		}
		return aTime
	case howMuch:
		return aSum
	case howMany:
		return countWanted(asked)
	case what, definition:
		if called(asked) {
			return aName
		}
		if w := wantedOf(asked); w != anything {
			return w
		}
	}
	return byNoun(focus)
}

// countWanted tells which number "how many", "how old" or "how long" wants.
func countWanted(asked []text.Token) want {
	switch {
	case has(asked, "long") && hasAny(asked, lasting):
		return aDuration
	case hasAny(asked, shares):
		return aShare
	case has(asked, "old") || has(asked, "age"):
		return anAge
	}
	return aNumber
}

var (
	// lasting are the verbs that make of "how long" a question for a time.
	lasting = lex.Words("en/lasting-verbs")
	shares  = wordSet("percent", "percentage", "proportion", "share")
)

// Nouns before "of" that ask for money and for a number.
var (
	sums       = lex.Words("en/sum-nouns")
	quantities = lex.Words("en/quantity-nouns")
)

// wantedOf tells what a question for the price, the rate or the name of something wants, by the noun before "of".
func wantedOf(asked []text.Token) want {
	for i, t := range asked {
		if next := norm(asked, i+1); next != "of" && next != "in" && next != "for" {
			continue
		}
		switch {
		case sums.Has(t.Norm):
			return aSum
		case t.Norm == "rate" || t.Norm == "percentage":
			return aShare
		case quantities.Has(t.Norm):
			return aNumber
		case t.Norm == "name" || t.Norm == "title":
			if personNouns.Has(stemAfter(asked, i+1)) {
				return aPerson
			}
			return aName
		}
	}
	return anything
}

// byNoun tells what the last noun of "which former British minister" wants.
func byNoun(focus []text.Token) want {
	for i := len(focus) - 1; i >= 0; i-- {
		switch s := focus[i].Stem; {
		case sumNouns.Has(s):
			return aSum
		case personNouns.Has(s):
			return aPerson
		case placeNouns.Has(s):
			return aPlace
		case organizationNouns.Has(s):
			return anOrganization
		case workNouns.Has(s):
			return aName
		}
	}
	return anything
}

// called reports whether a question ends in asking what something is called.
func called(asked []text.Token) bool {
	n := len(asked)
	return n > 2 && (asked[n-1].Norm == "called" || asked[n-1].Norm == "named" || asked[n-1].Norm == "as" && asked[n-2].Norm == "known")
}

// stemAfter is the stem of the first noun after a preposition: "associate" in "of the former associate".
func stemAfter(words []text.Token, at int) string {
	for i := at + 1; i < len(words) && i <= at+4; i++ {
		if personNouns.Has(words[i].Stem) {
			return words[i].Stem
		}
	}
	return ""
}

// focusOf gives the words between a question word and the verb: "which former British minister".
// For "who is the mayor of Kyiv" they are the words after the verb.
func focusOf(words []text.Token) []text.Token {
	at := asked(words)
	if at < 0 {
		return nil
	}
	i := at + 1
	if n := norm(words, i); (words[at].Norm == "who" || words[at].Norm == "whom") && !auxiliaries.Has(n) {
		return nil // "who won the cup" asks for no cup
	}
	for i < len(words) && (words[at].Norm == "how" && degrees.Has(words[i].Norm) ||
		text.HasWord("many much of the percentage", words[i].Norm)) {
		i++
	}
	var out []text.Token
	for ; i < len(words) && len(out) < 6; i++ {
		t := words[i]
		if auxiliaries.Has(t.Norm) || prepositions.Has(t.Norm) || asking.Has(t.Norm) || strings.HasSuffix(t.Norm, "ed") ||
			len(out) > 0 && t.Can(text.PastForm) && !t.Can(text.PlainForm) { // "how many barges sank"
			break
		}
		out = append(out, t)
	}
	return out
}

// prepositions end a noun phrase.
var prepositions = lex.Words("en/phrase-ends")
