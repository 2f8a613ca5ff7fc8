package main

import (
	"context"
	"errors"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
)

// keepEvery is how often articles are let go that are too old or too many.
const keepEvery = time.Hour

// keep lets articles go by age and size, at once and then every hour, one replica at a time.
func (s *server) keep(ctx context.Context) {
	d := s.duty("keeper")
	s.work.Go(func() {
		for ctx.Err() == nil {
			err := d.do(ctx, func(ctx context.Context, _ bot.Lease) error { return s.keepOnce(ctx) })
			if err != nil && !errors.Is(err, bot.ErrTaken) && ctx.Err() == nil {
				s.lg.Error("old articles could not be let go; trying again", "error", err)
			}
			select {
			case <-ctx.Done():
			case <-time.After(keepEvery):
			}
		}
	})
}

func (s *server) keepOnce(ctx context.Context) error {
	n, err := s.store.Prune(ctx, s.retention, s.now())
	if n > 0 {
		s.lg.Info("old articles let go", "articles", n)
	}
	return err
}

// retention reads what is kept.
func (c *serveCmd) retention() (sqlstore.Retention, error) {
	var r sqlstore.Retention
	if c.Keep != "" {
		age, err := stretch(c.Keep)
		if err != nil {
			return r, err
		}
		if age < leastKeep {
			return r, usagef("--keep %s: articles are kept for %d days at least, as long as briefings look back", c.Keep, leastKeep/(24*time.Hour))
		}
		r.Age = age
	}
	if c.KeepSize < 0 {
		return r, usagef("--keep-size %d: write a number of megabytes", c.KeepSize)
	}
	r.Bytes = c.KeepSize << 20
	return r, nil
}

// leastKeep is the shortest time that articles are kept by age: what was told counts as told for as long.
const leastKeep = toldFor
