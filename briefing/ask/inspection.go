package ask

import (
	"context"
	"fmt"

	"briefbot/briefing"
	"briefbot/briefing/rank"
)

// Inspection is what was weighed for one question: its candidates with their features. Commands that
// fit and ablate the models read it.
type Inspection struct {
	r   *reading
	all []candidate
}

// Inspect finds the candidates of a question. One that is not searched for (a greeting) has none.
func (a *Answerer) Inspect(ctx context.Context, q briefing.Question) (*Inspection, error) {
	q.Text = clean(q.Text)
	r := a.read(q)
	all, err := a.candidates(ctx, &r)
	if err != nil {
		return nil, fmt.Errorf("inspect: %w", err)
	}
	return &Inspection{&r, all}, nil
}

// Len is the number of candidates.
func (x *Inspection) Len() int { return len(x.all) }

// Vector is the features of candidate i, in the order of RankFeatures.
func (x *Inspection) Vector(i int) []float64 { return x.all[i].vector }

// Sentence is the text of candidate i.
func (x *Inspection) Sentence(i int) string { return x.all[i].view.written() }

// Refusal is the features by which the question is refused when a model ranks its candidates, in the
// order of RefusalFeatures, and the candidate that then is first. There must be a candidate.
func (x *Inspection) Refusal(m *rank.Model) (features []float64, first int) {
	all := make([]candidate, len(x.all))
	at := map[*view]int{}
	for i, c := range x.all {
		at[c.view] = i
		all[i] = c
		all[i].rank = m.Score(c.vector)
	}
	byRank(all)
	all = distinct(all)
	return x.r.signsOf(all), at[all[0].view]
}
