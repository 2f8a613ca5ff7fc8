package claim

import (
	"slices"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// People is a count of people to whom one thing happened.
type People struct {
	Fate  string // "killed", "hurt", "missing", "held"
	Word  string // how the sentence calls them: "dead"
	Count text.Number
}

// fates are the words for what happens to people in numbers: nouns that stand for the people
// ("nine bodies"), and words that are said of them ("nine people were killed").
type fate struct {
	what        string
	nouns, said wordSet // stems
}

var fates = sync.OnceValue(func() []fate {
	var out []fate
	for _, r := range lex.Table("en/fates", 3) {
		out = append(out, fate{r.Cells[0], stemSet(strings.Fields(r.Cells[1])), stemSet(strings.Fields(r.Cells[2]))})
	}
	return out
})

// people are the nouns, as stems, that count persons.
var people = stemsOf("en/person-nouns")

// Tolls reads the counts of people in a sentence. A part of a number ("two of the dead", "two more
// bodies") is no count of them all.
func Tolls(s *text.Sentence) []People {
	var out []People
	for _, n := range s.Numbers {
		k := tokenAt(s.Tokens, n.End)
		if n.Unit != "" || former(s.Tokens, n) || k < len(s.Tokens) && partial.Has(s.Tokens[k].Norm) ||
			k > 1 && partial.Has(s.Tokens[k-2].Norm) {
			continue
		}
		for _, f := range fates() {
			word := f.beside(s.Tokens, n, k)
			if word == "" && raised(s.Tokens[:k], n) {
				word = f.before(s.Tokens[:k])
			}
			if word != "" {
				out = append(out, People{f.what, word, n})
				break
			}
		}
	}
	return out
}

// besideReach is how many tokens from a number the word for a fate may stand.
const besideReach = 5

// beside is the word for a fate that stands beside a number, which ends before token k: "nine bodies", "nine
// people were killed", "killing at least nine".
func (f fate) beside(tokens []text.Token, n text.Number, k int) string {
	for i := max(0, k-besideReach); i < min(k+besideReach, len(tokens)); i++ {
		t := tokens[i]
		switch {
		case t.Start() >= n.Start && t.End() <= n.End:
		case i >= k && t.Norm == ",":
			if i = replaced(tokens, i); i < 0 {
				return ""
			}
			k = max(k, i-besideReach+2)
		case i >= k && f.nouns[t.Stem] && t.Stem == n.Noun:
			return t.Text
		case f.said[t.Stem] && (n.Noun == "" || people.Has(n.Noun)) && (i >= k || close(tokens[i+1:k-1])):
			return t.Text
		}
	}
	return ""
}

// before is the word for a fate that stands anywhere before a number to which it has come.
func (f fate) before(tokens []text.Token) string {
	for _, t := range tokens {
		if f.said[t.Stem] {
			return t.Text
		}
	}
	return ""
}

// raised reports whether a number is what something has come to: "the number of people killed rose to
// nine". before are the tokens up to the end of the number.
func raised(before []text.Token, n text.Number) bool {
	i := len(before) - 1
	for i >= 0 && before[i].Start() >= n.Start {
		i--
	}
	if i <= 0 || before[i].Norm != "to" && before[i].Norm != "at" {
		return false
	}
	if rises.Has(before[i-1].Stem) {
		return true
	}
	for k := i - 1; k >= max(0, i-tollReach); k-- {
		if raisers.Has(before[k].Norm) {
			return slices.ContainsFunc(before[k+1:i], func(t text.Token) bool { return t.Norm == "toll" || t.Norm == "number" })
		}
	}
	return false
}

// tollReach is how many words before "to" the verb stands that brings a toll to a number: "brings the official death
// toll to five".
const tollReach = 5

// former reports whether a number is what a count was before: "up from 40", "not eight".
func former(tokens []text.Token, n text.Number) bool {
	for k := tokenAt(tokens, n.Start) - 1; k >= 0; k-- {
		switch w := tokens[k].Norm; {
		case bounds.Has(w):
			continue
		case w == "not":
			return true
		case w == "from":
			return k > 0 && (tokens[k-1].Norm == "up" || tokens[k-1].Norm == "down")
		case w == "than":
			return k > 0 && tokens[k-1].Norm == "rather"
		case w == "of":
			return k > 0 && tokens[k-1].Norm == "instead"
		}
		return false
	}
	return false
}

// replaced is the end of an aside that gives a former number, which begins with the comma at k: ", not eight,"; -1 where
// there is none.
func replaced(tokens []text.Token, k int) int {
	if k+1 >= len(tokens) || !asides.Has(tokens[k+1].Norm) {
		return -1
	}
	for i := k + 2; i < min(len(tokens), k+2+besideReach); i++ {
		if tokens[i].Norm == "," {
			return i
		}
	}
	return -1
}

// asides begin an aside that gives a former number.
var asides = lex.Few{"not", "up", "down", "rather", "instead"}

// replaces reports whether a claim gives as a former number what another counts.
func (c *Claim) replaces(o *Claim) bool {
	for _, n := range c.sentence().Numbers {
		if !former(c.tokens(), n) {
			continue
		}
		for _, y := range Tolls(o.sentence()) {
			if y.Count.Value == n.Value {
				return true
			}
		}
	}
	return false
}

// rose reports whether a sentence says that something has come to a number.
func rose(s *text.Sentence) bool {
	return slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return rises.Has(t.Stem) }) ||
		slices.ContainsFunc(s.Numbers, func(n text.Number) bool { return raised(s.Tokens[:tokenAt(s.Tokens, n.End)], n) })
}

