package cluster

import (
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// topics groups stories by what they are about, whenever it happened: the centres of the stories
// are linked as documents are, at a lower likeness and without regard to time.
func topics(groups [][]int, vectors []bag, terms int, t tuning) [][]int {
	centres := make([]bag, len(groups))
	for i, g := range groups {
		var b bag
		for id, w := range centroid(g, vectors) {
			b = append(b, term{id, w})
		}
		centres[i] = normalise(b, t.maxTerms)
	}
	t.threshold, t.cohesion = t.topicThreshold, 0
	return link(make([]time.Time, len(groups)), neighbours(centres, terms, t.topicThreshold/2), t)
}

// label names each story's topic: by the label of the wider matter, where that stands in most of the
// story's articles, else by one of its own. A known story keeps its label as long as it fits, so that
// who follows it goes on doing so.
func label(stories []briefing.Story, groups [][]int, r reading, docs []*text.Document, known []briefing.Story, t tuning) {
	labels := newLabels(docs, r.lexicon)
	earlier := map[briefing.StoryID]string{}
	for _, s := range known {
		earlier[s.ID] = s.Topic
	}
	for _, topic := range topics(groups, r.bags, len(r.words), t) {
		var members []int
		for _, i := range topic {
			members = append(members, groups[i]...)
		}
		wider := ""
		if len(topic) > 1 {
			wider = labels.best(members)
		}
		for _, i := range topic {
			s := &stories[i]
			switch old := earlier[s.ID]; {
			case old != "" && labels.fits(old, groups[i]):
				s.Topic = old
			case wider != "" && labels.fits(wider, groups[i]):
				s.Topic = wider
			default:
				if s.Topic = labels.best(groups[i]); s.Topic == "" {
					s.Topic = commonWord(centroid(groups[i], r.bags), r.lexicon, docs, groups[i])
				}
			}
		}
	}
}

// commonWord is the heaviest word of the centre as the documents write it, for texts without names.
func commonWord(centre map[int32]float64, lx *lexicon, docs []*text.Document, members []int) string {
	best, stem := 0.0, ""
	for id, w := range centre {
		if s := lx.words[id]; s[0] > '9' && (w > best || w == best && s < stem) {
			best, stem = w, s
		}
	}
	for _, i := range members {
		for _, s := range append([]text.Sentence{docs[i].Title}, docs[i].Sentences...) {
			for _, tok := range s.Tokens {
				if tok.Stem == stem {
					return tok.Norm
				}
			}
		}
	}
	return ""
}
