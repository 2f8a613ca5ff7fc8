package evidence

import (
	"strings"
	"unicode"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// dateline is the place, day and agency before a report: "HARBOUR CITY (Agency) —", "ORLO, May 3 —", "Harbour
// City |". A label that takes the report back ("DRILL —", "Satire |") is none.
func (s *source) dateline(a, b int) bool {
	if a != 0 || b-a > 8 || b >= len(s.units) || !s.first[a] {
		return false
	}
	next := s.text[s.units[b-1].end:s.units[b].start]
	if !text.StartsUpper(s.units[b].core) && text.QuotationMarks(next) == 0 || !s.unlabelled(a, b) {
		return false
	}
	if strings.TrimSpace(next) == "|" {
		return s.units[b-1].end == s.place
	}
	dash := strings.ContainsAny(next, "—–−") || strings.Contains(next, " - ") || strings.Contains(next, "--")
	if !dash {
		return s.agency(a, b)
	}
	town := 0 // the units in capitals that it begins with
	for town < b && shouted(s.units[town].core) && (town == 0 || marks(s.before(town)) == "") {
		town++
	}
	if town == 0 {
		return s.agency(a, b)
	}
	return town == b || strings.ContainsAny(s.before(town), ",(")
}

// unlabelled reports whether the units a to b are written as names and none of them says what kind of text
// follows.
func (s *source) unlabelled(a, b int) bool {
	for i := a; i < b; i++ {
		n := s.units[i].norm
		if !text.StartsUpper(s.units[i].core) || datelineLabels.Has(n) || retractions.Has(n) || speaks(n) || text.Denies(n) {
			return false
		}
	}
	return true
}

// agency reports whether the units a to b end with an agency in brackets: "(CNN)", "London (Reuters)".
func (s *source) agency(a, b int) bool {
	open := b - 1
	for open >= a && !strings.Contains(s.before(open), "(") {
		open--
	}
	if open < a || b-open > 2 || !strings.Contains(s.closing(b), ")") {
		return false
	}
	return shouted(s.units[open].core) || agencies.Has(s.units[open].norm)
}

// agencies are news agencies that are not written in capitals.
var agencies = lex.Few{"reuters", "bloomberg", "xinhua", "ap"}

var datelineLabels = lex.Words("en/dateline-labels")

// shouted reports whether a word of three letters or more is all capitals.
func shouted(core string) bool {
	return len(core) > 2 && strings.ToUpper(core) == core && strings.ContainsFunc(core, unicode.IsLetter) && !text.HasDigit(core)
}
