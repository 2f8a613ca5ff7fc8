package summary

import (
	"slices"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// wordSet is a set of folded words that is made while a sentence is read.
type wordSet map[string]bool

// few is a list of up to six folded words.
type few []string

// Has reports whether a word stands in the list.
func (f few) Has(word string) bool { return slices.Contains(f, word) }

// stems are the stems of a list's words.
type stems struct {
	list *lex.Set
	once sync.Once
	in   wordSet
}

// stemsOf gives the stems of a list by its name; they are made when first asked for.
func stemsOf(name string) *stems { return &stems{list: lex.Words(name)} }

// Has reports whether a stem is one of a word of the list.
func (s *stems) Has(stem string) bool {
	s.once.Do(func() { s.in = stemSet(s.list.All()) })
	return s.in[stem]
}

// stemSet gives the stems of words.
func stemSet(list []string) wordSet {
	set := wordSet{}
	for _, w := range list {
		set[text.Stem(w)] = true
	}
	return set
}

// The closed lists of function words that decide whether leaving words out changes a claim.
var (
	// negations turn a claim round.
	negations = lex.Words("en/negations")
	// hedges limit how far, or on what condition, a claim holds.
	hedges = lex.Words("en/hedges")
	// speech are verb forms that report what somebody says without colouring it: a frame can stand
	// for them. "Claimed", "denied" or "warned" colour, so they are never left out.
	speech = lex.Words("en/neutral-speech-verbs")
	// coloured are the other verb forms that make their subject a speaker.
	coloured = lex.Words("en/colored-speech-verbs")
	// pronouns are the subjects that a frame can stand for.
	pronouns = few{"he", "she", "they", "it"}
	// leaning are the first words of a sentence that lean on what stands before it.
	leaning = lex.Words("en/anaphors")
	// connectives join a sentence to the one before; auxiliaries stand between a subject and its verb.
	connectives     = lex.Words("en/connectives")
	bareConnectives = few{"but", "and"}
	auxiliaries     = lex.Words("en/preverbal-words")
	// adjuncts open what may stand between "said" and "that": when, where, to whom.
	adjuncts = lex.Words("en/speech-adjuncts")
	// subordinators open a clause that can be left off the end of a sentence; hangers cannot be the
	// last word of what is left.
	subordinators = lex.Words("en/subordinators")
	hangers       = lex.Words("en/dangling-endings")
	// temporal are the subordinators that may open such a clause without a mark before them; relative are
	// those that say more of a word before them.
	temporal = few{"after", "amid", "following", "during", "ahead"}
	relative = few{"where", "who", "which"}
	// contrasts set what follows against what stands before: without it the claim is a wider one.
	contrasts = lex.Words("en/contrast-markers")
	// ahead are words that make a claim one about the future, or a condition.
	ahead = lex.Words("en/future-markers")
	// distances are measures that "after" or "before" completes.
	distances = lex.Words("en/time-measures")
	weekdays  = lex.Words("en/day-words")
)

// fold is the form in which a unit's core is looked up in a wordSet.
func fold(core string) string { return text.Fold(core) }
