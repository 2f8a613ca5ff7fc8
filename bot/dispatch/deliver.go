package dispatch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// deliver takes one slot through all its states. An error means that it is not final: the lease
// lapses, or was given back, and somebody takes it up again.
func (d *Dispatcher) deliver(ctx context.Context, s bot.Subscription, record bot.Delivery) (bot.Delivery, error) {
	held, err := d.store.Claim(ctx, record, d.o.Holder, d.o.Now(), d.o.Lease)
	if err != nil {
		return held, err
	}
	w := &work{Dispatcher: d, sub: s, record: held, platform: d.platforms[held.To.Platform]}
	outcome, err := w.run(ctx)
	if err != nil {
		// Give the slot back at once, so that nobody has to wait for the lease to lapse.
		if back := d.store.Extend(context.WithoutCancel(ctx), held.Key, held.Token, d.o.Now()); back != nil && !errors.Is(back, bot.ErrLost) {
			err = errors.Join(err, back)
		}
		return w.record, err
	}
	if err := d.store.Finish(context.WithoutCancel(ctx), held.Key, held.Token, outcome); err != nil {
		return w.record, fmt.Errorf("recording the end: %w", err)
	}
	w.record.State, w.record.Reason = outcome.State, outcome.Reason
	if outcome.State == bot.Sent && w.corpus != d.seq() {
		d.corrections.stale()
	}
	if w.pause != "" {
		d.stop(ctx, s, w.pause)
	}
	return w.record, nil
}

// abandon ends a delivery that nobody is waiting for any more. What was sent of it stays told.
func (d *Dispatcher) abandon(ctx context.Context, record bot.Delivery, why string) error {
	if !d.begin(record.Key) {
		return nil
	}
	defer d.end(record.Key)
	held, err := d.store.Claim(ctx, record, d.o.Holder, d.o.Now(), d.o.Lease)
	if errors.Is(err, bot.ErrDone) || errors.Is(err, bot.ErrTaken) {
		return nil
	}
	if err != nil {
		return err
	}
	outcome := bot.Outcome{State: bot.Failed, Reason: why, At: d.o.Now()}
	for _, p := range held.Parts {
		if p.State == bot.PartSent {
			outcome.Told = append(outcome.Told, p.Message.Facts()...)
		}
	}
	if err := d.store.Finish(ctx, held.Key, held.Token, outcome); !errors.Is(err, bot.ErrLost) {
		return err
	}
	return nil
}

// work is one delivery while this process holds it.
type work struct {
	*Dispatcher
	sub      bot.Subscription
	record   bot.Delivery
	platform bot.Platform
	corpus   briefing.Seq // which the briefing was built from, where this process did that
	pause    string       // why the subscription is to be paused, in words
	why      string       // why a part failed, in words
}

// run fixes the parts, where that was not done before, and sends what is not sent yet.
func (w *work) run(ctx context.Context) (bot.Outcome, error) {
	if behind := w.o.Now().Sub(w.record.At); behind > w.o.Grace && !w.begun() { // left behind before its first send
		return bot.Outcome{State: bot.Skipped, Reason: missed(behind), At: w.o.Now()}, nil
	}
	if len(w.record.Parts) == 0 {
		if err := w.fix(ctx); err != nil {
			return bot.Outcome{}, fmt.Errorf("building the briefing: %w", err)
		}
	}
	outcome := bot.Outcome{State: bot.Sent}
	for n := range w.record.Parts {
		if err := w.part(ctx, n); err != nil {
			return outcome, err
		}
		p := w.record.Parts[n]
		if p.State == bot.PartFailed {
			outcome.State, outcome.Reason = bot.Failed, cmp.Or(w.why, p.Reason)
			break // the rest would stand there without its beginning
		}
		if p.State == bot.PartSent {
			outcome.Told = append(outcome.Told, p.Message.Facts()...)
		}
	}
	outcome.At = w.o.Now()
	return outcome, nil
}

// begun reports whether a send of any part was begun.
func (w *work) begun() bool {
	return slices.ContainsFunc(w.record.Parts, func(p bot.PartRecord) bool { return p.Attempts > 0 })
}

// missed says why a slot is not delivered any more.
func missed(behind time.Duration) string {
	return fmt.Sprintf("missed, and no longer delivered %s after its time", behind.Round(time.Minute))
}

