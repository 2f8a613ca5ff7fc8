package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"briefbot/bot"
)

// Erase removes what is known of a person on a platform: briefings that go to him alone, with what was
// delivered and told there, his wishes, opinions and questions, and what was shown to him alone. What he
// ordered for a channel stays and loses his name. It returns how many rows of each table went or changed.
func (s *Store) Erase(ctx context.Context, platform, user string) (Counts, error) {
	var counts Counts
	err := s.tx(ctx, func(tx *sql.Tx) error {
		counts = Counts{}
		for _, f := range []func(context.Context, *sql.Tx, Counts, string, string) error{eraseOrders, erasePlaces, eraseShown, eraseTurns, eraseChosen} {
			if err := f(ctx, tx, counts, platform, user); err != nil {
				return err
			}
		}
		return nil
	})
	return counts, err
}

// eraseOrders removes the orders that go to a person, and his name from others.
func eraseOrders(ctx context.Context, tx *sql.Tx, counts Counts, platform, user string) error {
	subs, err := collect(ctx, tx, decoded[bot.Subscription], "SELECT body FROM subscriptions")
	if err != nil {
		return err
	}
	for _, sub := range subs {
		if sub.To.Platform != platform {
			continue
		}
		if sub.To.User == user {
			for _, query := range []string{"DELETE FROM deliveries WHERE subscription = $1", "DELETE FROM subscriptions WHERE id = $1"} {
				r, err := tx.ExecContext(ctx, query, word(sub.ID))
				if err := counts.add(strings.Fields(query)[2], r, err); err != nil {
					return err
				}
			}
			continue
		}
		if sub.Owner != user && sub.ChangedBy != user {
			continue
		}
		if sub.Owner == user {
			sub.Owner = ""
		}
		if sub.ChangedBy == user {
			sub.ChangedBy = ""
		}
		sub.Version++
		body, err := encode(sub)
		if err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "UPDATE subscriptions SET version = $1, body = $2 WHERE id = $3", sub.Version, body, word(sub.ID))
		if err := counts.add("subscriptions", r, err); err != nil {
			return err
		}
	}
	return countOrder(ctx, tx)
}

// erasePlaces removes what is kept by places that are a person's own, and his opinions.
func erasePlaces(ctx context.Context, tx *sql.Tx, counts Counts, platform, user string) error {
	for _, c := range []struct{ table, column string }{{"preferences", "destination"}, {"told", "destination"}, {"turns", "destination"}, {"feedback", "actor"}} {
		places, err := collect(ctx, tx, func(r *sql.Rows) (at string, err error) {
			err = r.Scan(&at)
			return at, err
		}, "SELECT DISTINCT "+c.column+" FROM "+c.table)
		if err != nil {
			return err
		}
		for _, at := range places {
			parts := strings.Split(at, "\x1f")
			if parts[0] != word(platform) || parts[len(parts)-1] != word(user) {
				continue
			}
			r, err := tx.ExecContext(ctx, "DELETE FROM "+c.table+" WHERE "+c.column+" = $1", at)
			if err := counts.add(c.table, r, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseShown removes what was shown to a person alone.
func eraseShown(ctx context.Context, tx *sql.Tx, counts Counts, platform, user string) error {
	all, err := collect(ctx, tx, decoded[bot.Shown], "SELECT body FROM shown")
	if err != nil {
		return err
	}
	for _, shown := range all {
		if shown.To.Platform != platform || shown.To.User != user {
			continue
		}
		r, err := tx.ExecContext(ctx, "DELETE FROM shown WHERE id = $1", word(shown.ID))
		if err := counts.add("shown", r, err); err != nil {
			return err
		}
	}
	return nil
}

// eraseTurns removes a person's questions in channels.
func eraseTurns(ctx context.Context, tx *sql.Tx, counts Counts, platform, user string) error {
	type row struct {
		at   string
		n    int64
		body string
	}
	all, err := collect(ctx, tx, func(r *sql.Rows) (t row, err error) {
		err = r.Scan(&t.at, &t.n, &t.body)
		return t, err
	}, "SELECT destination, n, body FROM turns")
	if err != nil {
		return err
	}
	for _, t := range all {
		var turn bot.Turn
		if err := json.Unmarshal([]byte(t.body), &turn); err != nil || turn.Actor != user || !strings.HasPrefix(t.at, word(platform)+"\x1f") {
			continue
		}
		r, err := tx.ExecContext(ctx, "DELETE FROM turns WHERE destination = $1 AND n = $2", t.at, t.n)
		if err := counts.add("turns", r, err); err != nil {
			return err
		}
	}
	return nil
}

// eraseChosen takes a person's name from the sources that he added.
func eraseChosen(ctx context.Context, tx *sql.Tx, counts Counts, platform, user string) error {
	all, err := collect(ctx, tx, decoded[bot.ChosenSource], "SELECT body FROM chosen_sources")
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Of.Platform != platform || c.AddedBy != user && c.Of.User != user {
			continue
		}
		if c.Of.User == user { // it was his alone
			r, err := tx.ExecContext(ctx, "DELETE FROM chosen_sources WHERE id = $1", word(c.ID))
			if err := counts.add("chosen_sources", r, err); err != nil {
				return err
			}
			continue
		}
		c.AddedBy = ""
		c.Version++
		body, err := encode(c)
		if err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "UPDATE chosen_sources SET version = $1, body = $2 WHERE id = $3", c.Version, body, word(c.ID))
		if err := counts.add("chosen_sources", r, err); err != nil {
			return err
		}
	}
	return nil
}

// add counts the rows that a statement has changed.
func (c Counts) add(table string, r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if n > 0 {
		c[table] += int(n)
	}
	return err
}
