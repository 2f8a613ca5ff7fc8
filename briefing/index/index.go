package index

import (
	"context"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Index is an in-memory index over documents. Many may search while one adds or removes.
type Index struct {
}

// New returns an empty index.
func New(an *text.Analyzer) *Index { return &Index{} }

// Add puts documents in; a newer revision of an item replaces the older one.
func (ix *Index) Add(docs ...*text.Document) {}

// Remove takes items out.
func (ix *Index) Remove(ids ...briefing.ArticleID) {}

// Document returns an item's document, or nil.
func (ix *Index) Document(id briefing.ArticleID) *text.Document { return nil }

// Search implements briefing.Searcher.
func (ix *Index) Search(ctx context.Context, q briefing.Query) ([]briefing.Passage, error) {
	return nil, nil
}
