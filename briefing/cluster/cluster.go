package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Options tunes clustering. The zero value is the default.
type Options struct {
	// Known are the stories of earlier days; a story that goes on keeps its identity. It is known
	// by its articles, so the documents must include those of the stories that are still open. A
	// story closes seven days after its last article.
	Known []briefing.Story
}

// Stories groups documents: every document is in exactly one story, members oldest first, stories
// in the order of their first article. The same input gives the same stories and ids, in whatever
// order it comes; adding an article of another subject changes no ID. A document that copies another
// says so in CopyOf.
func Stories(docs []*text.Document, o Options) []briefing.Story {
	return stories(docs, o, defaults)
}

func stories(docs []*text.Document, o Options, t tuning) []briefing.Story {
	return newGrouper(nil, t).Update(docs, nil, o.Known)
}

// Copies maps every article that copies or rewrites another to its original; originals and
// independent articles have no entry. What copies what is decided in three ways: verbatim, when most
// of the shorter text's word sequences stand in the longer one; rewritten, when both tell the
// same names, numbers and quoted words in the same order, however the words between them differ; and
// spun, when the shorter tells nothing but what the longer does, in its order, and shares hardly a word
// with it besides names: who reports for himself uses the plain words of the matter.
//
// Of the texts that copy one another the original is the one of the news agency that they credit,
// else the earliest, else the most complete.
func Copies(docs []*text.Document) map[briefing.ArticleID]briefing.ArticleID {
	g := NewGrouper(nil)
	out := map[briefing.ArticleID]briefing.ArticleID{}
	fresh := g.take(chronological(docs))
	for _, n := range fresh {
		g.meet(n)
	}
	for n, original := range g.originals(fresh) {
		out[g.cards[n].article.ID] = original
	}
	return out
}
