package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Leans reports whether a text begins with a word that points at something said before it.
func Leans(body string) bool {
	u := units(body[:min(len(body), 120)])
	for len(u) > 1 && connectives.Has(u[0].norm) {
		u = u[1:] // "But he warned that …"
	}
	if len(u) == 0 {
		return true
	}
	w, _, _ := strings.Cut(u[0].norm, "'") // "it's", "they're"
	switch {
	case w == "it" && len(u) > 3 && (u[1].norm == "is" || u[1].norm == "was") && says(u, 2):
		return false
	case (w == "this" || w == "these") && len(u) > 1 && spans.Has(u[1].norm):
		return false
	case anaphors.Has(w), participial(w) && made(body, u):
		return true
	}
	return openers.Has(w) && pronounFirst(body, u)
}

// says reports whether "it is" is followed by a word after which it points at nothing.
func says(u []unit, i int) bool {
	return impersonal.Has(u[i].norm) || u[i].norm == "not" && impersonal.Has(u[i+1].norm)
}

// participial reports whether a folded word is a participle by its looks.
func participial(w string) bool {
	return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || participles.Has(w)
}

// made reports whether a participle at the beginning is said of a word that points back: "Called lensing,
// this made …".
func made(body string, u []unit) bool {
	for i := 1; i < min(len(u), 14); i++ {
		if strings.Contains(body[u[i-1].end:u[i].start], ",") && (anaphors.Has(u[i].norm) || connectives.Has(u[i].norm)) {
			return true
		}
	}
	return false
}

// pronounFirst reports whether a pronoun stands before anything that has a name: "If confirmed, it
// would …", "On Monday, they …".
func pronounFirst(body string, u []unit) bool {
	for i := 1; i < min(len(u), 6); i++ {
		if text.StartsUpper(u[i].core) && !dayWords.Has(u[i].norm) || text.QuotationMarks(body[:u[i].start]) > 0 {
			return false
		}
		if n := u[i].norm; pronouns.Has(n) && !(n == "it" && i+2 < len(u) && impersonal.Has(u[i+2].norm)) {
			return true
		}
	}
	return false
}

var (
	// participles are those of irregular verbs that often begin a sentence.
	participles = lex.Words("en/irregular-participles")
	// impersonal are the words after which "it is" points at nothing.
	impersonal = lex.Words("en/impersonal-predicates")
	// spans are stretches of time: "this week" leans on nothing but the date.
	spans = lex.Words("en/calendar-spans")
)
