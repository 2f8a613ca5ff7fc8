package summary

import (
	"math"
	"strings"
	"time"

	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

func countWords(s string) int { return len(strings.Fields(s)) }

// score is how well a candidate alone tells the story.
func (s *story) score(c *candidate) float64 {
	sum := 0.0
	for i, f := range s.features(c) {
		sum += f * featureWeights[i]
	}
	if c.copied {
		sum -= 0.3 // a rewritten text distorts: see Options.CopyOf
	}
	if s.hasOutgrown(&c.doc.Sentences[c.sentence], c.bag, c.doc.Article.Published) {
		sum -= outgrown
	}
	return sum + onSubject*c.bag.Cosine(s.subject)
}

// onSubject is what it counts that a sentence speaks of what the story's heading says.
const onSubject = 0.4

// features are the properties of a candidate that its score is linear in.
func (s *story) features(c *candidate) []float64 {
	rank := c.rank
	x := &c.doc.Sentences[c.sentence]
	support := 0.0
	for _, g := range c.bigrams {
		support += (s.support[g] - 1) / s.voices
	}
	titles := 0.0
	for _, t := range c.bag.Terms {
		titles += s.titles[t.Stem] / s.voices
	}
	leads := 0.0
	for _, l := range s.leads {
		leads += c.bag.Cosine(l) / float64(len(s.leads))
	}
	age := 0.0
	if !c.day.IsZero() {
		age = min(math.Max(s.asOf.Sub(c.day).Hours()/24, 0), 14)
	}
	own, ownTotal := 0.0, 0.0
	for _, t := range c.doc.Title.Tokens {
		if t.Word && !t.Stop {
			ownTotal++
			if c.bag.Has(t.Stem) {
				own++
			}
		}
	}
	n := float64(max(len(c.bigrams), 1))
	centre := c.bag.Cosine(s.centroid)
	top, first := 1/float64(1+rank), truth(rank == 0)
	if ownTotal >= 3 && own == 0 { // a scene: what the page is about comes later
		top, first = sceneTop*top, 0
	}
	figures, capitals := 0.0, 0.0
	for _, t := range x.Tokens {
		if t.Word && hasDigit(t.Text) {
			figures++
		} else if t.Word && startsUpper(t.Text) {
			capitals++
		}
	}
	return []float64{
		top,
		first,
		centre,
		support / n,
		math.Min(support/10, 2),
		math.Min(titles/6, 2),
		leads,
		truth(figures > 0),
		truth(x.Quoted || quotationMarks(c.doc.Article.Text[x.Start:x.End]) >= 2),
		truth(x.Speaker != ""),
		age / 7,
		math.Abs(float64(c.words)-26) / 26,
		top * centre,
		own / math.Max(ownTotal, 3),
		capitals / float64(max(len(x.Tokens), 1)),
		truth(rank == 1 || rank == 2),
		math.Min(float64(rank), 40) / 40,
		truth(c.words < 12),
		truth(len(claim.Tolls(x)) > 0),
		truth(past(c.doc, x)),
	}
}

// featureWeights belong to features, in its order. They were set by hand and lie in the middle of a
// wide neighbourhood that measured the same; weights fitted to the data did worse on data left out.
var featureWeights = []float64{0.15, 0.08, 0.6, 0.4, 0.3, 0.3, 0.5, 0.05, -0.08, 0, 0, -0.2, 0.15, 0.3, 0.05, 0.05, -0.1, -0.1, 0.15, -0.3}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// sceneTop is what is left of a sentence's place when it shares nothing with its own heading.
const sceneTop = 0.3

// longPast is how long before publication something happened that is background.
const longPast = 10 * 24 * time.Hour

// bygone are the beginnings of sentences that tell what was before the news.
var bygone = lex.Phrases("en/bygone")

// past reports whether a sentence begins with a time long before its article: "Three months ago, …".
func past(d *text.Document, x *text.Sentence) bool {
	if bygone.Match(text.Fold(d.Article.Text[x.Start:min(x.End, x.Start+60)]), 0) != nil {
		return true
	}
	if d.Article.Published.IsZero() {
		return false
	}
	for _, t := range x.Times {
		if len(x.Tokens) > 4 && t.Start <= x.Tokens[2].Start && !t.To.IsZero() && d.Article.Published.Sub(t.To) > longPast {
			return true
		}
	}
	return false
}
