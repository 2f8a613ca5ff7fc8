package command

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"briefbot/bot"
)

// maxLimiters bounds how many users and channels are remembered; the full ones are forgotten first,
// for whom forgetting changes nothing.
const maxLimiters = 10_000

// limiters are token buckets by key: perMinute tokens a minute, half of them at once.
type limiters struct {
	mu        sync.Mutex
	perMinute int
	byKey     map[string]*rate.Limiter
}

// wait takes a token at now and returns 0, or says how long there will be none.
func (l *limiters) wait(key string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	burst := max(1, l.perMinute/2)
	lim := l.byKey[key]
	if lim == nil {
		if len(l.byKey) >= maxLimiters {
			for k, old := range l.byKey {
				if old.TokensAt(now) >= float64(burst) || len(l.byKey) >= 2*maxLimiters {
					delete(l.byKey, k)
				}
			}
		}
		lim = rate.NewLimiter(rate.Limit(float64(l.perMinute)/60), burst)
		l.byKey[key] = lim
	}
	if lim.AllowN(now, 1) {
		return 0
	}
	missing := 1 - lim.TokensAt(now)
	return time.Duration(missing * 60 / float64(l.perMinute) * float64(time.Second))
}

// withLimit answers nobody, and in no channel, more often than the options say.
func (r *Router) withLimit(next bot.Handler) bot.Handler {
	users := &limiters{perMinute: r.o.PerUser, byKey: map[string]*rate.Limiter{}}
	channels := &limiters{perMinute: r.o.PerChannel, byKey: map[string]*rate.Limiter{}}
	return bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) error {
		now := r.now()
		user := c.From.Platform + "\x00" + c.From.Tenant + "\x00" + c.Actor.ID
		if d := users.wait(user, now); d > 0 {
			return tooOften("You ask", d)
		}
		channel := c.From
		channel.Thread, channel.User = "", ""
		if channel.Channel != "" {
			if d := channels.wait(channel.String(), now); d > 0 {
				return tooOften("This channel asks", d)
			}
		}
		return next.Handle(ctx, c, to)
	})
}

func tooOften(who string, d time.Duration) *bot.Error {
	return &bot.Error{Code: "too_often", Message: fmt.Sprintf("%s too often. Ask again in %d s.", who, int(math.Ceil(d.Seconds())))}
}
