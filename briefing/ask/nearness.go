package ask

import (
	"cmp"
	"fmt"
	"math"

	"briefbot/briefing/embedding"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// nearness is how near the words of a candidate are in meaning to those of the question which it does not hold: "boss"
// to "superintendent". Names are left out: any name is near any other.
var nearness = []feature{
	{"kin-own", func(x *view) float64 { return x.kin(kinLeast, x.found, 0, 0) }},
	{"kin-near", func(x *view) float64 { return x.kin(kinLeast, x.near, 1, 1) }},
	{"kin-headed", func(x *view) float64 { return x.r.aboutShare(x.softened(kinLeast, x.headed, x.p.titleSense(), 1, 1)) }},
	{"kin-verb", func(x *view) float64 { return x.kinOf(x.r.verbs, 0) }},
	{"kin-focus", (*view).kinFocus},
	{"gist", func(x *view) float64 { return x.gistOf(0, 0) }},
	{"gist-near", func(x *view) float64 { return x.gistOf(1, 1) }},
}

// How near two words must be to stand for each other.
const (
	kinLeast = 0.5
	kinSure  = 0.7
)

// subject is what the question is about, by the meaning of its words.
type subject struct {
	gist  embedding.Vector // of its words that are no names, by rarity
	verbs []int            // the terms that are verbs
	head  embedding.Word   // the noun that is asked for: "stadium" of "what stadium"
	// rare gives how rare a word is in the corpus.
	rare func(*text.Lexeme) float64
}

// sense is what a sentence is about, by the meaning of its words.
type sense struct {
	soft []float64 // of each term, how near the nearest word is
	sum  embedding.Vector
	// length is that of sum, and at least tiny.
	length float64
}

// gistGroups are the groups of questions for which it is weighed what the sentences that answer them speak of.
var gistGroups = []string{"who", "when", "where", "why", "what"}

// gists are the numbers of a sentence's gist, for each group of questions: their weights are what a sentence speaks of
// that answers such a question, as it is learned from those that do.
var gists = func() []feature {
	var out []feature
	for _, g := range gistGroups {
		for k := range embedding.Dim {
			out = append(out, feature{fmt.Sprintf("gist %d @%s", k, g), func(x *view) float64 {
				if cmp.Or(x.r.group(), "what") != g {
					return 0
				}
				s := x.p.senseAt(x.i)
				return float64(s.sum[k]) / s.length
			}})
		}
	}
	return out
}()

// wordAt gives the word of a sentence at a span.
func wordAt(s *text.Sentence, at text.Span) *text.Lexeme {
	for i := range s.Tokens {
		if s.Tokens[i].Start() == at.Start {
			return s.Tokens[i].Lexeme
		}
	}
	return nil
}

// readGist works out what the question is about.
func (r *reading) readGist(ix *index.Index) {
	known := map[*text.Lexeme]float64{}
	r.rare = func(l *text.Lexeme) float64 {
		w, ok := known[l]
		if !ok {
			w = ix.Rarity(index.Term{Words: []string{l.Stem}})
			known[l] = w
		}
		return w
	}
	for i, w := range r.words {
		if !r.comparable(i) {
			continue
		}
		r.gist.Add(w.Meaning, float32(r.rarity[i]))
		if w.Conjugates() && !r.focal[i] {
			r.verbs = append(r.verbs, i)
		}
	}
	r.head = embedding.None
	for _, t := range r.focus {
		if t.Text == t.Norm && !t.Stop && t.Meaning >= 0 {
			r.head = t.Meaning
		}
	}
}

// comparable reports whether a term of the question may be compared by meaning.
func (b *bag) comparable(i int) bool {
	w := b.words[i]
	return w != nil && !b.terms[i].Name && w.Meaning >= 0 && w.Text == w.Norm
}

// senseAt gives the gist of sentence i, or nil where there is none.
func (p *page) senseAt(i int) *sense {
	h := p.sentence(i)
	if h == nil {
		return nil
	}
	if h.gist == nil {
		h.gist = p.r.senseIn(&p.doc.Sentences[i])
	}
	return h.gist
}

// titleSense gives the gist of the title.
func (p *page) titleSense() *sense {
	if p.headGist == nil {
		p.headGist = p.r.senseIn(&p.doc.Title)
	}
	return p.headGist
}

// senseIn works out the gist of a sentence.
func (r *reading) senseIn(s *text.Sentence) *sense {
	g := &sense{soft: make([]float64, len(r.terms))}
	named := 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		for named < len(s.Names) && s.Names[named].End <= t.Start() {
			named++
		}
		inName := named < len(s.Names) && s.Names[named].Start <= t.Start()
		if !t.Word || t.Stop || t.Meaning < 0 || inName || questionStopwords.Has(t.Norm) {
			continue
		}
		g.sum.Add(t.Meaning, float32(r.rare(t.Lexeme)))
		for k, n := range r.nearTo(t.Lexeme) {
			g.soft[k] = max(g.soft[k], n)
		}
	}
	g.length = lengthOf(&g.sum)
	return g
}

