package cluster

import (
	"cmp"
	"math"
	"slices"

	"briefbot/briefing/text"
)

// term is one entry of a bag: a word's stem or a name, by number, with its weight.
type term struct {
	id     int32
	weight float64
}

// bag is a document as weighted terms, ordered by id, of Euclidean length 1 (or empty).
type bag []term

// weigh turns counts into a bag: damped frequency times inverse document frequency, only the
// heaviest terms, length 1.
func (lx *lexicon) weigh(counts map[int32]float64, t tuning) bag {
	b := make(bag, 0, len(counts))
	for id, n := range counts {
		if w := (1 + math.Log(n)) * lx.idfs[id]; n >= 1 && w > 0 {
			b = append(b, term{id, w})
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
			names += x.weight * x.weight
		} else {
			words += x.weight * x.weight
		}
	}
	if names == 0 || words == 0 {
		return b
	}
	for i, x := range b {
		if lx.named(x.id) {
			b[i].weight *= math.Sqrt(share / names)
		} else {
			b[i].weight *= math.Sqrt((1 - share) / words)
		}
	}
	return b
}

// normalise keeps the most heaviest terms of b, scales it to length 1 and orders it by id.
func normalise(b bag, most int) bag {
	slices.SortFunc(b, func(x, y term) int {
		return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(x.id, y.id))
	})
	b = b[:min(len(b), most)]
	norm := 0.0
	for _, x := range b {
		norm += x.weight * x.weight
	}
	norm = math.Sqrt(norm)
	for i := range b {
		b[i].weight /= norm
	}
	slices.SortFunc(b, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return b
}

// centroid is the mean of the bags at the positions in group.
func centroid(group []int, vectors []bag) map[int32]float64 {
	c := map[int32]float64{}
	for _, i := range group {
		for _, x := range vectors[i] {
			c[x.id] += x.weight / float64(len(group))
		}
	}
	return c
}

// reading is what is kept of a corpus: its terms, and for each document its bag and its lead.
type reading struct {
	*lexicon
	bags  []bag
	leads []lead
}

// read reads all documents; terms are numbered in the order of the documents.
func read(docs []*text.Document, t tuning) reading {
	r := reading{newLexicon(), make([]bag, len(docs)), make([]lead, len(docs))}
	counts := make([]map[int32]float64, len(docs))
	for i, d := range docs {
		counts[i] = r.count(d, t)
	}
	r.idfs = r.idf(t)
	for i := range docs {
		r.bags[i] = r.weigh(counts[i], t)
		r.leads[i] = r.lead(docs[i], counts[i], t)
	}
	return r
}
