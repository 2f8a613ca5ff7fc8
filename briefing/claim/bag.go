package claim

import (
	"cmp"
	"math"
	"slices"

	"briefbot/briefing/text"
)

// Bag is a weighted set of stems, in the order of the stems so that sums do not depend on a map.
type Bag struct {
	Terms []Term
	norm  float64 // Euclidean length
}

// Term is a stem with its weight.
type Term struct {
	Stem   string
	Weight float64
}

// NewBag makes a bag of weights.
func NewBag(weights map[string]float64) Bag {
	b := Bag{Terms: make([]Term, 0, len(weights))}
	for k, w := range weights {
		b.Terms = append(b.Terms, Term{k, w})
	}
	slices.SortFunc(b.Terms, func(x, y Term) int { return cmp.Compare(x.Stem, y.Stem) })
	for _, t := range b.Terms {
		b.norm += t.Weight * t.Weight
	}
	b.norm = math.Sqrt(b.norm)
	return b
}

// BagOf counts the stems of the words that carry matter.
func BagOf(tokens []text.Token) Bag {
	counts := map[string]float64{}
	for _, t := range tokens {
		if t.Word && !t.Stop && len(t.Norm) > 1 {
			counts[t.Stem]++
		}
	}
	return NewBag(counts)
}

// Has reports whether a stem is in b.
func (b Bag) Has(stem string) bool {
	_, ok := slices.BinarySearchFunc(b.Terms, stem, func(t Term, s string) int { return cmp.Compare(t.Stem, s) })
	return ok
}

// Cosine of two bags is in [0, 1]; it is 0 where either is empty.
func (b Bag) Cosine(o Bag) float64 {
	if b.norm == 0 || o.norm == 0 {
		return 0
	}
	sum := 0.0
	for i, j := 0, 0; i < len(b.Terms) && j < len(o.Terms); {
		switch c := cmp.Compare(b.Terms[i].Stem, o.Terms[j].Stem); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			sum += b.Terms[i].Weight * o.Terms[j].Weight
			i++
			j++
		}
	}
	return sum / b.norm / o.norm
}

// BigramsOf are the distinct pairs of neighbouring stems of which at least one carries matter.
func BigramsOf(tokens []text.Token) []string {
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
