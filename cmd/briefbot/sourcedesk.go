package main

import (
	"context"
	"errors"

	"briefbot/adapters/feed"
	"briefbot/adapters/sqlstore"
	"briefbot/bot"
)

// sourceDesk is where sources are added by command: the web, and the database.
type sourceDesk struct {
	*sqlstore.Store
	client *feed.Client
}

// FindSource implements bot.SourceDesk.
func (d sourceDesk) FindSource(ctx context.Context, address string) (bot.FoundSource, error) {
	f, err := d.client.Find(ctx, address)
	var t *feed.Trouble
	if errors.As(err, &t) {
		return bot.FoundSource{}, &bot.Error{Code: "source", Message: "This cannot be read: " + t.Words + "."}
	}
	if err != nil {
		return bot.FoundSource{}, err
	}
	out := bot.FoundSource{URL: f.URL, Title: f.Title, Kind: f.Kind}
	for _, l := range f.Latest {
		out.Latest = append(out.Latest, bot.FoundEntry{Title: l.Title, URL: l.URL, Published: l.Published})
	}
	return out, nil
}

// Named implements bot.SourceDesk.
func (d sourceDesk) Named(s bot.ChosenSource) string { return chosenName(s) }
