package ask

import (
	"slices"

	"briefbot/briefing/text"
)

// aboutTime is how surely a sentence is about a day that the question names.
func (r *reading) aboutTime(d *text.Document, s *text.Sentence) float64 {
	published := d.Article.Published.Time
	sure := 0.0
	for _, q := range r.sentence.Times {
		if r.quoted(s, q.Span) {
			return 1
		}
		if q.From.IsZero() {
			continue
		}
		for _, t := range s.Times {
			if !t.From.IsZero() && t.From.Before(q.To) && q.From.Before(t.To) && t.To.Sub(t.From) <= 2*q.To.Sub(q.From) {
				return 1
			}
		}
		if len(s.Times) == 0 && !published.IsZero() && !published.Before(q.From) && published.Before(q.To) {
			sure = 0.6
		}
	}
	return sure
}

// quoted reports whether a sentence holds all words of a time as the question writes it.
func (r *reading) quoted(s *text.Sentence, span text.Span) bool {
	words := 0
	for _, q := range r.sentence.Tokens {
		if q.Start() < span.Start || q.End() > span.End || !q.Word || q.Stop {
			continue
		}
		words++
		if !slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Stem == q.Stem }) {
			return false
		}
	}
	return words > 1
}
