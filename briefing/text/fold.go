package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which texts are compared: NFKC, lower case, plain quotation marks, dashes
// and spaces. It is for matching only; nothing that is shown was folded. Folding twice changes nothing.
func Fold(s string) string {
	plain, ascii := true, true
	for i := 0; i < len(s) && ascii; i++ {
		c := s[i]
		plain = plain && c < 0x80 && (c < 'A' || c > 'Z') && c != '`' && c >= ' '
		ascii = c < 0x80
	}
	switch {
	case plain && ascii:
		return s
	case ascii:
		return foldASCII(s) // it has one normal form
	}
	return norm.NFKC.String(strings.Map(foldRune, norm.NFKC.String(s)))
}

// foldASCII is foldRune for each character of a text of none but ASCII.
func foldASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := range len(s) {
		b.WriteByte(byte(foldRune(rune(s[i]))))
	}
	return b.String()
}

// foldRune folds one character after compatibility normalisation.
func foldRune(r rune) rune {
	switch r {
	case '’', '‘', '`', '´', 'ʼ', '′':
		return '\''
	case '“', '”', '„', '«', '»', '‟', '″':
		return '"'
	case '–', '—', '‑', '−', '‐', '―':
		return '-'
	}
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r <= ' ' {
			return ' '
		}
		return r
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}
