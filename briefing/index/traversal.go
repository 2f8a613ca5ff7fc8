package index

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"

	"briefbot/briefing"
)

// traversal is one search in one segment; it is used again for the next.
type traversal struct {
	segment *segment
	number  int // of the segment
	request Request
	best    *top
	mean    float64
	growth  float64 // by how much bounds grow because sentences have become longer since they were worked out
	undated uint32
	from    uint32 // of the dated documents in the window
	to      uint32
	near    [2]uint32 // of the dated documents that keep all of their score: see Recency

	terms []sought // the most valuable first
	rest  []float64
	adds  [2][256]float32 // what a term of rarity 1 adds at most, by its bound of a sentence and of the article
	limit []float32       // by document: what the terms that were looked at let it have; 0 for one that none stands in
	mixed [2][]float32
	done  []bool // by document: it is scored
	cand  []candidate
	few   []candidate
	work  scorer
}

// sought is a term in a segment.
type sought struct {
	at     int // in the request
	rarity float64
	words  []soughtWord
	most   float64 // what it adds to a document at most
	plain  bool    // it has one word, which counts fully
}

// soughtWord is a word of a term.
type soughtWord struct {
	cursor
	weight float32
}

// candidate is a document that may hold some of the best sentences.
type candidate struct {
	doc   uint32
	limit float64 // of its score
	share float64 // of it that it keeps: see Recency
}

// caution is by how much a bound exceeds what it bounds, for what is lost in rounding.
const caution = 1 + 1e-4

// begin sets the search up for a segment.
func (s *traversal) begin(seg *segment, number int, r Request, rarities []float64, best *top, mean float64) {
	s.segment, s.number, s.request, s.best, s.mean = seg, number, r, best, mean
	s.growth = max(1, mean/seg.mean) * caution
	from, to := seg.between(r.Window)
	s.undated, s.from, s.to = uint32(seg.undated()), uint32(from), uint32(to)
	s.to = max(s.to, s.undated)
	s.near = seg.near(r.Recent)
	for i, f := range frequencies {
		s.adds[0][i] = float32(saturate(s.growth*float64(f)) * caution)
		s.adds[1][i] = float32(articleWeight * saturate(caution*float64(f)) * caution)
	}
	s.terms = s.terms[:0]
	for i, t := range r.Terms {
		x := sought{at: i, rarity: rarities[i]}
		var sum [2]float32
		for k, w := range t.Words {
			if n, ok := seg.terms.at(w); ok {
				word := soughtWord{seg.postings(n).start(), float32(t.Weights[k])}
				x.words = append(x.words, word)
				sum[0] += word.weight * frequencies[word.most.sentence]
				sum[1] += word.weight * frequencies[word.most.article]
			}
		}
		if len(x.words) > 0 {
			x.plain = len(x.words) == 1 && x.words[0].weight == 1
			x.most = s.add(&x, sum)
			s.terms = append(s.terms, x)
		}
	}
	slices.SortStableFunc(s.terms, func(a, b sought) int { return cmp.Compare(b.most, a.most) })
	s.rest = append(s.rest[:0], make([]float64, len(s.terms)+1)...)
	for i := len(s.terms) - 1; i >= 0; i-- {
		s.rest[i] = s.rest[i+1] + s.terms[i].most
	}
	s.work.begin(s)
}

// add is what a term adds at most to a document where it has these frequencies at most in a sentence and in the article.
func (s *traversal) add(t *sought, f [2]float32) float64 {
	return t.rarity * (saturate(s.growth*float64(f[0])) + articleWeight*saturate(caution*float64(f[1]))) * caution
}

// addPlain is add for a plain term.
func (s *traversal) addPlain(t *sought, b bound) float64 {
	return t.rarity * float64(s.adds[0][b.sentence]+s.adds[1][b.article]) * caution
}

// near are the numbers of the first of the dated documents that keep all of their score at a moment, and of the one
// behind the last.
func (s *segment) near(at time.Time) [2]uint32 {
	n := s.undated()
	dated := s.docs[n:]
	from := sort.Search(len(dated), func(i int) bool { return !dated[i].published.Before(at) || Recency(dated[i].published, at) == 1 })
	to := sort.Search(len(dated), func(i int) bool { return dated[i].published.After(at) && Recency(dated[i].published, at) < 1 })
	return [2]uint32{uint32(n + from), uint32(n + to)}
}

// share is the share of its score that a document keeps: see Recency.
func (s *traversal) share(doc uint32) float64 {
	if doc < s.undated || s.request.Recent.IsZero() || doc >= s.near[0] && doc < s.near[1] {
		return 1
	}
	return staleShare
}

// admits reports whether a document is asked for.
func (s *traversal) admits(doc uint32) bool {
	return (doc < s.undated || doc >= s.from && doc < s.to) && !s.segment.isGone(int(doc))
}

