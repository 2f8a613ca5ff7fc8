package index

import (
	"context"

	"briefbot/briefing"
)

// question is what a test searches for.
type question struct {
	Text   string
	Window briefing.Window // over publication times
	Limit  int             // 0 means 10
}

// passage is a sentence that was found.
type passage struct {
	Article    briefing.ArticleID
	Start, End int // byte offsets into the article's text
	Score      float64
}

// search finds the sentences that a question is like, best first.
func (ix *Index) search(ctx context.Context, q question) ([]passage, error) {
	if q.Limit == 0 {
		q.Limit = 10
	}
	hits, err := ix.Find(ctx, Request{Terms: ix.Terms(ix.an.AnalyzeQuestion(q.Text, q.Window.To)), Window: q.Window, Limit: q.Limit})
	out := make([]passage, len(hits))
	for i, h := range hits {
		s := h.Doc.Sentences[h.Sentence]
		out[i] = passage{Article: h.Doc.Article.ID, Start: s.Start, End: s.End, Score: h.Score}
	}
	return out, err
}
