package ask

import (
	"cmp"
	"context"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// candidate is a sentence that may answer.
type candidate struct {
	index.Hit
	own     float64 // share of the question's mass that the sentence itself holds
	around  float64 // with its neighbours, heading and title
	typed   float64 // how well it holds a thing of the asked type: 0 no, 1 yes
	score   float64
	recency float64
}

// consider is how many sentences are looked at closely.
const consider = 200

// candidates finds and ranks the sentences that may answer, best first.
func (a *Answerer) candidates(ctx context.Context, r reading) ([]candidate, error) {
	w := briefing.Window{To: r.asOf.Add(slack)}
	if r.asOf.IsZero() {
		w = briefing.Window{}
	}
	hits, err := a.ix.Find(ctx, index.Request{Terms: r.terms, Window: w, Recent: r.asOf, Articles: r.question.Articles, Limit: consider})
	if err != nil {
		return nil, err
	}
	out := make([]candidate, 0, len(hits))
	for _, h := range hits {
		c := candidate{Hit: h, recency: index.Recency(h.Doc.Article.Published.Time, r.asOf)}
		r.weigh(&c)
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	return out, nil
}

// weigh scores a candidate.
func (r *reading) weigh(c *candidate) {
	s := &c.Doc.Sentences[c.Sentence]
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	c.own = r.share(found)
	for d := 1; d <= 2; d++ {
		if i := c.Sentence - d; i >= 0 {
			r.hold(&c.Doc.Sentences[i], found, 0.8)
		}
		if i := c.Sentence + d; i < len(c.Doc.Sentences) {
			r.hold(&c.Doc.Sentences[i], found, 0.8)
		}
	}
	r.hold(&c.Doc.Title, found, 0.9)
	c.around = r.share(found)
	c.typed = r.typed(s)
	c.score = (c.own + c.around + 0.5*c.typed) * c.recency
}

// hold notes which terms a sentence holds.
func (r *reading) hold(s *text.Sentence, found []float64, weight float64) {
	note := func(stem string) {
		for _, m := range r.byStem[stem] {
			found[m.term] = max(found[m.term], m.weight*weight)
		}
	}
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			note(s.Tokens[i].Stem)
		}
	}
}

// share is the part of the question's mass that was found.
func (r *reading) share(found []float64) float64 {
	if r.mass == 0 {
		return 0
	}
	sum := 0.0
	for i, f := range found {
		sum += f * r.rarity[i]
	}
	return sum / r.mass
}

// typed tells how well a sentence holds a thing of the asked type.
func (r *reading) typed(s *text.Sentence) float64 {
	holds := true
	switch r.kind {
	case who:
		holds = slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Kind == text.Person || n.Kind == text.Other })
	case where:
		holds = slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Kind == text.Place || n.Kind == text.Other })
	case when:
		holds = len(s.Times) > 0
	case howMany, howMuch:
		holds = len(s.Numbers) > 0
	case quote:
		holds = s.Speaker != ""
	}
	if holds {
		return 1
	}
	return 0
}
