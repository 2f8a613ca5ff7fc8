package ask

import (
	"strings"

	"briefbot/briefing/text"
)

// sight is one candidate as the features look at it.
type sight struct {
	r    *reading
	p    *page
	d    *text.Document
	s    *text.Sentence
	full string
	i    int // its place in the document
	hit  struct{ score, article float64 }
	*held
	events             *eventMatch
	inherited          []float64 // found by the sentence, and by those that it leans on
	near, wide, headed []float64 // found by the sentence with its neighbours; with three on both sides; near, heading and title
	people             people
	agreed             float64 // how far other candidates name the same
	fed                float64 // how much it holds of what the best candidates share beside the question
}

// look makes the sight of sentence i of a document.
func (p *pages) look(d *text.Document, i int) *sight {
	x := &sight{r: p.r, p: p.of(d), d: d, s: &d.Sentences[i], full: d.Article.Text, i: i}
	x.held = x.p.typedAt(i)
	x.near = x.p.around(i, 1, 1)
	x.wide = x.p.around(i, 3, 3)
	p.r.meant(d, i, x.near)
	x.inherited = x.inherit()
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

// Shares of what a sentence takes over from those before it and from the title.
const (
	leansOn    = 0.85 // from the sentence before, where it opens with "he" or "the quake"
	leansFar   = 0.7  // from those before that one
	follows    = 0.4  // from the sentence before, where it leans on nothing
	titleLeant = 0.7
	titleOwn   = 0.4
)

// inherit gives what the sentence holds together with what it takes over from those before it: who "he" is and which
// quake "the quake" is stands there.
func (x *sight) inherit() []float64 {
	out := append([]float64(nil), x.found...)
	take := func(from []float64, share float64) {
		for t, f := range from {
			out[t] = max(out[t], share*f)
		}
	}
	leant := x.s.Dangling || x.leans()
	if leant {
		take(x.p.title, titleLeant)
	} else {
		take(x.p.title, titleOwn)
	}
	for k := 1; k <= 3; k++ {
		h := x.p.sentence(x.i - k)
		switch {
		case h == nil:
		case leant && k == 1:
			take(h.found, leansOn)
		case leant:
			take(h.found, leansFar)
		case k == 1:
			take(h.found, follows)
		}
	}
	return out
}

// leans reports whether the sentence opens with a word for something that was named before.
func (x *sight) leans() bool {
	for i := range min(leaningReach, len(x.s.Tokens)) {
		t := &x.s.Tokens[i]
		if t.Is(text.Pronoun) && t.Norm != "i" && t.Norm != "you" || i == 0 && definite.Has(t.Norm) {
			return true
		}
	}
	return false
}

// leaningReach is how many words of a sentence may show that it leans.
const leaningReach = 6

// definite are the words that open a sentence about something known.
var definite = wordSet("her", "his", "its", "that", "the", "their", "these", "this", "those")

// written is the sentence's text.
func (x *sight) written() string { return x.full[x.s.Start:x.s.End] }

// beside gives the sentence k further, or nil: k is -1 for the one before.
func (x *sight) beside(k int) *text.Sentence {
	if i := x.i + k; i >= 0 && i < len(x.d.Sentences) {
		return &x.d.Sentences[i]
	}
	return nil
}

// norm is the folded word at a token, or "".
func (x *sight) norm(i int) string { return norm(x.s.Tokens, i) }

// count counts the tokens that pass a test.
func (x *sight) count(pass func(i int, t *text.Token) bool) int {
	n := 0
	for i := range x.s.Tokens {
		if pass(i, &x.s.Tokens[i]) {
			n++
		}
	}
	return n
}

// any reports as 1 whether a token passes a test.
func (x *sight) any(pass func(i int, t *text.Token) bool) float64 {
	for i := range x.s.Tokens {
		if pass(i, &x.s.Tokens[i]) {
			return 1
		}
	}
	return 0
}

// cue makes a feature of a list: 1 where the sentence holds one of its words.
func cue(list wordList) func(*sight) float64 {
	return func(x *sight) float64 {
		return x.any(func(_ int, t *text.Token) bool { return list.Has(t.Norm) })
	}
}

// negation reports whether a word denies by its ending.
func negation(norm string) bool { return strings.HasSuffix(norm, "n't") }
