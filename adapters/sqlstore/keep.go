package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// Retention says what is kept of the corpus. Its zero value is everything.
type Retention struct {
	// Age is how long an article is kept after it was first seen; 0 is for good.
	Age time.Duration
	// Bytes is how much all articles' texts take up together, with what is known of them; the oldest go
	// first. 0 is without bound.
	Bytes int64
}

// What is kept whatever the Retention, and what is dropped whatever it.
const (
	// citedFor is how long an article stays that something shown cites: a briefing is corrected for three
	// days, and its buttons are pressed for a while longer.
	citedFor = 7 * 24 * time.Hour
	// forgottenFor is how long it is remembered that an article was let go, so that a folder or feed which
	// still holds it does not bring it back as news.
	forgottenFor = 400 * 24 * time.Hour
	// plainChanges is how many of the latest changes stay one by one. Of those before only the latest of each
	// article stays: who follows from further back misses nothing that still is.
	plainChanges = 10_000
	// pruneBatch is how many articles go in one transaction, so that others do not wait for long.
	pruneBatch = 500
)

// Prune lets go of articles by age and size, and returns how many.
func (s *Store) Prune(ctx context.Context, r Retention, now time.Time) (removed int, err error) {
	cited, err := s.cited(ctx, now.Add(-citedFor))
	if err != nil {
		return 0, err
	}
	if r.Age > 0 {
		n, err := s.prune(ctx, cited, now, func(a aged) bool { return a.seen < micros(now.Add(-r.Age)) })
		if removed += n; err != nil {
			return removed, err
		}
	}
	if r.Bytes > 0 {
		var total int64
		if err := s.read.QueryRowContext(ctx, "SELECT COALESCE(SUM(LENGTH(body)), 0) FROM revisions").Scan(&total); err != nil {
			return removed, explain(err)
		}
		n, err := s.prune(ctx, cited, now, func(a aged) bool {
			if total <= r.Bytes {
				return false
			}
			total -= a.size
			return true
		})
		if removed += n; err != nil {
			return removed, err
		}
	}
	return removed, s.tx(ctx, func(tx *sql.Tx) error {
		if err := s.lockChanges(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM forgotten WHERE at < $1", micros(now.Add(-forgottenFor))); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM changes WHERE seq <= (SELECT value FROM counters WHERE name = 'changes') - $1"+
			" AND EXISTS (SELECT 1 FROM changes later WHERE later.article = changes.article AND later.seq > changes.seq)", plainChanges)
		return err
	})
}

// cited are the articles that something shown since a moment cites.
func (s *Store) cited(ctx context.Context, since time.Time) (map[string]bool, error) {
	out := map[string]bool{}
	_, err := collect(ctx, s.read, func(r *sql.Rows) (struct{}, error) {
		shown, err := decoded[bot.Shown](r)
		var all []briefing.Citation
		if shown.Briefing != nil {
			all = append(all, shown.Briefing.Citations...)
			for _, story := range shown.Briefing.Stories {
				for _, f := range story.Facts {
					out[word(f.Article)] = true
				}
			}
		}
		if shown.Answer != nil {
			all = append(append(all, shown.Answer.Citations...), shown.Answer.Nearest...)
		}
		for _, c := range all {
			out[word(c.Article)] = true
		}
		return struct{}{}, err
	}, "SELECT body FROM shown WHERE at >= $1", micros(since))
	if err != nil {
		return nil, err
	}
	_, err = collect(ctx, s.read, func(r *sql.Rows) (struct{}, error) {
		f, err := decoded[briefing.Fact](r)
		out[word(f.Article)] = true
		return struct{}{}, err
	}, "SELECT body FROM told WHERE at >= $1", micros(since))
	return out, err
}

// aged is an article with when it was first seen and the bytes of all its revisions.
type aged struct {
	id   string
	seen int64
	size int64
}

// prune lets articles go, oldest first, until one is not to go.
func (s *Store) prune(ctx context.Context, cited map[string]bool, now time.Time, goes func(aged) bool) (removed int, err error) {
	after := aged{seen: -1 << 62}
	for {
		batch, err := collect(ctx, s.read, func(r *sql.Rows) (a aged, err error) {
			err = r.Scan(&a.id, &a.seen, &a.size)
			return a, err
		}, "SELECT a.id, a.first_seen, (SELECT COALESCE(SUM(LENGTH(r.body)), 0) FROM revisions r WHERE r.article = a.id) FROM articles a"+
			" WHERE a.first_seen > $1 OR (a.first_seen = $1 AND a.id > $2) ORDER BY a.first_seen, a.id LIMIT $3", after.seen, after.id, pruneBatch)
		if err != nil {
			return removed, err
		}
		var ids []string
		over := len(batch) < pruneBatch
		for _, a := range batch {
			after = a
			if cited[a.id] {
				continue
			}
			if !goes(a) {
				over = true
				break
			}
			ids = append(ids, a.id)
		}
		if err := s.letGo(ctx, ids, now); err != nil {
			return removed, err
		}
		removed += len(ids)
		if over {
			return removed, nil
		}
	}
}

// letGo removes articles and remembers that they were let go.
func (s *Store) letGo(ctx context.Context, ids []string, now time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if err := s.lockChanges(ctx, tx); err != nil {
			return err
		}
		for _, id := range ids {
			r, err := tx.ExecContext(ctx, "DELETE FROM articles WHERE id = $1", id)
			if err != nil {
				return err
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				if err != nil {
					return err
				}
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO forgotten (id, at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET at = excluded.at", id, micros(now)); err != nil {
				return err
			}
			if err := change(ctx, tx, briefing.ArticleID(id), "", true); err != nil {
				return err
			}
		}
		return nil
	})
}
