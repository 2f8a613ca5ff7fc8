package score

import (
	"maps"
	"slices"

	"briefbot/cmd/fit/gold"
)

// bCubed compares two groupings of the same items (Amigó et al. 2009, "A comparison of extrinsic
// clustering evaluation metrics"). An item without a group in got stands alone.
func bCubed(want, got map[string]string) (precision, recall, f float64) {
	p, r := items(want, got)
	sumP, sumR := 0.0, 0.0
	for _, id := range slices.Sorted(maps.Keys(want)) {
		sumP += p[id]
		sumR += r[id]
	}
	n := float64(len(want))
	precision, recall = ratio(sumP, n), ratio(sumR, n)
	return precision, recall, f1(precision, recall)
}

// items are precision and recall of each item's group.
func items(want, got map[string]string) (precision, recall map[string]float64) {
	groupOf := func(id string) string {
		if g, ok := got[id]; ok {
			return "in " + g
		}
		return "alone " + id
	}
	type cell struct{ want, got string }
	w, g, both := map[string]int{}, map[string]int{}, map[cell]int{}
	for id := range want {
		w[want[id]]++
		g[groupOf(id)]++
		both[cell{want[id], groupOf(id)}]++
	}
	precision, recall = map[string]float64{}, map[string]float64{}
	for id := range want {
		n := float64(both[cell{want[id], groupOf(id)}])
		precision[id], recall[id] = n/float64(g[groupOf(id)]), n/float64(w[want[id]])
	}
	return precision, recall
}

// Stories scores a grouping of labelled pages, page -> story. A case is a page, worth the F1 of its
// group.
func Stories(set string, pages []gold.Labelled, got map[string]string) Report {
	want := map[string]string{}
	placed := 0
	for _, p := range pages {
		want[p.ID] = p.Story
		if _, ok := got[p.ID]; ok {
			placed++
		}
	}
	p, r, f := bCubed(want, got)
	out := Report{Set: set, Cases: map[string]float64{}, Figures: []Figure{{"P", p}, {"R", r}, {"F1", f}, {"placed", float64(placed)}}}
	ps, rs := items(want, got)
	for id := range want {
		out.Cases[id] = f1(ps[id], rs[id])
	}
	return out
}
