package quantity

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// measures is what stands beside a number: currencies, units, and words that limit it.
type measures struct {
	currencies, units map[string]string
	bounds            map[string]string // words before a number -> what they limit it to
}

var beside = sync.OnceValue(func() measures {
	return measures{currencies: lex.Pairs("en/currencies"), units: lex.Pairs("en/units"), bounds: lex.Pairs("en/number-bounds")}
})

// Numbers finds the quantities of one sentence, without those that are part of the given time
// expressions or of a name ("F-16").
func Numbers(tokens []text.Token, times []text.Time) []text.Number {
	var out []text.Number
	skip := 0
	for i := 0; i < len(tokens); {
		for skip < len(times) && times[skip].End <= tokens[i].Start() {
			skip++
		}
		if skip < len(times) && tokens[i].Start() >= times[skip].Start {
			i++
			continue
		}
		n, j := numberAt(tokens, i)
		if j == i {
			i++
			continue
		}
		out = append(out, n)
		i = j
	}
	return out
}

// numberAt reads the quantity at token i; j is i when there is none.
func numberAt(tokens []text.Token, i int) (n text.Number, j int) {
	if !tokens[i].Numerical() || codeAt(tokens, i) {
		return n, i
	}
	v, bound, j := valueAt(tokens, i)
	if j == i {
		return n, i
	}
	behind := j
	if v, j = scaled(tokens, v, j); j == behind {
		v *= rangeScale(tokens, i, j, v)
	}
	if tokens[i].Norm == "one" && j == i+1 && (j >= len(tokens) || tokens[j].Stop || !tokens[j].Word) {
		return n, i // the pronoun
	}
	n = text.Number{Value: v, Bound: bound, Span: text.Span{Start: tokens[i].Start(), End: tokens[j-1].End()}}
	start := signBefore(&n, tokens, i)
	j = unitBehind(&n, tokens, j)
	if b := boundBefore(tokens, start); b != "" {
		n.Bound = b
	} else if b := boundBehind(tokens, j); b != "" {
		n.Bound = b
	}
	if len(n.Unit) == 3 && n.Unit == strings.ToUpper(n.Unit) {
		n.Currency = n.Unit
	}
	n.Noun = countedNoun(tokens, j)
	return n, j
}

// codeAt says that the digits at token i belong to a name: "F-16", "mid-90".
func codeAt(tokens []text.Token, i int) bool {
	if i < 2 || tokens[i-1].Text != "-" || tokens[i-1].End() != tokens[i].Start() || tokens[i-2].End() != tokens[i-1].Start() {
		return false
	}
	return !tokens[i-2].Digit() && !tokens[i-2].Is(text.NumberWord)
}

// valueAt reads the value that begins at token i, without what multiplies it; j is i when there is none.
func valueAt(tokens []text.Token, i int) (v float64, bound string, j int) {
	t := &tokens[i]
	scale := text.NumberScale(t.Norm)
	if v, ok := text.NumberValue(t); ok {
		v, j = compound(tokens, v, i)
		return v, "", j
	}
	switch {
	case scale == 0 || len(t.Norm) < 3:
		return 0, "", i
	case strings.HasSuffix(t.Norm, "s"): // dozens, hundreds of thousands
		v, j = 2*scale, i+1
		if j+1 < len(tokens) && tokens[j].Norm == "of" && strings.HasSuffix(tokens[j+1].Norm, "s") &&
			text.NumberScale(tokens[j+1].Norm) > 0 {
			v *= text.NumberScale(tokens[j+1].Norm)
			j += 2
		}
		return v, "+", j
	case i == 0:
		return 0, "", i
	}
	switch tokens[i-1].Norm {
	case "a", "an", "per":
		return scale, "", i + 1
	case "several":
		return 3 * scale, "~", i + 1
	}
	return 0, "", i
}

// compound adds the units of "twenty-one" to the value v at token i.
func compound(tokens []text.Token, v float64, i int) (float64, int) {
	j := i + 1
	for !tokens[i].Digit() && j+1 < len(tokens) && tokens[j].Text == "-" && v >= 20 && v < 100 {
		one := text.WordValue(tokens[j+1].Norm)
		if one <= 0 || one >= 10 {
			break
		}
		v += one
		j += 2
	}
	return v, j
}

// scaled multiplies v by the scales from token j on: "2.5 million".
func scaled(tokens []text.Token, v float64, j int) (float64, int) {
	for ; j < len(tokens) && tokens[j].Word; j++ {
		t := &tokens[j]
		by := text.NumberScale(t.Norm)
		if by == 0 || t.Norm == "m" || t.Norm == "k" || len(t.Norm) == 1 && t.Start() == tokens[j-1].End() {
			break // "5 m" is a length
		}
		v *= by
		if j+2 < len(tokens) && tokens[j+1].Text == "." && tokens[j+1].Start() == t.End() && len(t.Norm) == 3 {
			j++ // "12,5 Mio. Euro"
		}
	}
	return v, j
}

