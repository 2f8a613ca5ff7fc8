package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// correctedFor is how long after it was due a briefing is corrected where it stands. Who scrolls
// further back reads history.
const correctedFor = 3 * 24 * time.Hour

// correctEvery is how often it is looked at most whether what was sent has to be corrected.
const correctEvery = time.Minute

// mostEdits is how often one part's edit is tried in a row. What still fails is tried again with the
// next look.
const mostEdits = 5

// corrections is how far what was sent agrees with the corpus, as this process knows.
type corrections struct {
	mu    sync.Mutex
	busy  bool
	again bool              // something may be open although the corpus is the same
	at    time.Time         // of the last look
	upTo  briefing.Seq      // the corpus of the last look
	cites map[string]*cites // by Shown.ID; the look that is busy has them
}

// begin reports whether it is time to look at what was sent.
func (c *corrections) begin(now time.Time, seq briefing.Seq) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy || seq == c.upTo && !c.again || !c.at.IsZero() && now.Sub(c.at) < correctEvery && !now.Before(c.at) {
		return false
	}
	c.busy, c.again, c.at, c.upTo = true, false, now, seq
	return true
}

// stale notes that something that was sent may not agree with the corpus, although that is the same.
func (c *corrections) stale() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.again = true
}

// end ends a look. all says that it left nothing open.
func (c *corrections) end(all bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy, c.again = false, c.again || !all
}

// correct begins to look at what was sent, when the corpus has changed and the last look is a while ago.
func (d *Dispatcher) correct(ctx context.Context, now time.Time) {
	seq := d.seq()
	if !d.corrections.begin(now, seq) {
		return
	}
	d.running.Go(func() {
		all, err := d.look(ctx, now, seq)
		if err != nil && ctx.Err() == nil {
			d.lg.Error("what was sent could not be compared with its sources; trying again", "error", err)
		}
		d.corrections.end(all)
	})
}

// look corrects what was sent lately and rests on an article that changed meanwhile. all says that
// nothing of it is left open: what is being delivered still, or was not to be had, comes again.
func (d *Dispatcher) look(ctx context.Context, now time.Time, seq briefing.Seq) (all bool, err error) {
	sent, err := d.store.SentSince(ctx, now.Add(-correctedFor))
	if err != nil {
		return false, err
	}
	from, err := d.recall(ctx, sent, now, seq)
	if err != nil {
		return false, err
	}
	changed, err := d.changedSince(ctx, from, seq)
	if err != nil {
		return false, err
	}
	var g sync.WaitGroup
	var open atomic.Int32
	for _, s := range sent {
		c := d.corrections.cites[s.Key.Shown()]
		switch {
		case !d.accounts.serve(s.Key.Subscription): // compared from where it stands, once it is this process's
			continue
		case !c.touched(changed):
			c.agrees = max(c.agrees, seq)
			continue
		case !d.begin(s.Key):
			open.Add(1)
			continue
		}
		g.Go(func() {
			defer d.end(s.Key)
			err := d.amend(ctx, s, seq)
			if err == nil && c.token == changing { // another may yet edit it by what it read before
				open.Add(1)
				return
			}
			if err == nil || errors.Is(err, bot.ErrNotFound) { // removed or forgotten meanwhile
				c.agrees = max(c.agrees, seq)
				return
			}
			open.Add(1)
			if !errors.Is(err, bot.ErrTaken) && !errors.Is(err, bot.ErrLost) && ctx.Err() == nil {
				d.lg.Error("a briefing could not be corrected; trying again", "delivery", s.Key.String(), "error", err)
			}
		})
	}
	g.Wait()
	return open.Load() == 0, nil
}

// amend reads again what a delivery rests on, and edits its parts where stories changed. It is nil
// when nothing is left to do.
func (d *Dispatcher) amend(ctx context.Context, sent bot.Delivery, seq briefing.Seq) error {
	editor, ok := d.platforms[sent.To.Platform].(bot.Editor)
	if !ok {
		return nil
	}
	if _, _, changed, err := d.reread(ctx, sent.Key, seq); err != nil || len(changed) == 0 {
		return err
	}
	held, err := d.store.Reopen(ctx, sent.Key, d.o.Holder, d.o.Now(), d.o.Lease)
	if err != nil {
		return err
	}
	w := &work{Dispatcher: d, record: held, platform: d.platforms[held.To.Platform]}
	err = w.amend(ctx, editor, seq)
	if back := d.store.Extend(context.WithoutCancel(ctx), held.Key, held.Token, d.o.Now()); !errors.Is(back, bot.ErrLost) {
		err = errors.Join(err, back)
	}
	return err
}

// reread compares a briefing with its sources. Where a replica that knew more of the corpus has
// done so nothing has changed.
func (d *Dispatcher) reread(ctx context.Context, key bot.DeliveryKey, seq briefing.Seq) (shown bot.Shown, now briefing.Briefing, changed []briefing.StoryID, err error) {
	shown, err = d.store.Shown(ctx, key.Shown())
	if err != nil || shown.Briefing == nil || shown.Corpus > seq {
		return shown, now, nil, err
	}
	now, changed, err = d.editions.briefer.Corrected(ctx, *shown.Briefing)
	if err == nil {
		var back []briefing.StoryID
		now, back, err = d.restored(ctx, shown.First, now)
		for _, id := range slices.Concat(back, shown.Changing) {
			if !slices.Contains(changed, id) {
				changed = append(changed, id)
			}
		}
	}
	if err != nil {
		err = fmt.Errorf("reading its sources again: %w", err)
	}
	return shown, now, changed, err
}

