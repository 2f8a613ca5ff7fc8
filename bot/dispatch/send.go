package dispatch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"briefbot/bot"
)

// sendTimeout bounds one request. It is far shorter than a lease.
const sendTimeout = 30 * time.Second

// lastWait bounds it once the process is told to stop, which service managers grant ten seconds for.
const lastWait = 8 * time.Second

// part brings part n to an end: sent, failed for good, or unknown for good. An error means that it
// is open: ctx ended, the ledger cannot be written, the slot is lost.
func (w *work) part(ctx context.Context, n int) error {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = time.Second, 2*time.Minute
	for {
		p := &w.record.Parts[n]
		switch p.State {
		case bot.PartSent, bot.PartFailed:
			return nil
		case bot.PartWaiting:
			if w.obsolete() {
				return nil
			}
			if err := w.refresh(ctx); err != nil {
				return fmt.Errorf("building the briefing: %w", err)
			}
			if w.skip != "" {
				return nil
			}
			p = &w.record.Parts[n]
		case bot.PartSending, bot.PartUnknown:
			ended, err := w.reconcile(ctx, n)
			if err != nil || ended {
				return err
			}
		}
		if err := w.turn(ctx); err != nil {
			return err
		}
		ref, err := w.send(ctx, n)
		if err == nil {
			p.State, p.Ref, p.Reason = bot.PartSent, ref, ""
			return w.keep(ctx, n)
		}
		var e *bot.SendError
		if !errors.As(err, &e) {
			return err
		}
		delay, err := w.failed(ctx, n, e, wait)
		if err != nil {
			return err
		}
		if err := w.sleep(ctx, delay); err != nil {
			return err
		}
	}
}

// send records that the send begins, and makes it. An error that is no *bot.SendError came before.
func (w *work) send(ctx context.Context, n int) (bot.MessageRef, error) {
	if err := ctx.Err(); err != nil {
		return bot.MessageRef{}, err
	}
	p := &w.record.Parts[n]
	p.State, p.Tried = bot.PartSending, w.o.Now()
	p.Attempts++
	if p.Open.IsZero() {
		p.Open = p.Tried
	}
	if w.record.Until.Sub(p.Tried) < w.o.Lease*3/4 { // else a send's time is left, and a write is spared
		if err := w.extend(ctx); err != nil {
			return bot.MessageRef{}, err
		}
	}
	if err := w.put(ctx, n); err != nil {
		return bot.MessageRef{}, err
	}
	post := bot.Post{Key: p.Key, To: w.record.To, Message: p.Message}
	if p.Reply && n > 0 {
		post.ReplyTo = w.record.Parts[0].Ref
	}
	bounded, stop := w.bounded(ctx)
	defer stop()
	ref, err := w.platform.Send(bounded, post)
	if err == nil {
		return ref, nil
	}
	var e *bot.SendError
	if !errors.As(err, &e) { // an adapter's own fault: nothing is known
		e = &bot.SendError{Reason: bot.ReasonUnknown, Ambiguous: true, Err: err}
	}
	return ref, e
}

// bounded is the context of one request. What has begun is brought to its end, so that its outcome is
// known, but not for long when the process is told to stop.
func (w *work) bounded(ctx context.Context) (context.Context, func()) {
	bounded, stop := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	unhook := context.AfterFunc(ctx, func() { time.AfterFunc(lastWait, stop) })
	return bounded, func() {
		unhook()
		stop()
	}
}

// turn waits for a turn at the destination and then at the platform.
func (w *work) turn(ctx context.Context) error {
	if err := w.sleep(ctx, w.pace.destination(w.record.To)); err != nil {
		return err
	}
	return w.sleep(ctx, w.pace.platform(w.record.To.Platform))
}

// failed records a failed send and says how long to wait before the next.
func (w *work) failed(ctx context.Context, n int, e *bot.SendError, wait *backoff.ExponentialBackOff) (time.Duration, error) {
	p := &w.record.Parts[n]
	p.Reason = e.Error()
	level := slog.LevelWarn
	if e.Reason == bot.ReasonUnauthorized || e.Reason == bot.ReasonInvalid { // somebody has to do something
		level = slog.LevelError
	}
	w.lg.Log(ctx, level, "send failed", "delivery", w.record.Key.String(), "part", n, "attempt", p.Attempts, "error", e)
	switch {
	case e.Ambiguous:
		p.State = bot.PartUnknown
	case e.Permanent():
		p.State = bot.PartFailed
		if remedy := remedies[e.Reason]; remedy != "" {
			w.stop = stop{cmp.Or(e.Advice, remedy), e.Reason}
		}
		w.why = cmp.Or(e.Advice, words[e.Reason])
	case w.o.Now().Sub(w.record.At) > w.o.Grace:
		p.State, p.Reason = bot.PartFailed, "given up after "+w.o.Grace.String()+": "+p.Reason
		w.why = fmt.Sprintf("given up after %.0f hours: %s", w.o.Grace.Hours(), words[e.Reason])
	case p.Open.Before(p.Tried) && w.dedupes():
		p.State = bot.PartUnknown // not this attempt, but one before it
	default:
		p.State, p.Open = bot.PartWaiting, time.Time{}
	}
	next := delay(e, wait)
	if p.State == bot.PartFailed {
		next = 0
	}
	return next, w.put(ctx, n)
}

