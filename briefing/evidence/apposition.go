package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

var (
	appositionNouns = lex.Words("en/apposition-nouns")
	appositionWords = lex.Words("en/apposition-words")
)

// insertion reports whether the units a to b stand behind a name, between commas or at the sentence's end.
func (s *source) insertion(a, b int) bool {
	if a == 0 || s.first[a] || !s.name(a-1) || !comma(s.before(a)) {
		return false
	}
	if s.quoted[a] {
		return false
	}
	if b < len(s.units) && !s.first[b] {
		return comma(s.before(b))
	}
	return ends(s.closing(b))
}

// apposition says behind a name who or what that is: "the chair of the union", "54", "a town of 4,000
// people in the north".
func (s *source) apposition(a, b int) bool {
	return s.insertion(a, b) && (s.age(a, b) || s.description(a, b))
}

// description reports whether the units a to b are a noun phrase of known harmless words and names.
func (s *source) description(a, b int) bool {
	noun := false
	for i := a; i < b; i++ {
		u := s.units[i]
		if i > a && !plainJoint(s.before(i)) {
			return false
		}
		switch {
		case describes(u.norm):
			noun = true
		case appositionWords.Has(u.norm):
		case s.name(i) && !speaks(u.norm):
		case text.HasDigit(u.core) && strings.Trim(u.core, "0123456789,.") == "":
		default:
			return false
		}
	}
	if last := s.units[b-1]; hangers.Has(last.norm) {
		return false
	}
	return noun
}

// describes reports whether a folded word is a noun of an apposition, in the singular or the plural.
func describes(n string) bool {
	return appositionNouns.Has(n) || appositionNouns.Has(strings.TrimSuffix(n, "s")) ||
		strings.HasSuffix(n, "ies") && appositionNouns.Has(n[:len(n)-3]+"y")
}

// plainJoint reports whether nothing but space stands between two words.
func plainJoint(between string) bool { return strings.TrimSpace(between) == "" }

// setting reports whether the units a to b tell a place or time in known harmless words, names and figures.
func (s *source) setting(a, b int) bool {
	for i := a; i < b; i++ {
		u := s.units[i]
		if i > a && !plainJoint(s.before(i)) {
			return false
		}
		figure := text.HasDigit(u.core) && strings.Trim(u.core, "0123456789,.") == ""
		if !figure && !s.name(i) && !appositionWords.Has(u.norm) && !describes(u.norm) {
			return false
		}
	}
	return !hangers.Has(s.units[b-1].norm)
}
