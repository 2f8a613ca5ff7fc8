package quantity

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// boundBehind reads what limits the number that ends before token j: "or more", "-odd".
func boundBehind(tokens []text.Token, j int) string {
	if j >= len(tokens) {
		return ""
	}
	next := text.Next(tokens, j)
	switch {
	case tokens[j].Text == "+", tokens[j].Norm == "or" && next == "more", tokens[j].Norm == "plus":
		return "+"
	case tokens[j].Norm == "or" && next == "so", tokens[j].Text == "-" && next == "odd":
		return "~"
	case tokens[j].Norm == "or" && (lex.Few{"fewer", "less"}).Has(next):
		return "-"
	}
	return ""
}

// boundBefore reads what limits the number that begins at token i. "No more than" is the opposite of
// "more than".
func boundBefore(tokens []text.Token, i int) string {
	at := func(k int) string { return text.At(tokens, k).Norm }
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
