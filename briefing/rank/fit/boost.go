package fit

import (
	"math"
	"slices"

	"briefbot/briefing/rank"
)

// BoostOptions tunes boosted trees. The zero value is the default.
type BoostOptions struct {
	Trees int     // 0 means 60
	Rate  float64 // how much of each tree is taken; 0 means 0.1
	Least float64 // cases, by weight, on each side of a split; 0 means 30
	Ridge float64 // pull of the trees' values to 0, in cases; 0 means 5
	Cuts  int     // at which values a feature is split; 0 means 16
}

func (o BoostOptions) filled() BoostOptions {
	if o.Trees == 0 {
		o.Trees = 60
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.Least == 0 {
		o.Least = 30
	}
	if o.Ridge == 0 {
		o.Ridge = 5
	}
	if o.Cuts == 0 {
		o.Cuts = 16
	}
	return o
}

// Boost adds trees of depth two to a logistic model, each fitted to what the ones before leave
// unexplained, by Newton's steps on the likelihood (Friedman 2001, "Greedy function approximation: a
// gradient boosting machine"). Features held fixed at 0 by o are not looked at.
func Boost(m *rank.Model, cases []Case, without map[int]bool, o BoostOptions) (*rank.Model, error) {
	o = o.filled()
	n := len(cases)
	b := &booster{
		o: o, cases: cases, names: m.Features(),
		score: make([]float64, n), grad: make([]float64, n), hess: make([]float64, n),
	}
	for i, c := range cases {
		b.score[i] = m.Score(c.X)
	}
	b.cutAll(without)
	all := make([]int, len(cases))
	for i := range all {
		all[i] = i
	}
	var trees []rank.Tree
	for range o.Trees {
		b.step()
		root, ok := b.split(all)
		if !ok {
			break
		}
		trees = append(trees, b.grow(all, root))
	}
	return m.WithTrees(trees)
}

type booster struct {
	o                 BoostOptions
	cases             []Case
	names             rank.Features
	cuts              [][]float64 // of each feature
	bins              [][]uint8   // of each feature, of each case: how many cuts lie below
	score, grad, hess []float64
}

// cutAll chooses the values at which each feature can be split, and sorts the cases by them.
func (b *booster) cutAll(without map[int]bool) {
	b.cuts, b.bins = make([][]float64, len(b.names)), make([][]uint8, len(b.names))
	for f := range b.names {
		if without[f] {
			continue
		}
		values := make([]float64, len(b.cases))
		for i, c := range b.cases {
			values[i] = c.X[f]
		}
		slices.Sort(values)
		var cuts []float64
		for k := 1; k <= b.o.Cuts; k++ {
			v := values[min(len(values)-1, k*len(values)/(b.o.Cuts+1))]
			if v < values[len(values)-1] && (len(cuts) == 0 || v > cuts[len(cuts)-1]) {
				cuts = append(cuts, v)
			}
		}
		if n := len(values); len(cuts) == 0 && values[0] < values[n-1] {
			cuts = []float64{values[0]}
		} else if len(cuts) > 0 && cuts[0] > values[0] {
			cuts = append([]float64{values[0]}, cuts...)
		}
		b.cuts[f], b.bins[f] = cuts, make([]uint8, len(b.cases))
		for i, c := range b.cases {
			n := 0
			for n < len(cuts) && c.X[f] > cuts[n] {
				n++
			}
			b.bins[f][i] = uint8(n)
		}
	}
}

// step works out what the trees so far leave unexplained.
func (b *booster) step() {
	for i, c := range b.cases {
		p, w := sigmoid(b.score[i]), orOne(c.Weight)
		y := 0.0
		if c.Yes {
			y = 1
		}
		b.grad[i], b.hess[i] = w*(y-p), w*p*(1-p)
	}
}

// cut is a split of cases by one feature with the values of its sides.
type cut struct {
	feature, bin int
	gain         float64
	add          [2]float64
}

// split finds the best split of the cases at.
func (b *booster) split(at []int) (cut, bool) {
	var g, h float64
	for _, i := range at {
		g, h = g+b.grad[i], h+b.hess[i]
	}
	best := cut{gain: 1e-6}
	for f, cuts := range b.cuts {
		if len(cuts) == 0 {
			continue
		}
		gs, hs, ns := make([]float64, len(cuts)+1), make([]float64, len(cuts)+1), make([]float64, len(cuts)+1)
		for _, i := range at {
			k := b.bins[f][i]
			gs[k] += b.grad[i]
			hs[k] += b.hess[i]
			ns[k]++
		}
		var lg, lh, ln float64
		for k := range cuts {
			lg, lh, ln = lg+gs[k], lh+hs[k], ln+ns[k]
			if ln < b.o.Least || float64(len(at))-ln < b.o.Least {
				continue
			}
			gain := lg*lg/(lh+b.o.Ridge) + (g-lg)*(g-lg)/(h-lh+b.o.Ridge) - g*g/(h+b.o.Ridge)
			if gain > best.gain {
				best = cut{f, k, gain, [2]float64{lg / (lh + b.o.Ridge), (g - lg) / (h - lh + b.o.Ridge)}}
			}
		}
	}
	return best, best.gain > 1e-6
}

// grow makes a tree of a first split and the best ones below it, and adds it to the scores.
func (b *booster) grow(all []int, root cut) rank.Tree {
	sides := [2][]int{}
	for _, i := range all {
		k := 0
		if int(b.bins[root.feature][i]) > root.bin {
			k = 1
		}
		sides[k] = append(sides[k], i)
	}
	t := b.leafed(root)
	for k, side := range sides {
		sub, ok := b.split(side)
		if !ok {
			for _, i := range side {
				b.score[i] += t.Add[k]
			}
			continue
		}
		below := b.leafed(sub)
		if k == 0 {
			t.Low = &below
		} else {
			t.High = &below
		}
		for _, i := range side {
			if int(b.bins[sub.feature][i]) > sub.bin {
				b.score[i] += below.Add[1]
			} else {
				b.score[i] += below.Add[0]
			}
		}
	}
	return t
}

// leafed is a tree of one split.
func (b *booster) leafed(c cut) rank.Tree {
	round := func(x float64) float64 { return math.Round(x*b.o.Rate*1e4) / 1e4 }
	return rank.Tree{Feature: b.names[c.feature], Above: b.cuts[c.feature][c.bin], Add: [2]float64{round(c.add[0]), round(c.add[1])}}
}
