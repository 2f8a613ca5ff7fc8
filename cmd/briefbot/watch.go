package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/adapters/files"
	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/ingest"
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

// course is how far one source is read, as this process knows. One look at a time uses it.
type course struct {
	loaded bool
	state  briefing.SourceState
	health bot.SourceHealth
	said   string    // a problem that stays is logged once
	due    time.Time // of the next look, by the clock that goes on whatever now says
	// unread is what was wrong with the pages that came last, where none of them could be read.
	unread error
	files  stillness // which of a source's files on this machine are being written
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

// mostPatience bounds the time to a next look: what lies further off was set by a clock that has gone back.
const mostPatience = 24 * time.Hour

func (w *watcher) course(name string) *course {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.courses == nil {
		w.courses = map[string]*course{}
	}
	if w.courses[name] == nil {
		w.courses[name] = &course{health: bot.SourceHealth{Name: name}}
	}
	return w.courses[name]
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
		for i := range articles {
			articles[i].FirstSeen = at
		}
		o.articles = len(articles)
		if len(articles) > 0 {
			o.added, err = w.corpus.Put(ctx, articles...)
		}
		if err != nil {
			o.err = w.later(ctx, c, fmt.Errorf("what was read could not be stored; it is read again: %w", err))
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

// sight looks at a source's files, where it has some on this machine. It is done where they are being written,
// or are as they were read.
func (w *watcher) sight(s watched, c *course, r briefing.Reading) (seen sight, done bool) {
	if !s.afresh || len(r.Pages) == 0 {
		return sight{files: c.files.last}, false
	}
	seen, ready := w.still(c, r.Pages)
	same := ready && c.files.same(seen)
	if same && len(seen.left) == 0 {
		c.state = r.Next
	}
	return seen, same || !ready
}

// known is the problem of a source whose files are as they were, or are being written.
func known(c *course) error {
	if c.health.Problem == "" {
		return nil
	}
	return errors.New(c.health.Problem)
}

// away is what is wrong with a source on the web. Single pages in which nothing can be read are theirs
// alone; where that is all of them it stays wrong until one can be read.
func (c *course) away(lg *slog.Logger, own, pages []error, o outcome) []error {
	switch {
	case o.articles > 0:
		c.unread = nil
	case o.pages > 0 && len(pages) > 0:
		c.unread = fmt.Errorf("nothing could be read in what it brought last: %w", pages[0])
	}
	if o.articles > 0 {
		for _, err := range pages {
			lg.Info("a page could not be read", "source", c.health.Name, "error", err)
		}
	}
	if c.unread != nil {
		return append(own, c.unread)
	}
	return own
}

// wait sets when the source is looked at next.
func (c *course) wait(w *watcher, s watched, d time.Duration) {
	if d <= 0 || s.afresh {
		c.due, c.health.Again = time.Time{}, time.Time{}
		return
	}
	c.due, c.health.Again = w.clock().Add(d), w.now().UTC().Add(d).Truncate(time.Second)
}

// later leaves a source for a later pass after a trouble that is this machine's and not the source's.
func (w *watcher) later(ctx context.Context, c *course, problem error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.due = w.clock().Add(firstWait)
	w.say(c, problem)
	return problem
}

// report records how a source fares, and how far it was read where state is not nil. It returns the problem.
func (w *watcher) report(ctx context.Context, c *course, state briefing.SourceState, problem error) error {
	c.health.Problem = ""
	if problem != nil {
		c.health.Problem = inWords(problem)
	}
	if err := w.states.KeepSource(ctx, c.health, state); err != nil {
		return w.later(ctx, c, errors.Join(problem, fmt.Errorf("how it fares could not be stored: %w", err)))
	}
	if state != nil {
		c.state = state
	}
	w.say(c, problem)
	return problem
}

// say logs a problem when it is another than before, and that it is over.
func (w *watcher) say(c *course, problem error) {
	switch {
	case problem == nil && c.said != "":
		w.lg.Info("source is well again", "source", c.health.Name)
		c.said = ""
	case problem != nil && problem.Error() != c.said:
		c.said = problem.Error()
		w.lg.Error("source could not be read whole; trying again", "source", c.health.Name, "error", problem)
	}
}

// mostWords is how long a problem is told at most, in bytes.
const mostWords = 600

// inWords is an error in one line.
func inWords(err error) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), "\n", "; ")), " ")
	if len(text) > mostWords {
		text = strings.ToValidUTF8(text[:mostWords], "") + "…"
	}
	return text
}

// backOff is how long to wait after so many failures in a row.
func backOff(every time.Duration, failures int) time.Duration {
	wait := max(every, firstWait)
	for range min(failures-1, 12) {
		if wait *= 2; wait >= mostWait {
			return mostWait
		}
	}
	return wait
}

// guarded is Read, in which a panic is an error: one source that cannot be read does not end the program.
func guarded(ctx context.Context, s briefing.Source, state briefing.SourceState) (r briefing.Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = briefing.Reading{Holds: -1}, fmt.Errorf("reading it ended in a panic: %v\n%s", p, debug.Stack())
		}
	}()
	return s.Read(ctx, state)
}

// articles reads pages. Reading many takes a while and knows of no context: when ctx ends it is left
// alone, and what comes of it is dropped.
func (w *watcher) articles(ctx context.Context, pages []briefing.RawPage, without map[string]bool) (articles []briefing.Article, problems []error, err error) {
	type result struct {
		articles []briefing.Article
		problems []error
		err      error
	}
	done := make(chan result, 1)
	now := w.clock()
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("reading its pages ended in a panic: %v\n%s", p, debug.Stack())}
			}
			done <- r
		}()
		r.articles, r.problems, r.err = readPages(pages, now, without)
	}()
	select {
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	case r := <-done:
		return r.articles, r.problems, r.err
	}
}

// readPages turns raw pages into articles. A page in whose body nothing can be read is read by what its
// source itself says of it.
func readPages(pages []briefing.RawPage, now time.Time, without map[string]bool) (articles []briefing.Article, problems []error, err error) {
	reader := ingest.New(ingest.Options{Now: now, Skip: func(path string) bool { return without[path] }})
	var paths []string
	var raw []ingest.Page
	instead := map[string]briefing.RawPage{}
	for _, p := range pages {
		if p.File != "" {
			paths = append(paths, p.File)
			continue
		}
		if p.Instead != nil {
			instead[p.Origin] = p
		}
		raw = append(raw, page(p))
	}
	var failures []ingest.Failure
	if len(paths) > 0 {
		if articles, failures, err = reader.Paths(paths...); err != nil {
			return nil, nil, err
		}
	}
	more, failed := reader.Articles(raw...)
	var again []ingest.Page
	for _, f := range failed {
		p, ok := instead[f.Path]
		if !ok {
			failures = append(failures, f)
			continue
		}
		p.Body = p.Instead
		again = append(again, page(p))
	}
	last, failed := reader.Articles(again...)
	for _, f := range append(failures, failed...) {
		problems = append(problems, fmt.Errorf("%s: %w", filepath.Base(f.Path), f.Err))
	}
	return append(append(articles, more...), last...), problems, nil
}

// page is a raw page as it is read.
func page(p briefing.RawPage) ingest.Page {
	return ingest.Page{
		Origin: p.Origin, URL: p.URL, Title: p.Title, Source: p.Source, Published: p.Published, From: p.From,
		Kind: ingest.Kind(p.Kind), Body: p.Body, Fetched: p.Fetched,
	}
}