func (s *traversal) run() {
	if len(s.terms) == 0 {
		return
	}
	if len(s.request.Articles) > 0 {
		s.only()
		return
	}
	n := len(s.segment.docs)
	s.limit, s.done = grown(s.limit, n), grown(s.done, n)
	s.mixed[0], s.mixed[1] = grown(s.mixed[0], n), grown(s.mixed[1], n)
	i := 0
	for ; i < len(s.terms); i++ {
		if s.best.full() && s.rest[i] < s.best.least() && s.terms[i].postings() > dense*s.hopeful(s.rest[i]) {
			break // what no term so far stands in is not among the best, and of the others few are left
		}
		s.spread(&s.terms[i])
		s.try(s.rest[i+1])
	}
	s.narrow(i)
	s.settle()
	clear(s.limit[:n])
	clear(s.done[:n])
}

// dense is to how many postings of a term a document is worth to be looked up in them.
const dense = 6

// postings is how many documents hold a term, each word counted.
func (t *sought) postings() int {
	n := 0
	for i := range t.words {
		n += t.words[i].n
	}
	return n
}

// hopeful is how many documents can still be among the best, where terms add so much at most to what they have.
func (s *traversal) hopeful(rest float64) int {
	n, least := uint64(0), uint64(math.Float32bits(max(math.SmallestNonzeroFloat32, float32((s.best.least()-rest)/caution))))
	for _, l := range s.limit[:len(s.segment.docs)] {
		n += (least - 1 - uint64(math.Float32bits(l))) >> 63 // positive numbers are ordered as their bits are; a branch would cost more
	}
	return int(n)
}

// only scores the articles that the request is limited to.
func (s *traversal) only() {
	wanted := make(map[briefing.ArticleID]bool, len(s.request.Articles))
	for _, id := range s.request.Articles {
		wanted[id] = true
	}
	for i := range s.segment.docs {
		if wanted[s.segment.docs[i].id] && s.admits(uint32(i)) {
			s.work.score(uint32(i), s.share(uint32(i)))
		}
	}
}

// rewind makes any document the next that may be looked at; after it they must ascend.
func (s *traversal) rewind() {
	for i := range s.terms {
		for k := range s.terms[i].words {
			w := &s.terms[i].words[k]
			w.cursor = w.start()
		}
	}
}

// enter puts a cursor at the first document that may be in the window.
func (s *traversal) enter(c *cursor) {
	*c = c.start()
	if s.undated == 0 && s.from > 0 {
		c.seek(s.from)
	} else {
		c.next()
	}
}

// spread adds what a term lets them have to all documents that it stands in.
func (s *traversal) spread(t *sought) {
	if t.plain {
		c, rarity := &t.words[0].cursor, float32(t.rarity*caution)
		for s.enter(c); c.doc < s.to; c.next() {
			for ; c.k < c.docs && c.numbers[c.k] < s.to; c.k++ { // the rest of the block
				s.limit[c.numbers[c.k]] += rarity * (s.adds[0][c.bounds[2*c.k]] + s.adds[1][c.bounds[2*c.k+1]])
			}
			if c.k < c.docs {
				return
			}
		}
		return
	}
	for k := range t.words {
		w := &t.words[k]
		for s.enter(&w.cursor); w.doc < s.to; w.next() {
			s.mixed[0][w.doc] += w.weight * frequencies[w.bound.sentence]
			s.mixed[1][w.doc] += w.weight * frequencies[w.bound.article]
		}
	}
	for doc, f := range s.mixed[0][:len(s.segment.docs)] {
		if f > 0 {
			s.limit[doc] += float32(s.add(t, [2]float32{f, s.mixed[1][doc]}))
			s.mixed[0][doc], s.mixed[1][doc] = 0, 0
		}
	}
}

// tried is how many documents are scored before the next term where as many sentences as are wanted were found.
const tried = 16

// try scores the documents that promise most so far, before terms that add so much at most, so that others can be told to be worse.
func (s *traversal) try(rest float64) {
	s.cand = s.cand[:0] // a heap, the one that promises least on top
	least, want := float32(0), s.best.limit
	if s.best.full() {
		want = min(want, tried)
	}
	for doc, l := range s.limit[:len(s.segment.docs)] {
		if l <= least || s.done[doc] || !s.admits(uint32(doc)) {
			continue
		}
		c := s.candidate(doc, l)
		switch {
		case len(s.cand) < want:
			if s.cand = append(s.cand, c); len(s.cand) == want {
				slices.SortFunc(s.cand, lower)
			}
		case c.limit > s.cand[0].limit:
			s.cand[0] = c
			sink(s.cand)
		}
		if len(s.cand) == want {
			least = float32(s.cand[0].limit / caution)
		}
	}
	s.scoreAll(s.cand, rest)
}

// sink restores a heap of which the top was replaced.
func sink(h []candidate) {
	for i := 0; 2*i+1 < len(h); {
		k := 2*i + 1
		if k+1 < len(h) && h[k+1].limit < h[k].limit {
			k++
		}
		if h[i].limit <= h[k].limit {
			return
		}
		h[i], h[k] = h[k], h[i]
		i = k
	}
}

func lower(a, b candidate) int { return cmp.Compare(a.limit, b.limit) }

func (s *traversal) candidate(doc int, limit float32) candidate {
	share := s.share(uint32(doc))
	return candidate{uint32(doc), float64(limit) * caution * share, share}
}

