package index

import "math/bits"

// scorer works out the scores of a document's sentences.
type scorer struct {
	s      *traversal
	terms  []scoring // in the order in which they are asked for: so sums are always rounded alike
	tables [2][256]float32

	together [64]float32 // by unit: what the terms add that count for it

	own     []float32 // by unit: the current term's weighed frequency
	scores  []float32 // by unit
	touched []uint32  // units that hold the current term
	found   []uint32  // units with a score
}

// scoring is a term with a cursor for each word.
type scoring struct {
	rarity  float64
	weights []float32
	lists   []list
	cursors []cursor
}

// begin takes up the terms of a search.
func (x *scorer) begin(s *traversal) {
	x.s = s
	x.terms = x.terms[:0]
	for at := range s.request.Terms {
		for i := range s.terms {
			if s.terms[i].at != at {
				continue
			}
			t := scoring{rarity: s.terms[i].rarity}
			for _, w := range s.terms[i].words {
				t.weights, t.lists = append(t.weights, w.weight), append(t.lists, w.list)
			}
			t.cursors = make([]cursor, len(t.lists))
			x.terms = append(x.terms, t)
		}
	}
}

// rewind makes any document the next that may be scored; after it they must ascend.
func (x *scorer) rewind() {
	for i := range x.terms {
		t := &x.terms[i]
		for k := range t.lists {
			t.cursors[k] = t.lists[k].start()
		}
	}
}

// score offers the sentences of a document, which keeps a share of its score, to the best.
func (x *scorer) score(doc uint32, share float64) {
	x.s.best.scored++
	from, to := x.s.segment.units(int(doc))
	n := int(to - from)
	x.own, x.scores = grown(x.own, n), grown(x.scores, n)
	article := float32(0)
	for i := range x.terms {
		article += x.add(&x.terms[i], doc, from, uint32(n))
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

// bound is what a sentence of a document can score at most: the terms that come near one another count together, others
// do not.
func (x *scorer) bound(doc uint32) float64 {
	from, to := x.s.segment.units(int(doc))
	clear(x.together[:])
	article, best := 0.0, float32(0)
	for i := range x.terms {
		t := &x.terms[i]
		var own, beside uint64
		sentence, most, frequent := float32(0), float32(0), float32(0)
		for k := range t.cursors {
			if c := &t.cursors[k]; c.doc != none {
				if c.seek(doc); c.doc == doc {
					sentence += t.weights[k] * frequencies[c.bound.sentence]
					most += t.weights[k] * frequencies[c.bound.article]
					in, near, count := reach(c.places, to-from)
					own, beside, frequent = own|in, beside|near, max(frequent, t.weights[k]*count)
				}
			}
		}
		if own|beside != 0 {
			article += t.rarity * saturate(caution*float64(most))
			adds := float32(t.rarity * saturate(x.s.growth*float64(sentence)))
			less := min(adds, float32(t.rarity*saturate(caution*(2*neighbourWeight+headWeight)*float64(frequent))))
			for near := own | beside; near != 0; near &= near - 1 {
				at := bits.TrailingZeros64(near)
				if own>>at&1 != 0 {
					x.together[at] += adds
				} else {
					x.together[at] += less
				}
				best = max(best, x.together[at])
			}
		}
	}
	return (float64(best) + articleWeight*article) * caution * caution
}

// reach gives the units, of n, that a word stands in which has these places, those beside them, for which it counts too,
// and how often it counts for one of the former at most. Of more than 64 units several share a bit.
func reach(places []byte, n uint32) (own, beside uint64, most float32) {
	bit := func(u uint32) uint64 {
		if n > 64 {
			u = uint32(uint64(u) * 64 / uint64(n))
		}
		return 1 << u
	}
	unit := uint32(0)
	for len(places) > 0 {
		p := firstPlace(&places, unit)
		unit = p.unit
		own |= bit(unit)
		beside |= bit(max(unit, 1)-1) | bit(min(unit+1, n-1))
		most = max(most, frequency(p))
	}
	return own, beside, most
}

// add adds a term to the scores of a document's units and gives what it adds to the article's.
func (x *scorer) add(t *scoring, doc, from, n uint32) float32 {
	frequent := float32(0)
	x.touched = x.touched[:0]
	for k := range t.cursors {
		if c := &t.cursors[k]; c.doc != none {
			if c.seek(doc); c.doc == doc {
				frequent = x.count(c.places, t.weights[k], frequent)
			}
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
