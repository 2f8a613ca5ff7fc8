package index

import (
	"cmp"
	"math/bits"
	"slices"
)

// scorer works out the scores of a document's sentences.
type scorer struct {
	s     *traversal
	terms []*sought // in the order in which they are asked for: so sums are always rounded alike

	standings []standing
	beside    [5]float32 // see besides: by how often a term of one word counts for a sentence

	own     []float32 // by unit: the current term's weighed frequency
	scores  []float32 // by unit
	touched []uint32  // units that hold the current term
	found   []uint32  // units with a score
}

// begin takes up the terms of a search.
func (x *scorer) begin(s *traversal) {
	x.s = s
	for i := range x.beside {
		x.beside[i] = float32(besides(float32(i)))
	}
	x.terms = x.terms[:0]
	for i := range s.terms {
		x.terms = append(x.terms, &s.terms[i])
	}
	slices.SortFunc(x.terms, func(a, b *sought) int { return cmp.Compare(a.at, b.at) })
}

// score offers the sentences of a document, which keeps a share of its score, to the best.
func (x *scorer) score(doc uint32, share float64) {
	x.s.best.scored++
	from, to := x.s.segment.units(int(doc))
	n := int(to - from)
	x.own, x.scores = grown(x.own, n), grown(x.scores, n)
	article := float32(0)
	for i := range x.terms {
		article += x.add(x.terms[i], doc, from, uint32(n))
	}
	e := &x.s.segment.docs[doc]
	for _, u := range x.found {
		if u > 0 { // a title is no sentence
			score := (float64(x.scores[u]) + articleWeight*float64(article)) * share
			x.s.best.offer(ranked{score: score, article: float64(article) * share, entry: e, segment: int32(x.s.number), doc: doc, unit: u})
		}
		x.scores[u] = 0
	}
	x.found = x.found[:0]
}

// standing is where a term stands in a document: a bit for each unit, those from the 64th on sharing one.
type standing struct {
	in, near   uint64  // units that it stands in, and these with those beside them, for which it counts too
	adds, less float32 // what it adds at most to one that it stands in, and to another
}

// bound is what a sentence of a document can score at most: the terms that come near one another count together, others
// do not.
func (x *scorer) bound(doc uint32) float64 {
	x.standings = x.standings[:0]
	article, best := float32(0), float32(0)
	var any, several uint64
	for _, t := range x.terms {
		st, more := x.standing(t, doc)
		if st.in == 0 {
			continue
		}
		article += more
		best = max(best, st.adds)
		several |= any & st.near
		any |= st.near
		x.standings = append(x.standings, st)
	}
	for ; several != 0; several &= several - 1 {
		at, sum := bits.TrailingZeros64(several), float32(0)
		for i := range x.standings {
			switch st := &x.standings[i]; {
			case st.in>>at&1 != 0:
				sum += st.adds
			case st.near>>at&1 != 0:
				sum += st.less
			}
		}
		best = max(best, sum)
	}
	return float64(best+article) * caution * caution
}

// standing finds where a term stands in a document, and what it adds at most to the article's score.
func (x *scorer) standing(t *sought, doc uint32) (st standing, article float32) {
	var sum [2]float32
	frequent := float32(0)
	for k := range t.words {
		if w := &t.words[k]; w.at(doc) {
			sum[0] += w.weight * frequencies[w.bound.sentence]
			sum[1] += w.weight * frequencies[w.bound.article]
			in, near, count := reach(w.places())
			st.in, st.near, frequent = st.in|in, st.near|near, max(frequent, w.weight*count)
		}
	}
	switch {
	case st.in == 0:
		return st, 0
	case t.plain:
		rarity, bound := float32(t.rarity)*caution, t.words[0].bound
		st.adds, st.less = rarity*x.s.adds[0][bound.sentence], rarity*x.beside[int(frequent)]
		article = rarity * x.s.adds[1][bound.article]
	default:
		st.adds, st.less = float32(t.rarity*saturate(x.s.growth*float64(sum[0]))), float32(t.rarity*besides(frequent))
		article = float32(t.rarity * articleWeight * saturate(caution*float64(sum[1])))
	}
	st.less = min(st.less, st.adds)
	return st, article
}

// besides is what a term of rarity 1 adds at most to a sentence beside one in which it counts so often.
func besides(frequent float32) float64 {
	return saturate(caution * (2*neighbourWeight + headWeight) * float64(frequent))
}

// reach gives the units that a word stands in which has these places, these with those beside them, and how often it
// counts for one of the former at most.
func reach(places []byte) (in, near uint64, most float32) {
	unit := uint32(0)
	for len(places) > 0 {
		p := firstPlace(&places, unit)
		unit = p.unit
		in |= 1 << min(unit, 63)
		most = max(most, frequency(p))
	}
	return in, in | in>>1 | in<<1, most
}

// add adds a term to the scores of a document's units and gives what it adds to the article's.
func (x *scorer) add(t *sought, doc, from, n uint32) float32 {
	frequent := float32(0)
	x.touched = x.touched[:0]
	for k := range t.words {
		if w := &t.words[k]; w.at(doc) {
			frequent = x.count(w.places(), w.weight, frequent)
		}
	}
	if len(x.touched) == 0 {
		return 0
	}
	// A unit is scored once: for itself when the word stands in it, else for the neighbour before
	// it, else for the one after.
	for _, u := range x.touched {
		x.unit(u, from, n, t.rarity)
		if u+1 < n && x.own[u+1] == 0 {
			x.unit(u+1, from, n, t.rarity)
		}
		if u > 1 && x.own[u-1] == 0 && x.own[u-2] == 0 {
			x.unit(u-1, from, n, t.rarity)
		}
	}
	for _, u := range x.touched {
		x.own[u] = 0
	}
	tf := float64(frequent)
	return float32(t.rarity * tf / (k1 + tf))
}

// count takes up the places of a word; frequent is how often the term's words before it stand in the article.
func (x *scorer) count(places []byte, weight, frequent float32) float32 {
	unit := uint32(0)
	for len(places) > 0 {
		p := firstPlace(&places, unit)
		unit = p.unit
		frequent += mentions(p)*weight + 1e-6
		if x.own[unit] == 0 {
			x.touched = append(x.touched, unit)
		}
		x.own[unit] = max(x.own[unit], frequency(p)*weight)
	}
	return frequent
}

// frequency is how often a word counts for its sentence.
func frequency(p place) float32 {
	if p.speaker {
		return float32(p.count) + speakerWeight
	}
	return float32(p.count)
}

// mentions is how often a word counts for its article.
func mentions(p place) float32 {
	if p.unit == 0 {
		return 3 * float32(p.count)
	}
	return float32(p.count)
}

// unit adds a term's share to a unit: of the words that stand in it, in its neighbours, and in what heads it.
func (x *scorer) unit(u, from, n uint32, rarity float64) {
	seg := x.s.segment
	tf := float64(x.own[u]) / (1 - b + b*float64(seg.lengths[from+u])/x.s.mean)
	if u > 1 {
		tf += neighbourWeight * float64(x.own[u-1])
	}
	if u+1 < n {
		tf += neighbourWeight * float64(x.own[u+1])
	}
	tf += headWeight * float64(max(x.own[seg.heads[from+u]], x.own[0]))
	if x.scores[u] == 0 {
		x.found = append(x.found, u)
	}
	x.scores[u] += float32(rarity * tf / (k1 + tf))
}

// grown is s with at least n numbers, the new ones zero.
func grown[T any](s []T, n int) []T {
	if len(s) >= n {
		return s
	}
	return append(s, make([]T, n-len(s)+n/8)...)
}
