package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"briefbot/bot"
)

// steady is how long a connection must hold before the wait between attempts starts anew.
const steady = time.Minute

// Listen implements bot.Platform over Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode/
// Every envelope is acknowledged as soon as it was read, before its command is worked on.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	if _, err := p.identify(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		var e *bot.SendError
		if errors.As(err, &e) && e.Reason == bot.ReasonUnauthorized {
			return fmt.Errorf("Slack refuses the bot token (%s): copy it anew from \"OAuth & Permissions\" of the app", e.Code)
		}
		p.lg.Warn("slack does not answer; trying on", "error", err)
	}
	var handlers sync.WaitGroup
	defer handlers.Wait()
	wait := backoff.NewExponentialBackOff()
	wait.MaxInterval = 30 * time.Second
	for ctx.Err() == nil {
		started := p.options.Now()
		err := p.connect(ctx, h, &handlers)
		switch {
		case ctx.Err() != nil:
			return nil
		case fatal(err):
			return fmt.Errorf("Slack refuses the app token (%s): make one with the scope connections:write under \"Basic Information\" of the app, and switch Socket Mode on", sendError(err).Code)
		case p.options.Now().Sub(started) > steady:
			wait.Reset()
		}
		d := wait.NextBackOff()
		p.lg.Warn("slack connection ended; connecting again", "error", withoutAddress(err), "in", d.Round(time.Millisecond))
		select {
		case <-ctx.Done():
		case <-time.After(d):
		}
	}
	return nil
}

// connect keeps one Socket Mode client running until it gives up.
func (p *Platform) connect(ctx context.Context, h bot.Handler, handlers *sync.WaitGroup) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	client := socketmode.New(p.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(ctx) }()
	for {
		select {
		case err := <-ended:
			return err
		case event := <-client.Events:
			if e, ok := event.Data.(*slack.ConnectionErrorEvent); ok && e != nil {
				if fatal(e.ErrorObj) { // the client would try it for ever
					stop()
					if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
						p.lg.Debug("slack connection ended", "error", withoutAddress(err))
					}
					return e.ErrorObj
				}
				p.lg.Warn("slack connection failed; trying again", "error", withoutAddress(e.ErrorObj), "in", e.Backoff.Round(time.Millisecond))
			}
			p.receive(ctx, client, event, h, handlers)
		}
	}
}

// fatal reports whether an error cannot be mended by waiting.
func fatal(err error) bool {
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) {
		return false
	}
	switch refused.Err {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type", "missing_scope":
		return true
	}
	return false
}

// receive acknowledges an event and hands its command on. It never blocks and never panics,
// whatever the payload holds.
func (p *Platform) receive(ctx context.Context, client *socketmode.Client, event socketmode.Event, h bot.Handler, handlers *sync.WaitGroup) {
	defer func() {
		if r := recover(); r != nil {
			p.lg.Error("slack event could not be read", "type", string(event.Type), "panic", r)
		}
	}()
	if event.Request != nil && event.Request.EnvelopeID != "" {
		if err := client.AckCtx(ctx, event.Request.EnvelopeID, nil); err != nil {
			p.lg.Warn("slack event could not be acknowledged", "error", withoutAddress(err))
		}
	}
	var in inbound
	var ok bool
	switch data := event.Data.(type) {
	case slack.SlashCommand:
		in, ok = slash(data)
	case slackevents.EventsAPIEvent:
		self, _ := p.identify(ctx)
		in, ok = eventCommand(data, self, p.options.Threads)
	case slack.InteractionCallback:
		in, ok = interaction(data)
	}
	if in.id == "" && event.Request != nil {
		in.id = event.Request.EnvelopeID
	}
	if !ok || !p.seen.First(in.id) {
		return
	}
	in.command.ID = in.id
	handlers.Add(1)
	go func() {
		defer handlers.Done()
		p.handle(context.WithoutCancel(ctx), in, h)
	}()
}

// handle has a command answered. A handler that panics costs its own command only.
func (p *Platform) handle(ctx context.Context, in inbound, h bot.Handler) {
	defer func() {
		if r := recover(); r != nil {
			p.lg.Error("command panicked", "command", in.command.Name, "panic", fmt.Sprint(r))
		}
	}()
	r := p.responder(in)
	in.command.Actor = p.actor(ctx, in.command.Actor)
	if err := h.Handle(ctx, in.command, r); err != nil {
		p.lg.Warn("command failed", "command", in.command.Name, "error", err)
	}
}
