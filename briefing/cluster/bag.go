package cluster

import (
	"cmp"
	"math"
	"slices"
)

// term is one entry of a bag: a word's stem or a name, by number, with its weight.
type term struct {
	id     int32
	weight float32
}

// byWeight orders terms, the heaviest first.
func byWeight(x, y term) int {
	return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(x.id, y.id))
}

// bag is a document as weighted terms, ordered by id, of Euclidean length 1 (or empty).
type bag []term

// weigh turns counts into a bag: damped frequency times inverse document frequency, only the
// heaviest terms, length 1.
func (lx *lexicon) weigh(counts map[int32]float64, t tuning) bag {
	b := make(bag, 0, len(counts))
	for id, n := range counts {
		if w := (1 + math.Log(n)) * lx.idfs[id]; n >= 1 && w > 0 {
			b = append(b, term{id, float32(w)})
		}
	}
	return lx.balance(normalise(b, t.maxTerms), t.nameShare)
}

// balance scales the names and numbers of b, and its other words, each by themselves, so that a
// product of two bags is share times the cosine of the names and the rest times the cosine of the
// words. Words alone cannot tell two earthquakes apart, and names alone not what happened to them.
func (lx *lexicon) balance(b bag, share float64) bag {
	names, words := 0.0, 0.0
	for _, x := range b {
		if lx.named(x.id) {
			names += float64(x.weight) * float64(x.weight)
		} else {
			words += float64(x.weight) * float64(x.weight)
		}
	}
	if names == 0 || words == 0 {
		return b
	}
	for i, x := range b {
		if lx.named(x.id) {
			b[i].weight *= float32(math.Sqrt(share / names))
		} else {
			b[i].weight *= float32(math.Sqrt((1 - share) / words))
		}
	}
	return b
}

// normalise keeps the most heaviest terms of b, scales it to length 1 and orders it by id.
func normalise(b bag, most int) bag {
	slices.SortFunc(b, byWeight)
	b = b[:min(len(b), most)]
	norm := 0.0
	for _, x := range b {
		norm += float64(x.weight) * float64(x.weight)
	}
	norm = math.Sqrt(norm)
	for i := range b {
		b[i].weight = float32(float64(b[i].weight) / norm)
	}
	slices.SortFunc(b, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return b
}

// mostCentre is how many bags a centre is made of at most: more do not move it.
const mostCentre = 120

// centroid is the mean of bags, the first mostCentre of them.
func centroid(bags []bag) map[int32]float64 {
	bags = bags[:min(len(bags), mostCentre)]
	c := map[int32]float64{}
	for _, b := range bags {
		for _, x := range b {
			c[x.id] += float64(x.weight) / float64(len(bags))
		}
	}
	return c
}
