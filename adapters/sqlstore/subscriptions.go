package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"briefbot/bot"
	"briefbot/briefing"
)

// PutSubscription implements bot.Subscriptions.
func (s *Store) PutSubscription(ctx context.Context, sub bot.Subscription) (bot.Subscription, error) {
	before := sub.Version
	sub.Version++
	body, err := encode(sub)
	if err != nil {
		return sub, err
	}
	err = s.tx(ctx, func(tx *sql.Tx) error {
		var r sql.Result
		var err error
		if before == 0 {
			r, err = tx.ExecContext(ctx, "INSERT INTO subscriptions (id, version, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", word(sub.ID), sub.Version, body)
		} else {
			r, err = tx.ExecContext(ctx, "UPDATE subscriptions SET version = $1, body = $2 WHERE id = $3 AND version = $4", sub.Version, body, word(sub.ID), before)
		}
		if err := exactlyOne(r, err, bot.ErrConflict); err != nil {
			return err
		}
		return countOrder(ctx, tx)
	})
	if err != nil {
		sub.Version = before
	}
	return sub, err
}

// exactlyOne turns a statement that changed no row into otherwise.
func exactlyOne(r sql.Result, err, otherwise error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		err = otherwise
	}
	return err
}

// Subscription implements bot.Subscriptions.
func (s *Store) Subscription(ctx context.Context, id bot.SubscriptionID) (bot.Subscription, error) {
	return one[bot.Subscription](ctx, s.read, "SELECT body FROM subscriptions WHERE id = $1", word(id))
}

// Subscriptions implements bot.Subscriptions.
func (s *Store) Subscriptions(ctx context.Context, scope bot.Destination) ([]bot.Subscription, error) {
	all, err := collect(ctx, s.read, decoded[bot.Subscription], "SELECT body FROM subscriptions ORDER BY id")
	var out []bot.Subscription
	for _, sub := range all {
		if sub.To.Within(scope) {
			out = append(out, sub)
		}
	}
	return out, err
}

// RemoveSubscription implements bot.Subscriptions.
func (s *Store) RemoveSubscription(ctx context.Context, id bot.SubscriptionID) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{"DELETE FROM deliveries WHERE subscription = $1", "DELETE FROM subscriptions WHERE id = $1"} {
			if _, err := tx.ExecContext(ctx, query, word(id)); err != nil {
				return err
			}
		}
		return countOrder(ctx, tx)
	})
}

// countOrder counts a change of subscriptions, in the transaction that makes it.
func countOrder(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO counters (name, value) VALUES ('orders', 1)
		ON CONFLICT (name) DO UPDATE SET value = counters.value + 1`)
	return err
}

// SubscriptionChanges implements bot.Subscriptions.
func (s *Store) SubscriptionChanges(ctx context.Context) (n int64, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT value FROM counters WHERE name = 'orders'").Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, explain(err)
}

// Preferences implements bot.Subscriptions.
func (s *Store) Preferences(ctx context.Context, at bot.Destination) (briefing.Preferences, error) {
	var p briefing.Preferences
	_, err := collect(ctx, s.read, func(r *sql.Rows) (struct{}, error) {
		var topic string
		var wish bot.Wish
		err := r.Scan(&topic, &wish)
		switch wish {
		case bot.Follow:
			p.Follow = append(p.Follow, topic)
		case bot.Mute:
			p.Mute = append(p.Mute, topic)
		}
		return struct{}{}, err
	}, "SELECT topic, wish FROM preferences WHERE destination = $1 ORDER BY topic", where(at))
	return p, err
}

// Prefer implements bot.Subscriptions.
func (s *Store) Prefer(ctx context.Context, at bot.Destination, topic string, w bot.Wish) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		query, args := "INSERT INTO preferences (destination, topic, wish) VALUES ($1, $2, $3) ON CONFLICT (destination, topic) DO UPDATE SET wish = excluded.wish", []any{where(at), word(topic), string(w)}
		if w == bot.Neutral {
			query, args = "DELETE FROM preferences WHERE destination = $1 AND topic = $2", args[:2]
		}
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}
