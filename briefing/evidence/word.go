package evidence

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

var (
	ahead           = lex.Words("en/future-markers")
	numerals        = lex.Words("en/number-words")
	connectives     = lex.Words("en/connectives")
	bareConnectives = lex.Few{"but", "and"}
	relative        = lex.Few{"where", "who", "which"}
	// neutral are verb forms that report what somebody says without colouring it: a frame can stand for
	// them. "Claimed", "denied" or "warned" colour, so they are never left out.
	neutral  = lex.Words("en/neutral-speech-verbs")
	coloured = lex.Words("en/colored-speech-verbs")
	// pronouns are the subjects that a frame can stand for.
	pronouns    = lex.Few{"he", "she", "they", "it"}
	anaphors    = lex.Words("en/anaphors")
	auxiliaries = lex.Words("en/preverbal-words")
	hangers     = lex.Words("en/dangling-endings")
	dayWords    = lex.Words("en/day-words")
)

// fold is the form in which a unit's core is looked up in a list.
func fold(core string) string { return text.Fold(core) }

// speaks reports whether a folded word is a verb form that makes its subject a speaker.
func speaks(norm string) bool { return neutral.Has(norm) || coloured.Has(norm) }
