package evidence

import "strings"

// Deletion is an allow-list. What is left out of a sentence has to be one of the forms below, each in a
// file of its own, and each made of words that are known to be harmless there: what limits, disputes,
// stages, conditions, attributes or withdraws a claim is made of other words, so it stays, whatever it
// says. A cut attribution moves to the frame. Two words can only become neighbours across such a
// stretch, which bounds stitching.

// stretch is a run of units to leave out, b not included.
type stretch struct{ a, b int }

// longestForm is the most units that one form can have.
const longestForm = 25

// form reports whether the units a to b (not included) are one of the forms that can be left out.
func (s *source) form(a, b int) bool {
	if b-a > longestForm {
		return false
	}
	for i := a; i < b-1; i++ {
		if s.last[i] {
			return false // no form runs over a sentence's end
		}
	}
	if s.tells(a, b) {
		return false
	}
	return s.dateline(a, b) || s.connective(a, b) || s.day(a, b) || s.bracket(a, b) ||
		s.apposition(a, b) || s.attribution(a, b)
}

// formsAt gives where the forms end that begin at unit a, longest first.
func (s *source) formsAt(a int) []int {
	if s.ends == nil {
		s.ends = make([][]int, len(s.units))
		s.known = make([]bool, len(s.units))
	}
	if s.known[a] {
		return s.ends[a]
	}
	s.known[a] = true
	if s.mayBegin(a) {
		for b := min(len(s.units), a+longestForm); b > a; b-- {
			if s.form(a, b) {
				s.ends[a] = append(s.ends[a], b)
			}
		}
	}
	return s.ends[a]
}

// mayDelete reports whether the units a to b (not included) can be left out: they are nothing, a form,
// or forms side by side.
func (s *source) mayDelete(a, b int) bool {
	if a >= b {
		return true
	}
	for _, end := range s.formsAt(a) {
		if end <= b && s.mayDelete(end, b) {
			return true
		}
	}
	return false
}

// forms are the forms of s that a point can do without in any case, left to right: the longest at
// each place.
func (s *source) forms() []stretch {
	var out []stretch
	for a := 0; a < len(s.units); a++ {
		for _, b := range s.formsAt(a) {
			if !s.attribution(a, b) {
				out = append(out, stretch{a, b})
				a = b - 1
				break
			}
		}
	}
	return out
}

// mayBegin reports whether a form can begin at unit i: at a sentence's beginning, behind a mark, or
// behind another form.
func (s *source) mayBegin(i int) bool {
	return s.first[i] || strings.TrimSpace(s.before(i)) != "" || s.begins(i)
}

// begins reports whether unit i begins a sentence, its dateline and the word that joins it not counted.
func (s *source) begins(i int) bool {
	if s.first[i] {
		return true
	}
	for a := i - 1; a >= 0 && i-a <= 9; a-- {
		if s.first[a] {
			return s.dateline(a, i) || s.connective(a, i)
		}
	}
	return false
}
