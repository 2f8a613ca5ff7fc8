package ask

import (
	"cmp"
	"context"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// candidate is a sentence that may answer.
type candidate struct {
	index.Hit
	view   *view
	vector []float64 // in the order of RankFeatures
	rank   float64
}

// f is the value of a feature.
func (c *candidate) f(name string) float64 { return c.vector[placeOf[name]] }

// sentence is the candidate itself.
func (c *candidate) sentence() *text.Sentence { return &c.Doc.Sentences[c.Sentence] }

// consider is how many sentences are looked at closely.
const consider = 60

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
	hits = slices.DeleteFunc(hits, func(h index.Hit) bool { return !tells(h.Doc, h.Sentence) })
	views := r.look(hits)
	vs := vectors(r, views)
	out := make([]candidate, len(hits))
	for i, h := range hits {
		out[i] = candidate{Hit: h, view: views[i], vector: vs[i], rank: a.options.Rank.Score(vs[i])}
	}
	byRank(out)
	return out, nil
}

// captions are the captions, teasers and notices that stand among the sentences of pages.
var captions = lex.Phrases("en/captions")

// tells reports whether a sentence tells something (promise 3): a question answers none, unless somebody is known to ask
// it, and neither does a caption, a teaser or a notice.
func tells(d *text.Document, i int) bool {
	s := &d.Sentences[i]
	written := d.Article.Text[s.Start:s.End]
	return (s.Speaker != "" || !asks(written)) && captions.Match(text.Fold(written), length(s)) == nil
}

// look makes the sights of what was found.
func (r *reading) look(hits []index.Hit) []*view {
	p := &pages{r: r, docs: map[*text.Document]*page{}}
	var known people
	if r.kind == quote && len(r.sayer) > 0 {
		known = acquaint(hits)
	}
	out := make([]*view, len(hits))
	for i, h := range hits {
		x := p.look(h.Doc, h.Sentence)
		x.hit.score, x.hit.article, x.people = h.Score, h.Article, known
		out[i] = x
	}
	return out
}

// byRank sorts candidates best first; equal ones keep the index's order.
func byRank(all []candidate) {
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.rank, x.rank) })
}
