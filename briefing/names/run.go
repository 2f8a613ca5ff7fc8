package names

import (
	"strings"

	"briefbot/briefing/text"
)

// runStep gives how many tokens from j on go on with the run of capitals that began at i; 0 at its end.
func (r *Reader) runStep(tokens []text.Token, i, j int, headline bool) int {
	u, before := &tokens[j], &tokens[j-1]
	switch {
	case u.Word && (text.IsCapital(u.Text) || elided(u.Text)):
		if r.capitalGoesOn(tokens, j, headline) {
			return 1
		}
	case !u.Word:
		return markStep(tokens, i, j)
	case u.Norm == "of" && before.Is(text.BodyNoun|text.Title|text.Role):
		return ofStep(tokens, j)
	case u.Is(text.SurnameParticle):
		return particleStep(tokens, j)
	}
	return 0
}

// markStep counts the tokens from the mark at j on with which the run goes on: a hyphen, the point of an
// initial or a title, "&", a nickname in marks.
func markStep(tokens []text.Token, i, j int) int {
	u, before := &tokens[j], &tokens[j-1]
	glued := u.Start() == before.End()
	switch {
	case u.Text == "-" && glued && j+1 < len(tokens) && tokens[j+1].Start() == u.End():
		if capitalAt(tokens, j+1) || j > i+1 && syllables.Has(tokens[j+1].Norm) { // "Ban Ki-moon"
			return 2
		}
	case u.Text == "." && glued && (len(before.Text) == 1 || neverLast.Has(before.Norm)):
		if capitalAt(tokens, j+1) {
			return 1
		} else if text.At(tokens, j+1).Is(text.SurnameParticle) && particleStep(tokens, j+1) > 0 {
			return 1 // "Ms. von der Leyen"
		}
	case u.Text == "&" && capitalAt(tokens, j+1):
		return 2
	case before.Is(text.MaleName | text.FemaleName):
		return nicknameStep(tokens, j)
	}
	return 0
}

// capitalAt says that a capital stands at k.
func capitalAt(tokens []text.Token, k int) bool {
	return k < len(tokens) && text.IsCapital(tokens[k].Text)
}

// nicknameStep counts the tokens of a nickname in marks at j which the rest of the name follows: Peter “Pete”
// Brun, Ana ("Annie") Brun; 0 with none.
func nicknameStep(tokens []text.Token, j int) int {
	k := j
	if tokens[k].Text == "(" {
		k++
	}
	if k >= len(tokens) || !text.OpeningMark(tokens[k].Text) && tokens[k].Text != "'" {
		return 0
	}
	for k++; k < len(tokens) && k < j+6 && (tokens[k].Word && text.IsCapital(tokens[k].Text) || tokens[k].Norm == "the" ||
		tokens[k].Text == "." || tokens[k].Text == "-"); k++ {
	}
	end := k
	for k < len(tokens) && !tokens[k].Word && closesNickname(tokens[k].Text) {
		k++
	}
	if k == end || end == j+1 || !capitalAt(tokens, k) {
		return 0
	}
	return k - j
}

// closesNickname says that a mark closes a nickname, or its brackets.
func closesNickname(mark string) bool {
	switch mark {
	case "”", "\"", "'", "’", "''", "»", ")", "“", "`":
		return true
	}
	return false
}

// particleStep counts the small words of a name at j that a capital follows: "van", "de la", "al-"; 0 with none.
func particleStep(tokens []text.Token, j int) int {
	switch {
	case capitalAt(tokens, j+1):
		return 1
	case capitalAt(tokens, j+2) && (tokens[j+1].Is(text.SurnameParticle) || tokens[j+1].Text == "-"):
		return 2
	}
	return 0
}

// elided says that a word is a small particle with an apostrophe before a capital: "d'Arc", "al-".
func elided(word string) bool {
	_, rest, ok := strings.Cut(word, "'")
	if !ok {
		_, rest, ok = strings.Cut(word, "’")
	}
	return ok && len(word)-len(rest) <= 4 && text.IsCapital(rest)
}

// particled says that the unknown capital at i begins a name by the small particle behind it, or by being a
// particle itself: "Abdul bin Salman", "Von der Leyen", "De Gaulle", "Al-Bashir".
func particled(tokens []text.Token, i int) bool {
	if i+2 >= len(tokens) {
		return false
	}
	if tokens[i].Is(text.SurnameParticle) {
		return particleStep(tokens, i) > 0 && !noSurname(&tokens[i+1])
	}
	u := &tokens[i+1]
	return persons.Has(u.Norm) && !text.IsCapital(u.Text) && particleStep(tokens, i+1) > 0
}
