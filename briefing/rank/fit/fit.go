// Package fit finds the weights of a rank.Model. It is for developers: nothing that runs the bot
// imports it. Fits are deterministic: the same cases give the same weights.
package fit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"

	"briefbot/briefing/rank"
)

// Options tunes a fit. The zero value is the default.
type Options struct {
	// Ridge is the quadratic pull of the standardised weights to 0, a case; 0 means 0.01.
	Ridge float64
	// Pull multiplies Ridge for features, by index; 1 for all others.
	Pull map[int]float64
	// Toward are weights to which they are pulled in place of 0, in the order of the features.
	Toward []float64
	// Fixed are features, by index, whose weight stays as in Toward (0 without it).
	Fixed map[int]bool
}

func (o Options) ridge() float64 {
	if o.Ridge == 0 {
		return 0.01
	}
	return o.Ridge
}

// pull is the quadratic pull of a feature's weight.
func (o Options) pull(i int) float64 {
	if by, ok := o.Pull[i]; ok {
		return by * o.ridge()
	}
	return o.ridge()
}

// Case is a vector with the answer to a question of yes or no.
type Case struct {
	X      []float64
	Yes    bool
	Weight float64 // 0 means 1
}

// Group is the candidates of one choice, of which some are right. Set names where it comes from: what
// is left out together when a fit is cross-validated.
type Group struct {
	Set    string
	ID     string
	X      [][]float64
	Right  []bool
	Weight float64 // 0 means 1
}

// Logistic fits the probability of yes by maximum likelihood with an L2 penalty.
func Logistic(task string, features rank.Features, cases []Case, o Options) (*rank.Model, error) {
	if len(cases) == 0 {
		return nil, errors.New("fit: no cases")
	}
	xs := make([][]float64, len(cases))
	for i := range cases {
		xs[i] = cases[i].X
	}
	s := standard(xs, len(features))
	loss := func(w, grad []float64) float64 {
		sum, mass := 0.0, 0.0
		for _, c := range cases {
			weight := orOne(c.Weight)
			z := s.dot(w, c.X)
			y := 0.0
			if c.Yes {
				y = 1
			}
			sum += weight * (softplus(z) - y*z)
			s.add(grad, c.X, weight*(sigmoid(z)-y))
			mass += weight
		}
		return scale(sum, grad, mass)
	}
	return minimize(task, features, s, loss, o, true)
}

// Listwise fits the score so that the right candidates of each group stand first: it makes the share
// that a softmax over the group gives to them as great as possible. Groups without a right candidate
// are passed over.
func Listwise(task string, features rank.Features, groups []Group, o Options) (*rank.Model, error) {
	var xs [][]float64
	var used []Group
	for _, g := range groups {
		right := false
		for _, r := range g.Right {
			right = right || r
		}
		if right {
			used = append(used, g)
			xs = append(xs, g.X...)
		}
	}
	if len(used) == 0 {
		return nil, errors.New("fit: no group has a right candidate")
	}
	s := standard(xs, len(features))
	clear(s.mean) // what all candidates of a group share does not change their order
	lists := make([]list, len(used))
	for i, g := range used {
		lists[i] = s.list(g)
	}
	loss := func(w, grad []float64) float64 {
		sum, mass := 0.0, 0.0
		for i := range lists {
			sum += lists[i].loss(w, grad)
			mass += lists[i].weight
		}
		return scale(sum, grad, mass)
	}
	return minimize(task, features, s, loss, o, false)
}

// list is a group with its vectors scaled and without their zeros.
type list struct {
	rows   [][]entry
	right  []bool
	weight float64
	z      []float64
}

// entry is one value of a vector that is not zero.
type entry struct {
	at int
	v  float64
}

func (s standardised) list(g Group) list {
	l := list{rows: make([][]entry, len(g.X)), right: g.Right, weight: orOne(g.Weight), z: make([]float64, len(g.X))}
	for k, x := range g.X {
		for i, v := range x {
			if v != 0 {
				l.rows[k] = append(l.rows[k], entry{i, v / s.deviation[i]})
			}
		}
	}
	return l
}

