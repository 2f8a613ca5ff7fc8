package dispatch

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"briefbot/bot"
)

// A destination takes about one message a second: https://docs.slack.dev/apis/web-api/rate-limits/
// A few may come together.
const (
	perSecond = 1
	burst     = 3
)

// pace keeps each destination's messages apart, so that no other destination waits for it.
type pace struct {
	now      func() time.Time
	mu       sync.Mutex
	limiters map[bot.Destination]*limiter
}

type limiter struct {
	*rate.Limiter
	used time.Time
}

func newPace(now func() time.Time) *pace {
	return &pace{now: now, limiters: map[bot.Destination]*limiter{}}
}

// wait returns when the next message may go to a destination, or with the context's error.
func (p *pace) wait(ctx context.Context, to bot.Destination) error {
	to.Thread = "" // a channel's threads share its limit
	p.mu.Lock()
	now := p.now()
	if len(p.limiters) > 20000 {
		for k, l := range p.limiters {
			if now.Sub(l.used) > time.Minute {
				delete(p.limiters, k)
			}
		}
	}
	l := p.limiters[to]
	if l == nil {
		l = &limiter{Limiter: rate.NewLimiter(perSecond, burst)}
		p.limiters[to] = l
	}
	l.used = now
	p.mu.Unlock()
	return l.Wait(ctx)
}
