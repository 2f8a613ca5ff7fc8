package ask

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/summary"
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
	if p, cites, ok = summary.PointOf(a.an, d, i); ok {
		return p, cites, true
	}
	s := &d.Sentences[i]
	if i > 0 && s.Dangling {
		b := &d.Sentences[i-1]
		if !b.Heading && !b.Dangling && s.Paragraph-b.Paragraph <= 1 && length(b)+length(s) <= quoteWords && (b.SpeakerKey == s.SpeakerKey || s.Speaker == "" || s.SpeakerNamed) {
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
		lost = lost || own[k] > 0 && shown[k] == 0 && !r.terms[k].Name && !speech[r.terms[k].Words[0]]
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

// Limits for telling a sentence together with the one beside it.
const (
	pairShare       = 0.1 // of the question's mass, that the other must add
	introducedShare = 0.6 // of the mass, below which the sentence before may be told with the words of somebody
	pairDrop        = 3.5 // by how much the other may rank below, where it answers nearly as well itself
	pairLonger      = 2.0 // how many times as long as the sentence the other may be, where it adds no word of the question
)

// pairOf makes a point of a candidate together with the sentence after or before it, where that is of one
// speaker, short, and adds to the answer: words of the question, a thing of the asked type that the
// candidate lacks, or an answer nearly as good as the candidate's own, which would else be told apart from it.
func (a *Answerer) pairOf(r *reading, c candidate, all []candidate) (p briefing.Point, cites []briefing.Citation, ok bool) {
	d, s := c.Doc, &c.Doc.Sentences[c.Sentence]
	own := make([]float64, len(r.terms))
	r.hold(s, own, 1)
	held := r.share(own)
	for _, other := range []int{c.Sentence + 1, c.Sentence - 1} {
		if other < 0 || other >= len(d.Sentences) {
			continue
		}
		b := &d.Sentences[other]
		introduces := other < c.Sentence && b.Speaker == "" && s.SpeakerNamed && held < introducedShare
		if b.Heading || b.SpeakerKey != s.SpeakerKey && !introduces || length(b)+length(s) > quoteWords || other < c.Sentence && b.Dangling {
			continue
		}
		both := append([]float64(nil), own...)
		r.hold(b, both, 1)
		adds := r.share(both)-held >= pairShare
		if r.want != anything && c.vector[fTyped] < 0.6 {
			for _, t := range r.things(b, d.Article.Text) {
				adds = adds || t.sure >= 0.6
			}
		}
		if !adds && float64(length(b)) <= pairLonger*float64(length(s)) {
			adds = slices.ContainsFunc(all, func(x candidate) bool {
				return x.Doc == d && x.Sentence == other && x.rank >= c.rank-pairDrop && r.adds(c, x)
			})
		}
		if !adds {
			continue
		}
		first := min(other, c.Sentence)
		if p, cites, ok = a.plain(d, first, first+1, &d.Sentences[first]); ok {
			return p, cites, true
		}
	}
	return p, nil, false
}

// plain makes a point of whole sentences, with the first one's speaker in a frame where they do not
// name him.
func (a *Answerer) plain(d *text.Document, first, last int, s *text.Sentence) (briefing.Point, []briefing.Citation, bool) {
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
	return summary.CheckPoint(a.an, p, []briefing.Citation{x}, article) == nil
}
