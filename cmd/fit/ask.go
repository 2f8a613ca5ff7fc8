package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing/ask"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// askTask fits the models of package ask and prints how they do on questions that they were not fitted on.
type askTask struct {
	dataArg
	Out       string  `help:"Folder to write rank.json and refusal.json to; nothing is written without it." placeholder:"FOLDER"`
	Ridge     float64 `help:"Pull of the ranking's weights to 0." default:"0.08"`
	Refusal   float64 `name:"refusal-ridge" help:"Pull of the refusal's weights to 0." default:"0.01"`
	News      float64 `help:"Weight of a public quiz question against one of a window." default:"0.5"`
	Folds     int     `help:"Parts of the sets, of which one after the other is left out." default:"6"`
	Threshold float64 `help:"Probability from which on there is an answer; 0 finds it."`
	Sample    string  `help:"Folder of the invented newspaper with its questions." default:"testdata"`
	Quick     bool    `help:"Leave the public quiz out: it has most of the pages."`
	Misses    string  `help:"Windows whose wrongly ranked questions are shown, with the features that decided." placeholder:"WINDOW,…"`
	Without   string  `help:"Expression: leave the features of the ranking out whose name matches." placeholder:"EXPR"`
	Pages     float64 `help:"Weight of a question on the five pages against one of a window." default:"1.5"`
	Own       float64 `help:"Weight of a question on one of our windows against one of the others." default:"0.5"`
	Trees     int     `help:"Boosted trees of the ranking." default:"80"`
	Bends     int     `name:"refusal-trees" help:"Boosted trees of the refusal." default:"80"`
	Ablate    bool    `help:"Also fit the ranking without each of its features, and say what it is worth."`
}

// Run fits, prints and, where it is asked to, writes.
func (o *askTask) Run(e *env) error {
	data, err := o.open()
	if err != nil {
		return err
	}
	sets, err := askSets(e.engine, data, o.Sample, o.Quick)
	if err != nil {
		return err
	}
	seen, err := inspectAll(sets)
	if err != nil {
		return err
	}
	return seen.fit(*o)
}

// inspected is a question with its candidates and which of them are right.
type inspected struct {
	set   string
	fold  int
	c     *askCase
	x     *ask.Inspection
	right []bool
	group fit.Group
}

// askFit is what is fitted on.
type askFit struct {
	sets []askSet
	all  []inspected
}

