package text

import "strings"

// Class is the set of things that a word, by its looks alone, can be.
type Class uint64

// Has says that c shares a class with x.
func (c Class) Has(x Class) bool { return c&x != 0 }

// The classes. A word may be of several: "report" is a verb of saying and a thing that says.
const (
	Stopword        Class = 1 << iota
	Opener                // a word that opens sentences when it has a capital: "The", "But"
	Determiner            // the, a, his, some
	Preposition           // of, in, for
	Conjunction           // and, that, because: a subject ends there
	Auxiliary             // has, would, didn't
	Pronoun               // he, they, who
	Adverb                // also, later, repeatedly
	SayPast               // said, told, announced
	SayPresent            // says, tells
	SayBase               // say, tell
	Saying                // saying, telling
	ClaimVerb             // with a form of saying: alleged, accused
	DenyVerb              // with a form of saying: denied, rejected
	ThinkPast             // believed, wanted
	ThinkNow              // believe, want
	ThinkThird            // believes, wants
	Thinking              // believing, hoping
	Title                 // Mr, President: stands before a name
	Role                  // spokesman, minister, mother
	PeopleNoun            // officials, critics, residents
	BodyNoun              // ministry, court, company: what a body is called by
	FemaleName            // Anna
	MaleName              // Peter
	Month                 //
	Weekday               //
	NumberWord            // two, dozen, million
	Demonym               // Ukrainian
	PlaceNoun             // river, province, street
	Utterance             // statement, interview, report: what words are carried by
	SurnameParticle       // van, de, bin
	Abbreviation          // ends in a point that does not end a sentence
	PersonVerb            // a verb of saying with a person as its subject only: attacked
	Attitude              // confident, worried: with a form of "be", a thought
	Negation              // not, no, never, didn't
)

const (
	AnySay   = SayPast | SayPresent | SayBase
	AnyThink = ThinkPast | ThinkNow | ThinkThird
)

// isStop says that a folded word is a function word.
func isStop(folded string) bool { return lexicon()[folded].Has(Stopword) }

// classOf gives the classes of a word as it is written.
func classOf(word, folded string) Class {
	c := lexicon()[folded]
	if n := len(folded); n > 4 && folded[n-2:] == "ly" && c == 0 {
		c = Adverb
	}
	if one := singular(folded); c == 0 && one != "" && lexicon()[one].Has(BodyNoun|Role) && !lexicon()[one].Has(AnySay) {
		return PeopleNoun // ministries, mayors
	}
	if c == 0 && len(folded) > 5 {
		for _, suffix := range []string{"ers", "ors", "ists", "ians", "women"} {
			if strings.HasSuffix(folded, suffix) {
				return PeopleNoun // bakers, pollsters, novelists: who does something
			}
		}
		for _, suffix := range []string{"ologist", "woman", "ician"} {
			if strings.HasSuffix(folded, suffix) {
				return Role
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

// Listed gives the classes of a folded word by the lists alone; a word that stands in none has none.
func Listed(folded string) Class { return lexicon()[folded] }
