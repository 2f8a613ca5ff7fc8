package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"briefbot/adapters/terminal"
	"briefbot/bot"
	"briefbot/bot/command"
	"briefbot/bot/dispatch"
	"briefbot/briefing/desk"
)

// serveCmd listens, delivers and reads until it is stopped.
type serveCmd struct {
	Poll     string `help:"How often the corpus' files are looked at for changes." default:"10s" env:"BRIEFBOT_SERVE_POLL"`
	Tick     string `help:"When due briefings are looked for, as five cron fields or \"@every 5s\"." default:"@every 5s" env:"BRIEFBOT_SERVE_TICK"`
	Stall    string `help:"How long a source that used to bring news brings none before the channels are told." default:"48h" env:"BRIEFBOT_SERVE_STALL"`
	Lease    string `help:"How long a delivery stays with a replica that shows no more life." default:"2m" hidden:"" env:"BRIEFBOT_SERVE_LEASE"`
	Settle   string `help:"How long after a send the platform's history may not show it yet." default:"5s" hidden:"" env:"BRIEFBOT_SERVE_SETTLE"`
	Terminal bool   `help:"Serve the terminal besides the platforms; with no platform it is served anyway." env:"BRIEFBOT_SERVE_TERMINAL"`
	AsOf     string `help:"Let the clock start at this moment: to try schedules with an old corpus." placeholder:"TIME"`
}

// catchUp is how often a replica's desk takes in what the database has got: with the reading itself it
// stays less than five seconds behind.
const catchUp = time.Second

// ledger is what deliveries are recorded in. A test puts a store in between that lets the process die.
var ledger = func(s dispatch.Store) dispatch.Store { return s }

// Run serves. It returns nil when it is told to stop, and an error when nothing is left to serve.
func (c *serveCmd) Run(ctx context.Context, p *program) error {
	poll, err := stretch(c.Poll)
	if err != nil {
		return err
	}
	lease, err := stretch(c.Lease)
	if err != nil {
		return err
	}
	settle, err := stretch(c.Settle)
	if err != nil {
		return err
	}
	stall, err := stretch(c.Stall)
	if err != nil {
		return err
	}
	if _, err := cron.ParseStandard(c.Tick); err != nil {
		return usagef("--tick %q: %v; write five cron fields, or \"@every 5s\"", c.Tick, err)
	}
	lg := p.logger()
	loc, err := p.location()
	if err != nil {
		return err
	}
	at, err := p.moment(c.AsOf)
	if err != nil {
		return err
	}
	now := p.now
	if !at.IsZero() {
		now = p.since(at)
	}
	targets, err := c.platforms(p, lg)
	if err != nil {
		return err
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := p.declare(ctx, store, now()); err != nil {
		return err
	}
	replica := rand.Text()
	news := desk.New(desk.Options{Aliases: p.Aliases})
	stories := &assigner{desk: news, store: store, duty: &duty{name: "stories", holder: replica, leases: store, now: now}}
	e := &engine{desk: news, sources: store.Sources, settle: stories.settle}

	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer func() {
		stop()
		work.Wait()
	}()
	if len(p.Corpus) > 0 {
		w := &watcher{lg: lg, paths: p.Corpus, corpus: store, health: store, now: now}
		reader := &duty{name: "reader", holder: replica, leases: store, now: now}
		err := reader.do(ctx, func(ctx context.Context, _ bot.Lease) error { return w.pass(ctx) })
		switch {
		case errors.Is(err, bot.ErrTaken):
			lg.Info("another replica reads the corpus, or did until a moment ago; this one takes over when that one shows no more life")
		case err != nil: // run says so again only when it changes
			lg.Error("the corpus could not be read whole", "error", err)
		}
		work.Go(func() {
			reader.always(ctx, func(ctx context.Context) { w.run(ctx, poll) }, func(err error) {
				lg.Error("the corpus could not be read; trying again", "error", err)
			})
		})
	}
	if err := errors.Join(news.Follow(ctx, store), stories.adopt(ctx)); err != nil {
		return err
	}
	work.Go(func() {
		follow(ctx, news, store, catchUp, func(err error) { lg.Error("the index could not follow the corpus; trying again", "error", err) })
	})

	d := dispatch.New(lg, ledger(store), e, targets, dispatch.Options{Now: now, Holder: replica, Lease: lease, Settle: settle, Stall: stall})
	ticks := cron.New(cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(cron.DiscardLogger)))
	tick := func() {
		if err := d.Tick(ctx); err != nil && ctx.Err() == nil {
			lg.Error("due briefings could not be looked for; trying again", "error", err)
		}
	}
	if _, err := ticks.AddFunc(c.Tick, tick); err != nil {
		return usagef("--tick %q: %v", c.Tick, err)
	}
	tick()
	ticks.Start()
	defer ticks.Stop()

	router := command.New(lg, now, e, store, d, command.Options{Zone: loc})
	lg.Info("serving", "platforms", names(targets), "articles", len(news.Documents()))
	err = listen(ctx, lg, targets, router)
	stop()
	finish(lg, d)
	return err
}

// finish waits for the deliveries under way, but no longer than a service manager does.
func finish(lg *slog.Logger, d *dispatch.Dispatcher) {
	done := make(chan struct{})
	go func() {
		d.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		lg.Warn("a delivery did not end in time; it will be taken up after the next start")
	}
}

// platforms are those that the settings name, and the terminal where there is none.
func (c *serveCmd) platforms(p *program, lg *slog.Logger) ([]bot.Platform, error) {
	var out []bot.Platform
	for _, l := range platforms {
		target, err := l.open(p.cli, lg, nil)
		if err != nil {
			return nil, err
		}
		if target != nil {
			out = append(out, target)
		}
	}
	if len(out) == 0 || c.Terminal {
		in := p.in
		if !isTerminal(in) {
			in = io.MultiReader(in, blocked{}) // the end of a service's input is not its own
		}
		style := p.style()
		style.Buttons = true
		out = append(out, terminal.New(in, p.out, terminal.Options{Style: style, User: user()}))
	}
	return out, nil
}

// blocked is an input on which nothing is ever typed.
type blocked struct{}

// Read implements io.Reader.
func (blocked) Read([]byte) (int, error) { select {} }

func names(targets []bot.Platform) []string {
	var out []string
	for _, t := range targets {
		out = append(out, t.Name())
	}
	return out
}

// listen serves all platforms until ctx ends. One that cannot be served is logged, and the others
// go on; it is an error when none is left.
func listen(ctx context.Context, lg *slog.Logger, targets []bot.Platform, h bot.Handler) error {
	ended := make(chan error, len(targets))
	for _, t := range targets {
		go func() {
			err := t.Listen(ctx, h)
			if err != nil {
				err = fmt.Errorf("%s: %w", t.Name(), err)
				lg.Error("a platform can no longer be served", "platform", t.Name(), "error", err)
			}
			ended <- err
		}()
	}
	var errs []error
	for range targets {
		if err := <-ended; err != nil {
			errs = append(errs, err)
		} else if ctx.Err() == nil { // the terminal's input ended
			continue
		}
	}
	select {
	case <-ctx.Done(): // told to stop: that a platform had failed was logged
		return nil
	default:
		return errors.Join(errs...)
	}
}
