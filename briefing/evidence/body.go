package evidence

import (
	"slices"
	"strings"
)

// plainBodies are the texts that s gives without a frame, best first: without what only opens the
// sentence and its brackets, and then with less left out. Who somebody is stays where it is.
func plainBodies(s *source) []string {
	return []string{s.without(s.asides()), s.without(s.openings()), s.without(nil)}
}

// shortBodies are the shortest texts that s gives without a frame: without all forms, and without what only
// opens the sentence.
func shortBodies(s *source) []string {
	return []string{s.without(s.forms()), s.without(s.openings())}
}

// asides are the dateline, the joining word and the brackets of s.
func (s *source) asides() []stretch {
	opened := s.openings()
	out := slices.Clone(opened)
	for _, x := range s.forms() {
		if s.bracket(x.a, x.b) && (len(opened) == 0 || x.a >= opened[0].b) {
			out = append(out, x)
		}
	}
	return out
}

// framedBodies are the texts that s gives behind a frame, best first: those without the clause
// that the frame replaces stand before those with it.
func framedBodies(s *source) []string {
	rest := s.asides()
	var out []string
	for _, a := range s.attributions() {
		all := []stretch{a}
		for _, x := range rest {
			if x.b <= a.a || x.a >= a.b {
				all = append(all, x)
			}
		}
		out = append(out, s.without(all), s.without([]stretch{a}))
	}
	return append(out, s.without(rest), s.without(nil))
}

// openings are the dateline and the joining word that s begins with.
func (s *source) openings() []stretch {
	for n := min(8, len(s.units)-1); n > 0; n-- {
		if s.dateline(0, n) {
			return []stretch{{0, n}}
		}
	}
	if s.connective(0, 1) {
		return []stretch{{0, 1}}
	}
	return nil
}

// attributions are the clauses of s that a frame can replace, longest first from each start.
func (s *source) attributions() []stretch {
	var out []stretch
	for v, u := range s.units {
		if !neutral.Has(u.norm) && u.norm != "according" {
			continue
		}
		for a := max(0, v-9); a <= v; a++ {
			if !s.first[a] && !strings.ContainsAny(s.before(a), ",—–”\"“") {
				continue
			}
			for b := min(len(s.units), a+longestAttribution); b > v; b-- {
				if s.attribution(a, b) {
					out = append(out, stretch{a, b})
					break
				}
			}
		}
	}
	return out
}
