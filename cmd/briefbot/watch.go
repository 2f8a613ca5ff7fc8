package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/ingest"
)

// watcher reads paths into a corpus again whenever they change.
type watcher struct {
	lg     *slog.Logger
	paths  []string
	corpus briefing.Corpus
	health bot.Health
	now    func() time.Time
	clock  func() time.Time // the day that it is, where now is an old corpus' own present: no later date is believed
	last   map[string]stamp // as of the last reading
	newest time.Time        // when an article was last new
	read   time.Time        // when the paths were last read
	count  int              // of articles then
}

// stamp tells one state of a file from another.
type stamp struct {
	size     int64
	modified time.Time
}

// run reads at once and then looks for changes at every tick, until ctx ends.
func (w *watcher) run(ctx context.Context, every time.Duration) {
	said := "" // a problem that stays is logged once
	for ctx.Err() == nil {
		err := w.pass(ctx)
		switch {
		case err == nil:
			said = ""
		case ctx.Err() == nil && err.Error() != said:
			said = err.Error()
			w.lg.Error("the corpus could not be read whole; trying again when it changes", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}

// pass reads the paths when they changed since the last pass that went well.
func (w *watcher) pass(ctx context.Context) error {
	now, err := stamps(w.paths)
	if err != nil {
		return w.unread(ctx, err)
	}
	if w.last != nil && same(w.last, now) {
		return nil
	}
	articles, failures, err := w.articles(ctx)
	switch {
	case ctx.Err() != nil: // told to stop in the middle: that is no trouble with the paths
		return ctx.Err()
	case err != nil:
		return w.unread(ctx, err)
	}
	at := w.now().UTC()
	for i := range articles {
		articles[i].FirstSeen = at
	}
	added, err := w.corpus.Put(ctx, articles...)
	if err != nil {
		return fmt.Errorf("storing what was read: %w", err)
	}
	var problems []error
	for _, f := range failures {
		problems = append(problems, fmt.Errorf("%s: %w", filepath.Base(f.Path), f.Err))
	}
	w.lg.Info("corpus read", "articles", len(articles), "new", added, "failures", len(failures))
	w.last, w.read, w.count = now, at, len(articles)
	return w.report(ctx, added, errors.Join(problems...))
}

// articles reads the paths. Reading many files takes a while and knows of no context: when ctx ends it
// is left alone, and what comes of it is dropped.
func (w *watcher) articles(ctx context.Context) ([]briefing.Article, []ingest.Failure, error) {
	var articles []briefing.Article
	var failures []ingest.Failure
	var err error
	done, reader := make(chan struct{}), ingest.New(ingest.Options{Now: w.clock()})
	go func() {
		defer close(done)
		articles, failures, err = reader.Paths(w.paths...)
	}()
	select {
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	case <-done:
		return articles, failures, err
	}
}

// unread records that the paths cannot be read. When they can again they are read anew, changed or
// not, so that the problem does not stay on record.
func (w *watcher) unread(ctx context.Context, problem error) error {
	w.last = nil
	return w.report(ctx, 0, problem)
}

// report records how the paths fare. It returns the problem.
func (w *watcher) report(ctx context.Context, added int, problem error) error {
	at, names := w.now().UTC(), inputNames(w.paths)
	if added > 0 {
		w.newest = at
	}
	if w.newest.IsZero() || w.read.IsZero() { // as of this replica; another one, or the run before, may know
		before, err := w.health.Sources(ctx)
		if err != nil {
			return errors.Join(problem, err)
		}
		for _, h := range before {
			if !slices.Contains(names, h.Name) {
				continue
			}
			if h.LastNew.After(w.newest) {
				w.newest = h.LastNew
			}
			if h.LastRead.After(w.read) {
				w.read, w.count = h.LastRead, h.Articles
			}
		}
	}
	for _, name := range names {
		h := bot.SourceHealth{Name: name, Articles: w.count, LastRead: w.read, LastNew: w.newest}
		if problem != nil {
			h.Problem = problem.Error()
		}
		if err := w.health.PutSource(ctx, h); err != nil {
			return errors.Join(problem, err)
		}
	}
	return problem
}

// stamps are the files below the paths.
func stamps(paths []string) (map[string]stamp, error) {
	out := map[string]stamp{}
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				if path == root {
					return err
				}
				return nil // the reader says what is wrong with it
			}
			if d.IsDir() {
				return nil
			}
			info, err := d.Info()
			if errors.Is(err, os.ErrNotExist) {
				return nil // gone meanwhile
			}
			if err != nil {
				return err
			}
			out[path] = stamp{info.Size(), info.ModTime()}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func same(a, b map[string]stamp) bool {
	if len(a) != len(b) {
		return false
	}
	for path, s := range a {
		if t, ok := b[path]; !ok || t.size != s.size || !t.modified.Equal(s.modified) {
			return false
		}
	}
	return true
}
