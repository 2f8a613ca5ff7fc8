package cluster

import (
	"hash/fnv"
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
	weight   float64  // of all facts
}

// fact is something that a rewrite keeps: a name's word, a number, a word that is quoted.
type fact struct {
	key    string
	weight float64
}

// newImprint reads a document. Facts weigh what they weigh in bags: a rare name proves more than
// one that is in all the news.
func newImprint(d *text.Document, lx *lexicon, t tuning) *imprint {
	p := &imprint{}
	var window []string
	quoted, first := false, true
	told := map[string]int{}
	for i := range d.Sentences {
		if i == 0 || d.Sentences[i].Paragraph != d.Sentences[i-1].Paragraph {
			quoted = false
		}
		first = true
		for _, tok := range d.Sentences[i].Tokens {
			if !tok.Word {
				if strings.ContainsAny(tok.Text, "\"“”„«»") {
					quoted = !quoted
				}
				continue
			}
			window = append(window, tok.Norm)
			if len(window) >= shingle {
				h := fnv.New64a()
				for _, w := range window[len(window)-shingle:] {
					h.Write([]byte(w))
					h.Write([]byte{0})
				}
				p.shingles = append(p.shingles, h.Sum64())
			}
			r, _ := utf8.DecodeRuneInString(tok.Text)
			if (!first && unicode.IsUpper(r) || unicode.IsDigit(r) || quoted) && len(p.facts) < t.maxFacts {
				if id, ok := lx.ids[tok.Stem]; ok && lx.idfs[id] >= t.factRarity && told[tok.Stem] < 2 {
					told[tok.Stem]++
					p.facts = append(p.facts, fact{tok.Stem, lx.idfs[id]})
					p.weight += lx.idfs[id]
				}
			}
			first = false
		}
	}
	slices.Sort(p.shingles)
	p.shingles = slices.Compact(p.shingles)
	return p
}

// verbatim is the share of the shorter text's sequences that stand in the other; 0 for texts too
// short to tell.
func (p *imprint) verbatim(q *imprint) float64 {
	a, b := p.shingles, q.shingles
	least := min(len(a), len(b))
	if least < 25 {
		return 0
	}
	shared := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			shared++
			a, b = a[1:], b[1:]
		}
	}
	return float64(shared) / float64(least)
}

// retold is how much of the facts of two texts, by weight, is the same in the same order: twice
// the heaviest common subsequence over the sum of both, in [0,1]. Reports that were written
// independently share facts, but each in its own order and with others between. It is 0 where the
// common facts are too few to prove anything.
func (p *imprint) retold(q *imprint, t tuning) float64 {
	if min(p.weight, q.weight)*2 < t.retold*(p.weight+q.weight) {
		return 0
	}
	row := make([]float64, len(q.facts)+1)
	for _, f := range p.facts {
		diagonal := 0.0
		for j, g := range q.facts {
			up := row[j+1]
			if f.key == g.key {
				row[j+1] = max(up, diagonal+f.weight)
			}
			row[j+1] = max(row[j+1], row[j])
			diagonal = up
		}
	}
	common := row[len(q.facts)]
	if common < t.minCommon {
		return 0
	}
	return 2 * common / (p.weight + q.weight)
}
