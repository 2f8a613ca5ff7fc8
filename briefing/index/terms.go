package index

import (
	"math"
	"slices"
	"unicode/utf8"

	"briefbot/briefing/text"
)

// Term is a thing to look for: any of its words will do.
type Term struct {
	// Words are stems, the asked one first; Weights say how good each is, in (0,1].
	Words   []string
	Weights []float64
	// Weight is the term's own importance, 1 for an ordinary word.
	Weight float64
	// Corrected says that the asked word is unknown and the words are likely spellings of it.
	Corrected bool
	// Name says that it is a part of a name.
	Name bool
	// Span is the place in the query, or empty for a term that was added.
	Span text.Span
}

// Weights of words that stand in for the asked one. Set on invented examples: a variant must count
// less than the word itself, and still outweigh a common word of the query.
const (
	keyWeight       = 0.95 // another spelling of a known name
	formWeight      = 0.95 // another form of a word in its own language
	countryWeight   = 0.8  // the country for its people or its capital
	correctedWeight = 0.8  // a likely spelling of an unknown word
	variantWeight   = 0.7  // a known word's near respelling, for names only
	alikeWeight     = 0.7  // another word with the same beginning, for words that are no names
)

// maxTerms is how many different terms of a query are looked up: a longer one is no question, and
// correcting the spelling of a thousand words would take seconds.
const maxTerms = 80

// Terms reads a query's words: function words fall away, names bring the words of their keys, and a
// word that the index does not hold is corrected to the likeliest ones that it does. The latter also
// serves words that have a respelling in another transliteration.
func (ix *Index) Terms(q text.Sentence) []Term {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var out []Term
	asked := text.Asked(q.Tokens)
	for _, t := range q.Tokens {
		if !t.Word || t.Stop || t.Stem == "" || asked != "" && text.StopIn(asked, t.Norm) {
			continue
		}
		if len(out) == maxTerms {
			break
		}
		if slices.ContainsFunc(out, func(o Term) bool { return o.Words[0] == t.Stem }) {
			continue
		}
		term := Term{Words: []string{t.Stem}, Weights: []float64{1}, Weight: 1, Span: t.Span()}
		for _, n := range q.Names {
			if n.Start <= t.Start() && t.End() <= n.End {
				term.Name = true
				key := KeyStems(n.Key)
				for _, w := range key {
					// A name of one word is its key, however far the two are in letters.
					if similar(w, t.Stem) || len(key) == 1 && n.Start == t.Start() && n.End == t.End() {
						term.or(w, keyWeight)
					}
				}
			}
		}
		for _, w := range CountryStems(&t) {
			term.Name = true
			term.or(w, countryWeight)
		}
		forms := ix.forms(&t, asked)
		for _, w := range forms {
			term.or(w, formWeight)
		}
		ix.vary(&term, &t, len(forms) > 0)
		out = append(out, term)
	}
	return out
}

// vary adds to a term what stands for its token: other spellings of a name, words that begin like it, and the likeliest
// spellings of one that the index does not hold; found says that it holds other forms of it.
func (ix *Index) vary(term *Term, t *text.Token, found bool) {
	r, _ := utf8.DecodeRuneInString(t.Norm)
	digit := r >= '0' && r <= '9'
	if t.Text == t.Norm && ix.words().name(t.Stem) {
		term.Name = true // questions come in small letters
	}
	if !digit && !term.Name {
		for _, w := range ix.words().alike(t.Stem) {
			term.or(w, alikeWeight)
		}
	}
	switch known := found || ix.words().df(t.Stem) > 0; {
	case digit:
	case !known:
		for _, w := range ix.words().correct(t.Stem, t.Norm) {
			term.or(w, correctedWeight)
			term.Corrected = true
		}
	case term.Name || t.Text != t.Norm:
		for _, w := range ix.words().respellings(t.Stem) {
			term.or(w, variantWeight)
		}
	}
}

// Rarity is how much finding a term tells, as BM25 weighs it (Robertson & Zaragoza, "The
// Probabilistic Relevance Framework", 2009, with the 1+ that keeps it positive): 0 for a term that
// stands everywhere. A word that stands nowhere is as rare as what it stands for is.
func (ix *Index) Rarity(t Term) float64 {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.rarity(t)
}

func (ix *Index) rarity(t Term) float64 {
	df := ix.words().df(t.Words[0])
	if df == 0 {
		for _, w := range t.Words[1:] {
			df = max(df, ix.words().df(w))
		}
	}
	live, _ := ix.extent()
	n := float64(live)
	d := float64(max(df, 1))
	return math.Log(1 + (n-d+0.5)/(d+0.5))
}

// Known reports whether the index holds any of a term's words in a sentence.
func (ix *Index) Known(t Term) bool {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return slices.ContainsFunc(t.Words, func(w string) bool { return ix.words().df(w) > 0 })
}

// or adds a word that will do as well.
func (t *Term) or(word string, weight float64) {
	if word != "" && !slices.Contains(t.Words, word) {
		t.Words, t.Weights = append(t.Words, word), append(t.Weights, weight)
	}
}

// Match is the weight of the word of t that is equal to stem, or 0.
func (t Term) Match(stem string) float64 {
	for i, w := range t.Words {
		if w == stem {
			return t.Weights[i]
		}
	}
	return 0
}
