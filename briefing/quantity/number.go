package quantity

import (
	"cmp"
	"strings"

	"briefbot/briefing/text"
)

// Numbers finds the quantities of one sentence, without those that are part of the given time
// expressions or of a name ("F-16").
func Numbers(tokens []text.Token, times []text.Time) []text.Number {
	var out []text.Number
	skip, behind := 0, 0
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
		if len(out) > 0 && ranges(tokens, behind, i) {
			shareUnit(&out[len(out)-1], &n)
		}
		out = append(out, n)
		i, behind = j, j
	}
	return out
}

// ranges says that only what links the ends of a range stands between token a and token b: "5 to 7", "between
// $5 and $7".
func ranges(tokens []text.Token, a, b int) bool {
	if b > a && currencyOf(&tokens[b-1]) != "" {
		b--
	}
	if b-a != 1 {
		return false
	}
	switch tokens[a].Norm {
	case "-", "–", "to":
		return true
	case "and":
		for k := a - 1; k >= 0 && k > a-5; k-- {
			if tokens[k].Norm == "between" {
				return true
			}
		}
	}
	return false
}

// shareUnit gives the unit of one end of a range to the other end, which has none.
func shareUnit(a, b *text.Number) {
	switch {
	case a.Unit == "" && a.Noun == "":
		a.Unit, a.Currency = b.Unit, b.Currency
	case b.Unit == "" && b.Noun == "" && a.Currency != "":
		b.Unit, b.Currency = a.Unit, a.Currency
	}
}

// numberAt reads the quantity at token i; j is i when there is none.
func numberAt(tokens []text.Token, i int) (n text.Number, j int) {
	if !tokens[i].Numerical() || codeAt(tokens, i) {
		return n, i
	}
	start := signBefore(&n, tokens, i)
	bound := ""
	v, unit, j := gluedUnit(&n, tokens, i)
	if j > i {
		n.Unit = unit
	} else if v, bound, j = valueAt(tokens, i); j == i {
		return text.Number{}, i
	}
	behind := j
	if v, j = scaled(tokens, v, j, n.Unit != ""); j == behind {
		v *= rangeScale(tokens, i, j, v)
	}
	if tokens[i].Norm == "one" && j == i+1 && (j >= len(tokens) || tokens[j].Stop || !tokens[j].Word) {
		return n, i // the pronoun
	}
	n.Value, n.End = v, tokens[j-1].End()
	n.Start = tokens[start].Start()
	j = unitBehind(&n, tokens, i, j)
	n.Bound = cmp.Or(boundBefore(tokens, start), boundBehind(tokens, j), bound)
	if len(n.Unit) == 3 && n.Unit == strings.ToUpper(n.Unit) {
		n.Currency = n.Unit
	}
	if n.Unit != years {
		n.Noun = countedNoun(tokens, j)
	}
	return n, j
}

// codeAt says that the digits at token i belong to a name: "F-16", "mid-90".
func codeAt(tokens []text.Token, i int) bool {
	if i < 2 || tokens[i-1].Text != "-" || tokens[i-1].End() != tokens[i].Start() || tokens[i-2].End() != tokens[i-1].Start() {
		return false
	}
	return !tokens[i-2].Digit() && !tokens[i-2].Is(text.NumberWord)
}
