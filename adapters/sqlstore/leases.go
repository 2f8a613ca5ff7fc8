package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"briefbot/bot"
)

// Acquire implements bot.Leases.
func (s *Store) Acquire(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (l bot.Lease, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO leases (name, holder, token, until) VALUES ($1, '', 0, 0) ON CONFLICT (name) DO NOTHING", name); err != nil {
			return err
		}
		var until int64
		l = bot.Lease{Name: name}
		if err := tx.QueryRowContext(ctx, "SELECT holder, token, until FROM leases WHERE name = $1"+s.dialect.forUpdate, name).Scan(&l.Holder, &l.Token, &until); err != nil {
			return err
		}
		if l.Holder != holder {
			if runs(moment(until), now, ttl) {
				return bot.ErrTaken
			}
			l.Token++
		}
		l.Holder, l.Until = holder, now.Add(ttl)
		_, err := tx.ExecContext(ctx, "UPDATE leases SET holder = $1, token = $2, until = $3 WHERE name = $4", l.Holder, l.Token, micros(l.Until), name)
		return err
	})
	return l, err
}

// Release implements bot.Leases.
func (s *Store) Release(ctx context.Context, l bot.Lease) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE leases SET until = 0, holder = '' WHERE name = $1 AND holder = $2 AND token = $3", l.Name, l.Holder, l.Token)
		if err = exactlyOne(r, err, bot.ErrLost); errors.Is(err, bot.ErrLost) {
			return nil
		}
		return err
	})
}
