package dispatch

import (
	"context"
	"errors"
	"sync"
	"time"

	"briefbot/bot"
)

// mendEvery is how often it is looked at most whether what paused an order has ended.
const mendEvery = 10 * time.Minute

// checkWait is how long a platform is waited for to tell what is wrong at a place.
const checkWait = 20 * time.Second

// mending is when the paused orders were last looked at.
type mending struct {
	mu   sync.Mutex
	busy bool
	at   time.Time
}

// begin reports whether it is time to look; first says that this process has not done so before.
func (m *mending) begin(now time.Time) (first, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.busy || !m.at.IsZero() && now.Sub(m.at) < mendEvery && !now.Before(m.at) {
		return false, false
	}
	first = m.at.IsZero()
	m.busy, m.at = true, now
	return first, true
}

func (m *mending) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.busy = false
}

// tokenPause is how a version that paused orders for a refused token said so.
const tokenPause = "the platform refuses the bot's token; whoever runs the bot has to renew it."

// mendable reports whether a pause may end by itself: the program made it, and it was visible to the
// platform's check. An order that nobody owns, as those of the configuration, has nobody to resume it: it
// is looked at again when a process starts, whatever the check could see.
func mendable(s bot.Subscription, first bool) bool {
	if s.Active() {
		return false
	}
	ours := s.Cause != "" || s.Paused == tokenPause || s.Paused == remedies[bot.ReasonGone] || s.Paused == remedies[bot.ReasonForbidden]
	return ours && (s.Visible || s.Paused == tokenPause || first && s.Owner == "")
}

// mend begins to look at the orders that the program paused, and lets those go on whose trouble has ended.
func (d *Dispatcher) mend(ctx context.Context, subs []bot.Subscription, now time.Time) {
	first, ok := d.mending.begin(now)
	if !ok {
		return
	}
	var paused []bot.Subscription
	for _, s := range subs {
		if mendable(s, first) && d.platforms[s.To.Platform] != nil && d.accounts.serve(s.ID) {
			paused = append(paused, s)
		}
	}
	if len(paused) == 0 {
		d.mending.end()
		return
	}
	d.running.Go(func() {
		defer d.mending.end()
		for _, s := range paused {
			if ctx.Err() != nil {
				return
			}
			d.resumed(ctx, s)
		}
	})
}

// resumed lets an order go on where the platform finds nothing wrong any more.
func (d *Dispatcher) resumed(ctx context.Context, s bot.Subscription) {
	problems, err := d.checked(ctx, s.To)
	if err != nil || len(problems) > 0 {
		d.lg.Debug("a subscription stays paused", "subscription", s.ID, "why", s.Paused, "problems", problems, "error", err)
		return
	}
	why := s.Paused
	s.Resume(d.o.Now())
	switch _, err := d.store.PutSubscription(ctx, s); {
	case errors.Is(err, bot.ErrConflict): // somebody has changed it
		return
	case err != nil:
		d.lg.Error("a subscription could not be resumed", "subscription", s.ID, "error", err)
		return
	}
	d.lg.Info("subscription goes on: what paused it has ended", "subscription", s.ID, "to", s.To.String(), "was", why)
	d.tell(ctx, s, d.toOwner(s, " ("+s.When+", "+s.Zone+") goes on: what had paused it is mended."))
}

// errUnchecked says that a platform cannot tell what is wrong at a place.
var errUnchecked = errors.New("the platform cannot tell")

// checked asks a platform what is wrong at a place.
func (d *Dispatcher) checked(ctx context.Context, to bot.Destination) ([]string, error) {
	c, ok := d.platforms[to.Platform].(bot.Checker)
	if !ok {
		return nil, errUnchecked
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), checkWait)
	defer stop()
	return c.CheckAt(ctx, to)
}
