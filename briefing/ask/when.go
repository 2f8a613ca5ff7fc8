package ask

import (
	"briefbot/briefing/lex"

	"briefbot/briefing/text"
)

// forTimes is for when.
var forTimes = []feature{
	{"asked-time", (*view).askedTime},
	{"time-to-come", of((*view).toCome, when)},
}

// coming reports whether a question asks for what is to come.
func (r *reading) coming() bool {
	for _, t := range r.sentence.Tokens {
		switch {
		case comingQuestions.Has(t.Norm):
			return true
		case pastAuxiliaries.Has(t.Norm):
			return false
		}
	}
	return false
}

// Words by which a question asks for what is to come, and for what was.
var (
	comingQuestions = lex.Words("en/coming-question-words")
	pastAuxiliaries = wordSet("did", "had", "was", "were")
)

// otherTime reports whether a time lies on the other side of the present than the one that is asked for.
func (r *reading) otherTime(t text.Time) bool {
	if r.present.IsZero() || t.From.IsZero() {
		return false
	}
	if r.coming() {
		return !t.To.After(r.present)
	}
	return r.gone() && t.From.After(r.present)
}

// gone reports whether a question asks for what was.
func (r *reading) gone() bool { return hasAny(r.sentence.Tokens, pastAuxiliaries) }

// toCome reports whether a time lies on the asked side of the present: behind it for what was, before it for what will be.
func (x *view) toCome() float64 {
	if x.r.present.IsZero() {
		return 0
	}
	for _, t := range x.s.Times {
		if !t.From.IsZero() && t.From.After(x.r.present) == x.r.coming() {
			return 1
		}
	}
	return 0
}

// askedTime is how surely the sentence is about the day that the question names.
func (x *view) askedTime() float64 { return x.r.aboutTime(x.d, x.s) }

func digits(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
