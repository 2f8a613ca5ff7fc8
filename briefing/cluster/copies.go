package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Copies maps every article that copies or rewrites another to its original.
func Copies(docs []*text.Document) map[briefing.ArticleID]briefing.ArticleID {
	return copiesOf(chronological(docs))
}

func copiesOf(docs []*text.Document) map[briefing.ArticleID]briefing.ArticleID {
	return map[briefing.ArticleID]briefing.ArticleID{}
}
