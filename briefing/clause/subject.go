package clause

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Joined says that the phrase before token e is of two names: "Brun and Otieno say".
func Joined(tokens []text.Token, e int) bool {
	for q := e - 2; q > 0 && q > e-6; q-- {
		if tokens[q].Norm == "and" {
			return true
		}
	}
	return false
}

// AdverbialStart gives where a time that ends before token e begins, with its preposition; e if
// there is none: "on Friday", "in April", "last week", "this month".
func AdverbialStart(tokens []text.Token, e int) int {
	t := &tokens[e-1]
	q := e
	switch {
	case dayOrMonth(t):
		q--
	case spans.Has(t.Norm):
		if e < 2 || !tokens[e-2].Is(text.Weekday) && !spanWords.Has(tokens[e-2].Norm) {
			return e
		}
		q -= 2
	case t.Digit() && e > 1 && tokens[e-2].Norm == "in":
		q -= 2
	default:
		return e
	}
	for q > 0 && beforeTimes.Has(tokens[q-1].Norm) {
		q--
	}
	return q
}

var (
	spans       = lex.Words("en/time-spans")
	spanWords   = lex.Words("en/time-span-openers")
	beforeTimes = lex.Words("en/words-before-times")
)

// Head cuts a phrase before its first preposition.
func Head(tokens []text.Token, p Phrase) Phrase {
	for k := p.From + 1; k < p.To; k++ {
		if tokens[k].Is(text.Preposition) && !text.IsCapital(tokens[k].Text) && !PartOf(tokens, k) {
			return Phrase{p.From, k}
		}
	}
	return p
}

// knowing are words that stand behind whom they tell more of: "a person familiar with the plan".
var knowing = lex.Words("en/postposed-adjectives")

// NounPart cuts a phrase behind the noun that it begins with, where a verb with its object may
// follow: "Brun took the stage".
func NounPart(tokens []text.Token, p Phrase) Phrase {
	const nouns = text.Role | text.PeopleNoun | text.BodyNoun | text.Utterance | text.Title
	found := false
	for i := p.From; i < p.To; i++ {
		t := &tokens[i]
		switch {
		case t.Named() || t.Is(nouns):
			found = true
		case !found, !t.Word, t.Is(text.Preposition | text.SurnameParticle), text.IsCapital(t.Text), t.Norm == "and":
		default:
			more := false // "Brun campaign manager Peter Orlin"
			for j := i + 1; j < p.To && j < i+4 && tokens[j].Word && !tokens[j].Is(text.Determiner|text.Preposition) &&
				!strings.HasSuffix(t.Norm, "ed"); j++ {
				more = more || tokens[j].Named() || tokens[j].Is(nouns)
			}
			if !more && !(i == p.To-1 && knowing.Has(t.Norm)) {
				return Phrase{p.From, i}
			}
		}
	}
	return p
}

// subjectPronouns can be the subject of a verb of saying in the third person.
var subjectPronouns = lex.Words("en/subject-pronouns")

// SubjectPronoun says that a pronoun can be the subject of a verb of saying in the third person.
func SubjectPronoun(norm string) bool { return subjectPronouns.Has(norm) }

// ThatClause gives the "that" of a relative clause behind the name of a body which p stands in, with the
// clause's verb or as its object; 0 if there is none.
func ThatClause(tokens []text.Token, p Phrase) int {
	if p.Empty() {
		return 0
	}
	verb := p.From
	if verb > 0 && !clauseVerb(&tokens[verb]) {
		verb--
	}
	if q := verb - 1; q > 0 && tokens[q].Norm == "that" &&
		tokens[q-1].Is(text.BodyNoun|text.PeopleNoun|text.Utterance) {
		return q
	}
	return 0
}

// clauseVerb says that t can be the verb behind a relative "that", not the noun of a clause.
func clauseVerb(t *text.Token) bool {
	return t.Is(text.Auxiliary) || !text.IsCapital(t.Text) &&
		!t.Is(text.Determiner|text.Pronoun|text.PeopleNoun|text.Role|text.BodyNoun|text.NumberWord) &&
		(strings.HasSuffix(t.Norm, "s") || strings.HasSuffix(t.Norm, "ed"))
}

// LastComma gives the last comma before token e, or -1.
func LastComma(tokens []text.Token, e int) int {
	for q := e - 1; q >= 0; q-- {
		if tokens[q].Text == "," {
			return q
		}
	}
	return -1
}

// AllNamed says that the tokens are one name, with or without a title, and nothing else.
func AllNamed(tokens []text.Token) bool {
	if len(tokens) > 1 && len(tokens[0].Text) == 1 && tokens[1].Text == "-" {
		return false // "R-Odrin"
	}
	words := 0
	for i := range tokens {
		if !tokens[i].Named() && tokens[i].Text != "." && !tokens[i].Is(text.Title) {
			return false
		}
		if tokens[i].Named() && tokens[i].Word {
			words++
		}
	}
	return words >= 2
}

