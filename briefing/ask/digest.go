package ask

import (
	"cmp"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Limits of a digest, which answers "what's new?" and "what happened yesterday?".
const (
	digestReach = 36 * time.Hour // how far back "new" looks
	shortLead   = 6              // words; a shorter first sentence tells no news
	tellsSame   = 0.35           // the share of their words that two leads have in common which tell of one thing
)

// questionLanguage is the language in which questions are understood.
const questionLanguage = "en"

// digests reports whether a question asks for the news and names nothing but perhaps a day.
func (r *reading) digests() bool {
	return r.kind == happened && r.broad && len(r.terms) == len(r.dateTerms)
}

// digestWindow is the time from which a digest is made: the day that is asked for, or the last day and a half.
func (r *reading) digestWindow() briefing.Window {
	for _, t := range r.sentence.Times {
		if !t.From.IsZero() && t.From.Before(r.asOf) {
			return briefing.Window{From: t.From, To: t.To}
		}
	}
	return briefing.Window{From: r.present.Add(-digestReach), To: r.asOf.Add(time.Second)}
}

// lead is an article's first sentence that tells news, with how many others tell of the same.
type lead struct {
	doc    *text.Document
	at     int
	bag    map[string]bool
	voices int
}

// leads gives the first sentences of the articles of a digest's window, those first of which most articles tell, and
// among equals the newest.
func (a *Answerer) leads(r *reading) []index.Hit {
	var all []lead
	for _, d := range a.ix.Within(r.digestWindow(), r.question.Articles) {
		if i := leadOf(d); i >= 0 && (d.Article.Language == "" || d.Article.Language == questionLanguage) {
			all = append(all, lead{doc: d, at: i, bag: wordsOf(&d.Sentences[i])})
		}
	}
	all = all[:min(len(all), consider)]
	for i := range all {
		for k := range all {
			if k != i && overlap(all[i].bag, all[k].bag) >= tellsSame {
				all[i].voices++
			}
		}
	}
	slices.SortStableFunc(all, func(x, y lead) int { return cmp.Compare(y.voices, x.voices) })
	hits := make([]index.Hit, len(all))
	for i, l := range all {
		hits[i] = index.Hit{Doc: l.doc, Sentence: l.at, Score: float64(l.voices)}
	}
	return hits
}

// leadOf is the first sentence of an article that tells news, or -1.
func leadOf(d *text.Document) int {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if !s.Heading && !s.Dangling && length(s) >= shortLead && !asks(d.Article.Text[s.Start:s.End]) {
			return i
		}
	}
	return -1
}

// digest tells the leads, the one of which most articles tell first, each thing once.
func (a *Answerer) digest(out *briefing.Answer, r *reading) {
	var told []candidate
	for _, h := range a.leads(r) {
		c := candidate{Hit: h}
		if len(told) < maxOverview && !repeats(told, c) && a.tell(out, r, c, nil) {
			told = append(told, c)
		}
	}
	if len(out.Points) == 0 {
		return
	}
	out.Status, out.Text, out.Confidence = briefing.Answered, lines(out.Points), 1
}
