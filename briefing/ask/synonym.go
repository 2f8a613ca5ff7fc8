package ask

import (
	"maps"
	"slices"
	"strings"

	"briefbot/briefing/claim"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// stemsOfWords are the stems of a line's words.
func stemsOfWords(line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = text.Stem(w)
	}
	return words
}

// synonymWeight is how good the one who does a thing is for its word.
const synonymWeight = claim.SynonymWeight

// synonyms adds to a term the words that news uses for it.
func synonyms(t index.Term) index.Term {
	if t.Name {
		return t
	}
	near := claim.Kin(t.Words[0])
	for _, w := range slices.Sorted(maps.Keys(near)) {
		if t.Match(w) == 0 {
			t.Words, t.Weights = append(t.Words, w), append(t.Weights, near[w])
		}
	}
	return t
}

// doer adds to a word that is no name the one who does it, where the corpus has him: "docker" for "dock".
func doer(ix *index.Index, t index.Term) index.Term {
	w := t.Words[0] + "er"
	if !t.Name && len(w) >= 6 && t.Match(w) == 0 && ix.Known(index.Term{Words: []string{w}}) {
		t.Words, t.Weights = append(t.Words, w), append(t.Weights, synonymWeight)
	}
	return t
}

// withoutSpeech takes verbs of speech from the likely spellings of an unknown word: they stand everywhere, and nobody
// asks for "told" by "toll".
func withoutSpeech(t index.Term) index.Term {
	words, weights := t.Words[:1:1], t.Weights[:1:1]
	for i := 1; i < len(t.Words); i++ {
		if w := t.Words[i]; !speech.Has(w) && !stating.Has(w) && w != "told" {
			words, weights = append(words, w), append(weights, t.Weights[i])
		}
	}
	t.Words, t.Weights = words, weights
	return t
}
