package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/measure"
	"briefbot/cmd/fit/score"
)

// factsTask fits the model that says which facts a day's editor would tell.
type factsTask struct {
	dataArg
	Write   string   `help:"Write the weights into this folder." placeholder:"FOLDER" default:"briefing/daily/weights"`
	Without string   `help:"Leave this window out of what is written." placeholder:"WINDOW"`
	Drop    []string `help:"Hold the weights of these features at 0, to see what they are worth." placeholder:"FEATURE"`
	Ridge   float64  `help:"Pull of the weights to 0." default:"0.003"`
	Meaning float64  `help:"How much more the weights of meaning are pulled to 0: no one of them says anything alone." default:"15"`
	Trees   int      `help:"Boosted trees beside the weights." default:"30"`
	Folds   int      `help:"In how many parts, by their days, the windows are left out." default:"8"`
	Show    string   `help:"Print the 300 words of this window." placeholder:"WINDOW"`
	Skip    bool     `help:"Do not measure with each window left out."`
}

// newsWindow is a window of news with its candidates and which of them tell something.
type newsWindow struct {
	gold    gold.Window
	desk    *measure.Desk
	edition *daily.Edition
	facts   []daily.Fact
	vital   []bool // the fact tells one that the reader must know
	told    []bool // the fact tells one of the day's
}

