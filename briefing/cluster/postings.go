package cluster

import (
	"math/bits"
	"slices"
)

// Bounds of the search for what is alike. A pair is met when it shares one of the heaviest terms of either
// text; of a term that very many texts hold, only the reach latest are met: what stands everywhere tells no
// two events apart, and of what a hundred texts tell one will do.
//
// Of what is met the mostMet that share the most weight are compared in full; what a text is less like it is taken to
// be unlike.
const (
	heaviest = 48
	reach    = 256
	mostMet  = 128
)

// postings finds the bags that share heavy terms with another. The latest bags of each term are kept, so
// that neither memory nor time grows with the square of what was added.
type postings struct {
	lists   [][]int32 // by term: the numbers of the bags that hold it, in the order of their coming
	bags    []bag     // by number; nil for one that was taken out
	partial []float32 // scratch, by number
	dense   []float32 // scratch, by term
	touched []uint64  // scratch: a bit for each number
	best    []term    // scratch: the likeliest, the least of them on top
}

// put adds the bag of a number; numbers must grow.
func (p *postings) put(n int32, b bag) {
	for int(n) >= len(p.bags) {
		p.bags, p.partial = append(p.bags, nil), append(p.partial, 0)
	}
	p.bags[n] = b
	for _, x := range b {
		for int(x.id) >= len(p.lists) {
			p.lists = append(p.lists, nil)
		}
		l := append(p.lists[x.id], n)
		if len(l) >= 2*reach {
			l = slices.Clone(l[len(l)-reach:])
		}
		p.lists[x.id] = l
	}
}

// remove takes a number out.
func (p *postings) remove(n int32) { p.bags[n] = nil }

// near calls f for every bag whose likeness with b is at least floor, in the order of their numbers. pass
// says whether a number is to be looked at.
func (p *postings) near(b bag, floor float64, pass func(int32) bool, f func(n int32, likeness float64)) {
	for 64*len(p.touched) < len(p.bags) {
		p.touched = append(p.touched, 0)
	}
	for _, x := range heavy(b) {
		if int(x.id) >= len(p.lists) {
			continue
		}
		l := p.lists[x.id]
		for _, n := range l[max(0, len(l)-reach):] {
			p.touched[n/64] |= 1 << (n % 64)
			p.partial[n] += x.weight * x.weight
		}
	}
	for _, x := range b {
		for int(x.id) >= len(p.dense) {
			p.dense = append(p.dense, 0)
		}
		p.dense[x.id] = x.weight
	}
	for _, n := range p.likeliest(pass) {
		if dot := p.product(p.bags[n]); dot >= floor {
			f(n, dot)
		}
	}
	for _, x := range b {
		p.dense[x.id] = 0
	}
}

// likeliest takes the mostMet of those touched that share the most, in the order of their numbers.
func (p *postings) likeliest(pass func(int32) bool) []int32 {
	best := p.best[:0]
	for i, word := range p.touched {
		for ; word != 0; word &= word - 1 {
			n := int32(64*i + bits.TrailingZeros64(word))
			shared := p.partial[n]
			p.partial[n] = 0
			if p.bags[n] == nil || len(best) == mostMet && shared <= best[0].weight || !pass(n) {
				continue
			}
			if len(best) < mostMet {
				best = append(best, term{n, shared})
				up(best)
			} else {
				best[0] = term{n, shared}
				down(best)
			}
		}
	}
	clear(p.touched)
	p.best = best
	out := make([]int32, len(best))
	for i, x := range best {
		out[i] = x.id
	}
	slices.Sort(out)
	return out
}

// up restores a heap, the least on top, of which the last was added.
func up(h []term) {
	for i := len(h) - 1; i > 0 && h[i].weight < h[(i-1)/2].weight; i = (i - 1) / 2 {
		h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
	}
}

// down restores a heap of which the top was replaced.
func down(h []term) {
	for i := 0; 2*i+1 < len(h); {
		k := 2*i + 1
		if k+1 < len(h) && h[k+1].weight < h[k].weight {
			k++
		}
		if h[i].weight <= h[k].weight {
			return
		}
		h[i], h[k] = h[k], h[i]
		i = k
	}
}

// product is the likeness of a bag and the one that stands in dense.
func (p *postings) product(b bag) float64 {
	sum := 0.0
	for _, x := range b {
		if int(x.id) < len(p.dense) {
			sum += float64(p.dense[x.id]) * float64(x.weight)
		}
	}
	return sum
}

// heavy are the heaviest terms of a bag.
func heavy(b bag) []term {
	if len(b) <= heaviest {
		return b
	}
	out := slices.Clone(b)
	slices.SortFunc(out, byWeight)
	return out[:heaviest]
}
