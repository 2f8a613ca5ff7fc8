package text

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
)

// wordLists name the lists of the words of each class.
var wordLists = []struct {
	class class
	list  *lex.Set
}{
	{stopWord, lex.Words("en/function-words")},
	{starter, lex.Words("en/sentence-openers")},
	{determiner, lex.Words("en/determiners")},
	{preposition, lex.Words("en/prepositions")},
	{conjunction, lex.Words("en/conjunctions")},
	{auxiliary, lex.Words("en/auxiliaries")},
	{pronoun, lex.Words("en/pronouns")},
	{adverb, lex.Words("en/adverbs")},
	{title, lex.Words("en/titles")},
	{role, lex.Words("en/roles")},
	{people, lex.Words("en/people-nouns")},
	{organ, lex.Words("en/body-nouns")},
	{month, lex.Words("en/months")},
	{weekday, lex.Words("en/weekdays")},
	{weekday, lex.Words("en/weekday-abbreviations")},
	{numberWord, lex.Words("en/number-words")},
	{placeWord, lex.Words("en/place-nouns")},
	{utterance, lex.Words("en/utterances")},
	{surnamePart, lex.Words("en/surname-particles")},
	{attitude, lex.Words("en/attitude-adjectives")},
	{abbreviation, lex.Words("en/abbreviations")},
	{femaleName, lex.Words("en/given-names-female")},
	{maleName, lex.Words("en/given-names-male")},
}

// lexicon gives the word classes, folded word by folded word. The map must not be changed.
var lexicon = sync.OnceValue(func() map[string]class {
	m := make(map[string]class, 8192)
	for _, l := range wordLists {
		for _, w := range l.list.All() {
			m[w] |= l.class
		}
	}
	addVerbs(m)
	for _, row := range countryRows() {
		for _, d := range row.people {
			if !strings.Contains(d, " ") {
				m[Fold(d)] |= demonym
			}
		}
	}
	return m
})
