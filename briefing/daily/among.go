package daily

import (
	"cmp"
	"math"
	"slices"

	"briefbot/briefing/rank"
)

// AmongFeatures names how a fact stands among the others by what the first model gives them (see FactFeatures): a
// day's editor looks at what else there is. They are what the second model judges by (stacked generalisation:
// Wolpert 1992).
var AmongFeatures = rank.Features{
	"score", "ln best of its page", "ln three of its page", "ln place in its page", "ln share of the best of its page",
	"ln best of its story", "ln three of its story", "ln place in its story", "ln share of the best of its story",
	"ln place of its page", "ln place of its story", "score of its lead", "score of its headline", "score of its neighbours",
}

// unheaded is the score of a lead or headline that is not there.
const unheaded = -4

// Models judge facts: First looks at each alone, Among at how it stands among the others.
type Models struct{ First, Among *rank.Model }

// judge is how likely the day's editor would tell each of some facts.
func (m Models) judge(facts []fact) []float64 {
	out, x := make([]float64, len(facts)), make([]float64, 0, len(FactFeatures))
	for i := range facts {
		out[i] = m.First.Score(facts[i].values(x))
	}
	for i, x := range among(facts, out) {
		out[i] = m.Among.Probability(x)
	}
	return out
}

// Among are the values of AmongFeatures of the edition's facts, in the order of Facts, of what the first model
// scores them; it is for fitting the second one.
func (e *Edition) Among(scores []float64) [][]float64 { return among(e.facts, scores) }

// neighbourhood is the facts of a page or of a story.
type neighbourhood struct {
	likely      []float64 // their probabilities, greatest first
	best, three float64   // the greatest, and the sum of the three greatest
	rank        float64   // its place among the crowds of its kind by three
}

// lastPlace is the place behind which all pages, and all stories, are alike: a corpus may have thousands.
const lastPlace = 30

// placed sorts crowds of one kind and gives each its place.
func placed[K comparable](neighbourhoods map[K]*neighbourhood) {
	var threes []float64
	for _, c := range neighbourhoods {
		slices.SortFunc(c.likely, descending)
		c.best = c.likely[0]
		for _, x := range c.likely[:min(3, len(c.likely))] {
			c.three += x
		}
		threes = append(threes, c.three)
	}
	slices.SortFunc(threes, descending)
	for _, c := range neighbourhoods {
		c.rank = place(threes, c.three)
	}
}

func descending(a, b float64) int { return cmp.Compare(b, a) }

// place is ln(1 + how many values are greater), of values sorted by size, the greatest first.
func place(values []float64, x float64) float64 {
	n, _ := slices.BinarySearchFunc(values, x, descending)
	return math.Log(1 + float64(min(n, lastPlace)))
}

// among gives facts the values of AmongFeatures, of their scores by the first model.
func among(facts []fact, score []float64) [][]float64 {
	p := make([]float64, len(facts))
	pages, stories := map[*page]*neighbourhood{}, map[int]*neighbourhood{}
	lead, head := map[*page]float64{}, map[*page]float64{}
	for i := range facts {
		f := &facts[i]
		p[i] = max(1/(1+math.Exp(-score[i])), 1e-9)
		if pages[f.page] == nil {
			pages[f.page], lead[f.page], head[f.page] = &neighbourhood{}, unheaded, unheaded
		}
		if stories[f.story] == nil {
			stories[f.story] = &neighbourhood{}
		}
		for _, c := range []*neighbourhood{pages[f.page], stories[f.story]} {
			c.likely = append(c.likely, p[i])
		}
		switch {
		case f.sentence == headlineFact:
			head[f.page] = score[i]
		case f.at == 0:
			lead[f.page] = score[i]
		}
	}
	placed(pages)
	placed(stories)
	out := make([][]float64, len(facts))
	for i := range facts {
		f := &facts[i]
		page, story := pages[f.page], stories[f.story]
		near, n := 0.0, 0.0
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(facts) && facts[k].page == f.page {
				near += score[k]
				n++
			}
		}
		out[i] = []float64{
			score[i], math.Log(page.best), math.Log(page.three), place(page.likely, p[i]), math.Log(p[i] / page.best),
			math.Log(story.best), math.Log(story.three), place(story.likely, p[i]), math.Log(p[i] / story.best),
			page.rank, story.rank, lead[f.page], head[f.page], near / max(1, n),
		}
	}
	return out
}
