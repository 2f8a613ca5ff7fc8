package text

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
)

// Form is the set of forms that a word can be of its verb.
type Form uint8

const (
	PlainForm      Form = 1 << iota // kill
	ThirdForm                       // kills
	PastForm                        // killed, struck
	ParticipleForm                  // killed, stricken
	IngForm                         // killing
)

// conjugated is what a word is as a form of a verb; the zero value is no verb.
type conjugated struct {
	lemma string // its plain form
	forms Form
}

// conjugations gives the verb that a folded word is a form of. Where it is one of two verbs ("found",
// "lay"), the verb of which it is the plain form goes before.
var conjugations = sync.OnceValue(func() map[string]conjugated {
	m := make(map[string]conjugated, 4096)
	add := func(word, lemma string, f Form) {
		c := m[word]
		if c.lemma == "" || word == lemma {
			c.lemma = lemma
		}
		c.forms |= f
		m[word] = c
	}
	enter := func(base, past, participle, ing string) {
		add(base, base, PlainForm)
		add(third(base), base, ThirdForm)
		add(past, base, PastForm)
		add(participle, base, ParticipleForm)
		add(ing, base, IngForm)
	}
	for _, row := range lex.Table("en/irregular-verbs", 4) {
		enter(row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[3])
	}
	for _, row := range lex.Table("en/reporting-verbs", 4) {
		enter(row.Cells[0], row.Cells[1], row.Cells[1], row.Cells[2])
	}
	for _, base := range lex.Words("en/verbs").All() {
		past, ing := regular(base)
		enter(base, past, past, ing)
	}
	return m
})

// regular gives the past and the present participle of a regular verb by the rules of spelling; verbs
// that double their last letter are listed as irregular ones.
func regular(base string) (past, ing string) {
	n := len(base)
	switch {
	case base[n-1] == 'e':
		return base + "d", base[:n-1] + "ing"
	case base[n-1] == 'y' && strings.IndexByte("aeou", base[n-2]) < 0:
		return base[:n-1] + "ied", base + "ing"
	}
	return base + "ed", base + "ing"
}

// Can says that it may be one of the forms of a verb.
func (l *Lexeme) Can(f Form) bool { return l.verb.forms&f != 0 }

// Conjugates says that it may be a form of a verb.
func (l *Lexeme) Conjugates() bool { return l.verb.forms != 0 }
