package quantity

import (
	"cmp"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// measures is what stands beside a number: currencies, units, and words that limit it.
type measures struct {
	currencies map[string]string // sign or stem -> ISO 4217 code
	national   map[string]string // adjective and stem ("danish krone") -> the same
	units      map[string]string
	bounds     map[string]string // words before a number -> what they limit it to
}

var beside = sync.OnceValue(func() measures {
	return measures{currencies: lex.Pairs("en/currencies"), national: lex.Pairs("en/national-currencies"), units: lex.Pairs("en/units"),
		bounds: lex.Pairs("en/number-bounds")}
})

// years is the unit of an age.
const years = "years"

// currencyOf gives the currency of a sign, or of a word that is one by its letters: "€", "EUR", "Rs".
func currencyOf(t *text.Token) string { return beside().currencies[t.Text] }

// signBefore takes up the currency sign before the number at token i, and gives the first token that
// belongs to the number.
func signBefore(n *text.Number, tokens []text.Token, i int) int {
	if i == 0 {
		return i
	}
	k := i - 1
	if k > 0 && tokens[k].Text == "." && tokens[k].Start() == tokens[k-1].End() {
		k-- // "Rs. 500"
	}
	unit := currencyOf(&tokens[k])
	if unit == "" || k < i-1 && len(tokens[k].Text) > 2 {
		return i
	}
	if k > 0 && tokens[k-1].End() == tokens[k].Start() {
		if whose := beside().currencies[tokens[k-1].Text+tokens[k].Text]; whose != "" {
			unit, k = whose, k-1 // "HK$5"
		}
	}
	n.Unit = unit
	return k
}

// unitBehind takes up the unit of the number in the tokens from i to j, and gives the token behind it.
func unitBehind(n *text.Number, tokens []text.Token, i, j int) int {
	if n.Unit != "" {
		return j
	}
	if k := ageBehind(tokens, i, j); k > 0 {
		n.Unit, n.End = years, tokens[k-1].End()
		return k
	}
	k := j
	if k+1 < len(tokens) && tokens[k].Text == "-" && tokens[k].Start() == tokens[k-1].End() {
		k++ // "five-mile"
	}
	if k >= len(tokens) {
		return j
	}
	unit, behind := unitAt(tokens, k)
	if unit == "" {
		return j
	}
	n.Unit, n.End = unit, tokens[behind-1].End()
	return behind
}

// unitAt reads the unit at token k, and gives the token behind it.
func unitAt(tokens []text.Token, k int) (unit string, behind int) {
	t := &tokens[k]
	if !t.Word {
		if text.At(tokens, k+1).Digit() && tokens[k+1].Start() == t.End() {
			return "", k // the next amount's sign
		}
		if unit := beside().units[t.Stem]; unit != "" {
			return unit, k + 1
		}
		return currencyOf(t), k + 1
	}
	words := t.Norm
	for j := k + 1; j <= k+2 && text.At(tokens, j).Word; j++ { // "per cent", "Hong Kong dollars"
		key := words + " " + tokens[j].Stem
		if unit := cmp.Or(beside().units[key], beside().national[key]); unit != "" {
			return unit, j + 1
		}
		words += " " + tokens[j].Norm
	}
	return cmp.Or(beside().units[t.Stem], beside().currencies[t.Stem]), k + 1
}

// extents stand behind a height, a length or a depth.
var extents = lex.Few{"high", "tall", "long", "wide", "deep", "away"}

// gluedUnit reads a number with its unit in one token: "5km", "40pc", "12m" of height, and behind a currency's
// sign "1.5B"; j is i when there is none.
func gluedUnit(n *text.Number, tokens []text.Token, i int) (v float64, unit string, j int) {
	t := &tokens[i]
	if strings.HasSuffix(t.Text, "m") && n.Unit == "" && extents.Has(text.Next(tokens, i)) {
		if v, ok := text.NumberOf(t.Text[:len(t.Text)-1]); ok {
			return v, "m", i + 1
		}
	}
	digits := strings.TrimRight(t.Text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	suffix := t.Text[len(digits):]
	if digits == "" || suffix == "" || !t.Digit() {
		return 0, "", i
	}
	v, ok := text.NumberOf(digits)
	if !ok {
		return 0, "", i
	}
	if n.Unit != "" {
		if by := letterScales[suffix]; by != 0 {
			return v * by, n.Unit, i + 1
		}
		return 0, "", i
	}
	if unit = beside().units[strings.ToLower(suffix)]; unit == "" {
		return 0, "", i
	}
	return v, unit, i + 1
}

// ageBehind gives the token behind what makes an age of the number in the tokens from i to j: "40-year-old",
// "40 years old", "aged 40", and between commas behind a name; 0 where it is none.
func ageBehind(tokens []text.Token, i, j int) int {
	norm := func(k int) string { return text.At(tokens, k).Norm }
	switch behind := norm(j); {
	case behind == "-" && norm(j+1) == "year" && norm(j+2) == "-" && norm(j+3) == "old":
		return j + 4
	case (behind == "year" || behind == "years") && norm(j+1) == "old":
		return j + 2
	case norm(i-1) == "aged", norm(i-1) == "age" && norm(i-2) == "at", insertedAge(tokens, i, behind):
		return j
	}
	return 0
}

// insertedAge says that the number at i stands between commas behind whom it tells the age of: "Ana Brun, 40,".
// behind is the mark behind it.
func insertedAge(tokens []text.Token, i int, behind string) bool {
	if i < 2 || len(tokens[i].Text) != 2 || tokens[i-1].Text != "," || behind != "," && behind != "." {
		return false
	}
	return tokens[i-2].Named() || tokens[i-2].Is(text.Role|text.PeopleNoun) && behind == ","
}
