package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// candidate is a point that could be chosen, with what the choice looks at.
type candidate struct {
	doc      *text.Document
	sentence int
	rank     int // its place among its article's sentences, headings not counted, from 0
	point    briefing.Point
	cites    []briefing.Citation
	words    int
	bag      claim.Bag
	bigrams  []string
	features []float64 // in the order of pointFeatures
	score    float64
	day      time.Time
	copied   bool // from a copy: stands back where the original says the same
}

// story is what all documents of one summary have in common.
type story struct {
	docs     []*text.Document
	copyOf   map[briefing.ArticleID]briefing.ArticleID
	asOf     time.Time
	support  map[string]float64 // bigram -> independent documents that hold it
	spread   map[string]float64 // stem -> independent documents that hold it
	centroid claim.Bag
	subject  claim.Bag          // of the heading that the story is told under; empty where it has none
	titles   map[string]float64 // stem -> titles that hold it
	leads    []claim.Bag
	tolls    []*claim.Claim // the counts of people that independent documents give
	voices   float64        // independent documents
	language string         // that of most documents; empty where no language has most
	least    float64        // Options.LeastGain
}

func newStory(docs []*text.Document, o Options) *story {
	s := &story{
		docs: docs, least: cmp.Or(o.LeastGain, leastGain), copyOf: o.CopyOf, asOf: o.AsOf,
		support: map[string]float64{}, spread: map[string]float64{}, titles: map[string]float64{},
	}
	counts := map[string]float64{}
	present, languages := map[briefing.ArticleID]bool{}, map[string]int{}
	for _, d := range docs {
		present[d.Article.ID] = true
		if s.asOf.IsZero() || o.AsOf.IsZero() && d.Article.Published.After(s.asOf) {
			s.asOf = d.Article.Published.Time
		}
		if l := d.Article.Language; l != "" {
			if languages[l]++; 2*languages[l] > len(docs) {
				s.language = l
			}
		}
	}
	for _, d := range docs {
		if present[s.copyOf[d.Article.ID]] {
			continue
		}
		s.voices++
		s.read(d, counts)
		s.count(d)
	}
	for k, n := range s.spread {
		// Stems of one article alone count little: the centroid is what the articles share.
		counts[k] = n * math.Log(1+n) * math.Log(1+counts[k])
	}
	s.centroid = claim.NewBag(counts)
	return s
}

// read counts one independent document, its stems into counts too.
func (s *story) read(d *text.Document, counts map[string]float64) {
	stems, grams := map[string]bool{}, map[string]bool{}
	lead := map[string]float64{}
	body := 0
	for i := range d.Sentences {
		x := &d.Sentences[i]
		if x.Heading {
			continue
		}
		if body < 60 { // what stands far down a long page is seldom about the story
			for _, t := range claim.BagOf(x.Tokens).Terms {
				stems[t.Stem] = true
				counts[t.Stem] += t.Weight
				if body < 3 {
					lead[t.Stem] += t.Weight
				}
			}
			for _, g := range claim.BigramsOf(x.Tokens) {
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
	for _, t := range claim.BagOf(d.Title.Tokens).Terms {
		s.titles[t.Stem]++
	}
	s.leads = append(s.leads, claim.NewBag(lead))
}

// maxCandidates is how many of the best sentences the choice looks at.
const maxCandidates = 80

// How far down a page, and how long in tokens, a sentence may be that is considered.
const (
	mostSentences = 120
	leastTokens   = 7
	mostTokens    = 80
	leastPoint    = 6 // words of a point
)

// candidates are the story's best sentences that give a sound point, best first.
func (s *story) candidates(an *annotate.Analyzer) []*candidate {
	var all []*candidate
	for _, d := range s.docs {
		all = append(all, s.sentences(d)...)
	}
	best := func(a, b *candidate) int { return cmp.Compare(b.score, a.score) }
	slices.SortStableFunc(all, best)
	out := all[:0]
	for _, c := range all {
		if len(out) == maxCandidates {
			break
		}
		p, cites, ok := evidence.MakeAlone(an, c.doc, c.sentence)
		if words := countWords(p.Text); ok && words >= leastPoint {
			c.point, c.cites, c.words = p, cites, words
			s.spoil(c)
			s.rate(c)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, best)
	return out
}

// sentences are the sentences of a document that can be considered, rated by what they are.
func (s *story) sentences(d *text.Document) []*candidate {
	var out []*candidate
	body := 0
	for i := range d.Sentences {
		x := &d.Sentences[i]
		if x.Heading {
			continue
		}
		if body++; body > mostSentences {
			break
		}
		if len(x.Tokens) < leastTokens || len(x.Tokens) > mostTokens || furniture(d, x) {
			continue
		}
		c := &candidate{
			doc: d, sentence: i, rank: body - 1, words: countWords(d.Article.Text[x.Start:x.End]),
			bag: claim.BagOf(x.Tokens), bigrams: claim.BigramsOf(x.Tokens), day: d.Article.Published.Time,
		}
		_, c.copied = s.copyOf[d.Article.ID]
		s.measure(c)
		s.rate(c)
		out = append(out, c)
	}
	return out
}

// echoes are words that point at what others said before.
var echoes = lex.Phrases("en/echoes")

// nameless reports whether a point in the outlet's own voice holds no name and no figure: it paints a
// scene, or comments.
func (c *candidate) nameless() bool {
	x := &c.doc.Sentences[c.sentence]
	if x.Speaker != "" || len(x.Numbers) > 0 {
		return false
	}
	for _, n := range x.Names {
		if strings.Contains(c.point.Text, n.Text) {
			return false
		}
	}
	return true
}
