package clause

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// A Phrase is a noun phrase, tokens[a:b] of one sentence.
type Phrase struct{ From, To int }

// Empty says that p has no words.
func (p Phrase) Empty() bool { return p.From >= p.To }

// Finite says that token i looks like a verb that would end a phrase.
func Finite(tokens []text.Token, i int) bool {
	t := &tokens[i]
	if t.Is(text.Auxiliary) && !t.Named() {
		return true
	}
	if text.IsCapital(t.Text) || t.Is(text.Role|text.PeopleNoun|text.BodyNoun|text.Utterance|text.Title) {
		return false
	}
	return t.Is(text.SayPast|text.SayPresent) || t.Can(text.PastForm) && !t.Can(text.ParticipleForm|text.PlainForm) // went, took
}

// objectPronoun says that a pronoun may stand inside a phrase: "people close to her".
func objectPronoun(norm string) bool {
	return norm == "him" || norm == "them" || norm == "her" || norm == "us"
}

// longestPhrase is how many tokens a phrase has at most.
const longestPhrase = 18

// Left gives the phrase that ends before token end.
func Left(tokens []text.Token, end int) Phrase {
	a := end
	for a > 0 && end-a < longestPhrase && growsLeft(tokens, a, end) {
		a--
		if t := &tokens[a]; t.Is(text.Determiner) && t.Stop && !t.Is(text.Preposition) && !hangsOn(tokens, a) {
			break
		}
	}
	for a < end && opensNone(&tokens[a]) {
		a++
	}
	if a+1 < end && helped(tokens, a) {
		a++ // "has also included members"
	}
	return Phrase{a, end}
}

// opensNone says that no phrase begins with a token: a mark, a small preposition or adverb.
func opensNone(t *text.Token) bool {
	return !t.Word && t.Text != "$" || t.Is(text.Preposition|text.Adverb) && t.Stop
}

// helped says that the token at a is a participle behind its auxiliary.
func helped(tokens []text.Token, a int) bool {
	t, p := &tokens[a], text.At(tokens, a-1)
	if !t.Can(text.ParticipleForm | text.IngForm) {
		return false
	}
	return p.Is(text.Auxiliary) || p.Is(text.Adverb) && text.At(tokens, a-2).Is(text.Auxiliary)
}

// hangsOn says that a phrase that begins with the determiner at a hangs on a noun before: "the mayor of the
// town".
func hangsOn(tokens []text.Token, a int) bool {
	return a > 1 && tokens[a-1].Word && tokens[a-1].Is(text.Preposition) && nounLinks.Has(tokens[a-1].Norm) &&
		tokens[a-2].Word && !tokens[a-2].Is(text.Auxiliary|text.Conjunction|text.Preposition)
}

// growsLeft says that the token before a belongs to the phrase that ends before end.
func growsLeft(tokens []text.Token, a, end int) bool {
	t := &tokens[a-1]
	switch {
	case t.Quoted():
		return false
	case !t.Word:
		return text.Inner(tokens, a-1) || t.Named() // Peter “Pete” Brun
	case t.Norm == "and":
		// "Brun and Otieno", but "… and Otieno"
		return a < end && text.IsCapital(tokens[a].Text) && text.IsCapital(text.At(tokens, a-2).Text)
	case t.Is(text.Conjunction), Finite(tokens, a-1), dayOrMonth(t):
		return false
	case t.Is(text.Pronoun) && !t.Is(text.Determiner) && t.Norm != "others":
		if !objectPronoun(t.Norm) || a < 2 || !tokens[a-2].Is(text.Preposition) {
			return false
		}
	}
	return !t.Is(text.Preposition) || linksLeft(tokens, a, end)
}

// dayOrMonth says that a token is a date's, and nobody's name.
func dayOrMonth(t *text.Token) bool {
	return !t.Named() && (t.Is(text.Weekday) || t.Is(text.Month) && text.IsCapital(t.Text))
}

// linksLeft says that the preposition before a ties what stands behind it to a noun before it.
func linksLeft(tokens []text.Token, a, end int) bool {
	if a < 2 || a == end || !tokens[a-2].Word || tokens[a-2].Is(text.Preposition|text.Conjunction|text.Auxiliary) {
		return false
	}
	return !tokens[a-1].Is(text.Stopword) || nounLinks.Has(tokens[a-1].Norm)
}

var nounLinks = lex.Words("en/noun-links")

// Right gives the phrase that begins at token start. With links it goes on over any
// preposition, else only over "of", "for", "from" and "with".
func Right(tokens []text.Token, start int, links bool) Phrase {
	b := start
	for b < len(tokens) && b-start < longestPhrase && growsRight(tokens, start, b, links) {
		b++
	}
	for b > start && tokens[b-1].Is(text.Preposition|text.Conjunction|text.Adverb) &&
		tokens[b-1].Stop {
		b--
	}
	return Phrase{start, b}
}

// growsRight says that the token at b belongs to the phrase that begins at start.
func growsRight(tokens []text.Token, start, b int, links bool) bool {
	t := &tokens[b]
	switch {
	case t.Quoted():
		return false
	case !t.Word:
		return text.Inner(tokens, b) || t.Named()
	case t.Is(text.Conjunction) && !(t.Norm == "and" && b > start && text.IsCapital(text.At(tokens, b+1).Text) &&
		text.IsCapital(tokens[b-1].Text)):
		return false
	case t.Is(text.Pronoun) && !t.Is(text.Determiner), b > start && Finite(tokens, b), t.Is(text.Weekday) && !t.Named():
		return false
	}
	return !t.Is(text.Preposition) || b == start || linksRight(t.Norm, links)
}

// linksRight says that a preposition goes on with the phrase before it.
func linksRight(norm string, links bool) bool {
	switch norm {
	case "of", "for", "from", "with":
		return true
	case "by":
		return links
	}
	return links && nounLinks.Has(norm)
}

// Range makes the Range of a phrase.
func (p Phrase) Range() text.Range {
	if p.Empty() {
		return text.Range{}
	}
	return text.Range{From: int16(p.From), To: int16(p.To)}
}
