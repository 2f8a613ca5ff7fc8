package index

import (
	"cmp"
	"slices"

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

	terms []sought // the most valuable first
	rest  []float64
	limit []float32 // by document: what the terms that were looked at let it have; 0 for one that none stands in
	mixed [2][]float32
	done  []bool // by document: it is scored
	cand  []candidate
	work  scorer

	cursors []cursor
}

// sought is a term in a segment.
type sought struct {
	at     int // in the request
	rarity float64
	words  []soughtWord
	most   float64 // what it adds to a document at most
}

// soughtWord is a word of a term.
type soughtWord struct {
	weight float32
	list   list
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
	s.terms = s.terms[:0]
	for i, t := range r.Terms {
		x := sought{at: i, rarity: rarities[i]}
		var sum [2]float32
		for k, w := range t.Words {
			n, ok := seg.terms.at(w)
			if !ok {
				continue
			}
			word := soughtWord{float32(t.Weights[k]), seg.postings(n)}
			x.words = append(x.words, word)
			sum[0] += word.weight * frequencies[word.list.most.sentence]
			sum[1] += word.weight * frequencies[word.list.most.article]
		}
		if len(x.words) > 0 {
			x.most = s.adds(&x, sum[0], sum[1])
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

// adds is what a term adds at most to a document where it has these frequencies at most.
func (s *traversal) adds(t *sought, sentence, article float32) float64 {
	return t.rarity * (saturate(s.growth*float64(sentence)) + articleWeight*saturate(caution*float64(article))) * caution
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
		if s.best.full() && s.rest[i] < s.best.least() {
			break // what no term so far stands in is not among the best
		}
		s.spread(&s.terms[i])
		s.try(s.rest[i+1])
	}
	s.narrow(i)
	s.settle()
	clear(s.limit[:n])
	clear(s.done[:n])
}

// only scores the articles that the request is limited to.
func (s *traversal) only() {
	wanted := make(map[briefing.ArticleID]bool, len(s.request.Articles))
	for _, id := range s.request.Articles {
		wanted[id] = true
	}
	s.work.rewind()
	for i := range s.segment.docs {
		if wanted[s.segment.docs[i].id] && s.admits(uint32(i)) {
			s.work.score(uint32(i), Recency(s.segment.docs[i].published, s.request.Recent))
		}
	}
}

// spread adds what a term lets them have to all documents that it stands in.
func (s *traversal) spread(t *sought) {
	if len(t.words) == 1 && t.words[0].weight == 1 {
		s.spreadWord(t)
		return
	}
	s.mix(t)
	for doc, f := range s.mixed[0][:len(s.segment.docs)] {
		if f > 0 {
			s.limit[doc] += float32(s.adds(t, f, s.mixed[1][doc]))
			s.mixed[0][doc], s.mixed[1][doc] = 0, 0
		}
	}
}

// spreadWord is spread for a term of one word, which is what most are.
func (s *traversal) spreadWord(t *sought) {
	sentence, article := s.tables(t)
	for c := s.enter(t.words[0].list); c.doc < s.to; c.next() {
		s.limit[c.doc] += sentence[c.bound.sentence] + article[c.bound.article]
	}
}

// enter gives a cursor at the first document of a list that may be in the window.
func (s *traversal) enter(l list) cursor {
	c := l.start()
	if s.undated == 0 && s.from > 0 {
		c.seek(s.from)
	} else {
		c.next()
	}
	return c
}

// tables are what the two bounds of a term of one word come to.
func (s *traversal) tables(t *sought) (sentence, article *[256]float32) {
	sentence, article = &s.work.tables[0], &s.work.tables[1]
	for i := range 256 {
		sentence[i] = float32(s.adds(t, frequencies[i], 0))
		article[i] = float32(s.adds(t, 0, frequencies[i]))
	}
	return sentence, article
}

// mix adds up the frequencies of a term's words in the documents.
func (s *traversal) mix(t *sought) {
	for _, w := range t.words {
		for c := s.enter(w.list); c.doc < s.to; c.next() {
			s.mixed[0][c.doc] += w.weight * frequencies[c.bound.sentence]
			s.mixed[1][c.doc] += w.weight * frequencies[c.bound.article]
		}
	}
}

// try scores the documents that promise most so far, before terms that add so much at most, so that others can be told to be worse.
func (s *traversal) try(rest float64) {
	s.cand = s.cand[:0] // a heap, the one that promises least on top
	least, want := float32(0), s.best.limit
	for doc, l := range s.limit[:len(s.segment.docs)] {
		if l <= least || s.done[doc] || !s.admits(uint32(doc)) {
			continue
		}
		c := s.candidate(doc, l)
		switch {
		case len(s.cand) < want:
			s.cand = append(s.cand, c)
			slices.SortFunc(s.cand, lower)
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
	share := Recency(s.segment.docs[doc].published, s.request.Recent)
	return candidate{uint32(doc), float64(limit) * caution * share, share}
}

// inTurn orders candidates as their documents stand.
func inTurn(a, b candidate) int { return cmp.Compare(a.doc, b.doc) }

// scoreAll scores documents, which can get so much more than their limits, but those without hope; they are put into the
// order of their numbers.
func (s *traversal) scoreAll(all []candidate, more float64) {
	slices.SortFunc(all, inTurn)
	s.work.rewind()
	for _, c := range all {
		if !s.hopeless(c, more) {
			s.work.score(c.doc, c.share)
		}
		s.done[c.doc] = true
	}
}

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
	for ; i < len(s.terms); i++ {
		s.lookUp(&s.terms[i], s.rest[i+1])
	}
}

// hopeless reports whether a document that can get so much more is surely not among the best.
func (s *traversal) hopeless(c candidate, more float64) bool {
	return s.best.full() && c.limit+more*c.share < s.best.least()
}

// lookUp adds what a term lets the candidates have, and drops those that have no more hope; rest is what the
// terms behind it add at most.
func (s *traversal) lookUp(t *sought, rest float64) {
	s.cursors = s.cursors[:0]
	for _, w := range t.words {
		s.cursors = append(s.cursors, w.list.start())
	}
	kept := s.cand[:0]
	for _, c := range s.cand {
		var sum, most [2]float32
		for k := range s.cursors {
			x := &s.cursors[k]
			if x.doc == none {
				continue
			}
			x.skip(c.doc)
			b := x.inBlock()
			most[0] += t.words[k].weight * frequencies[b.sentence]
			most[1] += t.words[k].weight * frequencies[b.article]
		}
		if s.hopeless(c, s.adds(t, most[0], most[1])+rest) {
			continue
		}
		for k := range s.cursors {
			x := &s.cursors[k]
			if x.seek(c.doc); x.doc == c.doc {
				sum[0] += t.words[k].weight * frequencies[x.bound.sentence]
				sum[1] += t.words[k].weight * frequencies[x.bound.article]
			}
		}
		c.limit += s.adds(t, sum[0], sum[1]) * c.share
		if !s.hopeless(c, rest) {
			kept = append(kept, c)
		}
	}
	s.cand = kept
}

// atATime is how many candidates, the most promising, are scored first, so that others have no more hope.
const atATime = 32

// settle scores the candidates that are left, the most promising first, then the others in turn. Where they are many it
// looks first in which sentences of each the terms come together.
func (s *traversal) settle() {
	if len(s.cand) > 2*atATime && s.best.full() {
		slices.SortFunc(s.cand, inTurn)
		s.work.rewind()
		s.cand = slices.DeleteFunc(s.cand, func(c candidate) bool { return s.hopeless(c, 0) })
		for i := range s.cand {
			c := &s.cand[i]
			c.limit = min(c.limit, s.work.bound(c.doc)*c.share)
		}
		s.cand = slices.DeleteFunc(s.cand, func(c candidate) bool { return s.hopeless(c, 0) })
	}
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
