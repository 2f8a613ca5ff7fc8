package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/adapters/files"
	"briefbot/bot"
	"briefbot/briefing"
)

// watched is a source as the program reads it.
type watched struct {
	briefing.Source
	// every is the time between two looks where the source itself names none; 0 is with every pass.
	every time.Duration
	// afresh says that nothing is remembered from before the start: files on this machine, which another
	// version of the program may read otherwise.
	afresh bool
	// of is the tenant that it belongs to.
	of bot.Destination
}

// folders are the corpus' paths as sources.
func folders(paths []string) []watched {
	names := inputNames(paths)
	out := make([]watched, len(paths))
	for i, path := range paths {
		out[i] = watched{Source: files.New(names[i], path), afresh: true}
	}
	return out
}

// watcher reads sources into a corpus: each when it is time for it, and so that no trouble with one
// touches another.
type watcher struct {
	lg      *slog.Logger
	sources func(context.Context) ([]watched, error)
	corpus  briefing.Corpus
	states  bot.SourceStates
	now     func() time.Time
	clock   func() time.Time // the day that it is, where now is an old corpus' own present: no later date is believed
	tell    func(name string, r outcome)
	poll    time.Duration // between two passes

	mu      sync.Mutex
	courses map[string]*course
}

// outcome is what one look at a source came to.
type outcome struct {
	pages, articles, added int
	took                   time.Duration
	err                    error
}

// atOnce is how many sources are read at the same time.
const atOnce = 8

// Of a source that fails: how long to wait after the first failure, and at most.
const (
	firstWait = time.Minute
	mostWait  = 6 * time.Hour
)

// run reads what is due at once and then at every tick, until ctx ends. It takes over from whoever read
// before.
func (w *watcher) run(ctx context.Context, every time.Duration) {
	w.mu.Lock()
	w.poll = every
	for _, c := range w.courses {
		c.loaded = false
	}
	w.mu.Unlock()
	for ctx.Err() == nil {
		_ = w.pass(ctx) // each problem was logged where it arose
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}

// pass reads the sources that are due. Its error joins what is wrong with each.
func (w *watcher) pass(ctx context.Context) error {
	return w.passOf(ctx, func(watched) bool { return true })
}

// passOf is pass for some sources only.
func (w *watcher) passOf(ctx context.Context, which func(watched) bool) error {
	list, err := w.sources(ctx)
	if err != nil {
		if ctx.Err() == nil {
			w.lg.Error("the list of sources could not be read; trying again", "error", err)
		}
		return err
	}
	var mu sync.Mutex
	var errs []error
	var g errgroup.Group
	g.SetLimit(atOnce)
	for _, s := range list {
		c := w.course(s.Name())
		if !which(s) || ctx.Err() != nil || w.clock().Before(c.due) && !c.due.After(w.clock().Add(2*mostPatience)) {
			continue
		}
		g.Go(func() error {
			if err := w.look(ctx, s, c); err != nil {
				mu.Lock()
				errs = append(errs, fmt.Errorf("%s: %w", s.Name(), err))
				mu.Unlock()
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return none
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errors.Join(errs...)
}

// look looks at one source and stores what is new. It returns what is wrong with it.
func (w *watcher) look(ctx context.Context, s watched, c *course) error {
	began := w.clock()
	if err := w.load(ctx, s, c); err != nil {
		return w.later(ctx, c, fmt.Errorf("what is known of it cannot be read: %w", err))
	}
	if w.clock().Before(c.due) { // as the run before this one knew
		return nil
	}
	c.health.Of = s.of
	o := w.read(ctx, s, c)
	if ctx.Err() != nil { // told to stop in the middle: that is no trouble with the source
		return ctx.Err()
	}
	o.took = w.clock().Sub(began)
	if w.tell != nil {
		w.tell(s.Name(), o)
	}
	return o.err
}

// load takes over what another replica, or the run before, knows.
func (w *watcher) load(ctx context.Context, s watched, c *course) error {
	if c.loaded {
		return nil
	}
	known, err := w.states.Sources(ctx)
	if err != nil {
		return err
	}
	for _, h := range known {
		if h.Name == s.Name() {
			c.health = h
		}
	}
	if !s.afresh {
		if c.state, err = w.states.SourceState(ctx, s.Name()); err != nil {
			return err
		}
		if now := w.now(); c.state != nil && c.health.Again.After(now) && c.health.Again.Before(now.Add(mostPatience)) {
			c.due = w.clock().Add(c.health.Again.Sub(now))
		}
	}
	c.loaded = true
	return nil
}

// put stores articles that were first seen at a moment, and returns how many revisions were added.
func (w *watcher) put(ctx context.Context, articles []briefing.Article, seen time.Time) (added int, err error) {
	if len(articles) == 0 {
		return 0, nil
	}
	for i := range articles {
		articles[i].FirstSeen = seen
	}
	if added, err = w.corpus.Put(ctx, articles...); err != nil {
		return added, fmt.Errorf("what was read could not be stored; it is read again: %w", err)
	}
	return added, nil
}

// counts takes what came of a reading that went well into the source's health.
func (c *course) counts(s watched, o outcome, at time.Time) {
	c.health.Failures, c.health.LastRead = 0, at
	if o.added > 0 {
		c.health.LastNew = at
	}
	switch {
	case s.afresh && o.pages > 0:
		c.health.Articles = o.articles
	case !s.afresh:
		c.health.Articles += o.added
	}
}

// read reads a source, stores its pages, and then how far it is read.
func (w *watcher) read(ctx context.Context, s watched, c *course) (o outcome) {
	r, err := guarded(ctx, s, c.state)
	if ctx.Err() != nil {
		return outcome{err: ctx.Err()}
	}
	o.pages = len(r.Pages)
	at := w.now().UTC()
	if err != nil {
		c.health.Failures++
		c.files.last = nil
		c.wait(w, s, max(r.Again, backOff(s.every, c.health.Failures)))
		o.err = w.report(ctx, c, r.Next, err)
		return o
	}
	seen, done := w.sight(s, c, r)
	if done {
		return outcome{err: known(c)}
	}
	defer func() {
		if o.err == nil || c.health.Problem != "" { // read, as far as it can be
			c.files.last = seen.files
		}
	}()
	left := seen.left
	if len(left) > 0 {
		r.Next = nil // they are still to be read
	}
	articles, problems, err := w.articles(ctx, r.Pages, left)
	if err == nil {
		problems = append(r.Problems, problems...)
		o.articles = len(articles)
		if o.added, err = w.put(ctx, articles, at); err != nil {
			o.err = w.later(ctx, c, err)
			return o
		}
	}
	if ctx.Err() != nil {
		return outcome{err: ctx.Err()}
	}
	if err != nil {
		seen.files = nil // they are read again
		c.health.Failures++
		c.wait(w, s, backOff(s.every, c.health.Failures))
		o.err = w.report(ctx, c, briefing.SourceState("{}"), err)
		return o
	}
	c.counts(s, o, at)
	wait := s.every
	if r.Again > 0 {
		wait = r.Again
	}
	c.wait(w, s, wait)
	if o.pages > 0 {
		w.lg.Info("source read", "source", s.Name(), "pages", o.pages, "articles", o.articles, "new", o.added, "problems", len(problems))
	}
	if !s.afresh {
		problems = c.away(w.lg, r.Problems, problems[len(r.Problems):], o)
	}
	switch {
	case !s.afresh || o.pages > 0:
		o.err = w.report(ctx, c, r.Next, errors.Join(problems...))
	case c.health.Problem != "": // files that are as they were have the problems that they had
		o.err = errors.New(c.health.Problem)
	}
	return o
}
