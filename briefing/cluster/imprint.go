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

// shingle is the number of words in a sequence that is compared verbatim (Broder 1997, "On the
// resemblance and containment of documents").
const shingle = 5

// imprint is what of a text shows that another was made from it.
type imprint struct {
	shingles []uint64 // hashes of its word sequences, ascending, each once
	facts    []fact   // its names, numbers and quoted words, in order
	sorted   []fact   // the same by id
	weight   float64  // of all facts
}

// fact is something that a rewrite keeps: a name's word, a number, a word that is quoted.
type fact struct {
	id     int32
	weight float64
}

// byID orders facts by their numbers.
func byID(x, y fact) int { return cmp.Compare(x.id, y.id) }

// window passes over the words of a text.
type window struct {
	hashes [shingle]uint64 // of the last words
	words  int             // passed over
}

// next takes the next word in, and gives the hash of the sequence that it ends; ok is false before the first is whole.
func (w *window) next(word string) (sequence uint64, ok bool) {
	copy(w.hashes[:], w.hashes[1:])
	w.hashes[shingle-1] = hash(word)
	for _, h := range w.hashes {
		sequence = sequence*prime + h
	}
	w.words++
	return sequence, w.words >= shingle
}

// newImprint reads a document. Facts weigh what they weigh in bags: a rare name proves more than
// one that is in all the news.
func newImprint(d *text.Document, lx *lexicon, t tuning) *imprint {
	p := &imprint{}
	var w window
	quoted := false
	told := map[int32]int{}
	for i := range d.Sentences {
		if i == 0 || d.Sentences[i].Paragraph != d.Sentences[i-1].Paragraph {
			quoted = false
		}
		first := true
		for _, tok := range d.Sentences[i].Tokens {
			if !tok.Word {
				if strings.ContainsAny(tok.Text, "\"“”„«»") {
					quoted = !quoted
				}
				continue
			}
			if sequence, ok := w.next(tok.Norm); ok {
				p.shingles = append(p.shingles, sequence)
			}
			if quoted || factLike(tok.Text, first) {
				p.tell(tok.Stem, told, lx, t)
			}
			first = false
		}
	}
	p.sorted = slices.Clone(p.facts)
	slices.SortFunc(p.sorted, byID)
	slices.Sort(p.shingles)
	p.shingles = slices.Compact(p.shingles)
	return p
}

// factLike reports a number, or a word that is written as a name where it does not begin a sentence.
func factLike(word string, first bool) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return !first && unicode.IsUpper(r) || unicode.IsDigit(r)
}

// tell notes a fact, where its word is rare enough to prove something and was not told twice.
func (p *imprint) tell(stem string, told map[int32]int, lx *lexicon, t tuning) {
	if id, ok := lx.ids[stem]; ok && len(p.facts) < t.maxFacts && lx.idfs[id] >= t.factRarity && told[id] < 2 {
		told[id]++
		p.facts = append(p.facts, fact{id, lx.idfs[id]})
		p.weight += lx.idfs[id]
	}
}

// The constants of the 64-bit FNV-1a hash.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// hash is FNV-1a: fast on single words, and the same on every machine.
func hash(word string) uint64 {
	h := uint64(offset)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * prime
	}
	return h
}

// verbatim is the share of the shorter text's sequences that stand in the other; 0 for texts too
// short to tell.
func (p *imprint) verbatim(q *imprint) float64 {
	a, b := p.shingles, q.shingles
	least := min(len(a), len(b))
	if least < 25 {
		return 0
	}
	return float64(common(a, b)) / float64(least)
}

// Two texts of which so much of the longer one's sequences is the same are one text. printParts is how many
// parts of an imprint are looked up: of two texts of which nine tenths are the same, nearly always one agrees
// (minhash: Broder 1997).
const (
	nearlyAll  = 0.85
	printParts = 4
)

// resembles reports whether two texts are nearly the same.
func (p *imprint) resembles(q *imprint) bool {
	least, most := min(len(p.shingles), len(q.shingles)), max(len(p.shingles), len(q.shingles))
	return float64(least) >= nearlyAll*float64(most) && p.verbatim(q)*float64(least) >= nearlyAll*float64(most)
}

// printed are the parts of a text's imprint by which texts that are nearly the same meet: of its word
// sequences, put into an order by chance for each part, the first. A text too short to tell has none.
func printed(d *text.Document) []uint64 {
	var w window
	least := make([]uint64, printParts)
	for i := range least {
		least[i] = math.MaxUint64
	}
	for i := range d.Sentences {
		for _, tok := range d.Sentences[i].Tokens {
			if !tok.Word {
				continue
			}
			sequence, ok := w.next(tok.Norm)
			for k := 0; ok && k < printParts; k++ {
				mixed := (sequence ^ uint64(k+1)*mixer) * mixer
				least[k] = min(least[k], mixed^mixed>>29)
			}
		}
	}
	if w.words < leastPrinted {
		return nil
	}
	for k := range least {
		least[k] = least[k]*printParts + uint64(k) // the parts do not agree with one another
	}
	return least
}

// leastPrinted is how many words a text has that can be told to be another's.
const leastPrinted = 30

// mixer spreads the bits of a hash (the golden ratio, Knuth's multiplicative hashing).
const mixer = 0x9e3779b97f4a7c15

// retold is how much of the facts of two texts, by weight, is the same in the same order: twice
// the heaviest common subsequence over the sum of both, in [0,1]. Reports that were written
// independently share facts, but each in its own order and with others between. It is 0 where the
// common facts are too few to prove anything.
func (p *imprint) retold(q *imprint, t tuning) float64 {
	if most := p.shared(q); most < t.minCommon || most*2 < t.retold*(p.weight+q.weight) {
		return 0
	}
	common := p.common(q)
	if common < t.minCommon {
		return 0
	}
	return 2 * common / (p.weight + q.weight)
}

// within is the share of the shorter text's facts that the other tells in the same order; 0 where the
// common facts are too few to prove anything.
func (p *imprint) within(q *imprint, t tuning) float64 {
	least := min(p.weight, q.weight)
	if most := p.shared(q); most < t.minCommon || most < t.spun*least {
		return 0
	}
	common := p.common(q)
	if common < t.minCommon {
		return 0
	}
	return common / least
}

// common is the weight of the heaviest common subsequence of the facts of two texts.
func (p *imprint) common(q *imprint) float64 {
	row := make([]float64, len(q.facts)+1)
	for _, f := range p.facts {
		diagonal := 0.0
		for j, g := range q.facts {
			up := row[j+1]
			if f.id == g.id {
				row[j+1] = max(up, diagonal+f.weight)
			}
			row[j+1] = max(row[j+1], row[j])
			diagonal = up
		}
	}
	return row[len(q.facts)]
}

// shared is the weight of the facts that two texts have in common in whatever order: what their
// common subsequence can weigh at most.
func (p *imprint) shared(q *imprint) float64 {
	a, b := p.sorted, q.sorted
	sum := 0.0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].id < b[0].id:
			a = a[1:]
		case a[0].id > b[0].id:
			b = b[1:]
		default:
			sum += a[0].weight
			a, b = a[1:], b[1:]
		}
	}
	return sum
}
