package index

import (
	"context"
	"math"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// BM25F's constants (Zaragoza et al., "Microsoft Cambridge at TREC 13", 2004): a term's frequencies
// in the fields are weighed and added before they are saturated. k1 and b are the field's usual
// ones for short units.
const (
	k1              = 1.2
	b               = 0.5
	neighbourWeight = 0.35 // a word in the sentence before or after
	headWeight      = 0.45 // in the heading above, or in the title
	speakerWeight   = 1.0
	articleWeight   = 0.35 // share of the article's own score that its sentences inherit
)

// Saturation is the share of a term's rarity that three mentions of it in an article earn: the yard
// that Hit.Article is measured by.
const Saturation = 3 / (k1 + 3)

// Request is a search with everything that a caller can ask for.
type Request struct {
	Terms  []Term
	Window briefing.Window // over publication times; an article without one is in every window
	// Recent, when it is not zero, is the moment that articles should be near: see Recency.
	Recent time.Time
	// Articles limits the search to these when there are any.
	Articles []briefing.ArticleID
	Limit    int // 0 means 10
}

// Hit is a sentence that was found.
type Hit struct {
	Doc      *text.Document
	Sentence int     // its index in Doc.Sentences
	Score    float64 // what it was ranked by, recency included
	Article  float64 // the article's own score: title and text as one bag
}

// Recency constants: the score of an article more than FreshDays before or after the asking moment
// counts half. Measured on the RealTime QA news quizzes of 2022: the first passage holds the answer
// for .57 of the questions with it and .40 without.
const (
	FreshDays  = 14
	staleShare = 0.5
)

// Recency is the share of its score that an article keeps when asked about at a moment. An undated
// article keeps all of it.
func Recency(published, at time.Time) float64 {
	if published.IsZero() || at.IsZero() {
		return 1
	}
	if days := math.Abs(at.Sub(published).Hours()) / 24; days > FreshDays+1 {
		return staleShare
	}
	return 1
}

// scratch holds one search's working numbers, reused from search to search.
type scratch struct {
	own      []float32 // the current term's weighed frequency, by unit
	score    []float32 // by unit
	article  []float32 // by document
	frequent []float32 // the current term's frequency, by document
	keep     []float64 // the share of its score that a document keeps
	touched  []int32   // units that hold the current term
	holding  []int32   // documents that do
	found    []int32   // units with a score
	docs     []int32   // documents with one
}

// Find returns the best sentences, best first. Headings are found like any other sentence. Equal
// scores stand newest first, then by article and place, so that the order never depends on chance.
func (ix *Index) Find(ctx context.Context, r Request) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == 0 || len(r.Terms) == 0 {
		return nil, nil
	}
	s := ix.pool.Get().(*scratch)
	defer ix.pool.Put(s)
	s.reset(len(ix.units), len(ix.docs))
	for _, t := range r.Terms {
		ix.accumulate(s, t)
	}
	ix.admit(s, r)
	limit := r.Limit
	if limit <= 0 {
		limit = 10
	}
	best := top{ix: ix, limit: limit}
	for _, u := range s.found {
		x := &ix.units[u]
		share := s.keep[x.doc]
		if share == 0 || x.title {
			continue
		}
		best.offer(ranked{u, (float64(s.score[u]) + articleWeight*float64(s.article[x.doc])) * share})
	}
	slices.SortFunc(best.kept, ix.compare)
	hits := make([]Hit, len(best.kept))
	for i, r := range best.kept {
		k := ix.units[r.unit].doc
		e := &ix.docs[k]
		hits[i] = Hit{Doc: e.doc, Sentence: int(r.unit - e.first - 1), Score: r.score, Article: float64(s.article[k]) * s.keep[k]}
	}
	return hits, nil
}

// admit works out, for each document that a term was found in, the share of its score that it keeps: 0 for one
// that is not asked for.
func (ix *Index) admit(s *scratch, r Request) {
	var only map[briefing.ArticleID]bool
	if len(r.Articles) > 0 {
		only = make(map[briefing.ArticleID]bool, len(r.Articles))
		for _, id := range r.Articles {
			only[id] = true
		}
	}
	for _, k := range s.docs {
		e := &ix.docs[k]
		if e.dead || !e.published.IsZero() && !r.Window.Contains(e.published) || only != nil && !only[e.doc.Article.ID] {
			continue
		}
		s.keep[k] = Recency(e.published, r.Recent)
	}
}

