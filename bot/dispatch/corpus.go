package dispatch

import (
	"context"
	"iter"

	"briefbot/briefing"
)

// Corpus is what the briefings are made from. It is safe for concurrent use.
type Corpus interface {
	// Seq is the latest change that the engine has taken in.
	Seq() briefing.Seq
	// Changes are briefing.Corpus's; there may be more of them than the engine knows.
	Changes(ctx context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error]
	// Articles are briefing.Corpus's.
	Articles(ctx context.Context, w briefing.Window) iter.Seq2[briefing.Article, error]
}

// seq is the latest change that the engine has taken in, or 0.
func (d *Dispatcher) seq() briefing.Seq {
	if d.o.Corpus == nil {
		return 0
	}
	return d.o.Corpus.Seq()
}

// empty reports whether the corpus holds no article at all.
func (d *Dispatcher) empty(ctx context.Context) (bool, error) {
	if d.o.Corpus == nil {
		return false, nil
	}
	for _, err := range d.o.Corpus.Articles(ctx, briefing.Window{}) {
		return false, err
	}
	return true, nil
}

// changedSince are the articles that changed after a moment in the corpus' life and until upTo, each
// with its latest change.
func (d *Dispatcher) changedSince(ctx context.Context, after, upTo briefing.Seq) (map[briefing.ArticleID]briefing.Seq, error) {
	out := map[briefing.ArticleID]briefing.Seq{}
	for c, err := range d.o.Corpus.Changes(ctx, after) {
		if err != nil {
			return nil, err
		}
		if c.Seq > upTo {
			break
		}
		out[c.Article] = c.Seq
	}
	return out, nil
}
