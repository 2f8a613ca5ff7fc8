package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// assigner makes a desk's stories those of all replicas: who groups articles that are new stores the
// outcome, one replica at a time, and the others adopt it.
type assigner struct {
	desk  *desk.Desk
	store bot.Stories
	duty  *duty

	mu    sync.Mutex
	have  briefing.Seq // the grouping that was adopted or stored last
	begun bool         // what was grouped before the start is taken over
}

// How long another replica is waited for that groups, and how often it is looked whether it has done.
const (
	assignWait = 10 * time.Second
	assignLook = 100 * time.Millisecond
)

// begin takes over what was grouped before the start, where that is not done yet.
func (a *assigner) begin(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.begun {
		return nil
	}
	err := a.catchUp(ctx)
	a.begun = err == nil
	return err
}

func (a *assigner) catchUp(ctx context.Context) error {
	upTo, stories, err := a.store.Stories(ctx, a.have)
	if err == nil && upTo > a.have {
		a.desk.Adopt(upTo, stories)
		a.have = upTo
	}
	return err
}

// settle returns when everything that the desk holds is in a story that is stored. When another
// replica takes too long the desk groups for itself, which gives new stories the same ids unless
// the other knows of articles that come before.
func (a *assigner) settle(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	for deadline := time.Now().Add(assignWait); ; {
		if err := a.catchUp(ctx); err != nil || a.desk.Seq() <= a.have {
			return err
		}
		err := a.duty.do(ctx, a.assign)
		if !errors.Is(err, bot.ErrTaken) && !errors.Is(err, bot.ErrLost) || time.Now().After(deadline) {
			if errors.Is(err, bot.ErrTaken) {
				err = nil
			}
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(assignLook):
		}
	}
}

// assign groups and stores, while this replica has the duty.
func (a *assigner) assign(ctx context.Context, l bot.Lease) error {
	if err := a.catchUp(ctx); err != nil {
		return err
	}
	upTo, stories := a.desk.Grouping()
	if upTo <= a.have {
		return nil
	}
	if err := a.store.PutStories(ctx, l, upTo, stories); err != nil {
		return err
	}
	a.have = upTo
	return nil
}
