package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which texts are compared: NFKC, lower case, plain quotation marks, dashes
// and spaces. It is for matching only; nothing that is shown was folded.
func Fold(s string) string {
	s = norm.NFKC.String(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', '`', '´', 'ʼ':
			return '\''
		case '“', '”', '„', '«', '»':
			return '"'
		case '–', '—', '‑', '−':
			return '-'
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return unicode.ToLower(r)
	}, s)
}

// Tokens splits s into words, numbers and marks, in order.
func Tokens(s string) []Token {
	var out []Token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i + n
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		for word && j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break
			}
			j += n
		}
		t := Token{Span: Span{i, j}, Text: s[i:j], Word: word}
		t.Norm = Fold(t.Text)
		t.Stem = Stem(t.Norm)
		out = append(out, t)
		i = j
	}
	return out
}
