package ask

import (
	"strings"

	"briefbot/briefing/text"
)

// view is one candidate as the features look at it.
type view struct {
	r    *reading
	p    *page
	d    *text.Document
	s    *text.Sentence
	full string
	i    int // its place in the document
	hit  struct{ score, article float64 }
	*held
	near, wide, headed []float64 // found by the sentence with its neighbours; with three on both sides; near, heading and title
	people             people
}

// look makes the sight of sentence i of a document.
func (p *pages) look(d *text.Document, i int) *view {
	x := &view{r: p.r, p: p.of(d), d: d, s: &d.Sentences[i], full: d.Article.Text, i: i}
	x.held = x.p.typedAt(i)
	x.near = x.p.around(i, 1, 1)
	x.wide = x.p.around(i, 3, 3)
	p.r.meant(d, i, x.near)
	x.headed = append([]float64(nil), x.near...)
	for t, f := range x.p.title {
		x.headed[t] = max(x.headed[t], f)
	}
	if k := heading(d, i); k >= 0 {
		for t, f := range x.p.sentence(k).found {
			x.headed[t] = max(x.headed[t], f)
		}
	}
	return x
}

// written is the sentence's text.
func (x *view) written() string { return x.full[x.s.Start:x.s.End] }

// beside gives the sentence k further, or nil: k is -1 for the one before.
func (x *view) beside(k int) *text.Sentence {
	if i := x.i + k; i >= 0 && i < len(x.d.Sentences) {
		return &x.d.Sentences[i]
	}
	return nil
}

// norm is the folded word at a token, or "".
func (x *view) norm(i int) string { return norm(x.s.Tokens, i) }

// count counts the tokens that pass a test.
func (x *view) count(pass func(i int, t *text.Token) bool) int {
	n := 0
	for i := range x.s.Tokens {
		if pass(i, &x.s.Tokens[i]) {
			n++
		}
	}
	return n
}

// any reports as 1 whether a token passes a test.
func (x *view) any(pass func(i int, t *text.Token) bool) float64 {
	for i := range x.s.Tokens {
		if pass(i, &x.s.Tokens[i]) {
			return 1
		}
	}
	return 0
}

// cue makes a feature of a list: 1 where the sentence holds one of its words.
func cue(list wordList) func(*view) float64 {
	return func(x *view) float64 {
		return x.any(func(_ int, t *text.Token) bool { return list.Has(t.Norm) })
	}
}

// negation reports whether a word denies by its ending.
func negation(norm string) bool { return strings.HasSuffix(norm, "n't") }
