// Package agenda tells what lies ahead of a subscription and what is missing behind it: its schedule,
// compared with the ledger of what was delivered.
package agenda

import (
	"context"
	"errors"
	"time"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// missingAfter is how long after its time a slot that nobody has begun is missing; lookBack is how far
// back one is looked for.
const (
	missingAfter = 5 * time.Minute
	lookBack     = 7 * 24 * time.Hour
)

// known is how far ahead a slot may have its record already: that of a day which was delivered before
// the hour or the zone was changed.
const known = 48 * time.Hour

// Ledger is the part of bot.Ledger that is read.
type Ledger interface {
	Delivery(ctx context.Context, key bot.DeliveryKey) (bot.Delivery, error)
}

// Next are the n next slots of a subscription that will be delivered. A day's slot that was delivered
// already does not come again at another hour. The error is a *bot.Error where the subscription's
// schedule or zone can no longer be read.
func Next(ctx context.Context, l Ledger, s bot.Subscription, now time.Time, n int) ([]schedule.Slot, error) {
	when, zone, err := schedule.Of(s)
	if err != nil {
		return nil, err
	}
	var out []schedule.Slot
	for after := now; len(out) < n; {
		slot, ok := when.Next(after, zone)
		if !ok {
			break
		}
		after = slot.At
		if slot.At.Sub(now) < known {
			begun, err := has(ctx, l, s, slot, now)
			if err != nil {
				return nil, err
			}
			if begun {
				continue
			}
		}
		out = append(out, slot)
	}
	return out, nil
}

// Missing is when the subscription's latest slot was due, where that was a while ago and nobody has
// begun it: nothing that delivers for its platform was running. Else it is zero, and also where the
// schedule can no longer be read.
func Missing(ctx context.Context, l Ledger, s bot.Subscription, now time.Time) (time.Time, error) {
	latest, ok := overdue(s, now)
	if !ok {
		return time.Time{}, nil
	}
	begun, err := has(ctx, l, s, latest, now)
	if begun || err != nil {
		return time.Time{}, err
	}
	return latest.At, nil
}

// overdue is the subscription's latest slot that must have been begun by now, if there was one lately.
func overdue(s bot.Subscription, now time.Time) (latest schedule.Slot, ok bool) {
	when, zone, err := schedule.Of(s)
	if err != nil || !s.Active() {
		return latest, false
	}
	since := now.Add(-lookBack)
	if s.Since.After(since) {
		since = s.Since
	}
	for slot := range when.Due(since, now.Add(-missingAfter), zone) {
		latest, ok = slot, true
	}
	return latest, ok
}

// has reports whether a slot has a record that holds: a skip that a clock recorded which was ahead does not.
func has(ctx context.Context, l Ledger, s bot.Subscription, slot schedule.Slot, now time.Time) (bool, error) {
	d, err := l.Delivery(ctx, bot.DeliveryKey{Subscription: s.ID, Slot: slot.Name})
	if errors.Is(err, bot.ErrNotFound) {
		return false, nil
	}
	return err == nil && !(d.State == bot.Skipped && d.Done.After(now)), err
}
