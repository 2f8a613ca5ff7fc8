package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"briefbot/adapters/feed"
	"briefbot/adapters/sqlstore"
	"briefbot/adapters/web"
	"briefbot/bot"
	"briefbot/bot/command"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// server is one replica of the program at work: a database, a desk that follows it, the platforms,
// and what goes on between them.
type server struct {
	lg      *slog.Logger
	replica string
	now     func() time.Time
	clock   func() time.Time // now, where that does not start at another moment
	zone    *time.Location
	store   *sqlstore.Store
	targets []bot.Platform
	fixed   []watched // the sources of the configuration; none where others fill the database
	client  *feed.Client
	poll    time.Duration // between two looks at the corpus' files
	ticks   string        // when due briefings are looked for
	options dispatch.Options
	metrics *web.Metrics
	pulse   pulse
	// retention is what is kept of the corpus.
	retention sqlstore.Retention
	// place is where the index is kept between starts.
	place desk.Place

	desk       *desk.Desk
	stories    *assigner
	dispatcher *dispatch.Dispatcher
	router     bot.Handler

	work sync.WaitGroup // what goes on until the context ends
}

// catchUp is how often a replica's desk takes in what the database has got: with the reading itself it
// stays less than five seconds behind.
const catchUp = time.Second

// ledger is what deliveries are recorded in. A test puts a store in between that lets the process die.
var ledger = func(s dispatch.Store) dispatch.Store { return s }

// wire puts the parts together.
func (s *server) wire() {
	if s.clock == nil {
		s.clock = s.now
	}
	s.stories = &assigner{desk: s.desk, store: s.store, duty: s.duty("stories")}
	e := &engine{desk: s.desk, sources: sourcesOf(s.store, s.sources), settle: s.stories.settle, begin: s.stories.begin}
	s.options.Now, s.options.Holder, s.options.Corpus = s.now, s.replica, followed{s.store, s.desk}
	s.metrics = web.NewMetrics(s.now, web.State{Sources: e.sources, Articles: s.desk.Len})
	e.metrics, e.clock = s.metrics, s.clock
	s.dispatcher = dispatch.New(s.lg, counted{ledger(s.store), s.metrics, s.lg}, shared{e}, s.targets, s.options)
	s.router = heard{command.New(s.lg, s.now, e, s.store, s.dispatcher, command.Options{
		Zone: s.zone, Manages: s.manages, Sources: sourceDesk{s.store, s.client},
	}), s}
}

// shared is the engine without the sources that are one tenant's own business.
type shared struct{ *engine }

// Sources implements bot.Briefer.
func (s shared) Sources(ctx context.Context) ([]bot.SourceHealth, error) {
	all, err := s.engine.Sources(ctx)
	return slices.DeleteFunc(all, func(h bot.SourceHealth) bool { return h.Of != bot.Destination{} }), err
}

// manages asks the platform of a channel who may decide for it.
func (s *server) manages(ctx context.Context, user string, to bot.Destination) (may, known bool, err error) {
	for _, t := range s.targets {
		if steward, ok := t.(bot.Steward); ok && t.Name() == to.Platform {
			may, err := steward.Manages(ctx, user, to)
			return may, true, err
		}
	}
	return false, false, nil
}

// duty is one of those that one replica at a time does.
func (s *server) duty(name string) *duty {
	return &duty{name: name, holder: s.replica, leases: s.store, now: s.now}
}

// followed is a corpus as far as a desk has taken it in: what briefings are made from.
type followed struct {
	briefing.Corpus
	desk *desk.Desk
}

// Seq implements dispatch.Corpus.
func (f followed) Seq() briefing.Seq { return f.desk.Seq() }

// watcher is what reads the sources.
func (s *server) watcher() *watcher {
	tell := func(_ string, o outcome) {
		s.metrics.Read(o.pages, o.added, o.took, o.err != nil, o.err != nil && o.pages == 0)
	}
	return &watcher{lg: s.lg, sources: s.sources, corpus: s.store, states: s.store, now: s.now, clock: s.clock, tell: tell, poll: s.poll}
}

