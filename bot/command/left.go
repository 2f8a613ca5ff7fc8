package command

import (
	"context"
	"errors"
	"fmt"

	"briefbot/bot"
)

// leftWords is why the orders of a tenant wait that the bot was taken out of.
const leftWords = "the bot was taken out of the workspace, or its token was revoked."

// left pauses what is delivered by an account that was taken out of its tenant: status says why. It goes on
// by itself once the platform finds nothing wrong at its place any more.
func left(ctx context.Context, q *request) error {
	all, err := q.store.Subscriptions(ctx, bot.Destination{Platform: q.From.Platform})
	if err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	for _, s := range all {
		if mine := s.Account == q.Account && s.Account != "" || s.Account == "" && s.To.Tenant == q.From.Tenant; !mine {
			continue
		}
		if err := q.wait(ctx, s.ID); err != nil {
			return fmt.Errorf("pausing briefing %s: %w", s.ID, err)
		}
	}
	return nil
}

// wait pauses an order whose tenant the bot has left, unless it is paused or removed by then.
func (q *request) wait(ctx context.Context, id bot.SubscriptionID) error {
	const tries = 3
	for try := 1; ; try++ {
		s, err := q.store.Subscription(ctx, id)
		if errors.Is(err, bot.ErrNotFound) || err == nil && !s.Active() {
			return nil
		}
		if err != nil {
			return err
		}
		s.Paused, s.Cause, s.Visible = leftWords, bot.ReasonUnauthorized, true
		if _, err = q.store.PutSubscription(ctx, s); err == nil || try == tries || !errors.Is(err, bot.ErrConflict) {
			return err
		}
	}
}
