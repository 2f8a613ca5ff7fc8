package ask

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// pointOf makes a point of a candidate, with its citation. Best is a point that stands alone. An answer
// may also lean on the sentence before it, which is then told too, or on its frame: the asker knows
// what was asked. ok is false when none of these passes the evidence check.
func (a *Answerer) pointOf(c candidate) (p briefing.Point, cites []briefing.Citation, ok bool) {
	d, i := c.Doc, c.Sentence
	if d.Sentences[i].Heading {
		return p, nil, false
	}
	if p, cites, ok = evidence.Make(a.an, d, i); ok {
		return p, cites, true
	}
	s := &d.Sentences[i]
	if i > 0 && s.Dangling {
		b := &d.Sentences[i-1]
		if !b.Heading && !b.Dangling && s.Paragraph-b.Paragraph <= 1 && length(b)+length(s) <= quoteWords &&
			(b.SpeakerKey == s.SpeakerKey || s.Speaker == "" || s.SpeakerNamed) {
			if p, cites, ok = a.plain(d, i-1, i, b); ok {
				return p, cites, true
			}
		}
	}
	return a.plain(d, i, i, s)
}

// wholeOf makes a point of a candidate's whole sentence, with the one before it where it leans on that, when the point
// that was made of it lost words of the question: for who the captain is, "Her captain, …, said" must be seen.
func (a *Answerer) wholeOf(r *reading, c candidate, p briefing.Point) (briefing.Point, []briefing.Citation, bool) {
	d, i := c.Doc, c.Sentence
	s := &d.Sentences[i]
	own, shown := make([]float64, len(r.terms)), make([]float64, len(r.terms))
	r.hold(s, own, 1)
	for _, t := range text.Tokens(p.Text) {
		if t.Word {
			r.note(shown, t.Stem, 1)
		}
	}
	lost := false
	for k := range own {
		lost = lost || own[k] > 0 && shown[k] == 0 && !r.terms[k].Name && !speech.Has(r.terms[k].Words[0])
	}
	if !lost && !(s.Speaker == "" && i > 0 && someone(s) && !someone(&d.Sentences[i-1])) {
		return p, nil, false
	}
	if !lost {
		if b := &d.Sentences[i-1]; !b.Heading && length(b)+length(s) <= quoteWords {
			return a.plain(d, i-1, i, b)
		}
		return p, nil, false
	}
	if s.Dangling && i > 0 && !d.Sentences[i-1].Heading && !d.Sentences[i-1].Dangling && length(&d.Sentences[i-1])+length(s) <= quoteWords {
		if p, cites, ok := a.plain(d, i-1, i, &d.Sentences[i-1]); ok {
			return p, cites, true
		}
	}
	return a.plain(d, i, i, s)
}

// someone reports whether a sentence tells of a "he" or "she", so that who did it stands in the one before.
func someone(s *text.Sentence) bool {
	return slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Norm == "he" || t.Norm == "she" })
}

// pairDrop is by how much a sentence beside a candidate may rank below it to be told together with it: it
// answers nearly as well, and one of the two explains the other.
const pairDrop = 1.5

// beside finds the sentence before or after a candidate that is told with it, or -1.
func beside(c candidate, all []candidate) int {
	best, rank := -1, c.rank-pairDrop
	for i := range all {
		x := &all[i]
		if x.Doc != c.Doc || apart(x.Sentence, c.Sentence) != 1 || x.rank < rank || !together(&c, x) {
			continue
		}
		best, rank = x.Sentence, x.rank
	}
	return best
}

// together reports whether two neighbours may be told as one: of one paragraph or two, of one speaker (promise 2), and
// short enough.
func together(c, x *candidate) bool {
	s, b := c.sentence(), x.sentence()
	first, second := s, b
	if x.Sentence < c.Sentence {
		first, second = b, s
	}
	switch {
	case first.Heading || second.Heading || first.Dangling, !stopped(first) || !stopped(second):
		return false
	case second.Paragraph-first.Paragraph > 2, length(s)+length(b) > quoteWords:
		return false
	case second.SpeakerKey == first.SpeakerKey && second.Speaker == first.Speaker:
		return true
	}
	return second.Speaker == "" && first.SpeakerNamed || second.SpeakerNamed && (first.Speaker == "" || first.SpeakerNamed)
}

// stopped reports whether a mark closes a sentence: one row of a table or list does not explain the next one.
func stopped(s *text.Sentence) bool {
	for i := len(s.Tokens) - 1; i >= 0; i-- {
		if t := &s.Tokens[i]; t.Stops() || t.Word {
			return t.Stops()
		}
	}
	return false
}

// pairOf makes a point of a candidate together with the sentence beside it, where that answers nearly as well.
func (a *Answerer) pairOf(c candidate, all []candidate) (p briefing.Point, cites []briefing.Citation, ok bool) {
	other := beside(c, all)
	if other < 0 {
		return p, nil, false
	}
	first := min(other, c.Sentence)
	return a.plain(c.Doc, first, first+1, &c.Doc.Sentences[first])
}

// plain makes a point of whole sentences, with the first one's speaker in a frame where they do not
// name him.
func (a *Answerer) plain(d *text.Document, first, last int, s *text.Sentence) (briefing.Point, []briefing.Citation, bool) {
	if evidence.Staged(d, last) {
		last++ // a drill is told with the word that it was one, or not at all
	}
	x := briefing.Cite(d.Article, d.Sentences[first].Start, d.Sentences[last].End)
	x.N = 1
	p := briefing.Point{Text: x.Quote, Speaker: s.Speaker, Cites: []int{1}}
	if s.Speaker != "" && !s.SpeakerNamed {
		p.Frame = s.Speaker + ": "
		p.Text = p.Frame + p.Text
	}
	return p, []briefing.Citation{x}, a.proven(d, p, x)
}

// proven reports whether a point passes the evidence check on one citation of an article.
func (a *Answerer) proven(d *text.Document, p briefing.Point, x briefing.Citation) bool {
	x.N, p.Cites = 1, []int{1}
	article := func(briefing.ArticleID, briefing.Revision) (briefing.Article, error) { return d.Article, nil }
	return evidence.CheckPoint(a.an, p, []briefing.Citation{x}, article) == nil
}
