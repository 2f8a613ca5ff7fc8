package evidence

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

var (
	picturePointers = lex.Words("en/picture-pointers")
	measureUnits    = lex.Words("en/measure-units")
)

// bracket is a whole parenthesis that tells the reader nothing about whether the claim holds: a short form
// of the name before it, an age, the same measure in another unit, where somebody
// stands in the picture, or what he is.
func (s *source) bracket(a, b int) bool {
	if a == 0 || b > len(s.units) || s.first[a] {
		return false
	}
	open, shut := s.before(a), s.closing(b)
	if !strings.HasSuffix(strings.TrimSpace(open), "(") || !strings.HasPrefix(shut, ")") {
		return false
	}
	if b < len(s.units) && text.QuotationMarks(open)+text.QuotationMarks(shut) > 0 {
		return false
	}
	if s.quoted[a] || strings.ContainsAny(s.inner(a, b), "()[]") {
		return false // in a quotation it stands in the place of a word that was said
	}
	return s.shortForm(a, b) || s.otherUnit(a, b) || s.pointer(a, b) ||
		s.name(a-1) && (s.age(a, b) || s.description(a, b))
}

// shortForm is the initials of the name before it: "the Harbour Workers' Union (HWU)".
func (s *source) shortForm(a, b int) bool {
	core := s.units[a].core
	if b-a != 1 || len(core) < 2 || len(core) > 6 || strings.ToUpper(core) != core || text.HasDigit(core) {
		return false
	}
	letters := []rune(core)
	k := len(letters) - 1
	for i := a - 1; i >= 0 && k >= 0 && a-i <= len(letters)+3; i-- {
		first := []rune(s.units[i].core)[0]
		switch {
		case unicode.ToUpper(first) == letters[k] && unicode.IsUpper(first):
			k--
		case unicode.IsUpper(first):
			return false
		}
	}
	return k < 0
}

// otherUnit is a measure behind the same one in another unit.
func (s *source) otherUnit(a, b int) bool {
	if b-a > 4 || !text.HasDigit(s.units[a].core) {
		return false
	}
	of := func(from, to int) (figure bool, unit []string) {
		for i := from; i < to; i++ {
			u := s.units[i]
			sign := strings.Trim(u.core, "0123456789.,")
			switch {
			case text.HasDigit(u.core) && (sign == "" || currency(sign) || measureUnits.Has(fold(sign))):
				figure = true
				unit = append(unit, fold(sign))
			case numerals.Has(u.norm) && !measureUnits.Has(u.norm):
				figure = true
			case measureUnits.Has(u.norm):
				unit = append(unit, u.norm)
			case from < a: // what stands before the measure
			default:
				return false, nil
			}
		}
		return figure, slices.DeleteFunc(unit, func(w string) bool { return w == "" || numerals.Has(w) })
	}
	inside, unit := of(a, b)
	outside, before := of(max(0, a-5), a)
	if !inside || !outside || len(unit) == 0 || len(before) == 0 {
		return false
	}
	return !slices.ContainsFunc(unit, func(w string) bool { return slices.Contains(before, w) })
}

// currency reports whether a folded text consists of signs of money.
func currency(sign string) bool {
	for _, r := range sign {
		if !unicode.Is(unicode.Sc, r) {
			return false
		}
	}
	return sign != ""
}

// pointer says where somebody stands in the picture.
func (s *source) pointer(a, b int) bool {
	for i := a; i < b; i++ {
		if !picturePointers.Has(s.units[i].norm) {
			return false
		}
	}
	return b-a <= 5
}

// age is a bare number of years behind a name.
func (s *source) age(a, b int) bool {
	if b-a != 1 {
		return false
	}
	n, err := strconv.Atoi(s.units[a].core)
	return err == nil && n > 0 && n < 120
}
