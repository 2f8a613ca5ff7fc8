package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// What an outlet says in its own voice tells of others. A sentence outside quotation marks that says
// "I" is somebody's words whose name stands elsewhere, as in an embedded post; one that tells its reader
// what to do is advice, an advertisement, or meant for a machine. Neither is a report, whatever the page.

// unquoted are the words of a sentence that stand outside quotation marks.
func unquoted(tokens []text.Token) []text.Token {
	var out []text.Token
	for _, t := range tokens {
		if t.Word && !t.Quoted() {
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
			if i == 0 || !text.StartsUpper(own[i-1].Text) || i == 1 {
				return true
			}
		case firstPersons.Has(t.Norm) && t.Text != strings.ToUpper(t.Text):
			return true
		}
	}
	return false
}

var firstPersons = lex.Words("en/first-person-pronouns")

// instructs reports whether a sentence tells its reader to do something, or speaks to him.
func instructs(tokens []text.Token) bool {
	own := unquoted(tokens)
	for _, t := range own {
		if secondPersons.Has(t.Norm) {
			return true
		}
	}
	if len(own) < 2 || len(tokens) == 0 || own[0].Start() != tokens[0].Start() {
		return false
	}
	first, second := own[0].Norm, own[1].Norm
	switch {
	case first == "please":
		return true
	case first == "do" && (second == "not" || second == "n't"):
		return true
	}
	// An order begins with a verb in its plain form and what it acts on.
	return orders.Has(first) && orderObjects.Has(second)
}

var (
	secondPersons = lex.Few{"you", "your", "yours", "yourself", "yourselves"}
	orders        = lex.Words("en/imperative-verbs")
	orderObjects  = lex.Words("en/imperative-objects")
)
