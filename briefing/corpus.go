package briefing

import (
	"context"
	"iter"
)

// Seq numbers the changes of a Corpus in commit order. The first change is 1.
type Seq int64

// Change is one step in a corpus's life: an article's new revision, or its removal.
type Change struct {
	Seq      Seq
	Article  ArticleID
	Revision Revision
	Removed  bool
}

// Corpus holds articles with all their revisions. It is safe for concurrent use, by several
// processes too where the database behind it is shared.
type Corpus interface {
	// Put adds articles. The same item with the same content changes nothing; new content becomes
	// the newest revision, and older revisions stay readable. FirstSeen is kept from the first Put
	// of an item. It returns how many revisions were added. All articles are added or none.
	Put(ctx context.Context, articles ...Article) (added int, err error)
	// Remove takes items out, with their revisions. An unknown id is no error.
	Remove(ctx context.Context, ids ...ArticleID) error
	// Article returns the newest revision of an item, or ErrNotFound.
	Article(ctx context.Context, id ArticleID) (Article, error)
	// Revision returns one revision of an item, or ErrNotFound.
	Revision(ctx context.Context, id ArticleID, r Revision) (Article, error)
	// Articles yields the newest revisions of the items first seen in w, oldest first. It stops
	// at the first error, which it yields. What is put meanwhile may or may not be seen.
	Articles(ctx context.Context, w Window) iter.Seq2[Article, error]
	// Changes yields what happened after the given Seq, in commit order: a reader that remembers
	// the last Seq it saw misses nothing. It ends when there is no more; it does not wait.
	Changes(ctx context.Context, after Seq) iter.Seq2[Change, error]
}