// inspectAll finds the candidates of all questions.
func inspectAll(sets []askSet) (*askFit, error) {
	out := &askFit{sets: sets}
	blank := ask.Options{
		Rank:    rank.New("ask/rank", ask.RankFeatures, 0, make([]float64, len(ask.RankFeatures))),
		Refusal: rank.New("ask/refusal", ask.RefusalFeatures, 0, make([]float64, len(ask.RefusalFeatures))),
	}
	for _, s := range sets {
		bot := ask.New(analyzer, s.index, blank)
		found := make([]inspected, len(s.questions))
		var g errgroup.Group
		g.SetLimit(2)
		for i := range s.questions {
			g.Go(func() error {
				c := &s.questions[i]
				x, err := bot.Inspect(context.Background(), c.question)
				found[i] = inspected{set: s.name, c: c, x: x}
				if err == nil {
					found[i].label()
				}
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		out.all = append(out.all, found...)
	}
	return out, nil
}

// fitFirst is how many of the candidates that are not right are fitted on, in the order of the index.
const fitFirst = 60

// label finds the right candidates.
func (q *inspected) label() {
	q.group = fit.Group{Set: q.set, ID: q.c.id}
	for i := range q.x.Len() {
		q.right = append(q.right, q.c.right(q.x.Sentence(i)))
		if i < fitFirst || q.right[i] {
			q.group.X = append(q.group.X, q.x.Vector(i))
			q.group.Right = append(q.group.Right, q.right[i])
		}
	}
}

// divide deals the questions into folds: whole windows, those of neighbouring days together since they tell of the
// same events, and the questions of a set that stands alone.
func (f *askFit) divide(n int) {
	var windows []*askSet
	for i := range f.sets {
		if f.sets[i].day != "" {
			windows = append(windows, &f.sets[i])
		}
	}
	slices.SortFunc(windows, func(a, b *askSet) int { return cmp.Compare(a.day, b.day) })
	folds, counts := map[string]int{}, map[string]int{}
	for k, w := range windows {
		folds[w.name] = k * n / len(windows)
	}
	for i := range f.all {
		q := &f.all[i]
		if k, ok := folds[q.set]; ok {
			q.fold = k
		} else {
			q.fold = counts[q.set] % n
			counts[q.set]++
		}
	}
}

// models are one fit of both.
type models struct{ rank, refusal *rank.Model }

// fit fits with each part left out, prints the figures, and fits on all.
func (f *askFit) fit(o askTask) error {
	f.divide(o.Folds)
	parts := make([]models, o.Folds)
	var g errgroup.Group
	g.SetLimit(2)
	for k := range parts {
		g.Go(func() (err error) {
			parts[k].rank, err = f.rankWithout(o, k)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	f.ranking(parts)
	f.misses(o.Misses, parts)
	if o.Ablate {
		if err := f.ablate(o); err != nil {
			return err
		}
	}
	cases := f.refusals(o, parts)
	for k := range parts {
		var err error
		if parts[k].refusal, err = refusalWithout(o, cases, k); err != nil {
			return err
		}
	}
	threshold := o.Threshold
	if threshold == 0 {
		threshold = f.sweep(cases, parts)
	}
	for k := range parts {
		parts[k].refusal.Threshold = threshold
	}
	if err := f.answers(parts); err != nil {
		return err
	}
	if o.Out == "" {
		return nil
	}
	return f.write(o, cases, threshold)
}

// rankWithout fits the ranking without fold k; -1 leaves nothing out.
func (f *askFit) rankWithout(o askTask, k int) (*rank.Model, error) {
	var groups []fit.Group
	for _, q := range f.all {
		if q.fold == k || !q.c.answerable && !q.c.premise {
			continue // what contradicts a premise is to stand first as well
		}
		g := q.group
		switch {
		case q.set == "news":
			g.Weight = o.News
		case q.set == "pages":
			g.Weight = o.Pages
		case gold.Own(q.set):
			g.Weight = o.Own
		}
		groups = append(groups, g)
	}
	m, err := fit.Listwise("ask/rank", ask.RankFeatures, groups, fit.Options{Ridge: o.Ridge, Fixed: left(ask.RankFeatures, o.Without)})
	if err != nil || o.Trees == 0 {
		return m, err
	}
	return fit.BoostList(m, groups, left(ask.RankFeatures, unbent(o.Without)), fit.BoostOptions{Trees: o.Trees, Least: 100, Ridge: 10})
}

// unbent is an expression for the features that trees do not look at: those left out, and the many numbers of a gist.
func unbent(without string) string {
	if without == "" {
		return `^gist \d`
	}
	return `^gist \d|` + without
}

// left are the features whose name matches an expression.
func left(names rank.Features, expr string) map[int]bool {
	out := map[int]bool{}
	if expr == "" {
		return out
	}
	re := regexp.MustCompile(expr)
	for i, n := range names {
		out[i] = re.MatchString(n)
	}
	return out
}

// ranking prints how often the first candidate, or one of the first three, is right.
func (f *askFit) ranking(parts []models) {
	table := figures{}
	for _, q := range f.all {
		if !q.c.answerable {
			continue
		}
		order := q.order(parts[q.fold].rank)
		table.add(q.set, q.c.category, "share", q.share(parts[q.fold].rank))
		hit1, hit3 := 0.0, 0.0
		for i, at := range order[:min(3, len(order))] {
			if q.right[at] {
				hit3 = 1
				if i == 0 {
					hit1 = 1
				}
			}
		}
		found := 0.0
		if slices.Contains(q.right, true) {
			found = 1
		}
		table.add(q.set, q.c.category, "hit@1", hit1)
		table.add(q.set, q.c.category, "hit@3", hit3)
		table.add(q.set, q.c.category, "found", found)
	}
	fmt.Println("ranking alone, each part left out of its fit:")
	table.print("hit@1", "hit@3", "share", "found")
}

// misses shows the questions of some windows whose first candidate is wrong. Windows whose misses nobody reads are not shown.
func (f *askFit) misses(windows string, parts []models) {
	for _, q := range f.all {
		if !slices.Contains(strings.Split(windows, ","), q.set) || !q.c.answerable || slices.Contains(unreadWindows, q.set) {
			continue
		}
		m := parts[q.fold].rank
		order := q.order(m)
		at := slices.IndexFunc(order, func(i int) bool { return q.right[i] })
		if at == 0 {
			continue
		}
		fmt.Printf("\n%s %s: %s\n", q.c.id, q.c.category, q.c.question.Text)
		if len(order) > 0 {
			fmt.Printf("   first     %.2f %s\n", m.Score(q.x.Vector(order[0])), q.x.Sentence(order[0]))
		}
		if at < 0 {
			fmt.Println("   the right one is no candidate:", q.c.support)
			continue
		}
		fmt.Printf("   right %3d %.2f %s\n   ", at+1, m.Score(q.x.Vector(order[at])), q.x.Sentence(order[at]))
		difference := slices.Clone(q.x.Vector(order[0]))
		for i, v := range q.x.Vector(order[at]) {
			difference[i] -= v
		}
		for _, p := range m.Parts(difference)[:8] {
			fmt.Printf("%s %+.2f, ", p.Feature, p.Add)
		}
		fmt.Println()
	}
}

// share is what a softmax over the candidates gives to the right ones.
func (q *inspected) share(m *rank.Model) float64 {
	all, right := 0.0, 0.0
	for i := range q.x.Len() {
		e := math.Exp(m.Score(q.x.Vector(i)))
		all += e
		if q.right[i] {
			right += e
		}
	}
	if all == 0 {
		return 0
	}
	return right / all
}

// order is the candidates best first.
func (q *inspected) order(m *rank.Model) []int {
	score := make([]float64, q.x.Len())
	order := make([]int, q.x.Len())
	for i := range order {
		order[i], score[i] = i, m.Score(q.x.Vector(i))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return order
}

// quizWeight is what a question of the public quiz counts in the fit of the refusal.
const quizWeight = 1

// ownWeight is what a question of one of our windows counts in it: there are seven times as many as of the others, most
// of them near misses.
const ownWeight = 0.3

// offTopicWeight is what a question about nothing in the news counts in it: there are few of them, and to answer one is
// what a reader forgives least.
const offTopicWeight = 4

// nearWeight is what a question of a window counts in it that is nearly answered by the pages: there are fewer of them than
// of those with an answer, and they are what the refusal is for.
const nearWeight = 1.5

// sampleWeight is what a question on the invented newspaper counts in the fit of the refusal: its near misses are
// closer than those that people ask.
const sampleWeight = 1.2

// premiseWeight is what a question that takes for granted what is not so counts in the fit of the refusal: there
// are few of them, and to answer one is worse than to say nothing.
const premiseWeight = 3

// write fits on everything and writes the models.
func (f *askFit) write(o askTask, cases []refusalCase, threshold float64) error {
	ranking, err := f.rankWithout(o, -1)
	if err != nil {
		return err
	}
	refusal, err := refusalWithout(o, cases, -1)
	if err != nil {
		return err
	}
	refusal.Threshold = threshold
	ranking.Fitted, refusal.Fitted = f.sources(cases)
	for name, m := range map[string]*rank.Model{"rank.json": ranking, "refusal.json": refusal} {
		b, err := m.Encode()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(o.Out, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sources names the data of both fits.
func (f *askFit) sources(cases []refusalCase) (ranking, refusal []rank.Source) {
	for _, s := range f.sets {
		var a, b [][]float64
		n, m := 0, 0
		for _, q := range f.all {
			if q.set == s.name && q.c.answerable {
				a = append(a, q.group.X...)
				n++
			}
		}
		for _, c := range cases {
			if c.q.set == s.name {
				b = append(b, c.X)
				m++
			}
		}
		ranking = append(ranking, rank.Source{Set: s.name, Cases: n, SHA256: fit.Hash(a)})
		refusal = append(refusal, rank.Source{Set: s.name, Cases: m, SHA256: fit.Hash(b)})
	}
	return ranking, refusal
}

// unreadWindows are those whose misses nobody reads.
var unreadWindows = []string{"d4", "d5", "d6", "d10", "d11", "d12"}
