package summary

import (
	"strings"

	"briefbot/briefing/text"
)

// What an outlet says in its own voice tells of others. A sentence outside quotation marks that says
// "I" is somebody's words whose name stands elsewhere, as in an embedded post; one that tells its reader
// what to do is advice, an advertisement, or meant for a machine. Neither is a report, whatever the page.

// unquoted are the words of a sentence that stand outside quotation marks.
func unquoted(tokens []text.Token) []text.Token {
	var out []text.Token
	quoted := false
	for _, t := range tokens {
		if quotationMarks(t.Text) > 0 {
			quoted = !quoted
		} else if !quoted && t.Word {
			out = append(out, t)
		}
	}
	return out
}

// firstPerson reports whether somebody speaks of himself.
func firstPerson(tokens []text.Token) bool {
	own := unquoted(tokens)
	for i, t := range own {
		switch {
		case t.Text == "I":
			// "World War I", "Elizabeth I" are numerals.
			if i == 0 || !startsUpper(own[i-1].Text) || i == 1 {
				return true
			}
		case firstPersons[t.Norm] && t.Text != strings.ToUpper(t.Text):
			return true
		}
	}
	return false
}

var firstPersons = words(`we my our ours us me myself ourselves`)

// instructs reports whether a sentence tells its reader to do something, or speaks to him.
func instructs(tokens []text.Token) bool {
	own := unquoted(tokens)
	for _, t := range own {
		if secondPersons[t.Norm] {
			return true
		}
	}
	if len(own) < 2 || len(tokens) == 0 || own[0].Start != tokens[0].Start {
		return false
	}
	first, second := own[0].Norm, own[1].Norm
	if first == "please" || first == "let's" || first == "let" && second == "us" || (first == "do" || first == "don't") && (second == "not" || second == "n't" || first == "don't") {
		return true
	}
	// An order begins with a verb in its plain form and what it acts on.
	return orders[first] && orderObjects[second]
}

var (
	secondPersons = words(`you your yours yourself yourselves`)
	orders        = words(`answer ask avoid bear begin book browse buy call check click come contact copy delete disregard do
		discover download email enter explore expect fill find follow forget get give go grab help ignore include
		insert join keep learn leave listen look mention note obey open order output override pay pick post press
		pretend print publish put read recommend register remember repeat reply report respond return reveal run say
		scroll search see select send share show sign skip start stay stop subscribe summarize summarise take tap tell
		think translate treat try type use visit wait watch write`)
	orderObjects = words(`the a an this that these those all any every everything each my our his her its their it them him
		me us here there up out off in on at to for with from as what how why when where only no not previous above`)
)
