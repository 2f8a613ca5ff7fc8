package ask

import (
	"slices"

	"briefbot/briefing/text"
)

// copyShare is the share of their words that two sentences have in common when one is a copy or a
// light rewrite of the other.
const copyShare = 0.75

// distinctFirst is how many candidates are compared with one another.
const distinctFirst = 60

// distinct leaves out what says the same as something better, in the first candidates. What gives another figure does
// not: of two tolls in one wording the newer has to be seen (promise: a superseded figure is not told).
func distinct(all []candidate) []candidate {
	var out []candidate
	var bags []map[string]bool
	var told []*text.Sentence
	for _, c := range all[:min(distinctFirst, len(all))] {
		bag := bagOf(c.sentence())
		copied := false
		for i, b := range bags {
			if copied = overlap(bag, b) >= copyShare && sameFigures(c.sentence(), told[i]); copied {
				break
			}
		}
		if !copied {
			bags, told = append(bags, bag), append(told, c.sentence())
			out = append(out, c)
		}
	}
	return out
}

// sameFigures reports whether each number of one sentence stands in the other, whichever has fewer.
func sameFigures(a, b *text.Sentence) bool {
	if len(a.Numbers) > len(b.Numbers) {
		a, b = b, a
	}
	return !slices.ContainsFunc(a.Numbers, func(x text.Number) bool {
		return !slices.ContainsFunc(b.Numbers, func(y text.Number) bool { return x.Value == y.Value })
	})
}

// bagOf is the set of a sentence's stems.
func bagOf(s *text.Sentence) map[string]bool {
	bag := map[string]bool{}
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			bag[s.Tokens[i].Stem] = true
		}
	}
	return bag
}

// overlap is the share of two sets' members that they have in common (Jaccard).
func overlap(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if len(a)+len(b) == both {
		return 1
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
