package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// runOrder delivers an order's briefing now. The command's own id names the slot, so that the same
// command delivers once.
func runOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if q.deliverer == nil {
		return &bot.Error{Code: "no_delivery", Message: "Nothing is delivered from here. See it with /briefing preview, or start “briefbot serve”."}
	}
	if q.Via == bot.ViaButton {
		if err := q.justRun(ctx, s); err != nil {
			return err
		}
	}
	d, err := q.deliverer.Deliver(ctx, s.ID, bot.OutOfTurn+q.shownID())
	if errors.Is(err, context.DeadlineExceeded) { // whoever looks for unfinished deliveries goes on with it
		return &bot.Error{Code: "under_way", Message: fmt.Sprintf("Briefing %s is under way, and takes long: the platform lets the bot wait. It goes on by itself; /briefing status tells how far it is.", s.ID)}
	}
	if err != nil {
		return fmt.Errorf("delivering: %w", err)
	}
	if d.State != bot.Sent {
		return &bot.Error{Code: "not_delivered", Message: fmt.Sprintf("Briefing %s could not be delivered: %s. /briefing status tells more.", s.ID, d.Reason)}
	}
	m := plain(fmt.Sprintf("Briefing %s is delivered.", s.ID), q.private())
	if !q.here(s) && !(q.direct() && s.To.Channel == "") {
		spans := append([]bot.Span{bot.Text(fmt.Sprintf("Briefing %s is delivered ", s.ID))}, q.whereSpans(s)...)
		m.Blocks[0].Spans = append(spans, bot.Text("."))
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// pressedAgain is how soon after a button the same again is taken for a second press of the finger.
const pressedAgain = time.Minute

// justRun refuses to deliver out of turn what was delivered so a moment ago.
func (q *request) justRun(ctx context.Context, s bot.Subscription) error {
	last, err := q.store.Deliveries(ctx, s.ID, deliveriesShown)
	if err != nil {
		return fmt.Errorf("reading the deliveries: %w", err)
	}
	for _, d := range last {
		if strings.HasPrefix(d.Key.Slot, bot.OutOfTurn) && d.State != bot.Failed && q.at.Sub(d.At) < pressedAgain {
			return &bot.Error{Code: "just_run", Message: fmt.Sprintf("Briefing %s was delivered a moment ago.", s.ID)}
		}
	}
	return nil
}

// previewOrder shows what an order would bring now. It does not count as told.
func previewOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, false, false)
	if err != nil {
		return err
	}
	window := briefing.Window{From: q.at.Add(-q.o.Window), To: q.at}
	if last, err := q.store.LastSent(ctx, s.ID); err == nil {
		window.From = last.Window.To
	} else if !errors.Is(err, bot.ErrNotFound) {
		return fmt.Errorf("reading the deliveries: %w", err)
	}
	wishes, err := q.store.Preferences(ctx, s.To)
	if err != nil {
		return fmt.Errorf("reading preferences: %w", err)
	}
	wishes, muted := bot.ByOutlet(wishes)
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: window, Topics: s.Topics, Sources: s.Sources, Without: muted})
	if err != nil {
		return fmt.Errorf("building the edition: %w", err)
	}
	told, err := q.store.Told(ctx, s.To, q.at.Add(-memory))
	if err != nil {
		return fmt.Errorf("reading what was told: %w", err)
	}
	b := edition.Tailor(told, wishes, s.Words)
	b.Sources = s.Sources
	zone, err := schedule.Zone(s.Zone)
	if err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, render.Briefing(b, render.Options{Zone: zone, Private: q.private()}))
	return err
}
