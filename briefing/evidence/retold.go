package evidence

import (
	"briefbot/briefing/text"
)

// A headline is an article's own summary. Where several sentences of a whole article tell what it says, none
// of them alone has to be as bare as it: what one of them adds cannot turn round what the others say too.

// The numbers of a headline that is retold: how many of the first sentences are looked at, the share of its words
// that its sentence, another one and all of them together hold.
const (
	retellers      = 12
	retoldBy       = 0.5
	retoldBeside   = 0.34
	retoldTogether = 0.7
)

// A retelling is what the first sentences of an article tell of its headline.
type retelling struct {
	whole   []bool // the words of the headline that they hold
	numbers []text.Number
	beside  bool // another sentence than the one that is looked at tells a part
}

// retold reports whether sentence i tells what g says, another of the first sentences does in part, and the
// two together hold nearly all of it, and nothing there takes it back.
func (g headlineClaim) retold(d *text.Document, i int) bool {
	if len(d.Sentences) < wholeArticle || len(g.words) < 2 || i >= retellers {
		return false
	}
	all := retelling{whole: make([]bool, len(g.words))}
	for k := range d.Sentences[:min(len(d.Sentences), retellers)] {
		if !d.Sentences[k].Heading && !g.retell(d, k, i, &all) {
			return false
		}
	}
	return all.beside && g.holdsNumbers(all.numbers) && g.mostOf(d, all.whole)
}

// retell adds what sentence k tells; false where it takes back what g says, or is sentence i and tells too little.
func (g headlineClaim) retell(d *text.Document, k, i int, all *retelling) bool {
	s := &d.Sentences[k]
	has, found, n := g.held(s)
	share := float64(n) / float64(len(g.words))
	switch {
	case k == i && (n < 2 || share < retoldBy):
		return false
	case n < 2 || share < retoldBeside:
		return true
	case sourceOf(d, k, k, false).retracted(s, has):
		return false
	case !g.agrees(s, has):
		return k != i
	}
	same := d.Article.Text[s.Start:s.End] == d.Article.Text[d.Sentences[i].Start:d.Sentences[i].End]
	all.beside = all.beside || !same
	all.numbers = append(all.numbers, s.Numbers...)
	for w, f := range found {
		all.whole[w] = all.whole[w] || f
	}
	return true
}

// mostOf reports whether the words of g that are held are nearly all of it, and no name is missing that the
// article does not have.
func (g headlineClaim) mostOf(d *text.Document, held []bool) bool {
	n := 0
	for k, w := range g.words {
		if held[k] {
			n++
		} else if g.named[k] && !namedIn(d, w) {
			return false
		}
	}
	return float64(n) >= retoldTogether*float64(len(g.words))
}

// agrees reports whether what a sentence says of the words that it shares with g has the same sign there, and is
// no less of a fact.
func (g headlineClaim) agrees(s *text.Sentence, held []int) bool {
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
