package ask

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// kin maps a stem to the stems that news uses for it, with how good each is.
var kin = sync.OnceValue(func() map[string]map[string]float64 {
	out := map[string]map[string]float64{}
	add := func(a, b string, weight float64) {
		if a == b {
			return
		}
		if out[a] == nil {
			out[a] = map[string]float64{}
		}
		out[a][b] = max(out[a][b], weight)
	}
	for _, line := range synonymSets.All() {
		set := stemsOfWords(line)
		for _, a := range set {
			for _, b := range set {
				add(a, b, synonymWeight)
			}
		}
	}
	for _, row := range lex.Table("en/wordnet", 3) {
		word := text.Stem(row.Cells[0])
		for _, w := range stemsOfWords(row.Cells[1]) {
			add(word, w, derivedWeight)
			add(w, word, derivedWeight)
		}
		for _, w := range stemsOfWords(row.Cells[2]) {
			add(word, w, nearWeight)
		}
	}
	return out
})

// stemsOfWords are the stems of a line's words.
func stemsOfWords(line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = text.Stem(w)
	}
	return words
}

// Weights of what stands for a word, against the word itself.
const (
	synonymWeight = 0.6
	derivedWeight = 0.7 // "decision" for "decide"
	nearWeight    = 0.5 // a synonym of the general dictionary
)

var synonymSets = lex.Words("en/synonym-sets")

// synonyms adds to a term the words that news uses for it.
func synonyms(t index.Term) index.Term {
	if t.Name {
		return t
	}
	near := kin()[t.Words[0]]
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
