package daily

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"briefbot/briefing/text"
)

// vector is a text as the stems that carry matter, weighed by (1 + ln of how often) times how rare they
// are among the window's pages; its length is 1, or 0 where it is empty.
type vector []term

type term struct {
	id     int32
	weight float64
}

// vocabulary numbers stems and knows how rare each is.
type vocabulary struct {
	ids  map[string]int32
	idf  []float64
	seen []float64 // pages that hold the stem
}

// newVocabulary counts in how many of the pages each stem stands.
func newVocabulary(docs []*text.Document) *vocabulary {
	v := &vocabulary{ids: map[string]int32{}}
	for _, d := range docs {
		on := map[int32]bool{}
		count := func(tokens []text.Token) {
			for _, t := range tokens {
				if !matters(t) {
					continue
				}
				id, ok := v.ids[t.Stem]
				if !ok {
					id = int32(len(v.seen))
					v.ids[t.Stem] = id
					v.seen = append(v.seen, 0)
				}
				if !on[id] {
					on[id] = true
					v.seen[id]++
				}
			}
		}
		count(d.Title.Tokens)
		for i := range d.Sentences {
			count(d.Sentences[i].Tokens)
		}
	}
	v.idf = make([]float64, len(v.seen))
	for i, n := range v.seen {
		v.idf[i] = math.Log(1 + float64(len(docs))/n)
	}
	return v
}

// matters reports whether a token carries matter.
func matters(t text.Token) bool { return t.Word && !t.Stop && len(t.Norm) > 1 }

// vector reads tokens; stems that no page of the window holds are passed over.
func (v *vocabulary) vector(tokens []text.Token) vector {
	var out vector
	counts := map[int32]float64{}
	for _, t := range tokens {
		if !matters(t) {
			continue
		}
		if id, ok := v.ids[t.Stem]; ok {
			counts[id]++
		}
	}
	norm := 0.0
	for id, n := range counts {
		out = append(out, term{id, (1 + math.Log(n)) * v.idf[id]})
	}
	slices.SortFunc(out, func(a, b term) int { return cmp.Compare(a.id, b.id) })
	for _, t := range out {
		norm += t.weight * t.weight
	}
	norm = math.Sqrt(norm)
	for i := range out {
		out[i].weight /= norm
	}
	return out
}

// cosine is the likeness of two vectors, 0 where one is empty.
func (a vector) cosine(b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return sum
}

// matcher tells how like a vector is to each of others, looking only at those that share a stem with it.
type matcher struct {
	holding [][]heldBack // by stem: the vectors that hold it
	stems   []int32      // that are held
	n       int
	sums    []float64 // by vector, 0 between two questions
	met     []int
}

// held is a vector by its number with what a stem weighs in it.
type heldBack struct {
	vector int
	weight float64
}

func newMatcher(v *vocabulary) *matcher { return &matcher{holding: make([][]heldBack, len(v.idf))} }

// add adds a vector; they are numbered from 0.
func (m *matcher) add(v vector) {
	for _, t := range v {
		if len(m.holding[t.id]) == 0 {
			m.stems = append(m.stems, t.id)
		}
		m.holding[t.id] = append(m.holding[t.id], heldBack{m.n, t.weight})
	}
	m.n++
}

// clear takes all vectors out.
func (m *matcher) clear() {
	for _, id := range m.stems {
		m.holding[id] = m.holding[id][:0]
	}
	m.stems, m.n = m.stems[:0], 0
}

// like yields the added vectors whose cosine with v is not 0, with that, in no order.
func (m *matcher) like(v vector) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		m.sums = append(m.sums, make([]float64, max(0, m.n-len(m.sums)))...)
		m.met = m.met[:0]
		for _, t := range v {
			for _, h := range m.holding[t.id] {
				if m.sums[h.vector] == 0 {
					m.met = append(m.met, h.vector)
				}
				m.sums[h.vector] += t.weight * h.weight
			}
		}
		on := true
		for _, k := range m.met {
			like := m.sums[k]
			m.sums[k] = 0
			on = on && yield(k, like)
		}
	}
}

// share is how much of a's rare matter stands in b, from 0 to 1: what a says by what b repeats of it.
func (v *vocabulary) share(a, b vector) float64 {
	sum, all := 0.0, 0.0
	for i, j := 0, 0; i < len(a); i++ {
		w := v.idf[a[i].id]
		all += w
		for j < len(b) && b[j].id < a[i].id {
			j++
		}
		if j < len(b) && b[j].id == a[i].id {
			sum += w
		}
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// union holds the terms of both; it is for share only.
func union(a, b vector) vector {
	out := append(slices.Clone(a), b...)
	slices.SortFunc(out, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return slices.CompactFunc(out, func(x, y term) bool { return x.id == y.id })
}

// leastShared is how many stems of matter two tellings of one fact share at least, and mostlyShared the
// share of the shorter one's.
const leastShared, mostlyShared = 5, 0.65

// paraphrased is 1 where two texts share so many stems, however common these are, that they tell one thing
// in other words; else 0.
func (a vector) paraphrased(b vector) float64 {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			n++
			i++
			j++
		}
	}
	if n >= leastShared && float64(n) >= mostlyShared*float64(min(len(a), len(b))) {
		return 1
	}
	return 0
}
