package cluster

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Library gives documents back, so that a Grouper need not hold all that it was given.
type Library interface {
	// Document gives the newest revision of an item, or nil.
	Document(briefing.ArticleID) *text.Document
}

// documents are all that the Grouper holds.
func (g *Grouper) documents() []*text.Document {
	var out []*text.Document
	for _, c := range g.cards {
		if c != nil {
			out = append(out, g.document(c))
		}
	}
	return out
}

// document is a card's document. Where the library no longer has that revision only the article is known.
func (g *Grouper) document(c *card) *text.Document {
	if c.doc != nil {
		return c.doc
	}
	if d := g.library.Document(c.article.ID); d != nil && d.Article.Revision == c.article.Revision {
		return d
	}
	return &text.Document{Article: c.article.outline()}
}

// release lets go of documents that the library gives back.
func (g *Grouper) release(cards []int32) {
	if g.library == nil {
		return
	}
	for _, n := range cards {
		if c := g.cards[n]; c != nil && c.doc != nil {
			c.article, c.doc = c.article.alone(), nil
		}
	}
}
