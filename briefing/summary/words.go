package summary

import "briefbot/briefing/lex"

// The words that scores and the look of a line are read by.
var (
	finite   = lex.Words("en/finite-verb-forms")
	speech   = lex.Words("en/neutral-speech-verbs")
	coloured = lex.Words("en/colored-speech-verbs")
	dayWords = lex.Words("en/day-words")
)
