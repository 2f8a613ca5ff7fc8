package text

import (
	"strings"

	"briefbot/briefing/lex"
)

// A phrase is a noun phrase, tokens[a:b] of one sentence.
type phrase struct{ a, b int }

// empty says that p has no words.
func (p phrase) empty() bool { return p.a >= p.b }

// inner says that token i is a mark that does not end a phrase: a hyphen, the point of an initial,
// a possessive ending.
func inner(tokens []Token, i int) bool {
	t := &tokens[i]
	switch {
	case t.Norm == "'s", t.Text == "&", t.Text == "$", t.Text == "%":
		return true
	case t.Text == "-":
		return i > 0 && tokens[i-1].End == t.Start
	case t.Text == ".":
		return i > 0 && tokens[i-1].End == t.Start && (tokens[i-1].Is(Abbreviation) || len(tokens[i-1].Text) == 1) && i+1 < len(tokens)
	case t.Text == "’" || t.Text == "'":
		return i > 0 && tokens[i-1].End == t.Start && strings.HasSuffix(tokens[i-1].Norm, "s")
	}
	return false
}

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

// phraseLeft gives the phrase that ends before token end.
func phraseLeft(tokens []Token, end int) phrase {
	a := end
	for a > 0 && end-a < 18 {
		t := &tokens[a-1]
		if t.Quoted() {
			break
		}
		if !t.Word {
			if inner(tokens, a-1) {
				a--
				continue
			}
			break
		}
		if t.Is(Conjunction) && t.Norm != "and" || finite(tokens, a-1) {
			break
		}
		if t.Is(Pronoun) && !t.Is(Determiner) && t.Norm != "others" && !(objectPronoun(t.Norm) && a > 1 && tokens[a-2].Is(Preposition)) {
			break
		}
		if t.Norm == "and" {
			// "Brun and Otieno", but "… and Otieno"
			if a < end && a >= 2 && isCapital(tokens[a].Text) && isCapital(tokens[a-2].Text) && tokens[a-2].Word {
				a--
				continue
			}
			break
		}
		if t.Is(Weekday) || t.Is(Month) && isCapital(t.Text) {
			break
		}
		if t.Is(Preposition) {
			if a-1 == 0 || !tokens[a-2].Word || tokens[a-2].Quoted() || a == end || tokens[a-2].Is(Preposition|Conjunction|Auxiliary) {
				break
			}
			if t.Is(Stopword) && !nounLinks.Has(t.Norm) {
				break
			}
			a--
			continue
		}
		a--
		if t.Is(Determiner) && t.Stop {
			// The phrase begins here unless it hangs on a noun before: "the mayor of the town".
			if a > 0 && tokens[a-1].Word && tokens[a-1].Is(Preposition) && nounLinks.Has(tokens[a-1].Norm) && a > 1 && tokens[a-2].Word && !tokens[a-2].Is(Auxiliary|Conjunction|Preposition) {
				continue
			}
			break
		}
	}
	for a < end && (!tokens[a].Word && tokens[a].Text != "$" || tokens[a].Is(Preposition|Adverb) && tokens[a].Stop) {
		a++
	}
	return phrase{a, end}
}

var nounLinks = lex.Words("en/noun-links")

// phraseRight gives the phrase that begins at token start. With links it goes on over any
// preposition, else only over "of", "for", "from" and "with".
func phraseRight(tokens []Token, start int, links bool) phrase {
	b := start
	for b < len(tokens) && b-start < 18 {
		t := &tokens[b]
		if t.Quoted() {
			break
		}
		if !t.Word {
			if inner(tokens, b) {
				b++
				continue
			}
			break
		}
		if t.Is(Conjunction) && !(t.Norm == "and" && b > start && b+1 < len(tokens) && isCapital(tokens[b+1].Text) && isCapital(tokens[b-1].Text)) {
			break
		}
		if t.Is(Pronoun) && !t.Is(Determiner) || b > start && finite(tokens, b) || t.Is(Weekday) {
			break
		}
		if t.Is(Preposition) && b > start && !(t.Norm == "of" || t.Norm == "for" || t.Norm == "from" || t.Norm == "with" || t.Norm == "by" && links || links && nounLinks.Has(t.Norm)) {
			break
		}
		b++
	}
	for b > start && (!tokens[b-1].Word && !inner(tokens, b-1) || tokens[b-1].Is(Preposition|Conjunction|Adverb) && tokens[b-1].Stop) {
		b--
	}
	return phrase{start, b}
}
