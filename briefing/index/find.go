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
	touched  []int32
	found    []int32
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
	keep := ix.admitted(r)
	limit := r.Limit
	if limit <= 0 {
		limit = 10
	}
	best := top{ix: ix, limit: limit}
	for _, u := range s.found {
		x := &ix.units[u]
		share := keep[x.doc]
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
		hits[i] = Hit{Doc: e.doc, Sentence: int(r.unit - e.first - 1), Score: r.score, Article: float64(s.article[k]) * keep[k]}
	}
	return hits, nil
}

// admitted gives, by document, the share of its score that it keeps: 0 for one that is not asked for.
func (ix *Index) admitted(r Request) []float64 {
	keep := make([]float64, len(ix.docs))
	for k, e := range ix.docs {
		published := e.doc.Article.Published.Time
		if e.dead || !published.IsZero() && !r.Window.Contains(published) {
			continue
		}
		if len(r.Articles) > 0 && !slices.Contains(r.Articles, e.doc.Article.ID) {
			continue
		}
		keep[k] = Recency(published, r.Recent)
	}
	return keep
}

// accumulate adds one term's share to the scores of the units and the documents.
func (ix *Index) accumulate(s *scratch, t Term) {
	s.touched = s.touched[:0]
	mean := ix.mass / float64(ix.live)
	var docs []int32
	for i, w := range t.Words {
		weight := float32(t.Weights[i])
		ix.words.each(w, func(at uint32, count int, speaker bool) {
			x := &ix.units[at]
			if ix.docs[x.doc].dead {
				return
			}
			if s.frequent[x.doc] == 0 {
				docs = append(docs, x.doc)
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
	rarity := t.Weight * ix.rarity(t)
	put := func(u int32) {
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
	// A unit is scored once: for itself when the word stands in it, else for the neighbour before
	// it, else for the one after.
	for _, u := range s.touched {
		put(u)
		if n := u + 1; int(n) < len(ix.units) && s.own[n] == 0 && ix.units[n].doc == ix.units[u].doc {
			put(n)
		}
		if p := u - 1; p > 0 && s.own[p] == 0 && ix.units[p].doc == ix.units[u].doc && !ix.units[p].title {
			if p == 0 || s.own[p-1] == 0 {
				put(p)
			}
		}
	}
	for _, d := range docs {
		tf := float64(s.frequent[d])
		s.article[d] += float32(rarity * tf / (k1 + tf))
		s.frequent[d] = 0
	}
	for _, u := range s.touched {
		s.own[u] = 0
	}
}

// reset makes room for a search over so many units and documents, all numbers zero.
func (s *scratch) reset(units, docs int) {
	if cap(s.own) < units {
		s.own, s.score = make([]float32, units), make([]float32, units)
	}
	if cap(s.article) < docs {
		s.article, s.frequent = make([]float32, docs), make([]float32, docs)
	}
	s.own, s.score, s.article, s.frequent = s.own[:units], s.score[:units], s.article[:docs], s.frequent[:docs]
	clear(s.score)
	clear(s.article)
	s.found = s.found[:0]
}
