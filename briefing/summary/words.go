package summary

import "briefbot/briefing/lex"

// The words that scores and the look of a line are read by.
var (
	finite   = lex.Words("en/irregular-verbs")
	speech   = lex.Words("en/neutral-speech-verbs")
	coloured = lex.Words("en/colored-speech-verbs")
	weekdays = lex.Words("en/day-words")
)
