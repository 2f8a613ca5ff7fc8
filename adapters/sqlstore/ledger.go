package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

const selectDelivery = "SELECT body, state, token, holder, until FROM deliveries "

// delivery scans a record without its parts.
func delivery(row scanner) (d bot.Delivery, err error) {
	var body string
	var until int64
	err = row.Scan(&body, &d.State, &d.Token, &d.Holder, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return d, bot.ErrNotFound
	}
	if err != nil {
		return d, explain(err)
	}
	state, token, holder := d.State, d.Token, d.Holder
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		return d, err
	}
	d.State, d.Token, d.Holder, d.Until = state, token, holder, moment(until)
	return d, nil
}

// parts reads a delivery's parts, in order.
func parts(ctx context.Context, q queryer, key bot.DeliveryKey) ([]bot.PartRecord, error) {
	return collect(ctx, q, func(r *sql.Rows) (p bot.PartRecord, err error) {
		var message, body string
		if err := r.Scan(&message, &body); err != nil {
			return p, err
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			return p, err
		}
		p.Part = bot.Part{}
		return p, json.Unmarshal([]byte(message), &p.Part)
	}, "SELECT message, body FROM parts WHERE subscription = $1 AND slot = $2 ORDER BY n", word(key.Subscription), word(key.Slot))
}

// load reads a record with its parts.
func load(ctx context.Context, q queryer, key bot.DeliveryKey, suffix string) (bot.Delivery, error) {
	d, err := delivery(q.QueryRowContext(ctx, selectDelivery+"WHERE subscription = $1 AND slot = $2"+suffix, word(key.Subscription), word(key.Slot)))
	if err != nil {
		return d, err
	}
	d.Parts, err = parts(ctx, q, key)
	return d, err
}

// replace takes the place of the record that is there.
const replace = "UPDATE SET window_to = excluded.window_to, state = excluded.state, token = excluded.token, holder = excluded.holder, " +
	"until = excluded.until, done = excluded.done, place = excluded.place, body = excluded.body"

// save writes a record without its parts; conflict is what is done where there is one. Who inserts
// a record holds it until the transaction ends: who comes second waits here.
func save(ctx context.Context, tx *sql.Tx, d bot.Delivery, conflict string) error {
	d.Parts = nil
	body, err := encode(d)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO deliveries (subscription, slot, at, window_to, state, token, holder, until, done, place, body)"+
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (subscription, slot) DO "+conflict,
		word(d.Key.Subscription), word(d.Key.Slot), micros(d.At), micros(d.Window.To), string(d.State), d.Token, d.Holder, micros(d.Until),
		micros(d.Done), word(d.To.Place()), body)
	return err
}

// runs reports whether a lease has not lapsed. One that ends further off than two leases was taken by a
// clock that has gone back since: whoever took it is not waited for.
func runs(until, now time.Time, lease time.Duration) bool {
	return until.After(now) && !until.After(now.Add(2*lease))
}

// Claim implements bot.Ledger.
func (s *Store) Claim(ctx context.Context, d bot.Delivery, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		fresh := bot.Delivery{Key: d.Key, To: d.To, At: d.At, Late: d.Late, State: bot.Claimed}
		if err := save(ctx, tx, fresh, "NOTHING"); err != nil {
			return err
		}
		if out, err = load(ctx, tx, d.Key, s.dialect.forUpdate); err != nil {
			return err
		}
		switch {
		case out.State.Final():
			return bot.ErrDone
		case out.Token > 0 && runs(out.Until, now, lease):
			return bot.ErrTaken
		}
		out.Token++
		out.Holder, out.Until = holder, now.Add(lease)
		return save(ctx, tx, out, replace)
	})
	return out, err
}

// open are the states in which somebody works on a slot, and amendable the one in which what was sent
// is corrected.
func open(s bot.DeliveryState) bool      { return !s.Final() }
func amendable(s bot.DeliveryState) bool { return s == bot.Sent }

// held runs f on a record whose token is still the given one and whose state is right, and saves what
// f made of it.
func (s *Store) held(ctx context.Context, key bot.DeliveryKey, token int64, right func(bot.DeliveryState) bool, f func(*sql.Tx, *bot.Delivery) error) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		d, err := load(ctx, tx, key, s.dialect.forUpdate)
		if errors.Is(err, bot.ErrNotFound) || err == nil && (d.Token != token || !right(d.State)) {
			return bot.ErrLost
		}
		if err != nil {
			return err
		}
		if err := f(tx, &d); err != nil {
			return err
		}
		return save(ctx, tx, d, replace)
	})
}

