package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/ingest"
)

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
func (w *watcher) articles(ctx context.Context, pages []briefing.RawPage, without map[string]bool) (
	articles []briefing.Article, problems []error, err error,
) {
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
func readPages(pages []briefing.RawPage, now time.Time, without map[string]bool) (
	articles []briefing.Article, problems []error, err error,
) {
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
