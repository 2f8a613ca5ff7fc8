package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Options tunes clustering. The zero value is the default.
type Options struct {
	// Known are the stories of earlier days; a story that goes on keeps its identity. A story
	// closes seven days after its last article.
	Known []briefing.Story
}

// Stories groups documents: every document is in exactly one story, members oldest first, stories
// in the order of their first article. The same input gives the same stories and ids, in whatever
// order it comes.
func Stories(docs []*text.Document, o Options) []briefing.Story {
	return nil
}
