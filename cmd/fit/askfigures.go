package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/ask"
)

// answers asks everything of bots that were fitted without what they are asked, and prints the scores.
func (f *askFit) answers(parts []models) error {
	table := figures{}
	for _, s := range f.sets {
		bots := make([]*ask.Answerer, len(parts))
		for k, m := range parts {
			bots[k] = ask.New(analyzer, s.index, ask.Options{Rank: m.rank, Refusal: m.refusal})
		}
		for i := range f.all {
			q := &f.all[i]
			if q.set != s.name {
				continue
			}
			a, err := bots[q.fold].Ask(context.Background(), q.c.question)
			if err != nil {
				return fmt.Errorf("%s %s: %w", s.name, q.c.id, err)
			}
			q.c.score(s.name, a, table)
		}
	}
	fmt.Println("\nanswers, each part left out of its fit:")
	table.print("hit@1", "hit@3", "string", "false", "refused", "premise")
	return nil
}

// score counts one answer.
func (c *askCase) score(set string, a briefing.Answer, table figures) {
	var cites, points []string
	if a.Status != briefing.NoAnswer {
		for _, x := range a.Citations {
			cites = append(cites, clipped(x.Quote))
		}
		for _, p := range a.Points {
			points = append(points, clipped(p.Text))
		}
	}
	first := slices.Concat(cites[:min(1, len(cites))], points[:min(1, len(points))])
	hit := func(n int) float64 {
		quotes := cites[:min(n, len(cites))]
		if len(c.holds) > 0 {
			quotes = append(slices.Clone(quotes), points[:min(1, len(points))]...)
		}
		return one(slices.ContainsFunc(quotes, c.right))
	}
	switch {
	case c.premise:
		table.add(set, c.category, "premise", one(a.Status != briefing.Answered || hit(1) > 0))
	case c.answerable:
		table.add(set, c.category, "hit@1", one(hit(1) > 0 && a.Status == briefing.Answered))
		table.add(set, c.category, "hit@3", one(hit(3) > 0 && a.Status == briefing.Answered))
		table.add(set, c.category, "false", one(a.Status != briefing.Answered))
		if len(c.holds) == 0 {
			table.add(set, c.category, "string", one(a.Status == briefing.Answered && c.told(strings.Join(first, " "), hit(1))))
		}
	default:
		table.add(set, c.category, "refused", one(a.Status == briefing.NoAnswer))
	}
}

// told reports whether a text holds all parts of the answer.
func (c *askCase) told(s string, hit float64) bool {
	if len(c.strings) == 0 {
		return hit > 0
	}
	return !slices.ContainsFunc(c.strings, func(any []string) bool {
		return !slices.ContainsFunc(any, func(w string) bool { return holdsWords(w, s) })
	})
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// figures are means by set and by category: "set\x00name" and "\x00category\x00name".
type figures map[string][]float64

func (t figures) add(set, category, name string, x float64) {
	t[set+"\x00"+name] = append(t[set+"\x00"+name], x)
	if strings.HasPrefix(set, "d") {
		t["windows\x00"+name] = append(t["windows\x00"+name], x)
		if slices.Contains(unreadWindows, set) {
			t["unread\x00"+name] = append(t["unread\x00"+name], x)
		}
		t["~"+category+"\x00"+name] = append(t["~"+category+"\x00"+name], x)
	}
}

func (t figures) mean(set, name string) float64 {
	all := t[set+"\x00"+name]
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	return sum / float64(max(1, len(all)))
}

// print writes a line a set and category.
func (t figures) print(names ...string) {
	sets := map[string]bool{}
	for k := range t {
		s, _, _ := strings.Cut(k, "\x00")
		sets[s] = true
	}
	for _, s := range slices.Sorted(maps.Keys(sets)) {
		fmt.Printf("  %-24s", strings.TrimPrefix(s, "~"))
		for _, n := range names {
			if all := t[s+"\x00"+n]; len(all) > 0 {
				fmt.Printf("  %s %.3f/%d", n, t.mean(s, n), len(all))
			}
		}
		fmt.Println()
	}
}