// lengthOf is the length of a sum of words, and at least a very small number.
func lengthOf(v *embedding.Vector) float64 {
	n := 1e-9
	for _, a := range v {
		n += float64(a) * float64(a)
	}
	return math.Sqrt(n)
}

// nearTo gives how near a word is to each term. The same words come again and again: each is compared once.
func (r *reading) nearTo(l *text.Lexeme) []float64 {
	out, ok := r.byMeaning[l]
	if !ok {
		out = make([]float64, len(r.terms))
		for k, w := range r.words {
			if r.comparable(k) {
				out[k] = embedding.Near(w.Meaning, l.Meaning)
			}
		}
		r.byMeaning[l] = out
	}
	return out
}

// softened is what is found, with what is near in meaning from a least nearness on: here, and in the sentences around.
func (x *view) softened(least float64, found []float64, also *sense, back, ahead int) []float64 {
	out := append([]float64(nil), found...)
	raise := func(g *sense) {
		for t, n := range g.soft {
			if n >= least {
				out[t] = max(out[t], n)
			}
		}
	}
	for k := x.i - back; k <= x.i+ahead; k++ {
		if g := x.p.senseAt(k); g != nil {
			raise(g)
		}
	}
	if also != nil {
		raise(also)
	}
	return out
}

// kin is the share of the question's words that are no names that the sentence and those around it hold or come near.
func (x *view) kin(least float64, found []float64, back, ahead int) float64 {
	return x.r.aboutShare(x.softened(least, found, nil, back, ahead))
}

// kinOf is how near the sentence k further comes to some terms on the whole; a half where there are none.
func (x *view) kinOf(terms []int, k int) float64 {
	g := x.p.senseAt(x.i + k)
	if len(terms) == 0 || g == nil {
		return 0.5
	}
	h := x.p.sentence(x.i + k)
	sum, mass := 0.0, 0.0
	for _, t := range terms {
		sum += x.r.rarity[t] * max(h.found[t], max(0, g.soft[t]))
		mass += x.r.rarity[t]
	}
	if mass == 0 {
		return 0.5
	}
	return sum / mass
}

// kinFocus is how near a word that the question does not hold comes to the noun that is asked for: "leukemia" to "what
// kind of cancer".
func (x *view) kinFocus() float64 {
	best := 0.0
	if x.r.head < 0 {
		return 0
	}
	for i := range x.s.Tokens {
		if t := &x.s.Tokens[i]; t.Word && !t.Stop && x.marks[i] < 0 {
			best = max(best, embedding.Near(x.r.head, t.Meaning))
		}
	}
	return best
}

// gistOf is how near the sentence with those around it is to the question on the whole.
func (x *view) gistOf(back, ahead int) float64 {
	if back == 0 && ahead == 0 {
		return max(0, x.r.gist.Near(&x.p.senseAt(x.i).sum))
	}
	var sum embedding.Vector
	for k := x.i - back; k <= x.i+ahead; k++ {
		if g := x.p.senseAt(k); g != nil {
			for i := range sum {
				sum[i] += g.sum[i]
			}
		}
	}
	return max(0, x.r.gist.Near(&sum))
}