// rangeScale is what multiplies the first number of a range, which ends before token j, with its second:
// "5 to 7 million", "between 5 and 7 million"; else 1.
func rangeScale(tokens []text.Token, i, j int, v float64) float64 {
	if j+2 >= len(tokens) {
		return 1
	}
	switch link := tokens[j].Norm; {
	case link == "-", link == "–", link == "to":
	case link == "and" && i > 0 && tokens[i-1].Norm == "between":
	default:
		return 1
	}
	w, ok := text.NumberValue(&tokens[j+1])
	if !ok || w < v {
		return 1
	}
	x, k := scaled(tokens, 1, j+2)
	if k == j+2 {
		return 1
	}
	return x
}

// signBefore takes up the currency sign before the number at token i, and gives the first token that
// belongs to the number.
func signBefore(n *text.Number, tokens []text.Token, i int) int {
	if i == 0 || beside().currencies[tokens[i-1].Text] == "" {
		return i
	}
	n.Unit, n.Start = beside().currencies[tokens[i-1].Text], tokens[i-1].Start()
	i--
	if i > 0 && tokens[i-1].End() == tokens[i].Start() && (tokens[i-1].Text == "US" || tokens[i-1].Text == "U.S.") {
		i--
	}
	return i
}

// unitBehind takes up the unit at token j, and gives the token behind it.
func unitBehind(n *text.Number, tokens []text.Token, j int) int {
	k := j
	if k+1 < len(tokens) && tokens[k].Text == "-" && tokens[k].Start() == tokens[k-1].End() {
		k++ // "five-mile"
	}
	if k >= len(tokens) || n.Unit != "" {
		return j
	}
	unit, last := beside().units[tokens[k].Stem], k
	switch {
	case unit != "":
	case tokens[k].Word && beside().currencies[tokens[k].Stem] != "":
		unit = beside().currencies[tokens[k].Stem]
	case tokens[k].Norm == "per" && text.Next(tokens, k) == "cent":
		unit, last = "%", k+1
	default:
		return j
	}
	n.Unit, n.End = unit, tokens[last].End()
	return last + 1
}

// boundBehind reads what limits the number that ends before token j: "or more".
func boundBehind(tokens []text.Token, j int) string {
	switch {
	case j >= len(tokens):
		return ""
	case tokens[j].Text == "+", tokens[j].Norm == "or" && text.Next(tokens, j) == "more":
		return "+"
	case tokens[j].Norm == "or" && text.Next(tokens, j) == "so":
		return "~"
	}
	return ""
}

// boundBefore reads what limits the number that begins at token i. "No more than" is the opposite of
// "more than".
func boundBefore(tokens []text.Token, i int) string {
	at := func(k int) string {
		if k < 0 {
			return ""
		}
		return tokens[k].Norm
	}
	if at(i-1) == "a" || at(i-1) == "an" || at(i-1) == "the" {
		i--
	}
	bounds := beside().bounds
	if b := bounds[at(i-1)]; b != "" {
		return b
	}
	b := bounds[at(i-2)+" "+at(i-1)]
	if at(i-1) == "than" && (at(i-3) == "no" || at(i-3) == "not") {
		return map[string]string{"+": "-", "-": "+"}[b]
	}
	return b
}

// countedNoun gives the stem of what is counted: the first plural within four words, else the first
// noun-like word. After "of the" it is what stands there: "95 percent of the city".
func countedNoun(tokens []text.Token, j int) string {
	j = beforeCounted(tokens, j)
	first := ""
	for k := j; k < len(tokens) && k < j+4; k++ {
		t := &tokens[k]
		if t.Text == "-" {
			continue
		}
		if endsCounted(t) || k > j && t.Is(text.SayPast|text.SayPresent) && !t.Is(text.PeopleNoun) {
			break
		}
		if t.Plural() {
			return t.Stem
		}
		if first == "" && !t.Is(text.Demonym|text.Adverb) {
			first = t.Stem
		}
	}
	return first
}

// endsCounted says that a token can be no part of what is counted.
func endsCounted(t *text.Token) bool {
	return !t.Word || t.Stop || t.Is(text.Preposition|text.Conjunction|text.Weekday|text.Month) || t.Digit()
}

// beforeCounted skips what stands between a number and what it counts: "or more", "other", "of the".
func beforeCounted(tokens []text.Token, j int) int {
	norm := func(k int) string {
		if k < len(tokens) {
			return tokens[k].Norm
		}
		return ""
	}
	if norm(j) == "or" && (norm(j+1) == "more" || norm(j+1) == "so") {
		j += 2
	}
	if n := norm(j); n == "more" || n == "other" || n == "additional" {
		j++
	}
	if norm(j) == "of" {
		for j++; j < len(tokens) && tokens[j].Is(text.Determiner); j++ {
		}
	}
	return j
}
