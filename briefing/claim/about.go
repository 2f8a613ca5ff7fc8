package claim

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// longestPhrase is how many words the name of a disputed thing may have.
const longestPhrase = 8

// about names what two claims dispute, in words that stand side by side in one of them: the noun
// phrase that holds most of what they share, as "the convoy for Port Ansel". Where no phrase holds
// any of it, it is what the disputed word acts on ("to freeze household prices"), else nothing: no
// name is better than words heaped up. at is the place of the disputed word in a's tokens, or -1.
func (t *Table) about(a, b *Claim, at int) string {
	best, score := "", 0.0
	for i, c := range []*Claim{a, b} {
		o := b
		if i == 1 {
			o = a
		}
		for _, p := range phrases(c.tokens()) {
			if w := t.fits(c, o, p) - 0.1*float64(i); w > score {
				best, score = c.slice(p), w
			}
		}
	}
	if best != "" || at < 0 {
		return best
	}
	for _, p := range phrases(a.tokens()) {
		if p.a == at+1 {
			return a.slice(p)
		}
	}
	return ""
}

// fits is how well a phrase of c names what c and o share: 0 where it holds only names, which tell
// whom the dispute is between, or a single bare word that could be any part of speech.
func (t *Table) fits(c, o *Claim, p stretch) float64 {
	w, matter, words := 0.0, false, 0
	tokens := c.tokens()
	if said := strings.Fields(fold(c.sentence().Speaker)); slices.Contains(said, tokens[p.b-1].Norm) {
		return 0 // who speaks is not what is disputed
	}
	for _, x := range tokens[p.a:p.b] {
		if !x.Word {
			continue
		}
		words++
		switch {
		case x.Stop:
		case c.Matter.Has(x.Stem) && o.Matter.Has(x.Stem):
			w += 0.7 * t.rarity(x.Stem)
			matter = true
		case text.StartsUpper(x.Text) && o.mentions(x):
			w += 0.4
		}
	}
	first := tokens[p.a]
	if !matter || words == 1 && !strings.HasSuffix(first.Norm, "s") && !massNouns.Has(first.Norm) {
		return 0
	}
	// A few words more tell the reader which: "progress" is less than "progress on the harbour dispute".
	return w + 0.05*float64(min(words, 6)) - 0.1*float64(max(words-6, 0))
}

// participle reports whether a word can be one by its looks.
func participle(t text.Token) bool {
	return strings.HasSuffix(t.Norm, "ed") || strings.HasSuffix(t.Norm, "ing")
}

// massNouns are singular nouns that read well without an article.
var massNouns = lex.Words("en/mass-nouns")

// mentions reports whether one of c's names holds a word.
func (c *Claim) mentions(x text.Token) bool {
	for _, w := range c.words {
		if w.Norm == x.Norm && text.StartsUpper(w.Text) {
			return true
		}
	}
	return false
}

// slice is the text of a phrase, without the capital that only begins the sentence.
func (c *Claim) slice(p stretch) string {
	tokens := c.tokens()
	s := c.Doc.Article.Text[tokens[p.a].Start():tokens[p.b-1].End()]
	if w := tokens[p.a]; determiners.Has(w.Norm) {
		s = w.Norm + s[len(w.Text):]
	}
	return s
}

var (
	determiners = lex.Few{"the", "a", "an"}
	// joints connect the parts of a noun phrase.
	joints = lex.Words("en/noun-phrase-prepositions")
	// verbal are words after which a verb stands in its plain form.
	verbal = lex.Words("en/bare-verb-governors")
)

// stretch is a range of tokens, b not included.
type stretch struct{ a, b int }

// phrases are the noun phrases of a sentence, short and long forms, as ranges of tokens. They are
// found by their looks: nouns and adjectives with what joins them.
func phrases(tokens []text.Token) []stretch {
	var out []stretch
	for i := 0; i < len(tokens); {
		end := nominals(tokens, i)
		if end == i {
			i++
			continue
		}
		from := i
		if i > 0 && determiners.Has(tokens[i-1].Norm) {
			from--
		}
		for end > from && end-from <= longestPhrase {
			out = append(out, stretch{from, end})
			i, end = end, longer(tokens, end)
		}
		i = max(end, i+1)
	}
	return out
}

// longer is the end of the noun phrase that ends before k with what a preposition hangs on it; 0 where there is none.
func longer(tokens []text.Token, k int) int {
	if k >= len(tokens) || !joints.Has(tokens[k].Norm) {
		return 0
	}
	if k++; k < len(tokens) && determiners.Has(tokens[k].Norm) {
		k++
	}
	n := nominals(tokens, k)
	if n == k {
		return 0
	}
	if n+1 < len(tokens) && tokens[n].Norm == "and" && text.StartsUpper(tokens[n-1].Text) {
		return max(n, nominals(tokens, n+1)) // "between Velden and Ansel"
	}
	return n
}

// nominals is the end of the run of nouns and adjectives that begins at i.
func nominals(tokens []text.Token, i int) int {
	k := i
	for k < len(tokens) {
		t := tokens[k]
		if k > i && k+1 < len(tokens) && (t.Text == "-" || t.Norm == "'s") && nominal(tokens, k+1) {
			k++
			continue
		}
		if !nominal(tokens, k) {
			break
		}
		k++
	}
	return k
}

// functional reports whether a folded word is of a kind that no name of a thing is made of: a number, a verb, a
// day, a negation or a joint.
func functional(n string) bool {
	return numerals.Has(n) || finite.Has(n) || dayWords.Has(n) || speech.Has(n) || coloured.Has(n) || text.Denies(n) || hedges.Has(n) ||
		connectives.Has(n) || subordinators.Has(n)
}

// nominal reports whether the word at k can be a noun, an adjective or a part of a name.
func nominal(tokens []text.Token, k int) bool {
	t := tokens[k]
	if !t.Word || t.Stop || len(t.Norm) < 2 || text.HasDigit(t.Norm) || functional(t.Norm) {
		return false
	}
	before := ""
	if k > 0 {
		before = tokens[k-1].Norm
	}
	if text.StartsUpper(t.Text) && k > 0 {
		return true
	}
	if participle(t) {
		return determiners.Has(before) // "the promised pause"
	}
	return !strings.HasSuffix(t.Norm, "ly") && !verbal.Has(before)
}
