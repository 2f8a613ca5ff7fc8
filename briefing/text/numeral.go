package text

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// numberWords is what a number is written with: the values of number words, and what multiplies them.
type numberWords struct {
	values, scales map[string]float64
}

var numerals = sync.OnceValue(func() numberWords {
	return numberWords{values: floats("en/number-values"), scales: floats("en/number-scales")}
})

// floats reads a table of words and their values.
func floats(name string) map[string]float64 {
	m := map[string]float64{}
	for word, s := range lex.Pairs(name) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			panic("lex: " + name + ": " + err.Error())
		}
		m[word] = v
	}
	return m
}

// NumberValue is the value of a single token, if it is a number: "1,400", "3.5", "5bn", "twelve".
func NumberValue(t *Token) (float64, bool) {
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
	v, ok := NumberOf(digits)
	if !ok {
		return halves(t.Text)
	}
	switch suffix := t.Norm[len(digits):]; suffix {
	case "":
		return v, true
	case "m", "bn", "tn", "k", "mn", "mln":
		return v * numerals().scales[suffix], true
	}
	return 0, false
}

// NumberOf is the value of digits with the marks between them: "1,400", "3.5".
func NumberOf(digits string) (float64, bool) {
	v, err := strconv.ParseFloat(plainDigits(digits), 64)
	return v, err == nil
}

// fractions are the signs for them.
var fractions = map[string]float64{"½": .5, "¼": .25, "¾": .75, "⅓": 1. / 3, "⅔": 2. / 3}

// halves is the value of digits with the sign of a fraction behind them: "3½".
func halves(word string) (float64, bool) {
	_, n := utf8.DecodeLastRuneInString(word)
	by := fractions[word[len(word)-n:]]
	v, ok := NumberOf(word[:len(word)-n])
	return v + by, ok && by > 0
}

// plainDigits is a number without marks between its thousands: "1,400" is 1400, and "12,5", which no
// English text writes, is 12.5.
func plainDigits(s string) string {
	if i := strings.IndexByte(s, '.'); i > 0 && i != strings.LastIndexByte(s, '.') && !strings.Contains(s, ",") {
		return strings.ReplaceAll(s, ".", "") // "1.234.567"
	}
	if i := strings.IndexByte(s, ','); i > 0 && i == strings.LastIndexByte(s, ',') && len(s)-i <= 3 && !strings.Contains(s, ".") {
		return s[:i] + "." + s[i+1:]
	}
	return strings.ReplaceAll(s, ",", "")
}

// WordValue gives the value of a folded number word, or 0.
func WordValue(norm string) float64 { return numerals().values[norm] }

// NumberScale gives what a folded word multiplies the number before it with ("million"), or 0.
func NumberScale(norm string) float64 { return numerals().scales[norm] }

// Numerical says that it can begin a number.
func (l *Lexeme) Numerical() bool { return l.numeric }
