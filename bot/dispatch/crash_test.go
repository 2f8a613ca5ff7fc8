package dispatch_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
)

// dying is a store whose process dies at a given write: that one and all later ones fail.
type dying struct {
	*sqlstore.Store
	left atomic.Int64 // writes until then
}

// dies is a store whose process dies after so many writes.
func dies(s *sqlstore.Store, writes int) *dying {
	d := &dying{Store: s}
	d.left.Store(int64(writes))
	return d
}

var errDead = errors.New("the process is dead")

func (d *dying) die() error {
	if d.left.Add(-1) < 0 {
		return errDead
	}
	return nil
}

func (d *dying) Extend(ctx context.Context, k bot.DeliveryKey, token int64, until time.Time) error {
	return errors.Join(d.die(), d.skip(func() error { return d.Store.Extend(ctx, k, token, until) }))
}

func (d *dying) PutPart(ctx context.Context, k bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	return errors.Join(d.die(), d.skip(func() error { return d.Store.PutPart(ctx, k, token, n, p) }))
}

func (d *dying) Finish(ctx context.Context, k bot.DeliveryKey, token int64, o bot.Outcome) error {
	return errors.Join(d.die(), d.skip(func() error { return d.Store.Finish(ctx, k, token, o) }))
}

func (d *dying) Reopen(ctx context.Context, k bot.DeliveryKey, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	return out, errors.Join(d.die(), d.skip(func() error {
		out, err = d.Store.Reopen(ctx, k, holder, now, lease)
		return err
	}))
}

func (d *dying) Amend(ctx context.Context, k bot.DeliveryKey, token int64, n int, m bot.Message, told []briefing.Fact, at time.Time) error {
	return errors.Join(d.die(), d.skip(func() error { return d.Store.Amend(ctx, k, token, n, m, told, at) }))
}

func (d *dying) Keep(ctx context.Context, s bot.Shown) error {
	return errors.Join(d.die(), d.skip(func() error { return d.Store.Keep(ctx, s) }))
}

func (d *dying) Acquire(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (l bot.Lease, err error) {
	if d.left.Load() < 0 {
		return l, errDead
	}
	return d.Store.Acquire(ctx, name, holder, now, ttl)
}

func (d *dying) Release(ctx context.Context, l bot.Lease) error {
	return d.skip(func() error { return d.Store.Release(ctx, l) })
}

func (d *dying) skip(f func() error) error {
	if d.left.Load() < 0 {
		return nil
	}
	return f()
}

// Wherever the process dies, the next one brings every part to the channel, once.
func TestDyingAtEveryWrite(t *testing.T) {
	for writes := range 40 {
		finished := false
		bubble(t, &bottest.Platform{PerPart: 12}, true, func(b *bench) {
			time.Sleep(8*time.Hour + time.Minute)
			store := dies(b.store, writes)
			first := dispatch.New(slog.New(slog.DiscardHandler), store, b.engine, []bot.Platform{bottest.Finding{Platform: b.platform}}, dispatch.Options{Now: time.Now})
			if err := first.Tick(b.Context()); err != nil {
				t.Fatal(err)
			}
			first.Wait()
			finished = store.left.Load() >= 0
			b.run(30 * time.Minute)
			d := b.latest()
			posted := b.platform.Posted()
			if d.State != bot.Sent || len(posted) != len(d.Parts) || len(d.Parts) < 2 {
				t.Errorf("dying at write %d: %s, %d parts, %d messages", writes, d.State, len(d.Parts), len(posted))
			}
			for i, p := range posted {
				if p.Key != d.Parts[i].Key {
					t.Errorf("dying at write %d: message %d is part %q", writes, i, p.Key)
				}
			}
		})
		if finished {
			return // it no longer dies before the end
		}
	}
	t.Error("the delivery never came to its end")
}
