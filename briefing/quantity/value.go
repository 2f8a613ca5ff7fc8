package quantity

import (
	"strings"

	"briefbot/briefing/text"
)

// valueAt reads the value that begins at token i, without what multiplies it; j is i when there is none.
func valueAt(tokens []text.Token, i int) (v float64, bound string, j int) {
	if v, ok := text.NumberValue(&tokens[i]); ok {
		v, j = compound(tokens, v, i)
		v, j = grouped(tokens, v, i, j)
		return andHalf(tokens, v, j)
	}
	return scaleAt(tokens, i)
}

// scaleAt reads a value that is only what multiplies others: "dozens", "a million", "half a dozen", "several
// hundred".
func scaleAt(tokens []text.Token, i int) (v float64, bound string, j int) {
	t := &tokens[i]
	scale := text.NumberScale(t.Norm)
	switch {
	case scale == 0 || len(t.Norm) < 3:
		return 0, "", i
	case strings.HasSuffix(t.Norm, "s"): // dozens, hundreds of thousands
		return scales(tokens, scale, i)
	case i == 0:
		return 0, "", i
	}
	before := func(k int) string { return text.At(tokens, i-k).Norm }
	switch before(1) {
	case "a", "an", "per":
		switch {
		case before(2) == "half":
			scale /= 2
		case before(2) == "of" && before(3) == "quarter":
			scale /= 4
		}
		return scale, "", i + 1
	case "-":
		if before(2) == "half" {
			return scale / 2, "", i + 1
		}
	case "several":
		return 3 * scale, "~", i + 1
	case "few":
		if before(2) == "a" {
			return 3 * scale, "~", i + 1
		}
	}
	return 0, "", i
}

// scales reads the plural of a scale at token i: "dozens", "hundreds of thousands". "Tens" and "scores" are
// numbers only before "of".
func scales(tokens []text.Token, scale float64, i int) (v float64, bound string, j int) {
	of := text.Next(tokens, i) == "of"
	if !of && scale < 100 && scale != 12 {
		return 0, "", i
	}
	v, j = 2*scale, i+1
	if j+1 < len(tokens) && of && strings.HasSuffix(tokens[j+1].Norm, "s") && text.NumberScale(tokens[j+1].Norm) > 0 {
		v *= text.NumberScale(tokens[j+1].Norm)
		j += 2
	}
	return v, "+", j
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

// grouped takes up the thousands that spaces part: "1 234 567". One group alone may be another number, unless
// a space that does not break stands before it.
func grouped(tokens []text.Token, v float64, i, j int) (float64, int) {
	if !tokens[i].Digit() || len(tokens[i].Text) > 3 {
		return v, j
	}
	k, sum := j, v
	for text.At(tokens, k).Digit() && len(tokens[k].Text) == 3 && tokens[k].Start()-tokens[k-1].End() <= 3 {
		w, ok := text.NumberValue(&tokens[k])
		if !ok {
			break
		}
		sum = sum*1000 + w
		k++
	}
	if k-j >= 2 {
		return sum, k
	}
	return v, j
}

// andHalf adds the half of "two and a half million".
func andHalf(tokens []text.Token, v float64, j int) (float64, string, int) {
	if j+2 < len(tokens) && tokens[j].Norm == "and" && tokens[j+1].Norm == "a" && tokens[j+2].Norm == "half" {
		return v + .5, "", j + 3
	}
	return v, "", j
}

// scaled multiplies v by the scales from token j on: "2.5 million". Behind a currency's sign one letter is
// enough: "$1.5 B".
func scaled(tokens []text.Token, v float64, j int, money bool) (float64, int) {
	for ; text.At(tokens, j).Word; j++ {
		t := &tokens[j]
		by := text.NumberScale(t.Norm)
		if money && len(t.Text) == 1 && text.At(tokens, j-1).Digit() {
			by = letterScales[t.Text]
		} else if t.Norm == "m" || t.Norm == "k" {
			break // "5 m" is a length
		}
		if by == 0 {
			break
		}
		v *= by
		if j+2 < len(tokens) && tokens[j+1].Text == "." && tokens[j+1].Start() == t.End() && len(t.Norm) == 3 {
			j++ // "12,5 Mio. Euro"
		}
	}
	return v, j
}

// letterScales are the letters for scales behind an amount of money.
var letterScales = map[string]float64{"K": 1e3, "M": 1e6, "m": 1e6, "B": 1e9, "T": 1e12}

// rangeScale is what multiplies the first number of a range, which ends before token j, with its second:
// "5 to 7 million", "between 5 and 7 million"; else 1.
func rangeScale(tokens []text.Token, i, j int, v float64) float64 {
	if j+2 >= len(tokens) {
		return 1
	}
	switch link := tokens[j].Norm; {
	case link == "-", link == "–", link == "to":
	case link == "and" && text.At(tokens, i-1).Norm == "between":
	default:
		return 1
	}
	w, ok := text.NumberValue(&tokens[j+1])
	if !ok || w < v {
		return 1
	}
	x, k := scaled(tokens, 1, j+2, false)
	if k == j+2 {
		return 1
	}
	return x
}
