package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"briefbot/briefing/rank"
)

var features = rank.Features{"signal", "noise"}

func TestLogisticFindsTheSignal(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var cases []Case
	for range 2000 {
		x := []float64{r.Float64() * 10, r.Float64()}
		cases = append(cases, Case{X: x, Yes: r.Float64() < 1/(1+math.Exp(-(x[0]-5)))})
	}
	m, err := Logistic("t", features, cases, Options{Ridge: 1e-5})
	if err != nil {
		t.Fatal(err)
	}
	if w := m.Weight("signal"); math.Abs(w-1) > .15 {
		t.Errorf("weight of the signal %.2f, want about 1", w)
	}
	if w := m.Weight("noise"); math.Abs(w) > .4 {
		t.Errorf("weight of the noise %.2f, want about 0", w)
	}
	if p := m.Probability([]float64{5, .5}); math.Abs(p-.5) > .08 {
		t.Errorf("probability in the middle %.2f, want about .5", p)
	}
}

func TestListwisePutsTheRightOneFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var groups []Group
	for range 300 {
		g := Group{}
		right := r.IntN(5)
		for i := range 5 {
			x := []float64{r.Float64(), r.Float64()}
			if i == right {
				x[0]++
			}
			g.X, g.Right = append(g.X, x), append(g.Right, i == right)
		}
		groups = append(groups, g)
	}
	m, err := Listwise("t", features, groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if hits := firstRight(m, groups); hits < 285 {
		t.Errorf("%d of 300 right, want at least 285", hits)
	}
	again, err := Listwise("t", features, groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if again.Weight("signal") != m.Weight("signal") {
		t.Error("two fits of one set differ")
	}
}

func TestFixedWeightsStay(t *testing.T) {
	cases := []Case{{X: []float64{1, 0}, Yes: true}, {X: []float64{0, 1}}, {X: []float64{1, 1}, Yes: true}, {X: []float64{0, 0}}}
	m, err := Logistic("t", features, cases, Options{Toward: []float64{0, 3}, Fixed: map[int]bool{1: true}})
	if err != nil {
		t.Fatal(err)
	}
	if w := m.Weight("noise"); w != 3 {
		t.Errorf("fixed weight %v, want 3", w)
	}
}

func TestNothingToFit(t *testing.T) {
	if _, err := Logistic("t", features, nil, Options{}); err == nil {
		t.Error("no cases: no error")
	}
	if _, err := Listwise("t", features, []Group{{X: [][]float64{{1, 2}}, Right: []bool{false}}}, Options{}); err == nil {
		t.Error("no right candidate: no error")
	}
}

func TestTreesFindWhatNoWeightCan(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var groups []Group
	for range 300 {
		g := Group{}
		right := r.IntN(5)
		for i := range 5 {
			x := []float64{r.Float64(), r.Float64()} // both high or both low is wrong, one of each is right
			if (x[0] > .5) == (x[1] > .5) == (i == right) {
				x[1] = 1 - x[1]
			}
			g.X, g.Right = append(g.X, x), append(g.Right, i == right)
		}
		groups = append(groups, g)
	}
	m, err := Listwise("t", features, groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	grown, err := BoostList(m, groups, nil, BoostOptions{Trees: 40, Rate: 0.3, Least: 20, Ridge: 1})
	if err != nil {
		t.Fatal(err)
	}
	if before, after := firstRight(m, groups), firstRight(grown, groups); after < 270 || before > 200 {
		t.Errorf("%d of 300 right without trees and %d with them, want at most 200 and at least 270", before, after)
	}
}

// firstRight counts the groups whose best candidate is right.
func firstRight(m *rank.Model, groups []Group) int {
	hits := 0
	for _, g := range groups {
		best := 0
		for i := range g.X {
			if m.Score(g.X[i]) > m.Score(g.X[best]) {
				best = i
			}
		}
		if g.Right[best] {
			hits++
		}
	}
	return hits
}
