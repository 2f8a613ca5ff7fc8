package rank

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"slices"
)

// Features names the features of one choice, in the order of the vectors that are scored.
type Features []string

// Model scores vectors of features. It is immutable and safe for concurrent use.
type Model struct {
	// Task names the choice that the model makes, such as "ask/rank".
	Task string
	// Fitted is the data that the weights were fitted on.
	Fitted []Source
	// Threshold is the probability from which on the answer is yes, where the choice is one of yes or no.
	Threshold float64

	bias    float64
	names   Features
	weights []float64
	trees   []Tree
}

// Source is a set of data that a model was fitted on.
type Source struct {
	Set    string `json:"set"`
	Cases  int    `json:"cases"`
	SHA256 string `json:"sha256"` // of the features of all its cases, as the fit saw them
}

// Tree is a boosted regression tree of depth two at most: it looks at one feature, then at a second
// one, and adds a value (Friedman 2001, "Greedy function approximation").
type Tree struct {
	Feature string     `json:"feature"`
	Above   float64    `json:"above"`
	Low     *Tree      `json:"low,omitempty"`  // where the feature is at most Above
	High    *Tree      `json:"high,omitempty"` // where it is greater
	Add     [2]float64 `json:"add"`            // what it adds, low and high, where there is no further tree

	at int
}

// file is a model as it is stored.
type file struct {
	Task      string             `json:"task"`
	Fitted    []Source           `json:"fitted"`
	Threshold float64            `json:"threshold,omitempty"`
	Bias      float64            `json:"bias"`
	Weights   map[string]float64 `json:"weights"`
	Trees     []Tree             `json:"trees,omitempty"`
}

// read reads a model of the given features from a file. It refuses, with file and line, a feature
// that the code does not compute, a missing one, and a field or number that it does not know.
func read(fsys fs.FS, name string, features Features) (*Model, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("rank: %w", err)
	}
	return parse(b, name, features)
}

// MustRead reads a model that is embedded in the program: a mistake in it panics.
func MustRead(fsys fs.FS, name string, features Features) *Model {
	m, err := read(fsys, name, features)
	if err != nil {
		panic(err)
	}
	return m
}

