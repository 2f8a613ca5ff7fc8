package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"briefbot/bot"
)

// turnLife is how long a thread's turns are kept at most.
const turnLife = 7 * 24 * time.Hour

// AddTurn implements bot.Conversations.
func (s *Store) AddTurn(ctx context.Context, at bot.Destination, t bot.Turn) error {
	body, err := encode(t)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM turns WHERE at < $1", micros(t.At.Add(-turnLife))); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO turns (destination, at, n, body) SELECT $1, $2, COALESCE(MAX(n), 0) + 1, $3 FROM turns WHERE destination = $1",
			where(at), micros(t.At), body); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM turns WHERE destination = $1 AND n NOT IN (SELECT n FROM turns WHERE destination = $1 ORDER BY n DESC LIMIT $2)", where(at), bot.MaxTurns)
		return err
	})
}

// Turns implements bot.Conversations.
func (s *Store) Turns(ctx context.Context, at bot.Destination, since time.Time) ([]bot.Turn, error) {
	return collect(ctx, s.read, decoded[bot.Turn], "SELECT body FROM turns WHERE destination = $1 AND at >= $2 ORDER BY n", where(at), micros(since))
}
