package evidence

import (
	"briefbot/briefing/text"
)

// A headline is an article's own summary. Where several sentences of a whole article tell what it says, none
// of them alone has to be as bare as it: what one of them adds cannot turn round what the others say too.

// The numbers of a headline that is retold: how many of the first sentences are looked at, the share of its words
// that its sentence, another one and all of them together hold.
const (
	retelling      = 12
	retoldBy       = 0.5
	retoldBeside   = 0.34
	retoldTogether = 0.7
)

// retold reports whether sentence i tells what g says, another of the first sentences does in part, and the
// two together hold nearly all of it, and nothing there takes it back.
func (g gist) retold(d *text.Document, i int) bool {
	if len(d.Sentences) < wholeArticle || len(g.words) < 2 || i >= retelling {
		return false
	}
	whole := make([]bool, len(g.words))
	var numbers []text.Number
	beside := false
	for k := range d.Sentences[:min(len(d.Sentences), retelling)] {
		s := &d.Sentences[k]
		if s.Heading {
			continue
		}
		has, found, n := g.held(s)
		share := float64(n) / float64(len(g.words))
		if k == i && (n < 2 || share < retoldBy) {
			return false
		}
		if share < retoldBeside || n < 2 {
			continue
		}
		if sourceOf(d, k, k, false).retracted(s, has) {
			return false
		}
		if !g.agrees(s, has) {
			if k == i {
				return false
			}
			continue
		}
		beside = beside || k != i && d.Article.Text[s.Start:s.End] != d.Article.Text[d.Sentences[i].Start:d.Sentences[i].End]
		numbers = append(numbers, s.Numbers...)
		for k, f := range found {
			whole[k] = whole[k] || f
		}
	}
	if !beside || !g.holdsNumbers(numbers) {
		return false
	}
	n := 0
	for k, w := range g.words {
		if whole[k] {
			n++
		} else if g.named[k] && !namedIn(d, w) {
			return false
		}
	}
	return float64(n) >= retoldTogether*float64(len(g.words))
}

// agrees reports whether what a sentence says of the words that it shares with g has the same sign there, and is
// no less of a fact.
func (g gist) agrees(s *text.Sentence, held []int) bool {
	some := g.doubtful()
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if held[i] == 0 {
			if !some && limitOf(*t) == alleged {
				return false
			}
			continue
		}
		w := &g.words[held[i]-1]
		if t.Negated() != w.Negated() || !some && t.Hypothetical() && !w.Hypothetical() {
			return false
		}
	}
	return true
}
