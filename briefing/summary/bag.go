package summary

import (
	"cmp"
	"math"
	"slices"

	"briefbot/briefing/text"
)

// bag is a weighted set of stems, in the order of the stems so that sums do not depend on a map.
type bag struct {
	terms []term
	norm  float64 // Euclidean length
}

type term struct {
	stem   string
	weight float64
}

// newBag makes a bag of weights.
func newBag(weights map[string]float64) bag {
	b := bag{terms: make([]term, 0, len(weights))}
	for k, w := range weights {
		b.terms = append(b.terms, term{k, w})
	}
	slices.SortFunc(b.terms, func(x, y term) int { return cmp.Compare(x.stem, y.stem) })
	for _, t := range b.terms {
		b.norm += t.weight * t.weight
	}
	b.norm = math.Sqrt(b.norm)
	return b
}

// bagOf counts the stems of the words that carry matter.
func bagOf(tokens []text.Token) bag {
	counts := map[string]float64{}
	for _, t := range tokens {
		if t.Word && !t.Stop && len(t.Norm) > 1 {
			counts[t.Stem]++
		}
	}
	return newBag(counts)
}

// has reports whether a stem is in b.
func (b bag) has(stem string) bool {
	_, ok := slices.BinarySearchFunc(b.terms, stem, func(t term, s string) int { return cmp.Compare(t.stem, s) })
	return ok
}

// cosine is 0 where either is empty.
func (b bag) cosine(o bag) float64 {
	if b.norm == 0 || o.norm == 0 {
		return 0
	}
	sum := 0.0
	for i, j := 0, 0; i < len(b.terms) && j < len(o.terms); {
		switch c := cmp.Compare(b.terms[i].stem, o.terms[j].stem); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			sum += b.terms[i].weight * o.terms[j].weight
			i++
			j++
		}
	}
	return sum / b.norm / o.norm
}

// bigramsOf are the distinct pairs of neighbouring stems of which at least one carries matter.
func bigramsOf(tokens []text.Token) []string {
	var out []string
	seen := map[string]bool{}
	before := -1
	for i, t := range tokens {
		if !t.Word {
			continue
		}
		if before >= 0 && !(t.Stop && tokens[before].Stop) {
			if g := tokens[before].Stem + " " + t.Stem; !seen[g] {
				seen[g] = true
				out = append(out, g)
			}
		}
		before = i
	}
	return out
}
