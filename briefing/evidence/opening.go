package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// connective is a word that only joins the sentence to the one before ("Meanwhile,"), at its beginning or
// between commas.
func (s *source) connective(a, b int) bool {
	if b-a != 1 || b >= len(s.units) || !connectives.Has(s.units[a].norm) {
		return false
	}
	after := s.before(b)
	if !s.first[a] {
		return interjected.Has(s.units[a].norm) && comma(s.before(a)) && comma(after)
	}
	if !comma(after) && (!bareConnectives.Has(s.units[a].norm) || s.units[b].norm == "for" || marks(after) != "") {
		return false
	}
	return s.framed || text.StartsUpper(s.units[b].core) || text.QuotationMarks(after) > 0 || comma(after)
}

// interjected are the connectives that say nothing of time or kind and may stand between commas.
var interjected = lex.Few{"however", "meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless"}

var timeWords = lex.Words("en/time-words")

// day is the day on which something happened, at the beginning of its sentence or between commas: "On
// Tuesday morning,". It goes only from what is told as done: a state, a plan or a denial may hold on that
// day alone.
func (s *source) day(a, b int) bool {
	if b >= len(s.units) || b-a > 8 || !comma(s.before(b)) {
		return false
	}
	if !s.begins(a) && !(a > 0 && comma(s.before(a))) {
		return false
	}
	given := false
	for i := a; i < b; i++ {
		n := s.units[i].norm
		if !timeWords.Has(n) && !clock(n) || i > a && strings.TrimSpace(s.before(i)) != "" {
			return false
		}
		given = given || dayWords.Has(n) || clock(n)
	}
	return given && !s.conditioned(a, b)
}

// clock reports whether a word is a time of day in figures: "8", "4:12".
func clock(norm string) bool {
	return len(norm) <= 5 && text.HasDigit(norm) && strings.Trim(norm, "0123456789:.") == ""
}
