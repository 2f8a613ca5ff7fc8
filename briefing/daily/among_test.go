package daily

import (
	"math"
	"slices"
	"testing"
)

// The place of a page does not go on growing with the corpus, and who comes first is first.
func TestAmongPlaces(t *testing.T) {
	var facts []fact
	var scores []float64
	for i := range 200 {
		facts = append(facts, fact{story: i, page: &page{}})
		scores = append(scores, 3-float64(i)/20)
	}
	x := among(facts, scores)
	at := slices.Index(AmongFeatures, "ln place of its story")
	for _, c := range []struct {
		fact int
		want float64
	}{{0, 0}, {1, math.Log(2)}, {lastPlace, math.Log(1 + lastPlace)}, {199, math.Log(1 + lastPlace)}} {
		if got := x[c.fact][at]; got != c.want {
			t.Errorf("fact %d has the place %v, want %v", c.fact, got, c.want)
		}
	}
	for i := range x {
		if len(x[i]) != len(AmongFeatures) || slices.ContainsFunc(x[i], func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
			t.Fatalf("fact %d: %v", i, x[i])
		}
	}
}

// A score beyond what a float can tell from certainty gives no infinite feature.
func TestAmongExtremes(t *testing.T) {
	p := &page{}
	facts := []fact{{page: p}, {page: p, at: 1}, {page: p, at: 2}}
	for i, row := range among(facts, []float64{-2000, 2000, 0}) {
		if slices.ContainsFunc(row, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
			t.Errorf("fact %d: %v", i, row)
		}
	}
}