// loss is -log of the share of the right candidates, and adds its gradient.
func (l *list) loss(w, grad []float64) float64 {
	top := math.Inf(-1)
	for k, row := range l.rows {
		sum := 0.0
		for _, e := range row {
			sum += w[e.at] * e.v
		}
		l.z[k] = sum
		top = math.Max(top, sum)
	}
	all, right := 0.0, 0.0
	for k, z := range l.z {
		l.z[k] = math.Exp(z - top)
		all += l.z[k]
		if l.right[k] {
			right += l.z[k]
		}
	}
	for k, row := range l.rows {
		d := l.z[k] / all
		if l.right[k] {
			d -= l.z[k] / right
		}
		if d = l.weight * d; math.Abs(d) < 1e-9 {
			continue
		}
		for _, e := range row {
			grad[e.at] += d * e.v
		}
	}
	return l.weight * (math.Log(all) - math.Log(right))
}

// minimize finds the weights by L-BFGS and gives them back in the features' own units.
func minimize(
	task string, features rank.Features, s standardised, loss func(w, grad []float64) float64, o Options, bias bool,
) (*rank.Model, error) {
	n := len(features) + 1 // the last is the bias
	toward := make([]float64, n)
	for i, t := range o.Toward {
		toward[i] = t * s.deviation[i]
	}
	held := func(i int) bool { return o.Fixed[i] || i == n-1 && !bias }
	both := func(w, grad []float64) float64 {
		clear(grad)
		sum := loss(w, grad)
		for i := range n - 1 {
			d := w[i] - toward[i]
			sum += o.pull(i) * d * d
			grad[i] += 2 * o.pull(i) * d
		}
		for i := range n {
			if held(i) {
				grad[i] = 0
			}
		}
		return sum
	}
	// The method asks for the value and the slope at one place, one after the other.
	at, slope, value := make([]float64, n), make([]float64, n), math.NaN()
	look := func(w []float64) {
		if math.IsNaN(value) || !slices.Equal(at, w) {
			copy(at, w)
			value = both(w, slope)
		}
	}
	problem := optimize.Problem{
		Func: func(w []float64) float64 { look(w); return value },
		Grad: func(grad, w []float64) { look(w); copy(grad, slope) },
	}
	result, err := optimize.Minimize(problem, toward, &optimize.Settings{GradientThreshold: 1e-5, MajorIterations: 300}, &optimize.LBFGS{})
	if err != nil && result == nil {
		return nil, fmt.Errorf("fit %s: %w", task, err)
	}
	weights := make([]float64, n-1)
	b := result.X[n-1]
	for i := range weights {
		weights[i] = result.X[i] / s.deviation[i]
		b -= weights[i] * s.mean[i]
	}
	if !bias {
		b = 0
	}
	return rank.New(task, features, b, weights), nil
}

// standardised puts features on one scale, so that the penalty treats them alike.
type standardised struct{ mean, deviation []float64 }

func standard(xs [][]float64, n int) standardised {
	s := standardised{make([]float64, n), make([]float64, n)}
	for _, x := range xs {
		for i, v := range x {
			s.mean[i] += v
		}
	}
	for i := range s.mean {
		s.mean[i] /= float64(len(xs))
	}
	for _, x := range xs {
		for i, v := range x {
			s.deviation[i] += (v - s.mean[i]) * (v - s.mean[i])
		}
	}
	for i := range s.deviation {
		s.deviation[i] = math.Sqrt(s.deviation[i] / float64(len(xs)))
		if s.deviation[i] < 1e-9 {
			s.deviation[i] = 1
		}
	}
	return s
}

func (s standardised) dot(w, x []float64) float64 {
	sum := w[len(w)-1]
	for i, v := range x {
		sum += w[i] * (v - s.mean[i]) / s.deviation[i]
	}
	return sum
}

func (s standardised) add(grad, x []float64, by float64) {
	for i, v := range x {
		grad[i] += by * (v - s.mean[i]) / s.deviation[i]
	}
	grad[len(grad)-1] += by
}

func scale(sum float64, grad []float64, mass float64) float64 {
	for i := range grad {
		grad[i] /= mass
	}
	return sum / mass
}

func orOne(w float64) float64 {
	if w == 0 {
		return 1
	}
	return w
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func softplus(z float64) float64 {
	if z > 30 {
		return z
	}
	return math.Log1p(math.Exp(z))
}

// Hash names vectors by their content, for rank.Source.
func Hash(xs [][]float64) string {
	h := sha256.New()
	var b [8]byte
	for _, x := range xs {
		for _, v := range x {
			binary.LittleEndian.PutUint64(b[:], math.Float64bits(v))
			h.Write(b[:])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
