package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/measure"
	"briefbot/cmd/fit/score"
)

// scoreTask measures the engine as it is.
type scoreTask struct {
	dataArg
	Only    []string `help:"Only these sets: ${sets}." sep:"," placeholder:"SET"`
	Save    string   `help:"Write figures and what came of each case to a file." placeholder:"FILE"`
	Against string   `help:"Compare with a file that --save wrote." placeholder:"FILE"`
}

// Run prints a line for each set and window.
func (t *scoreTask) Run(e *env) error {
	data, err := t.open()
	if err != nil {
		return err
	}
	before, err := saved(t.Against)
	if err != nil {
		return err
	}
	reports, err := measured(e, t.Only, data, func(r score.Report) {
		if t.Against == "" {
			fmt.Fprintf(e.out, "%s\n", r)
			return
		}
		i := slices.IndexFunc(before, func(b score.Report) bool { return b.Set == r.Set })
		if i < 0 {
			fmt.Fprintf(e.out, "%s  (not in %s)\n", r, t.Against)
			return
		}
		fmt.Fprintln(e.out, compared(before[i], r))
	})
	if err != nil || t.Save == "" {
		return err
	}
	b, err := json.MarshalIndent(reports, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(t.Save, append(b, '\n'), 0o644)
}

// saved reads what --save wrote; "" is nothing.
func saved(file string) ([]score.Report, error) {
	if file == "" {
		return nil, nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the run to compare with: %w", err)
	}
	var out []score.Report
	if err := json.Unmarshal(b, &out); err != nil {
		return nil, fmt.Errorf("%s is no file that --save wrote: %w", file, err)
	}
	return out, nil
}

// compared is a report on one line with what its figures were, and the cases that moved.
func compared(was, is score.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s", is.Set)
	for _, f := range is.Figures {
		old := was.Get(f.Name)
		fmt.Fprintf(&b, "  %s %.3f", f.Name, f.Value)
		if d := f.Value - old; d > 5e-4 || d < -5e-4 {
			fmt.Fprintf(&b, " (%+.3f)", d)
		}
	}
	better, worse := score.Moved(was, is)
	fmt.Fprintf(&b, "  cases +%d -%d", better, worse)
	return b.String()
}

// measured runs the sets in turn and hands each report on as soon as it is there.
func measured(e *env, only []string, data gold.Data, done func(score.Report)) ([]score.Report, error) {
	sets, err := measure.Choose(data, only)
	if err != nil {
		return nil, err
	}
	var all []score.Report
	for _, s := range sets {
		reports, err := s.Run(e, e.engine, data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		for _, r := range reports {
			done(r)
		}
		all = append(all, reports...)
	}
	return all, nil
}
