package main

import (
	"fmt"
	"slices"
	"strings"

	"briefbot/briefing/ask"
	"briefbot/briefing/ingest"
	"briefbot/briefing/rank"
	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/measure"
	"briefbot/cmd/fit/score"
)

// ablated is a room whose models are measured without each of their features.
type ablated struct {
	models []*rank.Embedded
	sets   []string // what the room has a part in
	reads  bool     // it reads pages, so that none can be kept read
}

// rooms are those with models.
var rooms = []ablated{
	{ask.Models(), []string{"questions", "pages", "answer"}, false},
	{ingest.Models(), []string{"split", "article", "segments", "dates"}, true},
}

// ablateTask measures what each feature of the models is worth.
type ablateTask struct {
	dataArg
	Without []string `help:"Only these features, as ask/rank:vote, or all of a model's, as ask/rank." sep:"," placeholder:"NAME"`
	Only    []string `help:"Only these sets: ${sets}." sep:"," placeholder:"SET"`
}

// switched is one feature of a model.
type switched struct {
	model   *rank.Embedded
	feature string
}

func (s switched) String() string { return s.model.Model().Task + ":" + s.feature }

// Run prints for each feature the figures with it and without it, and the cases that it helps and hurts.
// Without is what the model gives with no weight for the feature and all others as they are; what a fit
// without it would give, the fitting tasks say.
func (t *ablateTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	if err := t.check(); err != nil {
		return err
	}
	if _, err := measure.Choose(data, t.Only); err != nil {
		return err
	}
	for _, room := range rooms {
		if err := t.room(e, data, room); err != nil {
			return err
		}
	}
	return nil
}

// features are those of a room that are asked for.
func (t *ablateTask) features(r ablated) []switched {
	var out []switched
	for _, m := range r.models {
		for _, f := range m.Model().Features() {
			s := switched{m, f}
			if len(t.Without) == 0 || slices.Contains(t.Without, s.String()) || slices.Contains(t.Without, m.Model().Task) {
				out = append(out, s)
			}
		}
	}
	return out
}

// check refuses a name that no model has.
func (t *ablateTask) check() error {
	var tasks []string
	models := map[string]rank.Features{}
	for _, r := range rooms {
		for _, m := range r.models {
			tasks = append(tasks, m.Model().Task)
			models[m.Model().Task] = m.Model().Features()
		}
	}
	for _, n := range t.Without {
		task, feature, one := strings.Cut(n, ":")
		features, ok := models[task]
		switch {
		case !ok:
			return fmt.Errorf("there is no model %q; there are %s", task, strings.Join(tasks, ", "))
		case one && !slices.Contains(features, feature):
			return fmt.Errorf("%s has no feature %q; it has %s", task, feature, strings.Join(features, ", "))
		}
	}
	return nil
}

// room measures a room's sets, then again without each feature.
func (t *ablateTask) room(e *env, data gold.Data, r ablated) error {
	features := t.features(r)
	sets := slices.DeleteFunc(measure.Present(data), func(s string) bool {
		return !slices.Contains(r.sets, s) || len(t.Only) > 0 && !slices.Contains(t.Only, s)
	})
	if len(features) == 0 || len(sets) == 0 {
		return nil
	}
	again := *e
	if !r.reads {
		again.engine = e.engine.Keeping()
	}
	with, err := measured(&again, sets, data, func(score.Report) {})
	if err != nil {
		return err
	}
	for _, s := range features {
		restore, err := s.model.Without(s.feature)
		if err != nil {
			return err
		}
		without, err := measured(&again, sets, data, func(score.Report) {})
		restore()
		if err != nil {
			return err
		}
		t.print(e, s, with, without)
	}
	return nil
}

// print writes a line for the feature, and one for each set in which it moves a case. Of windows there
// are only the lines of all and of the unread ones.
func (t *ablateTask) print(e *env, s switched, with, without []score.Report) {
	var lines []string
	sets := 0
	for i, was := range with {
		better, worse := score.Moved(without[i], was)
		if better+worse == 0 || measure.OneWindow(was.Set) {
			continue
		}
		if better+worse >= 3 && !strings.HasSuffix(was.Set, " unread") {
			sets++
		}
		lines = append(lines, fmt.Sprintf("  %-17s helps %d hurts %d%s", was.Set, better, worse, changed(was, without[i])))
	}
	fmt.Fprintf(e.out, "%s: three cases or more in %d sets\n", s, sets)
	for _, l := range lines {
		fmt.Fprintln(e.out, l)
	}
}

// changed are the figures that are others without.
func changed(with, without score.Report) string {
	var b strings.Builder
	for _, f := range with.Figures {
		if x := without.Get(f.Name); x-f.Value > 5e-4 || f.Value-x > 5e-4 {
			fmt.Fprintf(&b, "  %s %.3f, without %.3f", f.Name, f.Value, x)
		}
	}
	return b.String()
}
