package main

import (
	"fmt"
	"strings"

	"briefbot/briefing/ask"
	"briefbot/briefing/rank"
	"briefbot/briefing/rank/fit"
	"briefbot/cmd/fit/gold"
)

// refusalCase is a question with what decides whether it is refused.
type refusalCase struct {
	q *inspected
	fit.Case
}

// refusals makes the cases of the refusal, each ranked by a model that has not seen it.
func (f *askFit) refusals(o askTask, parts []models) []refusalCase {
	var out []refusalCase
	for i := range f.all {
		q := &f.all[i]
		if q.x.Len() == 0 {
			continue
		}
		features, first := q.x.Refusal(parts[q.fold].rank)
		if q.c.premise && q.right[first] {
			continue // it is contradicted by what is found
		}
		out = append(out, refusalCase{q, fit.Case{X: features, Yes: q.c.answerable, Weight: q.weight(o)}})
	}
	return out
}

// weight is what a question counts in the fit of the refusal.
func (q *inspected) weight(o askTask) float64 {
	w := 1.0
	switch {
	case q.set == "news":
		w = quizWeight
	case q.set == "pages":
		w = o.Pages
	case q.set == "sample":
		w = sampleWeight
	case q.c.premise:
		w = premiseWeight
	}
	if gold.Own(q.set) {
		w *= ownWeight
	}
	switch q.c.category {
	case "unanswerable-offtopic":
		w *= offTopicWeight
	case "unanswerable-near":
		w *= nearWeight
	}
	return w
}

// refusalWithout fits the refusal without fold k.
func refusalWithout(o askTask, cases []refusalCase, k int) (*rank.Model, error) {
	var use []fit.Case
	for _, c := range cases {
		if c.q.fold != k {
			use = append(use, c.Case)
		}
	}
	m, err := fit.Logistic("ask/refusal", ask.RefusalFeatures, use, fit.Options{Ridge: o.Refusal})
	if err != nil || o.Bends == 0 {
		return m, err
	}
	return fit.Boost(m, use, nil, fit.BoostOptions{Trees: o.Bends, Rate: 0.05, Least: 40, Ridge: 10})
}

// sweep prints what each threshold refuses, and chooses the greatest that refuses at most one in ten of the
// questions of the windows that have an answer.
func (f *askFit) sweep(cases []refusalCase, parts []models) float64 {
	best := 0.0
	fmt.Println("\nthreshold   windows: near refused, false   news: refused, false   pages: refused, false")
	for t := 0.30; t < 0.86; t += 0.025 {
		table := figures{}
		for _, c := range cases {
			refused := 0.0
			if parts[c.q.fold].refusal.Probability(c.X) < t {
				refused = 1
			}
			set := c.q.set
			if strings.HasPrefix(set, "d") {
				set = "windows"
			}
			kind := "refused"
			if c.q.c.answerable {
				kind = "false"
			} else if c.q.c.category == "unanswerable-offtopic" || c.q.c.premise {
				continue
			}
			table.add(set, "", kind, refused)
		}
		false1 := table.mean("windows", "false")
		fmt.Printf("%.3f       %.3f %.3f                  %.3f %.3f             %.3f %.3f\n", t, table.mean("windows", "refused"), false1,
			table.mean("news", "refused"), table.mean("news", "false"), table.mean("pages", "refused"), table.mean("pages", "false"))
		if false1 <= 0.10 {
			best = t
		}
	}
	return best
}
