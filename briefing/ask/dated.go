package ask

import (
	"math"
	"slices"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// dated sets the features of time.
func (r *reading) dated(v *vector, d *text.Document, s *text.Sentence) {
	published := d.Article.Published.Time
	v[fFresh] = 0.5
	if !published.IsZero() && !r.present.IsZero() {
		days := math.Abs(r.present.Sub(published).Hours()) / 24
		v[fFresh] = max(0, 1-days/30)
		v[fStale] = when1(days > index.FreshDays+1)
	}
	for _, q := range r.sentence.Times {
		if r.quoted(s, q.Span) {
			v[fTime] = 1
		}
		if q.From.IsZero() {
			continue
		}
		for _, t := range s.Times {
			if !t.From.IsZero() && t.From.Before(q.To) && q.From.Before(t.To) && t.To.Sub(t.From) <= 2*q.To.Sub(q.From) {
				v[fTime] = 1
			}
		}
		if v[fTime] == 0 && len(s.Times) == 0 && !published.IsZero() && !published.Before(q.From) && published.Before(q.To) {
			v[fTime] = 0.6
		}
	}
}

// quoted reports whether a sentence holds all words of a time as the question writes it.
func (r *reading) quoted(s *text.Sentence, span text.Span) bool {
	words := 0
	for _, q := range r.sentence.Tokens {
		if q.Start < span.Start || q.End > span.End || !q.Word || q.Stop {
			continue
		}
		words++
		if !slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Stem == q.Stem }) {
			return false
		}
	}
	return words > 1
}