// sources are what is read: as configured, and as was added by command.
func (s *server) sources(ctx context.Context) ([]watched, error) {
	more, err := chosen(ctx, s.client, s.store, s.fixed)
	return slices.Concat(s.fixed, more), err
}

// read reads the sources into the database, files at once and each other when it is time for it, as long
// as no other replica does.
func (s *server) read(ctx context.Context) {
	w := s.watcher()
	reader := s.duty("reader")
	here := func(s watched) bool { return s.afresh } // feeds may let themselves be waited for
	err := reader.do(ctx, func(ctx context.Context, _ bot.Lease) error { return w.passOf(ctx, here) })
	switch {
	case errors.Is(err, bot.ErrTaken):
		s.lg.Info("another replica reads the corpus, or did until a moment ago; this one takes over when that one shows no more life")
	case err != nil && ctx.Err() == nil: // run says so again only when it changes
		s.lg.Error("the corpus could not be read whole", "error", err)
	}
	s.work.Go(func() {
		reader.always(ctx, func(ctx context.Context) { w.run(ctx, s.poll) }, func(err error) {
			s.lg.Error("the corpus could not be read; trying again", "error", err)
		})
	})
}

// follow has the desk take in what the database holds, and keep up with it.
func (s *server) follow(ctx context.Context) error {
	k := &keeping{lg: s.lg, desk: s.desk, corpus: s.store, place: s.place, now: s.clock}
	if err := k.load(ctx); err != nil {
		return err
	}
	if err := s.desk.FollowBy(ctx, s.store, func() { k.fill(ctx) }); err != nil {
		return err
	}
	k.filled(ctx)
	s.work.Go(func() { // questions need no stories; who needs them waits for these
		if err := s.stories.begin(ctx); err != nil && ctx.Err() == nil {
			s.lg.Error("the stories as they stand could not be read; trying again when they are needed", "error", err)
		}
	})
	s.work.Go(func() {
		beat := func() { s.pulse.beat.Store(s.clock().UnixMicro()) }
		follow(ctx, s.desk, beating{s.store, beat}, catchUp, func() { k.save(ctx) }, func(err error) {
			s.lg.Error("the index could not follow the corpus; trying again", "error", err)
		})
		k.end(context.WithoutCancel(ctx))
	})
	return nil
}

// tick looks for due briefings, at once and then by the clock.
func (s *server) tick(ctx context.Context) (*cron.Cron, error) {
	// Recover stands inside: a tick that panicked counts as over, and the next one runs.
	whole := cron.Recover(logged{s.lg})
	ticks := cron.New(cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger), whole))
	tick := func() {
		if err := s.dispatcher.Tick(ctx); err != nil && ctx.Err() == nil {
			s.lg.Error("due briefings could not be looked for; trying again", "error", err)
		}
	}
	if _, err := ticks.AddFunc(s.ticks, tick); err != nil {
		return nil, usagef("--tick %q: %v", s.ticks, err)
	}
	whole(cron.FuncJob(tick)).Run()
	ticks.Start()
	return ticks, nil
}

// logged is a log that the ticks' panics go to.
type logged struct{ lg *slog.Logger }

// Info implements cron.Logger.
func (l logged) Info(msg string, values ...any) { l.lg.Debug(msg, values...) }

// Error implements cron.Logger.
func (l logged) Error(err error, msg string, values ...any) {
	l.lg.Error("looking for due briefings ended in a "+msg, append(values, "error", err)...)
}

// listen serves the platforms until ctx ends or none is left.
func (s *server) listen(ctx context.Context) error {
	s.lg.Info("serving", "platforms", names(s.targets), "articles", s.desk.Len())
	return listen(ctx, s.lg, s.targets, s.router)
}

// lastWait is how long the deliveries under way are waited for; service managers wait no longer.
const lastWait = 10 * time.Second

// finish waits for the deliveries under way.
func (s *server) finish() {
	done := make(chan struct{})
	go func() {
		s.dispatcher.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(lastWait):
		s.lg.Warn("a delivery did not end in time; it will be taken up after the next start")
	}
}