// parse reads a model from b; name is told in errors.
func parse(b []byte, name string, features Features) (*Model, error) {
	var f file
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("rank: %s:%d: %w", name, 1+bytes.Count(b[:min(int(d.InputOffset()), len(b))], []byte("\n")), err)
	}
	m := &Model{Task: f.Task, Fitted: f.Fitted, Threshold: f.Threshold, bias: f.Bias, names: slices.Clone(features), trees: f.Trees}
	at := make(map[string]int, len(features))
	for i, n := range features {
		if _, twice := at[n]; twice {
			return nil, fmt.Errorf("rank: %s: the code names the feature %q twice", name, n)
		}
		at[n] = i
		if _, ok := f.Weights[n]; !ok {
			return nil, fmt.Errorf("rank: %s:%d: no weight for the feature %q: fit the model anew (go run ./cmd/fit)", name,
				lineOf(b, "weights"), n)
		}
	}
	m.weights = make([]float64, len(features))
	for n, w := range f.Weights {
		i, ok := at[n]
		if !ok {
			return nil, fmt.Errorf("rank: %s:%d: the code has no feature %q: fit the model anew (go run ./cmd/fit)", name, lineOf(b, n), n)
		}
		m.weights[i] = w
	}
	for i := range m.trees {
		if err := m.trees[i].bind(at, name, b); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// bind finds the features of a tree.
func (t *Tree) bind(at map[string]int, name string, b []byte) error {
	i, ok := at[t.Feature]
	if !ok {
		return fmt.Errorf("rank: %s:%d: the code has no feature %q: fit the model anew (go run ./cmd/fit)", name,
			lineOf(b, t.Feature), t.Feature)
	}
	t.at = i
	for _, sub := range []*Tree{t.Low, t.High} {
		if sub != nil {
			if err := sub.bind(at, name, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// lineOf is the line, from 1, in which a name stands in marks.
func lineOf(b []byte, name string) int {
	quoted, _ := json.Marshal(name)
	i := bytes.Index(b, quoted)
	return 1 + bytes.Count(b[:max(i, 0)], []byte("\n"))
}

// New returns a model with weights in the order of the features.
func New(task string, features Features, bias float64, weights []float64) *Model {
	return &Model{Task: task, names: slices.Clone(features), bias: bias, weights: slices.Clone(weights)}
}

// WithTrees returns the model with boosted trees beside its weights, whose features must be those of m.
func (m *Model) WithTrees(trees []Tree) (*Model, error) {
	out := *m
	out.trees = slices.Clone(trees)
	at := map[string]int{}
	for i, n := range m.names {
		at[n] = i
	}
	for i := range out.trees {
		if err := out.trees[i].bind(at, m.Task, nil); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// Features returns the names of the features, in the order of the vectors. It must not be changed.
func (m *Model) Features() Features { return m.names }

// Score is the weighed sum of x, which has a value for each feature.
func (m *Model) Score(x []float64) float64 {
	sum := m.bias
	for i, w := range m.weights {
		sum += w * x[i]
	}
	for i := range m.trees {
		sum += m.trees[i].value(x)
	}
	return sum
}

// value is what a tree adds.
func (t *Tree) value(x []float64) float64 {
	sub, k := t.Low, 0
	if x[t.at] > t.Above {
		sub, k = t.High, 1
	}
	if sub != nil {
		return sub.value(x)
	}
	return t.Add[k]
}

// Probability is the logistic function of the score.
func (m *Model) Probability(x []float64) float64 { return 1 / (1 + math.Exp(-m.Score(x))) }

// Weight is the weight of a feature, 0 for one that the model does not have.
func (m *Model) Weight(name string) float64 {
	if i := slices.Index(m.names, name); i >= 0 {
		return m.weights[i]
	}
	return 0
}

// Part is what one feature adds to a score.
type Part struct {
	Feature string
	Add     float64
}

// Parts returns what each feature adds to the score of x by its weight, greatest effect first.
func (m *Model) Parts(x []float64) []Part {
	var out []Part
	for i, w := range m.weights {
		if add := w * x[i]; add != 0 {
			out = append(out, Part{m.names[i], add})
		}
	}
	slices.SortStableFunc(out, func(a, b Part) int { return cmp.Compare(math.Abs(b.Add), math.Abs(a.Add)) })
	return out
}

// Encode is the model as it is stored: one weight a line, in the order of the features.
func (m *Model) Encode() ([]byte, error) {
	var b bytes.Buffer
	head, err := json.Marshal(m.Fitted)
	if err != nil {
		return nil, fmt.Errorf("rank: %w", err)
	}
	fmt.Fprintf(&b, "{\n  \"task\": %q,\n  \"fitted\": %s,\n", m.Task, head)
	if m.Threshold != 0 {
		fmt.Fprintf(&b, "  \"threshold\": %s,\n", number(m.Threshold))
	}
	fmt.Fprintf(&b, "  \"bias\": %s,\n  \"weights\": {", number(m.bias))
	for i, n := range m.names {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n    %q: %s", n, number(m.weights[i]))
	}
	b.WriteString("\n  }")
	if len(m.trees) > 0 {
		b.WriteString(",\n  \"trees\": [")
		for i, t := range m.trees {
			row, err := json.Marshal(t)
			if err != nil {
				return nil, fmt.Errorf("rank: %w", err)
			}
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "\n    %s", row)
		}
		b.WriteString("\n  ]")
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// number writes a weight with as many digits as matter.
func number(x float64) string {
	b, err := json.Marshal(math.Round(x*1e4) / 1e4)
	if err != nil {
		return "0"
	}
	return string(b)
}
