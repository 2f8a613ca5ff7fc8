package fit

import (
	"math"
	"slices"

	"briefbot/briefing/rank"
)

// BoostList adds trees of depth two to a model that chooses among the candidates of groups, each fitted to what the
// ones before leave unexplained of the share that a softmax gives to the right candidates. Features held fixed are
// not looked at.
func BoostList(m *rank.Model, groups []Group, without map[int]bool, o BoostOptions) (*rank.Model, error) {
	o = o.filled()
	var cases []Case
	var starts []int
	for _, g := range groups {
		if slices.Contains(g.Right, true) {
			starts = append(starts, len(cases))
			for i := range g.X {
				cases = append(cases, Case{X: g.X[i], Yes: g.Right[i], Weight: orOne(g.Weight)})
			}
		}
	}
	starts = append(starts, len(cases))
	n := len(cases)
	b := &booster{o: o, cases: cases, names: m.Features(), score: make([]float64, n), grad: make([]float64, n), hess: make([]float64, n)}
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
		for k := range len(starts) - 1 {
			b.stepList(starts[k], starts[k+1])
		}
		root, ok := b.split(all)
		if !ok {
			break
		}
		trees = append(trees, b.grow(all, root))
	}
	return m.WithTrees(trees)
}

// stepList works out what the trees so far leave unexplained of one group.
func (b *booster) stepList(from, to int) {
	top := math.Inf(-1)
	for i := from; i < to; i++ {
		top = math.Max(top, b.score[i])
	}
	all, right := 0.0, 0.0
	for i := from; i < to; i++ {
		e := math.Exp(b.score[i] - top)
		all += e
		if b.cases[i].Yes {
			right += e
		}
	}
	for i := from; i < to; i++ {
		e, w := math.Exp(b.score[i]-top), b.cases[i].Weight
		p, y := e/all, 0.0
		if b.cases[i].Yes {
			y = e / right
		}
		b.grad[i], b.hess[i] = w*(y-p), w*p*(1-p)
	}
}
