package speech

import (
	"strings"
	"sync"

	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// nounVerbs are verbs whose plain form, or form with -s, is as often the noun: "credit reports",
// "the Paris attacks", "party rules". Such a word is a verb only where an object or a clause follows.
var nounVerbs = lex.Words("en/noun-verbs")

// particles go with a verb that is not followed by an object: "calls for", "points out".
var particles = sync.OnceValue(func() map[string]string { return lex.Pairs("en/verb-particles") })

// quoteParticles make quoteVerbs, by their stems, verbs of speech.
var quoteParticles = sync.OnceValue(func() map[string]string { return lex.Pairs("en/quotation-verb-particles") })

// clauseVerbs put words into a mouth only with a clause or a quotation behind them: the police find
// that, but also find bodies.
var clauseVerbs = lex.Words("en/clause-verbs")

// quoteVerbs are verbs of speech beside a quotation only: “…,” she continued. He spoke:
var quoteVerbs = lex.Words("en/quotation-verbs")

// complement says that what stands behind the verb at k can be what is said, or whom it is said to.
func complement(tokens []text.Token, k int) bool {
	i := k + 1
	for text.At(tokens, i).Is(text.Adverb) {
		i++
	}
	t := text.At(tokens, i)
	switch {
	case t.Quoted() || text.IsCapital(t.Text) || t.Digit():
		return true
	case noComplement.Has(t.Norm):
		return false
	case t.Is(text.Determiner | text.Pronoun | text.Conjunction | text.NumberWord), len(t.Norm) > 5 && strings.HasSuffix(t.Norm, "ing"):
		return true
	}
	return text.HasWord(particles()[tokens[k].Norm], t.Norm)
}

var (
	noComplement    = lex.Words("en/conjunctions-after-nouns")
	clauseBeginners = lex.Words("en/complement-openers")
)

// clauseBehind says that a clause or a quotation stands behind the verb at k.
func clauseBehind(tokens []text.Token, k int) bool {
	if k+1 >= len(tokens) {
		return false
	}
	t := &tokens[k+1]
	return clauseBeginners.Has(t.Norm) || t.Named()
}

// besideQuotation says that a quotation, or a colon at the end, stands beside the verb at k.
func besideQuotation(tokens []text.Token, k int) bool {
	for i := k + 1; i < len(tokens) && i <= k+5; i++ {
		if text.OpeningMark(tokens[i].Text) || tokens[i].Text == ":" {
			return true
		}
	}
	for i := k - 1; i >= 0 && i >= k-6; i-- {
		if tokens[i].Quoted() {
			return true
		}
	}
	return false
}

// verbal says that the word at k is used as a verb of saying, as far as the words behind it tell.
func verbal(tokens []text.Token, k int) bool {
	t := &tokens[k]
	switch {
	case quoteVerbs.Has(t.Norm) && !besideQuotation(tokens, k):
		return quotes(tokens, k)
	case (clauseVerbs.Has(t.Norm) || t.Stem == "show") && reports(tokens, k):
		return true // "the poll found growing support"
	case clauseVerbs.Has(t.Norm):
		return clauseBehind(tokens, k) || trails(tokens, k) || t.Stem == "decid" &&
			text.HasWord("to not against", text.Next(tokens, k))
	case t.Norm == "back":
		return false
	}
	switch t.Lemma() {
	case "see", "saw":
		return judges(tokens, k)
	case "shoot", "fire":
		return text.Next(tokens, k) == "back"
	}
	return !nounVerbs.Has(t.Norm) || nounAsVerb(tokens, k)
}

// quotes says that a verb of quotations at k is one without a quotation beside it: "continued that", "went on to",
// "delivered a speech".
func quotes(tokens []text.Token, k int) bool {
	t, next := &tokens[k], text.Next(tokens, k)
	return clauseBehind(tokens, k) || text.HasWord(quoteParticles()[t.Stem], next) ||
		strings.HasPrefix(t.Norm, "deliver") && speechAfter(tokens, k)
}

// nounAsVerb says that a word that is as often the noun is the verb at k, by what stands around it.
func nounAsVerb(tokens []text.Token, k int) bool {
	if k > 0 {
		p := &tokens[k-1]
		if p.Is(text.Pronoun) && clause.SubjectPronoun(p.Norm) || p.Is(text.Auxiliary) || p.Norm == "to" || p.Norm == "not" {
			return true
		}
	}
	if k+1 >= len(tokens)-1 {
		return trails(tokens, k)
	}
	if c := clause.LastComma(tokens, k); tokens[k+1].Text == "," && c > 1 && k-c < 6 {
		return true // "as some bakers hope,"
	}
	return complement(tokens, k) || besideQuotation(tokens, k) && !tokens[k+1].Word
}

// trails says that the verb at k ends its sentence after what is said: “…,” the mayor jokes. It fell,
// records show.
func trails(tokens []text.Token, k int) bool {
	c := clause.LastComma(tokens, k)
	return k+1 >= len(tokens)-1 && (besideQuotation(tokens, k) || c > 1 && k-c < 6)
}

// reports says that a paper, a poll or the like stands in the clause before the verb at k.
func reports(tokens []text.Token, k int) bool {
	for i := k - 1; i >= 0 && i > k-12 && (tokens[i].Word || text.Inner(tokens, i)) && !tokens[i].Is(text.Conjunction); i-- {
		if tokens[i].Is(text.Utterance) && !tokens[i].Is(text.PeopleNoun|text.AnySay) || tokens[i].Is(text.Utterance) && i == k-1 &&
			!tokens[i].Is(text.PeopleNoun) {
			return true
		}
	}
	return false
}

// speechAfter says that a speech, a statement or the like is the object of the verb at k.
func speechAfter(tokens []text.Token, k int) bool {
	for i := k + 1; i < len(tokens) && i < k+6; i++ {
		if tokens[i].Is(text.Utterance) {
			return true
		}
	}
	return false
}

// judges says that "as" follows the verb at k and its object: "sees the town as lost".
func judges(tokens []text.Token, k int) bool {
	for i := k + 2; i < len(tokens) && i < k+10 && (tokens[i].Word || text.Inner(tokens, i)); i++ {
		if tokens[i].Norm == "as" {
			return tokens[i-1].Norm != "such"
		}
	}
	return false
}
