package main

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/bot"
)

// ledge holds one lease in memory.
type ledge struct {
	mu    sync.Mutex
	lease bot.Lease
	away  error // what Acquire returns, where there is one
}

func (l *ledge) Acquire(_ context.Context, name, holder string, now time.Time, ttl time.Duration) (bot.Lease, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away != nil {
		return bot.Lease{}, l.away
	}
	if l.lease.Holder != holder {
		if l.lease.Until.After(now) {
			return bot.Lease{}, bot.ErrTaken
		}
		l.lease.Token++
	}
	l.lease.Name, l.lease.Holder, l.lease.Until = name, holder, now.Add(ttl)
	return l.lease, nil
}

func (l *ledge) Release(_ context.Context, lease bot.Lease) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lease.Holder == lease.Holder && l.lease.Token == lease.Token {
		l.lease.Holder, l.lease.Until = "", time.Time{}
	}
	return nil
}

func (l *ledge) set(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f()
}

func TestDutyIsKeptWhileItLasts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l ledge
		one := &duty{name: "reader", holder: "one", leases: &l, now: time.Now}
		two := &duty{name: "reader", holder: "two", leases: &l, now: time.Now}
		nothing := func(context.Context, bot.Lease) error { return nil }
		err := one.do(t.Context(), func(ctx context.Context, _ bot.Lease) error {
			for range 10 {
				time.Sleep(7 * time.Second)
				if err := two.do(ctx, nothing); !errors.Is(err, bot.ErrTaken) {
					t.Errorf("two has it at the same time: %v", err)
				}
			}
			return ctx.Err()
		})
		if err != nil {
			t.Errorf("one: %v", err)
		}
		if err := two.do(t.Context(), nothing); err != nil {
			t.Errorf("two, after one gave it back: %v", err)
		}
	})
}

func TestDutyEndsInTime(t *testing.T) {
	for name, trouble := range map[string]func(l *ledge){
		"the database is away":     func(l *ledge) { l.away = errors.New("away") },
		"another has it meanwhile": func(l *ledge) { l.lease = bot.Lease{Holder: "two", Token: 9, Until: time.Now().Add(time.Hour)} },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var l ledge
				one := &duty{name: "reader", holder: "one", leases: &l, now: time.Now}
				err := one.do(t.Context(), func(ctx context.Context, lease bot.Lease) error {
					time.Sleep(time.Minute)
					at := time.Now()
					l.set(func() { trouble(&l) })
					<-ctx.Done()
					if took := time.Since(at); took >= dutyTTL {
						t.Errorf("it went on for %v, and another may have it after %v", took, dutyTTL)
					}
					return ctx.Err()
				})
				if !errors.Is(err, bot.ErrLost) {
					t.Errorf("got %v, want %v", err, bot.ErrLost)
				}
			})
		})
	}
}

// TestDutyPassesOn lets one stop and the other take over.
func TestDutyPassesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l ledge
		begun := make(chan string, 2)
		run := func(ctx context.Context, name string) {
			d := &duty{name: "reader", holder: name, leases: &l, now: time.Now}
			d.always(ctx, func(ctx context.Context) {
				begun <- name
				<-ctx.Done()
			}, func(err error) { t.Error(err) })
		}
		first, stop := context.WithCancel(t.Context())
		second, end := context.WithCancel(t.Context())
		var g sync.WaitGroup
		g.Go(func() { run(first, "one") })
		synctest.Wait()
		g.Go(func() { run(second, "two") })
		if name := <-begun; name != "one" {
			t.Errorf("%s began", name)
		}
		time.Sleep(time.Minute)
		stop()
		if name := <-begun; name != "two" {
			t.Errorf("%s took over", name)
		}
		end()
		g.Wait()
	})
}