// fix builds the briefing and records its parts, before the first of them is sent.
func (w *work) fix(ctx context.Context) error {
	window, err := w.window(ctx)
	if err != nil {
		return err
	}
	edition, err := w.editions.get(ctx, bot.EditionRequest{Window: window, Topics: w.sub.Topics, Sources: w.sub.Sources})
	if err != nil {
		return err
	}
	told, err := w.store.Told(ctx, w.record.To, w.o.Now().Add(-w.o.Memory))
	if err != nil {
		return err
	}
	wishes, err := w.store.Preferences(ctx, w.record.To)
	if err != nil {
		return err
	}
	notices, err := w.notices(ctx, told)
	if err != nil {
		return err
	}
	w.corpus = edition.corpus
	b := edition.edition.Tailor(news(told), wishes, w.sub.Words)
	b.Sources = w.sub.Sources
	shown := w.record.Key.Shown()
	if err := w.store.Keep(ctx, bot.Shown{ID: shown, To: w.record.To, At: w.o.Now(), Briefing: &b, Corpus: edition.corpus}); err != nil {
		return err
	}
	zone, err := schedule.Zone(w.sub.Zone)
	if err != nil {
		return err
	}
	w.record.Late = w.record.Late || w.o.Now().Sub(w.record.At) > late // it may have been left behind
	m := withNotices(render.Briefing(b, render.Options{ID: shown, Zone: zone, Late: w.record.Late}), notices)
	m.Ping, m.Silent = w.sub.Ping, w.sub.Silent
	var parts []bot.PartRecord
	for n, p := range w.platform.Split(m) {
		parts = append(parts, bot.PartRecord{Part: p, Key: partKey(w.record.Key, n), State: bot.PartWaiting})
	}
	w.record, err = w.store.Fix(ctx, w.record.Key, w.record.Token, window, parts)
	return err
}

// partKey names part n of a delivery: a hash, so that it fits wherever a platform carries it and tells
// a channel's readers nothing of the order behind it.
func partKey(k bot.DeliveryKey, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", k.Subscription, k.Slot, n))
	return hex.EncodeToString(sum[:16])
}

// window is what was first seen since the last delivered slot.
func (w *work) window(ctx context.Context) (briefing.Window, error) {
	window := briefing.Window{From: w.record.At.Add(-w.o.Window), To: w.record.At}
	last, err := w.store.LastSent(ctx, w.sub.ID)
	switch {
	case err == nil && last.Window.To.Before(window.To):
		window.From = last.Window.To
	case err != nil && !errors.Is(err, bot.ErrNotFound):
		return window, err
	}
	return window, nil
}

// stop pauses a subscription that cannot be delivered, and tells its owner.
func (d *Dispatcher) stop(ctx context.Context, s bot.Subscription, why string) {
	for range 3 {
		now, err := d.store.Subscription(context.WithoutCancel(ctx), s.ID)
		if err != nil || !now.Active() {
			return // removed or paused meanwhile
		}
		now.Paused = why
		if _, err = d.store.PutSubscription(context.WithoutCancel(ctx), now); err == nil {
			break
		} else if !errors.Is(err, bot.ErrConflict) {
			d.lg.Error("a subscription could not be paused", "subscription", s.ID, "error", err)
			return
		}
	}
	d.lg.Warn("subscription paused", "subscription", s.ID, "to", s.To.String(), "why", why)
	if s.Owner == "" {
		return
	}
	where := []bot.Span{bot.Text(" in direct messages")}
	if s.To.Channel != "" {
		where = []bot.Span{bot.Text(" in the channel "), bot.Channel(s.To.Channel)}
	}
	is := " (" + s.When + ", " + s.Zone + ") is paused: " + why + " When that is mended, say “/briefing resume " + string(s.ID) + "”."
	d.tell(ctx, bot.Destination{Platform: s.To.Platform, Tenant: s.To.Tenant, User: s.Owner}, s.ID, bot.Message{
		Summary: "Your briefing " + string(s.ID) + is,
		Blocks:  []bot.Block{{Kind: bot.Paragraph, Spans: append(append([]bot.Span{bot.Text("Your briefing " + string(s.ID))}, where...), bot.Text(is))}},
	})
}

// mostTold is how often it is tried to tell an owner. The subscription says the same in its status.
const mostTold = 3

// tell sends a message to the owner of a subscription, if that can be done.
func (d *Dispatcher) tell(ctx context.Context, to bot.Destination, id bot.SubscriptionID, m bot.Message) {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval = time.Second
	for try := 1; ; try++ {
		_, err := d.platforms[to.Platform].Send(context.WithoutCancel(ctx), bot.Post{
			To: to, Message: m,
		})
		if err == nil {
			return
		}
		var e *bot.SendError
		if try == mostTold || permanent(err) || errors.As(err, &e) && e.Ambiguous { // said twice is worse than in the status alone
			d.lg.Warn("the owner of a paused subscription could not be told; its status says why it is paused", "subscription", id, "error", err)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(delay(err, wait), time.Minute)):
		}
	}
}
