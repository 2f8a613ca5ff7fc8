package main

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/robfig/cron/v3"

	"briefbot/briefing/desk"
)

// serveCmd listens, delivers and reads until it is stopped.
type serveCmd struct {
	Poll     string `help:"How often the corpus' files are looked at for changes." default:"10s" env:"BRIEFBOT_SERVE_POLL"`
	Tick     string `help:"When due briefings are looked for, as five cron fields or \"@every 5s\"." default:"@every 5s" env:"BRIEFBOT_SERVE_TICK"`
	Stall    string `help:"How long a source that used to bring news brings none before the channels are told." default:"48h" env:"BRIEFBOT_SERVE_STALL"`
	Keep     string `help:"How long articles are kept, as in 90d; without it for good." placeholder:"TIME" env:"BRIEFBOT_SERVE_KEEP"`
	KeepSize int64  `help:"How many megabytes of articles are kept, the newest; 0 is all." placeholder:"MB" env:"BRIEFBOT_SERVE_KEEP_SIZE"`
	Ops      string `help:"Where health (/healthz, /readyz), Prometheus metrics (/metrics) and, to this machine alone, profiles are served, as 127.0.0.1:9090; empty is nowhere." placeholder:"ADDRESS" env:"BRIEFBOT_SERVE_OPS"`
	Lease    string `help:"How long a delivery stays with a replica that shows no more life." default:"2m" hidden:"" env:"BRIEFBOT_SERVE_LEASE"`
	Settle   string `help:"How long after a send the platform's history may not show it yet." default:"5s" hidden:"" env:"BRIEFBOT_SERVE_SETTLE"`
	Doubt    string `help:"How long after a send whose outcome cannot be told the next one comes." default:"1m" hidden:"" env:"BRIEFBOT_SERVE_DOUBT"`
	Terminal bool   `help:"Serve the terminal besides the platforms; with no platform it is served anyway." env:"BRIEFBOT_SERVE_TERMINAL"`
	AsOf     string `help:"Let the clock start at this moment: to try schedules with an old corpus." placeholder:"TIME"`
}

// Run serves. It returns nil when it is told to stop, and an error when nothing is left to serve.
func (c *serveCmd) Run(ctx context.Context, p *program) error {
	s, err := c.open(ctx, p)
	if err != nil {
		return err
	}
	defer s.store.Close()
	p.askAccounts(ctx, s.targets)
	if err := p.declare(ctx, s.store, s.now()); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer s.work.Wait()
	defer stop()
	if err := s.ops(ctx, c.Ops); err != nil {
		return err
	}

	s.read(ctx)
	s.keep(ctx)
	if err := s.follow(ctx); err != nil {
		if ctx.Err() != nil {
			return nil // told to stop before it had begun
		}
		return err
	}
	s.pulse.filled.Store(true)
	ticks, err := s.tick(ctx)
	if err != nil {
		return err
	}
	defer ticks.Stop()

	err = s.listen(ctx)
	stop()
	s.finish()
	return err
}

// open makes a server by the settings. What is wrong with them is said before anything begins.
func (c *serveCmd) open(ctx context.Context, p *program) (*server, error) {
	s := &server{lg: p.logger(), replica: rand.Text(), now: p.now, clock: p.now, ticks: c.Tick}
	for _, t := range []struct {
		into *time.Duration
		text string
	}{
		{&s.poll, c.Poll}, {&s.options.Lease, c.Lease}, {&s.options.Settle, c.Settle}, {&s.options.Doubt, c.Doubt},
		{&s.options.Stall, c.Stall},
	} {
		var err error
		if *t.into, err = stretch(t.text); err != nil {
			return nil, err
		}
	}
	var err error
	if s.retention, err = c.retention(); err != nil {
		return nil, err
	}
	if _, err := cron.ParseStandard(c.Tick); err != nil {
		return nil, usagef("--tick %q: %v; write five cron fields, or \"@every 5s\"", c.Tick, err)
	}
	at, err := p.moment(c.AsOf)
	if err != nil {
		return nil, err
	}
	if !at.IsZero() {
		s.now = p.since(at)
	}
	if s.zone, err = p.location(); err != nil {
		return nil, err
	}
	if s.fixed, s.client, err = p.sources(); err != nil {
		return nil, err
	}
	if s.targets, err = c.platforms(p, s.lg); err != nil {
		return nil, err
	}
	if s.store, err = p.openStore(ctx); err != nil {
		return nil, err
	}
	s.place = p.place()
	s.desk = desk.New(desk.Options{Aliases: p.Aliases, Log: s.lg})
	s.wire()
	return s, nil
}
