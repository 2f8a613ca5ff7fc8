package sqlstore

import (
	"context"
	"database/sql"

	"briefbot/bot"
)

// PutSource implements bot.Health.
func (s *Store) PutSource(ctx context.Context, h bot.SourceHealth) error {
	body, err := encode(h)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO sources (name, body) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body", word(h.Name), body)
		return err
	})
}

// Sources implements bot.Health.
func (s *Store) Sources(ctx context.Context) ([]bot.SourceHealth, error) {
	return collect(ctx, s.read, decoded[bot.SourceHealth], "SELECT body FROM sources ORDER BY name")
}
