package slack

import (
	"context"
	"errors"
	"time"

	"briefbot/bot"
)

const (
	// maxTries is how often an answer is tried while Slack asks to wait.
	maxTries = 5
	// maxWait is the longest wait that an answer is worth; a post on schedule is tried again by
	// whoever sends it.
	maxWait = time.Minute
)

// patiently makes a call again for as long as Slack asks to wait (Retry-After), or could not be
// reached at all. What may have arrived is not tried again.
// https://docs.slack.dev/apis/web-api/rate-limits
func (p *Platform) patiently(ctx context.Context, call func() error) error {
	for try := 1; ; try++ {
		err := call()
		var e *bot.SendError
		if !errors.As(err, &e) || e.Ambiguous || try == maxTries {
			return err
		}
		wait := e.RetryAfter
		switch e.Reason {
		case bot.ReasonRateLimited:
			wait = max(wait, 100*time.Millisecond)
		case bot.ReasonUnavailable:
			wait = max(wait, time.Duration(try)*200*time.Millisecond)
		default:
			return err
		}
		if wait > maxWait {
			return err
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return err
		}
	}
}
