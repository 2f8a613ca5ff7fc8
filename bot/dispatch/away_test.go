package dispatch_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
)

// ailing is a store that takes no writes for a while.
type ailing struct {
	*sqlstore.Store
	from, to time.Time
	lost     bool // what is written in the trouble fails after it took effect
}

var errAway = errors.New("the database is away")

func (a *ailing) ill(f func() error) error {
	if now := time.Now(); now.Before(a.from) || !now.Before(a.to) {
		return f()
	}
	if a.lost {
		return errors.Join(errAway, f())
	}
	return errAway
}

func (a *ailing) Claim(ctx context.Context, d bot.Delivery, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	err = a.ill(func() error {
		out, err = a.Store.Claim(ctx, d, holder, now, lease)
		return err
	})
	return out, err
}

func (a *ailing) PutPart(ctx context.Context, k bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	return a.ill(func() error { return a.Store.PutPart(ctx, k, token, n, p) })
}

func (a *ailing) Extend(ctx context.Context, k bot.DeliveryKey, token int64, until time.Time) error {
	return a.ill(func() error { return a.Store.Extend(ctx, k, token, until) })
}

func (a *ailing) Finish(ctx context.Context, k bot.DeliveryKey, token int64, o bot.Outcome) error {
	return a.ill(func() error { return a.Store.Finish(ctx, k, token, o) })
}

// A database that is away for a minute in the midst of a delivery, whether its answers or its writes
// are lost, costs time and nothing else, even where the platform can tell nothing.
func TestDatabaseAwayForAMinute(t *testing.T) {
	for _, begin := range []int{0, 1, 3, 6} {
		for _, lost := range []bool{false, true} {
			bubble(t, &bottest.Platform{PerPart: 7}, false, func(b *bench) {
				time.Sleep(8 * time.Hour)
				from := time.Now().Add(time.Duration(begin) * 500 * time.Millisecond)
				store := &ailing{Store: b.store, from: from, to: from.Add(time.Minute), lost: lost}
				b.d = b.on(store, paced{b.platform})
				b.run(30 * time.Minute)
				d := b.latest()
				posted := b.platform.Posted()
				if d.State != bot.Sent || len(posted) != len(d.Parts) || len(d.Parts) < 4 {
					t.Errorf("away from %d, lost %v: %s (%s), %d messages for %d parts", begin, lost, d.State, d.Reason, len(posted), len(d.Parts))
				}
				for i, p := range d.Parts {
					if i < len(posted) && (p.Key != posted[i].Key || p.Ref.ID != posted[i].ID) {
						t.Errorf("away from %d, lost %v: message %d is another part", begin, lost, i)
					}
				}
			})
		}
	}
}

// paced is a platform whose requests take a moment.
type paced struct{ *bottest.Platform }

func (p paced) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	time.Sleep(300 * time.Millisecond)
	return p.Platform.Send(ctx, post)
}
