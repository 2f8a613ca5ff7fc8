package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// QuotationMarks counts the double quotation marks of s.
func QuotationMarks(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '"', '“', '”', '„', '«', '»':
			n++
		}
	}
	return n
}

// HasDigit reports whether s holds a digit of any script.
func HasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// StartsUpper reports whether s begins with a capital or a digit, as names and figures do.
func StartsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
