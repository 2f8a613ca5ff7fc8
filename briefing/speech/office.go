package speech

import (
	"cmp"
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// rankModifiers make another office of the one behind them.
var rankModifiers = lex.Words("en/rank-modifiers")

// An office is a phrase that means somebody by what he is: "the Kenyan governor", "the head of the mission".
type office struct {
	head  string   // folded: governor
	which []string // the words before it: kenyan
	of    []string // the words that hang on it: mission
	body  bool     // a body is meant, no person: "the ministry"
}

// officeOf reads a phrase with what hangs on it.
func officeOf(phrase, tail []text.Token) office {
	var o office
	for k := range tail {
		if t := &tail[k]; t.Word && !t.Stop {
			o.of = append(o.of, t.Norm)
		}
	}
	for k := range phrase {
		t := &phrase[k]
		if !t.Word || t.Is(text.Adverb|text.Determiner) {
			continue
		}
		if o.head != "" {
			o.which = append(o.which, o.head)
		}
		o.head = t.Norm
	}
	last := &phrase[len(phrase)-1]
	o.body = !last.Is(text.Role)
	return o
}

// held says that a person's role is the office: its head is the role's own, and what tells which one is
// meant ("Kenyan", "deputy", "of the mission") stands in the role too. A role's modifier that makes another
// office ("deputy mayor", "attorney general") must stand in the phrase.
func (o *office) held(role string) bool {
	f := strings.Fields(role)
	at := slices.Index(f, o.head)
	if at < 0 || o.possessed(f, at) {
		return false
	}
	for k, w := range f[:at] {
		if o.otherRank(w, k == at-1) && !slices.Contains(o.which, w) {
			return false
		}
	}
	for _, w := range o.which {
		if !slices.Contains(f, w) {
			return false
		}
	}
	return len(o.of) == 0 || slices.ContainsFunc(o.of, func(w string) bool { return slices.Contains(f, w) })
}

// otherRank says that a word before the head of a role makes another office of it: "deputy", "former", and
// directly before it a title ("attorney general").
func (o *office) otherRank(word string, beside bool) bool {
	c := text.Listed(word)
	return rankModifiers.Has(word) || beside && c.Has(text.Title|text.Role)
}

// possessed says that the word at a place of a role is only whom the role belongs to: "the president's
// adviser", "adviser to the president".
func (o *office) possessed(words []string, at int) bool {
	for _, w := range words[:at] {
		if w == "to" || w == "of" || w == "for" {
			return true
		}
	}
	return at+1 < len(words) && text.Listed(words[len(words)-1]).Has(text.Role) && words[at+1] != "of" &&
		words[at+1] != "and"
}

// bodiesBack is how many mentions of bodies an office is looked for in, the latest first: an article of megabytes is
// read in time that grows with its length.
const bodiesBack = 1000

// byRole finds whom an office means: the one person who holds it, or a body of that name. It is nobody
// where two hold it.
func (r *state) byRole(i int, phrase, tail []text.Token) voice {
	o := officeOf(phrase, tail)
	if !o.body {
		if p := r.holder(i, &o); p != nil {
			return voice{name: p.Name, key: p.Key, intro: p.Seen, person: p}
		}
	}
	before, _ := slices.BinarySearchFunc(r.bodies, i, func(b body, sentence int) int { return cmp.Compare(b.sentence, sentence) })
	for k := before - 1; k >= max(0, before-bodiesBack); k-- {
		if b := &r.bodies[k]; len(b.words) > 1 && b.words[len(b.words)-1] == o.head && len(o.of) == 0 &&
			allIn(o.which, b.words) {
			return voice{name: b.name, key: b.key, intro: b.sentence}
		}
	}
	return voice{}
}

// holder gives the one person who was named before sentence i with the office, or nil.
func (r *state) holder(i int, o *office) *names.Person {
	var one *names.Person
	for _, p := range r.People {
		if p.Last < 0 || !slices.ContainsFunc(p.Roles, o.held) {
			continue
		}
		if one != nil {
			return nil
		}
		one = p
	}
	if one != nil && r.succeeded(i, one, o) {
		return nil
	}
	return one
}

// officeReach is how many sentences back another's hold on an office is looked for.
const officeReach = 8

// succeeded says that the article has named another with the bare office since it gave it to p: "Stahl was sworn in
// as minister".
func (r *state) succeeded(i int, p *names.Person, o *office) bool {
	for j := i - 1; j > p.First && j >= i-officeReach; j-- {
		s := &r.Doc.Sentences[j]
		other := slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Kind == text.Person && n.Key != p.Key })
		for k := range s.Tokens {
			if t := &s.Tokens[k]; other && k > 0 && t.Norm == o.head && t.Text == t.Norm && !t.Quoted() &&
				!s.Tokens[k-1].Is(text.Determiner) {
				return true
			}
		}
	}
	return false
}

// allIn says that a body's words hold all the words that tell which is meant, in one form or another.
func allIn(which, words []string) bool {
	for _, w := range which {
		if !slices.ContainsFunc(words, func(x string) bool { return x == w }) {
			return false
		}
	}
	return true
}
