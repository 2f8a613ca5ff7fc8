package command

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"briefbot/bot"
)

// withTrouble tells the asker of every error: a bot.Error in its own words, anything else, a panic
// too, as a short reference under which it is logged.
func (r *Router) withTrouble(next bot.Handler) bot.Handler {
	return bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
			if err != nil {
				r.tell(ctx, c, to, err)
			}
		}()
		return next.Handle(ctx, c, to)
	})
}

// tell says to the asker what went wrong.
func (r *Router) tell(ctx context.Context, c bot.Command, to bot.Responder, err error) {
	var known *bot.Error
	words := ""
	switch {
	case errors.As(err, &known):
		words = known.Message
		if r.refused(ctx, c, to, known) {
			return
		}
	case errors.Is(err, context.Canceled):
		words = "The bot is being restarted. Ask again in a minute."
	case errors.Is(err, context.DeadlineExceeded):
		words = "This took too long. Ask again, or ask for less: one topic, a shorter time."
	default:
		reference := Reference(c)
		if c.ID == "" {
			reference = Reference(bot.Command{ID: r.now().String(), From: c.From})
		}
		reference = reference[:8] // people read it out
		words = "Something went wrong here. Ask again; if it stays so, give the reference " + reference + " to whoever runs this bot."
		r.lg.Error("command failed", "reference", reference, "via", c.Via, "name", c.Name, "action", c.Action, "from", c.From.String(), "err", err)
	}
	// The command's own time may be over; the answer about it still has to go out.
	ctx = context.WithoutCancel(ctx)
	if w, ok := to.(bot.Whisperer); ok && known != nil && known.Code == tooOftenCode {
		if sendErr := w.Whisper(ctx, plain(words, true)); sendErr != nil {
			r.lg.Debug("the asker could not be told to wait", "from", c.From.String(), "err", sendErr)
		}
		return
	}
	if _, sendErr := to.Reply(ctx, plain(words, true)); sendErr != nil {
		r.lg.Warn("the asker could not be told of an error", "from", c.From.String(), "err", sendErr)
	}
}

// refused shows an error beside the form's field that it is about, where the platform can.
func (r *Router) refused(ctx context.Context, c bot.Command, to bot.Responder, e *bot.Error) bool {
	refuser, ok := to.(bot.Refuser)
	if !ok || e.Field == "" || c.Via != bot.ViaForm {
		return false
	}
	err := refuser.Refuse(context.WithoutCancel(ctx), e.Field, e.Message)
	if err != nil && !errors.Is(err, bot.ErrNoForm) {
		r.lg.Warn("a form's field could not be refused", "from", c.From.String(), "field", e.Field, "err", err)
	}
	return err == nil
}

// withTimeout bounds how long a command may take.
func (r *Router) withTimeout(next bot.Handler) bot.Handler {
	return bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) error {
		ctx, cancel := context.WithTimeout(ctx, r.o.Timeout)
		defer cancel()
		return next.Handle(ctx, c, to)
	})
}

// withOnce drops an event that was seen before: platforms deliver again what they believe lost.
func (r *Router) withOnce(next bot.Handler) bot.Handler {
	return bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) error {
		if c.ID != "" {
			first, err := r.store.First(ctx, c.From.Platform, c.ID, r.now())
			if err != nil {
				return fmt.Errorf("remembering command %s: %w", c.ID, err)
			}
			if !first {
				return nil
			}
		}
		return next.Handle(ctx, c, to)
	})
}
