package feed

import (
	"context"
	"sync"
	"time"
)

// turns let one request at a time go to a host, with a pause between two. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	hosts map[string]*turn
}

// turn is one host's.
type turn struct {
	busy  chan struct{} // holds a value while somebody asks
	users int           // who asks or waits
	next  time.Time     // not before
	gap   time.Duration // that the host has asked for
}

// mostHosts is how many hosts are remembered that nobody asks at the moment.
const mostHosts = 2000

// take waits until the host may be asked; done ends the turn.
func (t *turns) take(ctx context.Context, host string, now func() time.Time, gap time.Duration) (done func(), err error) {
	h := t.host(host, now())
	leave := func() {
		t.mu.Lock()
		h.users--
		t.mu.Unlock()
	}
	select {
	case h.busy <- struct{}{}:
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	done = func() {
		t.mu.Lock()
		h.users--
		h.next = now().Add(max(gap, h.gap))
		t.mu.Unlock()
		<-h.busy
	}
	t.mu.Lock()
	wait := min(h.next.Sub(now()), max(gap, h.gap)) // a clock that went back holds nothing up
	t.mu.Unlock()
	if wait <= 0 {
		return done, ctx.Err()
	}
	pause := time.NewTimer(wait)
	defer pause.Stop()
	select {
	case <-pause.C:
		return done, nil
	case <-ctx.Done():
		<-h.busy
		leave()
		return nil, ctx.Err()
	}
}

func (t *turns) host(name string, now time.Time) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.hosts == nil {
		t.hosts = map[string]*turn{}
	}
	h := t.hosts[name]
	if h == nil {
		if len(t.hosts) >= mostHosts {
			for k, v := range t.hosts {
				if v.users == 0 && v.next.Before(now) {
					delete(t.hosts, k)
				}
			}
		}
		h = &turn{busy: make(chan struct{}, 1)}
		t.hosts[name] = h
	}
	h.users++
	return h
}

// slower notes the pause that a host has asked for.
func (t *turns) slower(name string, gap time.Duration, now time.Time) {
	h := t.host(name, now)
	t.mu.Lock()
	defer t.mu.Unlock()
	h.users--
	h.gap = gap
}
