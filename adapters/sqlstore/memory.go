package sqlstore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// How long what is shown, seen and told is kept. What is told is looked through for a few weeks at
// most, so that its memory may be shorter than the ledger's.
const (
	shownLife = 30 * 24 * time.Hour
	seenLife  = 24 * time.Hour
	toldLife  = bot.ToldFor
)

// First implements bot.Store.
func (s *Store) First(ctx context.Context, platform, id string, now time.Time) (first bool, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM seen WHERE at < $1", micros(now.Add(-seenLife))); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "INSERT INTO seen (platform, id, at) VALUES ($1, $2, $3) ON CONFLICT (platform, id) DO NOTHING", word(platform), word(id), micros(now))
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		first = n == 1
		return err
	})
	return first && err == nil, err
}

// Told implements bot.Memory.
func (s *Store) Told(ctx context.Context, at bot.Destination, since time.Time) (briefing.Told, error) {
	return collect(ctx, s.read, decoded[briefing.Fact], "SELECT body FROM told WHERE destination = $1 AND at >= $2 ORDER BY at, fact", where(at), micros(since))
}

// Tell implements bot.Memory.
func (s *Store) Tell(ctx context.Context, at bot.Destination, facts []briefing.Fact, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error { return tell(ctx, tx, at, facts, now) })
}

func tell(ctx context.Context, tx *sql.Tx, at bot.Destination, facts []briefing.Fact, now time.Time) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM told WHERE destination = $1 AND at < $2", where(at), micros(now.Add(-toldLife))); err != nil {
		return err
	}
	for _, f := range facts {
		body, err := encode(f)
		if err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(body))
		if _, err := tx.ExecContext(ctx, "INSERT INTO told (destination, fact, at, body) VALUES ($1, $2, $3, $4) ON CONFLICT (destination, fact) DO UPDATE SET at = excluded.at",
			where(at), hex.EncodeToString(sum[:16]), micros(now), body); err != nil {
			return err
		}
	}
	return nil
}

// Keep implements bot.Memory.
func (s *Store) Keep(ctx context.Context, shown bot.Shown) error {
	body, err := encode(shown)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM shown WHERE at < $1", micros(shown.At.Add(-shownLife))); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO shown (id, at, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET at = excluded.at, body = excluded.body", word(shown.ID), micros(shown.At), body)
		return err
	})
}

// Shown implements bot.Memory.
func (s *Store) Shown(ctx context.Context, id string) (bot.Shown, error) {
	return one[bot.Shown](ctx, s.read, "SELECT body FROM shown WHERE id = $1", word(id))
}

// AddFeedback implements bot.Store.
func (s *Store) AddFeedback(ctx context.Context, f bot.Feedback) error {
	body, err := encode(f)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO feedback (shown, story, actor, at, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shown, story, actor) DO UPDATE SET at = excluded.at, body = excluded.body",
			word(f.Shown), word(f.Story), where(bot.Destination{Platform: f.From.Platform, Tenant: f.From.Tenant, User: f.Actor}), micros(f.At), body)
		return err
	})
}

// Feedback implements bot.Store.
func (s *Store) Feedback(ctx context.Context, shown string) ([]bot.Feedback, error) {
	return collect(ctx, s.read, decoded[bot.Feedback], "SELECT body FROM feedback WHERE shown = $1 ORDER BY at, story, actor", word(shown))
}
