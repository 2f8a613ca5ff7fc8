package dispatch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"briefbot/bot"
)

// accountWait is how long a platform is waited for to tell whose token it has, and accountEvery how long
// it is left alone when it did not, or when it does not reach a destination.
const (
	accountWait  = 3 * time.Second
	accountEvery = 30 * time.Second
	foreignEvery = 10 * time.Minute
)

// accounts are whose tokens the platforms have, and which orders are theirs.
type accounts struct {
	mu      sync.Mutex
	retry   map[string]time.Time             // by platform: when it is asked again
	said    map[string]string                // by platform: the trouble that was logged
	foreign map[bot.SubscriptionID]time.Time // others' orders: when they are looked at again
	theirs  map[bot.SubscriptionID]struct{}  // what this process leaves alone now
}

func newAccounts() *accounts {
	return &accounts{retry: map[string]time.Time{}, said: map[string]string{}, foreign: map[bot.SubscriptionID]time.Time{},
		theirs: map[bot.SubscriptionID]struct{}{}}
}

// serve reports whether this process delivers an order, as the last tick found.
func (a *accounts) serve(id bot.SubscriptionID) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, theirs := a.theirs[id]
	return !theirs
}

func (a *accounts) note(id bot.SubscriptionID, ours bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if ours {
		delete(a.theirs, id)
		delete(a.foreign, id)
	} else {
		a.theirs[id] = struct{}{}
	}
}

// ours finds out whether an order is delivered by a token of this process. One whose account is not known
// yet becomes the first one's that reaches its destination.
func (d *Dispatcher) ours(ctx context.Context, s bot.Subscription, now time.Time) (bot.Subscription, error) {
	p, ok := d.platforms[s.To.Platform].(bot.Tenanted)
	if !ok {
		d.accounts.note(s.ID, true)
		return s, nil
	}
	account, err := d.account(ctx, s.To.Platform, p, now)
	switch {
	case err != nil:
		d.accounts.note(s.ID, false)
		return s, nil // it was logged
	case s.Account != "":
		d.accounts.note(s.ID, s.Account == account)
		return s, nil
	}
	d.accounts.mu.Lock()
	wait := d.accounts.foreign[s.ID].Sub(now)
	d.accounts.mu.Unlock()
	if wait > 0 && wait <= foreignEvery {
		return s, nil
	}
	asking, stop := context.WithTimeout(ctx, accountWait)
	defer stop()
	reaches, err := p.Reaches(asking, s.To)
	if err != nil {
		d.accounts.note(s.ID, false)
		return s, fmt.Errorf("asking whose it is: %w", err)
	}
	if !reaches {
		d.lg.Warn("a subscription is left alone: the token reaches no such place", "subscription", s.ID, "to", s.To.String(), "account", account)
		d.accounts.note(s.ID, false)
		d.accounts.mu.Lock()
		d.accounts.foreign[s.ID] = now.Add(foreignEvery)
		d.accounts.mu.Unlock()
		return s, nil
	}
	s.Account = account
	stored, err := d.store.PutSubscription(ctx, s)
	if errors.Is(err, bot.ErrConflict) { // somebody changes it, or another was first
		d.accounts.note(s.ID, false)
		return s, nil
	}
	d.accounts.note(s.ID, err == nil)
	return stored, err
}

// account is whose token a platform has.
func (d *Dispatcher) account(ctx context.Context, name string, p bot.Tenanted, now time.Time) (string, error) {
	d.accounts.mu.Lock()
	wait := d.accounts.retry[name].Sub(now)
	d.accounts.mu.Unlock()
	if wait > 0 && wait <= accountEvery {
		return "", bot.ErrTaken
	}
	asking, stop := context.WithTimeout(ctx, accountWait)
	defer stop()
	account, err := p.Account(asking)
	d.accounts.mu.Lock()
	defer d.accounts.mu.Unlock()
	if err == nil {
		delete(d.accounts.retry, name)
		delete(d.accounts.said, name)
		return account, nil
	}
	d.accounts.retry[name] = now.Add(accountEvery)
	if ctx.Err() == nil && d.accounts.said[name] != err.Error() {
		d.accounts.said[name] = err.Error()
		d.lg.Error("nothing can be delivered: the platform does not tell whose token this is; trying on", "platform", name, "error", err)
	}
	return "", err
}
