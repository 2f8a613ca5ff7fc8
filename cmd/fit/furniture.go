package main

import (
	"fmt"
	"math"
	"os"
	"strings"
	"unicode"

	"briefbot/briefing/ingest"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// furnitureTask fits the model that tells an article's text from the furniture of its page.
type furnitureTask struct {
	dataArg
	Write string `help:"Write the weights to this file." placeholder:"FILE" default:"briefing/ingest/weights/furniture.json"`
}

// furnitureFolds is in how many parts each set is left out in turn.
const furnitureFolds = 10

// Run fits the model with each set, and each tenth of the pages, left out in turn.
func (t furnitureTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	groups, err := blockGroups(data)
	if err != nil {
		return err
	}
	names := ingest.BlockFeatures()
	threshold, best := 0.0, math.Inf(1)
	models, err := foldModels(names, groups, nil)
	if err != nil {
		return err
	}
	for cut := .1; cut < .9; cut += .02 {
		if x := blockErrors(models, groups, cut, ""); x < best {
			best, threshold = x, cut
		}
	}
	fmt.Fprintf(e.out, "ingest/furniture: words judged wrong in a thousand, each tenth left out: %.2f at %.2f", best, threshold)
	for _, set := range furnitureSets {
		fmt.Fprintf(e.out, " · %s %.2f", set, blockErrors(models, groups, threshold, set))
	}
	fmt.Fprintln(e.out)
	for _, set := range furnitureSets {
		m, err := blockFit(names, groups, func(g blockGroup, _ int) bool { return g.set != set }, nil)
		if err != nil {
			return err
		}
		same := make([]*rank.Model, furnitureFolds)
		for i := range same {
			same[i] = m
		}
		fmt.Fprintf(e.out, "  %s by a fit on the other set: %.2f\n", set, blockErrors(same, groups, threshold, set))
	}
	for i, n := range names {
		without, err := foldModels(names, groups, map[int]bool{i: true})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "  without %-11s %.2f\n", n, blockErrors(without, groups, threshold, ""))
	}
	m, err := blockFit(names, groups, func(blockGroup, int) bool { return true }, nil)
	if err != nil {
		return err
	}
	m.Threshold = threshold
	for _, set := range furnitureSets {
		var all [][]float64
		for _, g := range groups {
			if g.set == set {
				all = append(all, g.x...)
			}
		}
		m.Fitted = append(m.Fitted, rank.Source{Set: set, Cases: len(all), SHA256: fit.Hash(all)})
	}
	b, err := m.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(t.Write, b, 0o644)
}

// blockGroup is a page's blocks of which it is known whether they belong to the article.
type blockGroup struct {
	set    string
	x      [][]float64
	yes    []bool
	weight []float64
}

// furnitureSets are the sets that tell which text of a page is its article's.
var furnitureSets = []string{"article_extraction", "trafilatura_eval"}

// blockGroups reads the pages of the sets.
func blockGroups(data gold.Data) ([]blockGroup, error) {
	articles, err := data.ArticlePages()
	if err != nil {
		return nil, err
	}
	segments, err := data.SegmentPages("")
	if err != nil {
		return nil, err
	}
	var out []blockGroup
	for k, pages := range [][]gold.HTMLPage{articles, segments} {
		for _, p := range pages {
			g, err := labelled(p, furnitureSets[k])
			if err != nil {
				return nil, err
			}
			out = append(out, g)
		}
	}
	return out, nil
}

// labelled reads a page's blocks and tells of each whether it belongs to the article, where that is known.
func labelled(p gold.HTMLPage, set string) (blockGroup, error) {
	g := blockGroup{set: set}
	texts, x, err := ingest.Blocks(ingest.Page{Kind: ingest.HTML, Body: p.HTML})
	if err != nil {
		return g, fmt.Errorf("%s: %w", p.ID, err)
	}
	body, lines := letters(p.Body), map[string]bool{}
	for l := range strings.Lines(p.Body) {
		lines[letters(l)] = true
	}
	for i, s := range texts {
		key := letters(s)
		words := float64(len(strings.Fields(s)))
		yes, known := false, false
		switch {
		case key == "":
		case p.Body != "":
			yes, known = lines[key] || len(key) >= 25 && strings.Contains(body, key), true
		default:
			for _, w := range p.With {
				yes = yes || strings.Contains(s, w)
			}
			known = yes
			for _, w := range p.Without {
				known = known || strings.Contains(s, w)
			}
			words *= 3 // a piece stands for many
		}
		if known {
			g.x, g.yes, g.weight = append(g.x, x[i]), append(g.yes, yes), append(g.weight, 1+math.Min(words, 60))
		}
	}
	return g, nil
}

// letters is s reduced to its letters and digits in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// blockFit fits on the pages that use says.
func blockFit(names rank.Features, groups []blockGroup, use func(g blockGroup, i int) bool, fixed map[int]bool) (*rank.Model, error) {
	var cases []fit.Case
	for i, g := range groups {
		if !use(g, i) {
			continue
		}
		for k := range g.x {
			cases = append(cases, fit.Case{X: g.x[k], Yes: g.yes[k], Weight: g.weight[k]})
		}
	}
	return fit.Logistic("ingest/furniture", names, cases, fit.Options{Ridge: .0005, Fixed: fixed})
}

// foldModels gives, for each tenth of the pages, the model that was fitted on the others.
func foldModels(names rank.Features, groups []blockGroup, fixed map[int]bool) ([]*rank.Model, error) {
	var out []*rank.Model
	for f := range furnitureFolds {
		m, err := blockFit(names, groups, func(_ blockGroup, i int) bool { return i%furnitureFolds != f }, fixed)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// blockErrors is how many of a thousand words of the sets, weighed as in the fit, are judged wrong.
func blockErrors(models []*rank.Model, groups []blockGroup, cut float64, set string) float64 {
	wrong, all := 0.0, 0.0
	for i, g := range groups {
		if set != "" && g.set != set {
			continue
		}
		for k := range g.x {
			all += g.weight[k]
			if (models[i%furnitureFolds].Probability(g.x[k]) > cut) != g.yes[k] {
				wrong += g.weight[k]
			}
		}
	}
	return 1000 * wrong / max(all, 1)
}
