package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

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
