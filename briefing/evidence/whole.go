package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// halfQuoted reports whether a sentence closes a quotation that it does not open: its beginning
// stands elsewhere.
func halfQuoted(s string) bool {
	open := 0
	for _, r := range s {
		switch r {
		case '“', '„', '«':
			open++
		case '”', '»':
			if open--; open < 0 {
				return true
			}
		}
	}
	i := strings.IndexByte(s, '"')
	return i > 0 && s[i-1] != ' ' && s[i-1] != '(' && strings.Count(s, "\"")%2 == 1
}

// Truncated reports whether a sentence was cut off at its end, or in the middle of its first word.
func Truncated(s string) bool {
	if len(s) > 1 && unicode.IsLower(rune(s[0])) && unicode.IsLower(rune(s[1])) && s[0] < utf8.RuneSelf {
		return true
	}
	s = strings.TrimRight(s, "\"”’') ]")
	return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")
}
