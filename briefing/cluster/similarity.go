package cluster

import (
	"cmp"
	"math"
	"slices"
)

// edge is the likeness of two documents, by their positions, a < b.
type edge struct {
	a, b int
	sim  float64
}

// neighbours gives every pair of documents whose likeness is at least floor, ordered. It walks an
// inverted index, so documents that share no term are never compared.
func neighbours(bags []bag, terms int, floor float64) []edge {
	type posting struct {
		doc    int
		weight float64
	}
	index := make([][]posting, terms)
	var out []edge
	dot := make([]float64, len(bags))
	var touched []int
	for b, v := range bags {
		for _, x := range v {
			for _, p := range index[x.id] {
				if dot[p.doc] == 0 {
					touched = append(touched, p.doc)
				}
				dot[p.doc] += p.weight * x.weight
			}
			index[x.id] = append(index[x.id], posting{b, x.weight})
		}
		for _, a := range touched {
			if dot[a] >= floor {
				out = append(out, edge{a, b, dot[a]})
			}
			dot[a] = 0
		}
		touched = touched[:0]
	}
	slices.SortFunc(out, func(x, y edge) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// closeness is how far two publication times speak for one story: 1 on the same day, falling as a
// Gaussian towards floor. An unknown time speaks neither way.
func closeness(days, sigma, floor float64) float64 {
	return floor + (1-floor)*math.Exp(-days*days/(2*sigma*sigma))
}
