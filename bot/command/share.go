package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"briefbot/bot"
	"briefbot/bot/render"
)

// share shows for everybody what only the asker saw: once in each place, however often the button is
// pressed.
func share(ctx context.Context, q *request) error {
	s, err := q.shown(ctx, q.Value)
	if err != nil {
		return err
	}
	place := q.From
	place.User = ""
	sum := sha256.Sum256([]byte(s.ID + "\x00" + place.String()))
	public := bot.Shown{ID: hex.EncodeToString(sum[:9]), To: place, At: q.at, Briefing: s.Briefing, Answer: s.Answer}
	switch _, err := q.store.Shown(ctx, public.ID); {
	case err == nil:
		return q.reply(ctx, "It is shared here already.")
	case !errors.Is(err, bot.ErrNotFound):
		return fmt.Errorf("reading what was shown: %w", err)
	}
	// Two presses of one finger meet here. A share that failed can be tried again in the next minute.
	first, err := q.store.First(ctx, q.From.Platform, "share/"+public.ID+"/"+q.at.UTC().Truncate(time.Minute).Format(time.RFC3339), q.at)
	if err != nil {
		return fmt.Errorf("remembering the share: %w", err)
	}
	if !first {
		return q.reply(ctx, "It is being shared.")
	}
	o := render.Options{ID: public.ID, Zone: q.loc, Question: true}
	var m bot.Message
	switch {
	case s.Answer != nil:
		m = render.Answer(*s.Answer, o)
	case s.Briefing != nil:
		m = render.Briefing(*s.Briefing, o)
	}
	if q.Actor.Name != "" {
		m.Blocks = append(m.Blocks, note("Shared by "+q.Actor.Name))
	}
	// Its buttons have to work as soon as it stands there; what is kept before that does no harm.
	if _, err := q.to.Share(ctx, m); err != nil {
		return fmt.Errorf("sharing: %w", err)
	}
	if err := q.store.Keep(ctx, public); err != nil {
		return fmt.Errorf("keeping what was shared: %w", err)
	}
	return nil
}
