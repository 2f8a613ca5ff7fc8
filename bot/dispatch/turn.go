package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"briefbot/bot"
)

// doors let one delivery at a time to each destination: those of this process wait for one another, and
// a lease keeps other processes out.
type doors struct {
	mu     sync.Mutex
	queues map[string]chan struct{} // holds one token while somebody is inside
	inside map[string]int           // how many wait or are inside
}

func newDoors() *doors { return &doors{queues: map[string]chan struct{}{}, inside: map[string]int{}} }

// enter waits until nobody of this process delivers to the place. waited says that it had to.
func (d *doors) enter(ctx context.Context, place string) (leave func(), waited bool, err error) {
	d.mu.Lock()
	queue := d.queues[place]
	if queue == nil {
		queue = make(chan struct{}, 1)
		d.queues[place] = queue
	}
	d.inside[place]++
	d.mu.Unlock()
	gone := func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.inside[place]--; d.inside[place] == 0 {
			delete(d.inside, place)
			delete(d.queues, place)
		}
	}
	select {
	case queue <- struct{}{}:
	default:
		waited = true
		select {
		case queue <- struct{}{}:
		case <-ctx.Done():
			gone()
			return nil, true, ctx.Err()
		}
	}
	return func() {
		<-queue
		gone()
	}, waited, nil
}

// stay is the right to deliver to a destination.
type stay struct {
	name, holder string
	lease        bot.Lease
}

// alone waits for a destination and takes it for one delivery. ErrTaken says that another process
// delivers there.
func (d *Dispatcher) alone(ctx context.Context, record bot.Delivery) (s *stay, leave func(), waited bool, err error) {
	place := record.To.Place()
	out, waited, err := d.doors.enter(ctx, place)
	if err != nil {
		return nil, nil, waited, err
	}
	s = &stay{name: "deliver to " + place, holder: d.o.Holder + " " + record.Key.String()}
	if err := d.keepOut(ctx, s); err != nil {
		out()
		return nil, nil, waited, err
	}
	return s, func() {
		if err := d.store.Release(context.WithoutCancel(ctx), s.lease); err != nil {
			d.lg.Debug("a destination was not given back; its lease lapses", "place", place, "error", err)
		}
		out()
	}, waited, nil
}

// keepOut takes or extends the lease of a destination.
func (d *Dispatcher) keepOut(ctx context.Context, s *stay) (err error) {
	s.lease, err = d.store.Acquire(ctx, s.name, s.holder, d.o.Now(), d.o.Lease)
	return err
}

// first is ErrTaken where another delivery to the destination has begun and has not ended: it may stand
// there in part, and comes to its end before the next one is built. After the grace nobody waits for it.
func (d *Dispatcher) first(ctx context.Context, record bot.Delivery) error {
	own, err := d.store.Delivery(ctx, record.Key)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return err
	}
	if own.MayStand() {
		return nil
	}
	open, err := d.store.UnfinishedAt(ctx, record.To)
	if err != nil {
		return err
	}
	for _, other := range open {
		if other.Key != record.Key && other.MayStand() && d.o.Now().Sub(other.At) <= d.o.Grace &&
			d.accounts.serve(other.Key.Subscription) {
			return fmt.Errorf("%s has to end first: %w", other.Key, bot.ErrTaken)
		}
	}
	return nil
}

// overtaken says in words which newer slot of the same order is due, or "".
func (w *work) overtaken() string {
	p, ok := w.plan(w.sub)
	if !ok || strings.HasPrefix(w.record.Key.Slot, bot.OutOfTurn) {
		return ""
	}
	since, words := w.record.At, ""
	if w.sub.Since.After(since) {
		since = w.sub.Since
	}
	now := w.o.Now()
	if now.Sub(since) > lookBack {
		since = now.Add(-lookBack)
	}
	for slot := range p.when.Due(since, now, p.zone) {
		if slot.At.After(w.record.At) && slot.Name != w.record.Key.Slot {
			words = overtakenBy(slot.At, p.zone)
		}
	}
	return words
}

func overtakenBy(at time.Time, zone *time.Location) string {
	return fmt.Sprintf("missed, and overtaken by the slot of %s", at.In(zone).Format("2 January 15:04"))
}
