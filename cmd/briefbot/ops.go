package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"briefbot/adapters/web"
	"briefbot/bot"
	"briefbot/bot/command"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
)

// pulse is what /healthz and /readyz tell by.
type pulse struct {
	beat   atomic.Int64 // when the loop that follows the corpus last went round, in microseconds since 1970
	filled atomic.Bool  // the index holds what the database does
}

// slowest is how long that loop takes at most, with a database that does not answer.
const slowest = 3 * time.Minute

// ops serves what those who run the bot look at.
func (s *server) ops(ctx context.Context, address string) error {
	if address == "" {
		return nil
	}
	s.pulse.beat.Store(s.clock().UnixMicro())
	at, done, err := web.Serve(ctx, address, web.Checks{Alive: s.alive, Ready: s.ready}, s.metrics)
	if err != nil {
		return usageError{err}
	}
	s.lg.Info("health, metrics and profiles are served", "address", at)
	s.work.Go(done)
	return nil
}

func (s *server) alive(context.Context) error {
	if since := s.clock().Sub(time.UnixMicro(s.pulse.beat.Load())); s.pulse.filled.Load() && since > slowest {
		return fmt.Errorf("nothing has moved for %s", since.Round(time.Second))
	}
	return nil
}

func (s *server) ready(ctx context.Context) error {
	if !s.pulse.filled.Load() {
		return errors.New("the index is not filled yet")
	}
	if _, err := s.store.Sources(ctx); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	return nil
}

// beating is a corpus that tells whenever it is followed.
type beating struct {
	briefing.Corpus
	beat func()
}

// Changes implements briefing.Corpus.
func (b beating) Changes(ctx context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error] {
	b.beat()
	return b.Corpus.Changes(ctx, after)
}

// counted is a ledger that counts.
type counted struct {
	dispatch.Store
	metrics *web.Metrics
	lg      *slog.Logger
}

// Claim implements bot.Ledger.
func (c counted) Claim(ctx context.Context, d bot.Delivery, holder string, now time.Time, lease time.Duration) (bot.Delivery, error) {
	out, err := c.Store.Claim(ctx, d, holder, now, lease)
	if err == nil {
		c.metrics.Claimed(out)
	}
	return out, err
}

// Extend implements bot.Ledger.
func (c counted) Extend(ctx context.Context, key bot.DeliveryKey, token int64, until time.Time) error {
	return c.lost(key, c.Store.Extend(ctx, key, token, until))
}

// PutPart implements bot.Ledger.
func (c counted) PutPart(ctx context.Context, key bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	c.metrics.Tried(key, p)
	return c.lost(key, c.Store.PutPart(ctx, key, token, n, p))
}

// Finish implements bot.Ledger.
func (c counted) Finish(ctx context.Context, key bot.DeliveryKey, token int64, o bot.Outcome) error {
	err := c.Store.Finish(ctx, key, token, o)
	if err == nil {
		c.metrics.Ended(key, o)
	}
	if err == nil && strings.HasPrefix(key.Slot, bot.OutOfTurn) { // the dispatcher logs the others
		c.lg.Info("delivery out of turn ended", "delivery", key.String(), "state", o.State, "reason", o.Reason)
	}
	return c.lost(key, err)
}

// Skip implements bot.Ledger.
func (c counted) Skip(ctx context.Context, d bot.Delivery, reason string, now time.Time) error {
	err := c.Store.Skip(ctx, d, reason, now)
	if err == nil {
		c.metrics.Skipped(d)
	}
	return err
}

// lost notes that another replica goes on with a delivery.
func (c counted) lost(key bot.DeliveryKey, err error) error {
	if errors.Is(err, bot.ErrLost) {
		c.metrics.Left(key)
	}
	return err
}

// heard is a router that counts and logs commands. What was said is not logged.
type heard struct {
	*command.Router
	s *server
}

// Handle implements bot.Handler. The reference that is logged is the one that a delivery out of turn has
// behind "run/", and that an answer is kept under.
func (h heard) Handle(ctx context.Context, c bot.Command, to bot.Responder) error {
	h.s.metrics.Commanded(c)
	began := h.s.clock()
	err := h.Router.Handle(ctx, c, to)
	h.s.lg.Info("command", "reference", command.Reference(c), "via", c.Via, "name", c.Name, "action", c.Action,
		"from", c.From.String(), "took", h.s.clock().Sub(began).Round(time.Millisecond), "failed", err != nil)
	return err
}
