package score

import (
	"fmt"

	"briefbot/cmd/fit/gold"
)

// Cut is a line of a live blog's output: a title or paragraph, and the article that it stands in.
type Cut struct {
	Text    string
	Article int
}

// Split scores where live blogs were cut. The page's paragraphs are aligned with the output's lines; a
// bound inside a run of lines that were left out goes to the run's start or end, whichever is right.
// A case is the place between two neighbouring paragraphs.
func Split(set string, blogs []gold.Live, got map[string][]Cut) Report {
	r := Report{Set: set, Cases: map[string]float64{}}
	var tp, fp, fn float64
	for _, b := range blogs {
		var want []string
		var item []int
		for _, p := range b.Paragraphs {
			if !p.Marker {
				want, item = append(want, Spaced(p.Text)), append(item, p.Item)
			}
		}
		var have []string
		var owner []int
		for _, c := range got[b.ID] {
			if t := Spaced(c.Text); t != "  " {
				have, owner = append(have, t), append(owner, c.Article)
			}
		}
		last := -1
		at := align(want, have)
		for i, k := range at {
			if k < 0 {
				continue
			}
			if last >= 0 {
				bound, cut := item[last] != item[i], owner[at[last]] != owner[k]
				tp += one(bound && cut)
				fp += one(cut && !bound)
				fn += one(bound && !cut)
				r.Cases[fmt.Sprintf("%s/%d", b.ID, i)] = one(bound == cut)
			}
			last = i
		}
	}
	p, rec := tp/max(1, tp+fp), tp/max(1, tp+fn)
	r.Figures = []Figure{{"P", p}, {"R", rec}, {"F1", 2 * tp / max(1, 2*tp+fp+fn)}}
	return r
}

// align gives for each line of a the line of b that it is, or -1: the longest run that both have is
// taken, then the same is done on both sides of it (Ratcliff and Metzener 1988, "Pattern matching: the
// gestalt approach").
func align(a, b []string) []int {
	at := make([]int, len(a))
	for i := range at {
		at[i] = -1
	}
	where := map[string][]int{}
	for j, s := range b {
		where[s] = append(where[s], j)
	}
	var match func(aFrom, aTo, bFrom, bTo int)
	match = func(aFrom, aTo, bFrom, bTo int) {
		i, j, n := longestRun(a, where, aFrom, aTo, bFrom, bTo)
		if n == 0 {
			return
		}
		for k := range n {
			at[i+k] = j + k
		}
		match(aFrom, i, bFrom, j)
		match(i+n, aTo, j+n, bTo)
	}
	match(0, len(a), 0, len(b))
	return at
}

// longestRun finds the longest run of lines that a[aFrom:aTo] and b[bFrom:bTo] share; of several the one
// that is first in a, then first in b.
func longestRun(a []string, where map[string][]int, aFrom, aTo, bFrom, bTo int) (i, j, n int) {
	ending := map[int]int{} // line of b -> how long the run is that ends there and at the last line of a
	for x := aFrom; x < aTo; x++ {
		next := map[int]int{}
		for _, y := range where[a[x]] {
			if y < bFrom || y >= bTo {
				continue
			}
			k := ending[y-1] + 1
			next[y] = k
			if k > n {
				i, j, n = x-k+1, y-k+1, k
			}
		}
		ending = next
	}
	return i, j, n
}
