package dispatch

import (
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

// platformBurst is how many messages may go to a platform together that limits them in all.
const platformBurst = 5

// pace keeps each destination's messages apart, so that no other destination waits for it, and those
// of a platform that limits them in all.
type pace struct {
	now       func() time.Time
	platforms map[string]*rate.Limiter // complete from the start

	mu       sync.Mutex
	limiters map[bot.Destination]*limiter
}

type limiter struct {
	*rate.Limiter
	used time.Time
}

func newPace(now func() time.Time, platforms []bot.Platform) *pace {
	p := &pace{now: now, limiters: map[bot.Destination]*limiter{}, platforms: map[string]*rate.Limiter{}}
	for _, x := range platforms {
		if l, ok := x.(bot.Limited); ok {
			p.platforms[x.Name()] = rate.NewLimiter(rate.Limit(l.PerSecond()), platformBurst)
		}
	}
	return p
}

// destination takes a turn at a destination and says how far off it is.
func (p *pace) destination(to bot.Destination) time.Duration {
	to.Thread = "" // a channel's threads share its limit
	p.mu.Lock()
	defer p.mu.Unlock()
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
	return l.ReserveN(now, 1).DelayFrom(now)
}

// platform takes a turn at a platform and says how far off it is. It is asked for when nothing else
// has to be waited for, so that no turn is lost.
func (p *pace) platform(name string) time.Duration {
	l := p.platforms[name]
	if l == nil {
		return 0
	}
	now := p.now()
	return l.ReserveN(now, 1).DelayFrom(now)
}
