package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
	"github.com/gorilla/websocket"

	"briefbot/bot"
)

// steady is how long a connection must hold before the wait between attempts starts anew.
const steady = time.Minute

// fatalCloses are the close codes after which connecting again cannot help:
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
var fatalCloses = map[int]string{
	4004: "Discord refuses the token: copy it anew from the \"Bot\" page of the application",
	4010: "Discord refuses the shard number",
	4011: "the bot is in too many servers for one connection: sharding is required",
	4012: "Discord no longer speaks this version of the gateway: a newer briefbot is needed",
	4013: "Discord refuses the intents as invalid",
	4014: "Discord refuses the intents: the application is not allowed them",
}

// Listen implements bot.Platform over the gateway: https://discord.com/developers/docs/topics/gateway
// A connection that breaks is resumed where Discord allows it, so that no command is lost.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	var handlers sync.WaitGroup
	defer handlers.Wait()
	lost := make(chan struct{}, 1)
	l := &listener{p: p, h: h, ctx: ctx, handlers: &handlers}
	for _, remove := range []func(){
		p.session.AddHandler(l.ready),
		p.session.AddHandler(l.message),
		p.session.AddHandler(l.interaction),
		p.session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
			select {
			case lost <- struct{}{}:
			default:
			}
		}),
	} {
		defer remove()
	}
	defer p.session.Close()
	wait := backoff.NewExponentialBackOff()
	wait.MaxInterval = 30 * time.Second
	for ctx.Err() == nil {
		started := p.now()
		err := p.session.Open()
		if err == nil {
			select {
			case <-ctx.Done():
				return nil
			case <-lost:
			}
			if p.now().Sub(started) > steady {
				wait.Reset()
			}
		} else if why := fatal(err); why != "" {
			return errors.New(why)
		}
		d := wait.NextBackOff()
		p.lg.Warn("discord connection ended; connecting again", "error", err, "in", d.Round(time.Millisecond))
		select {
		case <-ctx.Done():
		case <-time.After(d):
		}
	}
	return nil
}

// fatal says in words why an error of the connection cannot be mended by waiting, or nothing.
func fatal(err error) string {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return fatalCloses[closed.Code]
	}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized {
		return fatalCloses[4004]
	}
	return ""
}

// listener turns gateway events into commands.
type listener struct {
	p        *Platform
	h        bot.Handler
	ctx      context.Context // Listen's: handlers outlive it only until they are done
	handlers *sync.WaitGroup

	mu   sync.Mutex
	self string
	once sync.Once
}

func (l *listener) me() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.self
}

// ready notes who the bot is and registers its commands.
func (l *listener) ready(_ *discordgo.Session, r *discordgo.Ready) {
	if r == nil || r.User == nil {
		return
	}
	l.mu.Lock()
	l.self = r.User.ID
	l.mu.Unlock()
	app := r.User.ID
	if r.Application != nil && r.Application.ID != "" {
		app = r.Application.ID
	}
	l.once.Do(func() {
		if err := l.p.register(l.ctx, app); err != nil {
			l.p.lg.Error("discord commands could not be registered; slash commands may be missing", "error", err)
		}
	})
}

// message takes mentions, replies and direct messages.
func (l *listener) message(_ *discordgo.Session, m *discordgo.MessageCreate) {
	defer l.recovered("MESSAGE_CREATE")
	if c, ok := said(m, l.me()); ok {
		l.handle(c, &postResponder{p: l.p, c: c})
	}
}

// interaction takes slash commands and buttons, and defers the answer at once.
func (l *listener) interaction(_ *discordgo.Session, i *discordgo.InteractionCreate) {
	defer l.recovered("INTERACTION_CREATE")
	c, ok := command(i)
	if !ok || !l.p.seen.first(c.ID) {
		return
	}
	r := &interactionResponder{p: l.p, c: c, id: i.ID, token: i.Token, app: i.AppID, until: l.p.now().Add(tokenLife)}
	if err := r.deferred(l.ctx); err != nil {
		l.p.lg.Warn("discord interaction could not be acknowledged", "error", err)
		return
	}
	l.start(c, r)
}

func (l *listener) handle(c bot.Command, r bot.Responder) {
	if l.p.seen.first(c.ID) {
		l.start(c, r)
	}
}

func (l *listener) start(c bot.Command, r bot.Responder) {
	l.handlers.Add(1)
	go func() {
		defer l.handlers.Done()
		if err := l.h.Handle(context.WithoutCancel(l.ctx), c, r); err != nil {
			l.p.lg.Warn("command failed", "command", c.Name, "error", err)
		}
	}()
}

func (l *listener) recovered(event string) {
	if r := recover(); r != nil {
		l.p.lg.Error("discord event could not be read", "event", event, "panic", fmt.Sprint(r))
	}
}