// raisers are the verbs by which something brings a toll to a number.
var raisers = lex.Words("en/toll-raising-verbs")

// rises are the verbs, as stems, by which a count comes to a number.
var rises = stemsOf("en/rise-verbs")

// Toll is the largest count of people killed, and of people hurt, that a sentence gives; 0 where none.
func Toll(s *text.Sentence) (killed, hurt float64) {
	for _, x := range Tolls(s) {
		switch x.Fate {
		case "killed":
			killed = max(killed, x.Count.Value)
		case "hurt":
			hurt = max(hurt, x.Count.Value)
		}
	}
	return killed, hurt
}

var (
	// partial are words beside a figure that counts only some.
	partial = lex.Words("en/partitive-words")
	// before a figure: "killing at least seven".
	bounds = lex.Words("en/quantity-modifiers")
)

func close(between []text.Token) bool {
	for _, t := range between {
		if !bounds.Has(t.Norm) {
			return false
		}
	}
	return true
}

// tokenAt is the index of the first token at or after a byte offset.
func tokenAt(tokens []text.Token, offset int) int {
	for i, t := range tokens {
		if t.Start() >= offset {
			return i
		}
	}
	return len(tokens)
}

// tolled finds two counts of the same people by two speakers whom an article sets against each
// other: between them, or with one of them, it speaks of figures that differ.
func (t *Table) tolled(a, b *Claim) (found, bool) {
	if a.Doc != b.Doc || a.Speaker == "" || b.Speaker == "" || !a.sameDay(b) || b.Sentence-a.Sentence > 8 {
		return found{}, false
	}
	disputed := false
	for i := a.Sentence; i <= b.Sentence; i++ {
		for _, w := range a.Doc.Sentences[i].Tokens {
			disputed = disputed || otherFigure.Has(w.Stem)
		}
	}
	if !disputed || len(a.Names) > 0 && len(b.Names) > 0 && len(t.shared(a, b).names) == 0 {
		return found{}, false
	}
	x, y, ok := otherCounts(a, b)
	return found{numberOf(x.Word, y.Word), 4}, ok
}

// otherCounts finds a count of people in a and another one in b to whom the same thing happened.
func otherCounts(a, b *Claim) (x, y People, ok bool) {
	for _, x := range Tolls(a.sentence()) {
		for _, y := range Tolls(b.sentence()) {
			if x.Fate == y.Fate && differ(x.Count, y.Count) && comparable(x.Count, y.Count) {
				return x, y, true
			}
		}
	}
	return x, y, false
}

// spared finds a count of people, and another report of about the same hour by which nothing happened to anybody:
// two dead, no deaths.
func (t *Table) spared(a, b *Claim) (found, bool) {
	if !simultaneous(a, b) || !a.sameDay(b) || a.Doc.Article.Published.DayOnly || b.Doc.Article.Published.DayOnly || !sharesName(a, b) {
		return found{}, false
	}
	word, n := spares(a, b)
	if n == 0 {
		word, n = spares(b, a)
	}
	if n == 0 {
		return found{}, false
	}
	return found{numberOf(word, ""), 3}, true
}

// spares is how many people a counts to whom something happened of which b says that it happened to nobody, and the
// word for it in b; 0 where there is no such.
func spares(b, a *Claim) (word string, n float64) {
	for _, x := range Tolls(a.sentence()) {
		for _, f := range fates() {
			if w := f.none(b.tokens()); f.what == x.Fate && w != "" {
				return w, x.Count.Value
			}
		}
	}
	return "", 0
}

// noneReach is how many tokens behind a word for none a fate may stand.
const noneReach = 4

// none is the word for a fate that is said to have befallen nobody: "no deaths", "nobody was killed".
func (f fate) none(tokens []text.Token) string {
	for i, t := range tokens {
		if !nobody.Has(t.Norm) {
			continue
		}
		for k := i + 1; k < min(len(tokens), i+1+noneReach) && tokens[k].Norm != ","; k++ {
			w := &tokens[k]
			if f.said[w.Stem] && (t.Norm != "no" || tokens[i+1].Norm == "one" || k == i+1) || f.nouns[w.Stem] && k <= i+2 {
				return w.Text
			}
		}
	}
	return ""
}

// nobody are the words for none of them.
var nobody = lex.Few{"no", "nobody", "none"}

// otherFigure are stems by which an article says that there are two figures.
var otherFigure = stemsOf("en/differing-figure-words")

// numberOf names a disputed count after one of the words that two claims use for it.
func numberOf(a, b string) string {
	for _, w := range []string{a, b} {
		if tollNouns.Has(w) {
			return NumberFrame + w
		}
	}
	return ""
}

// tollNouns are words for people of whom there is a number: "the number of injured".
var tollNouns = lex.Words("en/toll-nouns")

// counting names a dispute about a figure of a after the thing that is counted.
func (t *Table) counting(a, b *Claim, n text.Number) string {
	tokens := a.tokens()
	k := tokenAt(tokens, n.End)
	if n.Unit != "" || n.Noun == "" || k == len(tokens) {
		return t.about(a, b, -1)
	}
	end := nominals(tokens, k)
	if end == k || end-k > 3 || tokens[end-1].Stem != n.Noun {
		return t.about(a, b, -1)
	}
	return NumberFrame + a.slice(stretch{k, end})
}

// FateOf is the Fate of People that a word, given by its stem, tells of: "killed" for "die"; "" for any other word.
func FateOf(stem string) string {
	for _, f := range fates() {
		if f.nouns[stem] || f.said[stem] {
			return f.what
		}
	}
	return ""
}