// AfterDateline skips "ODESA, Ukraine — ", "(Velmara Wire) " and "Odesa (VW) " at the start of a sentence.
func AfterDateline(tokens []text.Token) int {
	if k := afterAgency(tokens); k > 0 {
		return k
	}
	for k := 1; k < len(tokens) && k < 14; k++ {
		switch tokens[k].Text {
		case "—", "–", "−", "--", "-":
			if tokens[k-1].End() < tokens[k].Start() && (tokens[0].Text == strings.ToUpper(tokens[0].Text) && len(tokens[0].Text) > 2 ||
				tokens[k-1].Text == ")") {
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
func afterAgency(tokens []text.Token) int {
	open := -1
	for k := 0; k < len(tokens) && k < 12; k++ {
		t := &tokens[k]
		switch {
		case t.Text == "(" && open < 0:
			open = k
		case t.Text == ")" && open >= 0 && k > open+1:
			if opensSentence(text.At(tokens, k+1)) {
				return k + 1
			}
			return 0
		case t.Quoted() || t.Word && !text.IsCapital(t.Text) || !t.Word && !strings.Contains(",.-/", t.Text):
			return 0
		}
	}
	return 0
}

// opensSentence says that a token can be the first of a sentence behind its agency.
func opensSentence(t *text.Token) bool {
	return !t.Is(text.Weekday|text.Month) && (text.IsCapital(t.Text) || text.OpeningMark(t.Text))
}

// Subject gives the subject of the main clause, if it ends before token limit: the phrase that the
// sentence begins with, or, after an opening phrase, the one behind its comma.
func Subject(tokens []text.Token, limit int) Phrase {
	start := AfterDateline(tokens)
	var doubtful Phrase // a place between commas, rather
	for start < limit {
		for start < limit && skipped(&tokens[start]) {
			if tokens[start].Quoted() {
				return Phrase{}
			}
			start++
		}
		if start >= limit {
			break
		}
		if p := subjectAt(tokens, start, limit); !p.Empty() {
			if start == 0 || text.At(tokens, p.To).Text != "," {
				return p
			}
			if doubtful.Empty() {
				doubtful = p
			}
		}
		for start < limit && tokens[start].Text != "," {
			start++
		}
	}
	return doubtful
}

// skipped says that a token may stand before a subject: a mark, "and", "also".
func skipped(t *text.Token) bool {
	return !t.Word || t.Is(text.Adverb|text.Conjunction) && !t.Named()
}

// subjectAt gives the phrase that begins at start and ends before limit, where it can be a subject.
func subjectAt(tokens []text.Token, start, limit int) Phrase {
	p := Right(tokens, start, true)
	if p.Empty() || p.To > limit || opensPhrase(tokens, start) || !SpeakerLike(tokens, Head(tokens, p)) {
		return Phrase{}
	}
	return p
}

// opensPhrase says that an opening phrase or clause begins at token k, before the subject: "In May, …",
// "While he waited, …".
func opensPhrase(tokens []text.Token, k int) bool {
	t := &tokens[k]
	if text.At(tokens, k-1).Is(text.Conjunction) && tokens[k-1].Norm != "and" && tokens[k-1].Norm != "but" {
		return true
	}
	return t.Is(text.Preposition) && t.Stop || !t.Named() && (strings.HasSuffix(t.Norm, "ing") || strings.HasSuffix(t.Norm, "ed")) ||
		t.Is(text.Weekday|text.Month) && !t.Named()
}

// AppositionBefore says that the comma at i closes an insertion after a name: "Brun, the mayor, said".
func AppositionBefore(tokens []text.Token, i int) bool {
	for q := i - 1; q > 0 && i-q < 30; q-- {
		if tokens[q].Quoted() {
			return false
		}
		if tokens[q].Text == "," || tokens[q].Text == "—" || tokens[q].Text == "–" {
			return text.IsCapital(tokens[q-1].Text) || tokens[q-1].Text == "."
		}
	}
	return false
}

// Tight says that a phrase is somebody who speaks and nothing more: no other word follows the name
// or the role, as it would if the phrase were the beginning of what is said.
func Tight(tokens []text.Token, p Phrase) bool {
	found := false
	for i := p.From; i < p.To; i++ {
		t := &tokens[i]
		switch {
		case t.Named() || t.Is(text.Role|text.PeopleNoun|text.BodyNoun|text.Utterance|text.Title):
			found = true
		case t.Norm == "'s" || t.Text == "’":
			found = false
		case found && t.Word && !text.IsCapital(t.Text) && t.Norm != "and":
			return false
		}
	}
	return found
}

// SpeakerLike says that a phrase can name somebody who speaks.
func SpeakerLike(tokens []text.Token, p Phrase) bool {
	for i := p.From; i < p.To; i++ {
		t := &tokens[i]
		if t.Named() || t.Is(text.Role|text.PeopleNoun|text.BodyNoun|text.Utterance|text.Title) && (i > 0 || !t.Is(text.AnySay)) {
			return true
		}
	}
	return false
}

// PartOf says that the "of" at token k stands after a word of quantity: "one of the advisers".
func PartOf(tokens []text.Token, k int) bool {
	return k > 0 && tokens[k].Norm == "of" && tokens[k-1].Is(text.Determiner|text.NumberWord)
}

// ManyIn says that a phrase is about several people.
func ManyIn(tokens []text.Token, p Phrase) bool {
	for i := p.From; i < p.To; i++ {
		if tokens[i].Is(text.PeopleNoun) || tokens[i].Norm == "those" {
			return true
		}
	}
	return false
}

// Party says that a phrase is only where a politician comes from: "R-Odrin", "D.C.".
func Party(tokens []text.Token, p Phrase) bool {
	return p.To-p.From > 1 && len(tokens[p.From].Text) == 1 && tokens[p.From+1].Text == "-" || p.To-p.From == 1 &&
		strings.Contains(tokens[p.From].Text, ".")
}

// Possessive says that token i is a possessive ending, or a word that has one.
func Possessive(tokens []text.Token, i int) bool {
	t := &tokens[i]
	return t.Norm == "'s" && i > 0 && !tokens[i-1].Is(text.Pronoun) || (t.Text == "’" || t.Text == "'") && text.Inner(tokens, i)
}