// words are why a send failed, for people; the ledger's parts keep the platform's own code.
var words = map[bot.Reason]string{
	bot.ReasonRateLimited:  "the platform asked to wait again and again",
	bot.ReasonUnavailable:  "the platform had trouble of its own",
	bot.ReasonGone:         "the channel is gone or archived",
	bot.ReasonForbidden:    "the bot may not post there",
	bot.ReasonUnauthorized: "the platform refuses the bot's token; whoever runs the bot has to renew it",
	bot.ReasonInvalid:      "the platform refused the message; its log tells whoever runs the bot why",
	bot.ReasonUnknown:      "the platform gave an unknown error",
}

// remedies are what people are told of a permanent error. An invalid message is the program's own
// fault and pauses nothing.
var remedies = map[bot.Reason]string{
	bot.ReasonGone:      "the channel is gone or archived.",
	bot.ReasonForbidden: "the bot may not post there; invite it to the channel or give it the permission.",
}

// mostAgain is how often a part is sent again whose sends may have arrived: after a moment, and after the
// trouble that lasted longer may have passed.
const mostAgain = 2

// dedupes reports whether the platform drops a post that comes again.
func (w *work) dedupes() bool {
	_, ok := w.platform.(bot.Deduper)
	return ok
}

// reconcile finds out whether a part whose outcome is unknown has arrived. ended says that there
// is nothing more to do.
func (w *work) reconcile(ctx context.Context, n int) (ended bool, err error) {
	p := &w.record.Parts[n]
	since := w.o.Now().Sub(p.Open) // less than nothing where the clock has gone back: then it tells nothing
	if d, ok := w.platform.(bot.Deduper); ok && since > -w.o.Settle && since < d.Remembers() {
		return false, nil // sending it again is harmless
	}
	if f, ok := w.platform.(bot.Finder); ok {
		if err := w.sleep(ctx, min(w.o.Settle, w.o.Settle-w.o.Now().Sub(p.Tried))); err != nil {
			return false, err
		}
		to := w.record.To
		if p.Reply && n > 0 {
			to.Thread = w.record.Parts[0].Ref.ID
		}
		ref, found, err := f.Find(ctx, to, p.Key)
		switch {
		case found:
			p.State, p.Ref, p.Reason = bot.PartSent, ref, ""
			return true, w.put(ctx, n)
		case err == nil:
			p.Open = time.Time{} // none of those before has arrived
			return false, nil
		}
		var e *bot.SendError
		if !errors.As(err, &e) || !e.Permanent() {
			return false, fmt.Errorf("looking for a part that may have arrived: %w", err)
		}
	}
	// It can never be told. It is sent again, later each time, and that is counted.
	if p.Again >= mostAgain {
		p.State, p.Reason = bot.PartFailed, fmt.Sprintf("it is not known whether it arrived, after %d attempts", p.Again+1)
		w.why = p.Reason
		return true, w.put(ctx, n)
	}
	gap := w.o.Doubt
	if p.Again > 0 {
		gap *= 10
	}
	if err := w.sleep(ctx, min(gap, gap-w.o.Now().Sub(p.Tried))); err != nil {
		return false, err
	}
	p.Duplicate = true
	p.Again++
	return false, w.put(ctx, n)
}

// put records the present state of part n.
func (w *work) put(ctx context.Context, n int) error {
	if err := w.store.PutPart(context.WithoutCancel(ctx), w.record.Key, w.record.Token, n, w.record.Parts[n]); err != nil {
		return fmt.Errorf("recording part %d: %w", n, err)
	}
	return nil
}

// keepEvery is how often it is tried to record what arrived.
const keepEvery = 2 * time.Second

// keep records that part n has arrived. It is worth trying as long as the slot is held, whatever the
// ledger's trouble is: once that is forgotten, the platform would have to be asked.
func (w *work) keep(ctx context.Context, n int) error {
	for left := w.o.Lease / keepEvery; ; left-- { // counted too, since a clock may stand or run back
		err := w.put(ctx, n)
		if err == nil || errors.Is(err, bot.ErrLost) || left <= 0 || !w.o.Now().Add(keepEvery).Before(w.record.Until) {
			return err
		}
		w.lg.Warn("what arrived could not be recorded; trying again", "delivery", w.record.Key.String(), "part", n, "error", err)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(keepEvery):
		}
	}
}

// extend keeps the slot for another lease.
func (w *work) extend(ctx context.Context) error {
	w.record.Until = w.o.Now().Add(w.o.Lease)
	if w.place != nil {
		if err := w.keepOut(ctx, w.place); errors.Is(err, bot.ErrTaken) {
			return fmt.Errorf("keeping the destination: %w", bot.ErrLost)
		} else if err != nil {
			return fmt.Errorf("keeping the destination: %w", err)
		}
	}
	if err := w.store.Extend(ctx, w.record.Key, w.record.Token, w.record.Until); err != nil {
		return fmt.Errorf("keeping the slot: %w", err)
	}
	return nil
}

// sleep waits, and keeps the slot meanwhile.
func (w *work) sleep(ctx context.Context, d time.Duration) error {
	for d > 0 {
		nap := min(d, w.o.Lease/2)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(nap):
		}
		if d -= nap; d > 0 {
			if err := w.extend(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}
