// Package cross tells what a fit is worth on cases that it has not seen: it leaves out a fold at a time,
// fits without it and judges its cases by that fit. It does the same without each feature in turn.
//
// A fitting task is about this much, in its own file of package main:
//
//	cases := …                                   // e.g. []fit.Group, one a question, Set "windows d4", "answer", …
//	v := cross.Validation[fit.Group]{
//		Features: ask.Features(),
//		Cases:    cases,
//		Of:       func(g fit.Group) (set, id string) { return g.Set, g.ID },
//		Fit: func(train []fit.Group, o fit.Options) (*rank.Model, error) {
//			return fit.Listwise("ask/rank", ask.Features(), train, o)
//		},
//		Judge: func(m *rank.Model, g fit.Group) cross.Marks { return cross.Marks{"hit@1": …, "hit@3": …} },
//	}
//	table, err := v.Run(fit.Options{})
//	err = v.Ablate(out, fit.Options{}, table, "hit@1") // a line a feature: what the measure is without it
//	model, err := v.Fit(cases, fit.Options{})     // the weights to keep: fitted on everything
//
// Sets of windows are named "windows d1" and so on: each is a fold of its own. Other sets are cut into
// five folds by the ids of their cases.
package cross
