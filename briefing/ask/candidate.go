package ask

import (
	"cmp"
	"context"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
)

// candidate is a sentence that may answer.
type candidate struct {
	index.Hit
	vector vector
	rank   float64
}

// consider is how many sentences are looked at closely.
const consider = 200

// candidates finds and ranks the sentences that may answer, best first.
func (a *Answerer) candidates(ctx context.Context, r *reading) ([]candidate, error) {
	w := briefing.Window{}
	if !r.asOf.IsZero() {
		w.To = r.asOf.Add(time.Second) // what was published at that moment is in
	}
	hits, err := a.ix.Find(ctx, index.Request{Terms: r.terms, Window: w, Recent: r.asOf, Articles: r.question.Articles, Limit: consider})
	if err != nil {
		return nil, err
	}
	out := make([]candidate, 0, len(hits))
	for _, h := range hits {
		c := candidate{Hit: h, vector: r.evidence(h)}
		if c.vector[fAsks] > 0 && c.Doc.Sentences[c.Sentence].Speaker == "" {
			continue
		}
		c.rank = c.vector.dot(&rankWeights)
		out = append(out, c)
	}
	byRank(out)
	r.vote(out)
	for i := range out {
		out[i].rank = out[i].vector.dot(&rankWeights)
	}
	byRank(out)
	return out, nil
}

// byRank sorts candidates best first; equal ones keep the index's order.
func byRank(all []candidate) {
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.rank, x.rank) })
}
