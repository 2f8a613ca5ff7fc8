package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// rivalOf is how surely a sentence tells of another place or thing than the question names: it does not hold
// the name itself and holds another of its kind. A title that holds the name speaks for it.
func (r *reading) rivalOf(d *text.Document, s *text.Sentence) float64 {
	own, headed := make([]float64, len(r.terms)), make([]float64, len(r.terms))
	r.hold(s, own, 1)
	for _, w := range speakerOf(s) {
		r.note(own, w, 1)
	}
	r.hold(&d.Title, headed, 1)
	worst := 0.0
	for _, n := range r.sentence.Names {
		held, titled := 0.0, 0.0
		for i, t := range r.terms {
			if t.Name && t.Span.Start >= n.Start && t.Span.End <= n.End {
				held, titled = max(held, own[i]), max(titled, headed[i])
			}
		}
		if r.namesake(s, n) {
			return otherCountry
		}
		if r.otherPeople(s, n) {
			return otherCountry
		}
		if held > 0 || n.Kind == text.Person {
			continue
		}
		for _, o := range s.Names {
			if names.IsCountry(o.Text) && !names.IsCountry(n.Text) {
				continue // the place may lie in it
			}
			if _, last := tokensOf(s, o.Span); last >= 0 && last+1 < len(s.Tokens) && s.Tokens[last+1].Norm == "time" {
				continue // "5 a.m. Moscow time"
			}
			if (o.Kind == n.Kind || o.Kind == text.Other || n.Kind == text.Other) && o.Kind != text.Person &&
				o.Kind != text.Group && !r.names(o.Text) {
				worst = max(worst, 1-titled/2)
			}
		}
	}
	return worst
}

// namesake reports whether a sentence tells of somebody who shares the last name of one whom the question names in full,
// and not of that one: the father is not the son.
func (r *reading) namesake(s *text.Sentence, n text.Name) bool {
	asked := keyStems(n.Key)
	if len(asked) < 2 || n.Kind != text.Person || len(r.role) > 0 {
		return false
	}
	if slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Word && r.same(t.Stem, asked[0]) }) {
		return false
	}
	other := false
	for _, o := range s.Names {
		key := keyStems(o.Key)
		if len(key) < 2 || !r.same(key[len(key)-1], asked[len(asked)-1]) || o.Kind != text.Person {
			continue
		}
		if r.same(key[0], asked[0]) || strings.HasPrefix(key[0], asked[0]) || strings.HasPrefix(asked[0], key[0]) {
			return false
		}
		other = true
	}
	return other
}

// otherPeople reports whether a sentence puts another name where the question has n before a noun: "the Russian
// delegation" for "the Ukrainian delegation".
func (r *reading) otherPeople(s *text.Sentence, n text.Name) bool {
	_, last := tokensOf(&r.sentence, n.Span)
	if last < 0 || last+1 >= len(r.sentence.Tokens) {
		return false
	}
	name, noun := &r.sentence.Tokens[last], &r.sentence.Tokens[last+1]
	if !adjectival(name.Text) || !noun.Word || noun.Stop || noun.Text != noun.Norm || len(r.byStem[noun.Stem]) == 0 {
		return false
	}
	other := false
	for i := 1; i < len(s.Tokens); i++ {
		before := &s.Tokens[i-1]
		if s.Tokens[i].Stem != noun.Stem || !adjectival(before.Text) {
			continue
		}
		if r.sameName(before, name.Stem) {
			return false
		}
		other = true
	}
	return other
}

// adjectival reports whether a word is, by its form, the adjective of a country or a people: "Belvarian", "Danish".
func adjectival(w string) bool {
	if len(w) < 5 || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	if _, ok := names.Country(w); ok {
		return true
	}
	return strings.HasSuffix(w, "an") || strings.HasSuffix(w, "ish") || strings.HasSuffix(w, "ese")
}

// otherCountry is the sign of another country's people in the place of the asked one's: more than any other rival.
const otherCountry = 2
