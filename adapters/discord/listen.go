package discord

import (
	"context"
	"errors"
	"net/http"
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
	if _, err := p.identify(ctx); err != nil {
		var e *bot.SendError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &e) && e.Reason == bot.ReasonUnauthorized:
			return errors.New(fatalCloses[4004])
		}
		p.lg.Warn("discord does not answer; trying on", "error", err)
	}
	lost := make(chan struct{}, 1)
	l := &listener{p: p, h: h, ctx: ctx, guilds: map[string]bool{}}
	defer l.end()
	for _, remove := range []func(){
		p.session.AddHandler(l.ready),
		p.session.AddHandler(l.message),
		p.session.AddHandler(l.interaction),
		p.session.AddHandler(l.guild),
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
		p.lg.Warn("discord connection ended; connecting again", "error", withoutAddress(err), "in", d.Round(time.Millisecond))
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
