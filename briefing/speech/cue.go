package speech

import (
	"briefbot/briefing"
	"briefbot/briefing/clause"
)

// A cue is a word or two that tie a claim to who makes it.
type cue struct {
	at     int           // token of the verb
	who    clause.Phrase // the subject's words; empty for a pronoun
	pro    int           // token of the pronoun that is the subject, or -1
	stance briefing.Stance
	weight float64
	final  bool // stands after what is said
}
