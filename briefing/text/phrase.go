package text

import (
	"briefbot/briefing/lex"
)

// A phrase is a noun phrase, tokens[a:b] of one sentence.
type phrase struct{ a, b int }

// empty says that p has no words.
func (p phrase) empty() bool { return p.a >= p.b }

// finite says that token i looks like a verb that would end a phrase.
func finite(tokens []Token, i int) bool {
	t := &tokens[i]
	if t.Is(Auxiliary) {
		return true
	}
	if isCapital(t.Text) || t.Is(Role|PeopleNoun|BodyNoun|Utterance|Title) {
		return false
	}
	return t.Is(SayPast|SayPresent) || t.can(pastForm) && !t.can(participleForm|plainForm) // went, took
}

// objectPronoun says that a pronoun may stand inside a phrase: "people close to her".
func objectPronoun(norm string) bool {
	return norm == "him" || norm == "them" || norm == "her" || norm == "us"
}

// longestPhrase is how many tokens a phrase has at most.
const longestPhrase = 18

// phraseLeft gives the phrase that ends before token end.
func phraseLeft(tokens []Token, end int) phrase {
	a := end
	for a > 0 && end-a < longestPhrase && growsLeft(tokens, a, end) {
		a--
		if t := &tokens[a]; t.Is(Determiner) && t.Stop && !t.Is(Preposition) && !hangsOn(tokens, a) {
			break
		}
	}
	for a < end && (!tokens[a].Word && tokens[a].Text != "$" || tokens[a].Is(Preposition|Adverb) && tokens[a].Stop) {
		a++
	}
	return phrase{a, end}
}

// hangsOn says that a phrase that begins with the determiner at a hangs on a noun before: "the mayor of the
// town".
func hangsOn(tokens []Token, a int) bool {
	return a > 1 && tokens[a-1].Word && tokens[a-1].Is(Preposition) && nounLinks.Has(tokens[a-1].Norm) &&
		tokens[a-2].Word && !tokens[a-2].Is(Auxiliary|Conjunction|Preposition)
}

// growsLeft says that the token before a belongs to the phrase that ends before end.
func growsLeft(tokens []Token, a, end int) bool {
	t := &tokens[a-1]
	switch {
	case t.Quoted():
		return false
	case !t.Word:
		return inner(tokens, a-1)
	case t.Norm == "and":
		// "Brun and Otieno", but "… and Otieno"
		return a < end && a >= 2 && isCapital(tokens[a].Text) && isCapital(tokens[a-2].Text) && tokens[a-2].Word && !finite(tokens, a-1)
	case t.Is(Conjunction), finite(tokens, a-1), t.Is(Weekday), t.Is(Month) && isCapital(t.Text):
		return false
	case t.Is(Pronoun) && !t.Is(Determiner) && t.Norm != "others":
		if !objectPronoun(t.Norm) || a < 2 || !tokens[a-2].Is(Preposition) {
			return false
		}
	}
	return !t.Is(Preposition) || linksLeft(tokens, a, end)
}

// linksLeft says that the preposition before a ties what stands behind it to a noun before it.
func linksLeft(tokens []Token, a, end int) bool {
	if a < 2 || a == end || !tokens[a-2].Word || tokens[a-2].Quoted() || tokens[a-2].Is(Preposition|Conjunction|Auxiliary) {
		return false
	}
	return !tokens[a-1].Is(Stopword) || nounLinks.Has(tokens[a-1].Norm)
}

var nounLinks = lex.Words("en/noun-links")

// phraseRight gives the phrase that begins at token start. With links it goes on over any
// preposition, else only over "of", "for", "from" and "with".
func phraseRight(tokens []Token, start int, links bool) phrase {
	b := start
	for b < len(tokens) && b-start < longestPhrase && growsRight(tokens, start, b, links) {
		b++
	}
	for b > start && (!tokens[b-1].Word && !inner(tokens, b-1) || tokens[b-1].Is(Preposition|Conjunction|Adverb) && tokens[b-1].Stop) {
		b--
	}
	return phrase{start, b}
}

// growsRight says that the token at b belongs to the phrase that begins at start.
func growsRight(tokens []Token, start, b int, links bool) bool {
	t := &tokens[b]
	switch {
	case t.Quoted():
		return false
	case !t.Word:
		return inner(tokens, b)
	case t.Is(Conjunction) && !(t.Norm == "and" && b > start && b+1 < len(tokens) && isCapital(tokens[b+1].Text) &&
		isCapital(tokens[b-1].Text)):
		return false
	case t.Is(Pronoun) && !t.Is(Determiner), b > start && finite(tokens, b), t.Is(Weekday):
		return false
	}
	return !t.Is(Preposition) || b == start || linksRight(t.Norm, links)
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

// span makes the Range of a phrase.
func (p phrase) span() Range {
	if p.empty() {
		return Range{}
	}
	return Range{int16(p.a), int16(p.b)}
}