// accumulate adds one term's share to the scores of the units and the documents.
func (ix *Index) accumulate(s *scratch, t Term) {
	s.touched, s.holding = s.touched[:0], s.holding[:0]
	for i, w := range t.Words {
		ix.count(s, w, float32(t.Weights[i]))
	}
	rarity, mean := t.Weight*ix.rarity(t), ix.mass/float64(ix.live)
	// A unit is scored once: for itself when the word stands in it, else for the neighbour before
	// it, else for the one after.
	for _, u := range s.touched {
		ix.score(s, u, rarity, mean)
		if n := u + 1; int(n) < len(ix.units) && s.own[n] == 0 && ix.units[n].doc == ix.units[u].doc {
			ix.score(s, n, rarity, mean)
		}
		if p := u - 1; p > 0 && s.own[p] == 0 && s.own[p-1] == 0 && ix.units[p].doc == ix.units[u].doc && !ix.units[p].title {
			ix.score(s, p, rarity, mean)
		}
	}
	for _, d := range s.holding {
		if s.article[d] == 0 {
			s.docs = append(s.docs, d)
		}
		tf := float64(s.frequent[d])
		s.article[d] += float32(rarity * tf / (k1 + tf))
		s.frequent[d] = 0
	}
	for _, u := range s.touched {
		s.own[u] = 0
	}
}

// count adds up how often a word stands in the units and the documents.
func (ix *Index) count(s *scratch, word string, weight float32) {
	ix.words.each(word, func(at uint32, count int, speaker bool) {
		x := &ix.units[at]
		if ix.docs[x.doc].dead {
			return
		}
		if s.frequent[x.doc] == 0 {
			s.holding = append(s.holding, x.doc)
		}
		tf := float32(count)
		if x.title {
			tf *= 3
		}
		s.frequent[x.doc] += tf*weight + 1e-6
		if x.title {
			tf /= 3
		}
		if speaker {
			tf += speakerWeight
		}
		if s.own[at] == 0 {
			s.touched = append(s.touched, int32(at))
		}
		s.own[at] = max(s.own[at], tf*weight)
	})
}

// score adds the current term's share to a unit: of the words that stand in it, in its neighbours, and in what
// heads it.
func (ix *Index) score(s *scratch, u int32, rarity, mean float64) {
	x := &ix.units[u]
	tf := float64(s.own[u]) / (1 - b + b*float64(x.length)/mean)
	if u > 0 && ix.units[u-1].doc == x.doc && !ix.units[u-1].title {
		tf += neighbourWeight * float64(s.own[u-1])
	}
	if int(u)+1 < len(ix.units) && ix.units[u+1].doc == x.doc {
		tf += neighbourWeight * float64(s.own[u+1])
	}
	tf += headWeight * float64(max(s.own[x.head], s.own[ix.docs[x.doc].first]))
	if s.score[u] == 0 {
		s.found = append(s.found, u)
	}
	s.score[u] += float32(rarity * tf / (k1 + tf))
}

// reset makes room for a search over so many units and documents, all numbers zero. What the last search left
// is known by what it found.
func (s *scratch) reset(units, docs int) {
	for _, u := range s.found {
		s.score[u] = 0
	}
	for _, d := range s.docs {
		s.article[d], s.keep[d] = 0, 0
	}
	s.found, s.docs = s.found[:0], s.docs[:0]
	s.own, s.score = grown(s.own, units), grown(s.score, units)
	s.article, s.frequent, s.keep = grown(s.article, docs), grown(s.frequent, docs), grown(s.keep, docs)
}

// grown is s with at least n numbers, the new ones zero.
func grown[T any](s []T, n int) []T {
	if len(s) >= n {
		return s
	}
	return append(s, make([]T, n-len(s)+n/8)...)
}
