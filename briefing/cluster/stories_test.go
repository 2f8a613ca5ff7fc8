package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Options are what Stories is told besides. The zero value is the default.
type Options struct {
	// Known are the stories of earlier days; a story that goes on keeps its identity. It is known
	// by its articles, so the documents must include those of the stories that are still open. A
	// story closes seven days after its last article.
	Known []briefing.Story
}

// Stories groups documents: the first update of a Grouper.
func Stories(docs []*text.Document, o Options) []briefing.Story {
	return stories(docs, o, defaults)
}

func stories(docs []*text.Document, o Options, t tuning) []briefing.Story {
	return newGrouper(nil, t).Update(docs, nil, o.Known)
}
