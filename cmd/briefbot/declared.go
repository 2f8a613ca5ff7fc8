package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// declaredPrefix begins the ids of subscriptions that the configuration declares.
const declaredPrefix = "cfg-"

// declare brings the stored subscriptions in line with those of the configuration file: new ones
// are added, changed ones changed, and those that are no longer in the file are removed.
func (p *program) declare(ctx context.Context, store bot.Subscriptions, now time.Time) error {
	list, err := readDeclared(p.Config)
	if err != nil {
		return err
	}
	kept := map[bot.SubscriptionID]bool{}
	for i, d := range list {
		s, err := p.subscription(d, now)
		if err != nil {
			return usagef("%s: briefing %d: %v", configName(p.Config), i+1, err)
		}
		if kept[s.ID] {
			return usagef("%s: briefing %d stands there twice", configName(p.Config), i+1)
		}
		kept[s.ID] = true
		if err := p.putDeclared(ctx, store, s); err != nil {
			return err
		}
	}
	all, err := store.Subscriptions(ctx, bot.Destination{})
	if err != nil {
		return err
	}
	for _, s := range all {
		if strings.HasPrefix(string(s.ID), declaredPrefix) && !kept[s.ID] && p.declares(s) {
			if err := store.RemoveSubscription(ctx, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// declares reports whether a declared order is one of this program's own: another one with another token
// may share the database, and has a configuration of its own.
func (p *program) declares(s bot.Subscription) bool {
	return s.Account == "" || s.Account == p.accounts[s.To.Platform]
}

// askAccounts asks the platforms whose tokens they have; what one does not tell in time stays unknown.
func (p *program) askAccounts(ctx context.Context, targets []bot.Platform) {
	ctx, stop := context.WithTimeout(ctx, accountWait)
	defer stop()
	p.accounts = map[string]string{}
	var mu sync.Mutex
	var g sync.WaitGroup
	for _, t := range targets {
		tenanted, ok := t.(bot.Tenanted)
		if !ok {
			continue
		}
		g.Go(func() {
			if account, err := tenanted.Account(ctx); err == nil {
				mu.Lock()
				defer mu.Unlock()
				p.accounts[t.Name()] = account
			}
		})
	}
	g.Wait()
}

// accountWait is how long the platforms have to say whose tokens they have.
const accountWait = 5 * time.Second

// subscription is a declared briefing as a standing order. Its identity is its place, topics and
// sources, so that a changed hour or length is a change and no new order.
func (p *program) subscription(d declared, now time.Time) (bot.Subscription, error) {
	to, err := place(d.To)
	if err != nil {
		return bot.Subscription{}, err
	}
	when, err := schedule.Parse(d.When)
	if err != nil {
		return bot.Subscription{}, err
	}
	zone := d.Zone
	if zone == "" {
		zone = p.Zone
	}
	if _, err := schedule.Zone(zone); err != nil {
		return bot.Subscription{}, err
	}
	if d.Words != 0 && (d.Words < 20 || d.Words > 5000) {
		return bot.Subscription{}, fmt.Errorf("words: %d: a briefing has between 20 and 5000 words", d.Words)
	}
	if d.Ping != "" && d.Silent {
		return bot.Subscription{}, fmt.Errorf("ping and silent contradict each other: leave one of them out")
	}
	empty, err := bot.ParseWhenEmpty(d.WhenEmpty)
	if err != nil {
		return bot.Subscription{}, fmt.Errorf("when_empty: %w", err)
	}
	topics := slices.Sorted(slices.Values(d.Topics))
	name := to.String() + "\x00" + strings.Join(topics, "\x00")
	if len(d.Sources) > 0 {
		name += "\x00\x00" + strings.Join(slices.Sorted(slices.Values(d.Sources)), "\x00")
	}
	sum := sha256.Sum256([]byte(name))
	return bot.Subscription{
		ID: bot.SubscriptionID(declaredPrefix + hex.EncodeToString(sum[:5])),
		To: to, When: when.String(), Zone: zone, Topics: d.Topics, Words: d.Words,
		Sources: d.Sources, Silent: d.Silent, Ping: d.Ping, WhenEmpty: empty, Since: now.UTC(), Account: p.accounts[to.Platform],
	}, nil
}

// putDeclared stores s where it is new or changed. Another replica may be doing the same.
func (p *program) putDeclared(ctx context.Context, store bot.Subscriptions, s bot.Subscription) error {
	for range 5 {
		old, err := store.Subscription(ctx, s.ID)
		switch {
		case err == nil && unchanged(old, s):
			return nil
		case err == nil:
			s.Version, s.Paused, s.Cause, s.Visible = old.Version, old.Paused, old.Cause, old.Visible
			s.Account = cmp.Or(s.Account, old.Account)
			if s.To.Tenant == "" {
				s.To.Tenant = old.To.Tenant // what came from there has told it
			}
		case !isNotFound(err):
			return err
		default:
			s.Version = 0
		}
		if _, err = store.PutSubscription(ctx, s); err == nil || !isConflict(err) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("subscription %s keeps changing under our hands; start again", s.ID)
}

func unchanged(a, b bot.Subscription) bool {
	return a.When == b.When && a.Zone == b.Zone && a.Words == b.Words && slices.Equal(a.Topics, b.Topics) &&
		(b.Account == "" || a.Account == b.Account) && slices.Equal(a.Sources, b.Sources) && a.Silent == b.Silent && a.Ping == b.Ping &&
		a.WhenEmpty == b.WhenEmpty
}
