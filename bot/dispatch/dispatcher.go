package dispatch

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"briefbot/bot"
)

// Store is what a Dispatcher keeps its records in.
type Store interface {
	bot.Subscriptions
	bot.Ledger
	bot.Memory
	bot.Conversations
	bot.Leases
}

// Options tunes a Dispatcher. Beside Now the zero value is the default.
type Options struct {
	// Now is the clock. It must be given.
	Now func() time.Time
	// Holder names this process among the replicas; empty is a random name.
	Holder string
	// Lease is how long a slot stays with a process that shows no more life; 0 is two minutes.
	Lease time.Duration
	// Settle is how long after a send a platform's history may not show it yet; 0 is five seconds.
	Settle time.Duration
	// Doubt is how long after an unknown send the next one comes, where it can never be told whether it
	// arrived; the last one comes ten times as long after that. 0 is a minute.
	Doubt time.Duration
	// Grace is how late a slot is still delivered; 0 is three hours.
	Grace time.Duration
	// Window is what a subscription's first briefing covers; 0 is 24 hours.
	Window time.Duration
	// Stall is how long a source that used to bring news brings none before that is told; 0 is 48 hours.
	Stall time.Duration
	// Corpus is what the briefings are made from. With none, what was sent is never corrected, and an
	// empty one is not noticed.
	Corpus Corpus
	// Memory is how long what was told counts as told; 0 is 14 days.
	Memory time.Duration
}

// late is the delay from which a briefing is marked as late.
const late = 5 * time.Minute

// Dispatcher delivers what is due. It is safe for concurrent use, and several processes may share
// a Store.
type Dispatcher struct {
	lg        *slog.Logger
	store     Store
	editions  *editions
	platforms map[string]bot.Platform
	pace      *pace
	o         Options

	orders      orders
	corrections corrections
	doors       *doors
	accounts    *accounts
	mending     mending

	running sync.WaitGroup
	mu      sync.Mutex
	busy    map[bot.DeliveryKey]bool
	upTo    map[bot.SubscriptionID]time.Time // slots until then are settled
	plans   map[string]plan                  // by what they were read from
}

// New returns a Dispatcher for the given platforms.
func New(lg *slog.Logger, store Store, briefer bot.Briefer, platforms []bot.Platform, o Options) *Dispatcher {
	if o.Holder == "" {
		o.Holder = rand.Text()
	}
	for _, d := range []struct {
		v        *time.Duration
		fallback time.Duration
	}{{&o.Lease, 2 * time.Minute}, {&o.Settle, 5 * time.Second}, {&o.Doubt, time.Minute}, {&o.Grace, 3 * time.Hour}, {&o.Window, 24 * time.Hour}, {&o.Stall, 48 * time.Hour}, {&o.Memory, 14 * 24 * time.Hour}} {
		if *d.v == 0 {
			*d.v = d.fallback
		}
	}
	d := &Dispatcher{
		lg: lg, store: store, editions: newEditions(briefer, o), platforms: map[string]bot.Platform{}, pace: newPace(o.Now, platforms), o: o,
		doors: newDoors(), accounts: newAccounts(),
		busy: map[bot.DeliveryKey]bool{}, upTo: map[bot.SubscriptionID]time.Time{}, plans: map[string]plan{},
	}
	for _, p := range platforms {
		d.platforms[p.Name()] = p
	}
	return d
}

