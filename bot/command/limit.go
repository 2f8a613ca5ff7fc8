package command

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"briefbot/bot"
	"briefbot/bot/render"
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

// reading are the buttons that show what is at hand: no reader meets a limit by them.
var reading = map[string]bool{
	render.ActionMore: true, render.ActionSources: true, render.ActionWhy: true, render.ActionQuotes: true,
	render.ActionAsk: true, render.ActionSettings: true, render.ActionHelpful: true, render.ActionNot: true,
}

// public are the buttons whose effect all see.
var public = map[string]bool{render.ActionShare: true, actionThread: true, actionRun: true}

// withLimit answers nobody, and in no channel, more often than the options say.
func (r *Router) withLimit(next bot.Handler) bot.Handler {
	users := &limiters{perMinute: r.o.PerUser, byKey: map[string]*rate.Limiter{}}
	channels := &limiters{perMinute: r.o.PerChannel, byKey: map[string]*rate.Limiter{}}
	return bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) error {
		if c.Via == bot.ViaHome || c.Via == bot.ViaJoin || c.Via == bot.ViaLeave {
			return next.Handle(ctx, c, to) // nobody asked for more than to see a page, or for anything
		}
		if c.Via == bot.ViaButton && reading[c.Action] {
			return next.Handle(ctx, c, to) // it shows what is at hand, to one reader
		}
		if c.Via == bot.ViaForm && c.Action != actionQuestion {
			return next.Handle(ctx, c, to) // what opened it was counted, and what was typed into it would be lost
		}
		if c.Via == bot.ViaThread {
			// People talk to one another in threads: what is hardly for the bot counts for nothing, and
			// who talks a lot is not told that he asks too often.
			if !asksBot(c.Text) {
				return nil
			}
		}
		now := r.now()
		user := c.From.Platform + "\x00" + c.From.Tenant + "\x00" + c.Actor.ID
		if d := users.wait(user, now); d > 0 {
			return tooOften(c, "You ask", d)
		}
		if c.Via == bot.ViaButton && !public[c.Action] {
			return next.Handle(ctx, c, to) // its reader alone sees what it does
		}
		channel := c.From
		channel.Thread, channel.User = "", ""
		if channel.Channel != "" {
			if d := channels.wait(channel.String(), now); d > 0 {
				return tooOften(c, "This channel asks", d)
			}
		}
		return next.Handle(ctx, c, to)
	})
}

// tooOften tells the asker to wait, but not who only goes on talking in a thread.
func tooOften(c bot.Command, who string, d time.Duration) error {
	if c.Via == bot.ViaThread {
		return nil
	}
	e := &bot.Error{Code: tooOftenCode, Message: fmt.Sprintf("%s too often. Ask again in %d s.", who, int(math.Ceil(d.Seconds())))}
	if c.Via == bot.ViaForm {
		e.Field = fieldQuestion // it stays open with what was typed
	}
	return e
}

// tooOftenCode is the error of who asks, or of a channel that asks, more often than is answered. The asker alone
// is told.
const tooOftenCode = "too_often"
