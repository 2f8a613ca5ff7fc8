package text

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
)

// wordLists name the lists of the words of each class.
var wordLists = []struct {
	class Class
	list  *lex.Set
}{
	{Stopword, lex.Words("en/function-words")},
	{Opener, lex.Words("en/sentence-openers")},
	{Determiner, lex.Words("en/determiners")},
	{Preposition, lex.Words("en/prepositions")},
	{Conjunction, lex.Words("en/conjunctions")},
	{Auxiliary, lex.Words("en/auxiliaries")},
	{Pronoun, lex.Words("en/pronouns")},
	{Adverb, lex.Words("en/adverbs")},
	{Title, lex.Words("en/titles")},
	{Role, lex.Words("en/roles")},
	{PeopleNoun, lex.Words("en/people-nouns")},
	{BodyNoun, lex.Words("en/body-nouns")},
	{Month, lex.Words("en/months")},
	{Weekday, lex.Words("en/weekdays")},
	{Weekday, lex.Words("en/weekday-abbreviations")},
	{NumberWord, lex.Words("en/number-words")},
	{PlaceNoun, lex.Words("en/place-nouns")},
	{Utterance, lex.Words("en/utterances")},
	{SurnameParticle, lex.Words("en/surname-particles")},
	{Attitude, lex.Words("en/attitude-adjectives")},
	{Abbreviation, lex.Words("en/abbreviations")},
	{FemaleName, lex.Words("en/given-names-female")},
	{MaleName, lex.Words("en/given-names-male")},
}

// lexicon gives the word classes, folded word by folded word. The map must not be changed.
var lexicon = sync.OnceValue(func() map[string]Class {
	m := make(map[string]Class, 8192)
	for _, l := range wordLists {
		for _, w := range l.list.All() {
			m[w] |= l.class
		}
	}
	addVerbs(m)
	for _, row := range lex.Table("en/countries", 4) {
		for d := range strings.SplitSeq(row.Cells[3], ";") {
			if d = strings.TrimSpace(d); d != "" && !strings.Contains(d, " ") {
				m[Fold(d)] |= Demonym
			}
		}
	}
	return m
})
