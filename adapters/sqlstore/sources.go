package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"briefbot/bot"
	"briefbot/briefing"
)

// PutSource implements bot.Health.
func (s *Store) PutSource(ctx context.Context, h bot.SourceHealth) error {
	return s.KeepSource(ctx, h, nil)
}

// KeepSource implements bot.SourceStates.
func (s *Store) KeepSource(ctx context.Context, h bot.SourceHealth, state briefing.SourceState) error {
	body, err := encode(h)
	if err != nil {
		return err
	}
	kept, err := encode([]byte(state))
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO sources (name, body) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body", word(h.Name), body)
		if err != nil || state == nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO source_states (name, body) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body", word(h.Name), kept)
		return err
	})
}

// SourceState implements bot.SourceStates.
func (s *Store) SourceState(ctx context.Context, name string) (briefing.SourceState, error) {
	state, err := one[[]byte](ctx, s.read, "SELECT body FROM source_states WHERE name = $1", word(name))
	if errors.Is(err, bot.ErrNotFound) {
		return nil, nil
	}
	return state, err
}

// DropSource implements bot.SourceStates.
func (s *Store) DropSource(ctx context.Context, name string) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{"DELETE FROM source_states WHERE name = $1", "DELETE FROM sources WHERE name = $1"} {
			if _, err := tx.ExecContext(ctx, query, word(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Sources implements bot.Health.
func (s *Store) Sources(ctx context.Context) ([]bot.SourceHealth, error) {
	return collect(ctx, s.read, decoded[bot.SourceHealth], "SELECT body FROM sources ORDER BY name")
}

// PutChosen implements bot.ChosenSources.
func (s *Store) PutChosen(ctx context.Context, c bot.ChosenSource) (bot.ChosenSource, error) {
	before := c.Version
	c.Version++
	body, err := encode(c)
	if err != nil {
		return c, err
	}
	err = s.tx(ctx, func(tx *sql.Tx) error {
		var r sql.Result
		var err error
		if before == 0 {
			r, err = tx.ExecContext(ctx, "INSERT INTO chosen_sources (id, version, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", word(c.ID), c.Version, body)
		} else {
			r, err = tx.ExecContext(ctx, "UPDATE chosen_sources SET version = $1, body = $2 WHERE id = $3 AND version = $4", c.Version, body, word(c.ID), before)
		}
		return exactlyOne(r, err, bot.ErrConflict)
	})
	if err != nil {
		c.Version = before
	}
	return c, err
}

// Chosen implements bot.ChosenSources.
func (s *Store) Chosen(ctx context.Context) ([]bot.ChosenSource, error) {
	return collect(ctx, s.read, decoded[bot.ChosenSource], "SELECT body FROM chosen_sources ORDER BY id")
}

// RemoveChosen implements bot.ChosenSources.
func (s *Store) RemoveChosen(ctx context.Context, id string) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM chosen_sources WHERE id = $1", word(id))
		return err
	})
}