// Tick starts the deliveries that are due, those that a crash left unfinished, and the correction of
// what was sent, and returns without waiting for them. They stop before their next send when ctx ends; others go on with them.
func (d *Dispatcher) Tick(ctx context.Context) error {
	now := d.o.Now()
	unskipped, err := d.store.Unskip(ctx, now)
	if err != nil {
		return fmt.Errorf("undoing what a wrong clock skipped: %w", err)
	}
	if unskipped > 0 {
		d.lg.Warn("slots were skipped by a clock that was ahead; they are due again when their time comes", "slots", unskipped, "now", now)
	}
	d.orders.mu.Lock()
	defer d.orders.mu.Unlock()
	reread, err := d.orders.refresh(ctx, d.store, now)
	if err != nil {
		return fmt.Errorf("reading the subscriptions: %w", err)
	}
	if reread {
		d.forget(d.orders.byID)
	}
	if unskipped > 0 {
		d.orders.again()
	}
	var errs []error
	d.orders.due(now, func(s bot.Subscription) time.Time {
		next, err := d.attend(ctx, s, now)
		if err != nil {
			errs = append(errs, fmt.Errorf("subscription %s: %w", s.ID, err))
			return now
		}
		return next
	})
	left, err := d.store.Unfinished(ctx, now, d.o.Lease)
	if err != nil {
		errs = append(errs, fmt.Errorf("reading the unfinished deliveries: %w", err))
	}
	for _, u := range left {
		switch s, ok := d.orders.of(u.Key.Subscription); {
		case ok && !d.accounts.serve(s.ID):
			continue
		case !ok:
			err = d.abandon(ctx, u, "the briefing was removed before its delivery ended")
		case !s.Active():
			err = d.abandon(ctx, u, "the briefing was paused before its delivery ended: "+s.Paused)
		default:
			d.start(ctx, s, u)
			continue
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("giving up delivery %s: %w", u.Key, err))
		}
	}
	d.mend(ctx, d.orders.all, now)
	d.correct(ctx, now)
	return errors.Join(errs...)
}

// attend starts what is due of a subscription, if it is this process' own, and gives the moment from which it has to be
// looked at again; the zero time is some time.
func (d *Dispatcher) attend(ctx context.Context, s bot.Subscription, now time.Time) (time.Time, error) {
	served := d.accounts.serve(s.ID)
	s, err := d.ours(ctx, s, now)
	if err != nil {
		return now, err
	}
	if !d.accounts.serve(s.ID) {
		return now, nil // it may become ours at any time
	}
	if !served { // nobody corrected what was sent of it
		d.corrections.stale()
	}
	return d.due(ctx, s, now)
}

// Wait returns when no delivery is running any more.
func (d *Dispatcher) Wait() { d.running.Wait() }

// start delivers a slot in a goroutine of its own, unless one is at it already.
func (d *Dispatcher) start(ctx context.Context, s bot.Subscription, record bot.Delivery) {
	if d.platforms[record.To.Platform] == nil || !d.begin(record.Key) {
		return
	}
	d.running.Go(func() {
		defer d.end(record.Key)
		final, err := d.guarded(ctx, s, record)
		switch {
		case errors.Is(err, bot.ErrDone):
			d.settle(s.ID, record.At)
		case errors.Is(err, bot.ErrTaken), errors.Is(err, bot.ErrLost):
		case err != nil && ctx.Err() == nil:
			d.lg.Error("delivery stopped; it will be taken up again", "delivery", record.Key.String(), "error", err)
		case err == nil:
			d.settle(s.ID, record.At)
			d.lg.Info("delivery ended", "delivery", record.Key.String(), "to", record.To.String(), "state", final.State, "reason", final.Reason)
		}
	})
}

// guarded is deliver, in which a panic is an error: one briefing that cannot be made does not end the
// program, and with it all others.
func (d *Dispatcher) guarded(ctx context.Context, s bot.Subscription, record bot.Delivery) (final bot.Delivery, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return d.deliver(ctx, s, record)
}

func (d *Dispatcher) begin(key bot.DeliveryKey) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy[key] {
		return false
	}
	d.busy[key] = true
	return true
}

func (d *Dispatcher) end(key bot.DeliveryKey) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.busy, key)
}

// Deliver implements bot.Deliverer.
func (d *Dispatcher) Deliver(ctx context.Context, id bot.SubscriptionID, slot string) (bot.Delivery, error) {
	s, err := d.store.Subscription(ctx, id)
	if err != nil {
		return bot.Delivery{}, err
	}
	if d.platforms[s.To.Platform] == nil {
		return bot.Delivery{}, &bot.Error{Code: "no_platform", Message: "The platform " + s.To.Platform + " is not set up here; set its token and start the bot again."}
	}
	record := bot.Delivery{Key: bot.DeliveryKey{Subscription: id, Slot: slot}, To: s.To, At: d.o.Now()}
	if !d.begin(record.Key) {
		return bot.Delivery{}, bot.ErrTaken
	}
	defer d.end(record.Key)
	for { // another process may be delivering there
		done, err := d.deliver(ctx, s, record)
		if !errors.Is(err, bot.ErrTaken) || ctx.Err() != nil {
			return done, err
		}
		select {
		case <-ctx.Done():
			return done, ctx.Err()
		case <-time.After(keepEvery):
		}
	}
}
