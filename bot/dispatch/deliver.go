package dispatch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
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
	place, leave, waited, err := d.alone(ctx, record)
	if err != nil {
		return record, err
	}
	defer leave()
	if waited { // for long, perhaps: what was ordered may have changed
		if s, err = d.store.Subscription(ctx, s.ID); err != nil || !s.Active() {
			return record, errors.Join(err, bot.ErrTaken)
		}
	}
	if err := d.first(ctx, record); err != nil {
		return record, err
	}
	held, err := d.store.Claim(ctx, record, d.o.Holder, d.o.Now(), d.o.Lease)
	if err != nil {
		return held, err
	}
	w := &work{Dispatcher: d, sub: s, record: held, place: place, platform: d.platforms[held.To.Platform]}
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
	w.begin(context.WithoutCancel(ctx))
	if outcome.State == bot.Sent && w.corpus != d.seq() {
		d.corrections.stale()
	}
	switch {
	case w.stop.why != "":
		d.stop(ctx, s, w.stop)
	case outcome.State == bot.Failed && !strings.HasPrefix(held.Key.Slot, bot.OutOfTurn): // else the asker is told
		d.lg.Error("a briefing was not delivered", "delivery", held.Key.String(), "to", held.To.String(), "reason", outcome.Reason)
		d.tellFailed(ctx, s, w.record)
	}
	return w.record, nil
}

// begin remembers what each message shows, for who replies to it. Without that a reply is a question like
// others, so that a failure is only logged.
func (w *work) begin(ctx context.Context) {
	for _, p := range w.record.Parts {
		if p.State != bot.PartSent || p.Ref.IsZero() {
			continue
		}
		if err := w.store.AddTurn(ctx, bot.Below(p.Ref), bot.Turn{At: w.o.Now(), Shown: w.record.Key.Shown()}); err != nil {
			w.lg.Warn("what a message shows could not be remembered", "delivery", w.record.Key.String(), "error", err)
			return
		}
	}
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
	place    *stay        // the right to deliver there; none while it is corrected
	corpus   briefing.Seq // which the briefing was built from, where this process did that
	built    time.Time    // when, or zero
	stop     stop         // why the subscription is to be paused, if it is
	why      string       // why a part failed, in words
	skip     string       // why the slot is skipped, in words
}

