package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed lexicon/words.txt
var wordLines string

//go:embed lexicon/firstnames.txt
var firstNameLines string

var classNames = map[string]class{
	"stop": stopWord, "starter": starter, "determiner": determiner, "preposition": preposition,
	"conjunction": conjunction, "auxiliary": auxiliary, "pronoun": pronoun, "adverb": adverb,
	"title": title, "role": role, "people": people, "organ": organ, "month": month, "weekday": weekday,
	"numberWord": numberWord, "placeWord": placeWord, "utterance": utterance,
	"surnamePart": surnamePart, "attitude": attitude, "abbreviation": abbreviation, "female": femaleName, "male": maleName,
}

// lexicon gives the word classes, folded word by folded word. The map must not be changed.
var lexicon = sync.OnceValue(func() map[string]class {
	lex := make(map[string]class, 8192)
	for _, lines := range []string{wordLines, firstNameLines} {
		for line := range strings.Lines(lines) {
			name, words, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok || strings.HasPrefix(name, "#") {
				continue
			}
			c, known := classNames[name]
			if !known {
				panic(fmt.Sprintf("lexicon: no class %q", name))
			}
			for w := range strings.FieldsSeq(words) {
				lex[w] |= c
			}
		}
	}
	addVerbs(lex)
	for _, row := range countryRows() {
		for _, d := range row.people {
			if !strings.Contains(d, " ") {
				lex[Fold(d)] |= demonym
			}
		}
	}
	return lex
})
