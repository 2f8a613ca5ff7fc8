package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// roled is 1 when a sentence names the asked role ("deputy foreign minister") together with the asked
// place ("Kazakhstan") in one noun phrase, and a person stands in it or right beside it.
func (r *reading) roled(d *text.Document, i int) float64 {
	if len(r.role) == 0 {
		return 0
	}
	s := &d.Sentences[i]
	best := 0.0
	for at := range s.Tokens {
		if !r.roleAt(s.Tokens, at) {
			continue
		}
		end := at + len(r.role)
		sure := 1.0
		if !r.placed(s.Tokens, at, end) {
			if !(at == 1 && r.ownedHere(d, i)) && (r.elsewhere(s, at, end) || !r.local(d, i)) {
				continue
			}
			sure = 0.8
		}
		best = max(best, nameless*sure)
		for _, n := range s.Names {
			if n.Kind != text.Person && n.Kind != text.Other || r.names(n.Text) {
				continue
			}
			first, last := tokensOf(s, n.Span)
			if last >= at-6 && first <= end+5 && joined(s.Tokens, at, end, first, last) {
				best = max(best, sure)
			}
		}
	}
	return best
}

// joined reports whether nothing but words of one phrase stand between a role and a name: "Emil Sorge praised the
// captain" makes him none.
func joined(tokens []text.Token, at, end, first, last int) bool {
	from, to := end, first
	if last < at {
		from, to = last+1, at
	}
	for i := from; i < to && i < len(tokens); i++ {
		t := &tokens[i]
		if t.Word && t.Text == t.Norm && strings.HasSuffix(t.Norm, "ed") && !elected.Has(t.Norm) {
			return false
		}
	}
	return true
}

// elected are verbs that put somebody into a role.
var elected = lex.Words("en/office-verbs")

// nameless is how good a sentence is that has the asked role and does not name who holds it.
const nameless = 0.4

// territorial are stems of roles that are held over a place; other roles are held in a thing: a ship, a firm, a club.
var territorial = stemsIn("en/territorial-roles")

// elsewhere reports whether a sentence with a role at [at,end) names a place that is not the asked one. For
// the captain of a ship, only a place in the role's own phrase counts.
func (r *reading) elsewhere(s *text.Sentence, at, end int) bool {
	thing := !territorial.Has(r.role[len(r.role)-1]) || r.placeHere(s) || slices.ContainsFunc(r.place, func(p string) bool {
		return !slices.ContainsFunc(r.byStem[p], func(m match) bool { return r.terms[m.term].Name })
	})
	if end+1 < len(s.Tokens) && s.Tokens[end].Norm == "of" && s.Tokens[end+1].Text != s.Tokens[end+1].Norm {
		return true // "the mayor of Marlow", whatever Marlow is
	}
	if end+2 < len(s.Tokens) && s.Tokens[end].Word && s.Tokens[end].Text == s.Tokens[end].Norm &&
		s.Tokens[end+1].Norm == "of" && s.Tokens[end+2].Text != s.Tokens[end+2].Norm {
		return true // "chief executive officer of PEN"
	}
	for _, n := range s.Names {
		if n.Kind != text.Place && n.Kind != text.Group {
			continue
		}
		if first, last := tokensOf(s, n.Span); !thing || last >= at-4 && first <= end+4 {
			return true
		}
	}
	return false
}

// ownedHere reports whether a sentence that opens with "his deputy" or "her lawyer" means that of whom the question
// names: the one whom the sentences before it told of last.
func (r *reading) ownedHere(d *text.Document, i int) bool {
	if owner := d.Sentences[i].Tokens[0].Norm; owner != "his" && owner != "her" || len(r.place) == 0 {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-ownerReach; k-- {
		for _, n := range d.Sentences[k].Names {
			if n.Kind == text.Person {
				key := append(slices.Clone(keyStems(n.Key)), phraseStems(n.Text)...)
				return !slices.ContainsFunc(r.place, func(p string) bool {
					return !slices.ContainsFunc(key, func(w string) bool { return r.same(w, p) })
				})
			}
		}
	}
	return false
}

// ownerReach is how many sentences back "his" may look.
const ownerReach = 5

// placeHere reports whether a sentence itself names the role's place.
func (r *reading) placeHere(s *text.Sentence) bool {
	return len(r.place) > 0 && !slices.ContainsFunc(r.place, func(p string) bool {
		return !slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return r.sameName(&t, p) })
	})
}

// local reports whether a sentence whose role is of no named place is about the role's place: its neighbours
// or its title name it.
func (r *reading) local(d *text.Document, i int) bool {
	found := make([]float64, len(r.terms))
	for k := max(0, i-2); k <= min(i+1, len(d.Sentences)-1); k++ {
		r.hold(&d.Sentences[k], found, 1)
	}
	r.hold(&d.Title, found, 1)
	for _, p := range r.place {
		held := false
		for _, m := range r.byStem[p] {
			held = held || found[m.term] > 0
		}
		if !held {
			return false
		}
	}
	return true
}

// roleAt reports whether the role's words stand at a place, and not as a part of a lesser role
// ("deputy prime minister" is no prime minister).
func (r *reading) roleAt(tokens []text.Token, at int) bool {
	for k, w := range r.role {
		if at+k >= len(tokens) || !r.same(tokens[at+k].Stem, w) {
			return false
		}
	}
	if at > 0 && lesser.Has(tokens[at-1].Norm) {
		return false
	}
	return true
}

// lesser are words before a role that make it another.
var lesser = lex.Words("en/rank-modifiers")

// placed reports whether the role's place stands in the same noun phrase as the role at [at,end).
func (r *reading) placed(tokens []text.Token, at, end int) bool {
	if len(r.place) == 0 {
		return true
	}
	match := func(i int) bool {
		if i < 0 || i >= len(tokens) {
			return false
		}
		for _, p := range r.place {
			if r.sameName(&tokens[i], p) {
				return true
			}
		}
		return false
	}
	for k := 1; k <= 4; k++ {
		if i := at - k; i >= 0 {
			if !tokens[i].Word && tokens[i].Text != "’" && tokens[i].Text != "'" && tokens[i].Text != "-" {
				break
			}
			if match(i) {
				return true
			}
		}
	}
	if end < len(tokens) && (tokens[end].Norm == "of" || tokens[end].Norm == "for" || tokens[end].Norm == "in") {
		for k := 1; k <= 4; k++ {
			if match(end + k) {
				return true
			}
		}
	}
	return false
}

// tokensOf gives the first and last token of a span.
func tokensOf(s *text.Sentence, span text.Span) (first, last int) {
	first, last = -1, -1
	for i := range s.Tokens {
		if s.Tokens[i].Start() < span.End && span.Start < s.Tokens[i].End() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