// run fixes the parts, where none of them may stand already, and sends what is not sent yet.
func (w *work) run(ctx context.Context) (bot.Outcome, error) {
	if behind := w.o.Now().Sub(w.record.At); behind > w.o.Grace && !w.record.MayStand() { // it was left behind
		w.skip = missed(behind)
		return w.skipped(), nil
	}
	if w.obsolete() {
		return w.skipped(), nil
	}
	if !w.record.MayStand() { // what was fixed by another, or a while ago, is not the news any more
		if err := w.fix(ctx); err != nil {
			return bot.Outcome{}, fmt.Errorf("building the briefing: %w", err)
		}
		if w.skip != "" {
			return w.skipped(), nil
		}
	}
	outcome := bot.Outcome{State: bot.Sent}
	for n := 0; n < len(w.record.Parts); n++ {
		if err := w.part(ctx, n); err != nil {
			return outcome, err
		}
		if w.skip != "" {
			return w.skipped(), nil
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

// obsolete reports whether the slot is not to be delivered any more: nothing of it may stand anywhere,
// and a newer slot is due. skip says so.
func (w *work) obsolete() bool {
	if !w.record.MayStand() {
		w.skip = w.overtaken()
	}
	return w.skip != ""
}

func (w *work) skipped() bot.Outcome {
	return bot.Outcome{State: bot.Skipped, Reason: w.skip, At: w.o.Now()}
}

// refresh builds the briefing again where nothing of it was sent for a while: the news has gone on.
func (w *work) refresh(ctx context.Context) error {
	if w.record.MayStand() || w.o.Now().Sub(w.built) < late {
		return nil
	}
	return w.fix(ctx)
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
	wishes, err := w.store.Preferences(ctx, w.record.To)
	if err != nil {
		return err
	}
	wishes, muted := bot.ByOutlet(wishes)
	edition, err := w.editions.get(ctx, bot.EditionRequest{Window: window, Topics: w.sub.Topics, Sources: w.sub.Sources, Without: muted})
	if err != nil {
		return err
	}
	told, err := w.store.Told(ctx, w.record.To, w.o.Now().Add(-w.o.Memory))
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
	if len(b.Stories) == 0 && len(notices) == 0 && w.silent() {
		w.skip = nothingNew
		return nil
	}
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
		fresh := bot.PartRecord{Part: p, Key: partKey(w.record.Key, n), State: bot.PartWaiting}
		if n < len(w.record.Parts) { // what was tried in vain is known still
			old := w.record.Parts[n]
			fresh.Attempts, fresh.Reason, fresh.Tried = old.Attempts, old.Reason, old.Tried
		}
		parts = append(parts, fresh)
	}
	w.built = w.o.Now()
	w.record, err = w.store.Fix(ctx, w.record.Key, w.record.Token, window, parts)
	return err
}

// nothingNew is why a slot is skipped of which the order says that nothing comes then.
const nothingNew = "nothing new, and the order is silent then"

// silent reports whether nothing comes of the order where there is nothing new. Who asks for one out of
// turn is always answered.
func (w *work) silent() bool {
	if strings.HasPrefix(w.record.Key.Slot, bot.OutOfTurn) {
		return false
	}
	when, err := schedule.Parse(w.sub.When)
	return w.sub.WhenEmpty == bot.EmptySilent || w.sub.WhenEmpty == bot.EmptyUsual && err == nil && when.Hourly()
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

// stop is why a subscription is to be paused: in words, and by what cause.
type stop struct {
	why   string
	cause bot.Reason
}

// stop pauses a subscription that cannot be delivered, and tells its owner.
func (d *Dispatcher) stop(ctx context.Context, s bot.Subscription, why stop) {
	problems, err := d.checked(ctx, s.To)
	visible := err == nil && len(problems) > 0
	for range 3 {
		now, err := d.store.Subscription(context.WithoutCancel(ctx), s.ID)
		if err != nil || !now.Active() {
			return // removed or paused meanwhile
		}
		now.Paused, now.Cause, now.Visible = why.why, why.cause, visible
		if _, err = d.store.PutSubscription(context.WithoutCancel(ctx), now); err == nil {
			break
		} else if !errors.Is(err, bot.ErrConflict) {
			d.lg.Error("a subscription could not be paused", "subscription", s.ID, "error", err)
			return
		}
	}
	d.lg.Error("subscription paused", "subscription", s.ID, "to", s.To.String(), "why", why.why, "problems", problems)
	ends := " When that is mended, say “/briefing resume " + string(s.ID) + "”."
	if visible {
		ends = " It goes on by itself when that is mended; “/briefing resume " + string(s.ID) + "” tries at once."
	}
	m := d.toOwner(s, " ("+s.When+", "+s.Zone+") is paused: "+why.why+ends)
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
		{Label: "Resume", Action: render.ActionResume, Value: string(s.ID)},
	}})
	d.tell(ctx, s, m)
}

// toOwner is what is said to an order's owner: the order, where it goes, and the words.
func (d *Dispatcher) toOwner(s bot.Subscription, words string) bot.Message {
	where := []bot.Span{bot.Text(" in direct messages")}
	if s.To.Channel != "" {
		where = []bot.Span{bot.Text(" in the channel "), bot.Channel(s.To.Channel)}
	}
	return bot.Message{
		Summary: "Your briefing " + string(s.ID) + words,
		Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: append(append([]bot.Span{bot.Text("Your briefing " + string(s.ID))}, where...),
			bot.Text(words))}},
	}
}

// tellFailed tells an order's owner that a briefing was not delivered, or perhaps not.
func (d *Dispatcher) tellFailed(ctx context.Context, s bot.Subscription, r bot.Delivery) {
	zone := time.UTC
	if p, ok := d.plan(s); ok {
		zone = p.zone
	}
	d.tell(ctx, s, d.toOwner(s, fmt.Sprintf(": that of %s could not be delivered: %s. The next comes at its time; “/briefing run %s” "+
		"tries again now, “/briefing status” tells what is known.",
		r.At.In(zone).Format("Mon 2 Jan 15:04 MST"), strings.TrimSuffix(r.Reason, "."), s.ID)))
}

// mostTold is how often it is tried to tell an owner. The subscription says the same in its status.
const mostTold = 3

// tell sends a message to the owner of a subscription, if it has one and that can be done.
func (d *Dispatcher) tell(ctx context.Context, s bot.Subscription, m bot.Message) {
	if s.Owner == "" {
		return
	}
	to, id := bot.Destination{Platform: s.To.Platform, Tenant: s.To.Tenant, User: s.Owner}, s.ID
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
			d.lg.Warn("the owner of a subscription could not be told; its status says the same", "subscription", id, "error", err)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(delay(err, wait), time.Minute)):
		}
	}
}