// Extend implements bot.Ledger.
func (s *Store) Extend(ctx context.Context, key bot.DeliveryKey, token int64, until time.Time) error {
	right := func(s bot.DeliveryState) bool { return open(s) || amendable(s) }
	return s.held(ctx, key, token, right, func(_ *sql.Tx, d *bot.Delivery) error {
		d.Until = until
		return nil
	})
}

// Fix implements bot.Ledger.
func (s *Store) Fix(ctx context.Context, key bot.DeliveryKey, token int64, w briefing.Window, fixed []bot.PartRecord) (out bot.Delivery, err error) {
	err = s.held(ctx, key, token, open, func(tx *sql.Tx, d *bot.Delivery) error {
		if !d.MayStand() {
			if _, err := tx.ExecContext(ctx, "DELETE FROM parts WHERE subscription = $1 AND slot = $2", word(key.Subscription), word(key.Slot)); err != nil {
				return err
			}
			for n, p := range fixed {
				if err := putPart(ctx, tx, key, n, p, true); err != nil {
					return err
				}
			}
			d.Window, d.Parts = w, fixed
		}
		d.State = bot.Sending
		out = *d
		return nil
	})
	return out, err
}

// putPart writes a part; its message only where it is new.
func putPart(ctx context.Context, tx *sql.Tx, key bot.DeliveryKey, n int, p bot.PartRecord, fresh bool) error {
	message, err := encode(p.Part)
	if err != nil {
		return err
	}
	p.Part = bot.Part{}
	body, err := encode(p)
	if err != nil {
		return err
	}
	if fresh {
		_, err = tx.ExecContext(ctx, "INSERT INTO parts (subscription, slot, n, message, body) VALUES ($1, $2, $3, $4, $5)", word(key.Subscription), word(key.Slot), n, message, body)
		return err
	}
	r, err := tx.ExecContext(ctx, "UPDATE parts SET body = $1 WHERE subscription = $2 AND slot = $3 AND n = $4", body, word(key.Subscription), word(key.Slot), n)
	return exactlyOne(r, err, bot.ErrNotFound)
}

// PutPart implements bot.Ledger.
func (s *Store) PutPart(ctx context.Context, key bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	return s.held(ctx, key, token, open, func(tx *sql.Tx, _ *bot.Delivery) error { return putPart(ctx, tx, key, n, p, false) })
}

// Finish implements bot.Ledger.
func (s *Store) Finish(ctx context.Context, key bot.DeliveryKey, token int64, o bot.Outcome) error {
	return s.held(ctx, key, token, open, func(tx *sql.Tx, d *bot.Delivery) error {
		d.State, d.Reason, d.Done, d.Until = o.State, o.Reason, o.At, time.Time{}
		if err := forget(ctx, tx, key.Subscription, o.At.Add(-bot.DeliveredFor)); err != nil {
			return err
		}
		return tell(ctx, tx, d.To, o.Told, o.At)
	})
}

// forget drops a subscription's final deliveries that were due before a moment, with their parts. The
// latest sent one stays: it tells from when on there is news.
func forget(ctx context.Context, tx *sql.Tx, id bot.SubscriptionID, before time.Time) error {
	const latest = "SELECT slot FROM deliveries WHERE subscription = $1 AND state = $3 ORDER BY window_to DESC, at DESC LIMIT 1"
	_, err := tx.ExecContext(ctx, "DELETE FROM deliveries WHERE subscription = $1 AND at < $2 AND state IN ($3, $4, $5) AND slot NOT IN ("+latest+")",
		word(id), micros(before), string(bot.Sent), string(bot.Failed), string(bot.Skipped))
	return err
}

// Skip implements bot.Ledger.
func (s *Store) Skip(ctx context.Context, d bot.Delivery, reason string, now time.Time) error {
	d.State, d.Reason, d.Done = bot.Skipped, reason, now
	return s.tx(ctx, func(tx *sql.Tx) error { return save(ctx, tx, d, "NOTHING") })
}

// Unskip implements bot.Ledger.
func (s *Store) Unskip(ctx context.Context, now time.Time) (undone int, err error) {
	const ended = "WHERE state IN ($1, $2) AND done > $3 AND slot NOT LIKE $4"
	args := []any{string(bot.Skipped), string(bot.Failed), micros(now), bot.OutOfTurn + "%"}
	early, err := s.withParts(ctx, selectDelivery+ended, args...)
	if err != nil {
		return 0, err
	}
	for _, d := range early {
		if d.MayStand() {
			continue
		}
		r, err := s.exec(ctx, "DELETE FROM deliveries "+ended+" AND subscription = $5 AND slot = $6", append(args, word(d.Key.Subscription), word(d.Key.Slot))...)
		if err != nil {
			return undone, err
		}
		undone += int(r)
	}
	return undone, nil
}