// Run prints what briefings tell with each window, and those of the days around it, left out of the fit in turn,
// and writes the weights of all of them.
func (t factsTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	windows, err := data.Windows()
	if err != nil {
		return err
	}
	var all []*newsWindow
	for _, w := range windows {
		x, err := readWindow(e, w)
		if err != nil {
			return fmt.Errorf("%s: %w", w.Name, err)
		}
		all = append(all, x)
	}
	if !t.Skip {
		if err := t.measure(e, all); err != nil {
			return err
		}
	}
	m, err := t.learn(slices.DeleteFunc(all, func(w *newsWindow) bool { return w.gold.Name == t.Without }))
	if err != nil {
		return err
	}
	for name, m := range map[string]*rank.Model{"facts.json": m.First, "among.json": m.Among} {
		b, err := m.Encode()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(t.Write, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// factsBack is how far back a window's briefing looks.
const factsBack = 72 * time.Hour

func readWindow(e *env, w gold.Window) (*newsWindow, error) {
	d, err := e.engine.Desk(w.Corpus)
	if err != nil {
		return nil, err
	}
	end := w.Day.Evening().Add(time.Second)
	x := &newsWindow{gold: w, desk: d}
	if x.edition, err = d.Edition(e, daily.Request{
		AsOf: w.Day.Evening(), Window: briefing.Window{From: end.Add(-factsBack), To: end},
	}); err != nil {
		return nil, err
	}
	x.facts = x.edition.Facts()
	for _, f := range x.facts {
		line, vital, told := score.Flat(f.Text), false, false
		for _, s := range w.Day.Stories {
			for _, n := range s.Nuggets {
				if gold.AllIn(n.Match, line) {
					told, vital = true, vital || n.Vital
				}
			}
		}
		x.vital, x.told = append(x.vital, vital), append(x.told, told)
	}
	return x, nil
}

// halfVital is the weight of a case that tells a fact of the day which is not vital.
const halfVital = 0.5

// innerFolds is in how many parts the windows of a fit are left out for the second model's sake: it has to learn how
// the first one judges what that did not see.
const innerFolds = 5

// learn fits both models to windows.
func (t factsTask) learn(windows []*newsWindow) (daily.Models, error) {
	var m daily.Models
	var second, xs = []fit.Case(nil), [][]float64(nil)
	err := parts(windows, innerFolds, func(rest, part []*newsWindow) error {
		first, err := t.first(rest)
		if err != nil {
			return err
		}
		for _, w := range part {
			x := w.edition.Among(w.scores(first))
			second, xs = append(second, w.cases(x)...), append(xs, x...)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	if m.First, err = t.first(windows); err != nil {
		return m, err
	}
	if m.Among, err = fit.Logistic("daily/among", daily.AmongFeatures, second, fit.Options{Ridge: t.Ridge}); err != nil {
		return m, err
	}
	m.Among.Fitted = fittedOn(windows, xs)
	return m, nil
}

// first fits the model that looks at each fact alone.
func (t factsTask) first(windows []*newsWindow) (*rank.Model, error) {
	o := fit.Options{Ridge: t.Ridge, Fixed: map[int]bool{}, Pull: map[int]float64{}}
	for i, f := range daily.FactFeatures {
		o.Fixed[i] = slices.Contains(t.Drop, f)
		if slices.Contains(daily.MeaningFeatures, f) {
			o.Pull[i] = t.Meaning
		}
	}
	var cases []fit.Case
	var xs [][]float64
	for _, w := range windows {
		x := make([][]float64, len(w.facts))
		for i, f := range w.facts {
			x[i] = f.X
		}
		cases, xs = append(cases, w.cases(x)...), append(xs, x...)
	}
	m, err := fit.Logistic("daily/facts", daily.FactFeatures, cases, o)
	if err == nil && t.Trees > 0 {
		for i, f := range daily.FactFeatures {
			o.Fixed[i] = o.Fixed[i] || slices.Contains(daily.MeaningFeatures, f)
		}
		m, err = fit.Boost(m, cases, o.Fixed, fit.BoostOptions{Trees: t.Trees})
	}
	if err != nil {
		return nil, err
	}
	m.Fitted = fittedOn(windows, xs)
	return m, nil
}

func fittedOn(windows []*newsWindow, xs [][]float64) []rank.Source {
	return []rank.Source{{Set: "news windows", Cases: len(windows), SHA256: fit.Hash(xs)}}
}

// cases are the window's facts by the values of some features.
func (w *newsWindow) cases(x [][]float64) []fit.Case {
	out := make([]fit.Case, len(x))
	for i := range x {
		out[i] = fit.Case{X: x[i], Yes: w.vital[i]}
		if w.told[i] && !w.vital[i] {
			out[i].Weight = halfVital
		}
	}
	return out
}

// scores are what a first model gives the window's facts.
func (w *newsWindow) scores(first *rank.Model) []float64 {
	out := make([]float64, len(w.facts))
	for i, f := range w.facts {
		out[i] = first.Score(f.X)
	}
	return out
}

// parts leaves windows out in so many parts, by their days, and hands each part to do behind the rest.
func parts(windows []*newsWindow, folds int, do func(rest, part []*newsWindow) error) error {
	byDay := slices.Clone(windows)
	slices.SortStableFunc(byDay, func(a, b *newsWindow) int { return cmp.Compare(a.gold.Day.AsOf, b.gold.Day.AsOf) })
	folds = min(folds, len(byDay))
	for k := range folds {
		from, to := k*len(byDay)/folds, (k+1)*len(byDay)/folds
		if err := do(slices.Concat(byDay[:from], byDay[to:]), byDay[from:to]); err != nil {
			return err
		}
	}
	return nil
}

// leftOut gives each window the models that were fitted without it and those of the days around it.
func (t factsTask) leftOut(windows []*newsWindow) (map[*newsWindow]daily.Models, error) {
	out := map[*newsWindow]daily.Models{}
	return out, parts(windows, t.Folds, func(rest, part []*newsWindow) error {
		m, err := t.learn(rest)
		for _, w := range part {
			out[w] = m
		}
		return err
	})
}

// measure prints the scores of each window, left out of the fit, and their means.
func (t factsTask) measure(e *env, windows []*newsWindow) error {
	sums := map[string][]float64{}
	var names []string
	models, err := t.leftOut(windows)
	if err != nil {
		return err
	}
	for _, w := range windows {
		m := models[w]
		edition := w.edition.WithModels(m)
		told := map[int]briefing.Briefing{}
		for _, words := range score.Budgets {
			told[words] = edition.Tailor(nil, briefing.Preferences{}, words)
		}
		r := score.Briefing(w.gold, told, measure.Stories(w.desk))
		figures := append([]score.Figure{{Name: "auc", Value: w.auc(m)}}, r.Figures...)
		for _, words := range score.Budgets {
			figures = append(figures, score.Figure{Name: fmt.Sprintf("used@%d", words), Value: float64(read(told[words])) / float64(words)})
		}
		names = names[:0]
		line := ""
		for _, f := range figures {
			names = append(names, f.Name)
			sums["mean "+f.Name] = append(sums["mean "+f.Name], f.Value)
			if gold.Unread(w.gold.Name) {
				sums["unread "+f.Name] = append(sums["unread "+f.Name], f.Value)
			}
			line += fmt.Sprintf(" %s %.2f", f.Name, f.Value)
		}
		fmt.Fprintf(e.out, "%s%s\n", w.gold.Name, line)
		if t.Show == w.gold.Name {
			printBriefing(e, told[score.Budgets[0]])
		}
	}
	for _, of := range []string{"mean", "unread"} {
		line := ""
		for _, n := range names {
			line += fmt.Sprintf(" %s %.3f", n, mean(sums[of+" "+n]))
		}
		fmt.Fprintf(e.out, "%s%s\n", of, line)
	}
	return nil
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(max(1, len(xs)))
}

func printBriefing(e *env, b briefing.Briefing) {
	for _, s := range b.Stories {
		fmt.Fprintf(e.out, "   # %s\n", s.Title)
		for _, p := range s.Points {
			fmt.Fprintf(e.out, "     - %s\n", p.Text)
		}
		for _, d := range s.Disagreements {
			fmt.Fprintf(e.out, "     <> %s: %s | %s\n", d.About, d.A.Text, d.B.Text)
		}
	}
	for _, l := range b.LeftOut {
		fmt.Fprintf(e.out, "   left out: %s (%s)\n", l.Title, strings.TrimSpace(l.Why))
	}
}

// auc is how often the models put a vital fact before another.
func (w *newsWindow) auc(m daily.Models) float64 {
	order := make([]int, len(w.facts))
	for i := range order {
		order[i] = i
	}
	x := w.edition.Among(w.scores(m.First))
	p := make([]float64, len(x))
	for i := range x {
		p[i] = m.Among.Score(x[i])
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	no, pairs, yes := 0.0, 0.0, 0.0
	for _, i := range order {
		if w.vital[i] {
			yes++
			pairs += no
		} else {
			no++
		}
	}
	return pairs / max(1, yes*no)
}

// read is how many words a briefing has as it is read.
func read(b briefing.Briefing) int {
	n := 0
	for _, s := range b.Stories {
		n += len(strings.Fields(s.Title))
		seen := map[string]bool{}
		for _, p := range s.Points {
			n += len(strings.Fields(p.Text))
			seen[p.Text] = true
		}
		for _, d := range s.Disagreements {
			for _, p := range []briefing.Point{d.A, d.B} {
				if !seen[p.Text] {
					n += len(strings.Fields(p.Text))
				}
			}
		}
	}
	return n
}
