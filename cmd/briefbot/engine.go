package main

import (
	"context"
	"time"

	"briefbot/adapters/web"
	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/desk"
	"briefbot/briefing/ingest"
)

// engine is a desk as the bot asks for it: bot.Briefer and bot.Answerer.
type engine struct {
	desk    *desk.Desk
	sources func(context.Context) ([]bot.SourceHealth, error)
	// settle, where there is one, makes the desk's stories those of all replicas.
	settle func(context.Context) error
	// begin, where there is one, takes over the stories that were stored, so that they are not worked out again.
	begin func(context.Context) error
	// metrics count what is asked of it, by clock; there may be none.
	metrics *web.Metrics
	clock   func() time.Time
}

// took is how long something has taken since it began.
func (e *engine) took(began time.Time) time.Duration { return e.clock().Sub(began) }

// start is the time, where it is measured.
func (e *engine) start() (began time.Time) {
	if e.metrics != nil {
		began = e.clock()
	}
	return began
}

// Edition implements bot.Briefer.
func (e *engine) Edition(ctx context.Context, r bot.EditionRequest) (bot.Edition, error) {
	sources, err := e.sources(ctx)
	if err != nil {
		return nil, err
	}
	coverage := briefing.Coverage{Feeds: len(sources)}
	for _, s := range sources {
		if s.Problem != "" {
			coverage.Failing++
		}
	}
	if e.settle != nil {
		if err := e.settle(ctx); err != nil {
			return nil, err
		}
	}
	began := e.start()
	edition, err := e.desk.Edition(ctx, daily.Request{
		AsOf: r.Window.To, Window: r.Window, Topics: r.Topics, Sources: r.Sources, Without: r.Without, Coverage: coverage,
	})
	if err != nil {
		return nil, err // not a nil *Edition in an interface
	}
	if e.metrics != nil {
		e.metrics.Built(e.took(began))
	}
	return edition, nil
}

// Topics implements bot.Briefer.
func (e *engine) Topics(ctx context.Context, limit int) ([]string, error) {
	if err := e.begun(ctx); err != nil {
		return nil, err
	}
	return e.desk.Topics(limit), ctx.Err()
}

// Sources implements bot.Briefer.
func (e *engine) Sources(ctx context.Context) ([]bot.SourceHealth, error) { return e.sources(ctx) }

// Corrected implements bot.Briefer.
func (e *engine) Corrected(ctx context.Context, b briefing.Briefing) (briefing.Briefing, []briefing.StoryID, error) {
	if err := e.begun(ctx); err != nil {
		return b, nil, err
	}
	return e.desk.Corrected(ctx, b)
}

func (e *engine) begun(ctx context.Context) error {
	if e.begin == nil {
		return nil
	}
	return e.begin(ctx)
}

// Ask implements bot.Answerer.
func (e *engine) Ask(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	began := e.start()
	a, err := e.desk.Ask(ctx, q)
	if e.metrics != nil {
		e.metrics.Answered(a.Status, err, e.took(began))
	}
	return a, err
}

// Linked implements bot.Linked.
func (e *engine) Linked(_ context.Context, address string) (articles []briefing.ArticleID, title string) {
	page := ingest.CanonicalURL(address)
	if page == "" {
		return nil, ""
	}
	for _, a := range e.desk.Articles() {
		if a.URL != "" && ingest.CanonicalURL(a.URL) == page {
			if articles = append(articles, a.ID); title == "" {
				title = a.Title
			}
		}
	}
	return articles, title
}

// follow keeps a desk up with a corpus until ctx ends. A pass that fails is tried again, and logged
// where it fails in another way than the one before; done is called after each, and after each part of one.
func follow(ctx context.Context, d *desk.Desk, c briefing.Corpus, every time.Duration, done func(), failed func(error)) {
	said := ""
	for ctx.Err() == nil {
		err := d.FollowBy(ctx, c, done)
		switch {
		case err == nil:
			said = ""
			done()
		case ctx.Err() == nil && err.Error() != said:
			said = err.Error()
			failed(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}
