package text

import "strings"

// class is the set of things that a word, by its looks alone, can be.
type class uint64

// has says that c shares a class with x.
func (c class) has(x class) bool { return c&x != 0 }

// The classes. A word may be of several: "report" is a verb of saying and a thing that says.
const (
	stopWord     class = 1 << iota
	starter            // a word that opens sentences when it has a capital: "The", "But"
	determiner         // the, a, his, some
	preposition        // of, in, for
	conjunction        // and, that, because: a subject ends there
	auxiliary          // has, would, didn't
	pronoun            // he, they, who
	adverb             // also, later, repeatedly
	sayPast            // said, told, announced
	sayPresent         // says, tells
	sayBase            // say, tell
	saying             // saying, telling
	claimVerb          // with a form of saying: alleged, accused
	denyVerb           // with a form of saying: denied, rejected
	thinkPast          // believed, wanted
	thinkNow           // believe, want
	thinkThird         // believes, wants
	thinking           // believing, hoping
	title              // Mr, President: stands before a name
	role               // spokesman, minister, mother
	people             // officials, critics, residents
	organ              // ministry, court, company: what a body is called by
	femaleName         // Anna
	maleName           // Peter
	month              //
	weekday            //
	numberWord         // two, dozen, million
	demonym            // Ukrainian
	placeWord          // river, province, street
	utterance          // statement, interview, report: what words are carried by
	surnamePart        // van, de, bin
	abbreviation       // ends in a point that does not end a sentence
	personVerb         // a verb of saying with a person as its subject only: attacked
	attitude           // confident, worried: with a form of "be", a thought
)

const (
	anySay   = sayPast | sayPresent | sayBase
	anyThink = thinkPast | thinkNow | thinkThird
)

// isStop says that a folded word is a function word.
func isStop(folded string) bool { return lexicon()[folded].has(stopWord) }

// classOf gives the classes of a word as it is written.
func classOf(word, folded string) class {
	c := lexicon()[folded]
	if n := len(folded); n > 4 && folded[n-2:] == "ly" && c == 0 {
		c = adverb
	}
	if one := singular(folded); c == 0 && one != "" && lexicon()[one].has(organ|role) && !lexicon()[one].has(anySay) {
		return people // ministries, mayors
	}
	if c == 0 && len(folded) > 5 {
		for _, suffix := range []string{"ers", "ors", "ists", "ians", "women"} {
			if strings.HasSuffix(folded, suffix) {
				return people // bakers, pollsters, novelists: who does something
			}
		}
		for _, suffix := range []string{"ologist", "woman", "ician"} {
			if strings.HasSuffix(folded, suffix) {
				return role
			}
		}
	}
	return c
}

// singular gives the singular of what looks like a plural, or nothing.
func singular(folded string) string {
	switch n := len(folded); {
	case n < 5 || folded[n-1] != 's' || folded[n-2] == 's':
		return ""
	case strings.HasSuffix(folded, "ies"):
		return folded[:n-3] + "y"
	case strings.HasSuffix(folded, "ches") || strings.HasSuffix(folded, "sses") || strings.HasSuffix(folded, "shes"):
		return folded[:n-2]
	default:
		return folded[:n-1]
	}
}
