package score

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Figure is a measure of a set.
type Figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// Report is what a set gave.
type Report struct {
	// Set is the task and, where it has several, the part: "questions d4", "split unmarked".
	Set     string   `json:"set"`
	Figures []Figure `json:"figures"`
	// Cases is what came of each case, greater is better. What the number means is the scorer's own
	// matter; two runs of one scorer can be compared.
	Cases map[string]float64 `json:"cases"`
}

// Get is the value of a figure, 0 where there is none of the name.
func (r Report) Get(name string) float64 {
	for _, f := range r.Figures {
		if f.Name == name {
			return f.Value
		}
	}
	return 0
}

// String is the report on one line.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s", r.Set)
	if len(r.Cases) > 0 {
		fmt.Fprintf(&b, " n=%d", len(r.Cases))
	}
	for _, f := range r.Figures {
		fmt.Fprintf(&b, "  %s %s", f.Name, short(f.Value))
	}
	return b.String()
}

// short is a number with at most three digits behind the point.
func short(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", x), "0"), ".")
}

// Moved counts the cases of one set that ended better and worse in b than in a. A case that only one
// of them has is passed over.
func Moved(a, b Report) (better, worse int) {
	for id, was := range a.Cases {
		is, ok := b.Cases[id]
		switch {
		case !ok:
		case is > was+1e-9:
			better++
		case is < was-1e-9:
			worse++
		}
	}
	return better, worse
}

// Mean is the mean of reports that have the same figures, as one report with all their cases. Names
// of cases are kept apart by the set's.
func Mean(name string, reports []Report) Report {
	out := Report{Set: name, Cases: map[string]float64{}}
	if len(reports) == 0 {
		return out
	}
	for _, f := range reports[0].Figures {
		sum := 0.0
		for _, r := range reports {
			sum += r.Get(f.Name)
		}
		out.Figures = append(out.Figures, Figure{f.Name, sum / float64(len(reports))})
	}
	for _, r := range reports {
		for _, id := range slices.Sorted(maps.Keys(r.Cases)) {
			out.Cases[r.Set+"/"+id] = r.Cases[id]
		}
	}
	return out
}

// ratio is a/b, 0 for nothing of nothing.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// f1 is the harmonic mean of precision and recall.
func f1(p, r float64) float64 { return ratio(2*p*r, p+r) }

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
