package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsCapital says that w begins with a capital.
func IsCapital(w string) bool {
	if w == "" || w[0] < utf8.RuneSelf {
		return w != "" && 'A' <= w[0] && w[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// TitleCase says that most of the longer words have capitals, as in an English headline.
func TitleCase(tokens []Token) bool {
	long, capital := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Word && len(t.Text) > 3 {
			long++
			if IsCapital(t.Text) {
				capital++
			}
		}
	}
	return long >= 4 && capital*4 >= long*3 || long > 0 && long < 4 && capital == long && len(tokens) > 3 && !tokens[len(tokens)-1].Stops()
}

// Inner says that token i is a mark that does not end a phrase: a hyphen, the point of an initial,
// a possessive ending.
func Inner(tokens []Token, i int) bool {
	t := &tokens[i]
	switch {
	case t.Norm == "'s", t.Text == "&", t.Text == "$", t.Text == "%":
		return true
	case t.Text == "-":
		return i > 0 && tokens[i-1].End() == t.Start()
	case t.Text == ".":
		return i > 0 && tokens[i-1].End() == t.Start() && (tokens[i-1].Is(Abbreviation) || len(tokens[i-1].Text) == 1) && i+1 < len(tokens)
	case t.Text == "’" || t.Text == "'":
		return i > 0 && tokens[i-1].End() == t.Start() && strings.HasSuffix(tokens[i-1].Norm, "s")
	}
	return false
}

// Next gives the folded word behind token k, or nothing.
func Next(tokens []Token, k int) string { return At(tokens, k+1).Norm }

// OpeningMark says that a mark opens a quotation.
func OpeningMark(mark string) bool {
	return mark == "“" || mark == "\"" || mark == "''" || mark == "``" || mark == "„" || mark == "«" || mark == "‘"
}

// HasWord says that s has one of the words, with or without a point.
func HasWord(s string, words ...string) bool {
	for w := range strings.FieldsSeq(s) {
		if slices.Contains(words, strings.TrimSuffix(w, ".")) {
			return true
		}
	}
	return false
}

// nothing is what stands outside a sentence.
var nothing = Token{Lexeme: &Lexeme{}}

// At gives the token at k; outside the tokens it gives one without a word, which is of no class and must not
// be changed.
func At(tokens []Token, k int) *Token {
	if k < 0 || k >= len(tokens) {
		return &nothing
	}
	return &tokens[k]
}
