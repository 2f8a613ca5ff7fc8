package discord

import (
	"context"
	"errors"
	"time"

	"briefbot/bot"
)

// Answers to people are tried again for a while, since nobody else does: what stands in the ledger is
// tried again by whoever keeps it. An answer is given up after tries, or where Discord asks to wait
// longer than longest.
const (
	tries   = 6
	longest = 30 * time.Second
)

// patiently does f, and again where it surely did nothing and may work later.
func (p *Platform) patiently(ctx context.Context, f func() error) error {
	return again(ctx, f, func(e *bot.SendError) bool { return !e.Permanent() && !e.Ambiguous })
}

// repeatedly does f, and again too where Discord, or what stands before it, answered with trouble: a
// message to the asker alone may come twice rather than not at all. What was lost on the way is not repeated.
func (p *Platform) repeatedly(ctx context.Context, f func() error) error {
	return again(ctx, f, func(e *bot.SendError) bool { return !e.Permanent() && (!e.Ambiguous || e.Code != "") })
}

// stubbornly does f, which may be done twice without harm, and again where it may work later.
func (p *Platform) stubbornly(ctx context.Context, f func() error) error {
	return again(ctx, f, func(e *bot.SendError) bool { return !e.Permanent() })
}

func again(ctx context.Context, f func() error, may func(*bot.SendError) bool) error {
	for n := 1; ; n++ {
		err := f()
		var e *bot.SendError
		if err == nil || !errors.As(err, &e) || !may(e) || n == tries {
			return err
		}
		wait := max(e.RetryAfter, time.Duration(n*n)*50*time.Millisecond)
		if wait > longest || !pause(ctx, wait) {
			return err
		}
	}
}

// pause waits, and reports false where ctx ends before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
