package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"briefbot/bot"
)

const (
	// links is how many connections stand at a time. Slack closes each every few hours and sends an
	// event over any one that is open, so that with two of them there is always one. Slack allows an
	// app ten: https://docs.slack.dev/apis/events-api/using-socket-mode/#multiple-connections
	links = 2
	// steady is how long a connection must hold before the wait between attempts starts anew.
	steady = time.Minute
	// longestWait bounds the wait between attempts to connect.
	longestWait = 30 * time.Second
	// lastWait is how long commands go on when the program is told to stop; service managers wait
	// little longer.
	lastWait = 10 * time.Second
)

// Listen implements bot.Platform over Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode/
// Every envelope is acknowledged as soon as it was read, before its command is worked on; but a
// form that was submitted is shown what is wrong with it in the acknowledgement.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	if p.swapped {
		return errors.New(swappedTokens)
	}
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
	work, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer p.finish(&handlers, abandon)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, links)
	for range links {
		go func() { ended <- p.link(ctx, job{work, h, &handlers}) }()
	}
	var first error
	for range links {
		err := <-ended
		if first == nil {
			first = err
		}
		stop() // one ends for good: so do all
	}
	return first
}

// finish waits for the commands under way. After a while they are told to end, and then they are left.
func (p *Platform) finish(handlers *sync.WaitGroup, abandon context.CancelFunc) {
	defer abandon()
	done := make(chan struct{})
	go func() {
		handlers.Wait()
		close(done)
	}()
	for range 2 {
		select {
		case <-done:
			return
		case <-time.After(p.waits.last / 2):
			abandon()
		}
	}
	p.lg.Warn("a command did not end in time; whoever gave it has to give it again")
}

// job is what is done with the commands that come in: work outlives the connections for a little.
type job struct {
	work     context.Context
	h        bot.Handler
	handlers *sync.WaitGroup
}

// link keeps one connection, through however many attempts, until ctx ends or waiting cannot help.
func (p *Platform) link(ctx context.Context, j job) error {
	wait := backoff.NewExponentialBackOff()
	wait.MaxInterval = longestWait
	for ctx.Err() == nil {
		started := p.options.Now()
		err := p.connect(ctx, j)
		select {
		case <-ctx.Done():
			return nil // it ended because it was told to
		default:
		}
		switch {
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

// connect keeps one Socket Mode client running until it gives up. The client itself connects anew
// when Slack asks for it, and waits as long as Slack asks; a wait of its own that has grown past
// longestWait ends here.
func (p *Platform) connect(ctx context.Context, j job) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	client := socketmode.New(p.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))
	receipts := &acks{client: client, now: time.Now}
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(ctx) }()
	for {
		select {
		case err := <-ended:
			return err
		case event := <-client.Events:
			if e, ok := event.Data.(*slack.ConnectionErrorEvent); ok && e != nil {
				var limited *slack.RateLimitedError
				if fatal(e.ErrorObj) || e.Backoff > longestWait && !errors.As(e.ErrorObj, &limited) { // the client would try it for ever
					stop()
					if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
						p.lg.Debug("slack connection ended", "error", withoutAddress(err))
					}
					return e.ErrorObj
				}
				p.lg.Warn("slack connection failed; trying again", "error", withoutAddress(e.ErrorObj), "in", e.Backoff.Round(time.Millisecond))
			}
			if err := receipts.follow(ctx, event); err != nil {
				p.lg.Debug("slack events could not be acknowledged once more", "error", err)
			}
			p.receive(receipts, event, j)
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
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type", "missing_scope", "token_expired":
		return true
	}
	return false
}

// receive acknowledges an event and has it worked on. It never blocks on anything but the
// connection, and never panics, whatever the payload holds.
func (p *Platform) receive(receipts *acks, event socketmode.Event, j job) {
	id := envelope(event)
	if id == "" {
		return
	}
	r := &receipt{send: func(payload any) {
		// A command's acknowledgement may come when its connection has just ended.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(j.work), maxHold)
		defer cancel()
		if err := receipts.send(ctx, id, payload); err != nil {
			p.lg.Warn("slack event could not be acknowledged", "error", withoutAddress(err))
		}
	}}
	if !held(event) {
		r.give(nil)
	}
	j.handlers.Add(1)
	go func() {
		defer j.handlers.Done()
		defer r.give(nil)
		defer time.AfterFunc(p.waits.hold, func() { r.give(nothing(event)) }).Stop()
		defer func() {
			if x := recover(); x != nil {
				p.lg.Error("slack event could not be worked on", "type", string(event.Type), "panic", fmt.Sprint(x))
			}
		}()
		p.work(j.work, id, event, r, j.h)
	}()
}

