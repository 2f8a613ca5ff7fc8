package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"briefbot/bot"
)

// listener turns gateway events into commands. Its event methods are called one after the other, on
// the goroutine that reads the connection: they do not wait for anything.
type listener struct {
	p   *Platform
	h   bot.Handler
	ctx context.Context // Listen's: handlers outlive it only until they are done

	mu         sync.Mutex
	ended      bool
	registered bool // or on its way
	handlers   sync.WaitGroup
	guilds     map[string]bool // the servers that the bot is in
	before     map[string]bool // those of them that it was in at the start, and of which it is not told more yet
}

// end takes no more commands and waits for those that run.
func (l *listener) end() {
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	l.handlers.Wait()
}

// work runs f, unless Listen has ended. What panics in it costs its own command only.
func (l *listener) work(what string, f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	l.handlers.Go(func() {
		defer l.recovered(what)
		f()
	})
}

func (l *listener) recovered(what string) {
	if r := recover(); r != nil {
		l.p.lg.Error("discord event or command panicked", "of", what, "panic", fmt.Sprint(r))
	}
}

func (l *listener) me() string {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	return l.p.self
}

// event takes one event of the gateway's. What it does not know, and what it cannot read, it passes over.
func (l *listener) event(kind string, data json.RawMessage) {
	defer l.recovered(kind)
	switch kind {
	case "READY":
		take(data, l.ready)
	case "GUILD_CREATE":
		take(data, l.guild)
	case "GUILD_DELETE":
		take(data, l.left)
	case "MESSAGE_CREATE":
		take(data, l.message)
	case "INTERACTION_CREATE":
		take(data, l.interaction)
	}
}

// take decodes an event for f, as far as it can be.
func take[E any](data json.RawMessage, f func(E)) {
	var e E
	if read(data, &e) {
		f(e)
	}
}

// ready is the first event of a session.
type ready struct {
	User        user `json:"user"`
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
	Guilds []struct {
		ID string `json:"id"`
	} `json:"guilds"`
}

// ready notes who the bot is and where, and registers its commands.
func (l *listener) ready(r ready) {
	if r.User.ID == "" {
		return
	}
	l.p.mu.Lock()
	l.p.self = r.User.ID
	l.p.mu.Unlock()
	for _, g := range r.Guilds {
		if !l.guilds[g.ID] {
			l.guilds[g.ID], l.before[g.ID] = true, true
		}
	}
	app := r.Application.ID
	if app == "" {
		app = r.User.ID
	}
	l.mu.Lock()
	again := l.registered
	l.registered = true
	l.mu.Unlock()
	if again {
		return
	}
	l.work("registering commands", func() {
		if err := l.p.stubbornly(l.ctx, func() error { return l.p.register(l.ctx, app) }); err != nil {
			l.p.lg.Error("discord commands could not be registered; slash commands may be missing", "error", err)
			l.mu.Lock()
			l.registered = false // the next session tries again
			l.mu.Unlock()
		}
	})
}

// guild says the first words in a server that the bot has come into. One that comes back after an outage
// is no news; one that it was in when it connected first is, where the handler knows nothing of it: it came
// there before the program was started.
func (l *listener) guild(g guild) {
	before := l.before[g.ID]
	if g.ID == "" || g.Unavailable || l.guilds[g.ID] && !before {
		return
	}
	l.guilds[g.ID] = true
	delete(l.before, g.ID)
	newcomer, ok := l.h.(bot.Newcomer)
	if before && !ok {
		return
	}
	channel := g.firstChannel(l.me())
	if channel == "" {
		l.p.lg.Info("discord: the bot came into a server but may write in none of its channels", "server", g.ID)
		return
	}
	c := bot.Command{ID: "join-" + g.ID + "-" + g.JoinedAt, Via: bot.ViaJoin, From: bot.Destination{Platform: Name, Tenant: g.ID, Channel: channel}}
	if l.p.seen.First(c.ID) {
		l.work(string(c.Via), func() {
			if !before || newcomer.Newcomer(l.ctx, bot.Destination{Platform: Name, Tenant: g.ID}) {
				l.answer(c, &postResponder{p: l.p, c: c})
			}
		})
	}
}

// left notes that the bot was taken out of a server; one that is only out of order stays known.
func (l *listener) left(g guild) {
	if !g.Unavailable {
		delete(l.guilds, g.ID)
	}
}

// message takes mentions, replies and direct messages.
func (l *listener) message(m message) {
	c, ok := said(m, l.me())
	if !ok || !l.p.seen.First(c.ID) {
		return
	}
	l.work(string(c.Via), func() {
		c.Actor.CanManage, c.Actor.Unsure = l.p.manages(context.WithoutCancel(l.ctx), m, placeWithin)
		l.answer(c, &postResponder{p: l.p, c: c, m: m})
	})
}

// interaction takes slash commands, buttons and forms, and what is typed into options.
func (l *listener) interaction(i interaction) {
	c, ok := l.p.command(i)
	if ok && i.Kind == kindTyping {
		l.work("suggestions", func() { l.suggest(i, c) })
		return
	}
	if !ok || !l.p.seen.First(c.ID) {
		return
	}
	r := newInteractionResponder(l.p, i, c)
	l.work(c.Name, func() {
		if c.Action == actionAgain {
			r.again(context.WithoutCancel(l.ctx))
			return
		}
		r.serve(context.WithoutCancel(l.ctx), func() {
			if c.Via == bot.ViaForm && c.From.Channel != i.ChannelID {
				c.Barred = l.p.barredAt(context.WithoutCancel(l.ctx), c.From)
			}
			l.answer(c, r)
		})
	})
}

func (l *listener) answer(c bot.Command, r bot.Responder) {
	c.Account = l.me()
	if err := l.h.Handle(context.WithoutCancel(l.ctx), c, r); err != nil {
		l.p.lg.Warn("command failed", "command", c.Name, "error", err)
	}
}

// barredAt is barred of a channel that a form chose.
func (p *Platform) barredAt(ctx context.Context, to bot.Destination) string {
	ctx, stop := context.WithTimeout(ctx, placeWithin)
	defer stop()
	problems, err := p.CheckAt(ctx, bot.Destination{Platform: Name, Channel: to.Channel})
	if err != nil || len(problems) == 0 || strings.Contains(problems[0], "Read Message History") {
		return ""
	}
	return "I cannot post there: " + problems[0] + ". Then order again, or choose another channel."
}
