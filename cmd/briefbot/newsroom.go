package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/desk"
	"briefbot/briefing/ingest"
)

// newsroom is a corpus opened for reading: a desk, and what is known of its inputs.
type newsroom struct {
	desk     *desk.Desk
	coverage briefing.Coverage // Feeds and Failing
	// live says that the corpus is the database: "now" is the clock's, not the newest article's.
	live bool
	// keep keeps the stories for the next time, where they were worked out from the database.
	keep func(context.Context)
	// last is what verify made anew for the last request; it is for one goroutine.
	last *recounted
}

// open reads the paths into memory, or the database where there are none.
func (p *program) open(ctx context.Context, paths []string) (*newsroom, error) {
	if len(paths) == 0 {
		paths = p.Corpus
	}
	if _, err := p.location(); err != nil {
		return nil, err
	}
	d := desk.New(desk.Options{Aliases: p.Aliases, Log: p.logger()})
	if len(paths) == 0 {
		return p.openDatabase(ctx, d)
	}
	articles, coverage, err := p.read(ctx, paths)
	if err != nil {
		return nil, err
	}
	d.Put(articles...)
	return &newsroom{desk: d, coverage: coverage}, nil
}

func (p *program) openDatabase(ctx context.Context, d *desk.Desk) (*newsroom, error) {
	empty := fmt.Errorf("the database %s holds no articles; read some in with \"briefbot ingest PATH\", or name files or a folder", p.dbName())
	if !p.hasStore() {
		return nil, empty
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	k := &keeping{lg: p.logger(), desk: d, corpus: store, place: p.place(), now: p.now}
	if err := k.load(ctx); err != nil {
		return nil, err
	}
	k.lg = slog.New(slog.DiscardHandler) // a folder that cannot be written to is no matter for who only asks
	if err := d.FollowBy(ctx, store, func() { k.fill(ctx) }); err != nil {
		return nil, err
	}
	k.filled(ctx)
	if d.Len() == 0 {
		return nil, empty
	}
	keep := func(ctx context.Context) {
		if store, err := p.openStore(ctx); err == nil { // else they are worked out again
			defer store.Close()
			k.corpus = store
			k.grouped(ctx)
		}
	}
	return &newsroom{desk: d, live: true, keep: keep}, nil
}

// read reads paths, which may be web addresses, into articles. What cannot be read is told on the error stream and counted; it
// is an error only when nothing could be read at all.
func (p *program) read(ctx context.Context, paths []string) ([]briefing.Article, briefing.Coverage, error) {
	here := slices.DeleteFunc(slices.Clone(paths), isAddress)
	away := slices.DeleteFunc(slices.Clone(paths), func(s string) bool { return !isAddress(s) })
	fetched, unread, err := p.fetch(ctx, away)
	if err != nil {
		return nil, briefing.Coverage{}, err
	}
	bar := newProgress(p.err, "reading")
	articles, failures, err := ingest.New(ingest.Options{Now: p.now(), Progress: bar.set}).Paths(here...)
	bar.done()
	if err != nil {
		return nil, briefing.Coverage{}, err
	}
	for _, f := range failures {
		fmt.Fprintf(p.err, "briefbot: not read: %s: %v\n", f.Path, f.Err)
	}
	for _, err := range unread {
		fmt.Fprintf(p.err, "briefbot: not read: %s\n", p.redact(err.Error()))
	}
	articles = append(articles, fetched...)
	if len(articles) == 0 {
		return nil, briefing.Coverage{}, fmt.Errorf("%w in %s; name a file or folder that holds .txt, .md, .html, .jsonl or .jsonl.gz, "+
			"or the web address of a feed or a page", briefing.ErrEmpty, strings.Join(paths, ", "))
	}
	outlets := map[string]bool{} // as health counts them
	for _, a := range articles {
		outlets[a.Outlet()] = true
	}
	return articles, briefing.Coverage{Feeds: len(outlets) + len(failures) + len(unread), Failing: len(failures) + len(unread)}, nil
}

// asOf is the moment from which the corpus is looked at: as given, else now for the database and
// the newest article for a path.
func (p *program) asOf(n *newsroom, given string) (time.Time, error) {
	t, err := p.moment(given)
	if err != nil || !t.IsZero() {
		return t, err
	}
	if n.live {
		return p.now(), nil
	}
	if t = n.desk.Newest(); t.IsZero() {
		t = p.now()
	}
	return t, nil
}

// brief builds a briefing of the stretch before asOf.
func (n *newsroom) brief(ctx context.Context, asOf time.Time, since time.Duration, topics []string, words int,
	told briefing.Told,
) (briefing.Briefing, error) {
	end := asOf.Add(time.Second) // what was published at asOf is in
	edition, err := n.desk.Edition(ctx, daily.Request{
		AsOf: asOf, Window: briefing.Window{From: end.Add(-since), To: end}, Topics: topics, Coverage: n.coverage,
	})
	if err != nil {
		return briefing.Briefing{}, err
	}
	return edition.Tailor(told, briefing.Preferences{}, words), nil
}

// writeJSON writes v as one line.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// toldFor is how long what was told counts as told.
const toldFor = 14 * 24 * time.Hour

func isNotFound(err error) bool {
	return errors.Is(err, bot.ErrNotFound) || errors.Is(err, briefing.ErrNotFound)
}

func isConflict(err error) bool { return errors.Is(err, bot.ErrConflict) }
