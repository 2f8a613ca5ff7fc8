package text

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
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
func complement(tokens []Token, k int) bool {
	i := k + 1
	for i < len(tokens) && tokens[i].Is(Adverb) && !isCapital(tokens[i].Text) {
		i++
	}
	if i >= len(tokens) {
		return false
	}
	t := &tokens[i]
	switch {
	case !t.Word:
		return t.Quoted() || t.Text == ":" || opening(t.Text) || t.Text == "$" || t.Text == "," && i+1 < len(tokens) && tokens[i+1].Quoted()
	case t.Quoted() || t.Named() || isCapital(t.Text) || t.digit():
		return true
	case noComplement.Has(t.Norm):
		return false
	case t.Is(Determiner | Pronoun | Conjunction | NumberWord), len(t.Norm) > 5 && strings.HasSuffix(t.Norm, "ing"):
		return true
	}
	return hasWord(particles()[tokens[k].Norm], t.Norm)
}

var (
	noComplement    = lex.Words("en/conjunctions-after-nouns")
	clauseBeginners = lex.Words("en/complement-openers")
)

// clause says that a clause or a quotation stands behind the verb at k.
func clause(tokens []Token, k int) bool {
	if k+1 >= len(tokens) {
		return false
	}
	t := &tokens[k+1]
	return clauseBeginners.Has(t.Norm) || t.Norm == ":" || t.Quoted() || opening(t.Text) || t.Named() && t.Word
}

// besideQuotation says that a quotation, or a colon at the end, stands beside the verb at k.
func besideQuotation(tokens []Token, k int) bool {
	if tokens[len(tokens)-1].Text == ":" {
		return true
	}
	for i := k + 1; i < len(tokens) && i <= k+5; i++ {
		if opening(tokens[i].Text) || tokens[i].Text == ":" {
			return true
		}
	}
	for i := k - 1; i >= 0 && i >= k-6; i-- {
		if !tokens[i].Word && tokens[i].Quoted() {
			return true
		}
	}
	return false
}

// verbal says that the word at k is used as a verb of saying, as far as the words behind it tell.
func verbal(tokens []Token, k int) bool {
	t := &tokens[k]
	switch {
	case quoteVerbs.Has(t.Norm) && !besideQuotation(tokens, k):
		return clause(tokens, k) && next(tokens, k) != "it" || hasWord(quoteParticles()[t.Stem], next(tokens, k)) ||
			strings.HasPrefix(t.Norm, "deliver") && speechAfter(tokens, k)
	case (clauseVerbs.Has(t.Norm) || t.Stem == "show") && reports(tokens, k):
		return true // "the poll found growing support"
	case clauseVerbs.Has(t.Norm):
		return clause(tokens, k) || trails(tokens, k) || (t.Stem == "decid" || t.Stem == "determin") && hasWord("to not against", next(tokens, k))
	}
	switch t.Lemma() {
	case "see", "saw":
		return judges(tokens, k)
	case "shoot", "fire":
		return next(tokens, k) == "back" && !t.can(ingForm)
	}
	switch t.Norm {
	case "back", "publish", "publishing":
		return false
	}
	return !nounVerbs.Has(t.Norm) || nounAsVerb(tokens, k)
}

// nounAsVerb says that a word that is as often the noun is the verb at k, by what stands around it.
func nounAsVerb(tokens []Token, k int) bool {
	if k > 0 {
		p := &tokens[k-1]
		if p.Is(Pronoun) && subjectPronoun(p.Norm) || p.Is(Auxiliary) && !p.Named() || p.Norm == "to" || p.Norm == "not" {
			return true
		}
	}
	if k+1 >= len(tokens)-1 {
		return trails(tokens, k)
	}
	if c := lastComma(tokens, k); tokens[k+1].Text == "," && c > 1 && k-c < 6 {
		return true // "as some bakers hope,"
	}
	return complement(tokens, k) || besideQuotation(tokens, k) && !tokens[k+1].Word
}

// trails says that the verb at k ends its sentence after what is said: “…,” the mayor jokes. It fell,
// records show.
func trails(tokens []Token, k int) bool {
	c := lastComma(tokens, k)
	return k+1 >= len(tokens)-1 && (besideQuotation(tokens, k) || c > 1 && k-c < 6)
}

// reports says that a paper, a poll or the like stands in the clause before the verb at k.
func reports(tokens []Token, k int) bool {
	for i := k - 1; i >= 0 && i > k-12 && (tokens[i].Word || inner(tokens, i)) && !tokens[i].Is(Conjunction); i-- {
		if tokens[i].Is(Utterance) && !tokens[i].Is(PeopleNoun|AnySay) || tokens[i].Is(Utterance) && i == k-1 && !tokens[i].Is(PeopleNoun) {
			return true
		}
	}
	return false
}

// speechAfter says that a speech, a statement or the like is the object of the verb at k.
func speechAfter(tokens []Token, k int) bool {
	for i := k + 1; i < len(tokens) && i < k+6 && tokens[i].Word; i++ {
		if tokens[i].Is(Utterance) {
			return true
		}
	}
	return false
}

// judges says that "as" follows the verb at k and its object: "sees the town as lost".
func judges(tokens []Token, k int) bool {
	for i := k + 2; i < len(tokens) && i < k+10 && (tokens[i].Word || inner(tokens, i)); i++ {
		if tokens[i].Norm == "as" {
			return tokens[i-1].Norm != "well" && tokens[i-1].Norm != "such" && tokens[i-1].Norm != "far"
		}
	}
	return false
}
