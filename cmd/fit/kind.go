package main

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/ingest"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// kindTask fits the models that say what kind of page an article is and whether its sections are matters
// of their own.
type kindTask struct {
	dataArg
	Write string `help:"Write the weights, kind.json and section.json, to this folder." placeholder:"DIR" default:"briefing/ingest/weights"`
}

// kindLabels says of pages, by their ids, what kind they are.
//
//go:embed kinds.tsv
var kindLabels string

// kindFolds is in how many parts the pages are left out in turn.
const kindFolds = 10

// labelledPage is a page with its kind.
type labelledPage struct {
	id, kind string
	fold     int
	page     ingest.Page
}

// Run fits both models with each tenth of the pages left out in turn, prints how many are right, kind by
// kind, and what each feature is worth, and writes the weights fitted on all pages.
func (t kindTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	pages, err := labelledPages(data)
	if err != nil {
		return err
	}
	if err := t.kinds(e, pages); err != nil {
		return err
	}
	return t.sections(e, pages)
}

// labelledPages are the pages of the sets whose kind is known.
func labelledPages(data gold.Data) ([]labelledPage, error) {
	windows, err := data.Windows()
	if err != nil {
		return nil, err
	}
	stories, err := data.Stories()
	if err != nil {
		return nil, err
	}
	rows := map[string]gold.Row{}
	for _, s := range stories {
		rows[s.ID] = s.Row
	}
	for _, w := range windows {
		for _, r := range w.Corpus {
			rows[r.ID] = r
		}
	}
	var out []labelledPage
	for l := range strings.Lines(kindLabels) {
		id, kind, ok := strings.Cut(strings.TrimSpace(l), "\t")
		if !ok {
			continue
		}
		r, found := rows[id]
		if !found {
			return nil, fmt.Errorf("kinds.tsv names the page %s, which neither windows nor rtqa_clusters holds", id)
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(id))
		out = append(out, labelledPage{id, kind, int(h.Sum32() % kindFolds),
			ingest.Page{Origin: r.ID, URL: r.URL, Title: r.Title, Kind: ingest.Plain, Body: []byte(r.Text)}})
	}
	return out, nil
}

// kinds fits the kinds of pages.
func (t kindTask) kinds(e *env, pages []labelledPage) error {
	names := ingest.KindFeatures()
	var groups []fit.Group
	var all []briefing.Kind
	for _, p := range pages {
		kinds, x, err := ingest.KindCandidates(p.page)
		if err != nil {
			return fmt.Errorf("%s: %w", p.id, err)
		}
		g := fit.Group{Set: fmt.Sprint(p.fold), ID: p.id, X: x, Right: make([]bool, len(x))}
		for i, k := range kinds {
			g.Right[i] = string(k) == p.kind
		}
		all, groups = kinds, append(groups, g)
	}
	right, table, err := kindsRight(names, groups, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "ingest/kind: %d pages, the right kind with each tenth left out %.3f\n", len(groups), right)
	for i, k := range all {
		given, of := 0, 0
		for j := range all {
			given += table[j][i]
			of += table[i][j]
		}
		fmt.Fprintf(e.out, "  %-10s %3d pages, %.2f found, %.2f of those called so right\n", k, of,
			ratio(table[i][i], of), ratio(table[i][i], given))
	}
	for i, n := range names {
		without, _, err := kindsRight(names, groups, map[int]bool{i: true})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "  without %-24s %+.3f\n", n, without-right)
	}
	m, err := fit.Listwise("ingest/kind", names, groups, kindOptions(nil))
	if err != nil {
		return err
	}
	var x [][]float64
	for _, g := range groups {
		x = append(x, g.X...)
	}
	m.Fitted = []rank.Source{{Set: "windows, rtqa_clusters", Cases: len(groups), SHA256: fit.Hash(x)}}
	return writeModel(m, filepath.Join(t.Write, "kind.json"))
}

