package evidence

import (
	"strings"

	"briefbot/briefing/text"
)

// derive finds how body can be had from s by deletions, and returns for each unit whether it is
// kept; ok is false when body cannot be had so.
func (s *source) derive(body string) (kept []bool, ok bool) {
	want := units(body)
	n, m := len(want), len(s.units)
	if n == 0 || n > m {
		return nil, false
	}
	between := func(i int) string { // what stands before unit i of body, or after the last
		from, to := 0, len(body)
		if i > 0 {
			from = want[i-1].end
		}
		if i < n {
			to = want[i].start
		}
		return body[from:to]
	}
	// from[i][j] is the match of unit i-1 from which body's unit i can be matched with the
	// source's unit j, plus 1; 0 where it cannot.
	from := make([][]int, n)
	step := func(i, prev int) {
		for j := prev + 1; j <= m-(n-i); j++ {
			if from[i][j] == 0 && s.units[j].core == want[i].core && s.mayDelete(prev+1, j) && s.marksAgree(between(i), prev+1, j) {
				from[i][j] = prev + 2
			}
		}
	}
	for i := range from {
		from[i] = make([]int, m)
		if i == 0 {
			step(0, -1)
			continue
		}
		for prev := range m {
			if from[i-1][prev] > 0 {
				step(i, prev)
			}
		}
	}
	for j := m - 1; j >= n-1; j-- {
		if from[n-1][j] == 0 || !s.mayDelete(j+1, m) || !s.marksAgree(between(n), j+1, m) {
			continue
		}
		kept = make([]bool, m)
		for i := n - 1; i >= 0; i-- {
			kept[j] = true
			j = from[i][j] - 2
		}
		return kept, true
	}
	return nil, false
}

// marksAgree reports whether the marks of a place in the body, have, can be had from the source's
// gap a to b: nothing new, no question mark lost, and quotation marks lost in pairs only.
func (s *source) marksAgree(have string, a, b int) bool {
	g := s.gap(a, b)
	have = marks(have)
	if !subsequence(have, marks(g)) {
		return false
	}
	lost := text.QuotationMarks(g) - text.QuotationMarks(have)
	if lost != 0 && (a == b || lost%2 != 0) {
		return false
	}
	return a > 0 && b > a || strings.Contains(have, "?") == strings.Contains(g, "?")
}
