package cluster

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/text"
)

// term is one entry of a bag: a word's stem or a name, by number, with its weight.
type term struct {
	id     int32
	weight float64
}

// bag is a document as weighted terms, ordered by id, of Euclidean length 1 (or empty).
type bag []term

// lexicon numbers the terms of a corpus and counts the documents that hold each.
type lexicon struct {
	ids   map[string]int32
	words []string
	docs  []float64 // by id: how many documents hold the term
	idfs  []float64 // by id: inverse document frequency
	total float64   // documents in all
	inner []float64 // by id: occurrences inside a sentence, where capitals mean something
	upper []float64 // by id: of these, capitalised or a number
}

// rawBag counts a document's terms, each occurrence weighing what its place in the document says.
func (lx *lexicon) rawBag(d *text.Document, t tuning) map[int32]float64 {
	counts := map[int32]float64{}
	add := func(s string, w float64) {
		id, ok := lx.ids[s]
		if !ok {
			id = int32(len(lx.words))
			lx.ids[s] = id
			lx.words = append(lx.words, s)
			lx.docs = append(lx.docs, 0)
			lx.inner = append(lx.inner, 0)
			lx.upper = append(lx.upper, 0)
		}
		counts[id] += w
	}
	sentence := func(s *text.Sentence, w float64) int {
		n := 0
		first := true
		for _, tok := range s.Tokens {
			if !tok.Word {
				continue
			}
			n++
			if tok.Stop || utf8.RuneCountInString(tok.Norm) < 2 || stopStem(tok.Stem) {
				first = false
				continue
			}
			x := w
			if r, _ := utf8.DecodeRuneInString(tok.Text); !first && unicode.IsUpper(r) {
				x *= t.nameBoost
			}
			add(tok.Stem, x)
			if id := lx.ids[tok.Stem]; !first && w < t.titleWeight {
				lx.inner[id]++
				if r, _ := utf8.DecodeRuneInString(tok.Text); unicode.IsUpper(r) || unicode.IsDigit(r) {
					lx.upper[id]++
				}
			}
			first = false
		}
		for _, name := range s.Names {
			if strings.Contains(name.Key, " ") {
				add("@"+name.Key, w*t.nameKey)
			}
		}
		return n
	}
	sentence(&d.Title, t.titleWeight)
	seen := 0
	for i := range d.Sentences {
		w := 1.0
		if seen < t.leadWords {
			w = t.leadWeight
		}
		seen += sentence(&d.Sentences[i], w)
		if seen >= t.maxWords {
			break
		}
	}
	lx.total++
	for id := range counts {
		lx.docs[id]++
	}
	return counts
}

// weigh turns counts into a bag: damped frequency times inverse document frequency, only the
// heaviest terms, length 1.
func (lx *lexicon) weigh(counts map[int32]float64, t tuning) bag {
	b := make(bag, 0, len(counts))
	for id, n := range counts {
		if w := (1 + math.Log(n)) * lx.idfs[id]; n >= 1 && w > 0 {
			b = append(b, term{id, w})
		}
	}
	return lx.balance(normalise(b, t.maxTerms), t.nameShare)
}

// balance scales the names and numbers of b, and its other words, each by themselves, so that a
// product of two bags is share times the cosine of the names and the rest times the cosine of the
// words. Words alone cannot tell two earthquakes apart, and names alone not what happened to them.
func (lx *lexicon) balance(b bag, share float64) bag {
	names, words := 0.0, 0.0
	for _, x := range b {
		if lx.named(x.id) {
			names += x.weight * x.weight
		} else {
			words += x.weight * x.weight
		}
	}
	if names == 0 || words == 0 {
		return b
	}
	for i, x := range b {
		if lx.named(x.id) {
			b[i].weight *= math.Sqrt(share / names)
		} else {
			b[i].weight *= math.Sqrt((1 - share) / words)
		}
	}
	return b
}

// named reports whether a term is a name or a number: written so wherever it does not begin a
// sentence, or at least as often as not.
func (lx *lexicon) named(id int32) bool {
	return lx.words[id][0] == '@' || lx.upper[id] > 0 && lx.upper[id]*2 >= lx.inner[id]
}

// normalise keeps the most heaviest terms of b, scales it to length 1 and orders it by id.
func normalise(b bag, most int) bag {
	slices.SortFunc(b, func(x, y term) int {
		return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(x.id, y.id))
	})
	b = b[:min(len(b), most)]
	norm := 0.0
	for _, x := range b {
		norm += x.weight * x.weight
	}
	norm = math.Sqrt(norm)
	for i := range b {
		b[i].weight /= norm
	}
	slices.SortFunc(b, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return b
}

// centroid is the mean of the bags at the positions in group.
func centroid(group []int, vectors []bag) map[int32]float64 {
	c := map[int32]float64{}
	for _, i := range group {
		for _, x := range vectors[i] {
			c[x.id] += x.weight / float64(len(group))
		}
	}
	return c
}

// idf is every term's inverse document frequency, the corpus' own counts mixed with a background
// of general news worth t.prior documents: in a small corpus, or one on a single topic, the
// background says which words are ordinary; in a large one the corpus itself does.
func (lx *lexicon) idf(t tuning) []float64 {
	out := make([]float64, len(lx.words))
	for id, w := range lx.words {
		out[id] = math.Log((lx.total + t.prior) / (lx.docs[id] + t.prior*background(w)))
	}
	return out
}

// bags reads all documents; terms are numbered in the order of the documents.
func bags(docs []*text.Document, t tuning) (*lexicon, []bag) {
	lx := &lexicon{ids: map[string]int32{}}
	raw := make([]map[int32]float64, len(docs))
	for i, d := range docs {
		raw[i] = lx.rawBag(d, t)
	}
	lx.idfs = lx.idf(t)
	out := make([]bag, len(docs))
	for i := range raw {
		out[i] = lx.weigh(raw[i], t)
	}
	return lx, out
}

// stopStem reports function words by the background, for documents whose analysis marks none.
func stopStem(stem string) bool { return background(stem) > 0.3 }