// exec runs one statement in a transaction of its own and says how many rows it changed.
func (s *Store) exec(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = r.RowsAffected()
		}
		return err
	})
	return n, err
}

// Delivery implements bot.Ledger.
func (s *Store) Delivery(ctx context.Context, key bot.DeliveryKey) (bot.Delivery, error) {
	return load(ctx, s.read, key, "")
}

// Deliveries implements bot.Ledger.
func (s *Store) Deliveries(ctx context.Context, id bot.SubscriptionID, limit int) ([]bot.Delivery, error) {
	return s.withParts(ctx, selectDelivery+"WHERE subscription = $1 ORDER BY at DESC, slot DESC LIMIT $2", word(id), limit)
}

func (s *Store) withParts(ctx context.Context, query string, args ...any) ([]bot.Delivery, error) {
	out, err := collect(ctx, s.read, func(r *sql.Rows) (bot.Delivery, error) { return delivery(r) }, query, args...)
	for i := range out {
		if err != nil {
			break
		}
		out[i].Parts, err = parts(ctx, s.read, out[i].Key)
	}
	return out, err
}

// LastDue implements bot.Ledger.
func (s *Store) LastDue(ctx context.Context, id bot.SubscriptionID, now time.Time) (bot.Delivery, error) {
	return delivery(s.read.QueryRowContext(ctx, selectDelivery+"WHERE subscription = $1 AND at <= $2 AND slot NOT LIKE $3 ORDER BY at DESC, slot DESC LIMIT 1", word(id), micros(now), bot.OutOfTurn+"%"))
}

// LastSent implements bot.Ledger.
func (s *Store) LastSent(ctx context.Context, id bot.SubscriptionID) (bot.Delivery, error) {
	return delivery(s.read.QueryRowContext(ctx, selectDelivery+"WHERE subscription = $1 AND state = $2 ORDER BY window_to DESC, at DESC LIMIT 1", word(id), string(bot.Sent)))
}

// Unfinished implements bot.Ledger.
func (s *Store) Unfinished(ctx context.Context, now time.Time, lease time.Duration) ([]bot.Delivery, error) {
	return s.withParts(ctx, selectDelivery+"WHERE state IN ($1, $2) AND (until <= $3 OR until > $4) ORDER BY at, subscription, slot",
		string(bot.Claimed), string(bot.Sending), micros(now), micros(now.Add(2*lease)))
}

// UnfinishedAt implements bot.Ledger.
func (s *Store) UnfinishedAt(ctx context.Context, at bot.Destination) ([]bot.Delivery, error) {
	// What an earlier program has claimed names no place.
	open, err := s.withParts(ctx, selectDelivery+"WHERE place IN ($1, '') AND state IN ($2, $3) ORDER BY at, subscription, slot",
		word(at.Place()), string(bot.Claimed), string(bot.Sending))
	return slices.DeleteFunc(open, func(d bot.Delivery) bool { return d.To.Place() != at.Place() }), err
}

// SentSince implements bot.Ledger.
func (s *Store) SentSince(ctx context.Context, since time.Time) ([]bot.Delivery, error) {
	return collect(ctx, s.read, func(r *sql.Rows) (bot.Delivery, error) { return delivery(r) },
		selectDelivery+"WHERE state = $1 AND at >= $2 ORDER BY at, subscription, slot", string(bot.Sent), micros(since))
}

// Reopen implements bot.Ledger.
func (s *Store) Reopen(ctx context.Context, key bot.DeliveryKey, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		if out, err = load(ctx, tx, key, s.dialect.forUpdate); err != nil {
			return err
		}
		switch {
		case !amendable(out.State):
			return bot.ErrNotFound
		case runs(out.Until, now, lease):
			return bot.ErrTaken
		}
		out.Token++
		out.Holder, out.Until = holder, now.Add(lease)
		return save(ctx, tx, out, replace)
	})
	return out, err
}

// Amend implements bot.Ledger.
func (s *Store) Amend(ctx context.Context, key bot.DeliveryKey, token int64, n int, m bot.Message, told []briefing.Fact, at time.Time) error {
	return s.held(ctx, key, token, amendable, func(tx *sql.Tx, d *bot.Delivery) error {
		if n < 0 || n >= len(d.Parts) {
			return bot.ErrNotFound
		}
		part := d.Parts[n].Part
		part.Message = m
		message, err := encode(part)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE parts SET message = $1 WHERE subscription = $2 AND slot = $3 AND n = $4", message, word(key.Subscription), word(key.Slot), n); err != nil {
			return err
		}
		return tell(ctx, tx, d.To, told, at)
	})
}
