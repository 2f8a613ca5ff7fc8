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
	hits, err := a.ix.Find(ctx, index.Request{Terms: r.terms, Window: w, Recent: r.present, Articles: r.question.Articles, Limit: consider})
	if err != nil {
		return nil, err
	}
	m := a.options.Rank
	out := make([]candidate, 0, len(hits))
	for _, h := range hits {
		c := candidate{Hit: h, vector: r.evidence(h)}
		if c.vector[fAsks] > 0 && c.Doc.Sentences[c.Sentence].Speaker == "" {
			continue
		}
		c.rank = m.Score(c.vector[:])
		out = append(out, c)
	}
	byRank(out)
	r.vote(out)
	for i := range out {
		out[i].rank = m.Score(out[i].vector[:])
	}
	if r.newest {
		r.favourNewest(out)
	}
	byRank(out)
	return out, nil
}

// How much a question for the latest state of things favours news of the asking moment, and after how many days
// nothing of it is left.
const (
	newestWeight = 2.5
	newestDays   = 7
)

// favourNewest raises what was published shortly before the asking moment.
func (r *reading) favourNewest(all []candidate) {
	for i := range all {
		if p := all[i].Doc.Article.Published.Time; !p.IsZero() {
			all[i].rank += newestWeight * max(0, 1-r.present.Sub(p).Hours()/24/newestDays)
		}
	}
}

// byRank sorts candidates best first; equal ones keep the index's order.
func byRank(all []candidate) {
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.rank, x.rank) })
}
