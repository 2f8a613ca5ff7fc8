package main

import (
	"fmt"
	"math"
	"os"

	"briefbot/briefing/ingest"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// dateTask fits the model that chooses a page's day among those that its signs name.
type dateTask struct {
	dataArg
	Write string `help:"Write the weights to this file." placeholder:"FILE" default:"briefing/ingest/weights/date.json"`
}

// dateFolds is in how many parts the pages are left out in turn.
const dateFolds = 10

// Run fits the model with each tenth of the pages left out in turn, prints the share of pages with the
// right day, what each feature is worth, and writes the weights fitted on all pages.
func (t dateTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	pages, err := data.DatePages("")
	if err != nil {
		return err
	}
	groups, lost, err := dateGroups(pages)
	if err != nil {
		return err
	}
	names := ingest.DateFeatures()
	right, err := dateRight(names, groups, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "ingest/date: %d pages, the right day with each tenth left out %.4f; no sign names the day on %d of %d\n",
		len(groups), right, lost, len(pages))
	for i, n := range names {
		without, err := dateRight(names, groups, map[int]bool{i: true})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "  without %-14s %.4f\n", n, without)
	}
	m, err := fit.Listwise("ingest/date", names, groups, dateOptions(nil))
	if err != nil {
		return err
	}
	var all [][]float64
	for _, g := range groups {
		all = append(all, g.X...)
	}
	m.Fitted = []rank.Source{{Set: "htmldate_eval", Cases: len(groups), SHA256: fit.Hash(all)}}
	b, err := m.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(t.Write, b, 0o644)
}

func dateOptions(fixed map[int]bool) fit.Options { return fit.Options{Ridge: .001, Fixed: fixed} }

// dateGroups reads the candidates of the pages; lost is how many pages have a day that none of them is.
func dateGroups(pages []gold.HTMLPage) (groups []fit.Group, lost int, err error) {
	for _, p := range pages {
		if p.Date == "" {
			continue
		}
		days, x, err := ingest.DateCandidates(ingest.Page{Kind: ingest.HTML, URL: p.URL, Body: p.HTML})
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", p.ID, err)
		}
		g := fit.Group{Set: "htmldate_eval", ID: p.ID, X: x, Right: make([]bool, len(x))}
		found := false
		for i, d := range days {
			g.Right[i] = d.Format("2006-01-02") == p.Date[:10]
			found = found || g.Right[i]
		}
		if !found {
			lost++
		}
		groups = append(groups, g)
	}
	return groups, lost, nil
}

// dateRight is the share of pages whose best candidate is right, each tenth of them judged by a fit on
// the others.
func dateRight(names rank.Features, groups []fit.Group, fixed map[int]bool) (float64, error) {
	right := 0
	for f := range dateFolds {
		var train []fit.Group
		for i, g := range groups {
			if i%dateFolds != f {
				train = append(train, g)
			}
		}
		m, err := fit.Listwise("ingest/date", names, train, dateOptions(fixed))
		if err != nil {
			return 0, err
		}
		for i := f; i < len(groups); i += dateFolds {
			best, top := -1, math.Inf(-1)
			for k, x := range groups[i].X {
				if s := m.Score(x); s > top {
					best, top = k, s
				}
			}
			if best >= 0 && groups[i].Right[best] {
				right++
			}
		}
	}
	return float64(right) / float64(len(groups)), nil
}
