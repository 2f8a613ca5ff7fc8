package ask

import (
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// reading is a question as understood.
type reading struct {
	question briefing.Question
	asOf     time.Time
	sentence text.Sentence
	kind     kind
	terms    []index.Term
	rarity   []float64 // of each term
	mass     float64   // their sum
	byStem   map[string][]match
}

// match is a term that a stem stands for.
type match struct {
	term   int
	weight float64
}

// frame are words that carry the question and not its matter.
var frame = set("who whom whose what which when where why how many much is are was were do does did has have had " +
	"of in on at to for the a an and or by from with it its this that these those there be been being " +
	"according name named called following recently week please tell me know about say said happen happened any will would can could")

func (a *Answerer) read(q briefing.Question) reading {
	r := reading{question: q, asOf: q.AsOf}
	if r.asOf.IsZero() {
		r.asOf = a.ix.Newest()
	}
	r.sentence = a.an.AnalyzeQuestion(q.Text, r.asOf)
	r.kind = kindOf(r.sentence, strings.Contains(q.Text, "?"))
	for _, t := range a.ix.Terms(r.sentence) {
		word := text.Fold(q.Text[t.Span.Start:t.Span.End])
		if frame[word] {
			continue
		}
		r.terms = append(r.terms, synonyms(t))
	}
	r.byStem = map[string][]match{}
	for i, t := range r.terms {
		w := a.ix.Rarity(t) * t.Weight
		r.rarity = append(r.rarity, w)
		r.mass += w
		for k, s := range t.Words {
			r.byStem[s] = append(r.byStem[s], match{i, t.Weights[k]})
		}
	}
	return r
}
