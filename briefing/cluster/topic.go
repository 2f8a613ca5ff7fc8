package cluster

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// centre is a group as one bag.
func (g *Grouper) centre(x *group) bag {
	c := centroid(g.bagsOf(x.members))
	b := make(bag, 0, len(c))
	for id, w := range c {
		b = append(b, term{id, float32(w)})
	}
	return normalise(b, g.t.maxTerms)
}

// topics groups stories by what they are about, whenever it happened: the centres of the stories
// are linked as documents are, at a lower likeness and without regard to time.
func (g *Grouper) topics(groups []*group) [][]int {
	t := g.t
	t.threshold, t.cohesion = t.topicThreshold, 0
	var centres postings
	nodes := make([]node, len(groups))
	var pairs []pairing
	for i, x := range groups {
		nodes[i] = node{members: []int{i}, size: 1}
		b := g.centre(x)
		centres.near(b, t.topicThreshold/2, func(int32) bool { return true }, func(k int32, sim float64) {
			pairs = append(pairs, pairing{int(k), i, sim})
		})
		centres.put(int32(i), b)
	}
	return link(nodes, pairs, t)
}

// label names each new story's topic: by the label of the wider matter, where that stands in most of the
// story's articles, else by one of its own. A story that goes on one of before keeps its label as long as
// it fits, so that who follows it goes on doing so.
func (g *Grouper) label(made []*group, before []briefing.Story) {
	earlier := map[briefing.StoryID]string{}
	for _, s := range before {
		earlier[s.ID] = s.Topic
	}
	for _, topic := range g.topics(made) {
		var all [][]about
		for _, i := range topic {
			all = append(all, g.aboutOf(made[i])...)
		}
		wider := ""
		if len(topic) > 1 {
			wider = g.labels.best(all)
		}
		for _, i := range topic {
			g.labelOne(made[i], wider, earlier[made[i].story.ID])
		}
	}
}

// labelOne names a story's topic; wider is the label of its matter, old the one that it had.
func (g *Grouper) labelOne(x *group, wider, old string) {
	about := g.aboutOf(x)
	if wider == "" && old == "" {
		wider = g.topicNear(x)
	}
	for _, label := range []string{old, wider} {
		if label != "" && g.labels.fits(label, about) {
			x.story.Topic = label
			return
		}
	}
	if x.story.Topic = g.labels.best(about); x.story.Topic == "" {
		x.story.Topic = g.commonWord(x)
	}
}

// topicNear is the topic of the standing story that is most like x; empty where none is.
func (g *Grouper) topicNear(x *group) string {
	topic, most := "", 0.0
	g.centres.near(g.centre(x), g.t.topicThreshold, func(int32) bool { return true }, func(n int32, sim float64) {
		if sim > most {
			topic, most = g.bySerial[n].story.Topic, sim
		}
	})
	return topic
}

// aboutOf is what a story's articles could be labelled with.
func (g *Grouper) aboutOf(x *group) [][]about {
	out := make([][]about, len(x.members))
	for i, n := range x.members {
		out[i] = g.cards[n].about
	}
	return out
}

// commonWord is the heaviest word of the centre as the documents write it, for texts without names.
func (g *Grouper) commonWord(x *group) string {
	best, stem := 0.0, ""
	for id, w := range centroid(g.bagsOf(x.members)) {
		if s := g.lx.words[id]; s[0] > '9' && (w > best || w == best && s < stem) {
			best, stem = w, s
		}
	}
	for _, n := range x.members {
		d := g.document(g.cards[n])
		for _, s := range slices.Concat([]text.Sentence{d.Title}, d.Sentences) {
			for _, tok := range s.Tokens {
				if tok.Stem == stem {
					return tok.Norm
				}
			}
		}
	}
	return ""
}
