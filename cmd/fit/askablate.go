package main

import (
	"fmt"
	"os"
	"strings"

	"briefbot/briefing/ask"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/cross"
)

// ablate fits the ranking without each of its features and prints what it then does on questions that it
// has not seen.
func (f *askFit) ablate(o askTask) error {
	v := cross.Validation[*inspected]{
		Features: ask.RankFeatures,
		Folds:    o.Folds,
		Of: func(q *inspected) (set, id string) {
			if strings.HasPrefix(q.set, "d") {
				return cross.Window(q.set), q.c.id
			}
			return q.set, q.c.id
		},
		Fit: func(train []*inspected, opt fit.Options) (*rank.Model, error) {
			var groups []fit.Group
			for _, q := range train {
				g := q.group
				if q.set == "news" {
					g.Weight = o.News
				}
				groups = append(groups, g)
			}
			return fit.Listwise("ask/rank", ask.RankFeatures, groups, opt)
		},
		Judge: func(m *rank.Model, q *inspected) cross.Marks {
			order := q.order(m)
			at := func(n int) float64 {
				for _, k := range order[:min(n, len(order))] {
					if q.right[k] {
						return 1
					}
				}
				return 0
			}
			return cross.Marks{"hit@1": at(1), "hit@3": at(3)}
		},
	}
	for i := range f.all {
		if f.all[i].c.answerable {
			v.Cases = append(v.Cases, &f.all[i])
		}
	}
	options := fit.Options{Ridge: o.Ridge}
	all, err := v.Run(options)
	if err != nil {
		return err
	}
	fmt.Println("\nranking fitted without each feature:")
	return v.Ablate(os.Stdout, options, all, "hit@1")
}
