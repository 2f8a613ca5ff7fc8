package main

import (
	"context"
	"errors"
	"time"

	"briefbot/bot"
)

// duty is what one replica at a time does.
type duty struct {
	name   string
	holder string // this replica
	leases bot.Leases
	now    func() time.Time
	ttl    time.Duration // after a replica died, another begins this much later at most; 0 is dutyTTL
}

// dutyTTL is how long a duty stays with a replica that shows no more life.
const dutyTTL = 15 * time.Second

func (d *duty) life() time.Duration {
	if d.ttl > 0 {
		return d.ttl
	}
	return dutyTTL
}

// do runs f while this replica has the duty, and then gives it back. It returns bot.ErrTaken when
// another replica has it. The context of f ends when the lease was lost or could not be extended in
// time; an error of f is then bot.ErrLost too.
func (d *duty) do(ctx context.Context, f func(context.Context, bot.Lease) error) (err error) {
	lease, err := d.leases.Acquire(ctx, d.name, d.holder, d.now(), d.life())
	if err != nil {
		return err
	}
	inner, end := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		defer end()
		d.keep(inner, lease)
	}()
	err = f(inner, lease)
	if err != nil && inner.Err() != nil && ctx.Err() == nil {
		err = errors.Join(bot.ErrLost, err)
	}
	end()
	<-kept
	// Only a courtesy: without it the next replica waits until the lease lapses.
	over, done := context.WithTimeout(context.WithoutCancel(ctx), d.life()/3)
	defer done()
	return errors.Join(err, d.leases.Release(over, lease))
}

// keep extends the lease until ctx ends or the lease is lost.
func (d *duty) keep(ctx context.Context, lease bot.Lease) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(d.life() / 3):
		}
		got, err := d.leases.Acquire(ctx, d.name, d.holder, d.now(), d.life())
		switch {
		case err == nil && got.Token == lease.Token:
			lease.Until = got.Until
		case err == nil, errors.Is(err, bot.ErrTaken), !d.now().Add(d.life() / 3).Before(lease.Until):
			return // it was lost, or may be before the next try
		}
	}
}

// always runs f whenever this replica has the duty, until ctx ends. What goes wrong goes to failed.
func (d *duty) always(ctx context.Context, f func(context.Context), failed func(error)) {
	for ctx.Err() == nil {
		err := d.do(ctx, func(ctx context.Context, _ bot.Lease) error {
			f(ctx)
			return nil
		})
		if err != nil && !errors.Is(err, bot.ErrTaken) && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(d.life() / 3):
		}
	}
}
