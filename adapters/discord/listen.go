package discord

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
	"github.com/gorilla/websocket"

	"briefbot/bot"
)

// steady is how long a connection must hold before the wait between attempts starts anew, and
// resumedSteady how long one that resumed a session must, of which Discord limits the number less.
const (
	steady        = time.Minute
	resumedSteady = time.Second
)

// intents are the least that the bot needs: the servers it comes into, and messages. Of those that
// do not name the bot it sees no content, for which it would have to be allowed a further intent:
// https://docs.discord.com/developers/events/gateway#message-content-intent
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// fatalCloses are the close codes after which connecting again cannot help:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
var fatalCloses = map[int]string{
	4004: "Discord refuses the token: copy it anew from the \"Bot\" page of the application",
	4010: "Discord refuses the shard number",
	4011: "the bot is in too many servers for one connection: sharding is required",
	4012: "Discord no longer speaks this version of the gateway: a newer briefbot is needed",
	4013: "Discord refuses the intents as invalid: a newer briefbot is needed",
	4014: "Discord refuses the intents: the application is not allowed them",
}

// endedSessions are the close codes after which a session cannot be resumed, of the same page.
var endedSessions = map[int]bool{4003: true, 4007: true, 4009: true}

// Listen implements bot.Platform over the gateway. A connection that breaks is resumed where Discord
// allows it, so that no command is lost.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	l := &listener{p: p, h: h, ctx: ctx, guilds: map[string]bool{}, before: map[string]bool{}}
	defer l.end()
	g := &gateway{p: p, on: l.event}
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 100*time.Millisecond, 30*time.Second
	for ctx.Err() == nil {
		started := p.now()
		resumed, err := g.connect(ctx)
		if ctx.Err() != nil {
			break
		}
		if why := fatal(err); why != "" {
			return errors.New(why)
		}
		var closed *websocket.CloseError
		if errors.As(err, &closed) && endedSessions[closed.Code] {
			g.forget()
		}
		if held := p.now().Sub(started); held > steady || resumed && held > resumedSteady {
			wait.Reset()
		}
		d := wait.NextBackOff()
		p.lg.Warn("discord connection ended; connecting again", "error", err, "in", d.Round(time.Millisecond))
		pause(ctx, d)
	}
	return nil
}

// fatal says in words why an error of the connection cannot be mended by waiting, or nothing.
func fatal(err error) string {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return fatalCloses[closed.Code]
	}
	var e *bot.SendError
	if errors.As(err, &e) && e.Reason == bot.ReasonUnauthorized {
		return fatalCloses[4004]
	}
	return ""
}
