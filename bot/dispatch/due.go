package dispatch

import (
	"context"
	"errors"
	"time"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// lookBack bounds how far missed slots are recorded after a long silence.
const lookBack = 7 * 24 * time.Hour

// plan is when a subscription is due, read once for all that are due at the same hours.
type plan struct {
	when schedule.Schedule
	zone *time.Location
}

// maxPlans is how many plans are kept; there are hardly as many in use.
const maxPlans = 4096

// plan reads a subscription's. ok is false where its schedule or zone cannot be read.
func (d *Dispatcher) plan(s bot.Subscription) (p plan, ok bool) {
	key := s.When + "\x00" + s.Zone
	d.mu.Lock()
	defer d.mu.Unlock()
	if p, ok := d.plans[key]; ok {
		return p, true
	}
	when, zone, err := schedule.Of(s)
	if err != nil {
		return plan{}, false
	}
	if len(d.plans) >= maxPlans {
		clear(d.plans)
	}
	d.plans[key] = plan{when, zone}
	return d.plans[key], true
}

// due starts the subscription's latest due slot and records those that it overtakes. It gives the moment from which
// there may be something to do again; the zero time is some time.
func (d *Dispatcher) due(ctx context.Context, s bot.Subscription, now time.Time) (time.Time, error) {
	if !s.Active() || d.platforms[s.To.Platform] == nil {
		return time.Time{}, nil
	}
	p, ok := d.plan(s)
	if !ok {
		d.unreadable(ctx, s)
		return now, nil
	}
	if s.Since.Sub(now) > d.o.Lease { // more than replicas' clocks differ: it was ordered or resumed by a clock that was ahead
		s.Since = now
		_, err := d.store.PutSubscription(ctx, s)
		if errors.Is(err, bot.ErrConflict) {
			err = nil // somebody is changing it
		}
		return now, err
	}
	since, err := d.settled(ctx, s, now)
	if err != nil {
		return now, err
	}
	var slots []schedule.Slot
	for slot := range p.when.Due(since, now, p.zone) {
		slots = append(slots, slot)
	}
	if len(slots) == 0 {
		next, _ := p.when.Next(since, p.zone)
		return next.At, nil
	}
	for i, slot := range slots {
		record := bot.Delivery{Key: bot.DeliveryKey{Subscription: s.ID, Slot: slot.Name}, To: s.To, At: slot.At, Late: now.Sub(slot.At) > late}
		reason := ""
		switch {
		case i < len(slots)-1:
			reason = overtakenBy(slots[len(slots)-1].At, p.zone)
		case now.Sub(slot.At) > d.o.Grace:
			reason = missed(now.Sub(slot.At))
		}
		if reason == "" {
			d.start(ctx, s, record)
			continue
		}
		if err := d.store.Skip(ctx, record, reason, now); err != nil {
			return now, err
		}
		d.lg.Warn("briefing skipped", "delivery", record.Key.String(), "reason", reason)
		d.settle(s.ID, slot.At)
	}
	return now, nil // until they are settled
}

// unreadable pauses a subscription whose schedule or zone this version of the program cannot read, and
// tells its owner: it would be silent for ever.
func (d *Dispatcher) unreadable(ctx context.Context, s bot.Subscription) {
	key := bot.DeliveryKey{Subscription: s.ID} // of no slot
	if !d.begin(key) {
		return
	}
	d.running.Go(func() {
		defer d.end(key)
		d.stop(ctx, s, stop{why: "its schedule can no longer be read; give it a new one with /briefing edit " + string(s.ID) + "."})
	})
}

// settled is the moment until which a subscription's slots need no more looking at.
func (d *Dispatcher) settled(ctx context.Context, s bot.Subscription, now time.Time) (time.Time, error) {
	d.mu.Lock()
	at, known := d.upTo[s.ID]
	d.mu.Unlock()
	if !known || at.After(now) { // or the clock has gone back: what it showed for a while says nothing of the slots until then
		latest, err := d.store.LastDue(ctx, s.ID, now)
		if err != nil && !errors.Is(err, bot.ErrNotFound) {
			return at, err
		}
		at = latest.At
		if err == nil && !latest.State.Final() {
			at = at.Add(-1) // those before it were settled before it was begun
		}
		d.mu.Lock()
		d.upTo[s.ID] = at
		d.mu.Unlock()
	}
	for _, t := range []time.Time{s.Since, now.Add(-lookBack)} {
		if t.After(at) {
			at = t
		}
	}
	return at, nil
}

func (d *Dispatcher) settle(id bot.SubscriptionID, at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if old, known := d.upTo[id]; !known || at.After(old) {
		d.upTo[id] = at
	}
}

// forget drops what is known of subscriptions that are there no more.
func (d *Dispatcher) forget(present map[bot.SubscriptionID]int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id := range d.upTo {
		if _, ok := present[id]; !ok {
			delete(d.upTo, id)
		}
	}
}
