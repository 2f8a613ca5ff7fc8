package text

import (
	"strconv"
	"strings"
	"sync"

	"briefbot/briefing/lex"
)

// numberWords is what a number is written with: the values of number words, what multiplies them, and
// the currencies and units that stand beside.
type numberWords struct {
	values, scales    map[string]float64
	currencies, units map[string]string
}

var numerals = sync.OnceValue(func() numberWords {
	return numberWords{values: floats("en/number-values"), scales: floats("en/number-scales"),
		currencies: pairs("en/currencies"), units: pairs("en/units")}
})

// pairs reads a table of two columns as a map.
func pairs(name string) map[string]string {
	m := map[string]string{}
	for _, row := range lex.Table(name, 2) {
		m[row.Cells[0]] = row.Cells[1]
	}
	return m
}

// floats reads a table of words and their values.
func floats(name string) map[string]float64 {
	m := map[string]float64{}
	for word, s := range pairs(name) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			panic("lex: " + name + ": " + err.Error())
		}
		m[word] = v
	}
	return m
}

// numberValue is the value of a single token, if it is a number: "1,400", "3.5", "5bn", "twelve".
func numberValue(t *Token) (float64, bool) {
	if !t.Word {
		return 0, false
	}
	if v, ok := numerals().values[t.Norm]; ok {
		return v, true
	}
	c := t.Text[0]
	if c < '0' || c > '9' || strings.IndexByte(t.Norm, ':') >= 0 {
		return 0, false
	}
	digits := strings.TrimRight(t.Norm, "abcdefghijklmnopqrstuvwxyz")
	v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return 0, false
	}
	switch suffix := t.Norm[len(digits):]; suffix {
	case "":
		return v, true
	case "m", "bn", "tn", "k", "mn":
		return v * numerals().scales[suffix], true
	}
	return 0, false
}

