package summary

import "strings"

// Deletions inside a sentence, which leave its claim whole. Titles are made short by them.

// insertion is a clause or an apposition between commas behind a name, with the verb of that name next:
// "The ferry Linnet, which was built in 1987, has sunk".
func (s *source) insertion(a, b int) bool {
	if a < 1 || b >= len(s.units) || b-a < 2 || b-a > 25 || s.first[a] || !startsUpper(s.units[a-1].core) {
		return false
	}
	if !strings.HasPrefix(strings.TrimSpace(s.before(a)), ",") || !strings.HasSuffix(strings.TrimSpace(s.before(b)), ",") {
		return false
	}
	switch s.units[a].norm {
	case "who", "which", "whose", "whom", "a", "an", "the", "one":
	default:
		return false
	}
	next := s.units[b]
	if startsUpper(next.core) || !finite.Has(next.norm) && !speech.Has(next.norm) && !coloured.Has(next.norm) && !(strings.HasSuffix(next.norm, "ed") && len(next.norm) > 4) {
		return false
	}
	for i := a + 1; i < b; i++ {
		if n := s.units[i].norm; (n == "and" || n == "or") && strings.Contains(s.before(i), ",") {
			return false // an item of a list
		}
	}
	return quotationMarks(s.text[s.units[a-1].end:s.units[b].start]) == 0 && !s.risky(a, b, false)
}

// occasion is what a sentence begins with to say after or amid what: "After a night of storms, ".
func (s *source) occasion(a, b int) bool {
	if a >= len(s.units) || !s.first[a] || b-a < 3 || b-a > 20 || b >= len(s.units) || !occasions.Has(s.units[a].norm) {
		return false
	}
	if !strings.HasSuffix(strings.TrimSpace(s.before(b)), ",") || !startsUpper(s.units[b].core) || quotationMarks(s.gap(a, b)) > 0 {
		return false
	}
	for i := a + 1; i < b; i++ {
		if strings.Contains(s.before(i), ",") {
			return false // which comma ends it is not sure
		}
	}
	return !s.risky(a, b, false) && !s.conditioned(a, b)
}

// occasions open such a beginning.
var occasions = few{"after", "following", "amid", "during"}

// conditioned reports whether anything in the sentence beside the units a to b denies or looks ahead.
func (s *source) conditioned(a, b int) bool {
	for i, u := range s.units {
		if (i < a || i >= b) && (negations.Has(u.norm) || ahead.Has(u.norm) || strings.HasSuffix(u.norm, "n't")) {
			return true
		}
	}
	return false
}

// innerCuts are the stretches inside a sentence that a title can do without.
func (s *source) innerCuts() []stretch {
	var out []stretch
	for a := 0; a < len(s.units); a++ {
		for b := min(len(s.units)-1, a+25); b > a; b-- {
			if s.insertion(a, b) || s.occasion(a, b) {
				out = append(out, stretch{a, b})
				a = b
				break
			}
		}
	}
	return out
}