// envelope is the id under which an event is acknowledged, of one that could not be read too: Slack
// would only deliver it again.
func envelope(event socketmode.Event) string {
	if event.Request != nil {
		return event.Request.EnvelopeID
	}
	bad, ok := event.Data.(*socketmode.ErrorBadMessage)
	if !ok || bad == nil {
		return ""
	}
	var e struct {
		ID string `json:"envelope_id"`
	}
	if json.Unmarshal(bad.Message, &e) != nil {
		return ""
	}
	return e.ID
}

// work decodes an event and has its command answered. A handler that panics costs its own command only.
func (p *Platform) work(ctx context.Context, envelope string, event socketmode.Event, r *receipt, h bot.Handler) {
	if bad, ok := event.Data.(*socketmode.ErrorBadMessage); ok {
		if event.Data, ok = lenient(bad.Message); !ok {
			p.lg.Warn("slack event could not be read", "error", bad.Cause)
			return
		}
		p.lg.Debug("slack event was read in part", "error", bad.Cause)
	}
	if c, ok := event.Data.(slack.InteractionCallback); ok && c.Type == slack.InteractionTypeBlockSuggestion {
		p.suggest(ctx, c, r, h)
		return
	}
	if started(event.Data) != nil {
		p.prompt(ctx, *started(event.Data))
		return
	}
	asking, stop := context.WithTimeout(ctx, p.waits.user)
	self, err := p.identify(asking)
	stop()
	if err != nil {
		p.lg.Debug("slack does not tell who the bot is", "error", err)
	}
	in, ok := decode(event.Data, self, p.options.Threads)
	if !ok {
		return
	}
	if in.id == "" {
		in.id = envelope
	}
	if !p.seen.First(in.id) {
		return
	}
	in.command.ID, in.command.Account, in.receipt = in.id, self.team, r
	if in.command.Via == bot.ViaLeave {
		p.leave()
		p.answer(ctx, in, &page{p: p}, h)
		return
	}
	p.handle(ctx, in, h)
}

// handle has a command answered, and the page that it came from brought up to date.
func (p *Platform) handle(ctx context.Context, in inbound, h bot.Handler) {
	patience := p.waits.user
	if in.trigger != "" || in.command.Via == bot.ViaForm {
		patience = p.waits.hurried
	}
	if in.command.Via == bot.ViaForm {
		if why := p.settle(ctx, &in); why != "" {
			if !in.receipt.give(slack.NewErrorsViewSubmissionResponse(map[string]string{in.chooser: why})) {
				p.say(ctx, in, why) // the form is closed already
			}
			return
		}
	}
	in.command.Actor = p.actor(ctx, in.command.Actor, patience)
	if in.command.Via == bot.ViaHome {
		p.answer(ctx, in, &page{p: p, user: in.command.Actor.ID}, h)
		return
	}
	r := p.responder(in)
	p.working(ctx, in, func() { p.answer(ctx, in, r, h) })
	if in.command.Via == bot.ViaForm {
		in.receipt.give(slack.NewClearViewSubmissionResponse())
	}
	if in.home && !r.asked() {
		p.refresh(ctx, in, r, h)
	}
}

// answer calls the handler.
func (p *Platform) answer(ctx context.Context, in inbound, r bot.Responder, h bot.Handler) {
	defer func() {
		if x := recover(); x != nil {
			p.lg.Error("command panicked", "command", in.command.Name, "panic", fmt.Sprint(x))
		}
	}()
	if err := h.Handle(ctx, in.command, r); err != nil {
		p.lg.Warn("command failed", "command", in.command.Name, "error", err)
	}
}
