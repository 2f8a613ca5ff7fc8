package desk

import (
	"context"
	"errors"
	"maps"
	"slices"

	"briefbot/briefing"
)

// followedAtOnce is how many articles are taken in at a time, so that no more than these are in memory twice.
const followedAtOnce = 1000

// Follow brings the desk up with a corpus: the first call reads all of it, later ones what changed
// since. Calls must not overlap.
func (d *Desk) Follow(ctx context.Context, c briefing.Corpus) error {
	return d.FollowBy(ctx, c, func() {})
}

// FollowBy is Follow, which calls between after each part that was taken in.
func (d *Desk) FollowBy(ctx context.Context, c briefing.Corpus, between func()) error {
	d.mu.Lock()
	d.corpus = c
	d.mu.Unlock()
	for {
		more, err := d.follow(ctx, c)
		if err != nil || !more {
			return err
		}
		between()
	}
}

// follow takes in a part of what has changed, and reports whether there was anything.
func (d *Desk) follow(ctx context.Context, c briefing.Corpus) (bool, error) {
	seq := d.Seq()
	changed := map[briefing.ArticleID]bool{} // id -> still there
	for ch, err := range c.Changes(ctx, seq) {
		if err != nil {
			return false, err
		}
		if _, known := changed[ch.Article]; !known && len(changed) == followedAtOnce {
			break
		}
		changed[ch.Article] = !ch.Removed
		seq = ch.Seq
	}
	if len(changed) == 0 {
		return false, nil
	}
	var gone []briefing.ArticleID
	r := d.read(len(changed))
	for i, id := range slices.Sorted(maps.Keys(changed)) {
		a, err := briefing.Article{}, briefing.ErrNotFound
		if changed[id] {
			a, err = c.Article(ctx, id)
		}
		switch {
		case errors.Is(err, briefing.ErrNotFound): // it may have been removed since; a later change says so
			gone = append(gone, id)
		case err != nil:
			r.done()
			return false, err
		case !d.holds(a):
			r.add(i, a)
		}
	}
	d.take(r.done(), gone, seq)
	return true, nil
}

// holds reports whether the desk has that very revision: it was changed more than once, and is read already.
func (d *Desk) holds(a briefing.Article) bool {
	have, ok := d.index.Article(a.ID)
	return ok && have.Revision == a.Revision
}
