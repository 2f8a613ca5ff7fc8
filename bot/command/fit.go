package command

import (
	"cmp"
	"slices"
	"strings"

	"briefbot/bot"
)

// How well a name fits what was typed, best first; misfit is not at all.
const (
	whole = iota
	begins
	wordBegins
	holds
	typo
	misfit
)

// fit says how well a folded name fits what was typed, folded.
func fit(name, typed string) int {
	switch {
	case name == typed:
		return whole
	case strings.HasPrefix(name, typed):
		return begins
	case strings.Contains(name, " "+typed):
		return wordBegins
	case strings.Contains(name, typed):
		return holds
	}
	n := len(typed)
	if n < 4 {
		return misfit
	}
	// As it is being typed: the beginning of a word, with a letter wrong, missing or too much.
	for start := 0; start < len(name); start++ {
		if start > 0 && name[start-1] != ' ' {
			continue
		}
		for _, end := range []int{start + n - 1, start + n, start + n + 1} {
			if end <= len(name) && distance(name[start:end], typed) == 1 {
				return typo
			}
		}
	}
	if distance(name, typed) <= min(2, n/4) {
		return typo
	}
	return misfit
}

// matching are the names that fit what was typed, best first, else in the order given.
func matching(names []string, typed string) []bot.Option {
	key := folded(typed)
	var fitting []fitted
	for _, n := range names {
		if how := fit(folded(n), key); how != misfit {
			fitting = append(fitting, fitted{bot.Option{Label: n, Value: n}, how})
		}
	}
	return inOrder(fitting)
}

type fitted struct {
	bot.Option
	how int
}

func inOrder(all []fitted) []bot.Option {
	slices.SortStableFunc(all, func(a, b fitted) int { return cmp.Compare(a.how, b.how) })
	var out []bot.Option
	for _, f := range all {
		out = append(out, f.Option)
	}
	return out
}
