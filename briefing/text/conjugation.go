package text

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
)

// form is the set of forms that a word can be of its verb.
type form uint8

const (
	plainForm      form = 1 << iota // kill
	thirdForm                       // kills
	pastForm                        // killed, struck
	participleForm                  // killed, stricken
	ingForm                         // killing
)

// conjugated is what a word is as a form of a verb; the zero value is no verb.
type conjugated struct {
	lemma string // its plain form
	forms form
}

// conjugations gives the verb that a folded word is a form of. Where it is one of two verbs ("found",
// "lay"), the verb of which it is the plain form goes before.
var conjugations = sync.OnceValue(func() map[string]conjugated {
	m := make(map[string]conjugated, 4096)
	add := func(word, lemma string, f form) {
		c := m[word]
		if c.lemma == "" || word == lemma {
			c.lemma = lemma
		}
		c.forms |= f
		m[word] = c
	}
	enter := func(base, past, participle, ing string) {
		add(base, base, plainForm)
		add(third(base), base, thirdForm)
		add(past, base, pastForm)
		add(participle, base, participleForm)
		add(ing, base, ingForm)
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

// can says that it may be one of the forms of a verb.
func (l *Lexeme) can(f form) bool { return l.verb.forms&f != 0 }

// conjugates says that it may be a form of a verb.
func (l *Lexeme) conjugates() bool { return l.verb.forms != 0 }
