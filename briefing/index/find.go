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

// Find returns the best sentences, best first. Headings are found like any other sentence. Equal
// scores stand newest first, then by article and place, so that the order never depends on chance.
//
// Documents are bounded by what each term can add to them, and scored only where that may be enough: MaxScore (H. Turtle
// and J. Flood, "Query evaluation: strategies and optimizations", 1995) over the block-max lists of posting.go. What is
// found is what scoring everything finds.
func (ix *Index) Find(ctx context.Context, r Request) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	best, segments := ix.find(r)
	hits := make([]Hit, 0, len(best.kept))
	for _, x := range best.kept {
		d := segments[x.segment].shelf.document(int(x.doc))
		if d == nil || int(x.unit) > len(d.Sentences) {
			continue // it cannot be read; it is missed, and put in again: see Options
		}
		hits = append(hits, Hit{Doc: d, Sentence: int(x.unit) - 1, Score: x.score, Article: x.article})
	}
	return hits, nil
}

// find gives the best units, best first, and the segments that they are in.
func (ix *Index) find(r Request) (*top, []*segment) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	live, mass := ix.extent()
	if live == 0 || len(r.Terms) == 0 {
		return &top{}, nil
	}
	limit := r.Limit
	if limit <= 0 {
		limit = 10
	}
	best := &top{limit: limit}
	s := ix.pool.Get().(*traversal)
	defer ix.pool.Put(s)
	rarities := make([]float64, len(r.Terms))
	for i, t := range r.Terms {
		rarities[i] = t.Weight * ix.rarity(t)
	}
	for i, seg := range ix.segments {
		s.begin(seg, i, r, rarities, best, mass/float64(live))
		s.run()
	}
	slices.SortFunc(best.kept, compare)
	return best, ix.segments
}
