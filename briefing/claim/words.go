package claim

import (
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// wordSet is a set of folded words that is made while a sentence is read.
type wordSet map[string]bool

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

var finite = lex.Words("en/finite-verb-forms")

// The closed lists of words by which claims are read.
var (
	hedges        = lex.Words("en/hedges")
	speech        = lex.Words("en/neutral-speech-verbs")
	coloured      = lex.Words("en/colored-speech-verbs")
	connectives   = lex.Words("en/connectives")
	subordinators = lex.Words("en/subordinators")
	dayWords      = lex.Words("en/day-words")
	numerals      = lex.Words("en/number-words")
)

// fold is the form in which a word is looked up in a list.
func fold(word string) string { return text.Fold(word) }

// material reports whether a word tells what a claim is about: it is no function word, no verb of speech and no
// day.
func material(t text.Token) bool {
	return t.Word && !t.Stop && !speech.Has(t.Norm) && !coloured.Has(t.Norm) && !dayWords.Has(t.Norm)
}