// amend edits the parts of a delivery that this process holds. What a crash interrupts is done again
// from its beginning: the same edit twice is harmless, and only the last step says that it is done.
func (w *work) amend(ctx context.Context, editor bot.Editor, seq briefing.Seq) error {
	shown, now, changed, err := w.reread(ctx, w.record.Key, seq) // another may have been at it until now
	if err != nil || len(changed) == 0 {
		return err
	}
	o, err := w.rendering(ctx)
	if err != nil {
		return err
	}
	o.Before = shown.Briefing
	shown.Changing = changed
	if err := w.store.Keep(context.WithoutCancel(ctx), shown); err != nil {
		return err
	}
	done, refused := 0, 0
	for n, p := range revise(w.record.Parts, *shown.Briefing, now, changed, o, w.o.Now(), w.platform.Split) {
		if p == nil {
			continue
		}
		switch err := w.edit(ctx, editor, n, p.message); {
		case err == nil:
			if err := w.store.Amend(context.WithoutCancel(ctx), w.record.Key, w.record.Token, n, p.message, p.told, w.o.Now()); err != nil {
				return fmt.Errorf("recording the correction of part %d: %w", n, err)
			}
			done++
		case permanent(err):
			w.lg.Warn("a part could not be corrected and is left as it is", "delivery", w.record.Key.String(), "part", n, "error", err)
			refused++
		default:
			return err
		}
	}
	shown.Corpus, shown.Changing = seq, nil
	if done > 0 || refused == 0 { // else readers still see what they saw
		if shown.First == nil {
			shown.First = shown.Briefing
		}
		shown.Briefing = &now
	}
	if err := w.store.Keep(context.WithoutCancel(ctx), shown); err != nil {
		return err
	}
	changed = slices.DeleteFunc(changed, func(id briefing.StoryID) bool { // what was about to change, and did not
		was, is := storyAt(*o.Before, id), storyAt(now, id)
		return was >= 0 && is >= 0 && sameWords(o.Before.Stories[was], now.Stories[is])
	})
	if done > 0 && len(changed) > 0 {
		w.announce(ctx, render.Correction(*o.Before, now, changed))
	}
	w.lg.Info("briefing corrected", "delivery", w.record.Key.String(), "to", w.record.To.String(), "stories", len(changed), "parts", done, "refused", refused)
	return nil
}

// announce says below the briefing what a correction has changed, once: it is the last step, so that a
// crash before it loses it and none doubles it. The correction itself stands where the briefing does.
func (w *work) announce(ctx context.Context, m bot.Message) {
	first := slices.IndexFunc(w.record.Parts, func(p bot.PartRecord) bool { return p.State == bot.PartSent && !p.Ref.IsZero() })
	if first < 0 || len(m.Blocks) == 0 {
		return
	}
	for n, p := range w.platform.Split(m) {
		err := w.turn(ctx)
		if err == nil {
			bounded, stop := w.bounded(ctx)
			var ref bot.MessageRef
			post := bot.Post{Key: correctionKey(w.record.Key, p.Message, n), To: w.record.To, ReplyTo: w.record.Parts[first].Ref}
			post.Message = p.Message
			ref, err = w.platform.Send(bounded, post)
			stop()
			if err == nil {
				err = w.store.AddTurn(ctx, bot.Below(ref), bot.Turn{At: w.o.Now(), Shown: w.record.Key.Shown()})
			}
		}
		if err != nil {
			w.lg.Warn("what a correction changed could not be told below the briefing", "delivery", w.record.Key.String(), "error", err)
			return
		}
	}
}

// correctionKey names part n of what is told of a correction.
func correctionKey(k bot.DeliveryKey, m bot.Message, n int) string {
	words := m.Summary
	for _, b := range m.Blocks {
		for _, s := range b.Spans {
			words += "\x00" + s.Text
		}
	}
	k.Slot += "\x00" + words
	return partKey(k, n)
}

// rendering says how the delivery's briefing is rendered.
func (w *work) rendering(ctx context.Context) (render.Options, error) {
	o := render.Options{ID: w.record.Key.Shown(), Zone: time.UTC, Late: w.record.Late}
	s, err := w.store.Subscription(ctx, w.record.Key.Subscription)
	if errors.Is(err, bot.ErrNotFound) {
		return o, nil
	}
	if err != nil {
		return o, err
	}
	o.Zone, err = schedule.Zone(s.Zone)
	return o, err
}

// edit puts a message in the place of part n. The error is the platform's last, or why there was none.
func (w *work) edit(ctx context.Context, editor bot.Editor, n int, m bot.Message) error {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = time.Second, time.Minute
	for try := 1; ; try++ {
		if err := w.turn(ctx); err != nil {
			return err
		}
		if err := w.extend(ctx); err != nil { // nobody else may be at it while the request is on its way
			return err
		}
		bounded, stop := w.bounded(ctx)
		err := editor.Edit(bounded, w.record.Parts[n].Ref, m)
		stop()
		if err == nil || permanent(err) || try == mostEdits {
			return err
		}
		w.lg.Warn("edit failed", "delivery", w.record.Key.String(), "part", n, "attempt", try, "error", err)
		if err := w.sleep(ctx, delay(err, wait)); err != nil {
			return err
		}
	}
}

// permanent says that a platform's error will not change.
func permanent(err error) bool {
	var e *bot.SendError
	return errors.As(err, &e) && e.Permanent() && !e.Ambiguous
}

// delay is how long to wait after a platform's error.
func delay(err error, wait *backoff.ExponentialBackOff) time.Duration {
	next := wait.NextBackOff()
	var e *bot.SendError
	if errors.As(err, &e) && e.RetryAfter > 0 {
		return e.RetryAfter + next/10 // a little more, so that many do not come together
	}
	return next
}
