package cross

import (
	"fmt"
	"strings"
	"testing"

	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
)

// choice is three candidates of which the first is right: the feature "signal" tells it, "noise" does not.
func choice(set string, i int) fit.Group {
	noise := func(k int) float64 { return float64((i*7 + k*5) % 11) }
	return fit.Group{Set: set, ID: fmt.Sprint(i), Right: []bool{true, false, false},
		X: [][]float64{{1 + float64(i%3), noise(0)}, {0, noise(1)}, {float64(i % 2), noise(2)}}}
}

func validation() Validation[fit.Group] {
	v := Validation[fit.Group]{
		Features: rank.Features{"signal", "noise"},
		Of:       func(g fit.Group) (string, string) { return g.Set, g.ID },
		Judge: func(m *rank.Model, g fit.Group) Marks {
			hit := 1.0
			for i := 1; i < len(g.X); i++ {
				if m.Score(g.X[i]) >= m.Score(g.X[0]) {
					hit = 0
				}
			}
			return Marks{"hit@1": hit}
		},
	}
	v.Fit = func(train []fit.Group, o fit.Options) (*rank.Model, error) {
		return fit.Listwise("t", v.Features, train, o)
	}
	for _, set := range []string{Window("d1"), Window("d4"), Window("d10"), "quiz"} {
		for i := range 20 {
			v.Cases = append(v.Cases, choice(set, i))
		}
	}
	return v
}

func TestRunLeavesOutAFold(t *testing.T) {
	v := validation()
	inner := v.Fit
	seen := make(chan int, 100)
	v.Fit = func(train []fit.Group, o fit.Options) (*rank.Model, error) {
		seen <- len(train)
		return inner(train, o)
	}
	table, err := v.Run(fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	close(seen)
	fits := 0
	for n := range seen {
		fits++
		if n >= len(v.Cases) {
			t.Errorf("a fit on %d of %d cases left nothing out", n, len(v.Cases))
		}
	}
	if fits != 3+parts {
		t.Errorf("%d fits, want one a window and %d for the quiz", fits, parts)
	}
	if got := strings.Join(table.sets(), ","); got != "windows d1,windows d4,windows d10,quiz" {
		t.Errorf("sets in the order %s", got)
	}
	if m, ok := table.over("hit@1", inUnread); !ok || m < .6 {
		t.Errorf("hit@1 on unread windows %.2f, %v", m, ok)
	}
}

func TestFoldsPutTogether(t *testing.T) {
	v := validation()
	v.Folds = 3
	folds := v.folds()
	n := 0
	for _, f := range folds {
		n += len(f)
	}
	if len(folds) != 3 || n != len(v.Cases) {
		t.Errorf("%d folds of %d cases; want 3 of %d", len(folds), n, len(v.Cases))
	}
}

func TestAblate(t *testing.T) {
	v := validation()
	table, err := v.Run(fit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := v.Ablate(&b, fit.Options{}, table, "hit@1"); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("want a line for all features and one for each:\n%s", b.String())
	}
	if !strings.Contains(lines[1], "signal") || strings.Contains(lines[1], "helps 0") {
		t.Errorf("the signal should help: %s", lines[1])
	}
}

func TestBadCases(t *testing.T) {
	v := validation()
	v.Cases = v.Cases[:3]
	if _, err := v.Run(fit.Options{}); err == nil {
		t.Error("one fold: no error")
	}
	v = validation()
	v.Cases = append(v.Cases, v.Cases[0])
	if _, err := v.Run(fit.Options{}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a case that stands twice: %v", err)
	}
}