// inTurn orders candidates as their documents stand.
func inTurn(a, b candidate) int { return cmp.Compare(a.doc, b.doc) }

// scoreAll scores documents, which can get so much more than their limits, but those without hope; they are put into the
// order of their numbers.
func (s *traversal) scoreAll(all []candidate, more float64) {
	slices.SortFunc(all, inTurn)
	s.rewind()
	for _, c := range all {
		if !s.hopeless(c, more) {
			s.work.score(c.doc, c.share)
		}
		s.done[c.doc] = true
	}
}

// Of many candidates it is looked first at one of sampled, and the most promising of these are scored, so that of the
// others most have no more hope.
const (
	many    = 512
	sampled = 16
)

// narrow leaves the candidates that can still be among the best: the terms from the i-th on are only looked up in
// them.
func (s *traversal) narrow(i int) {
	s.cand = s.cand[:0]
	least := 0.0
	if s.best.full() {
		least = s.best.least()
	}
	for doc, l := range s.limit[:len(s.segment.docs)] {
		if l == 0 || float64(l)*caution+s.rest[i] < least || s.done[doc] || !s.admits(uint32(doc)) {
			continue
		}
		if c := s.candidate(doc, l); !s.hopeless(c, s.rest[i]) {
			s.cand = append(s.cand, c)
		}
	}
	all := s.cand
	s.cand = s.few[:0]
	if len(all) >= many {
		for k := 0; k < len(all); k += sampled {
			s.cand = append(s.cand, all[k])
			all[k].limit = 0
		}
		s.lookUp(i)
		if len(s.cand) > atATime {
			s.scoreAll(s.promising(atATime), 0)
			s.cand = s.cand[atATime:]
		}
	}
	s.few = s.cand
	s.cand = slices.DeleteFunc(all, func(c candidate) bool { return c.limit == 0 || s.hopeless(c, s.rest[i]) })
	s.lookUp(i)
	s.cand = append(s.cand, s.few...)
}

// lookUp leaves of the candidates, which ascend, those that have hope when the terms from the i-th on are looked up too.
func (s *traversal) lookUp(i int) {
	s.rewind()
	kept := s.cand[:0]
	for _, c := range s.cand {
		if s.hopes(&c, i) {
			kept = append(kept, c)
		}
	}
	s.cand = kept
}

// hopeless reports whether a document that can get so much more is surely not among the best.
func (s *traversal) hopeless(c candidate, more float64) bool {
	return s.best.full() && c.limit+more*c.share < s.best.least()
}

// hopes adds what the terms from the i-th on let a candidate have, and looks in which of its sentences the terms come
// together. It reports whether there is still hope.
func (s *traversal) hopes(c *candidate, i int) bool {
	for ; i < len(s.terms); i++ {
		t := &s.terms[i]
		if s.hopeless(*c, s.inBlock(t, c.doc)+s.rest[i+1]) {
			return false
		}
		c.limit += s.inDocument(t, c.doc) * c.share
		if s.hopeless(*c, s.rest[i+1]) {
			return false
		}
	}
	if s.best.full() {
		c.limit = min(c.limit, s.work.bound(c.doc)*c.share)
	}
	return !s.hopeless(*c, 0)
}

// inBlock is what a term adds at most to the documents that stand near one in its list.
func (s *traversal) inBlock(t *sought, doc uint32) float64 {
	if t.plain {
		t.words[0].skip(doc)
		return s.addPlain(t, t.words[0].inBlock())
	}
	var most [2]float32
	for k := range t.words {
		w := &t.words[k]
		w.skip(doc)
		b := w.inBlock()
		most[0] += w.weight * frequencies[b.sentence]
		most[1] += w.weight * frequencies[b.article]
	}
	return s.add(t, most)
}

// inDocument is what a term adds at most to a document.
func (s *traversal) inDocument(t *sought, doc uint32) float64 {
	if t.plain {
		if c := &t.words[0].cursor; c.at(doc) {
			return s.addPlain(t, c.bound)
		}
		return 0
	}
	var sum [2]float32
	for k := range t.words {
		if w := &t.words[k]; w.at(doc) {
			sum[0] += w.weight * frequencies[w.bound.sentence]
			sum[1] += w.weight * frequencies[w.bound.article]
		}
	}
	return s.add(t, sum)
}

// atATime is how many candidates, the most promising, are scored first, so that others have no more hope.
const atATime = 32

// settle scores the candidates that are left, the most promising first, then the others in turn.
func (s *traversal) settle() {
	for first := true; len(s.cand) > 0; first = false {
		all := s.cand
		if first && len(all) > atATime {
			all = s.promising(atATime)
		}
		s.scoreAll(all, 0)
		s.cand = s.cand[len(all):]
	}
}

// promising puts the n candidates with the greatest limits first, and gives them.
func (s *traversal) promising(n int) []candidate {
	best := s.cand[:n]
	slices.SortFunc(best, lower) // a heap, the one that promises least on top
	for i := range s.cand[n:] {
		if c := &s.cand[n+i]; c.limit > best[0].limit {
			best[0], *c = *c, best[0]
			sink(best)
		}
	}
	return best
}
