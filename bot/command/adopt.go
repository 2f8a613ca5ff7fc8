package command

import (
	"context"
	"errors"
	"fmt"

	"briefbot/bot"
)

// maxAdopted is how many places are remembered as looked at.
const maxAdopted = 10_000

// adopt gives the orders of a place their tenant that the configuration declares without one: a file
// says "the channel C1", and only what comes from there tells which tenant's it is. From then on they
// are one kind with those that were ordered there: listed with them, under the same wishes, and what
// the place was told it was told by both. Each place is looked at once in this process's life; the
// outcome is only logged when it fails, since the command was about something else.
func (q *request) adopt(ctx context.Context) {
	at := q.channel()
	if q.direct() {
		at = q.myself()
	}
	if at.Tenant == "" || at.Channel == "" && at.User == "" || !q.adopted.First(at.String()) {
		return
	}
	if err := q.adoptAt(ctx, at); err != nil {
		q.lg.Warn("declared briefings could not be given their tenant; trying again after the next start", "at", at.String(), "err", err)
	}
}

func (q *request) adoptAt(ctx context.Context, at bot.Destination) error {
	homeless := at
	homeless.Tenant = ""
	all, err := q.store.Subscriptions(ctx, homeless)
	if err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	for _, s := range all {
		if s.To != homeless || s.Owner != "" { // an empty tenant in a scope is any
			continue
		}
		told, err := q.store.Told(ctx, s.To, q.at.Add(-memory))
		if err != nil {
			return fmt.Errorf("reading what was told: %w", err)
		}
		if err := q.store.Tell(ctx, at, told, q.at); err != nil {
			return fmt.Errorf("moving what was told: %w", err)
		}
		s.To = at
		if _, err := q.store.PutSubscription(ctx, s); err != nil && !errors.Is(err, bot.ErrConflict) { // another replica's command came from there too
			return fmt.Errorf("storing the order: %w", err)
		}
	}
	return nil
}
