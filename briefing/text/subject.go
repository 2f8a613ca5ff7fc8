package text

import (
	"strings"

	"briefbot/briefing/lex"
)

// relative gives the "who" of a relative clause that ends before token e and has its own verb:
// "residents who have seen the plan say". It is 0 if there is none.
func relative(tokens []Token, e int) int {
	for q := e - 1; q > 0 && e-q < 15; q-- {
		t := &tokens[q]
		if t.Quoted() || !t.Word && !inner(tokens, q) {
			return 0
		}
		if t.Norm == "who" && q+1 < e-1 {
			next := &tokens[q+1]
			if tokens[q-1].Word && (next.Is(Auxiliary) || !next.Named() && !next.Is(Determiner|Pronoun)) {
				return q
			}
			return 0
		}
	}
	return 0
}

// joined says that the phrase before token e is of two names: "Brun and Otieno say".
func joined(tokens []Token, e int) bool {
	for q := e - 2; q > 0 && q > e-6; q-- {
		if tokens[q].Norm == "and" {
			return true
		}
	}
	return false
}

// adverbialStart gives where a time that ends before token e begins, with its preposition; e if
// there is none: "on Friday", "in April", "last week", "this month".
func adverbialStart(tokens []Token, e int) int {
	t := &tokens[e-1]
	if t.Norm == "ago" && e > 3 {
		return agoStart(tokens, e)
	}
	q := e
	switch {
	case t.Is(Weekday) || t.Is(Month) && isCapital(t.Text):
		q--
	case spans.Has(t.Norm):
		if e < 2 || !tokens[e-2].Is(Weekday) && !spanWords.Has(tokens[e-2].Norm) {
			return e
		}
		q -= 2
	case t.digit() && e > 1 && (tokens[e-2].Is(Month) || tokens[e-2].Norm == "in"):
		q -= 2
	default:
		return e
	}
	for q > 0 && beforeTimes.Has(tokens[q-1].Norm) {
		q--
	}
	return q
}

// agoStart gives where "two days ago", which ends before token e, begins.
func agoStart(tokens []Token, e int) int {
	q := e - 1
	for q > 0 && q > e-7 {
		t := &tokens[q-1]
		if !t.Is(NumberWord|Determiner) && !timeUnits.Has(t.Norm) && !agoWords.Has(t.Norm) && !t.digit() {
			break
		}
		q--
	}
	return q
}

var (
	spans       = lex.Words("en/time-spans")
	spanWords   = lex.Words("en/time-span-openers")
	beforeTimes = lex.Words("en/words-before-times")
	agoWords    = lex.Words("en/words-before-ago")
)

// timeUnits are what "ago" counts.
var timeUnits = lex.Words("en/time-units")

// head cuts a phrase before its first preposition.
func head(tokens []Token, p phrase) phrase {
	for k := p.a + 1; k < p.b; k++ {
		if tokens[k].Is(Preposition) && !isCapital(tokens[k].Text) && !partOf(tokens, k) {
			return phrase{p.a, k}
		}
	}
	return p
}

// knowing are words that stand behind whom they tell more of: "a person familiar with the plan".
var knowing = lex.Words("en/postposed-adjectives")

// nounPart cuts a phrase behind the noun that it begins with, where a verb with its object may
// follow: "Brun took the stage".
func nounPart(tokens []Token, p phrase) phrase {
	const nouns = Role | PeopleNoun | BodyNoun | Utterance | Title
	found := false
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		switch {
		case t.Named() || t.Is(nouns):
			found = true
		case !found, !t.Word, t.Is(Preposition | SurnameParticle), isCapital(t.Text), t.Norm == "and", t.Norm == "'s":
		default:
			more := false // "Brun campaign manager Peter Orlin"
			for j := i + 1; j < p.b && j < i+4 && tokens[j].Word && !tokens[j].Is(Determiner|Preposition) && !strings.HasSuffix(t.Norm, "ed"); j++ {
				more = more || tokens[j].Named() || tokens[j].Is(nouns) && (!tokens[j].Is(AnySay) || j == p.b-1)
			}
			if !more && !(i == p.b-1 && knowing.Has(t.Norm)) {
				return phrase{p.a, i}
			}
		}
	}
	return p
}

