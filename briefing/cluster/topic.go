package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

func label(stories []briefing.Story, groups [][]int, vectors []bag, lx *lexicon, docs []*text.Document, t tuning) {
}
