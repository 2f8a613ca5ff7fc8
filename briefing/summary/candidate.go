package summary

import (
	"math"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// candidate is a point that could be chosen, with what the choice looks at.
type candidate struct {
	doc      *text.Document
	sentence int
	point    briefing.Point
	cites    []briefing.Citation
	words    int
	bag      bag
	bigrams  []string
	score    float64
	day      time.Time
	copied   bool // from a copy: stands back where the original says the same
}

// bag is a weighted set of stems.
type bag map[string]float64

func (b bag) dot(o bag) float64 {
	if len(o) < len(b) {
		b, o = o, b
	}
	sum := 0.0
	for _, k := range sortedKeys(b) {
		sum += b[k] * o[k]
	}
	return sum
}

func (b bag) norm() float64 {
	sum := 0.0
	for _, k := range sortedKeys(b) {
		sum += b[k] * b[k]
	}
	return math.Sqrt(sum)
}

// cosine is 0 where either is empty.
func (b bag) cosine(o bag) float64 {
	n := b.norm() * o.norm()
	if n == 0 {
		return 0
	}
	return b.dot(o) / n
}

// bagOf counts the stems of the words that carry matter.
func bagOf(tokens []text.Token) bag {
	b := bag{}
	for _, t := range tokens {
		if t.Word && !t.Stop && len(t.Norm) > 1 {
			b[t.Stem]++
		}
	}
	return b
}

// bigramsOf are the distinct pairs of neighbouring stems of which at least one carries matter.
func bigramsOf(tokens []text.Token) []string {
	var out []string
	seen := map[string]bool{}
	before := -1
	for i, t := range tokens {
		if !t.Word {
			continue
		}
		if before >= 0 && !(t.Stop && tokens[before].Stop) {
			if g := tokens[before].Stem + " " + t.Stem; !seen[g] {
				seen[g] = true
				out = append(out, g)
			}
		}
		before = i
	}
	return out
}

// story is what all documents of one summary have in common.
type story struct {
	docs     []*text.Document
	copyOf   map[briefing.ArticleID]briefing.ArticleID
	asOf     time.Time
	support  map[string]float64 // bigram -> independent documents that hold it
	spread   map[string]float64 // stem -> independent documents that hold it
	centroid bag
	titles   bag
	leads    []bag
	voices   float64 // independent documents
}

func newStory(docs []*text.Document, o Options) *story {
	s := &story{docs: docs, copyOf: o.CopyOf, asOf: o.AsOf, support: map[string]float64{}, spread: map[string]float64{}, centroid: bag{}, titles: bag{}}
	present := map[briefing.ArticleID]bool{}
	for _, d := range docs {
		present[d.Article.ID] = true
		if s.asOf.IsZero() || o.AsOf.IsZero() && d.Article.Published.After(s.asOf) {
			s.asOf = d.Article.Published.Time
		}
	}
	for _, d := range docs {
		if present[s.copyOf[d.Article.ID]] {
			continue
		}
		s.voices++
		s.read(d)
	}
	for k, n := range s.spread {
		// Stems of one article alone count little: the centroid is what the articles share.
		s.centroid[k] = n * math.Log(1+n) * math.Log(1+s.centroid[k])
	}
	return s
}

// read counts one independent document.
func (s *story) read(d *text.Document) {
	stems, grams := map[string]bool{}, map[string]bool{}
	lead := bag{}
	body := 0
	for i := range d.Sentences {
		x := &d.Sentences[i]
		if x.Heading {
			continue
		}
		if body < 60 { // what stands far down a long page is seldom about the story
			for k, n := range bagOf(x.Tokens) {
				stems[k] = true
				s.centroid[k] += n
				if body < 3 {
					lead[k] += n
				}
			}
			for _, g := range bigramsOf(x.Tokens) {
				grams[g] = true
			}
		}
		body++
	}
	for k := range stems {
		s.spread[k]++
	}
	for g := range grams {
		s.support[g]++
	}
	for k := range bagOf(d.Title.Tokens) {
		s.titles[k]++
	}
	s.leads = append(s.leads, lead)
}

// candidates makes a point of every sentence that gives one.
func (s *story) candidates(an *text.Analyzer) []*candidate {
	m := maker{an: an}
	var out []*candidate
	for _, d := range s.docs {
		body := 0
		for i := range d.Sentences {
			x := &d.Sentences[i]
			if x.Heading {
				continue
			}
			body++
			if len(x.Tokens) < 6 || len(x.Tokens) > 80 || body > 120 || furniture(d, x) {
				continue
			}
			p, cites, ok := m.point(d, i, i)
			if !ok {
				continue
			}
			tokens := text.Tokens(p.Text)
			n := 0
			for _, t := range tokens {
				if t.Word {
					n++
				}
			}
			if n < 6 {
				continue
			}
			c := &candidate{doc: d, sentence: i, point: p, cites: cites, words: countWords(p.Text), bag: bagOf(x.Tokens), bigrams: bigramsOf(x.Tokens), day: d.Article.Published.Time}
			_, c.copied = s.copyOf[d.Article.ID]
			c.score = s.score(c, body-1)
			out = append(out, c)
		}
	}
	return out
}
