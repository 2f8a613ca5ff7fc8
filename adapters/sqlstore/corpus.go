package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"

	"briefbot/briefing"
)

// page is how many rows an iteration reads at a time, so that it holds no connection between them.
const page = 200

// Put implements briefing.Corpus.
func (s *Store) Put(ctx context.Context, articles ...briefing.Article) (added int, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		added = 0
		if err := s.lockChanges(ctx, tx); err != nil {
			return err
		}
		last := map[briefing.ArticleID]int{} // of several revisions of one item the last is the newest
		for i, a := range articles {
			last[a.ID] = i
		}
		for i, a := range articles {
			fresh, err := s.put(ctx, tx, a, last[a.ID] == i)
			if err != nil {
				return err
			}
			if fresh {
				added++
			}
		}
		return nil
	})
	if err != nil {
		added = 0
	}
	return added, err
}

// put stores one article, as the item's newest revision or as one that was overtaken already, and
// reports whether that changed anything.
func (s *Store) put(ctx context.Context, tx *sql.Tx, a briefing.Article, latest bool) (bool, error) {
	if a.ID == "" || a.Revision == "" {
		return false, errors.New("an article without an id or a revision cannot be stored")
	}
	body, err := encode(a)
	if err != nil {
		return false, err
	}
	// What was let go by age or size does not come back.
	if _, err := tx.ExecContext(ctx, "INSERT INTO articles (id, revision, first_seen) SELECT CAST($1 AS TEXT), '', CAST($2 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE id = $1) ON CONFLICT (id) DO NOTHING", word(a.ID), micros(a.FirstSeen)); err != nil {
		return false, err
	}
	var newest string
	err = tx.QueryRowContext(ctx, "SELECT revision FROM articles WHERE id = $1"+s.dialect.forUpdate, word(a.ID)).Scan(&newest)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if newest == word(a.Revision) {
		return false, nil
	}
	r, err := tx.ExecContext(ctx, "INSERT INTO revisions (article, revision, body) VALUES ($1, $2, $3) ON CONFLICT (article, revision) DO NOTHING", word(a.ID), word(a.Revision), body)
	if err != nil {
		return false, err
	}
	stored, err := r.RowsAffected()
	if err != nil || !latest {
		return stored > 0, err
	}
	// An earlier revision may have come back: then it is the newest again.
	if _, err := tx.ExecContext(ctx, "UPDATE articles SET revision = $1 WHERE id = $2", word(a.Revision), word(a.ID)); err != nil {
		return false, err
	}
	return true, change(ctx, tx, a.ID, a.Revision, false)
}

// lockChanges lets one transaction at a time change the corpus, so that changes are numbered in the
// order of their commits, and so that two that touch the same articles never wait for each other.
func (s *Store) lockChanges(ctx context.Context, tx *sql.Tx) error {
	var seq int64
	return tx.QueryRowContext(ctx, "SELECT value FROM counters WHERE name = 'changes'"+s.dialect.forUpdate).Scan(&seq)
}

// change writes a change down, in a transaction that holds lockChanges.
func change(ctx context.Context, tx *sql.Tx, id briefing.ArticleID, r briefing.Revision, removed bool) error {
	var seq int64
	if err := tx.QueryRowContext(ctx, "UPDATE counters SET value = value + 1 WHERE name = 'changes' RETURNING value").Scan(&seq); err != nil {
		return err
	}
	gone := 0
	if removed {
		gone = 1
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO changes (seq, article, revision, removed) VALUES ($1, $2, $3, $4)", seq, word(id), word(r), gone)
	return err
}

// Remove implements briefing.Corpus.
func (s *Store) Remove(ctx context.Context, ids ...briefing.ArticleID) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if err := s.lockChanges(ctx, tx); err != nil {
			return err
		}
		for _, id := range ids {
			r, err := tx.ExecContext(ctx, "DELETE FROM articles WHERE id = $1", word(id))
			if err != nil {
				return err
			}
			if n, err := r.RowsAffected(); err != nil {
				return err
			} else if n > 0 {
				if err := change(ctx, tx, id, "", true); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

const selectArticle = "SELECT a.first_seen, r.body FROM articles a JOIN revisions r ON r.article = a.id "

// Article implements briefing.Corpus.
func (s *Store) Article(ctx context.Context, id briefing.ArticleID) (briefing.Article, error) {
	return article(s.read.QueryRowContext(ctx, selectArticle+"AND r.revision = a.revision WHERE a.id = $1", word(id)))
}

// Revision implements briefing.Corpus.
func (s *Store) Revision(ctx context.Context, id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
	return article(s.read.QueryRowContext(ctx, selectArticle+"WHERE a.id = $1 AND r.revision = $2", word(id), word(r)))
}

// scanner is a row.
type scanner interface{ Scan(...any) error }

func article(row scanner) (a briefing.Article, err error) {
	var seen int64
	var body string
	err = row.Scan(&seen, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return a, briefing.ErrNotFound
	}
	if err != nil {
		return a, explain(err)
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		return a, err
	}
	a.FirstSeen = moment(seen)
	return a, nil
}

// Articles implements briefing.Corpus.
func (s *Store) Articles(ctx context.Context, w briefing.Window) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		from, to := int64(-1<<62), int64(1<<62)
		if !w.From.IsZero() {
			from = w.From.UnixMicro()
		}
		if !w.To.IsZero() {
			to = w.To.UnixMicro()
		}
		after, id := from, ""
		for {
			batch, err := collect(ctx, s.read, func(r *sql.Rows) (briefing.Article, error) { return article(r) },
				selectArticle+"AND r.revision = a.revision WHERE (a.first_seen > $1 OR (a.first_seen = $1 AND a.id > $2)) AND a.first_seen < $3 ORDER BY a.first_seen, a.id LIMIT $4",
				after, id, to, page)
			if err != nil {
				yield(briefing.Article{}, err)
				return
			}
			for _, a := range batch {
				if !yield(a, nil) {
					return
				}
			}
			if len(batch) < page {
				return
			}
			last := batch[len(batch)-1]
			after, id = micros(last.FirstSeen), word(last.ID)
		}
	}
}

// Changes implements briefing.Corpus.
func (s *Store) Changes(ctx context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error] {
	scan := func(r *sql.Rows) (c briefing.Change, err error) {
		err = r.Scan(&c.Seq, &c.Article, &c.Revision, &c.Removed)
		return c, err
	}
	return func(yield func(briefing.Change, error) bool) {
		for {
			batch, err := collect(ctx, s.read, scan, "SELECT seq, article, revision, removed <> 0 FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2", int64(after), page)
			if err != nil {
				yield(briefing.Change{}, err)
				return
			}
			for _, c := range batch {
				if !yield(c, nil) {
					return
				}
				after = c.Seq
			}
			if len(batch) < page {
				return
			}
		}
	}
}
