package claim

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Kin are the stems that news uses for a stem, with how good each is against the word itself: synonyms, and words derived
// from it ("decision" for "decide"). The map must not be changed.
func Kin(stem string) map[string]float64 { return kin()[stem] }

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
	for _, line := range lex.Words("en/synonym-sets").All() {
		set := stemsOfLine(line)
		for _, a := range set {
			for _, b := range set {
				add(a, b, SynonymWeight)
			}
		}
	}
	for _, row := range lex.Table("en/wordnet", 3) {
		word := text.Stem(row.Cells[0])
		for _, w := range stemsOfLine(row.Cells[1]) {
			add(word, w, derivedWeight)
			add(w, word, derivedWeight)
		}
		for _, w := range stemsOfLine(row.Cells[2]) {
			add(word, w, nearWeight)
		}
	}
	return out
})

// stemsOfLine are the stems of a line's words.
func stemsOfLine(line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = text.Stem(w)
	}
	return words
}

// Weights of what stands for a word, against the word itself.
const (
	SynonymWeight = 0.6 // of a word that news uses in its place
	derivedWeight = 0.7 // of one derived from it
	nearWeight    = 0.5 // of a synonym of the general dictionary
)
