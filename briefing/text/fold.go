package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which texts are compared: NFKC, lower case, plain quotation marks, dashes
// and spaces. It is for matching only; nothing that is shown was folded. Folding twice changes nothing.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 || 'A' <= c && c <= 'Z' || c == '`' || c < ' ' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return norm.NFKC.String(strings.Map(foldRune, norm.NFKC.String(s)))
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
