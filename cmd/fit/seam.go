package main

import (
	"fmt"
	"os"
	"strings"

	"briefbot/briefing/ingest"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// seamTask fits the model that cuts a live blog without marks into its entries.
type seamTask struct {
	dataArg
	Write string `help:"Write the weights to this file." placeholder:"FILE" default:"briefing/ingest/weights/seam.json"`
}

// Run fits the model with each page left out in turn, prints boundary figures, what each feature is
// worth, and writes the weights fitted on all pages.
func (t seamTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	pages, err := data.LiveBlogs()
	if err != nil {
		return err
	}
	var x [][][]float64
	var y [][]bool
	for _, p := range pages {
		features, begins, err := ingest.Seams(unmarked(p), starts(p))
		if err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		x, y = append(x, features), append(y, begins)
	}
	names := ingest.SeamFeatures()
	best, threshold := 0.0, 0.0
	scores, err := leftOut("ingest/seam", names, x, y, nil)
	if err != nil {
		return err
	}
	for cut := .1; cut < .9; cut += .02 {
		if f := boundaryF1(scores, x, y, cut); f > best {
			best, threshold = f, cut
		}
	}
	fmt.Fprintf(e.out, "ingest/seam: %d pages, boundary F1 with each page left out %.3f at %.2f\n", len(pages), best, threshold)
	for i, n := range names {
		without, err := leftOut("ingest/seam", names, x, y, map[int]bool{i: true})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "  without %-10s %.3f\n", n, boundaryF1(without, x, y, threshold))
	}
	m, err := seamFit(names, x, y, -1, nil)
	if err != nil {
		return err
	}
	var all [][]float64
	for _, page := range x {
		all = append(all, page[1:]...)
	}
	m.Threshold = threshold
	m.Fitted = []rank.Source{{Set: "liveblog_split", Cases: len(all), SHA256: fit.Hash(all)}}
	b, err := m.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(t.Write, b, 0o644)
}

// unmarked is the page without its time lines.
func unmarked(p gold.Live) ingest.Page {
	var all []string
	for _, g := range p.Paragraphs {
		if !g.Marker {
			all = append(all, g.Text)
		}
	}
	return ingest.Page{Origin: p.ID, URL: p.URL, Title: p.Title, Kind: ingest.Plain, Body: []byte(strings.Join(all, "\n\n"))}
}

// starts tells which lines of the page's text begin an entry: it follows the lines through the page's
// paragraphs.
func starts(p gold.Live) func(lines []string) []bool {
	return func(lines []string) []bool {
		out := make([]bool, len(lines))
		at, before := 0, -1
		for i, l := range lines {
			for k := at; k < len(p.Paragraphs); k++ {
				if g := p.Paragraphs[k]; !g.Marker && strings.Contains(g.Text, l) {
					out[i] = before >= 0 && g.Item != before
					at, before = k, g.Item
					break
				}
			}
		}
		return out
	}
}

// seamFit fits on all pages but one; features in fixed have no weight.
func seamFit(names rank.Features, x [][][]float64, y [][]bool, without int, fixed map[int]bool) (*rank.Model, error) {
	var cases []fit.Case
	for p := range x {
		if p == without {
			continue
		}
		for i := 1; i < len(x[p]); i++ {
			cases = append(cases, fit.Case{X: x[p][i], Yes: y[p][i]})
		}
	}
	return fit.Logistic("ingest/seam", names, cases, fit.Options{Ridge: .003, Fixed: fixed})
}

// leftOut gives, for each page, the model that was fitted on the others.
func leftOut(task string, names rank.Features, x [][][]float64, y [][]bool, fixed map[int]bool) ([]*rank.Model, error) {
	var out []*rank.Model
	for p := range x {
		m, err := seamFit(names, x, y, p, fixed)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", task, err)
		}
		out = append(out, m)
	}
	return out, nil
}

// boundaryF1 cuts each page with its model as the engine does and compares with what is right.
func boundaryF1(models []*rank.Model, x [][][]float64, y [][]bool, cut float64) float64 {
	hit, wrong, missed := 0, 0, 0
	for p := range x {
		for i := 1; i < len(x[p]); i++ {
			v := x[p][i]
			ours := v[0] == 0 && v[1] == 0 && models[p].Probability(v) > cut
			switch {
			case ours && y[p][i]:
				hit++
			case ours:
				wrong++
			case y[p][i]:
				missed++
			}
		}
	}
	return 2 * float64(hit) / max(1, float64(2*hit+wrong+missed))
}