// numbersIn finds the quantities of one sentence, without those that are part of the given time
// expressions or of a name ("F-16").
func numbersIn(tokens []Token, times []Time) []Number {
	var out []Number
	skip := 0
	for i := 0; i < len(tokens); {
		for skip < len(times) && times[skip].End <= tokens[i].Start {
			skip++
		}
		if skip < len(times) && tokens[i].Start >= times[skip].Start {
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
func numberAt(tokens []Token, i int) (n Number, j int) {
	t := &tokens[i]
	glued := i > 0 && tokens[i-1].End == t.Start
	if glued && i > 1 && tokens[i-1].Text == "-" && tokens[i-2].End == tokens[i-1].Start && !isDigit(rune(tokens[i-2].Text[0])) && !tokens[i-2].Is(NumberWord) {
		return n, i // "F-16", "mid-90"
	}
	v, ok := numberValue(t)
	j = i
	switch {
	case ok:
		j++
		for !isDigit(rune(t.Text[0])) && j+1 < len(tokens) && tokens[j].Text == "-" && numerals().values[tokens[j+1].Norm] > 0 && numerals().values[tokens[j+1].Norm] < 10 && v >= 20 && v < 100 {
			v += numerals().values[tokens[j+1].Norm]
			j += 2
		}
	case strings.HasSuffix(t.Norm, "s") && numerals().scales[t.Norm] > 0 && len(t.Norm) > 2:
		v, n.Bound = 2*numerals().scales[t.Norm], "+"
		j++
		if j+1 < len(tokens) && tokens[j].Norm == "of" && numerals().scales[tokens[j+1].Norm] > 0 && strings.HasSuffix(tokens[j+1].Norm, "s") {
			v *= numerals().scales[tokens[j+1].Norm]
			j += 2
		}
	case numerals().scales[t.Norm] > 0 && len(t.Norm) > 2 && i > 0 && (tokens[i-1].Norm == "a" || tokens[i-1].Norm == "an" || tokens[i-1].Norm == "several" || tokens[i-1].Norm == "per"):
		v = numerals().scales[t.Norm]
		j++
		if tokens[i-1].Norm == "several" {
			v, n.Bound = 3*v, "~"
		}
	default:
		return n, i
	}
	for j < len(tokens) && tokens[j].Word && numerals().scales[tokens[j].Norm] > 0 && !(len(tokens[j].Norm) == 1 && tokens[j].Start == tokens[j-1].End) {
		if s := tokens[j].Norm; s == "m" || s == "k" {
			break // "5 m" is a length
		}
		v *= numerals().scales[tokens[j].Norm]
		j++
	}
	if t.Norm == "one" && j == i+1 && (j >= len(tokens) || tokens[j].Stop || !tokens[j].Word) {
		return n, i // the pronoun
	}
	n.Value, n.Span = v, Span{t.Start, tokens[j-1].End}
	start := i
	if i > 0 && numerals().currencies[tokens[i-1].Text] != "" {
		n.Unit = numerals().currencies[tokens[i-1].Text]
		n.Start = tokens[i-1].Start
		start--
		if start > 0 && tokens[start-1].End == tokens[start].Start && (tokens[start-1].Text == "US" || tokens[start-1].Text == "U.S.") {
			start--
		}
	}
	k := j
	if k+1 < len(tokens) && tokens[k].Text == "-" && tokens[k].Start == tokens[k-1].End {
		k++ // "five-mile"
	}
	if k < len(tokens) && n.Unit == "" {
		if u := numerals().units[tokens[k].Stem]; u != "" {
			n.Unit, j = u, k+1
			n.End = tokens[k].End
		} else if u := numerals().currencies[tokens[k].Stem]; u != "" && tokens[k].Word {
			n.Unit, j = u, k+1
			n.End = tokens[k].End
		} else if tokens[k].Norm == "per" && k+1 < len(tokens) && tokens[k+1].Norm == "cent" {
			n.Unit, j = "%", k+2
			n.End = tokens[k+1].End
		}
	}
	if b := boundBefore(tokens, start); b != "" {
		n.Bound = b
	} else if j+1 < len(tokens) && tokens[j].Norm == "or" && tokens[j+1].Norm == "more" || j < len(tokens) && tokens[j].Text == "+" {
		n.Bound = "+"
	} else if j+1 < len(tokens) && tokens[j].Norm == "or" && tokens[j+1].Norm == "so" {
		n.Bound = "~"
	}
	if len(n.Unit) == 3 && n.Unit == strings.ToUpper(n.Unit) {
		n.Currency = n.Unit
	}
	n.Noun = countedNoun(tokens, j)
	return n, j
}

// boundBefore reads what limits the number that begins at i.
func boundBefore(tokens []Token, i int) string {
	at := func(k int) string {
		if k < 0 {
			return ""
		}
		return tokens[k].Norm
	}
	if at(i-1) == "a" || at(i-1) == "an" || at(i-1) == "the" {
		i--
	}
	negated := at(i-3) == "no" || at(i-3) == "not"
	switch last, before := at(i-1), at(i-2); {
	case last == "than" && (before == "more" || before == "greater" || before == "higher"):
		if negated {
			return "-"
		}
		return "+"
	case last == "than" && (before == "fewer" || before == "less" || before == "lower"):
		if negated {
			return "+"
		}
		return "-"
	case last == "least" && before == "at", last == "over" || last == "above" || last == "exceeding", last == "of" && before == "upwards", last == "minimum":
		return "+"
	case last == "most" && before == "at", last == "to" && before == "up", last == "under" || last == "below", last == "maximum":
		return "-"
	case last == "about" || last == "around" || last == "roughly" || last == "approximately" || last == "some" || last == "nearly" || last == "almost" || last == "estimated" || last == "circa":
		return "~"
	}
	return ""
}

// countedNoun gives the stem of what is counted: the first plural within four words, else the first
// noun-like word. After "of the" it is what stands there: "95 percent of the city".
func countedNoun(tokens []Token, j int) string {
	if j < len(tokens) && tokens[j].Norm == "or" && j+1 < len(tokens) && (tokens[j+1].Norm == "more" || tokens[j+1].Norm == "so") {
		j += 2
	}
	if j < len(tokens) && (tokens[j].Norm == "more" || tokens[j].Norm == "other" || tokens[j].Norm == "additional") {
		j++
	}
	if j < len(tokens) && tokens[j].Norm == "of" {
		j++
		for j < len(tokens) && tokens[j].Is(Determiner) {
			j++
		}
	}
	first := ""
	for k := j; k < len(tokens) && k < j+4; k++ {
		t := &tokens[k]
		if t.Text == "-" {
			continue
		}
		if !t.Word || t.Stop || t.Is(Preposition|Conjunction|Weekday|Month) || isDigit(rune(t.Text[0])) {
			break
		}
		if k > j && t.Is(SayPast|SayPresent) && !t.Is(PeopleNoun) {
			break
		}
		if plural(t) {
			return t.Stem
		}
		if first == "" && !t.Is(Demonym) && !t.Is(Adverb) {
			first = t.Stem
		}
	}
	return first
}

// plural guesses from its ending that a word is a plural.
func plural(t *Token) bool {
	switch t.Norm {
	case "people", "men", "women", "children", "troops", "police", "personnel", "aircraft", "dead":
		return true
	}
	n := len(t.Norm)
	return n > 3 && t.Norm[n-1] == 's' && t.Norm[n-2] != 's' && t.Norm[n-2] != 'u' && t.Norm[n-2] != 'i'
}