func kindOptions(fixed map[int]bool) fit.Options { return fit.Options{Ridge: .003, Fixed: fixed} }

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// kindsRight is the share of pages whose best kind is right, each tenth judged by a fit on the others, and
// how often a page of one kind was given another.
func kindsRight(names rank.Features, groups []fit.Group, fixed map[int]bool) (float64, [][]int, error) {
	table := make([][]int, len(groups[0].X))
	for i := range table {
		table[i] = make([]int, len(table))
	}
	right := 0
	for f := range kindFolds {
		var train []fit.Group
		for _, g := range groups {
			if g.Set != fmt.Sprint(f) {
				train = append(train, g)
			}
		}
		m, err := fit.Listwise("ingest/kind", names, train, kindOptions(fixed))
		if err != nil {
			return 0, nil, err
		}
		for _, g := range groups {
			if g.Set != fmt.Sprint(f) {
				continue
			}
			best, is, top := 0, 0, math.Inf(-1)
			for k, x := range g.X {
				if s := m.Score(x); s > top {
					best, top = k, s
				}
				if g.Right[k] {
					is = k
				}
			}
			table[is][best]++
			if is == best {
				right++
			}
		}
	}
	return ratio(right, len(groups)), table, nil
}

// sections fits whether the sections of a page are matters of their own: those of round-ups are.
func (t kindTask) sections(e *env, pages []labelledPage) error {
	names := ingest.SectionFeatures()
	var cases []fit.Case
	var folds []int
	for _, p := range pages {
		x, err := ingest.Sections(p.page)
		if err != nil {
			return fmt.Errorf("%s: %w", p.id, err)
		}
		if x != nil && p.kind != string(briefing.KindLive) {
			cases, folds = append(cases, fit.Case{X: x, Yes: p.kind == string(briefing.KindRoundUp)}), append(folds, p.fold)
		}
	}
	best, threshold, err := sectionsF1(names, cases, folds, nil)
	if err != nil {
		return err
	}
	yes := 0
	for _, c := range cases {
		if c.Yes {
			yes++
		}
	}
	fmt.Fprintf(e.out, "ingest/section: %d pages with sections, %d of many matters, F1 with each tenth left out %.3f at %.2f\n",
		len(cases), yes, best, threshold)
	for i, n := range names {
		without, _, err := sectionsF1(names, cases, folds, map[int]bool{i: true})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "  without %-16s %+.3f\n", n, without-best)
	}
	m, err := fit.Logistic("ingest/section", names, cases, fit.Options{Ridge: sectionRidge})
	if err != nil {
		return err
	}
	var x [][]float64
	for _, c := range cases {
		x = append(x, c.X)
	}
	m.Threshold = threshold
	m.Fitted = []rank.Source{{Set: "windows, rtqa_clusters", Cases: len(cases), SHA256: fit.Hash(x)}}
	return writeModel(m, filepath.Join(t.Write, "section.json"))
}

// sectionRidge is how strongly the weights are pulled to 0. Of thresholds that do as well, up to
// sectionSlack, the lowest is taken: a page that calls itself a round-up is rather cut.
const sectionRidge, sectionSlack = .05, .03

// sectionsF1 is the best F1 over the thresholds, each tenth judged by a fit on the others.
func sectionsF1(names rank.Features, cases []fit.Case, folds []int, fixed map[int]bool) (f1, threshold float64, err error) {
	p := make([]float64, len(cases))
	for f := range kindFolds {
		var train []fit.Case
		for i, c := range cases {
			if folds[i] != f {
				train = append(train, c)
			}
		}
		m, err := fit.Logistic("ingest/section", names, train, fit.Options{Ridge: sectionRidge, Fixed: fixed})
		if err != nil {
			return 0, 0, err
		}
		for i, c := range cases {
			if folds[i] == f {
				p[i] = m.Probability(c.X)
			}
		}
	}
	for cut := .9; cut > .05; cut -= .02 {
		hit, wrong, missed := 0, 0, 0
		for i, c := range cases {
			switch {
			case p[i] >= cut && c.Yes:
				hit++
			case p[i] >= cut:
				wrong++
			case c.Yes:
				missed++
			}
		}
		if f := 2 * float64(hit) / max(1, float64(2*hit+wrong+missed)); f >= f1-sectionSlack {
			f1, threshold = max(f, f1), cut
		}
	}
	return f1, threshold, nil
}

func writeModel(m *rank.Model, file string) error {
	b, err := m.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}
