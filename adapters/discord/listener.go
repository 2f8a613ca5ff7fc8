package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// listener turns gateway events into commands. Its event methods are called one after the other, on
// the goroutine that reads the connection: they do not wait for anything.
type listener struct {
	p   *Platform
	h   bot.Handler
	ctx context.Context // Listen's: handlers outlive it only until they are done

	mu       sync.Mutex
	ended    bool
	handlers sync.WaitGroup
	guilds   map[string]bool // the servers that the bot was in when it connected
	once     sync.Once
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
	l.handlers.Add(1)
	go func() {
		defer l.handlers.Done()
		defer l.recovered(what)
		f()
	}()
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

// ready notes who the bot is and where, and registers its commands.
func (l *listener) ready(_ *discordgo.Session, r *discordgo.Ready) {
	defer l.recovered("READY")
	if r == nil || r.User == nil {
		return
	}
	l.p.mu.Lock()
	l.p.self = r.User.ID
	l.p.mu.Unlock()
	for _, g := range r.Guilds {
		if g != nil {
			l.guilds[g.ID] = true
		}
	}
	app := r.User.ID
	if r.Application != nil && r.Application.ID != "" {
		app = r.Application.ID
	}
	l.once.Do(func() {
		l.work("registering commands", func() {
			if err := l.p.register(l.ctx, app); err != nil {
				l.p.lg.Error("discord commands could not be registered; slash commands may be missing", "error", err)
			}
		})
	})
}

// guild says the first words in a server that the bot has come into.
func (l *listener) guild(_ *discordgo.Session, g *discordgo.GuildCreate) {
	defer l.recovered("GUILD_CREATE")
	if g == nil || g.Guild == nil || g.ID == "" || l.guilds[g.ID] {
		return
	}
	l.guilds[g.ID] = true
	if g.SystemChannelID == "" {
		return
	}
	c := bot.Command{ID: "join-" + g.ID + "-" + g.JoinedAt.String(), Via: bot.ViaJoin, From: bot.Destination{Platform: Name, Tenant: g.ID, Channel: g.SystemChannelID}}
	l.handle(c, &postResponder{p: l.p, c: c})
}

// message takes mentions, replies and direct messages.
func (l *listener) message(_ *discordgo.Session, m *discordgo.MessageCreate) {
	defer l.recovered("MESSAGE_CREATE")
	if c, ok := said(m, l.me()); ok {
		l.handle(c, &postResponder{p: l.p, c: c})
	}
}

func (l *listener) handle(c bot.Command, r bot.Responder) {
	if l.p.seen.First(c.ID) {
		l.work(c.Name, func() { l.answer(c, r) })
	}
}

// interaction takes slash commands and buttons, and defers the answer before it is worked on.
func (l *listener) interaction(_ *discordgo.Session, i *discordgo.InteractionCreate) {
	defer l.recovered("INTERACTION_CREATE")
	c, ok := command(i)
	if !ok || !l.p.seen.First(c.ID) {
		return
	}
	r := &interactionResponder{p: l.p, c: c, id: i.ID, token: i.Token, app: i.AppID, until: l.p.now().Add(tokenLife), limits: discordgo.NewRatelimiter()}
	l.work(c.Name, func() {
		if err := r.deferred(context.WithoutCancel(l.ctx)); err != nil {
			l.p.lg.Warn("discord interaction could not be acknowledged", "error", err)
			var e *bot.SendError
			if !errors.As(err, &e) || !e.Ambiguous {
				return // too late, or answered by another replica
			}
		}
		l.answer(c, r)
	})
}

func (l *listener) answer(c bot.Command, r bot.Responder) {
	if err := l.h.Handle(context.WithoutCancel(l.ctx), c, r); err != nil {
		l.p.lg.Warn("command failed", "command", c.Name, "error", err)
	}
}
