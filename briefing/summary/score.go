package summary

import (
	"math"
	"sort"
	"strings"

	"briefbot/briefing/text"
)

func sortedKeys(b map[string]float64) []string {
	keys := make([]string, 0, len(b))
	for k := range b {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func countWords(s string) int { return len(strings.Fields(s)) }

// score is how well a candidate alone tells the story; rank counts its article's sentences from 0.
func (s *story) score(c *candidate, rank int) float64 {
	sum := 0.0
	for i, f := range s.features(c, rank) {
		sum += f * featureWeights[i]
	}
	if c.copied {
		sum -= 0.05
	}
	return sum
}

// features are the properties of a candidate that its score is linear in.
func (s *story) features(c *candidate, rank int) []float64 {
	x := &c.doc.Sentences[c.sentence]
	support := 0.0
	for _, g := range c.bigrams {
		support += (s.support[g] - 1) / s.voices
	}
	titles := 0.0
	for k := range c.bag {
		titles += s.titles[k] / s.voices
	}
	leads := 0.0
	for _, l := range s.leads {
		leads += c.bag.cosine(l) / float64(len(s.leads))
	}
	age := 0.0
	if !c.day.IsZero() {
		age = min(math.Max(s.asOf.Sub(c.day).Hours()/24, 0), 14)
	}
	n := float64(max(len(c.bigrams), 1))
	return []float64{
		1 / float64(1+rank),
		truth(rank == 0),
		c.bag.cosine(s.centroid),
		support / n,
		math.Min(support/10, 2),
		titles / 6,
		leads,
		truth(len(x.Numbers) > 0),
		truth(x.Quoted),
		truth(x.Speaker != ""),
		age / 7,
		math.Abs(float64(c.words)-26) / 26,
	}
}

// featureWeights belong to features, in its order.
var featureWeights = []float64{0.10, 0.05, 0.5, 0.5, 0.15, 0.2, 0.3, 0.02, -0.1, -0.02, -0.05, -0.1}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// furniture reports whether a sentence speaks to the reader about the page and tells no news.
func furniture(d *text.Document, x *text.Sentence) bool {
	s := text.Fold(d.Article.Text[x.Start:x.End])
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":") {
		return true
	}
	for _, w := range furnitureWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var furnitureWords = []string{"sign up", "newsletter", "subscribe", "click here", "read more", "follow us", "editor's note",
	"contributed to this", "photo credit", "getty images", "all rights reserved", "share this", "download the app",
	"story has been updated", "article has been updated", "here's what you need to know", "here are the latest", "listen to",
	"watch:", "view more opinion", "views expressed", "need to know to get up to speed", "for more on", "@", "http"}