// subjectPronouns can be the subject of a verb of saying in the third person.
var subjectPronouns = lex.Words("en/subject-pronouns")

// subjectPronoun says that a pronoun can be the subject of a verb of saying in the third person.
func subjectPronoun(norm string) bool { return subjectPronouns.Has(norm) }

// thatClause gives the "that" of a relative clause behind the name of a body which p stands in, with the
// clause's verb or as its object; 0 if there is none.
func thatClause(tokens []Token, p phrase) int {
	if p.empty() {
		return 0
	}
	verb := p.a
	if verb > 0 && !clauseVerb(&tokens[verb]) {
		verb--
	}
	if q := verb - 1; q > 0 && clauseVerb(&tokens[verb]) && (tokens[q].Norm == "that" || tokens[q].Norm == "which") &&
		tokens[q-1].Is(BodyNoun|PeopleNoun|Utterance) && !tokens[q-1].Is(AnySay) {
		return q
	}
	return 0
}

// clauseVerb says that t can be the verb behind a relative "that", not the noun of a clause.
func clauseVerb(t *Token) bool {
	return t.Is(Auxiliary) || !isCapital(t.Text) && !t.Is(Determiner|Pronoun|PeopleNoun|Role|BodyNoun|NumberWord) &&
		(strings.HasSuffix(t.Norm, "s") || strings.HasSuffix(t.Norm, "ed"))
}

// lastComma gives the last comma before token e, or -1.
func lastComma(tokens []Token, e int) int {
	for q := e - 1; q >= 0; q-- {
		if tokens[q].Text == "," {
			return q
		}
	}
	return -1
}

// allNamed says that the tokens are one name, with or without a title, and nothing else.
func allNamed(tokens []Token) bool {
	if len(tokens) > 1 && len(tokens[0].Text) == 1 && tokens[1].Text == "-" {
		return false // "R-Odrin"
	}
	words := 0
	for i := range tokens {
		if !tokens[i].Named() && tokens[i].Text != "." && !tokens[i].Is(Title) {
			return false
		}
		if tokens[i].Named() && tokens[i].Word {
			words++
		}
	}
	return words >= 2
}

// afterDateline skips "ODESA, Ukraine — ", "(Velmara Wire) " and "Odesa (VW) " at the start of a sentence.
func afterDateline(tokens []Token) int {
	if k := afterAgency(tokens); k > 0 {
		return k
	}
	for k := 1; k < len(tokens) && k < 14; k++ {
		switch tokens[k].Text {
		case "—", "–", "−", "--", "-":
			if tokens[k-1].End < tokens[k].Start && (tokens[0].Text == strings.ToUpper(tokens[0].Text) && len(tokens[0].Text) > 2 ||
				tokens[k-1].Text == ")" && isCapital(tokens[0].Text)) {
				return k + 1
			}
		}
		if tokens[k].Quoted() {
			break
		}
	}
	return 0
}

// afterAgency skips the agency in parentheses that a sentence begins with, and the place before it.
func afterAgency(tokens []Token) int {
	open := -1
	for k := 0; k < len(tokens) && k < 12; k++ {
		t := &tokens[k]
		switch {
		case t.Text == "(" && open < 0:
			open = k
		case t.Text == ")" && open >= 0 && k > open+1:
			if k+1 < len(tokens) && !tokens[k+1].Is(Weekday|Month) && (isCapital(tokens[k+1].Text) || opening(tokens[k+1].Text)) {
				return k + 1
			}
			return 0
		case t.Quoted() || t.Word && !isCapital(t.Text) || !t.Word && t.Text != "," && t.Text != "." && t.Text != "-" && t.Text != "/":
			return 0
		}
	}
	return 0
}

