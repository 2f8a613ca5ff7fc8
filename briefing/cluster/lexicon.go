package cluster

import (
	"math"
	"strings"
	"unicode/utf8"

	"briefbot/briefing/text"
)

// lexicon numbers the terms of a corpus, stems all of them, and counts the documents that hold
// each. Spellings of one name ("Kyiv", "Kiev") have one number.
type lexicon struct {
	ids      map[string]int32
	words    []string
	spelling map[string]int32 // by a word of a name's key: the term of its first spelling
	total    float64          // documents in all
	docs     []float64        // by id: how many documents hold the term
	common   []float64        // by id: the share of general news that holds the term
	idfs     []float64        // by id: inverse document frequency
	inner    []float64        // by id: occurrences inside a sentence, where capitals mean something
	upper    []float64        // by id: of these, capitalised or a number
}

func newLexicon() *lexicon {
	return &lexicon{ids: map[string]int32{}, spelling: map[string]int32{}}
}

// id numbers a stem.
func (lx *lexicon) id(stem string) int32 {
	id, ok := lx.ids[stem]
	if !ok {
		id = int32(len(lx.words))
		lx.ids[stem] = id
		lx.words = append(lx.words, stem)
		lx.docs = append(lx.docs, 0)
		lx.common = append(lx.common, background(stem))
		lx.inner = append(lx.inner, 0)
		lx.upper = append(lx.upper, 0)
	}
	return id
}

// unify gives the words of a sentence's names the numbers of their other spellings.
func (lx *lexicon) unify(s *text.Sentence) {
	for _, name := range s.Names {
		key := strings.Fields(name.Key)
		for i := len(s.Tokens) - 1; i >= 0 && len(key) > 0; i-- {
			tok := s.Tokens[i]
			if tok.Start() < name.Start || tok.End() > name.End || !tok.Word {
				continue
			}
			last := key[len(key)-1]
			key = key[:len(key)-1]
			if id, ok := lx.spelling[last]; !ok {
				lx.spelling[strings.Clone(last)] = lx.id(tok.Stem) // it must not hold the whole article
			} else if _, ok := lx.ids[tok.Stem]; !ok {
				lx.ids[tok.Stem] = id
			}
		}
	}
}

// count counts a document's terms, each occurrence weighing what its place in the document says.
func (lx *lexicon) count(d *text.Document, t tuning) map[int32]float64 {
	counts := map[int32]float64{}
	own := map[string]bool{} // the words of the outlet's name, which stand in its datelines and credits
	for _, tok := range text.Tokens(d.Article.Source) {
		own[tok.Norm] = true
	}
	sentence := func(s *text.Sentence, w float64) int {
		lx.unify(s)
		words := 0
		for _, tok := range s.Tokens {
			if !tok.Word {
				continue
			}
			words++
			if ordinary(tok) || own[tok.Norm] {
				continue
			}
			id := lx.id(tok.Stem)
			if words > 1 && s != &d.Title {
				lx.inner[id]++
				if text.StartsUpper(tok.Text) {
					lx.upper[id]++
				}
			}
			counts[id] += w
		}
		return words
	}
	sentence(&d.Title, t.titleWeight)
	seen := 0
	for i := range d.Sentences {
		if i == 0 && repeats(&d.Title, &d.Sentences[i]) {
			continue
		}
		w := 1.0
		if seen < t.leadWords {
			w = t.leadWeight
		}
		if seen += sentence(&d.Sentences[i], w); seen >= t.maxWords {
			break
		}
	}
	lx.total++
	for id := range counts {
		lx.docs[id]++
	}
	return counts
}

// repeats reports whether the first sentence of a text is its title once more, as on most pages, so
// that it does not count twice.
func repeats(title, first *text.Sentence) bool {
	if len(title.Tokens) == 0 || len(title.Tokens) != len(first.Tokens) {
		return false
	}
	for i, tok := range title.Tokens {
		if tok.Norm != first.Tokens[i].Norm {
			return false
		}
	}
	return true
}

// ordinary reports whether a word is too common, or too short, to tell anything.
func ordinary(tok text.Token) bool {
	return tok.Stop || background(tok.Stem) > 0.3 || utf8.RuneCountInString(tok.Norm) < 2
}

// named reports whether a term is a name or a number: written so wherever it does not begin a
// sentence, or at least as often as not.
func (lx *lexicon) named(id int32) bool {
	return lx.upper[id] > 0 && lx.upper[id]*2 >= lx.inner[id]
}

// rate works out the inverse document frequency of the terms of counted documents: the corpus' own counts
// mixed with a background of general news worth t.prior documents. In a small corpus, or one on a single
// topic, the background says which words are ordinary; in a large one the corpus itself does. A term that
// none of the documents holds keeps what it had.
func (lx *lexicon) rate(counts []map[int32]float64, t tuning) {
	rated := map[int32]bool{}
	rate := func(id int32) {
		if !rated[id] {
			rated[id] = true
			lx.idfs[id] = math.Log((lx.total + t.prior) / (lx.docs[id] + t.prior*lx.common[id]))
		}
	}
	for id := len(lx.idfs); id < len(lx.words); id++ {
		lx.idfs = append(lx.idfs, 0)
		rate(int32(id))
	}
	for _, c := range counts {
		for id := range c {
			rate(id)
		}
	}
}

// forget takes a document with these terms out of the counts.
func (lx *lexicon) forget(terms []int32) {
	lx.total--
	for _, id := range terms {
		lx.docs[id]--
	}
}
