package summary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// The words that scores and the look of a line are read by.
var (
	finite   = lex.Words("en/irregular-verbs")
	speech   = lex.Words("en/neutral-speech-verbs")
	coloured = lex.Words("en/colored-speech-verbs")
	weekdays = lex.Words("en/day-words")
)

// quotationMarks counts the double quotation marks of s.
func quotationMarks(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '"', '“', '”', '„', '«', '»':
			n++
		}
	}
	return n
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