// subject gives the subject of the main clause, if it ends before token limit: the phrase that the
// sentence begins with, or, after an opening phrase, the one behind its comma.
func subject(tokens []Token, limit int) phrase {
	start := afterDateline(tokens)
	var doubtful phrase // a place between commas, rather
	for start < limit {
		for start < limit && (!tokens[start].Word || tokens[start].Is(Adverb|Conjunction) && !tokens[start].Named()) {
			if tokens[start].Quoted() {
				return phrase{}
			}
			start++
		}
		if start >= limit {
			break
		}
		if p := phraseRight(tokens, start, true); !opensPhrase(tokens, start) && !p.empty() && p.b <= limit &&
			speakerLike(tokens, head(tokens, p)) {
			if start == 0 || p.b >= len(tokens) || tokens[p.b].Text != "," || p.b == limit {
				return p
			}
			if doubtful.empty() {
				doubtful = p
			}
		}
		for start < limit && tokens[start].Text != "," {
			start++
		}
	}
	return doubtful
}

// opensPhrase says that an opening phrase or clause begins at token k, before the subject: "In May, …",
// "While he waited, …".
func opensPhrase(tokens []Token, k int) bool {
	t := &tokens[k]
	if k > 0 && tokens[k-1].Is(Conjunction) && tokens[k-1].Norm != "and" && tokens[k-1].Norm != "but" {
		return true
	}
	return t.Is(Preposition) && t.Stop || !t.Named() && (strings.HasSuffix(t.Norm, "ing") || strings.HasSuffix(t.Norm, "ed")) ||
		t.Is(Weekday|Month)
}

// appositionBefore says that the comma at i closes an insertion after a name: "Brun, the mayor, said".
func appositionBefore(tokens []Token, i int) bool {
	for q := i - 1; q > 0 && i-q < 30; q-- {
		if tokens[q].Quoted() {
			return false
		}
		if tokens[q].Text == "," || tokens[q].Text == "—" || tokens[q].Text == "–" {
			return isCapital(tokens[q-1].Text) || tokens[q-1].Text == ")" || tokens[q-1].Text == "."
		}
	}
	return false
}

// tight says that a phrase is somebody who speaks and nothing more: no other word follows the name
// or the role, as it would if the phrase were the beginning of what is said.
func tight(tokens []Token, p phrase) bool {
	found := false
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		switch {
		case t.Named() || t.Is(Role|PeopleNoun|BodyNoun|Utterance|Title):
			found = true
		case t.Norm == "'s" || t.Text == "’":
			found = false
		case found && t.Word && !isCapital(t.Text) && t.Norm != "and" && !t.Is(SurnameParticle):
			return false
		}
	}
	return found
}

// speakerLike says that a phrase can name somebody who speaks.
func speakerLike(tokens []Token, p phrase) bool {
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		if t.Named() || t.Is(Role|PeopleNoun|BodyNoun|Utterance|Title) && (i > 0 || !t.Is(AnySay)) {
			return true
		}
	}
	return false
}

// partOf says that the "of" at token k stands after a word of quantity: "one of the advisers".
func partOf(tokens []Token, k int) bool {
	return k > 0 && tokens[k].Norm == "of" && tokens[k-1].Is(Determiner|NumberWord)
}

// manyIn says that a phrase is about several people.
func manyIn(tokens []Token, p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if tokens[i].Is(PeopleNoun) || tokens[i].Norm == "those" {
			return true
		}
	}
	return false
}

// party says that a phrase is only where a politician comes from: "R-Odrin", "D.C.".
func party(tokens []Token, p phrase) bool {
	return p.b-p.a > 1 && len(tokens[p.a].Text) == 1 && tokens[p.a+1].Text == "-" || p.b-p.a == 1 && strings.Contains(tokens[p.a].Text, ".")
}

// possessive says that token i is a possessive ending, or a word that has one.
func possessive(tokens []Token, i int) bool {
	t := &tokens[i]
	return t.Norm == "'s" && i > 0 && !tokens[i-1].Is(Pronoun) || (t.Text == "’" || t.Text == "'") && inner(tokens, i)
}
