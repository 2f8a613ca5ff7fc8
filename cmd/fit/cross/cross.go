package cross

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// parts is into how many folds a set is cut that is no window.
const parts = 5

// windows begins the names of sets that are windows of news.
const windows = "windows "

// Window is the name of a window's set.
func Window(name string) string { return windows + name }

// fold names what is left out together with a case: all of its window, or a fifth of its set.
func fold(set, id string) string {
	if strings.HasPrefix(set, windows) {
		return set
	}
	h := fnv.New32a()
	h.Write([]byte(id)) // never fails
	return fmt.Sprintf("%s/%d", set, h.Sum32()%parts)
}

// Marks are what came of one case, by measure: 1 and 0 for hit and miss. A measure that says nothing of
// a case is not in it.
type Marks map[string]float64

// Validation is a fit with what it needs to be judged. Fit and Judge must be safe for concurrent use.
type Validation[C any] struct {
	Features rank.Features
	Cases    []C
	// Of gives a case's set and its id within that.
	Of func(C) (set, id string)
	// Fit makes a model of cases. The options say which features to leave out; it may fill in the rest.
	Fit func(train []C, o fit.Options) (*rank.Model, error)
	// Judge tells what came of a case by a model that has not seen it.
	Judge func(*rank.Model, C) Marks
	// Folds is into how many parts the folds are put together, where a fit for each of them would take
	// too long; 0 leaves each out alone.
	Folds int
}

// Table is what came of all cases, each judged by a fit without its fold.
type Table struct {
	marks map[string]map[string]Marks // by set, then id
}

// Run fits once for each fold and judges the cases left out.
func (v Validation[C]) Run(o fit.Options) (Table, error) {
	folds := v.folds()
	if len(folds) < 2 {
		return Table{}, fmt.Errorf("cross: %d cases in %d folds: nothing can be left out", len(v.Cases), len(folds))
	}
	marks := make([]Marks, len(v.Cases))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range slices.Sorted(maps.Keys(folds)) {
		g.Go(func() error {
			out := map[int]bool{}
			for _, i := range folds[name] {
				out[i] = true
			}
			train := make([]C, 0, len(v.Cases))
			for i, c := range v.Cases {
				if !out[i] {
					train = append(train, c)
				}
			}
			m, err := v.Fit(train, o)
			if err != nil {
				return fmt.Errorf("without %s: %w", name, err)
			}
			for _, i := range folds[name] {
				marks[i] = v.Judge(m, v.Cases[i])
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return Table{}, err
	}
	return v.table(marks)
}

// folds are the cases, by their positions, that are left out together.
func (v Validation[C]) folds() map[string][]int {
	out := map[string][]int{}
	for i, c := range v.Cases {
		name := fold(v.Of(c))
		out[name] = append(out[name], i)
	}
	if v.Folds <= 0 || v.Folds >= len(out) {
		return out
	}
	dealt := map[string][]int{}
	for k, name := range slices.Sorted(maps.Keys(out)) {
		part := fmt.Sprintf("part %d", k%v.Folds)
		dealt[part] = append(dealt[part], out[name]...)
	}
	return dealt
}

func (v Validation[C]) table(marks []Marks) (Table, error) {
	t := Table{marks: map[string]map[string]Marks{}}
	for i, c := range v.Cases {
		set, id := v.Of(c)
		if t.marks[set] == nil {
			t.marks[set] = map[string]Marks{}
		}
		if _, twice := t.marks[set][id]; twice {
			return t, fmt.Errorf("cross: the case %q stands twice in the set %q", id, set)
		}
		t.marks[set][id] = marks[i]
	}
	return t, nil
}

// sets are the names of the sets, windows first and d2 before d10.
func (t Table) sets() []string {
	return slices.SortedFunc(maps.Keys(t.marks), func(a, b string) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a, b))
	})
}

func order(set string) int {
	name, ok := strings.CutPrefix(set, windows)
	if !ok || name == "" {
		return 1 << 20
	}
	n, _ := strconv.Atoi(name[1:])
	return int(name[0])<<10 + n
}

// mean is a measure's mean over the cases of a set; ok is false where it says nothing of the set.
func (t Table) mean(set, measure string) (mean float64, ok bool) {
	sum, n := 0.0, 0.0
	for _, id := range slices.Sorted(maps.Keys(t.marks[set])) {
		if x, has := t.marks[set][id][measure]; has {
			sum, n = sum+x, n+1
		}
	}
	return sum / max(1, n), n > 0
}

// over is the mean of a measure over sets, each of them weighing the same.
func (t Table) over(measure string, in func(set string) bool) (mean float64, ok bool) {
	sum, n := 0.0, 0.0
	for _, s := range t.sets() {
		if x, has := t.mean(s, measure); has && in(s) {
			sum, n = sum+x, n+1
		}
	}
	return sum / max(1, n), n > 0
}

// inWindows chooses the windows of news, for over.
func inWindows(set string) bool { return strings.HasPrefix(set, windows) }

// inUnread chooses the windows whose misses nobody looks at: their mean is the figure to report.
func inUnread(set string) bool {
	name, ok := strings.CutPrefix(set, windows)
	return ok && gold.Unread(name)
}

// outside chooses the sets that are no windows.
func outside(set string) bool { return !inWindows(set) }

// moved counts the cases that have another mark for a measure in u than in t, better and worse, by
// what is a window and what is none.
func (t Table) moved(u Table, measure string, in func(set string) bool) (better, worse int) {
	for set, cases := range t.marks {
		if !in(set) {
			continue
		}
		for id, m := range cases {
			was, ok := m[measure]
			is, still := u.marks[set][id][measure]
			switch {
			case !ok || !still:
			case is > was:
				better++
			case is < was:
				worse++
			}
		}
	}
	return better, worse
}

// Ablate refits without each feature in turn, and writes what a measure is then, over windows, over
// those unread, over the other sets, and how many cases moved. all is the table with every feature.
// A feature that moves fewer than three cases in two sets has not earned its place.
func (v Validation[C]) Ablate(w io.Writer, o fit.Options, all Table, measure string) error {
	report := func(name string, t Table) {
		windows, _ := t.over(measure, inWindows)
		unread, _ := t.over(measure, inUnread)
		others, _ := t.over(measure, outside)
		better, worse := t.moved(all, measure, func(string) bool { return true })
		sets := 0
		for _, s := range t.sets() {
			if b, l := t.moved(all, measure, func(set string) bool { return set == s }); b+l >= 3 {
				sets++
			}
		}
		fmt.Fprintf(w, "%-24s %s windows %.3f unread %.3f others %.3f  helps %d hurts %d, three or more in %d sets\n",
			name, measure, windows, unread, others, better, worse, sets)
	}
	report("(all features)", all)
	for i, name := range v.Features {
		without := o
		without.Fixed = maps.Clone(o.Fixed)
		if without.Fixed == nil {
			without.Fixed = map[int]bool{}
		}
		without.Fixed[i] = true
		if o.Toward != nil {
			without.Toward = slices.Clone(o.Toward)
			without.Toward[i] = 0
		}
		t, err := v.Run(without)
		if err != nil {
			return fmt.Errorf("without the feature %s: %w", name, err)
		}
		report(name, t)
	}
	return nil
}
